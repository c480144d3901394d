"""One request, valid by the Bot API's description, as a method gets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.telegram.botapi.formatting import formatted
from tests.telegram.botapi.messages import Version
from tests.telegram.botapi.validation import Upload

# Telegram ignores further ones without a word; telegram.constants.MessageLimit.MESSAGE_ENTITIES says so.
SHOWN_ENTITIES = 100


@dataclass(frozen=True, slots=True)
class Request:
    """The values of a method's parameters and the files that came with them."""

    values: Mapping[str, Any]
    files: Mapping[str, Upload]

    def version(self, name: str = "text") -> Version:
        """Return what a message says by this request, its text being in the parameter named."""
        read = formatted(self.values, name)
        html = self.values.get(name, "")
        return Version(read.text, html, read.entities[:SHOWN_ENTITIES], self.markup())

    def markup(self) -> Mapping[str, Any] | None:
        """Return the buttons; an inline keyboard without any is none."""
        markup: Mapping[str, Any] | None = self.values.get("reply_markup")
        return None if markup == {"inline_keyboard": []} else markup

    def upload(self, name: str) -> Upload | None:
        """Return the file that a parameter names, if it came with the request."""
        return self.files.get(str(self.values.get(name, "")).removeprefix("attach://"))
