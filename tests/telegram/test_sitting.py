"""An assessment on the desk, before a turn and after it."""

import pytest

from bot.interview.advisor import Advisor
from bot.telegram.conversation import typed
from bot.telegram.sitting import Sitting
from bot.telegram.view import View
from rules.decide import Settings
from rules.scoring import Engine
from tests.telegram.playing import Judged
from tests.telegram.served import FEW_WORLDS


def verdicts_made(engine: Engine, sitting: Sitting, text: str) -> float:
    """Count the verdicts that are made in a turn, by the pauses that each takes."""
    paused: list[None] = []
    advisor = Advisor(engine, Settings(worlds=FEW_WORLDS), lambda: paused.append(None))
    advisor.decide(sitting.record)
    each = len(paused)
    typed(advisor, sitting, text)
    return len(paused) / each - 1


@pytest.mark.parametrize("text", ["/verdict", "/why", "/costs", "/explain", "/remind 3", "what does NAT cost me here?"])
def test_a_verdict_is_made_once_in_a_turn_and_not_again_while_it_is_kept(
    engine: Engine, judged: Judged, text: str
) -> None:
    unjudged = Sitting(judged.record, View(shows="verdict"), finished=True)
    assert verdicts_made(engine, unjudged, text) == 1
    kept = Sitting(judged.record, View(shows="verdict"), True, judged.verdict_json)
    assert verdicts_made(engine, kept, text) == 0
