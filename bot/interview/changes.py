"""Changes written as `fact=value` or `workload.fact=value`, for what-ifs."""

from collections.abc import Iterable

from rules.answers import Answer, Unknown, contradictions
from rules.problems import Problems
from rules.rulebook import Rulebook
from rules.subjects import DECLARED, SYSTEM, SubjectAnswers, declared_sides, named, subject_and_fact, why_not

from bot.interview.reading import Command, Refused, Understood, read
from bot.interview.saying import say


def read_changes(rulebook: Rulebook, answers: SubjectAnswers, changes: Iterable[str]) -> SubjectAnswers:
    """Apply changes such as `engineers=5` or `scheduled_jobs.longest_job_minutes=40` to answers.

    A side workload that is no longer declared after them loses its answers.

    Raises:
        RulebookError: some change cannot be read or is impossible; all such are listed.
    """
    problems = Problems()
    changed = {SYSTEM: dict(answers.system)} | {name: dict(own) for name, own in answers.sides.items()}
    spoken_of = []
    for change in changes:
        name, _, text = (part.strip() for part in change.partition("="))
        subject, fact = subject_and_fact(name)
        answer = _read(rulebook, change, subject, fact, text, problems)
        if answer is not None:
            changed.setdefault(subject, {})[fact] = answer
            spoken_of.append((change, subject))
    declared = declared_sides(changed[SYSTEM])
    for change, subject in spoken_of:
        if subject not in {SYSTEM, *declared}:
            problems.add(change, "", f'"{subject}" is not among the {DECLARED}.', f"Add it to {DECLARED}.")
    for subject, own in changed.items():
        for fact, reason in contradictions(own):
            problems.add(named(subject, fact), "", reason, "Change both.")
    problems.raise_if_any()
    return SubjectAnswers(changed[SYSTEM], {name: changed[name] for name in declared if changed.get(name)})


def understood(rulebook: Rulebook, changed: SubjectAnswers, changes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Say back what was understood of changes: the name of each, and its answer as people write it.

    Args:
        rulebook: the vocabulary.
        changed: the answers after the changes.
        changes: as `read_changes` read them.
    """
    names = [change.partition("=")[0].strip() for change in changes]
    return tuple((name, _said_back(rulebook, changed, name)) for name in names)


def _said_back(rulebook: Rulebook, answers: SubjectAnswers, name: str) -> str:
    subject, fact = subject_and_fact(name)
    own = answers.system if subject == SYSTEM else answers.sides[subject]
    return say(rulebook.facts[fact], own[fact])


def _read(rulebook: Rulebook, change: str, subject: str, name: str, text: str, problems: Problems) -> Answer | None:
    refused = why_not(rulebook.facts, subject, name)
    if refused is not None:
        problems.add(change, "", *refused)
        return None
    fact = rulebook.facts[name]
    reading = read(fact, text)
    if isinstance(reading, Understood):
        return reading.answer
    if reading == Command("dont_know"):
        return Unknown()
    problems.add(change, "", reading.reason if isinstance(reading, Refused) else fact.bad_answer)
    return None
