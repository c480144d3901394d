"""The plan: fixes, then advice, then a pilot of what was chosen, and what each step saves."""

from itertools import product
from typing import Any

import pytest

from rules.actions import choose_actions
from rules.decide import decide
from rules.findings import fired, open_tunings
from rules.options import OPTION_NAMES
from rules.plan import Holding, likely_savings, plan
from rules.rule import Pilot, Rule
from rules.scoring import Engine
from rules.verdict import Headline, PlanStep, SplitPart
from tests.rules.books import house
from tests.rules.deciding import ALWAYS, QUICK, answers, archetype, engine_with, made_up, verdict_on

STEP = {"do": "Do it.", "days": 2, "done_when": "It is done.", "undo": "Undo it."}
GPU = {"fact": "gpu", "is": True}
RUNS: dict[str, Any] = {"current_shape": "functions", "current_platform": "lambda", "engineers": 5}
ONE_PROGRAM = {"current_shape": "monolith", "current_platform": "servers"}
NEW: dict[str, Any] = {"current_shape": "nothing", "current_platform": "none", "engineers": 5}
RUNNING = {"fact": "current_shape", "in": ["functions", "services", "monolith", "mixed"]}
STAYS = Headline(action="stay", to="lambda", confidence=0.9, tie=False, because="So.")


def told(action: str, to: str) -> Headline:
    return STAYS.model_copy(update={"action": action, "to": to})


def apart(option: str, apart: bool = True) -> SplitPart:
    return SplitPart.model_validate(
        {"verdict": option, "variant": None, "confidence": 0.9, "apart": apart, "cost_usd_month": None}
    )


def pilot_for(action: str, to: str, when: object = RUNNING, name: str = "") -> Rule:
    assert isinstance(when, dict)
    tries = {"action": action, "to": to}
    return made_up(name or f"{action}-to-{to}", "pilot", when, tries=tries, steps=[STEP])


def planned(
    engine: Engine, headline: Headline = STAYS, split: dict[str, SplitPart] | None = None, **known: object
) -> list[PlanStep]:
    said = answers(**known)
    scores = engine.score(said, 400)
    likely = likely_savings(open_tunings(engine.rulebook, said), scores, 18)
    holding = Holding(fired(engine.rulebook, said), likely)
    return list(plan(engine, holding, scores, choose_actions(engine, scores, 18), headline, split or {}))


def rules_of(steps: list[PlanStep]) -> list[tuple[str, str]]:
    return [(step.part, step.rule) for step in steps]


def test_the_plan_has_the_steps_of_what_surely_holds() -> None:
    engine = engine_with([made_up("mind-the-gpu", "finding", GPU, steps=[STEP, {**STEP, "do": "Then this."}])])
    steps = planned(engine, gpu=True)
    assert [step.step for step in steps] == ["Do it.", "Then this."]
    assert (steps[0].rule, steps[0].days, steps[0].done_when, steps[0].undo) == (
        "mind-the-gpu",
        2,
        "It is done.",
        "Undo it.",
    )
    assert planned(engine, gpu=False) == planned(engine) == []


def test_advice_is_planned_only_where_something_runs() -> None:
    engine = engine_with([made_up("regroup-them", "advice", ALWAYS, advises="regroup", steps=[STEP])])
    assert rules_of(planned(engine, **RUNS)) == [("advice", "regroup-them")]
    assert planned(engine, **NEW) == []


ADVICE = [
    made_up("leave-them", "advice", ALWAYS, advises="move", steps=[STEP]),
    made_up("regroup-them", "advice", ALWAYS, advises="regroup", steps=[STEP]),
    made_up("stay-there", "advice", ALWAYS, advises="stay", steps=[STEP]),
]


def test_fixes_come_first_then_advice_then_the_pilot() -> None:
    engine = engine_with([pilot_for("move", "monolith"), *ADVICE, made_up("mend", "finding", ALWAYS, steps=[STEP])])
    assert rules_of(planned(engine, told("move", "monolith"), **RUNS)) == [
        ("fix", "mend"),
        ("advice", "regroup-them"),
        ("advice", "stay-there"),
        ("advice", "leave-them"),
        ("pilot", "move-to-monolith"),
    ]


def test_what_the_headline_quotes_leads_the_advice() -> None:
    quoting = STAYS.model_copy(update={"because": "stay-there."})
    steps = planned(engine_with(ADVICE), quoting, **RUNS)
    assert [step.rule for step in steps] == ["stay-there", "regroup-them", "leave-them"]


def test_what_the_headline_quotes_is_planned_even_where_it_is_only_likely() -> None:
    engine = engine_with([made_up("regroup-them", "advice", GPU, advises="regroup", steps=[STEP])])
    assert planned(engine, STAYS, **RUNS) == []
    quoting = told("regroup", "lambda").model_copy(update={"because": "regroup-them."})
    assert rules_of(planned(engine, quoting, **RUNS)) == [("advice", "regroup-them")]


