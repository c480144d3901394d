"""The rulebook to be read: an index, and a page for each topic with everything its rules say."""

from collections.abc import Iterator, Mapping

from bot.docs.markdown import anchor, bullets, link, page, plain, table
from bot.words.conditions import condition_lines
from bot.words.figures import amount, counted, day, fact_value
from bot.words.names import capital, fact_label
from bot.words.rules import EXAMPLES, weight
from rules.options import CRITERIA
from rules.rule import Rule, RuleFile, Source, Step
from rules.rulebook import Rulebook

BOOK = "../../rules/book"
"""Where the rules lie, seen from their pages."""
KINDS = {
    "gate": "a hard limit that rules out one or more ways to run a system, whatever speaks for them",
    "reason": "evidence for or against an option: points under one criterion, 1 a hint, 2 a reason, 3 a strong reason",
    "finding": "something to mend whatever is chosen; it gives no points",
    "advice": "what to do about the winner, given what runs today: stay, regroup or move",
    "pilot": "the first steps of a move, a split or a build, which it names in order; it gives no points",
}


def rule_pages(rulebook: Rulebook) -> dict[str, str]:
    """Write the index and the page of each topic, by their paths."""
    topics: dict[str, list[Rule]] = {}
    for rule in sorted(rulebook.rules, key=lambda rule: (rule.file.topic, rule.id)):
        topics.setdefault(rule.file.topic, []).append(rule)
    pages = {f"rules/{topic}.md": _topic_page(topic, rules, rulebook) for topic, rules in topics.items()}
    return {"rules/README.md": _index(topics, rulebook), **pages}


def _index(topics: Mapping[str, list[Rule]], rulebook: Rulebook) -> str:
    many = f"{len(rulebook.rules)} rules in {len(topics)} topics"
    return page(
        "# The rulebook",
        f"{many}, with limits and prices as they hold on {_today(rulebook)}. A rule is evidence: it says in one "
        "sentence what it claims, when that holds and where it comes from, and gives an example where it holds, one "
        "where it does not, and one where it cannot be decided. What is judgement is marked as opinion.",
        "## What a rule can be",
        table(("kind", ">rules", "what it does"), _kind_rows(rulebook)),
        "## What reasons are about",
        table(("criterion", ">rules", "what it means"), _criterion_rows(rulebook)),
        *(_topic_index(topic, rules) for topic, rules in topics.items()),
    )


def _kind_rows(rulebook: Rulebook) -> Iterator[tuple[str, str, str]]:
    for kind, meaning in KINDS.items():
        yield kind, str(sum(rule.file.kind == kind for rule in rulebook.rules)), meaning


def _criterion_rows(rulebook: Rulebook) -> Iterator[tuple[str, str, str]]:
    for criterion, meaning in CRITERIA.items():
        yield criterion, str(sum(rule.file.criterion == criterion for rule in rulebook.rules)), plain(meaning)


def _topic_index(topic: str, rules: list[Rule]) -> str:
    lines = (f"{link(rule.id, f'{topic}.md{anchor(rule.id)}')}: {_weight(rule.file)}" for rule in rules)
    return f"## {capital(topic)}\n\n{bullets(lines)}"


def _topic_page(topic: str, rules: list[Rule], rulebook: Rulebook) -> str:
    back = f"{link('All rules', 'README.md')}. Limits are as they hold on {_today(rulebook)}."
    return page(f"# {capital(topic)}", back, *(part for rule in rules for part in _rule_parts(rule, rulebook)))


def _rule_parts(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    file = rule.file
    yield f"## {rule.id}"
    yield f"**{plain(file.because)}**"
    yield f"{_weight(file)} Kind: {file.kind}. {link('Its file', f'{BOOK}/{file.topic}/{rule.id}.toml')}."
    yield f"It holds when:\n\n{_condition(rule, rulebook)}"
    yield f"Sources:\n\n{bullets(_source(source, rulebook) for source in file.sources)}"
    yield f"Examples:\n\n{bullets(_examples(file, rulebook))}"
    if file.steps:
        yield "What to do:\n\n" + "\n".join(f"{at}. {_step(step)}" for at, step in enumerate(file.steps, 1))


def _weight(file: RuleFile) -> str:
    words = plain(weight(file))
    return words.replace("opinion", "*opinion*") if file.opinion else words


def _condition(rule: Rule, rulebook: Rulebook) -> str:
    lines = condition_lines(rule.when, rulebook.facts, rulebook.quantities)
    return "\n".join(bullets([plain(line.words)], line.depth) for line in lines)


def _source(source: Source, rulebook: Rulebook) -> str:
    words = f"{link(source.what, source.url)}, {day(source.date.isoformat())}"
    if source.value is None:
        return words
    price = rulebook.prices[source.value]
    # A price that falls with the quantity is no single number.
    value = f" = {amount(price.usd, price.unit)}" if len(price.tiers) == 1 else ""
    return f"{words}; `{source.value}`{value}"


def _examples(file: RuleFile, rulebook: Rulebook) -> Iterator[str]:
    for name, words in EXAMPLES.items():
        answers = getattr(file.examples, name)
        told = (
            f"{fact_label(rulebook.facts, each)}: {fact_value(rulebook.facts.get(each), answers[each])}"
            for each in answers
        )
        yield f"{words}: {plain('; '.join(told)) or 'no answers at all'}"


def _step(step: Step) -> str:
    ends = f"Done when: {plain(step.done_when)} To undo: {plain(step.undo)}"
    return f"{plain(step.do)} ({counted(step.days, 'day')}) {ends}"


def _today(rulebook: Rulebook) -> str:
    return day(rulebook.day.isoformat())
