"""The chat fed line by line: to the verdict, to the end of its input, and through what goes wrong."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.interview.record import Entry, Record
from bot.terminal.chat import Chat
from bot.terminal.keeping import PIPED, Keeper, open_keeper
from rules.answers import Known, Unknown
from rules.decide import decide
from rules.scoring import Engine
from rules.subjects import SubjectAnswers
from rules.verdict import Verdict
from tests.rules.deciding import QUICK, archetype
from tests.terminal.samples import console, joined, written

MOST = 60
WINS = ("wins, as", "win, as", "wins, most likely as", "win, most likely as", "A tie:")
"""How every verdict begins to name its winner."""


def quick(engine: Engine, answers: SubjectAnswers) -> Verdict:
    return decide(engine, answers.system, QUICK, answers.sides)


class Held:
    """One interview held in memory, and what it kept."""

    def __init__(self, engine: Engine, lines: Iterable[str], record: Record | None = None) -> None:
        self.console = console()
        self.kept: list[Record] = []
        self.finished: list[Verdict] = []
        self.decided: list[SubjectAnswers] = []
        chat = Chat(
            engine, self.console, iter(lines), self.kept.append, partial(self._decide, engine), self.finished.append
        )
        chat.record = record or Record()
        self.chat = chat

    def _decide(self, engine: Engine, answers: SubjectAnswers) -> Verdict:
        self.decided.append(answers)
        return quick(engine, answers)

    def hold(self) -> "Held":
        self.chat.hold()
        return self

    @property
    def text(self) -> str:
        return joined(written(self.console))


def named_winners(text: str) -> int:
    return sum(text.count(words) for words in WINS)


def test_a_whole_interview_leads_to_the_verdict(engine: Engine) -> None:
    held = Held(engine, ["cut cost", "cloud bill", *["?"] * MOST]).hold()
    assert "No further question is worth your time. Here is the verdict." in held.text
    assert named_winners(held.text) == 1
    assert len(held.finished) == 1
    assert held.kept[-1].answers["goal"] == Known("cut_cost")


def test_everything_is_kept_after_every_answer_and_not_otherwise(engine: Engine) -> None:
    held = Held(engine, ["cut cost", "why", "purple cows", "outages", "answers", "help"]).hold()
    assert [len(record.entries) for record in held.kept] == [1, 2]


def test_the_end_of_input_gives_the_verdict_so_far(engine: Engine) -> None:
    held = Held(engine, ["cut cost", "cloud bill"]).hold()
    assert named_winners(held.text) == 1
    assert "No further question" not in held.text
    assert held.finished == []
    assert held.decided == [held.kept[-1].by_subject]


def test_no_input_at_all_gives_a_verdict_too(engine: Engine) -> None:
    held = Held(engine, []).hold()
    assert named_winners(held.text) == 1
    assert held.kept == []


def test_the_winner_is_not_shown_before_the_verdict(engine: Engine) -> None:
    shown: list[int] = []

    def lines(held: list[Held]) -> Iterator[str]:
        for text in ("cut cost", "cloud bill", "guess lambda", "?", "?", "answers", "help", "why", "back", "skip"):
            shown.append(named_winners(held[0].text))
            yield text

    holder: list[Held] = []
    holder.append(Held(engine, lines(holder)))
    holder[0].hold()
    assert shown == [0] * 10


def test_the_verdict_is_shown_at_any_time_on_demand(engine: Engine) -> None:
    held = Held(engine, ["cut cost", "/verdict", "verdict"]).hold()
    assert named_winners(held.text) == 3
    assert held.finished == []


def test_quit_stops_with_the_verdict_so_far_and_asks_nothing_more(engine: Engine) -> None:
    held = Held(engine, ["cut cost", "quit", "outages"]).hold()
    assert len(held.kept) == 1
    assert named_winners(held.text) == 1


def test_a_guess_is_shown_beside_the_verdict(engine: Engine) -> None:
    held = Held(engine, ["guess containers"]).hold()
    assert "Your guess: containers" in held.text


def test_answers_are_shown_by_the_names_that_change_them(engine: Engine) -> None:
    held = Held(engine, ["answers", "cut cost", "answers", "goal = launch fast"]).hold()
    assert "Nothing yet." in held.text
    assert "goal = " in held.text
    assert held.kept[-1].answers == {"goal": Known("launch_fast")}


def test_it_says_where_it_stands(engine: Engine) -> None:
    held = Held(engine, ["cut cost", "cloud bill"]).hold()
    assert "0 answered, about" in held.text
    assert "2 answered, " in held.text


def test_it_goes_on_where_it_was_left(engine: Engine) -> None:
    record = Record((Entry("goal", {"goal": Known("cut_cost")}),))
    held = Held(engine, ["outages"], record).hold()
    assert "0 answered" not in held.text
    assert held.kept[0].answers == {"goal": Known("cut_cost"), "pains": Known(("outages",))}


def test_what_was_kept_under_an_older_vocabulary_is_left_out_and_told(engine: Engine) -> None:
    record = Record((Entry("moon", {"moon": Known("full")}), Entry("goal", {"goal": Known("cut_cost")})))
    held = Held(engine, [], record).hold()
    assert "left out: moon." in held.text
    assert held.decided == [SubjectAnswers({"goal": Known("cut_cost")})]


@pytest.mark.parametrize(
    "text", ["x" * 10_000_000, "\x00\x1b[31mred\x07", "\u202e5\u202c", "🙂", "[red]", "[/]", "\ud800", "[link=x]"]
)
def test_whatever_is_typed_is_refused_politely_and_never_echoed(engine: Engine, text: str) -> None:
    held = Held(engine, [text, "cut cost", text, text]).hold()
    assert [record.answers for record in held.kept] == [{"goal": Known("cut_cost")}]
    assert "\x1b" not in held.text
    assert len(held.text) < 20_000


def after(engine: Engine, *lines: str) -> str:
    """Give what follows the verdict."""
    known = {**archetype("stream-of-one-team"), "cloud_usd_month": Unknown(), "side_workloads": Known(())}
    record = Record(tuple(Entry(name, {name: answer}) for name, answer in known.items()))
    return Held(engine, lines, record).hold().text.split("More:", 1)[1]


def test_after_the_verdict_costs_rules_and_what_ifs_are_shown(engine: Engine) -> None:
    assert "In 9 of 10 worlds it is" in after(engine, "costs containers")
    rule = "a-job-over-15-minutes-does-not-fit-ordinary-lambda"
    assert rule in after(engine, f"why {rule}")
    assert "engineers = 12" in after(engine, "engineers = 12")


def test_after_the_verdict_a_mistake_is_told_and_nothing_is_kept(engine: Engine) -> None:
    assert "Did you mean" in after(engine, "why a-job-over-15-minutes-does-not-fit")
    assert "more teams than engineers" in after(engine, "engineers = 3", "teams = 500")
    assert "not possible" in after(engine, "engineers = -4")
    assert "What changes" not in after(engine, "\x00", "nonsense", "x" * 1_000_000)


def test_after_the_verdict_quit_ends_it(engine: Engine) -> None:
    assert "Fargate" not in after(engine, "quit", "costs containers")


class Interrupted(Iterator[str]):
    """Lines that end with Ctrl-C."""

    def __init__(self, *lines: str) -> None:
        self._lines = iter(lines)

    def __next__(self) -> str:
        text = next(self._lines, None)
        if text is None:
            raise KeyboardInterrupt
        return text


def now() -> datetime:
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def with_keeper(engine: Engine, keeper: Keeper, lines: Iterator[str], record: Record) -> str:
    shown = console()
    Chat(engine, shown, lines, keeper.keep, partial(quick, engine), keeper.finish, record).hold()
    return joined(written(shown))


def last_kept(path: Path) -> Record:
    """Go on with what was kept, as a person at a terminal who says yes."""
    with open_keeper(path, console(), now) as keeper:
        return keeper.go_on(Agreeing("y"))


class Agreeing(Console):
    """A console at which a person answers in some way."""

    def __init__(self, *replies: str) -> None:
        super().__init__(file=StringIO())
        self._replies = iter(replies)
        self.asked = ""

    def input(self, prompt: object = "", **_: object) -> str:
        self.asked += str(prompt)
        reply = next(self._replies)
        if reply == "end":
            raise EOFError
        return reply


def test_ctrl_c_keeps_everything(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    with open_keeper(path, console(), now) as keeper:
        record = keeper.begin()
        with pytest.raises(KeyboardInterrupt):
            with_keeper(engine, keeper, Interrupted("cut cost", "outages, cold starts"), record)
        assert keeper.goes_on
    assert last_kept(path).answers == {"goal": Known("cut_cost"), "pains": Known(("cold_starts", "outages"))}


@pytest.mark.parametrize(
    ("reply", "kept"), [("y", 1), ("", 1), ("end", 1), ("sure", 1), ("yep", 1), ("n", 0), ("no", 0)]
)
def test_a_person_goes_on_with_the_last_interview_or_begins_anew(
    engine: Engine, tmp_path: Path, reply: str, kept: int
) -> None:
    path = tmp_path / "advisor.sqlite3"
    with open_keeper(path, console(), now) as keeper:
        with_keeper(engine, keeper, iter(["cut cost"]), keeper.begin())
    with open_keeper(path, console(), now) as keeper:
        assert len(keeper.go_on(Agreeing(reply)).entries) == kept


def test_a_person_who_says_neither_yes_nor_no_is_asked_again(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    with open_keeper(path, console(), now) as keeper:
        with_keeper(engine, keeper, iter(["cut cost"]), keeper.begin())
    with open_keeper(path, console(), now) as keeper:
        assert len(keeper.go_on(Agreeing("hm", "yes")).entries) == 1


def test_two_terminals_do_not_go_on_with_the_same_interview(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    with open_keeper(path, console(), now) as keeper:
        with_keeper(engine, keeper, iter(["cut cost"]), keeper.begin())
    with open_keeper(path, console(), now) as first, open_keeper(path, second_shown := console(), now) as second:
        went_on, anew = first.go_on(Agreeing("y")), second.go_on(Agreeing())
    assert went_on.answers == {"goal": Known("cut_cost")}
    assert anew.answers == {}
    assert "open in another terminal, and goes on there; this one begins anew" in joined(written(second_shown))
    assert last_kept(path).answers == went_on.answers


def test_an_interview_goes_on_where_nobody_can_claim_it(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    with open_keeper(path, console(), now) as keeper:
        with_keeper(engine, keeper, iter(["cut cost"]), keeper.begin())
    (tmp_path / "advisor.sqlite3.open").mkdir()
    assert last_kept(path).answers == {"goal": Known("cut_cost")}


def test_what_was_piped_in_does_not_hide_the_last_interview_of_a_person(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    with open_keeper(path, console(), now) as keeper:
        with_keeper(engine, keeper, iter(["cut cost"]), keeper.begin())
        with_keeper(engine, keeper, iter(["launch fast"]), keeper.begin(PIPED))
    assert last_kept(path).answers == {"goal": Known("cut_cost")}


def test_a_finished_interview_is_gone_on_with_at_its_verdict(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    with open_keeper(path, console(), now) as keeper:
        text = with_keeper(engine, keeper, iter(["cut cost", *["?"] * MOST]), keeper.begin())
        assert "No further question" in text
        assert keeper.goes_on
    with open_keeper(path, console(), now) as keeper:
        record = keeper.go_on(Agreeing("y"))
        text = with_keeper(engine, keeper, iter(["goal = launch fast", "keep"]), record)
        assert named_winners(text) == 2
    assert last_kept(path).answers["goal"] == Known("launch_fast")
    assert len(last_kept(path).entries) == len(record.entries)


def test_a_person_is_told_that_the_last_interview_has_its_verdict(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    with open_keeper(path, console(), now) as keeper:
        with_keeper(engine, keeper, iter(["?"] * MOST), keeper.begin())
    asking = Agreeing("n")
    with open_keeper(path, console(), now) as keeper:
        assert keeper.go_on(asking) == Record()
    assert ", with its verdict)? [y/n]" in asking.asked


def test_a_store_that_cannot_be_opened_does_not_end_the_interview(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    path.write_bytes(b"this is no database" * 1000)
    shown = console()
    with open_keeper(path, shown, now) as keeper:
        assert keeper.go_on(Agreeing("y")) == Record()
        text = with_keeper(engine, keeper, iter(["cut cost"]), keeper.begin())
        assert not keeper.goes_on
    assert "Your answers are not kept." in joined(written(shown))
    assert named_winners(text) == 1


def test_a_store_that_breaks_on_the_way_is_told_once_and_the_interview_goes_on(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    shown = console()
    with open_keeper(path, shown, now) as keeper:
        keeper.keep(Record((Entry("goal", {"goal": Known("cut_cost")}),)))
        keeper._assessment = 4711  # one that is not there
        text = with_keeper(engine, keeper, iter(["cut cost", "outages", "?"]), Record())
    assert joined(written(shown)).count("From here on nothing is kept.") == 1
    assert named_winners(text) == 1


def test_a_store_that_cannot_be_read_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "advisor.sqlite3"
    shown = console()
    with open_keeper(path, shown, now) as keeper:
        assert keeper._store is not None
        keeper._runner.run(keeper._store.close())
        path.write_bytes(b"this is no database" * 1000)
        assert keeper.go_on(Agreeing("y")) == Record()
        assert not keeper.goes_on
    assert "nothing is kept" in joined(written(shown))
