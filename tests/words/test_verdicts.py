"""What is said for every action."""

import pytest

from bot.words.paying import runs_on_today, todays_title
from bot.words.verdicts import action, holding, how_sure, its_own, runs_today, speaking, winner
from rules.verdict import Headline, Reason, Today, VariantShare
from tests.terminal.samples import sample_verdict


@pytest.mark.parametrize(
    ("name", "to", "words"),
    [
        ("build", "lambda", "Build it on AWS Lambda"),
        ("move", "containers", "Move to containers"),
        ("stay", "lambda", "Stay as you are"),
        ("regroup", "lambda", "Stay, and regroup the parts"),
        ("split", "monolith", "Split: scheduled jobs on AWS Lambda; apart from the rest"),
    ],
)
def test_every_action_has_its_words(name: str, to: str, words: str) -> None:
    headline = {"action": name, "to": to, "confidence": 0.81, "tie": False, "because": "So."}
    assert action(sample_verdict(headline=Headline.model_validate(headline))) == words


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        (None, "45 % sure"),
        (0.59, "45 % sure"),
        (0.61, "61 % sure to move, 45 % sure where to"),
        (1.0, "100 % sure to move, 45 % sure where to"),
    ],
)
def test_where_it_is_far_surer_that_one_should_move_than_where_to_both_are_said(
    moves: float | None, words: str
) -> None:
    headline = Headline(action="move", to="monolith", confidence=0.45, tie=False, because="So.", move_confidence=moves)
    assert how_sure(sample_verdict(headline=headline)) == words


def test_to_stay_names_what_to_choose_where_it_is_not_known_what_runs() -> None:
    headline = {"action": "stay", "to": "containers", "confidence": 0.49, "tie": False, "because": "So."}
    unknown = Today(stated_usd_month=None, variant=None, modelled=None, tuned=None, known=False)
    verdict = sample_verdict(headline=Headline.model_validate(headline), today=unknown)
    assert action(verdict) == "Choose containers, and stay if that is what runs today"


def test_where_today_runs_is_told_with_a_word_of_doubt_where_it_is_only_likely() -> None:
    likely = sample_verdict().today.model_copy(update={"sure": 0.6})
    assert (runs_on_today(likely), todays_title(likely)) == ("Lambda, likely", "Today's bill, if it is ordinary Lambda")
    known = likely.model_copy(update={"sure": 0.9})
    assert (runs_on_today(known), todays_title(known)) == ("Lambda", "Today's bill, as ordinary Lambda")


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("build", "build the rest as a monolith"),
        ("move", "move the rest to a monolith"),
        ("stay", "the rest stays as it is"),
        ("regroup", "the rest stays, its parts regrouped"),
    ],
)
def test_a_split_says_what_becomes_of_the_rest(rest: str, words: str) -> None:
    headline = {"action": "split", "to": "monolith", "confidence": 0.81, "tie": False, "because": "So.", "rest": rest}
    told = action(sample_verdict(headline=Headline.model_validate(headline)))
    assert told == f"Split: scheduled jobs on AWS Lambda; {words}"


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (0.9, "Split: scheduled jobs on AWS Lambda; the rest stays as it is"),
        (0.5, "Split: scheduled jobs most likely on AWS Lambda; the rest stays as it is"),
    ],
)
def test_a_split_names_where_side_work_goes_with_a_word_of_doubt_where_that_is_open(
    confidence: float, words: str
) -> None:
    sample = sample_verdict()
    part = sample.split["scheduled_jobs"].model_copy(update={"confidence": confidence, "apart_confidence": 0.9})
    headline = sample.headline.model_copy(update={"action": "split", "rest": "stay"})
    assert action(sample_verdict(split={"scheduled_jobs": part}, headline=headline)) == words


def test_what_is_likelier_not_to_hold_is_given_as_no_reason() -> None:
    """A team that never said so must not read that it "would rather not look after servers"."""

    def reason(name: str, points: float, share: float) -> Reason:
        return Reason(rule=name, criterion="fit", points=points, share=share, because="So.", facts=(), sources=())

    reasons = (reason("unlikely", 0.9, 0.49), reason("likely", 0.5, 0.5), reason("sure", 0.4, 1.0))
    assert [each.rule for each in speaking(holding(reasons), 3, 1)] == ["likely", "sure"]


def test_what_speaks_more_for_another_option_is_no_reason_for_the_winner() -> None:
    """Containers are not chosen because a framework "wants one long-running process"."""

    def reason(name: str, points: float) -> Reason:
        return Reason(rule=name, criterion="fit", points=points, share=1.0, because="So.", facts=(), sources=())

    sample = sample_verdict()
    reasons = (reason("framework", 1.0), reason("teams", 1.0), reason("both", 0.5), reason("drawback", -1.0))
    chosen = sample.option("containers").model_copy(update={"reasons": reasons})
    more = (reason("framework", 2.0), reason("both", 0.5), reason("drawback", -0.5))
    rival = sample.option("monolith").model_copy(update={"reasons": more})
    verdict = sample.model_copy(update={"options": (chosen, rival)})
    assert [each.rule for each in its_own(verdict, chosen, reasons)] == ["teams", "both", "drawback"]

    blocked = tuple(each.model_copy(update={"blocked_by": ("a-gate",)}) for each in rival.variants)
    out = rival.model_copy(update={"share": 0.0, "variants": blocked})
    verdict = sample.model_copy(update={"options": (chosen, out)})
    assert its_own(verdict, chosen, reasons) == reasons


def test_what_runs_today_is_asked_for_its_drawbacks_where_another_option_wins() -> None:
    verdict = sample_verdict()
    assert verdict.verdict == "monolith"
    for variant, option in (("lambda", "lambda"), ("monolith_ec2", None), (None, None)):
        today = verdict.today.model_copy(update={"variant": variant})
        assert runs_today(verdict.model_copy(update={"today": today})) == option


@pytest.mark.parametrize(
    ("cloud", "runs_on", "words"),
    [
        ("aws", "fargate", "Containers win, as Fargate (87 % sure)."),
        (None, "fargate", "Containers win, as Fargate (87 % sure)."),
        ("gcp", "fargate", "Containers win, as Fargate or its like on Google Cloud (87 % sure)."),
        ("azure", "fargate", "Containers win, as Fargate or its like on Azure (87 % sure)."),
        ("own_hardware", "fargate", "Containers win, as Fargate (87 % sure)."),
        ("own_hardware", "ecs_ec2", "Containers win, as ECS on EC2 or machines of your own (87 % sure)."),
        ("own_hardware", "eks", "Containers win, as Kubernetes (EKS) or a cluster of your own (87 % sure)."),
    ],
)
def test_elsewhere_than_on_aws_a_platform_stands_for_its_like(cloud: str | None, runs_on: str, words: str) -> None:
    sample = sample_verdict()
    containers = sample.option("containers")
    only = VariantShare(variant=runs_on, share=0.9, blocked_by=(), cost_usd_month=1.0)
    chosen = containers.model_copy(update={"variant": runs_on, "share": 0.9, "variants": (only,)})
    others = tuple(each for each in sample.options if each.option != "containers")
    known = {} if cloud is None else {"cloud": cloud}
    changes: dict[str, object] = {"verdict": "containers", "variant": runs_on, "options": (chosen, *others)}
    assert winner(sample_verdict(answers=known, confidence=0.87, **changes)) == words
