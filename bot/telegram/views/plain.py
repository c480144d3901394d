"""What the bot says that depends on no verdict: greeting, help, privacy, and short notices."""

from dataclasses import dataclass

from bot.telegram.html import Html, bold, code, escape, italic
from bot.telegram.views.pieces import section
from bot.words.names import bare
from bot.words.questions import WHAT_IT_DOES

COMMANDS = {
    "new": "begin an interview",
    "verdict": "the verdict, or the one so far",
    "report": "all of it, with the plan",
    "why": "why this is asked, the reasons, or one rule: /why RULE",
    "explain": "the verdict in your own terms",
    "costs": "a bill line by line, such as /costs containers",
    "whatif": "the verdict if an answer were another: /whatif engineers = 12",
    "answers": "what you have said, to look at or change",
    "history": "your interviews, the newest first; /history 2 opens one",
    "compare": "two of them side by side: /compare 1 2",
    "remind": "be asked in some months what has changed: /remind 3, or /remind never",
    "export": "everything held about this chat, as a file",
    "forget": "delete everything about this chat: /forget yes",
    "privacy": "what is kept, and for whom",
    "model": "whether a language model reads and explains: /model off",
    "help": "this list",
    "cancel": "stop the interview",
}
"""The commands by name, each with what it does, as Telegram's own menu shows them."""

