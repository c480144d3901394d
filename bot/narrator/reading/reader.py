"""Reading a text: one call of the model, and the checks of what it found."""

from functools import cache

from bot.narrator.completing import Complete, Message
from bot.narrator.prompting import load_prompt
from bot.narrator.reading.found import Found, sift
from bot.narrator.reading.schema import parse_reply, schema_for
from bot.narrator.scrubbing import scrub
from rules.facts import Fact
from rules.rulebook import Rulebook

LONGEST = 40_000
"""Characters that are read of one text; what comes after them is left, and that is said."""


async def read_text(complete: Complete, rulebook: Rulebook, text: str, asked: str | None = None) -> Found:
    """Find the answers that a text gives, in any language, and what it asks of the program.

    What names a person or opens a door is taken out of the text before it is sent.

    Args:
        complete: asks the model.
        rulebook: the facts.
        text: what somebody wrote; its first 40,000 characters are read.
        asked: the fact or checklist whose question the text may answer, if one was asked.

    Raises:
        NoAnswer: the model gave nothing that can be used.
    """
    kept = text[:LONGEST]
    if not kept.strip():
        return Found()
    sent = scrub(kept)
    completion = await complete(_messages(rulebook, sent, asked), schema_for(rulebook))
    reply = parse_reply(rulebook, completion.data or {})
    drafts, dropped = sift(rulebook, reply.said, (kept, sent))
    return Found(drafts, reply.intent, dropped, len(text) - len(kept))


def _messages(rulebook: Rulebook, text: str, asked: str | None) -> tuple[Message, Message]:
    """Put what stays the same first: providers charge less for a beginning that they know."""
    told = f"{load_prompt('read').text}\n\n{_vocabulary(rulebook)}"
    return Message("system", told + _asked(rulebook, asked)), Message("user", text)


def _asked(rulebook: Rulebook, asked: str | None) -> str:
    """Tell which question the text was written to; what it is about may go without saying in the text."""
    put = rulebook.facts.get(asked or "") or rulebook.checklists.get(asked or "")
    return f"\n\nThe question asked last was {put.id}: {put.question}" if put else ""


@cache
def _vocabulary(rulebook: Rulebook) -> str:
    return "\n".join(map(_line, rulebook.facts.values()))


def _line(fact: Fact) -> str:
    """Describe a fact in a line: its name, its question, and what may be answered."""
    if fact.choices:
        values = "; ".join(_choice(name, choice.label) for name, choice in fact.choices.items())
        return f"{fact.id}: {fact.question} {'One' if fact.kind == 'choice' else f'Up to {fact.most}'} of: {values}"
    if fact.kind == "flag":
        return f"{fact.id}: {fact.question} true or false"
    return f"{fact.id}: {fact.question} For example {', '.join(fact.examples)}"


def _choice(name: str, label: str) -> str:
    return name if label.casefold().replace(" ", "_") == name else f"{name} ({label})"
