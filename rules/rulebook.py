"""The rulebook: facts, rules, prices and assumptions of a folder, read, checked and fixed for a day and a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from rules.answers import Answers
from rules.assumptions import Assumptions, parse_assumptions
from rules.cases import Case, load_cases
from rules.checklists import Checklist, check_ticks, parse_checklist
from rules.claims import Account, Carrier, account_for, read_claims
from rules.condition_files import Limit, Names
from rules.conditions import Possible
from rules.facts import Fact, Vocabulary, check_priors, drawing_order, parse_fact
from rules.files import TomlFile
from rules.layers import Layer, fingerprint, read_layers
from rules.options import CRITERIA
from rules.overrides import Change, changes_of, lay_assumptions, lay_facts
from rules.prices import HOME, MULTIPLIER, Price, PriceList, parse_price, price_list
from rules.problems import Problems, did_you_mean
from rules.quantities import Quantity, parse_quantities
from rules.rule import Rule
from rules.rule_files import SwitchedOff, limits_named, load_rules

HOUSE = Path(__file__).parent
"""The project's own rulebook."""


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Everything that decides, as it holds on one day in one region.

    `books` gives the fingerprint of every rulebook by its name, the lowest first; `changes` says what each does to
    those under it, and `off` which rules one of them switched off.
    """

    books: Mapping[str, str]
    day: date
    region: str
    facts: Vocabulary
    quantities: Mapping[str, Quantity]
    assumptions: Assumptions
    checklists: Mapping[str, Checklist]
    prices: PriceList
    rules: tuple[Rule, ...]
    claims: tuple[Account, ...]
    folder: Path
    off: tuple[SwitchedOff, ...] = ()
    changes: tuple[Change, ...] = ()
    _by_id: dict[str, Rule] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {rule.id: rule for rule in self.rules})

    def rule(self, name: str) -> Rule:
        """Give a rule by its id.

        Raises:
            KeyError: there is none; the message says who switched it off and why, or names the nearest.
        """
        for off in self.off:
            if off.rule.id == name:
                raise KeyError(f'the rule "{name}" is switched off by {off.rulebook}, because: {off.why}')
        if name not in self._by_id:
            raise KeyError(f'no rule "{name}". {did_you_mean(name, self._by_id)}'.rstrip())
        return self._by_id[name]

    def possible(self, answers: Answers) -> Possible:
        """Tell what answers leave possible, to judge conditions in three values."""
        return Possible(answers, self.facts, self.quantities)

    @cached_property
    def gates(self) -> tuple[Rule, ...]:
        """The rules that block variants."""
        return tuple(rule for rule in self.rules if rule.file.kind == "gate")

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The facts in the order in which worlds draw them."""
        return drawing_order(self.facts)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The published decisions beside the rules, read when they are first asked for; none without their folder.

        Raises:
            RulebookError: there are mistakes in them; all are listed.
        """
        folder = self.folder / "cases"
        return tuple(load_cases(folder, self.facts)) if folder.is_dir() else ()


def load_rulebook(day: date, folder: Path = HOUSE, region: str = HOME, over: Sequence[Path] = ()) -> Rulebook:
    """Read a rulebook folder and those laid over it, for a day and a region.

    Args:
        day: the day of prices and limits.
        folder: a whole rulebook.
        region: the AWS region of the prices.
        over: further folders, each of which may add to those before it and override what they say.

    Raises:
        RulebookError: there are mistakes; all of them, of every file, are listed.
    """
    problems = Problems()
    layers = read_layers([(_name(each), each) for each in (folder, *over)], problems)
    facts, broken = _load_facts(layers, problems)
    prices, unpriced = _load_prices(layers, problems)
    quantities, missing = _load_quantities(layers, facts, broken, problems)
    assumptions = parse_assumptions(lay_assumptions(layers, problems), problems)
    _check_names_of_assumptions(layers, facts, quantities, problems)
    checklists = _load_checklists(layers, facts, problems)
    dated = _dated(prices, day, region, problems)
    limits = [_limits(*each) for each in zip(prices, dated, strict=True)]
    names = [Names(facts, quantities, each, broken | missing | unpriced) for each in limits]
    rules, off = load_rules(layers, names, problems)
    _check_additions(layers, problems)
    carriers = _carriers(rules.values(), facts, prices[-1].values(), assumptions, checklists)
    claims = account_for(*read_claims(folder, problems), carriers, problems)
    problems.raise_if_any()
    return Rulebook(
        books={layer.name: fingerprint(layer.folder) for layer in layers},
        day=day,
        region=region,
        facts=facts,
        quantities=quantities,
        assumptions=assumptions,
        checklists=checklists,
        prices=dated[-1],
        rules=tuple(rules.values()),
        claims=claims,
        off=tuple(off.values()),
        changes=tuple(changes_of(layers)),
        folder=folder,
    )


def _name(folder: Path) -> str:
    return "house" if folder.resolve() == HOUSE.resolve() else folder.resolve().name


def _load_facts(layers: Sequence[Layer], problems: Problems) -> tuple[dict[str, Fact], frozenset[str]]:
    """Read the facts, and name those that are there and cannot be read."""
    read = (parse_fact(file, problems) for file in lay_facts(layers, problems))
    facts = {fact.id: fact for fact in read if fact is not None}
    broken = frozenset().union(*(layer.fact_ids for layer in layers)) - facts.keys()
    check_priors(facts, problems, broken)
    for fact in facts.values():
        _check_doubles(fact, problems)
        _check_asks(fact, facts, broken, problems)
    return facts, broken


def _check_doubles(fact: Fact, problems: Problems) -> None:
    for name, choice in fact.choices.items():
        for criterion in choice.doubles:
            if criterion not in CRITERIA:
                cure = did_you_mean(criterion, CRITERIA)
                problems.add(fact.file, f"choices.{name}.doubles", f'no criterion "{criterion}".', cure)


def _check_asks(fact: Fact, facts: Mapping[str, Fact], broken: frozenset[str], problems: Problems) -> None:
    for name, choice in fact.choices.items():
        if choice.asks is not None and choice.asks not in facts.keys() | broken:
            cure = did_you_mean(choice.asks, facts)
            problems.add(fact.file, f"choices.{name}.asks", f'no fact "{choice.asks}".', cure)


def _load_prices(layers: Sequence[Layer], problems: Problems) -> tuple[list[dict[str, Price]], frozenset[str]]:
    """Read the prices and limits as every rulebook knows them, and name those that are there and cannot be read."""
    known: list[dict[str, Price]] = []
    prices: dict[str, Price] = {}
    for layer in layers:
        for table in layer.prices:
            price = parse_price(table, problems)
            if _keeps_unit(table, prices, problems) and price is not None:
                prices[price.id] = price
        known.append(dict(prices))
    return known, frozenset(table.id for layer in layers for table in layer.prices) - prices.keys()


def _keeps_unit(table: TomlFile, under: Mapping[str, Price], problems: Problems) -> bool:
    """Tell whether a table has the unit of the price that it replaces, also where the rest of it cannot be read."""
    content: object = table.content
    unit = content.get("unit") if isinstance(content, dict) else None
    if table.id not in under or not isinstance(unit, str) or unit == under[table.id].unit:
        return True
    cure = f'Give it in "{under[table.id].unit}", which bills and rules count in.'
    problems.add(table.name, f"{table.id}.unit", f'is "{unit}".', cure)
    return False


def _limits(prices: Mapping[str, Price], dated: PriceList) -> dict[str, Limit]:
    return {name: Limit(dated[name].usd, price.unit, price.file) for name, price in prices.items()}


def _load_quantities(
    layers: Sequence[Layer], facts: Vocabulary, broken: frozenset[str], problems: Problems
) -> tuple[dict[str, Quantity], frozenset[str]]:
    """Read the derived quantities, and name those that are there and cannot be read."""
    tables = _added((layer.quantities for layer in layers), problems)
    quantities = parse_quantities(facts, tables, problems, broken)
    return quantities, frozenset(table.id for table in tables) - quantities.keys()


def _load_checklists(layers: Sequence[Layer], facts: Vocabulary, problems: Problems) -> dict[str, Checklist]:
    files = _added((layer.checklists for layer in layers), problems)
    read = (parse_checklist(file, problems) for file in files)
    checklists = {each.id: each for each in read if each is not None}
    check_ticks(facts, checklists, problems)
    return checklists


def _added(parts: Iterable[Iterable[TomlFile]], problems: Problems) -> list[TomlFile]:
    """Put together what rulebooks may add to and not override."""
    found: dict[str, TomlFile] = {}
    for file in (file for part in parts for file in part):
        first = found.setdefault(file.id, file)
        if first is not file:
            problems.add(file.name, file.entry, f'the id "{file.id}" is taken by {first.name}.', "Rename it.")
    return list(found.values())


def _check_names_of_assumptions(
    layers: Sequence[Layer], facts: Vocabulary, quantities: Mapping[str, Quantity], problems: Problems
) -> None:
    """Note the assumptions that are named like something else; those laid over them have the same names."""
    for table in layers[0].assumptions:
        if table.id in facts or table.id in quantities:
            other = f"a fact ({facts[table.id].file})" if table.id in facts else "a quantity"
            problems.add(table.name, table.id, f"{other} has this name already.", "Rename one of them.")


def _dated(prices: Sequence[Mapping[str, Price]], day: date, region: str, problems: Problems) -> list[PriceList]:
    """Give the prices of each layer as they hold on a day in a region, the last with the mistakes in them noted.

    Only what is not overridden has to hold on the day, so the lists of the lower rulebooks keep their mistakes.
    """
    lower = [price_list(known.values(), day, region, Problems()) for known in prices[:-1]]
    return [*lower, price_list(prices[-1].values(), day, region, problems)]


def _check_additions(layers: Sequence[Layer], problems: Problems) -> None:
    """Refuse a price or limit that is new in a further rulebook and stands in no rule: no bill can know its id."""
    named = {name for layer in layers for file in layer.book for name in limits_named(file)}
    under = {table.id for table in layers[0].prices}
    for table in (table for layer in layers[1:] for table in layer.prices):
        if table.id not in under | named and not table.id.startswith(MULTIPLIER):
            problems.add(table.name, table.id, "no bill and no rule uses it.", did_you_mean(table.id, under))


def _carriers(
    rules: Iterable[Rule],
    facts: Vocabulary,
    prices: Iterable[Price],
    assumptions: Assumptions,
    checklists: Mapping[str, Checklist],
) -> Iterator[Carrier]:
    """List what may name claims: every part of a rulebook that says where it stands in which file."""
    yield from (Carrier(rule.file.kind, rule.id, f"{rule.id}.toml", "claims", rule.file.claims) for rule in rules)
    for kind, parts in (("fact", facts), ("checklist", checklists)):
        yield from (Carrier(kind, each.id, f"{each.id}.toml", "claims", each.claims) for each in parts.values())
    for price in prices:
        kind = "limit" if price.id.startswith("limit.") else "price"
        yield Carrier(kind, price.id, price.file, f"{price.id}.claims", price.claims)
    for each in assumptions.values():
        yield Carrier("assumption", each.id, "assumptions.toml", f"{each.id}.claims", each.claims)
