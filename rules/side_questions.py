"""What is worth asking about a side workload: the value of questions in its own worlds."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from dataclasses import replace

from rules.actions import choose_actions
from rules.decide import Settings
from rules.scoring import Engine, Scores
from rules.splits import answers_of_side, main_variant, with_second_platform
from rules.subjects import SubjectAnswers, side_facts
from rules.value import WORLDS, OpenQuestions, open_questions


def settled_main(engine: Engine, settled: Scores) -> str | None:
    """Name the variant that the system itself would get, from its settled worlds; None where nothing fits."""
    return main_variant(settled, choose_actions(engine, settled, Settings().horizon_months))


def open_questions_of_side(
    engine: Engine, answers: SubjectAnswers, workload: str, main: str, done: Collection[str] = ()
) -> OpenQuestions:
    """Find what is still worth asking about a side workload, for its own verdict.

    Args:
        engine: the rulebook made ready.
        answers: what is known of the system, and of its side workloads.
        workload: a declared side workload.
        main: the variant that the system itself gets.
        done: questions (facts or checklists) that are not to be asked again about it.
    """
    told = answers_of_side(engine, answers.system, answers.sides, workload)
    settled = with_second_platform(engine.score_settled(told, WORLDS, side=True), main)
    return open_questions(_asking_of_sides(engine), settled, answers.sides.get(workload, {}), done)


def _asking_of_sides(engine: Engine) -> Engine:
    """Give the engine with a rulebook that asks only what can be answered of a side workload."""
    narrowed = copy(engine)
    narrowed.rulebook = replace(engine.rulebook, facts=side_facts(engine.rulebook.facts))
    return narrowed
