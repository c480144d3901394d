"""The assessments of a chat, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.telegram.html import Html, bold, escape, join
from bot.words.figures import day, percent
from bot.words.names import capital, option


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One assessment in a list.

    Attributes:
        number: by which it is named in the chat.
        day: when it was begun, as 2026-11-23.
        winner: the option that won, or None where nothing fits.
        action: what to do, in words.
        confidence: how sure that is, from 0 to 1; None where there is no verdict yet.
    """

    number: int
    day: str
    winner: str | None = None
    action: str = ""
    confidence: float | None = None


def history_view(lines: Sequence[HistoryLine], older: int = 0) -> tuple[Html, ...]:
    """List assessments in the order that is given.

    Args:
        lines: those that are shown.
        older: how many more there are.
    """
    if not lines:
        return (escape("There is nothing here yet. /new begins."),)
    more = escape(f"{older} more before that, opened by number as well.") if older else Html()
    how = escape(f"/history {lines[0].number} opens no. {lines[0].number}, and /compare sets two of them side by side.")
    return (*map(_line, lines), *((more,) if older else ()), how)


def _line(line: HistoryLine) -> Html:
    return join((bold(f"{line.number} · {day(line.day)}"), _verdict(line)))


def _verdict(line: HistoryLine) -> str:
    if line.confidence is None:
        return "no verdict yet"
    sure = f"{line.action} ({percent(line.confidence)} sure)"
    return (
        f"{sure}. Best on its merits: {option(line.winner)}."
        if line.winner
        else f"{capital(line.action)}. Nothing fits."
    )
