"""The prompts: files beside the code, each with its version."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HEAD = re.compile(r"version: ([0-9]+)\n+")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model is told first, and the version of it; answers are remembered by version."""

    name: str
    version: int
    text: str


@cache
def load_prompt(name: str) -> Prompt:
    """Read a prompt, whose file begins with `version: N`.

    Raises:
        ValueError: its first line is no version.
    """
    written = (files("bot.narrator") / "prompts" / f"{name}.md").read_text(encoding="utf-8")
    head = _HEAD.match(written)
    if head is None:
        raise ValueError(f"prompts/{name}.md does not begin with a version. Write `version: 1` there.")
    return Prompt(name, int(head[1]), written[head.end() :].strip())
