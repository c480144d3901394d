"""What a rulebook may change of those under it without replacing a file: words and priors of facts, and assumptions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rules.files import TomlFile
from rules.layers import Layer
from rules.problems import Problems, did_you_mean, shown

OF_A_FACT = re.compile(r"label|question|why|examples|bad_answer|measure|prior|choices\.[^.]+\.label")
OF_AN_ASSUMPTION = re.compile("low|mid|high|why")


def lay_facts(layers: Sequence[Layer], problems: Problems) -> list[TomlFile]:
    """Lay the fact files over each other: of its words and its prior the uppermost count, all else is the lowest's."""
    laid: dict[str, TomlFile] = {}
    for layer in layers:
        for file in layer.facts:
            if file.id in laid:
                laid[file.id] = _Override(laid[file.id], file, OF_A_FACT, problems).laid()
            elif layer is not layers[0] and "kind" not in file.content:
                cure = did_you_mean(file.id, laid)
                problems.add(file.name, "", f'no fact "{file.id}" to reword, and no `kind` to add one.', cure)
            else:
                laid[file.id] = file
    return [laid[name] for name in sorted(laid)]


def lay_assumptions(layers: Sequence[Layer], problems: Problems) -> list[TomlFile]:
    """Lay the tables of assumptions over each other; the model names each, so only the lowest folder has new ones."""
    laid: dict[str, TomlFile] = {}
    for layer in layers:
        for table in layer.assumptions:
            if table.id in laid:
                laid[table.id] = _Override(laid[table.id], table, OF_AN_ASSUMPTION, problems).laid()
            elif layer is layers[0]:
                laid[table.id] = table
            else:
                problems.add(table.name, table.id, "no assumption has this name.", did_you_mean(table.id, laid))
    return list(laid.values())


@dataclass(frozen=True, slots=True)
class Change:
    """What a rulebook does to those under it: it `adds`, `changes` or `switches off` something of an id."""

    rulebook: str
    does: str
    kind: str
    id: str


def changes_of(layers: Sequence[Layer]) -> Iterator[Change]:
    """List what every rulebook does to those under it."""
    under: set[tuple[str, str]] = set()
    for layer in layers:
        for kind, files in layer.parts.items():
            for file in files if layer is not layers[0] else ():
                does = "changes" if (kind, file.id) in under else "adds"
                off = kind == "rule" and "off" in file.content
                yield Change(layer.name, "switches off" if off else does, kind, file.id)
        under |= {(kind, file.id) for kind, files in layer.parts.items() for file in files}


@dataclass(frozen=True, slots=True)
class _Override:
    """A file or table laid over the one of the same id under it, where it may change some keys."""

    under: TomlFile
    over: TomlFile
    changeable: re.Pattern[str]
    problems: Problems

    def laid(self) -> TomlFile:
        """Give what is under with the changes; a mistake in one of them is blamed on the file that made it."""
        if not isinstance(self.over.content, dict):
            self._refuse("", f"{shown(self.over.content)} is not a table.", f"Write [{self.over.entry}].")
        elif isinstance(self.under.content, dict):
            if self.over.entry:
                # The numbers of a table hang together, so one it left as it was may be wrong through it.
                self.problems.written_by(self.under.name, self.over.entry, self.over.name)
            return replace(self.under, content=self._merged(self.under.content, self.over.content, ""))
        return self.under

    def _merged(self, under: dict[str, Any], over: dict[str, Any], path: str) -> dict[str, Any]:
        merged = dict(under)
        for key, value in over.items():
            place = f"{path}.{key}".strip(".")
            if self.changeable.fullmatch(place):
                self.problems.written_by(self.under.name, self._key(place), self.over.name)
                merged[key] = value
            elif key not in under:
                self._refuse(place, f'there is no "{key}" to change, and none can be added.', did_you_mean(key, under))
            elif isinstance(value, dict) and isinstance(under[key], dict):
                merged[key] = self._merged(under[key], value, place)
            elif value != under[key]:
                self._refuse(
                    place, f"stays {shown(under[key])}: rules, answers and bills count on it.", "Leave it out."
                )
        return merged

    def _refuse(self, place: str, message: str, cure: str) -> None:
        self.problems.add(self.over.name, self._key(place), message, cure)

    def _key(self, place: str) -> str:
        return f"{self.over.entry}.{place}".strip(".")
