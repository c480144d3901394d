"""Telegram's HTML subset, and how it refuses what it cannot parse."""

import pytest

from tests.telegram.botapi.entities import EntityError, parse_html, utf16_length


def kinds(source: str) -> list[tuple[str, int, int]]:
    """Return the entities of a source as type, offset, length."""
    return [(entity["type"], entity["offset"], entity["length"]) for entity in parse_html(source).entities]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("<b>a</b> <strong>b</strong>", "a b", [("bold", 0, 1), ("bold", 2, 1)]),
        ("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><s>b</s>", "ab", [("underline", 0, 1), ("strikethrough", 1, 1)]),
        ("<code>x &lt; y</code>", "x < y", [("code", 0, 5)]),
        ("<pre>a\nb</pre>", "a\nb", [("pre", 0, 3)]),
        ('<a href="https://a.example/?a=1&amp;b=2">here</a>', "here", [("text_link", 0, 4)]),
        ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<tg-spoiler>s</tg-spoiler>", "s", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀 <b>a</b>", "😀 a", [("bold", 3, 1)]),
        ("&amp;lt; &quot; &#8364; &unknown; &", '&lt; " € &unknown; &', []),
        ("  <b> a </b>\n", "a", [("bold", 0, 1)]),
        ("a<b></b>", "a", []),
        ("a > b", "a > b", []),
    ],
)
def test_a_source_becomes_a_text_with_entities(source: str, text: str, found: list[tuple[str, int, int]]) -> None:
    assert parse_html(source).text == text
    assert kinds(source) == found


def test_a_link_keeps_its_address_unescaped() -> None:
    assert parse_html('<a href="https://a.example/?a=1&amp;b=2">x</a>').entities[0]["url"] == (
        "https://a.example/?a=1&b=2"
    )


def test_a_block_of_code_in_a_language_is_one_entity() -> None:
    entities = parse_html('<pre><code class="language-python">x = 1</code></pre>').entities
    assert entities == ({"type": "pre", "offset": 0, "length": 5, "language": "python"},)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">a</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_a_source_that_telegram_cannot_parse_is_refused_in_its_words(source: str, error: str) -> None:
    with pytest.raises(EntityError) as caught:
        parse_html(source)
    assert str(caught.value) == error


def test_characters_beyond_the_basic_plane_count_twice() -> None:
    assert [utf16_length(text) for text in ("a", "é", "€", "😀")] == [1, 1, 1, 2]
