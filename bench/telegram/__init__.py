"""Measurements of the served bot: whether it loses anything, how fast it is, and what it weighs."""
