"""The wheel: it installs away from the checkout, brings its data, and starts there."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = {".toml", ".md", ".txt", ".jsonl"}


def run(*command: str | Path, folder: Path) -> str:
    """Run a command away from the checkout and return what it prints."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def install_offline(wheel: Path, environment: Path) -> Path:
    """Install a wheel into a new environment that sees the packages of this one, and return its programs' folder."""
    run(
        sys.executable,
        "-m",
        "uv",
        "venv",
        "--quiet",
        "--python",
        sys.executable,
        environment,
        folder=environment.parent,
    )
    programs = Path(sysconfig.get_path("scripts", "venv", {"base": str(environment)}))
    python = programs / "python"
    install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--offline", "--no-index", "--no-deps"]
    run(*install, "--python", python, wheel, folder=environment.parent)
    # Lines of .pth files in that folder are not followed, so the checkout itself stays out of sight.
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(environment)}))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return programs


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it."""
    folder = tmp_path_factory.mktemp("packaging")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    (wheel,) = folder.glob("*.whl")
    return install_offline(wheel, folder / "environment")


@pytest.fixture
def installed(programs: Path, tmp_path: Path) -> Path:
    """Return the folder into which the packages were installed."""
    code = "import pathlib, rules; print(pathlib.Path(rules.__file__).parents[1])"
    return Path(run(programs / "python", "-c", code, folder=tmp_path).strip())


def data_files(root: Path) -> set[str]:
    """List the data files of both packages, relative to where these lie."""
    found = {path for package in ("bot", "rules") for path in (root / package).rglob("*") if path.suffix in DATA}
    return {path.relative_to(root).as_posix() for path in found if path.name != "ruff.toml"}


def test_the_packages_are_loaded_from_the_wheel(installed: Path) -> None:
    assert not installed.is_relative_to(ROOT)


def test_the_wheel_brings_every_data_file(installed: Path) -> None:
    assert data_files(installed) == data_files(ROOT)


def test_the_wheel_brings_nothing_but_the_two_packages(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if not path.name.startswith("_")}
    assert names == {"architecture_advisor-0.1.0.dist-info", "borrowed.pth", "bot", "rules"}


def test_the_installed_bot_starts_in_an_empty_folder(programs: Path, tmp_path: Path) -> None:
    assert "Usage" in run(programs / "python", "-m", "bot", "--help", folder=tmp_path)


def test_the_installed_command_starts_in_an_empty_folder(programs: Path, tmp_path: Path) -> None:
    assert "Usage" in run(programs / "advisor", "--help", folder=tmp_path)
