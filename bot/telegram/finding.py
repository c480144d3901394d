"""The card of what was read from a text: there it is confirmed, changed or dropped."""

from collections.abc import Sequence

from bot.interview.advisor import Advisor
from bot.interview.confirming import how_to_reply, take_reply
from bot.interview.drafts import confirm, drop, propose
from bot.interview.editing import edited_fact, parted
from bot.interview.record import Draft, Record
from bot.interview.turns import take_changes
from bot.narrator.reading import Found, follow
from bot.telegram.asking import after_turn, asked_on, begin, found_card
from bot.telegram.buttons import Press
from bot.telegram.sitting import Reply, Sitting
from bot.telegram.view import ASKING

NOTHING_NEW = "I found nothing new about your system in that."


def found(advisor: Advisor, sitting: Sitting, read: Sequence[Draft], *said: str) -> Reply:
    """Propose what was read, beside what waits already.

    Args:
        advisor: knows the vocabulary.
        sitting: the assessment.
        read: what was read.
        said: what is said of it.
    """
    record = propose(advisor.rulebook, sitting.record, read)
    if not record.drafts or record == sitting.record:
        return Reply(record, sitting.view.telling(*(said or (NOTHING_NEW,))))
    return Reply(record, found_card(record, said))


def take_reading(advisor: Advisor, sitting: Sitting, text: str, read: Found) -> Reply:
    """Take a text as a model read it: at a question it may be more than answers."""
    if sitting.view.shows in ASKING:
        put = asked_on(advisor, sitting.view)
        return after_turn(advisor, sitting, follow(advisor.rulebook, sitting.record, put, text, read))
    return found(advisor, sitting, read.drafts)


def press_on_found(advisor: Advisor, sitting: Sitting, pressed: Press) -> Reply:
    """Take a tap on what was read: all of it is right, or one of it is not."""
    if pressed.action == "take":
        return after_turn(advisor, sitting, confirm(advisor.rulebook, sitting.record))
    return _without(advisor, sitting, drop(sitting.record, pressed.value))


def _without(advisor: Advisor, sitting: Sitting, record: Record) -> Reply:
    return begin(advisor, record, sitting.finished)


def type_on_found(advisor: Advisor, sitting: Sitting, text: str) -> Reply:
    """Take what was typed there: which of it is right, an answer given anew, or more to be read."""
    turn = take_reply(advisor.rulebook, sitting.record, text)
    if turn is None and edited_fact(advisor.rulebook, text) is not None:
        turn = take_changes(advisor.rulebook, sitting.record, parted(text))
    if turn is not None:
        return after_turn(advisor, sitting, turn)
    how = how_to_reply(sitting.record.drafts) if sitting.record.drafts else NOTHING_NEW
    return Reply(sitting.record, sitting.view.telling(how), wish="read")
