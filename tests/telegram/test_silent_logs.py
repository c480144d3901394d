"""What is logged of an interview and its troubles: no token, and nothing that anybody typed."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import RedactingFormatter
from bot.telegram.view import View
from tests.telegram.botapi.faults import AnswerDropped, Blocked, ServerError
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import TOKEN
from tests.telegram.playing import FEW, PAINS, begin, has, put, settled, shows
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio
TYPED = "xylophone"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Write every log as the served bot would, all the libraries' among them, and give it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(RedactingFormatter([TOKEN]))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


async def test_an_interview_with_troubles_leaves_nothing_of_it_in_the_log(
    written: io.StringIO, bot: Served, anna: PrivateChat
) -> None:
    bot.api.faults.next("getUpdates", ServerError(502), AnswerDropped())
    await begin(anna)
    bot.api.faults.next("sendMessage", ServerError(500))
    await anna.say("pay less")
    await shows(anna, PAINS)
    for text in (TYPED, f"/why {TYPED}", f"goal = {TYPED}", f"/whatif {TYPED} = 1"):
        await anna.say(text)
    bot.breaks.append(ZeroDivisionError("an engine that fails"))
    await anna.say(f"/costs {TYPED}")
    await anna.until(has("Something went wrong"))
    await settled(bot)
    bot.api.faults.next("sendMessage", Blocked())
    await anna.say("/help")
    await settled(bot)
    said = written.getvalue()
    assert "an update was not understood" in said
    assert TYPED not in said
    assert "pay less" not in said
    assert "Anna" not in said
    assert TOKEN not in said


async def test_an_error_of_the_database_tells_no_answer(written: io.StringIO, bot: Served, anna: PrivateChat) -> None:
    await put(bot, anna, FEW, View(shows="question", question="teams"))

    trigger = "CREATE TRIGGER no BEFORE INSERT ON answers BEGIN SELECT RAISE(ABORT, 'no'); END"
    async with bot.store._engine.begin() as connection:
        await connection.exec_driver_sql(trigger)
    await anna.say("engineers = 4711")
    await settled(bot)
    said = written.getvalue()
    assert "a job failed" in said
    assert "4711" not in said
