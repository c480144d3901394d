"""Which questions are done."""

from rules.checklists import lines_of
from rules.facts import Vocabulary
from rules.rulebook import Rulebook
from rules.subjects import SYSTEM, side_facts

from bot.interview.record import Record


def facts_about(rulebook: Rulebook, subject: str) -> Vocabulary:
    """Give the facts that can be answered of a subject."""
    return rulebook.facts if subject == SYSTEM else side_facts(rulebook.facts)


def asked_about(rulebook: Rulebook, record: Record, subject: str = SYSTEM) -> set[str]:
    """Give the questions about a subject that are done; a checklist that has since lost a line to an edit is not."""
    last = {entry.question: entry.answers for entry in record.entries if entry.subject == subject}
    facts, answers = facts_about(rulebook, subject), record.answers_of(subject)

    def cut(checklist: str) -> bool:
        return any(fact.id not in answers for fact in lines_of(checklist, facts))

    return {name for name, said in last.items() if not (said and cut(name))}
