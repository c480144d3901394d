"""A question's card: what was typed or tapped there, and the card after it."""

from dataclasses import replace

from bot.interview.advisor import Advisor
from bot.interview.editing import edited_fact
from bot.interview.guesses import guess_in
from bot.interview.prose import is_prose
from bot.interview.questions import Question
from bot.interview.reading import Command, read
from bot.interview.record import Record
from bot.interview.steps import Ask, question
from bot.interview.turns import Turn, take_turn
from bot.telegram.buttons import Press
from bot.telegram.sitting import Reply, Sitting
from bot.telegram.view import View
from rules.answers import to_raw
from rules.subjects import named

NONE = "none"
TYPED_FOR = {"dont_know": "?", "back": "back", "skip": "skip"}
"""Buttons that mean what can be typed as well."""
LEAVES_AN_ANSWER = frozenset({"back", "skip", "on", "answers"})
"""What leads from changing an answer back to the list of answers."""
HOW_TO_ANSWER = "Tap a button, or type a number, a word of the list or a value; ? if you don't know. All else: /help."
MOST_TICKED = "That is the most you can choose; take one back first."


def begin(advisor: Advisor, record: Record, finished: bool = False, said: tuple[str, ...] = ()) -> Reply:
    """Show what waits to be confirmed, or the next question, or the verdict where none is worth asking any more.

    Args:
        advisor: finds the next step, and the verdict.
        record: all that was said.
        finished: the interview had come to its end before.
        said: what was understood.
    """
    if record.drafts:
        return Reply(record, found_card(record, said))
    step = None if finished else advisor.step(record)
    if isinstance(step, Ask):
        return Reply(record, _asked(step, said))
    return Reply(record, View(shows="verdict", said=said), advisor.decide(record), ended=True)


def resume(advisor: Advisor, sitting: Sitting, *said: str) -> Reply:
    """Show an assessment where it stands: its question, ticks and all, or the verdict once no question is left.

    Args:
        advisor: finds the next step, and the verdict.
        sitting: the assessment.
        said: what is said with it.
    """
    if sitting.view.shows == "question":
        return Reply(sitting.record, sitting.view.telling(*said))
    sitting = sitting.fitted(advisor)
    if sitting.finished and not sitting.record.drafts:
        return Reply(sitting.record, View(shows="verdict", said=said), sitting.newly_made(advisor))
    reply = begin(advisor, sitting.record)
    return replace(reply, view=reply.view.telling(*said))


def answer(advisor: Advisor, sitting: Sitting, text: str) -> Reply:
    """Take what was typed as an answer to the card's question."""
    view, put = sitting.view, asked_on(advisor, sitting.view)
    if view.shows == "change":
        return _answer_anew(advisor, sitting, put, text)
    reply = after_turn(advisor, sitting, take_turn(advisor.rulebook, sitting.record, put, text))
    return replace(reply, wish="read") if is_prose(advisor.rulebook, put, text) else reply


def _answer_anew(advisor: Advisor, sitting: Sitting, put: Question, text: str) -> Reply:
    """Take what was typed as another answer, unless it is a word of the interview, a guess or another change."""
    reading = read(advisor.rulebook.facts[put.id], text)
    if isinstance(reading, Command) and reading.name in LEAVES_AN_ANSWER:
        return Reply(sitting.record, View(shows="answers"))
    is_answer = not isinstance(reading, Command) or reading.name == "dont_know"
    if is_answer and guess_in(text) is None and edited_fact(advisor.rulebook, text) is None:
        text = f"{named(put.subject, put.id)} = {text}"
    return after_turn(advisor, sitting, take_turn(advisor.rulebook, sitting.record, put, text))


def press(advisor: Advisor, sitting: Sitting, pressed: Press) -> Reply:
    """Take a tap on a question's card."""
    view = sitting.view
    if pressed.action in {"tick", "untick"}:
        return _tick(advisor, sitting, int(pressed.value), pressed.action == "tick")
    if pressed.action == "why":
        return Reply(sitting.record, view.model_copy(update={"why_open": True}))
    if pressed.action == "hide_why":
        return Reply(sitting.record, view.model_copy(update={"why_open": False}))
    if pressed.action == "pick":
        return answer(advisor, sitting, _typed_for(asked_on(advisor, view), int(pressed.value)))
    if pressed.action == "done":
        return answer(advisor, sitting, ", ".join(str(place + 1) for place in view.ticked) or NONE)
    return answer(advisor, sitting, TYPED_FOR[pressed.action])


def asked_on(advisor: Advisor, view: View) -> Question:
    """Give the question of a card.

    Raises:
        KeyError: the rulebook asks it no more.
    """
    return question(advisor.rulebook, view.question, view.subject)


def _asked(step: Ask, said: tuple[str, ...]) -> View:
    return View(
        shows="question",
        question=step.question.id,
        subject=step.subject,
        answered=step.progress.answered,
        left=step.progress.likely_left,
        said=said,
    )


def found_card(record: Record, said: tuple[str, ...] = ()) -> View:
    """Show what waits to be confirmed."""
    # The card names all that it lists, so that a tap on an older one does not confirm what was read since.
    listed = tuple(f"{draft.name}={to_raw(draft.answer)}" for draft in record.drafts)
    return View(shows="found", changes=listed, said=said)


def after_turn(advisor: Advisor, sitting: Sitting, turn: Turn) -> Reply:
    """Show what a turn leads to."""
    if turn.show == "verdict":
        return Reply(turn.record, View(shows="verdict", said=turn.said), advisor.decide(turn.record))
    if turn.show == "answers":
        return Reply(turn.record, View(shows="answers", said=turn.said))
    if turn.show == "why":
        # The card itself holds the reason, which is said last.
        return Reply(turn.record, sitting.view.telling(*turn.said[:-1]).model_copy(update={"why_open": True}))
    if turn.show == "end":
        return Reply(turn.record, View(shows="stopped", said=turn.said))
    if turn.record == sitting.record:
        said = (HOW_TO_ANSWER,) if turn.show == "help" else turn.said
        return Reply(sitting.record, sitting.view.telling(*said))
    return begin(advisor, turn.record, sitting.finished, turn.said)


def _tick(advisor: Advisor, sitting: Sitting, place: int, holds: bool) -> Reply:
    """Tick a choice, or take its tick back; tapped twice, it is as if tapped once."""
    view, put = sitting.view, asked_on(advisor, sitting.view)
    if place not in range(len(put.choices)):
        raise IndexError(place)
    ticked = {*view.ticked, place} if holds else {*view.ticked} - {place}
    if put.most is not None and len(ticked) > put.most:
        return Reply(sitting.record, view, toast=MOST_TICKED)
    return Reply(sitting.record, view.model_copy(update={"ticked": tuple(sorted(ticked))}))


def _typed_for(put: Question, place: int) -> str:
    """Give what would be typed for a button: the number of a choice; a flag's two have none."""
    return str(place + 1) if put.choices else ("yes", "no")[place]
