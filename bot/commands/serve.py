"""The command that serves the Telegram bot."""

import sys

import click

from bot.clock import Clock
from bot.garbage import none_made


class ServeCommand(click.Command):
    """A command whose help lists the settings that it reads from the environment."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List them."""
        from bot.settings import described

        with formatter.section("Settings, from the environment"):
            formatter.write_dl(list(described()))


@click.command(cls=ServeCommand)
@click.pass_obj
def serve(clock: Clock) -> None:
    """Serve the Telegram bot, by polling or, where WEBHOOK_URL is set, by a webhook."""
    # What only the bot needs takes half a second to import, for which its help should not wait.
    with none_made():
        from bot.serving import serve_from_environment

    status, mistakes = serve_from_environment(clock)
    for mistake in mistakes:
        click.echo(mistake, err=True)
    sys.exit(status)
