"""Which buttons stand under which card."""

from collections.abc import Callable, Mapping, Sequence

from bot.interview.advisor import Advisor
from bot.interview.questions import Question
from bot.interview.saying import say
from bot.telegram.asking import asked_on
from bot.telegram.buttons import Button, Keyboard
from bot.telegram.lists import answered, strongest_reasons, values_to_try, worth_trying
from bot.telegram.looking import MONTHS
from bot.telegram.sitting import Sitting
from bot.words.names import OPTIONS, capital
from rules.options import OPTION_NAMES
from rules.subjects import subject_and_fact

SHORT = 16
"""Letters of a label that leave room for a second button beside it."""
ACROSS = 6
"""Buttons of two letters in a row."""
PAGE = 12
"""Answers on one page of the list."""
BACK_TO_WHAT_IF = Button("‹ What if…", "whatif")
BACK_TO_VERDICT = Button("‹ Verdict", "verdict")
GO_ON = Button("Go on with the questions", "on", style="primary")
KEEP = (Button("Keep this change", "keep"),)


def keyboard(advisor: Advisor, sitting: Sitting) -> Keyboard:
    """Give the buttons of a card."""
    return _KEYBOARDS[sitting.view.shows](advisor, sitting)


def _question(advisor: Advisor, sitting: Sitting) -> Keyboard:
    view, put = sitting.view, asked_on(advisor, sitting.view)
    rows = [*_choices(advisor, sitting, put)]
    if put.multiple:
        rows.append((Button("Done", "done", style="primary") if view.ticked else Button("None of these", "done"),))
    # As with ticks, a second tap does not take the first one back.
    why = Button("Hide why", "hide_why") if view.why_open else Button("Why?", "why")
    rows.append((Button("Don't know", "dont_know"), why))
    if view.shows == "change":
        return (*rows, (Button("‹ Answers", "answers"),))
    back = (Button("‹ Back", "back"),) if view.answered else ()
    return (*rows, (*back, Button("Verdict now", "verdict", style="success" if view.answered > 2 else None)))


def _choices(advisor: Advisor, sitting: Sitting, put: Question) -> Sequence[tuple[Button, ...]]:
    fact = advisor.rulebook.facts.get(put.id)
    if fact is not None and fact.kind == "flag":
        return [(Button("Yes", "pick", "0"), Button("No", "pick", "1"))]
    box = _box if put.multiple else _no_box
    return in_rows([box(f"{at + 1}. {capital(label)}", at, sitting) for at, (_, label) in enumerate(put.choices)])


def _box(label: str, place: int, sitting: Sitting) -> Button:
    # The button says what it is tapped for, so that a second tap does not take the first one back.
    if place in sitting.view.ticked:
        return Button(f"☑ {label}", "untick", str(place))
    return Button(f"☐ {label}", "tick", str(place))


def _no_box(label: str, place: int, _sitting: Sitting) -> Button:
    return Button(label, "pick", str(place))


