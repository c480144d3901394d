"""Every measurement in one run: `python -m bench`, or `--short` to see only that all of it works."""

import argparse
from datetime import date

from bench.brute import measure_question
from bench.interviews import measure_step
from bench.measuring import FULL, SHORT, Scale
from bench.oracle import measure_rules
from bench.verdicts import measure_verdict, measure_verdict_with_flips
from bot.garbage import none_made
from rules.rulebook import load_rulebook
from rules.scoring import Engine

DAY = date(2026, 11, 23)
"""A fixed day, so that prices that come or go later do not change what is measured."""
MEASUREMENTS = (measure_step, measure_verdict, measure_verdict_with_flips, measure_rules, measure_question)


def main() -> None:
    """Measure, and print each line as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--short", action="store_true", help="few repetitions: the figures say nothing")
    run(SHORT if parser.parse_args().short else FULL)


def run(scale: Scale) -> None:
    """Measure everything on the project's own rulebook, made ready as the served bot has it."""
    with none_made():
        engine = Engine(load_rulebook(DAY))
    print(f"{len(engine.rulebook.rules)} rules, {len(engine.rulebook.facts)} facts; medians", flush=True)
    for measure in MEASUREMENTS:
        print(measure(engine, scale), flush=True)


if __name__ == "__main__":
    main()
