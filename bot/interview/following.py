"""What follows from a what-if about the load: what grows with it, the stated bills among it, grows by the same factor.

All bills are fitted to a stated one, so that twice the load under the bill of today would look cheaper.
"""

import math
from collections.abc import Container, Iterator, Sequence

from rules.answers import Answer, Known, Range, bounds
from rules.horizon import GROWING
from rules.rulebook import Rulebook
from rules.subjects import SYSTEM, SubjectAnswers, subject_and_fact

from bot.interview.multiples import multiple_in, multiplied
from bot.interview.reading import Refused, Understood, read
from bot.interview.saying import say

LOAD = "requests_per_second"


def with_what_follows(rulebook: Rulebook, answers: SubjectAnswers, changes: Sequence[str]) -> tuple[str, ...]:
    """Add to changes, such as `requests_per_second=80`, what follows from one of the load and is not among them.

    Where a change is a multiple, such as `requests_per_second=2x`, it is written out as that of what was answered.
    """
    changes = tuple(_written_out(rulebook, answers, change) for change in changes)
    named = {name.strip(): text.strip() for name, _, text in (change.partition("=") for change in changes)}
    times = _times(rulebook, answers, named.get(LOAD))
    return (*changes, *(_following(rulebook, answers, named.keys(), times) if times else ()))


def _written_out(rulebook: Rulebook, answers: SubjectAnswers, change: str) -> str:
    name, _, text = (part.strip() for part in change.partition("="))
    subject, fact = subject_and_fact(name)
    multiple = multiple_in(text)
    if multiple is None or fact not in rulebook.facts or not isinstance(read(rulebook.facts[fact], text), Refused):
        return change
    own = answers.system if subject == SYSTEM else answers.sides.get(subject, {})
    more = multiplied(rulebook.facts[fact], own[fact], multiple.times) if fact in own else None
    return change if more is None else f"{name}={say(rulebook.facts[fact], more)}"


def _times(rulebook: Rulebook, answers: SubjectAnswers, text: str | None) -> float | None:
    """Tell how many times as much the load becomes; None where it does not by the same factor at both ends."""
    after = read(rulebook.facts[LOAD], text) if text is not None else None
    if not isinstance(after, Understood):
        return None
    was, becomes = _ends(answers.system.get(LOAD)), _ends(after.answer)
    if len(was) != len(becomes) or not all(was):
        return None
    factors = {round(new / old, 9) for old, new in zip(was, becomes, strict=True)}
    return factors.pop() if len(factors) == 1 and was != becomes else None


def _ends(answer: Answer | None) -> tuple[float, ...]:
    """Give the ends of a number that is known, or is between two that are."""
    ends = bounds(answer) if isinstance(answer, Known | Range) else ()
    return ends if all(map(math.isfinite, ends)) else ()


def _following(rulebook: Rulebook, answers: SubjectAnswers, named: Container[str], times: float) -> Iterator[str]:
    for name in GROWING:
        answer = answers.system.get(name)
        more = multiplied(rulebook.facts[name], answer, times) if answer is not None else None
        if more is not None and name not in named:
            yield f"{name}={say(rulebook.facts[name], more)}"
