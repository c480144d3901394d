"""getFile."""

from typing import Any

from tests.telegram.botapi import wire
from tests.telegram.botapi.errors import bad_request
from tests.telegram.botapi.methods.request import Request
from tests.telegram.botapi.state import State


def get_file(state: State, request: Request) -> dict[str, Any]:
    """Return where a file can be fetched: its path below the files' address is its file_id."""
    attachment = state.files.get(request.values["file_id"])
    if attachment is None:
        raise bad_request("invalid file_id")
    return {**wire.file_json(attachment), "file_path": attachment.file_id}


METHODS = {"getFile": get_file}
