"""A verdict in pieces: whatever other interviews ask of the engine in between, it is the verdict made at once."""

from collections.abc import Iterator
from random import Random
from weakref import ref

import pytest

from rules import kept
from rules.answers import Answers
from rules.decide import Settings, decide
from rules.scoring import Engine
from rules.value import WORLDS, open_questions
from tests.rules.books import house
from tests.rules.deciding import ARCHETYPES, archetype

SETTINGS = Settings(worlds=WORLDS, side_worlds=400)
FEW_CELLS = 20_000
"""So few that what a verdict or an interview will ask for again is forgotten in between."""


def other_interviews(random: Random) -> Iterator[Answers]:
    """Give the answers of interviews as they grow, now of one and now of another, without end."""
    told = [(answers, 0) for answers in map(archetype, random.sample(ARCHETYPES, 3))]
    while True:
        at = random.randrange(len(told))
        answers, known = told[at]
        told[at] = answers, known + 1
        yield dict(list(answers.items())[:known])


def questions_on(engine: Engine, answers: Answers) -> object:
    """Rank the questions that are open, as an interview does for its next."""
    return open_questions(engine, engine.score_settled(answers, WORLDS), answers)


@pytest.mark.parametrize("seed", range(4))
def test_a_verdict_with_steps_of_other_interviews_in_between_is_the_verdict_made_at_once(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed % 2:
        monkeypatch.setattr(kept, "KEPT_CELLS", FEW_CELLS)
    random, engine, asked = Random(seed), Engine(house()), []
    others, answers = other_interviews(random), archetype(random.choice(ARCHETYPES))

    def ask() -> None:
        other = next(others)
        asked.append((other, questions_on(engine, other)))

    verdict = decide(engine, answers, SETTINGS, pause=ask)
    assert verdict == decide(Engine(house()), answers, SETTINGS)
    assert len(asked) > 5
    other, questions = asked[-1]
    assert questions == questions_on(Engine(house()), other)


def test_a_verdict_has_the_room_that_the_worlds_of_the_last_question_took() -> None:
    engine, answers = Engine(house()), archetype(ARCHETYPES[0])
    asked = ref(engine.score_settled(answers, WORLDS).worlds)
    assert asked() is not None, "what the next question begins with is let go of at once"
    gone: list[bool] = []
    decide(engine, answers, SETTINGS, pause=lambda: gone.append(asked() is None))
    assert gone[1:], "a verdict is made in one piece"
    assert all(gone[1:])
