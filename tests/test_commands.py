"""The commands: what they print, what they refuse, and how they end."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from rules.rivals import RIVALS
from rules.rulebook import HOUSE
from tests.rules.books import Book
from tests.rules.deciding import FOLDER

ROOT = Path(__file__).parents[1]
FILE = str(FOLDER / "cheap-functions.toml")
ON = ("--on", "2026-11-23")


def run(*arguments: str, typed: str = "") -> Result:
    """Run a command in this process, without a clock and without standard places."""
    return CliRunner().invoke(main, [*arguments, *ON], input=typed)


def refused(*arguments: str) -> list[str]:
    """Run a command that is refused, and give its messages."""
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    return result.stderr.splitlines()


def process(*arguments: str, typed: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "bot", *arguments, *ON]
    return subprocess.run(
        command, input=typed, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, timeout=60, check=False
    )


def answer_file(folder: Path, text: str) -> str:
    path = folder / "answers.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_decide_prints_the_verdict() -> None:
    result = run("decide", FILE)
    assert result.exit_code == 0
    assert "Stay as you are" in result.stdout
    assert "2026" in result.stdout.splitlines()[-1]


def test_decide_prints_one_json_object() -> None:
    content = json.loads(run("decide", FILE, "--json").stdout)
    assert (content["schema"], content["made_on"], content["region"]) == (1, "2026-11-23", "us-east-1")
    assert content["headline"]["action"] == "stay"
    assert content["payback"] is None or content["payback"]["horizon_months"] == 18


def test_the_horizon_and_the_region_are_settings() -> None:
    content = json.loads(run("decide", str(FOLDER / "stream-of-one-team.toml"), "--json", "--horizon", "6").stdout)
    assert content["payback"]["horizon_months"] == 6
    assert json.loads(run("decide", FILE, "--json", "--region", "eu-west-1").stdout)["region"] == "eu-west-1"


def test_two_processes_give_the_same_verdict_to_the_last_digit() -> None:
    first, second = (process("decide", FILE, "--json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second
    assert json.loads(first)["verdict"]


@pytest.mark.parametrize("months", ["-5", "0", "nan", "1e9", "soon"])
def test_an_impossible_horizon_is_refused(months: str) -> None:
    assert "Invalid value for '--horizon'" in refused("decide", FILE, "--horizon", months)[-1]


def test_a_day_that_is_none_is_refused() -> None:
    result = CliRunner().invoke(main, ["decide", FILE, "--on", "tomorrow"])
    assert result.exit_code == 2
    assert "does not match the format" in result.stderr


def test_a_day_before_the_prices_is_refused_with_what_is_missing() -> None:
    result = CliRunner().invoke(main, ["decide", FILE, "--on", "1999-01-01"])
    assert result.exit_code == 2
    assert "no value for 1999-01-01" in result.stderr
    assert "Traceback" not in result.output


def test_a_region_without_prices_is_refused() -> None:
    (told,) = refused("decide", FILE, "--region", "mars-1")
    assert told.startswith('prices: region: no prices for "mars-1". Known: us-east-1, eu-west-1')


@pytest.mark.parametrize("command", ["decide", "what-if"])
@pytest.mark.parametrize(
    ("text", "messages"),
    [
        pytest.param("[answers", ["cannot be read as TOML"], id="broken"),
        pytest.param("goal = 'cut_cost'", ["there is no [answers] table"], id="no table"),
        pytest.param("answers = 3", ["there is no [answers] table"], id="no table but a number"),
        pytest.param(
            "[answers]\nenginers = 3\nteams = -1\ngpu = 'x'\ngoal = 'fly'\nidle_share = 2",
            [
                'answers.enginers: no fact "enginers". Did you mean "engineers"?',
                "answers.teams: -1 is not possible",
                "answers.gpu: 'x' is neither true nor false.",
                "answers.goal: no choice 'fly'.",
                'answers.idle_share: no fact "idle_share".',
            ],
            id="a message for each mistake",
        ),
        pytest.param(
            "[answers]\nrequests_per_second = 100\npeak_requests_per_second = 5",
            ["the peak cannot be below the mean"],
            id="a peak below the mean",
        ),
        pytest.param(
            "[answers]\nengineers = { low = 9, high = 3 }\ncacheable_share = 1.2",
            ["low 9 is above high 3", "1.2 is not possible: it lies between 0 and 1."],
            id="impossible values",
        ),
    ],
)
def test_every_mistake_of_an_answer_file_gets_one_message(
    tmp_path: Path, command: str, text: str, messages: list[str]
) -> None:
    more = ("engineers=5",) if command == "what-if" else ()
    told = refused(command, answer_file(tmp_path, text), *more)
    assert len(told) == len(messages)
    for line, message in zip(told, messages, strict=True):
        assert line.startswith("answers.toml: ")
        assert message in line


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert refused("decide", str(tmp_path / "nowhere.toml")) == ["nowhere.toml: no such file. Check the path."]
    assert "cannot be read" in refused("decide", str(tmp_path))[0]
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    assert "Save it as UTF-8" in refused("decide", str(tmp_path / "bytes.toml"))[0]


def test_a_side_workload_has_answers_in_a_file_and_in_a_what_if(tmp_path: Path) -> None:
    text = '[answers]\nworkload = "web_app"\nside_workloads = ["scheduled_jobs"]\n'
    file = answer_file(tmp_path, f"{text}[side.scheduled_jobs]\nlongest_job_minutes = 40\n")
    content = json.loads(run("decide", file, "--json").stdout)
    assert content["side_answers"] == {"scheduled_jobs": {"longest_job_minutes": 40.0}}
    told = run("what-if", file, "scheduled_jobs.gpu=yes").stdout
    assert any(line.startswith("  *  Scheduled jobs") for line in told.splitlines())
    assert "is not among the side_workloads" in refused("what-if", file, "notifications.gpu=yes")[0]


def test_what_if_says_back_what_it_understood_and_shows_both_verdicts_side_by_side() -> None:
    result = run("what-if", FILE, "engineers=fifty", "teams = 9", "goal=1")
    assert result.exit_code == 0
    assert "What if engineers = 50, teams = 9, goal = " in " ".join(result.stdout.split())


def test_what_if_refuses_what_cannot_be() -> None:
    told = refused("what-if", FILE, "enginers=5", "engineers=-1", "teams")
    assert [line.split(":")[0] for line in told] == ["enginers=5", "engineers=-1", "teams"]
    assert 'Did you mean "engineers"?' in told[0]
    (contradiction,) = refused("what-if", FILE, "teams=50")
    assert "more teams than engineers" in contradiction


def test_rules_list_names_every_rule_whole() -> None:
    lines = run("rules", "list").stdout.splitlines()
    listed = {line.split()[-1] for line in lines}
    assert listed == {path.stem for path in (HOUSE / "book").rglob("*.toml")}


def test_rules_show_prints_a_rule() -> None:
    result = run("rules", "show", "a-job-over-15-minutes-does-not-fit-ordinary-lambda")
    assert result.exit_code == 0
    assert "It holds when" in result.stdout
    assert "Sources" in result.stdout


@pytest.mark.parametrize("rule", ["a-system-without-pain-stays", "functions-released-together-are-regrouped"])
def test_rules_show_says_what_advice_is_for(rule: str) -> None:
    assert "Advice to stay" in run("rules", "show", rule).stdout


def test_rules_show_says_what_a_pilot_is_for() -> None:
    shown = run("rules", "show", "one-flow-moves-into-one-process-first").stdout
    assert "A pilot, where the verdict is to move to a monolith, and an opinion." in shown


def test_every_rule_can_be_shown() -> None:
    for path in (HOUSE / "book" / "migration").glob("*.toml"):
        assert run("rules", "show", path.stem).exit_code == 0


def test_an_unknown_rule_is_refused_with_the_nearest() -> None:
    (told,) = refused("rules", "show", "a-job-over-15-minutes-does-not-fit-ordinary-lamda")
    assert 'Did you mean "a-job-over-15-minutes-does-not-fit-ordinary-lambda"?' in told


def test_rules_check_finds_the_rulebook_whole() -> None:
    result = run("rules", "check")
    assert result.exit_code == 0
    assert "no mistakes" in result.stdout


def test_rules_check_prints_what_is_stale_and_old_with_where_to_read_it_anew_and_is_content() -> None:
    result = CliRunner().invoke(main, ["rules", "check", "--on", "2027-05-24"])
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert (
        "stale: limit.lambda.timeout_minutes (Longest ordinary Lambda run), to be reviewed by 2027-05-23. "
        "Read it anew: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"
    ) in lines
    assert any(line.startswith("old: an-early-product-favours-one-application, its newest source") for line in lines)
    counts = [sum(line.startswith(word) for line in lines) for word in ("stale: ", "old: ")]
    assert lines[-1].endswith(f"no mistakes; {counts[0]} stale and {counts[1]} old on 2027-05-24.")


def test_rules_check_names_the_mistakes_of_cases(tmp_path: Path) -> None:
    Book(tmp_path).write("cases/one.toml", "[answers]\nengineers = 0")
    told = refused("rules", "check", str(tmp_path))
    assert any(line.startswith("one.toml: decision: is missing.") for line in told)


def test_rules_check_names_every_mistake_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "odd.toml").write_text('kind = "number"', encoding="utf-8")
    told = refused("rules", "check", str(tmp_path))
    assert len(told) > 2
    assert any(line.startswith("odd.toml: question: is missing") for line in told)


def test_rules_claims_tells_what_carries_each_and_ends_with_the_count() -> None:
    result = run("rules", "claims")
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    at = lines.index(f"{22:3}  {'A function may run for 15 minutes':60} limited")
    carriers = list(takewhile(lambda line: line.startswith("     "), lines[at + 1 :]))
    assert "     gate       a-job-over-15-minutes-does-not-fit-ordinary-lambda" in carriers
    assert "     nothing: Whether a further login is welcome is a matter of taste, and no" in lines
    open_ = lines.count("     open")
    assert lines[-1] == f"{129 - open_} of 129 accounted for"
    assert result.exit_code == (1 if open_ else 0)


RAISED = """
["limit.lambda.concurrency"]
what = "Lambda runs at once in our account"
unit = "1"
review_by = 2027-06-30
[["limit.lambda.concurrency".readings]]
valid_from = 2026-01-01
region = "everywhere"
source = "Our quotas"
url = "https://wiki.example.com/quotas"
value = 5000
"""
GATE = "a-job-over-15-minutes-does-not-fit-ordinary-lambda"


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """Write a rulebook of a company, which switches a rule off."""
    (tmp_path / "acme" / "book").mkdir(parents=True)
    (tmp_path / "acme" / "book" / f"{GATE}.toml").write_text('off = true\nwhy = "We say so."', encoding="utf-8")
    return tmp_path / "acme"


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Write a rulebook of a team, which says more of a fact."""
    (tmp_path / "team" / "facts").mkdir(parents=True)
    (tmp_path / "team" / "facts" / "engineers.toml").write_text('question = "How many of us?"', encoding="utf-8")
    return tmp_path / "team"


