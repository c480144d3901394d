"""Greeting, help, privacy and notices."""

import re

import pytest

from bot.telegram.commands import COMMANDS as OBEYED
from bot.telegram.html import Html, parts
from bot.telegram.looking import TYPED
from bot.telegram.views import plain
from bot.telegram.views.plain import COMMANDS, GREETING, HELP, Sent, privacy, reminder
from tests.telegram.checking import shown

NOTICES = {name: text for name, text in vars(plain).items() if name.isupper() and isinstance(text, Html)}


def test_the_greeting_is_three_short_paragraphs_and_names_no_winner() -> None:
    assert len(GREETING) == 3
    assert len(shown(GREETING)) < 500
    assert "wins" not in shown(GREETING)


def test_the_help_names_every_command_in_one_message() -> None:
    assert re.findall(r"^/(\w+) – ", shown(HELP), re.MULTILINE) == list(COMMANDS)
    assert len(parts(HELP)) == 1


def test_every_command_of_the_menu_is_obeyed_and_stands_in_it_but_for_the_one_that_telegram_sends_itself() -> None:
    assert {*COMMANDS, "start"} == {*OBEYED, *TYPED}, "Tell of it in plain.COMMANDS, and do it in commands or looking."


@pytest.mark.parametrize("name", COMMANDS)
def test_telegram_takes_every_command_and_what_is_said_of_it(name: str) -> None:
    assert re.fullmatch("[a-z0-9_]{1,32}", name)
    assert 1 <= len(COMMANDS[name]) <= 256


@pytest.mark.parametrize("words", ["answers", "verdicts", "number of this chat", "No names", "/forget", "Telegram"])
def test_the_privacy_notice_says_what_is_kept_and_how_it_is_deleted(words: str) -> None:
    assert words in shown(privacy())


@pytest.mark.parametrize("words", ["gpt", "never", "your name", "1,234 tokens", "of 200,000", "/model off"])
def test_the_privacy_notice_says_what_a_language_model_is_sent(words: str) -> None:
    told = shown(privacy(Sent("gpt", wanted=True, tokens=1234, tokens_allowed=200_000)))
    assert words.casefold() in told.casefold()


def test_the_privacy_notice_says_where_no_language_model_is_used() -> None:
    assert "no language model is set" in shown(privacy())
    assert "/model on" in shown(privacy(Sent("gpt", wanted=False, tokens=0, tokens_allowed=1)))


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_is_a_line_or_two_and_names_only_commands_that_there_are(name: str) -> None:
    text = shown([NOTICES[name]])
    assert len(text) < 200
    assert {*re.findall(r"/(\w+)", text)} <= {*COMMANDS}


def test_a_reminder_names_what_was_to_be_done_and_since_when() -> None:
    told = shown([reminder("Move to <containers>", "23 November 2026")])
    assert told.startswith("🔔 On 23 November 2026 the verdict was: Move to <containers>.")
