"""Who may come in and how often: a flood is dropped and told of once, strangers hear one sentence, admins ask."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.backups.folder import Folder
from bot.backups.keeping import Backups
from bot.telegram import doors as module
from bot.telegram.chores import Keeping
from bot.telegram.doors import Doors, Entry
from bot.telegram.views import plain
from rules.scoring import Engine
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.server import BotApi
from tests.telegram.playing import GOAL, PAINS, begin, kept, said_by_bot, settled, shows, told
from tests.telegram.served import KEEPING, NOON, Served, served

pytestmark = pytest.mark.anyio
LIMIT = 5
ANNA, ADMIN = 7, 99


def said(person: int, **more: object) -> dict[str, object]:
    """Write an update with a message of a person's."""
    return {"update_id": 1, "message": {"from": {"id": person}, **more}}


@given(st.lists(st.floats(0, 59.9), min_size=1, max_size=30))
def test_whoever_keeps_to_the_limit_is_never_dropped(seconds: list[float]) -> None:
    doors = Doors(updates_per_minute=len(seconds))
    entries = [doors.enter(said(ANNA), NOON + timedelta(seconds=each)) for each in sorted(seconds)]
    assert set(entries) == {Entry.LET_IN}


def test_sixty_a_minute_in_bursts_of_twenty_are_never_dropped_by_default() -> None:
    doors = Doors(updates_per_minute=120)
    taps = [NOON + timedelta(seconds=20 * burst) for burst in range(30) for _ in range(20)]
    assert {doors.enter(said(ANNA), moment) for moment in taps} == {Entry.LET_IN}


def test_the_first_that_is_dropped_in_a_minute_is_known() -> None:
    doors = Doors(updates_per_minute=2)
    entries = [doors.enter(said(ANNA), NOON) for _ in range(4)]
    assert entries == [Entry.LET_IN, Entry.LET_IN, Entry.DROPPED_FIRST, Entry.DROPPED]
    assert doors.enter(said(ANNA), NOON + timedelta(seconds=60)) is Entry.LET_IN


def test_a_minute_ends_with_a_clock_that_is_set_back() -> None:
    doors = Doors(updates_per_minute=2)
    assert [doors.enter(said(ANNA), NOON) for _ in range(3)][-1] is Entry.DROPPED_FIRST
    assert doors.enter(said(ANNA), NOON - timedelta(hours=1)) is Entry.LET_IN


def test_one_persons_flood_is_nobody_elses() -> None:
    doors = Doors(updates_per_minute=1)
    assert [doors.enter(said(person), NOON) for person in (ANNA, ANNA, 8)] == [
        Entry.LET_IN,
        Entry.DROPPED_FIRST,
        Entry.LET_IN,
    ]


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "my_chat_member": {"from": {"id": ANNA}}},
        said(ANNA, migrate_to_chat_id=-100),
        said(ANNA, migrate_from_chat_id=-7),
    ],
)
def test_what_a_chat_becomes_is_never_dropped(update: dict[str, object]) -> None:
    doors = Doors(updates_per_minute=1)
    assert {doors.enter(update, NOON) for _ in range(9)} == {Entry.LET_IN}


def test_people_whose_minute_is_over_take_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_COUNTED", 10)
    doors = Doors(updates_per_minute=1)
    for person in range(100):
        doors.enter(said(person), NOON + timedelta(seconds=30 * person))
    assert len(doors._minutes) <= 10


@pytest.fixture
async def guarded(api: BotApi, engine: Engine, empty_file: Path) -> AsyncIterator[Served]:
    """Serve the bot to Anna, who may send a little, and to an admin."""
    doors = Doors(frozenset({str(ANNA)}), frozenset({str(ADMIN)}), LIMIT)
    backups = Backups(Folder(empty_file.parent / "backups"), None, timedelta(days=30))
    keeping = Keeping(KEEPING.retention, backups)
    async with served(api, engine, empty_file, keeping, doors=doors) as bot:
        yield bot
    assert api.violations == []


@pytest.fixture
def empty_file(empty_file: Path, tmp_path: Path) -> Path:
    """Give an empty database to each test."""
    file = tmp_path / "bot.sqlite3"
    file.write_bytes(empty_file.read_bytes())
    return file


