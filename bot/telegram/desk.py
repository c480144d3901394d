"""What the store holds of an assessment, taken out for one turn and put back after it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.interview.record import Record
from bot.store import Assessment, Book, Card, Shown, Source
from bot.telegram.calendar import months_after
from bot.telegram.events import is_group
from bot.telegram.sitting import Reply, Sitting
from bot.telegram.view import ASKING, View, read_view


@dataclass(frozen=True, slots=True)
class OnDesk:
    """An assessment as it is kept, with the card that shows it."""

    assessment: Assessment
    card: Card
    sitting: Sitting


async def take_out(book: Book, shown: Shown) -> OnDesk:
    """Read all that a turn needs of an assessment; a verdict is read only where its card needs it."""
    view = read_view(shown.card.view)
    mine = shown.assessment
    record = await book.assessments.record(mine, mine.owner)
    kept = None if view.shows in ASKING else await book.assessments.verdict(mine.id)
    other = await _other(book, view.other) if view.other else None
    in_group = is_group(shown.card.chat)
    sitting = Sitting(record, view, mine.finished_at is not None, kept.json if kept else None, other, in_group)
    return OnDesk(mine, shown.card, sitting)


def not_yet_kept(chat: str, person: str, view: View, now: datetime) -> OnDesk:
    """Give an assessment that has just been begun, and is not kept before its first turn has been taken."""
    mine = Assessment(0, chat, now, None, None, person)
    return OnDesk(mine, Card(0, chat, view.to_json()), Sitting(Record(), view))


async def take_out_to_show(book: Book, shown: Shown) -> OnDesk:
    """Read all that showing an assessment needs; a question says all of it itself, but for what was said before."""
    view = read_view(shown.card.view)
    if view.shows != "question":
        return await take_out(book, shown)
    sitting = Sitting(Record(), view, shown.assessment.finished_at is not None, in_group=is_group(shown.card.chat))
    return OnDesk(shown.assessment, shown.card, sitting)


async def put_back(book: Book, desk: OnDesk, reply: Reply, now: datetime, below: bool) -> None:
    """Write what a turn made of an assessment, and mark its card to be shown.

    Args:
        book: the transaction.
        desk: the assessment before the turn.
        reply: the assessment after it.
        now: the moment.
        below: the card is sent anew below what was typed, and not edited in place.
    """
    mine = desk.assessment
    if reply.record != desk.sitting.record:
        await book.assessments.add(mine.id, desk.sitting.record, reply.record, mine.owner)
    if reply.made is not None:
        await book.assessments.add_verdict(mine.id, reply.made.model_dump_json(by_alias=True), now)
    if reply.ended:
        await book.assessments.finish(mine.id, now)
    if reply.remind_months:
        await book.reminders.put(mine.id, months_after(now, reply.remind_months))
    elif reply.remind_months == 0:
        await book.reminders.drop(mine.id)
    await book.cards.put(replace(next_card(desk.card, desk.sitting.view, reply.view, below), touched_at=now))


def next_card(card: Card, before: View, after: View, below: bool) -> Card:
    """Give a card with something else on it; its revision moves on where its buttons mean something else.

    Args:
        card: the card as it is kept.
        before: what it shows.
        after: what it is to show.
        below: whether it is sent anew below, and not edited in place.
    """
    revision = card.revision + (after.meaning != before.meaning)
    card = replace(card, view=after.to_json(), revision=revision, due=True)
    return anew(card) if below else card


def anew(card: Card) -> Card:
    """Give a card that is to be sent anew, and whose messages are to be removed."""
    return replace(card, messages=(), superseded=card.superseded + card.messages)


def source(desk: OnDesk, reply: Reply) -> Source | None:
    """Name the question that a turn answered; None where it answered none."""
    last = reply.record.entries[-1:]
    new = [each for each in last if each not in desk.sitting.record.entries]
    return next((Source(desk.assessment.id, each.subject, each.question) for each in new), None)


async def _other(book: Book, assessment: int) -> Sitting | None:
    found = await book.assessments.find(assessment)
    if found is None:
        return None
    kept = await book.assessments.verdict(found.id)
    record = await book.assessments.record(found, found.owner)
    return Sitting(record, View(shows="verdict"), True, kept.json if kept else None)
