"""What to do about the best option, given what stands today: build, move, stay or regroup."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rules.averages import share
from rules.columns import Bools, Codes
from rules.cost_points import bill_hurts
from rules.costs.people import running_days
from rules.migration import Migration, current_option, knows_what_runs, migrate_to_winner
from rules.option_verdicts import likeliest_variant
from rules.options import OPTION_NAMES, VARIANTS
from rules.picking import pick, pick_variant
from rules.scoring import Engine, Scores
from rules.winning import NOBODY, TIE, shares_of

ACTIONS = ("build", "move", "stay", "regroup")
BUILD, MOVE, STAY, REGROUP = range(len(ACTIONS))
CURED = 1.5
"""Points by which another option must be better in a criterion that a pain names, to cure it."""


@dataclass(frozen=True, eq=False)
class Actions:
    """The action of every world, and why it is not simply a move.

    Attributes:
        action: index into `ACTIONS`.
        blocked_today: where a gate blocks what runs.
        cures: where the winner cures a pain that is not money.
        pays_back: where the move earns its salaries back within the horizon.
        cheaper: where the bill hurts, and the same option on another platform pays back.
        eases: where operating hurts, and the winner takes more of it off the team than the move takes.
        advised: where a rule advises to stay, to regroup or to move, by rule id.
    """

    action: Codes
    blocked_today: Bools
    cures: Bools
    pays_back: Bools
    cheaper: Bools
    eases: Bools
    advised: dict[str, Bools]

    def share(self, action: int) -> float:
        """Give the share of worlds with an action."""
        return share(self.action == action)


def choose_actions(engine: Engine, scores: Scores, horizon_months: float) -> Actions:
    """Choose the action of every world.

    A move must earn its salaries back within the horizon, unless a gate blocks what runs today or it cures a pain that
    is not money; where nobody knows what today costs, nothing is known to be earned back. A rule that advises to stay
    comes before a move; one that advises to regroup comes before a move that is made for money alone; one that advises
    to move makes leaving worth it whatever it saves, to the same option even, and so does another platform that takes
    enough work off a team that suffers from operating, that cures another pain, or that pays back where the bill hurts.
    """
    current = current_option(scores)
    running = scores.today.running
    blocked = running & pick(scores.blocked, scores.today.current)
    move = migrate_to_winner(scores, horizon_months)
    pays_back = (move.months <= horizon_months) & (not scores.today.costs_unknown)
    advised = {rule: fires & running for rule, fires in engine.advice(scores).items()}
    stay, regroup, leave = (_advised(engine, advised, word, scores.load.size) for word in ("stay", "regroup", "move"))
    eases = _eases_operating(scores, move, horizon_months)
    cured = _cures(scores, current)
    cures = cured | eases | leave
    away = scores.best != scores.today.current
    cheaper = bill_hurts(scores.load) & pays_back & away & (scores.winner == current) & _on_one_platform(scores)
    better_there = (eases | cured & _on_one_platform(scores)) & away
    elsewhere = (scores.winner != current) | leave | better_there | cheaper
    moves = elsewhere & (pays_back | cures) & ~stay & (cures | ~regroup)
    moves = (moves | blocked) & (scores.winner != NOBODY)
    action = np.where(moves, MOVE, np.where(regroup & ~stay, REGROUP, STAY))
    return Actions(np.where(running, action, BUILD), blocked, cures, pays_back, cheaper, eases, advised)


def _on_one_platform(scores: Scores) -> Bools:
    """Tell where all of the system runs on one platform: of several, what would leave which is not known."""
    return ~scores.load.is_("current_platform", "mixed")


def _advised(engine: Engine, advised: dict[str, Bools], word: str, size: int) -> Bools:
    result = np.zeros(size, dtype=bool)
    for rule, fires in advised.items():
        if engine.rulebook.rule(rule).file.advises == word:
            result |= fires
    return result


def _cures(scores: Scores, current: Codes) -> Bools:
    """Find where the winner is clearly better in a criterion, other than money, that a pain or the goal names."""
    cured = np.zeros(scores.load.size, dtype=bool)
    for criterion, total in scores.criteria.items():
        named = scores.weights[criterion] > 1
        if named.any():
            better = total.picked(scores.best) - total.picked(scores.today.current) >= CURED
            cured |= better & named
    return cured & (current >= 0)


def _eases_operating(scores: Scores, move: Migration, horizon_months: float) -> Bools:
    """Find where operating hurts, and the winner saves more engineers' days within the horizon than the move takes."""
    days = {variant: running_days(scores.load, variant) for variant in VARIANTS}
    saved = scores.today.pick(days) - pick_variant(days, scores.best)
    return scores.load.has("pains", "ops_burden") & (saved * horizon_months >= move.days)


