"""Holding the interview: lines in, questions and the verdict out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from rich.console import Console

from bot.interview.confirming import draft_lines, how_to_reply
from bot.interview.editing import refit
from bot.interview.questions import Question
from bot.interview.record import Record
from bot.interview.steps import Ask, Done, Step, next_step, question
from bot.interview.turns import Turn
from bot.narrator.completing import NoAnswer
from bot.narrator.reading import shown_quote
from bot.terminal.after import AfterVerdict, Onward
from bot.terminal.asking import Ask as AskAbout
from bot.terminal.asking import plainly
from bot.terminal.explaining import Explain
from bot.terminal.reading import Read, take_typed
from bot.terminal.view import show_answers, show_question, show_verdict, tell
from bot.words.questions import WHAT_IT_DOES
from rules.scoring import Engine
from rules.subjects import SubjectAnswers
from rules.verdict import Verdict

GREETING = (
    WHAT_IT_DOES,
    (
        'Answer in your own words or by number. "?" if you don\'t know, "why", "back", "skip", "verdict", '
        '"help" at any time. If you have a guess already, write "guess containers": it is shown beside the verdict.'
    ),
)
DESCRIBE = (
    "You may also describe the system in your own words, in as many sentences as you like: I list the answers that I "
    "read in them for you to confirm, and ask only what is missing."
)
HELP = (
    'Type a number or word of the list, a value such as "2k rps" or "300-500 ms", or "?" if you don\'t know.',
    "why       why this is asked            back      take back the last answer",
    "skip      leave this question out      answers   what you have said so far",
    "verdict   the verdict so far           quit      stop; everything is kept",
    "engineers = 5          change an answer at any time, by the name that `answers` shows",
    "guess monolith         write down your own guess",
)


@dataclass
class Chat:
    """One interview at a terminal.

    Attributes:
        engine: the rulebook made ready.
        console: where everything is shown.
        lines: what is typed, a line each; it ends with the input.
        keep: stores the record; called after every change of it.
        decide: makes the verdict from answers.
        finish: stores the verdict of an interview that has come to its end.
        record: all that was said so far.
        read: reads prose, where there is a language model.
        ask: answers questions about the verdict, where there is a language model.
        explain: explains the verdict, where there is a language model.
    """

    engine: Engine
    console: Console
    lines: Iterator[str]
    keep: Callable[[Record], None]
    decide: Callable[[SubjectAnswers], Verdict]
    finish: Callable[[Verdict], None]
    record: Record = field(default_factory=Record)
    read: Read | None = None
    ask: AskAbout | None = None
    explain: Explain | None = None

    def hold(self) -> None:
        """Ask until no question is worth asking or the input ends, and show the verdict."""
        for paragraph in (*GREETING, *((DESCRIBE,) if self.read else ())):
            self.console.print(paragraph)
            self.console.print()
        self._refit()
        ended_by_itself = self._ask_on()
        onward = self._conclude(ended_by_itself)
        while onward is not None:
            self._follow(onward.turn)
            ended_by_itself = self._ask_on() if onward.asks else ended_by_itself
            onward = self._conclude(ended_by_itself)

    def _conclude(self, ended_by_itself: bool) -> Onward | None:
        """Show the verdict, and talk about it; give what is to become of the record then."""
        verdict = self.decide(self.record.by_subject)
        self._leave_drafts()
        if ended_by_itself:
            self.finish(verdict)
            self.console.print("No further question is worth your time. Here is the verdict.\n")
        self._show(verdict)
        rulebook = self.engine.rulebook
        ask = self.ask or plainly(rulebook, NoAnswer("off"))
        after = AfterVerdict(rulebook, self.console, self.lines, self.decide, ask, self.read, self.record, verdict)
        return replace(after, explain=self.explain).hold()

    def _refit(self) -> None:
        """Leave out what was kept under an older vocabulary and is asked no more."""
        self.record, left_out = refit(self.engine.rulebook, self.record)
        if left_out:
            words = f"Asked no more, or otherwise, and so left out: {', '.join(left_out)}."
            self.console.print(words, soft_wrap=True, markup=False, highlight=False)

    def _ask_on(self) -> bool:
        step = self._put(next_step(self.engine, self.record))
        while isinstance(step, Ask) or self.record.drafts:
            text = next(self.lines, None)
            if text is None:
                return False
            turn = take_typed(self.engine.rulebook, self.record, self._put_question(step), text, self.read)
            if not self._follow(turn):
                return False
            step = self._put(next_step(self.engine, self.record))
        return isinstance(step, Done)

    def _put(self, step: Step) -> Step:
        if self.record.drafts:
            self._list_drafts()
        elif isinstance(step, Ask):
            show_question(self.console, step.question, step.progress)
        return step

    def _put_question(self, step: Step) -> Question:
        """Give what is asked; at the end, where only what was read is to be confirmed, that of the first of it."""
        if isinstance(step, Ask):
            return step.question
        return question(self.engine.rulebook, self.record.drafts[0].fact, self.record.drafts[0].subject)

    def _list_drafts(self) -> None:
        rulebook, drafts = self.engine.rulebook, self.record.drafts
        self.console.print("\nThis is what I read:")
        for line in draft_lines(rulebook, drafts, lambda draft: shown_quote(rulebook, draft)):
            self.console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
        tell(self.console, how_to_reply(drafts))

    def _leave_drafts(self) -> None:
        """Say what was read and never confirmed, so that nobody takes it for a part of the verdict."""
        if self.record.drafts:
            names = ", ".join(draft.name for draft in self.record.drafts)
            tell(self.console, f"Read, but not confirmed, and so left out: {names}.")

    def _follow(self, turn: Turn) -> bool:
        """Show what a turn asks for; False where the person wants to stop."""
        if turn.record != self.record:
            self.record = turn.record
            self.keep(self.record)
        for sentence in turn.said:
            tell(self.console, sentence)
        if turn.show == "verdict":
            self._show(self.decide(self.record.by_subject))
        elif turn.show == "answers":
            show_answers(self.console, self.engine.rulebook.facts, self.record)
        elif turn.show == "help":
            self.console.print("\n".join(HELP), markup=False, highlight=False)
        return turn.show != "end"

    def _show(self, verdict: Verdict) -> None:
        show_verdict(self.console, verdict, self.engine.rulebook.facts, self.record.guess)
