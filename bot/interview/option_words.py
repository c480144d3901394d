"""The words by which people name an option."""

from rules.options import OPTION_NAMES

_ALSO = {"functions": "lambda", "serverless": "lambda", "container": "containers"}


def option_in(words: str) -> str | None:
    """Find the option that words such as "functions" or "a monolith" name; None where they name none."""
    name = words.strip().casefold().removeprefix("aws ").removeprefix("a ")
    name = _ALSO.get(name, name)
    return name if name in OPTION_NAMES else None
