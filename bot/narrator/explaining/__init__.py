"""Explaining a verdict in under 250 words: by a model in the asker's language, or in plain words without one."""

from bot.narrator.explaining.explainer import Explained, explain, explained, key_of
from bot.narrator.explaining.explanation import ITEM, Explanation, Worded, paragraphs
from bot.narrator.explaining.plain import PLAIN_LANGUAGE, plain_explanation

__all__ = [
    "ITEM",
    "PLAIN_LANGUAGE",
    "Explained",
    "Explanation",
    "Worded",
    "explain",
    "explained",
    "key_of",
    "paragraphs",
    "plain_explanation",
]
