"""After the verdict: bills, rules, what-ifs and questions, until the input ends or a change is to be kept."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.console import Console

from bot.interview.changes import read_changes, understood
from bot.interview.commands import CommandName, command_in
from bot.interview.drafts import propose
from bot.interview.editing import misnamed, what_if_in, what_ifs_in
from bot.interview.following import with_what_follows
from bot.interview.option_words import option_in
from bot.interview.record import Record
from bot.interview.tidying import tidy
from bot.interview.turns import Turn, keep_changes, take_back
from bot.narrator.answering import Case
from bot.narrator.apologies import words_for
from bot.narrator.completing import NoAnswer
from bot.terminal.asking import Ask
from bot.terminal.explaining import Explain, plainly_explained
from bot.terminal.reading import Read
from bot.terminal.view import (
    show_answer,
    show_answers,
    show_compare,
    show_costs,
    show_explanation,
    show_tried,
    show_verdict,
    show_why,
    tell,
)
from bot.words.names import bare
from rules.problems import RulebookError
from rules.rulebook import Rulebook
from rules.subjects import SubjectAnswers
from rules.verdict import Verdict

OFFER = 'More: "explain", "costs containers", "why RULE", "engineers = 12" (what if), a question about it, or "quit".'
HELP = (
    "explain           the verdict in a few sentences",
    "costs containers  what an option costs, line by line",
    "why RULE          one reason, by the name below it, and where it comes from",
    'engineers = 12    what if it were so; "keep" keeps it',
    "answers           what you have said        back   take back the last answer",
    "verdict           the verdict again         on     go on with the questions",
    "quit              stop; everything is kept",
    "Anything else is taken for a question about the verdict.",
)
NOTHING_ASKED = 'No question is open here. "on" goes on with the questions, "back" takes back the last answer.'
HOW_TO_KEEP = 'Say "keep" to change your answers so.'
NOTHING_TRIED = 'There is nothing to keep yet. Try something first, such as "engineers = 12".'
NOTHING_READ = "I found no answers in that."
_RULE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+", re.IGNORECASE)
"""How rules are named; anything else after "why" is a question."""
STOP = {"quit", "exit", "bye", "stop", "q", ""}


@dataclass(frozen=True, slots=True)
class Onward:
    """What is to become of the record, and whether the questions go on with it."""

    turn: Turn
    asks: bool


@dataclass
class AfterVerdict:
    """The talk about one verdict.

    Attributes:
        rulebook: what the verdict was made with.
        console: where everything is shown.
        lines: what is typed, a line each.
        decide: makes the verdict from answers.
        ask: answers questions.
        read: reads prose, where there is a language model.
        record: all that was said so far.
        verdict: the verdict on it.
        tried: the changes of the last what-if.
        explain: explains the verdict, where there is a language model.
    """

    rulebook: Rulebook
    console: Console
    lines: Iterator[str]
    decide: Callable[[SubjectAnswers], Verdict]
    ask: Ask
    read: Read | None
    record: Record
    verdict: Verdict
    tried: tuple[str, ...] = ()
    explain: Explain | None = None

    def hold(self) -> Onward | None:
        """Answer until the input ends; a what-if changes nothing that is kept.

        Returns:
            the record with what the person wants changed in it, or waiting in it to be confirmed; None at the end.
        """
        self.console.print()
        tell(self.console, OFFER, indent=0)
        for text in self.lines:
            line = text.strip().lstrip("/")
            if line.casefold() in STOP:
                return None
            onward = self._take(line)
            if onward is not None:
                return onward
        return None

    def _take(self, line: str) -> Onward | None:
        command = command_in(tidy(line) or "")
        if command is not None:
            return self._obey(command.name)
        change = what_if_in(self.rulebook, line)
        word, _, name = line.partition(" ")
        option = option_in(name)
        if change is not None:
            self._what_if(line)
        elif (wrong := misnamed(self.rulebook, line)) is not None:
            tell(self.console, wrong)
        elif line.casefold() == "keep":
            return self._keep()
        elif line.casefold() == "explain":
            self._explain()
        elif word.casefold() == "costs" and option is not None:
            show_costs(self.console, self.verdict, option)
        elif word.casefold() == "why" and _RULE.fullmatch(name.strip()):
            self._show_why(name.strip())
        else:
            return self._answer(line)
        return None

    def _obey(self, command: CommandName) -> Onward | None:
        """Follow a command that can be given at a question as well."""
        facts = self.rulebook.facts
        if command in {"back", "on"}:
            turn = take_back(self.rulebook, self.record) if command == "back" else Turn(self.record)
            return Onward(turn, asks=True)
        if command == "answers":
            show_answers(self.console, facts, self.record)
        elif command == "verdict":
            show_verdict(self.console, self.verdict, facts, self.record.guess)
        elif command == "help":
            self.console.print("\n".join(HELP), markup=False, highlight=False)
        else:
            tell(self.console, NOTHING_ASKED)
        return None

    def _what_if(self, line: str) -> None:
        answers = self.record.by_subject
        changes = with_what_follows(self.rulebook, answers, what_ifs_in(self.rulebook, line))
        try:
            changed = read_changes(self.rulebook, answers, changes)
        except RulebookError as error:
            for problem in error.problems:
                tell(self.console, f"{problem.message} {problem.cure}".rstrip())
            return
        said_back = understood(self.rulebook, changed, changes)
        show_compare(self.console, self.verdict, self.decide(changed), ", ".join(map(" = ".join, said_back)))
        self.tried = tuple(map("=".join, said_back))
        tell(self.console, f"Nothing of it is kept. {HOW_TO_KEEP}")

    def _keep(self) -> Onward | None:
        if not self.tried:
            tell(self.console, NOTHING_TRIED)
            return None
        return Onward(keep_changes(self.rulebook, self.record, self.tried), asks=False)

    def _explain(self) -> None:
        explain = self.explain or plainly_explained(self.rulebook, NoAnswer("off"))
        explained = explain(self.verdict)
        show_explanation(self.console, explained.explanation, told(explained.without))

    def _show_why(self, rule: str) -> None:
        try:
            show_why(self.console, self.rulebook, rule)
        except KeyError as error:
            tell(self.console, bare(str(error.args[0])))

    def _answer(self, question: str) -> Onward | None:
        asked = self.ask(Case(self.verdict, self.record.by_subject), question)
        if asked.answer.kind == "description" and self.read is not None:
            return self._propose(question, self.read)
        show_answer(self.console, asked.answer, told(asked.without))
        self.tried = asked.answer.what_ifs or self.tried
        show_tried(self.console, asked.answer, HOW_TO_KEEP)
        return None

    def _propose(self, text: str, read: Read) -> Onward | None:
        """Read a description; what is found in it waits to be confirmed."""
        try:
            found = read(text, None)
        except NoAnswer as error:
            tell(self.console, words_for(error))
            return None
        record = propose(self.rulebook, self.record, found.drafts)
        if not record.drafts:
            tell(self.console, NOTHING_READ)
            return None
        return Onward(Turn(record), asks=True)


def told(without: NoAnswer | None) -> NoAnswer | None:
    """Leave out that no model is turned on: whoever talks here knows that."""
    return None if without is None or without.why == "off" else without
