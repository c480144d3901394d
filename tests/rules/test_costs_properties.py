"""What holds of every bill, whatever is known of a system; and how a stated bill pulls the model of today."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.answers import Answer, Known, Range, Value, contradictions
from rules.columns import Floats, Single
from rules.costs.lines import DIFFERENCE, Bill, Line, Section
from rules.costs.load import Load
from rules.costs.logs import WATCHING
from rules.costs.model import bill, bills
from rules.costs.monitoring import MONITORING
from rules.costs.today import look_at_today
from rules.costs.way import STATED, TUNED, Way
from rules.facts import Fact
from rules.options import NEAREST, VARIANTS
from rules.prices import PriceList
from rules.sampler import Sampler
from rules.worlds import Worlds
from tests.rules.costing import load_of, rulebook

WORLDS = 60
RUNNING = [
    pytest.param(shape, platform or "mixed", variant, id=variant)
    for shape, platforms in NEAREST.items()
    for platform, variant in platforms.items()
    if shape != "mixed"
]


INPUTS = (
    "request_duration_ms",
    "request_memory_mb",
    "invocations_per_request",
    "objects_per_request",
    "reads_per_object",
    "egress_gb_month",
    "working_set_gb",
    "storage_iops",
    "storage_throughput_mb_s",
    "concurrent_connections",
    "environments",
    "deployables",
)
"""What more of is never cheaper; one process spares steps and what they hand over, so that these are not among it."""
PAID = sorted(name for name, price in rulebook().prices.items() if price.unit.startswith("USD/"))


@cache
def sampler() -> Sampler:
    """Give the sampler of the project's own rulebook."""
    return Sampler(rulebook())


def known(fact: Fact) -> st.SearchStrategy[Answer]:
    """Answer a fact: any choice, or a number, its least and greatest among them."""
    if fact.kind == "flag":
        return st.booleans().map(Known)
    if fact.kind == "choice":
        return st.sampled_from(list(fact.choices)).map(Known)
    if fact.kind == "several":
        some = st.sets(
            st.sampled_from([name for name in fact.choices if name != "none"]), min_size=1, max_size=fact.most
        )
        return some.map(lambda chosen: Known(tuple(name for name in fact.choices if name in chosen)))
    numbers = st.floats(fact.lowest, min(fact.highest, 1e6)) | st.sampled_from([fact.lowest, min(fact.highest, 1e6)])
    whole = numbers.map(lambda value: float(round(value)) if fact.kind == "count" else value)
    return whole.map(Known) | st.tuples(whole, whole).map(lambda pair: Range(min(pair), max(pair)))


@st.composite
def systems(draw: st.DrawFn) -> Load:
    """Give worlds around up to a dozen answers that can all hold."""
    facts = rulebook().facts
    named = draw(st.lists(st.sampled_from(sorted(facts)), unique=True, max_size=12))
    answers = {name: draw(known(facts[name])) for name in named}
    impossible = {name for name, _ in contradictions(answers)}
    possible = {name: answer for name, answer in answers.items() if name not in impossible}
    return Load(rulebook(), sampler().draw(possible, WORLDS), frozenset(possible))


@settings(max_examples=60)
@given(systems(), st.sampled_from([TUNED, STATED]))
def test_no_line_is_negative_or_not_a_number(load: Load, way: Way) -> None:
    for variant in VARIANTS:
        for line in bill(load, variant, way).lines:
            assert np.isfinite(line.usd).all(), (variant, line.item)
            assert (line.usd >= 0).all(), (variant, line.item)
            assert (line.quantity >= 0).all(), (variant, line.item)


def test_of_equally_cheap_parts_the_first_is_told() -> None:
    one, other = (Line(item, np.array(usd), "each", 1.0) for item, usd in (("one", [1.0, 2, 3]), ("b", [1.0, 1, 5])))
    told = {line.item: line.usd.tolist() for line in Section.cheapest(one, other).lines}
    assert told == {"one": [1.0, 0.0, 3.0], "b": [0.0, 1.0, 0.0]}


@settings(max_examples=30)
@given(systems(), st.sampled_from([TUNED, STATED]))
def test_lines_sum_to_cash_and_people(load: Load, way: Way) -> None:
    for variant in VARIANTS:
        made = bill(load, variant, way).scaled(np.linspace(0.5, 2, WORLDS, dtype=Single))
        assert sum(line.usd for line in made.lines if not line.people) == pytest.approx(made.cash, rel=1e-5)
        assert sum(line.usd for line in made.lines if line.people) == pytest.approx(made.people, rel=1e-5)
        assert made.total.tolist() == (made.cash + made.people).tolist()


