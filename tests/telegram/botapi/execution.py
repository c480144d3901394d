"""From a request to its answer: read, held against the description, struck by a fault, carried out."""

import asyncio
import inspect
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from tests.telegram.botapi.bodies import posted_by
from tests.telegram.botapi.calls import CLOSED, DROPPED, Calls
from tests.telegram.botapi.errors import ApiError, bad_request
from tests.telegram.botapi.faults import AnswerDropped, ClosedBefore, Fault, Refused, ServerError, Slow
from tests.telegram.botapi.http import HttpRequest, Reply
from tests.telegram.botapi.methods import METHODS
from tests.telegram.botapi.methods.polling import RawJson
from tests.telegram.botapi.methods.request import Request
from tests.telegram.botapi.schema import Problem
from tests.telegram.botapi.state import State
from tests.telegram.botapi.validation import Violation, canonical_names, problems_of, refusal_of, values_of

PLACE = re.compile(r"/(?P<file>file/)?bot(?P<token>[^/]+)/(?P<rest>[^?]+)")


class Execution:
    """What answers every request of one bot."""

    def __init__(self, state: State, calls: Calls) -> None:
        """Take the state to work on and the log to fill."""
        self._state = state
        self._calls = calls
        self.violations: list[Violation] = []

    async def answer(self, http: HttpRequest) -> Reply | None:
        """Return the answer to one request, or None where the connection is to be closed."""
        place = PLACE.match(unquote(http.target))
        if place is None:
            return refused(ApiError(404, "Not Found"))
        if place["token"] != self._state.token:
            return refused(ApiError(401, "Unauthorized"))
        if place["file"]:
            return self._file(place["rest"])
        method = canonical_names().get(place["rest"].lower())
        if method is None:
            self._note(place["rest"], [Problem("method", "is unknown")])
            return refused(ApiError(404, "Not Found: method not found"))
        return await self._call(method, http)

    def _file(self, path: str) -> Reply:
        attachment = self._state.files.get(path)
        if attachment is None:
            return refused(ApiError(404, "Not Found"))
        return Reply(200, attachment.content, "application/octet-stream")

    async def _call(self, method: str, http: HttpRequest) -> Reply | None:
        try:
            posted, files = posted_by(http)
        except ValueError as error:
            self._note(method, [Problem("body", str(error))])
            return refused(bad_request("can't parse the request"))
        values = values_of(method, posted, files)
        problems = problems_of(method, values, files)
        self._note(method, problems)
        fault = self._state.faults.take(method)
        reply = await self._struck(method, Request(values, files), problems, fault)
        self._calls.record(method, values, ending(reply, fault))
        return None if isinstance(fault, AnswerDropped) else reply

    async def _struck(
        self, method: str, request: Request, problems: list[Problem], fault: Fault | None
    ) -> Reply | None:
        if isinstance(fault, ClosedBefore):
            return None
        if isinstance(fault, Slow):
            await asyncio.sleep(fault.seconds)
        if isinstance(fault, ServerError) and fault.is_html:
            page = f"<html><body><h1>{fault.code} {fault.refusal().description}</h1></body></html>"
            return Reply(fault.code, page.encode(), "text/html")
        if isinstance(fault, Refused):
            return refused(fault.refusal())
        return await self._carried_out(method, request, problems)

    async def _carried_out(self, method: str, request: Request, problems: list[Problem]) -> Reply:
        try:
            if problems:
                raise refusal_of(problems[0])
            result = METHODS[method](self._state, request) if method in METHODS else True
            return succeeded(await result if inspect.isawaitable(result) else result)
        except ApiError as error:
            return refused(error)

    def _note(self, method: str, problems: list[Problem]) -> None:
        self.violations += [Violation(method, problem) for problem in problems]


def succeeded(result: Any) -> Reply:
    """Write a result."""
    written = result if isinstance(result, RawJson) else json.dumps(result, separators=(",", ":"))
    return Reply(200, f'{{"ok":true,"result":{written}}}'.encode())


def refused(error: ApiError) -> Reply:
    """Write a refusal."""
    body: Mapping[str, Any] = error.body()
    return Reply(error.code, json.dumps(body).encode())


def ending(reply: Reply | None, fault: Fault | None) -> int | str:
    """Say how a call ended."""
    if reply is None:
        return CLOSED
    return DROPPED if isinstance(fault, AnswerDropped) else reply.status
