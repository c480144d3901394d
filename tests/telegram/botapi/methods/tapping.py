"""answerCallbackQuery."""

from tests.telegram.botapi.faults import too_old
from tests.telegram.botapi.methods.request import Request
from tests.telegram.botapi.state import QueryAnswer, State

# Telegram does not say how long a query may wait; a quarter of an hour is what bots have seen.
ANSWERABLE_SECONDS = 15 * 60


def answer_callback_query(state: State, request: Request) -> bool:
    """Answer a tap, once."""
    query = state.queries.pop(request.values["callback_query_id"], None)
    if query is None or state.clock.now() - query.asked_at > ANSWERABLE_SECONDS:
        raise too_old()
    shown = {name: request.values[name] for name in ("text", "show_alert", "url") if name in request.values}
    query.answered.set_result(QueryAnswer(**shown))
    return True


METHODS = {"answerCallbackQuery": answer_callback_query}
