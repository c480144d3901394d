"""The Bot API on a port of the loopback, with the people who use the bot.

    async with BotApi(seed=1) as api:
        bot = telegram.Bot(api.token, base_url=api.url, base_file_url=api.file_url)
        anna = api.private(7, first_name="Anna")
        await anna.say("/start")
        ...  # the bot polls and answers
        card = await anna.until(lambda chat: chat.last_of_bot)
        query = await anna.tap(card, "Yes")
        await query.answer()
        assert api.violations == []

`methods/` holds what each method does, `schema.py` and `limits.py` how requests are checked, `faults.py` what can go
wrong, `people.py` what people do and `views.py` what they see.
"""

from types import TracebackType
from typing import Self

from tests.telegram.botapi.calls import Calls
from tests.telegram.botapi.execution import Execution
from tests.telegram.botapi.faults import Faults
from tests.telegram.botapi.http import LOOPBACK, HttpServer
from tests.telegram.botapi.messages import User
from tests.telegram.botapi.people import Group, PrivateChat
from tests.telegram.botapi.state import Clock, State
from tests.telegram.botapi.updates import Updates
from tests.telegram.botapi.validation import Violation
from tests.telegram.botapi.webhook import Webhook

TOKEN = "1234567890:TEST-TOKEN-of-a-bot-that-is-nowhere"


class BotApi:
    """One bot's api.telegram.org."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        seed: int = 0,
        username: str = "advisor_test_bot",
        has_privacy_mode: bool = True,
        keep_calls: int | None = 1000,
        keep_messages: int | None = None,
        keep_versions: int | None = None,
    ) -> None:
        """Make a server; it listens within `async with`.

        Args:
            token: the one token that is let in.
            seed: decides when faults strike.
            username: the bot's, without @.
            has_privacy_mode: whether the bot sees only what is meant for it in groups, as is usual.
            keep_calls: how many calls the log keeps: 0 none, None all.
            keep_messages: how many messages a chat keeps; None all.
            keep_versions: how many versions of a message are kept, 1 or more; None all.
        """
        bot = User(int(token.partition(":")[0]), "Advisor", username, is_bot=True)
        self.token = token
        self.faults = Faults(seed)
        self.calls = Calls(keep_calls)
        self.state = State(token, bot, self.faults, Clock(), has_privacy_mode, keep_messages, keep_versions)
        self._execution = Execution(self.state, self.calls)
        self._http = HttpServer(self._execution.answer)
        self._port = 0

    async def __aenter__(self) -> Self:
        """Begin to listen."""
        self._port = await self._http.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop delivering and listening."""
        self.state.webhook.stop()
        await self._http.stop()

    @property
    def url(self) -> str:
        """The base_url of a telegram.Bot."""
        return f"http://{LOOPBACK}:{self._port}/bot"

    @property
    def file_url(self) -> str:
        """The base_file_url of a telegram.Bot."""
        return f"http://{LOOPBACK}:{self._port}/file/bot"

    @property
    def violations(self) -> list[Violation]:
        """Every mistake that a request made; a test that ends well finds none."""
        return self._execution.violations

    @property
    def clock(self) -> Clock:
        """The server's clock."""
        return self.state.clock

    @property
    def updates(self) -> Updates:
        """The updates on their way."""
        return self.state.updates

    @property
    def webhook(self) -> Webhook:
        """Where updates go."""
        return self.state.webhook

    def private(self, user_id: int, first_name: str = "Anna", username: str | None = None) -> PrivateChat:
        """Return the chat of a person with the bot; made when first asked for."""
        user = User(user_id, first_name, username)
        chat = self.state.add_chat(user_id, "private", first_name, username)
        return PrivateChat(self.state, chat, chat.members.setdefault(user_id, user))

    def group(self, chat_id: int, title: str = "Architects", *, is_supergroup: bool = False) -> Group:
        """Return a group, whose id is negative, with the bot in it; made when first asked for."""
        return Group(self.state, self.state.add_chat(chat_id, "supergroup" if is_supergroup else "group", title))
