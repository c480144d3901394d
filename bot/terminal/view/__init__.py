"""What the terminal shows, drawn with rich on a console that is handed in: 80 columns, and good to read when piped."""

from bot.terminal.view.answer import show_answer, show_tried
from bot.terminal.view.answers import show_answers
from bot.terminal.view.compare import show_compare
from bot.terminal.view.costs import show_costs
from bot.terminal.view.explanation import show_explanation
from bot.terminal.view.question import show_question
from bot.terminal.view.todo import tell
from bot.terminal.view.verdict import show_verdict
from bot.terminal.view.why import show_why

__all__ = [
    "show_answer",
    "show_answers",
    "show_compare",
    "show_costs",
    "show_explanation",
    "show_question",
    "show_tried",
    "show_verdict",
    "show_why",
    "tell",
]
