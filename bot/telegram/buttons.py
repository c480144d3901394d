"""Buttons under a card, and the few bytes that each sends back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

Style: TypeAlias = Literal["success", "danger", "primary"]
LONGEST_LABEL = 60
_PACKED = re.compile(r"([0-9]{1,15})\.([0-9]{1,15})\.([a-z_]+)\.(.*)")


@dataclass(frozen=True, slots=True)
class Press:
    """What a button says when it is tapped: of which card and which revision of it, what to do, and with what."""

    assessment: int
    revision: int
    action: str
    value: str = ""

    @property
    def number(self) -> int:
        """The value as a number; 0, which nothing has, where it is none."""
        return int(self.value[:15]) if self.value.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Button:
    """A button by its label, and what it does; its card and revision are known when it is shown."""

    label: str
    action: str
    value: str = ""
    style: Style | None = None


Keyboard: TypeAlias = tuple[tuple[Button, ...], ...]


def pack(press: Press) -> str:
    """Write what a button says as callback data."""
    return f"{press.assessment}.{press.revision}.{press.action}.{press.value}"


def unpack(data: str) -> Press | None:
    """Read callback data; None where it is not of this bot's making."""
    found = _PACKED.fullmatch(data)
    return Press(int(found[1]), int(found[2]), found[3], found[4]) if found else None


def markup(keyboard: Keyboard, assessment: int, revision: int) -> InlineKeyboardMarkup | None:
    """Give a keyboard as Telegram has it; None where it has no button."""
    rows = [[_button(each, assessment, revision) for each in row] for row in keyboard]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button, assessment: int, revision: int) -> InlineKeyboardButton:
    data = pack(Press(assessment, revision, button.action, button.value))
    return InlineKeyboardButton(shortened(button.label), callback_data=data, style=button.style)


def shortened(label: str) -> str:
    """Cut a label at a word where it is too long for a button."""
    if len(label) <= LONGEST_LABEL:
        return label
    return label[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"


def keyboard_json(keyboard: Keyboard) -> list[list[dict[str, str]]]:
    """Write a keyboard to be kept."""
    return [[{name: value for name, value in asdict(each).items() if value} for each in row] for row in keyboard]


def read_keyboard(kept: Sequence[Sequence[Mapping[str, Any]]] | None) -> Keyboard:
    """Read a keyboard that was kept."""
    return tuple(tuple(Button(**each) for each in row) for row in kept or ())
