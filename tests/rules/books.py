"""A small rulebook in a folder, to be broken by tests, and the project's own."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from rules.prices import HOME
from rules.problems import RulebookError
from rules.rulebook import Rulebook, load_rulebook

DAY = date(2026, 11, 23)

WORDS = """
topic = "scale"
label = "Thing"
question = "How much?"
why = "Because."
examples = ["1", "2"]
bad_answer = "Say it in another way."
effort = 1
measure = { how = "Ask.", minutes = 1 }
"""

FILES = {
    "facts/workload.toml": """kind = "choice"
[choices.web_app]
label = "a web application"
doubles = ["latency"]
[choices.batch]
label = "jobs"
[choices.iot]
label = "devices"
[prior]
source = "assumption"
weights = { web_app = 3, batch = 1 }
""",
    "facts/triggers.toml": """kind = "several"
most = 2
[choices.http]
label = "a request"
[choices.queue]
label = "a message"
[choices.none]
label = "nothing"
[prior]
source = "assumption"
given = "workload"
chance = { http = 0.8, queue = 0.2 }
[prior.by.batch]
chance = { queue = 0.5 }
""",
    "facts/gpu.toml": """kind = "flag"
[prior]
source = "assumption"
yes = 0.1
""",
    "facts/requests_per_month.toml": """kind = "number"
unit = "1/month"
min = 0
max = 1000000
[prior]
source = "assumption"
low = 1
mid = 10
high = 100
""",
    "facts/duration_ms.toml": """kind = "number"
unit = "ms"
[prior]
source = "assumption"
low = 1
mid = 10
high = 100
""",
    "facts/longest_job_minutes.toml": """kind = "number"
unit = "min"
min = 0
max = 1000
tick = { checklist = "limits", label = "A long job", above = 15 }
[prior]
source = "assumption"
low = 1
mid = 10
high = 100
""",
    "facts/engineers.toml": """kind = "count"
min = 1
max = 500
[prior]
source = "assumption"
low = 1
mid = 10
high = 100
""",
    "facts/idle_share.toml": """kind = "share"
[prior]
source = "assumption"
low = 0.1
mid = 0.2
high = 0.3
""",
    "book/scale/steady-load-favours-containers.toml": """kind = "reason"
because = "A load that never rests keeps a container busy."
criterion = "scale"
points = { containers = 2, lambda = -2 }
[when]
all = [
    { fact = "requests_per_month", at_least = 1000 },
    { fact = "workload", is = "web_app" },
]
[[sources]]
what = "A book"
url = "https://example.org/book"
date = 2026-06-01
[examples.fires]
requests_per_month = 1000
workload = "web_app"
[examples.silent]
requests_per_month = 999
workload = "web_app"
[examples.undecided]
workload = "web_app"
""",
    "book/limits/long-jobs-do-not-fit.toml": """kind = "gate"
because = "A function is stopped after 15 minutes."
blocks = ["lambda"]
when = { fact = "longest_job_minutes", above = "limit.minutes" }
[[sources]]
what = "Quotas"
url = "https://example.org/quotas"
date = 2026-06-01
value = "limit.minutes"
[examples]
fires = { longest_job_minutes = 16 }
silent = { longest_job_minutes = 15 }
undecided = { longest_job_minutes = { low = 10 } }
""",
    "prices/limits.toml": """["limit.minutes"]
what = "Longest run"
unit = "min"
review_by = 2027-05-23
[["limit.minutes".readings]]
valid_from = 2026-06-01
region = "everywhere"
source = "Quotas"
url = "https://example.org/quotas"
value = 15
""",
    "checklists/limits.toml": """label = "Limits"
question = "Which of these hold?"
why = "Each is rare."
effort = 1
""",
    "quantities.toml": """[concurrency]
label = "work under way"
product = ["requests_per_month", "duration_ms"]
factor = 0.001
[load_per_engineer]
label = "load for each engineer"
product = ["requests_per_month"]
over = ["engineers"]
""",
    "assumptions.toml": """[utilisation]
what = "how busy machines are"
low = 0.2
mid = 0.4
high = 0.6
""",
}

RULE = "book/scale/steady-load-favours-containers.toml"
GATE = "book/limits/long-jobs-do-not-fit.toml"


class Folder:
    """A folder of rulebook files that a test writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> None:
        """Write one file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> Self:
        """Replace a text that stands once in a file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        self.write(name, text.replace(old, new))
        return self

    def copy(self, name: str, to: str) -> Self:
        """Copy one file."""
        self.write(to, (self.folder / name).read_text(encoding="utf-8"))
        return self


class Book(Folder):
    """A rulebook folder that a test changes and loads, with folders laid over it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.over: list[Path] = []
        for name, text in FILES.items():
            self.write(name, WORDS + text if name.startswith("facts/") else text)

    def load(self, day: date = DAY, region: str = HOME) -> Rulebook:
        """Load the folder and those over it."""
        return load_rulebook(day, self.folder, region, self.over)

    def problems(self, day: date = DAY, region: str = HOME) -> list[str]:
        """Load the folder, and list what is wrong as it is shown; nothing, where nothing is wrong."""
        try:
            self.load(day, region)
        except RulebookError as error:
            return [str(problem) for problem in error.problems]
        return []

    def condition(self, text: str) -> list[str]:
        """List what is wrong after the reason's condition is replaced."""
        path = self.folder / RULE
        head, rest = FILES[RULE].split("[when]", 1)
        tail = rest.split("[[sources]]", 1)[1]
        path.write_text(f"{head}when = {text}\n[[sources]]{tail}", encoding="utf-8")
        return self.problems()


@cache
def house(region: str = HOME) -> Rulebook:
    """Load the project's own rulebook."""
    return load_rulebook(DAY, region=region)
