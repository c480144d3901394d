"""Choices as people type them: a number, an id, a label, a clear word of it, a near misspelling."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import takewhile
from typing import TypeAlias

from bot.interview.numerals import Unreadable
from bot.interview.tidying import listed, singular
from bot.words.names import in_a_row

_LONGEST = 1000
_LONGEST_SENTENCE = 240
_LONGEST_GUESS = 60
_NEAR = 0.8

_IDLE = frozenset(
    listed(
        "a an the we our us i it its it's is are of to for in on at by with and or use uses using have has want "
        "mostly mainly just only maybe probably think that this option number please would say there here do does did"
    )
)
_NEGATIONS = frozenset(listed("not no never none nothing without except neither nor cannot"))
_EXCEPT = re.compile(r"\b(?:(?:anything|everything|all) but|(?:other|rather) than|instead of)\b", re.IGNORECASE)
_OF_THEM = frozenset(listed("of them these those at all"))
_YES = frozenset(
    listed("yes y yep yeah yup yea ya ye true sure correct right definitely absolutely certainly always ok okay")
)
_NO = frozenset(listed("no n nope nah not never false none negative"))
YES_ELSEWHERE = frozenset(listed("ja oui si sí да はい 是"))
NO_ELSEWHERE = frozenset(listed("nein non нет いいえ 不是"))
"""Words of other languages, which are understood where they stand alone."""
_PLAIN_FLAGS = (
    (r"\b(?:absolutely|definitely|certainly|of course|probably|mostly|surely) not\b", "no"),
    (r"^(?:(?:i|we|it|they|you) )?(?:do not|don't|does not|doesn't)(?: think so)?$", "no"),
    (r"^(?:i )?think so$|^(?:i|we|it|they) (?:do|does)$|\bof course\b|\bno doubt\b", "yes"),
)
"""What means yes or no as a whole, and not by its words."""
_ALSO = 2
"""The place of the first of the other names, which are all equally sure, after the label and the id."""
_NUMBERED_FLAGS: dict[int | None, bool] = {1: True, 2: False, 0: False}


@dataclass(frozen=True)
class Option:
    """One thing to choose: its label and, for a choice of a fact, its id and what else people call it."""

    label: str
    id: str = ""
    also: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The label, the id and the other names, the surest first, as they are compared."""
        others = (self.id, *self.also) if self.id else ()
        return tuple(" ".join(_words(name)) for name in (self.label, *others))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of them all that say something; another name of several words is meant as a whole."""
        names = [name for place, name in enumerate(self.names) if place < _ALSO or " " not in name]
        return frozenset(singular(word) for name in names for word in name.split()) - _IDLE

    @cached_property
    def affirmed(self) -> frozenset[str]:
        """The words of them that a label such as "not needed" does not deny."""
        clauses = (clause for name in (self.label, self.id, *self.also) for clause in re.split(r"[,:;(]", name))
        plain = (takewhile(lambda word: not _denies(word), _words(clause)) for clause in clauses)
        return self.words & {singular(word) for clause in plain for word in clause}

    def words_for(self, text: str) -> frozenset[str]:
        """The words that may mean it in a text; of what it denies, only where the text denies as well."""
        return self.words if _negations(text) else self.affirmed


Options: TypeAlias = Sequence[Option]


def is_exact(options: Options, text: str) -> bool:
    """Whether a text is the id or the label of an option, so that it cannot mean anything else."""
    return len(text) <= _LONGEST and bool(_named(options, text))


def choose(options: Options, text: str, cure: str = "please say its number") -> int:
    """Find the place of the one option that is meant.

    Args:
        options: what there is to choose from.
        text: what was typed.
        cure: what to do where several could be meant.

    Raises:
        Unreadable: none is meant, or several could be; the reason names them.
    """
    found = _candidates(options, text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Unreadable
    names = [f'{place + 1} "{options[place].label}"' for place in found[:4]]
    raise Unreadable(f"That could be {in_a_row(names, 'or')}: {cure}.")


def choose_several(options: Options, text: str) -> frozenset[int]:
    """Find the places of all options that are meant; none of them for "none", each for "all".

    Raises:
        Unreadable: a part of the text means no option, or could mean several.
    """
    if len(text) > _LONGEST:
        raise Unreadable
    if _named(options, text):
        return frozenset({choose(options, text)})
    words = _words(text)
    if words and set(words[1:]) <= _OF_THEM:
        if words[0] in {"none", "nothing", "neither", "no", "nope"}:
            return frozenset()
        if words[0] in {"all", "everything"}:
            return frozenset(range(len(options)))
    pieces = [piece for part in re.split(r"[;\n]", text) if part.strip() for piece in _pieces(options, part)]
    read_one = _piece if len(pieces) == 1 else _piece_of_several
    found = frozenset(place for piece in pieces for place in read_one(options, piece))
    if not found:
        raise Unreadable
    return found


def read_flag(text: str) -> bool:
    """Read yes or no.

    Raises:
        Unreadable: it is neither, or both.
    """
    if (number := _number(text[:_LONGEST])) in _NUMBERED_FLAGS:
        return _NUMBERED_FLAGS[number]
    words = [word for word in _words(_plain_flag(text)) if word not in _IDLE] if len(text) <= _LONGEST else []
    if len(words) == 1 and words[0] in YES_ELSEWHERE | NO_ELSEWHERE:
        return words[0] in YES_ELSEWHERE
    said = {word in _YES for word in words if word in _YES | _NO}
    if len(said) == 2:
        raise Unreadable("That says both yes and no.")
    if not said and len(words) == 1:
        said = {word in _YES for word in _YES | _NO if len(word) > 2 and _likeness(words[0], word) >= _NEAR}
        words = ["yes"]
    if len(said) != 1 or words[0] not in _YES | _NO:
        raise Unreadable
    return said.pop()


def _plain_flag(text: str) -> str:
    plain = text.casefold().strip(" .!,")
    for pattern, said in _PLAIN_FLAGS:
        plain = re.sub(pattern, said, plain)
    return plain


def _pieces(options: Options, text: str) -> list[str]:
    """Cut what stands between two semicolons: one option, or several with commas between."""
    if _named(options, text):
        return [text]
    pieces = re.split(r"[,&+/]|\band\b", text, flags=re.IGNORECASE)
    return [piece for piece in pieces if piece.strip()]


def _piece_of_several(options: Options, text: str) -> Iterable[int]:
    """Read one of several pieces; where it cannot be, all must be said again, and it is named."""
    try:
        return _piece(options, text, "please say all of them again, that one by its number")
    except Unreadable as error:
        raise Unreadable(str(error) or f'I do not know what "{text.strip()[:_LONGEST_GUESS]}" means here.') from error


def _piece(options: Options, text: str, cure: str = "please say its number") -> Iterable[int]:
    words = [word for word in text.split() if word.casefold() not in _IDLE]
    if len(words) > 1 and all(map(_number, words)):
        return [choose(options, word) for word in words]
    if len(text) <= _LONGEST_GUESS and len(_candidates(options, text)) > 1:
        each = [_candidates(options, word) for word in words]
        if all(len(places) == 1 for places in each):
            return [places[0] for places in each]
    return [choose(options, text, cure)]


def _candidates(options: Options, text: str) -> list[int]:
    """Give the places that the surest way of reading finds; what is denied means only a choice that denies it too."""
    if len(text) > _LONGEST:
        return []
    denied = _negations(text)
    if denied == _telling(text):
        denied = frozenset()
    ways = ([place for place in way(options, text) if denied <= options[place].words] for way in _WAYS)
    return _named(options, text) or next(filter(None, ways), [])


def _numbered(options: Options, text: str) -> list[int]:
    number = _number(text)
    if number is None:
        return []
    if not 1 <= number <= len(options):
        raise Unreadable(f"There is no number {number}: they go from 1 to {len(options)}.")
    return [number - 1]


def _number(text: str) -> int | None:
    said = " ".join(word for word in text.casefold().split() if word.strip(",.!") not in _IDLE)
    match = re.fullmatch(r"(?:no\.?|options|numbers?|lines?)? ?[#(]? ?([0-9]{1,4})[.,)!]?", said)
    return int(match[1]) if match else None


def _named(options: Options, text: str) -> list[int]:
    name = " ".join(_words(text)) or None
    sureness = [min(option.names.index(name), _ALSO) if name in option.names else math.inf for option in options]
    best = min(sureness, default=math.inf)
    return [place for place, value in enumerate(sureness) if value == best < math.inf]


def _with_all_words(options: Options, text: str) -> list[int]:
    words = _telling(text)
    return [place for place, option in enumerate(options) if words and words <= option.words_for(text)]


def _beginning(options: Options, text: str) -> list[int]:
    name = " ".join(_words(text))
    return [place for place, option in enumerate(options) if name and any(n.startswith(name) for n in option.names)]


def _with_all_beginnings(options: Options, text: str) -> list[int]:
    words = _telling(text)
    if not words or min(map(len, words)) < 3:
        return []
    return [
        place
        for place, option in enumerate(options)
        if all(any(known.startswith(word) for known in option.words_for(text)) for word in words)
    ]


def _with_some_words(options: Options, text: str) -> list[int]:
    """Find the options that are named by a word which no other has, and those of the words that none of these has."""
    words = {word for word in _telling(text) if len(word) > 1}
    if _negations(text) or len(text) > _LONGEST_SENTENCE:
        return []
    known = [option.words_for(text) for option in options]
    holders = [{place for place, its in enumerate(known) if word in its} for word in sorted(words)]
    alone = {place for places in holders for place in places if len(places) == 1}
    return sorted(alone.union(*(places for places in holders if not places & alone)))


def _misspelt(options: Options, text: str) -> list[int]:
    if len(text) > _LONGEST_GUESS:
        return []
    likeness = [max(_likenesses(option, text)) for option in options]
    best = max(likeness, default=0.0)
    return [place for place, value in enumerate(likeness) if value == best >= _NEAR]


def _likenesses(option: Option, text: str) -> Iterable[float]:
    name = " ".join(_words(text))
    yield from (_likeness(name, known) for known in option.names)
    if not _negations(text):
        yield from (_likeness(word, known) for word in _telling(text) if len(word) > 3 for known in option.affirmed)


_WAYS: tuple[Callable[[Options, str], list[int]], ...] = (
    _numbered,
    _with_all_words,
    _beginning,
    _with_all_beginnings,
    _with_some_words,
    _misspelt,
)
"""The ways of reading what is no name, the surest first."""


def _words(text: str) -> list[str]:
    """Cut into words in small letters; "C#" and "C++" are words of their own."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+|[#+]+)?", text.casefold())


def _telling(text: str) -> frozenset[str]:
    return frozenset(map(singular, _words(text))) - _IDLE


def _negations(text: str) -> frozenset[str]:
    """Give the words that deny what a text says."""
    return frozenset(filter(_denies, _words(_EXCEPT.sub("except", text))))


def _denies(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


def _likeness(left: str, right: str) -> float:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR else 0.0
