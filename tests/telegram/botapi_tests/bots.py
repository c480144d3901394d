"""Bots of python-telegram-bot that talk to a server over HTTP."""

from telegram import Bot
from telegram.request import HTTPXRequest

from tests.telegram.botapi.server import BotApi


def bot_of(api: BotApi) -> Bot:
    """Return a bot that talks to a server; it loads no certificates, as that takes longer than a test."""
    calls, polls = (HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2))
    return Bot(api.token, base_url=api.url, base_file_url=api.file_url, request=calls, get_updates_request=polls)
