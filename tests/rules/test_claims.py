"""The claims of the podcast: what the reader refuses, what counts as carried, and that all 129 are accounted for."""

from pathlib import Path

import pytest

from rules.claims import Account, unaccounted
from rules.prices import HOME
from tests.rules.books import GATE, RULE, Book, house

ROOT = Path(__file__).parents[2]
RULE_FILE = "steady-load-favours-containers.toml"
CLAIMS = """[1]
title = "Functions stop after 15 minutes"
standing = "confirmed"
[2]
title = "A load that rests suits functions"
standing = "limited"
"""
FACT, PRICES, CHECKLIST = "facts/gpu.toml", "prices/limits.toml", "checklists/limits.toml"


@pytest.fixture
def claimed(book: Book) -> Book:
    """Give a small rulebook with two claims, one of which a gate carries."""
    book.write("claims.toml", CLAIMS)
    return book.edit(GATE, 'blocks = ["lambda"]\n', 'blocks = ["lambda"]\nclaims = [1]\n')


def carried(book: Book) -> dict[int, list[str]]:
    """List what carries each claim, as kind and id."""
    return {
        account.claim.number: [f"{each.kind} {each.id}" for each in account.carriers] for account in book.load().claims
    }


def wrong(accounts: tuple[Account, ...]) -> list[str]:
    return [str(problem) for problem in unaccounted(accounts)]


def test_a_claim_is_carried_by_what_names_its_number(claimed: Book) -> None:
    assert carried(claimed) == {1: ["gate long-jobs-do-not-fit"], 2: []}


@pytest.mark.parametrize(
    ("name", "before", "carrier"),
    [
        pytest.param(RULE, "[when]", "reason steady-load-favours-containers", id="rule"),
        pytest.param(FACT, "[prior]", "fact gpu", id="fact"),
        pytest.param(PRICES, '[["limit.minutes".readings]]', "limit limit.minutes", id="limit"),
        pytest.param(CHECKLIST, "label", "checklist limits", id="checklist"),
        pytest.param("assumptions.toml", "what", "assumption utilisation", id="assumption"),
    ],
)
def test_every_part_of_a_rulebook_may_name_claims(claimed: Book, name: str, before: str, carrier: str) -> None:
    claimed.edit(name, f"{before}", f"claims = [2]\n{before}")
    assert carried(claimed)[2] == [carrier]


def test_what_is_no_limit_carries_as_a_price(claimed: Book) -> None:
    text = (claimed.folder / PRICES).read_text(encoding="utf-8").replace("limit.minutes", "hour")
    claimed.write("prices/hours.toml", text.replace("review_by", "claims = [2]\nreview_by"))
    assert carried(claimed)[2] == ["price hour"]


def test_a_carrier_that_names_a_claim_which_is_not_there_is_refused(claimed: Book) -> None:
    claimed.edit(RULE, "[when]", "claims = [2, 3]\n[when]")
    assert claimed.problems() == [f"{RULE_FILE}: claims[1]: no claim 3. Known: 1 to 2."]


def test_a_price_that_names_a_claim_which_is_not_there_is_refused_at_its_table(claimed: Book) -> None:
    claimed.edit(PRICES, "review_by", "claims = [9]\nreview_by")
    assert claimed.problems() == ["limits.toml: limit.minutes.claims[0]: no claim 9. Known: 1 to 2."]


def test_a_rulebook_without_claims_has_no_carriers_either(book: Book) -> None:
    assert book.load().claims == ()
    book.edit(RULE, "[when]", "claims = [1]\n[when]")
    assert book.problems() == [f"{RULE_FILE}: claims[0]: no claim 1. There is no claims.toml: leave it out."]


@pytest.mark.parametrize("number", ['"2"', "2.0", "true"])
def test_a_claim_is_named_by_a_whole_number(claimed: Book, number: str) -> None:
    claimed.edit(RULE, "[when]", f"claims = [{number}]\n[when]")
    (problem,) = claimed.problems()
    assert problem.startswith(f"{RULE_FILE}: claims[0]: Input should be a valid integer")


def test_a_claim_that_something_carries_cannot_say_nothing(claimed: Book) -> None:
    claimed.edit("claims.toml", '"confirmed"\n', '"confirmed"\nnothing = "It is known."\n')
    (problem,) = claimed.problems()
    assert problem == (
        "claims.toml: 1.nothing: the gate long-jobs-do-not-fit carries the claim. "
        "Leave it out, or take 1 out of claims in long-jobs-do-not-fit.toml."
    )


