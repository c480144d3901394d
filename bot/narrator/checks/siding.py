"""Siding: no text speaks for another option than the verdict does."""

import re
from collections.abc import Iterator

from bot.narrator.checks.grounds import Grounds
from bot.narrator.checks.sentences import sentences_of

OPTION_WORDS = {
    "lambda": r"(?:aws )?lambdas?|serverless(?! framework)|functions|funktionen|fonctions|funciones|managed instances",
    "containers": r"containers?|conteneurs|contenedores|ecs|kubernetes|eks|k8s",
    "monolith": r"monolith\w*|monolito|one (?:single )?(?:program|deployable|application)|single (?:program|"
    r"deployable)",
}
_CHOOSE = (
    r"choose|pick|use|take|select|adopt|go (?:with|for|to)|move(?: \w+)? to|switch(?: \w+)? to|"
    r"migrate(?: \w+)? to|build(?: it)? (?:on|with|as|in)|"
    r"deploy (?:on|to|in)|run (?:it|everything) (?:on|in|as)|wählt?|nehmt?|nutzt?|zieht (?:auf|zu)|wechselt? zu|"
    r"choisissez|prenez|passez (?:à|aux)|utilisez|elija|elige|use|pase a|migre a|"
    r"выбирайте|выберите|переходите на|используйте|scegliete|usate|escolham?|kies|wybierzcie|选择|選擇"
)
_OPENING = (
    r"(?:^|[,;:–—] ?)(?:(?:so|please|just|rather|better|instead|simply|now|then|and|but|also|"
    r"therefore|bitte|also|donc|así que),? )*"
)
_WINS = (
    r"(?:clearly |easily |surely |definitely )?(?:wins?\b(?! (?:in|only|where|when|if|\d))|is the (?:clear |"
    r"best |right |better |only )*(?:winner|choice|option|answer)|(?:is|are) "
    r"(?:the )?(?:best|right|recommended|superior)\b|should be (?:chosen|used|preferred)|gewinn(?:t|en)\b|"
    r"gagnent?\b|ganan?\b|l'emporte\w*)"
)
_OPEN = re.compile(
    r"\b(?:if|once|when|unless|were|would|could|might|may|until|above|below|under|beyond|more than|"
    r"fewer than|less than|after|before|"
    r"whether|in case|should you|wenn|falls|sobald|würden?|ab|erst|si|dès|quand|au-delà|cuando|una vez|"
    r"sería|serait|why|for|while|"
    r"although|though|even)\b|%|percent|worlds|\?",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?:if|once|when|unless|should|above|beyond|wenn|falls|sobald|si|dès|"
    r"cuando)\b",
    re.IGNORECASE,
)


def wrong_siding(text: str, grounds: Grounds) -> Iterator[str]:
    """Find sentences that send to an option, or call one the winner, that the verdict does not lead to."""
    if not grounds.advised:
        return
    for sentence in sentences_of(text):
        for option, words in OPTION_WORDS.items():
            if option not in grounds.advised and _sides(sentence, words):
                yield f'"{sentence}" speaks for what the verdict does not: say what the verdict says.'
            elif option in grounds.advised and re.search(
                rf"{_OPENING}(?:do not|don't|never|avoid) (?:{_CHOOSE}|using|choosing) (?:an? |the )?(?:{words})\b",
                sentence,
                re.IGNORECASE,
            ):
                yield f'"{sentence}" speaks against the verdict: say what the verdict says.'


def _sides(sentence: str, words: str) -> bool:
    ordered = re.search(rf"{_OPENING}(?:{_CHOOSE}) (?:\w+ )?(?:{words})\b", sentence, re.IGNORECASE)
    recommended = re.search(
        rf"\b(?:i|we) (?:\w+ )?(?:recommend|advise|suggest) (?:\w+ ){{0,2}}(?:{words})\b", sentence, re.IGNORECASE
    )
    wins = re.search(rf"\b(?:{words}) {_WINS}", sentence, re.IGNORECASE) and not _OPEN.search(sentence)
    return bool((ordered and not _CONDITION.match(sentence)) or recommended or wins)
