"""Texts that try to make a language model do something else, and honest ones that look like them.

`data/injections.jsonl` holds each with its source and licence.
"""

import json
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "injections.jsonl"
_EACH = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]
ATTACKS: tuple[str, ...] = tuple(each["text"] for each in _EACH if each["kind"] == "injection")
BENIGN: tuple[str, ...] = tuple(each["text"] for each in _EACH if each["kind"] == "benign")

_OTHERS = Path(__file__).parent / "data" / "attacks-of-other-kinds.jsonl"
OTHERS: tuple[dict[str, str], ...] = tuple(map(json.loads, _OTHERS.read_text(encoding="utf-8").splitlines()))
"""Attacks of our own, of kinds that the collected ones have not."""
KINDS = tuple(sorted({each["kind"] for each in OTHERS}))


def of_kind(kind: str) -> list[dict[str, str]]:
    """Give those of a kind."""
    return [each for each in OTHERS if each["kind"] == kind]
