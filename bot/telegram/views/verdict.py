"""The card of a verdict: in one message what to mend, who wins, what to do, what it costs, and why."""

from collections.abc import Iterator

from bot.telegram.html import Html, bold, escape, folded, italic, join
from bot.telegram.views.pieces import brief, bullets, section, table
from bot.words.figures import percent, rough_money
from bot.words.names import OPTIONS, bare, capital, option
from bot.words.paying import chance_of_payback, payback_sentences
from bot.words.places import places, places_title
from bot.words.reasons import title_against
from bot.words.verdicts import (
    action,
    by_share,
    flip_words,
    flips_in_order,
    found,
    holding,
    how_sure,
    its_own,
    ruled_out,
    ruled_out_by,
    speaking,
    winner,
)
from rules.facts import Vocabulary
from rules.verdict import Cost, Verdict

FIRST = "⚠️ First, whatever you choose"
FINDINGS, GATES, FOR, AGAINST, FLIPS = 2, 4, 3, 1, 2
"""How many of each are shown; the report has all of them."""


def verdict_view(verdict: Verdict, facts: Vocabulary, guess: str | None) -> tuple[Html, ...]:
    """Show a verdict in short.

    Args:
        verdict: what was found.
        facts: the vocabulary, for labels.
        guess: what the person guessed before, if they wrote it down.
    """
    paragraphs = (
        _first_findings(verdict),
        headline(verdict, guess),
        _places(verdict, facts),
        costs_table(verdict),
        _payback(verdict),
        _reasons(verdict),
        _flips(verdict, facts),
    )
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _first_findings(verdict: Verdict) -> Html:
    if not verdict.findings:
        return Html()
    more = len(verdict.findings) - FINDINGS
    rest = [italic(f"and {more} more in the report")] if more > 0 else []
    return section(
        FIRST,
        [*bullets(brief(found(finding)) for finding in verdict.findings[:FINDINGS]), *rest],
    )


def headline(verdict: Verdict, guess: str | None) -> Html:
    """Say who wins, what to do and why, or what must give where nothing fits."""
    return join((bold("🏁 ", brief(winner(verdict))), *_gates(verdict), *_action(verdict), *_guess(guess)))


def costs_table(verdict: Verdict) -> Html:
    """Draw what each option wins and costs, beside today's system as tuning would leave it."""
    rows = [("USD/month", "wins", "all", "cash", "people")]
    for each in by_share(verdict):
        wins = "out" if ruled_out(each) else percent(each.share).replace(" ", "")
        rows.append((capital(OPTIONS[each.option].removeprefix("a ")), wins, *_cost_cells(each.cost_usd_month)))
    if verdict.today.tuned is not None:
        rows.append(("now, tuned", "", *_cost_cells(verdict.today.tuned)))
    return table(rows)


def _cost_cells(cost: Cost) -> tuple[str, str, str]:
    return rough_money(cost.expected), rough_money(cost.cash), rough_money(cost.people)


def _gates(verdict: Verdict) -> Iterator[Html]:
    if verdict.verdict is None:
        yield from bullets(brief(ruled_out_by(verdict, gate)) for gate in verdict.gates[:GATES])


def _action(verdict: Verdict) -> Iterator[Html]:
    if verdict.headline.action is not None:
        sure = f" ({how_sure(verdict)}). "
        yield escape(bold("👉 ", action(verdict)), sure, brief(verdict.headline.because))


def _guess(guess: str | None) -> Iterator[Html]:
    if guess and bare(guess):
        yield italic(f"Your guess: {brief(OPTIONS.get(guess, bare(guess)))}")


def _payback(verdict: Verdict) -> Html:
    sentences = [chance_of_payback(verdict.payback)] if verdict.payback else payback_sentences(verdict)
    return join(escape("⏳ ", words) for words in sentences)


def _reasons(verdict: Verdict) -> Html:
    """Say what speaks for and against the winner, but for what the headline has said already."""
    if verdict.verdict is None:
        return Html()
    winner = verdict.option(verdict.verdict)
    own = its_own(verdict, winner, holding(winner.reasons))
    reasons = tuple(reason for reason in own if reason.because != verdict.headline.because)
    pro = bullets((brief(each.because) for each in speaking(reasons, FOR, 1)), "+")
    contra = bullets((brief(each.because) for each in speaking(reasons, AGAINST, -1)), "−")
    title = f"Why {option(verdict.verdict)}" if pro else title_against(verdict.verdict, ())
    return folded(section(title, (*pro, *contra))) if pro or contra else Html()


def _flips(verdict: Verdict, facts: Vocabulary) -> Html:
    flips = [brief(flip_words(flip, facts)) for flip in flips_in_order(verdict)[:FLIPS]]
    return section("Would change it", bullets(flips)) if flips else Html()


def _places(verdict: Verdict, facts: Vocabulary) -> Html:
    if not verdict.something_apart:
        return Html()
    return section(places_title(verdict), bullets(brief(place.words) for place in places(verdict, facts)))
