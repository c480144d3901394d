"""The pages under `docs/`: they are what the rulebook says, every rule is told whole, and no link leads nowhere."""

import re
from collections.abc import Mapping
from operator import eq
from pathlib import Path

import pytest

from bot.docs.archetypes import load_archetypes
from bot.docs.licences import LOCK
from bot.docs.markdown import NOTE, anchor, plain
from bot.docs.pages import DAY, all_pages, write_pages, written_pages
from bot.docs.rules import KINDS, rule_pages
from bot.docs.sensitivity import FOLDER
from rules.problems import RulebookError
from rules.rulebook import Rulebook, load_rulebook
from rules.scoring import Engine
from tests.docs.comparing import alike, differing

DOCS = Path(__file__).parents[2] / "docs"
LINK = re.compile(r"(?<!\\)\]\(([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    """Write all pages anew, in memory."""
    rulebook = load_rulebook(DAY)
    return all_pages(Engine(rulebook), load_archetypes(DOCS / FOLDER, rulebook.facts), DOCS.parent / LOCK)


def test_the_docs_are_what_the_rulebook_says(pages: Mapping[str, str]) -> None:
    kept = written_pages(DOCS)
    assert set(kept) == set(pages), "there are other pages now: run `make docs`"
    told = {
        path: differing(kept[path], text, alike if path == "sensitivity.md" else eq) for path, text in pages.items()
    }
    changed = [f"docs/{path} would say: {lines[0]}" for path, lines in told.items() if lines]
    assert changed == [], "the rulebook has changed: run `make docs`, and look at what that changes"


def test_every_rule_stands_in_the_index_and_whole_on_the_page_of_its_topic(rulebook: Rulebook) -> None:
    pages = rule_pages(rulebook)
    for rule in rulebook.rules:
        file = rule.file
        assert f"({file.topic}.md#{rule.id})" in pages["rules/README.md"]
        page = pages[f"rules/{file.topic}.md"]
        told = page[page.index(f"\n## {rule.id}\n") :].split("\n## ")[1]
        sources = [f"]({source.url}), {source.date.day} {source.date:%B %Y}" for source in file.sources]
        steps = [words for step in file.steps for words in (step.do, step.done_when, step.undo)]
        for words in (*map(plain, (file.because, *steps)), *sources, "An example: ", "It holds when:\n\n- "):
            assert words in told
        assert ("*opinion*" in told) == file.opinion
        assert ("of side work nothing" in told) == file.whole_systems
        assert told.count("\n- An example: ") == 1


def test_the_index_counts_every_rule_once_by_its_kind(rulebook: Rulebook) -> None:
    index = rule_pages(rulebook)["rules/README.md"]
    counts = {kind: int(count) for kind, count in re.findall(r"^\| (\w+) \| (\d+) \|", index, re.MULTILINE)}
    assert sum(counts[kind] for kind in KINDS) == len(rulebook.rules)
    assert counts["gate"] == sum(bool(rule.file.blocks) for rule in rulebook.rules)


def test_a_limit_is_told_beside_the_source_that_gives_it(rulebook: Rulebook) -> None:
    assert "`limit.lambda.timeout_minutes` = 15 minutes" in rule_pages(rulebook)["rules/limits.md"]


def test_no_link_leads_nowhere(pages: Mapping[str, str]) -> None:
    anchors = {path: {anchor(heading) for heading in HEADING.findall(text)} for path, text in pages.items()}
    for path, text in pages.items():
        for target in LINK.findall(text):
            if target.startswith("https://"):
                continue
            file, _, place = target.partition("#")
            found = ((DOCS / path).parent / file).resolve() if file else DOCS / path
            assert found.is_file(), f"{path}: {target}"
            assert not place or f"#{place}" in anchors[found.relative_to(DOCS).as_posix()], f"{path}: {target}"


@pytest.mark.parametrize(
    ("heading", "address"),
    [
        ("A two-person start-up's API", "#a-two-person-start-ups-api"),
        ("A load of 2,000 requests a second", "#a-load-of-2000-requests-a-second"),
        ("a-rule-that-holds", "#a-rule-that-holds"),
    ],
)
def test_a_heading_has_the_address_that_github_gives_it(heading: str, address: str) -> None:
    assert anchor(heading) == address


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a *star* and a [link](x)", r"a \*star\* and a \[link\](x)"),
        ("<script>", r"\<script>"),
        ("<1 % of max_connections", "<1 % of max_connections"),
        ("a | b", r"a \| b"),
        ("_so_", r"\_so\_"),
    ],
)
def test_words_are_not_read_as_markup(words: str, written: str) -> None:
    assert plain(words) == written


def test_pages_of_an_earlier_rulebook_are_deleted_and_what_people_wrote_is_kept(tmp_path: Path) -> None:
    write_pages({"rules/old.md": f"{NOTE}\nOld.\n", "rules/kept.md": f"{NOTE}\nFirst.\n"}, tmp_path)
    (tmp_path / "rules" / "by-hand.md").write_text("By hand.\n", encoding="utf-8")
    write_pages({"rules/kept.md": f"{NOTE}\nSecond.\n"}, tmp_path)
    assert written_pages(tmp_path) == {"rules/kept.md": f"{NOTE}\nSecond.\n"}
    assert sorted(path.name for path in (tmp_path / "rules").iterdir()) == ["by-hand.md", "kept.md"]


def test_every_mistake_in_an_archetype_is_named(tmp_path: Path, rulebook: Rulebook) -> None:
    (tmp_path / "odd.toml").write_text('title = "Odd"\n[answers]\ngaol = "cut_cost"\n', encoding="utf-8")
    (tmp_path / "odder.toml").write_text('title = "Odder"\nwhat = "x"\n[answers]\nengineers = -1\n', encoding="utf-8")
    with pytest.raises(RulebookError) as error:
        load_archetypes(tmp_path, rulebook.facts)
    told = [str(problem) for problem in error.value.problems]
    assert [line.split(" is")[0] for line in told] == ["odd.toml: what:", "odder.toml: answers.engineers: -1"]


def test_a_folder_without_archetypes_is_refused(tmp_path: Path, rulebook: Rulebook) -> None:
    with pytest.raises(RulebookError, match="no archetypes are in it"):
        load_archetypes(tmp_path, rulebook.facts)
