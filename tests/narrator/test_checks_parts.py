"""The parts of the checks: characters, names, sentences, sides."""

from dataclasses import replace

import pytest

from bot.narrator.checks import Grounds, complaints
from bot.narrator.checks.characters import odd_characters
from bot.narrator.checks.names import names_in
from bot.narrator.checks.siding import wrong_siding
from tests.narrator.verdicts import grounds_on


@pytest.mark.parametrize(
    "text",
    [
        "Ein Monolith – für „euch“ – kostet 1.240 $.",
        "L’équipe paie 1 240 $ par mois.",
        "¿Cuánto cuesta? Más o menos 1.240 $.",
        "Монолит стоит 1240 $.",
        "单体应用每月花费 1240 美元。",
        "モノリスは月額1240ドルです。",
        "모놀리스는 한 달에 1240달러입니다.",
        "התוכנה עולה 1240 דולר.",
        "یک برنامه‌ی یکپارچه",
        "मोनोलिथ की लागत",
        "Ứng dụng nguyên khối",
    ],
)
def test_every_language_keeps_its_letters(text: str) -> None:
    assert list(odd_characters(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "a\u200bb",
        "a\u202eb",
        "a\u00adb",
        "a\ue000b",
        "a\x1b[0m",
        "𝐚𝐛",
        "ａｂ",
        "ɪɢ",
        "😀",
        "\U000e0041",
        "раsswоrd",
        "z\u0301\u0302\u0303",
        "a\u3164b",
    ],
)
def test_what_hides_or_imitates_is_named(text: str) -> None:
    assert list(odd_characters(text))


def test_a_complaint_names_the_word_and_the_cure() -> None:
    grounds = Grounds.of(["A monolith wins on Fargate."])
    assert '"Datadog" is not in the facts: leave it out.' in complaints("A monolith wins with Datadog.", grounds, "en")


def test_all_ways_to_write_a_technology_are_one() -> None:
    assert names_in("k8s") == names_in("EKS") == names_in("Kubernetes")
    assert names_in("AWS Lambda") == names_in("Lambda functions") == names_in("Lambdas")


def test_an_ordinary_word_is_no_technology() -> None:
    assert names_in("We go with what we express, and rust is no segment.") == frozenset()
    assert names_in("We chose Go and Rust.") == {"Go", "Rust"}


@pytest.mark.parametrize(
    "text",
    [
        "Choose containers.",
        "So move to Kubernetes instead.",
        "Containers are the right choice.",
        "We recommend containers.",
        "Do not use the monolith.",
    ],
)
def test_no_text_speaks_for_what_the_verdict_does_not(text: str) -> None:
    grounds = replace(Grounds(), advised=frozenset({"monolith"}))
    assert list(wrong_siding(text, grounds))


@pytest.mark.parametrize(
    "text",
    [
        "Choose the monolith.",
        "Above four teams containers win.",
        "Containers win in 22 % of worlds.",
        "Why not choose containers?",
        "If you grow, move to containers.",
    ],
)
def test_what_would_change_the_verdict_may_be_said(text: str) -> None:
    grounds = replace(Grounds(), advised=frozenset({"monolith"}))
    assert list(wrong_siding(text, grounds)) == []


def test_more_grounds_allow_more() -> None:
    text = "Datadog costs $77 a month."
    grounds = Grounds.of(["A monolith costs $1,240 a month."])
    assert complaints(text, grounds, "en")
    assert complaints(text, grounds.also(["Datadog: $77 a month"]), "en") == ()


def test_a_text_in_another_language_than_asked_for_is_refused() -> None:
    grounds = grounds_on("steady-api")
    assert complaints("A monolith is the cheaper one for you and your team.", grounds, "de")
    assert complaints("A monolith is the cheaper one for you and your team.", grounds, "ru")
    assert complaints("Монолит дешевле для вашей команды.", grounds, "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Монолит на Fargate подходит вашей команде лучше всего. Одна команда проще обслуживает одну систему."),
        (
            "it",
            "Un monolite su Fargate è la scelta migliore. Una sola squadra gestisce più facilmente un solo sistema.",
        ),
        ("pt", "Um monólito no Fargate é a melhor escolha. Uma equipe opera um único sistema com mais facilidade."),
        ("nl", "Een monoliet op Fargate past het best bij het team. Eén systeem vraagt minder onderhoud."),
        ("pl", "Monolit na Fargate najlepiej pasuje do zespołu. Jeden system wymaga mniej utrzymania."),
        ("zh", "单体应用最适合你们的团队。一个系统的维护成本更低。"),
        ("ja", "モノリスがチームに最も適しています。システムが一つなら運用の負荷が小さくなります。"),
        ("ar", "التطبيق الموحد هو الأنسب لهذا الفريق. تشغيل نظام واحد أسهل."),
    ],
)
def test_honest_words_pass_in_languages_without_a_list(language: str, text: str) -> None:
    assert complaints(text, grounds_on("steady-api"), language) == ()
