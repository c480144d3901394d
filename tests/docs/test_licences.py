"""The page of licences: every package of the lock, each with a licence that lets this program be given away."""

import re
from pathlib import Path

import pytest

from bot.docs.licences import LOCK, licences_page

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| ([a-z0-9][a-z0-9-]*) \| (.+) \|$", re.MULTILINE)


def licences(lock: Path) -> dict[str, str]:
    """Read the table of a page."""
    return {name: licence for name, licence in ROW.findall(licences_page(lock)) if name != "package"}


def lock_of(folder: Path, *pins: str) -> Path:
    """Write a lock."""
    path = folder / LOCK
    path.write_text("".join(f"{pin} \\\n    --hash=sha256:00\n    # via nothing\n" for pin in pins), "utf-8")
    return path


def test_every_pinned_package_is_listed_once() -> None:
    pinned = re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==", (ROOT / LOCK).read_text("utf-8"), re.MULTILINE)
    assert sorted(licences(ROOT / LOCK)) == sorted(set(pinned))


def test_every_package_states_a_licence_and_none_forbids_what_this_program_does() -> None:
    found = licences(ROOT / LOCK)
    assert [
        name
        for name, licence in found.items()
        if re.search(r"not stated|unknown|\bA?GPL|Affero", licence, re.IGNORECASE)
    ] == []


@pytest.mark.parametrize(("package", "licence"), [("numpy", "BSD-3-Clause"), ("python-telegram-bot", "LGPL")])
def test_a_licence_is_what_the_package_says(tmp_path: Path, package: str, licence: str) -> None:
    assert licence in licences(lock_of(tmp_path, f"{package}==1.0"))[package]


def test_a_package_for_elsewhere_is_told_by_where_it_is_for(tmp_path: Path) -> None:
    lock = lock_of(tmp_path, "no-such-package==1.0 ; sys_platform == 'emscripten'")
    assert licences(lock) == {"no-such-package": "only where `sys_platform == 'emscripten'`"}
