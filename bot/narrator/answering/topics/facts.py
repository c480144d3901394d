"""Facts as topics: what is known of each, what would change the winner, and how to try another value."""

from collections.abc import Iterator
from functools import partial

from bot.interview.multiples import Multiple, multiple_in, multiplied
from bot.interview.reading import Understood, read
from bot.interview.saying import say
from bot.narrator.answering.matching import Topic
from bot.words.figures import fact_value
from bot.words.plans import worth_knowing
from bot.words.verdicts import flip_words
from rules.answers import Unknown, parse_answer
from rules.facts import Fact
from rules.rulebook import Rulebook
from rules.verdict import Verdict


def fact_topics(verdict: Verdict, rulebook: Rulebook, question: str) -> Iterator[Topic]:
    """Give a topic for each fact that can be known about a system.

    Where the question speaks of a multiple, that word names every fact that it can be taken of.
    """
    multiple = multiple_in(question)
    for fact in rulebook.facts.values():
        choices = " ".join(choice.label for choice in fact.choices.values())
        to_try = _multiplied(verdict, fact, multiple)
        word = multiple.word if multiple and to_try else ""
        tell = partial(_fact, verdict, rulebook, fact, to_try)
        yield Topic(f"{fact.label} {fact.id.replace('_', ' ')} {word}", f"{fact.question} {choices}", tell)


def _multiplied(verdict: Verdict, fact: Fact, multiple: Multiple | None) -> str | None:
    """Say the multiple of what was answered; None where there is none."""
    raw = verdict.answers.get(fact.id)
    answer = None if multiple is None or raw is None else multiplied(fact, parse_answer(fact, raw), multiple.times)
    return None if answer is None else say(fact, answer)


def _example(verdict: Verdict, fact: Fact) -> str:
    """Give an example of an answer that is not the one that was given."""
    said = fact_value(fact, verdict.answers.get(fact.id, ""))
    readings = ((example, read(fact, example)) for example in fact.examples)
    others = (words for words, each in readings if isinstance(each, Understood) and each.said_back != said)
    return next(others, fact.examples[0])


def _fact(verdict: Verdict, rulebook: Rulebook, fact: Fact, to_try: str | None) -> Iterator[str]:
    """Tell about a fact in one paragraph."""
    yield " ".join(filter(None, (_known(verdict, fact), _flips(verdict, rulebook, fact), _counts_in(verdict, fact))))
    yield f"To see what another value would do, type: {fact.id} = {to_try or _example(verdict, fact)}"


def _known(verdict: Verdict, fact: Fact) -> str:
    raw = verdict.answers.get(fact.id)
    if raw is not None and parse_answer(fact, raw) != Unknown():
        return f"You said of “{fact.label}”: {fact_value(fact, raw)}."
    worth = next((each for each in verdict.unknown if each.fact == fact.id), None)
    if worth is None:
        return f"“{fact.label}” is not known, so plausible values stand for it."
    return f"Not known, and worth finding out. {worth_knowing(worth)}: {worth.measure}"


def _flips(verdict: Verdict, rulebook: Rulebook, fact: Fact) -> str:
    flips = [flip_words(flip, rulebook.facts) for flip in verdict.flips if flip.fact == fact.id and not flip.assumption]
    if flips:
        return f"Another option would win where: {'; '.join(flips)}."
    return "It is not among the nearest changes that would let another option win."


def _counts_in(verdict: Verdict, fact: Fact) -> str:
    """Say the strongest reason of any option that looks at a fact; nothing where there is none."""
    reasons = (reason for each in verdict.options for reason in each.reasons if fact.id in reason.facts)
    strongest = max(reasons, key=lambda reason: abs(reason.points), default=None)
    return f"It counts in this reason: {strongest.because} ({strongest.rule})" if strongest else ""
