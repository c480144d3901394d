"""Money over time in words: when a move has paid back, what today costs, and who wins in a year."""

from bot.words.bills import cloud_and_rest
from bot.words.figures import counted, effort, money, money_range, months, months_range, percent, rough_money
from bot.words.names import RUNS_ON, capital, option, variant
from rules.verdict import Payback, Span, Today, Verdict
from rules.winning import TIE

GAP = 0.3
"""A difference between the stated bill and its model above which the model is to be doubted."""

SURE = 0.9
"""Share of worlds in which it runs somewhere, from which on that is said without a word of doubt."""
COSTS_UNKNOWN = (
    "Whether a move pays back cannot be told: you did not say what it costs today, and the prices here are not those "
    "that you pay."
)


def chance_of_payback(payback: Payback) -> str:
    """Say in a sentence how likely a move earns its salaries back in time, and after how long it does.

    A time between nothing and never says nothing, and is left out.
    """
    low, high = payback.months.low, payback.months.high
    anything = (low or 0) < 1 and high is None
    span = "" if anything else f" ({months_range(low, high)})"
    within = f"{percent(payback.within_18_months)} likely to pay back within {counted(payback.horizon_months, 'month')}"
    return f"A move is {within}{span}, in cash against salaries."


def payback_sentences(verdict: Verdict) -> list[str]:
    """Say when a move has earned its salaries back, and the most effort that could ever be repaid.

    Nothing is said where nothing fits, nothing runs today or the winner runs already.
    """
    if verdict.payback is not None:
        return _sentences(verdict.payback, " with the growth that you expect" if _growth_is_told(verdict) else "")
    to = verdict.headline.moves_to(verdict.verdict)
    moved_to = verdict.option(to).variant if to else None
    moves = moved_to is not None and verdict.today.tuned is not None and verdict.today.variant != moved_to
    if not moves:
        return []
    return [f"A move to {variant(moved_to)} would save no cash." if verdict.today.costs_known else COSTS_UNKNOWN]


def _sentences(payback: Payback, growing: str) -> list[str]:
    span, spent, saved = payback.months, payback.migration_usd, payback.saving_usd_month
    horizon, most = counted(payback.horizon_months, "month"), effort(payback.most_effort_worth_days)
    # A few worlds with a large load may carry the expected saving, so that most of the others never earn it back.
    at_expected = (
        f"{months(span.expected)} at the expected saving"
        if span.expected is not None
        else "never at the expected saving"
    )
    likely = f"{percent(payback.within_18_months)} likely within {horizon}"
    paid_back = [
        f"{capital(months_range(span.low, span.high))}, {at_expected}; {likely}.",
        f"Moving costs {money_range(spent.low, spent.high)} of salaries, {money(spent.expected)} expected.",
        _saved(saved, growing),
    ]
    if payback.most_effort_worth_days < 1:
        return [*paid_back, f"In {horizon} it repays not one day of work."]
    return [
        *paid_back,
        f"In {horizon} it repays {most} of work at most.",
        f"So ask the team: will the move take more or less than {most}?",
    ]


def _saved(saved: Span, growing: str) -> str:
    """Say what a move saves in cash a month, or costs more where that is below nothing."""
    of_cash = f"of cash a month{growing}"
    if saved.low >= 0:
        return f"It saves {money_range(saved.low, saved.high)} {of_cash}, {money(saved.expected)} expected."
    if saved.high <= 0:
        more, expected = money_range(-saved.high, -saved.low), money(-saved.expected)
        return f"It costs {more} {of_cash} more than today, {expected} expected."
    expected = f"save {money(saved.expected)}" if saved.expected >= 0 else f"cost {money(-saved.expected)} more"
    ends = f"saves up to {rough_money(saved.high)} {of_cash} or costs up to {rough_money(-saved.low)} more"
    return f"It {ends}, and is expected to {expected}."


def todays_bills(today: Today) -> list[tuple[str, str]]:
    """Name today's bill as stated, as modelled and as tuning would leave it, each with what it is."""
    bills, scaled = [], "" if today.costs_known else "; at the prices used here, and not those that you pay"
    if today.stated_usd_month is not None:
        bills.append(("You said", f"{money(today.stated_usd_month)} a month for the cloud"))
        scaled = "; scaled to what you said"
    both = (("Modelled", today.modelled, ""), ("Tuned", today.tuned, scaled))
    return bills + [(name, cloud_and_rest(cost) + how) for name, cost, how in both if cost is not None]


def runs_on_today(today: Today) -> str:
    """Name where today's system runs, in a table; with a word of doubt where that is only likely."""
    runs_on = RUNS_ON[today.variant] if today.variant else ""
    return runs_on if today.sure >= SURE else f"{runs_on}, likely"


def todays_title(today: Today) -> str:
    """Name the list of today's bills, with what they are modelled as."""
    as_what = "as" if today.sure >= SURE else "if it is"
    return f"Today's bill, {as_what} {variant(today.variant)}" if today.variant else "Today's bill"


def gap(today: Today) -> str:
    """Say how far the stated bill and its model differ; nothing where they agree well enough."""
    if today.gap is None or abs(today.gap) <= GAP:
        return ""
    times = counted(today.gap + 1, "time")
    return f"What you said is {times} what the model explains."


def in_a_year(verdict: Verdict) -> str:
    """Say who wins under the growth that is expected, or else under any that is usual."""
    later = verdict.in_12_months
    sure = f"{option(later.verdict)} ({percent(later.confidence)} sure)"
    if later.verdict == verdict.verdict:
        return f"Still {sure}."
    if later.verdict and abs(later.confidence - verdict.option(later.verdict).share) < TIE:
        return f"As even as today, if with {sure} ahead."
    growth = "the growth that you expect" if _growth_is_told(verdict) else "the growth that is usual"
    return f"{capital(sure)}, under {growth}."


def _growth_is_told(verdict: Verdict) -> bool:
    return verdict.answers.get("growth_12_months") not in (None, {"unknown": True})
