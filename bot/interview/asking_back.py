"""Questions that somebody asks back instead of giving an answer."""

import re

_ASKED = r"(?:what|why|how|which|who|whose|where|when)"
_WITH = r"(?:'s|\s+(?:is|are|was|do|does|did|can|should|would|if|about|exactly|counts?)\b)"
_OF_YOU = r"(?:do|did|can|could|would|will) you\b|(?:should|may|must) (?:i|we)\b|does (?:it|this|that)\b"
_OF_THIS = r"(?:is|are|was) (?:this|that|these|those)\b"
_ENDING = rf"(?:{_ASKED}\b|{_OF_YOU}|{_OF_THIS}).*\?\s*$"
_BACK = re.compile(rf"\W*(?:{_ASKED}{_WITH}|{_ENDING})", re.IGNORECASE | re.DOTALL)
_LONGEST = 1000


def asks_back(text: str) -> bool:
    """Tell whether a text asks something, such as "what do you mean by GPU?": words of the list in it are no answer."""
    return len(text) <= _LONGEST and _BACK.match(text) is not None
