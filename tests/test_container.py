"""The way into the image: nothing runs as root, and a volume of root's becomes the bot's."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.container import USER, hand_over

ROOT = Path(__file__).parents[1]
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away and become another"
)
BECOMES = f"""
import os
from bot.container import become
become({USER})
print(os.getresuid(), os.getresgid(), os.getgroups())
try:
    os.setuid(0)
except PermissionError:
    print("for good")
"""
REFUSED = """
import os
from bot.container import main
def refuse(_):
    raise PermissionError("Operation not permitted")
os.setgroups = refuse
main()
"""


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the checkout."""
    env = {**os.environ, **settings}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )


@as_root
def test_a_folder_is_handed_over_with_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir(mode=0o700)
    for name in ("bot.sqlite3", "backups/old.sqlite3"):
        (tmp_path / name).touch(0o600)
    hand_over(tmp_path, USER)
    assert {(each.stat().st_uid, each.stat().st_gid) for each in (tmp_path, *tmp_path.rglob("*"))} == {(USER, USER)}


@as_root
def test_what_a_link_points_to_is_left_alone(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "passwd", tmp_path / "data"
    elsewhere.touch()
    folder.mkdir()
    (folder / "link").symlink_to(elsewhere)
    hand_over(folder, USER)
    assert elsewhere.stat().st_uid == 0
    assert (folder / "link").lstat().st_uid == USER


@as_root
def test_a_folder_that_lacks_is_made_for_the_user(tmp_path: Path) -> None:
    folder = tmp_path / "of" / "the bot"
    hand_over(folder, USER)
    assert folder.stat().st_uid == USER


@as_root
def test_what_a_running_bot_deletes_meanwhile_fails_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bot.sqlite3").touch()
    opened = os.open(tmp_path, os.O_RDONLY)

    def listed_before(*_: object, **__: object) -> Iterator[tuple[str, list[str], list[str], int]]:
        yield str(tmp_path), [], ["packing.part", "bot.sqlite3"], opened

    monkeypatch.setattr("bot.container.os.fwalk", listed_before)
    hand_over(tmp_path, USER)
    os.close(opened)
    assert (tmp_path / "bot.sqlite3").stat().st_uid == USER


@as_root
def test_a_folder_that_cannot_be_handed_over_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    done = run("-m", "bot.container", "--help", DATABASE=str(tmp_path / "taken" / "bot.sqlite3"))
    assert done.returncode == 1
    assert done.stderr.startswith("The folder of DATABASE cannot be handed over: ")
    assert len(done.stderr.splitlines()) == 1


@as_root
def test_root_becomes_the_user_without_a_way_back() -> None:
    done = run("-c", BECOMES)
    user = (USER,) * 3
    assert done.stdout.splitlines() == [f"{user} {user} []", "for good"], done.stderr


@as_root
def test_root_that_may_not_become_the_user_runs_nothing(tmp_path: Path) -> None:
    done = run("-c", REFUSED, "--help", DATABASE=str(tmp_path / "bot.sqlite3"))
    assert done.returncode == 1
    assert done.stderr.startswith("As root the container needs the capabilities CHOWN, SETGID and SETUID")
    assert done.stdout == ""


def test_whoever_is_not_root_runs_the_command_at_once() -> None:
    done = run("-c", "import os; os.geteuid = lambda: 1000; from bot.container import main; main()", "--help")
    assert done.stdout.startswith("Usage: advisor")
