"""What a tool gives back: what it found, or why it could not look."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """What a tool found, in words of the program alone, so that the model may say it.

    Attributes:
        told: the object that the model is told.
        figures: numbers of it that may be compared with each other.
        what_ifs: the changes that were tried, `fact=value` each.
    """

    told: Mapping[str, Any]
    figures: tuple[float, ...] = ()
    what_ifs: tuple[str, ...] = ()


class ToolRefused(Exception):
    """A tool cannot do what it is called for; the message says what to do instead, and is for the model alone."""


def refused(reasons: Iterable[str]) -> ToolRefused:
    """Put several reasons into one."""
    return ToolRefused(" ".join(reasons))


def as_json(told: Mapping[str, Any]) -> str:
    """Write an object as the model reads it."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
