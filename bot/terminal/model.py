"""The language model as the terminal uses it, one call after another."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from bot.environment import SettingsError
from bot.narrator.completing import Complete
from bot.narrator.reading import Found, read_text
from bot.narrator.settings import complete_from_environment
from bot.terminal.options import refuse
from bot.terminal.reading import Read
from rules.rulebook import Rulebook


def complete_or_refuse(monotonic: Callable[[], float]) -> Complete | None:
    """Make what asks the model that the environment describes, or exit where that cannot be read."""
    try:
        return complete_from_environment(monotonic)
    except SettingsError as error:
        refuse(*error.problems)


@contextmanager
def reader(rulebook: Rulebook, console: Console, monotonic: Callable[[], float]) -> Iterator[Read | None]:
    """Give what reads texts with the model that the environment describes; None where it describes none.

    Args:
        rulebook: the facts.
        console: where is shown that something happens.
        monotonic: a clock that never goes back, in seconds.
    """
    complete = complete_or_refuse(monotonic)
    if complete is None:
        yield None
        return
    with asyncio.Runner() as runner:

        def read(text: str, asked: str | None) -> Found:
            with console.status("Reading ..."):
                return runner.run(read_text(complete, rulebook, text, asked))

        yield read
