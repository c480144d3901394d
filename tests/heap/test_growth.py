"""What grew between two snapshots is named by the line of ours that asked for it, the greatest first."""

import json
import pickle
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from tracemalloc import Snapshot

import pytest

from bot.heap.growth import NoSnapshot, growths, load, table

TEXT = json.dumps(list(range(10_000, 20_000)))


@pytest.fixture(autouse=True)
def traced() -> Iterator[None]:
    """Trace during a test."""
    tracemalloc.start(24)
    yield
    tracemalloc.stop()


def snapshot() -> Snapshot:
    """Take one."""
    return tracemalloc.take_snapshot()


def test_what_a_library_made_is_ascribed_to_the_line_of_ours_that_asked_for_it() -> None:
    before = snapshot()
    small = bytearray(50_000)
    great = json.loads(TEXT)
    first, second, *_ = growths(before, snapshot())
    assert "test_growth.py" in first.line
    assert first.line.endswith("great = json.loads(TEXT)")
    assert first.blocks >= len(great)
    assert any("json/decoder.py" in call for call in first.way)
    assert second.line.endswith("small = bytearray(50_000)")
    assert second.size_bytes == pytest.approx(len(small), rel=0.01)


def test_what_shrank_comes_last_and_is_not_in_the_table() -> None:
    gone = [bytearray(50_000)]
    before = snapshot()
    gone.clear()
    kept = [bytearray(9_000)]
    found = growths(before, snapshot())
    assert found[-1].line.endswith("gone = [bytearray(50_000)]")
    assert found[-1].blocks < 0
    lines = list(table(found, 10))
    assert "kept = [bytearray(9_000)]" in lines[2]
    assert not any("gone" in line for line in lines)
    assert len(kept) == 1


def test_a_table_lists_no_more_lines_than_asked_for_and_the_way_to_the_first() -> None:
    before = snapshot()
    kept = [bytearray(70_000), bytearray(1)]
    kept.append(bytearray(60_000))
    head, _, first, _, way, *calls = table(growths(before, snapshot()), 2)
    assert head.startswith("+12")
    assert "bytearray(70_000), bytearray(1)]" in first
    assert way.startswith("the greatest part")
    assert "test_growth.py" in calls[-1]


def test_what_the_tracing_itself_needs_is_left_out() -> None:
    before = snapshot()
    assert len(before.traces) >= 0
    held = snapshot()
    found = growths(before, snapshot())
    assert not any("tracemalloc.py" in call for each in found for call in each.way)
    assert held is not before


@pytest.mark.parametrize(
    ("outer", "inner", "asked_by"),
    [
        ("/srv/advisor/bot/web.py", "/usr/lib/python3.13/json/decoder.py", "/srv/advisor/bot/web.py:7"),
        ("/srv/advisor/bot/web.py", "/v/lib/python3.13/site-packages/uvicorn/main.py", "/srv/advisor/bot/web.py:7"),
        ("/v/lib/python3.13/site-packages/bot/web.py", "/v/lib/python3.13/site-packages/a.py", "bot/web.py:7"),
        (
            "/usr/lib/python3.13/threading.py",
            "/v/lib/python3.13/site-packages/aiosqlite/core.py",
            "aiosqlite/core.py:9",
        ),
        ("/srv/advisor/bot/web.py", "<frozen importlib._bootstrap>", "/srv/advisor/bot/web.py:7"),
    ],
)
def test_a_line_of_ours_is_told_from_a_library_wherever_both_are_installed(
    outer: str, inner: str, asked_by: str
) -> None:
    # A trace is its domain, its size, its frames from the innermost, and how many there were.
    grown = Snapshot([(0, 500, ((inner, 9), (outer, 7)), 2)], 8)
    (found,) = growths(Snapshot([], 8), grown)
    assert found.line == asked_by


def test_nothing_grows_between_a_snapshot_and_itself() -> None:
    same = snapshot()
    assert list(table(growths(same, same), 10)) == ["Nothing grew."]


def test_a_snapshot_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = snapshot()
    written.dump(str(tmp_path / "heap"))
    assert growths(written, load(tmp_path / "heap")) == []


@pytest.mark.parametrize("content", [b"", b"no snapshot", pickle.dumps([1]), pickle.dumps([1])[:-3]])
def test_what_is_no_snapshot_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(NoSnapshot, match=r"other is no snapshot .* Name a file"):
        load(tmp_path / "other")


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot, match="missing: No such file"):
        load(tmp_path / "missing")
