"""What follows from a what-if about the load: what grows with it, the stated bills among it, grows by the same factor.

All bills are fitted to a stated one, so that twice the load under the bill of today would look cheaper.
"""

from collections.abc import Container, Iterator, Sequence

from rules.answers import Known
from rules.horizon import GROWING
from rules.rulebook import Rulebook
from rules.subjects import SubjectAnswers

from bot.interview.multiples import multiplied
from bot.interview.reading import Understood, read
from bot.interview.saying import say

LOAD = "requests_per_second"


def with_what_follows(rulebook: Rulebook, answers: SubjectAnswers, changes: Sequence[str]) -> tuple[str, ...]:
    """Add to changes, such as `requests_per_second=80`, what follows from one of the load and is not among them."""
    named = {name.strip(): text.strip() for name, _, text in (change.partition("=") for change in changes)}
    times = _times(rulebook, answers, named.get(LOAD))
    return (*changes, *(_following(rulebook, answers, named.keys(), times) if times else ()))


def _times(rulebook: Rulebook, answers: SubjectAnswers, text: str | None) -> float | None:
    """Tell how many times as much the load becomes; None where it was not said exactly, before or now."""
    before = answers.system.get(LOAD)
    after = read(rulebook.facts[LOAD], text) if text is not None else None
    if not (isinstance(before, Known) and isinstance(after, Understood) and isinstance(after.answer, Known)):
        return None
    was, becomes = before.value, after.answer.value
    return becomes / was if isinstance(was, float) and isinstance(becomes, float) and was and becomes != was else None


def _following(rulebook: Rulebook, answers: SubjectAnswers, named: Container[str], times: float) -> Iterator[str]:
    for name in GROWING:
        answer = answers.system.get(name)
        more = multiplied(rulebook.facts[name], answer, times) if answer is not None else None
        if more is not None and name not in named:
            yield f"{name}={say(rulebook.facts[name], more)}"
