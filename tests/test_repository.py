"""What may lie in the repository, and what no file in it may say."""

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
FOLDERS = {"bench", "bot", "docs", "rules", "tests"}
TOP_LEVEL = {"CHANGELOG.md", "Dockerfile", "Makefile", "README.md", "fly.toml", "pyproject.toml", *FOLDERS, *LOCKS}
# Taken apart, so that this file does not name them either.
REGISTRIES = [
    name + "." + end
    for name, end in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs.org"),
        ("registry", "yarnpkg.com"),
        ("crates", "io"),
        ("proxy.golang", "org"),
        ("rubygems", "org"),
    )
]


@cache
def files() -> list[Path]:
    """List the files of the repository, relative to its root, without those that git ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return files_without_git()
    return sorted(Path(name) for name in listing.split("\0") if name and (ROOT / name).is_file())


def files_without_git() -> list[Path]:
    """List the files of a plain copy, leaving out what is made by machines."""
    made = {".venv", ".git", "__pycache__", "build", "dist"}
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in made and not name.endswith("_cache")]
        found += [Path(folder, name).relative_to(ROOT) for name in names]
    return sorted(found)


def test_every_name_at_the_top_is_expected() -> None:
    tops = {path.parts[0] for path in files()}
    assert {name for name in tops if not name.startswith(".")} - TOP_LEVEL == set()


def test_no_file_names_a_package_registry() -> None:
    naming = re.compile("|".join(map(re.escape, REGISTRIES)), re.IGNORECASE)
    texts = ((path, (ROOT / path).read_text("utf-8", errors="ignore")) for path in files())
    assert [str(path) for path, text in texts if naming.search(text)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_index_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert re.findall(r"\S*://\S*|--(?:extra-)?index-url|--find-links|\bfile:", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_in_a_lock_is_exact_and_hashed(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").replace("\\\n", " ").splitlines()
    pins = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert pins
    assert [pin for pin in pins if not re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+ .*--hash=sha256:", pin)] == []


def test_the_tools_are_locked_with_the_same_runtime_packages() -> None:
    runtime, tools = (re.findall(r"^[a-z].*==.*\\$", (ROOT / lock).read_text("utf-8"), re.MULTILINE) for lock in LOCKS)
    assert set(runtime) - set(tools) == set()
