"""Every figure of the bot's own, declared in one place; a label is one of a few words, and never tells of a person.

A figure whose labels are known beforehand begins with 0: a rise is seen only in a figure that was there before it.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from bot.metrics.process import Holdings
from bot.narrator.completing import Usage, Why
from rules.rulebook import Rulebook
from rules.verdict import Action, OptionName, Verdict

Kind: TypeAlias = Literal["message", "edited_message", "callback_query", "my_chat_member", "other"]
"""What an update holds, as Telegram names it."""
KINDS: tuple[Kind, ...] = get_args(Kind)
Outcome: TypeAlias = Literal["handled", "ignored", "failed", "postponed", "repeated"]
"""What became of an update: it asked for something, or for nothing; it was not understood, and its sender was told;
it waits in the inbox, since the store failed; it had come before."""
Answered: TypeAlias = Literal["answered", "abandoned"]
Asked: TypeAlias = Answered | Why
"""What became of a call to the language model; abandoned where nobody waited for it any more."""
ERRORS = (
    "BadRequest", "ChatMigrated", "Conflict", "Forbidden", "InvalidToken", "NetworkError", "RetryAfter", "TimedOut",
)  # fmt: skip
"""How python-telegram-bot names what Telegram refuses, and what the line to it does."""
NONE = "none"
"""The label of a verdict without an option or an action, where every option is blocked."""
STEP_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300)
"""From an edit over a fast line to what a language model takes, and to an outage of Telegram's."""
MODEL_SECONDS = (0.25, 0.5, 1, 2, 4, 8, 12, 16, 20, 30)
LAG_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30)

# The moment at which each counter began would be as many figures again.
disable_created_metrics()  # type: ignore[no-untyped-call]


class Updates:
    """Updates from Telegram, and how long a chat waits for what comes of them."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._ended = Counter("advisor_updates", "Updates by outcome.", ("kind", "outcome"), registry=registry)
        _begin_with_zero(self._ended, KINDS, get_args(Outcome))
        self._step = Histogram(
            "advisor_step_seconds",
            "From an update that was written down to the card that shows what came of it.",
            buckets=STEP_SECONDS,
            registry=registry,
        )
        self._waiting = Gauge("advisor_inbox_updates", "Updates not handled yet.", registry=registry)
        self._oldest = Gauge(
            "advisor_inbox_oldest_seconds", "How long the oldest of them has waited.", registry=registry
        )

    def ended(self, kind: Kind, outcome: Outcome) -> None:
        """Count an update."""
        self._ended.labels(kind, outcome).inc()

    def shown(self, seconds: float) -> None:
        """Note how long a step took."""
        self._step.observe(seconds)

    def wait(self, updates: int, oldest_seconds: float) -> None:
        """Note what the inbox holds."""
        self._waiting.set(updates)
        self._oldest.set(oldest_seconds)


class Verdicts:
    """Verdicts that were made and kept."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._made = Counter("advisor_verdicts", "Verdicts that were kept.", ("option", "action"), registry=registry)
        _begin_with_zero(self._made, (*get_args(OptionName), NONE), (*get_args(Action), NONE))

    def made(self, verdict: Verdict) -> None:
        """Count one, by the best option and by what its headline says to do."""
        self._made.labels(verdict.verdict or NONE, verdict.headline.action or NONE).inc()


