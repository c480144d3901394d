"""A card as messages: its text in parts, and its buttons under the last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.interview.advisor import Advisor
from bot.interview.changes import read_changes
from bot.interview.questions import Progress
from bot.interview.record import Draft, Record
from bot.interview.saying import say
from bot.interview.sides import labelled
from bot.narrator.reading import shown_quote
from bot.telegram.asking import asked_on
from bot.telegram.buttons import Keyboard
from bot.telegram.html import Html, bold, escape, join, parts
from bot.telegram.keyboards import keyboard
from bot.telegram.lists import held, values_to_try, worth_trying
from bot.telegram.sitting import Sitting
from bot.telegram.views import plain
from bot.telegram.views.answers import answers_view
from bot.telegram.views.compare import NOT_SAID, answer_changes, compare_view
from bot.telegram.views.costs import costs_view
from bot.telegram.views.found import FoundLine, found_view
from bot.telegram.views.pieces import numbered, section
from bot.telegram.views.question import change_view, question_view
from bot.telegram.views.reasons import reasons_view
from bot.telegram.views.report import report_view
from bot.telegram.views.rule import rule_view
from bot.telegram.views.told import told_view
from bot.telegram.views.verdict import verdict_view
from bot.words.names import capital
from rules.subjects import subject_and_fact

Paragraphs = tuple[Html, ...]
SAY_THEMSELVES = frozenset({"question", "change", "found", "told"})
"""Cards whose pages hold what is said to the last message; around all others it is set here."""
UNDER_WAY = frozenset({"question", "change", "found", "stopped"})
"""Cards that say themselves how an interview goes on."""
SAID_FIRST = frozenset({"verdict", "answers"})
"""Cards on which it comes first; other pages may be long, so that it is seen at their end, above the buttons."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A card as it is sent: messages in order, none of them too long, and the buttons of the last."""

    parts: tuple[str, ...]
    keyboard: Keyboard


def render(advisor: Advisor, sitting: Sitting) -> Rendered:
    """Write a card."""
    sitting = sitting.fitted(advisor)
    hint = (plain.HOW_TO_REPLY,) if sitting.in_group else ()
    return Rendered(parts((*_paragraphs(advisor, sitting), *hint)), keyboard(advisor, sitting))


def _paragraphs(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    """Write a card's text, with what is said to the last message."""
    shows, page = sitting.view.shows, _PAGES[sitting.view.shows](advisor, sitting)
    said = () if shows in SAY_THEMSELVES else tuple(map(escape, sitting.view.said))
    on = () if sitting.finished or shows in UNDER_WAY else (plain.HOW_TO_GO_ON,)
    return (*said, *page, *on) if shows in SAID_FIRST else (*page, *said, *on)


def _change(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    view, put = sitting.view, asked_on(advisor, sitting.view)
    answer = held(sitting.record, view.subject, view.question)
    now = say(advisor.rulebook.facts[view.question], answer) if answer is not None else NOT_SAID
    return change_view(put, now, view.said, view.ticked, view.why_open, view.understood)


def _question(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    view, put = sitting.view, asked_on(advisor, sitting.view)
    progress = Progress(view.answered, view.left)
    return question_view(put, progress, view.said, view.ticked, view.why_open, view.understood)


def _verdict(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    return verdict_view(sitting.verdict(advisor), advisor.rulebook.facts, sitting.record.guess)


def _report(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    return report_view(sitting.verdict(advisor), advisor.rulebook.facts, sitting.record.guess)


def _reasons(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    return reasons_view(sitting.verdict(advisor))


def _rule(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    return rule_view(advisor.rulebook, sitting.view.name)


def _costs(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    return costs_view(sitting.verdict(advisor), sitting.view.name)


def _what_if(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    names = worth_trying(advisor, sitting.verdict(advisor))
    labels = [capital(advisor.rulebook.facts[name].label) for name in names]
    return (section("What if…", numbered(labels)), plain.WHAT_IF)


def _what_if_fact(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    fact = advisor.rulebook.facts[subject_and_fact(sitting.view.name)[1]]
    labels = [label for label, _ in values_to_try(advisor, sitting, sitting.view.name)]
    values = join(numbered(labels)) if fact.choices else escape("Type it, such as: ", ", ".join(labels))
    return (bold(f"What if it were otherwise: {fact.label}?"), escape(fact.question), values)


def _what_if_result(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    told = sitting.record.by_subject
    changed = read_changes(advisor.rulebook, told, sitting.view.changes)
    changes = answer_changes(advisor.rulebook, told, changed)
    return (*compare_view(sitting.verdict(advisor), advisor.decide_on(changed), changes), plain.HOW_TO_KEEP)


def _compare(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    other = sitting.other
    if other is None:
        return _verdict(advisor, sitting)
    verdicts = (other.verdict(advisor), sitting.verdict(advisor))
    changes = answer_changes(advisor.rulebook, other.fitted(advisor).record.by_subject, sitting.record.by_subject)
    return compare_view(*verdicts, changes)


def _answers(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    return answers_view(advisor.rulebook, sitting.record)


def _remind(_advisor: Advisor, _sitting: Sitting) -> Paragraphs:
    return (bold("When shall I come back?"), plain.REMIND)


def _found(advisor: Advisor, sitting: Sitting) -> Paragraphs:
    lines = [_found_line(advisor, sitting.record, draft) for draft in sitting.record.drafts]
    return found_view(lines, sitting.view.said)


def _found_line(advisor: Advisor, record: Record, draft: Draft) -> FoundLine:
    fact = advisor.rulebook.facts[draft.fact]
    before = record.answers_of(draft.subject).get(draft.fact)
    return FoundLine(
        label=capital(labelled(advisor.rulebook, draft.subject, fact.label)),
        says=say(fact, draft.answer),
        before=say(fact, before) if before is not None else "",
        words=shown_quote(advisor.rulebook, draft),
    )


def _told(_advisor: Advisor, sitting: Sitting) -> Paragraphs:
    keep = (plain.HOW_TO_KEEP,) if sitting.view.changes else ()
    return (*told_view(sitting.view.told, sitting.view.said), *keep)


def _stopped(_advisor: Advisor, _sitting: Sitting) -> Paragraphs:
    return (plain.STOPPED,)


_PAGES: Mapping[str, Callable[[Advisor, Sitting], Paragraphs]] = {
    "question": _question, "change": _change, "answers": _answers, "verdict": _verdict, "report": _report,
    "reasons": _reasons, "rule": _rule, "costs": _costs, "what_if": _what_if, "what_if_fact": _what_if_fact,
    "what_if_result": _what_if_result, "compare": _compare, "remind": _remind, "stopped": _stopped,
    "found": _found, "told": _told,
}  # fmt: skip
