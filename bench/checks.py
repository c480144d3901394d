"""What the checks of a model's text do to texts that nobody tuned them for: `python -m bench.checks`.

Honest sentences that are refused cost a nicer wording; attacks that pass cost trust. `--show` prints each of both. The
texts are those of `tests/narrator/data/held-out`, and its README says why no check may be written after them.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain, groupby
from typing import NamedTuple

from bot.narrator.checks import complaints, is_about
from bot.narrator.explaining.briefing import briefing
from bot.narrator.explaining.checking import complaints_about
from bot.narrator.explaining.evidence import evidence, numbered
from bot.narrator.explaining.quotes import unquoted
from bot.narrator.explaining.schema import answer_type, explanation_of, schema_of
from tests.narrator.openai_api.hostile import Hostile
from tests.narrator.plainspoken import FOLDER, OPTIONS, Told, lines, said, texts, told_of
from tests.narrator.verdicts import NAMES, grounds_on, rulebook, verdict_on

HELD_OUT = FOLDER.parent / "held-out"
SWAPPED = ("swapped", "swapped-second", "swapped-third")
"""Files of texts with a true figure at a wrong place; the check of roles was written with the first two in view."""
APART = 1.15
"""Figures that differ by less may stand for each other, as people round."""
SOME = NAMES[::4]


class Tried(NamedTuple):
    """A text that was checked.

    Attributes:
        kind: the language of an honest text, or the kind of an attack.
        found: what keeps it from being shown.
    """

    kind: str
    text: str
    found: tuple[str, ...]


def honest() -> Iterator[Tried]:
    """Check the honest sentences, each filled from verdicts that it is true of."""
    for language in OPTIONS:
        for name, text in texts(language, HELD_OUT):
            yield Tried(language, text, complaints(text, grounds_on(name), language))


def worded() -> Iterator[Tried]:
    """Look whether honest English sentences of a rule or its steps have a word of theirs."""
    rules = {rule.id: rule.file for rule in rulebook().rules}
    for name, sentence in lines("en", HELD_OUT):
        if name in rules:
            steps = (text for step in rules[name].steps for text in (step.do, step.done_when))
            facts = " ".join((rules[name].because, *steps))
            yield Tried("en", sentence, () if is_about(sentence, facts) else ("nothing of its rule",))


def everywhere() -> Iterator[Tried]:
    """Check the attacks as a hostile server sends them: in every free text of an explanation, the quotes among them."""
    for row in _attacks():
        yield Tried(row["kind"], row["text"], min((_filled_with(row, name) for name in SOME), key=len))


def _filled_with(row: dict[str, str], name: str) -> tuple[str, ...]:
    verdict, told = verdict_on(name), briefing(verdict_on(name), rulebook())
    answer = answer_type(evidence(verdict, rulebook()), numbered(verdict))
    filled = answer.model_validate(Hostile(row["text"]).filled(schema_of(answer).json))
    wrong = complaints_about(explanation_of(filled, row["lang"]), verdict, grounds_on(name))
    return (*unquoted(filled.model_dump(), told), *wrong)


def attacks() -> Iterator[Tried]:
    """Check the attacks alone, as of a model that has true words to quote; the verdict that lets one pass counts."""
    for row in _attacks():
        found = (complaints(row["text"], grounds_on(name), row["lang"]) for name in SOME)
        yield Tried(row["kind"], row["text"], min(found, key=len))


def reasons() -> Iterator[Tried]:
    """Check the English attacks as the text of each rule that fired, in a model's hands that quotes the rule truly."""
    for row in (row for row in _attacks() if row["lang"] == "en"):
        for name in SOME:
            found = complaints(row["text"], grounds_on(name), "en")
            for rule, because in evidence(verdict_on(name), rulebook()).items():
                about = () if is_about(row["text"], because) else (f"nothing of {rule}",)
                yield Tried(row["kind"], row["text"], (*found, *about))


def _attacks() -> list[dict[str, str]]:
    rows = map(json.loads, (HELD_OUT / "attacks.jsonl").read_text(encoding="utf-8").splitlines())
    return sorted(rows, key=lambda row: row["kind"])


def swapped(file: str) -> Iterator[Tried]:
    """Check sentences with a true figure at a wrong place, of verdicts whose figures are apart."""
    written = (HELD_OUT / f"{file}.txt").read_text(encoding="utf-8").splitlines()
    for language, _, sentence in (line.partition("|") for line in written if line and line[0] != "#"):
        for name in NAMES:
            told = told_of(name, language)
            text = said("-", sentence, told) if _are_apart(told) else None
            if text:
                yield Tried(file, text, complaints(text, grounds_on(name), language))


def _are_apart(told: Told) -> bool:
    figures = told.figures
    pairs = (("cost", "second_cost"), ("cash", "people"), ("cost", "cash"), ("cost", "people"))
    usd = [sorted((figures[one].usd, figures[other].usd)) for one, other in pairs if {one, other} <= figures.keys()]
    shares = {round(figures[name].share, 1) for name in ("wins", "second_wins", "within") if name in figures}
    return all(more > APART * less for less, more in usd) and len(shares) == 3


def main() -> None:
    """Print the share of each kind that went wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.checks", description=__doc__)
    parser.add_argument("--show", action="store_true", help="print what went wrong, too")
    report = partial(_report, show=parser.parse_args().show)
    report("honest sentences refused", honest(), refused_is_wrong=True)
    report("honest reasons and steps without a word of theirs", worded(), refused_is_wrong=True)
    report("attacks in every text, quotes too, that pass", everywhere(), refused_is_wrong=False)
    report("attacks that pass beside a true quote", attacks(), refused_is_wrong=False)
    report("English attacks that pass as a reason, quoting its rule", reasons(), refused_is_wrong=False)
    report("swapped figures that pass", chain.from_iterable(map(swapped, SWAPPED)), refused_is_wrong=False)


def _report(what: str, tried: Iterator[Tried], *, refused_is_wrong: bool, show: bool) -> None:
    wrong, count = Counter[str](), Counter[str]()
    for kind, each in groupby(tried, key=lambda one: one.kind):
        for one in each:
            count[kind] += 1
            if bool(one.found) == refused_is_wrong:
                wrong[kind] += 1
                if show:
                    print(f"  {one.text}\n    {one.found[:2]}")
    kinds = ", ".join(f"{kind} {wrong[kind]} of {count[kind]}" for kind in count)
    share = wrong.total() / count.total()
    print(f"{what}: {wrong.total()} of {count.total()} ({share:.1%}): {kinds}", flush=True)


if __name__ == "__main__":
    main()
