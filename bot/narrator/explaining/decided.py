"""Whether an opening says what was decided: of the options that it names, one must be among what is to be run."""

import re
from collections.abc import Collection, Iterator

from bot.narrator.explaining.evidence import chosen_option
from bot.words.names import OPTIONS, RUNS_ON
from rules.verdict import Verdict

_NAMES = {
    "lambda": r"lambda|serverless|лямбд|ラムダ|サーバーレス|无服务器",
    "containers": r"contai?n|conten[ei]|contêiner|kontener|kontajner|kontti|fargate|\becs\b|\beks\b|kubernetes"
    r"|контейнер|容器|コンテナ|컨테이너",
    "monolith": r"monol|\b(one|single) program|монол|μονόλ|单体|單體|モノリス|모놀리",
}
"""How the options are called in many languages, by how the word begins."""


def complaints_about_opening(opening: str, verdict: Verdict) -> Iterator[str]:
    """Refuse an opening that names options and none of those to be run; one that names no option says nothing wrong."""
    to_run = options_to_run(verdict)
    if to_run and _options_in(opening) and not _names_any(opening, to_run, verdict):
        wanted = " or ".join(OPTIONS[option] for option in to_run)
        yield f"opening: it does not say what was decided. Name {wanted}."


def options_to_run(verdict: Verdict) -> tuple[str, ...]:
    """Give the options that the headline leads to: what was chosen, and what side work runs on apart from it."""
    chosen = chosen_option(verdict)
    if chosen is None:
        return ()
    apart = (part.verdict for part in verdict.split.values() if part.apart and part.verdict)
    return tuple(dict.fromkeys((chosen.option, *apart)))


def _options_in(text: str) -> set[str]:
    return {option for option, names in _NAMES.items() if re.search(names, text, re.IGNORECASE)}


def _names_any(opening: str, options: Collection[str], verdict: Verdict) -> bool:
    """Tell whether an option is named, or what it runs on."""
    runs_on = {RUNS_ON[verdict.option(option).variant].lower() for option in options}
    return bool(_options_in(opening) & set(options)) or any(name in opening.lower() for name in runs_on)
