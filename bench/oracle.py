"""The conditions of all rules, on columns here and one world after another in CEL; rule by rule they must be equal."""

from collections.abc import Mapping, Sequence
from functools import partial

import cel
import numpy as np

from bench.cel_rules import bindings, bounded_bindings, bounded_programs, judge, programs
from bench.measuring import Measured, Scale, milliseconds
from rules.answers import Answers
from rules.columns import Bools
from rules.conditions import Test, Verdict3, as_test
from rules.rulebook import Rulebook
from rules.scoring import Engine
from rules.worlds import Worlds, decode

TARGET_TIMES = 200.0
OFTEN = 5
"""Runs of ours for each of CEL, which takes so much longer."""
FORGOTTEN = (0.1, 0.5, 0.8)
"""Shares of a world's facts that are taken for unknown, in turn."""


def measure_rules(engine: Engine, scale: Scale) -> Measured:
    """Time the same rules on the same worlds in both engines, and compare every result."""
    rulebook = engine.rulebook
    drawn = engine.sampler.draw({}, scale.worlds)
    facts = rulebook.facts.items()
    systems = [{name: decode(fact, drawn[name][at]) for name, fact in facts} for at in range(drawn.size)]
    contexts = [cel.Context(variables=bindings(rulebook, system)) for system in systems]
    compiled, tests = programs(rulebook), {rule.id: as_test(rule.when) for rule in rulebook.rules}
    ours = milliseconds([partial(on_columns, tests, drawn, rulebook)] * (OFTEN * scale.rounds))
    theirs = milliseconds([partial(one_by_one, compiled, contexts)] * scale.rounds)
    fired = {rule: firing.tolist() for rule, firing in on_columns(tests, drawn, rulebook).items()}
    equal = fired == one_by_one(compiled, contexts)
    unknown = _equal_with_unknowns(rulebook, systems)
    note = (
        f"ours {ours:.2f} ms, CEL {theirs:,.0f} ms; {len(tests)} rules on {drawn.size:,} worlds: {_said(equal)}; "
        f"with unknown answers: {_said(unknown)}"
    )
    return Measured("the rules' conditions against CEL", theirs / ours, TARGET_TIMES, "times", note)


def on_columns(tests: Mapping[str, Test], drawn: Worlds, rulebook: Rulebook) -> dict[str, Bools]:
    """Test every rule in every world at once; derived quantities are worked out anew."""
    worlds = Worlds(drawn.size, rulebook.quantities)
    worlds.update({name: column for name, column in drawn.items() if name not in rulebook.quantities})
    return {rule: test(worlds) for rule, test in tests.items()}


def one_by_one(compiled: Mapping[str, cel.Program], contexts: Sequence[cel.Context]) -> dict[str, list[Verdict3]]:
    """Run every rule in CEL, world by world."""
    return {rule: [judge(program, context) for context in contexts] for rule, program in compiled.items()}


def _equal_with_unknowns(rulebook: Rulebook, systems: Sequence[Answers]) -> bool:
    """Forget some facts of each system, and compare what each engine can still decide."""
    random = np.random.default_rng(7)
    shares = np.resize(FORGOTTEN, len(systems))
    partly = [
        {name: answer for name, answer in system.items() if random.random() > share}
        for system, share in zip(systems, shares, strict=True)
    ]
    contexts = [cel.Context(variables=bounded_bindings(rulebook, answers)) for answers in partly]
    possible = [rulebook.possible(answers) for answers in partly]
    theirs = one_by_one(bounded_programs(rulebook), contexts)
    return theirs == {rule.id: [rule.when.judge(each) for each in possible] for rule in rulebook.rules}


def _said(equal: bool) -> str:
    return "equal" if equal else "DIFFERENT"
