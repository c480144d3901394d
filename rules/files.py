"""Reading the TOML files of a rulebook folder."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from rules.problems import Problems, shown

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """One file: its stem is the id of what it holds, its name is what errors show.

    Attributes:
        path: where it lies.
        content: what it holds.
        entry: the table of it that stands for a file, or "".
        place: what errors show where the file's name alone would not do.
    """

    path: Path
    content: dict[str, Any] = field(hash=False)
    entry: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        """The file name that errors show."""
        return self.place or self.path.name

    @property
    def id(self) -> str:
        """The id that the file gives to its content."""
        return self.entry or self.path.stem

    @property
    def tables(self) -> tuple["TomlFile", ...]:
        """The tables of the file, each as if it were a file of that id; errors keep the file's name."""
        return tuple(TomlFile(self.path, table, name, self.place) for name, table in self.content.items())

    def parse(self, model: type[Model], problems: Problems, **extra: object) -> Model | None:
        """Validate the content as `model`, with the file's id and `extra` added; note mistakes and give None."""
        if not isinstance(self.content, dict):
            problems.add(self.name, self.entry, f"{shown(self.content)} is not a table.", f"Write [{self.entry}].")
            return None
        given = {"id": self.id, **extra}
        for key in (key for key in given if key in self.content):
            place = f"{self.entry}.{key}".strip(".")
            problems.add(self.name, place, f'is "{given[key]}" by the place where it stands.', "Leave it out.")
        try:
            return model.model_validate({**self.content, **given})
        except ValidationError as error:
            problems.add_invalid(self.name, error, self.entry, _keys(model) - given.keys())
            return None


def toml_files(folder: Path) -> list[Path]:
    """List every TOML file under a folder, in the order of their names."""
    return sorted(folder.rglob("*.toml"), key=lambda path: path.as_posix())


def read_folder(folder: Path, problems: Problems) -> list[TomlFile]:
    """Read every TOML file under a folder, in the order of their names."""
    files = (read_toml(path, problems) for path in toml_files(folder))
    return [file for file in files if file is not None]


def read_toml(path: Path, problems: Problems, place: str = "") -> TomlFile | None:
    """Read one TOML file; note a mistake and give None where it cannot be read."""
    called = place or path.name
    try:
        # Some editors begin a file with a mark of its encoding.
        return TomlFile(path, tomllib.loads(path.read_text(encoding="utf-8-sig")), place=place)
    except FileNotFoundError:
        problems.add(called, "", "no such file.", "Check the path.")
    except OSError as error:
        problems.add(called, "", f"cannot be read: {error.strerror}.", "Name a file that can be.")
    except UnicodeDecodeError as error:
        problems.add(called, "", f"is no text in UTF-8 (byte {error.start + 1}).", "Save it as UTF-8.")
    except (ValueError, RecursionError) as error:
        problems.add(called, "", f"cannot be read as TOML: {error}.", "Mend that line.")
    return None


def _keys(model: type[BaseModel]) -> set[str]:
    """List every key that a model and its parts know."""
    schema = model.model_json_schema()
    parts = (schema, *schema.get("$defs", {}).values())
    return {key for part in parts for key in part.get("properties", {})}
