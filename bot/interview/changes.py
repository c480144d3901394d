"""Changes written as `fact=value`, for what-ifs."""

from collections.abc import Iterable

from rules.answers import Answer, Answers, Unknown, contradictions
from rules.problems import Problems, did_you_mean
from rules.rulebook import Rulebook

from bot.interview.reading import Command, Refused, Understood, read


def read_changes(rulebook: Rulebook, answers: Answers, changes: Iterable[str]) -> dict[str, Answer]:
    """Apply changes such as `engineers=5` to answers.

    Raises:
        RulebookError: some change cannot be read or is impossible; all such are listed.
    """
    problems, changed = Problems(), dict(answers)
    for change in changes:
        name, _, text = (part.strip() for part in change.partition("="))
        fact = rulebook.facts.get(name)
        if fact is None:
            problems.add(change, "", f'no fact "{name}".', did_you_mean(name, rulebook.facts))
            continue
        reading = read(fact, text)
        if isinstance(reading, Understood):
            changed[name] = reading.answer
        elif reading == Command("dont_know"):
            changed[name] = Unknown()
        else:
            problems.add(change, "", reading.reason if isinstance(reading, Refused) else fact.bad_answer)
    for name, reason in contradictions(changed):
        problems.add(name, "", reason, "Change both.")
    problems.raise_if_any()
    return changed
