"""The dashboard and the alert rules: every figure, label and value that they name is one that the bot tells."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import promql_parser as promql
import pytest
import yaml

from bot.web import METRICS
from tests.metrics.scraped import Scraped
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.playing import begin, settled
from tests.telegram.served import Served

pytestmark = pytest.mark.anyio
FOLDER = Path(__file__).parents[2] / "docs/operations"
DASHBOARD: dict[str, Any] = json.loads((FOLDER / "grafana.json").read_text("utf-8"))
PANELS: list[dict[str, Any]] = DASHBOARD["panels"]
RULES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
JOBS = 3
OF_THE_SCRAPER = {"instance"}
"""Labels that Prometheus puts on whatever it reads."""
SELDOM_WATCHED = {"process_virtual_memory_bytes", "process_max_fds", "python_info"}


@dataclass
class Query:
    """What an expression names.

    Attributes:
        named: the figures, each with the labels and values that are asked of it.
        kept: the labels that are left of them in the end; None where all are.
    """

    named: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    kept: set[str] | None = None

    @classmethod
    def of(cls, expression: str) -> "Query":
        """Read an expression as Prometheus does."""
        query = cls()
        promql.walk(promql.parse(re.sub(r"\$__(rate_interval|range)", "5m", expression)), query._visit)
        return query

    def _visit(self, part: promql.Expr) -> None:
        if isinstance(part, promql.VectorSelector):
            self.named.append((part.name or "", {each.name: each.value for each in part.matchers.matchers}))
        if isinstance(part, promql.AggregateExpr) and self.kept is None:
            self.kept = set(part.modifier.labels) if part.modifier is not None else set()

    def mistakes(self, told: Scraped, shown: set[str]) -> Iterator[str]:
        """Name what is not told, among it the labels that are shown of the result."""
        if not self.named:
            yield "it names no figure"
        for name, labels in self.named:
            if name not in told.names:
                yield f"there is no {name}"
                continue
            for label, value in labels.items():
                known = {each.labels.get(label) for each in told.samples if each.name == name}
                yield from (f"{name} has no {label}={each}" for each in value.split("|") if each not in known)
        yield from (f"nothing is left of {label}" for label in shown - self._left(told))

    def _left(self, told: Scraped) -> set[str]:
        own = {label for name, _ in self.named for label in told.labels_of(name)} | OF_THE_SCRAPER
        return own if self.kept is None else own & self.kept


def queries() -> Iterator[tuple[str, str, set[str]]]:
    """Give each expression with its place, and the labels that are shown of its result."""
    for panel in PANELS:
        for target in panel.get("targets", ()):
            yield panel["title"], target["expr"], set(re.findall(r"{{(\w+)}}", target["legendFormat"].replace(" ", "")))
    for mark in DASHBOARD["annotations"]["list"]:
        if "expr" in mark:
            yield mark["name"], mark["expr"], set()
    for rule in RULES:
        said = " ".join(rule["annotations"].values())
        yield rule["alert"], rule["expr"], set(re.findall(r"\$labels\.(\w+)", said))


@pytest.fixture
async def told(bot: Served, anna: PrivateChat) -> Scraped:
    """Read the figures of a bot that has polled and run its jobs."""
    await begin(anna)
    await settled(bot)
    async with httpx.AsyncClient() as client:
        while True:
            figures = Scraped((await client.get(bot.url + METRICS)).text)
            if figures("advisor_job_runs_total") == JOBS:
                return figures


async def test_every_expression_names_only_what_is_told(told: Scraped) -> None:
    mistakes = {place: [*Query.of(expression).mistakes(told, shown)] for place, expression, shown in queries()}
    assert {place: found for place, found in mistakes.items() if found} == {}


@pytest.mark.parametrize(
    ("expression", "shown", "mistake"),
    [
        ("rate(advisor_update_total[5m])", set(), "there is no advisor_update_total"),
        ('advisor_updates_total{result="failed"}', set(), "advisor_updates_total has no result=failed"),
        ('advisor_updates_total{outcome=~"failed|lost"}', set(), "advisor_updates_total has no outcome=lost"),
        ("sum by (kind) (advisor_updates_total)", {"outcome"}, "nothing is left of outcome"),
        ("sum(advisor_updates_total)", {"kind"}, "nothing is left of kind"),
        ("sum by (chore) (advisor_updates_total)", {"chore"}, "nothing is left of chore"),
        ("time()", set(), "it names no figure"),
    ],
)
async def test_a_mistake_would_be_found(told: Scraped, expression: str, shown: set[str], mistake: str) -> None:
    assert [*Query.of(expression).mistakes(told, shown)] == [mistake]


async def test_every_figure_is_drawn_or_watched(told: Scraped) -> None:
    named = {name for _, expression, _ in queries() for name, _ in Query.of(expression).named}
    families = {re.sub("_(bucket|count|sum)$", "", name) for name in named}
    own = {re.sub("_(bucket|count|sum)$", "", name) for name in told.names}
    assert own - families == SELDOM_WATCHED & own


async def test_no_label_is_one_that_the_scraper_would_overwrite(told: Scraped) -> None:
    assert {label for each in told.samples for label in each.labels} & {
        "job",
        "instance",
        "app",
        "host",
        "region",
    } == set()


def test_the_first_row_is_the_staircase() -> None:
    row, *first = PANELS[:5]
    assert row["type"] == "row"
    drawn = [name for panel in first for target in panel["targets"] for name, _ in Query.of(target["expr"]).named]
    assert drawn == [
        "process_resident_memory_bytes",
        "process_open_fds",
        "process_threads",
        "advisor_open_connections",
    ]
    assert len({panel["gridPos"]["y"] for panel in first}) == 1


def test_the_dashboard_asks_whichever_source_is_chosen() -> None:
    (variable,) = DASHBOARD["templating"]["list"]
    assert (variable["type"], variable["query"]) == ("datasource", "prometheus")
    chosen = {"type": "prometheus", "uid": f"${{{variable['name']}}}"}
    asked = [
        each["datasource"] for panel in PANELS for each in (panel, *panel.get("targets", ())) if "targets" in panel
    ]
    assert asked
    assert [each for each in asked if each != chosen] == []


def test_panels_have_numbers_of_their_own_and_lie_beside_each_other() -> None:
    assert len({panel["id"] for panel in PANELS}) == len(PANELS)
    places = [
        (column, line)
        for panel in PANELS
        for column in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
        for line in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
    ]
    assert len(set(places)) == len(places)
    assert {column for column, _ in places} == {*range(24)}


def test_every_panel_and_every_alert_says_what_it_means() -> None:
    assert [panel["title"] for panel in PANELS if panel["type"] != "row" and not panel["description"]] == []
    for rule in RULES:
        assert set(rule) - {"for"} == {"alert", "expr", "labels", "annotations"}
        assert set(rule["annotations"]) == {"summary", "do"}
        assert rule["labels"]["severity"] in {"page", "ticket"}
    assert len({rule["alert"] for rule in RULES}) == len(RULES)


def test_memory_is_drawn_and_watched_against_the_machine_that_it_has() -> None:
    machine = (FOLDER.parents[1] / "fly.toml").read_text("utf-8")
    (megabytes,) = re.findall(r'memory = "(\d+)mb"', machine)
    (rule,) = [rule for rule in RULES if rule["alert"] == "AdvisorMemoryIsNearlyFull"]
    assert rule["expr"] == f"process_resident_memory_bytes > 0.85 * {megabytes} * 1024 ^ 2"
    drawn = PANELS[1]["fieldConfig"]["defaults"]["thresholds"]["steps"][-1]["value"]
    assert drawn == round(0.85 * int(megabytes) * 1024**2)
