"""How a fact is found out by whoever answered so far: with the tools of AWS only where these are at hand."""

from rules.answers import Among, Answer, Answers, Known
from rules.facts import Fact

AT_HAND = {
    "": {},
    "aws": {
        "cloud": {"aws", "none_yet"},
        "current_platform": {"none", "lambda", "fargate", "ecs_ec2", "kubernetes", "servers", "mixed"},
    },
    "lambda": {
        "cloud": {"aws", "none_yet"},
        "current_platform": {"none", "lambda", "mixed"},
        "current_shape": {"nothing", "functions", "mixed"},
    },
}
"""What must be possible, by fact, for the tools that a measure needs to be at hand."""


def how_to_measure(fact: Fact, answers: Answers) -> str:
    """Say how to find out a fact."""
    measure = fact.measure
    at_hand = all(_may_be(answers.get(name), choices) for name, choices in AT_HAND[measure.on].items())
    return measure.how if at_hand else measure.elsewhere


def _may_be(answer: Answer | None, choices: set[str]) -> bool:
    """Tell whether an answer leaves any of some choices possible."""
    if isinstance(answer, Known):
        return answer.value in choices
    return not isinstance(answer, Among) or any(value in choices for value in answer.values)
