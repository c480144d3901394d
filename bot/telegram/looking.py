"""A verdict's cards: what was typed or tapped there, and the card after it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.interview.advisor import Advisor
from bot.interview.changes import read_changes
from bot.interview.commands import command_in
from bot.interview.editing import misnamed, what_if_in, what_ifs_in
from bot.interview.following import with_what_follows
from bot.interview.option_words import option_in
from bot.interview.turns import keep_changes
from bot.narrator.answering import Answer, plain_answer
from bot.narrator.explaining import paragraphs, plain_explanation
from bot.telegram.asking import answer, asked_on, resume
from bot.telegram.buttons import Press
from bot.telegram.events import first_word
from bot.telegram.finding import press_on_found, type_on_found
from bot.telegram.lists import answered, held, strongest_reasons, ticks_of, values_to_try, worth_trying
from bot.telegram.sitting import Reply, Sitting
from bot.telegram.view import View
from bot.telegram.views import plain
from bot.words.names import bare, capital
from rules.options import OPTION_NAMES
from rules.problems import RulebookError
from rules.subjects import subject_and_fact

MOST_WORDS_OF_A_COMMAND = 2
LONGEST = 200
"""No rule has a longer name."""
HOW_TO_ASK = (
    "Type report, costs containers, why and a rule's name, engineers = 12 to see what if, answers, remind 3, explain, "
    "or ask in your own words. All else: /help."
)
TRIED = frozenset({"what_if_result", "told"})
"""Cards of changes that were tried and can be kept."""
NOTHING_TRIED = "There is nothing to keep yet. Try something first, such as engineers = 12."
NAMES_OF_RULES = "A rule's name stands below each reason of a verdict."
SEE_WHAT_IF = "/whatif alone offers what to try."
NOTHING_TO_STOP = "This interview is over, and nothing is going on. /new begins another."
MONTHS = (1, 3, 6, 12)
"""When one may be reminded."""
NEVER = frozenset({"0", "never", "no", "none", "off", "not"})
NO_REMINDER = "No reminder is set for this any more."


def type_on_verdict(advisor: Advisor, sitting: Sitting, text: str) -> Reply:
    """Take what was typed after the verdict: a what-if, a bill, a rule."""
    if sitting.view.shows in LISTED and text.isdecimal():
        return _picked(advisor, sitting, int(text))
    if sitting.view.shows == "remind" and (text[:1].isdecimal() or text.casefold() in NEVER):
        return remind(advisor, sitting, text)
    do, rest = _word_in(text)
    if do is None and sitting.view.shows == "found":
        return type_on_found(advisor, sitting, text)
    change = what_if_in(advisor.rulebook, text)
    if change is not None and sitting.view.shows == "answers":
        to_change = View(shows="change", question=change.fact, subject=change.subject)
        return answer(advisor, replace(sitting, view=to_change), change.text)
    if change is not None or (do is None and misnamed(advisor.rulebook, text) is not None):
        return what_if(advisor, sitting, text)
    return do(advisor, sitting, rest) if do else _typed_freely(advisor, sitting, text)


def _typed_freely(advisor: Advisor, sitting: Sitting, text: str) -> Reply:
    """Take what begins with no word of a verdict's: a value to try, a command without its slash, or a question."""
    name = text.casefold()
    if name == "keep":
        return keep(advisor, sitting)
    if name in plain.COMMANDS:
        return _send(sitting, name)
    if sitting.view.shows == "what_if_fact" and not text.endswith("?"):
        return what_if(advisor, sitting, f"{sitting.view.name} = {text}")
    return answer_plainly(advisor, sitting, text)


def _word_in(text: str) -> tuple["Do | None", str]:
    """Find what a text that begins with a word such as "costs" asks for, and what comes after the word."""
    command = command_in(text)
    if command is not None and command.name in WORDS_OF_THE_INTERVIEW:
        return WORDS_OF_THE_INTERVIEW[command.name], ""
    label = " ".join(re.findall(r"\w+", text.casefold()))
    if label in AS_LABELLED:
        return AS_LABELLED[label], ""
    verb, rest = first_word(text)
    return None if _asks(text) else TYPED.get(verb.casefold()), rest


def _asks(text: str) -> bool:
    """Tell whether a text is a question that begins like a command: "why not Kubernetes?"."""
    words = text.split()
    return words[:1] != ["whatif"] and (len(words) > MOST_WORDS_OF_A_COMMAND or text.endswith("?"))


def answer_plainly(advisor: Advisor, sitting: Sitting, question: str) -> Reply:
    """Answer a question about the verdict in the rulebook's words."""
    told = plain_answer(sitting.verdict(advisor), advisor.rulebook, question)
    return Reply(sitting.record, told_card(sitting, told), sitting.newly_made(advisor), wish="answer")


