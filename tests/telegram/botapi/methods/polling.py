"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

from typing import Any
from urllib.parse import urlsplit

from tests.telegram.botapi.errors import ApiError, bad_request
from tests.telegram.botapi.methods.request import Request
from tests.telegram.botapi.state import State

WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class RawJson(str):
    """A result that is JSON already."""

    __slots__ = ()


async def get_updates(state: State, request: Request) -> RawJson:
    """Confirm what is below the offset and return what is waiting, at the latest after the timeout."""
    if state.webhook.url:
        raise ApiError(409, WEBHOOK_IS_SET)
    given = request.values
    choose_kinds(state, request)
    state.updates.confirm(given.get("offset", 0))
    found = await state.updates.poll(given.get("limit", 100), given.get("timeout", 0))
    return RawJson("[" + ",".join(pending.body() for pending in found) + "]")


def choose_kinds(state: State, request: Request) -> None:
    """Remember which kinds of updates the bot wants; an empty list stands for the usual ones."""
    if "allowed_updates" in request.values:
        state.updates.allowed = frozenset(request.values["allowed_updates"])


def set_webhook(state: State, request: Request) -> bool:
    """Deliver to an address; plain HTTP is taken on the loopback, where there is no certificate."""
    url = request.values["url"]
    address = urlsplit(url)
    if url and address.scheme != "https" and address.hostname not in ("127.0.0.1", "localhost"):
        raise bad_request("bad webhook: HTTPS url must be provided for webhook")
    choose_kinds(state, request)
    if request.values.get("drop_pending_updates"):
        state.updates.drop()
    state.updates.end_poll(ApiError(409, "Conflict: terminated by setWebhook request"))
    state.webhook.set(url, request.values.get("secret_token", ""))
    return True


def delete_webhook(state: State, request: Request) -> bool:
    """Deliver by polling again."""
    if request.values.get("drop_pending_updates"):
        state.updates.drop()
    state.webhook.set("", "")
    return True


def get_webhook_info(state: State, _: Request) -> dict[str, Any]:
    """Return where updates go, how many wait and what went wrong last."""
    info: dict[str, Any] = {
        "url": state.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": state.updates.waiting,
    }
    if state.webhook.last_error:
        info["last_error_date"], info["last_error_message"] = state.webhook.last_error
    if state.updates.allowed:
        info["allowed_updates"] = sorted(state.updates.allowed)
    return info


METHODS = {
    "deleteWebhook": delete_webhook,
    "getUpdates": get_updates,
    "getWebhookInfo": get_webhook_info,
    "setWebhook": set_webhook,
}