@settings(max_examples=30)
@given(systems(), st.floats(1, 1000), st.sampled_from([TUNED, STATED]))
def test_more_load_never_costs_less_cash(load: Load, times: float, way: Way) -> None:
    more = Worlds(WORLDS, rulebook().quantities)
    more.update({name: load.worlds[name] for name in (*rulebook().facts, *rulebook().assumptions)})
    for name in ("requests_per_second", "peak_requests_per_second"):
        more[name] = load.number(name) * times
    # A sum that was stated for monitoring is one for today's load, and is not told anew for another.
    answered = load.answered - {WATCHING}
    light, heavy = (Load(rulebook(), worlds, answered) for worlds in (load.worlds.first(WORLDS), more))
    for variant in VARIANTS:
        cash, more_cash = (_without_monitoring(bill(each, variant, way)) for each in (light, heavy))
        assert (more_cash >= cash * (1 - 1e-9)).all(), variant


@settings(max_examples=60)
@given(systems(), st.sampled_from(INPUTS), st.floats(1, 1000), st.sampled_from([TUNED, STATED]))
def test_a_rise_of_what_is_paid_for_never_lowers_the_cash(load: Load, name: str, times: float, way: Way) -> None:
    answered, most = load.answered - {WATCHING}, rulebook().facts[name].highest
    more = load.worlds.first(WORLDS)
    more[name] = np.minimum(load.number(name) * times, most).astype(Single)
    light, heavy = (Load(rulebook(), worlds, answered) for worlds in (load.worlds.first(WORLDS), more))
    for variant in VARIANTS:
        cash, more_cash = (_without_monitoring(bill(each, variant, way)) for each in (light, heavy))
        assert (more_cash >= cash * (1 - 1e-5)).all(), variant


@settings(max_examples=40)
@given(systems(), st.sampled_from(PAID), st.sampled_from([TUNED, STATED]))
def test_a_dearer_price_never_lowers_the_cash(load: Load, name: str, way: Way) -> None:
    house, answered = rulebook(), load.answered - {WATCHING}
    dearer = replace(house.prices[name], tiers=tuple((usd * 3, upto) for usd, upto in house.prices[name].tiers))
    raised = replace(house, prices=PriceList({**house.prices, name: dearer}))
    light, heavy = (Load(book, load.worlds.first(WORLDS), answered) for book in (house, raised))
    for variant in VARIANTS:
        cash, more_cash = (_without_monitoring(bill(each, variant, way)) for each in (light, heavy))
        assert (more_cash >= cash * (1 - 1e-5)).all(), variant


@settings(max_examples=40)
@given(systems(), st.sampled_from(sorted(rulebook().assumptions)), st.sampled_from([TUNED, STATED]))
def test_a_line_that_an_assumption_shapes_says_so(load: Load, name: str, way: Way) -> None:
    other = load.worlds.first(WORLDS)
    other[name] = np.full(WORLDS, rulebook().assumptions[name].high, dtype=Single)
    changed = Load(rulebook(), other, load.answered)
    for variant in VARIANTS:
        before, after = (_unassumed(bill(each, variant, way)) for each in (load, changed))
        assert before.keys() == after.keys()
        for told in before:
            assert before[told] == pytest.approx(after[told], rel=1e-5), (variant, told)


def _unassumed(made: Bill) -> dict[tuple[str, str], Floats]:
    """Give the quantities of the lines that stand on no assumption, by item and price."""
    return {(line.item, line.price): line.quantity for line in made.lines if not line.assumed}


def _without_monitoring(made: Bill) -> Floats:
    """Add up the cash but for the line that is the rest of such a sum."""
    kept = [line.usd for line in made.lines if not line.people and line.item != MONITORING]
    return np.sum(kept, axis=0, dtype=float)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_tuned_bill_is_on_average_no_dearer_than_the_stated_one(variant: str) -> None:
    load = Load(rulebook(), sampler().draw({}, 2000), frozenset())
    tuned, stated = bill(load, variant, TUNED), bill(load, variant, STATED)
    assert tuned.cash.mean() <= stated.cash.mean()
    assert np.log(tuned.cash).mean() <= np.log(stated.cash).mean()
    assert tuned.people.tolist() == stated.people.tolist()


