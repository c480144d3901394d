"""Drafts: answers that were read from what somebody wrote, proposed, and confirmed or dropped by that person."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from rules.answers import Answer, Answers
from rules.rulebook import Rulebook
from rules.subjects import DECLARED, NAMED, SYSTEM, why_not

from bot.interview.editing import drop_undeclared, made_moot
from bot.interview.record import Draft, Record
from bot.interview.sides import labelled
from bot.interview.turns import Turn, say_anew, why_no_answer_of, without_moot_sides

_FIRST = (NAMED, DECLARED)
"""What the others hang on: another main workload makes moot what was said of the last one, and a side workload can
be spoken of once it is declared."""


def propose(rulebook: Rulebook, record: Record, found: Sequence[Draft]) -> Record:
    """Let what was read wait to be confirmed, beside what waits already.

    What was read later counts. What is answered so already is left out, as is what cannot be said of its subject.

    Args:
        rulebook: the vocabulary.
        record: all that was said so far.
        found: what was read, in its order.
    """
    latest = {draft.name: draft for draft in (*record.drafts, *found)}
    news = (draft for draft in latest.values() if record.answers_of(draft.subject).get(draft.fact) != draft.answer)
    fitting = tuple(draft for draft in news if why_not(rulebook.facts, draft.subject, draft.fact) is None)
    return drop_undeclared(replace(record, drafts=fitting))[0]


def confirm(rulebook: Rulebook, record: Record, names: Collection[str] | None = None) -> Turn:
    """Make drafts the answers that they propose, each as if it had been typed as `name = value`.

    One that cannot be entered, for it contradicts another one or its side workload is not declared, waits on.

    Args:
        rulebook: the vocabulary.
        record: all that was said so far.
        names: those to confirm, by the names that they are changed by; None for all.
    """
    chosen = [draft for draft in record.drafts if names is None or draft.name in names]
    turn, entered = Turn(record), dict[str, dict[str, Answer]]()
    for draft in sorted(chosen, key=_rank):
        others = entered.setdefault(draft.subject, {})
        refused = _why_not(rulebook, turn.record, draft, others)
        if refused is not None:
            turn = replace(turn, said=(*turn.said, refused))
            continue
        next_turn = say_anew(rulebook, turn.record, draft.subject, draft.fact, draft.answer)
        turn = Turn(next_turn.record, (*turn.said, *next_turn.said))
        others[draft.fact] = draft.answer
    return without_moot_sides(rulebook, turn)


def drop(record: Record, name: str) -> Record:
    """Take a draft back, and those that can only be said with it; one that is not there is no mistake."""
    kept = tuple(draft for draft in record.drafts if draft.name != name)
    return drop_undeclared(replace(record, drafts=kept))[0]


def _rank(draft: Draft) -> tuple[bool, int]:
    """Put the system before its side workloads, and first what the others hang on."""
    return draft.subject != SYSTEM, _FIRST.index(draft.fact) if draft.fact in _FIRST else len(_FIRST)


def _why_not(rulebook: Rulebook, record: Record, draft: Draft, others: Answers) -> str | None:
    """Tell why a draft cannot be entered beside those that were confirmed with it; None where it can be."""
    refused = why_no_answer_of(rulebook, record, draft.subject, draft.fact)
    if refused is not None:
        return refused
    against = [*_against(rulebook, draft, others)]
    if not against:
        return None
    labels = [labelled(rulebook, draft.subject, rulebook.facts[name].label) for name in (draft.fact, *against)]
    return f"{labels[0]} waits, for it cannot be beside {', '.join(labels[1:])}. Change one with {draft.name} = value."


def _against(rulebook: Rulebook, draft: Draft, others: Answers) -> Iterable[str]:
    """Give the answers that cannot hold together with a draft, whichever was said first."""
    mine = {draft.fact: draft.answer}
    before = made_moot(rulebook, others, draft.fact, draft.answer)
    return (name for name in others if name in before or made_moot(rulebook, mine, name, others[name]))
