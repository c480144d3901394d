"""Bills in words."""

import pytest

from bot.words.bills import cloud_and_rest, quantity
from rules.costs.monitoring import MONITORING
from rules.verdict import CostLine
from tests.terminal.samples import sample_verdict


def test_monitoring_is_told_apart_from_what_the_cloud_bills() -> None:
    cost = sample_verdict().options[0].cost_usd_month
    line = CostLine(item=MONITORING, quantity=1, unit="of today's", usd=250, price="", assumed=True)
    watched = cost.model_copy(update={"cash": 1250, "people": 900, "lines": (*cost.lines, line)})
    assert (
        cloud_and_rest(watched)
        == "$1,000 a month for the cloud and its logs, $250 for other monitoring, $900 of people's time"
    )


@pytest.mark.parametrize(
    "price", ["eventbridge.event", "lambda.durable.operation", "lambda.request", "apigw.ws.message"]
)
def test_what_is_counted_has_a_plural(price: str) -> None:
    unit = price.rsplit(".", 1)[-1]
    lines = [CostLine(item="", quantity=many, unit=unit, usd=1, price="", assumed=False) for many in (1, 2, 0.5)]
    assert [quantity(line) for line in lines] == [f"1 {unit}", f"2 {unit}s", f"0.5 {unit}s"]
