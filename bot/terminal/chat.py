"""Holding the interview: lines in, questions and the verdict out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rich.console import Console

from bot.interview.editing import refit
from bot.interview.record import Record
from bot.interview.saying import say
from bot.interview.steps import Ask, Done, Step, next_step
from bot.interview.turns import Turn, take_turn
from bot.terminal.after import after_verdict
from bot.terminal.view import show_question, show_verdict, tell
from bot.words.questions import WHAT_IT_DOES
from rules.scoring import Engine
from rules.subjects import SYSTEM, SubjectAnswers, named
from rules.verdict import Verdict

GREETING = (
    WHAT_IT_DOES,
    (
        'Answer in your own words or by number. "?" if you don\'t know, "why", "back", "skip", "verdict", '
        '"help" at any time. If you have a guess already, write "guess containers": it is shown beside the verdict.'
    ),
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
    """

    engine: Engine
    console: Console
    lines: Iterator[str]
    keep: Callable[[Record], None]
    decide: Callable[[SubjectAnswers], Verdict]
    finish: Callable[[Verdict], None]
    record: Record = field(default_factory=Record)

    def hold(self) -> None:
        """Ask until no question is worth asking or the input ends, and show the verdict."""
        for paragraph in GREETING:
            self.console.print(paragraph)
            self.console.print()
        self._refit()
        ended_by_itself = self._ask_on()
        verdict = self.decide(self.record.by_subject)
        if ended_by_itself:
            self.finish(verdict)
            self.console.print("No further question is worth your time. Here is the verdict.\n")
        self._show(verdict)
        after_verdict(self.engine, self.console, self.lines, verdict, self.record.by_subject, self.decide)

    def _refit(self) -> None:
        """Leave out what was kept under an older vocabulary and is asked no more."""
        self.record, left_out = refit(self.engine.rulebook, self.record)
        if left_out:
            words = f"Asked no more, or otherwise, and so left out: {', '.join(left_out)}."
            self.console.print(words, soft_wrap=True, markup=False, highlight=False)

    def _ask_on(self) -> bool:
        step = self._put(next_step(self.engine, self.record))
        while isinstance(step, Ask):
            text = next(self.lines, None)
            if text is None:
                return False
            turn = take_turn(self.engine.rulebook, self.record, step.question, text)
            if not self._follow(turn):
                return False
            step = self._put(next_step(self.engine, self.record))
        return isinstance(step, Done)

    def _put(self, step: Step) -> Step:
        if isinstance(step, Ask):
            show_question(self.console, step.question, step.progress)
        return step

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
            self._show_answers()
        elif turn.show == "help":
            self.console.print("\n".join(HELP), markup=False, highlight=False)
        return turn.show != "end"

    def _show(self, verdict: Verdict) -> None:
        show_verdict(self.console, verdict, self.engine.rulebook.facts, self.record.guess)

    def _show_answers(self) -> None:
        facts = self.engine.rulebook.facts
        told = self.record.by_subject
        answers = [(SYSTEM, told.system), *told.sides.items()]
        lines = [(named(subject, name), say(facts[name], each[name])) for subject, each in answers for name in each]
        for name, words in lines:
            self.console.print(f"  {name} = {words}", markup=False, highlight=False)
        if not lines:
            self.console.print("  Nothing yet.")
