"""What is said, to whom, and what is kept."""

import sys

# The HTTP client of python-telegram-bot brings a command line of its own, and with that what colours source code, where
# these are installed: memory and time at the start that a server has no use for. It does without where it finds none.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
