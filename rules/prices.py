"""Prices and limits: dated values with unit, region, source and a review date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Literal

import numpy as np
from pydantic import Field

from rules.columns import Floats
from rules.facts import ClaimNumbers, Day, Strict
from rules.files import TomlFile
from rules.problems import Problems, did_you_mean

HOME = "us-east-1"
EVERYWHERE = "everywhere"
MULTIPLIER = "region.multiplier."
TINY = 1e-12


class Tier(Strict):
    """A unit price that holds up to a monthly quantity; the last tier is open."""

    usd: float = Field(ge=0, allow_inf_nan=False)
    upto: float = Field(default=float("inf"), gt=0)


class Reading(Strict):
    """What a price or limit was from a day on, in a region (or everywhere), and where it stands."""

    valid_from: Day
    source: str = Field(min_length=1)
    url: str = Field(pattern=r"^https://")
    region: str = HOME
    confidence: Literal["seen", "recalled"] = "seen"
    value: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    tiers: tuple[Tier, ...] = ()

    @property
    def steps(self) -> tuple[tuple[float, float], ...]:
        """The unit prices with the monthly quantities up to which they hold."""
        return tuple((tier.usd, tier.upto) for tier in self.tiers) or ((self.value or 0.0, float("inf")),)


class Price(Strict):
    """A price or limit by id, with its readings; the claims are those of every cost line that it prices."""

    id: str
    what: str = Field(min_length=1)
    unit: str
    review_by: Day
    readings: tuple[Reading, ...] = Field(min_length=1)
    claims: ClaimNumbers = ()
    file: str = ""

    def on(self, day: date, region: str) -> Reading | None:
        """Give the reading that holds on a day: the latest by then of the region, else of everywhere, else of home."""
        valid = [reading for reading in self.readings if reading.valid_from <= day]
        for place in (region, EVERYWHERE, HOME):
            here = [reading for reading in valid if reading.region == place]
            if here:
                return max(here, key=lambda reading: reading.valid_from)
        return None


@dataclass(frozen=True, slots=True)
class DayPrice:
    """A price as it holds on the day and in the region of a verdict."""

    id: str
    what: str
    unit: str
    tiers: tuple[tuple[float, float], ...]
    review_by: date
    stale: bool
    recalled: bool
    source: str
    url: str

    @property
    def usd(self) -> float:
        """The unit price of the first tier, or the value of a limit."""
        return self.tiers[0][0]

    def bill(self, amount: Floats, per: float = 1.0) -> Floats:
        """Price a monthly quantity through the tiers; arguments as for `rate`."""
        return amount * self.rate(amount, per)

    def rate(self, amount: Floats, per: float = 1.0) -> float | Floats:
        """Give what each of an amount costs a month: one number, or one for each world where some reach another tier.

        Args:
            amount: what is paid for, one for each world.
            per: units a month that each of the amount makes.
        """
        first = per * self.usd
        if len(self.tiers) == 1:
            return first
        most = float(amount.max()) * per
        above = [
            np.maximum(amount * per - floor, 0.0) * (usd - before)
            for (before, floor), (usd, _) in pairwise(self.tiers)
            if most > floor
        ]
        return first + sum(above) / np.maximum(amount, TINY) if above else first


class PriceList(dict[str, DayPrice]):
    """All prices as they hold on one day in one region, by id."""

    def __missing__(self, name: str) -> DayPrice:
        raise KeyError(f'no price "{name}". {did_you_mean(name, self)}')

    @cached_property
    def stale(self) -> tuple[str, ...]:
        """The ids of what is past its review date."""
        return tuple(name for name, price in self.items() if price.stale)


def parse_price(table: TomlFile, problems: Problems) -> Price | None:
    """Read one price or limit; None, with the mistakes noted, where it cannot be read."""
    price = table.parse(Price, problems, file=table.name)
    if price is not None:
        _check_readings(table.name, price, problems)
    return price


def price_list(prices: Iterable[Price], day: date, region: str, problems: Problems) -> PriceList:
    """Choose the reading of every price for a day and a region.

    A region without a price of its own takes that of us-east-1 times the multiplier stated for the region; a limit or a
    ratio is the same everywhere.

    A price without a reading for the day (its first one then stands in, so that what names it is not blamed), and a
    region without a multiplier, are noted as mistakes.

    Args:
        prices: every price and limit, with all its readings.
        day: the day on which they are to hold.
        region: the AWS region.
        problems: where mistakes are noted.
    """
    by_id = {price.id: price for price in prices}
    multiplier = _multiplier(by_id, day, region, problems)
    chosen = {}
    for name, price in by_id.items():
        reading = price.on(day, region)
        if reading is None:
            first = min(price.readings, key=lambda each: each.valid_from)
            where = "" if first.region == EVERYWHERE else f", in {first.region}"
            cure = f"The first is of {first.valid_from}{where}. Add one that holds then, or ask for another day."
            problems.add(price.file or name, f"{name}.readings", f"no value for {day} in {region}.", cure)
            reading = first
        factor = multiplier if reading.region == HOME and price.unit.startswith("USD") else 1.0
        chosen[name] = _day_price(price, reading, day, factor)
    return PriceList(chosen)


def _multiplier(by_id: Mapping[str, Price], day: date, region: str, problems: Problems) -> float:
    if region == HOME:
        return 1.0
    stated = by_id.get(MULTIPLIER + region)
    reading = stated.on(day, EVERYWHERE) if stated else None
    if stated is None:
        known = [name.removeprefix(MULTIPLIER) for name in by_id if name.startswith(MULTIPLIER)]
        problems.add("prices", "region", f'no prices for "{region}".', f"Known: {', '.join([HOME, *known])}.")
    return 1.0 if reading is None or reading.value is None else reading.value


def _day_price(price: Price, reading: Reading, day: date, factor: float) -> DayPrice:
    return DayPrice(
        id=price.id,
        what=price.what,
        unit=price.unit,
        tiers=tuple((usd * factor, upto) for usd, upto in reading.steps),
        review_by=price.review_by,
        stale=day > price.review_by,
        recalled=reading.confidence == "recalled",
        source=reading.source,
        url=reading.url,
    )


def _check_readings(file: str, price: Price, problems: Problems) -> None:
    seen: set[tuple[date, str]] = set()
    for at, reading in enumerate(price.readings):
        key = f"{price.id}.readings[{at}]"
        if (reading.value is None) == (not reading.tiers):
            problems.add(file, key, "needs either `value` or `tiers`.", "Give one of them.")
        tops = [tier.upto for tier in reading.tiers]
        if tops and (tops != sorted(set(tops)) or tops[-1] != float("inf")):
            problems.add(file, key, "tiers must rise, and the last must be open.", "Leave `upto` out of the last.")
        if (reading.valid_from, reading.region) in seen:
            problems.add(
                file, key, f"{reading.region} has a reading of {reading.valid_from} already.", "Keep one of them."
            )
        seen.add((reading.valid_from, reading.region))
