"""The bucket, asked in the protocol of S3 over loopback."""

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer as TestServer
from pydantic import SecretStr

from bot.backups.bucket import CHUNK_BYTES, Bucket
from bot.backups.errors import BackupError
from bot.backups.settings import BackupSettings
from tests.backups.s3.server import Store

pytestmark = pytest.mark.anyio
NAME = "advisor-20261123T120000Z.sqlite3.gz"
OTHER = "advisor-20261123T130000Z.sqlite3.gz"


@pytest.mark.parametrize("size", [0, 1000, 2 * CHUNK_BYTES + 1])
async def test_what_is_uploaded_comes_back_byte_by_byte(
    s3: Store, with_bucket: BackupSettings, tmp_path: Path, size: int
) -> None:
    sent, got = tmp_path / "sent", tmp_path / "got"
    sent.write_bytes(bytes(range(256)) * (size // 256) + b"x" * (size % 256))
    bucket = Bucket(with_bucket)
    await bucket.put(NAME, sent)
    await bucket.fetch(NAME, got)
    assert got.read_bytes() == sent.read_bytes()
    assert await bucket.list() == {NAME: size}
    assert s3.refused == []


async def test_a_list_of_several_pages_is_read_to_its_end(s3: Store, with_bucket: BackupSettings) -> None:
    s3.page = 2
    names = [f"advisor-20261123T{hour:02}0000Z.sqlite3.gz" for hour in range(5)]
    s3.objects = {f"backups/{name}": b"x" for name in names}
    assert list(await Bucket(with_bucket).list()) == names


async def test_nothing_else_in_the_bucket_is_listed(s3: Store, with_bucket: BackupSettings) -> None:
    s3.objects = {f"backups/{NAME}": b"x", "backups/readme.txt": b"x", f"other/{NAME}": b"x", NAME: b"x"}
    assert await Bucket(with_bucket).list() == {NAME: 1}


async def test_only_what_is_named_is_deleted(s3: Store, with_bucket: BackupSettings) -> None:
    s3.objects = {f"backups/{NAME}": b"x", f"backups/{OTHER}": b"x", "readme.txt": b"x"}
    await Bucket(with_bucket).delete([NAME])
    assert set(s3.objects) == {f"backups/{OTHER}", "readme.txt"}


async def test_a_wrong_key_is_told_by_the_name_of_the_error_and_not_by_the_key(
    s3: Store, with_bucket: BackupSettings
) -> None:
    wrong = with_bucket.model_copy(update={"backup_s3_secret_key": SecretStr("tsec-mistyped")})
    with pytest.raises(BackupError) as refused:
        await Bucket(wrong).list()
    assert str(refused.value) == "The bucket advisor-backups cannot be used: SignatureDoesNotMatch. Check BACKUP_S3_*."
    assert s3.refused == ["SignatureDoesNotMatch"]


async def test_a_copy_that_is_not_there_is_told_of(with_bucket: BackupSettings, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="has no such backup"):
        await Bucket(with_bucket).fetch(NAME, tmp_path / "got")


async def test_a_bucket_that_is_down_is_told_of(s3: Store, with_bucket: BackupSettings) -> None:
    s3.down = True
    with pytest.raises(BackupError, match="cannot be used: ServiceUnavailable"):
        await Bucket(with_bucket).list()


async def test_a_bucket_that_is_not_there_is_told_of_in_one_line_with_its_cause(with_bucket: BackupSettings) -> None:
    nobody = with_bucket.model_copy(update={"backup_s3_endpoint": "http://127.0.0.1:9"})
    with pytest.raises(BackupError) as refused:
        await Bucket(nobody).list()
    assert str(refused.value) == (
        "The bucket advisor-backups cannot be used: HTTP error: error sending request: Connection refused. "
        "Check BACKUP_S3_*."
    )


async def test_a_page_that_answers_in_a_buckets_place_is_not_told(with_bucket: BackupSettings) -> None:
    async def page(_request: web.BaseRequest) -> web.Response:
        return web.Response(status=404, text="<html>\n<p>Nothing is here.</p>\n</html>", content_type="text/html")

    async with TestServer(page) as server:
        elsewhere = with_bucket.model_copy(update={"backup_s3_endpoint": str(server.make_url("")).rstrip("/")})
        with pytest.raises(BackupError, match=r"used: Server returned non-2xx status code: 404 Not Found\. Check"):
            await Bucket(elsewhere).list()
