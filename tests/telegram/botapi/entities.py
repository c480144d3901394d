"""Telegram's HTML subset: a marked-up source in, a text and its entities out, offsets in UTF-16 units."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

KINDS = {
    "a": "text_link",
    **dict.fromkeys(("b", "strong"), "bold"),
    "blockquote": "blockquote",
    "code": "code",
    **dict.fromkeys(("i", "em"), "italic"),
    "pre": "pre",
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "tg-emoji": "custom_emoji",
    **dict.fromkeys(("u", "ins"), "underline"),
}
PLAIN = re.compile(r"[^<]+")
CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);?")
TAG_NAME = re.compile(r"</?([^\s>]*)")
ATTRIBUTE_NAME = re.compile(r"""\s*([^\s=>/"']*)\s*""")
EQUALS = re.compile(r"=\s*")
QUOTED = re.compile(r""""([^"]*)"|'([^']*)'""")
TOKEN = re.compile(r"([A-Za-z0-9.-]*)(?=[\s>])")
TAG_END = re.compile(r"\s*>")

Entity = dict[str, Any]


class EntityError(ValueError):
    """A source that Telegram cannot parse."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as people see it, with its entities in order of appearance."""

    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    tag: str
    attributes: Mapping[str, str]
    offset: int


def utf16_length(text: str) -> int:
    """Return a text's length in UTF-16 units, in which Telegram counts characters."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@lru_cache(maxsize=512)
def parse_html(source: str) -> Formatted:
    """Read a source in Telegram's HTML.

    Raises:
        EntityError: in Telegram's words, with the offset in bytes.
    """
    return trimmed(HtmlReader(source).read())


def trimmed(formatted: Formatted) -> Formatted:
    """Take the white space off both ends, as Telegram does, and fit the entities to what is left."""
    text = formatted.text.strip()
    if text == formatted.text:
        return formatted
    cut = utf16_length(formatted.text[: len(formatted.text) - len(formatted.text.lstrip())]) if text else 0
    length = utf16_length(text)
    moved = [fitted(entity, cut, length) for entity in formatted.entities]
    return Formatted(text, tuple(entity for entity in moved if entity["length"] > 0))


def fitted(entity: Entity, cut: int, length: int) -> Entity:
    """Return an entity within a text that lost its first `cut` units and has `length` units left."""
    start = max(entity["offset"] - cut, 0)
    end = min(entity["offset"] + entity["length"] - cut, length)
    return {**entity, "offset": start, "length": end - start}


class HtmlReader:
    """One pass over one source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.parts: list[str] = []
        self.length = 0
        self.opened: list[Opened] = []
        self.entities: list[Entity] = []

    def read(self) -> Formatted:
        """Read to the end."""
        while self.position < len(self.source):
            self._read_on()
        if self.opened:
            raise EntityError(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        outer_first = sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))
        return Formatted("".join(self.parts), tuple(outer_first))

    def _read_on(self) -> None:
        if plain := PLAIN.match(self.source, self.position):
            self._add(plain.group())
            self.position = plain.end()
        elif self.source.startswith("</", self.position):
            self._close()
        else:
            self._open()

    def _add(self, text: str) -> None:
        plain = CHARACTER.sub(character_of, text) if "&" in text else text
        self.parts.append(plain)
        self.length += utf16_length(plain)

    def _open(self) -> None:
        start = self.position
        tag = self._take(TAG_NAME)[1].lower()
        if self.position == len(self.source):
            raise self._error("Unclosed start tag", start)
        if tag not in KINDS:
            raise self._error(f'Unsupported start tag "{tag}"', start)
        attributes = self._attributes(tag, start)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', start)
        self.opened.append(Opened(tag, attributes, self.length))

    def _attributes(self, tag: str, start: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while not (end := TAG_END.match(self.source, self.position)):
            name = self._take(ATTRIBUTE_NAME)[1]
            if not name:
                raise self._error(f'Empty attribute name in the tag "{tag}"', start)
            has_value = self._skip(EQUALS)
            if self.position == len(self.source):
                raise self._error(f'Unclosed start tag "{tag}"', start)
            attributes[name] = self._value(start) if has_value else ""
        self.position = end.end()
        return attributes

    def _value(self, start: int) -> str:
        is_quoted = self.source[self.position] in "\"'"
        value = (QUOTED if is_quoted else TOKEN).match(self.source, self.position)
        if value is None and is_quoted:
            raise self._error("Unclosed start tag", start)
        if value is None:
            raise self._error("Unexpected end of name token", self.position)
        self.position = value.end()
        if is_quoted:
            return CHARACTER.sub(character_of, value[0][1:-1])
        return value[0].lower()

    def _close(self) -> None:
        start = self.position
        if not self.opened:
            raise self._error("Unexpected end tag", start)
        tag = self._take(TAG_NAME)[1].lower()
        if not self._skip(TAG_END):
            raise self._error("Unclosed end tag", start)
        opened = self.opened.pop()
        if tag not in ("", opened.tag):
            at = str(self._error("Unmatched end tag", start))
            raise EntityError(f'{at}, expected "</{opened.tag}>", found "</{tag}>"')
        self._keep(opened)

    def _take(self, what: re.Pattern[str]) -> re.Match[str]:
        found = what.match(self.source, self.position)
        assert found is not None, what
        self.position = found.end()
        return found

    def _skip(self, what: re.Pattern[str]) -> bool:
        found = what.match(self.source, self.position)
        self.position = found.end() if found else self.position
        return found is not None

    def _keep(self, opened: Opened) -> None:
        length = self.length - opened.offset
        if not length or (opened.tag == "a" and not opened.attributes.get("href")):
            return
        entity = {"type": KINDS[opened.tag], "offset": opened.offset, "length": length, **further_fields(opened)}
        if not (opened.tag in ("pre", "code") and self._joins_inner(entity)):
            self.entities.append(entity)

    def _joins_inner(self, entity: Entity) -> bool:
        """Make <pre><code class="language-…"> one entity, as Telegram does."""
        inner = self.entities[-1] if self.entities else {}
        place = ("offset", "length")
        if {inner.get("type"), entity["type"]} != {"pre", "code"} or any(inner[key] != entity[key] for key in place):
            return False
        inner |= {**entity, **inner, "type": "pre"}
        return True

    def _error(self, what: str, position: int) -> EntityError:
        return EntityError(f"{what} at byte offset {len(self.source[:position].encode())}")


def character_of(reference: re.Match[str]) -> str:
    """Return what a reference such as &amp; or &#38 stands for; the semicolon may be missing."""
    return unescape(reference[0].rstrip(";") + ";")


def further_fields(opened: Opened) -> Entity:
    """Return the fields that an entity has beside its type and place."""
    given = opened.attributes
    if opened.tag == "a":
        return {"url": given["href"]}
    if opened.tag == "blockquote" and "expandable" in given:
        return {"type": "expandable_blockquote"}
    if opened.tag == "code" and given.get("class", "").startswith("language-"):
        return {"language": given["class"].removeprefix("language-")}
    if opened.tag == "tg-emoji":
        return {"custom_emoji_id": given.get("emoji-id", "")}
    return {}
