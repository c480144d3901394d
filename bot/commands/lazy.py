"""A group of commands, each of which is imported when it runs: what one needs is not waited for by the others."""

from importlib import import_module

import click


class LazyGroup(click.Group):
    """Looks its commands up by where they are; its help imports them all.

    Args:
        places: module and name of each command, by what it is called.
    """

    def __init__(self, places: dict[str, tuple[str, str]], **own: object) -> None:
        super().__init__(**own)  # type: ignore[arg-type]
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name all commands, in order."""
        return sorted(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; None where there is none of that name."""
        if cmd_name not in self._places:
            return None
        module, name = self._places[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command
