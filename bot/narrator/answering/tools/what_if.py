"""The tool that tries other answers: they are read as typed ones are, and the engine makes the verdict on them."""

from collections.abc import Collection, Iterator
from typing import Any

from pydantic import BaseModel, Field

from bot.interview.advisor import Think
from bot.interview.changes import read_changes
from bot.interview.following import with_what_follows
from bot.interview.multiples import multiplied
from bot.interview.saying import say
from bot.narrator.answering.answers import Case
from bot.narrator.answering.tools.found import Found, ToolRefused, refused
from bot.words.bills import dearer
from bot.words.comparing import NEWS, news, rows
from bot.words.names import OPTIONS
from rules.answers import Answer, Known, Range
from rules.costs.today import STATED_BILL
from rules.problems import RulebookError
from rules.rulebook import Rulebook
from rules.subjects import DECLARED, NAMED, SYSTEM, SubjectAnswers, named, subject_and_fact, why_not
from rules.verdict import Verdict

MOST_CHANGES = 6


class Change(BaseModel):
    """One answer to try: a value as it would be typed, or how many times as much as was answered."""

    fact: str
    subject: str = SYSTEM
    value: str | None = None
    times: float | None = Field(default=None, gt=0, allow_inf_nan=False)


class WhatIf(BaseModel):
    """The answers to try together."""

    answers: list[Change] = Field(min_length=1, max_length=MOST_CHANGES)


async def what_if(think: Think, rulebook: Rulebook, case: Case, arguments: WhatIf) -> Found:
    """Make the verdict on changed answers, and compare it with the one that stands.

    Raises:
        ToolRefused: an answer cannot be read or cannot be.
    """
    asked = [_typed(rulebook, case.answers, change) for change in sorted(arguments.answers, key=_rank)]
    typed = with_what_follows(rulebook, case.answers, asked)
    try:
        changed = read_changes(rulebook, case.answers, typed)
    except RulebookError as error:
        raise refused(map(str, error.problems)) from error
    after = await think(lambda advisor: advisor.decide_on(changed))
    subjects = dict.fromkeys(subject_and_fact(each.partition("=")[0]) for each in typed)
    said = [(subject, fact, say(rulebook.facts[fact], _of(changed, subject)[fact])) for subject, fact in subjects]
    told = {"tried": [_spoken(rulebook, *each) for each in said], **_compared(case.verdict, after)}
    told |= _note(rulebook, case.answers, list(subjects))
    bills = (each.cost_usd_month.expected for verdict in (case.verdict, after) for each in verdict.options)
    return Found(told, tuple(bills), tuple(f"{named(subject, fact)}={words}" for subject, fact, words in said))


def _rank(change: Change) -> tuple[bool, bool]:
    """Order changes as they can be kept one by one: what others hang on first, side work last."""
    return change.subject != SYSTEM, change.fact not in {NAMED, DECLARED}


def _typed(rulebook: Rulebook, answers: SubjectAnswers, change: Change) -> str:
    """Write a change as one would type it."""
    wrong = why_not(rulebook.facts, change.subject, change.fact)
    if wrong is not None:
        raise refused(wrong)
    name = named(change.subject, change.fact)
    if (change.value is None) == (change.times is None):
        raise ToolRefused(f"{name}: give either a value or times, and null for the other.")
    return f"{name}={change.value if change.times is None else _multiple(rulebook, answers, change, change.times)}"


def _multiple(rulebook: Rulebook, answers: SubjectAnswers, change: Change, times: float) -> str:
    fact = rulebook.facts[change.fact]
    answer = _of(answers, change.subject).get(fact.id)
    result = None if answer is None else multiplied(fact, answer, times)
    if result is None:
        raise ToolRefused(f"{fact.id}: nothing is known that could be multiplied so. Give a value instead of times.")
    return say(fact, result)


def _of(answers: SubjectAnswers, subject: str) -> dict[str, Answer]:
    return dict(answers.system if subject == SYSTEM else answers.sides.get(subject, {}))


def _spoken(rulebook: Rulebook, subject: str, fact: str, words: str) -> str:
    about = "" if subject == SYSTEM else f" ({subject.replace('_', ' ')})"
    return f"{rulebook.facts[fact].label}{about}: {words}"


def _note(rulebook: Rulebook, answers: SubjectAnswers, changed: Collection[tuple[str, str]]) -> dict[str, str]:
    """Warn where the work changes and the bill that was stated for it does not, to which every bill is fitted."""
    bill, facts = answers.system.get(STATED_BILL), rulebook.facts
    work = any(subject == SYSTEM and facts[name].scope == "workload" for subject, name in changed)
    if not isinstance(bill, Known | Range) or not work or (SYSTEM, STATED_BILL) in changed:
        return {}
    said = say(facts[STATED_BILL], bill)
    return {"note": f"The cloud bill stays as it was stated, {said}, and all bills are fitted to it."}


def _compared(before: Verdict, after: Verdict) -> dict[str, Any]:
    """Say what differs between two verdicts, and by how much each bill does."""
    figures = list(rows(before, after))
    differing = [{"figure": name, "now": was, "then": becomes} for name, was, becomes in figures if was != becomes]
    return {
        "differs": differing or "nothing",
        "stays_the_same": [f"{name}: {was}" for name, was, becomes in figures if was == becomes],
        "bills": list(_dearer(before, after)),
        "new_then": news(after, before)[:NEWS],
        "gone_then": news(before, after)[:NEWS],
    }


def _dearer(before: Verdict, after: Verdict) -> Iterator[str]:
    for each in before.options:
        more = after.option(each.option).cost_usd_month.expected - each.cost_usd_month.expected
        yield dearer(OPTIONS[each.option], more, "now")
