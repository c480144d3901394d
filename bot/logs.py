"""Logs: one event, one line of JSON; they hold no secret and nothing that a person said."""

import json
import logging
import re
import sys
from collections.abc import Iterable

from pythonjsonlogger.json import JsonFormatter

HIDDEN = "[hidden]"
BOT_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{20,100}")
"""What a bot token looks like, also another bot's."""
_CHATTY = (
    "httpx", "httpx2", "httpcore", "httpcore2", "openai", "telegram", "alembic", "uvicorn.access", "uvicorn.error",
    "aiosqlite",
)  # fmt: skip
"""Libraries whose lines hold addresses with the token, one line for each request, or colours of a terminal."""
SHORTEST_SECRET = 8
"""A server of one's own takes any word for a key, and a word that is no secret may stand in any line."""


class RedactingFormatter(JsonFormatter):
    """Write a record as JSON, without secrets wherever they hide: in the message, a field or a traceback."""

    def __init__(self, secrets: Iterable[str]) -> None:
        names = {"levelname": "level", "name": "from"}
        super().__init__("%(levelname)s %(name)s %(message)s", rename_fields=names, timestamp="time")
        # As they stand in a line, where a quote or a backslash has a backslash before it.
        self._secrets = [json.dumps(secret)[1:-1] for secret in secrets if len(secret) >= SHORTEST_SECRET]

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        line = BOT_TOKEN.sub(HIDDEN, super().format(record))
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
