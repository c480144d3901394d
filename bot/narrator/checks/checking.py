"""Checking: what a model's text says that it may not, each with what to do about it."""

from collections.abc import Iterator

from bot.narrator.checks.characters import odd_characters
from bot.narrator.checks.figures import read_figures
from bot.narrator.checks.grounding import ungrounded
from bot.narrator.checks.grounds import Grounds
from bot.narrator.checks.instructions import instructions_in
from bot.narrator.checks.lists import digits_wanted
from bot.narrator.checks.markup import markup_in
from bot.narrator.checks.names import named
from bot.narrator.checks.odd_tokens import odd_tokens
from bot.narrator.checks.owners import wrong_owners
from bot.narrator.checks.roles import wrong_roles
from bot.narrator.checks.rounding import is_grounded
from bot.narrator.checks.scripts import foreign_letters, is_in_its_script
from bot.narrator.checks.sentences import YEARS, sentences_of
from bot.narrator.checks.siding import wrong_siding
from bot.narrator.checks.words import words_of


def complaints(text: str, grounds: Grounds, language: str) -> tuple[str, ...]:
    """Say what keeps a text from being shown.

    Args:
        text: what a model wrote.
        grounds: what may be said.
        language: the primary tag of the language that the text is to be in, such as "en".

    Returns:
        Sentences for the model, each naming what is wrong and what to do; none where all passes.
    """
    language = language.partition("-")[0].lower()
    return tuple(dict.fromkeys(_complaints(text, grounds, language)))


def _complaints(text: str, grounds: Grounds, language: str) -> Iterator[str]:
    own = grounds.without_quotes(text)
    yield from (f"Leave out {what}." for what in odd_characters(own))
    yield from _foreign(own, language)
    yield from (f'"{words}" is {what}: write plain sentences.' for what, words in markup_in(own))
    yield from (f'"{words}" orders about: only explain the verdict.' for words in instructions_in(own))
    yield from _numbers(own, grounds, language)
    yield from (f'"{each}" is not in the facts: leave it out.' for each in _names(own, grounds))
    yield from ungrounded(text, grounds, language)
    yield from wrong_siding(own, grounds)
    yield from wrong_owners(own, grounds, language)
    yield from wrong_roles(own, grounds, language)


def _foreign(text: str, language: str) -> Iterator[str]:
    letters = foreign_letters(text, language)
    if letters:
        yield f'"{letters[:20]}" are no letters of the language "{language}": leave them out.'
    if not is_in_its_script(text, language):
        yield f'Write in the language with the tag "{language}".'


def _numbers(text: str, grounds: Grounds, language: str) -> Iterator[str]:
    for sentence in sentences_of(text):
        yearly = YEARS.search(sentence) is not None
        for figure in read_figures(sentence, language):
            if not figure.is_small and not is_grounded(figure, grounds, yearly):
                yield f'The number "{figure.written}" is not in the facts: leave it out or give the one that is.'
    for word in words_of(text):
        if word in digits_wanted(language):
            yield f'"{word}" is a number in words: write it in digits.'


def _names(text: str, grounds: Grounds) -> Iterator[str]:
    yield from (written for written, name in named(text) if name not in grounds.names)
    yield from odd_tokens(text, grounds)