@pytest.fixture
def stranger(api: BotApi) -> PrivateChat:
    """Open the chat of somebody whom the bot does not talk to."""
    return api.private(7_301_948_255, "Zora")


@pytest.fixture
def admin(api: BotApi) -> PrivateChat:
    """Open the chat of whoever runs the bot."""
    return api.private(ADMIN, "Ada")


async def test_a_flood_is_dropped_and_told_of_once_while_others_go_on(
    guarded: Served, anna: PrivateChat, admin: PrivateChat
) -> None:
    await begin(anna)
    for _ in range(20):
        await anna.say("?")
    await begin(admin)
    await told(anna, plain.TOO_FAST)
    await settled(guarded)
    assert sum(plain.TOO_FAST in each.text for each in said_by_bot(anna)) == 1
    assert guarded.service.work.updates == LIMIT + 1
    assert (await kept(guarded, anna))["inbox"] == []


async def test_after_its_minute_the_flood_is_over(guarded: Served, anna: PrivateChat) -> None:
    await begin(anna)
    for _ in range(LIMIT):
        await anna.say("/privacy")
    await told(anna, plain.TOO_FAST)
    guarded.clock.moment += timedelta(seconds=60)
    await anna.say("pay less")
    await shows(anna, PAINS)


async def test_what_was_dropped_is_acknowledged_and_not_handled_when_it_comes_again(
    guarded: Served, anna: PrivateChat
) -> None:
    await begin(anna)
    flood = [
        {"update_id": 10_000_000 + number, "message": {"from": {"id": ANNA}, "chat": {"id": ANNA}}}
        for number in range(9)
    ]
    await guarded.service.intake.take(flood)
    guarded.clock.moment += timedelta(minutes=2)
    await guarded.service.lanes.drain()
    handled = guarded.service.work.updates
    await guarded.service.intake.take(flood[LIMIT:])
    await guarded.service.lanes.drain()
    assert guarded.service.work.updates == handled


async def test_a_stranger_hears_one_friendly_sentence_and_nothing_of_them_is_kept(
    guarded: Served, stranger: PrivateChat
) -> None:
    await stranger.say("/start")
    await told(stranger, plain.NOT_OPEN)
    await settled(guarded)
    assert [each.text for each in said_by_bot(stranger)] == [plain.NOT_OPEN]
    assert not any((await kept(guarded, stranger)).values())
    written = b"".join(file.read_bytes() for file in guarded.file.parent.glob(guarded.file.name + "*"))
    assert str(stranger.id).encode() not in written
    assert b"Zora" not in written


async def test_a_stranger_who_floods_is_not_even_told_so(guarded: Served, stranger: PrivateChat) -> None:
    for _ in range(2 * LIMIT):
        await stranger.say("/start")
    await settled(guarded)
    assert [each.text for each in said_by_bot(stranger)] == [plain.NOT_OPEN] * LIMIT
    await stranger.block()
    await settled(guarded)
    assert not any((await kept(guarded, stranger)).values())


async def test_in_a_group_of_strangers_only_a_command_is_answered(api: BotApi, guarded: Served) -> None:
    zora = api.private(8, "Zora")
    group = api.group(-5, "Others")
    await group.say(zora, "/roll 3")
    await group.say(zora, "/start")
    await told(group, plain.NOT_OPEN)
    await settled(guarded)
    assert [each.text for each in said_by_bot(group)] == [plain.NOT_OPEN]


async def test_an_admin_is_told_how_the_bot_is_doing(guarded: Served, admin: PrivateChat) -> None:
    await guarded.service.chores.back_up()
    await begin(admin)
    await admin.say("/status")
    message = await told(admin, "How I am doing")
    assert "updates handled since the start: 1; waiting: 0" in message.text
    assert "last backup: 2026-11-23 12:00 UTC" in message.text
    assert "language model today: 0 calls, 0 tokens" in message.text
    assert "MB" in message.text


async def test_for_anybody_else_there_is_no_status(guarded: Served, anna: PrivateChat) -> None:
    await begin(anna)
    await anna.say("/unheard_of")
    await settled(guarded)
    unheard_of = said_by_bot(anna)[-1].text
    await anna.say("/status")
    await settled(guarded)
    assert said_by_bot(anna)[-1].text.replace("/status", "/unheard_of") == unheard_of
    assert GOAL in unheard_of
    assert "status" not in plain.COMMANDS
