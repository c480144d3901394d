"""The way into the image, as the command `advisor`: whoever is root hands the volume over and becomes the image's user.

A volume may come with files of root's, and a shell on a platform is root's as well; what it wrote the bot could not.
"""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

USER = 10001
"""The user and the group of the image."""


def main() -> None:
    """Run a command of the bot's, never as root."""
    # The first process of a container gets no signal that it does not handle, and the bot handles none while it loads.
    signal.signal(signal.SIGTERM, _leave)
    if os.geteuid() == 0:
        try:
            if os.environ.get("DATABASE"):
                hand_over(Path(os.environ["DATABASE"]).parent, USER)
            become(USER)
        except PermissionError as error:
            sys.exit(
                f"As root the container needs the capabilities CHOWN, SETGID and SETUID: {error}. Or leave --user out."
            )
        except OSError as error:
            sys.exit(
                f"The folder of DATABASE cannot be handed over: {error}. Mount a volume there that may be written."
            )
    from bot.__main__ import main as run_command

    run_command(prog_name="advisor")


def hand_over(folder: Path, user: int) -> None:
    """Give a folder with all that is in it to a user, whoever owned it; it is made where it lacks.

    Links are not followed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for _, folders, files, opened in os.fwalk(folder, topdown=False):
        for name in (*folders, *files):
            # A bot that runs meanwhile deletes some.
            with suppress(FileNotFoundError):
                os.chown(name, user, user, dir_fd=opened, follow_symlinks=False)
    os.chown(folder, user, user)


def become(user: int) -> None:
    """Be a user from now on, without a way back."""
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)


if __name__ == "__main__":
    main()
