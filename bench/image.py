"""The image as a platform runs it: `python -m bench.image NAME` holds an interview in it, with a kill in the middle.

It has what the smallest machine has, a root that is read only and no capabilities; Telegram is the tests' stand-in.
"""

import argparse
import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from bench.container import Container, docker
from bench.measuring import Measured
from bench.telegram.peak import ASKED, answer_for, asked_for, hold
from bot.container import USER
from bot.store import open_store
from bot.web import listen
from rules.rulebook import Rulebook, load_rulebook
from tests.narrator.openai_api.server import OpenAiApi
from tests.telegram.botapi.server import BotApi
from tests.telegram.players import Player, is_verdict, questions_by_text
from tests.telegram.truth import differences

ANSWERS_BEFORE_THE_KILL = 5
MOST_MB, LATEST_END_MS = 250, 10_000
WITH_A_MODEL = 5
"""Interviews that are held with the language model, one after another."""
AS_ROOT = ("--user", "0:0", "--cap-add", "CHOWN", "--cap-add", "SETGID", "--cap-add", "SETUID")


async def check(image: str, folder: Path, rulebook: Rulebook) -> AsyncIterator[Measured | str]:
    """Hold an interview in a container that is killed in its middle, then end the container, and measure.

    Raises:
        AssertionError: something was lost, or the container did not end in order.
    """
    volume = _volume(folder / "volume")
    async with BotApi() as api, Container(image, volume, settings_for(api)) as bot:
        player = Player(api.private(7), questions_by_text(rulebook), "mixed", Random(1))
        yield Measured("from its start until it is healthy", await bot.start(), 1500, "ms")
        yield Measured("memory at rest", await bot.resident_mb(), 170, "MB")
        await player.chat.say("/start")
        for _ in range(ANSWERS_BEFORE_THE_KILL):
            await player.answer_one()
        await bot.kill()
        yield Measured("after kill -9, until it is healthy", await bot.start(), 1500, "ms")
        while not is_verdict(await player.sees_next()):
            await player.answer_one()
        yield Measured("memory after an interview", await bot.resident_mb(), 170, "MB")
        yield Measured("the most memory of an interview", await bot.resident_mb("VmHWM"), 170, "MB")
        milliseconds, code = await bot.stop()
        yield Measured("from SIGTERM until its end", milliseconds, LATEST_END_MS, "ms")
        assert (code, await bot.inspect("State.OOMKilled")) == (0, "false"), await bot.said()
        assert milliseconds <= LATEST_END_MS
        assert api.violations == []
    await _nothing_is_lost(volume, player, rulebook)
    yield f"all {len(player.said)} answers are kept, with one verdict; exit code {code}"


async def check_with_a_model(image: str, folder: Path, rulebook: Rulebook) -> AsyncIterator[Measured]:
    """Hold interviews with the language model, and give the most memory of the first and of all.

    Raises:
        AssertionError: an interview went another way, or the container did not end in order.
    """
    volume, questions = _volume(folder / "with-a-model"), questions_by_text(rulebook)
    async with BotApi(keep_calls=0) as api, OpenAiApi() as model:
        model.always(partial(answer_for, volume / "bot.sqlite3"))
        settings = {**settings_for(api), "OPENAI_API_KEY": model.key, "OPENAI_BASE_URL": model.url}
        async with Container(image, volume, settings) as bot:
            await bot.start()
            for at in range(WITH_A_MODEL):
                await hold(Player(api.private(1000 + at), questions, "mixed", Random(at)))
                if at in {0, WITH_A_MODEL - 1}:
                    what = f"the most memory, {at + 1} with the language model"
                    yield Measured(what, await bot.resident_mb("VmHWM"), 170, "MB")
            _, code = await bot.stop()
            assert code == 0, await bot.said()
        assert asked_for(model) == ASKED * WITH_A_MODEL


async def check_a_volume_of_root(image: str, folder: Path) -> str:
    """Start a container as root on a volume that only root may write, and see that the bot is not root."""
    volume = folder / "of-root"
    volume.mkdir(0o755)
    volume.joinpath("left-by-root").touch(0o600)
    async with BotApi() as api, Container(image, volume, settings_for(api), *AS_ROOT) as bot:
        await bot.start()
        status = await bot.run("cat", "/proc/1/status")
        assert [line.split()[1:] for line in status.splitlines() if line.startswith("Uid")] == [[str(USER)] * 4]
        assert {each.stat().st_uid for each in (volume, *volume.iterdir())} == {USER}
        _, code = await bot.stop()
        assert code == 0, await bot.said()
    return f"a volume of root's is handed over, and the bot runs as {USER}"


def settings_for(api: BotApi) -> dict[str, str]:
    """Tell the bot where the stand-in is, and a port of its own."""
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    where = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url.removesuffix("/bot")}
    return {**where, "PORT": str(port), "BACKUP_DAYS": "0"}


def _volume(folder: Path) -> Path:
    folder.mkdir()
    folder.chmod(0o777)
    return folder


async def _nothing_is_lost(volume: Path, player: Player, rulebook: Rulebook) -> None:
    # The files belong to the image's user, and are looked at in a copy.
    copied = shutil.copytree(volume, volume.with_name("copy"))
    async with await open_store(copied / "bot.sqlite3") as store:
        assert await differences(store, rulebook, player) == []


async def measure(image: str) -> AsyncIterator[Measured | str]:
    """Measure an image, and give each line as soon as it is known.

    Raises:
        AssertionError: it does not do what it must.
    """
    size_mb = int(await docker("image", "inspect", "--format", "{{.Size}}", image)) / 1e6
    yield Measured("the image", size_mb, MOST_MB, "MB")
    assert size_mb <= MOST_MB
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async for each in check(image, Path(folder), load_rulebook(date.today())):  # noqa: DTZ011
            yield each
        async for each in check_with_a_model(image, Path(folder), load_rulebook(date.today())):  # noqa: DTZ011
            yield each
        yield await check_a_volume_of_root(image, Path(folder))


async def _print_all(lines: AsyncIterator[Measured | str]) -> None:
    async for line in lines:
        print(line, flush=True)


def main() -> None:
    """Print the measurements, and fail where the image does not do what it must."""
    parser = argparse.ArgumentParser(prog="python -m bench.image", description=__doc__)
    parser.add_argument("image", help="its name")
    asyncio.run(_print_all(measure(parser.parse_args().image)))


if __name__ == "__main__":
    main()
