"""Texts that try to make a language model do something else, and honest ones that look like them.

`data/injections.jsonl` holds each with its source and licence.
"""

import json
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "injections.jsonl"
_EACH = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]
ATTACKS: tuple[str, ...] = tuple(each["text"] for each in _EACH if each["kind"] == "injection")
BENIGN: tuple[str, ...] = tuple(each["text"] for each in _EACH if each["kind"] == "benign")
