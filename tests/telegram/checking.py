"""A strict reader of the HTML that Telegram takes, what a person sees of it, and text that would break it."""

import re
from collections.abc import Iterable

from hypothesis import strategies as st

from bot.telegram.html import LIMIT, Html, parts

_INLINE = {"b", "i", "u", "s", "a"}
_NAMES = {*_INLINE, "code", "pre", "blockquote"}
_TOKEN = re.compile(r"<[^<>]*>|&[^;&<>]*;|[^<>&]|[<>&]", re.DOTALL)
_OPENING = re.compile(r'<([a-z]+)(?: (expandable)| href="(https?://[^"<>]*)")?>')
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
MOST_ENTITIES = 100
"""Telegram ignores further ones."""

UNSEEN = "\u034f\u115f\u1160\u2800\u3164\uffa0"
"""Nothing is seen of these, though they count as printable."""
HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(["<b>", "</b>", "&", "&amp;", "</pre>", "<", '"', "\n", " "]),
        st.sampled_from(["\u202e", "\x00", "\ud800", "\u3164", "👩\u200d👧", "אב", "e\u0301"]),
    ),
    max_size=40,
).map("".join)


def seen(html: str) -> str:
    """Read HTML as Telegram does, and give what a person sees.

    Raises:
        AssertionError: Telegram would refuse it, or would leave out some of its markup.
    """
    text, entities = "", 0
    opened: list[str] = []
    for token in _TOKEN.findall(html):
        if token.startswith("</"):
            assert opened, f"{token} closes nothing in {html!r}"
            assert token == f"</{opened.pop()}>", f"{token} closes another tag in {html!r}"
        elif token.startswith("<") and len(token) > 1:
            opened.append(_opened(token, opened))
            entities += 1
        else:
            assert token not in {"<", ">", "&"}, f"a bare {token} in {html!r}"
            text += _entity(token) if len(token) > 1 else token
    assert not opened, f"{opened} left open in {html!r}"
    assert entities <= MOST_ENTITIES, f"{entities} entities"
    return text


def _opened(token: str, opened: list[str]) -> str:
    found = _OPENING.fullmatch(token)
    assert found, f"no tag of Telegram: {token!r}"
    name, expandable, address = found.groups()
    assert name in _NAMES, f"no tag of Telegram: {token!r}"
    assert expandable is None or name == "blockquote", token
    assert (address is not None) == (name == "a"), token
    assert not {"code", "pre"} & {*opened}, f"{token} inside of code"
    assert name not in opened, f"{token} inside of itself"
    return name


def _entity(token: str) -> str:
    assert token in _ENTITIES, f"no entity of Telegram: {token!r}"
    return _ENTITIES[token]


def units(text: str) -> int:
    """Count as Telegram does, in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def letters(texts: Iterable[str]) -> str:
    """Give what is seen of texts, without blanks and line ends."""
    return "".join("".join(texts).split())


def shown(view: Iterable[Html]) -> str:
    """Lay a view out in messages, check each, and give what is seen of all, with a blank line between messages.

    Raises:
        AssertionError: a message is empty, too long, or no HTML that Telegram takes.
    """
    texts = []
    for message in parts(view):
        assert units(message) <= LIMIT
        assert seen(message).strip()
        texts.append(seen(message))
    return "\n\n".join(texts)
