"""The texts of the evaluation, a file each: what is read, explained or asked, and what should come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

from pydantic import Field

from bot.narrator.answering.answers import Kind
from rules.answer_files import load_answers, parse_subjects
from rules.facts import Strict, Vocabulary
from rules.files import TomlFile, read_folder
from rules.problems import Problems
from rules.rulebook import HOUSE
from rules.subjects import SubjectAnswers

FOLDER = Path(__file__).parent / "texts"
CASES = HOUSE / "cases"
Text = TypeVar("Text", bound=Strict)
Figure: TypeAlias = Literal["cash", "payback", "largest_line"]


class ToRead(Strict):
    """A text to be read.

    Attributes:
        id: the name of its file.
        language: what it is written in.
        text: the text.
        either: names of facts that one may find in it or not, and that are not counted.
        answers: the answers that it holds, as answer files have them.
        side: those of side workloads.
    """

    id: str
    language: str
    text: str
    either: frozenset[str] = frozenset()
    answers: dict[str, Any]
    side: dict[str, dict[str, Any]] = Field(default_factory=dict)


class ToExplain(Strict):
    """A verdict to be explained: the published decision whose answers it is made on, and the language."""

    id: str
    case: str
    language: str


class ToAnswer(Strict):
    """A question to be answered.

    Attributes:
        id: the name of its file.
        case: the published decision on whose answers the verdict is made.
        language: what is asked in.
        question: what is asked.
        kind: what the question should be taken for.
        what_if: facts of which a change must have been tried.
        names: words that must be in the answer; of those with | between them any.
        figure: the number that must be in the answer.
    """

    id: str
    case: str
    language: str
    question: str
    kind: Kind = "answer"
    what_if: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """All of them, with the expected answers of those to be read."""

    reading: Sequence[ToRead]
    expected: Mapping[str, SubjectAnswers]
    explaining: Sequence[ToExplain]
    answering: Sequence[ToAnswer]

    @property
    def cases(self) -> list[str]:
        """The published decisions that verdicts are needed of."""
        return sorted({each.case for each in self.explaining} | {each.case for each in self.answering})


def load_texts(facts: Vocabulary, folder: Path = FOLDER) -> Texts:
    """Read all texts.

    Raises:
        RulebookError: files cannot be read, or have mistakes; all of them are listed.
    """
    problems = Problems()
    files = {task: read_folder(folder / task, problems) for task in ("reading", "explaining", "answering")}
    read, explained, asked = (
        _parsed(files["reading"], ToRead, problems),
        _parsed(files["explaining"], ToExplain, problems),
        _parsed(files["answering"], ToAnswer, problems),
    )
    expected = {file.id: _expected(file, facts, problems) for file in files["reading"]}
    problems.raise_if_any()
    return Texts(read, expected, explained, asked)


def load_cases_of(texts: Texts, facts: Vocabulary, folder: Path = CASES) -> dict[str, SubjectAnswers]:
    """Read the answers of the published decisions that texts name.

    Raises:
        RulebookError: there is no such decision, or its file has mistakes.
    """
    return {case: load_answers(folder / f"{case}.toml", facts) for case in texts.cases}


def _parsed(files: Sequence[TomlFile], model: type[Text], problems: Problems) -> list[Text]:
    return [text for file in files if (text := file.parse(model, problems)) is not None]


def _expected(file: TomlFile, facts: Vocabulary, problems: Problems) -> SubjectAnswers:
    return parse_subjects(file.name, file.content.get("answers", {}), file.content.get("side", {}), facts, problems)
