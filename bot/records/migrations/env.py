"""Run by alembic: takes the steps on the connection that it is handed, within its transaction."""

from alembic import context

from bot.records.tables import Table

connection = context.config.attributes["connection"]
# In SQLite a table is changed by copying it ("batch"); elsewhere the same step is a plain ALTER.
context.configure(connection=connection, target_metadata=Table.metadata, render_as_batch=True)
context.run_migrations()
