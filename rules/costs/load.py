"""What the work asks of any platform, derived once from the worlds and shared by all variants."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import numpy as np

from rules.columns import Bools, Floats, Single, Truth, in_each, is_one_of, told_once
from rules.costs.lines import SECONDS, WORKDAYS
from rules.prices import PriceList
from rules.rulebook import Rulebook
from rules.worlds import Worlds

MB_PER_VCPU = 1769.0
"""Memory at which Lambda gives a function one processor (AWS Lambda quotas, read 2026-06)."""
LARGEST_BATCH = 10_000.0
"""Records that one call takes from a queue or stream at most (AWS Lambda, event source mappings)."""
BATCH_SECONDS = 1.0
"""A call takes what has come in this time, up to the usual batch: a slow queue is emptied record by record."""
REDUNDANT_ABOVE = 99.5
"""Availability, in percent, above which one machine is not enough."""
KB_IN_GB = 1e6
"""kB in a GB, as AWS counts logs and transfer."""

HEARD = frozenset(
    {
        "invocations_per_request",
        "cloud_usd_month",
        "observability_usd_month",
        "dearest_line",
        "migration_engineer_months",
        "growth_12_months",
    }
)
"""The facts of which it matters whether anything was said of them, beside what holds in a world."""

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def once(make: Callable[Concatenate[Load, Asked], Made]) -> Callable[Concatenate[Load, Asked], Made]:
    """Work out what several variants have in common once for each set of worlds and arguments."""

    @wraps(make)
    def kept(load: Load, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        key = (make, args, *kwargs.items()) if kwargs else (make, args)
        return load.worlds.once(key, partial(make, load, *args, **kwargs))

    return kept


class Derived(Generic[Made]):
    """A property that is worked out once for each set of worlds."""

    def __init__(self, make: Callable[[Load], Made]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __get__(self, load: Load, owner: type[Load]) -> Made:
        return load.worlds.once(self._make, partial(self._make, load))


class Load:
    """The quantities of one set of worlds; each is computed when it is first asked for."""

    def __init__(self, rulebook: Rulebook, worlds: Worlds, answered: frozenset[str]) -> None:
        self.rulebook, self.worlds, self.answered = rulebook, worlds, answered & HEARD
        self.prices: PriceList = rulebook.prices

    @property
    def size(self) -> int:
        """The number of worlds."""
        return self.worlds.size

    def number(self, name: str) -> Floats:
        """Give a numeric fact or an assumption."""
        return self.worlds.number(name)

    def flag(self, name: str) -> Bools:
        """Give a flag."""
        return self.worlds.once((name, True), partial(self._look, name, lambda column: column == 1))

    def is_(self, name: str, *choices: str) -> Bools:
        """Tell where a choice is one of some."""
        return self.worlds.once((name, *choices), partial(self._is, name, choices))

    def _is(self, name: str, choices: tuple[str, ...]) -> Bools:
        codes = self.rulebook.facts[name].codes
        wanted = tuple(codes[choice] for choice in choices)
        return self._look(name, lambda column: is_one_of(column, wanted))

    def has(self, name: str, choice: str) -> Bools:
        """Tell where a fact of several choices has one."""
        return self.worlds.once(("has", name, choice), partial(self._has, name, choice))

    def _has(self, name: str, choice: str) -> Bools:
        bit = 1 << self.rulebook.facts[name].codes[choice]
        return self._look(name, lambda column: column & bit != 0)

    def _look(self, name: str, holds: Callable[[Any], Truth]) -> Bools:
        return in_each(holds(told_once(self.worlds.code(name))), self.size)

    @Derived
    def requests(self) -> Floats:
        """Units of work a month."""
        return self.number("requests_per_second") * SECONDS

    @Derived
    def calls(self) -> Floats:
        """Function calls a month, were the work done by functions."""
        return self.requests * self.calls_per_request

    @Derived
    def calls_per_request(self) -> Floats:
        """Function calls for each unit of work: below one where a call takes a batch, as was said or from a queue."""
        calls = self.number("invocations_per_request")
        if "invocations_per_request" in self.answered:
            return np.maximum(calls, 1 / LARGEST_BATCH)
        queued = (self.has("triggers", "queue") | self.has("triggers", "stream")) & ~self.has("triggers", "http")
        waiting = np.maximum(self.number("requests_per_second") * BATCH_SECONDS, 1.0)
        batch = np.where(queued, np.minimum(self.number("records_per_call"), waiting), 1.0)
        return np.maximum(calls, 1.0) / batch

    @Derived
    def steps(self) -> Floats:
        """Steps of a unit of work."""
        return self.number("steps_per_request")

    @Derived
    def transitions(self) -> Floats:
        """Steps a month: what a workflow service would call transitions."""
        return self.requests * self.steps

    @Derived
    def seconds(self) -> Floats:
        """Seconds that a unit of work takes."""
        return self.number("request_duration_ms") / 1000

    @Derived
    def gb_seconds(self) -> Floats:
        """GB-seconds a month on Lambda."""
        return self.requests * self.seconds * self.number("request_memory_mb") / 1024

    @Derived
    def busy_vcpu(self) -> Floats:
        """Processors kept busy on average."""
        return self.number("requests_per_second") * self.vcpu_seconds

    @Derived
    def vcpu_seconds(self) -> Floats:
        """Processor time of a unit of work: time not spent waiting, on the processor share that Lambda gives.

        What runs elsewhere was not measured on that share, and may keep more or less of a processor busy.
        """
        share = self.number("request_memory_mb") / MB_PER_VCPU
        measured = self.is_("current_shape", "functions")
        busy = np.where(measured, Single(1), self.number("busy_of_share"))
        return self.seconds * (1 - self.number("io_wait_share")) * share * busy

    @Derived
    def ready_for(self) -> Floats:
        """Units of work a second that must be served without starting anything: the peak where it comes suddenly.

        Work from a queue, a file or a clock waits there until more is started, as nobody waits for its answer.
        """
        mean, peak = self.number("requests_per_second"), self.number("peak_requests_per_second")
        return np.where(self.sudden, np.maximum(mean, peak), mean)

    @Derived
    def under_way(self) -> Floats:
        """Units of work under way at once that must be served without starting anything."""
        return self.ready_for * self.seconds

    @Derived
    def sudden(self) -> Bools:
        """Where the load climbs faster than containers can follow, so that the peak must stand ready."""
        waited_for = self.web | self.has("triggers", "socket")
        return (self.number("ramp_minutes") < self.number("scale_out_minutes")) & waited_for

    @Derived
    def redundancy(self) -> Floats:
        """Processes that each service keeps ready: two, or one where an outage of minutes is allowed."""
        return Single(1) + (self.number("availability_percent") > REDUNDANT_ABOVE)

    @Derived
    def copies(self) -> Floats:
        """Whole copies of the system beside production."""
        return np.maximum(self.number("environments") - 1, 0.0)

    @Derived
    def tenant(self) -> Bools:
        """Where another team runs a cluster that the system could run on."""
        return self.is_("shared_platform", "kubernetes")

    @Derived
    def functions(self) -> Floats:
        """Functions, were the system made of them."""
        today = self.number("deployables")
        # A service that answers requests is several functions, one that works off a queue or a schedule is one.
        each = np.where(self.web, self.number("functions_per_service"), 1.0)
        cut = self.is_("current_shape", "services")
        planned = np.where(cut, today * each, np.maximum(today, self.number("planned_functions")))
        return np.where(self.is_("current_shape", "functions", "mixed"), today, planned)

    @Derived
    def services(self) -> Floats:
        """Services, were the system made of them."""
        grouped = np.maximum(self.functions / self.number("functions_per_service"), 2.0)
        return np.where(self.is_("current_shape", "services"), self.number("deployables"), grouped)

    @Derived
    def web(self) -> Bools:
        """Where requests come over HTTP."""
        return self.has("triggers", "http")

    @Derived
    def over_socket(self) -> Floats:
        """Units of work a month that come over an open socket: a share of them where others come over HTTP."""
        share = np.where(self.web, self.number("socket_share"), 1.0)
        return self.requests * share * self.has("triggers", "socket")

    @Derived
    def over_http(self) -> Floats:
        """Units of work a month that come over HTTP, and not over a socket."""
        return (self.requests - self.over_socket) * self.web

    @Derived
    def usd_per_day(self) -> Floats:
        """What an engineer costs a working day."""
        return self.number("engineer_usd_month") / WORKDAYS

    @Derived
    def log_gb(self) -> Floats:
        """Log text a month that the programs write themselves, wherever they run; of a torrent only samples."""
        mean = np.maximum(self.number("requests_per_second"), Single(1e-9))
        written: Floats = np.minimum(np.sqrt(self.number("logged_in_full_per_second") / mean), 1.0)
        return self.requests * written * self.number("log_kb_per_request") / KB_IN_GB

    @Derived
    def platform_log_gb(self) -> Floats:
        """Log text a month that Lambda adds, some lines for each call."""
        return self.calls * self.number("platform_log_kb") / KB_IN_GB

    @Derived
    def handed_over(self) -> Floats:
        """Share of stored objects that vanish when the steps share a process: none where no step hands data over."""
        handing = (self.steps >= 2) & (self.number("data_between_steps_mb") > 0)
        return self.number("handover_share") * handing
