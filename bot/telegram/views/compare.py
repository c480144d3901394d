"""Two verdicts side by side: before and after a change, or of two assessments."""

from collections.abc import Iterator, Sequence

from bot.interview.saying import say
from bot.interview.sides import labelled
from bot.telegram.html import Html, bold, escape, italic
from bot.telegram.views.pieces import bullets, section
from bot.words.comparing import NEWS, news, rows
from bot.words.names import capital
from rules.answers import Answers
from rules.rulebook import Rulebook
from rules.subjects import SYSTEM, SubjectAnswers
from rules.verdict import Verdict

NOT_SAID = "not said"


def compare_view(before: Verdict, after: Verdict, changes: Sequence[str]) -> tuple[Html, ...]:
    """Show what becomes of a verdict.

    Args:
        before: the verdict as it was.
        after: the verdict with the changes.
        changes: what differs in the answers, such as `Engineers: 5 → 12`.
    """
    figures = list(rows(before, after))
    same = all(was == becomes for _, was, becomes in figures)
    paragraphs = (
        section("What differs in the answers", bullets(changes or ["nothing"])),
        section("What becomes of the verdict", [_figure(*figure) for figure in figures]),
        italic("Nothing changes.") if same else Html(),
        _news("New with the change", news(after, before)),
        _news("Gone with the change", news(before, after)),
    )
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def answer_changes(rulebook: Rulebook, before: SubjectAnswers, after: SubjectAnswers) -> tuple[str, ...]:
    """Say which answers differ, with what was said and what is said now: `Engineers: 5 → 12`."""
    subjects = [(SYSTEM, before.system, after.system)]
    names = dict.fromkeys((*before.sides, *after.sides))
    subjects += [(name, before.sides.get(name, {}), after.sides.get(name, {})) for name in names]
    return tuple(line for subject in subjects for line in _changes_of(rulebook, *subject))


def _changes_of(rulebook: Rulebook, subject: str, before: Answers, after: Answers) -> Iterator[str]:
    for name in dict.fromkeys((*before, *after)):
        was, becomes = (_said(rulebook, name, answers) for answers in (before, after))
        if was != becomes:
            yield f"{labelled(rulebook, subject, rulebook.facts[name].label)}: {was} → {becomes}"


def _said(rulebook: Rulebook, name: str, answers: Answers) -> str:
    return say(rulebook.facts[name], answers[name]) if name in answers else NOT_SAID


def _figure(name: str, was: str, becomes: str) -> Html:
    name = capital(name)
    return escape(f"{name}: {was} → ", bold(becomes)) if was != becomes else escape(f"{name}: {was}")


def _news(title: str, sentences: list[str]) -> Html:
    more = len(sentences) - NEWS
    rest = [italic(f"and {more} more")] if more > 0 else []
    return section(title, [*bullets(sentences[:NEWS]), *rest]) if sentences else Html()
