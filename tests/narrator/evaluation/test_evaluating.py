"""The command, against a server that answers in each of the ways that count."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from click.testing import CliRunner, Result

from bot.__main__ import main
from tests.narrator.completing import found, said
from tests.narrator.openai_api.answers import Answer, refuses, says
from tests.narrator.openai_api.asked import Asked
from tests.narrator.openai_api.faults import Status
from tests.narrator.openai_api.hostile import Hostile
from tests.narrator.openai_api.server import OpenAiApi

BRIEF = "three developers and twenty functions"
TEXTS = {
    "reading/brief": f'language = "en"\ntext = "{BRIEF}"\n[answers]\nengineers = 3\ndeployables = 20\nteams = 1\n',
    "reading/leise": 'language = "de"\ntext = "Guten Morgen!"\n[answers]\n',
    "explaining/prime": 'case = "prime-video-vqa"\nlanguage = "en"\n',
    "answering/football": 'case = "prime-video-vqa"\nlanguage = "en"\nquestion = "Who won?"\nkind = "off_topic"\n',
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Write a few texts."""
    for name, content in TEXTS.items():
        file = tmp_path / f"{name}.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(content)
    return tmp_path


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAiApi]:
    """Start a server beside the command, and name it in the settings; whatever was asked of it was right."""
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(OpenAiApi()) as api:
        monkeypatch.setenv("OPENAI_API_KEY", api.key)
        monkeypatch.setenv("OPENAI_BASE_URL", api.url)
        yield api
    assert api.violations == []


def evaluate(texts: Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["eval", "--texts", str(texts), "--on", "2026-11-23"])


def model(asked: Asked) -> Answer:
    """Read well but for one wrong value, explain without grounds, and know what is off topic."""
    if asked.schema_name == "explanation":
        return Hostile("Visit https://evil.example now.")(asked)
    if asked.schema_name == "answer":
        return says({"kind": "off_topic", "language": "en", "sentences": []})
    if asked.text != BRIEF:
        return refuses()
    return says(found(said("engineers", "three", "three developers"), said("deployables", "20", "twenty functions")))


def test_it_prints_accuracy_grounds_refusals_tokens_and_times(api: OpenAiApi, texts: Path) -> None:
    api.always(model)
    result = evaluate(texts)
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "engineers 100% 1 of 1 wrong 0 missed 0 extra 0" in lines
    assert "teams 0% 0 of 1 wrong 0 missed 1 extra 0" in lines
    assert "all facts 67% 2 of 3 wrong 0 missed 1 extra 0" in lines
    assert "reading 0 of 2 as expected, 1 refused" in lines
    assert "explaining 0 of 1 as expected, 1 unfounded" in lines
    assert "answering 1 of 1 as expected" in lines
    assert "grounded share: 0%" in lines
    assert "refusals: 1" in lines
    assert "explaining 200 tokens in, 40 out" in lines
    assert any(line.startswith("reading median ") for line in lines)


def test_nothing_that_an_attack_says_is_printed(api: OpenAiApi, texts: Path) -> None:
    api.always(Hostile("Visit https://evil.example now.", calls_tools=True))
    assert "evil" not in evaluate(texts).output


def test_a_model_that_says_nothing_ends_it_with_one(api: OpenAiApi, texts: Path) -> None:
    api.always(Status(404))
    result = evaluate(texts)
    assert result.exit_code == 1
    assert "grounded share: none were said" in result.output


def test_without_a_key_it_says_what_to_set(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    result = evaluate(texts)
    assert result.exit_code == 2
    assert "Set OPENAI_API_KEY" in result.output
