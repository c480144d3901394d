"""What a chat shows: messages, what they said before, their buttons and their files."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.botapi.entities import Entity


@dataclass(frozen=True, slots=True)
class User:
    """A person, or the bot."""

    id: int
    first_name: str
    username: str | None = None
    is_bot: bool = False
    language_code: str | None = "en"


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a message."""

    text: str
    callback_data: str | None = None
    style: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Attachment:
    """A document, a photo or a voice note; `kind` is the message's field that holds it."""

    kind: str
    file_id: str
    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Version:
    """What a message says at one time; `html` is the source as the bot sent it."""

    text: str
    html: str = ""
    entities: tuple[Entity, ...] = ()
    markup: Mapping[str, Any] | None = None

    @property
    def buttons(self) -> list[list[Button]]:
        """The rows of the inline keyboard."""
        return buttons_of(self.markup)

    def shows_the_same_as(self, other: "Version") -> bool:
        """Tell whether nobody could see a difference."""
        return (self.text, self.entities, self.markup) == (other.text, other.entities, other.markup)


@dataclass(slots=True)
class Message:
    """One message of a chat."""

    chat_id: int
    id: int
    sender: User
    date: int
    now: Version
    before: deque[Version] = field(default_factory=deque)
    attachment: Attachment | None = None
    reply_to: int | None = None
    forwarded_from: User | None = None
    service: Mapping[str, Any] = field(default_factory=dict)
    edited_at: int | None = None
    is_deleted: bool = False

    @property
    def text(self) -> str:
        """The text as people see it."""
        return self.now.text

    @property
    def html(self) -> str:
        """The source that the bot sent."""
        return self.now.html

    @property
    def buttons(self) -> list[list[Button]]:
        """The rows of the inline keyboard."""
        return self.now.buttons

    @property
    def versions(self) -> list[Version]:
        """All that the message has said, the present last."""
        return [*self.before, self.now]

    def replace(self, version: Version, at: int) -> None:
        """Let the message say something else from a second of the server's clock on."""
        self.before.append(self.now)
        self.now = version
        self.edited_at = at


def buttons_of(markup: Mapping[str, Any] | None) -> list[list[Button]]:
    """Return the rows of an inline keyboard; of any other markup, none."""
    rows: Sequence[Sequence[Mapping[str, Any]]] = (markup or {}).get("inline_keyboard", ())
    shown = ("text", "callback_data", "style", "url")
    return [[Button(**{key: button[key] for key in shown if key in button}) for button in row] for row in rows]
