"""Reading rules from their files: condition, sources and examples; and which rules a rulebook switches off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from rules.answers import parse_answers
from rules.condition_files import ConditionReader, Names
from rules.conditions import Condition, Possible
from rules.facts import Strict
from rules.files import TomlFile
from rules.layers import Layer
from rules.problems import Problems, did_you_mean
from rules.rule import Rule, RuleFile

EXPECTED = {"fires": True, "silent": False, "undecided": None}


class OffFile(Strict):
    """A file that switches off the rule of its id, and says why."""

    id: str
    off: Literal[True]
    why: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A rule that a rulebook switched off, and why."""

    rule: Rule
    rulebook: str
    why: str


def load_rules(
    layers: Sequence[Layer], names: Sequence[Names], problems: Problems
) -> tuple[dict[str, Rule], dict[str, SwitchedOff]]:
    """Read the rules of every rulebook; of one id the uppermost counts, and may switch the rule off.

    Args:
        layers: the rulebooks, the lowest first.
        names: what the conditions of each may speak of. The examples of a rule hold with the limits under it, which its
            writer knew; the last are those that it is judged with.
        problems: where mistakes are noted.
    """
    rules: dict[str, Rule] = {}
    off: dict[str, SwitchedOff] = {}
    seen: set[str] = set()
    for layer, known in zip(layers, names, strict=True):
        for file in layer.book:
            if "off" in file.content:
                switch = _read_switch(file, seen, problems)
                if switch is not None and file.id in rules:
                    off[file.id] = SwitchedOff(rules.pop(file.id), layer.name, switch.why)
                continue
            rule = _load_rule(file, layer.name, known, names[-1], problems)
            off.pop(file.id, None)
            if rule is not None:
                rules[file.id] = rule
        seen |= {file.id for file in layer.book}
    return rules, off


def _read_switch(file: TomlFile, seen: set[str], problems: Problems) -> OffFile | None:
    if file.id not in seen:
        cure = did_you_mean(file.id, seen)
        problems.add(file.name, "off", f'no rule "{file.id}" to switch off.', cure)
    return file.parse(OffFile, problems)


def _load_rule(file: TomlFile, rulebook: str, known: Names, final: Names, problems: Problems) -> Rule | None:
    content = file.parse(RuleFile, problems, topic=file.path.parent.name)
    if content is not None:
        _check_sources(file.name, content, known, problems)
    raw = file.content.get("when")
    if not isinstance(raw, dict):
        return None
    condition = ConditionReader(file.name, known, problems).read(raw)
    _check_examples(file, condition, known, problems)
    condition = condition and _with_final_limits(file, condition, known, final, problems)
    if content is None or condition is None:
        return None
    return Rule(content, condition, frozenset(limits_named(file) & final.limits.keys()), rulebook)


def _with_final_limits(
    file: TomlFile, condition: Condition, known: Names, final: Names, problems: Problems
) -> Condition | None:
    """Read a condition again where a later rulebook has other limits; one that then means nothing is their mistake."""
    named = sorted(limits_named(file) & final.limits.keys())
    changed = [name for name in named if known.limits.get(name) != final.limits[name]]
    if not changed:
        return condition
    found = Problems()
    condition_now = ConditionReader(file.name, final, found).read(file.content["when"])
    for problem in found:
        where = final.limits[changed[0]].file
        problems.add(where, changed[0], f"with this value {file.id} means nothing: {problem.message}", problem.cure)
    return condition_now


def limits_named(file: TomlFile) -> set[str]:
    """Name the limits and prices that a rule may stand on: every text in its condition, and its sources' values."""
    sources = file.content.get("sources")
    listed = sources if isinstance(sources, list) else []
    values = (source.get("value") for source in listed if isinstance(source, dict))
    return {*_texts(file.content.get("when")), *(value for value in values if isinstance(value, str))}


def _texts(raw: object) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping | list):
        for each in raw.values() if isinstance(raw, Mapping) else raw:
            yield from _texts(each)


def _check_sources(file: str, rule: RuleFile, names: Names, problems: Problems) -> None:
    for at, source in enumerate(rule.sources):
        if source.value is not None and source.value not in names.limits and source.value not in names.broken:
            cure = did_you_mean(source.value, names.limits)
            problems.add(file, f"sources[{at}].value", f'no price "{source.value}".', cure)


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
