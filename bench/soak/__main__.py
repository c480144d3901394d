"""Soak the bot and the control that leaks, and write what they held: `python -m bench.soak`, or `make soak`."""

import argparse
import asyncio
import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

from bench.soak.driving import LEAKING, OURS, Plan, soak
from bench.soak.looking import ALLOWED, Look, growth, is_flat
from bench.soak.plot import plot
from rules.rulebook import Rulebook, load_rulebook

FOLDER = Path("docs/operations")
BOTS = {"the bot": OURS, "control: a connection per job": LEAKING}


def soak_both(plan: Plan, rulebook: Rulebook) -> dict[str, list[Look]]:
    """Soak the bot, then the control, with a line for each look."""
    found = {}
    for name, command in BOTS.items():
        print(name, flush=True)
        found[name] = asyncio.run(soak(plan, command, rulebook, lambda look: print(look, flush=True)))
    return found


def write(bots: Mapping[str, Sequence[Look]], folder: Path) -> None:
    """Write the looks as a table and as a plot."""
    with (folder / "soak.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["bot", *(each.name for each in fields(Look))])
        table.writerows([name, *asdict(look).values()] for name, looks in bots.items() for look in looks)
    last = next(iter(bots.values()))[-1]
    title = f"{last.runs:,} runs of hourly jobs and {last.steps:,} steps, faults on"
    (folder / "soak.svg").write_text(plot(bots, title), "utf-8")


def judge(bots: Mapping[str, Sequence[Look]]) -> list[str]:
    """Say what is wrong: the bot must hold no more at the end than in the middle, and the control must."""
    ours, control = bots.values()
    wrong = [f"{name} rose by {rise:g}" for name, rise in growth(ours).items() if rise > ALLOWED[name]]
    if ours[-1].failed:
        wrong.append(f"{ours[-1].failed} job runs failed")
    if is_flat(control):
        wrong.append("the control, which leaks, was not told from a bot that does not")
    return wrong


def main() -> None:
    """Run it, and fail where the bot is not flat."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000, help="of hourly jobs, at least")
    parser.add_argument("--steps", type=int, default=100_000, help="that people take, at least")
    parser.add_argument("--every", type=float, default=1.0, help="seconds from one round of the three jobs to the next")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the table and the plot are written")
    told = parser.parse_args()
    bots = soak_both(Plan(told.runs, told.steps, told.every), load_rulebook(date.today()))  # noqa: DTZ011
    write(bots, told.folder)
    wrong = judge(bots)
    print("\n".join(wrong) or "flat: nothing is held at the end that was not held in the middle")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
