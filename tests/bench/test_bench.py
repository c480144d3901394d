"""The bench runs, prints every line, and finds the engines equal; how fast they are is not asserted."""

import pytest

from bench.__main__ import MEASUREMENTS, run
from bench.measuring import SHORT, Measured


def test_every_measurement_is_printed_with_its_target_and_what_is_compared_is_equal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(SHORT)
    printed = capsys.readouterr().out
    lines = [line for line in printed.splitlines() if "target at" in line]
    assert len(lines) == len(MEASUREMENTS)
    assert all(line.endswith(("reached", "missed")) for line in lines)
    assert "worlds: equal; with unknown answers: equal" in printed
    assert "DIFFERENT" not in printed


@pytest.mark.parametrize(("value", "unit", "met"), [(5.9, "ms", True), (6.1, "ms", False), (5.9, "times", False)])
def test_fewer_milliseconds_and_more_times_reach_a_target(value: float, unit: str, met: bool) -> None:
    measured = Measured("a step", value, 6.0, unit, "a note")
    assert measured.met is met
    assert ("reached" if met else "missed") in str(measured)
    assert str(measured).endswith("\n    a note")
