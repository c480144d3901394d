"""The project's own rulebook, for labels and for its rules."""

from datetime import date

import pytest

from rules.rulebook import Rulebook, load_rulebook


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """Load the rulebook once."""
    return load_rulebook(date(2026, 11, 23))
