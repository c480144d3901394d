"""Measurements of the engine on the project's own rulebook, each beside its target: `python -m bench`."""
