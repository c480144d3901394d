"""Why the winner wins: the reasons for and against it with their rules, and the sum of points by criteria."""

from collections.abc import Iterator

from bot.telegram.html import Html, bold, code, escape, join
from bot.telegram.views.pieces import bullets, section, source, table
from bot.words.names import option
from bot.words.reasons import doublings, doubts, lead, sometimes_out, sums, title_against
from bot.words.verdicts import by_share, holding, its_own, ruled_out_by, speaking
from rules.verdict import Reason, Verdict

EACH_WAY = 5
"""How many of the strongest reasons are shown for the winner, and how many against it."""
_COLUMNS = {"lambda": "Lambda", "containers": "cont.", "monolith": "mono."}


def reasons_view(verdict: Verdict) -> tuple[Html, ...]:
    """Show the reasons for and against the winner, with the names of their rules; where nothing fits, the limits."""
    if verdict.verdict is None:
        return (limits(verdict),)
    hint = escape("All about one of them: ", code("/why NAME"))
    return (*weighed(verdict, EACH_WAY, EACH_WAY, with_sources=False), *points_table(verdict), hint)


def weighed(verdict: Verdict, most_for: int, most_against: int, with_sources: bool) -> Iterator[Html]:
    """Give the strongest reasons for and against the winner, a paragraph each under two titles.

    Args:
        verdict: the verdict; where nothing fits there are none.
        most_for: how many speak for the winner at most.
        most_against: how many speak against it at most.
        with_sources: whether each is followed by where it comes from.
    """
    if verdict.verdict is None:
        return
    winner = verdict.option(verdict.verdict)
    reasons = its_own(verdict, winner, holding(winner.reasons))
    pro, contra = speaking(reasons, most_for, 1), speaking(reasons, most_against, -1)
    sides = ((f"What speaks for {option(winner.option)}", pro), (title_against(winner.option, pro), contra))
    for title, found in sides:
        told = [_reason(reason, with_sources) for reason in found]
        if told:
            yield section(title, told[:1])
            yield from told[1:]


def points_table(verdict: Verdict) -> Iterator[Html]:
    """Draw what each option's points add up to by criteria; nothing where no points fell."""
    options = by_share(verdict)
    rows = sums(options)
    if not rows:
        return
    cells = ((f"{row.criterion} {row.doubled}".strip(), *row.points) for row in rows)
    drawn = table([("points for", *(_COLUMNS[each.option] for each in options)), *cells])
    yield join((bold("The sum"), drawn, *doublings(rows), *sometimes_out(options)))


def limits(verdict: Verdict) -> Html:
    """List the hard limits that hold, with what each rules out and the name of its rule."""
    gates = (escape(ruled_out_by(verdict, gate), " ", code(gate.rule)) for gate in verdict.gates)
    return section("Ruled out", bullets(gates))


def _reason(reason: Reason, with_sources: bool) -> Html:
    notes = "".join(f" · {doubt}" for doubt in doubts(reason))
    sources = [source(each) for each in reason.sources] if with_sources else []
    return join((escape(bold(lead(reason)), " ", reason.because), escape(code(reason.rule), notes), *sources))
