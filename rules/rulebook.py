"""The rulebook: facts, rules, prices and assumptions of a folder, read, checked and fixed for a day and a region."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from rules.answers import Answers, parse_answers
from rules.assumptions import Assumptions, parse_assumptions
from rules.checklists import Checklist, check_ticks, parse_checklist
from rules.condition_files import ConditionReader, Limit, Names
from rules.conditions import Possible
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


def load_rulebook(day: date, folder: Path = HOUSE, region: str = HOME) -> Rulebook:
    """Read a rulebook folder, for a day and a region.

    Raises:
        RulebookError: there are mistakes; all of them, of every file, are listed.
    """
    problems = Problems()
    facts = _load_facts(folder, problems)
    prices = _load_prices(folder, problems)
    quantities = _load_tables(folder / "quantities.toml", problems, partial(parse_quantities, facts))
    assumptions = _load_tables(folder / "assumptions.toml", problems, parse_assumptions)
    checklists = _load_checklists(folder, facts, problems)
    dated = price_list(prices, day, region, problems)
    names = Names(facts, quantities, {name: Limit(dated[name].usd, dated[name].unit) for name in dated})
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
    )


def fingerprint(folder: Path) -> str:
    """Digest the content of a rulebook folder: 12 hexadecimal digits that change with any of its words."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml"), key=lambda each: each.relative_to(folder).as_posix()):
        if path.relative_to(folder).parts[0] != "cases":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _load_facts(folder: Path, problems: Problems) -> dict[str, Fact]:
    read = (parse_fact(file, problems) for file in _unique(read_folder(folder / "facts", problems), problems))
    facts = {fact.id: fact for fact in read if fact is not None}
    check_priors(facts, problems)
    for fact in facts.values():
        _check_doubles(fact, problems)
    return facts


def _check_doubles(fact: Fact, problems: Problems) -> None:
    for name, choice in fact.choices.items():
        for criterion in choice.doubles:
            if criterion not in CRITERIA:
                cure = did_you_mean(criterion, CRITERIA)
                problems.add(f"{fact.id}.toml", f"choices.{name}.doubles", f'no criterion "{criterion}".', cure)


def _load_prices(folder: Path, problems: Problems) -> list[Price]:
    return [price for file in read_folder(folder / "prices", problems) for price in parse_prices(file, problems)]


def _load_checklists(folder: Path, facts: Vocabulary, problems: Problems) -> dict[str, Checklist]:
    read = (parse_checklist(file, problems) for file in read_folder(folder / "checklists", problems))
    checklists = {each.id: each for each in read if each is not None}
    check_ticks(facts, checklists, problems)
    return checklists


def _load_tables(
    path: Path, problems: Problems, parse: Callable[[TomlFile, Problems], dict[str, Table]]
) -> dict[str, Table]:
    file = read_toml(path, problems)
    return {} if file is None else parse(file, problems)


def _load_rules(folder: Path, names: Names, prices: PriceList, problems: Problems) -> tuple[Rule, ...]:
    files = _unique(read_folder(folder / "book", problems), problems)
    read = [_load_rule(file, names, prices, problems) for file in files]
    return tuple(rule for rule in read if rule is not None)


def _load_rule(file: TomlFile, names: Names, prices: PriceList, problems: Problems) -> Rule | None:
    content = file.parse(RuleFile, problems, topic=file.path.parent.name)
    if content is None:
        return None
    for at, source in enumerate(content.sources):
        if source.value is not None and source.value not in prices:
            problems.add(file.name, f"sources[{at}].value", f'no price "{source.value}".', did_you_mean(source.value, prices))
    condition = ConditionReader(file.name, names, problems).read(dict(content.when))
    if condition is None:
        return None
    rule = Rule(content, condition)
    _check_examples(file.name, rule, names, problems)
    return rule


EXPECTED = {"fires": True, "silent": False, "undecided": None}


def _check_examples(file: str, rule: Rule, names: Names, problems: Problems) -> None:
    for word, expected in EXPECTED.items():
        found = Problems()
        answers = parse_answers(file, getattr(rule.file.examples, word), names.facts, found)
        for problem in found:
            problems.add(file, f"examples.{word}.{problem.key.removeprefix('answers.')}", problem.message, problem.cure)
        judged = rule.when.judge(Possible(answers, names.facts, names.quantities))
        if not len(found) and judged != expected:
            does = {True: "fires", False: "is silent", None: "is undecided"}
            problems.add(file, f"examples.{word}", f"the rule {does[judged]} here.", f"It should be an example that {does[expected]}.")


def _unique(files: Iterable[TomlFile], problems: Problems) -> list[TomlFile]:
    seen: dict[str, TomlFile] = {}
    for file in files:
        if file.id in seen:
            first = f"{seen[file.id].path.parent.name}/{seen[file.id].name}"
            problems.add(f"{file.path.parent.name}/{file.name}", "", f'the id "{file.id}" is taken by {first}.', "Rename one of them.")
        seen.setdefault(file.id, file)
    return list(seen.values())
