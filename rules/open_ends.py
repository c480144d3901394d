"""What could still change a verdict, told: flips, facts worth knowing, and the assumptions behind it all."""

from rules.answers import Answers
from rules.at_hand import how_to_measure
from rules.options import OPTION_NAMES
from rules.rulebook import Rulebook
from rules.standards import AssumptionUsed
from rules.trials import Trial
from rules.value import QuestionValue
from rules.verdict import Flip, WorthKnowing
from rules.winning import NOBODY

MOST_UNKNOWN = 6
"""Facts worth knowing that are named."""
LEAST_GAIN = 0.005
"""What a fact must make the verdict surer by: below it, no minute of finding it out is well spent."""


def flip_of(rulebook: Rulebook, trial: Trial) -> Flip:
    """Tell a flip: which value, on which side of what is held, leads where."""
    fact, assumption = rulebook.facts.get(trial.name), rulebook.assumptions.get(trial.name)
    direction = "is" if trial.base is None else "above" if trial.above else "below"
    return Flip(
        fact=trial.name,
        at=trial.value,
        direction=direction,
        to=None if trial.winner == NOBODY else OPTION_NAMES[trial.winner],
        assumption=trial.assumption,
        label=fact.label if fact else assumption.what if assumption else "",
        unit=fact.unit if fact else assumption.unit if assumption else "",
    )


def worth_knowing(rulebook: Rulebook, ranked: list[QuestionValue], answers: Answers) -> tuple[WorthKnowing, ...]:
    """List the facts that are most worth knowing, and how to measure them where the system runs."""
    worth = [(rulebook.facts[value.question], value.gain) for value in ranked if value.gain > LEAST_GAIN]
    return tuple(
        WorthKnowing(
            fact=fact.id,
            value=gain,
            label=fact.label,
            measure=how_to_measure(fact, answers),
            minutes=fact.measure.minutes,
        )
        for fact, gain in worth[:MOST_UNKNOWN]
    )


def assumptions_of(rulebook: Rulebook) -> tuple[AssumptionUsed, ...]:
    """List the assumptions of the model with their spreads."""
    return tuple(
        AssumptionUsed(name=each.id, what=each.what, value=each.mid, low=each.low, high=each.high, unit=each.unit)
        for each in rulebook.assumptions.values()
    )