PILOTS = [pilot_for(action, to) for action, to in product(("move", "split"), OPTION_NAMES)]
FIRST = [pilot_for("build", to, {"fact": "current_shape", "is": "nothing"}) for to in OPTION_NAMES]


@pytest.mark.parametrize("to", OPTION_NAMES)
def test_a_move_is_tried_on_one_part_and_a_build_on_one_slice(to: str) -> None:
    engine = engine_with([*PILOTS, *FIRST])
    assert rules_of(planned(engine, told("move", to), **RUNS)) == [("pilot", f"move-to-{to}")]
    assert rules_of(planned(engine, told("build", to), **NEW)) == [("pilot", f"build-to-{to}")]


def test_who_stays_tries_nothing() -> None:
    engine = engine_with([*PILOTS, *FIRST])
    assert planned(engine, told("stay", "lambda"), **RUNS) == planned(engine, told("regroup", "lambda"), **RUNS) == []
    nothing = Headline(action=None, to=None, confidence=0, tie=False, because="So.")
    assert planned(engine, nothing, **RUNS) == []


def test_a_split_is_tried_once_for_each_option_that_side_work_goes_to() -> None:
    split = {"ml": apart("containers"), "iot": apart("lambda"), "notifications": apart("lambda")}
    split |= {"web_app": apart("monolith", apart=False)}
    engine = engine_with([*PILOTS, *FIRST])
    steps = planned(engine, told("split", "monolith"), split, **{**RUNS, **ONE_PROGRAM})
    assert rules_of(steps) == [("pilot", "split-to-containers"), ("pilot", "split-to-lambda")]
    # What has nothing to be split off from yet is built first.
    steps = planned(engine, told("split", "monolith"), split, **NEW)
    assert rules_of(steps) == [("pilot", "build-to-monolith")]


def test_what_moves_beside_side_work_that_is_split_off_is_tried_first() -> None:
    both = told("split", "monolith").model_copy(update={"rest": "move"})
    steps = planned(engine_with([*PILOTS, *FIRST]), both, {"ml": apart("containers")}, **RUNS)
    assert rules_of(steps) == [("pilot", "move-to-monolith"), ("pilot", "split-to-containers")]


def test_side_work_that_stays_where_it_is_while_the_rest_moves_is_not_tried() -> None:
    both = told("split", "monolith").model_copy(update={"rest": "move"})
    steps = planned(engine_with(PILOTS), both, {"iot": apart("lambda"), "ml": apart("containers")}, **RUNS)
    assert rules_of(steps) == [("pilot", "move-to-monolith"), ("pilot", "split-to-containers")]


def test_side_work_that_stays_is_not_tried() -> None:
    assert rules_of(planned(engine_with(PILOTS), told("move", "lambda"), {"ml": apart("containers")}, **RUNS)) == [
        ("pilot", "move-to-lambda")
    ]


def test_of_several_pilots_the_one_that_fits_most_worlds_is_planned() -> None:
    on_functions = pilot_for("move", "monolith", {"fact": "current_shape", "is": "functions"}, "from-functions")
    on_anything = pilot_for("move", "monolith", {"fact": "current_shape", "is": "services"}, "from-services")
    engine = engine_with([on_anything, on_functions])
    assert rules_of(planned(engine, told("move", "monolith"), **RUNS)) == [("pilot", "from-functions")]
    services = {**RUNS, "current_shape": "services", "current_platform": "servers"}
    assert rules_of(planned(engine, told("move", "monolith"), **services)) == [("pilot", "from-services")]
    monolith = {**services, "current_shape": "monolith"}
    assert planned(engine, told("move", "monolith"), **monolith) == []


@pytest.mark.parametrize(("action", "to"), list(product(("build", "move", "split"), OPTION_NAMES)))
def test_the_project_has_a_pilot_for_every_verdict_that_changes_something(action: str, to: str) -> None:
    pilots = [rule for rule in house().rules if rule.file.tries == Pilot.model_validate({"action": action, "to": to})]
    shapes = set(house().facts["current_shape"].choices) - {"nothing"} if action != "build" else {"nothing"}
    for shape in shapes:
        fitting = [rule for rule in pilots if rule.when.judge(house().possible(answers(current_shape=shape))) is True]
        assert len(fitting) == 1, (action, to, shape)
        assert len(fitting[0].file.steps) >= 3


@pytest.mark.parametrize("to", OPTION_NAMES)
def test_who_builds_jobs_begins_with_a_job_and_not_with_a_page_to_sign_in_to(engine: Engine, to: str) -> None:
    pipeline, by_files = {**NEW, "workload": "data_pipeline"}, {**NEW, "triggers": ["file"]}
    for jobs in (pipeline, by_files):
        (rule,) = {step.rule for step in planned(engine, told("build", to), **jobs) if step.part == "pilot"}
        assert rule.startswith("one-batch-job-goes-live-")
    for asked in (NEW, {**NEW, "triggers": ["http", "schedule"]}):
        (rule,) = {step.rule for step in planned(engine, told("build", to), **asked) if step.part == "pilot"}
        assert not rule.startswith("one-batch-job-goes-live-")


