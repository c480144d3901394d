"""Confirming what was read: the list of drafts as lines, and what may be typed in reply to it."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from rules.rulebook import Rulebook

from bot.interview.choices import NO_ELSEWHERE, YES_ELSEWHERE
from bot.interview.commands import Command, command_in
from bot.interview.drafts import confirm, drop
from bot.interview.editing import edited_fact
from bot.interview.guesses import guess_in
from bot.interview.record import Draft, Record
from bot.interview.saying import say
from bot.interview.sides import labelled
from bot.interview.tidying import listed, tidy
from bot.interview.turns import Turn

HOW = (
    'Is that right? "yes" takes all of it, "1, 3" only these, "not 2" all but that, "drop 2" leaves the rest for '
    'later, "{name} = ..." says one anew, and "no" drops all.'
)
TAKEN_FOR_NONE = "None of it is kept."

_LONGEST = 200
_ALL = YES_ELSEWHERE | frozenset(listed("yes y yep yeah ok okay all right correct sure confirm take"))
_NONE = NO_ELSEWHERE | frozenset(listed("no n nope none nothing wrong drop cancel"))
_IDLE = frozenset(listed("of them it that thats is these those everything all please"))
_LEAVE = r"(?:yes,?\s+)?(?:but\s+)?(?:not|no|all\s+but|all\s+except|everything\s+(?:but|except)|except|without)"
_FORMS = {
    "only": re.compile(r"(?:only|just|take|keep|yes,?)?\s*(?P<which>#?\d.*)"),
    "but": re.compile(rf"{_LEAVE}:?\s+(?P<which>.+)"),
    "drop": re.compile(r"(?:drop|remove|delete|forget)\s+(?P<which>.+)"),
}
_WHILE_LISTED = frozenset({"back", "on", "verdict", "answers", "help", "quit"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What is to become of drafts, by the names that their answers are changed by; the others wait on."""

    take: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


def draft_lines(rulebook: Rulebook, drafts: Sequence[Draft], words: Callable[[Draft], str]) -> tuple[str, ...]:
    """List drafts by number, a line each, with the words that they came from.

    Args:
        rulebook: the facts.
        drafts: what waits.
        words: gives the words to show beside a draft; nothing where they had better not be shown.
    """
    return tuple(
        f"{number}. {draft_label(rulebook, draft)}" + (f' ("{quote}")' if (quote := words(draft)) else "")
        for number, draft in enumerate(drafts, 1)
    )


def draft_label(rulebook: Rulebook, draft: Draft) -> str:
    """Say a draft, with its fact and side workload."""
    fact = rulebook.facts[draft.fact]
    return f"{labelled(rulebook, draft.subject, fact.label)}: {say(fact, draft.answer)}"


def how_to_reply(drafts: Sequence[Draft]) -> str:
    """Say what may be typed in reply to the list."""
    return HOW.format(name=drafts[0].name)


def take_reply(rulebook: Rulebook, record: Record, text: str) -> Turn | None:
    """Take what was typed while drafts are listed; None where it is no reply to them.

    Args:
        rulebook: the facts.
        record: all that was said so far, with the drafts that are listed.
        text: what was typed.
    """
    reply = read_reply(record.drafts, text)
    if reply is None:
        return None
    turn = confirm(rulebook, record, reply.take) if reply.take else Turn(record)
    for name in reply.leave:
        turn = Turn(drop(turn.record, name), turn.said)
    return turn if turn.said or turn.record.drafts else Turn(turn.record, (TAKEN_FOR_NONE,))


def may_wait(rulebook: Rulebook, text: str) -> bool:
    """Tell whether a text is a command or a change that does not speak of the list, and leaves it as it stands."""
    command = command_in(text)
    told = isinstance(command, Command) and command.name in _WHILE_LISTED
    return told or guess_in(text) is not None or edited_fact(rulebook, text) is not None


def read_reply(drafts: Sequence[Draft], text: str) -> Reply | None:
    """Read a reply such as "yes", "1, 3", "not 2", "drop 2" or "no"; None where it is something else."""
    plain = (tidy(text[:_LONGEST]) or "").casefold().strip(" .!/")
    names = [draft.name for draft in drafts]
    words = re.findall(r"[^\W\d_]+", plain.replace("'", ""))
    if words and re.fullmatch(r"[\w\s,']+", plain) and not re.search(r"\d", plain):
        if words[0] in _ALL and set(words[1:]) <= _IDLE | _ALL:
            return Reply(take=tuple(names))
        if words[0] in _NONE and set(words[1:]) <= _IDLE | _NONE:
            return Reply(leave=tuple(names))
    for form, pattern in _FORMS.items():
        match = pattern.fullmatch(plain)
        chosen = _chosen(names, match["which"]) if match else None
        if chosen is not None:
            return _reply(form, names, chosen)
    return None


def _reply(form: str, names: Sequence[str], chosen: Collection[str]) -> Reply:
    picked = tuple(name for name in names if name in chosen)
    others = tuple(name for name in names if name not in chosen)
    if form == "drop":
        return Reply(leave=picked)
    return Reply(picked, others) if form == "only" else Reply(others, picked)


def _chosen(names: Sequence[str], which: str) -> set[str] | None:
    """Find the drafts that are named by number or by name; None where one is not among them."""
    parts = [part for part in re.split(r"[\s,;&]+|\band\b", which) if part]
    chosen = {name for part in parts for name in _named(names, part)}
    return chosen if chosen and all(any(_named(names, part)) for part in parts) else None


def _named(names: Sequence[str], part: str) -> Iterator[str]:
    ends = re.fullmatch(r"#?(\d{1,3})\.?(?:-(\d{1,3})\.?)?", part)
    if ends is None:
        yield from (name for name in names if name == part)
    elif 1 <= int(ends[1]) <= int(ends[2] or ends[1]) <= len(names):
        yield from names[int(ends[1]) - 1 : int(ends[2] or ends[1])]
