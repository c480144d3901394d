"""What follow-up questions are asked about, and what answers them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rules.subjects import SubjectAnswers
from rules.verdict import Verdict

Kind: TypeAlias = Literal["answer", "description", "off_topic"]
OFF_TOPIC = (
    "That I cannot answer, but do ask me about this verdict: a cost (“what does NAT cost me here?”), an option "
    "(“why not Kubernetes?”), a change (“and if traffic doubles?”), the payback or the plan."
)


@dataclass(frozen=True, slots=True)
class Case:
    """What a question is about: a verdict and the answers it was made on. Nothing else of a chat is known to it."""

    verdict: Verdict
    answers: SubjectAnswers


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    Attributes:
        kind: "description" where the text describes a system and is to be read as answers instead.
        paragraphs: what is said; nothing where it is a description.
        what_ifs: the changes, `fact=value` each, of the last what-if that was tried for it; they hold together, and
            none of them is kept unless the person says so.
    """

    kind: Kind
    paragraphs: tuple[str, ...] = ()
    what_ifs: tuple[str, ...] = ()


ELSEWHERE = Answer("off_topic", (OFF_TOPIC,))
"""The answer to what is no question about the verdict."""