class Model:
    """The language model: what it was asked, what it took, and where the plain words stood in for it."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._calls = Counter("advisor_model_calls", "Calls by outcome.", ("outcome",), registry=registry)
        _begin_with_zero(self._calls, (*get_args(Answered), *get_args(Why)))
        self._tokens = Counter("advisor_model_tokens", "Tokens the server reported.", ("direction",), registry=registry)
        _begin_with_zero(self._tokens, ("in", "out"))
        self._took = Histogram(
            "advisor_model_call_seconds", "How long a call took.", buckets=MODEL_SECONDS, registry=registry
        )
        self._fallbacks = Counter(
            "advisor_model_fallbacks", "Turns in which plain words stood in for it.", ("why",), registry=registry
        )
        _begin_with_zero(self._fallbacks, get_args(Why))

    def called(self, outcome: Asked, usage: Usage, seconds: float) -> None:
        """Count a call."""
        self._calls.labels(outcome).inc()
        self._tokens.labels("in").inc(usage.tokens_in)
        self._tokens.labels("out").inc(usage.tokens_out)
        self._took.observe(seconds)

    def fell_back(self, why: Why) -> None:
        """Count a turn in which it gave nothing that could be used."""
        self._fallbacks.labels(why).inc()


class Telegram:
    """What Telegram refuses, and when it was heard last."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._errors = Counter(
            "advisor_telegram_errors", "Calls that failed, each attempt, by class.", ("error",), registry=registry
        )
        _begin_with_zero(self._errors, ERRORS)
        self._told_to_wait = Counter(
            "advisor_telegram_retry_after_seconds", "How long Telegram told calls to wait, in all.", registry=registry
        )
        self._heard = Gauge(
            "advisor_telegram_heard_timestamp_seconds",
            "When a poll succeeded last, or the webhook was found registered.",
            ("by",),
            registry=registry,
        )

    def failed(self, error: Exception, wait_seconds: float) -> None:
        """Count an attempt that failed, and how long Telegram wants it to wait."""
        self._errors.labels(type(error).__name__).inc()
        self._told_to_wait.inc(wait_seconds)

    def heard(self, by: Literal["polling", "webhook"], now: datetime) -> None:
        """Note that Telegram answered a poll, or took the webhook's address."""
        self._heard.labels(by).set(now.timestamp())


class Jobs:
    """The hourly chores. (Prometheus has a label `job` of its own, and would rename another.)"""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._runs = Counter("advisor_job_runs", "Runs by outcome.", ("chore", "outcome"), registry=registry)
        self._done = Gauge(
            "advisor_job_done_timestamp_seconds", "When it was done last.", ("chore",), registry=registry
        )

    def know(self, chores: Iterable[str]) -> None:
        """Begin with 0 for chores."""
        _begin_with_zero(self._runs, chores, ("done", "failed"))

    def done(self, chore: str, now: datetime) -> None:
        """Count a run that did what it should."""
        self._runs.labels(chore, "done").inc()
        self._done.labels(chore).set(now.timestamp())

    def failed(self, chore: str) -> None:
        """Count a run that did not."""
        self._runs.labels(chore, "failed").inc()


class Decisive:
    """Which rulebooks decide, and how much of them is out of date."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._read = Gauge("advisor_rulebook_info", "The rulebooks.", ("name", "fingerprint"), registry=registry)
        self._stale = Gauge("advisor_stale_prices", "Prices and limits past their review date.", registry=registry)

    def read(self, rulebook: Rulebook, today: Callable[[], date]) -> None:
        """Note the rulebook that decides from now on; what is out of date is counted anew whenever it is asked for."""
        self._read.clear()
        for name, fingerprint in rulebook.books.items():
            self._read.labels(name, fingerprint).set(1)
        reviews = [rulebook.prices[name].review_by for name in rulebook.prices]
        self._stale.set_function(lambda: sum(today() > review_by for review_by in reviews))


class Loop:
    """The event loop."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._lag = Histogram(
            "advisor_event_loop_lag_seconds",
            "How much later than asked it woke somebody.",
            buckets=LAG_SECONDS,
            registry=registry,
        )

    def lagged(self, seconds: float) -> None:
        """Note by how much it was late."""
        self._lag.observe(seconds)


class Metrics:
    """All of them, in a registry of their own.

    Args:
        seconds: a clock that only moves forward, with which durations are measured.
        database: the file that keeps everything.
    """

    def __init__(self, seconds: Callable[[], float], database: Path) -> None:
        self.seconds = seconds
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.registry.register(Holdings(database))
        self.updates = Updates(self.registry)
        self.verdicts = Verdicts(self.registry)
        self.model = Model(self.registry)
        self.telegram = Telegram(self.registry)
        self.jobs = Jobs(self.registry)
        self.rulebook = Decisive(self.registry)
        self.loop = Loop(self.registry)

    def text(self) -> bytes:
        """Write them as Prometheus reads them."""
        return generate_latest(self.registry)


def _begin_with_zero(counter: Counter, *labels: Iterable[str]) -> None:
    for each in product(*labels):
        counter.labels(*each)