def test_a_step_says_what_it_saves_where_the_model_can_tell() -> None:
    saving = made_up("arm", "finding", ALWAYS, steps=[{**STEP, "saves": "arm64"}, STEP])
    with_it, without = planned(engine_with([saving]), **RUNS, requests_per_second=50)
    assert with_it.saves_usd_month is not None
    assert with_it.saves_usd_month > 0
    assert without.saves_usd_month is None
    assert [step.saves_usd_month for step in planned(engine_with([saving]), **NEW)] == [None, None]


def test_a_verdict_holds_the_plan_of_its_headline() -> None:
    verdict = verdict_on("streamed-exports")
    assert (verdict.headline.action, verdict.headline.to) == ("move", "monolith")
    assert {step.rule for step in verdict.plan if step.part == "pilot"} == {"one-flow-moves-into-one-process-first"}


def test_a_verdict_to_regroup_begins_its_advice_with_what_it_quotes(engine: Engine) -> None:
    verdict = decide(engine, archetype("dust-of-functions"), QUICK)
    assert verdict.headline.action == "regroup"
    first = next(step for step in verdict.plan if step.part == "advice")
    assert house().rule(first.rule).file.because == verdict.headline.because


MENDS_AND_COUNTS = [
    made_up("mend-the-workflow", "finding", ALWAYS, steps=[STEP], steps_for="staying"),
    made_up("count-the-move", "finding", ALWAYS, steps=[STEP], steps_for="moving"),
]


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        (told("move", "monolith"), {"count-the-move"}),
        (told("move", "lambda"), {"mend-the-workflow", "count-the-move"}),
        (told("stay", "lambda"), {"mend-the-workflow"}),
        (told("split", "lambda").model_copy(update={"rest": "move", "to": "monolith"}), {"count-the-move"}),
    ],
)
def test_what_is_left_behind_is_not_mended_and_who_stays_counts_no_move(headline: Headline, wanted: set[str]) -> None:
    steps = planned(engine_with(MENDS_AND_COUNTS), headline, {}, **RUNS)
    assert {step.rule for step in steps} == wanted


def test_a_step_that_would_save_nothing_here_is_left_out() -> None:
    saving = made_up("express", "finding", ALWAYS, steps=[{**STEP, "saves": "express_workflow"}])
    without_a_workflow = {**RUNS, "orchestration": "none"}
    assert planned(engine_with([saving]), **without_a_workflow) == []


RETENTION = made_up(
    "keep-logs-a-month",
    "finding",
    {"fact": "dearest_line", "is": "logs"},
    steps=[{**STEP, "days": 0.5, "saves": "log_retention"}, {**STEP, "do": "Log less."}],
)
BUSY_AND_DEAR: dict[str, Any] = {**RUNS, "requests_per_second": 500, "pains": ["cloud_bill"]}


def test_a_tuning_that_likely_pays_is_planned_where_the_bill_hurts_and_its_line_was_not_told() -> None:
    (step,) = planned(engine_with([RETENTION]), **BUSY_AND_DEAR)
    assert (step.part, step.step) == ("likely", "Do it.")
    assert step.saves_usd_month is not None
    assert step.saves_usd_month > 0


@pytest.mark.parametrize(
    "otherwise",
    [
        pytest.param({"dearest_line": "compute"}, id="another line is the largest"),
        pytest.param({"pains": ["cold_starts"], "goal": "ship_faster"}, id="the bill does not hurt"),
        pytest.param({"requests_per_second": 0.1}, id="it would save less than its days cost"),
        pytest.param({"current_platform": "on_premises"}, id="the bill is another one"),
    ],
)
def test_a_tuning_that_does_not_pay_or_is_ruled_out_is_not_planned(otherwise: dict[str, Any]) -> None:
    assert planned(engine_with([RETENTION]), **{**BUSY_AND_DEAR, **otherwise}) == []


def test_a_tuning_whose_line_is_the_largest_is_right_in_any_case() -> None:
    told_so = planned(engine_with([RETENTION]), **BUSY_AND_DEAR, dearest_line="logs")
    assert [(step.part, step.step) for step in told_so] == [("fix", "Do it."), ("fix", "Log less.")]


def test_who_leaves_what_runs_is_not_told_what_might_be_tuned_of_it() -> None:
    engine = engine_with([RETENTION])
    for to in ("monolith", "lambda"):
        assert planned(engine, told("move", to), **BUSY_AND_DEAR) == []


def test_what_saves_for_sure_comes_first_and_an_opinion_last() -> None:
    pains = {"fact": "pains", "has": "cloud_bill"}
    found = [
        made_up("an-opinion", "finding", ALWAYS, opinion=True),
        made_up("good-practice", "finding", ALWAYS),
        made_up("it-hurts", "finding", pains),
        made_up("saves", "finding", ALWAYS, steps=[{**STEP, "saves": "arm64"}]),
    ]
    sure = fired(engine_with(found).rulebook, answers(**RUNS, pains=["cloud_bill"]))
    assert [rule.id for rule in sure] == ["saves", "it-hurts", "good-practice", "an-opinion"]
