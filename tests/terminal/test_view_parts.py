"""Bills, rules, what-ifs and questions as they are drawn."""

from pathlib import Path

import pytest

from bot.interview.questions import Progress, Question
from bot.interview.steps import question as question_about
from bot.terminal.view import show_compare, show_costs, show_question, show_why
from rules.rulebook import Rulebook
from rules.verdict import CostLine, Finding, Headline, Verdict
from tests.terminal.samples import console, joined, sample_verdict, written


def test_a_bill_shows_every_line_with_its_price_and_its_marks_the_dearest_first() -> None:
    on = console()
    show_costs(on, sample_verdict(), "monolith")
    lines = [" ".join(line.split()) for line in written(on).splitlines() if line]
    assert lines == [
        "A monolith, as one program on EC2: USD a month",
        "item, price quantity USD",
        "machines, busy 1,460 hours $788",
        "ec2.c7g, recalled, stale",
        "Fargate memory, idle headroom 120 GB-hours $262",
        "fargate.arm.gb_hour, assumed",
        "Cash $1,050",
        "engineers running it 2.5 engineer days $2,050",
        "assumed",
        "People $2,050",
        "Together $3,100",
        "In 9 of 10 worlds it is $2.2k to $5k.",
        "assumed: an assumption without a source shapes the quantity.",
        "recalled: the price is from memory; no source was read.",
        "stale: the price is past its review date.",
        "The database itself is in no line, as it costs the same wherever the programs",
        "run.",
    ]


def test_a_long_quantity_cuts_nothing_off_its_line() -> None:
    long_one = CostLine(
        item="open connections of everybody who is in the room at once",
        quantity=121_000_000,
        unit="connection-minute",
        usd=1234.0,
        price="apigw.ws.connection",
        assumed=False,
    )
    monolith = sample_verdict().option("monolith")
    bill = monolith.cost_usd_month.model_copy(update={"lines": (long_one,)})
    dear = monolith.model_copy(update={"cost_usd_month": bill})
    on = console()
    show_costs(on, sample_verdict(options=(dear,)), "monolith")
    assert "121 million connection-minutes  $1,234\n" in written(on)
    assert max(map(len, written(on).splitlines())) <= 80


def test_every_rule_can_be_shown_with_all_its_sources(rulebook: Rulebook) -> None:
    for rule in rulebook.rules:
        on = console()
        show_why(on, rulebook, rule.id)
        text = written(on)
        assert rule.file.because in joined(text)
        addresses = [source.url.removeprefix("https://") for source in rule.file.sources]
        assert [address for address in addresses if address not in text] == []
        assert [line for line in text.splitlines() if len(line) > 80 and line.strip() not in addresses] == []


def test_a_rule_that_is_not_there_is_an_error(rulebook: Rulebook) -> None:
    with pytest.raises(KeyError, match="no rule"):
        show_why(console(), rulebook, "no-such-rule")


def compared(before: Verdict, after: Verdict) -> str:
    """Draw two verdicts side by side."""
    on = console()
    show_compare(on, before, after, "teams = 4")
    return written(on)


def test_what_a_change_changes_is_marked() -> None:
    after = sample_verdict(
        verdict="containers",
        variant="fargate",
        confidence=0.6,
        headline=Headline(action="stay", to="lambda", confidence=0.7, tie=False, because="So."),
        findings=(Finding(rule="new", because="New: mind the gap."), *sample_verdict().findings[1:]),
        payback=None,
    )
    text = compared(sample_verdict(), after)
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert rows[0] == "What if teams = 4?"
    assert "* wins A monolith Containers" in rows
    assert "* runs as one program on EC2 Fargate" in rows
    assert "* how sure 87 % 60 %" in rows
    assert "* to do Move to a monolith Stay as you are" in rows
    assert "* pays back in 4 to 20 months -" in rows
    assert "containers, a month $6,200, wins 8 % $6,200, wins 8 %" in rows
    assert text.index("New with the change") < text.index("New: mind the gap.") < text.index("Gone with the change")
    assert text.index("Gone with the change") < text.index("Mend: ")


def test_a_change_without_effect_says_so() -> None:
    text = compared(sample_verdict(), sample_verdict())
    assert "Nothing changes." in text
    assert "*" not in text


def question(count: int, label: str = "choice {}", multiple: bool = False) -> Question:
    """Build a question with so many choices."""
    choices = tuple((f"c{at}", label.format(at)) for at in range(1, count + 1))
    return Question(
        "goal", "Goal", "What should it achieve?", "Because.", choices, multiple, 3 if multiple else None, "cut cost"
    )


ON_THE_WAY = Progress(3, 5)


def asked(of: Question, progress: Progress = ON_THE_WAY) -> list[str]:
    """Draw a question."""
    on = console()
    show_question(on, of, progress)
    return written(on).splitlines()


def test_a_question_shows_where_it_stands_its_choices_and_an_example() -> None:
    assert asked(question(2)) == [
        "",
        "3 answered, about 5 to come",
        "What should it achieve?",
        "  1  choice 1",
        "  2  choice 2",
        "For example: cut cost",
    ]


def test_the_readme_shows_a_question_as_it_is_asked(rulebook: Rulebook) -> None:
    told = asked(question_about(rulebook, "sizes"), Progress(3, 9))
    assert "\n".join(told[1:]) in (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_last_question_is_said_to_be_probably_the_last() -> None:
    assert asked(question(0), Progress(7, 0))[1] == "7 answered, the last one, probably"


def test_a_question_for_several_choices_says_how_many() -> None:
    assert asked(question(2, multiple=True))[-1] == "Choose up to 3, such as: cut cost"


def test_more_than_eight_choices_stand_in_two_columns_numbered_downwards() -> None:
    assert asked(question(9))[3:8] == [
        "1  choice 1  6  choice 6",
        "2  choice 2  7  choice 7",
        "3  choice 3  8  choice 8",
        "4  choice 4  9  choice 9",
        "5  choice 5",
    ]


def test_eight_choices_stand_in_one_column() -> None:
    assert asked(question(8))[3] == "  1  choice 1"


@pytest.mark.parametrize(("length", "columns"), [(36, 2), (37, 1)])
def test_two_columns_are_used_where_they_fit(length: int, columns: int) -> None:
    lines = asked(question(9, "x" * length))
    assert max(map(len, lines)) <= 80
    assert len(lines) == 4 + (5 if columns == 2 else 9)


def test_every_question_of_the_vocabulary_fits(rulebook: Rulebook) -> None:
    for fact in rulebook.facts.values():
        choices = tuple((name, choice.label) for name, choice in fact.choices.items())
        several = fact.kind == "several"
        of = Question(fact.id, fact.label, fact.question, fact.why, choices, several, fact.most, fact.examples[0])
        lines = asked(of)
        assert [line for line in lines if len(line) > 80] == []
        assert all(label in "\n".join(lines) for _, label in choices)