def told_card(sitting: Sitting, told: Answer) -> View:
    """Show an answer; that there is none leaves the card as it is."""
    if told.kind == "off_topic":
        return sitting.view.telling(*told.paragraphs)
    return View(shows="told", told=told.paragraphs, changes=told.what_ifs)


def explain(advisor: Advisor, sitting: Sitting, _rest: str = "") -> Reply:
    """Explain the verdict in the rulebook's words."""
    told = plain_explanation(sitting.verdict(advisor), advisor.rulebook)
    return Reply(sitting.record, View(shows="told", told=paragraphs(told)), sitting.newly_made(advisor), wish="explain")


def keep(advisor: Advisor, sitting: Sitting, _value: str = "") -> Reply:
    """Keep the changes of a what-if as answers, and make the verdict anew."""
    if sitting.view.shows not in TRIED or not sitting.view.changes:
        return Reply(sitting.record, sitting.view.telling(NOTHING_TRIED))
    turn = keep_changes(advisor.rulebook, sitting.record, sitting.view.changes)
    return Reply(turn.record, View(shows="verdict", said=turn.said), advisor.decide(turn.record))


def show_verdict(advisor: Advisor, sitting: Sitting, _rest: str = "") -> Reply:
    """Show the verdict, which is made where none was made since the last answer."""
    return Reply(sitting.record, View(shows="verdict"), sitting.newly_made(advisor))


def why(advisor: Advisor, sitting: Sitting, rule: str = "") -> Reply:
    """Show the reasons, or one rule by its name."""
    if not rule:
        return Reply(sitting.record, View(shows="reasons"), sitting.newly_made(advisor))
    try:
        # The buttons of reasons show the names with spaces.
        name = "-".join(rule[:LONGEST].casefold().split())
        return Reply(sitting.record, View(shows="rule", name=advisor.rulebook.rule(name).id))
    except KeyError as error:
        return Reply(sitting.record, sitting.view.telling(f"{capital(bare(str(error.args[0])))} {NAMES_OF_RULES}"))


def costs(advisor: Advisor, sitting: Sitting, option: str = "") -> Reply:
    """Show the bill of an option, by default that of the winner."""
    name = option_in(option) if option else sitting.verdict(advisor).verdict or OPTION_NAMES[0]
    if name is None:
        words = f'There is no option "{bare(option)}". Try one of {", ".join(OPTION_NAMES)}.'
        return Reply(sitting.record, sitting.view.telling(words))
    return Reply(sitting.record, View(shows="costs", name=name), sitting.newly_made(advisor))


def what_if(advisor: Advisor, sitting: Sitting, text: str = "") -> Reply:
    """Compare the verdict with the one after a change, which is not kept; without a change, offer some."""
    if not text:
        return Reply(sitting.record, View(shows="what_if"), sitting.newly_made(advisor))
    if "=" not in text:
        return answer_plainly(advisor, sitting, f"what if {text}")
    written = what_ifs_in(advisor.rulebook, text)
    changes = with_what_follows(advisor.rulebook, sitting.record.by_subject, written)
    try:
        read_changes(advisor.rulebook, sitting.record.by_subject, changes)
    except RulebookError as error:
        said = [capital(f"{problem.message} {problem.cure}".strip()) for problem in error.problems]
        known = what_if_in(advisor.rulebook, text) is not None
        return Reply(sitting.record, sitting.view.telling(*said, *([] if known else [SEE_WHAT_IF])))
    return Reply(sitting.record, View(shows="what_if_result", changes=changes), sitting.newly_made(advisor))


def answers(_advisor: Advisor, sitting: Sitting, page: str = "") -> Reply:
    """List the answers, each of which can be changed."""
    return Reply(sitting.record, View(shows="answers", page=int(page) if page.isdecimal() else 0))


def remind(advisor: Advisor, sitting: Sitting, months: str = "") -> Reply:
    """Offer to look again in some months, or note when."""
    months = months.partition(" ")[0].casefold()
    wanted = 0 if months in NEVER else int(months) if months in map(str, MONTHS) else None
    if wanted is None:
        return Reply(sitting.record, View(shows="remind"))
    said = f"{_when(wanted)} I come back and ask what has changed." if wanted else NO_REMINDER
    view = View(shows="verdict", said=(said,)) if sitting.is_judged else resume(advisor, sitting, said).view
    return Reply(sitting.record, view, sitting.newly_made(advisor), remind_months=wanted)


def _when(months: int) -> str:
    return "In a month" if months == 1 else f"In {months} months"


def go_on(advisor: Advisor, sitting: Sitting, _value: str = "") -> Reply:
    """Go on with the questions; where none is left, to the verdict."""
    return resume(advisor, sitting)


