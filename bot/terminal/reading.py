"""Prose in the terminal: what was typed at a question or at the list of what was read, with or without a model."""

from collections.abc import Callable
from typing import TypeAlias

from bot.interview.confirming import how_to_reply, may_wait, take_reply
from bot.interview.prose import has_words, is_prose
from bot.interview.questions import Question
from bot.interview.record import Record
from bot.interview.turns import Turn, take_turn
from bot.narrator.apologies import words_for
from bot.narrator.completing import NoAnswer
from bot.narrator.reading import Found, follow
from rules.rulebook import Rulebook

Read: TypeAlias = Callable[[str, str | None], Found]
"""Reads a text, given the question that it may answer; raises NoAnswer where the model gives nothing."""
WITHOUT = "Without it I read one answer at a time."


def take_typed(rulebook: Rulebook, record: Record, question: Question, text: str, read: Read | None) -> Turn:
    """Take what was typed, whatever it is.

    Args:
        rulebook: the facts.
        record: all that was said so far; what waits in it to be confirmed is what the person sees.
        question: what is being asked otherwise.
        text: what was typed.
        read: reads prose; None where there is no model.
    """
    if record.drafts:
        return _at_list(rulebook, record, question, text, read)
    if read is None or not is_prose(rulebook, question, text):
        return take_turn(rulebook, record, question, text)
    try:
        return follow(rulebook, record, question, text, read(text, question.id))
    except NoAnswer as error:
        turn = take_turn(rulebook, record, question, text)
        return Turn(turn.record, (f"{words_for(error)} {WITHOUT}", *turn.said), turn.show)


def _at_list(rulebook: Rulebook, record: Record, question: Question, text: str, read: Read | None) -> Turn:
    """Take a reply to the list, a command or change, or more prose; no answer to a question that is not shown."""
    reply = take_reply(rulebook, record, text)
    if reply is not None:
        return reply
    if may_wait(rulebook, text):
        return take_turn(rulebook, record, question, text)
    how = how_to_reply(record.drafts)
    if read is None or not has_words(text):
        return Turn(record, (how,))
    try:
        found = read(text, None)
    except NoAnswer as error:
        return Turn(record, (words_for(error), how))
    return follow(rulebook, record, question, text, found) if found.drafts else Turn(record, (how,))
