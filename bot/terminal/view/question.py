"""One question of the interview, with its choices; the winner is never shown here, since that steers answers."""

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from bot.interview.questions import Progress, Question
from bot.terminal.view.paper import INDENT, LOUD, QUIET, say, width_of
from bot.words.questions import how_to_answer, still_to_come

LONG = 8
"""Choices above which two columns are tried."""
GAP = 2


def show_question(console: Console, question: Question, progress: Progress) -> None:
    """Print how far the interview is, the question, and its choices by number."""
    console.print()
    say(console, f"{progress.answered} answered, {still_to_come(progress)}", style=QUIET)
    say(console, question.text, style=LOUD)
    for line in _choice_lines(question, width_of(console)):
        console.print(line, soft_wrap=True)
    say(console, how_to_answer(question), style=QUIET)


def _choice_lines(question: Question, width: int) -> list[Text]:
    digits = len(str(len(question.choices)))
    cells = [Text(f"{at:>{digits}}  {label}") for at, (_, label) in enumerate(question.choices, 1)]
    two = _in_two_columns(cells, width) if len(cells) > LONG else None
    return two or [Text(" " * INDENT) + cell for cell in cells]


def _in_two_columns(cells: list[Text], width: int) -> list[Text] | None:
    """Set the second half beside the first, where both fit."""
    half = (len(cells) + 1) // 2
    left, right = cells[:half], cells[half:]
    wide = max(cell_len(cell.plain) for cell in left) + GAP
    if wide + max(cell_len(cell.plain) for cell in right) > width:
        return None
    beside: list[Text] = [*right, Text()]
    return [Text(f"{set_cell_size(cell.plain, wide)}{beside[at].plain}".rstrip()) for at, cell in enumerate(left)]
