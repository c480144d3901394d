"""What an answer tells of the facts its prior hangs on, and of those it can never exceed."""

import numpy as np
import pytest

from rules.answers import ORDERED_PAIRS, Answers, Known, Range, Unknown, Value
from rules.facts import Fact
from rules.inference import Doubles, likelihoods, narrowed, parent_from_child
from rules.priors import NumberTable, Spread, chance_table, rows_of
from rules.sampler import Sampler
from tests.rules.costing import rulebook

FACTS = rulebook().facts
SIZE = 20_000
ONE_PROGRAM: Answers = {"current_shape": Known("monolith"), "deployables": Known(2.0)}


def shares(name: str, answers: Answers) -> dict[str, float]:
    """Give the share of worlds of each choice of a fact."""
    worlds = Sampler(rulebook()).draw(answers, SIZE)
    counts = np.bincount(worlds.code(name), minlength=len(FACTS[name].choices))
    return dict(zip(FACTS[name].choices, counts / SIZE, strict=True))


def chances(fact: Fact) -> Doubles:
    """Give a fact's prior, parent's values x choices."""
    return chance_table(fact, rows_of(fact, FACTS))


def test_a_known_platform_tells_of_the_shape_by_bayes_rule() -> None:
    # share of a shape = its prior x the chance of Lambda given it, over the sum of these.
    prior = chances(FACTS["current_shape"])[0]
    lambda_given = chances(FACTS["current_platform"])[:, FACTS["current_platform"].codes["lambda"]]
    joint = prior * np.maximum(lambda_given, 1e-3)
    found = shares("current_shape", {"current_platform": Known("lambda")})
    assert list(found.values()) == pytest.approx(joint / joint.sum(), abs=1e-3)
    assert found["functions"] > 0.6


def test_two_answers_multiply() -> None:
    prior = chances(FACTS["current_shape"])[0]
    platform = chances(FACTS["current_platform"])[:, FACTS["current_platform"].codes["servers"]]
    tracing = chances(FACTS["tracing"])[:, 1]
    joint = prior * np.maximum(platform, 1e-3) * np.maximum(tracing, 1e-3)
    found = shares("current_shape", {"tracing": Known(True), "current_platform": Known("servers")})
    assert list(found.values()) == pytest.approx(joint / joint.sum(), abs=1e-3)


def test_a_range_of_a_number_tells_of_its_parent() -> None:
    # 100 deployables or more: the share of each shape's spread above 100.
    table = NumberTable.of(rows_of(FACTS["deployables"], FACTS), log=True)
    rows = np.arange(len(FACTS["current_shape"].choices))
    above = 1 - table.share_below(rows, np.full(len(rows), 100.0))
    joint = chances(FACTS["current_shape"])[0] * np.maximum(above, 1e-6)
    found = shares("current_shape", {"deployables": Range(100, None)})
    assert list(found.values()) == pytest.approx(joint / joint.sum(), abs=1e-3)
    assert found["monolith"] < 0.05


def test_a_known_number_counts_as_a_narrow_range_and_a_known_zero_as_the_share_of_zeros() -> None:
    fact = FACTS["scratch_gb"]
    tables = {"scratch_gb": NumberTable.of([Spread(low=1, mid=10, high=100, zero=0.5)], log=True)}
    # 10 / 1.1 to 10 x 1.1 is 2 x 0.0414 of a tenfold step, which holds 0.45; half of it, for the zeros.
    near_ten = 0.5 * 0.45 * 2 * np.log10(1.1)
    assert likelihoods(fact.prior.given or "", FACTS, {"scratch_gb": Known(10.0)}, tables) == pytest.approx([near_ten])
    assert likelihoods(fact.prior.given or "", FACTS, {"scratch_gb": Known(0.0)}, tables) == pytest.approx([0.5])


def test_several_choices_tell_by_what_is_chosen_and_what_is_not() -> None:
    fact = FACTS["triggers"]
    table = np.full((2, len(fact.choices)), 0.5)
    table[0, fact.codes["http"]] = 0.9
    table[1, fact.codes["http"]] = 0.2
    weights = likelihoods("workload", FACTS, {"triggers": Known(("http",))}, {"triggers": table})
    others = 0.5 ** (len(fact.choices) - 1)
    assert weights == pytest.approx([0.9 * others, 0.2 * others])


