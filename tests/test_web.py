"""The one port: whether the bot is well; who may bring updates, and that none is confirmed before it is kept."""

import asyncio
import json
import socket

import httpx
import pytest
from starlette.applications import Starlette

from bot.web import (
    HEALTH,
    METRICS,
    PASSED_ON,
    PATH,
    READY,
    SECRET_HEADER,
    State,
    add_webhook,
    application,
    listen,
    secret_of,
    serve,
)

SECRET = secret_of("123456789:AAE-dozens-of-letters-and-digits-here")


def told(troubles: tuple[str, ...] = (), missing: tuple[str, ...] = ()) -> Starlette:
    """Make the application of a bot that is in a state."""
    return application(State(lambda: troubles, lambda: missing, lambda: b"advisor_updates_total 5.0\n"))


def post(content: str, take, secret: str | None = SECRET, path: str = PATH) -> httpx.Response:
    """Post something to the webhook, and give its answer."""
    app = told()
    add_webhook(app, take, SECRET)
    return ask(app, "POST", path, content=content, headers={} if secret is None else {SECRET_HEADER: secret})


def ask(app: Starlette, method: str, path: str, **request) -> httpx.Response:
    """Ask the application, and give its answer."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
            return await client.request(method, path, **request)

    return asyncio.run(asked())


async def never(_updates: object) -> None:
    """Take nothing."""
    raise AssertionError("nothing was to be taken")


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET.upper()])
def test_without_the_right_secret_nothing_is_taken(secret: str | None) -> None:
    assert post('{"update_id": 1}', never, secret).status_code == 403


@pytest.mark.parametrize("content", ["", "rubbish", "[]", "7", "null", "{}", '{"update_id": "1"}', "\udcff"])
def test_rubbish_is_refused(content: str) -> None:
    body = content.encode("utf-8", "surrogateescape").decode("latin-1")
    assert post(body, never).status_code == 400


def test_an_update_is_confirmed_once_it_is_taken() -> None:
    taken: list[object] = []

    async def take(updates) -> None:
        await asyncio.sleep(0)
        taken.extend(updates)

    assert post(json.dumps({"update_id": 5}), take).status_code == 200
    assert taken == [{"update_id": 5}]


def test_an_update_that_cannot_be_kept_is_not_confirmed() -> None:
    async def take(_updates: object) -> None:
        raise OSError("the disk is full")

    assert post('{"update_id": 5}', take).status_code == 500


def test_other_places_are_not_there() -> None:
    assert post("{}", never, path="/other").status_code == 404


def test_telegram_is_told_that_nobody_is_there_before_updates_can_be_taken() -> None:
    assert ask(told(), "POST", PATH, content='{"update_id": 5}').status_code == 404


@pytest.mark.parametrize("path", [HEALTH, READY])
def test_a_bot_that_is_well_and_lacks_nothing_says_so(path: str) -> None:
    answer = ask(told(), "GET", path)
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}


def test_a_bot_that_is_not_well_says_all_that_is_wrong() -> None:
    troubles = ("no poll has succeeded for 75 s", "nothing could be written for 75 s")
    answer = ask(told(troubles=troubles), "GET", HEALTH)
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "trouble": [*troubles]}
    assert ask(told(troubles=troubles), "GET", READY).status_code == 200


def test_a_bot_that_is_well_but_not_ready_says_what_it_lacks() -> None:
    answer = ask(told(missing=("the rulebook",)), "GET", READY)
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "missing": ["the rulebook"]}
    assert ask(told(missing=("the rulebook",)), "GET", HEALTH).status_code == 200


def test_figures_are_given_as_prometheus_reads_them() -> None:
    answer = ask(told(), "GET", METRICS)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.text == "advisor_updates_total 5.0\n"


@pytest.mark.parametrize("header", [*PASSED_ON, "fly-client-ip"])
def test_figures_are_not_for_the_public_behind_a_proxy(header: str) -> None:
    answer = ask(told(), "GET", METRICS, headers={header: "203.0.113.7"})
    assert answer.status_code == 403
    assert "advisor" not in answer.text


def test_the_end_waits_for_a_request_that_is_under_way_and_then_frees_the_port() -> None:
    async def asked_at_the_end() -> tuple[int, bool]:
        began, may_end = asyncio.Event(), asyncio.Event()

        async def take(_updates: object) -> None:
            began.set()
            await may_end.wait()

        app, listener = told(), listen("127.0.0.1", 0)
        port = listener.getsockname()[1]
        add_webhook(app, take, SECRET)
        serving = asyncio.ensure_future(serve(app, listener))
        async with httpx.AsyncClient() as client:
            url = f"http://127.0.0.1:{port}{PATH}"
            posting = asyncio.ensure_future(
                client.post(url, json={"update_id": 5}, headers={SECRET_HEADER: SECRET, "Connection": "close"})
            )
            await began.wait()
            serving.cancel()
            may_end.set()
            answer = await posting
        await asyncio.gather(serving, return_exceptions=True)
        listen("127.0.0.1", port).close()
        return answer.status_code, serving.cancelled()

    assert asyncio.run(asked_at_the_end()) == (200, True)


def test_no_half_of_an_answer_waits_for_the_other_side() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_secret_does_not_tell_the_token() -> None:
    token = "123456789:AAE-dozens-of-letters-and-digits-here"
    assert token not in SECRET
    assert secret_of(token) == SECRET != secret_of(token + "x")
    assert SECRET.isalnum()
    assert len(SECRET) <= 256
