"""The image's recipe, held against the code; that it builds and runs is tried by `make imagecheck`."""

import re
import tomllib
from pathlib import Path

from bot.container import USER
from bot.settings import ServeSettings

ROOT = Path(__file__).parents[1]
RECIPE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
FINAL = RECIPE[RECIPE.rindex("\nFROM ") :]


def values_of(instruction: str) -> dict[str, str]:
    """Give the values that an instruction of the final stage sets, by name."""
    lines = re.findall(rf"^{instruction} (.+)$", FINAL, re.MULTILINE)
    return {name: quoted or plain for line in lines for name, quoted, plain in _VALUE.findall(line)}


_VALUE = re.compile(r"(\S+?)=(?:\"([^\"]*)\"|(\S+))")


def test_it_runs_as_the_user_that_the_volume_is_handed_to() -> None:
    assert re.findall(r"^USER (\S+)$", FINAL, re.MULTILINE) == [f"{USER}:{USER}"]
    assert f"--uid {USER} " in RECIPE


def test_packages_are_installed_by_their_hashes_and_never_compiled() -> None:
    (install,) = re.findall(r"pip .* install .*", RECIPE)
    assert "--require-hashes" in install
    assert "--only-binary :all:" in install
    assert "--requirement /requirements.txt" in install


def test_every_stage_but_the_last_stands_on_one_python() -> None:
    bases = re.findall(r"^FROM (\S+)", RECIPE, re.MULTILINE)
    assert bases[-1] == "scratch"
    assert set(bases[:-1]) == {values_of("LABEL")["org.opencontainers.image.base.name"]}


def test_its_labels_say_what_the_project_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    labels = {name.rpartition(".")[2]: value for name, value in values_of("LABEL").items()}
    told = [labels[name] for name in ("title", "version", "description")]
    assert told == [project["name"], project["version"], project["description"]]


def test_what_it_presets_is_a_setting_and_the_database_lies_on_the_volume() -> None:
    presets = values_of("ENV")
    system = {name for name in presets if name in ("PATH", "LANG") or name.startswith(("PYTHON", "MALLOC_"))}
    assert {name.lower() for name in presets.keys() - system} - set(ServeSettings.model_fields) == set()
    (volume,) = re.findall(r"^VOLUME (\S+)$", FINAL, re.MULTILINE)
    assert Path(presets["DATABASE"]).is_relative_to(volume)
    assert re.findall(r"^EXPOSE (\d+)$", FINAL, re.MULTILINE) == [presets["PORT"]]


def test_it_is_made_of_the_two_packages_and_the_pins_alone() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert lines[lines.index("*") + 1 :][:3] == ["!bot/", "!rules/", "!requirements.txt"]
    copied = re.findall(r"^COPY (?!--from)(\S+) ", RECIPE, re.MULTILINE)
    assert {name.rstrip("/") for name in copied} == {"bot", "rules", "requirements.txt"}
