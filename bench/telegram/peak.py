"""The most memory that the bot has in whole interviews with the language model.

Each goes from a text, which the model reads, to its verdict, which the model explains, and to a question, for which the
model has another verdict made.
"""

import tempfile
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import NullPool, create_engine, select

from bench.telegram.victim import OURS, Victim
from bench.telegram.weight import status_of
from bot.store.tables import verdicts
from rules.rulebook import Rulebook
from rules.verdict import Verdict
from tests.narrator.answering.scripted import first_words
from tests.narrator.answering.scripted import says as words_from
from tests.narrator.completing import found, said
from tests.narrator.explaining.explaining import honest
from tests.narrator.openai_api.answers import Answer, calls, says
from tests.narrator.openai_api.asked import Asked
from tests.narrator.openai_api.server import OpenAiApi
from tests.telegram.botapi.server import BotApi
from tests.telegram.players import Player, questions_by_text
from tests.telegram.playing import GOAL, offers, shows

TEXT = "We are three developers with twenty functions, and the monitoring bill grows every month."
RIGHT = "All of it is right"
READ = found(said("engineers", "three", "three developers"), said("deployables", "20", "twenty functions"))
QUESTION = "And what if we were four developers?"
TRIED = {"answers": [{"fact": "engineers", "subject": "system", "value": "4", "times": None}]}
ANSWERED = "The verdict looks at the whole system."
ASKED = ["answers_found", "explanation", "answer", "answer"]
"""What the model is asked for in each interview, by schema; for more where what it said did not pass."""
PRESET = {"MALLOC_ARENA_MAX": "1", "PYTHONNODEBUGRANGES": "1"}
"""As the image presets it."""


async def peak_mb(rulebook: Rulebook, interviews: int) -> float:
    """Hold interviews one after another, and give the most memory that the process had, in MB.

    Raises:
        AssertionError: an interview went another way.
    """
    questions = questions_by_text(rulebook)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bot.sqlite3"
        async with BotApi(keep_calls=0) as api, OpenAiApi() as model:
            model.always(partial(answer_for, database))
            settings = {"OPENAI_API_KEY": model.key, "OPENAI_BASE_URL": model.url, **PRESET}
            victim = Victim(OURS, api, database, Random(1), settings)
            # Only a new file needs its tables made, by what a start does without ever after.
            async with victim.running():
                pass
            async with victim.running() as process:
                for at in range(interviews):
                    await hold(Player(api.private(1000 + at), questions, "mixed", Random(at)))
                peak = status_of(process.pid)["VmHWM"]
        assert (api.violations, model.violations) == ([], [])
        assert asked_for(model) == ASKED * interviews
    return int(peak.split()[0]) * 1024 / 1e6


def asked_for(model: OpenAiApi) -> list[str]:
    """Name the schemas of all that a model was asked for."""
    return [each.schema_name for each in model.requests]


async def hold(player: Player) -> None:
    """Hold an interview that begins with a text, and ask for an explanation and for a what-if."""
    chat = player.chat
    await chat.say("/start")
    await player.sees_next()
    await chat.say(TEXT)
    await chat.tap(await offers(chat, RIGHT), RIGHT)
    await shows(chat, GOAL)
    await chat.tap(await player.play_on(), "Explain it to me")
    await offers(chat, "‹ Verdict")
    await chat.say(QUESTION)
    await shows(chat, ANSWERED)


def answer_for(database: Path, asked: Asked) -> Answer:
    """Answer as a good model does, of the last verdict that was made."""
    if asked.schema_name == "answers_found":
        return says(READ)
    if asked.schema_name == "explanation":
        return says(honest(_last_verdict(database)))
    return (
        says(words_from(ANSWERED, source="what_if", quote=first_words(asked.text)))
        if asked.called
        else calls(("what_if", TRIED))
    )


def _last_verdict(database: Path) -> Verdict:
    engine = create_engine(f"sqlite:///{database}", poolclass=NullPool)
    with engine.connect() as connection:
        kept = connection.execute(select(verdicts.c.json).order_by(verdicts.c.id.desc()).limit(1)).scalar_one()
    return Verdict.model_validate_json(kept)
