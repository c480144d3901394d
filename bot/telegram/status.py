"""How the bot is doing, for those who run it; nobody else learns that it can be asked."""

import resource
import sys
from pathlib import Path

from bot.store import Book, Used
from bot.telegram.commands import Said
from bot.telegram.effects import Effect, Office, notice
from bot.telegram.html import escape
from bot.telegram.views.pieces import section

COMMAND = "status"
_RESIDENT = Path("/proc/self/statm")


async def status(office: Office, said: Said) -> Effect:
    """Give figures of the process."""
    today = office.now().date()

    async def work(book: Book) -> tuple[int, Used]:
        # The question itself is among what waits.
        return len(await book.inbox.waiting()) - 1, await book.usage.on(today)

    waiting, used = await office.store.transact(work)
    books = await office.think(lambda advisor: dict(advisor.rulebook.books))
    lines = [
        f"• updates handled since the start: {office.work.updates:,}; waiting: {waiting:,}",
        f"• memory: {resident_bytes() / 1e6:.0f} MB",
        f"• last backup: {await _last_backup(office)}",
        *(f"• rulebook {name}: {fingerprint[:12]}" for name, fingerprint in books.items()),
        f"• language model today: {used.calls:,} calls, {used.tokens:,} tokens",
    ]
    return notice(said.chat, section("How I am doing", [escape(line) for line in lines]))


async def _last_backup(office: Office) -> str:
    if office.backups is None:
        return "none are made"
    made_at = await office.backups.last_made()
    return "none yet" if made_at is None else f"{made_at:%Y-%m-%d %H:%M} UTC"


def resident_bytes() -> int:
    """Measure the memory of this process; the most it ever had where the system does not tell the present."""
    if _RESIDENT.exists():
        return int(_RESIDENT.read_text("ascii").split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
