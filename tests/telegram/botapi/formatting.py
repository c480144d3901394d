"""A text with its parse mode or its entities, as the parameters of a method or of an object give them."""

from collections.abc import Mapping
from typing import Any

from tests.telegram.botapi.entities import EntityError, Formatted, parse_html, trimmed


def formatted(fields: Mapping[str, Any], name: str) -> Formatted:
    """Return a text as people will see it.

    Args:
        fields: the values given.
        name: the text's field, such as text or caption.

    Raises:
        EntityError: the text cannot be parsed.
    """
    text = fields.get(name) or ""
    mode = fields.get(f"{name}_parse_mode") or fields.get("parse_mode")
    if mode is None:
        given = fields.get("entities" if name == "text" else f"{name}_entities") or ()
        return trimmed(Formatted(text, tuple(given)))
    if str(mode).lower() != "html":
        raise EntityError(f"parse_mode {mode} is not spoken here; send HTML or plain text")
    return parse_html(text)
