"""The sampler: draws worlds around what is known, and keeps the columns that it may be asked for again."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from rules.answers import ORDERED_PAIRS, Answers, Known, Unknown
from rules.columns import Floats, Single, same
from rules.draws import Drawer, code_type, draw_assumptions, places, whole
from rules.facts import Fact
from rules.heap import hold_freed_memory
from rules.inference import agreeing, allowed, likelihoods, narrowed, parent_from_child
from rules.kept import Kept, KeptColumns
from rules.priors import rows_in_place
from rules.rulebook import Rulebook
from rules.running import Running
from rules.worlds import Codes, Column, Worlds, encode

EDGES_FROM = 400
"""Worlds from whose numbers the edges of groups are taken; their order is random, so any of them do."""
ABOVE_ZERO = np.nextafter(np.zeros(1, dtype=Single), Single(1))
"""The least number above zero, as a column."""
ONE_ROW = np.zeros(1, dtype=np.int64)


class Sampler:
    """Draws worlds for a rulebook; the tables of its priors are built once, and columns drawn alike are kept."""

    def __init__(self, rulebook: Rulebook) -> None:
        hold_freed_memory()
        self.rulebook = rulebook
        self._running = Running(rulebook)
        self._drawers = {name: Drawer.of(rulebook.facts[name], rulebook) for name in rulebook.order}
        self._tables = {name: drawer.table for name, drawer in self._drawers.items()}
        self._in_place = {name: rows_in_place(rulebook.facts[name], rulebook.facts) for name in rulebook.order}
        self._kin = {name: _kin(name, rulebook) for name in rulebook.order}
        self._spreads = tuple((name, each.low, each.mid, each.high) for name, each in rulebook.assumptions.items())
        self._kept = KeptColumns()

    @property
    def kept_cells(self) -> int:
        """How many numbers are kept in columns that may be asked for again."""
        return self._kept.cells

    def draw(self, answers: Answers, size: int, fixed: Mapping[str, Column] | None = None) -> Worlds:
        """Draw complete worlds around the answers.

        Args:
            answers: what is known; it holds in every world.
            size: the number of worlds.
            fixed: columns that stand instead of an answer or a draw, by fact or assumption.
        """
        worlds, answers = Worlds(size, self.rulebook.quantities), self._running.completed(agreeing(answers))
        drawn, fixed = worlds.drawn, fixed or {}
        drawn.update(dict.fromkeys(fixed))
        worlds.update({**draw_assumptions(self._spreads, size), **fixed})
        for name in self.rulebook.order:
            if name not in worlds:
                key = self._key(name, answers, drawn, size, fixed)
                draw = partial(self._draw_fact, name, answers, worlds)
                kept = drawn[name] = None if key is None else self._kept.keep(key, draw)
                worlds[name] = draw() if kept is None else kept.column
        return worlds

    def bins(self, worlds: Worlds, name: str, groups: int) -> Codes:
        """Cut a numeric column into groups of equal share, and its zeros into one of their own."""
        cut, kept = partial(_cut, worlds.number(name), groups), worlds.drawn.get(name)
        return cut() if kept is None else self._kept.keep((kept.number, groups), cut).column  # type: ignore[return-value]

    def _key(
        self, name: str, answers: Answers, drawn: Mapping[str, Kept | None], size: int, fixed: Mapping[str, Column]
    ) -> Hashable | None:
        """Say what a column hangs on: its own answer, its parents' columns, and its children's answers.

        None where it hangs on a column that was handed in.
        """
        answer, kin = answers.get(name), self._kin[name]
        if isinstance(answer, Known):
            return (name, size, answer)
        parents = [drawn[parent] for parent in (*kin.before, *kin.through(answers))]
        numbers = [parent.number for parent in parents if parent is not None]
        if fixed and (len(numbers) < len(parents) or any(child in fixed for child in kin.children)):
            return None
        return (name, size, answer, *numbers, *[answers.get(child) for child in kin.children])

    def _draw_fact(self, name: str, answers: Answers, worlds: Worlds) -> Column:
        drawer, answer = self._drawers[name], answers.get(name, Unknown())
        fact = drawer.fact
        if isinstance(answer, Known):
            return same(encode(fact, answer), worlds.size, Single if fact.numeric else code_type(fact))
        if fact.numeric:
            return self._draw_number(drawer, answers, worlds)
        rows = self._rows(fact, answers, worlds)
        if fact.kind == "several":
            return drawer.draw_several(rows, worlds.size)
        weights = (likelihoods(fact.id, self.rulebook.facts, answers, self._tables), allowed(fact, answer))
        told = [weight for weight in weights if weight is not None]
        return drawer.draw_code(np.prod(told, axis=0) if told else None, rows, worlds.size)

    def _draw_number(self, drawer: Drawer, answers: Answers, worlds: Worlds) -> Floats:
        fact, answer = drawer.fact, narrowed(drawer.fact.id, answers)
        implied = parent_from_child(fact.id, self.rulebook.facts, answers)
        if implied is not None and isinstance(answers.get(fact.id, Unknown()), Unknown):
            value = whole(fact, self._from_child(fact, *implied, answers, worlds), answer)
        else:
            base = worlds.number(fact.prior.times) if fact.prior.times else None
            value = drawer.draw_number(answer, self._rows(fact, answers, worlds), base, worlds.size)
            if fact.prior.falls_with and isinstance(answer, Unknown):
                value = value / np.sqrt(self._beyond(fact.prior.falls_with, answers, worlds))
        return _in_order(fact.id, value, worlds)

    def _beyond(self, name: str, answers: Answers, worlds: Worlds) -> Floats:
        """Give by what factor a number is beyond the 95 % point of its kind, in each world; 1 where it is not."""
        drawer = self._drawers[name]
        prior = drawer.fact.prior
        rows = ONE_ROW if prior.given is None else self._codes(prior.given, answers, worlds)
        high = drawer.numbers.high(rows)
        if prior.times:
            high = high * worlds.number(prior.times)
        return np.maximum(worlds.number(name) / high, Single(1))

    def _from_child(self, fact: Fact, child: str, value: float, answers: Answers, worlds: Worlds) -> Floats:
        """Draw a parent from a known multiple of it: the value over the factor."""
        drawer = self._drawers[child]
        factor = drawer.numbers.at(self._rows(drawer.fact, answers, worlds), places(fact.id, worlds.size))
        return value / np.maximum(factor, 1e-12)

    def _rows(self, fact: Fact, answers: Answers, worlds: Worlds) -> Codes:
        """Give the row of a fact's prior in each world, or one for all where they have the same."""
        given = fact.prior.given
        rows = ONE_ROW if given is None else self._codes(given, answers, worlds)
        for name, in_place in self._in_place[fact.id].items():
            codes = self._codes(name, answers, worlds)
            several = self.rulebook.facts[name].kind == "several"
            for code, row in in_place.items():
                rows = np.where(codes >> code & 1 if several else codes == code, row, rows)
        return rows

    def _codes(self, name: str, answers: Answers, worlds: Worlds) -> Codes:
        """Give the code of a fact in each world, or one for all where it was answered."""
        codes = worlds.once(("rows", name), lambda: worlds.code(name).astype(np.int32))
        same = isinstance(answers.get(name), Known)
        return codes[:1] if same and worlds.drawn[name] is not None else codes


