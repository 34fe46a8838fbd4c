"""Look through a whole study file for damage: its tables, its texts, and what its history says of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apsw

from framework_qda.study import migrations
from framework_qda.text.transcript import Paragraph, Transcript

_SCHEMA = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"
_INDEXES = ("cell_words", "paragraph_words")
_CHUNK = 1 << 20

_Key = tuple[Any, ...]


def problems(connection: apsw.Connection) -> Iterator[str]:
    """Say in a line each what is wrong with a file; the first damage that stops a reader ends the list."""
    try:
        yield from _wrong_tables(connection)
        yield from _wrong_texts(connection)
        yield from _wrong_words(connection)
        yield from _wrong_media(connection)
        yield from _wrong_history(connection)
    except (apsw.Error, UnicodeDecodeError) as error:
        yield f"The file cannot be read to its end: {error}"


def schema_is_ours(connection: apsw.Connection) -> bool:
    """Tell whether a file has the tables that its version has in this program."""
    try:
        version = int(connection.pragma("user_version"))
        return 1 <= version <= migrations.VERSION and _schema(connection) == _built(version)
    except (apsw.Error, UnicodeDecodeError):
        return False


def _schema(connection: apsw.Connection) -> set[_Key]:
    """Give what defines the file, without SQLite's own tables and those that an index of words keeps."""
    own = tuple(f"{index}_" for index in _INDEXES)
    return {
        (kind, name, " ".join(sql.split()))
        for kind, name, sql in _rows(connection, _SCHEMA)
        if not name.startswith(("sqlite_", *own))
    }


def _rows(connection: apsw.Connection, sql: str, bindings: tuple[Any, ...] = ()) -> list[_Key]:
    return connection.execute(sql, bindings).fetchall()


def _built(version: int) -> set[_Key]:
    fresh = apsw.Connection(":memory:")
    try:
        migrations.build(fresh, version)
        return _schema(fresh)
    finally:
        fresh.close()


def _wrong_tables(connection: apsw.Connection) -> Iterator[str]:
    if not schema_is_ours(connection):
        yield "The tables are not those of a study"
    for (text,) in connection.execute("PRAGMA integrity_check"):
        if text != "ok":
            yield str(text)
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} refers to nothing"
    for index in _INDEXES:
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except apsw.CorruptError:
            yield f"The index of words ({index}) does not match the words"


def _wrong_texts(connection: apsw.Connection) -> Iterator[str]:
    for (table,) in _rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        if table.startswith(("sqlite_", *_INDEXES)) or table == "media":
            continue
        try:
            for _ in connection.execute(f'SELECT * FROM "{table}"'):
                pass
        except UnicodeDecodeError:
            yield f"A text of {table} is no text"


def _wrong_words(connection: apsw.Connection) -> Iterator[str]:
    """Compare the words of interviews with the hashes they are known by."""
    missing = _rows(
        connection,
        "SELECT name FROM interview WHERE transcript <> ''"
        " AND transcript NOT IN (SELECT hash FROM transcript)",
    )
    for (name,) in missing:
        yield f"The words of “{name}” are missing"
    words = "SELECT number, text, speaker, time FROM paragraph WHERE transcript = ? ORDER BY number"
    for row, known_by in _rows(connection, "SELECT id, hash FROM transcript"):
        lines = _rows(connection, words, (row,))
        if Transcript(tuple(Paragraph(*line) for line in lines)).hash != known_by:
            yield f"The words kept as {known_by[:8]} are not as they were stored"


def _wrong_media(connection: apsw.Connection) -> Iterator[str]:
    import hashlib

    for row, checksum in _rows(connection, "SELECT rowid, checksum FROM media"):
        found = hashlib.sha256()
        with connection.blob_open("main", "media", "data", row, False) as blob:
            while chunk := blob.read(_CHUNK):
                found.update(chunk)
        if found.hexdigest() != checksum:
            yield f"The recording kept as {checksum[:8]} is not as it was stored"


def _wrong_history(connection: apsw.Connection) -> Iterator[str]:
    """Compare each row with what the last action that touched it left in it."""
    told: dict[str, dict[_Key, list[Any] | None]] = {}
    for number, state, changeset in connection.execute("SELECT id, state, changeset FROM action ORDER BY id"):
        try:
            for change in apsw.Changeset.iter(changeset):
                if state == "done":
                    _tell(told.setdefault(change.name, {}), change)
        except (apsw.Error, UnicodeDecodeError):
            yield f"Step {number} of the history cannot be read"
            return
    for table, rows in told.items():
        yield from _unlike(connection, table, rows)


def _tell(rows: dict[_Key, list[Any] | None], change: apsw.TableChange) -> None:
    """Bring what is told of a row up to an action; a row whose beginning nobody tells is left out."""
    values = change.new if change.op == "INSERT" else change.old
    assert values is not None
    key = tuple(values[column] for column in sorted(change.pk_columns))
    if change.op == "INSERT":
        rows[key] = list(values)
    elif change.op == "DELETE":
        rows[key] = None
    elif (row := rows.get(key)) is not None and change.new is not None:
        for place, value in enumerate(change.new):
            if value is not apsw.no_change:
                row[place] = value


def _unlike(connection: apsw.Connection, table: str, rows: dict[_Key, list[Any] | None]) -> Iterator[str]:
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    keys = [place for place, *_, part in columns if part]
    there = {
        tuple(row[place] for place in keys): row for row in connection.execute(f'SELECT * FROM "{table}"')
    }
    for key, row in rows.items():
        found = there.get(key)
        # A step written before a column was added tells nothing of that column.
        if (found is None) != (row is None) or (row and found and list(found[: len(row)]) != row):
            yield f"A row of {table} is not as the history left it"
