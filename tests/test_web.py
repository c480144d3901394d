"""The webhook: who may speak, what is understood, and that nothing is confirmed before it is kept."""

import asyncio
import json

import httpx
import pytest

from bot.web import PATH, SECRET_HEADER, application, secret_of

SECRET = secret_of("123456789:AAE-dozens-of-letters-and-digits-here")


def post(content: str, take, secret: str | None = SECRET, path: str = PATH) -> httpx.Response:
    """Post something to the webhook, and give its answer."""

    async def posted() -> httpx.Response:
        transport = httpx.ASGITransport(application(take, SECRET), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
            headers = {} if secret is None else {SECRET_HEADER: secret}
            return await client.post(path, content=content, headers=headers)

    return asyncio.run(posted())


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


def test_the_secret_does_not_tell_the_token() -> None:
    token = "123456789:AAE-dozens-of-letters-and-digits-here"
    assert token not in SECRET
    assert secret_of(token) == SECRET != secret_of(token + "x")
    assert SECRET.isalnum()
    assert len(SECRET) <= 256
