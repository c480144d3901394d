"""Bills as topics: every line of them, and what they add up to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from bot.narrator.answering.matching import Topic, nearest
from bot.words.bills import whole_bill
from bot.words.figures import money
from bot.words.names import OPTIONS, capital
from bot.words.verdicts import by_share, ruled_out
from rules.verdict import Cost, Verdict

MOST_LINES = 3
COSTS = "cost costs bill pay usd dollars money charge"


def bill_topics(verdict: Verdict, question: str) -> Iterator[Topic]:
    """Give the bills as a whole, and as one topic the lines that the question comes nearest to."""
    yield Topic(f"{COSTS} total together", "cash people month option", partial(_totals, verdict))
    items = dict.fromkeys(line.item for _, bill in _bills(verdict) for line in bill.lines)
    asked = nearest([Topic(item, "", partial(_one, item)) for item in items], question)
    named = [item for topic in asked for item in topic.tell()]
    if named:
        yield Topic(" ".join(named), COSTS, partial(_lines, verdict, named))


def _one(item: str) -> Sequence[str]:
    return (item,)


def _bills(verdict: Verdict) -> Iterator[tuple[str, Cost]]:
    """Name the bills: today's, the winner's, and the others that are possible."""
    if verdict.today.modelled is not None:
        yield "today", verdict.today.modelled
    for each in by_share(verdict):
        if not ruled_out(each):
            yield f"with {OPTIONS[each.option]}", each.cost_usd_month


def _totals(verdict: Verdict) -> Iterator[str]:
    for name, bill in _bills(verdict):
        yield f"{capital(name)}: {whole_bill(bill)}"


def _lines(verdict: Verdict, items: Sequence[str]) -> Iterator[str]:
    """Say what the dearest of some lines cost in each bill, and what they do together."""
    dearest = sorted(items, key=lambda item: -max(_sum(bill, (item,)) for _, bill in _bills(verdict)))
    for item in dearest[:MOST_LINES]:
        yield f"{capital(item)}, a month: {_in_each(verdict, (item,))}."
    if len(items) > 1:
        yield f"Together: {_in_each(verdict, items)}."


def _in_each(verdict: Verdict, items: Sequence[str]) -> str:
    """Say what lines add up to in each bill; bills in which that is the same are named together."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name, bill in _bills(verdict):
        usd = _sum(bill, items)
        alike[money(usd) if usd else "nothing"].append(name)
    if len(alike) == 1 and len(next(iter(alike.values()))) > 1:
        return f"{next(iter(alike))}, whatever is chosen"
    return "; ".join(f"{usd} {', '.join(names)}" for usd, names in alike.items())


def _sum(bill: Cost, items: Sequence[str]) -> float:
    return sum(line.usd for line in bill.lines if line.item in items)
