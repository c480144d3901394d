"""An evaluation of a language model in the terminal: a line for each text while it runs, and the sums at the end."""

from collections.abc import Iterator, Mapping

from rich.console import Console

from bot.narrator.evaluation.report import Report, TaskSum, summed_up
from bot.narrator.evaluation.running import Evaluation, Outcome
from bot.narrator.evaluation.scoring import Tally
from bot.terminal.view.paper import QUIET, heading, say


async def show_evaluation(console: Console, evaluation: Evaluation) -> Report:
    """Run an evaluation, print what comes of it, and give the sums."""
    outcomes = []
    async for outcome in evaluation.run():
        outcomes.append(outcome)
        show_outcome(console, outcome)
    report = summed_up(outcomes)
    show_report(console, report)
    return report


def show_outcome(console: Console, outcome: Outcome) -> None:
    """Print what came of one text."""
    word = "ok" if outcome.is_right else outcome.why or "-"
    line = f"{word:10} {outcome.task:10} {outcome.name:42} {outcome.seconds:6.1f} s"
    console.print(line, soft_wrap=True, markup=False)
    if outcome.why is None:
        for lack in outcome.shortfalls:
            say(console, lack, indent=22)


def show_report(console: Console, report: Report) -> None:
    """Print the sums."""
    heading(console, "Accuracy per fact")
    _show_tallies(console, report.facts)
    _show_tallies(console, {"all facts": report.all_facts})
    heading(console, "Accuracy per language")
    _show_tallies(console, report.languages)
    heading(console, "Tasks")
    for task, total in report.tasks.items():
        for line in _of_task(total):
            say(console, line, first=f"{task:11}")
    heading(console, "Words of its own")
    grounded = "none were said" if report.grounded is None else f"{report.grounded:.0%}"
    say(console, f"grounded share: {grounded}")
    say(console, "That is the share of explanations and answers of which every word passed the checks.", style=QUIET)
    say(console, f"refusals: {report.refusals}")


def _show_tallies(console: Console, tallies: Mapping[str, Tally]) -> None:
    for name, tally in sorted(tallies.items()):
        counts = f"{tally.right:4} of {tally.expected:4}  wrong {tally.wrong:3}  missed {tally.missed:3}"
        line = f"{name:26} {tally.accuracy:5.0%} {counts}  extra {tally.extra:3}"
        console.print(line, soft_wrap=True, markup=False)


def _of_task(total: TaskSum) -> Iterator[str]:
    failures = (f"{count} {why}" for why, count in sorted(total.failures.items()))
    yield ", ".join((f"{total.right} of {total.texts} as expected", *failures))
    yield f"{total.usage.tokens_in:,} tokens in, {total.usage.tokens_out:,} out"
    yield f"median {total.times.median_seconds:.1f} s, p90 {total.times.p90_seconds:.1f} s"
