"""The page of licences: those of every package that is installed with this program, as the packages tell them."""

import re
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from bot.docs.markdown import page, plain, table

LOCK = "requirements.txt"
_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)(?:\[[a-z,]+\])?==[^\s;]+(?: ; (?P<where>.+?))? \\$", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "


def licences_page(lock: Path) -> str:
    """Write the page of the packages that a lock names.

    Args:
        lock: a requirements file with hashes, as `make lock` writes it.
    """
    return page(
        "# Licences",
        "The packages that run with this program, pinned in `requirements.txt`, and the licence that each states.",
        table(("package", "licence"), _rows(lock.read_text("utf-8"))),
    )


def _rows(lock: str) -> Iterator[tuple[str, str]]:
    # One that is pinned twice has another version for another Python.
    where = {pin["name"]: pin["where"] for pin in _PIN.finditer(lock)}
    for name, marker in sorted(where.items()):
        try:
            yield name, plain(_licence(metadata(name)))
        except PackageNotFoundError:
            yield name, f"only where `{marker}`"


def _licence(package: PackageMetadata) -> str:
    """Find the licence: as an expression, among the classifiers, or in words, whose first line names it."""
    classifiers: list[str] = package.get_all("Classifier") or []
    approved = [each.removeprefix(_CLASSIFIER) for each in classifiers if each.startswith(_CLASSIFIER)]
    expression, words = package.json.get("license_expression"), str(package.json.get("license") or "not stated")
    return str(expression or ", ".join(approved) or words.splitlines()[0])
