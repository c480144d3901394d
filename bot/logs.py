"""Logs: one event, one line of JSON; they hold no secret and nothing that a person said."""

import logging
import re
import sys
from collections.abc import Iterable

from pythonjsonlogger.json import JsonFormatter

HIDDEN = "[hidden]"
_ANY_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{20,100}")
"""Whatever looks like a bot token, also another bot's."""
_CHATTY = ("httpx", "httpx2", "httpcore", "httpcore2", "openai", "telegram", "alembic", "uvicorn.access", "aiosqlite")
"""Libraries whose lines hold addresses with the token, or one line for each request."""


class RedactingFormatter(JsonFormatter):
    """Write a record as JSON, without secrets wherever they hide: in the message, a field or a traceback."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(levelname)s %(name)s %(message)s", rename_fields={"levelname": "level", "name": "from"})
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        line = _ANY_TOKEN.sub(HIDDEN, super().format(record))
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line


def set_up_logs(level: str, secrets: Iterable[str]) -> None:
    """Send every log to standard error.

    Args:
        level: the least that is logged of what the bot itself does.
        secrets: texts that must never be written.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
