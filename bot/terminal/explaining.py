"""A verdict explained in the terminal: by the model, or in plain words with the reason why."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from rich.console import Console

from bot.narrator.completing import NoAnswer
from bot.narrator.explaining import Explained, explained, plain_explanation
from bot.terminal.model import complete_or_refuse
from rules.rulebook import Rulebook
from rules.verdict import Verdict

Explain: TypeAlias = Callable[[Verdict], Explained]
"""Explains a verdict; never raises."""


def plainly_explained(rulebook: Rulebook, without: NoAnswer) -> Explain:
    """Give what explains in plain words, for a reason."""
    return lambda verdict: Explained(plain_explanation(verdict, rulebook), without)


@contextmanager
def explainer(rulebook: Rulebook, console: Console, monotonic: Callable[[], float], language: str) -> Iterator[Explain]:
    """Give what explains verdicts, with the model that the environment describes where it describes one.

    Args:
        rulebook: what verdicts are made with.
        console: where is shown that something happens.
        monotonic: a clock that never goes back, in seconds.
        language: the primary tag of what a model is to write in.
    """
    complete = complete_or_refuse(monotonic)
    with asyncio.Runner() as runner:

        def explain(verdict: Verdict) -> Explained:
            with console.status("Explaining ..."):
                return runner.run(explained(complete, verdict, rulebook, language))

        yield explain
