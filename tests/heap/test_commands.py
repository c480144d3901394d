"""The commands say what is wrong, and how to put it right."""

import tracemalloc
from pathlib import Path

from click.testing import CliRunner

from bot.__main__ import main


def test_without_a_running_bot_nothing_can_be_asked(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["profile"], env={"DATABASE": str(tmp_path / "bot.sqlite3")})
    assert done.exit_code == 1
    assert done.output.startswith(f"No bot serves {tmp_path / 'bot.sqlite3'}")


def test_what_is_no_snapshot_is_not_compared(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("no snapshot", "utf-8")
    done = CliRunner().invoke(main, ["profile", "diff", str(tmp_path / "notes"), str(tmp_path / "notes")])
    assert done.exit_code == 2
    assert "Name a file that `profile` wrote." in done.output


def test_two_snapshots_are_compared(tmp_path: Path) -> None:
    tracemalloc.start()
    paths = [str(tmp_path / name) for name in "AB"]
    kept = []
    for path in paths:
        tracemalloc.take_snapshot().dump(path)
        kept.append(bytearray(100_000))
    tracemalloc.stop()
    done = CliRunner().invoke(main, ["profile", "diff", *paths, "--lines", "1"])
    assert done.exit_code == 0
    assert "kept.append(bytearray(100_000))" in done.output.splitlines()[2]
