"""What an error of Telegram's means for whoever called, sorted by class first: some are worth a retry, others never."""

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

_SAME = ("message is not modified",)
_GONE = (
    "message to edit not found", "message can't be edited", "message to delete not found", "message can't be deleted",
    "message_id_invalid", "query is too old", "query id is invalid",
)  # fmt: skip
_SILENT = ("chat not found", "user is deactivated", "not enough rights", "have no rights", "chat_write_forbidden")
NOT_A_BOT = "Telegram does not know this token. Set TELEGRAM_BOT_TOKEN to the one of @BotFather."


class Failed(Exception):
    """A call did not do what it should; the classes below say what follows."""


class Silent(Failed):
    """Nobody hears the bot in this chat: it is blocked, was removed, or the chat is gone."""


class MovedTo(Failed):
    """The chat has another id now."""

    def __init__(self, chat: str) -> None:
        super().__init__(chat)
        self.chat = chat


class Gone(Failed):
    """The message or the query is there no more."""


class Refused(Failed):
    """Telegram does not accept it, and never will: a mistake of ours."""


class NotNow(Failed):
    """The network or Telegram did not answer, however often it was tried; later it may."""


class Ended(Failed):
    """The token is not valid, or another program takes this bot's updates."""


def is_done_already(error: Exception) -> bool:
    """Tell whether an error says that all is as it should be."""
    return isinstance(error, BadRequest) and _says(error, _SAME)


def is_worth_a_retry(error: BaseException) -> bool:
    """Tell whether the same call may succeed later. A bad request is a network error to the library, and never does."""
    return isinstance(error, RetryAfter) or (isinstance(error, NetworkError) and not isinstance(error, BadRequest))


def seconds_to_wait(error: BaseException | None) -> float:
    """Give how long Telegram wants a call to wait."""
    if not isinstance(error, RetryAfter):
        return 0.0
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()


def sorted_out(error: Exception) -> Failed:
    """Turn an error of the library into what follows from it."""
    if isinstance(error, ChatMigrated):
        return MovedTo(str(error.new_chat_id))
    if isinstance(error, Forbidden) or (isinstance(error, BadRequest) and _says(error, _SILENT)):
        return Silent(str(error))
    if isinstance(error, BadRequest):
        return Gone(str(error)) if _says(error, _GONE) else Refused(str(error))
    if isinstance(error, InvalidToken | Conflict):
        return Ended(str(error))
    return NotNow(str(error)) if is_worth_a_retry(error) else Refused(str(error))


def _says(error: Exception, words: tuple[str, ...]) -> bool:
    said = str(error).casefold()
    return any(each in said for each in words)
