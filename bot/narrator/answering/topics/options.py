"""Options and their variants as topics: what rules each out or speaks against it, and its cost beside the winner's."""

from collections.abc import Iterator, Sequence
from functools import partial

from bot.narrator.answering.evidence import WAYS, gates_on, rules_against, variant_of
from bot.narrator.answering.matching import Topic
from bot.words.figures import money, percent
from bot.words.names import OPTIONS, RUNS_ON, VARIANTS, capital, option, variant
from bot.words.paying import payback_sentences
from bot.words.verdicts import found, speaking, winner
from rules.options import OPTION_NAMES, OPTION_OF
from rules.rulebook import Rulebook
from rules.verdict import OptionVerdict, Reason, Verdict

_CALLED = {"lambda": "aws lambda functions serverless", "monolith": "monolith one program deployable"}
_FOR, _AGAINST = 2, 3


def option_topics(verdict: Verdict, rulebook: Rulebook) -> Iterator[Topic]:
    """Give a topic for each option, and for each variant that is not named as its option is."""
    for name in OPTION_NAMES:
        yield Topic(f"{OPTIONS[name]} {_CALLED.get(name, '')}", "", partial(_option, verdict, verdict.option(name)))
    for name in WAYS[len(OPTION_NAMES) :]:
        tell = partial(_variant, verdict, rulebook, name)
        yield Topic(f"{VARIANTS[name]} {name}", OPTIONS[OPTION_OF[name]], tell)


def _option(verdict: Verdict, each: OptionVerdict) -> Iterator[str]:
    """Tell about an option: whether it wins, what rules it out, what speaks for and against it, what it costs."""
    wins = each.option == verdict.verdict
    yield winner(verdict) if wins else f"{capital(OPTIONS[each.option])}: wins in {percent(each.share)} of the worlds."
    yield from _ruled_out(verdict, [part.variant for part in each.variants])
    against = speaking(each.reasons, _FOR if wins else _AGAINST, -1)
    in_favour = speaking(each.reasons, _AGAINST if wins else 1, 1)
    reasons = [_told("For it", _claims(in_favour)), _told("Against it", _claims(against))]
    yield from filter(None, reasons if wins else reversed(reasons))
    yield _beside_winner(verdict, OPTIONS[each.option], each.cost_usd_month.expected, wins)
    yield from payback_sentences(verdict)[:1] if wins else ()


def _variant(verdict: Verdict, rulebook: Rulebook, name: str) -> Iterator[str]:
    """Tell about one way of running an option; where another is better, by the rules that hold for certain."""
    part = verdict.option(OPTION_OF[name])
    if part.variant == name:
        yield f"{capital(option(part.option))} would run as {variant(name)}."
        yield from _option(verdict, part)
        return
    mine = variant_of(verdict, name)
    if not mine.blocked_by:
        yield f"{capital(variant(name))} is the best choice in {percent(mine.share)} of the worlds."
    yield from _ruled_out(verdict, [name])
    yield _told(
        "Against it", [(rule.id, rule.file.because) for rule in rules_against(verdict, rulebook, name, _AGAINST)]
    )
    yield _beside_winner(verdict, variant(name), mine.cost_usd_month, wins=False)


def _ruled_out(verdict: Verdict, names: Sequence[str]) -> Iterator[str]:
    """Say which hard limits rule out all or some variants of an option."""
    for gate, blocked in gates_on(verdict, names):
        yield f"Ruled out, {', '.join(RUNS_ON[each] for each in blocked)}: {found(gate)} ({gate.rule})"


def _claims(reasons: Sequence[Reason]) -> list[tuple[str, str]]:
    return [(reason.rule, reason.because) for reason in reasons]


def _told(lead: str, claims: Sequence[tuple[str, str]]) -> str:
    """Say claims in one paragraph, each with the id of its rule; nothing where there are none."""
    return f"{lead}: {' '.join(f'{because} ({rule})' for rule, because in claims)}" if claims else ""


def _beside_winner(verdict: Verdict, name: str, usd: float, wins: bool) -> str:
    words = f"{capital(name)}: {money(usd)} a month, people's time included"
    if wins or verdict.verdict is None:
        return f"{words}."
    best = verdict.option(verdict.verdict)
    return f"{words}; {variant(best.variant)}, which wins, {money(best.cost_usd_month.expected)}."
