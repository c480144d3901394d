"""How the Bot API refuses."""

from typing import Any


class ApiError(Exception):
    """A refusal with its HTTP status, its description and, where there are any, its parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        """Keep what the answer will hold, such as retry_after in seconds."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON object."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


def bad_request(what: str) -> ApiError:
    """Return the refusal of a request that cannot be carried out."""
    return ApiError(400, f"Bad Request: {what}")


def forbidden(what: str) -> ApiError:
    """Return the refusal of a request that a person or a group does not allow."""
    return ApiError(403, f"Forbidden: {what}")
