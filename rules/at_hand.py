"""What is at hand for whoever answered so far: the tools of AWS where one may run there, and figures of what runs."""

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
"""What must be possible, by fact, for what a measure or a finding needs to be at hand."""


def at_hand(needs: str, answers: Answers) -> bool:
    """Tell whether what is needed may be there, by the answers so far."""
    return all(_may_be(answers.get(name), choices) for name, choices in AT_HAND[needs].items())


def how_to_measure(fact: Fact, answers: Answers) -> str:
    """Say how to find out a fact, or how to estimate it where nothing runs yet."""
    if nothing_runs(answers):
        return fact.measure.planned or fact.measure.elsewhere or fact.measure.how
    return fact.measure.how if at_hand(fact.measure.on, answers) else fact.measure.elsewhere


def can_be_known(fact: Fact, answers: Answers) -> bool:
    """Tell whether there is anything to find out: of what runs today there is not, where nothing does."""
    return not (fact.of_today and nothing_runs(answers))


def nothing_runs(answers: Answers) -> bool:
    """Tell whether it was said that nothing runs yet."""
    return answers.get("current_shape") == Known("nothing") or answers.get("current_platform") == Known("none")


def _may_be(answer: Answer | None, choices: set[str]) -> bool:
    """Tell whether an answer leaves any of some choices possible."""
    if isinstance(answer, Known):
        return answer.value in choices
    return not isinstance(answer, Among) or any(value in choices for value in answer.values)
