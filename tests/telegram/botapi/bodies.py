"""The parameters and files of a request, however it carries them: query, form, JSON or multipart."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.telegram.botapi.http import HttpRequest
from tests.telegram.botapi.validation import Upload

BOUNDARY = re.compile(r'boundary="?([^";]+)')
PART_NAME = re.compile(r'\bname="([^"]*)"')
FILE_NAME = re.compile(r'\bfilename="([^"]*)"')
MIME_TYPE = re.compile(r"^content-type:\s*(\S+)", re.IGNORECASE | re.MULTILINE)

Posted = tuple[dict[str, Any], dict[str, Upload]]


def posted_by(request: HttpRequest) -> Posted:
    """Return what a request posts: parameters, and files by the name of their part.

    Raises:
        ValueError: the body is not what its content type says.
    """
    asked = dict(parse_qsl(urlsplit(request.target).query, keep_blank_values=True))
    if not request.body:
        return asked, {}
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        posted, files = read_multipart(content_type, request.body)
        return asked | posted, files
    if content_type.startswith("application/json"):
        return asked | read_json(request.body), {}
    return asked | dict(parse_qsl(request.body.decode(), keep_blank_values=True)), {}


def read_json(body: bytes) -> dict[str, Any]:
    """Read a JSON body."""
    posted = json.loads(body)
    if not isinstance(posted, dict):
        raise ValueError("the body is no JSON object")
    return posted


def read_multipart(content_type: str, body: bytes) -> Posted:
    """Take a multipart body apart."""
    boundary = BOUNDARY.search(content_type)
    if boundary is None:
        raise ValueError("the content type names no boundary")
    posted: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())[1:-1]:
        raw_head, _, content = part.partition(b"\r\n\r\n")
        head = raw_head.decode()
        name = PART_NAME.search(head)
        if name is None:
            raise ValueError("a part has no name")
        if file_name := FILE_NAME.search(head):
            files[name[1]] = upload_of(file_name[1], head, content)
        else:
            posted[name[1]] = content.decode()
    return posted, files


def upload_of(file_name: str, head: str, content: bytes) -> Upload:
    """Return one part as a file."""
    mime_type = MIME_TYPE.search(head)
    return Upload(file_name, content, mime_type[1] if mime_type else "application/octet-stream")
