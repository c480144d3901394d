"""Explaining a verdict with a model: asked, checked whole, asked once more with what is wrong, or no answer at all."""

import json
from asyncio import to_thread
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.narrator.checks import Grounds, grounds_of_verdict
from bot.narrator.completing import Complete, Message, NoAnswer
from bot.narrator.explaining.briefing import Briefing, briefing, texts_of
from bot.narrator.explaining.checking import complaints_about
from bot.narrator.explaining.evidence import evidence, numbered
from bot.narrator.explaining.explanation import Explanation
from bot.narrator.explaining.plain import plain_explanation
from bot.narrator.explaining.quotes import unquoted, unrelated
from bot.narrator.explaining.schema import answer_type, explanation_of, schema_of
from bot.narrator.prompting import load_prompt
from rules.rulebook import Rulebook
from rules.verdict import Verdict

PROMPT = "explain"
TRIES = 2
"""How often a model is asked: once, and once more with the complaints."""
_MOST_COMPLAINTS = 12
_AGAIN = "That did not pass. Give the whole explanation again, and mend this:"


async def explain(complete: Complete, verdict: Verdict, rulebook: Rulebook, language: str) -> Explanation:
    """Have a model explain a verdict.

    Args:
        complete: asks the model.
        verdict: what was found.
        rulebook: what it was found with.
        language: the BCP 47 primary tag of what to write in.

    Raises:
        NoAnswer: the model gave nothing, or twice something that did not pass the checks.
    """
    # Grounds and checks take a tenth of a second, for which no other chat should wait.
    task = await to_thread(_task_for, verdict, rulebook, language)
    messages = task.messages
    for _ in range(TRIES):
        completion = await complete(messages, schema_of(task.answer))
        data = completion.data or {}
        found = await to_thread(task.check, data)
        if isinstance(found, Explanation):
            return found
        messages = (*task.messages, Message("assistant", _json(data)), Message("user", _mend(found)))
    raise NoAnswer("unfounded", f"an explanation did not pass {TRIES} times")


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation, and why it is in the plain words where the model did not give it."""

    explanation: Explanation
    without: NoAnswer | None = None


async def explained(complete: Complete | None, verdict: Verdict, rulebook: Rulebook, language: str) -> Explained:
    """Explain a verdict with a model, or in plain words where it does not answer.

    Args:
        complete: asks the model; None where there is none.
        verdict: what was found.
        rulebook: what it was found with.
        language: the BCP 47 primary tag of what a model is to write in.
    """
    try:
        if complete is None:
            raise NoAnswer("off")
        return Explained(await explain(complete, verdict, rulebook, language))
    except NoAnswer as error:
        return Explained(plain_explanation(verdict, rulebook), error)


def key_of(verdict_json: str, language: str) -> str:
    """Give the key under which an explanation can be kept: it changes with the verdict, the prompt and the language."""
    version = load_prompt(PROMPT).version
    return sha256(f"{PROMPT} {version} {language}\n{verdict_json}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Task:
    """What is asked of a model about one verdict, and what its answer is held to."""

    verdict: Verdict
    told: Briefing
    language: str
    messages: tuple[Message, ...]
    answer: type[BaseModel]
    grounds: Grounds

    def check(self, data: Mapping[str, Any]) -> Explanation | tuple[str, ...]:
        """Give the explanation where all of it passes, else the complaints."""
        try:
            answer = self.answer.model_validate(data)
        except ValidationError as error:
            return tuple(f"{'.'.join(map(str, each['loc']))}: {each['msg']}." for each in error.errors())
        explanation = explanation_of(answer, self.language)
        told = answer.model_dump()
        resting = (*unquoted(told, self.told), *unrelated(told, self.told, self.language))
        return (*resting, *complaints_about(explanation, self.verdict, self.grounds)) or explanation


def _task_for(verdict: Verdict, rulebook: Rulebook, language: str) -> _Task:
    told = briefing(verdict, rulebook)
    return _Task(
        verdict=verdict,
        told=told,
        language=language,
        messages=(
            Message("system", load_prompt(PROMPT).text),
            Message("user", _json({"language": language, **told})),
        ),
        answer=answer_type(evidence(verdict, rulebook), numbered(verdict)),
        grounds=grounds_of_verdict(verdict, rulebook).also(texts_of(told), ()),
    )


def _mend(complaints: tuple[str, ...]) -> str:
    return "\n- ".join((_AGAIN, *complaints[:_MOST_COMPLAINTS]))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
