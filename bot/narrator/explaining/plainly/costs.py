"""What it costs: the bill of what was chosen, what a move costs and repays, and what the others would cost."""

from collections.abc import Iterator

from bot.narrator.explaining.evidence import chosen_option, rule_saying, stays
from bot.words.bills import whole_bill
from bot.words.figures import money, money_range
from bot.words.names import capital, option, variant
from bot.words.paying import chance_of_payback
from bot.words.places import Place, places
from bot.words.verdicts import by_share, ruled_out
from rules.rulebook import Rulebook
from rules.verdict import Payback, Verdict

_STALE = "Some of the prices behind these figures are past their review date."


def costs(verdict: Verdict, rulebook: Rulebook) -> Iterator[str]:
    """Say what it costs."""
    if verdict.verdict is None:
        yield "What it would cost can only be told once one of these limits gives."
        return
    main, *sides = _bills(verdict, rulebook)
    yield f"{main} {_STALE}" if verdict.stale else main
    yield from sides
    yield from _payback(verdict)
    yield from (each.because for each in verdict.findings if not each.sources)
    yield from _beside(verdict)


def _bills(verdict: Verdict, rulebook: Rulebook) -> Iterator[str]:
    chosen = chosen_option(verdict)
    if verdict.something_apart:
        own_bills_first = sorted(places(verdict, rulebook.facts), key=lambda place: place.cost is None)
        yield from (_of_place(place, verdict, rulebook) for place in own_bills_first)
    elif stays(verdict) and verdict.today.tuned is not None:
        yield f"Today's system, tuned, costs {whole_bill(verdict.today.tuned)}"
    elif chosen is not None:
        yield f"It costs {whole_bill(chosen.cost_usd_month)}"


def _of_place(place: Place, verdict: Verdict, rulebook: Rulebook) -> str:
    """Say where a part of the work runs and what it costs, and why where no rule does."""
    whys = {f"Why: {part.because}": part.because for part in verdict.split.values()}
    because = [whys[more] for more in place.more if more in whys]
    unsaid = [words for words in because if rule_saying(words, verdict, rulebook) is None]
    bill = [f"It costs {whole_bill(place.cost)}"] if place.cost else []
    return " ".join((place.words, *unsaid, *bill))


def _payback(verdict: Verdict) -> Iterator[str]:
    """Say what a move to the winner costs and when that is earned back, where the advice is about that move."""
    winner_chosen = chosen_option(verdict) == verdict.option(verdict.verdict or "")
    moves = verdict.headline.action == "move" and winner_chosen
    if not moves and not (stays(verdict) and verdict.variant != verdict.today.variant):
        return
    to = "" if moves else f" to {variant(verdict.variant)}"
    if verdict.payback is not None:
        yield _spent(verdict.payback, to)
    elif verdict.today.tuned is not None and verdict.variant != verdict.today.variant:
        yield f"{'The move' if moves else f'A move{to}'} would save no cash."


def _spent(payback: Payback, to: str) -> str:
    spent = payback.migration_usd
    range_of_it = money_range(spent.low, spent.high)
    return f"Moving{to} costs {range_of_it} of salaries, {money(spent.expected)} expected. {chance_of_payback(payback)}"


def _beside(verdict: Verdict) -> Iterator[str]:
    """Say what today's system costs where it is left, and what the options would that were not chosen."""
    chosen = chosen_option(verdict)
    tuned = verdict.today.tuned
    if tuned is not None and not stays(verdict):
        yield f"Today's system, tuned, costs {money(tuned.expected)} a month."
    others = [each for each in by_share(verdict) if each is not chosen and not ruled_out(each)]
    bills = [(option(each.option), money(each.cost_usd_month.expected)) for each in others]
    for (first, bill), *more in [bills] if bills else []:
        yield ", ".join((f"{capital(first)} would cost {bill} a month", *(f"{name} {usd}" for name, usd in more))) + "."
