"""The rulebook: facts, rules, prices and assumptions of a folder, read, checked and fixed for a day and a region."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from rules.answers import Answers, parse_answers
from rules.assumptions import Assumptions, parse_assumptions
from rules.cases import Case, load_cases
from rules.checklists import Checklist, check_ticks, parse_checklist
from rules.condition_files import ConditionReader, Limit, Names
from rules.conditions import Condition, Possible
from rules.facts import Fact, Vocabulary, check_priors, drawing_order, parse_fact
from rules.files import TomlFile, read_folder, read_toml
from rules.options import CRITERIA
from rules.prices import HOME, Price, PriceList, parse_prices, price_list
from rules.problems import Problems, did_you_mean
from rules.quantities import Quantity, parse_quantities
from rules.rule import Rule, RuleFile

Table = TypeVar("Table")

HOUSE = Path(__file__).parent
"""The project's own rulebook."""


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Everything that decides, as it holds on one day in one region."""

    name: str
    fingerprint: str
    day: date
    region: str
    facts: Vocabulary
    quantities: Mapping[str, Quantity]
    assumptions: Assumptions
    checklists: Mapping[str, Checklist]
    prices: PriceList
    rules: tuple[Rule, ...]
    folder: Path
    _by_id: dict[str, Rule] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {rule.id: rule for rule in self.rules})

    def rule(self, name: str) -> Rule:
        """Give a rule by its id.

        Raises:
            KeyError: there is none; the message names the nearest.
        """
        if name not in self._by_id:
            raise KeyError(f'no rule "{name}". {did_you_mean(name, self._by_id)}'.rstrip())
        return self._by_id[name]

    def possible(self, answers: Answers) -> Possible:
        """Tell what answers leave possible, to judge conditions in three values."""
        return Possible(answers, self.facts, self.quantities)

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


def load_rulebook(day: date, folder: Path = HOUSE, region: str = HOME) -> Rulebook:
    """Read a rulebook folder, for a day and a region.

    Raises:
        RulebookError: there are mistakes; all of them, of every file, are listed.
    """
    problems = Problems()
    facts, broken = _load_facts(folder, problems)
    prices, unpriced = _load_prices(folder, problems)
    quantities, missing = _load_tables(
        folder / "quantities.toml", problems, partial(parse_quantities, facts, broken=broken)
    )
    assumptions, _ = _load_tables(folder / "assumptions.toml", problems, parse_assumptions)
    for name in assumptions.keys() & {*facts, *quantities}:
        problems.add("assumptions.toml", name, "a fact or quantity has this name already.", "Give it another name.")
    checklists = _load_checklists(folder, facts, problems)
    dated = price_list(prices, day, region, problems)
    limits = {name: Limit(dated[name].usd, dated[name].unit) for name in dated}
    names = Names(facts, quantities, limits, broken | missing | unpriced)
    rules = _load_rules(folder, names, dated, problems)
    problems.raise_if_any()
    return Rulebook(
        name="house" if folder == HOUSE else folder.name,
        fingerprint=fingerprint(folder),
        day=day,
        region=region,
        facts=facts,
        quantities=quantities,
        assumptions=assumptions,
        checklists=checklists,
        prices=dated,
        rules=rules,
        folder=folder,
    )


def fingerprint(folder: Path) -> str:
    """Digest the content of a rulebook folder: 12 hexadecimal digits that change with any of its words."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml"), key=lambda each: each.relative_to(folder).as_posix()):
        if path.relative_to(folder).parts[0] != "cases":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _load_facts(folder: Path, problems: Problems) -> tuple[dict[str, Fact], frozenset[str]]:
    """Read the facts, and name those that are there and cannot be read."""
    read = (parse_fact(file, problems) for file in _unique(read_folder(folder / "facts", problems), problems))
    facts = {fact.id: fact for fact in read if fact is not None}
    broken = frozenset(path.stem for path in (folder / "facts").rglob("*.toml")) - facts.keys()
    check_priors(facts, problems, broken)
    for fact in facts.values():
        _check_doubles(fact, problems)
    return facts, broken


