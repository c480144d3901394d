"""Fixtures for all tests."""

import pytest

from rules.scoring import Engine
from tests.rules.books import house


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Make the project's own rulebook ready, once."""
    return Engine(house())