def headline_action(actions: Actions, scores: Scores) -> tuple[int, int, float]:
    """Choose the headline: its action, the option it leads to, and the share of worlds that agree.

    Moving or not is settled first, by the larger share; then where to, or whether to regroup. Where most moves lead to
    another option than the one that clearly wins most worlds, the advice would contradict the verdict: there it is to
    move to that one, or to keep what runs, as most of the worlds do in which it wins. Where it is not known what runs,
    to stay or to move would name what is only guessed: there the best option comes first, too.
    """
    if not knows_what_runs(scores):
        return _best_first(actions, scores)
    if actions.share(BUILD) >= 0.5:
        return _to_most_frequent(BUILD, actions.action == BUILD, scores.winner)
    keeping = (actions.action == STAY) | (actions.action == REGROUP)
    moved = _moved(actions, scores) if share(actions.action == MOVE) > share(keeping) else None
    if moved is not None:
        return moved
    action = STAY if actions.share(STAY) >= actions.share(REGROUP) else REGROUP
    _, to, _ = _to_most_frequent(action, keeping, current_option(scores))
    return action, to, share(keeping)


def variant_moved_to(actions: Actions, scores: Scores, option: str) -> str:
    """Name the variant that an option runs as in most of the worlds that move to it.

    Where other worlds keep the option, and what it runs on, that is another than its likeliest.
    """
    at = OPTION_NAMES.index(option)
    going = (actions.action == MOVE) & (scores.winner == at)
    if not going.any():
        return likeliest_variant(scores, option)
    return VARIANTS[int(np.bincount(scores.best_variant[at][going]).argmax())]


def _moved(actions: Actions, scores: Scores) -> tuple[int, int, float] | None:
    """Choose where to move; None where the option that wins most worlds is mostly kept in these.

    What runs today need not win clearly for that: nobody leaves the best for what is about as good.
    """
    moving = actions.action == MOVE
    moved = _where_most_move(moving, scores)
    action, best, won = _best_first(actions, scores)
    behind = won - share(scores.winner == moved[1])
    stays_best = share(current_option(scores) == best) >= 0.5
    if moved[1] == best or behind <= 0 or (behind < TIE and not stays_best):
        return moved
    return (MOVE, best, share(moving & (scores.winner == best))) if action == MOVE else None


def _where_most_move(moving: Bools, scores: Scores) -> tuple[int, int, float]:
    """Choose where most move; of destinations that are about as frequent, the option that wins most worlds at all."""
    going = shares_of(np.where(moving, scores.winner, NOBODY))
    about_as_many = going > going.max() - TIE
    to = int(np.where(about_as_many & (going > 0), scores.shares(), -1.0).argmax())
    return (MOVE, to, float(going[to])) if going[to] > 0 else (MOVE, NOBODY, 0.0)


def _best_first(actions: Actions, scores: Scores) -> tuple[int, int, float]:
    """Choose the option that wins most worlds, and then what most of these do."""
    _, to, sure = _to_most_frequent(BUILD, scores.winner != NOBODY, scores.winner)
    action = int(np.bincount(actions.action[scores.winner == to]).argmax()) if to != NOBODY else STAY
    return action, to, sure


def _to_most_frequent(action: int, where: Bools, options: Codes) -> tuple[int, int, float]:
    counts = np.bincount(options[where] + 1, minlength=len(OPTION_NAMES) + 1)[1:]
    to = int(counts.argmax()) if counts.any() else NOBODY
    return action, to, float(counts.max() / len(options)) if counts.any() else 0.0
