"""The sixty texts are as they should be: readable, of every kind, and with figures that their verdicts have."""

from pathlib import Path

import pytest

from bot.narrator.evaluation.scoring import figures_of
from bot.narrator.evaluation.texts import Texts, load_cases_of, load_texts
from bot.narrator.scrubbing import scrub
from rules.answers import Unknown
from rules.problems import RulebookError
from rules.rulebook import Rulebook
from rules.subjects import subject_and_fact
from tests.narrator.explaining.explaining import verdict_on


@pytest.fixture(scope="module")
def texts(rulebook: Rulebook) -> Texts:
    """Load them all."""
    return load_texts(rulebook.facts)


def test_there_are_sixty(texts: Texts) -> None:
    assert (len(texts.reading), len(texts.explaining), len(texts.answering)) == (40, 10, 10)


def test_they_are_in_many_languages_and_about_many_facts(texts: Texts) -> None:
    assert len({each.language for each in texts.reading}) >= 15
    facts = {fact for each in texts.expected.values() for fact in each.system}
    assert len(facts) >= 50


def test_some_hold_nothing_and_some_say_that_something_is_not_known(texts: Texts) -> None:
    answers = [each.system for each in texts.expected.values()]
    assert sum(not each for each in answers) >= 3
    assert any(isinstance(answer, Unknown) for each in answers for answer in each.values())
    assert any(each.sides for each in texts.expected.values())


def test_what_is_not_counted_is_a_fact_and_not_expected(texts: Texts, rulebook: Rulebook) -> None:
    for each in texts.reading:
        assert {subject_and_fact(name)[1] for name in each.either} <= set(rulebook.facts)
        assert not each.either & set(texts.expected[each.id].system)


def test_nothing_private_is_in_them(texts: Texts) -> None:
    assert [each.id for each in texts.reading if scrub(each.text) != each.text] == []


def test_every_case_is_there_and_every_figure_in_its_verdict(texts: Texts, rulebook: Rulebook) -> None:
    assert set(load_cases_of(texts, rulebook.facts)) == set(texts.cases)
    for each in texts.answering:
        assert each.figure is None or figures_of(each.figure, verdict_on(each.case))


def test_every_mistake_in_other_texts_is_told_at_once(tmp_path: Path, rulebook: Rulebook) -> None:
    (tmp_path / "reading").mkdir()
    (tmp_path / "answering").mkdir()
    (tmp_path / "reading" / "one.toml").write_text('language = "en"\ntext = "?"\n[answers]\nenginers = 3\n')
    (tmp_path / "answering" / "two.toml").write_text('case = "x"\nlanguage = "en"\nquestion = "?"\nfigure = "net"\n')
    with pytest.raises(RulebookError) as refused:
        load_texts(rulebook.facts, tmp_path)
    told = "\n".join(map(str, refused.value.problems))
    assert 'one.toml: answers.enginers: no fact "enginers". Did you mean "engineers"?' in told
    assert "two.toml: figure" in told
