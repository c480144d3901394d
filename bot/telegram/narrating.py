"""What a language model makes of a turn where there is one: a text is read, a question answered, a verdict explained.

The turn has been taken without it, in plain words; they stand where it gives nothing.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.narrator.answering import Answer, Case, answer, key_of_answer
from bot.narrator.apologies import words_for
from bot.narrator.completing import Complete, NoAnswer
from bot.narrator.explaining import explain, key_of, paragraphs
from bot.narrator.narrator import Narrator
from bot.narrator.reading.reader import read_text
from bot.store import StoreError
from bot.telegram.desk import OnDesk
from bot.telegram.effects import Office
from bot.telegram.finding import take_reading
from bot.telegram.looking import told_card
from bot.telegram.sitting import Reply, Wish
from bot.telegram.view import View
from rules.verdict import Verdict

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that was taken in plain words.

    Attributes:
        desk: the assessment before it.
        reply: the assessment after it.
        text: what was typed.
        language: what the person's Telegram speaks.
    """

    desk: OnDesk
    reply: Reply
    text: str
    language: str


class Narrating:
    """Lets a language model do better what it can, for chats that want it."""

    def __init__(self, office: Office, narrator: Narrator) -> None:
        self._office, self._narrator = office, narrator

    async def worded(self, turn: Turn) -> Reply:
        """Give a turn's reply as the model makes it; where it gives nothing, the plain one with a line that says so."""
        chat, wish = turn.desk.assessment.chat, turn.reply.wish
        if wish is None or not await self._office.store.transact(lambda book: book.chats.has_model(chat)):
            return turn.reply
        try:
            return await self._narrator.in_time(self._do(wish)(turn, self._narrator.of(chat)))
        except NoAnswer as error:
            return self._plainly(turn.reply, error)
        except StoreError:
            raise
        except Exception:
            # A fault of the narrator's is no reason to keep back the plain words.
            LOG.exception("a narration failed")
            return self._plainly(turn.reply, NoAnswer("malformed"))

    def _plainly(self, reply: Reply, error: NoAnswer) -> Reply:
        self._narrator.fell_back(error.why)
        view = reply.view
        return replace(reply, view=view.model_copy(update={"said": (*view.said, words_for(error))}))

    def _do(self, wish: Wish) -> Callable[[Turn, Complete], Awaitable[Reply]]:
        return {"read": self._read, "answer": self._answer, "explain": self._explain}[wish]

    async def _read(self, turn: Turn, complete: Complete) -> Reply:
        rulebook = await self._office.think(lambda advisor: advisor.rulebook)
        read = await read_text(complete, rulebook, turn.text, turn.desk.sitting.view.question or None)
        sitting = turn.desk.sitting
        return await self._office.think(lambda advisor: take_reading(advisor, sitting.fitted(advisor), turn.text, read))

    async def _answer(self, turn: Turn, complete: Complete) -> Reply:
        sitting, verdict = turn.desk.sitting, _verdict(turn)
        key = key_of_answer(verdict.model_dump_json(by_alias=True), turn.text)
        kept = await self._kept(turn, key)
        if kept:
            return replace(turn.reply, view=told_card(sitting, _read_answer(kept)))
        told = await answer(complete, self._office.think, Case(verdict, sitting.record.by_subject), turn.text)
        if told.kind == "description":
            return await self._read(turn, complete)
        if told.kind == "answer":
            await self._keep(turn, key, json.dumps((told.paragraphs, told.what_ifs)))
        return replace(turn.reply, view=told_card(sitting, told))

    async def _explain(self, turn: Turn, complete: Complete) -> Reply:
        verdict = _verdict(turn)
        key = key_of(verdict.model_dump_json(by_alias=True), turn.language)
        kept = await self._kept(turn, key)
        told = tuple(json.loads(kept)) if kept else await self._explained(turn, complete, verdict, key)
        return replace(turn.reply, view=View(shows="told", told=told))

    async def _explained(self, turn: Turn, complete: Complete, verdict: Verdict, key: str) -> tuple[str, ...]:
        rulebook = await self._office.think(lambda advisor: advisor.rulebook)
        told = paragraphs(await explain(complete, verdict, rulebook, turn.language))
        await self._keep(turn, key, json.dumps(told))
        return told

    async def _kept(self, turn: Turn, key: str) -> str | None:
        """Find what a model said before to the same on the same verdict."""
        mine = turn.desk.assessment.id
        return await self._office.store.transact(lambda book: book.narrations.find(mine, key))

    async def _keep(self, turn: Turn, key: str, said: str) -> None:
        mine = turn.desk.assessment.id
        await self._office.store.transact(lambda book: book.narrations.keep(mine, key, said))


def _read_answer(kept: str) -> Answer:
    paragraphs, what_ifs = json.loads(kept)
    return Answer("answer", tuple(paragraphs), tuple(what_ifs))


def _verdict(turn: Turn) -> Verdict:
    verdict = turn.reply.made or turn.desk.sitting.kept_verdict
    if verdict is None:
        raise NoAnswer("unfounded", "there is no verdict to speak of")
    return verdict
