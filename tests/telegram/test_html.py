"""The HTML builder: nothing gets in unescaped, and no message is too long, empty or broken."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.html import Html, bold, code, escape, folded, italic, join, link, parts, plain, pre, quote
from tests.telegram.checking import HOSTILE, UNSEEN, letters, seen, units


def linked(words: str) -> Html:
    return link('https://example.org/?a="<&>', words)


INLINE: st.SearchStrategy[Callable[[str], Html]] = st.sampled_from([escape, bold, italic, code, linked])
BLOCK = st.sampled_from([escape, quote, folded])


@st.composite
def paragraphs(draw: st.DrawFn) -> Html:
    pieces = [draw(INLINE)(draw(HOSTILE)) for _ in range(draw(st.integers(0, 4)))]
    return draw(BLOCK)(*pieces)


@given(st.lists(paragraphs(), max_size=5), st.integers(16, 400))
def test_messages_parse_keep_to_the_limit_and_show_everything_in_order(texts: list[Html], limit: int) -> None:
    messages = parts(texts, limit)
    assert letters(map(seen, messages)) == letters(map(seen, texts))
    assert all(units(message) <= limit and seen(message).strip() for message in messages)


@given(HOSTILE)
def test_any_text_is_shown_as_it_was_written_but_for_what_cannot_be_seen(text: str) -> None:
    shown = seen(Html(text))
    assert letters(shown) == letters(each for each in text if each.isprintable() and each not in UNSEEN)
    assert all(each.isprintable() or each == "\n" for each in shown)


def test_what_is_html_already_is_not_escaped_again() -> None:
    assert escape("a & ", bold("b < ", italic("c"))) == "a &amp; <b>b &lt; <i>c</i></b>"
    assert Html(Html("&")) == "&amp;"


def test_what_strings_make_of_html_is_escaped_again() -> None:
    assert escape(f"{bold('a')}") == "&lt;b&gt;a&lt;/b&gt;"
    assert escape(bold("a") + "b") == "&lt;b&gt;a&lt;/b&gt;b"


def test_lines_are_joined_with_what_is_given_escaped() -> None:
    assert join(["a", bold("b")]) == "a\n<b>b</b>"
    assert join(["a", "b"], " & ") == "a &amp; b"


def test_nothing_is_marked_up_as_nothing() -> None:
    assert bold("") == folded(escape("")) == code("\x00") == ""


def test_inside_of_code_there_is_no_markup() -> None:
    assert code(bold("a", "<")) == "<code>a&lt;</code>"
    assert pre(italic("a")) == "<pre>a</pre>"
    assert plain(bold("&")) == "&amp;"


def test_a_link_needs_an_address_of_the_web() -> None:
    assert link('https://a.org/"<b>', "x & y") == '<a href="https://a.org/&quot;&lt;b&gt;">x &amp; y</a>'
    assert link("javascript:alert(1)", "x") == "x"
    assert link("tg://user?id=1", "x") == "x"
    assert link("https://a.org/" + "x" * 1000, "x") == "x"


@pytest.mark.parametrize("unseen", ["\u200b", "\u202e", "\u2066", "\x1b", "\x00", "\ufeff", "\u3164", "\ud800", "\r"])
def test_what_cannot_be_seen_is_left_out(unseen: str) -> None:
    assert Html(f"a{unseen}b") in {"ab", "a b"}
    assert parts([Html(unseen)]) == ()


def test_paragraphs_that_fit_share_a_message_with_blank_lines_between() -> None:
    assert parts([Html("a"), Html(""), Html(" \n"), bold("b")]) == ("a\n\n<b>b</b>",)


def test_a_paragraph_that_does_not_fit_begins_the_next_message() -> None:
    assert parts([Html("a" * 10), Html("b" * 10), Html("c" * 3)], 16) == ("a" * 10, "b" * 10 + "\n\nccc")


def test_a_long_paragraph_is_cut_at_a_line_then_at_a_word_then_anywhere() -> None:
    assert parts([Html("aaaa aaaa\nbb bb bb")], 16) == ("aaaa aaaa", "bb bb bb")
    assert parts([Html("aaaa aaaa aaaa aaaa")], 16) == ("aaaa aaaa aaaa", "aaaa")
    assert parts([Html("a" * 20)], 16) == ("a" * 16, "a" * 4)


def test_where_it_is_cut_tags_are_closed_and_opened_again() -> None:
    messages = parts([folded("aaaa ", bold("bbbb bbbb"), " & " + "c" * 60)], 100)
    assert len(messages) == 2
    assert messages[0].startswith("<blockquote expandable>aaaa <b>")
    assert messages[1].startswith("<blockquote expandable>")
    assert all(message.endswith("</blockquote>") for message in messages)


def test_an_entity_or_a_letter_of_two_units_is_never_cut() -> None:
    assert all(re.fullmatch("(&amp;)+", message) for message in parts([Html("&" * 50)], 17))
    assert [units(message) for message in parts([Html("😀" * 20)], 17)] == [16, 16, 8]


def test_a_message_may_be_exactly_as_long_as_the_limit() -> None:
    assert len(parts([Html("a" * 2047), Html("b" * 2047)])) == 1
    assert len(parts([Html("a" * 2047), Html("b" * 2048)])) == 2
    assert len(parts([Html("a" * 4096)])) == 1
