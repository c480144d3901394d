"""What the bot says that depends on no verdict: greeting, help, privacy, and short notices."""

from bot.telegram.html import Html, bold, code, escape, join
from bot.telegram.views.pieces import section
from bot.words.questions import WHAT_IT_DOES

COMMANDS = {
    "new": "begin an interview",
    "verdict": "the verdict so far, in full",
    "why": "why this is asked; /why RULE tells all about one rule",
    "costs": "a bill line by line, such as /costs containers",
    "whatif": "the verdict if an answer were another: /whatif engineers = 12",
    "answers": "what you have said so far",
    "history": "your interviews, the newest first",
    "compare": "two of them side by side: /compare 1 2",
    "remind": "be reminded of an interview that is not finished",
    "export": "your answers and verdicts as a file",
    "forget": "delete everything about this chat",
    "privacy": "what is kept, and for whom",
    "help": "this list",
    "cancel": "stop the interview",
}
"""The commands by name, each with what it does, as Telegram's own menu shows them."""

GREETING = (
    escape("👋 ", WHAT_IT_DOES),
    escape("Tap a button, or answer in your own words or by number. ", bold("?"), " if you don't know."),
    escape("Have a guess already? Write ", code("guess containers"), ": it is shown beside the verdict."),
)
HELP = (
    section("Commands", [f"/{name} – {words}" for name, words in COMMANDS.items()]),
    section(
        "Answers",
        [
            escape("Type a number or word of the list, a value such as “2k rps” or “300-500 ms”, or ", bold("?"), "."),
            escape("Also: ", bold("back"), ", ", bold("skip"), ", ", bold("why"), "."),
            escape(code("engineers = 5"), " changes an answer at any time, by the name that /answers shows."),
        ],
    ),
)
PRIVACY = (
    section(
        "What is kept",
        [
            "• your answers and the verdicts on them",
            "• the number of this chat, and the numbers of its messages that I edit",
        ],
    ),
    Html("No names. What you send is stripped of its text as soon as it has been dealt with."),
    Html(
        "It lies in one file of one database. Nothing is sent to anybody but Telegram: no language model is used yet."
    ),
    Html("/forget deletes all of it at once; /export gives it to you first."),
)
FORGET_CONFIRMATION = Html(
    "Delete every answer, verdict and reminder of this chat? That is done at once and cannot be undone. "
    "/export gives you a copy first."
)
FORGOTTEN = Html("Done: nothing about this chat is kept any more. /new begins afresh.")
CANCELLED = Html("Stopped. What you said is kept: /new begins afresh, /verdict shows where you were.")
NOTHING_GOING_ON = Html("No interview is going on. /new begins one.")
NO_VERDICT = Html("There is no verdict yet. /new begins an interview.")
ONLY_TEXT = Html("I can only read text. Type your answer, or tap a button.")
TOO_LONG = Html("That is too long for an answer. Please say it in a line or two.")
UNKNOWN_COMMAND = Html("I don't know that command. /help lists all of them.")
OLD_BUTTON = Html("That button is of an older card. Here is the newest.")
WENT_WRONG = Html("Something went wrong on my side. Nothing you said is lost; please try again.")


def reminder(question: str, answered: int) -> Html:
    """Remind of an interview that is not finished.

    Args:
        question: what was asked last.
        answered: how many questions are answered.
    """
    so_far = f"{answered} answered so far" if answered else "nothing answered yet"
    return join((f"🔔 Your interview is waiting ({so_far}). Asked last:", bold(question)))
