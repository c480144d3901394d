"""The assessments of a chat, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.interview.editing import refit
from bot.interview.reading import say
from bot.interview.record import Record
from bot.telegram.html import Html, bold, escape, join
from bot.words.figures import day, percent
from bot.words.names import capital, option
from rules.answers import Unknown
from rules.rulebook import Rulebook

KNOWN_BY = ("goal", "workload", "current_shape")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One assessment in a list.

    Attributes:
        number: by which it is named in the chat.
        day: when it was begun, as 2026-11-23.
        winner: the option that won, or None where nothing fits.
        action: what to do, in words.
        confidence: how sure that is, from 0 to 1; None where there is no verdict yet.
        about: by what one knows it from the others, in words.
    """

    number: int
    day: str
    winner: str | None = None
    action: str = ""
    confidence: float | None = None
    about: str = ""


def about(rulebook: Rulebook, record: Record) -> str:
    """Say what somebody wants and what does the work, by which they know one interview from another."""
    told = refit(rulebook, record)[0].answers
    known = (name for name in KNOWN_BY if told.get(name, Unknown()) != Unknown())
    return "; ".join(say(rulebook.facts[name], told[name]) for name in known)


def history_view(lines: Sequence[HistoryLine], older: int = 0) -> tuple[Html, ...]:
    """List assessments in the order that is given.

    Args:
        lines: those that are shown.
        older: how many more there are.
    """
    if not lines:
        return (escape("There is nothing here yet. /new begins."),)
    more = escape(f"{older} more before that, opened by number as well.") if older else Html()
    side_by_side = ", and /compare sets two of them side by side" if len(lines) > 1 else ""
    how = escape(f"/history {lines[0].number} opens no. {lines[0].number}{side_by_side}.")
    return (*map(_line, lines), *((more,) if older else ()), how)


def _line(line: HistoryLine) -> Html:
    about = (capital(line.about),) if line.about else ()
    return join((bold(f"{line.number} · {day(line.day)}"), *about, _verdict(line)))


def _verdict(line: HistoryLine) -> str:
    if line.confidence is None:
        return "no verdict yet"
    sure = f"{line.action} ({percent(line.confidence)} sure)"
    return (
        f"{sure}. Best on its merits: {option(line.winner)}."
        if line.winner
        else f"{capital(line.action)}. Nothing fits."
    )
