"""Bills in words."""

from bot.words.bills import cloud_and_rest
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