def _check_doubles(fact: Fact, problems: Problems) -> None:
    for name, choice in fact.choices.items():
        for criterion in choice.doubles:
            if criterion not in CRITERIA:
                cure = did_you_mean(criterion, CRITERIA)
                problems.add(f"{fact.id}.toml", f"choices.{name}.doubles", f'no criterion "{criterion}".', cure)


def _load_prices(folder: Path, problems: Problems) -> tuple[list[Price], frozenset[str]]:
    """Read the prices and limits, and name those that are there and cannot be read."""
    prices: dict[str, Price] = {}
    tables: set[str] = set()
    for file in read_folder(folder / "prices", problems):
        tables |= file.content.keys()
        for price in parse_prices(file, problems):
            if price.id in prices:
                first = prices[price.id].file
                problems.add(file.name, price.id, f"the id is taken by {first}.", "Rename one of them.")
            prices.setdefault(price.id, price)
    return list(prices.values()), frozenset(tables - prices.keys())


def _load_checklists(folder: Path, facts: Vocabulary, problems: Problems) -> dict[str, Checklist]:
    files = _unique(read_folder(folder / "checklists", problems), problems)
    read = (parse_checklist(file, problems) for file in files)
    checklists = {each.id: each for each in read if each is not None}
    check_ticks(facts, checklists, problems)
    return checklists


def _load_tables(
    path: Path, problems: Problems, parse: Callable[[TomlFile, Problems], dict[str, Table]]
) -> tuple[dict[str, Table], frozenset[str]]:
    """Read a file of tables, and name those that are there and cannot be read."""
    file = read_toml(path, problems)
    tables = {} if file is None else parse(file, problems)
    return tables, frozenset() if file is None else frozenset(file.content) - tables.keys()


def _load_rules(folder: Path, names: Names, prices: PriceList, problems: Problems) -> tuple[Rule, ...]:
    files = _unique(read_folder(folder / "book", problems), problems)
    read = [_load_rule(file, names, prices, problems) for file in files]
    return tuple(rule for rule in read if rule is not None)


def _load_rule(file: TomlFile, names: Names, prices: PriceList, problems: Problems) -> Rule | None:
    content = file.parse(RuleFile, problems, topic=file.path.parent.name)
    if content is not None:
        _check_sources(file.name, content, names, prices, problems)
    if not isinstance(file.content.get("when"), dict):
        return None
    condition = ConditionReader(file.name, names, problems).read(file.content["when"])
    _check_examples(file, condition, names, problems)
    return None if content is None or condition is None else Rule(content, condition)


def _check_sources(file: str, rule: RuleFile, names: Names, prices: PriceList, problems: Problems) -> None:
    for at, source in enumerate(rule.sources):
        if source.value is not None and source.value not in prices and source.value not in names.broken:
            cure = did_you_mean(source.value, prices)
            problems.add(file, f"sources[{at}].value", f'no price "{source.value}".', cure)


EXPECTED = {"fires": True, "silent": False, "undecided": None}


def _check_examples(file: TomlFile, condition: Condition | None, names: Names, problems: Problems) -> None:
    examples = file.content.get("examples")
    for word, expected in EXPECTED.items():
        raw = examples.get(word) if isinstance(examples, dict) else None
        if not isinstance(raw, dict):
            continue
        found = Problems()
        told = {name: value for name, value in raw.items() if name not in names.broken}
        answers = parse_answers(file.name, told, names.facts, found)
        for problem in found:
            key = f"examples.{word}.{problem.key.removeprefix('answers.')}"
            problems.add(file.name, key, problem.message, problem.cure)
        if condition is None or len(found):
            continue
        judged = condition.judge(Possible(answers, names.facts, names.quantities))
        if judged != expected:
            does = {True: "fires", False: "is silent", None: "is undecided"}
            cure = f"It should be an example that {does[expected]}."
            problems.add(file.name, f"examples.{word}", f"the rule {does[judged]} here.", cure)


def _unique(files: Iterable[TomlFile], problems: Problems) -> list[TomlFile]:
    seen: dict[str, TomlFile] = {}
    for file in files:
        if file.id in seen:
            first = f"{seen[file.id].path.parent.name}/{seen[file.id].name}"
            again = f"{file.path.parent.name}/{file.name}"
            problems.add(again, "", f'the id "{file.id}" is taken by {first}.', "Rename one of them.")
        seen.setdefault(file.id, file)
    return list(seen.values())
