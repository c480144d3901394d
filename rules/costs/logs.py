"""The cloud's own logs, which are a part of what watching a system costs: a stated sum holds them."""

from collections.abc import Iterator

import numpy as np

from rules.columns import Floats, same
from rules.costs import parts
from rules.costs.current import current_variant
from rules.costs.lines import LEAST_USD, Line, added
from rules.costs.load import Load, once
from rules.costs.way import STATED, Way
from rules.options import OPTION_OF, VARIANTS

WATCHING = "observability_usd_month"
"""The fact that holds what logs, metrics, traces and the monitoring vendor cost together."""
FUNCTIONS = [at for at, variant in enumerate(VARIANTS) if OPTION_OF[variant] == "lambda"]


@parts.shared
def logs(load: Load, way: Way, functions: bool) -> Iterator[Line]:
    """List the logs taken in and kept, as many as a stated monitoring bill leaves room for."""
    room = _room(load)
    yield from (line.part(line.item, room) for line in _modelled(load, way, functions))


@once
def beside_logs(load: Load) -> Floats:
    """Give what of the monitoring bill of today is not the cloud's logs, in USD a month."""
    beside: Floats = np.maximum(load.number(WATCHING) - _today(load) * _room(load), 0)
    return beside


def _modelled(load: Load, way: Way, functions: bool) -> Iterator[Line]:
    """Price logs: a month of them is kept, compressed, when tuned, years of them where nothing sets a retention."""
    gb = load.log_gb + load.platform_log_gb if functions else load.log_gb
    price = "cw.logs.lambda" if functions else "cw.logs.ingest"
    yield parts.priced(load, "logs written", gb, price, assumed=True)
    month = gb * load.prices["cw.logs.compressed"].usd
    kept = month if way.tuned else month * load.number("kept_months")
    yield parts.priced(load, "logs kept", kept, "cw.logs.storage", assumed=True)


@once
def _today(load: Load) -> Floats:
    """Model the logs of what runs as they stand, in USD a month; those of services where nothing runs yet."""
    in_functions = np.isin(current_variant(load), FUNCTIONS)
    of_functions, of_others = (added(_modelled(load, STATED, functions)) for functions in (True, False))
    return np.where(in_functions, of_functions, of_others)


@once
def _room(load: Load) -> Floats:
    """Give the share of the modelled logs that a stated monitoring bill can hold; all of them where none was stated."""
    if WATCHING not in load.answered:
        return same(1.0, load.size)
    room: Floats = np.minimum(load.number(WATCHING) / np.maximum(_today(load), LEAST_USD), 1.0)
    return room
