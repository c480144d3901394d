"""Signature Version 4 as S3 checks it: the whole of it computed anew from the request."""

import hashlib
import hmac
import re
from urllib.parse import quote

from aiohttp import web

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<scope>\d{8}/[a-z0-9-]+/s3/aws4_request), ?"
    r"SignedHeaders=(?P<headers>[a-z0-9;-]+), ?Signature=(?P<signature>[0-9a-f]{64})"
)
UNSIGNED = "UNSIGNED-PAYLOAD"


def refusal(request: web.Request, body: bytes, key: str, secret: str, region: str) -> str | None:
    """Give the code of S3's error for a request; None for one that is signed as it should be."""
    found = _AUTHORIZATION.fullmatch(request.headers.get("Authorization", ""))
    if found is None:
        return "AccessDenied"
    if found["key"] != key:
        return "InvalidAccessKeyId"
    if found["scope"].split("/")[1] != region:
        return "AuthorizationHeaderMalformed"
    sent = request.headers["x-amz-content-sha256"]
    if sent not in (UNSIGNED, hashlib.sha256(body).hexdigest()):
        return "XAmzContentSHA256Mismatch"
    if not {"host", "x-amz-date", "x-amz-content-sha256"} <= {*found["headers"].split(";")}:
        return "AccessDenied"
    wanted = _signature(request, found["headers"].split(";"), found["scope"], secret)
    return None if hmac.compare_digest(wanted, found["signature"]) else "SignatureDoesNotMatch"


def _signature(request: web.Request, headers: list[str], scope: str, secret: str) -> str:
    canonical = "\n".join(
        (
            request.method,
            quote(request.path, safe="/-_.~"),
            "&".join(sorted(f"{_quoted(name)}={_quoted(value)}" for name, value in request.query.items())),
            *(f"{name}:{' '.join(request.headers[name].split())}" for name in headers),
            "",
            ";".join(headers),
            request.headers["x-amz-content-sha256"],
        )
    )
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = f"AWS4-HMAC-SHA256\n{request.headers['x-amz-date']}\n{scope}\n{digest}"
    signing_key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        signing_key = hmac.digest(signing_key, part.encode(), "sha256")
    return hmac.new(signing_key, to_sign.encode(), hashlib.sha256).hexdigest()


def _quoted(text: str) -> str:
    return quote(text, safe="-_.~")
