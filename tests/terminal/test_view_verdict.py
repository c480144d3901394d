"""The verdict as it is drawn: the message first, then everything behind it."""

import re
from typing import Any

import pytest

from bot.terminal.view import show_verdict
from rules.compared import Compared
from rules.rulebook import Rulebook
from rules.standards import RulebookName, RuleSwitchedOff
from rules.verdict import Finding, Headline, Later, Today, VariantShare, Verdict
from tests.terminal.samples import (
    COMMAND,
    CONTAINERS,
    LAMBDA,
    LONG_SOURCE,
    LONGEST_SENTENCE,
    MONOLITH,
    PRECEDENT,
    console,
    joined,
    sample_verdict,
    written,
)

MESSAGE = 25
"""Lines within which the whole message must stand."""


def drawn(rulebook: Rulebook, verdict: Verdict, guess: str | None = None) -> str:
    """Draw a verdict as it is piped."""
    on = console()
    show_verdict(on, verdict, rulebook.facts, guess)
    return written(on)


def section(text: str, title: str) -> str:
    """Cut out what stands under a heading."""
    found = re.search(rf"^{re.escape(title)}\n(.*?)(?:\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no heading {title!r} in:\n{text}"
    return found[1]


def test_the_message_stands_in_the_first_lines(rulebook: Rulebook) -> None:
    message = joined("\n".join(drawn(rulebook, sample_verdict(), "Lambda").splitlines()[:MESSAGE]))
    for words in (
        f"Mend: {LONGEST_SENTENCE}",
        f"Lock: {LONGEST_SENTENCE} (40 % likely)",
        "and 1 more, below",
        "A monolith wins, as one program on EC2 (87 % sure).",
        f"Move to a monolith (81 % sure). Because {LONGEST_SENTENCE}",
        "Your guess: Lambda",
        "a monolith EC2 87 % $3,100 $2.2k–$5k $1,050 $2,050",
        "containers Fargate 8 % $6,200 $4.3k–$9.9k $2,800 $3,400",
        "AWS Lambda Lambda 5 % $13.3k $9.3k–$21k $12.4k $900",
        "today, tuned Lambda $13.3k $9.3k–$21k $12.4k $900",
        "A move is 93 % likely to pay back within 18 months (4 to 20 months), in cash against salaries.",
        "Would change it: Load, mean is at least 14.2 a second: containers.",
    ):
        assert words in message


def test_findings_come_before_the_verdict_and_the_rest_of_them_right_after(rulebook: Rulebook) -> None:
    text = joined(drawn(rulebook, sample_verdict()))
    order = [text.index(words) for words in ("Mend:", "Lock:", "A monolith wins", "Expire:", "What speaks for")]
    assert order == sorted(order)


def test_no_line_is_wider_than_the_terminal_but_for_what_is_copied(rulebook: Rulebook) -> None:
    wide = [line.strip() for line in drawn(rulebook, sample_verdict(), "x" * 70).splitlines() if len(line) > 80]
    assert wide == [LONG_SOURCE.split("https://")[1], COMMAND]


def test_no_sentence_is_cut_off_on_a_narrow_terminal(rulebook: Rulebook) -> None:
    on = console(width=50)
    show_verdict(on, sample_verdict(), rulebook.facts, None)
    assert f"Move to a monolith (81 % sure). Because {LONGEST_SENTENCE}" in joined(written(on))
    assert "…" not in written(on)


def test_what_is_piped_has_no_colours_and_no_lines_that_end_in_blanks(rulebook: Rulebook) -> None:
    text = drawn(rulebook, sample_verdict())
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert not re.search("[\u2500-\u257f]", text)


def test_a_terminal_gets_colours_around_the_same_words(rulebook: Rulebook) -> None:
    on = console(terminal=True)
    show_verdict(on, sample_verdict(), rulebook.facts, None)
    assert "\x1b[" in written(on)
    plain = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", written(on))
    assert plain == drawn(rulebook, sample_verdict())


def test_a_guess_cannot_move_the_cursor(rulebook: Rulebook) -> None:
    assert "Your guess: [31mLambda no\n" in drawn(rulebook, sample_verdict(), "\x1b[31mLambda\u202e\r\nno")


@pytest.mark.parametrize("guess", [None, "", " \u200f "])
def test_without_a_guess_none_is_shown(rulebook: Rulebook, guess: str | None) -> None:
    assert "Your guess" not in drawn(rulebook, sample_verdict(), guess)


def test_a_tie_is_said_to_be_one(rulebook: Rulebook) -> None:
    options = (
        LAMBDA.model_copy(update={"share": 0.12}),
        CONTAINERS.model_copy(update={"share": 0.42}),
        MONOLITH.model_copy(update={"share": 0.46}),
    )
    headline = Headline(action="move", to="monolith", confidence=0.5, tie=True, because="So.")
    text = drawn(rulebook, sample_verdict(options=options, headline=headline, confidence=0.46))
    assert "A tie: a monolith (46 %) and containers (42 %)." in text
    assert "wins" not in text.split("\n\n")[1]


def test_a_tie_of_all_names_all(rulebook: Rulebook) -> None:
    options = (
        LAMBDA.model_copy(update={"share": 0.32}),
        CONTAINERS.model_copy(update={"share": 0.36}),
        MONOLITH.model_copy(update={"share": 0.32}),
    )
    headline = Headline(action="move", to="containers", confidence=0.3, tie=True, because="So.")
    text = drawn(rulebook, sample_verdict(options=options, headline=headline, confidence=0.36))
    words = (
        "A tie: containers (36 %), AWS Lambda (32 %) and a monolith (32 %). What you said weighs about the same for all"
    )
    assert words in " ".join(text.split())


def blocked() -> Verdict:
    """Build a verdict in which gates block every option."""
    variants = tuple(
        VariantShare(variant=name, share=0, blocked_by=("gpu",), cost_usd_month=1)
        for name in ("lambda", "lambda_managed")
    )
    options = tuple(
        each.model_copy(
            update={"share": 0.0, "points": -50.0, "variants": variants if each is LAMBDA else each.variants}
        )
        for each in (LAMBDA, CONTAINERS, MONOLITH)
    )
    because = "Every option is blocked; one of these limits must give."
    return sample_verdict(
        options=options,
        verdict=None,
        variant=None,
        action=None,
        headline=Headline(action=None, to=None, confidence=0, tie=False, because=because),
        gates=(Finding(rule="gpu", because="Lambda has no GPU."), Finding(rule="none", because="Nothing is allowed.")),
        payback=None,
        findings=(),
    )


def test_where_everything_is_blocked_the_gates_say_what_must_give(rulebook: Rulebook) -> None:
    text = drawn(rulebook, blocked())
    assert text.startswith("Nothing fits. Every option is blocked; one of these limits must give.\n")
    assert "- Ordinary Lambda, Lambda Managed Instances: Lambda has no GPU.\n" in text
    assert "- Nothing is allowed.\n" in text
    assert "What speaks for" not in text
    assert "Payback" not in text
    assert text.count("Lambda has no GPU.") == 1


def test_an_option_that_is_ruled_out_wins_nowhere(rulebook: Rulebook) -> None:
    row = next(line for line in drawn(rulebook, blocked()).splitlines() if line.startswith("  AWS Lambda"))
    assert row.split()[2:4] == ["Lambda", "out"]


def test_gates_that_block_only_a_part_stand_below(rulebook: Rulebook) -> None:
    gate = Finding(rule="gpu", because="Lambda has no GPU.", share=0.8)
    variants = (LAMBDA.variants[0].model_copy(update={"blocked_by": ("gpu",)}), LAMBDA.variants[1])
    options = (LAMBDA.model_copy(update={"variants": variants}), CONTAINERS, MONOLITH)
    text = drawn(rulebook, sample_verdict(gates=(gate,), options=options))
    assert section(text, "Ruled out") == "  - Ordinary Lambda: Lambda has no GPU. (80 % likely)"


def test_the_strongest_reasons_are_shown_by_strength(rulebook: Rulebook) -> None:
    text = drawn(rulebook, sample_verdict())
    assert re.findall(r"[+-]\d\.\d  \w+:", text) == ["+3.0  First:", "+2.0  Second:", "+1.5  Third:", "-1.5  Against:"]
    assert "strongest, an opinion, holds in 64 % of worlds" in text
    assert "Fourth" not in text
    assert "Weakly" not in text


def test_a_source_is_whole_and_dated_without_its_scheme(rulebook: Rulebook) -> None:
    text = joined(drawn(rulebook, sample_verdict()))
    assert "Deconstructing the Monolith, 2019-02-21, shopify.engineering/deconstructing-the-monolith" in text
    assert LONG_SOURCE.split("https://")[1] in text
    assert "https://" not in text


def test_the_sum_shows_doubled_points_and_leaves_out_what_is_next_to_nothing(rulebook: Rulebook) -> None:
    rows = [line.split() for line in section(drawn(rulebook, sample_verdict()), "The sum").splitlines()]
    assert rows[0] == ["points", "for", "a", "monolith", "containers", "AWS", "Lambda"]
    assert rows[1:4] == [
        ["team", "+3.5", "+2.1", "-3.5"],
        ["cost", "(x2)", "-1.0", "0", "0"],
        ["together", "+6.5", "+2.1", "-3.5"],
    ]


def test_a_precedent_says_who_decided_what_what_came_of_it_and_how_far_it_compares(rulebook: Rulebook) -> None:
    text = drawn(rulebook, sample_verdict())
    assert section(text, "Others who decided this").splitlines() == [
        "  - A shop, 2021: stayed on functions",
        "    Two thirds off the bill (measured, known at second hand).",
        "    Like you: Main workload: a web application; Pain points: the cloud bill is",
        "              too high; Load, mean: 20 to 30 a second (you: 12 a second).",
        "    Unlike you: Teams: 9 (you: 1).",
        "    example.org/why-we-stayed",
        "  They show what became of a choice; none of them counts for the verdict.",
    ]
    assert text.index("The sum") < text.index("Others who decided this") < text.index("What would change")


def test_a_precedent_without_a_known_outcome_says_so_and_what_sets_apart_is_told_in_full(rulebook: Rulebook) -> None:
    pains = Compared(fact="pains", label="Pain points", yours=["outages"], theirs=["cloud_bill", "outages"])
    facts = {"outcome": "", "strength": None, "read": None, "differs": (pains,)}
    text = drawn(rulebook, sample_verdict(precedents=(PRECEDENT.model_copy(update=facts),)))
    assert "    What came of it was not published.\n" in text
    assert "Pain points: the cloud bill is too high, outages (you: outages)." in joined(text)


def test_where_nobody_is_near_no_precedent_is_told(rulebook: Rulebook) -> None:
    assert "Others who" not in drawn(rulebook, sample_verdict(precedents=()))


def test_a_precedent_tells_the_five_facts_that_weigh_most(rulebook: Rulebook) -> None:
    many = tuple(Compared(fact=f"f{at}", label=f"Label {at}", yours=1, theirs=1) for at in range(7))
    text = drawn(rulebook, sample_verdict(precedents=(PRECEDENT.model_copy(update={"shares": many}),)))
    assert "Label 4" in text
    assert "Label 5" not in text


def test_flips_of_facts_come_before_those_of_assumptions(rulebook: Rulebook) -> None:
    assert section(drawn(rulebook, sample_verdict()), "What would change the winner").splitlines() == [
        "  - Load, mean is at least 14.2 a second: containers",
        "  - State between requests is “no, every request stands alone”: AWS Lambda",
        "  - processor use that is reached is at most 20 %: AWS Lambda (an assumption)",
    ]


def test_payback_names_salaries_cash_and_the_most_effort(rulebook: Rulebook) -> None:
    assert section(drawn(rulebook, sample_verdict()), "Payback").splitlines() == [
        "  4 to 20 months, 7.5 months at the expected saving; 93 % likely within 18",
        "  months.",
        "  Moving costs $12k to $40k of salaries, $22.3k expected.",
        "  It saves $1.2k to $5.4k of cash a month, $2,950 expected.",
        "  In 18 months it repays 45 days of work at most.",
        "  So ask the team: will the move take more or less than 45 days?",
    ]


def test_without_a_saving_no_payback_is_promised(rulebook: Rulebook) -> None:
    text = drawn(rulebook, sample_verdict(payback=None))
    assert section(text, "Payback") == "  A move to one program on EC2 would save no cash."
    assert "pay back" not in text


def test_where_the_winner_runs_already_there_is_no_payback(rulebook: Rulebook) -> None:
    staying = Headline(action="stay", to="lambda", confidence=0.9, tie=False, because="It fits.")
    verdict = sample_verdict(payback=None, verdict="lambda", variant="lambda", headline=staying)
    assert "Payback" not in drawn(rulebook, verdict)


def test_containers_are_many(rulebook: Rulebook) -> None:
    text = drawn(rulebook, sample_verdict(verdict="containers", variant="fargate"))
    assert "Containers win, as Fargate (87 % sure)." in text


def test_where_nothing_runs_yet_there_is_no_bill_of_today_and_no_payback(rulebook: Rulebook) -> None:
    nothing = Today(stated_usd_month=None, variant=None, modelled=None, tuned=None)
    text = drawn(rulebook, sample_verdict(today=nothing, payback=None))
    assert "today" not in text.lower()
    assert "Payback" not in text


def test_todays_bill_keeps_cash_and_people_apart_and_tells_a_gap(rulebook: Rulebook) -> None:
    assert section(drawn(rulebook, sample_verdict()), "Today's bill, as ordinary Lambda").splitlines() == [
        "  You said  $21k a month for the cloud",
        "  Modelled  $14k a month for the cloud and its logs, $0 for other monitoring,",
        "            $1,100 of people's time",
        "  Tuned     $12.4k a month for the cloud and its logs, $0 for other monitoring,",
        "            $900 of people's time; scaled to what you said",
        "  ! What you said is 1.5 times what the model explains.",
    ]


@pytest.mark.parametrize(("gap", "told"), [(0.3, False), (0.31, True), (-0.3, False), (-0.31, True), (None, False)])
def test_a_gap_is_told_above_thirty_percent(rulebook: Rulebook, gap: float | None, told: bool) -> None:
    today = sample_verdict().today.model_copy(update={"gap": gap})
    assert ("what the model explains" in drawn(rulebook, sample_verdict(today=today))) is told


def test_side_work_is_run_apart_or_left(rulebook: Rulebook) -> None:
    assert joined(section(drawn(rulebook, sample_verdict()), "What runs where")) == (
        "- The main work: on one program on EC2. $3,100 a month: $1,050 in cash, $2,050 of people's time;"
        " in 9 of 10 worlds $2.2k to $5k."
        " - Scheduled jobs: apart, on ordinary Lambda (90 % sure). $132 a month: $12 in cash, $120 of people's time;"
        " in 9 of 10 worlds $92 to $211."
        " A schedule (cron) or a message in a queue starts the function, beside the main work. Why: It comes and goes."
        " - Sending mails and notifications: with the rest. It costs less there."
    )


def test_the_main_work_that_stays_is_told_with_its_bill_of_today(rulebook: Rulebook) -> None:
    headline = sample_verdict().headline.model_copy(update={"action": "split", "to": "lambda", "rest": "stay"})
    told = joined(section(drawn(rulebook, sample_verdict(headline=headline)), "What runs where"))
    assert told.startswith("- The main work: stays on ordinary Lambda. $13.3k a month: $12.4k in cash")


def test_where_nothing_goes_apart_only_the_side_work_is_told(rulebook: Rulebook) -> None:
    part = sample_verdict().split["notifications"]
    assert section(drawn(rulebook, sample_verdict(split={"notifications": part})), "Side work").splitlines() == [
        "  - Sending mails and notifications: with the rest. It costs less there."
    ]


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (Later(verdict="containers", confidence=0.61), "Containers (61 % sure), under the growth that you expect."),
        (Later(verdict="monolith", confidence=0.8), "Still a monolith (80 % sure)."),
        (Later(verdict=None, confidence=0.8), "Nothing (80 % sure), under the growth that you expect."),
    ],
)
def test_the_year_ahead_says_whether_the_winner_stays(rulebook: Rulebook, later: Later, words: str) -> None:
    verdict = sample_verdict(in_12_months=later, answers={"growth_12_months": 3})
    assert section(drawn(rulebook, verdict), "In twelve months") == f"  {words}"


