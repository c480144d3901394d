"""Assumptions: numbers of the model without a source, sampled in every world and named wherever they matter."""

from collections.abc import Iterable, Mapping
from typing import Self, TypeAlias

from pydantic import Field, model_validator

from rules.facts import ClaimNumbers, Strict
from rules.files import TomlFile
from rules.problems import Misfit, Misfits, Problems, plain


class Assumption(Strict):
    """A number of the model that nobody has measured: its 5, 50 and 95 % points."""

    id: str
    what: str = Field(min_length=1)
    low: float = Field(gt=0)
    mid: float = Field(gt=0)
    high: float = Field(gt=0)
    unit: str = ""
    why: str = ""
    claims: ClaimNumbers = ()

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if not self.low < self.mid < self.high:
            key = "high" if self.low < self.mid else "mid"
            points = f"{plain(self.low)}, {plain(self.mid)}, {plain(self.high)}"
            raise Misfits([Misfit(key, f"low, mid and high must rise, not {points}.", "Order them.")])
        return self


Assumptions: TypeAlias = Mapping[str, Assumption]


def parse_assumptions(tables: Iterable[TomlFile], problems: Problems) -> dict[str, Assumption]:
    """Read assumptions, a table each."""
    entries = (table.parse(Assumption, problems) for table in tables)
    return {entry.id: entry for entry in entries if entry is not None}
