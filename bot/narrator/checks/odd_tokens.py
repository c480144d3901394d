"""Odd tokens: words that mix letters with digits or dots, and are none of the verdict's."""

import re
from collections.abc import Iterator

from bot.narrator.checks.grounds import Grounds


def odd_tokens(text: str, grounds: Grounds) -> Iterator[str]:
    """Find words that mix letters with digits or dots and are none of the grounds'."""
    for token in re.findall(r"[^\W_][\w.+#/&-]*[\w+#]|[^\W_]", text):
        small = token.lower()
        if small in grounds.tokens or re.fullmatch(r"[\d.,:/–-]+", token):
            continue
        for part in re.split(r"[/–-]", small):
            if part not in grounds.tokens and _is_odd(part):
                yield token
                break


_QUANTITY = re.compile(
    r"[\d.,]+(?:k|m|b|bn|mn|x|ms|s|h|d|min|kb|mb|gb|tb|kib|mib|gib|vcpu|rps|th|st|nd|rd|er|e|º|ª|usd|eur)?",
    re.IGNORECASE,
)


def _is_odd(part: str) -> bool:
    mixed = any(each.isdigit() for each in part) and any(each.isalpha() for each in part)
    if mixed and not _QUANTITY.fullmatch(part) and not re.fullmatch(r"p\d{2}|v\d", part):
        return any(each.isascii() and each.isalpha() for each in part)
    return re.search(r"[^\W\d_]\.[^\W\d_]", part) is not None and part not in {
        "e.g",
        "i.e",
        "z.b",
        "d.h",
        "p.ex",
        "u.a",
        "u.s",
    }
