"""A stand-in for a store that speaks S3, on loopback: objects, uploads in parts, lists in pages, and signatures."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self, TypeAlias
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from aiohttp import web

from tests.backups.s3.signature import refusal

KEY, SECRET, REGION, BUCKET = "tid_of_the_test", "tsec_of_the_test", "auto", "advisor-backups"
STATUS = {"NoSuchKey": 404, "NoSuchBucket": 404, "NoSuchUpload": 404, "ServiceUnavailable": 503, "MalformedXML": 400}
"""The status of each error; that of any other is 403."""
XMLNS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
MOMENT = "2026-11-23T12:00:00.000Z"
LARGEST_BYTES = 64 * 1024 * 1024
SMALLEST_PART_BYTES = 5 * 1024 * 1024
Handler: TypeAlias = Callable[[web.Request, str, bytes], web.Response]


class Refused(Exception):
    """A request that is answered with an error of S3's, by its code."""


@dataclass
class Store:
    """A store with one bucket.

    Attributes:
        url: where it is.
        objects: what it holds, by key.
        page: how many keys a list gives at a time.
        down: whether it is down for the moment.
        refused: the codes of all errors.
        asked: method and path of all requests.
    """

    url: str = ""
    objects: dict[str, bytes] = field(default_factory=dict)
    page: int = 1000
    down: bool = False
    refused: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    _uploads: dict[str, dict[int, bytes]] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST_BYTES)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.asked.append(f"{request.method} {request.path_qs}")
        try:
            return self._answer_to(request, body)
        except Refused as error:
            code = str(error)
            self.refused.append(code)
            return web.Response(
                status=STATUS.get(code, 403),
                text=f"<Error><Code>{code}</Code><Message>{code}</Message></Error>",
                content_type="application/xml",
            )

    def _answer_to(self, request: web.Request, body: bytes) -> web.Response:
        if self.down:
            raise Refused("ServiceUnavailable")
        code = refusal(request, body, KEY, SECRET, REGION)
        if code is not None:
            raise Refused(code)
        bucket, _, key = request.path.removeprefix("/").partition("/")
        if bucket != BUCKET:
            raise Refused("NoSuchBucket")
        of_bucket = {"GET": self._list}
        of_upload = {"PUT": self._put_part, "POST": self._complete, "DELETE": self._abort}
        of_key = {"GET": self._get, "HEAD": self._get, "PUT": self._put, "DELETE": self._delete, "POST": self._begin}
        handlers: Mapping[str, Handler] = of_bucket if not key else of_upload if "uploadId" in request.query else of_key
        return handlers[request.method](request, key, body)

    def _put(self, _request: web.Request, key: str, body: bytes) -> web.Response:
        self.objects[key] = body
        return web.Response(headers={"ETag": _etag(body)})

    def _get(self, _request: web.Request, key: str, _body: bytes) -> web.Response:
        if key not in self.objects:
            raise Refused("NoSuchKey")
        held = self.objects[key]
        return web.Response(body=held, headers={"ETag": _etag(held), "Last-Modified": "Mon, 23 Nov 2026 12:00:00 GMT"})

    def _delete(self, _request: web.Request, key: str, _body: bytes) -> web.Response:
        self.objects.pop(key, None)
        return web.Response(status=204)

    def _begin(self, _request: web.Request, key: str, _body: bytes) -> web.Response:
        upload = f"upload-{len(self._uploads)}"
        self._uploads[upload] = {}
        return _xml("InitiateMultipartUploadResult", f"<Key>{escape(key)}</Key><UploadId>{upload}</UploadId>")

    def _put_part(self, request: web.Request, _key: str, body: bytes) -> web.Response:
        self._parts(request)[int(request.query["partNumber"])] = body
        return web.Response(headers={"ETag": _etag(body)})

    def _complete(self, request: web.Request, key: str, body: bytes) -> web.Response:
        parts = self._parts(request)
        wanted = [
            int(each.text or "") for each in ElementTree.fromstring(body).iter() if each.tag.endswith("PartNumber")
        ]
        sizes = [len(parts[number]) for number in wanted[:-1]]
        if wanted != sorted(parts) or any(size < SMALLEST_PART_BYTES for size in sizes):
            raise Refused("MalformedXML")
        self.objects[key] = b"".join(parts[number] for number in wanted)
        return _xml("CompleteMultipartUploadResult", f"<ETag>{escape(_etag(self.objects[key]))}</ETag>")

    def _abort(self, request: web.Request, _key: str, _body: bytes) -> web.Response:
        self._parts(request).clear()
        return web.Response(status=204)

    def _parts(self, request: web.Request) -> dict[int, bytes]:
        if request.query["uploadId"] not in self._uploads:
            raise Refused("NoSuchUpload")
        return self._uploads[request.query["uploadId"]]

    def _list(self, request: web.Request, _key: str, _body: bytes) -> web.Response:
        after = request.query.get("continuation-token", "")
        keys = [key for key in sorted(self.objects) if key.startswith(request.query.get("prefix", "")) and key > after]
        page, more = keys[: self.page], len(keys) > self.page
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{MOMENT}</LastModified>"
            f"<ETag>{escape(_etag(self.objects[key]))}</ETag><Size>{len(self.objects[key])}</Size></Contents>"
            for key in page
        )
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        return _xml(
            "ListBucketResult",
            f"<Name>{BUCKET}</Name><KeyCount>{len(page)}</KeyCount><IsTruncated>{str(more).lower()}</IsTruncated>"
            f"{token}{rows}",
        )


def _etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _xml(name: str, content: str) -> web.Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?><{name} {XMLNS}>{content}</{name}>'
    return web.Response(text=text, content_type="application/xml")
