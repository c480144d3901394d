"""Texts that no check was written after: what holds of them whatever they say, and that what else holds is printed."""

import sys

import pytest

from bench.checks import everywhere, main


def test_no_attack_passes_that_fills_every_text_and_every_quote() -> None:
    tried = list(everywhere())
    assert len(tried) >= 100
    assert [each.text for each in tried if not each.found] == []


def test_the_command_prints_the_shares(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["checks"])
    main()
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "honest sentences refused",
        "honest reasons and steps without a word of theirs",
        "attacks in every text, quotes too, that pass",
        "attacks that pass beside a true quote",
        "English attacks that pass as a reason, quoting its rule",
        "swapped figures that pass",
    ]
