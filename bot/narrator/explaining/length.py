"""How long a text is, in words, also where a language writes none apart."""

import re

MOST_WORDS = 249
"""An explanation has fewer than 250 words."""
_PER_WORD = {
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]": 2,
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]": 4,
}
"""Letters that make about a word: of Chinese and Japanese; of Thai, Lao, Burmese and Khmer."""
_UNSPACED = re.compile("|".join(_PER_WORD))


def words_in(text: str) -> int:
    """Count the words of a text, parted by spaces; in a script without them, as many as its letters make."""
    unspaced = sum(-(-len(re.findall(letters, text)) // size) for letters, size in _PER_WORD.items())
    return len(_UNSPACED.sub(" ", text).split()) + unspaced
