"""Attacks of kinds that the collected ones have not: each is refused wherever a model may write freely."""

from itertools import cycle

import pytest

from bot.narrator.checks import complaints
from bot.narrator.explaining.checking import complaints_about
from bot.narrator.explaining.evidence import evidence, numbered
from bot.narrator.explaining.schema import answer_type, explanation_of
from bot.narrator.reading.schema import schema_for
from tests.narrator.attacks import KINDS, OTHERS, of_kind
from tests.narrator.explaining.explaining import honest
from tests.narrator.openai_api.hostile import Hostile
from tests.narrator.test_reading_attacks import own_words, read, shown
from tests.narrator.verdicts import NAMES, grounds_on, rulebook, verdict_on

SOME = NAMES[::4]
SAID_OF_A_SYSTEM = {"bad advice", "lookalike", "made up", "sell"}
"""What anybody may say of a system of their own, and may hear again: a claim of costs, a name, other letters."""


def runs_of(text: str) -> set[str]:
    """Give every four words of a text in a row; of a shorter one all of it."""
    words = text.split()
    return {" ".join(words[at : at + 4]) for at in range(max(1, len(words) - 3))}


def test_there_are_many_of_many_kinds() -> None:
    assert len(OTHERS) >= 90
    assert len(KINDS) >= 12


@pytest.mark.parametrize("kind", KINDS)
def test_alone_it_is_refused(kind: str) -> None:
    for row in of_kind(kind):
        for name in SOME:
            assert complaints(row["text"], grounds_on(name), row["lang"]), (name, row["text"])


@pytest.mark.parametrize("kind", KINDS)
def test_behind_and_before_what_is_true_it_is_refused(kind: str) -> None:
    true = verdict_on(SOME[0]).headline.because
    for row in of_kind(kind):
        for text in (f"{true} {row['text']}", f"{row['text']} {true}"):
            assert complaints(text, grounds_on(SOME[0]), "en"), text


@pytest.mark.parametrize("kind", KINDS)
def test_as_one_part_of_a_true_explanation_it_is_refused(kind: str) -> None:
    verdict = verdict_on(SOME[0])
    answer = answer_type(evidence(verdict, rulebook()), numbered(verdict))
    for row, part in zip(of_kind(kind), cycle(("opening", "costs", "gives_up")), strict=False):
        good = honest(verdict)
        told = explanation_of(answer.model_validate({**good, part: {**good[part], "text": row["text"]}}), "en")
        assert complaints_about(told, verdict, grounds_on(SOME[0])), row["text"]


@pytest.mark.anyio
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in SAID_OF_A_SYSTEM])
async def test_of_a_text_that_holds_it_no_four_words_in_a_row_are_shown(kind: str) -> None:
    for row in of_kind(kind):
        data = Hostile(row["text"], seed=len(row["text"])).filled(schema_for(rulebook()).json)
        result = await read(row["text"], data)
        seen = " ".join(set(shown(result)) - own_words(result))
        assert not [words for words in runs_of(row["text"]) if words in seen], (row["text"], seen)
        assert (await read("We are 5 engineers.", data)).drafts == ()
