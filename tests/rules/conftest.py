"""Fixtures for the tests of the rules."""

from pathlib import Path

import pytest

from tests.rules.books import Book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Give a small rulebook without a mistake."""
    return Book(tmp_path / "book")
