"""What the tests of the provider ask."""

from bot.narrator.completing import Message, Schema, Tool
from bot.narrator.provider import Provider

QUESTION = (Message("system", "Be brief."), Message("user", "Which is it? A déjà vu."))
VERDICT = Schema(
    "verdict",
    {
        "type": "object",
        "properties": {"verdict": {"type": "string", "enum": ["lambda", "containers", "monolith"]}},
        "required": ["verdict"],
        "additionalProperties": False,
    },
)
SHOW_RULE = Tool(
    "Show a rule.",
    Schema(
        "show_rule",
        {
            "type": "object",
            "properties": {"id": {"type": "string"}},
            "required": ["id"],
            "additionalProperties": False,
        },
    ),
)
GOOD = {"verdict": "monolith"}


def hasty(url: str, key: str, deadline_seconds: float = 0.15) -> Provider:
    """Make a provider that soon gives up."""
    return Provider(key, url, "a-model", deadline_seconds, pause_seconds=0.01)
