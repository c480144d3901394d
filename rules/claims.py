"""The claims of the podcast that this began with, and what carries each: what is done about it, or why nothing."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from rules.facts import Strict
from rules.files import TomlFile, read_toml
from rules.problems import Misfit, Misfits, Problem, Problems

Standing = Literal["confirmed", "limited", "outdated", "unverified", "opinion"]
FILE = "claims.toml"
NUMBER = re.compile(r"[1-9][0-9]*")


class Claim(Strict):
    """What the podcast claims, and how that stands today.

    `carried_by` names files of the repository whose behaviour is the answer; `nothing` says why there is none to give.
    """

    id: str
    title: str = Field(min_length=1, max_length=60)
    standing: Standing
    nothing: str | None = Field(default=None, min_length=1)
    carried_by: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_carried_or_not(self) -> Self:
        if self.nothing and self.carried_by:
            raise Misfits([Misfit("nothing", "files carry the claim.", "Leave out `nothing` or `carried_by`.")])
        return self

    @property
    def number(self) -> int:
        """Its number, which rules and others name in their `claims`."""
        return int(self.id)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A part of the rulebook that names claims.

    Attributes:
        kind: what it is, in a word.
        id: what it is called.
        file: the file that holds it.
        key: the key at which it names them.
        claims: their numbers.
    """

    kind: str
    id: str
    file: str
    key: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A claim with the parts of the rulebook that carry it."""

    claim: Claim
    carriers: tuple[Carrier, ...]

    @property
    def given(self) -> bool:
        """Whether something carries the claim, or it says why nothing does."""
        return bool(self.carriers or self.claim.carried_by or self.claim.nothing)


def read_claims(folder: Path, problems: Problems) -> tuple[dict[str, Claim], frozenset[str]]:
    """Read the claims of a rulebook folder, which need not have any, and name those that cannot be read."""
    file = read_toml(folder / FILE, problems) if (folder / FILE).exists() else None
    claims = {} if file is None else parse_claims(file, problems)
    return claims, frozenset() if file is None else frozenset(file.content) - claims.keys()


def parse_claims(file: TomlFile, problems: Problems) -> dict[str, Claim]:
    """Read the file of claims, a table each; the key is the number."""
    names = [name for name in file.content if NUMBER.fullmatch(name)]
    for name in file.content:
        if name not in names:
            problems.add(file.name, name, "is no number.", "Name a claim by its number, as in [17].")
    for before, number in pairwise([0, *sorted(map(int, names))]):
        if number != before + 1:
            after = f"comes after {before}." if before else "is the first."
            problems.add(file.name, str(number), after, f"Add {before + 1}, or number it anew.")
    entries = (table.parse(Claim, problems) for table in file.tables if table.id in names)
    return {entry.id: entry for entry in entries if entry is not None}


def account_for(
    claims: Mapping[str, Claim], broken: Collection[str], carriers: Iterable[Carrier], problems: Problems
) -> tuple[Account, ...]:
    """Bring claims and carriers together, in the order of the numbers.

    A carrier that names a claim which is not there, and a carried claim that says `nothing`, are noted as mistakes.

    Args:
        claims: the claims that could be read, by number.
        broken: the numbers of claims that are there and could not be read.
        carriers: what names claims.
        problems: where mistakes are noted.
    """
    carried = defaultdict(list)
    for carrier in carriers:
        for at, number in enumerate(carrier.claims):
            carried[str(number)].append(carrier)
            if str(number) not in {*claims, *broken}:
                problems.add(carrier.file, f"{carrier.key}[{at}]", f"no claim {number}.", _known(claims))
    for name, claim in claims.items():
        if claim.nothing and carried[name]:
            carrier = carried[name][0]
            cure = f"Leave it out, or take {name} out of {carrier.key} in {carrier.file}."
            problems.add(FILE, f"{name}.nothing", f"the {carrier.kind} {carrier.id} carries the claim.", cure)
    in_order = sorted(claims.values(), key=lambda claim: claim.number)
    return tuple(Account(claim, tuple(carried[claim.id])) for claim in in_order)


def _known(claims: Mapping[str, Claim]) -> str:
    return f"Known: 1 to {max(map(int, claims))}." if claims else f"There is no {FILE}: leave it out."


def unaccounted(accounts: Iterable[Account]) -> Iterator[Problem]:
    """Tell the mistake of each claim that nothing carries and that says no reason.

    They keep no rulebook from loading, since no verdict hangs on them.
    """
    cure = "Name it in the `claims` of what answers it, or say why `nothing` is to be built."
    for account in accounts:
        if not account.given:
            yield Problem(FILE, account.claim.id, "nothing carries the claim.", cure)
