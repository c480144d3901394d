"""Chats side by side: a tap is answered while somebody else's verdict is made."""

import asyncio
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.interview.advisor import Advisor
from bot.telegram.thinking import Thinker
from bot.telegram.view import View
from rules.decide import Settings
from rules.scoring import Engine
from rules.subjects import SubjectAnswers
from rules.verdict import Verdict
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.playing import FEW, PAINS, Judged, begin, put, put_judged, shows, tap
from tests.telegram.served import FEW_WORLDS, NOON, served

pytestmark = pytest.mark.anyio
TEAMS = View(shows="question", question="teams", answered=2)


@dataclass(frozen=True)
class ToldWhenToGoOn(Advisor):
    """Works at a verdict, piece by piece, until it is told that it may come to its end."""

    begun: threading.Event = field(default_factory=threading.Event)
    may_end: threading.Event = field(default_factory=threading.Event)

    def decide_on(self, answers: SubjectAnswers) -> Verdict:
        """Make the verdict, once that may be."""
        self.pause()
        self.begun.set()
        while not self.may_end.is_set():
            self.pause()
        return super().decide_on(answers)


async def test_a_tap_is_answered_before_the_verdict_of_another_chat_is_complete(
    api: BotApi, engine: Engine, anna: PrivateChat, ben: PrivateChat, tmp_path: Path
) -> None:
    advisor = ToldWhenToGoOn(engine, Settings(worlds=FEW_WORLDS, flips=1))
    thinker = Thinker(lambda _day: advisor, lambda: NOON.date())
    try:
        async with served(api, engine, tmp_path / "bot.sqlite3", think=thinker) as bot:
            await put(bot, anna, FEW, TEAMS)
            await begin(ben)
            await anna.say("/verdict")
            await asyncio.to_thread(advisor.begun.wait, 30)
            await tap(ben, "pay less")
            await shows(ben, PAINS)
            assert not any("sure)" in message.text for message in anna.messages)
            advisor.may_end.set()
            await shows(anna, "sure)")
    finally:
        advisor.may_end.set()
        thinker.close()


async def test_a_what_if_is_seen_to_be_under_way(
    api: BotApi, engine: Engine, anna: PrivateChat, judged: Judged, tmp_path: Path
) -> None:
    advisor = ToldWhenToGoOn(engine, Settings(worlds=FEW_WORLDS, flips=1))
    thinker = Thinker(lambda _day: advisor, lambda: NOON.date())
    try:
        async with served(api, engine, tmp_path / "bot.sqlite3", think=thinker) as bot:
            await put_judged(bot, anna, judged)
            await anna.say("engineers = 12")
            await anna.until(lambda chat: chat.executed("sendChatAction"))
            advisor.may_end.set()
            await shows(anna, "Engineers")
    finally:
        advisor.may_end.set()
        thinker.close()
