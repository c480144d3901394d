"""The whole verdict, in several messages: the card's beginning, then everything that stands behind it."""

from collections.abc import Iterator

from bot.telegram.html import Html, bold, escape, italic, join
from bot.telegram.views.pieces import bullets, section, source, to_copy
from bot.telegram.views.reasons import limits, points_table, weighed
from bot.telegram.views.verdict import FIRST, costs_table, headline
from bot.words.bills import whole_bill
from bot.words.paying import gap, in_a_year, payback_sentences, todays_bills, todays_title
from bot.words.places import Place, places, places_title
from bot.words.plans import no_plan, plan_parts, step_words, worth_knowing
from bot.words.precedents import DISCLAIMER, decision, likeness, outcome
from bot.words.standing import judged_by, own_of, recalled, stale, stale_elsewhere, switched_off
from bot.words.verdicts import flip_words, flips_in_order, found
from rules.compared import Precedent
from rules.facts import Vocabulary
from rules.verdict import PlanStep, Verdict

FOR, AGAINST = 3, 1
"""How many of the strongest reasons are told with their sources."""


def report_view(verdict: Verdict, facts: Vocabulary, guess: str | None) -> tuple[Html, ...]:
    """Show all of a verdict.

    Args:
        verdict: what was found.
        facts: the vocabulary, for labels.
        guess: what the person guessed before, if they wrote it down.
    """
    paragraphs = (
        *_listed(FIRST, [found(finding) for finding in verdict.findings]),
        headline(verdict, guess),
        costs_table(verdict),
        *weighed(verdict, FOR, AGAINST, with_sources=True),
        *points_table(verdict),
        *_precedents(verdict, facts),
        limits(verdict) if verdict.gates else Html(),
        *_listed("What would change the winner", [flip_words(flip, facts) for flip in flips_in_order(verdict)]),
        *_listed("Payback", payback_sentences(verdict)),
        *_today(verdict),
        *_places(verdict, facts),
        section("In twelve months", [in_a_year(verdict)]),
        *_unknown(verdict),
        *_plan(verdict),
        *_standing(verdict),
    )
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _listed(title: str, lines: list[str]) -> Iterator[Html]:
    if lines:
        yield section(title, bullets(lines))


def _precedents(verdict: Verdict, facts: Vocabulary) -> Iterator[Html]:
    told = [_precedent(precedent, facts) for precedent in verdict.precedents]
    if told:
        yield section("Others who decided this", told[:1])
        yield from told[1:]
        yield italic(DISCLAIMER)


def _precedent(precedent: Precedent, facts: Vocabulary) -> Html:
    likened = (f"{title}: {words}" for title, words in likeness(precedent, facts))
    return join((bold(decision(precedent)), outcome(precedent), *likened, source(precedent.url)))


def _today(verdict: Verdict) -> Iterator[Html]:
    bills = [f"{name}: {words}" for name, words in todays_bills(verdict.today)]
    doubt = [f"⚠️ {gap(verdict.today)}"] if gap(verdict.today) else []
    if bills:
        yield section(todays_title(verdict.today), [*bullets(bills), *doubt])


def _places(verdict: Verdict, facts: Vocabulary) -> Iterator[Html]:
    if verdict.split:
        yield section(places_title(verdict), [_place(place) for place in places(verdict, facts)])


def _place(place: Place) -> Html:
    bill = [whole_bill(place.cost)] if place.cost is not None else []
    return join((*bullets([place.words]), *bill, *place.more))


def _unknown(verdict: Verdict) -> Iterator[Html]:
    told = [join((worth_knowing(fact), to_copy(fact.measure))) for fact in verdict.unknown]
    if told:
        yield section("Worth knowing", told[:1])
        yield from told[1:]


def _plan(verdict: Verdict) -> Iterator[Html]:
    if not verdict.plan:
        yield section("The plan", [no_plan(verdict)])
    titles = [bold("The plan")]
    for part in plan_parts(verdict.plan):
        steps = [_step(at, step) for at, step in part.steps]
        yield join((*titles, italic(part.title), steps[0]))
        yield from steps[1:]
        titles = []


def _step(at: int, step: PlanStep) -> Html:
    ends = escape(italic("Done when: "), step.done_when), escape(italic("To undo: "), step.undo)
    return join((f"{at}. {step_words(step)}", *ends))


def _standing(verdict: Verdict) -> Iterator[Html]:
    for why, which in switched_off(verdict):
        yield join((why, italic(which)))
    yield join(words for words in (stale(verdict), stale_elsewhere(verdict), recalled(verdict)) if words)
    yield italic(join((*own_of(verdict), *judged_by(verdict))))