def test_a_command_stands_unwrapped_on_a_line_of_its_own_and_a_sentence_is_wrapped(rulebook: Rulebook) -> None:
    assert section(drawn(rulebook, sample_verdict()), "Worth knowing").splitlines() == [
        "  Disk operations per second: 12 % surer, in 3 minutes",
        f"    {COMMAND}",
        "  Teams: a little surer, in 1 minute",
        "    Ask each lead which of last month's releases waited for another team, and",
        "    how long.",
    ]


def test_the_plan_says_when_a_step_is_done_and_how_to_undo_it(rulebook: Rulebook) -> None:
    assert section(drawn(rulebook, sample_verdict()), "The plan").splitlines() == [
        "  Right whatever you choose, 0.5 days:",
        "   1. Set a retention of 30 days. (0.5 days, saves about $120 a month)",
        "      Done when: No group shows 'Never'.",
        "      To undo: Set it back.",
        "  As things stand, 5 days:",
        "   2. Merge the functions of one flow. (5 days)",
        "      Done when: One is left.",
        "      To undo: Split it.",
    ]


def test_doubtful_prices_and_the_rulebook_are_said_last(rulebook: Rulebook) -> None:
    assert drawn(rulebook, sample_verdict()).splitlines()[-5:] == [
        "Past their review date, used all the same: ec2.c7g.",
        "`python -m bot rules check` tells where to read them anew.",
        "Prices from memory, without a source that was read: ec2.c7g.",
        "87 % sure: it holds in 87 % of the worlds that fit your answers.",
        "Rulebook house a7b5cf556152; 23 November 2026; prices of us-east-1.",
    ]


