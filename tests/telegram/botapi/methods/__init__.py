"""What each method of the Bot API does; a method that is in no module here answers true."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.telegram.botapi.methods import deleting, editing, files, groups, polling, profile, sending, tapping
from tests.telegram.botapi.methods.request import Request
from tests.telegram.botapi.state import State

Method = Callable[[State, Request], Any | Awaitable[Any]]

METHODS: dict[str, Method] = {
    **deleting.METHODS,
    **editing.METHODS,
    **files.METHODS,
    **groups.METHODS,
    **polling.METHODS,
    **profile.METHODS,
    **sending.METHODS,
    **tapping.METHODS,
}
