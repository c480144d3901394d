"""What is said beside the sum of points."""

import pytest

from bot.words.reasons import doublings, sometimes_out, sums, title_against
from rules.verdict import CriterionSum
from tests.terminal.samples import sample_verdict


def told(blocked_share: float, *, always: bool = False) -> list[str]:
    option = sample_verdict().option("lambda")
    gates = ("long-jobs",) if always else ()
    variants = tuple(each.model_copy(update={"blocked_by": gates}) for each in option.variants)
    changes = {"share": 0.0, "blocked_share": blocked_share, "variants": variants}
    return sometimes_out([option.model_copy(update=changes)])


def test_an_option_that_hard_limits_rule_out_in_a_part_of_what_is_possible_says_in_how_much() -> None:
    # Its points alone would not tell why it wins so seldom.
    assert told(0.43) == ["Hard limits rule AWS Lambda out in 43 % of worlds; the points are those of the others."]


@pytest.mark.parametrize("seldom", [0.0, 0.05])
def test_a_limit_that_seldom_holds_is_not_told(seldom: float) -> None:
    assert told(seldom) == []


def test_what_is_always_ruled_out_is_told_elsewhere() -> None:
    assert told(1.0, always=True) == []


def test_what_speaks_against_an_option_names_it_where_nothing_above_does() -> None:
    reasons = sample_verdict().option("monolith").reasons
    assert title_against("monolith", reasons) == "What speaks against it"
    assert title_against("monolith", ()) == "What speaks against a monolith"


@pytest.mark.parametrize(
    ("points", "doubled", "mark"),
    [(1.5, 1.5, ""), (1.5, 3.0, "x2"), (1.5, 2.2, "x2?"), (-0.5, -1.0, "x2"), (-0.5, -0.6, "x2?"), (0.01, 0.02, "")],
)
def test_points_that_only_may_be_doubled_are_marked_so(points: float, doubled: float, mark: str) -> None:
    """Who named neither a goal nor a pain must not read that theirs doubles anything."""
    each = CriterionSum(criterion="fit", points=points, doubled=doubled)
    team = CriterionSum(criterion="team", points=2.0, doubled=2.0)
    rows = sums([sample_verdict().option("monolith").model_copy(update={"criteria": (each, team)})])
    marks = {row.criterion: row.doubled for row in rows}
    assert marks.get("fit", "") == mark
    assert (marks["team"], marks["together"]) == ("", "")
    assert [words.split(":")[0] for words in doublings(rows)] == ([mark] if mark else [])