def _in_order(name: str, value: Floats, worlds: Worlds) -> Floats:
    """Keep a number below what it can never exceed, and above what can never exceed it, where that is drawn already."""
    for small, large, _ in ORDERED_PAIRS:
        if name == small and large in worlds:
            value = np.minimum(value, worlds.number(large))
        elif name == large and small in worlds:
            value = np.maximum(value, worlds.number(small))
    return value


def _cut(column: Floats, count: int) -> Codes:
    some = column[:EDGES_FROM]
    sample = some[some > 0]
    if len(sample) == 0:
        return np.zeros(len(column), dtype=np.int8)
    at = np.arange(1, count) * len(sample) // count
    sample.partition(at)
    edges = np.concatenate([ABOVE_ZERO, sample[at]])
    # Comparing with each of so few edges takes a fifth of the time of searching among them.
    reached = (column >= edges[:, None]).view(np.int8)
    groups: Codes = np.add.reduce(reached, axis=0, dtype=np.int8)
    return groups


@dataclass(frozen=True, slots=True)
class _Kin:
    """The facts a fact's column hangs on.

    Attributes:
        before: those drawn before it that it hangs on, and what the usual size of one it falls with hangs on.
        children: those whose answers tell of it.
        multiples: for each of these that is a multiple of it, what else that hangs on.
    """

    before: tuple[str, ...]
    children: tuple[str, ...]
    multiples: Mapping[str, tuple[str, ...]]

    def through(self, answers: Answers) -> Iterator[str]:
        """List what the column hangs on because multiples of it are known."""
        for child, others in self.multiples.items():
            if isinstance(answers.get(child), Known):
                yield from others


def _kin(name: str, rulebook: Rulebook) -> _Kin:
    # What falls with a number tells nothing of it.
    telling = ((each.id, {each.prior.given, each.prior.times, *each.prior.where}) for each in rulebook.facts.values())
    children = tuple(child for child, told in telling if name in told)
    priors = {child: rulebook.facts[child].prior for child in children}
    multiples = {
        child: tuple(parent for parent in prior.parents if parent != name)
        for child, prior in priors.items()
        if prior.times == name
    }
    prior = rulebook.facts[name].prior
    usual = rulebook.facts[prior.falls_with].prior.parents if prior.falls_with else ()
    return _Kin((*prior.parents, *usual), children, multiples)
