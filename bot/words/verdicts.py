"""Verdicts in words: who wins, what to do, what would change that, and in which order options and reasons are said."""

from collections.abc import Iterable
from operator import itemgetter

from bot.words.figures import amount, fact_value, likely, percent
from bot.words.names import OPTIONS, RUNS_ON, capital, fact_label, in_a_row, variant
from rules.facts import Vocabulary
from rules.options import OPTION_OF
from rules.verdict import Finding, Flip, Headline, OptionVerdict, Reason, Verdict
from rules.winning import TIE

FAR_SURER = 0.15
"""By how much it must be surer that one should move than where to, for both to be said."""
HOLDS = 0.5
"""Share of worlds in which a reason holds from which on it is told: one that is likelier wrong tells nobody why."""
CLEAR = 0.7
"""Share of an option's worlds in which it runs as one variant, from which on that is named without a word of doubt."""
_BOUNDS = {"is": "", "above": "at least", "below": "at most"}
"""A flip's value is one that was found to change the winner, so it belongs to the range."""
_LIKE = {"gcp": "its like on Google Cloud", "azure": "its like on Azure"}
_OWN = {"ecs_ec2": "machines of your own", "monolith_ec2": "machines of your own", "eks": "a cluster of your own"}
"""What stands for a variant elsewhere: by cloud, and by variant on hardware of one's own."""
_RUN = {"lambda": "on AWS Lambda", "containers": "in containers", "monolith": "as a monolith"}


def winner(verdict: Verdict) -> str:
    """Say who wins and how surely: a winner, a tie, or that nothing fits."""
    if verdict.verdict is None:
        return f"Nothing fits. {verdict.headline.because}"
    if verdict.headline.tie:
        first, *others = by_share(verdict)
        tied = [first, *(each for each in others if first.share - each.share < TIE)]
        shares = in_a_row([f"{OPTIONS[each.option]} ({percent(each.share)})" for each in tied], "and")
        return f"A tie: {shares}. What you said weighs about the same for {'both' if len(tied) == 2 else 'all'}."
    wins = "win" if verdict.verdict == "containers" else "wins"
    likely_so = "" if _clearly(verdict.option(verdict.verdict)) else "most likely "
    runs_as = f"{capital(OPTIONS[verdict.verdict])} {wins}, {likely_so}as {variant(verdict.variant)}"
    return f"{runs_as}{_or_like(verdict, verdict.variant)} ({percent(verdict.confidence)} sure)."


def ruled_out_by(verdict: Verdict, gate: Finding) -> str:
    """Say which variants a hard limit rules out, and why."""
    variants = (each for part in verdict.options for each in part.variants)
    blocked = capital(", ".join(variant(each.variant) for each in variants if gate.rule in each.blocked_by))
    return f"{blocked}: {found(gate)}" if blocked else gate.because


def found(finding: Finding) -> str:
    """Say what was found, and how likely it holds."""
    return finding.because + likely(finding.share)


def action(verdict: Verdict) -> str:
    """Say in a few words what to do."""
    headline = verdict.headline
    if headline.action == "build" and headline.to:
        return f"Build it {_RUN[headline.to]}"
    if headline.action == "move" and headline.to:
        return f"Move to {OPTIONS[headline.to]}{_on_another_platform(verdict)}"
    if headline.action == "split":
        return _split(verdict)
    if headline.action == "regroup":
        return "Stay, and regroup the parts"
    return _stay(verdict) if headline.action == "stay" else "Change a limit"


def how_sure(verdict: Verdict) -> str:
    """Say how sure it is what to do, and apart from that where to, where it is far surer that one should move."""
    headline, moves = verdict.headline, verdict.headline.move_confidence
    if moves is None or moves - headline.confidence < FAR_SURER:
        return f"{percent(headline.confidence)} sure"
    return f"{percent(moves)} sure to move, {percent(headline.confidence)} sure where to"


def _stay(verdict: Verdict) -> str:
    """Say to stay; where it is not known what runs, what to choose comes first."""
    to = verdict.headline.to
    if to is None or verdict.today.known:
        return "Stay as you are"
    return f"Choose {OPTIONS[to]}, and stay if that is what runs today"


def _on_another_platform(verdict: Verdict) -> str:
    """Name the platform where only that changes."""
    to, today = verdict.headline.to, verdict.today.variant
    if not to or not today or OPTION_OF[today] != to:
        return ""
    option = verdict.option(to)
    return (
        f"{'' if _clearly(option) else ', most likely'} on {RUNS_ON[option.variant]}{_or_like(verdict, option.variant)}"
    )


