"""Why the winner wins: the strongest reasons with their sources, and the sum of points by criteria."""

from rich.console import Console
from rich.text import Text

from bot.terminal.view.paper import INDENT, LOUD, QUIET, heading, say, show_table, source, table
from bot.words.figures import percent
from bot.words.names import OPTIONS, option
from bot.words.verdicts import by_share, ruled_out, speaking
from rules.verdict import CriterionSum, OptionVerdict, Reason, Verdict

FOR, AGAINST = 3, 1
"""How many of the strongest reasons are shown for the winner, and how many against it."""
_LEAD = "{:+.1f}  "
_UNSEEN = 0.05
"""Points that would be shown as 0.0."""


def show_reasons(console: Console, verdict: Verdict) -> None:
    """Print the strongest reasons for and against the winner, and what each option's points add up to."""
    if verdict.verdict is None:
        return
    winner = verdict.option(verdict.verdict)
    pro, contra = speaking(winner.reasons, FOR, 1), speaking(winner.reasons, AGAINST, -1)
    for title, found in ((f"What speaks for {option(winner.option)}", pro), ("What speaks against it", contra)):
        if found:
            heading(console, title)
        for reason in found:
            _show_reason(console, reason)
    _show_sum(console, by_share(verdict))


def _show_reason(console: Console, reason: Reason) -> None:
    lead = _LEAD.format(reason.points)
    say(console, reason.because, INDENT, lead)
    notes = [reason.rule, *(["an opinion"] if reason.opinion else [])]
    if reason.share < 0.995:
        notes.append(f"holds in {percent(reason.share)} of worlds")
    say(console, ", ".join(notes), INDENT + len(lead), style=QUIET)
    for each in reason.sources:
        say(console, source(each), INDENT + len(lead))


def _show_sum(console: Console, options: list[OptionVerdict]) -> None:
    criteria = {part.criterion: None for each in options for part in each.criteria if abs(part.doubled) >= _UNSEEN}
    if not criteria:
        return
    heading(console, "The sum")
    made = table("points for", *(f">{OPTIONS[each.option]}" for each in options))
    for criterion in criteria:
        sums = [_sum_of(each, criterion) for each in options]
        doubled = any(part is not None and _is_doubled(part) for part in sums)
        made.add_row(
            f"{criterion} (x2)" if doubled else criterion, *(_points(part.doubled if part else 0.0) for part in sums)
        )
    made.add_row(
        "together", *(Text("out") if ruled_out(each) else _points(each.points) for each in options), style=LOUD
    )
    show_table(console, made)
    if any(_is_doubled(part) for each in options for part in each.criteria):
        say(console, "x2: your goal or a pain doubles it.", INDENT, style=QUIET)


def _sum_of(option_verdict: OptionVerdict, criterion: str) -> CriterionSum | None:
    return next((part for part in option_verdict.criteria if part.criterion == criterion), None)


def _is_doubled(part: CriterionSum) -> bool:
    return abs(part.doubled) > abs(part.points) + _UNSEEN


def _points(points: float) -> Text:
    return Text(f"{points:+.1f}" if abs(points) >= _UNSEEN else "0", style="" if abs(points) >= _UNSEEN else QUIET)