def test_a_claim_that_files_carry_cannot_say_nothing(claimed: Book) -> None:
    claimed.edit("claims.toml", '"limited"\n', '"limited"\nnothing = "No."\ncarried_by = ["rules/value.py"]\n')
    assert claimed.problems() == ["claims.toml: 2.nothing: files carry the claim. Leave out `nothing` or `carried_by`."]


@pytest.mark.parametrize("answer", ['nothing = "It is told and never explained."', 'carried_by = ["rules/value.py"]'])
def test_a_claim_is_accounted_for_by_a_reason_or_a_file(claimed: Book, answer: str) -> None:
    (problem,) = wrong(claimed.load().claims)
    assert problem == (
        "claims.toml: 2: nothing carries the claim. "
        "Name it in the `claims` of what answers it, or say why `nothing` is to be built."
    )
    claimed.edit("claims.toml", '"limited"\n', f'"limited"\n{answer}\n')
    assert wrong(claimed.load().claims) == []


def test_numbers_have_no_gaps(claimed: Book) -> None:
    claimed.edit("claims.toml", "[2]", "[4]")
    assert claimed.problems() == ["claims.toml: 4: comes after 1. Add 2, or number it anew."]


def test_numbers_begin_with_1(claimed: Book) -> None:
    claimed.edit("claims.toml", "[1]", "[3]").edit(GATE, "claims = [1]", "claims = [3]")
    assert claimed.problems() == ["claims.toml: 2: is the first. Add 1, or number it anew."]


@pytest.mark.parametrize("name", ["two", "0", "02", "-2", "2.0", "²"])
def test_a_claim_is_called_by_its_number(claimed: Book, name: str) -> None:
    claimed.edit("claims.toml", "[2]", f'["{name}"]')
    assert claimed.problems() == [f"claims.toml: {name}: is no number. Name a claim by its number, as in [17]."]


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        pytest.param('"limited"', '"true"', "2.standing: Input should be 'confirmed', 'limited', ", id="standing"),
        pytest.param('title = "A load that rests suits functions"\n', "", "2.title: is missing. Add it.", id="title"),
        pytest.param(
            '"A load that rests suits functions"',
            f'"{"x" * 61}"',
            "2.title: String should have at most 60 characters",
            id="a title longer than its column",
        ),
        pytest.param('"limited"', '"limited"\nnothing = ""', "2.nothing: String should have at least 1", id="reason"),
        pytest.param(
            '"limited"',
            '"limited"\ncaried_by = []',
            '2.caried_by: there is no key "caried_by". Did you mean "carried_by"?',
            id="misspelt key",
        ),
    ],
)
def test_a_claim_that_is_not_written_as_one_is_refused(claimed: Book, old: str, new: str, refusal: str) -> None:
    claimed.edit("claims.toml", old, new)
    (problem,) = claimed.problems()
    assert problem.startswith(f"claims.toml: {refusal}")


def test_a_claim_that_cannot_be_read_is_not_said_to_be_missing(claimed: Book) -> None:
    claimed.edit("claims.toml", '"confirmed"', '"sure"')
    (problem,) = claimed.problems()
    assert problem.startswith("claims.toml: 1.standing: ")


def test_claims_come_in_the_order_of_their_numbers(claimed: Book) -> None:
    claimed.edit("claims.toml", "[1]", "[11]").edit("claims.toml", "[2]", "[1]")
    more = "".join(f'[{number}]\ntitle = "t"\nstanding = "opinion"\n' for number in range(2, 11))
    claimed.write("claims.toml", (claimed.folder / "claims.toml").read_text(encoding="utf-8") + more)
    assert list(carried(claimed)) == list(range(1, 12))


# --- the project's own


HOUSE = house(HOME).claims


def test_all_129_claims_of_the_podcast_are_there() -> None:
    assert [account.claim.number for account in HOUSE] == list(range(1, 130))


def test_every_claim_is_accounted_for() -> None:
    assert wrong(HOUSE) == []


def test_every_file_that_carries_a_claim_is_in_the_repository() -> None:
    named = [name for account in HOUSE for name in account.claim.carried_by]
    assert named
    assert [name for name in named if not (ROOT / name).is_file() or Path(name).is_absolute()] == []


def test_every_reason_is_one_sentence() -> None:
    reasons = [account.claim.nothing for account in HOUSE if account.claim.nothing]
    assert reasons
    assert [words for words in reasons if not words.endswith(".") or ". " in words] == []