def test_no_answer_rules_a_value_of_its_parent_out() -> None:
    found = shares("current_shape", {"current_platform": Known("none")})
    assert found["nothing"] > 0.9
    assert likelihoods("current_shape", FACTS, {"current_platform": Known("none")}, tables_of_choices()).min() >= 1e-3  # type: ignore[union-attr]


def tables_of_choices() -> dict[str, Doubles]:
    """Give the tables of all choices and flags."""
    return {name: chances(fact) for name, fact in FACTS.items() if not fact.numeric}


def test_an_unknown_child_tells_nothing() -> None:
    assert likelihoods("current_shape", FACTS, {"current_platform": Unknown()}, tables_of_choices()) is None
    assert shares("current_shape", {"current_platform": Unknown()}) == shares("current_shape", {})


@pytest.mark.parametrize(
    ("teams", "most", "least"),
    [(Known(1.0), 0.0, 0.0), (Known(2.0), 1.0, 1.0), (Range(low=3), 1.0, 1.0), (Range(high=1), 0.0, 0.0)],
)
def test_the_number_of_teams_that_release_on_their_own_tells_whether_any_must(
    teams: Known | Range, most: float, least: float
) -> None:
    told = Sampler(rulebook()).draw({"teams": teams}, 500).code("independent_releases")
    assert least <= told.mean() <= most


def test_what_was_said_of_releases_or_a_number_that_leaves_it_open_is_left_alone() -> None:
    def said(**known: Known | Range) -> float:
        return float(Sampler(rulebook()).draw(known, 500).code("independent_releases").mean())

    assert said(teams=Known(4.0), independent_releases=Known(False)) == 0
    assert 0 < said(teams=Range(1, 3)) < 1


def test_a_known_peak_puts_the_mean_below_it() -> None:
    worlds = Sampler(rulebook()).draw({"peak_requests_per_second": Known(100.0), "traffic_shape": Known("spiky")}, SIZE)
    mean = worlds.number("requests_per_second")
    middle = rulebook().facts["peak_requests_per_second"].prior.row("spiky").mid
    assert middle is not None
    assert mean.max() <= 100
    assert np.median(mean) == pytest.approx(100 / middle, rel=0.01)


IDLE = FACTS["requests_per_second"].prior.where["traffic_shape"]["mostly_idle"]


def test_a_row_in_place_of_the_parents_is_drawn_from_where_its_fact_has_that_value() -> None:
    answers: Answers = {"workload": Known("event_processing"), "traffic_shape": Known("mostly_idle")}
    load = Sampler(rulebook()).draw(answers, SIZE).number("requests_per_second")
    assert np.quantile(load, [0.05, 0.5, 0.95]) == pytest.approx([IDLE.low, IDLE.mid, IDLE.high], rel=0.02)


def test_a_row_for_one_of_several_choices_stands_wherever_that_is_among_them() -> None:
    waiting = FACTS["requests_per_second"].prior.where["pains"]["idle_capacity"]
    answers: Answers = {"workload": Known("event_processing"), "traffic_shape": Known("steady")}
    for pains in (("idle_capacity",), ("cloud_bill", "idle_capacity", "slow_deploys")):
        load = Sampler(rulebook()).draw({**answers, "pains": Known(pains)}, SIZE).number("requests_per_second")
        assert np.median(load) == pytest.approx(waiting.mid, rel=0.02)
    usual = Sampler(rulebook()).draw({**answers, "pains": Known(("cloud_bill",))}, SIZE).number("requests_per_second")
    assert np.median(usual) == pytest.approx(FACTS["requests_per_second"].prior.by["event_processing"].mid, rel=0.02)


def test_who_does_far_more_each_second_than_others_of_the_kind_has_smaller_pieces_of_work() -> None:
    usual, most = (FACTS[name].prior.by["scheduled_jobs"] for name in ("request_duration_ms", "requests_per_second"))

    def middle(load: float, **more: float) -> float:
        known: dict[str, Value] = {"workload": "scheduled_jobs", "requests_per_second": load, **more}
        worlds = Sampler(rulebook()).draw({name: Known(value) for name, value in known.items()}, SIZE)
        return float(np.median(worlds.number("request_duration_ms")))

    assert most.high is not None
    assert usual.mid is not None
    assert middle(most.high) == pytest.approx(usual.mid, rel=0.02)
    # A hundred times as much: a tenth of the time, by the root.
    assert middle(100 * most.high) == pytest.approx(usual.mid / 10, rel=0.02)
    assert middle(100 * most.high, request_duration_ms=9000.0) == 9000


