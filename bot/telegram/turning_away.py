"""What a chat hears that the bot does not talk to; nothing of it is kept."""

from bot.telegram.commands import COMMANDS
from bot.telegram.effects import NOTHING, Effect, toast
from bot.telegram.events import Event, Tapped, Typed, Unreadable, first_word, is_group
from bot.telegram.views import plain


def turned_away(event: Event) -> Effect:
    """Say in a friendly sentence that the bot is not for everybody, where it was spoken to."""
    match event:
        case Tapped():
            return toast(plain.NOT_OPEN)
        case Typed() | Unreadable() if _is_addressed(event):
            # Like a farewell it goes past the store, which so holds nothing of this chat.
            return Effect(NOTHING.write, farewell=plain.NOT_OPEN)
        case _:
            return NOTHING


def _is_addressed(event: Typed | Unreadable) -> bool:
    """In a group only by a command, since others there may talk to another bot."""
    if not is_group(event.chat):
        return True
    return isinstance(event, Typed) and first_word(event.text)[0].removeprefix("/").casefold() in COMMANDS
