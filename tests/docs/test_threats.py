"""The page of threats: each has a test, and that test is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [line for line in (ROOT / "docs" / "threats.md").read_text("utf-8").splitlines() if line.startswith("| ")][2:]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def names_in(file: Path) -> set[str]:
    """List the tests of a file by name."""
    nodes = ast.parse(file.read_text("utf-8")).body if file.exists() else []
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_threat_has_tests_and_all_of_them_are_there(row: str) -> None:
    named = TEST.findall(row)
    assert named
    assert [f"{file}::{name}" for file, name in named if name not in names_in(ROOT / file)] == []


def test_the_page_has_threats() -> None:
    assert len(ROWS) > 15
