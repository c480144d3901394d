"""Every kind of card as it is written."""

from typing import get_args

import pytest

from bot.interview.advisor import Advisor
from bot.telegram.rendering import render
from bot.telegram.sitting import Sitting
from bot.telegram.view import Shows, View
from rules.decide import Settings
from rules.scoring import Engine
from tests.telegram.playing import Judged
from tests.telegram.served import FEW_WORLDS

NAMED = {"question": "goal", "change": "goal"}
NAMES = {"rule": "steady-volume-favours-processes-that-stay", "costs": "monolith", "what_if_fact": "engineers"}


@pytest.mark.parametrize("shows", get_args(Shows))
def test_every_card_says_what_there_is_to_say_to_the_last_message(engine: Engine, judged: Judged, shows: Shows) -> None:
    said = ("I cannot read a photo.",)
    view = View(shows=shows, question=NAMED.get(shows, ""), name=NAMES.get(shows, ""), said=said, told=("Because.",))
    judged_before = Sitting(judged.record, View(shows="verdict"), True, judged.verdict_json)
    sitting = Sitting(judged.record, view, True, judged.verdict_json, judged_before)
    written = render(Advisor(engine, Settings(worlds=FEW_WORLDS)), sitting)
    assert "".join(written.parts).count(said[0]) == 1
