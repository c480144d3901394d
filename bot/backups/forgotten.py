"""What was forgotten since a copy was made: it must not come back with it.

For each thing that is forgotten there is an empty file, a tombstone, beside the copies. Its name holds a salted digest,
which tells nobody whom it is about, but is found again for a chat that a copy holds. It is kept as long as the copies
are, and as long as them alone.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.backups.names import moment_of, tombstone_of

SALT_BYTES, DIGEST_BYTES = 8, 16
MEANWHILE = timedelta(minutes=1)
"""A tombstone is written just before the deletion is: a copy may be made in between."""


def tombstone(forgotten: tuple[str, ...], now: datetime) -> str:
    """Name the tombstone of what is forgotten: a chat, or a chat and who began something there."""
    salt = secrets.token_hex(SALT_BYTES)
    return tombstone_of(now, salt, _digest(salt, forgotten))


def forgotten_since(made_at: datetime, tombstones: Iterable[str]) -> list[str]:
    """List the tombstones of what a copy may still hold."""
    dated = ((name, moment_of(name)) for name in tombstones)
    return sorted(name for name, moment in dated if moment is not None and moment >= made_at - MEANWHILE)


def named_by(tombstones: Iterable[str], held: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Find what tombstones are about, among all that a copy holds."""
    marks = [name.rsplit("-", 2)[1:] for name in tombstones]
    return (each for each in held if any(_digest(salt, each) == digest for salt, digest in marks))


def _digest(salt: str, forgotten: tuple[str, ...]) -> str:
    return hashlib.blake2b(" ".join(forgotten).encode(), key=salt.encode(), digest_size=DIGEST_BYTES).hexdigest()
