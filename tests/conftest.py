"""Fixtures for all tests."""

import pytest
from hypothesis import settings

from rules.rulebook import Rulebook
from rules.scoring import Engine
from tests.rules.books import house

# No test is timed: a machine that is busy with something else must not fail one.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def no_further_rulebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a rulebook of whoever runs the tests out of them."""
    monkeypatch.delenv("RULEBOOK", raising=False)


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio."""
    return "asyncio"


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """Load the project's own rulebook, once."""
    return house()


@pytest.fixture(scope="session")
def engine(rulebook: Rulebook) -> Engine:
    """Make the project's own rulebook ready, once."""
    return Engine(rulebook)
