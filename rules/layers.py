"""Rulebook folders, read one by one before they are laid over each other."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rules.files import TomlFile, read_toml, toml_files
from rules.problems import Problems, did_you_mean

FOLDERS = ("facts", "book", "prices", "checklists")
TABLES = ("quantities.toml", "assumptions.toml")
UNREAD = "cases"
"""Published decisions may lie in a rulebook folder; they are a check on it and no part of it."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one rulebook folder holds.

    Attributes:
        name: how verdicts and mistakes call it.
        folder: where it lies.
        facts: a file for each fact, whole or only some words of it.
        book: a file for each rule.
        prices: a table for each price or limit.
        checklists: a file for each checklist.
        quantities: a table for each derived quantity.
        assumptions: a table for each assumption.
        fact_ids: the facts that have a file, also one that cannot be read.
    """

    name: str
    folder: Path
    facts: tuple[TomlFile, ...]
    book: tuple[TomlFile, ...]
    prices: tuple[TomlFile, ...]
    checklists: tuple[TomlFile, ...]
    quantities: tuple[TomlFile, ...]
    assumptions: tuple[TomlFile, ...]
    fact_ids: frozenset[str]

    @property
    def parts(self) -> dict[str, tuple[TomlFile, ...]]:
        """What it holds, by kind."""
        return {
            "fact": self.facts,
            "rule": self.book,
            "price or limit": self.prices,
            "checklist": self.checklists,
            "quantity": self.quantities,
            "assumption": self.assumptions,
        }


def read_layers(folders: Sequence[tuple[str, Path]], problems: Problems) -> list[Layer]:
    """Read rulebook folders, the lowest first, which alone has to be whole; of several, mistakes name theirs.

    Args:
        folders: each with its name.
        problems: where mistakes are noted.
    """
    layers: dict[str, Layer] = {}
    for name, folder in folders:
        if name in layers:
            problems.add(str(folder), "", f'a rulebook "{name}" is there already.', "Rename one of the folders.")
            continue
        if layers:
            _check_folder(folder, name, problems)
        prefix = f"{name}/" if len(folders) > 1 else ""
        layers[name] = _Reader(folder, prefix, whole=not layers, problems=problems).layer(name)
    return list(layers.values())


def fingerprint(folder: Path) -> str:
    """Digest what a rulebook folder holds: 12 hexadecimal digits that change with any of its words."""
    digest = hashlib.sha256()
    for path in _files_of(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _files_of(folder: Path) -> Iterator[Path]:
    """List the files that count, in an order that does not hang on where the folder lies."""
    for part in sorted((*FOLDERS, *TABLES)):
        yield from [folder / part] if (folder / part).is_file() else toml_files(folder / part)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one folder: `prefix` stands before the names of its files, and `whole` says that none may be missing."""

    folder: Path
    prefix: str
    whole: bool
    problems: Problems

    def layer(self, name: str) -> Layer:
        return Layer(
            name=name,
            folder=self.folder,
            facts=self._unique(self._files("facts")),
            book=self._unique(self._files("book")),
            prices=self._unique(self._tables("prices")),
            checklists=self._unique(self._files("checklists")),
            quantities=self._unique(self._tables("quantities.toml")),
            assumptions=self._unique(self._tables("assumptions.toml")),
            fact_ids=frozenset(path.stem for path in toml_files(self.folder / "facts")),
        )

    def _files(self, part: str) -> Iterator[TomlFile]:
        path = self.folder / part
        single = part in TABLES and (self.whole or path.exists())
        for each in [path] if single else toml_files(path):
            place = f"{self.prefix}{each.relative_to(self.folder).as_posix()}" if self.prefix else ""
            file = read_toml(each, self.problems, place)
            if file is not None:
                yield file

    def _tables(self, part: str) -> Iterator[TomlFile]:
        return (table for file in self._files(part) for table in file.tables)

    def _unique(self, files: Iterable[TomlFile]) -> tuple[TomlFile, ...]:
        """Refuse two files or tables of one id, and keep the first."""
        seen: dict[str, TomlFile] = {}
        for file in files:
            first = seen.setdefault(file.id, file)
            if first is not file and file.entry:
                self.problems.add(file.name, file.id, f"the id is taken by {first.name}.", "Rename one of them.")
            elif first is not file:
                taken = f'the id "{file.id}" is taken by {_place(first)}.'
                self.problems.add(_place(file), "", taken, "Rename one of them.")
        return tuple(seen.values())


def _place(file: TomlFile) -> str:
    """Name a file with the folder it lies in."""
    return file.place or f"{file.path.parent.name}/{file.name}"


def _check_folder(folder: Path, name: str, problems: Problems) -> None:
    """Refuse a folder that is not there or holds nothing, and a file in it that nothing would ever read."""
    if not folder.is_dir():
        problems.add(str(folder), "", "no such folder.", "Check --rulebook, or RULEBOOK in the environment.")
        return
    parts, read = (*FOLDERS, *TABLES), set(_files_of(folder))
    strays = [path.relative_to(folder) for path in toml_files(folder) if path not in read]
    strays = [place for place in strays if place.parts[0] != UNREAD and not place.parts[0].startswith(".")]
    for place in strays:
        problems.add(f"{name}/{place.as_posix()}", "", "nothing reads this file.", did_you_mean(place.parts[0], parts))
    if not read and not strays:
        problems.add(str(folder), "", "no rulebook files are in it.", f"It may hold {', '.join(parts)}.")