def _or_like(verdict: Verdict, runs_on: str | None) -> str:
    """Name what stands for a variant where somebody runs on something else than AWS."""
    cloud = str(verdict.answers.get("cloud"))
    like = _OWN.get(runs_on or "") if cloud == "own_hardware" else _LIKE.get(cloud)
    return f" or {like}" if like else ""


def _clearly(option: OptionVerdict) -> bool:
    """Tell whether an option runs as the variant that is named in nearly all of the worlds that it wins."""
    share = next(each.share for each in option.variants if each.variant == option.variant)
    return share >= CLEAR * option.share


def by_share(verdict: Verdict) -> list[OptionVerdict]:
    """Order the options by how often they win; equals stay in their order."""
    return sorted(verdict.options, key=lambda each: -each.share)


def ruled_out(option: OptionVerdict) -> bool:
    """Tell whether gates block every variant of an option."""
    return option.share == 0 and all(each.blocked_by for each in option.variants)


def holding(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Leave out the reasons that are likelier not to hold."""
    return tuple(reason for reason in reasons if reason.share >= HOLDS)


def its_own(verdict: Verdict, option: OptionVerdict, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Leave out, of an option's reasons, what speaks for it but more for another one: that does not set it apart.

    Args:
        verdict: the verdict.
        option: one of its options.
        reasons: reasons of that option.
    """
    rivals = [each for each in verdict.options if each is not option and not ruled_out(each)]
    others = [(reason.rule, reason.points) for each in rivals for reason in each.reasons]
    most = dict(sorted(others, key=itemgetter(1)))
    return tuple(each for each in reasons if each.points < 0 or each.points >= most.get(each.rule, 0.0))


def speaking(reasons: tuple[Reason, ...], most: int, sign: int) -> list[Reason]:
    """Choose the strongest reasons for (sign 1) or against (sign -1)."""
    found = [reason for reason in reasons if reason.points * sign > 0]
    return sorted(found, key=lambda reason: -abs(reason.points))[:most]


def runs_today(verdict: Verdict) -> str | None:
    """Name the option that runs today where another wins: why it does is often told by what speaks against this one."""
    today = verdict.today.variant
    return None if today is None or verdict.verdict in {None, OPTION_OF[today]} else OPTION_OF[today]


def flips_in_order(verdict: Verdict) -> list[Flip]:
    """Order the flips: facts, which can be found out, before what the model assumes."""
    return sorted(verdict.flips, key=lambda flip: flip.assumption)


def flip_words(flip: Flip, facts: Vocabulary) -> str:
    """Say what would change the winner: `Load, mean is above 14 a second: containers`."""
    fact = None if flip.assumption else facts.get(flip.fact)
    at = fact_value(fact, flip.at) if fact else _unnamed_value(flip)
    at = f"“{at}”" if isinstance(flip.at, str) else at
    label = flip.label or fact_label(facts, flip.fact)
    winner = OPTIONS[flip.to] if flip.to else "nothing fits"
    sign = f"is {_BOUNDS[flip.direction]}".rstrip()
    assumed = " (an assumption)" if flip.assumption else ""
    return f"{label} {sign} {at}: {winner}{assumed}"


def _split(verdict: Verdict) -> str:
    """Say what to run where: each option with the side work that goes there, and what becomes of the rest."""
    apart: dict[str, list[str]] = {}
    for name, part in verdict.split.items():
        if part.apart and part.verdict:
            clearly = part.apart_confidence is None or part.confidence >= CLEAR * part.apart_confidence
            where = ("" if clearly else "most likely ") + _RUN[part.verdict]
            apart.setdefault(where, []).append(name.replace("_", " "))
    if not apart:
        return "Split off the side work"
    gone = (f"{in_a_row(names, 'and')} {where}" for where, names in apart.items())
    return f"Split: {'; '.join(gone)}; {_rest(verdict.headline)}"


def _rest(headline: Headline) -> str:
    if headline.rest in {"build", "move"} and headline.to:
        return (
            f"{headline.rest} the rest {'to ' + OPTIONS[headline.to] if headline.rest == 'move' else _RUN[headline.to]}"
        )
    stays = {"stay": "the rest stays as it is", "regroup": "the rest stays, its parts regrouped"}
    return stays.get(headline.rest or "", "apart from the rest")


def _unnamed_value(flip: Flip) -> str:
    if isinstance(flip.at, bool | str):
        return fact_value(None, flip.at)
    return amount(flip.at, flip.unit)
