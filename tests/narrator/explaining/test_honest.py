"""Explanations as an honest model would write them, in its own words: they are shown as they are."""

from typing import Any

import pytest

from bot.narrator.explaining import explain
from rules.verdict import Verdict
from tests.narrator.completing import FakeModel
from tests.narrator.explaining.explaining import quoting, verdict_on
from tests.rules.books import house

pytestmark = pytest.mark.anyio
LONG_JOB = "a-job-over-15-minutes-does-not-fit-ordinary-lambda"
TRANSITIONS = "a-workflow-at-its-transition-limit-belongs-in-a-process"


def english(k_a_month: float, millions_today: float) -> dict[str, Any]:
    return {
        "opening": "You should move to a monolith, running as one program, and we are 98 percent sure of it.",
        "reasons": [
            _reason(LONG_JOB, "Your longest jobs run for two to nine hours, but Lambda stops each after 15 minutes."),
            _reason(
                TRANSITIONS, "Standard Step Functions throttle at 5,000 transitions per second: you would hit that."
            ),
        ],
        "costs": f"Expect about ${k_a_month:.0f}k a month, against roughly ${millions_today:.0f} million for today's "
        "system even after tuning. The move itself pays back in less than a month.",
        "gives_up": "You lose the automatic scaling of functions, and somebody has to patch the machines you run on.",
        "steps": [
            _step("1", "On Monday, pick the flow that hurts most and record a week of its errors, latency and cost."),
            _step("4", "Then compare the week with those four numbers and decide: the next part, or back."),
        ],
    }


def german(k_a_month: float, millions_today: float) -> dict[str, Any]:
    today = f"{millions_today:.2f}".replace(".", ",")
    return {
        "opening": "Zieht auf einen Monolithen um, als ein Programm; das ist zu 98 % sicher.",
        "reasons": [
            _reason(LONG_JOB, "Eure längsten Jobs dauern 120 bis 540 Minuten, Lambda bricht aber nach 15 Minuten ab."),
            _reason(
                TRANSITIONS,
                "Step Functions drosselt bei 5.000 Übergängen pro Sekunde, und ihr erwartet 2.000 bis 9.000 Anfragen "
                "pro Sekunde mit mehreren Schritten.",
            ),
        ],
        "costs": f"Das kostet rund {k_a_month:.0f}.000 Dollar im Monat, das heutige System etwa {today} Millionen.",
        "gives_up": "Ihr verzichtet auf unabhängige Deployments und müsst euch um das Betriebssystem kümmern.",
        "steps": [
            _step(
                "1",
                "Wählt am Montag den Ablauf, der am meisten schmerzt, und notiert eine Woche lang Fehler und Kosten.",
            )
        ],
    }


def french(k_a_month: float, millions_today: float) -> dict[str, Any]:
    today = f"{millions_today:.2f}".replace(".", ",")
    return {
        "opening": "Passez à un monolithe, un seul programme; c'est sûr à 98 %.",
        "reasons": [_reason(LONG_JOB, "Vos tâches durent de 120 à 540 minutes, or Lambda arrête après 15 minutes.")],
        "costs": f"Cela coûte environ {k_a_month:.0f} 000 dollars par mois, contre environ {today} millions de dollars "
        "pour le système actuel, même optimisé.",
        "gives_up": "Vous renoncez à déployer les parties séparément.",
        "steps": [
            _step("1", "Lundi, choisissez le flux qui fait le plus mal et notez une semaine de ses erreurs et coûts.")
        ],
    }


def _reason(rule: str, text: str) -> dict[str, str]:
    return {"rule": rule, "text": text}


def _step(step: str, text: str) -> dict[str, str]:
    return {"step": step, "text": text}


def costs(verdict: Verdict) -> tuple[float, float]:
    """Give what was chosen costs in thousands a month, and today's system, tuned, in millions."""
    assert verdict.today.tuned is not None
    return verdict.option("monolith").cost_usd_month.expected / 1e3, verdict.today.tuned.expected / 1e6


@pytest.mark.parametrize(("language", "worded"), [("en", english), ("de", german), ("fr", french)])
async def test_an_honest_explanation_passes_at_the_first_try(language: str, worded: Any) -> None:
    verdict = verdict_on("prime-video-vqa")
    model = FakeModel(quoting(worded(*costs(verdict)), verdict))
    told = await explain(model, verdict, house(), language)
    assert told.language == language
    assert len(model.asked) == 1