def test_monitoring_is_a_smaller_share_of_a_bill_far_beyond_that_of_others_of_the_kind() -> None:
    of_bill, of_each = (FACTS[name].prior.by["functions"] for name in ("observability_usd_month", "cloud_usd_month"))

    def middle(bill: float) -> float:
        known: dict[str, Value] = {"current_shape": "functions", "deployables": 20.0, "cloud_usd_month": bill}
        worlds = Sampler(rulebook()).draw({name: Known(value) for name, value in known.items()}, SIZE)
        monitoring = worlds.number("observability_usd_month")
        return float(np.median(monitoring[monitoring > 0]) / bill)

    assert of_bill.mid is not None
    assert of_each.high is not None
    assert middle(20 * of_each.high) == pytest.approx(of_bill.mid, rel=0.02)
    # Twenty-five times as much: a fifth of the share, by the root.
    assert middle(25 * 20 * of_each.high) == pytest.approx(of_bill.mid / 5, rel=0.02)


def test_where_that_fact_is_not_known_each_world_is_drawn_from_its_own_row() -> None:
    worlds = Sampler(rulebook()).draw({"workload": Known("event_processing")}, SIZE)
    idle = worlds.code("traffic_shape") == FACTS["traffic_shape"].codes["mostly_idle"]
    waiting = worlds.code("pains") >> FACTS["pains"].codes["idle_capacity"] & 1 == 1
    usual = FACTS["requests_per_second"].prior.by["event_processing"]
    assert np.median(worlds.number("requests_per_second")[idle]) == pytest.approx(IDLE.mid, rel=0.3)
    assert np.median(worlds.number("requests_per_second")[~idle & ~waiting]) == pytest.approx(usual.mid, rel=0.1)


@pytest.mark.parametrize(("load", "least", "most"), [(300.0, 0, 0.001), (0.003, 0.5, 1)])
def test_a_known_load_tells_whether_a_system_is_mostly_idle(load: float, least: float, most: float) -> None:
    usual = shares("traffic_shape", {"workload": Known("event_processing")})["mostly_idle"]
    told = {"workload": Known("event_processing"), "requests_per_second": Known(load)}
    assert least <= shares("traffic_shape", told)["mostly_idle"] <= most
    assert usual == pytest.approx(1 / 14, abs=0.001)


def test_it_tells_so_by_the_usual_row_where_the_parent_is_not_known() -> None:
    # Mostly idle is one shape of four; the load of the others is that of any workload, each as likely as another.
    table = NumberTable.of(rows_of(FACTS["requests_per_second"], FACTS), log=True)
    rows = np.arange(len(table.points))
    mass = table.share_below(rows, np.full(len(rows), 0.01 * 1.1)) - table.share_below(
        rows, np.full(len(rows), 0.01 / 1.1)
    )
    told = likelihoods("traffic_shape", FACTS, {"requests_per_second": Known(0.01)}, {"requests_per_second": table})
    of_workloads = len(FACTS["workload"].choices)
    usual = np.maximum(mass[:of_workloads], 1e-6).mean()
    assert told == pytest.approx([usual, usual, usual, mass[-1]])


def test_a_load_tells_nothing_of_the_workload_where_the_system_is_known_to_be_mostly_idle() -> None:
    answers: Answers = {"traffic_shape": Known("mostly_idle"), "requests_per_second": Known(0.01)}
    table = NumberTable.of(rows_of(FACTS["requests_per_second"], FACTS), log=True)
    assert likelihoods("workload", FACTS, {**answers, "traffic_shape": Known("steady")}, _only(table)) is not None
    assert likelihoods("workload", FACTS, {"requests_per_second": Known(0.01)}, _only(table)) is not None
    by_shape = chances(FACTS["traffic_shape"])[:, FACTS["traffic_shape"].codes["mostly_idle"]]
    assert likelihoods("workload", FACTS, answers, _only(table)) == pytest.approx(np.maximum(by_shape, 1e-3))


def _only(load: NumberTable) -> dict[str, NumberTable | Doubles]:
    return {"requests_per_second": load, "traffic_shape": chances(FACTS["traffic_shape"])}


