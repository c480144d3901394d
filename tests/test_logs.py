"""Logs: a line of JSON for each event, without secrets wherever they hide."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import HIDDEN, RedactingFormatter, set_up_logs

TOKEN = "123456789:AAE-dozens-of-letters-and-digits-here"


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """Give a logger, and what it writes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(RedactingFormatter([TOKEN, "a secret of another kind"]))
    logger = logging.getLogger("tests.logs")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    yield logger, written
    logger.removeHandler(handler)


def lines(written: io.StringIO) -> list[dict[str, object]]:
    """Read the lines."""
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_an_event_is_one_line_of_json(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log
    logger.info("serving", extra={"bot": "advisor"})
    logger.warning("two\nlines")
    first, second = lines(written)
    assert first["message"] == "serving"
    assert (first["level"], first["from"], first["bot"]) == ("INFO", "tests.logs", "advisor")
    assert second["message"] == "two\nlines"


def test_an_event_says_when_it_was() -> None:
    line = RedactingFormatter([]).format(logging.makeLogRecord({"msg": "serving", "created": 1_764_547_200.5}))
    assert json.loads(line)["time"] == "2025-12-01T00:00:00.500000+00:00"


def test_a_secret_is_hidden_also_where_it_is_written_with_backslashes() -> None:
    formatter = RedactingFormatter(['key"with\\both'])
    assert "both" not in formatter.format(logging.makeLogRecord({"msg": 'it is key"with\\both'}))


def test_any_word_that_stands_for_a_key_is_left_in_the_lines() -> None:
    line = RedactingFormatter(["any"]).format(logging.makeLogRecord({"msg": "too many requests", "levelname": "INFO"}))
    assert json.loads(line)["message"] == "too many requests"


def test_no_secret_is_written_wherever_it_hides(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log
    logger.info("https://api.telegram.org/bot%s/getMe", TOKEN)
    logger.info("extra", extra={"reason": f"bot{TOKEN}", "deep": {"in": [TOKEN]}})
    logger.info("other", extra={"reason": "a secret of another kind"})
    logger.info("another bot's: 987654321:ZZZ-dozens-of-letters-and-digits-here")
    try:
        raise ValueError(f"no such bot: {TOKEN}")
    except ValueError:
        logger.exception("failed")
    said = written.getvalue()
    assert TOKEN not in said
    assert "another kind" not in said
    assert "ZZZ" not in said
    assert said.count(HIDDEN) == 6
    assert len(lines(written)) == 5


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_libraries_that_would_tell_the_token_are_quiet(level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        set_up_logs(level, [TOKEN])
        logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
        logging.getLogger("httpcore.http11").debug("receive %s", TOKEN)
        logging.getLogger("telegram.Bot").debug("calling with %s", {"text": "what somebody typed"})
        logging.getLogger("bot.somewhere").info("said")
    finally:
        root.handlers, root.level = before[0], before[1]
    assert [line["message"] for line in lines(written)] == ["said"]