def test_the_bills_of_all_variants_are_the_bills_of_each() -> None:
    load = Load(rulebook(), sampler().draw({}, WORLDS), frozenset())
    again = Load(rulebook(), sampler().draw({}, WORLDS), frozenset())
    together = bills(load)
    assert list(together) == list(VARIANTS)
    for variant in reversed(VARIANTS):
        assert together[variant].cash.tolist() == bill(again, variant).cash.tolist()


@pytest.mark.parametrize(("shape", "platform", "variant"), RUNNING)
def test_what_runs_today_is_the_variant_nearest_to_it(shape: str, platform: str, variant: str) -> None:
    today = look_at_today(load_of(current_shape=shape, current_platform=platform))
    assert VARIANTS[today.current[0]] == variant


def stated_bill(stated: float, **facts: Value) -> tuple[Load, Floats]:
    """Give a system with a bill, and what the model makes of today's bill."""
    load = load_of(requests_per_second=50.0, triggers=("http",), cloud_usd_month=stated, **facts)
    today = look_at_today(load)
    return load, bill(load, VARIANTS[today.current[0]], STATED).cash


def calibrated(times: float, **facts: Value) -> tuple[dict[str, Bill], dict[str, Bill], float, float]:
    """State a bill so many times what is modelled: the bills before and after, the modelled one, and what stays."""
    _, modelled = stated_bill(0.0, **facts)
    load, _ = stated_bill(times * float(modelled[0]), **facts)
    today, tuned = look_at_today(load), bills(load)
    made = {variant: today.calibrate(variant, each) for variant, each in tuned.items()}
    return tuned, made, float(modelled[0]), float(load.number("bill_that_stays")[0])


def test_a_bill_above_the_model_is_in_part_a_heavier_load_and_in_part_stays_beside_every_variant() -> None:
    tuned, made, modelled, stays = calibrated(2.0)
    for variant in VARIANTS:
        expected = tuned[variant].cash * (2 - stays) + stays * modelled
        assert made[variant].cash == pytest.approx(expected)
        assert made[variant].people.tolist() == tuned[variant].people.tolist()


@pytest.mark.parametrize(("dearest", "share"), [("compute", 0.0), ("database", 0.4), ("something_else", 0.4)])
def test_a_database_that_leads_a_bill_is_no_load_and_stays_wherever_the_programs_run(
    dearest: str, share: float
) -> None:
    # Four tenths of the bill are not modelled: the rest scales the model, and they are carried beside it.
    tuned, made, modelled, _ = calibrated(0.5, dearest_line=dearest, dearest_line_share=0.4)
    for variant in VARIANTS:
        expected = tuned[variant].cash * 0.5 * (1 - share) + 0.5 * share * modelled
        assert made[variant].cash == pytest.approx(expected, rel=1e-4)


def test_todays_bill_as_it_stands_is_what_was_stated() -> None:
    _, modelled = stated_bill(0.0)
    for times in (0.5, 2.0, 30.0):
        load, _ = stated_bill(times * float(modelled[0]))
        assert look_at_today(load).calibrate("lambda", bill(load, "lambda", STATED)).cash == pytest.approx(
            times * modelled
        )


def test_a_bill_below_the_model_scales_all_variants_alike() -> None:
    tuned, made, _, _ = calibrated(0.5)
    for variant in VARIANTS:
        assert made[variant].cash == pytest.approx(0.5 * tuned[variant].cash)


@pytest.mark.parametrize(
    ("platform", "where_none_waits"),
    [
        ("fargate", {"lambda"}),
        ("servers", {"lambda", "fargate", "monolith_fargate", "monolith_paas"}),
    ],
)
def test_capacity_that_waits_goes_where_nothing_waits_and_shrinks_where_it_is_sized_anew(
    platform: str, where_none_waits: set[str]
) -> None:
    facts: dict[str, Value] = {"current_shape": "services", "current_platform": platform, "pains": ("idle_capacity",)}
    tuned, made, modelled, stays = calibrated(3.0, **facts)
    load = load_of(**facts)
    left = float((load.number("untuned_utilisation") / load.number("utilisation"))[0])
    assert 0 < left < 1
    # What runs is sized anew as well: it is compared tuned.
    assert VARIANTS[look_at_today(load).current[0]] in set(VARIANTS) - where_none_waits
    for variant in VARIANTS:
        waits = 0 if variant in where_none_waits else left
        beside = 2 * modelled * (stays + (1 - stays) * waits)
        assert made[variant].cash == pytest.approx(tuned[variant].cash + beside)


