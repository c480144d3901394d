"""One turn of a conversation about one assessment: pure, whatever was typed or tapped."""

from dataclasses import replace

from bot.interview.advisor import Advisor
from bot.interview.commands import Command, command_in
from bot.interview.editing import edited_fact
from bot.interview.guesses import guess_in
from bot.interview.record import Record
from bot.telegram.asking import answer, begin, press
from bot.telegram.buttons import Press
from bot.telegram.events import first_word
from bot.telegram.looking import TYPED, press_on_verdict, type_on_verdict
from bot.telegram.sitting import Reply, Sitting
from bot.telegram.view import ASKING, View
from bot.words.names import bare

OUTDATED = "That card was an older one. Here is where we are."
GONE = "That question is asked no more; here is the next one."
NO_ANSWER = "Your edited message is no answer; all stays as it was."
ONE_AT_A_TIME = "I read one answer at a time, so what you wrote is not taken yet: answer what is asked here."
SEE_HELP = "/help lists what there is."
LONGEST_VERB = 32
ASKED_WHY = "why"
DONT_KNOW = Command("dont_know")
LEAST_TOLD = 4
"""A text of fewer words, such as "hi there", tells nothing of a system before a question was put."""


def is_meant(text: str) -> bool:
    """Tell whether a text may be for this bot: in a group a command that it does not have is for another."""
    verb = first_word(text)[0].removeprefix("/").casefold()
    return not text.startswith("/") or verb in TYPED or command_in(text) is not None or guess_in(text) is not None


def typed_first(advisor: Advisor, text: str) -> Reply:
    """Put the first question to somebody who typed before there was any; a description is more than a greeting."""
    reply = begin(advisor, Record())
    if text.startswith("/") or len(text.split()) < LEAST_TOLD:
        return reply
    return replace(reply, view=reply.view.telling(ONE_AT_A_TIME), wish="read")


def typed(advisor: Advisor, sitting: Sitting, text: str) -> Reply:
    """Take what was typed: a command, an answer, or a question about the verdict."""
    sitting = sitting.fitted(advisor)
    asking = sitting.view.shows in ASKING
    verb, rest = first_word(text.strip().removeprefix("/"))
    if not is_meant(text):
        return Reply(sitting.record, sitting.view.telling(f"There is no /{bare(verb)[:LONGEST_VERB]}. {SEE_HELP}"))
    do = TYPED.get(verb.casefold()) if text.startswith("/") else None
    if do is not None and not (asking and verb == ASKED_WHY and not rest):
        return do(advisor, sitting, rest)
    if sitting.view.shows == "stopped":
        return _typed_after_stop(advisor, sitting, text)
    if not asking:
        return type_on_verdict(advisor, sitting, text.strip().removeprefix("/"))
    try:
        return answer(advisor, sitting, text)
    except KeyError:
        return _gone(advisor, sitting)


def _typed_after_stop(advisor: Advisor, sitting: Sitting, text: str) -> Reply:
    """Go on where the interview was stopped, and take what was typed as said there."""
    resumed = begin(advisor, sitting.record)
    return resumed if resumed.ended else typed(advisor, replace(sitting, view=resumed.view), text)


def tapped(advisor: Advisor, sitting: Sitting, pressed: Press, revision: int) -> Reply:
    """Take a tap on a card; one on an older card does nothing but show where things stand.

    Args:
        advisor: the rulebook made ready.
        sitting: the assessment of the card.
        pressed: what the button said.
        revision: the card's revision now.
    """
    sitting = sitting.fitted(advisor)
    if pressed.revision != revision:
        return Reply(sitting.record, sitting.view, toast=OUTDATED)
    try:
        if pressed.action in TAPPED_WHEN_ASKED and sitting.view.shows in ASKING:
            return press(advisor, sitting, pressed)
        return press_on_verdict(advisor, sitting, pressed)
    except (KeyError, ValueError, IndexError):
        # A button of an older program, or of a question that is asked no more.
        return _gone(advisor, sitting)


def _gone(advisor: Advisor, sitting: Sitting) -> Reply:
    reply = begin(advisor, sitting.record, sitting.finished)
    return replace(reply, view=reply.view.telling(GONE))


TAPPED_WHEN_ASKED = frozenset({"pick", "tick", "untick", "done", "dont_know", "why", "hide_why", "back", "skip"})


def corrected(advisor: Advisor, sitting: Sitting, was_asked: View, text: str) -> Reply:
    """Take an edited message as another answer to the question that it answered.

    Args:
        advisor: the rulebook made ready.
        sitting: the assessment as it stands.
        was_asked: the card of that question.
        text: what the message says now.
    """
    sitting = sitting.fitted(advisor)
    if command_in(text) not in {None, DONT_KNOW}:
        return Reply(sitting.record, sitting.view.telling(NO_ANSWER))
    try:
        before = _before_correction(advisor, sitting, was_asked, text)
        reply = answer(advisor, before, text)
    except KeyError:
        return Reply(sitting.record, sitting.view.telling(GONE))
    if reply.record != before.record:
        return reply
    return Reply(sitting.record, sitting.view.telling(*reply.view.said))


def _before_correction(advisor: Advisor, sitting: Sitting, was_asked: View, text: str) -> Sitting:
    """Give an assessment with the card on which an edited message means what it says."""
    asked = was_asked.model_copy(update={"shows": "question"})
    if guess_in(text) is not None or edited_fact(advisor.rulebook, text) is not None:
        return replace(sitting, view=asked)
    if was_asked.question not in advisor.rulebook.checklists:
        return replace(sitting, view=was_asked)
    ticked = (was_asked.subject, was_asked.question)
    others = tuple(each for each in sitting.record.entries if (each.subject, each.question) != ticked)
    return replace(sitting, view=asked, record=replace(sitting.record, entries=others))


def unreadable(sitting: Sitting, words: str) -> Reply:
    """Say that something could not be read, and show the card again."""
    return Reply(sitting.record, sitting.view.telling(words))
