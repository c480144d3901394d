"""The search for garbage: it rests where told, goes on after, and does not look at what was made meanwhile."""

import gc
from collections.abc import Iterator

import pytest

from bot.garbage import none_made


@pytest.fixture(autouse=True)
def looked_at_again() -> Iterator[None]:
    """Let the other tests' garbage be found."""
    yield
    gc.unfreeze()


def is_looked_at(thing: object) -> bool:
    return any(each is thing for each in gc.get_objects())


def test_garbage_is_searched_for_again_after_the_block_but_not_in_what_it_left() -> None:
    before: list = []
    with none_made():
        assert is_looked_at(before)
        assert not gc.isenabled()
        made: list = []
    assert gc.isenabled()
    assert not is_looked_at(made)
    assert is_looked_at([])


def test_an_error_in_the_block_does_not_end_the_search_for_good() -> None:
    with pytest.raises(ImportError), none_made():
        raise ImportError
    assert gc.isenabled()
