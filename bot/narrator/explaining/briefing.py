"""What a model is told of a verdict: figures as they are shown, rules' sentences, and the answers said back.

No name, no chat and nothing that anybody typed is in it: answers are choices and numbers of the vocabulary.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from bot.narrator.explaining.evidence import FOR, chosen_option, evidence, numbered, strongest_reasons
from bot.narrator.explaining.plainly.opening import CLOSE
from bot.narrator.explaining.plainly.steps import in_a_sentence
from bot.words.bills import whole_bill
from bot.words.figures import fact_value, likely, percent
from bot.words.names import fact_label, option, variant, workload
from bot.words.paying import in_a_year, payback_sentences, todays_bills
from bot.words.places import places
from bot.words.verdicts import action, by_share, flip_words, flips_in_order, how_sure, ruled_out, ruled_out_by, winner
from rules.facts import Vocabulary
from rules.rulebook import Rulebook
from rules.verdict import OptionVerdict, Verdict

FLIPS = 3
Briefing: TypeAlias = Mapping[str, Any]


def briefing(verdict: Verdict, rulebook: Rulebook) -> Briefing:
    """Put together what a model needs to explain a verdict; what there is nothing of is left out."""
    told: dict[str, Any] = {
        "decided": _decided(verdict),
        "answers": dict(_answers(verdict, rulebook.facts)),
        "rules": _rules(verdict, rulebook),
        "options": [_option(each, verdict) for each in by_share(verdict)],
        "today": dict(todays_bills(verdict.today)),
        "payback": payback_sentences(verdict)[:FOR],
        "what runs where": [" ".join((place.words, *place.more)) for place in places(verdict, rulebook.facts)],
        "would change it": [flip_words(flip, rulebook.facts) for flip in flips_in_order(verdict)[:FLIPS]],
        "in a year": in_a_year(verdict) if verdict.in_12_months.verdict else "",
        "plan": {name: in_a_sentence(name, step) for name, step in numbered(verdict).items()},
        "worth finding out": [fact.label for fact in verdict.unknown[:FLIPS]],
        "old prices": "Some prices are past their review date." if verdict.stale else "",
    }
    return {name: part for name, part in told.items() if part}


def texts_of(told: object) -> Iterator[str]:
    """Give every text of a briefing, the names of its parts included."""
    if isinstance(told, Mapping):
        for name, part in told.items():
            yield str(name)
            yield from texts_of(part)
    elif isinstance(told, list):
        for part in told:
            yield from texts_of(part)
    else:
        yield str(told)


def _decided(verdict: Verdict) -> dict[str, str]:
    headline, chosen = verdict.headline, chosen_option(verdict)
    told = {"what to do": action(verdict), "best by its merits": winner(verdict), "because": headline.because}
    if chosen is not None:
        told |= {"how sure": how_sure(verdict), "runs as": variant(chosen.variant)}
        told |= {"close": "It is a close call."} if headline.confidence < CLOSE else {}
    return told


def _answers(verdict: Verdict, facts: Vocabulary) -> Iterator[tuple[str, str]]:
    for name, value in verdict.answers.items():
        yield fact_label(facts, name), fact_value(facts.get(name), value)
    for side, answers in verdict.side_answers.items():
        for name, value in answers.items():
            yield f"{workload(facts, side)}: {fact_label(facts, name)}", fact_value(facts.get(name), value)


def _rules(verdict: Verdict, rulebook: Rulebook) -> dict[str, str]:
    """Say what each rule that may be named says, and of which option it speaks or what it rules out."""
    gates = {gate.rule: ruled_out_by(verdict, gate) for gate in verdict.gates}
    speaks: dict[str, list[str]] = {}
    for each, reason in strongest_reasons(verdict):
        sign = "for" if reason.points > 0 else "against"
        speaks.setdefault(reason.rule, []).append(f"{sign} {option(each.option)}{likely(reason.share)}")
    told = {rule: gates.get(rule, because) for rule, because in evidence(verdict, rulebook).items()}
    return {rule: f"{words} [{', '.join(speaks[rule])}]" if rule in speaks else words for rule, words in told.items()}


def _option(each: OptionVerdict, verdict: Verdict) -> str:
    wins = "ruled out" if ruled_out(each) else f"wins in {percent(each.share)}"
    if verdict.verdict is None:
        return f"{option(each.option)}: {wins}"
    return f"{option(each.option)}, as {variant(each.variant)}: {wins}; {whole_bill(each.cost_usd_month)}"
