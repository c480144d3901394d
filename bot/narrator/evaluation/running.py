"""Has a model do every text, one after the other, and notes what came of it, how long it took and what it cost."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, Literal, TypeAlias, TypeVar

from bot.interview.advisor import Advisor
from bot.narrator.answering import Case, answer
from bot.narrator.completing import Complete, Completion, Message, NoAnswer, Schema, Tool, Usage, Why
from bot.narrator.evaluation.scoring import Tally, score_reading, shortfalls
from bot.narrator.evaluation.texts import Texts
from bot.narrator.explaining import explain
from bot.narrator.reading import read_text
from rules.subjects import SubjectAnswers
from rules.verdict import Verdict

Task: TypeAlias = Literal["reading", "explaining", "answering"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one text.

    Attributes:
        task: what was to be done.
        name: the text's.
        language: the text's.
        seconds: how long it took, all calls together.
        usage: the tokens of all calls.
        why: why there is no answer; None where there is one.
        spoke: whether words of the model's own would be shown.
        shortfalls: what the answer lacks, in words.
        tallies: of a text that was read, how it went with each fact.
    """

    task: Task
    name: str
    language: str
    seconds: float
    usage: Usage
    why: Why | None = None
    spoke: bool = False
    shortfalls: tuple[str, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        """Whether it is all that was expected."""
        return self.why is None and not self.shortfalls


@dataclass(slots=True)
class Metered:
    """A `Complete` that adds up what its calls take."""

    complete: Complete
    usage: Usage = field(default_factory=Usage)

    async def __call__(self, messages: Sequence[Message], schema: Schema, tools: Sequence[Tool] = (), /) -> Completion:
        """Ask, and add what it took."""
        try:
            completion = await self.complete(messages, schema, tools)
        except NoAnswer as failure:
            self.usage += failure.usage
            raise
        self.usage += completion.usage
        return completion


@dataclass(frozen=True, slots=True)
class _Ran(Generic[T]):
    """What a piece of work gave."""

    seconds: float
    usage: Usage
    result: T | None
    why: Why | None


class Evaluation:
    """Runs the texts through a model."""

    def __init__(
        self,
        complete: Complete,
        advisor: Advisor,
        texts: Texts,
        cases: Mapping[str, SubjectAnswers],
        monotonic: Callable[[], float],
    ) -> None:
        """Take what is needed.

        Args:
            complete: asks the model.
            advisor: makes the verdicts that are explained and asked about.
            texts: what is to be done.
            cases: the answers of the published decisions that the texts name.
            monotonic: a clock that never goes back, in seconds.
        """
        self._complete, self._advisor, self._texts, self._cases = complete, advisor, texts, cases
        self._monotonic = monotonic
        self._verdicts: dict[str, Verdict] = {}

    async def run(self) -> AsyncIterator[Outcome]:
        """Do the texts one by one, so that none waits for another, and give each outcome when it is there."""
        for each in self._read, self._explain, self._answer:
            async for outcome in each():
                yield outcome

    async def _read(self) -> AsyncIterator[Outcome]:
        for each in self._texts.reading:
            ran = await self._timed(partial(read_text, rulebook=self._advisor.rulebook, text=each.text))
            expected = self._texts.expected[each.id]
            tallies = score_reading(expected, ran.result.drafts if ran.result else (), each.either)
            lacks = tuple(_amiss(fact, tally) for fact, tally in sorted(tallies.items()) if tally.accuracy < 1)
            yield Outcome("reading", each.id, each.language, ran.seconds, ran.usage, ran.why, False, lacks, tallies)

    async def _explain(self) -> AsyncIterator[Outcome]:
        for each in self._texts.explaining:
            verdict, rulebook = self._verdict_on(each.case), self._advisor.rulebook
            ran = await self._timed(partial(explain, verdict=verdict, rulebook=rulebook, language=each.language))
            spoke = ran.result is not None
            yield Outcome("explaining", each.id, each.language, ran.seconds, ran.usage, ran.why, spoke)

    async def _answer(self) -> AsyncIterator[Outcome]:
        for each in self._texts.answering:
            case = Case(self._verdict_on(each.case), self._cases[each.case])
            ran = await self._timed(partial(answer, think=self._think, case=case, question=each.question))
            lacks = shortfalls(each, ran.result, case.verdict) if ran.result else ()
            spoke = ran.result is not None and ran.result.kind == "answer"
            yield Outcome("answering", each.id, each.language, ran.seconds, ran.usage, ran.why, spoke, lacks)

    async def _timed(self, work: Callable[[Complete], Awaitable[T]]) -> _Ran[T]:
        metered, began = Metered(self._complete), self._monotonic()
        result: T | None = None
        why: Why | None = None
        try:
            result = await work(metered)
        except NoAnswer as failure:
            why = failure.why
        return _Ran(self._monotonic() - began, metered.usage, result, why)

    async def _think(self, work: Callable[[Advisor], T], /) -> T:
        return work(self._advisor)

    def _verdict_on(self, case: str) -> Verdict:
        """Make a verdict when it is first needed; several texts are about the same."""
        if case not in self._verdicts:
            self._verdicts[case] = self._advisor.decide_on(self._cases[case])
        return self._verdicts[case]


def _amiss(fact: str, tally: Tally) -> str:
    how = {"wrong": tally.wrong, "missed": tally.missed, "not in the text": tally.extra}
    return f"{fact} {', '.join(word for word, count in how.items() if count)}"
