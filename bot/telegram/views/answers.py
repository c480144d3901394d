"""What was said so far, with the names by which it is changed."""

from collections.abc import Iterator
from itertools import count

from bot.interview.record import Record
from bot.interview.saying import say
from bot.interview.sides import labelled
from bot.telegram.html import Html, code, escape, join
from bot.telegram.views.pieces import section
from bot.words.names import capital, workload
from rules.answers import Answers
from rules.rulebook import Rulebook
from rules.subjects import SYSTEM, named


def answers_view(rulebook: Rulebook, record: Record) -> tuple[Html, ...]:
    """List the answers of the system and of each side workload, and what was skipped."""
    told = record.by_subject
    subjects = [(SYSTEM, told.system), *told.sides.items()]
    numbers = count(1)
    sections = [_answers(rulebook, subject, answers, numbers) for subject, answers in subjects if answers]
    hint = escape("To change one, send its number, or its name and what holds instead: ", code("engineers = 5"))
    paragraphs = (*sections, *_skipped(rulebook, record))
    return (*paragraphs, hint) if paragraphs else (Html("You have not answered anything yet."),)


def _answers(rulebook: Rulebook, subject: str, answers: Answers, numbers: Iterator[int]) -> Html:
    title = "Your answers" if subject == SYSTEM else f"About {workload(rulebook.facts, subject)}"
    return section(title, [_answer(rulebook, subject, name, answers, next(numbers)) for name in answers])


def _answer(rulebook: Rulebook, subject: str, name: str, answers: Answers, number: int) -> Html:
    fact = rulebook.facts[name]
    return join((f"{number}. {capital(fact.label)}: {say(fact, answers[name])}", code(named(subject, name))), " · ")


def _skipped(rulebook: Rulebook, record: Record) -> Iterator[Html]:
    asked = {name: fact.label for name, fact in rulebook.facts.items()}
    asked |= {name: checklist.label for name, checklist in rulebook.checklists.items()}
    labels = [labelled(rulebook, each.subject, asked[each.question]) for each in record.entries if not each.answers]
    if labels:
        yield escape(f"Skipped: {', '.join(dict.fromkeys(labels))}.")
