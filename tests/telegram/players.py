"""People who play interviews through Telegram as they see it: by buttons, by typing, or as it comes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Literal

from bot.interview.questions import Question
from bot.interview.steps import question
from rules.rulebook import Rulebook
from rules.subjects import SYSTEM, side_facts
from tests.telegram.botapi.messages import Message
from tests.telegram.botapi.people import PrivateChat
from tests.telegram.botapi.views import View

Manner = Literal["buttons", "typing", "mixed"]
END = "Start another"
CONTRADICTION = "That cannot be"
MANNERS: tuple[Manner, ...] = ("buttons", "typing", "mixed")
PATIENCE_SECONDS = 120.0


def questions_by_text(rulebook: Rulebook) -> Mapping[str, Question]:
    """Give every question that can be put, by its text."""
    names = [(SYSTEM, name) for name in (*rulebook.facts, *rulebook.checklists)]
    sides = rulebook.facts["side_workloads"].choices
    own = [*side_facts(rulebook.facts), *rulebook.checklists]
    names += [(side, name) for side, name in product(sides, own) if side != "none"]
    put = [_put(rulebook, name, subject) for subject, name in names]
    return {each.text: each for each in put if each is not None}


def _put(rulebook: Rulebook, name: str, subject: str) -> Question | None:
    try:
        return question(rulebook, name, subject)
    except KeyError:
        return None


@dataclass
class Player:
    """Somebody who answers every question once, and never twice.

    Attributes:
        chat: their chat with the bot.
        questions: every question by its text.
        manner: how they answer.
        random: decides what.
        patience_seconds: how long they wait for a card.
        said: what they said, as (subject, question): the places that they chose, words, or None for "don't know".
    """

    chat: PrivateChat
    questions: Mapping[str, Question]
    manner: Manner
    random: Random
    patience_seconds: float = PATIENCE_SECONDS
    said: dict[tuple[str, str], tuple[int, ...] | str | None] = field(default_factory=dict)
    taps: int = 0

    async def play(self) -> Message:
        """Play a whole interview, and give the card with the verdict."""
        await self.chat.say("/start")
        return await self.play_on()

    async def play_on(self) -> Message:
        """Play from the next question to the end, and give the card with the verdict."""
        while not is_verdict(await self.sees_next()):
            await self.answer_one()
        return await self.sees_next()

    async def sees_next(self) -> Message:
        """Wait for the next question, or the verdict, and give its card."""
        found: Message = await self.chat.until(self._next_card, self.patience_seconds)
        return found

    async def answer_one(self) -> None:
        """Answer the next question, by one or several taps or a message."""
        await self._answer(await self.sees_next())

    def _next_card(self, chat: PrivateChat) -> Message | None:
        """Give the card once it shows a verdict, or a question that was not answered."""
        card = card_of(chat)
        if card is None:
            return None
        fresh = is_verdict(card) or _key(self.asked_on(card)) not in self.said
        return card if fresh or self._is_refused(card) else None

    def _is_refused(self, card: Message) -> bool:
        """Tell whether the card refuses what was said to its question, since it contradicts what was said before."""
        return CONTRADICTION in card.text and self.said.get(_key(self.asked_on(card))) is not None

    async def _answer(self, card: Message) -> None:
        put = self.asked_on(card)
        if self._is_refused(card):
            self._note(put, None)
            await self._tap(card, "Don't know")
            return
        types = self.manner == "typing" or (self.manner == "mixed" and self.random.random() < 0.5)
        if types:
            await self._type(put)
        elif put.multiple:
            await self._tick(card, put)
        else:
            await self._pick(card, put)

    def asked_on(self, card: Message) -> Question:
        """Give the question on a card."""
        return next(self.questions[line] for line in card.text.splitlines() if line in self.questions)

    async def _type(self, put: Question) -> None:
        words = self._words_for(put)
        await self.chat.say(words)

    def _words_for(self, put: Question) -> str:
        if put.multiple:
            places = self._some(put)
            self._note(put, places)
            return ", ".join(str(place + 1) for place in places) or "none"
        if put.choices:
            place = self.random.randrange(len(put.choices))
            self._note(put, (place,))
            return str(place + 1)
        words = self.random.choice(("yes", "no")) if put.hint == "yes or no" else put.hint
        self._note(put, words)
        return words

    async def _tick(self, card: Message, put: Question) -> None:
        places = self._some(put)
        for place in places:
            label = next(button.text for button in _buttons(card) if f"☐ {place + 1}." in button.text)
            await self._tap(card, label)
            card = await self.chat.until(_card_with(f"☑ {place + 1}."), self.patience_seconds)
        # Ticks are no answer yet: they are said with this tap.
        self._note(put, places)
        await self._tap(card, "Done" if places else "None of these")

    async def _pick(self, card: Message, put: Question) -> None:
        labels = [button.text for button in _buttons(card)]
        choices = labels[: len(put.choices) or (2 if "Yes" in labels else 0)]
        if not choices:
            self._note(put, None)
            await self._tap(card, "Don't know")
            return
        place = self.random.randrange(len(choices))
        self._note(put, (place,) if put.choices else choices[place].casefold())
        await self._tap(card, choices[place])

    async def _tap(self, card: Message, label: str) -> None:
        self.taps += 1
        await self.chat.tap(card, label)

    def _some(self, put: Question) -> tuple[int, ...]:
        most = min(put.most or 3, 3, len(put.choices))
        places = self.random.sample(range(len(put.choices)), self.random.randint(0, most))
        # "None" among the choices excludes the others.
        return tuple(sorted(place for place in places if put.choices[place][0] != "none"))

    def _note(self, put: Question, what: tuple[int, ...] | str | None) -> None:
        self.said[_key(put)] = what


def card_of(chat: View) -> Message | None:
    """Give the card of a chat once it has one."""
    card = chat.last_of_bot
    return card if card is not None and card.buttons else None


def verdict_of(chat: View) -> Message | None:
    """Give the card of a chat once it shows a verdict."""
    card = card_of(chat)
    return card if card is not None and is_verdict(card) else None


def is_verdict(card: Message) -> bool:
    """Tell whether a card shows a verdict."""
    return any(button.text == END for button in _buttons(card))


def _key(put: Question) -> tuple[str, str]:
    return put.subject, put.id


def _card_with(mark: str) -> Callable[[PrivateChat], Message | None]:
    def found(chat: PrivateChat) -> Message | None:
        card = chat.last_of_bot
        return card if card is not None and any(mark in button.text for button in _buttons(card)) else None

    return found


def _buttons(card: Message):
    return [button for row in card.buttons for button in row]