def footing(rulebook: Rulebook, **changes: Any) -> str:
    """Draw what a verdict stands on, unwrapped."""
    return joined(drawn(rulebook, sample_verdict(**changes)).split("To undo: Split it.")[1])


def test_many_stale_prices_are_counted_after_the_first_eight(rulebook: Rulebook) -> None:
    text = footing(rulebook, stale=tuple(f"p{at}" for at in range(10)), stale_elsewhere=("q",))
    assert "Past their review date, used all the same: p0, p1, p2, p3, p4, p5, p6, p7 and 2 more." in text
    assert "Past their review date, but named by no bill or rule here: q." in text


def test_without_stale_prices_no_review_is_asked_for(rulebook: Rulebook) -> None:
    assert "review" not in footing(rulebook, stale=())


def test_rules_switched_off_are_said_with_the_reason_those_that_would_hold_first(rulebook: Rulebook) -> None:
    holds = (("one", False), ("two", None), ("three", True))
    off = tuple(
        RuleSwitchedOff(rule=name, rulebook="acme", because=f"The claim of {name}.", why=f"Our {name}.", holds=value)
        for name, value in holds
    )
    text = footing(rulebook, switched_off=off)
    assert text.startswith(
        "Switched off by acme, because: Our three. It would hold here: The claim of three. (three) "
        "Switched off by acme, because: Our two. It might hold here: The claim of two. (two) "
        "Switched off by acme, because: Our one. It would not hold here: The claim of one. (one)"
    )


