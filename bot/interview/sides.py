"""Side workloads in the interview: which of them is asked about next, what, and how they are named."""

from collections.abc import Iterator

from rules.rulebook import Rulebook
from rules.scoring import Engine, Scores
from rules.side_questions import open_questions_of_side, settled_main
from rules.subjects import SYSTEM, declared_sides
from rules.value import OpenQuestions

from bot.interview.asked import asked_about
from bot.interview.record import Record
from bot.words.names import workload

MOST_OF_EACH = 3
"""Questions about one side workload, at most; it is seldom fewer."""


def open_sides(engine: Engine, record: Record, settled: Scores) -> Iterator[tuple[str, OpenQuestions]]:
    """Give each declared side workload that has a question worth asking, with its questions.

    Args:
        engine: the rulebook made ready.
        record: all that was said so far.
        settled: worlds around the system's answers in which only facts vary.
    """
    declared = declared_sides(record.answers)
    main = settled_main(engine, settled) if declared else None
    for name in declared if main is not None else ():
        done = asked_about(engine.rulebook, record, name)
        if main is not None and len(done) < MOST_OF_EACH:
            found = open_questions_of_side(engine, record.by_subject, name, main, done)
            if found.ranked:
                yield name, found


def likely_left_of_sides(record: Record, but: str = "") -> int:
    """Guess how many questions come of the side workloads that were not asked about yet, but one."""
    begun = {entry.subject for entry in record.entries}
    return MOST_OF_EACH * len(set(declared_sides(record.answers)) - begun - {but})


def about(rulebook: Rulebook, subject: str) -> str:
    """Begin a question with the side workload that it is about; one about the system needs no such words."""
    if subject == SYSTEM:
        return ""
    name = workload(rulebook.facts, subject)
    article, _, rest = name.partition(" ")
    return f"About {f'the {rest}' if article in {'a', 'an'} else name}: "


def labelled(rulebook: Rulebook, subject: str, label: str) -> str:
    """Write the label of a fact or checklist, with the side workload that it is of."""
    return label if subject == SYSTEM else f"{label} ({workload(rulebook.facts, subject)})"