def in_rows(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    """Set short buttons in pairs, and long ones alone."""
    wide = max((len(button.label) for button in buttons), default=0)
    return batched(buttons, 2 if wide <= SHORT else 1)


def _verdict(_advisor: Advisor, sitting: Sitting) -> Keyboard:
    on = () if sitting.finished else ((GO_ON,),)
    return (
        *on,
        (Button("Why", "why"), Button("Costs", "costs"), Button("What if…", "whatif")),
        (Button("Explain it to me", "explain"),),
        (Button("Everything, with the plan", "report"),),
        (Button("Change an answer", "answers"), Button("Remind me", "remind")),
        (Button("Start another", "again"),),
    )


def _ways_out(sitting: Sitting) -> tuple[Button, ...]:
    """Lead on to the questions that are left, and to the verdict where it has been seen: unseen, it steers answers."""
    on = () if sitting.finished else (GO_ON,)
    return (*on, BACK_TO_VERDICT) if sitting.is_judged else on


def _costs(_advisor: Advisor, sitting: Sitting) -> Keyboard:
    others = tuple(Button(capital(OPTIONS[name]), "costs", name) for name in OPTION_NAMES if name != sitting.view.name)
    return (others, _ways_out(sitting))


def _reasons(advisor: Advisor, sitting: Sitting) -> Keyboard:
    reasons = strongest_reasons(sitting.verdict(advisor))
    named = [(Button(reason.rule.replace("-", " "), "rule", str(at)),) for at, reason in enumerate(reasons)]
    return (*named, _ways_out(sitting))


def _found(_advisor: Advisor, sitting: Sitting) -> Keyboard:
    drafts = list(enumerate(sitting.record.drafts, start=1))
    wrong = [Button(f"✕ {number}", "drop", draft.name) for number, draft in drafts]
    other = [Button(f"✎ {number}", "change", draft.name) for number, draft in drafts]
    rows = (*batched(wrong), *batched(other))
    return ((Button("All of it is right", "take", style="success"),), *rows)


def batched(buttons: Sequence[Button], across: int = ACROSS) -> list[tuple[Button, ...]]:
    """Set small buttons in rows."""
    return [tuple(buttons[at : at + across]) for at in range(0, len(buttons), across)]


def _told(_advisor: Advisor, sitting: Sitting) -> Keyboard:
    return (*((KEEP,) if sitting.view.changes else ()), _ways_out(sitting))


def _only_ways_out(_advisor: Advisor, sitting: Sitting) -> Keyboard:
    return (_ways_out(sitting),)


def _rule(_advisor: Advisor, sitting: Sitting) -> Keyboard:
    reasons = (Button("‹ Reasons", "why"),) if sitting.is_judged else ()
    return ((*reasons, *_ways_out(sitting)),)


def _what_if(advisor: Advisor, sitting: Sitting) -> Keyboard:
    facts = advisor.rulebook.facts
    names = worth_trying(advisor, sitting.verdict(advisor))
    return (*in_rows([Button(capital(facts[name].label), "fact", name) for name in names]), _ways_out(sitting))


def _what_if_fact(advisor: Advisor, sitting: Sitting) -> Keyboard:
    values = values_to_try(advisor, sitting, sitting.view.name)
    buttons = [Button(capital(label), "try", str(at)) for at, (label, _) in enumerate(values)]
    return (*in_rows(buttons), (BACK_TO_WHAT_IF, *_ways_out(sitting)))


def _what_if_result(_advisor: Advisor, sitting: Sitting) -> Keyboard:
    return (KEEP, (BACK_TO_WHAT_IF, *_ways_out(sitting)))


def _answers(advisor: Advisor, sitting: Sitting) -> Keyboard:
    names, page = answered(sitting.record), sitting.view.page
    shown = names[page * PAGE : (page + 1) * PAGE]
    rows = [(Button(_answer_label(advisor, sitting, name), "change", name),) for name in shown]
    turns = [Button("‹", "answers", str(page - 1))] if page else []
    turns += [Button("›", "answers", str(page + 1))] if len(names) > (page + 1) * PAGE else []
    leave = BACK_TO_VERDICT if sitting.finished else Button("Go on", "on", style="primary")
    return (*rows, *([tuple(turns)] if turns else []), (leave,))


def _answer_label(advisor: Advisor, sitting: Sitting, name: str) -> str:
    subject, fact_id = subject_and_fact(name)
    fact = advisor.rulebook.facts[fact_id]
    return f"{capital(fact.label)}: {say(fact, sitting.record.answers_of(subject)[fact_id])}"


def _remind(_advisor: Advisor, sitting: Sitting) -> Keyboard:
    months = tuple(Button(f"{each} month{'s' if each > 1 else ''}", "remind", str(each)) for each in MONTHS)
    return (months[:2], months[2:], (Button("Not at all", "remind", "0"),), _ways_out(sitting))


def _stopped(_advisor: Advisor, _sitting: Sitting) -> Keyboard:
    return ((Button("Go on", "on", style="primary"), Button("Start another", "again")),)


_KEYBOARDS: Mapping[str, Callable[[Advisor, Sitting], Keyboard]] = {
    "question": _question, "change": _question, "answers": _answers, "verdict": _verdict, "report": _only_ways_out,
    "reasons": _reasons, "rule": _rule, "costs": _costs, "what_if": _what_if, "what_if_fact": _what_if_fact,
    "what_if_result": _what_if_result, "compare": _only_ways_out, "remind": _remind, "stopped": _stopped,
    "found": _found, "told": _told,
}  # fmt: skip
