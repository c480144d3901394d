"""The direction of imports: rules know nothing of the bot, the interview nothing of who shows or keeps it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OUTSIDE = {"telegram", "sqlalchemy", "aiosqlite", "openai", "httpx"}
SHELLS = {"bot.docs", "bot.narrator", "bot.reports", "bot.store", "bot.telegram", "bot.terminal", "bot.web"}
IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
print("\\n".join(sys.modules))
"""


def modules_loaded_by(package: str) -> set[str]:
    """Return what a fresh interpreter has loaded after importing a package with all its modules."""
    command = [sys.executable, "-c", IMPORT_ALL, package]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        pytest.param("rules", OUTSIDE | {"bot"}, id="rules"),
        pytest.param("bot.interview", OUTSIDE | SHELLS, id="bot.interview"),
        pytest.param("bot.telegram.views", OUTSIDE | SHELLS - {"bot.telegram"}, id="bot.telegram.views"),
    ],
)
def test_a_pure_package_loads_nothing_of_the_outside(package: str, forbidden: set[str]) -> None:
    loaded = modules_loaded_by(package)
    assert package in loaded
    assert loaded & forbidden == set()
