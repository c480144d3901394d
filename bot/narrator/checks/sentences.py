"""Sentences: how a text falls into them, and which speak of years."""

import re

_END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[^\W\d_]|[\d$\"'“„«(¿¡])|(?<=[。！？।؟])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|ca|vs|z\.\s?B|d\.\s?h|bzw|inkl|Mio|Mrd|Tsd|p\.\s?ex|St|u\.\s?a)\.)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b(?:no|nr)\.$", re.IGNORECASE)

YEARS = re.compile(
    r"\b(?:years?|yearly|annual\w*|annum|jahr\w*|jährlich\w*|ans?|années?|annuel\w*|años?|anual\w*|ann[oi]|anos?|jaar\w*|"
    r"(?:twelve|12|zwölf|douze|doce|dodici|doze|twaalf)\s+(?:months|Monaten?|mois|meses|mesi|maanden)|"
    r"год\w*|лет|rok\w*|lat|år\w*)\b|年|연간|سنة|سنوي",
    re.IGNORECASE,
)


def sentences_of(text: str) -> list[str]:
    """Cut a text at the ends of its sentences and lines."""
    sentences: list[str] = []
    for piece in filter(None, (piece.strip() for piece in _END.split(text))):
        if sentences and _goes_on(sentences[-1], piece):
            sentences[-1] += f" {piece}"
        else:
            sentences.append(piece)
    return sentences


def thoughts_of(text: str) -> list[str]:
    """Give the sentences of a text, a question and what follows it as one: it says what the answer is about."""
    thoughts: list[str] = []
    for sentence in sentences_of(text):
        if thoughts and asks(thoughts[-1]):
            thoughts[-1] += f" {sentence}"
        else:
            thoughts.append(sentence)
    return thoughts


def asks(sentence: str) -> bool:
    """Tell a question."""
    return sentence.rstrip("\"'”’»)").endswith(("?", "？", "؟"))


def _goes_on(sentence: str, piece: str) -> bool:
    """Tell an abbreviation from an end; "no." is one only before a number."""
    return bool(_ABBREVIATION.search(sentence) or (_NUMBER.search(sentence) and piece[0].isdigit()))
