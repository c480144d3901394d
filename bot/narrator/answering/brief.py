"""What a model is told of a verdict: a compact object in the program's own words, with nothing of the person in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.interview.saying import say
from bot.narrator.answering.answers import Case
from bot.words.bills import whole_bill
from bot.words.figures import percent
from bot.words.names import OPTIONS, variant
from bot.words.paying import gap, in_a_year, payback_sentences, todays_bills
from bot.words.places import places
from bot.words.plans import step_words, worth_knowing
from bot.words.verdicts import (
    action,
    by_share,
    flip_words,
    flips_in_order,
    found,
    how_sure,
    ruled_out_by,
    speaking,
    winner,
)
from rules.facts import Vocabulary
from rules.rulebook import Rulebook
from rules.subjects import SYSTEM, named
from rules.verdict import OptionVerdict, Reason

FOR, AGAINST = 3, 3


def brief(case: Case, rulebook: Rulebook) -> dict[str, Any]:
    """Say a verdict and the answers it was made on."""
    verdict, facts = case.verdict, rulebook.facts
    return {
        "verdict": winner(verdict),
        "to_do": f"{action(verdict)} ({how_sure(verdict)}). {verdict.headline.because}",
        "options": [_option(each) for each in by_share(verdict)],
        "ruled_out": [ruled_out_by(verdict, gate) for gate in verdict.gates],
        "right_whatever_is_chosen": [found(finding) for finding in verdict.findings],
        "what_runs_where": [place.words for place in places(verdict, facts)],
        "today": [f"{name}: {bill}" for name, bill in todays_bills(verdict.today)]
        + list(filter(None, [gap(verdict.today)])),
        "payback": payback_sentences(verdict),
        "would_change_the_winner": [flip_words(flip, facts) for flip in flips_in_order(verdict)],
        "plan": [step_words(step) for step in verdict.plan],
        "in_a_year": in_a_year(verdict),
        "worth_finding_out": [worth_knowing(fact) for fact in verdict.unknown],
        "answers": dict(_said_back(case, facts)),
    }


def told_reasons(spoken: Sequence[Reason]) -> list[dict[str, str]]:
    """Say reasons, each with the id of its rule."""
    return [{"rule": reason.rule, "says": reason.because} for reason in spoken]


def _option(each: OptionVerdict) -> dict[str, Any]:
    return {
        "option": OPTIONS[each.option],
        "runs_as": variant(each.variant),
        "wins_in": percent(each.share),
        "costs": whole_bill(each.cost_usd_month),
        "for": told_reasons(speaking(each.reasons, FOR, 1)),
        "against": told_reasons(speaking(each.reasons, AGAINST, -1)),
    }


def _said_back(case: Case, facts: Vocabulary) -> Iterator[tuple[str, str]]:
    for subject, answers in {SYSTEM: case.answers.system, **case.answers.sides}.items():
        for name, answer in answers.items():
            yield named(subject, name), f"{facts[name].label}: {say(facts[name], answer)}"


def strings_in(told: Any) -> Iterator[str]:
    """Give every string that an object holds, its keys left out."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        yield from (words for part in told.values() for words in strings_in(part))
    elif isinstance(told, Sequence):
        yield from (words for part in told for words in strings_in(part))
