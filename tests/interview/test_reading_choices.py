"""Typed choices, flags and checklists."""

import pytest

from bot.interview.reading import Command, Refused, Understood, read, read_ticks
from bot.interview.tidying import listed
from rules.answers import Known
from tests.interview.asked import BAD_ANSWER, asked, asked_choice, vocabulary

SHAPE = asked_choice(
    steady="steady, day and night",
    daily_cycle="a daily cycle: busy days",
    spiky="spiky: sudden bursts",
    mostly_idle="mostly idle",
)
RUNTIME = asked_choice(python="Python", php="PHP", dotnet="C# (.NET)", c="C++", other="another one")
PLATFORM = asked_choice(none="no", containers="yes, for containers", servers="yes, for servers")
ODD = asked_choice(why="why not", back="the other way", more="skip")
PAINS = asked_choice(
    "several",
    most=3,
    cloud_bill="the cloud bill is too high",
    slow_deploys="deploying is slow",
    slow_responses="responses are slow",
    outages="outages",
    audit="audits, too many of them",
    none="nothing hurts badly",
)
TRIGGERS = asked_choice("several", most=2, http="an HTTP request", queue="a queue", stream="a stream (Kafka)")
FLAG = asked("flag")
LABELS = ("Jobs longer than 15 minutes", "Needs a GPU", "Shared files", "More than 10 GB of disk in 3 or 4 places")


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("steady", "steady"),
        ("STEADY", "steady"),
        ("steady, day and night", "steady"),
        ("“Steady, day and night”", "steady"),
        ("daily_cycle", "daily_cycle"),
        ("daily cycle", "daily_cycle"),
        ("2", "daily_cycle"),
        ("2.", "daily_cycle"),
        ("#2", "daily_cycle"),
        ("option 2", "daily_cycle"),
        ("busy", "daily_cycle"),
        ("bursts", "spiky"),
        ("burst", "spiky"),
        ("sp", "spiky"),
        ("idl", "mostly_idle"),
        ("it is mostly idle", "mostly_idle"),
        ("idle, I would say", "mostly_idle"),
        ("mostly bursts with some rest", "spiky"),
        ("stedy", "steady"),
        ("spikey", "spiky"),
        ("mosty idle", "mostly_idle"),
    ],
)
def test_a_choice_is_read_by_number_name_or_clear_word(text: str, choice: str) -> None:
    reading = read(SHAPE, text)
    assert isinstance(reading, Understood), reading
    assert reading.answer == Known(choice)


def test_signs_that_make_a_name_are_read() -> None:
    assert read(RUNTIME, "C#") == Understood(Known("dotnet"), "C# (.NET)")
    assert read(RUNTIME, "C++") == Understood(Known("c"), "C++")
    assert read(RUNTIME, ".net") == Understood(Known("dotnet"), "C# (.NET)")


def test_yes_and_no_that_begin_labels_are_words_of_them() -> None:
    assert read(PLATFORM, "no") == read(PLATFORM, "none") == Understood(Known("none"), "no")
    assert read(PLATFORM, "containers") == Understood(Known("containers"), "yes, for containers")
    reading = read(PLATFORM, "yes")
    assert isinstance(reading, Refused)
    assert '2 "yes, for containers" or 3 "yes, for servers"' in reading.reason


@pytest.mark.parametrize("text", ["p", "python and php", "either python or php"])
def test_an_ambiguous_word_is_refused_with_the_candidates(text: str) -> None:
    reading = read(RUNTIME, text)
    assert isinstance(reading, Refused)
    assert '1 "Python" or 2 "PHP"' in reading.reason


