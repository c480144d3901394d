"""Why the language model does not speak, in a friendly sentence for whoever waited for it."""

from bot.narrator.completing import NoAnswer, Why

_WORDS: dict[Why, str] = {
    "off": "No language model is turned on.",
    "spent": "The language model has had its share for today.",
    "away": "The language model could not be reached.",
    "late": "The language model did not answer in time.",
    "busy": "The language model is busy with other requests.",
    "forbidden": "The language model does not accept the key or the model name that is set.",
    "refused": "The language model declined to answer.",
    "empty": "The language model answered with nothing.",
    "truncated": "The answer of the language model broke off in the middle.",
    "malformed": "The answer of the language model could not be read.",
    "unfounded": "What the language model said did not pass the checks.",
}


def words_for(error: NoAnswer) -> str:
    """Say in one sentence why there is no answer; what is shown instead is said by whoever shows it."""
    return _WORDS[error.why]
