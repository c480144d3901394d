"""Assessments with their answers and verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, delete, func, insert, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.interview.record import Record
from bot.store.errors import NotKept
from bot.store.rows import added_rows, to_record, to_rows
from bot.store.tables import SOMEBODY, answers, assessments, cards, reminders, verdicts


@dataclass(frozen=True, slots=True)
class Assessment:
    """One interview of one chat; it is open until it has a verdict that ended it."""

    id: int
    chat: str
    started_at: datetime
    finished_at: datetime | None
    guess: str | None
    owner: str = SOMEBODY


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """A verdict as it was made, in JSON."""

    made_at: datetime
    json: str


# Made once: to build a statement takes longer than to run it.
_ANSWERS = (
    select(answers)
    .where(answers.c.assessment == bindparam("of_assessment"), answers.c.person == bindparam("of_person"))
    .order_by(answers.c.position)
)
_ANSWER = insert(answers)


class Assessments:
    """The assessments, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def start(self, chat: str, now: datetime, owner: str = SOMEBODY) -> int:
        """Begin an assessment and give its id."""
        new = insert(assessments).values(chat=chat, owner=owner, started_at=now).returning(assessments.c.id)
        return int((await self._connection.execute(new)).scalar_one())

    async def get(self, assessment: int) -> Assessment:
        """Read one.

        Raises:
            NotKept: there is none with that id.
        """
        found = await self._first(select(assessments).where(assessments.c.id == assessment))
        if found is None:
            raise NotKept(f"there is no assessment {assessment}. Begin a new one.")
        return found

    async def find(self, assessment: int) -> Assessment | None:
        """Read one, or None where it was never kept or is forgotten."""
        return await self._first(select(assessments).where(assessments.c.id == assessment))

    async def latest(self, chat: str, owner: str = SOMEBODY) -> Assessment | None:
        """Find the one that a person began last in a chat."""
        return await self._first(_newest(chat, owner))

    async def newest(self, chat: str, owner: str, most: int) -> Sequence[Assessment]:
        """List a person's assessments in a chat, the newest first."""
        rows = await self._connection.execute(_newest(chat, owner).limit(most))
        return [Assessment(**row) for row in rows.mappings()]

    async def save(self, assessment: int, record: Record, person: str = SOMEBODY) -> None:
        """Write a person's whole record of an assessment in place of the last one.

        Raises:
            NotKept: there is no such assessment.
        """
        await self.get(assessment)
        rows = to_rows(assessment, record, person)
        mine = (answers.c.assessment == assessment) & (answers.c.person == person)
        await self._connection.execute(delete(answers).where(mine))
        kept = update(assessments).where(assessments.c.id == assessment)
        await self._connection.execute(kept.values(guess=record.guess))
        if rows:
            await self._connection.execute(_ANSWER, rows)

    async def add(self, assessment: int, before: Record, after: Record, person: str = SOMEBODY) -> None:
        """Write a person's record of an assessment, of which only the end is new where that can be.

        Args:
            assessment: it is there.
            before: the record as it is kept.
            after: the record as it is to be kept.
            person: whose it is.
        """
        rows = added_rows(assessment, before, after, person)
        if rows is None:
            await self.save(assessment, after, person)
        else:
            await self._connection.execute(_ANSWER, rows)

    async def load(self, assessment: int, person: str = SOMEBODY) -> Record:
        """Read a person's record of an assessment.

        Raises:
            NotKept: there is no such assessment.
        """
        return await self.record(await self.get(assessment), person)

    async def record(self, assessment: Assessment, person: str = SOMEBODY) -> Record:
        """Read what a person said in an assessment."""
        rows = await self._connection.execute(_ANSWERS, {"of_assessment": assessment.id, "of_person": person})
        return to_record(map(dict, rows.mappings()), assessment.guess)

    async def add_verdict(self, assessment: int, verdict_json: str, now: datetime) -> None:
        """Keep a verdict; the last one counts."""
        await self._connection.execute(insert(verdicts).values(assessment=assessment, made_at=now, json=verdict_json))

    async def verdict(self, assessment: int) -> KeptVerdict | None:
        """Read the last verdict of an assessment."""
        mine = select(verdicts.c.made_at, verdicts.c.json).where(verdicts.c.assessment == assessment)
        row = (await self._connection.execute(mine.order_by(verdicts.c.id.desc()).limit(1))).one_or_none()
        return KeptVerdict(*row) if row else None

    async def finish(self, assessment: int, now: datetime) -> None:
        """Close an assessment; one that is closed stays so since then.

        Raises:
            NotKept: there is no such assessment.
        """
        await self.get(assessment)
        closed = func.coalesce(assessments.c.finished_at, now)
        await self._connection.execute(
            update(assessments).where(assessments.c.id == assessment).values(finished_at=closed)
        )

    async def retire(self, before: datetime) -> None:
        """Delete every assessment that was begun before, was not touched since, and is not to be reminded of."""
        judged = select(verdicts.c.assessment).where(verdicts.c.made_at >= before)
        touched = select(cards.c.assessment).where(cards.c.touched_at >= before)
        waited_for = select(reminders.c.assessment)
        kept = assessments.c.id.in_(union(judged, touched, waited_for))
        await self._connection.execute(delete(assessments).where(assessments.c.started_at < before, ~kept))

    async def _first(self, query: Select[tuple[object, ...]]) -> Assessment | None:
        row = (await self._connection.execute(query.limit(1))).mappings().one_or_none()
        return Assessment(**row) if row else None


def _newest(chat: str, owner: str) -> Select[tuple[object, ...]]:
    mine = select(assessments).where(assessments.c.chat == chat, assessments.c.owner == owner)
    return mine.order_by(assessments.c.started_at.desc(), assessments.c.id.desc())
