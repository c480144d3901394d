"""The form of an explanation, and how long a text is."""

import pytest

from bot.narrator.explaining import Explanation, Worded, paragraphs
from bot.narrator.explaining.length import words_in


def test_an_explanation_is_read_from_what_was_decided_to_what_to_do() -> None:
    explanation = Explanation(
        language="en",
        opening="Move.",
        reasons=(Worded("a-rule", "It is full."), Worded("another", "It is slow.")),
        costs="It costs $5.",
        gives_up="You give up quiet nights.",
        steps=(Worded("2", "On Monday: pack."),),
    )
    assert paragraphs(explanation) == (
        "Move.",
        "– It is full.",
        "– It is slow.",
        "It costs $5.",
        "You give up quiet nights.",
        "– On Monday: pack.",
    )


def test_what_is_not_told_leaves_no_gap() -> None:
    explanation = Explanation("en", "Nothing fits.", (), "", "", ())
    assert paragraphs(explanation) == ("Nothing fits.",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("– Move to a monolith, for $5k a month.", 9),
        ("Das dauert drei Wochen.", 4),
        ("迁移到单体应用", 4),
        ("モノリスへ移る", 4),
        ("迁移到 AWS Lambda 上", 4),
        ("ย้ายไปยังโมโนลิธ", 4),
    ],
)
def test_words_are_counted_also_where_none_are_written_apart(text: str, words: int) -> None:
    assert words_in(text) == words
