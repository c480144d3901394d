"""Why the winner wins: the strongest reasons with their sources, and the sum of points by criteria."""

from rich.console import Console
from rich.text import Text

from bot.terminal.view.paper import INDENT, LOUD, QUIET, heading, say, show_table, source, table
from bot.words.names import OPTIONS, option
from bot.words.reasons import doublings, doubts, lead, sometimes_out, sums, title_against
from bot.words.verdicts import by_share, holding, its_own, runs_today, speaking
from rules.verdict import OptionVerdict, Reason, Verdict

FOR, AGAINST, AGAINST_TODAY = 3, 1, 2
"""How many of the strongest reasons are shown for the winner, against it, and against what runs today."""


def show_reasons(console: Console, verdict: Verdict) -> None:
    """Print the strongest reasons for and against the winner, and what each option's points add up to."""
    if verdict.verdict is None:
        return
    winner = verdict.option(verdict.verdict)
    reasons = its_own(verdict, winner, holding(winner.reasons))
    pro, contra = speaking(reasons, FOR, 1), speaking(reasons, AGAINST, -1)
    sections = [(f"What speaks for {option(winner.option)}", pro), (title_against(winner.option, pro), contra)]
    told = {reason.rule for reason in pro}
    if today := runs_today(verdict):
        new = tuple(reason for reason in holding(verdict.today.against) if reason.rule not in told)
        against = speaking(new, AGAINST_TODAY, -1)
        sections.append((f"What speaks against {option(today)}, which runs today", against))
    for title, found in sections:
        if found:
            heading(console, title)
        for reason in found:
            _show_reason(console, reason)
    _show_sum(console, by_share(verdict))


def _show_reason(console: Console, reason: Reason) -> None:
    first = f"{lead(reason)}  "
    say(console, reason.because, INDENT, first)
    say(console, ", ".join((reason.rule, *doubts(reason))), INDENT + len(first), style=QUIET)
    for each in reason.sources:
        say(console, source(each), INDENT + len(first))


def _show_sum(console: Console, options: list[OptionVerdict]) -> None:
    rows = sums(options)
    if not rows:
        return
    heading(console, "The sum")
    made = table("points for", *(f">{OPTIONS[each.option]}" for each in options))
    for row in rows:
        cells = (Text(points, style=QUIET if points == "0" else "") for points in row.points)
        made.add_row(f"{row.criterion} ({row.doubled})" if row.doubled else row.criterion, *cells)
    made.rows[-1].style = LOUD
    show_table(console, made)
    for sentence in (*doublings(rows), *sometimes_out(options)):
        say(console, sentence, INDENT, style=QUIET)