def test_of_several_multiples_the_narrowest_prior_tells() -> None:
    answers = {"egress_gb_month": Known(1000.0), "peak_requests_per_second": Known(50.0)}
    assert parent_from_child("requests_per_second", FACTS, answers) == ("peak_requests_per_second", 50.0)
    assert parent_from_child("requests_per_second", FACTS, dict(reversed(answers.items()))) == (
        "peak_requests_per_second",
        50.0,
    )


@pytest.mark.parametrize("child", ["egress_gb_month", "storage_iops", "storage_throughput_mb_s"])
def test_a_multiple_of_zero_tells_nothing(child: str) -> None:
    assert parent_from_child("requests_per_second", FACTS, {child: Known(0.0)}) is None
    with_zero, without = (Sampler(rulebook()).draw(answers, 200) for answers in ({child: Known(0.0)}, {}))
    assert with_zero["requests_per_second"].tolist() == without["requests_per_second"].tolist()


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("requests_per_second", {"peak_requests_per_second": Known(9.0)}, Range(None, 9)),
        ("requests_per_second", {"peak_requests_per_second": Range(3, None)}, Unknown()),
        (
            "requests_per_second",
            {"requests_per_second": Range(1, 20), "peak_requests_per_second": Range(3, 9)},
            Range(1, 9),
        ),
        ("peak_requests_per_second", {"requests_per_second": Range(4, 8)}, Range(4, None)),
        ("engineers", {"teams": Known(3.0), "on_call_people": Range(5, None)}, Range(5, None)),
        ("teams", {"engineers": Known(4.0)}, Range(None, 4)),
        ("steps_per_request", {"engineers": Known(4.0)}, Unknown()),
    ],
)
def test_what_can_never_be_exceeded_narrows(name: str, answers: Answers, expected: object) -> None:
    assert narrowed(name, answers) == expected


def test_pairs_that_are_in_order_are_parent_and_child() -> None:
    # What is kept of a column rests on it: a column hangs on its parents, and on what its children were answered.
    for small, large, _ in ORDERED_PAIRS:
        assert FACTS[small].prior.times == large or FACTS[large].prior.times == small


def test_a_multiple_that_is_wider_than_the_number_itself_tells_nothing_of_it() -> None:
    assert parent_from_child("deployables", FACTS, {"engineers": Known(400.0)}) is None
    alone, beside = (
        Sampler(rulebook()).draw({"current_shape": Known("monolith"), **more}, SIZE).number("deployables")
        for more in ({}, {"engineers": Known(400.0)})
    )
    assert np.array_equal(alone, beside)


@pytest.mark.parametrize("name", ["engineers", "cloud_usd_month", "observability_usd_month", "debug_hours_week"])
def test_what_is_not_said_of_a_system_goes_with_what_is_deployed(name: str) -> None:
    shape: Answers = {"current_shape": Known("functions")}
    one, forty = (
        float(np.median(Sampler(rulebook()).draw({**shape, "deployables": Known(count)}, SIZE).number(name)))
        for count in (1.0, 40.0)
    )
    assert forty > 10 * one


@pytest.mark.parametrize("name", ["cloud_usd_month", "observability_usd_month", "debug_hours_week"])
def test_what_is_mostly_idle_costs_less_and_has_fewer_faults(name: str) -> None:
    idle, steady = (
        float(np.median(Sampler(rulebook()).draw({**ONE_PROGRAM, "traffic_shape": Known(how)}, SIZE).number(name)))
        for how in ("mostly_idle", "steady")
    )
    assert idle < steady / 2


@pytest.mark.parametrize(
    ("answers", "least", "most"),
    [
        pytest.param({"workload": Known("customer_api")}, 0, 0.03, id="requests that somebody waits for"),
        pytest.param({"workload": Known("iot")}, 0, 0.03, id="messages of devices"),
        pytest.param({"triggers": Known(("queue", "stream"))}, 0, 0.03, id="records of a stream"),
        pytest.param({"workload": Known("data_pipeline"), "triggers": Known(("file",))}, 0.1, 0.2, id="files"),
    ],
)
def test_hardly_anyone_runs_a_standard_workflow_for_each_of_very_many_units_of_work(
    answers: Answers, least: float, most: float
) -> None:
    standard = shares("orchestration", {"current_shape": Known("functions"), **answers})["step_functions_standard"]
    assert least <= standard <= most
