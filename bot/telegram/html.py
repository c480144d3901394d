"""HTML as Telegram reads it: all but the markup made here is escaped, and long texts are cut into messages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, dropwhile
from typing import NamedTuple, TypeAlias

LIMIT = 4096
"""Characters of a message, which Telegram counts in UTF-16 and without markup; here markup counts as well."""
_LONGEST_ADDRESS = 1000
_UNSEEN = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Letters and marks that nothing is seen of, though they count as printable."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_TOKEN = re.compile(r"<(/?)[a-z]+[^>]*>|&[a-z]+;|.", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
Tags: TypeAlias = tuple[str, ...]


class Html(str):
    """Text that Telegram can parse: markup of the functions here, and all else escaped.

    Every operation of strings gives a plain string again, which is escaped anew where it is put in.
    """

    __slots__ = ()

    def __new__(cls, text: str = "") -> "Html":
        """Escape text, and leave out what cannot be seen; what is HTML already stays as it is."""
        return text if isinstance(text, Html) else _trusted(_seen(text).translate(_ESCAPES))


def escape(*pieces: str) -> Html:
    """Put pieces one behind the other: those that are HTML as they are, all others escaped."""
    return join(pieces, "")


def join(pieces: Iterable[str], between: str = "\n") -> Html:
    """Put pieces one behind the other, with something between them, by default a new line."""
    return _trusted(Html(between).join(Html(piece) for piece in pieces))


def bold(*pieces: str) -> Html:
    """Make bold."""
    return _tagged("b", pieces)


def italic(*pieces: str) -> Html:
    """Make italic."""
    return _tagged("i", pieces)


def code(words: str) -> Html:
    """Set something to be copied, such as a name or a command; a tap copies it."""
    return _tagged("code", (plain(words),))


def pre(words: str) -> Html:
    """Set lines in letters of equal width."""
    return _tagged("pre", (plain(words),))


def quote(*pieces: str) -> Html:
    """Set apart as a quotation."""
    return _tagged("blockquote", pieces)


def folded(*pieces: str) -> Html:
    """Set apart as a quotation of which only the first lines are seen until it is tapped."""
    return _tagged("blockquote", pieces, " expandable")


def link(url: str, words: str) -> Html:
    """Link words to an address of the web; without such an address they stay as they are."""
    address = Html(url).replace('"', "&quot;")
    if not url.startswith(("https://", "http://")) or len(address) > _LONGEST_ADDRESS:
        return Html(words)
    return _tagged("a", (words,), f' href="{address}"')


def plain(words: str) -> Html:
    """Take the markup off."""
    return _trusted(_TAG.sub("", words)) if isinstance(words, Html) else Html(words)


def parts(paragraphs: Iterable[Html], limit_characters: int = LIMIT) -> tuple[Html, ...]:
    """Lay paragraphs out in as few messages as they fill in order; none is empty.

    Args:
        paragraphs: what to say; a blank line comes between two of them.
        limit_characters: UTF-16 units that a message may have, markup included; at least 16.
    """
    messages: list[Html] = []
    seen = (paragraph for paragraph in paragraphs if plain(paragraph).strip())
    for piece in chain.from_iterable(_cut(paragraph, limit_characters) for paragraph in seen):
        longer = join((*messages[-1:], piece), "\n\n")
        if _size(longer) > limit_characters or not messages:
            messages.append(piece)
        else:
            messages[-1] = longer
    return tuple(messages)


class _Letter(NamedTuple):
    """A letter or an entity, with the tags that are open around it."""

    text: str
    tags: Tags


def _trusted(markup: str) -> Html:
    return str.__new__(Html, markup)


def _seen(text: str) -> str:
    """Leave out what cannot be seen and could turn the text around; every kind of blank becomes one."""
    kept = (letter if letter == "\n" or letter.isprintable() else " " * letter.isspace() for letter in text)
    return "".join(letter for letter in kept if letter not in _UNSEEN)


def _tagged(name: str, pieces: Iterable[str], attributes: str = "") -> Html:
    inner = escape(*pieces)
    return _trusted(f"<{name}{attributes}>{inner}</{name}>") if inner else inner


def _size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(paragraph: Html, limit: int) -> Iterator[Html]:
    """Cut a paragraph that is longer than a message at a line or a word; tags are closed and opened again."""
    if _size(paragraph) <= limit:
        yield paragraph
        return
    letters = _without_heavy_tags(list(_letters(paragraph)), limit)
    while letters := list(dropwhile(lambda letter: letter.text.isspace(), letters)):
        end = _last_break(letters, _fitting(letters, limit))
        yield _written(letters[:end])
        letters = letters[end:]


def _letters(paragraph: Html) -> Iterator[_Letter]:
    opened: Tags = ()
    for token in _TOKEN.finditer(paragraph):
        if token[1] is None:
            yield _Letter(token[0], opened)
        else:
            opened = opened[:-1] if token[1] else (*opened, token[0])


def _without_heavy_tags(letters: list[_Letter], limit: int) -> list[_Letter]:
    """Take all tags off where those around a single letter would fill half a message."""
    heaviest = max(_size(_switch((), tags) + _switch(tags, ())) for tags in {letter.tags for letter in letters})
    return letters if heaviest <= limit / 2 else [_Letter(letter.text, ()) for letter in letters]


def _fitting(letters: Sequence[_Letter], limit: int) -> int:
    """Count the letters that fit into a message, with their tags."""
    used = 0
    opened: Tags = ()
    for at, letter in enumerate(letters):
        used += _size(_switch(opened, letter.tags) + letter.text)
        opened = letter.tags
        if used + _size(_switch(opened, ())) > limit:
            return at
    return len(letters)


def _last_break(letters: Sequence[_Letter], end: int) -> int:
    """Find where to cut at the latest: in the second half at a line, else at a word, else anywhere."""
    if end == len(letters):
        return end
    for mark in ("\n", " "):
        for at in range(end, end // 2, -1):
            if letters[at].text == mark:
                return at
    return end


def _written(letters: Iterable[_Letter]) -> Html:
    written = ""
    opened: Tags = ()
    for letter in letters:
        written += _switch(opened, letter.tags) + letter.text
        opened = letter.tags
    return _trusted(written + _switch(opened, ()))


def _switch(before: Tags, after: Tags) -> str:
    """Close and open what leads from some open tags to others."""
    pairs = zip(before, after, strict=False)
    shorter = min(len(before), len(after))
    same = next((at for at, (old, new) in enumerate(pairs) if old != new), shorter)
    closed = (f"</{re.split('[ >]', tag[1:])[0]}>" for tag in reversed(before[same:]))
    return "".join(closed) + "".join(after[same:])
