"""What a player said, held against what is kept of it."""

from bot.interview.reading import Understood, read
from bot.interview.record import Record
from bot.interview.steps import question
from bot.store import Book, Store
from rules.answers import Unknown
from rules.checklists import ticked
from rules.rulebook import Rulebook
from tests.telegram.players import Player


async def differences(store: Store, rulebook: Rulebook, player: Player, *, ended: bool = True) -> list[str]:
    """List every answer of a player that is not kept as they gave it, and every verdict but one.

    Args:
        ended: whether they came to the end; who gave up need not have a verdict, but never has two.
    """
    chat, person = str(player.chat.id), str(player.chat.user.id)

    async def work(book: Book):
        shown = await book.cards.latest(chat, person)
        if shown is None:
            return Record(), [], []
        record = await book.assessments.record(shown.assessment, person)
        held = await book.chats.everything(chat)
        return record, held["verdicts"], held["assessments"]

    record, verdicts, assessments = await store.transact(work)
    wrong = [] if int(ended) <= len(verdicts) <= 1 else [f"{len(verdicts)} verdicts"]
    wrong += [] if len(assessments) == 1 else [f"{len(assessments)} assessments"]
    meant = _all_meant(rulebook, player)
    kept = {(subject, fact): record.answers_of(subject).get(fact) for subject, fact in meant}
    return wrong + [f"{key}: said {meant[key]}, kept {kept[key]}" for key in meant if meant[key] != kept[key]]


def _all_meant(rulebook: Rulebook, player: Player):
    """Give what a player meant, by subject and fact: what was said later counts, but a tick changes no answer."""
    meant = {}
    for (subject, name), said in player.said.items():
        for fact, answer in _meant(rulebook, name, subject, said).items():
            if name not in rulebook.checklists or (subject, fact) not in meant:
                meant[subject, fact] = answer
    return meant


def _meant(rulebook: Rulebook, name: str, subject: str, said):
    put = question(rulebook, name, subject)
    if name in rulebook.checklists:
        facts = [rulebook.facts[fact] for fact, _ in put.choices]
        return {fact.id: Unknown() if said is None else ticked(fact, at in said) for at, fact in enumerate(facts)}
    if said is None:
        return {name: Unknown()}
    text = said if isinstance(said, str) else ", ".join(str(place + 1) for place in said) or "none"
    reading = read(rulebook.facts[name], text)
    assert isinstance(reading, Understood)
    return {name: reading.answer}
