"""The tools that a model may call: what they find is the program's, and what is wrong comes with its cure."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.interview.advisor import Think
from bot.interview.record import Record
from bot.interview.turns import keep_changes
from bot.narrator.answering.brief import brief, strings_in
from bot.narrator.answering.tools import Toolbox
from bot.narrator.answering.tools.schemas import tools
from bot.narrator.completing import ToolCall
from bot.words.figures import money
from rules.answers import Known, Unknown
from rules.decide import decide
from rules.scoring import Engine
from rules.subjects import SubjectAnswers
from tests.narrator.answering.scripted import STEADY, call, case_of, change
from tests.narrator.attacks import ATTACKS
from tests.rules.books import house
from tests.rules.deciding import QUICK, archetype

pytestmark = pytest.mark.anyio
DOUBLED = [change("requests_per_second", times=2), change("peak_requests_per_second", times=2)]


@pytest.fixture
def toolbox(think: Think) -> Toolbox:
    return Toolbox(think, house(), case_of())


async def used(toolbox: Toolbox, made: ToolCall) -> dict[str, Any]:
    message = await toolbox.use(made)
    assert (message.role, message.answers) == ("tool", made.id)
    result: dict[str, Any] = json.loads(message.content)
    return result


async def test_a_what_if_gives_the_verdict_on_changed_answers_beside_the_one_that_stands(
    toolbox: Toolbox, engine: Engine
) -> None:
    result = await used(toolbox, call("what_if", answers=[change("requests_per_second", "1600 per second")]))
    more = {"requests_per_second": 1600.0, "peak_requests_per_second": 2026.67, "cloud_usd_month": 32_000.0}
    after = decide(engine, archetype(STEADY) | {name: Known(value) for name, value in more.items()}, QUICK)
    before = toolbox.case.verdict
    row = next(each for each in result["differs"] if each["figure"] == "AWS Lambda, a month")
    assert row["now"].startswith(money(before.option("lambda").cost_usd_month.expected))
    assert row["then"].startswith(money(after.option("lambda").cost_usd_month.expected))
    assert result["tried"][0] == "Load, mean: 1,600 a second"
    assert toolbox.what_ifs[0] == "requests_per_second=1,600 a second"


async def test_a_multiple_is_worked_out_by_the_program(toolbox: Toolbox) -> None:
    result = await used(toolbox, call("what_if", answers=DOUBLED))
    assert result["tried"][:2] == ["Load, mean: 3,000 a second", "Load, busiest minute: 3,800 a second"]


async def test_what_grows_with_the_load_is_tried_with_it_and_said(toolbox: Toolbox) -> None:
    result = await used(toolbox, call("what_if", answers=[change("requests_per_second", times=2)]))
    assert result["tried"] == [
        "Load, mean: 3,000 a second",
        "Load, busiest minute: 3,800 a second",
        "Cloud bill of this system: $60,000 a month",
    ]


async def test_what_differs_between_bills_is_worked_out_by_the_program(think: Think) -> None:
    toolbox = Toolbox(think, house(), case_of("services-on-a-cluster"))
    result = await used(toolbox, call("what_if", answers=DOUBLED))
    assert any(words.startswith("AWS Lambda: $") and words.endswith("more than now") for words in result["bills"])
    assert "note" not in result


async def test_a_stated_bill_that_stays_while_the_work_grows_is_pointed_out(toolbox: Toolbox) -> None:
    longer = change("request_duration_ms", "900 ms")
    assert "$30,000 a month" in (await used(toolbox, call("what_if", answers=[longer])))["note"]
    with_bill = [longer, change("cloud_usd_month", times=2)]
    assert "note" not in await used(toolbox, call("what_if", answers=with_bill))


async def test_a_what_if_that_changes_nothing_says_so(toolbox: Toolbox) -> None:
    result = await used(toolbox, call("what_if", answers=[change("engineers", "8")]))
    assert result["differs"] == "nothing"


async def test_a_what_if_about_side_work_is_tried_of_that(think: Think) -> None:
    toolbox = Toolbox(think, house(), case_of("notifications-beside-live-state"))
    changed = change("requests_per_second", "1 per second", subject="notifications")
    result = await used(toolbox, call("what_if", answers=[changed]))
    assert result["tried"] == ["Load, mean (notifications): 1 a second"]
    assert toolbox.what_ifs == ("notifications.requests_per_second=1 a second",)


async def test_no_what_if_changes_the_answers_of_the_case(toolbox: Toolbox) -> None:
    before = repr(toolbox.case)
    await used(toolbox, call("what_if", answers=[change("engineers", "3"), change("teams", "1")]))
    assert repr(toolbox.case) == before


async def test_changes_are_in_the_order_in_which_they_can_be_kept(toolbox: Toolbox) -> None:
    of_side_work = change("requests_per_second", "1 per second", subject="ml")
    result = await used(toolbox, call("what_if", answers=[of_side_work, change("side_workloads", "machine learning")]))
    assert "tried" in result, result
    kept = keep_changes(house(), Record(), toolbox.what_ifs).record.by_subject
    assert kept.sides == {"ml": {"requests_per_second": Known(1.0)}}


async def test_the_last_what_if_is_the_one_to_keep(toolbox: Toolbox) -> None:
    await used(toolbox, call("what_if", answers=[change("engineers", "9")]))
    await used(toolbox, call("what_if", answers=[change("engineers", "10")]))
    assert toolbox.what_ifs == ("engineers=10",)


async def test_a_third_what_if_is_not_run(toolbox: Toolbox) -> None:
    for engineers in ("9", "10"):
        await used(toolbox, call("what_if", answers=[change("engineers", engineers)]))
    result = await used(toolbox, call("what_if", answers=[change("engineers", "11")]))
    assert "no more than 2" in result["error"]
    assert toolbox.what_ifs == ("engineers=10",)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([change("requests_per_secnd", "5")], 'Did you mean "requests_per_second"?'),
        ([change("requests_per_second", "a lot")], "Say a rate, such as 5 per second"),
        ([change("engineers", "-3")], "engineers"),
        ([change("peak_requests_per_second", "1 per second")], "the peak cannot be below the mean"),
        ([change("state", times=2)], "Give a value instead of times"),
        ([change("database", times=2)], "Give a value instead of times"),
        ([change("engineers")], "give either a value or times"),
        ([change("engineers", "5", 2)], "give either a value or times"),
        ([change("engineers", times=-1)], "answers[0].times"),
        ([change("engineers", "5", subject="the moon")], 'no side workload "the moon"'),
        ([change("requests_per_second", "5 per second", subject="ml")], "Add it to side_workloads"),
        ([], "answers"),
        ([{"fact": "engineers", "value": 5}], "answers[0].value"),
        ("engineers=5", "answers"),
    ],
)
async def test_what_cannot_be_tried_is_refused_with_the_cure(toolbox: Toolbox, answers: Any, words: str) -> None:
    result = await used(toolbox, call("what_if", answers=answers))
    assert words in result["error"]
    assert toolbox.found == {}
    assert toolbox.what_ifs == ()


async def test_a_rule_is_shown_with_its_claim_its_conditions_and_whether_it_holds(toolbox: Toolbox) -> None:
    reason = toolbox.case.verdict.option("lambda").reasons[0]
    result = await used(toolbox, call("show_rule", id=reason.rule))
    assert result["says"] == reason.because
    assert result["here"].startswith("It holds in")
    assert result["holds_when"]


async def test_a_rule_that_there_is_not_is_refused_with_the_nearest(toolbox: Toolbox) -> None:
    result = await used(toolbox, call("show_rule", id="nat-is-avoided-with-endpoint"))
    assert 'Did you mean "nat-is-avoided-with-endpoints"?' in result["error"]


async def test_lines_of_a_bill_are_listed_and_those_alike_added_up(toolbox: Toolbox) -> None:
    bill = toolbox.case.verdict.option("lambda").cost_usd_month
    result = await used(toolbox, call("cost_lines", option="lambda"))
    listed = {line["item"]: line["a_month"] for line in result["lines"]}
    assert listed == {line.item: money(line.usd) for line in bill.lines}
    nat = sum(line.usd for line in bill.lines if "NAT" in line.item)
    assert f"nat: {money(nat)} a month in 3 lines" in result["lines_alike_together"]


async def test_todays_bill_is_listed_where_something_runs(toolbox: Toolbox, think: Think) -> None:
    assert (await used(toolbox, call("cost_lines", option="today")))["bill_of"] == "today"
    new = Toolbox(think, house(), case_of("quiet-webhook"))
    assert "Nothing runs today" in (await used(new, call("cost_lines", option="today")))["error"]


async def test_a_variant_is_compared_with_what_rules_it_out_and_how_much_dearer_it_is(toolbox: Toolbox) -> None:
    result = await used(toolbox, call("compare", options=["lambda", "eks"]))
    costs = toolbox.case.verdict.option("lambda").cost_usd_month.expected
    eks = next(each for each in toolbox.case.verdict.option("containers").variants if each.variant == "eks")
    assert result["compared"][1]["ruled_out"]
    assert result["bills"] == [f"Kubernetes (EKS): {money(eks.cost_usd_month - costs)} a month more than AWS Lambda"]


async def test_options_are_compared_by_what_their_reasons_add_up_to(toolbox: Toolbox) -> None:
    result = await used(toolbox, call("compare", options=["lambda", "containers", "lambda"]))
    assert [each["option"] for each in result["compared"]] == ["AWS Lambda", "containers"]
    assert result["points"][-1].startswith("together: AWS Lambda +")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (call("compare", options=["fargatte"]), 'Did you mean "fargate"?'),
        (call("compare", options=[]), "options"),
        (call("cost_lines", option="eks"), "Known: containers, lambda, monolith, today"),
        (call("cost_lines"), "option"),
        (call("decide"), "There is no such tool"),
    ],
)
async def test_other_calls_are_refused_with_the_cure(toolbox: Toolbox, made: ToolCall, words: str) -> None:
    assert words in (await used(toolbox, made))["error"]


@pytest.mark.parametrize("attack", ATTACKS)
async def test_nothing_that_a_model_puts_into_a_call_comes_back_as_found(toolbox: Toolbox, attack: str) -> None:
    calls = [
        call("what_if", answers=[change("runtime", attack)]),
        call("what_if", answers=[change(attack, "5")]),
        call("what_if", answers=[change("engineers", "5", subject=attack)]),
        call("show_rule", id=attack),
        call("cost_lines", option=attack),
        call("compare", options=[attack]),
        call(attack),
    ]
    for made in calls:
        await used(toolbox, made)
    assert not any(attack in words for each in toolbox.found.values() for one in each for words in strings_in(one.told))
    assert not any(attack in words for words in toolbox.what_ifs)


async def test_the_schemas_of_the_tools_allow_nothing_that_is_not_listed() -> None:
    facts = house().facts
    for tool in tools(facts):
        schema = tool.arguments.json
        assert schema["additionalProperties"] is False
        assert list(schema["properties"]) == schema["required"]
    changed = tools(facts)[0].arguments.json["properties"]["answers"]["items"]
    assert changed["properties"]["fact"]["enum"] == list(facts)


async def test_the_brief_holds_the_verdict_and_the_answers_and_is_short() -> None:
    case = case_of()
    told = brief(case, house())
    words = list(strings_in(told))
    assert told["answers"]["engineers"] == "Engineers: 8"
    assert any(money(case.verdict.option("lambda").cost_usd_month.cash) in each for each in words)
    assert sum(map(len, words)) < 12_000


async def test_an_unknown_answer_is_said_to_be_not_known() -> None:
    case = replace(case_of(), answers=SubjectAnswers({"database": Unknown()}))
    assert brief(case, house())["answers"] == {"database": "Database: not known"}
