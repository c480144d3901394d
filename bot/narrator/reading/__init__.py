"""Reading free text: a model finds answers in it, and code keeps those whose words the text holds."""

from bot.narrator.reading.following import follow
from bot.narrator.reading.found import Dropped, Found
from bot.narrator.reading.reader import read_text
from bot.narrator.reading.schema import Intent
from bot.narrator.reading.showing import shown_quote

__all__ = ["Dropped", "Found", "Intent", "follow", "read_text", "shown_quote"]
