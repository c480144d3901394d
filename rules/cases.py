"""Published decisions: what teams said before they decided, what they chose, and how a verdict compares."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from rules.answers import Answer, Answers, parse_answers
from rules.facts import Strict, Vocabulary
from rules.files import read_folder
from rules.problems import Problems
from rules.verdict import Headline

Label = Literal["functions", "containers", "monolith", "hybrid", "stay"]
Strength = Literal["measured", "reported", "decision_only"]
Depth = Literal["full", "opening", "secondary"]
LABELS = {"lambda": "functions", "containers": "containers", "monolith": "monolith"}


class Decision(Strict):
    """What the team chose, and what a neutral expert could defend from the same facts."""

    chose: Label
    acceptable: tuple[Label, ...] = Field(min_length=1)
    must_not: tuple[Label, ...]
    ambiguity: Literal["low", "medium", "high"]
    outcome: str = ""
    reasons: tuple[str, ...] = ()
    note: str = ""
    stay_on: str = ""
    split: str = ""


class Published(BaseModel):
    """Where a case was published, how well its outcome is known, and how much of the source was read."""

    model_config = ConfigDict(frozen=True, extra="allow")

    organisation: str
    year: int
    url: str
    outcome_strength: Strength | None = None
    depth: Depth | None = None


class CaseFile(Strict):
    """A case as its file holds it."""

    id: str
    answers: dict[str, Any]
    decision: Decision
    source: Published


@dataclass(frozen=True, slots=True)
class Case:
    """A published decision with its answers read."""

    id: str
    answers: Answers
    decision: Decision
    organisation: str
    year: int
    url: str
    strength: Strength | None = None
    read: Depth | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one verdict compares with a published decision."""

    case: Case
    labels: tuple[str, ...]
    acceptable: bool
    forbidden: bool

    @property
    def standing(self) -> str:
        """What it counts as: ok, forbidden, or neither."""
        return "ok" if self.acceptable else "forbidden" if self.forbidden else "not ok"


def load_cases(folder: Path, facts: Vocabulary) -> list[Case]:
    """Read a folder of cases.

    Raises:
        RulebookError: there are mistakes in them; all are listed.
    """
    problems = Problems()
    cases = []
    if not folder.is_dir():
        problems.add(str(folder), "", "no such folder.", "Name a folder of case files.")
    for file in read_folder(folder, problems):
        content = file.parse(CaseFile, problems)
        if content is not None:
            answers = parse_answers(file.name, content.answers, facts, problems)
            cases.append(_case(content, answers))
    if not cases and not len(problems):
        problems.add(str(folder), "", "no cases are in it.", "Name a folder of case files.")
    problems.raise_if_any()
    return cases


def judge_case(case: Case, advise: Callable[[Answers], Headline]) -> Outcome:
    """Make the headline on a case and compare it with the published decision."""
    return compare(case, headline_labels(advise(case.answers)))


def compare(case: Case, labels: tuple[str, ...]) -> Outcome:
    """Compare what an advisor's headline counts as with the published decision."""
    acceptable = any(label in case.decision.acceptable for label in labels)
    forbidden = not acceptable and any(label in case.decision.must_not for label in labels)
    return Outcome(case, labels, acceptable, forbidden)


def headline_labels(headline: Headline) -> tuple[str, ...]:
    """Give what a headline counts as.

    Action `stay` or `regroup` is `stay`, and the class that runs today, which is the same advice; `split` is `hybrid`;
    otherwise it is the option, with `lambda` as functions.
    """
    if headline.action == "split":
        return ("hybrid",)
    label = (LABELS[headline.to],) if headline.to else ()
    return ("stay", *label) if headline.action in {"stay", "regroup"} else label


@dataclass(frozen=True, slots=True)
class Score:
    """How an advisor did on published decisions: all of them, and those that are clear."""

    cases: int
    acceptable: int
    clear: int
    clear_acceptable: int
    forbidden: int

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Self:
        """Count outcomes."""
        clear = [outcome for outcome in outcomes if outcome.case.decision.ambiguity == "low"]
        return cls(
            cases=len(outcomes),
            acceptable=sum(each.acceptable for each in outcomes),
            clear=len(clear),
            clear_acceptable=sum(each.acceptable for each in clear),
            forbidden=sum(each.forbidden for each in outcomes),
        )


def _case(content: CaseFile, answers: dict[str, Answer]) -> Case:
    source = content.source
    return Case(
        content.id,
        answers,
        content.decision,
        source.organisation,
        source.year,
        source.url,
        source.outcome_strength,
        source.depth,
    )
