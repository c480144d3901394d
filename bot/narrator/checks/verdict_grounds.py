"""The grounds of a verdict: everything that the program itself would say of it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bot.interview.saying import say
from bot.narrator.checks.amounts import amounts_of
from bot.narrator.checks.grounds import Grounds
from bot.narrator.checks.words import stem, words_of
from bot.words.bills import quantity, whole_bill
from bot.words.comparing import rows
from bot.words.figures import counted, fact_value, likely, money, months_range, percent, rough_money
from bot.words.names import OPTIONS, RUNS_ON, VARIANTS, fact_label, option, workload
from bot.words.paying import gap, in_a_year, payback_sentences, todays_bills
from bot.words.places import places
from bot.words.plans import is_command, plan_parts, step_words, worth_knowing
from bot.words.precedents import decision, likeness, outcome
from bot.words.reasons import doubts, lead, sometimes_out, sums
from bot.words.standing import judged_by, recalled, stale
from bot.words.verdicts import action, flip_words, found, how_sure, winner
from rules.answers import Answer, parse_answers
from rules.facts import Fact, Vocabulary
from rules.problems import Problems
from rules.rulebook import Rulebook
from rules.subjects import side_facts
from rules.verdict import Cost, OptionVerdict, Verdict


def grounds_of_verdict(verdict: Verdict, rulebook: Rulebook) -> Grounds:
    """Draw the grounds from a verdict: what is said of it anywhere in the chat, and its figures unrounded.

    What may be compared, so that differences and ratios may be said, are the monthly totals of the options and of
    today's system.
    """
    grounds = Grounds.of(_texts(verdict, rulebook))
    return replace(
        grounds,
        totals=tuple(_totals(verdict)),
        vocabulary=_vocabulary(rulebook),
        advised=frozenset(_advised(verdict)),
        amounts=tuple(amounts_of(verdict)),
        quotable=tuple(each.rstrip(".") for each in _own_sentences(verdict)),
    )


def _own_sentences(verdict: Verdict) -> Iterator[str]:
    """Give the sentences of the rules that fired, of the plan and of the payback."""
    yield from (reason.because for option in verdict.options for reason in option.reasons)
    yield from (finding.because for finding in (*verdict.findings, *verdict.gates))
    yield from payback_sentences(verdict)
    yield from (words for step in verdict.plan for words in (step.step, step.done_when, step.undo))


@lru_cache(maxsize=4)
def _vocabulary(rulebook: Rulebook) -> frozenset[str]:
    """Give the words of all rules and facts."""
    steps = (step for rule in rulebook.rules for step in rule.file.steps)
    texts = [rule.file.because for rule in rulebook.rules]
    texts += [text for step in steps for text in (step.do, step.done_when, step.undo)]
    texts += [text for fact in rulebook.facts.values() for text in (fact.label, fact.question, fact.why)]
    texts += [choice.label for fact in rulebook.facts.values() for choice in fact.choices.values()]
    return frozenset(map(stem, set(words_of("\n".join(texts)))))


def _advised(verdict: Verdict) -> Iterator[str]:
    """Name the options that may be spoken for: what wins, where the headline leads, and where side work goes."""
    yield from filter(None, (verdict.verdict, verdict.headline.to, verdict.in_12_months.verdict))
    yield from (part.verdict for part in verdict.split.values() if part.verdict)
    if verdict.headline.tie:
        yield from OPTIONS


def _totals(verdict: Verdict) -> Iterator[float]:
    yield from (each.cost_usd_month.expected for each in verdict.options)
    yield from (cost.expected for cost in (verdict.today.modelled, verdict.today.tuned) if cost)
    if verdict.today.stated_usd_month is not None:
        yield verdict.today.stated_usd_month


def _texts(verdict: Verdict, rulebook: Rulebook) -> Iterator[str]:
    facts = rulebook.facts
    yield from (winner(verdict), action(verdict), verdict.headline.because, how_sure(verdict))
    yield from (
        in_a_year(verdict),
        "in twelve months, in a year",
        *judged_by(verdict),
        stale(verdict),
        recalled(verdict),
    )
    yield from ("hard limit", "ruled out", "payback", "the plan", "first", "in cash", "people's time", "a month", "AWS")
    for each in verdict.options:
        yield from _option_texts(each)
    yield from _today_texts(verdict)
    yield from (found(each) for each in (*verdict.findings, *verdict.gates))
    yield from (flip_words(each, facts) for each in verdict.flips)
    yield from _payback_texts(verdict)
    yield from _plan_texts(verdict)
    yield from _side_texts(verdict, facts)
    for precedent in verdict.precedents:
        yield from (decision(precedent), outcome(precedent))
        yield from (words for _, words in likeness(precedent, facts))
    for worth in verdict.unknown:
        yield from (worth_knowing(worth), *([] if is_command(worth.measure) else [worth.measure]))
    yield from (f"{each.what}: {_all_forms(each.value)}" for each in verdict.assumptions)
    yield from _answer_texts(verdict, rulebook)
    yield from (f"{each.why} {each.because}" for each in verdict.switched_off)
    yield from (f"{row[0]}: {row[1]}" for row in rows(verdict, verdict))


def _option_texts(each: OptionVerdict) -> Iterator[str]:
    yield f"{option(each.option)}: wins {percent(each.share)} of worlds, {each.share:.4%}, {each.points:+.1f} points"
    yield from (f"{VARIANTS[part.variant]}, {RUNS_ON[part.variant]}: {percent(part.share)}" for part in each.variants)
    yield from _exactly(*(part.cost_usd_month for part in each.variants))
    yield from _cost_texts(each.cost_usd_month)
    for reason in each.reasons:
        yield from (f"{lead(reason)} {reason.because}{likely(reason.share)}", *doubts(reason), reason.criterion)
    yield from (f"{each.criterion}: {', '.join(each.points)} points" for each in sums([each]))
    yield from sometimes_out([each])


def _cost_texts(cost: Cost) -> Iterator[str]:
    yield whole_bill(cost)
    yield from _exactly(cost.low, cost.expected, cost.high, cost.cash, cost.people)
    for line in cost.lines:
        yield f"{line.item}: {quantity(line)}, {money(line.usd)}, ${line.usd:.2f}"
    if cost.expected > 0:
        yield from (f"{line.usd / cost.expected:.2%} of the bill" for line in cost.lines)
        yield from (f"{part / cost.expected:.2%}" for part in (cost.cash, cost.people))


def _exactly(*usd: float) -> Iterator[str]:
    """Write dollars rounded as the chat rounds them, and not."""
    for each in usd:
        yield f"{money(each)}, {rough_money(each)}, ${each:.2f}"


def _today_texts(verdict: Verdict) -> Iterator[str]:
    today = verdict.today
    yield from (f"{name}: {bill}" for name, bill in todays_bills(today))
    nothing = "nothing runs today" if today.known else "what runs today is not known"
    yield f"today, on {RUNS_ON[today.variant]}" if today.variant else nothing
    yield gap(today)
    for cost in filter(None, (today.modelled, today.tuned)):
        yield from _cost_texts(cost)


def _payback_texts(verdict: Verdict) -> Iterator[str]:
    yield from payback_sentences(verdict)
    payback = verdict.payback
    if payback is None:
        return
    for span in (payback.migration_usd, payback.saving_usd_month):
        yield from _exactly(span.low, span.expected, span.high)
    months = payback.months
    yield f"{months_range(months.low, months.high)}"
    yield from (f"{end:.2f} months" for end in (months.low, months.expected, months.high) if end is not None)
    yield f"{payback.most_effort_worth_days:.1f} days, {payback.within_18_months:.4%}"


def _plan_texts(verdict: Verdict) -> Iterator[str]:
    for part in plan_parts(verdict.plan):
        yield part.title
    for at, step in enumerate(verdict.plan, 1):
        yield f"step {at} of the plan: {step_words(step)} {step.done_when} {step.undo} {step.days} days"
        yield from _exactly(*filter(None, (step.saves_usd_month,)))
    yield counted(sum(step.days for step in verdict.plan), "day", 3)
    yield f"{len(verdict.plan)} steps"


def _side_texts(verdict: Verdict, facts: Vocabulary) -> Iterator[str]:
    for place in places(verdict, facts):
        yield from (place.words, *place.more)
        if place.cost:
            yield from _cost_texts(place.cost)
    for name, part in verdict.split.items():
        yield f"{workload(facts, name)}: {option(part.verdict)}, {percent(part.confidence)}, {part.because}"


def _answer_texts(verdict: Verdict, rulebook: Rulebook) -> Iterator[str]:
    """Say every answer back, as it was understood and as the chat writes it."""
    yield from _said("answers", verdict.answers, rulebook.facts)
    for name, answers in verdict.side_answers.items():
        yield from _said(name, answers, side_facts(rulebook.facts))


def _said(subject: str, raw: dict[str, object], facts: Vocabulary) -> Iterator[str]:
    read: dict[str, Answer] = dict(parse_answers(subject, raw, facts, Problems()))
    for name, value in raw.items():
        fact: Fact | None = facts.get(name)
        yield f"{fact_label(facts, name)}: {fact_value(fact, value)}"
        if fact is not None and name in read:
            yield say(fact, read[name])


def _all_forms(value: float) -> str:
    return f"{value:.6g}, {value:.2%}" if 0 <= value <= 1 else f"{value:.6g}"
