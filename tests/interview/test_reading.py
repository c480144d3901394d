"""What holds for whatever is typed: commands, examples, refusals, and that nothing raises."""

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.interview.commands import CommandName
from bot.interview.reading import Command, Refused, Understood, read, read_ticks
from bot.interview.tidying import listed
from rules.facts import Fact
from tests.interview.asked import FOLDER, asked, asked_choice, vocabulary

PARTS = listed(
    "5 0 1,000 1.5 1e9 1e999 -3 2k 3M $ € % / - – + ~ >= < ( ) . , ; : ' \" x × a an and or to of per in half third "
    "nines dozen ten hundred at least at most between from about more than less ms s min hours days month year GB MB/s "
    "rps usd engineer-months none all yes no not why skip ? / steady slow cloud 1, 2; ½ ² 😀 é \u200f \x00"
)
ONE_OF_EACH = [
    asked("number", "ms"),
    asked("count"),
    asked("share"),
    asked("flag"),
    asked_choice(a="one", b="two"),
    asked_choice("several", most=2, a="one", b="two"),
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("don't know", "dont_know"),
        ("Don’t know.", "dont_know"),
        ("dont know", "dont_know"),
        ("I don't know!", "dont_know"),
        ("dunno", "dont_know"),
        ("no idea", "dont_know"),
        ("unknown", "dont_know"),
        ("not sure", "dont_know"),
        ("?", "dont_know"),
        ("??", "dont_know"),
        ("/dont_know", "dont_know"),
        ("why", "why"),
        ("Why?", "why"),
        ("/why", "why"),
        ("back", "back"),
        ("go back", "back"),
        ("skip", "skip"),
        ("  SKIP  ", "skip"),
        ("verdict", "verdict"),
        ("/verdict", "verdict"),
        ("/verdict@SomeAdvisorBot", "verdict"),
        ("answers", "answers"),
        ("/answers", "answers"),
        ("help", "help"),
        ("quit", "quit"),
        ("/exit", "quit"),
    ],
)
@pytest.mark.parametrize("fact", ONE_OF_EACH, ids=lambda fact: fact.kind)
def test_a_command_is_known_at_every_question(fact: Fact, text: str, name: CommandName) -> None:
    assert read(fact, text) == Command(name)
    assert read_ticks(("one", "two"), text) == Command(name)


@pytest.mark.parametrize("fact", ONE_OF_EACH, ids=lambda fact: fact.kind)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "🙂",
        "👍🏽👍",
        "1\u200f",
        "yes\u200f",
        "one\u200f",
        "\u202e1",
        "1\x00",
        "\x1b[31m1",
        "\ud800",
        "/start",
        "1" * 10_001,
        " " * 10_001,
        "yes " * 2_600,
        "\ufdfa" * 9_000,
    ],
    ids=ascii,
)
def test_what_is_no_text_is_refused_with_the_words_of_the_fact(fact: Fact, text: str) -> None:
    assert read(fact, text) == Refused(fact.bad_answer)


@pytest.mark.parametrize("fact", ONE_OF_EACH, ids=lambda fact: fact.kind)
@pytest.mark.parametrize(
    "text",
    ["1" * 10**7, "a " * 5_000, "1 to " * 2_000, "((((" * 2_500, "one," * 2_500, "1 h " * 2_400, "\u0300" * 9_999],
)
def test_endless_text_is_refused(fact: Fact, text: str) -> None:
    assert isinstance(read(fact, text), Refused)


def test_a_text_beyond_measure_is_not_even_looked_at() -> None:
    class Untouchable(str):
        def translate(self, table: object) -> str:
            raise AssertionError(f"{len(self)} characters were put through {table}")

    assert isinstance(read(asked("count"), Untouchable("1" * 10_001)), Refused)


def test_what_is_invisible_and_harmless_is_overlooked() -> None:
    assert read(asked("count"), "\ufeff1\u200b2\u00a0 ") == read(asked("count"), "12")


def test_several_lines_are_one_number() -> None:
    assert read(asked("number", "ms"), "300\nms") == read(asked("number", "ms"), "300 ms")


def test_there_are_facts() -> None:
    assert len(vocabulary()) == len(list(FOLDER.glob("*.toml"))) > 60


@pytest.mark.parametrize(
    ("fact", "text"),
    [pytest.param(fact, text, id=f"{fact.id}: {text}") for fact in vocabulary().values() for text in fact.examples],
)
def test_every_example_of_the_vocabulary_is_understood(fact: Fact, text: str) -> None:
    assert isinstance(read(fact, text), Understood)


@pytest.mark.parametrize("fact", [fact for fact in vocabulary().values() if fact.choices], ids=lambda fact: fact.id)
def test_every_choice_of_the_vocabulary_is_read_by_number_id_and_label(fact: Fact) -> None:
    for number, (name, choice) in enumerate(fact.choices.items(), 1):
        answers = [read(fact, text) for text in (str(number), name, name.replace("_", " "), choice.label)]
        assert all(isinstance(answer, Understood) for answer in answers)
        assert len(set(answers)) == 1


texts = (
    st.text()
    | st.lists(st.sampled_from(PARTS), max_size=8).map(" ".join)
    | st.lists(st.sampled_from(PARTS)).map("".join)
)


@settings(max_examples=1500)
@given(st.sampled_from(list(vocabulary().values()) + ONE_OF_EACH), texts)
@example(asked("number", "1/s"), "1e999")
@example(asked("share"), "1/0")
@example(asked("number", "1"), "-" * 200)
@example(asked("number", "1"), "an " * 66)
def test_nothing_that_is_typed_raises(fact: Fact, text: str) -> None:
    reading = read(fact, text)
    assert isinstance(reading, Understood | Command | Refused)
    if isinstance(reading, Understood):
        assert read(fact, reading.said_back) == reading
    if isinstance(reading, Refused):
        assert reading.reason.endswith(fact.bad_answer)


@given(st.lists(st.text(max_size=30) | st.sampled_from(PARTS), max_size=6), texts)
def test_nothing_that_is_typed_at_a_checklist_raises(labels: list[str], text: str) -> None:
    reading = read_ticks(labels, text)
    assert isinstance(reading, Command | Refused) or reading <= set(range(len(labels)))


def test_pint_is_imported_only_when_a_unit_is_converted() -> None:
    script = """
import sys
from bot.interview.reading import read
from tests.interview.asked import asked
read(asked("number", "ms"), "300 ms")
assert "pint" not in sys.modules
read(asked("number", "ms"), "2 s")
assert "pint" in sys.modules
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=FOLDER.parents[1], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
