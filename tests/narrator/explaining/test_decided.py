"""An opening must not say that something else was decided."""

import pytest

from bot.narrator.explaining import plain_explanation
from bot.narrator.explaining.decided import complaints_about_opening
from tests.narrator.explaining.explaining import FILES, verdict_on
from tests.rules.books import house
from tests.telegram.verdicts import blocked

MOVE_TO_A_MONOLITH = "prime-video-vqa"
SPLIT = "notifications-beside-live-state"


def complaints(opening: str, name: str = MOVE_TO_A_MONOLITH) -> list[str]:
    return list(complaints_about_opening(opening, verdict_on(name)))


@pytest.mark.parametrize(
    "opening",
    [
        "Move to a monolith; Lambda cannot carry this.",
        "Wechsle von Lambda zu einem Monolithen.",
        "Passez de Lambda à un monolithe.",
        "С AWS Lambda стоит перейти на монолит.",
        "从 Lambda 迁移到单体应用。",
        "Leave it as it is.",
    ],
)
def test_what_was_decided_may_be_said_in_many_languages(opening: str) -> None:
    assert complaints(opening) == []


@pytest.mark.parametrize(
    "opening", ["Stay on AWS Lambda.", "Move to containers.", "Zieh um auf Kubernetes.", "Оставайтесь на Lambda."]
)
def test_another_option_alone_is_refused(opening: str) -> None:
    assert complaints(opening) == ["opening: it does not say what was decided. Name a monolith."]


def test_what_it_runs_on_names_it_too() -> None:
    variant = verdict_on("khan-academy-goliath").option("monolith").variant
    assert variant == "monolith_paas"
    assert complaints("Stay on Fly.io rather than on Lambda.", "khan-academy-goliath") == []


def test_of_a_split_either_side_may_be_named() -> None:
    assert complaints("Give the notifications to Lambda.", SPLIT) == []
    assert complaints("Give the notifications to containers.", SPLIT) != []


def test_where_nothing_fits_nothing_is_to_be_named() -> None:
    assert list(complaints_about_opening("Lambda does not fit.", blocked())) == []


@pytest.mark.parametrize("name", FILES)
def test_the_plain_opening_says_what_was_decided(name: str) -> None:
    assert complaints(plain_explanation(verdict_on(name), house()).opening, name) == []
