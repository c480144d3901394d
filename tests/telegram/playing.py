"""What people do to the bot in tests, in few words: they begin, tap, and wait for what their card shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.interview.record import Entry, Record
from bot.store import Book, Card
from bot.telegram.view import View
from rules.answers import Known
from tests.telegram.botapi.messages import Button, Message
from tests.telegram.botapi.people import Group, PrivateChat
from tests.telegram.botapi.views import View as Screen
from tests.telegram.players import card_of
from tests.telegram.served import Served

GOAL, PAINS = "What should this change achieve above all?", "What are your two or three biggest pain points today?"
FEW = Record((Entry("goal", {"goal": Known("cut_cost")}), Entry("pains", {"pains": Known(("cloud_bill",))})))
"""An interview that has just begun."""


@dataclass
class Judged:
    """An interview that has come to its verdict, which is made once for all tests."""

    record: Record
    verdict_json: str


async def begin(chat: PrivateChat) -> Message:
    """Begin an interview, and give its card with the first question."""
    await chat.say("/start")
    return await shows(chat, GOAL)


async def shows(chat: Screen, *words: str) -> Message:
    """Wait until the last card of a chat shows words, and give it."""

    def card(screen: Screen) -> Message | None:
        shown = card_of(screen)
        return shown if shown is not None and all(each in shown.text for each in words) else None

    return await chat.until(card)


async def offers(chat: Screen, label: str) -> Message:
    """Wait until the last card of a chat has a button, by its whole label, and give the card."""

    def card(screen: Screen) -> Message | None:
        shown = card_of(screen)
        return shown if shown is not None and label in labels(shown) else None

    return await chat.until(card)


async def told(chat: Screen, words: str) -> Message:
    """Wait until any message of the bot's in a chat, with buttons or without, shows words, and give it."""
    return await chat.until(lambda screen: next((each for each in said_by_bot(screen) if words in each.text), None))


def said_by_bot(chat: Screen) -> list[Message]:
    """List the bot's messages that are there."""
    return [message for message in chat.messages if message.sender.is_bot]


def cards_of(chat: Screen) -> list[Message]:
    """List the bot's messages with buttons that are there."""
    return [message for message in said_by_bot(chat) if message.buttons]


def buttons(card: Message) -> list[Button]:
    """List the buttons of a card."""
    return [button for row in card.buttons for button in row]


def labels(card: Message) -> list[str]:
    """List the labels of a card."""
    return [button.text for button in buttons(card)]


def labelled(card: Message, words: str) -> str:
    """Give the first label that holds words, in whatever letters."""
    found = [label for label in labels(card) if words.casefold() in label.casefold()]
    assert found, f"no button {words!r}; there are {labels(card)}"
    return found[0]


async def tap(chat: PrivateChat, words: str, card: Message | None = None) -> str:
    """Tap the button of the card whose label holds words, and give the toast once there is one."""
    card = card or card_of(chat)
    assert card is not None
    query = await chat.tap(card, labelled(card, words))
    return (await query.answer()).text or ""


async def tap_in(group: Group, who: PrivateChat, words: str, card: Message) -> str:
    """Tap a button in a group, and give the toast once there is one."""
    query = await group.tap(who, card, labelled(card, words))
    return (await query.answer()).text or ""


async def send_data(chat: Screen, who: PrivateChat, card: Message, data: str) -> str:
    """Send callback data as no button of the card has it, and give the toast."""
    query = chat._state.tapped(who.user, chat._chat, card, data)
    return (await query.answer()).text or ""


async def settled(bot: Served) -> None:
    """Wait until every update so far is handled and all is shown."""
    updates = bot.api.updates
    await updates.all_confirmed()
    await bot.service.lanes.drain()


async def put(
    bot: Served,
    chat: Screen,
    record: Record,
    view: View | None = None,
    verdict_json: str | None = None,
    owner: str | None = None,
) -> int:
    """Write an assessment into the store as if its interview had been held, show its card, and give its id."""
    where = str(chat.id)
    view = view or View(shows="verdict" if verdict_json else "question", question="" if verdict_json else "goal")

    async def work(book: Book) -> int:
        mine = await book.assessments.start(where, bot.clock(), owner or where)
        await book.assessments.save(mine, record, owner or where)
        if verdict_json:
            await book.assessments.add_verdict(mine, verdict_json, bot.clock())
            await book.assessments.finish(mine, bot.clock())
        await book.cards.put(Card(mine, where, view.to_json()))
        return mine

    mine = await bot.store.transact(work)
    bot.clock.moment += timedelta(minutes=1)
    bot.service.lanes.add(where)
    await chat.until(cards_of)
    await settled(bot)
    return mine


async def put_judged(bot: Served, chat: PrivateChat, judged: Judged) -> Message:
    """Put an assessment with its verdict into a chat, and give its card."""
    await put(bot, chat, judged.record, verdict_json=judged.verdict_json)
    return await shows(chat, "sure)")


async def kept(bot: Served, chat: Screen) -> dict[str, list[dict]]:
    """Give all that is kept about a chat, by table."""
    return dict(await bot.store.transact(lambda book: book.chats.everything(str(chat.id))))


async def answers_kept(bot: Served, chat: Screen) -> dict[str, object]:
    """Give the answers that are kept about a chat, by fact."""
    return {row["fact"]: row["value"] for row in (await kept(bot, chat))["answers"] if not row["draft"]}


async def drafts_kept(bot: Served, chat: Screen) -> dict[str, object]:
    """Give what waits to be confirmed in a chat, by fact."""
    return {row["fact"]: row["value"] for row in (await kept(bot, chat))["answers"] if row["draft"]}


def has(words: str) -> Callable[[Screen], bool]:
    """Tell whether some message of the bot's shows words."""
    return lambda screen: any(words in each.text for each in said_by_bot(screen))
