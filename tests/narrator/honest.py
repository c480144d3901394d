"""Honest explanations: templates in varied wording, filled from real verdicts with figures as people round them."""

import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bot.interview.tidying import listed
from bot.words.figures import money, months_range, percent, rough_money
from bot.words.names import OPTIONS, variant
from bot.words.verdicts import speaking
from rules.verdict import OptionVerdict, Verdict

FOLDER = Path(__file__).parent / "data" / "honest"
_SMALL = listed("zero one two three four five six seven eight nine ten eleven twelve")


def explanations(verdict: Verdict, templates: str, count: int, seed: int) -> Iterator[str]:
    """Fill templates from a verdict.

    Args:
        verdict: what is explained.
        templates: the file with the templates, by the part of the explanation that they are of.
        count: how many explanations.
        seed: of the choices.
    """
    parts = _read(templates)
    for number in range(count):
        chance = random.Random(f"{seed} {number} {verdict.answers}")
        slots = Slots(verdict, chance, templates[:2])
        yield " ".join(filter(None, (slots.fill(chance.sample(lines, len(lines))) for lines in parts.values())))


def _read(name: str) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            parts[line.strip("[]")] = []
        elif line and line[0] != "#":
            parts[list(parts)[-1]].append(line)
    return parts


class Slots:
    """What may stand in a template, by name; each notation is chosen anew."""

    def __init__(self, verdict: Verdict, chance: random.Random, language: str) -> None:
        self.verdict, self.chance, self.language = verdict, chance, language
        best = verdict.option(verdict.headline.to or verdict.verdict or "lambda")
        others = sorted((each for each in verdict.options if each is not best), key=lambda each: -each.share)
        self.slots: Mapping[str, Callable[[], str]] = {
            "best": lambda: self._option(best),
            "Best": lambda: _capital(self._option(best)),
            "second": lambda: self._option(others[0]),
            "Second": lambda: _capital(self._option(others[0])),
            "third": lambda: self._option(others[1]),
            "runs": lambda: variant(best.variant),
            "sure": lambda: self._share(verdict.headline.confidence),
            "wins": lambda: self._share(best.share),
            "second_wins": lambda: self._share(others[0].share),
            "cost": lambda: self._money(best.cost_usd_month.expected),
            "cash": lambda: self._money(best.cost_usd_month.cash),
            "people": lambda: self._money(best.cost_usd_month.people),
            "low": lambda: self._money(best.cost_usd_month.low),
            "high": lambda: self._money(best.cost_usd_month.high),
            "year": lambda: self._money(best.cost_usd_month.expected * 12),
            "second_cost": lambda: self._money(others[0].cost_usd_month.expected),
            "difference": lambda: self._money(abs(best.cost_usd_month.expected - others[0].cost_usd_month.expected)),
            "because": lambda: self._because(best, 1),
            "against": lambda: self._because(best, -1),
            "step": lambda: verdict.plan[0].step.rstrip(".") if verdict.plan else "",
            "done": lambda: verdict.plan[0].done_when.rstrip(".") if verdict.plan else "",
            "days": lambda: f"{verdict.plan[0].days:g}" if verdict.plan else "",
            "today": lambda: self._money(verdict.today.tuned.expected) if verdict.today.tuned else "",
            "months": self._months,
            "month_range": self._month_range,
        }

    def fill(self, templates: list[str]) -> str:
        """Fill the first template whose slots all have something."""
        for template in templates:
            names = [part.split("}")[0] for part in template.split("{")[1:]]
            values = {name: self.slots[name]() for name in names}
            if all(values.values()):
                return template.format(**values)
        return ""

    def _option(self, each: OptionVerdict) -> str:
        return _NAMES.get(self.language, OPTIONS)[each.option]

    def _because(self, option: OptionVerdict, sign: int) -> str:
        reasons = speaking(option.reasons, 3, sign)
        return self.chance.choice(reasons).because.rstrip(".") if reasons else ""

    def _money(self, usd: float) -> str:
        if usd < 1:
            return ""
        forms = [
            money(usd),
            rough_money(usd),
            f"${usd:,.0f}",
            f"about {rough_money(usd)}",
            f"{_round(usd):,.0f} dollars",
        ]
        if self.language != "en":
            forms = [money(usd), f"{usd:,.0f} $".replace(",", "."), f"{_round(usd):,.0f} $".replace(",", " ")]
        elif 1100 <= usd < 2000:
            forms.append(f"{_SMALL[round(usd / 100)] if usd < 1250 else round(usd / 100)} hundred dollars")
        return self.chance.choice(forms)

    def _share(self, share: float) -> str:
        if not 0.02 < share < 0.98:
            return percent(share)
        if self.language != "en":
            words = {"de": "Prozent", "fr": "pour cent", "es": "por ciento"}[self.language]
            return self.chance.choice([percent(share), f"{share:.0%}", f"{share:.0%}".replace("%", f" {words}")])
        forms = [percent(share), f"{share:.0%}", f"{share * 100:.0f} percent", f"about {share:.0%}"]
        if 0.86 < share < 0.93:
            forms += ["nearly 90 percent" if share < 0.9 else "about 90 %", "about nine in ten"]
        return self.chance.choice(forms)

    def _months(self) -> str:
        payback = self.verdict.payback
        value = (payback.months.expected if payback else None) or 0.0
        if not 1 <= value < 200:
            return ""
        return self.chance.choice(
            [_SMALL[round(value)] if value < 12 and self.language == "en" else f"{value:.0f}", f"{value:.0f}"]
        )

    def _month_range(self) -> str:
        months = self.verdict.payback.months if self.verdict.payback else None
        if months is None or months.low is None or months.high is None or months.low < 1:
            return ""
        return self.chance.choice([months_range(months.low, months.high), f"{months.low:.0f}–{months.high:.0f} months"])


_NAMES = {
    "de": {"lambda": "AWS Lambda", "containers": "Container", "monolith": "ein Monolith"},
    "fr": {"lambda": "AWS Lambda", "containers": "les conteneurs", "monolith": "un monolithe"},
    "es": {"lambda": "AWS Lambda", "containers": "los contenedores", "monolith": "un monolito"},
}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _round(usd: float) -> float:
    return float(f"{usd:.2g}")
