"""The commands besides those of the interview itself, by what they are about."""