@pytest.mark.parametrize("command", ["decide", "what-if", "list", "show", "check", "chat"])
def test_every_command_that_decides_takes_further_rulebooks(tmp_path: Path, acme: Path, command: str) -> None:
    arguments = {
        "decide": ["decide", FILE],
        "what-if": ["what-if", FILE, "engineers=6"],
        "list": ["rules", "list"],
        "show": ["rules", "show", "one-team-favours-one-deployable"],
        "check": ["rules", "check"],
        "chat": ["chat", "--file", str(tmp_path / "advisor.sqlite3")],
    }[command]
    assert run(*arguments, "--rulebook", str(acme)).exit_code == 0
    (acme / "book" / f"{GATE}.toml").write_text("off = true", encoding="utf-8")
    told = refused(*arguments, "--rulebook", str(acme))
    assert told == [f"acme/book/{GATE}.toml: why: is missing. Add it."]


def test_cases_and_simulate_take_further_rulebooks(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    for command in ("cases", "simulate"):
        assert refused(command, "--rulebook", nowhere)[0].startswith(f"{nowhere}: no such folder.")


def test_the_environment_names_rulebooks_in_order(acme: Path, team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RULEBOOK", f"{acme}{os.pathsep}{team}{os.pathsep}")
    named = [book["name"] for book in json.loads(run("decide", FILE, "--json").stdout)["rulebooks"]]
    assert named == ["house", "acme", "team"]
    monkeypatch.setenv("RULEBOOK", "")
    assert len(json.loads(run("decide", FILE, "--json").stdout)["rulebooks"]) == 1


def test_an_option_goes_before_the_environment(acme: Path, team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RULEBOOK", str(acme))
    content = json.loads(run("decide", FILE, "--json", "--rulebook", str(team)).stdout)
    assert [book["name"] for book in content["rulebooks"]] == ["house", "team"]


def test_a_rule_that_is_switched_off_is_not_hidden(acme: Path) -> None:
    assert f"({GATE})" in run("decide", FILE, "--rulebook", str(acme)).stdout
    assert GATE not in run("rules", "list", "--rulebook", str(acme)).stdout
    assert f"acme switches off the rule {GATE}." in run("rules", "check", "--rulebook", str(acme)).stdout


def test_whoever_looks_up_a_rule_that_is_switched_off_is_told_by_whom_and_why(acme: Path) -> None:
    (told,) = refused("rules", "show", GATE, "--rulebook", str(acme))
    assert told.startswith(f'the rule "{GATE}" is switched off by acme, because: ')


def test_rules_check_names_the_rules_that_speak_of_a_changed_limit(acme: Path) -> None:
    (acme / "prices").mkdir()
    (acme / "prices" / "raised.toml").write_text(RAISED, encoding="utf-8")
    assert (
        "acme changes the price or limit limit.lambda.concurrency. See that what these rules say still holds: "
        "a-peak-over-the-account-limit-weighs-on-lambda, raise-the-concurrency-limit-before-the-peak."
    ) in run("rules", "check", "--rulebook", str(acme)).stdout.splitlines()


def test_cases_prints_a_line_a_case_the_scores_of_trivial_advisors_and_its_own() -> None:
    lines = run("cases").stdout.splitlines()
    cases = len(list((HOUSE / "cases").glob("*.toml")))
    assert len(lines) == cases + len(RIVALS) + 1
    for name, line in zip(RIVALS, lines[cases:-1], strict=True):
        assert line.startswith(f"{name}: acceptable ")
    assert lines[-1].startswith("acceptable ")
    assert f" of {cases}, " in lines[-1]


def test_cases_refuses_a_folder_without_cases(tmp_path: Path) -> None:
    assert refused("cases", str(tmp_path)) == [f"{tmp_path}: no cases are in it. Name a folder of case files."]


def test_simulate_plays_a_few_systems() -> None:
    done = process("simulate", "--systems", "4")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.decode().splitlines()
    assert [line.split(":")[0] for line in lines] == ["priors", "broader", "all"]
    assert "4 systems" in lines[-1]


@pytest.mark.parametrize("systems", ["0", "1", "-3", "many"])
def test_simulate_needs_a_system_of_each_spread(systems: str) -> None:
    assert "Invalid value for '--systems'" in refused("simulate", "--systems", systems)[-1]


def docs(folder: Path) -> Result:
    """Run the command that writes docs, which has a day of its own."""
    return CliRunner().invoke(main, ["docs", str(folder)])


def test_docs_writes_the_rules_and_the_verdicts_on_the_archetypes_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "archetypes").mkdir()
    text = 'title = "A shop"\nwhat = "It works."\n[answers]\npains = ["none"]\ncurrent_shape = "monolith"\n'
    (tmp_path / "archetypes" / "shop.toml").write_text(text, encoding="utf-8")
    result = docs(tmp_path)
    assert result.exit_code == 0, result.output
    assert "**Stay as you are (" in (tmp_path / "sensitivity.md").read_text("utf-8")
    assert len(list((tmp_path / "rules").glob("*.md"))) == len(list((HOUSE / "book").iterdir())) + 1


def test_docs_says_what_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "archetypes").mkdir()
    text = 'title = "Nothing"\nwhat = "Nothing."\n[answers]\n'
    (tmp_path / "archetypes" / "nothing.toml").write_text(text, encoding="utf-8")
    (tmp_path / "rules").write_text("In the way.", encoding="utf-8")
    result = docs(tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{tmp_path / 'rules'}: cannot be written" in result.stderr


def test_docs_writes_nothing_into_a_folder_without_archetypes(tmp_path: Path) -> None:
    result = docs(tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no archetypes are in it. Run this in the folder of the project." in result.stderr
    assert list(tmp_path.iterdir()) == []


def chat(tmp_path: Path, typed: str) -> Result:
    return run("chat", "--file", str(tmp_path / "advisor.sqlite3"), typed=typed)


def test_chat_fed_line_by_line_ends_with_a_verdict(tmp_path: Path) -> None:
    result = chat(tmp_path, "cut cost\ncloud bill\n" + "?\n" * 40)
    assert result.exit_code == 0
    assert "Here is the verdict." in result.stdout
    assert (tmp_path / "advisor.sqlite3").exists()


def test_chat_without_input_ends_with_a_verdict(tmp_path: Path) -> None:
    result = chat(tmp_path, "")
    assert result.exit_code == 0
    assert "sure" in result.stdout


def test_chat_goes_on_where_its_file_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "advisor.sqlite3").mkdir()
    result = chat(tmp_path, "cut cost\n")
    assert result.exit_code == 0
    assert "Your answers are not kept." in result.stdout


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(b"x" * 10_000_000, id="10 MB"),
        pytest.param(b"\x00\x07\x1b[31m\x08", id="control characters"),
        pytest.param("\u202e🙂".encode(), id="emoji"),
        pytest.param(b"\xff\xfe\xc3\x28", id="no text at all"),
    ],
)
def test_chat_refuses_what_is_no_answer_and_goes_on(tmp_path: Path, typed: bytes) -> None:
    path = str(tmp_path / "advisor.sqlite3")
    done = process("chat", "--file", path, typed=typed + b"\ncut cost\nanswers\n", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0, done.stderr[-500:]
    assert b"Name one goal" in done.stdout
    assert b"goal = " in done.stdout
    assert b"\x1b" not in done.stdout
    assert len(done.stdout) < 50_000


def test_a_verdict_can_be_printed_where_only_ascii_is_known() -> None:
    done = process("decide", FILE, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert b"Stay as you are" in done.stdout


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let processes be interrupted: where tests run in the background SIGINT is ignored, which a process inherits."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_keeps_everything_and_ends_with_130(tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    command = [sys.executable, "-u", "-m", "bot", "chat", "--file", str(path), *ON]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"cut cost\n")
        running.stdin.flush()
        # The second question is put once the first answer is kept.
        for line in running.stdout:
            if line.startswith(b"1 answered"):
                break
        running.send_signal(signal.SIGINT)
        rest = running.stdout.read()
        assert running.wait(timeout=30) == 130
    assert b"Everything you answered is kept" in rest
    assert b"Traceback" not in rest
    again = process("chat", "--file", str(path), typed=b"")
    assert again.returncode == 0