GREETING = (
    escape("👋 ", WHAT_IT_DOES),
    escape("Tap a button, or answer in your own words or by number. ", bold("?"), " if you don't know."),
    escape("Have a guess already? Write ", code("guess containers"), ": it is shown beside the verdict."),
)
IN_GROUPS = Html("In a group I hear only commands and replies to me. To answer by typing, reply to my card.")
HOW_TO_REPLY = italic("To type an answer, reply to this message.")
HELP = (
    section("Commands", [f"/{name} – {words}" for name, words in COMMANDS.items()]),
    section(
        "Answers",
        [
            escape("Type a number or word of the list, a value such as “2k rps” or “300-500 ms”, or ", bold("?"), "."),
            escape("Also: ", bold("back"), ", ", bold("skip"), ", ", bold("why"), "."),
            escape(code("engineers = 5"), " changes an answer, by the name that /answers shows."),
            "On the card of a verdict it is a what-if, which changes nothing that is kept.",
        ],
    ),
)
KEPT = (
    section(
        "What is kept",
        [
            "• your answers and the verdicts on them",
            "• the number of this chat, and the numbers of its messages that I edit",
        ],
    ),
    Html("No names. What you send is stripped of its text as soon as it has been dealt with."),
)
DELETED = (
    Html("/forget deletes all of it at once; /export gives it to you first. In a group both are about what you began."),
    Html(
        "Copies of the file may be kept for some weeks, in case it is lost. What you delete goes as they expire, "
        "and at once from a copy that has to be brought back."
    ),
)
NO_MODEL = Html("No language model is set here: all you read is in plain words from the rulebook.")
MODEL_ON = Html(
    "A language model reads your free texts and words explanations for this chat; it decides nothing. "
    "/model off turns it off, /privacy says what it is sent."
)
MODEL_OFF = Html(
    "No language model is used for this chat: all you read is in plain words from the rulebook. /model on turns it on."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a chat sends to a language model: which one, whether it does, and the tokens of today with their limit."""

    model: str
    wanted: bool
    tokens: int
    tokens_allowed: int


def privacy(sent: Sent | None = None) -> tuple[Html, ...]:
    """Say what is kept, and what is sent to whom.

    Args:
        sent: what a language model is sent; None where there is none.
    """
    where = "It lies in one file of one database. Nothing is sent to anybody but Telegram"
    if sent is None:
        return (*KEPT, escape(where, ": no language model is set here."), *DELETED)
    return (*KEPT, escape(where, ", and what follows to a language model."), _sent(sent), *DELETED)


def _sent(sent: Sent) -> Html:
    lines = [
        f"The model {sent.model} is sent, each time by itself and without anything before it:",
        "• a text of yours that is no plain answer, with e-mail addresses, phone numbers and keys taken out",
        "• for an explanation, or an answer to a question: the verdict and your answers, in the rulebook's words",
        "Never: your name, the number of this chat, or what else was said in it.",
        f"Today it took {sent.tokens:,} tokens for this chat, of {sent.tokens_allowed:,}.",
        "/model off turns it off for this chat." if sent.wanted else "It is off for this chat: /model on turns it on.",
    ]
    return section("What a language model is sent", lines)


FORGET_CONFIRMATION = Html(
    "Delete every answer, verdict and reminder of this chat? That is done at once and cannot be undone. "
    "Tap, or send /forget yes. /export gives you a copy first."
)
FORGET_OWN_CONFIRMATION = Html(
    "Delete every answer, verdict and reminder of what you began in this group? That cannot be undone. "
    "Tap, or send /forget yes. /export gives you a copy first."
)
FORGOTTEN_OWN = Html("Done: nothing that you began here is kept any more.")
FORGOTTEN = Html("Done: nothing about this chat is kept any more. /new begins afresh.")
FORGET_OUTDATED = "You have said more since you asked, so nothing is deleted. Send /forget again to delete all of it."
NOTHING_KEPT = "Nothing of yours is kept here any more."
STOPPED = Html("Stopped. What you said is kept: go on whenever you like, or begin another.")
NOTHING_GOING_ON = Html("No interview is going on. /new begins one.")
NOTHING_TO_COMPARE = Html("That takes two assessments with a verdict; name them as /history does: /compare 1 2.")
WELCOME_BACK = "Welcome back. Here is where we were; /new begins afresh."
WHAT_IF = escape(
    "Try a change: tap it, type its number, or write it, such as ", code("engineers = 12"), ". It is compared with the "
    "verdict, and kept only if you say so."
)  # fmt: skip
HOW_TO_KEEP = escape("Nothing of it is kept. To change your answers so, type ", code("keep"), ".")
HOW_TO_GO_ON = escape("To go on with the questions, type ", code("on"), ".")
REMIND = Html(
    "Systems grow and teams change: what is right today is worth a second look. "
    "Tap, or type how many months from now: 1, 3, 6 or 12; or never."
)
WENT_WRONG = Html("Something went wrong on my side. Nothing you said is lost; please try again.")
NOT_OPEN = "This bot is set up for a few chats only, and this is not one of them. Ask whoever runs it to add it."
TOO_FAST = Html("That was more than I can follow. I read on in a minute; what you send until then is lost on me.")
NOT_A_BUTTON = "That button is not one of mine."
NOT_HERE = "That card is gone. /new begins an interview."
NOT_YOURS_TO_DELETE = "Only whoever asked for it can confirm that."
NONE_OF_YOURS = Html("You have begun no interview here. /new begins your own.")
NOT_YOURS = "This assessment belongs to whoever began it. /new begins your own."


def no_such_number(wanted: str) -> str:
    """Say that no interview has a number."""
    return f"No interview of yours here is no. {bare(wanted)[:LONGEST_NUMBER]}. These are:"


def only_text(what: str) -> str:
    """Say that something which is no text cannot be read."""
    return f"I cannot read {what}. Type your answer, or tap a button."


def reminder(action: str, on: str) -> Html:
    """Remind of a verdict.

    Args:
        action: what it said to do.
        on: the day it was made on, in words.
    """
    return escape("🔔 On ", on, " the verdict was: ", bold(action), ". What has changed since? ", AFTER_REMINDER)


LONGEST_NUMBER = 12
AFTER_REMINDER = "Change an answer on the card below, or begin anew with /new."
DESCRIPTION = (
    "I ask what hurts, how big it is and who runs it, and say whether AWS Lambda, containers or a monolith fits: "
    "with what each costs, why, what would change the answer, and whether moving pays back. "
    "Rules with dated sources decide; nothing is guessed in silence."
)
"""What is seen in an empty chat; at most 512 characters."""
SHORT_DESCRIPTION = "Lambda, containers or a monolith? A consultation with costs, reasons and sources."
"""What is seen on the bot's page; at most 120 characters."""
