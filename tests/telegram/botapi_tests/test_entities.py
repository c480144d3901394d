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
        ("<a>a</a>", "a", []),
        ("<i>a</>", "a", [("italic", 0, 1)]),
        ("<b class='x' y = z>a</b >", "a", [("bold", 0, 1)]),
        ("<pre><code>a</code></pre>", "a", [("pre", 0, 1)]),
        ("<pre>a<code>b</code></pre>", "ab", [("pre", 0, 2), ("code", 1, 1)]),
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


@pytest.mark.parametrize("outer", ["<pre>{}</pre>", "{}"])
def test_code_has_its_language_only_as_a_block(outer: str) -> None:
    (entity,) = parse_html(outer.format('<code class="language-python">x = 1</code>')).entities
    assert entity.get("language") == ("python" if entity["type"] == "pre" else None)


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
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href= ", 'Unclosed start tag "a" at byte offset 0'),
        ('x<a href="b>', "Unclosed start tag at byte offset 1"),
        ("<a href=b/>c</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="b"">c</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
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
