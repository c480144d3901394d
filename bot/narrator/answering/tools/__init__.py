"""The tools that a model may call before it answers; none of them changes anything."""

from bot.narrator.answering.tools.found import Found, as_json
from bot.narrator.answering.tools.schemas import TOOL_NAMES
from bot.narrator.answering.tools.toolbox import Toolbox

__all__ = ["TOOL_NAMES", "Found", "Toolbox", "as_json"]
