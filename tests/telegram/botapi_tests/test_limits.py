"""The limits that are read from the description's prose."""

import re
from collections.abc import Iterator

import pytest

from tests.telegram.botapi import limits
from tests.telegram.botapi.schema import checker_of, specification

# Words that look like a limit and are none.
NO_LIMITS = {("MessageEntity", "type"), ("sendDice", "emoji"), ("Dice", "value")}


def fields_with_a_range() -> Iterator[tuple[str, str, str, str]]:
    """Yield the owner, name, type and prose of every field whose prose holds something like 1-64."""
    for part in ("methods", "types"):
        for owner, described in specification()[part].items():
            for field in described.get("fields", ()):
                for kind in field["types"]:
                    if re.search(r"\b\d+-\d+ ?(characters|bytes|$|[;.,])", field["description"], re.IGNORECASE):
                        yield owner, field["name"], kind, field["description"]


def test_no_range_of_the_description_is_left_unread() -> None:
    unread = [
        (owner, name)
        for owner, name, kind, prose in fields_with_a_range()
        if not (
            limits.checks_of_text(prose)
            or limits.length_after_parsing(prose)
            or limits.checks_of_number(prose)
            or limits.checks_of_list(prose)
            or kind == "Boolean"
        )
    ]
    assert set(unread) - NO_LIMITS == set()


def test_every_type_of_the_description_can_be_checked() -> None:
    for kind in specification()["types"]:
        checker_of(kind)({}, "value")


@pytest.mark.parametrize(
    ("prose", "fine", "wrong"),
    [
        ("Data to be sent, 1-64 bytes", "ü" * 32, "ü" * 33),
        ("Title, 1-4 characters", "😀😀", "😀😀😀"),
        ('Optional. Must be one of "danger" (red), "success" (green) or "primary" (blue). If omitted', "danger", "red"),
        ("Type of the media, must be photo", "photo", "video"),
        ("A two-letter ISO 639-1 language code or an empty string", "", "english"),
        ("1-256 characters. Only characters A-Z, a-z, 0-9, _ and - are allowed", "a_B-1", "a b"),
    ],
)
def test_a_text_keeps_to_its_prose(prose: str, fine: str, wrong: str) -> None:
    checks = limits.checks_of_text(prose)
    assert [check(fine) for check in checks if check(fine)] == []
    assert len([check(wrong) for check in checks if check(wrong)]) == 1


@pytest.mark.parametrize(
    ("prose", "fine", "wrong"),
    [
        ("Values between 1-100 are accepted", 100, 101),
        ("must be between 60 and 86400, or 0x7FFFFFFF", 0x7FFFFFFF, 59),
        ("must be one of 6 * 3600, 12 * 3600, 86400, or 2 * 86400", 43200, 43201),
        ("must be non-zero", -1, 0),
        ("New score, must be non-negative", 0, -1),
    ],
)
def test_a_number_keeps_to_its_prose(prose: str, fine: int, wrong: int) -> None:
    (check,) = limits.checks_of_number(prose)
    assert check(fine) is None
    assert check(wrong)


@pytest.mark.parametrize(
    ("prose", "fine", "wrong"),
    [
        ("A JSON-serialized list of 1-100 identifiers", 1, 0),
        ("At most 100 commands can be specified", 100, 101),
        ("messages to be sent, must include 2-10 items", 2, 11),
    ],
)
def test_a_list_keeps_to_its_prose(prose: str, fine: int, wrong: int) -> None:
    (check,) = limits.checks_of_list(prose)
    assert check([0] * fine) is None
    assert check([0] * wrong)
