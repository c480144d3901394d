"""What must not leave is taken out; what describes a system stays as it is."""

import base64
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.narrator.completing import Message
from bot.narrator.provider import Provider
from bot.narrator.scrubbing import scrub
from rules.rulebook import Rulebook
from tests.narrator.openai_api.answers import says
from tests.narrator.openai_api.server import OpenAiApi
from tests.narrator.provider.asking import VERDICT

TELLING = [
    ("write to anna.b+x@example.co.uk.", "write to [e-mail]."),
    ("ben＠example.com", "[e-mail]"),
    ("call +49 171 2345678.", "call [phone]."),
    ("+1 (555) 123-4567", "[phone]"),
    ("(555) 123-4567", "[phone]"),
    ("555-123-4567", "[phone]"),
    ("0171/2345678", "[phone]"),
    ("06 12 34 56 78", "[phone]"),
    ("0049 171 1234567", "[phone]"),
    ("Tel.: 1234567", "Tel.: [phone]"),
    ("ping @anna_b about it", "ping [name] about it"),
    ("AKIAIOSFODNN7EXAMPLE", "[key]"),
    ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "[key]"),
    ("sk-proj-abc123def456ghi789jkl", "[key]"),
    ("sk_live_abcdefgh12345678", "[key]"),  # kingfisher:ignore - made up
    ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "[key]"),  # kingfisher:ignore - made up
    ("xoxb-12345678901-abcdef", "[key]"),
    ("the bot is 123456789:AAE-dozens-of-letters-and-digits-here", "the bot is [key]"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_1", "[key]"),
    ("d41d8cd98f00b204e9800998ecf8427e", "[key]"),
    ("Authorization: Bearer abc.def-ghi_jkl==", "Authorization: Bearer [key]"),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nand so on", "[key]\nand so on"),
    ("-----BEGIN PRIVATE KEY-----\nthe end was cut off", "[key]"),
    ("postgres://app:hunter2@db.internal:5432/x", "postgres://[password]@db.internal:5432/x"),
    ("https://token@github.com/a/b", "https://[password]@github.com/a/b"),
    ("password=hunter2", "password=[password]"),
    ("DB_PASSWORD: 'geheim!1'", "DB_PASSWORD: '[password]'"),
    ('{"password": "hunter2"}', '{"password": "[password]"}'),
    ("my password is hunter2", "my password is [password]"),
    ("das Passwort ist hunter2", "das Passwort ist [password]"),
    ("mysql --password hunter2 -h db", "mysql --password [password] -h db"),
    ("api_key = abcd1234efgh", "api_key = [key]"),
    ("CLIENT_SECRET=correcthorsebattery", "CLIENT_SECRET=[key]"),
    ("arn:aws:lambda:eu-west-1:123456789012:function:x", "arn:aws:lambda:eu-west-1:[account]:function:x"),
    ("in account 123456789012", "in account [account]"),
    ("123456789012.dkr.ecr.eu-west-1.amazonaws.com/x", "[account].dkr.ecr.eu-west-1.amazonaws.com/x"),
]
HONEST = [
    "20k rps, 1,000,000 a month, 1.000.000,50 Euro, 1 000 000 000 requests, 12 lakh, 3.5e6",
    "+1 000 000 a month, +12 345 678 users, up 20 % from 12345678",
    "2026-11-23, 23.11.2026 10:00, 03/12/2026 1234 users, 2026-11-23T10:00:00Z, at 1795000000",
    "12.5.3 and v3.11.9 on 3.57.0",
    "p99 200-300 ms, 100-500 and 500-1000, 512-1024-2048 MB, 2000 rps @peak, 500@p99",
    "10.0.0.0/16, 192.168.100.200:8080 and 2001:db8::1",
    "123e4567-e89b-12d3-a456-426614174000",
    "@aws-sdk/client-s3 and @copilotkit/aimock; @app.route('/x')",
    "passwords are hashed; the password is stored by Cognito; Token: JWT with 15 minutes",
    "my-very-long-lambda-function-name-v2-Production-eu-west-1a",
    "s3://Bucket1/some/path/of/more/than/forty/characters/abc9/xx8/y7",
    "OrderProcessingStateMachineExecutionRoleForProduction2",
    "arn:aws:s3:::my-bucket/key, 0.25 vCPU, $0.0000166667 per GB-s, 00:30-06:00, 12345678901234 bytes",
    "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html?x=1#function-configuration",
]
prose = st.text(alphabet=string.ascii_lowercase + string.digits + " .,:-/@+()\n", max_size=60)


@pytest.mark.parametrize(("text", "left"), TELLING)
def test_what_is_private_is_replaced_by_a_word(text: str, left: str) -> None:
    assert scrub(text) == left


@pytest.mark.parametrize("text", HONEST)
def test_what_describes_a_system_stays(text: str) -> None:
    assert scrub(text) == text


def test_no_sentence_of_the_rulebook_is_changed(rulebook: Rulebook) -> None:
    sentences = [rule.file.because for rule in rulebook.rules]
    sentences += [fact.question for fact in rulebook.facts.values()]
    assert len(sentences) > 200
    assert [sentence for sentence in sentences if scrub(sentence) != sentence] == []


@given(st.text(max_size=200) | prose)
def test_scrubbing_again_changes_nothing(text: str) -> None:
    assert scrub(scrub(text)) == scrub(text)


@given(prose, st.binary(min_size=30, max_size=30), prose)
def test_a_random_secret_of_forty_letters_never_leaves(before: str, secret: bytes, after: str) -> None:
    key = base64.b64encode(secret).decode()
    digits, letters = sum(map(str.isdigit, key)), len(set(key))
    if digits >= 3 and letters >= 16 and key.count("/") + key.count("+") <= 4:
        assert key not in scrub(f"{before} {key} {after}")


@given(prose, st.text(string.ascii_letters + string.digits, min_size=1, max_size=20), prose)
def test_an_address_never_leaves(before: str, name: str, after: str) -> None:
    assert f"{name}@example.com" not in scrub(f"{before} {name}@example.com {after}")


@given(prose, st.text(string.ascii_letters + string.digits + "!$%&*#", min_size=1, max_size=20), prose)
def test_a_password_in_an_address_never_leaves(before: str, password: str, after: str) -> None:
    assert f":{password}@db" not in scrub(f"{before} mysql://app:{password}@db.internal/x {after}")


@given(
    st.integers(0, 10**9), st.sampled_from(["{:,}", "{:_}", "{}", "{:.1e}"]), st.sampled_from(["rps", "MB", "users"])
)
def test_a_number_with_its_unit_always_stays(number: int, form: str, unit: str) -> None:
    text = f"about {form.format(number)} {unit}, sometimes {number // 1000}k-{number}"
    assert scrub(text) == text
    spaced = f"{number:,}".replace(",", " ")
    assert scrub(f"{spaced} {unit}") == f"{spaced} {unit}"


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_whatever_is_sent_is_scrubbed_on_its_way_out() -> None:
    async with OpenAiApi() as api:
        api.answers(says({"verdict": "lambda"}))
        await Provider(api.key, api.url, "a-model")([Message("user", "I am anna@example.com.")], VERDICT)
        assert api.requests[0].texts == ["I am [e-mail]."]
