"""Which threads are left."""

import threading
from collections.abc import Collection

PATIENCE = 10
"""Seconds given to a thread that was told to end."""


def threads_since(before: Collection[threading.Thread]) -> list[threading.Thread]:
    """List the threads that began since and do not end."""
    begun = [thread for thread in threading.enumerate() if thread not in before]
    for thread in begun:
        thread.join(PATIENCE)
    return [thread for thread in begun if thread.is_alive()]
