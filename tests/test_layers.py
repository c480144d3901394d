"""What is imported: rules know nothing of the bot, the interview nothing of its shells, a start nothing to spare."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OUTSIDE = {"telegram", "sqlalchemy", "aiosqlite", "openai", "httpx", "prometheus_client"}
SHELLS = {
    "bot.backups",
    "bot.docs",
    "bot.metrics",
    "bot.narrator",
    "bot.reports",
    "bot.store",
    "bot.telegram",
    "bot.terminal",
    "bot.web",
}
SPARED = {"alembic", "openai", "pint", "bot.docs", "bot.terminal.keeping"}
"""What takes long to import, and is needed later, seldom, or by another way to start."""
IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
print("\\n".join(sys.modules))
"""


IMPORT_COMMANDS = """
import importlib, sys
from bot.__main__ import COMMANDS
for name, (module, _) in COMMANDS.items():
    if name not in {"chat", "serve"}:
        importlib.import_module(module)
print("\\n".join(sys.modules))
"""
IMPORT_SERVED = "import sys, bot.__main__, bot.commands.serve, bot.serving; print('\\n'.join(sys.modules))"
DRAWS = {"rich", "pygments"}
"""What is for whoever sits before a terminal."""


def modules_loaded_by(code: str, *arguments: str) -> set[str]:
    """Return what a fresh interpreter has loaded after running code that prints it."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        pytest.param("rules", OUTSIDE | {"bot"}, id="rules"),
        pytest.param("bot.interview", OUTSIDE | SHELLS, id="bot.interview"),
        pytest.param("bot.words", OUTSIDE | SHELLS, id="bot.words"),
        pytest.param("bot.telegram.views", OUTSIDE | SHELLS - {"bot.telegram"}, id="bot.telegram.views"),
    ],
)
def test_a_pure_package_loads_nothing_of_the_outside(package: str, forbidden: set[str]) -> None:
    loaded = modules_loaded_by(IMPORT_ALL, package)
    assert package in loaded
    assert loaded & forbidden == set()


def test_a_bot_that_polls_starts_without_what_it_can_spare() -> None:
    loaded = modules_loaded_by(IMPORT_SERVED)
    assert "bot.serving" in loaded
    assert loaded & (SPARED | DRAWS) == set()


def test_a_command_that_keeps_nothing_starts_without_a_database_and_without_telegram() -> None:
    loaded = modules_loaded_by(IMPORT_COMMANDS)
    assert {"bot.commands.verdicts", "bot.backups.command"} <= loaded
    assert loaded & (SPARED | OUTSIDE) == set()
