"""Questions answered without a model: what they name is found, and told in the figures of the verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.narrator.answering import plain_answer
from bot.narrator.answering.answers import OFF_TOPIC
from bot.narrator.answering.matching import Topic, nearest
from bot.words.figures import money
from rules.verdict import Cost, Verdict
from tests.narrator.answering.scripted import STEADY
from tests.narrator.attacks import ATTACKS
from tests.rules.books import house
from tests.rules.deciding import ARCHETYPES, verdict_on
from tests.terminal.samples import sample_verdict


def told(question: str, verdict: Verdict | None = None) -> str:
    return " ".join(plain_answer(verdict or verdict_on(STEADY), house(), question).paragraphs)


def usd(bill: Cost, *items: str) -> str:
    return money(sum(line.usd for line in bill.lines if line.item in items))


def test_lines_of_the_bill_are_told_as_they_stand_today_and_with_the_winner() -> None:
    words, verdict = told("What does NAT cost me here?"), verdict_on(STEADY)
    assert verdict.today.modelled is not None
    for bill in (verdict.today.modelled, verdict.option("lambda").cost_usd_month):
        assert usd(bill, "NAT gateway") in words
        assert usd(bill, "data through NAT") in words
        assert usd(bill, "NAT gateway", "NAT gateway addresses", "data through NAT") in words.partition("Together:")[2]


def test_a_line_that_another_bill_has_not_costs_nothing_there() -> None:
    words = told("and the NAT gateway?", verdict_on("cheap-functions"))
    assert words.endswith("; nothing with a monolith.")


def test_a_variant_is_told_with_what_rules_it_out_and_its_cost_beside_the_winners() -> None:
    words, verdict = told("why not Kubernetes?"), verdict_on(STEADY)
    part = next(each for each in verdict.option("containers").variants if each.variant == "eks")
    assert house().rule(part.blocked_by[0]).file.because in words
    assert money(part.cost_usd_month) in words
    assert money(verdict.option("lambda").cost_usd_month.expected) in words


def test_a_rule_that_was_told_already_is_not_told_again() -> None:
    assert told("why not Kubernetes?").count("(kubernetes-without-people-who-know-it-is-ruled-out)") == 1


def test_an_option_that_lost_is_told_with_its_strongest_reason_against_it_first() -> None:
    words, verdict = told("why not containers?"), verdict_on(STEADY)
    against = min(verdict.option("containers").reasons, key=lambda reason: reason.points)
    assert f"Against it: {against.because}" in words
    assert words.index("Against it:") < words.index("For it:")


def test_the_winner_is_told_with_what_speaks_for_it_first() -> None:
    words = told("why a monolith?", sample_verdict())
    assert words.startswith("A monolith wins")
    assert words.index("For it:") < words.index("Against it:")


def test_more_load_is_told_by_what_is_known_and_by_what_to_type() -> None:
    words = told("and if traffic doubles?")
    assert "“Load, mean”: 1,500 a second" in words
    assert "type: requests_per_second = 3,000 a second" in words


def test_a_fact_is_told_with_what_would_change_the_winner() -> None:
    assert "Load, mean is at least 14.2 a second: containers" in told("what about the load?", sample_verdict())


def test_a_fact_that_is_not_known_is_told_with_how_to_find_it_out() -> None:
    words = told("do disk operations matter?", sample_verdict())
    assert "12 % surer" in words
    assert "aws cloudwatch get-metric-statistics" in words


def test_another_value_to_try_is_not_the_one_that_was_given() -> None:
    assert "type: container_skill = none" not in told("what about our experience with containers?")


def test_a_rule_is_told_by_the_words_of_its_claim_and_whether_it_counts() -> None:
    verdict = verdict_on(STEADY)
    finding = verdict.findings[0]
    assert finding.because in told(finding.rule.replace("-", " "), verdict)
    assert "though it does not count here" in told("the cure for cold starts", verdict_on("happy-monolith"))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When does it pay back?", "7.5 months at the expected saving"),
        ("What should I do first?", "1. Set a retention of 30 days."),
        ("How sure are you?", "87 % sure"),
        ("How will it be in a year, with our growth?", "under the growth that is usual"),
        ("Are there other companies that did this?", "A shop, 2021: stayed on functions"),
        ("What does all of it cost in total?", "With a monolith: $3,100 a month"),
        ("Shall we split anything off?", "apart, on ordinary Lambda"),
        ("Which assumptions did you make?", "Processor use that is reached"),
    ],
)
def test_the_rest_of_a_verdict_is_told_when_it_is_asked_for(question: str, words: str) -> None:
    assert words in told(question, sample_verdict())


@pytest.mark.parametrize("question", ["What is the weather in Paris?", "Write me a poem about love", "hi", "", "🙂"])
def test_what_fits_nothing_gets_one_sentence_on_what_can_be_asked(question: str) -> None:
    answer = plain_answer(verdict_on(STEADY), house(), question)
    assert (answer.kind, answer.paragraphs) == ("off_topic", (OFF_TOPIC,))


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    common = [Topic(f"bill {number}", "", tuple) for number in range(20)]
    rare = Topic("bill of the gateway", "", tuple)
    assert nearest([*common, rare], "the bill for our gateway") == [rare]


def test_a_word_that_names_a_topic_counts_more_than_one_in_its_sentences() -> None:
    named, mentioned = Topic("gateway", "", tuple), Topic("other", "a gateway", tuple)
    assert nearest([mentioned, named, *(Topic(f"{number}", "", tuple) for number in range(30))], "gateway?") == [named]


def test_a_word_that_most_topics_have_finds_nothing() -> None:
    assert nearest([Topic("bill", "", tuple) for _ in range(20)], "the bill") == []


@pytest.mark.parametrize("name", ARCHETYPES)
def test_answers_are_short_whatever_is_asked(name: str) -> None:
    for question in ("why not lambda?", "why fargate?", "what does it cost?", "and the load?", "the plan?", "payback?"):
        answer = plain_answer(verdict_on(name), house(), question)
        assert answer.kind == "answer"
        assert sum(len(paragraph.split()) for paragraph in answer.paragraphs[1:]) <= 150


@given(question=st.text(max_size=300) | st.sampled_from(ATTACKS))
def test_nothing_that_was_typed_is_said_back(question: str) -> None:
    marker = "zqx" + question + "zqx"
    answer = plain_answer(sample_verdict(), house(), marker)
    assert answer.paragraphs
    assert not any("zqx" in paragraph for paragraph in answer.paragraphs)


def test_where_nothing_fits_and_nothing_runs_questions_are_answered_all_the_same() -> None:
    nothing = sample_verdict(verdict=None, variant=None, payback=None, split={}, plan=(), findings=(), precedents=())
    for question in (
        "payback?",
        "plan?",
        "split?",
        "findings?",
        "precedents?",
        "why not lambda?",
        "today?",
        "verdict?",
    ):
        assert plain_answer(nothing, house(), question).kind == "answer", question
