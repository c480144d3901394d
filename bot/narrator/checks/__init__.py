"""What of a language model's text may reach a person: sentences about this verdict, in its figures and names."""

from bot.narrator.checks.checking import complaints
from bot.narrator.checks.grounds import Grounds
from bot.narrator.checks.quoting import clean_quote
from bot.narrator.checks.resting import is_about, rests_on
from bot.narrator.checks.verdict_grounds import grounds_of_verdict

__all__ = ["Grounds", "clean_quote", "complaints", "grounds_of_verdict", "is_about", "rests_on"]
