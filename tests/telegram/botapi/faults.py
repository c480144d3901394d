"""What goes wrong between a bot and Telegram: queued for the next call, or now and then by a seeded chance."""

from collections import defaultdict, deque
from dataclasses import dataclass
from random import Random

from tests.telegram.botapi.errors import ApiError, bad_request, forbidden

# The name under which faults of updates are queued, as those of calls are under their method's.
UPDATE = "update"


class Refused:
    """A fault that is an answer: the call is not carried out."""

    def refusal(self) -> ApiError:
        """Return the answer."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class TooManyRequests(Refused):
    """429: flood control."""

    retry_after: int = 1

    def refusal(self) -> ApiError:
        """Ask for a pause, in seconds."""
        what = f"Too Many Requests: retry after {self.retry_after}"
        return ApiError(429, what, retry_after=self.retry_after)


@dataclass(frozen=True, slots=True)
class Conflict(Refused):
    """409: another poller."""

    def refusal(self) -> ApiError:
        """Say that another instance polls."""
        return conflict()


@dataclass(frozen=True, slots=True)
class ServerError(Refused):
    """500, 502 or 504, as JSON or as the HTML page of a proxy."""

    code: int = 502
    is_html: bool = False

    def refusal(self) -> ApiError:
        """Say that the server failed."""
        return ApiError(self.code, {502: "Bad Gateway", 504: "Gateway Timeout"}.get(self.code, "Internal Server Error"))


@dataclass(frozen=True, slots=True)
class Blocked(Refused):
    """403: the user blocked the bot."""

    def refusal(self) -> ApiError:
        """Say who does not want to hear from the bot."""
        return forbidden("bot was blocked by the user")


@dataclass(frozen=True, slots=True)
class Migrated(Refused):
    """400: the group has become a supergroup."""

    to: int

    def refusal(self) -> ApiError:
        """Name the supergroup's id."""
        return upgraded(self.to)


@dataclass(frozen=True, slots=True)
class StaleQuery(Refused):
    """400: a callback query is answered too late."""

    def refusal(self) -> ApiError:
        """Say that nobody waits for the answer any more."""
        return too_old()


@dataclass(frozen=True, slots=True)
class ClosedBefore:
    """The connection is closed before the call is carried out."""


@dataclass(frozen=True, slots=True)
class AnswerDropped:
    """The call is carried out, and the connection closed before its answer."""


@dataclass(frozen=True, slots=True)
class Slow:
    """The call waits before it is carried out, which it is even if the client has given up by then."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Repeated:
    """An update comes again, under its own number, once so many others came or none is left; confirmed or not."""

    after: int = 3


@dataclass(frozen=True, slots=True)
class Late:
    """An update is overtaken by so many others, or waits until none is left."""

    by: int = 3


@dataclass(frozen=True, slots=True)
class Shuffled:
    """The batch that holds an update is out of order."""


Fault = Refused | ClosedBefore | AnswerDropped | Slow | Repeated | Late | Shuffled
# What a chance strikes where no method is named; any call, where the fault is not listed.
USUAL_METHODS: dict[type, frozenset[str]] = {
    Conflict: frozenset({"getUpdates"}),
    StaleQuery: frozenset({"answerCallbackQuery"}),
    **dict.fromkeys((Repeated, Late, Shuffled), frozenset({UPDATE})),
}


@dataclass(frozen=True, slots=True)
class Chance:
    """A fault that strikes now and then; without methods it strikes any."""

    fault: Fault
    probability: float
    methods: frozenset[str]

    def may_strike(self, method: str) -> bool:
        """Tell whether this fault can happen to a call, or to an update."""
        methods = self.methods or USUAL_METHODS.get(type(self.fault), frozenset())
        return method in methods if methods else method != UPDATE


class Faults:
    """The faults to come."""

    def __init__(self, seed: int) -> None:
        """Start without any; the seed decides when chances strike."""
        self.random = Random(seed)
        self._queued: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._chances: list[Chance] = []

    def next(self, method: str, *faults: Fault) -> None:
        """Let faults strike the next calls of a method, one each, or the next updates for UPDATE."""
        self._queued[method].extend(faults)

    def often(self, fault: Fault, probability: float, *methods: str) -> None:
        """Let a fault strike by chance.

        Args:
            fault: what happens.
            probability: of each call, or of each update, 0 to 1.
            methods: which calls; the usual ones, where none is named: any, but a second poller disturbs polling
                only, and a query is stale only when it is answered.
        """
        self._chances.append(Chance(fault, probability, frozenset(methods)))

    def clear(self) -> None:
        """Let nothing go wrong from now on."""
        self._queued.clear()
        self._chances.clear()

    def take(self, method: str) -> Fault | None:
        """Return what strikes a call, or an update, if anything does."""
        if queued := self._queued.get(method):
            return queued.popleft()
        for chance in self._chances:
            if chance.may_strike(method) and self.random.random() < chance.probability:
                return chance.fault
        return None


def conflict() -> ApiError:
    """Return the refusal of a second poller."""
    what = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    return ApiError(409, what)


def too_old() -> ApiError:
    """Return the refusal of an answer that comes too late, or twice, or to no query."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")


def upgraded(chat_id: int) -> ApiError:
    """Return the refusal of a call for a group that has become the supergroup with the id given."""
    what = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, what, migrate_to_chat_id=chat_id)