def stop(_advisor: Advisor, sitting: Sitting, _value: str = "") -> Reply:
    """Stop the interview that is under way."""
    if sitting.finished:
        return Reply(sitting.record, sitting.view.telling(NOTHING_TO_STOP))
    return Reply(sitting.record, View(shows="stopped"))


def help_(_advisor: Advisor, sitting: Sitting, _value: str = "") -> Reply:
    """Say what can be typed."""
    return Reply(sitting.record, sitting.view.telling(HOW_TO_ASK))


def press_on_verdict(advisor: Advisor, sitting: Sitting, pressed: Press) -> Reply:
    """Take a tap on one of a verdict's cards."""
    if sitting.view.shows == "found" and pressed.action in {"take", "drop"}:
        return press_on_found(advisor, sitting, pressed)
    do = TAPPED.get(pressed.action)
    return do(advisor, sitting, pressed.value) if do else Reply(sitting.record, sitting.view)


def _picked(advisor: Advisor, sitting: Sitting, number: int) -> Reply:
    """Take a number that was typed for a line of the card's list."""
    listed, do = LISTED[sitting.view.shows]
    names = listed(advisor, sitting)
    if not 1 <= number <= len(names):
        return Reply(sitting.record, sitting.view.telling(f"Choose a number from 1 to {len(names)}."))
    return do(advisor, sitting, names[number - 1])


def _report(advisor: Advisor, sitting: Sitting, _value: str = "") -> Reply:
    return Reply(sitting.record, View(shows="report"), sitting.newly_made(advisor))


def _say_new(_advisor: Advisor, sitting: Sitting, _value: str = "") -> Reply:
    return _send(sitting, "new")


def _send(sitting: Sitting, name: str) -> Reply:
    """Ask for a command with its slash, since it is about more than this assessment."""
    return Reply(sitting.record, sitting.view.telling(f"Send /{name} for that: {plain.COMMANDS[name]}."))


def _what_if_fact(advisor: Advisor, sitting: Sitting, name: str) -> Reply:
    _known(advisor, name)
    return Reply(sitting.record, View(shows="what_if_fact", name=name))


def _try(advisor: Advisor, sitting: Sitting, place: str) -> Reply:
    name = sitting.view.name
    return what_if(advisor, sitting, f"{name} = {values_to_try(advisor, sitting, name)[int(place)][1]}")


def _rule(advisor: Advisor, sitting: Sitting, place: str) -> Reply:
    return why(advisor, sitting, strongest_reasons(sitting.verdict(advisor))[int(place)].rule)


def _change(advisor: Advisor, sitting: Sitting, name: str) -> Reply:
    view = _known(advisor, name)
    ticked = ticks_of(advisor.rulebook.facts[view.question], held(sitting.record, view.subject, view.question))
    return Reply(sitting.record, view.model_copy(update={"ticked": ticked}))


def _known(advisor: Advisor, name: str) -> View:
    """Give the card that changes a fact.

    Raises:
        KeyError: there is no such fact, or no such subject has it.
    """
    subject, fact = subject_and_fact(name)
    view = View(shows="change", question=fact, subject=subject)
    asked_on(advisor, view)
    return view


Do = Callable[[Advisor, Sitting, str], Reply]
TYPED: Mapping[str, Do] = {
    "verdict": show_verdict, "why": why, "costs": costs, "explain": explain, "whatif": what_if, "answers": answers,
    "remind": remind, "report": _report,
}  # fmt: skip
"""What can be typed on a verdict's card, and anywhere with a slash before it."""
AS_LABELLED: Mapping[str, Do] = {
    "everything": _report, "everything with the plan": _report, "explain it to me": explain, "what if": what_if,
    "change an answer": answers, "remind me": remind, "start another": _say_new,
}  # fmt: skip
"""What buttons of a verdict's card say, where that is not how it is typed."""
LISTED: Mapping[str, tuple[Callable[[Advisor, Sitting], Sequence[str]], Do]] = {
    "answers": (lambda _advisor, sitting: answered(sitting.record), _change),
    "what_if": (lambda advisor, sitting: worth_trying(advisor, sitting.verdict(advisor)), _what_if_fact),
}
"""Cards with a numbered list: what is listed, and what becomes of the one whose number is typed."""
WORDS_OF_THE_INTERVIEW: Mapping[str, Do] = {
    "on": go_on, "back": go_on, "skip": go_on, "verdict": show_verdict, "why": why, "answers": answers, "help": help_,
    "quit": stop,
}  # fmt: skip
"""What the commands of an interview mean where no question is asked."""
TAPPED: Mapping[str, Do] = {
    **TYPED, "fact": _what_if_fact, "try": _try, "rule": _rule, "change": _change, "on": go_on,
    "keep": keep,
}  # fmt: skip