@pytest.mark.parametrize(
    ("fact", "text", "choice"),
    [
        ("current_platform", "k8s", "kubernetes"),
        ("current_platform", "K8s on AWS", "kubernetes"),
        ("current_platform", "serverless", "lambda"),
        ("current_platform", "beanstalk", "paas"),
        ("current_shape", "microservices", "services"),
        ("current_shape", "lambdas", "functions"),
        ("database", "pg", "relational"),
        ("runtime", "golang", "go"),
        ("runtime", "ts", "node"),
        ("runtime", "C", "other"),
        ("dearest_line", "step functions", "transitions"),
        ("state", "nothing in memory", "stateless"),
        ("ops_appetite", "no", "avoid_servers"),
        ("ops_appetite", "don't care", "neutral"),
        ("cloud", "not sure, probably AWS", "aws"),
        ("cloud", "bare metal", "own_hardware"),
        ("traffic_shape", "24/7", "steady"),
        ("goal", "save money", "cut_cost"),
    ],
)
def test_a_choice_is_read_by_what_engineers_call_it(fact: str, text: str, choice: str) -> None:
    reading = read(vocabulary()[fact], text)
    assert isinstance(reading, Understood), reading
    assert reading.answer == Known(choice)


@pytest.mark.parametrize(
    ("fact", "text", "numbers"),
    [
        ("current_platform", "lambda and ec2", (2, 4, 6)),
        ("current_platform", "ecs", (3, 4)),
        ("current_shape", "monolith and a few lambdas", (2, 4)),
        ("database", "postgres and redis", (2, 3)),
        ("traffic_shape", "steady with spikes", (1, 3)),
        ("workload", "web app and api", (1, 2)),
        ("pains", "slow db", (5, 8, 9, 13)),
    ],
)
def test_a_text_that_names_several_choices_is_asked_for_one(fact: str, text: str, numbers: tuple[int, ...]) -> None:
    reading = read(vocabulary()[fact], text)
    assert isinstance(reading, Refused), reading
    assert all(f'{number} "' in reading.reason for number in numbers)


def test_a_platform_is_not_told_by_the_cloud_that_it_is_on() -> None:
    assert isinstance(read(vocabulary()["current_platform"], "aws"), Refused)


@pytest.mark.parametrize("text", ["nonsense here", "hello there", "here"])
def test_a_word_that_only_points_names_no_pain(text: str) -> None:
    """One label begins with "there are", which these would else be taken for."""
    assert isinstance(read(vocabulary()["pains"], text), Refused)


def test_a_pain_is_read_by_its_common_name() -> None:
    pains = vocabulary()["pains"]
    assert read(pains, "cost, latency") == read(pains, "cloud bill; slow responses")
    assert read(pains, "vendor lock-in and tech debt") == read(pains, "vendor limits; tangled code")


@pytest.mark.parametrize("text", ["nothing like it", "not steady", "5", "0", "xyzzy", "-", "1 2", "q"])
def test_what_is_no_choice_is_refused(text: str) -> None:
    reading = read(SHAPE, text)
    assert isinstance(reading, Refused)
    assert reading.reason.endswith(BAD_ANSWER)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("portability", "not required"),
        ("state", "not stateless"),
        ("state", "nothing that stays in memory"),
        ("shared_platform", "no kubernetes"),
        ("database", "not relational"),
        ("pains", "no outages"),
        ("current_platform", "no lambda"),
        ("container_skill", "no platform team"),
        ("ops_appetite", "don't want control"),
        ("side_workloads", "no notifications"),
        ("cloud", "anything but aws"),
        ("cloud", "other than aws"),
    ],
)
def test_a_denied_choice_is_not_taken_for_the_choice(fact: str, text: str) -> None:
    assert read(vocabulary()[fact], text) == Refused(vocabulary()[fact].bad_answer)


@pytest.mark.parametrize(
    ("fact", "text", "choice"),
    [
        ("portability", "not needd", "not_needed"),
        ("portability", "no", "not_needed"),
        ("cloud", "not decided", "none_yet"),
        ("current_platform", "servers, no cluster", "servers"),
    ],
)
def test_a_choice_that_denies_something_itself_is_read(fact: str, text: str, choice: str) -> None:
    reading = read(vocabulary()[fact], text)
    assert isinstance(reading, Understood), reading
    assert reading.answer == Known(choice)


