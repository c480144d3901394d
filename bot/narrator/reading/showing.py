"""The words of a person that are shown beside what was read from them: few, and only where they tell of it."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from bot.interview.record import Draft
from bot.interview.tidying import listed
from bot.narrator.checks import clean_quote
from bot.narrator.reading.numbers import numbers_in
from rules.answers import Known, Range, to_raw
from rules.facts import Fact
from rules.rulebook import Rulebook

BEFORE, AFTER = 2, 4
"""Words shown before and after the one that tells."""
LONGEST = 70
"""Characters; a word of a script without gaps can be long."""
_SHORTEST = 4
"""Letters of a word that can tell one fact from another."""
_RARE = 3
"""In how many facts' own words a word may stand and still tell one from another."""

_IDLE = frozenset(listed("like than that with from other them this some more have must only much when into they there"))

_SPEAKS_TO_US = re.compile(
    r"\b(?:you|your|yours|yourself|me|please|ignor\w*|forget\w*|vergiss\w*|disregard\w*|prompts?|instr\w*|anweis\w*|"
    r"pretend\w*|repeat\w*|print\w*|output\w*|write|schreib\w*|says?|tell|show|respond\w*|answer\w*|translat\w*|"
    r"explain\w*|summari\w*|generat\w*|generier\w*|analy[sz]e|determine|integrate|append\w*|encode|recommend\w*|"
    r"continue|formulate|decide|assistant|debug mode|token|admin\w*|override|emojis?|task|questions?|sentences?)\b"
    r"|инструкц|игнорир|порекоменд|指令|忽略|推荐|推薦|تعليمات|تجاهل|הוראות|התעלם|指示|無視",
    re.IGNORECASE,
)
"""What people write to a program rather than about their system; such words are read, and not said back."""


def shown_quote(rulebook: Rulebook, draft: Draft) -> str:
    """Give the words to show beside a draft: around its number, or around a word that names its fact or value.

    Args:
        rulebook: the facts.
        draft: what was read.

    Returns:
        nothing where no word of the quote tells of the fact, or where it had better not be said back.
    """
    if _SPEAKS_TO_US.search(draft.quote) or not clean_quote(draft.quote):
        return ""
    words = draft.quote.split()
    place = next((place for place, word in enumerate(words) if _tells(rulebook, draft, word)), None)
    if place is None:
        return ""
    start, end = max(place - BEFORE, 0), place + 1 + AFTER
    shown = " ".join(words[start:end]).strip(" .,;:")
    if len(shown) > LONGEST:
        return ""
    return ("… " if start else "") + shown + (" …" if end < len(words) else "")


def _tells(rulebook: Rulebook, draft: Draft, word: str) -> bool:
    """Whether a word carries the number, or names the fact or the value."""
    fact = rulebook.facts[draft.fact]
    # That the number of a quote is the answer's own was seen when it was read.
    if fact.numeric and isinstance(draft.answer, Known | Range) and numbers_in(word):
        return True
    own, rare = _words_of(rulebook)
    return bool(_stems(word) & rare & (own[fact.id] | _words_of_value(fact, draft)))


def _words_of_value(fact: Fact, draft: Draft) -> frozenset[str]:
    raw = to_raw(draft.answer)
    values = raw if isinstance(raw, list) else [raw]
    return _stems(" ".join(f"{name} {choice.label}" for name, choice in fact.choices.items() if name in values))


@cache
def _words_of(rulebook: Rulebook) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """Give the words that name each fact, and those that tell one from another, choices included."""
    own = {fact.id: _stems(f"{fact.id} {fact.label}") for fact in rulebook.facts.values()}
    spoken = {fact.id: _stems(" ".join(_all_words(fact))) for fact in rulebook.facts.values()}
    facts_with = Counter(word for words in spoken.values() for word in words)
    return own, frozenset(word for word, facts in facts_with.items() if facts <= _RARE)


def _all_words(fact: Fact) -> tuple[str, ...]:
    choices = (f"{name} {choice.label}" for name, choice in fact.choices.items())
    return (fact.id, fact.label, fact.question, *choices)


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return frozenset(word.removesuffix("s") for word in words if len(word) >= _SHORTEST and word not in _IDLE)
