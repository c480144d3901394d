"""Whatever is typed, what is sent is HTML that Telegram takes, in messages that are not too long."""

import pytest

from bot.telegram.view import View
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.playing import FEW, Judged, answers_kept, cards_of, has, put, put_judged, said_by_bot, settled
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio
HOSTILE = (
    "<b>bold</b>",
    "</b></i><a href='https://example.com'>x",
    "&lt; & &amp; &#60;",
    "\"quoted\" 'text' `code` *star* _low_ [link](https://example.com)",
    "א\u202eevil\u202c ع \u200b\u2066x\u2069",
    "👩‍👩‍👧‍👦🏳️‍🌈" * 40,
    "&" * 5000,
    "ж" * 5000,
    "\x00\x07 null",
    "/",
    "/ why",
)


@pytest.mark.parametrize("before", ["", "guess ", "/why ", "/costs ", "/whatif ", "/whatif engineers = ", "goal = "])
async def test_no_text_breaks_the_card_of_a_question(bot: Served, anna: PrivateChat, before: str) -> None:
    await put(bot, anna, FEW, View(shows="question", question="goal"))
    for text in HOSTILE:
        await anna.say(f"{before}{text}")
    await settled(bot)
    assert bot.api.violations == []
    assert not has("Something went wrong")(anna)
    assert len(cards_of(anna)) == 1
    assert await answers_kept(bot, anna) == {"goal": "cut_cost", "pains": ["cloud_bill"]}


@pytest.mark.parametrize("before", ["", "/why ", "/costs ", "/whatif ", "/whatif engineers = ", "engineers = "])
async def test_no_text_breaks_the_card_of_a_verdict(
    bot: Served, anna: PrivateChat, judged: Judged, before: str
) -> None:
    await put_judged(bot, anna, judged)
    for text in HOSTILE:
        await anna.say(f"{before}{text}")
    await settled(bot)
    assert bot.api.violations == []
    assert not has("Something went wrong")(anna)
    assert max(len(each.text.encode("utf-16-le")) // 2 for each in said_by_bot(anna)) <= 4096
    assert len(cards_of(anna)) == 1


async def test_what_was_typed_is_shown_as_it_was_typed(bot: Served, anna: PrivateChat, judged: Judged) -> None:
    await put_judged(bot, anna, judged)
    await anna.say("/costs <b>&amp;</b>")
    await anna.until(has('There is no option "<b>&amp;</b>".'))