@pytest.mark.parametrize("text", ["ec2", "plain ec2", "EC2 instances", "vms on ec2", "servers"])
def test_a_choice_is_read_by_what_else_people_call_it(text: str) -> None:
    reading = read(vocabulary()["current_platform"], text)
    assert isinstance(reading, Understood), reading
    assert reading.answer == Known("servers")
    assert read(vocabulary()["current_platform"], "ecs on ec2") != reading


def test_a_number_that_no_choice_has_is_refused_with_the_numbers_there_are() -> None:
    assert read(SHAPE, "5") == Refused(f"There is no number 5: they go from 1 to 4. {BAD_ANSWER}")


def test_only_an_exact_id_or_label_wins_over_a_command() -> None:
    assert read(ODD, "why") == read(ODD, "why not") == Understood(Known("why"), "why not")
    assert read(ODD, "skip") == Understood(Known("more"), "skip")
    assert read(ODD, "/back") == Understood(Known("back"), "the other way")
    assert read(ODD, "quit") == Command("quit")
    assert read(asked_choice(a="help the team"), "help") == Command("help")


@pytest.mark.parametrize(
    "text",
    [
        *listed("yes y Yes! yep true sure 1 yess ys YES ja sí always"),
        *("I think yes", "yes, we do", "not sure, probably yes", "I think so", "of course", "we do", "no doubt"),
    ],
)
def test_a_yes_is_read(text: str) -> None:
    assert read(FLAG, text) == Understood(Known(True), "yes")


@pytest.mark.parametrize(
    "text",
    [
        *listed("no n No. nope false 2 0 flase never nein"),
        *("not yet", "no, we do not", "I don't think so", "definitely not", "we don't", "not sure, probably no"),
    ],
)
def test_a_no_is_read(text: str) -> None:
    assert read(FLAG, text) == Understood(Known(False), "no")


@pytest.mark.parametrize("text", ["maybe", "yes and no", "3", "partly yes", "sometimes", "yno", "2 of them"])
def test_what_is_neither_yes_nor_no_is_refused(text: str) -> None:
    reading = read(FLAG, text)
    assert isinstance(reading, Refused)
    assert reading.reason.endswith(BAD_ANSWER)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1", ["cloud_bill"]),
        ("1, 4 3", ["cloud_bill", "slow_responses", "outages"]),
        ("1 and 4", ["cloud_bill", "outages"]),
        ("1;4", ["cloud_bill", "outages"]),
        ("1\n4\n1", ["cloud_bill", "outages"]),
        ("#1 #4", ["cloud_bill", "outages"]),
        ("outages", ["outages"]),
        ("cloud bill, outages", ["cloud_bill", "outages"]),
        ("bill and outages", ["cloud_bill", "outages"]),
        ("outages & bill", ["cloud_bill", "outages"]),
        ("bill outages", ["cloud_bill", "outages"]),
        ("slow deploys, 1", ["cloud_bill", "slow_deploys"]),
        ("cluod bill, outage", ["cloud_bill", "outages"]),
        ("audits, too many of them", ["audit"]),
        ("outages; audits, too many of them", ["outages", "audit"]),
        ("none", ["none"]),
        ("none of these", ["none"]),
        ("nothing", ["none"]),
        ("6", ["none"]),
    ],
)
def test_several_choices_are_read(text: str, chosen: list[str]) -> None:
    reading = read(PAINS, text)
    assert isinstance(reading, Understood), reading
    assert reading.answer == Known(tuple(chosen))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1, 2, 3, 4", "4 are too many: at most 3"),
        ("all", "6 are too many"),
        ("outages, none", '"none" excludes the others'),
        ("slow", '2 "deploying is slow" or 3 "responses are slow"'),
        ("slow", "please say its number"),
        ("outages, slow", "please say all of them again, that one by its number"),
        ("1, 9", "no number 9"),
        ("outages, bananas", f'I do not know what "bananas" means here. {BAD_ANSWER}'),
        (f"outages; {'bananas ' * 20}", f'what "{("bananas " * 20)[:60]}" means'),
        ("bananas", BAD_ANSWER),
        (",", BAD_ANSWER),
    ],
)
def test_several_choices_that_cannot_be_are_refused(text: str, reason: str) -> None:
    reading = read(PAINS, text)
    assert isinstance(reading, Refused), reading
    assert reason in reading.reason


