"""Conditions of rules in plain words."""

import pytest

from bot.words.conditions import condition_lines
from rules.conditions import All, Any, Condition, Has, Not, Number, OneOf
from rules.rulebook import Rulebook


def in_words(rulebook: Rulebook, condition: Condition) -> list[str]:
    """Put a condition into lines of words, indented by depth."""
    lines = condition_lines(condition, rulebook.facts, rulebook.quantities)
    return [" " * line.depth + line.words for line in lines]


LARGE = Number("scratch_gb", "above", 200)
GPU = OneOf("gpu", frozenset({True}), (1,))
SKILL = OneOf("container_skill", frozenset({"none", "strong"}), (0, 2))
PAINS = Has("pains", frozenset({"outages", "cloud_bill"}), 3)
BUSY = Number("peak_concurrency", "at_most", 50)


@pytest.mark.parametrize(
    ("condition", "words", "opposite"),
    [
        (LARGE, "Temporary disk of one job is above 200 GB", "Temporary disk of one job is at most 200 GB"),
        (GPU, "GPU needed: yes", "GPU needed: no"),
        (BUSY, "Work under way at the peak is at most 50", "Work under way at the peak is above 50"),
        (
            PAINS,
            "Pain points: among them “the cloud bill is too high” or “outages”",
            "Pain points: none of “the cloud bill is too high” or “outages”",
        ),
    ],
)
def test_a_comparison_and_its_opposite_in_words(
    rulebook: Rulebook, condition: Condition, words: str, opposite: str
) -> None:
    assert in_words(rulebook, condition) == [words]
    assert in_words(rulebook, Not(condition)) == [opposite]
    assert in_words(rulebook, Not(Not(condition))) == [words]


def test_the_opposite_of_all_is_at_least_one_opposite(rulebook: Rulebook) -> None:
    nested = All((LARGE, Any((GPU, BUSY))))
    assert in_words(rulebook, nested) == [
        "all of these hold:",
        " Temporary disk of one job is above 200 GB",
        " at least one of these holds:",
        "  GPU needed: yes",
        "  Work under way at the peak is at most 50",
    ]
    assert in_words(rulebook, Not(nested)) == [
        "at least one of these holds:",
        " Temporary disk of one job is at most 200 GB",
        " all of these hold:",
        "  GPU needed: no",
        "  Work under way at the peak is above 50",
    ]
