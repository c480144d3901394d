"""Fixtures for all tests."""

import pytest

from rules.scoring import Engine
from tests.rules.books import house


@pytest.fixture(autouse=True)
def no_further_rulebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a rulebook of whoever runs the tests out of them."""
    monkeypatch.delenv("RULEBOOK", raising=False)


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Make the project's own rulebook ready, once."""
    return Engine(house())
