"""The tools that look something up: a rule, the lines of a bill, options side by side."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, Field

from bot.narrator.answering.brief import told_reasons
from bot.narrator.answering.evidence import WAYS, gates_on, rules_against, variant_of
from bot.narrator.answering.matching import words_in
from bot.narrator.answering.tools.found import Found, ToolRefused
from bot.narrator.answering.tools.schemas import TODAY
from bot.words.bills import dearer, dearest_first, quantity, whole_bill
from bot.words.conditions import condition_lines
from bot.words.figures import money, percent
from bot.words.names import OPTIONS, capital, target, variant
from bot.words.reasons import sums
from bot.words.rules import weight
from bot.words.verdicts import found, speaking
from rules.options import OPTION_NAMES, OPTION_OF
from rules.options import OPTIONS as VARIANTS_OF
from rules.problems import did_you_mean
from rules.rulebook import Rulebook
from rules.verdict import Cost, OptionVerdict, Verdict

FOR, AGAINST = 4, 4
MOST_COMPARED = 4


class ShowRule(BaseModel):
    """The rule to show."""

    id: str


class CostLines(BaseModel):
    """Whose bill to list."""

    option: str


class Compare(BaseModel):
    """The options and variants to put side by side."""

    options: list[str] = Field(min_length=1, max_length=MOST_COMPARED)


def show_rule(verdict: Verdict, rulebook: Rulebook, arguments: ShowRule) -> Found:
    """Show a rule: its claim, when it holds, whether it does, and what it does then.

    Raises:
        ToolRefused: there is no such rule.
    """
    try:
        rule = rulebook.rule(arguments.id)
    except KeyError as error:
        raise ToolRefused(str(error.args[0])) from error
    conditions = condition_lines(rule.when, rulebook.facts, rulebook.quantities)
    return Found(
        {
            "rule": rule.id,
            "says": rule.file.because,
            "does": weight(rule.file),
            "here": _holds(verdict, rule.id),
            "holds_when": [line.words for line in conditions],
            "read_in": [source.what for source in rule.file.sources],
        }
    )


def _holds(verdict: Verdict, name: str) -> str:
    fired = verdict.fired
    return f"It holds in {percent(fired[name])} of the worlds." if name in fired else "It does not count here."


def cost_lines(verdict: Verdict, arguments: CostLines) -> Found:
    """List the lines of an option's bill, or of today's, the dearest first, and what those alike add up to.

    Raises:
        ToolRefused: there is no such option, or no bill of today.
    """
    bill = _bill(verdict, arguments.option)
    lines = [line for people in (False, True) for line in dearest_first(bill, people)]
    return Found(
        {
            "bill_of": OPTIONS.get(arguments.option, TODAY),
            "together": whole_bill(bill),
            "lines": [{"item": line.item, "quantity": quantity(line), "a_month": money(line.usd)} for line in lines],
            "lines_alike_together": list(_alike(bill)),
        }
    )


def _bill(verdict: Verdict, name: str) -> Cost:
    if name in OPTION_NAMES:
        return verdict.option(name).cost_usd_month
    if name != TODAY:
        raise ToolRefused(f"There is no such option. {did_you_mean(name, (TODAY, *OPTION_NAMES))}")
    if verdict.today.modelled is None:
        why = "Nothing runs today" if verdict.today.known else "What runs today is not known"
        raise ToolRefused(f"{why}, so there is no bill of today.")
    return verdict.today.modelled


def _alike(bill: Cost) -> Iterator[str]:
    """Add up lines whose names share a word, as a model may not."""
    named = {line.item: words_in(line.item) for line in bill.lines}
    for word in dict.fromkeys(word for words in named.values() for word in words):
        usd = [line.usd for line in bill.lines if word in named[line.item]]
        if len(usd) > 1:
            yield f"{word}: {money(sum(usd))} a month in {len(usd)} lines"


def compare(verdict: Verdict, rulebook: Rulebook, arguments: Compare) -> Found:
    """Put options, or ways to run them, side by side.

    Raises:
        ToolRefused: there is no such option or variant.
    """
    names = list(dict.fromkeys(arguments.options))
    unknown = next((name for name in names if name not in WAYS), None)
    if unknown is not None:
        raise ToolRefused(f"There is no such option or variant. {did_you_mean(unknown, WAYS)}")
    sides = [_option(verdict, name) if name in OPTION_NAMES else _variant(verdict, rulebook, name) for name in names]
    costs = {name: _expected(verdict, name) for name in names}
    first, others = names[0], names[1:]
    options = [verdict.option(name) for name in names if name in OPTION_NAMES]
    return Found(
        {
            "compared": sides,
            "bills": [dearer(capital(target(name)), costs[name] - costs[first], target(first)) for name in others],
            "points": list(_points(options)),
        }
    )


def _option(verdict: Verdict, name: str) -> dict[str, Any]:
    each = verdict.option(name)
    return {
        "option": OPTIONS[name],
        "runs_as": variant(each.variant),
        "wins_in": percent(each.share),
        "costs": whole_bill(each.cost_usd_month),
        "ruled_out": _ruled_out(verdict, VARIANTS_OF[name]),
        "for": told_reasons(speaking(each.reasons, FOR, 1)),
        "against": told_reasons(speaking(each.reasons, AGAINST, -1)),
    }


def _variant(verdict: Verdict, rulebook: Rulebook, name: str) -> dict[str, Any]:
    mine = variant_of(verdict, name)
    rules = rules_against(verdict, rulebook, name, AGAINST)
    return {
        "variant": f"{OPTIONS[OPTION_OF[name]]}, as {variant(name)}",
        "is_best_in": percent(mine.share),
        "costs": f"{money(mine.cost_usd_month)} a month, people's time included",
        "ruled_out": _ruled_out(verdict, (name,)),
        "against": [{"rule": rule.id, "says": rule.file.because} for rule in rules],
    }


def _ruled_out(verdict: Verdict, variants: tuple[str, ...]) -> list[str]:
    return [f"{', '.join(map(variant, blocked))}: {found(gate)}" for gate, blocked in gates_on(verdict, variants)]


def _expected(verdict: Verdict, name: str) -> float:
    if name in OPTION_NAMES:
        return verdict.option(name).cost_usd_month.expected
    return variant_of(verdict, name).cost_usd_month


def _points(options: list[OptionVerdict]) -> Iterator[str]:
    """Say what the reasons add up to by criteria, where options are compared."""
    for row in sums(options) if options else []:
        each = (f"{OPTIONS[one.option]} {points}" for one, points in zip(options, row.points, strict=True))
        yield f"{row.criterion}: {', '.join(each)}"
