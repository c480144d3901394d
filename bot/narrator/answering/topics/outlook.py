"""The rest of a verdict as topics: the decision, payback, plan, confidence, a year on, side work, other people's."""

from collections.abc import Iterator
from functools import partial

from bot.narrator.answering.matching import Topic
from bot.words.figures import amount
from bot.words.names import capital, option
from bot.words.paying import gap, in_a_year, payback_sentences, todays_bills
from bot.words.places import places
from bot.words.plans import no_plan, step_words, worth_knowing
from bot.words.precedents import decision, outcome
from bot.words.standing import judged_by
from bot.words.verdicts import action, flip_words, flips_in_order, found, how_sure, speaking, winner
from rules.rulebook import Rulebook
from rules.standards import AssumptionUsed
from rules.verdict import Verdict

_REASONS, _STEPS, _FLIPS = 3, 3, 3


def outlook_topics(verdict: Verdict, rulebook: Rulebook) -> Iterator[Topic]:
    """Give what can be told of a verdict beside its bills, options, facts and rules."""
    yield Topic("verdict winner wins decided decision reasons recommend recommendation", "", partial(_why, verdict))
    yield Topic("payback pays back earn migration move saving saves", "months salaries", partial(_payback, verdict))
    yield Topic("plan todo step fixes", "next days", partial(_plan, verdict))
    yield Topic("sure doubt wrong flip change changes differ", "worlds", partial(_sure, verdict, rulebook))
    yield Topic("year twelve growth future later", "grow months", lambda: (in_a_year(verdict),))
    yield Topic("side split apart separate", "jobs workloads", partial(_sides, verdict, rulebook))
    yield Topic("others precedents companies published examples", "anybody else", partial(_precedents, verdict))
    yield Topic("findings security mend safety", "risks problems", partial(_findings, verdict))
    yield Topic("today current stated", "bill runs", partial(_today, verdict))
    yield Topic("assumptions assumed", "assume numbers", partial(_assumptions, verdict))
    for each in verdict.assumptions:
        yield Topic(each.name.replace("_", " "), each.what, partial(_assumption, each))


def _why(verdict: Verdict) -> Iterator[str]:
    yield winner(verdict)
    if verdict.headline.action is not None:
        yield f"{action(verdict)} ({how_sure(verdict)}). {verdict.headline.because}"
    if verdict.verdict is not None:
        for reason in speaking(verdict.option(verdict.verdict).reasons, _REASONS, 1):
            yield f"{reason.because} ({reason.rule})"


def _payback(verdict: Verdict) -> Iterator[str]:
    sentences = payback_sentences(verdict)
    yield " ".join(sentences) if sentences else "Nothing has to move, so there is nothing to pay back."


def _plan(verdict: Verdict) -> Iterator[str]:
    for number, step in enumerate(verdict.plan[:_STEPS], 1):
        yield f"{number}. {step_words(step)}. Done when: {step.done_when}"
    if not verdict.plan:
        yield no_plan(verdict)


def _sure(verdict: Verdict, rulebook: Rulebook) -> Iterator[str]:
    if verdict.headline.action is not None:
        yield f"{action(verdict)}: {how_sure(verdict)}. {winner(verdict)}"
    yield capital(judged_by(verdict)[0])
    for flip in flips_in_order(verdict)[:_FLIPS]:
        yield f"It would change where: {flip_words(flip, rulebook.facts)}."
    for fact in verdict.unknown[:1]:
        yield f"Worth finding out: {worth_knowing(fact)}."


def _sides(verdict: Verdict, rulebook: Rulebook) -> Iterator[str]:
    for place in places(verdict, rulebook.facts):
        yield " ".join((place.words, *place.more))
    if not verdict.split:
        yield "You named no side work, so all of it is judged as one."


def _precedents(verdict: Verdict) -> Iterator[str]:
    for each in verdict.precedents:
        yield f"{decision(each)}. {outcome(each)}"
    if not verdict.precedents:
        yield "No published decision is near enough to your answers."


def _findings(verdict: Verdict) -> Iterator[str]:
    for finding in verdict.findings:
        yield f"{found(finding)} ({finding.rule})"
    if not verdict.findings:
        yield "Nothing was found that has to be mended whatever you choose."


def _today(verdict: Verdict) -> Iterator[str]:
    for name, bill in todays_bills(verdict.today):
        yield f"{name}: {bill}."
    yield gap(verdict.today) or f"Today is compared with {option(verdict.verdict)}."


def _assumptions(verdict: Verdict) -> Iterator[str]:
    yield f"{len(verdict.assumptions)} numbers of the model are assumptions; those that could change the winner:"
    flips = [flip.label for flip in verdict.flips if flip.assumption]
    yield f"{capital('; '.join(flips))}." if flips else "None of them, near its value."


def _assumption(each: AssumptionUsed) -> Iterator[str]:
    spread = f"{amount(each.low, each.unit)} to {amount(each.high, each.unit)}"
    yield f"Assumed, without a source: {each.what}, {amount(each.value, each.unit)} ({spread})."