@pytest.mark.parametrize(("stated", "bounded"), [(20.0, 10.0), (0.02, 0.1)])
def test_a_bill_of_another_system_pulls_the_model_no_further_than_ten_times(stated: float, bounded: float) -> None:
    _, modelled = stated_bill(0.0)
    load, _ = stated_bill(stated * float(modelled[0]))
    heavier = 1 - float(load.number("bill_that_stays")[0])
    factor = 1 + (bounded - 1) * heavier if bounded > 1 else bounded
    assert look_at_today(load).factor == pytest.approx(factor)


@pytest.mark.parametrize(("platform", "cloud"), [("on_premises", "aws"), ("paas", "aws"), ("kubernetes", "gcp")])
def test_of_a_bill_at_other_prices_part_is_left_behind_by_leaving(platform: str, cloud: str) -> None:
    facts: dict[str, Value] = {"current_shape": "monolith", "current_platform": platform, "cloud": cloud}
    tuned, made, modelled, stays = calibrated(3.0, **facts)
    mine = VARIANTS[look_at_today(load_of(**facts)).current[0]]
    for variant in VARIANTS:
        beside = 2 * modelled * (1 if variant == mine else stays)
        assert made[variant].cash == pytest.approx(tuned[variant].cash + beside)
    tuned, made, _, _ = calibrated(0.5, **facts)
    for variant in VARIANTS:
        assert made[variant].cash == pytest.approx(tuned[variant].cash * (0.5 if variant == mine else 1))


@pytest.mark.parametrize("platform", ["kubernetes", "servers"])
def test_what_a_bill_of_machines_holds_beside_the_model_stays_wherever_the_programs_run(platform: str) -> None:
    tuned, made, modelled, _ = calibrated(3.0, current_shape="monolith", current_platform=platform)
    for variant in VARIANTS:
        assert made[variant].cash == pytest.approx(tuned[variant].cash + 2 * modelled)


@pytest.mark.parametrize("times", [0.0, 0.3, 1.0, 4.0])
def test_a_stated_bill_changes_no_quantity_and_is_a_line_of_its_own(times: float) -> None:
    tuned, made, _, _ = calibrated(times)
    for variant in VARIANTS:
        *lines, last = made[variant].lines
        assert [line.quantity.tolist() for line in lines] == [line.quantity.tolist() for line in tuned[variant].lines]
        assert last.item == DIFFERENCE
        cash = sum(line.usd for line in (*lines, last) if not line.people)
        assert cash == pytest.approx(made[variant].cash, rel=1e-5)


def test_a_bill_of_nothing_and_a_model_of_nothing_are_numbers() -> None:
    for stated, facts in ((0.0, {}), (500.0, {"requests_per_second": 0.0, "peak_requests_per_second": 0.0})):
        load = load_of(cloud_usd_month=stated, **facts)
        today = look_at_today(load)
        assert today.gap is not None
        assert np.isfinite(today.gap)
        assert all(np.isfinite(today.calibrate(variant, each).cash).all() for variant, each in bills(load).items())


def test_without_a_stated_bill_or_a_running_system_the_model_stands() -> None:
    unstated = load_of()
    building = load_of(current_shape="nothing", current_platform="none", cloud_usd_month=500.0)
    for load in (unstated, building):
        today = look_at_today(load)
        tuned = bill(load, "lambda")
        assert today.calibrate("lambda", tuned).cash.tolist() == tuned.cash.tolist()
    assert look_at_today(building).pick({name: np.ones(1) for name in VARIANTS}).tolist() == [0.0]


def test_what_runs_is_picked_world_by_world() -> None:
    load = load_of(current_shape=["functions", "monolith", "nothing"])
    values = {name: np.full(3, float(at)) for at, name in enumerate(VARIANTS)}
    expected = [float(VARIANTS.index("lambda")), float(VARIANTS.index("monolith_ec2")), 0.0]
    assert look_at_today(load).pick(values).tolist() == expected
