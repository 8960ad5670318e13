"""Runs the migrations on the connection that `opening` holds, inside its transaction."""

from alembic import context

from llm_extract.store.schema import VERSIONS, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSIONS,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
