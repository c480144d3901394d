"""Commands that can be given at any question, in words or with a slash."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

CommandName: TypeAlias = Literal["dont_know", "why", "back", "skip", "on", "verdict", "answers", "help", "quit"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do, said in place of an answer."""

    name: CommandName


_ALSO: dict[str, CommandName] = {
    **dict.fromkeys(
        (
            "?", "dont know", "dontknow", "i dont know", "we dont know", "do not know", "i do not know",
            "we do not know", "dunno", "i dunno", "idk", "no idea", "i have no idea", "no clue", "unknown", "not known",
            "not sure", "im not sure", "i am not sure", "cant say", "hard to say",
        ),
        "dont_know",
    ),
    **dict.fromkeys(("why do you ask", "why is that asked"), "why"),
    **dict.fromkeys(("go back", "previous"), "back"),
    **dict.fromkeys(("skip it", "skip this", "skip this question", "pass", "next"), "skip"),
    **dict.fromkeys(("go on", "continue", "carry on", "resume", "go on with the questions"), "on"),
    **dict.fromkeys(("show the verdict", "show me the verdict"), "verdict"),
    **dict.fromkeys(("my answers", "show my answers"), "answers"),
    **dict.fromkeys(("help me",), "help"),
    **dict.fromkeys(("exit", "bye", "stop"), "quit"),
}  # fmt: skip
COMMANDS: dict[str, CommandName] = {**{name: name for name in get_args(CommandName)}, **_ALSO}
"""What may be typed, without its slash and its punctuation."""

_LONGEST = 60


def command_in(text: str) -> Command | None:
    """Find the command that a tidied text is, if it is one; `/verdict@SomeBot` is as good as `verdict`."""
    if len(text) > _LONGEST:
        return None
    words = text.casefold().replace("'", "").replace("_", " ").split("@")[0]
    words = re.sub(r"[^\w ]+", " ", words) if words.strip("? ") else "?"
    name = COMMANDS.get(" ".join(words.split()))
    return Command(name) if name else None
