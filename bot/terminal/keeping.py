"""Keeping the interview of this terminal in its file, and going on with it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console

from bot.interview.choices import read_flag
from bot.interview.numerals import Unreadable
from bot.interview.record import Record
from bot.store import Store, StoreError, claimed, open_store
from bot.terminal.view import tell
from rules.verdict import Verdict

CHAT = "terminal"
PIPED = "piped"
"""Lines that come from no person are kept apart: nobody is asked to go on with them."""
ELSEWHERE = "An interview is open in another terminal, and goes on there; this one begins anew."
"""Two that go on with the same one would each write their answers over the other's."""


class Keeper:
    """The store as a terminal needs it: one interview, kept after every answer.

    Where the file cannot be used the interview goes on, and says once that nothing is kept.
    """

    def __init__(
        self,
        runner: asyncio.Runner,
        store: Store | None,
        console: Console,
        now: Callable[[], datetime],
        is_alone: Callable[[], bool],
    ) -> None:
        self._runner, self._store, self._console, self._now = runner, store, console, now
        self._is_alone = is_alone
        self._assessment: int | None = None
        self._chat = CHAT

    def go_on(self, console: Console) -> Record:
        """Offer to go on with the last interview, also one that has its verdict; begin a new one otherwise."""
        if self._store is None:
            return Record()
        if not self._is_alone():
            tell(self._console, ELSEWHERE, indent=0)
            return self.begin()
        try:
            last = self._runner.run(self._store.latest(CHAT))
            record = self._runner.run(self._store.load(last.id)) if last else Record()
        except StoreError as error:
            self._give_up(error)
            return Record()
        if last and record.entries and _agrees(console, len(record.entries), last.finished_at is not None):
            self._assessment = last.id
            return record
        return self.begin()

    @property
    def goes_on(self) -> bool:
        """Whether there is something to go on with, another time."""
        return self._store is not None and self._assessment is not None

    def begin(self, chat: str = CHAT) -> Record:
        """Begin a new interview; it is written down with its first answer."""
        self._assessment, self._chat = None, chat
        return Record()

    def keep(self, record: Record) -> None:
        """Write the record down."""
        self._try(lambda store: self._keep(store, record))

    def finish(self, verdict: Verdict) -> None:
        """Write the verdict down and close the interview; what is changed in it later is kept in it as well."""
        if self._assessment is not None:
            text = verdict.model_dump_json(by_alias=True)
            assessment = self._assessment
            self._try(lambda store: self._runner.run(store.finish(assessment, text, self._now())))

    def _keep(self, store: Store, record: Record) -> None:
        if self._assessment is None:
            self._assessment = self._runner.run(store.start(self._chat, self._now()))
        self._runner.run(store.save(self._assessment, record))

    def _try(self, write: Callable[[Store], None]) -> None:
        if self._store is None:
            return
        try:
            write(self._store)
        except StoreError as error:
            self._give_up(error)

    def _give_up(self, error: StoreError) -> None:
        self._store = None
        self._console.print(f"From here on nothing is kept. {error}", soft_wrap=True, markup=False)


def _agrees(console: Console, answered: int, finished: bool) -> bool:
    """Ask until it is yes or no; nothing typed is yes, so that no interview is left by mistake."""
    how_far = f"{answered} answered" + (", with its verdict" if finished else "")
    while True:
        try:
            reply = console.input(f"Go on with your last interview ({how_far})? [y/n] ", markup=False)
            return not reply.strip() or read_flag(reply)
        except EOFError:
            return True
        except Unreadable:
            console.print("Please say yes or no.")


@contextmanager
def open_keeper(path: Path, console: Console, now: Callable[[], datetime]) -> Iterator[Keeper]:
    """Open the file for one interview, and close it after."""
    with asyncio.Runner() as runner, ExitStack() as until_the_end:
        store = None
        try:
            store = runner.run(open_store(path))
        except StoreError as error:
            console.print(f"Your answers are not kept. {error}", soft_wrap=True, markup=False)
        try:
            yield Keeper(runner, store, console, now, lambda: until_the_end.enter_context(claimed(path)))
        finally:
            if store is not None:
                runner.run(store.close())
