"""What an interview does with a text that was read: it proposes the answers, or obeys what the text asks for."""

from collections.abc import Iterable

from bot.interview.drafts import propose
from bot.interview.questions import Question
from bot.interview.record import Record
from bot.interview.turns import Turn, take_turn
from bot.narrator.reading.found import Found
from bot.narrator.reading.reader import LONGEST
from bot.narrator.reading.schema import Intent
from rules.rulebook import Rulebook

ASK_LATER = 'That can be asked once there is a verdict; "verdict" shows the one so far.'
NOTHING_NEW = "You have said all of that already."
_TYPED: dict[Intent, str] = {"why": "why", "verdict": "verdict", "skip": "skip", "dont_know": "?", "help": "help"}
"""What one would type for what a text asks for."""


def follow(rulebook: Rulebook, record: Record, question: Question, text: str, found: Found) -> Turn:
    """Take a text that was read at a question: what was found waits to be confirmed, and the question stays.

    Where nothing was found, the text is taken for what it asks for, or else as if nobody had read it.

    Args:
        rulebook: the facts.
        record: all that was said so far.
        question: what is being asked.
        text: what was typed.
        found: what was read in it.
    """
    if found.drafts:
        proposed = propose(rulebook, record, found.drafts)
        news = () if proposed.drafts else (NOTHING_NEW,)
        return Turn(proposed, (*_left_out(rulebook, found), *news))
    if found.intent == "repeat":
        return Turn(record)
    if found.intent == "question":
        return Turn(record, (ASK_LATER,))
    turn = take_turn(rulebook, record, question, _TYPED.get(found.intent, text))
    return Turn(turn.record, (*_left_out(rulebook, found), *turn.said), turn.show)


def _left_out(rulebook: Rulebook, found: Found) -> Iterable[str]:
    """Say what the person can put right: a value that cannot be taken, and an end that was not read."""
    curable = dict.fromkeys(each for each in found.dropped if each.why in {"other_money", "not_possible"})
    kept = {(draft.subject, draft.fact) for draft in found.drafts}
    yield from (each.told(rulebook) for each in curable if (each.subject, each.fact) not in kept)
    if found.unread:
        yield f"Only the first {LONGEST:,} characters were read."
