"""A short soak runs, and tells the bot from one that leaks; its table and its plot hold what was seen."""

import csv
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.soak.__main__ import judge, soak_both, write
from bench.soak.driving import Plan
from bench.soak.looking import Look, growth, is_flat
from rules.rulebook import Rulebook

SHORT = Plan(runs=30, steps=4, round_seconds=0.1, look_seconds=0.2, at_once=2)
FLAT = [Look(at * 5.0, at * 60, 0, at * 500, 150.0, 20, 9, 1) for at in range(20)]
LEAKING = [replace(look, connections=at, threads=8 + at, descriptors=20 + 2 * at) for at, look in enumerate(FLAT)]


def test_a_short_soak_tells_the_bot_from_one_that_leaks(
    rulebook: Rulebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bots = soak_both(SHORT, rulebook)
    ours, control = bots.values()
    assert {look.connections for look in ours} == {1}
    assert ours[-1].failed == 0
    assert ours[-1].runs >= SHORT.runs
    assert ours[-1].steps >= SHORT.steps
    assert control[-1].connections > control[0].connections
    write(bots, tmp_path)
    lines = len(ours) + len(control)
    assert capsys.readouterr().out.count("job runs") == lines
    with (tmp_path / "soak.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["connections"]) for row in rows] == [look.connections for look in (*ours, *control)]
    drawn = ElementTree.parse(tmp_path / "soak.svg").getroot()
    assert len([each for each in drawn if each.tag.endswith("polyline")]) == 8


def test_growth_is_that_from_the_second_quarter_to_the_last() -> None:
    assert growth(LEAKING) == {"memory_mib": 0, "descriptors": 20, "threads": 10, "connections": 10}


@pytest.mark.parametrize("name", ["memory_mib", "descriptors", "threads", "connections"])
def test_a_rise_of_anything_is_not_flat(name: str) -> None:
    assert is_flat(FLAT)
    assert not is_flat([replace(look, **{name: 2 * at}) for at, look in enumerate(FLAT)])


def test_a_soak_fails_for_a_leak_for_a_job_that_failed_and_for_a_control_that_was_not_caught() -> None:
    assert judge({"ours": FLAT, "control": LEAKING}) == []
    assert len(judge({"ours": LEAKING, "control": LEAKING})) == 3
    failed = [*FLAT[:-1], replace(FLAT[-1], failed=2)]
    assert judge({"ours": failed, "control": LEAKING}) == ["2 job runs failed"]
    assert len(judge({"ours": FLAT, "control": FLAT})) == 1
