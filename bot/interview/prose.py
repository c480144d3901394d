"""Prose: text that says more than the answer to the question that was asked, or something else."""

import re

from rules.rulebook import Rulebook

from bot.interview.choices import Option, is_exact
from bot.interview.editing import edited_fact
from bot.interview.guesses import guess_in
from bot.interview.questions import Question
from bot.interview.reading import Command, Refused, read, read_ticks

MOST_WORDS = 8
"""An answer to one question seldom has more."""
MOST_CLAUSES = 2
"""As in "yes, memory or open connections"."""
_WORD = re.compile(r"[^\W\d_]{2,}|[^\x00-\u02ff]")
_END = re.compile(r"[.!?;:\n,](?=\s*\S)(?!\d)")


def is_prose(rulebook: Rulebook, question: Question, text: str) -> bool:
    """Tell whether a text may hold more than the answer to a question: it is none, or goes on beyond it.

    Args:
        rulebook: the facts.
        question: what is being asked.
        text: what was typed.
    """
    if guess_in(text) is not None or edited_fact(rulebook, text) is not None:
        return False
    ticks = question.id in rulebook.checklists
    labels = [label for _, label in question.choices]
    reading = read_ticks(labels, text) if ticks else read(rulebook.facts[question.id], text)
    if isinstance(reading, Command):
        return False
    return has_words(text) if isinstance(reading, Refused) else _goes_on(question, text)


def has_words(text: str) -> bool:
    """Tell whether a text has words, and not numbers and signs alone."""
    return bool(_WORD.search(text))


def _goes_on(question: Question, text: str) -> bool:
    """Tell whether an answer is longer than answers are; a list of the choices' own words never is."""
    options = [Option(label, name) for name, label in question.choices]
    if all(is_exact(options, part) for part in re.split(r"[,;\n]", text) if part.strip()) or is_exact(options, text):
        return False
    clauses = 1 if question.multiple else 1 + len(_END.findall(text.strip()))
    return len(text.split()) > MOST_WORDS or clauses > MOST_CLAUSES
