"""Answering with a model: it may look things up before it speaks, and what it says is checked before it is given."""

from asyncio import to_thread
from collections.abc import Sequence
from hashlib import sha256

from bot.interview.advisor import Think
from bot.narrator.answering.answers import ELSEWHERE, Answer, Case
from bot.narrator.answering.brief import brief, strings_in
from bot.narrator.answering.replying import SCHEMA, Footing, Reply, objections, read_reply
from bot.narrator.answering.tools import Toolbox, as_json
from bot.narrator.checks import grounds_of_verdict
from bot.narrator.completing import Complete, Completion, Message, NoAnswer
from bot.narrator.prompting import load_prompt

PROMPT = "answer"
MOST_ROUNDS = 4
"""Rounds of calls before an answer is due."""
MOST_CALLS = 4
"""Calls of one round that are run; what is called beyond them is passed over."""
MOST_CHARACTERS = 4000
"""What is read of a question; what is longer is a description, as its beginning tells."""


def key_of_answer(verdict_json: str, question: str) -> str:
    """Give the key under which an answer can be kept: it changes with the verdict, the prompt and the question."""
    version = load_prompt(PROMPT).version
    return sha256(f"{PROMPT} {version} {question}\n{verdict_json}".encode()).hexdigest()


async def answer(complete: Complete, think: Think, case: Case, question: str, language: str | None = None) -> Answer:
    """Answer a question about a verdict. Nothing of the chat goes with it, and no stored answer changes.

    Args:
        complete: asks the model; at most six times.
        think: runs the engine, for what-ifs.
        case: the verdict, and the answers it was made on.
        question: what was asked; text that describes a system is told apart.
        language: the tag of the language to answer in; None for that of the question.

    Raises:
        NoAnswer: the model gave nothing, or nothing that may be said.
    """
    rulebook = await think(lambda advisor: advisor.rulebook)
    toolbox, told = Toolbox(think, rulebook, case), brief(case, rulebook)
    talk = [*_opening(as_json(told), question, language)]
    reply = read_reply(await _look_up(complete, talk, toolbox))
    if reply.kind != "answer":
        return _without_words(reply)
    # Grounds and checks take a tenth of a second, for which no other chat should wait.
    grounds = await to_thread(lambda: grounds_of_verdict(case.verdict, rulebook).also(strings_in(told)))
    footing = Footing.of(grounds, told, toolbox.found)
    wrong = await to_thread(objections, reply, footing, language)
    if wrong:
        reply = await _mended(complete, talk, reply, wrong)
        if reply.kind != "answer":
            return _without_words(reply)
        if await to_thread(objections, reply, footing, language):
            raise NoAnswer("unfounded", "twice")
    return Answer("answer", (reply.text,), toolbox.what_ifs)


def _opening(told: str, question: str, language: str | None) -> Sequence[Message]:
    """Begin the conversation: what to do, the verdict, and the question as data."""
    asked = {"question": question[:MOST_CHARACTERS]} | ({"answer_in": language} if language else {})
    return (
        Message("system", load_prompt(PROMPT).text),
        Message("user", told),
        Message("user", as_json(asked)),
    )


async def _look_up(complete: Complete, talk: list[Message], toolbox: Toolbox) -> Completion:
    """Let the model call tools for some rounds, and then have it answer."""
    for _ in range(MOST_ROUNDS):
        completion = await complete(tuple(talk), SCHEMA, toolbox.tools)
        if not completion.calls:
            return completion
        calls = completion.calls[:MOST_CALLS]
        talk.append(Message("assistant", "", calls))
        talk += [await toolbox.use(call) for call in calls]
    return await complete(tuple(talk), SCHEMA)


async def _mended(complete: Complete, talk: list[Message], reply: Reply, wrong: Sequence[str]) -> Reply:
    """Ask once more, with what was wrong."""
    again = "That may not be said so. Answer again, in the same form, without these mistakes:\n- "
    talk += (
        Message("assistant", reply.model_dump_json(by_alias=True)),
        Message("user", again + "\n- ".join(wrong)),
    )
    return read_reply(await complete(tuple(talk), SCHEMA))


def _without_words(reply: Reply) -> Answer:
    """Answer what is no question, in words that are never the model's."""
    return ELSEWHERE if reply.kind == "off_topic" else Answer("description")
