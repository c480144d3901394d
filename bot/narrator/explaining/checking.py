"""What is wrong with a model's explanation: every complaint is a sentence that tells the model what to mend."""

from collections.abc import Iterator

from bot.narrator.checks import Grounds, complaints
from bot.narrator.checks.figures import read_figures
from bot.narrator.explaining.decided import complaints_about_opening
from bot.narrator.explaining.explanation import Explanation, Worded, paragraphs
from bot.narrator.explaining.length import MOST_WORDS, words_in
from bot.narrator.languages import ENGLISH, is_english
from rules.verdict import Verdict


def complaints_about(explanation: Explanation, verdict: Verdict, grounds: Grounds) -> tuple[str, ...]:
    """Check a whole explanation: what it says was decided, each text, the order, the length and the language.

    Args:
        explanation: what a model made; its rules and steps are known to be among those of the verdict.
        verdict: what it explains.
        grounds: what may be said.
    """
    decided, texts = complaints_about_opening(explanation.opening, verdict), _of_texts(explanation, grounds)
    costs = _of_costs(explanation) if verdict.verdict else ()
    return (*decided, *texts, *costs, *_of_order(explanation), *_of_length(explanation), *_of_language(explanation))


def _of_texts(explanation: Explanation, grounds: Grounds) -> Iterator[str]:
    for where, text in _places(explanation):
        if not text:
            yield f"{where}: it says nothing."
        for complaint in complaints(text, grounds, explanation.language):
            yield f"{where}: {complaint}"


def _of_costs(explanation: Explanation) -> Iterator[str]:
    figures = (figure for figure in read_figures(explanation.costs, explanation.language) if figure.kind == "money")
    if not any(figures):
        yield "costs: no figure is in it. Say what it costs a month, in dollars."


def _places(explanation: Explanation) -> Iterator[tuple[str, str]]:
    yield "opening", explanation.opening
    yield from _listed("reasons", explanation.reasons)
    yield "costs", explanation.costs
    yield "gives_up", explanation.gives_up
    yield from _listed("steps", explanation.steps)


def _listed(part: str, worded: tuple[Worded, ...]) -> Iterator[tuple[str, str]]:
    yield from ((f"{part} ({each.name})", each.text) for each in worded)


def _of_order(explanation: Explanation) -> Iterator[str]:
    for part, worded in (("reasons", explanation.reasons), ("steps", explanation.steps)):
        names = [each.name for each in worded]
        twice = sorted({name for name in names if names.count(name) > 1})
        yield from (f"{part} ({name}): it is told more than once." for name in twice)
    numbers = [int(step.name) for step in explanation.steps]
    if numbers != sorted(numbers):
        yield "steps: they are not in the order of the plan."


def _of_length(explanation: Explanation) -> Iterator[str]:
    words = sum(words_in(paragraph) for paragraph in paragraphs(explanation))
    if words > MOST_WORDS:
        yield f"It has {words} words in all. Say it in at most 200."


def _of_language(explanation: Explanation) -> Iterator[str]:
    english = is_english(" ".join(explanation.texts))
    if english is not (explanation.language == ENGLISH):
        yield f'It is not in the language that was asked for. Write every text in "{explanation.language}".'
