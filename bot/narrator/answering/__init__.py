"""Answering follow-up questions about a verdict, with a model or without one."""

from bot.narrator.answering.answers import Answer, Case
from bot.narrator.answering.asking import answer, key_of_answer
from bot.narrator.answering.plain import plain_answer

__all__ = ["Answer", "Case", "answer", "key_of_answer", "plain_answer"]
