"""Markup, links and code: a text is plain sentences, and leads nowhere."""

import re
from collections.abc import Iterator

_DOT = r"(?:dot|punkt|point|punto|ponto|punt|точка|点|ドット)"
_ENDINGS = r"(?:com|org|net|io|dev|app|de|fr|es|it|info|xyz|me|co|ai|cloud|link|top|site|online|shop|ru|cn)"
_PATTERNS = {
    "a link": (
        r"\w+\s*:\s*//",
        r"(?<!\w)//\w",
        r"\bwww\b",
        r"\b(?:https?|ftp|javascript|data|mailto|tg|file|vbscript)\s*:",
        rf"\b{_DOT}\s+{_ENDINGS}\b(?!\s+[^\W\d_])",
        r"\bt\.me\b",
    ),
    "an address or a handle": (r"\S*@\S*", r"@\w+"),
    "a telephone number": (
        r"\+\s?\d[\d\s().-]{6,}\d",
        r"\b\d{3,4}-\d{3,4}-\d{3,4}\b",
        r"\(\d{2,4}\)\s?\d{2,}",
        r"\b00\d{6,}",
    ),
    "a command": (r"(?<!\S)/[A-Za-z]\w+",),
    "markup": (
        r"[*_`#\[\]{}\\|^]+\w*",
        r"</?\s*[A-Za-z!]\S*",
        r"(?m)^\s*(?:>|--)",
        r"~~",
        r"(?:[-.]+\s+){3,}",
        r"<(?!\s?[\d$])",
        r">(?!\s?[\d$])",
        r"&#?\w{2,8};",
        r"%[0-9A-Fa-f]{2}(?![\d.,]*\s)(?=\w|$)(?<=\D%..)",
    ),
    "code": (
        r"\w\((?!e?s\))",
        r"\$\s*\(",
        r"[=:-]>",
        r"(?<! )=|=(?! )",
        r"\S;\S",
        r"--\w",
        r"\b(?:SELECT|INSERT|DROP|DELETE|UPDATE)\s+(?:\w+\s+)?(?:FROM|INTO|TABLE|SET)\b",
        r"\b(?:eval|exec|system|alert|prompt|print|require|import)\s?\(",
        r"\w['’]?\s*\"\s*\w+\s*\"\s*:",
    ),
}
_COMPILED = {what: [re.compile(each) for each in patterns] for what, patterns in _PATTERNS.items()}
_FREE_FOR_PEOPLE = re.compile(r"[<>]\s?\d|[&_#*^=]|->")
"""What people type without meaning markup: "<5 a day", "R&D", "a_b"."""


def markup_in(text: str) -> Iterator[tuple[str, str]]:
    """Find what is no plain sentence: what it is, and how it is written."""
    for what, patterns in _COMPILED.items():
        for pattern in patterns:
            found = pattern.search(text)
            if found:
                yield what, found[0].strip()
                break


def links_in(text: str) -> Iterator[tuple[str, str]]:
    """Find markup, links and code in what a person wrote, who may also use signs freely."""
    return markup_in(_FREE_FOR_PEOPLE.sub(" ", text))
