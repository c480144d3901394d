"""What stands behind the verdict: flips, payback, today's bill, and the year ahead."""

from rich.console import Console

from bot.terminal.view.message import WARN
from bot.terminal.view.paper import INDENT, heading, say
from bot.words.figures import counted, effort, money, money_range, months, months_range, percent
from bot.words.names import capital, option, variant
from bot.words.verdicts import flip_words, flips_in_order
from rules.facts import Vocabulary
from rules.verdict import Cost, Payback, Verdict

GAP = 0.3
"""A difference between the stated bill and its model above which the model is to be doubted."""


def show_flips(console: Console, verdict: Verdict, facts: Vocabulary) -> None:
    """Print what would change the winner: facts first, then what the model assumes."""
    if not verdict.flips:
        return
    heading(console, "What would change the winner")
    for flip in flips_in_order(verdict):
        say(console, flip_words(flip, facts), INDENT, "- ")


def show_payback(console: Console, verdict: Verdict) -> None:
    """Print when a move has earned its salaries back, and the most effort that could ever be repaid."""
    if verdict.payback is not None:
        heading(console, "Payback")
        _show_months(console, verdict.payback)
        _show_both_sides(console, verdict.payback)
        _show_most_effort(console, verdict.payback)
    elif verdict.today.tuned is not None and verdict.today.variant != verdict.variant:
        heading(console, "Payback")
        say(console, "None: a move would save no cash.", INDENT)


def show_today(console: Console, verdict: Verdict) -> None:
    """Print today's bill as stated, as modelled and as tuning would leave it, and how far the first two differ."""
    today = verdict.today
    if today.stated_usd_month is None and today.modelled is None:
        return
    heading(console, f"Today's bill{f', as {variant(today.variant)}' if today.variant else ''}")
    if today.stated_usd_month is not None:
        say(console, f"You said  {money(today.stated_usd_month)} a month in cash", INDENT)
    for words, cost in (("Modelled", today.modelled), ("Tuned   ", today.tuned)):
        if cost is not None:
            say(console, _cash_and_people(cost), INDENT, f"{words}  ")
    if today.gap is not None and abs(today.gap) > GAP:
        say(console, f"What you said is {counted(today.gap + 1, 'time')} what the model explains.", INDENT, "! ", WARN)


def show_later(console: Console, verdict: Verdict) -> None:
    """Print the verdict under the growth expected within a year."""
    later = verdict.in_12_months
    heading(console, "In twelve months")
    sure = f"{option(later.verdict)} ({percent(later.confidence)} sure)"
    same = later.verdict == verdict.verdict
    say(console, f"Still {sure}." if same else f"{capital(sure)}, under the growth that you expect.", INDENT)


def _show_months(console: Console, payback: Payback) -> None:
    span, horizon = payback.months, counted(payback.horizon_months, "month")
    words = f"{capital(months_range(span.low, span.high))}, {months(span.expected)} expected"
    say(console, f"{words}; {percent(payback.within_18_months)} likely within {horizon}.", INDENT)


def _show_both_sides(console: Console, payback: Payback) -> None:
    spent, saved = payback.migration_usd, payback.saving_usd_month
    of_time = f"{money_range(spent.low, spent.high)} of salaries, {money(spent.expected)} expected"
    of_cash = f"{money_range(saved.low, saved.high)} of cash a month, {money(saved.expected)} expected"
    say(console, f"Moving costs {of_time}.", INDENT)
    say(console, f"It saves {of_cash}.", INDENT)


def _show_most_effort(console: Console, payback: Payback) -> None:
    most = effort(payback.most_effort_worth_days)
    say(console, f"In {counted(payback.horizon_months, 'month')} it repays {most} of work at most.", INDENT)
    say(console, f"So ask the team: will the move take more or less than {most}?", INDENT)


def _cash_and_people(cost: Cost) -> str:
    return f"{money(cost.cash)} a month in cash, and {money(cost.people)} of people's time"
