"""Migrations: how the records database got its shape, one step a file in ``versions``."""

# Known without loading alembic, so that a database that is up to date costs no start-up time.
NEWEST = "0001"
