"""Why the model does not speak, in words."""

from typing import get_args

import pytest

from bot.narrator.apologies import words_for
from bot.narrator.completing import NoAnswer, Why


@pytest.mark.parametrize("why", get_args(Why))
def test_every_reason_has_a_sentence_of_its_own_without_the_detail(why: Why) -> None:
    words = words_for(NoAnswer(why, "HTTP 503 of http://localhost"))
    assert words.endswith(".")
    assert "503" not in words
    assert [words_for(NoAnswer(other)) for other in get_args(Why)].count(words) == 1
