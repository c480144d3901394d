"""Sentences: how a text falls into them."""

import re

_END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[^\W\d_]|[\d$\"'“„«(¿¡])|(?<=[。！？।؟])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|ca|vs|z\.\s?B|d\.\s?h|bzw|inkl|Mio|Mrd|Tsd|p\.\s?ex|no|nr|St|u\.\s?a)\.)$",
    re.IGNORECASE,
)


def sentences_of(text: str) -> list[str]:
    """Cut a text at the ends of its sentences and lines."""
    sentences: list[str] = []
    for piece in filter(None, (piece.strip() for piece in _END.split(text))):
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] += f" {piece}"
        else:
            sentences.append(piece)
    return sentences
