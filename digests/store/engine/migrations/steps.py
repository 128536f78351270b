"""What migrations are made of."""

from sqlite_utils import Database as Toolbox


def run(db: Toolbox, script: str) -> None:
    """Carry out statement after statement: ``executescript`` would commit the migration's own transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


def add_column(db: Toolbox, table: str, column: str, definition: str) -> None:
    """Add a column where the table has none of this name."""
    if column not in db[table].columns_dict:
        db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {definition}")