def test_none_is_an_answer_to_a_question_that_has_no_such_choice() -> None:
    assert read(TRIGGERS, "none") == Understood(Known(()), "none")
    assert read(TRIGGERS, "nothing") == Understood(Known(()), "none")
    assert read(TRIGGERS, "kafka http") == Understood(Known(("http", "stream")), "an HTTP request; a stream (Kafka)")


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("1,3", {0, 2}),
        ("1 3", {0, 2}),
        ("1, 3 and 4", {0, 2, 3}),
        ("only 3", {2}),
        ("3 please", {2}),
        ("just 4!", {3}),
        ("1 and maybe 3", {0, 2}),
        ("1 maybe 3", {0, 2}),
        ("1 and 3 only", {0, 2}),
        ("lines 1, 3", {0, 2}),
        ("gpu", {1}),
        ("gpu, disk", {1, 3}),
        ("gpu and shared files", {1, 2}),
        ("jobs longer than 15 minutes", {0}),
        ("none", set()),
        ("None of them.", set()),
        ("no", set()),
        ("all", {0, 1, 2, 3}),
        ("all of these", {0, 1, 2, 3}),
    ],
)
def test_a_checklist_is_ticked(text: str, ticked: set[int]) -> None:
    assert read_ticks(LABELS, text) == frozenset(ticked)


@pytest.mark.parametrize("text", ["needed", "it is needed", "need it", "needd", "decided", "by us"])
def test_a_label_that_denies_is_not_meant_by_the_words_it_denies(text: str) -> None:
    fact = asked_choice(not_needed="not needed", nice="nice to have", late="not decided by us yet, so later")
    assert isinstance(read(fact, text), Refused)


@pytest.mark.parametrize(
    ("text", "choice"),
    [("not needed", "not_needed"), ("it's not needed", "not_needed"), ("later", "late"), ("not yet", "late")],
)
def test_a_label_that_denies_is_meant_by_who_denies_as_well_and_by_its_other_words(text: str, choice: str) -> None:
    fact = asked_choice(not_needed="not needed", nice="nice to have", late="not decided by us yet, so later")
    reading = read(fact, text)
    assert isinstance(reading, Understood), reading
    assert reading.answer == Known(choice)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("a job of 10 minutes", "10 minutes"),
        ("jobs of ten minutes", "ten minutes"),
        ("15 minutes", "15 minutes"),
        ("gpu, 2 GB of disk", "2 GB"),
        ("5GB disk and 2", "5GB"),
        ("more than 5 GB of disk", "5 GB"),
    ],
)
def test_an_amount_ticks_no_line_that_asks_for_more(text: str, amount: str) -> None:
    reading = read_ticks(LABELS, text)
    assert isinstance(reading, Refused)
    assert reading.reason.startswith(f'"{amount}" is an amount, and ticks no line by itself')
    assert 'such as "1, 3"' in reading.reason


@pytest.mark.parametrize(("text", "ticked"), [("more than 10 GB", {3}), ("longer than 15 minutes and 2", {0, 1})])
def test_more_than_the_amount_of_a_line_ticks_it(text: str, ticked: set[int]) -> None:
    assert read_ticks(LABELS, text) == frozenset(ticked)


def test_a_checklist_takes_commands() -> None:
    assert read_ticks(LABELS, "/why") == Command("why")
    assert read_ticks(LABELS, "?") == Command("dont_know")


@pytest.mark.parametrize(
    "text", ["5", "0", "banana", "1, banana", "than", "no gpu", "all but 3", "", "\u200f1", "🙂", "1" * 20_000]
)
def test_a_checklist_refuses_what_it_does_not_have(text: str) -> None:
    reading = read_ticks(LABELS, text)
    assert isinstance(reading, Refused)
    assert 'such as "1, 3"' in reading.reason


def test_a_checklist_without_lines_has_nothing_to_tick() -> None:
    assert read_ticks((), "all") == frozenset()
    assert isinstance(read_ticks((), "1"), Refused)
