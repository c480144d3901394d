"""Fixtures for all tests."""

import pytest

from rules.rulebook import Rulebook
from rules.scoring import Engine
from tests.rules.books import house


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """Load the project's own rulebook, once."""
    return house()


@pytest.fixture(scope="session")
def engine(rulebook: Rulebook) -> Engine:
    """Make the project's own rulebook ready, once."""
    return Engine(rulebook)
