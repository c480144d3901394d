"""Run the steps on the connection that is handed in; there is no other."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