def test_every_rulebook_is_named_with_its_fingerprint(rulebook: Rulebook) -> None:
    books = tuple(RulebookName(name=name, fingerprint=f"of-{name}") for name in ("house", "acme"))
    assert footing(rulebook, rulebooks=books).endswith(
        "Rulebooks house of-house, acme of-acme; 23 November 2026; prices of us-east-1."
    )


def test_what_counts_of_a_further_rulebook_is_named_and_of_many_the_rest_counted(rulebook: Rulebook) -> None:
    many = tuple(f"r{at}" for at in range(10))
    books = (RulebookName(name="house", fingerprint="x"), RulebookName(name="acme", fingerprint="y", own=many))
    assert "What counts here of acme: r0, r1, r2, r3, r4, r5, r6, r7 and 2 more." in footing(rulebook, rulebooks=books)


def test_where_another_platform_of_the_option_wins_as_often_it_is_only_most_likely(rulebook: Rulebook) -> None:
    sample = sample_verdict()
    unclear = [
        option.model_copy(
            update={"variants": tuple(each.model_copy(update={"share": option.share / 2}) for each in option.variants)}
        )
        for option in sample.options
    ]
    text = drawn(rulebook, sample_verdict(options=tuple(unclear)))
    assert "A monolith wins, most likely as one program on EC2 (87 % sure)." in text
    assert "most likely" not in drawn(rulebook, sample)
