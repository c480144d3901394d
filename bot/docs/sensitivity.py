"""What the rulebook says to each archetype, on one page: a change of advice shows in the difference of two versions."""

from collections.abc import Iterator, Sequence

from bot.docs.archetypes import Archetype
from bot.docs.markdown import anchor, bullets, link, page, plain, table
from bot.words.figures import day, money, percent
from bot.words.names import OPTIONS, RUNS_ON, capital, variant
from bot.words.paying import runs_on_today
from bot.words.verdicts import action, by_share, flip_words, flips_in_order, how_sure, ruled_out
from rules.decide import decide
from rules.facts import Vocabulary
from rules.scoring import Engine
from rules.verdict import Cost, Verdict

FOLDER = "archetypes"


def sensitivity_page(engine: Engine, archetypes: Sequence[Archetype]) -> str:
    """Decide on every archetype and write what comes out.

    Args:
        engine: the rulebook made ready, for a day and a region.
        archetypes: the systems to decide on.
    """
    facts = engine.rulebook.facts
    verdicts = [(each, decide(engine, each.answers.system, sides=each.answers.sides)) for each in archetypes]
    today, region = day(engine.rulebook.day.isoformat()), engine.rulebook.region
    return page(
        "# What it says to whom",
        f"{len(archetypes)} made-up systems, and the verdict on each with limits and prices of {today} in {region}. "
        "Whoever changes a rule, a price or an assumption sees here whose advice changes with it. Each system is a "
        "file of answers; `python -m bot decide` with its path prints the whole verdict.",
        "Two numbers are given for each: how sure it is what to do, and in how many worlds the best option wins when "
        "moving there costs nothing. Dollars are a month's, engineers' time included, in two digits; low and high are "
        "the 5th and 95th percentile.",
        table(("system", "what to do", ">sure", "best by itself", ">wins"), (_row(*each) for each in verdicts)),
        *(part for archetype, verdict in verdicts for part in _parts(archetype, verdict, facts)),
    )


def _row(archetype: Archetype, verdict: Verdict) -> tuple[str, ...]:
    best = variant(verdict.variant) + (" (a tie)" if verdict.headline.tie else "")
    sure = percent(verdict.headline.confidence)
    return (
        link(archetype.title, anchor(archetype.title)),
        action(verdict),
        plain(sure),
        best,
        plain(percent(verdict.confidence)),
    )


def _parts(archetype: Archetype, verdict: Verdict, facts: Vocabulary) -> Iterator[str]:
    yield f"## {archetype.title}"
    yield f"{plain(archetype.what)} {link('Its answers', f'{FOLDER}/{archetype.id}.toml')}."
    yield f"**{_headline(verdict)}** {plain(verdict.headline.because)}"
    yield table(("option", "runs on", ">wins", ">low", ">expected", ">high"), _option_rows(verdict))
    flips = bullets(plain(flip_words(flip, facts)) for flip in flips_in_order(verdict))
    yield f"What would change the winner:\n\n{flips}" if flips else "Nothing that was tried would change the winner."


def _headline(verdict: Verdict) -> str:
    if verdict.verdict is None:
        return f"{action(verdict)}."
    sure = plain(how_sure(verdict))
    wins = "a tie, " if verdict.headline.tie else ""
    best = f"{wins}{variant(verdict.variant)} is best by itself in {plain(percent(verdict.confidence))} of worlds"
    return f"{action(verdict)} ({sure}; {best})."


def _option_rows(verdict: Verdict) -> Iterator[tuple[str, ...]]:
    for each in by_share(verdict):
        wins = "out" if ruled_out(each) else plain(percent(each.share))
        yield capital(OPTIONS[each.option]), RUNS_ON[each.variant], wins, *_span(each.cost_usd_month)
    today = verdict.today
    if today.tuned is not None:
        yield "Today, tuned", runs_on_today(today), "", *_span(today.tuned)


def _span(cost: Cost) -> tuple[str, str, str]:
    return two_digits(cost.low), two_digits(cost.expected), two_digits(cost.high)


def two_digits(usd: float) -> str:
    """Write dollars in two digits, so that no page depends on a computer's last ones."""
    return money(float(f"{usd:.2g}"))
