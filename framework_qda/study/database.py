"""Open, key, lock and copy the file of a study, and say in one sentence what is wrong with it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4
from weakref import WeakValueDictionary

import apsw

from framework_qda.errors import (
    CannotWrite,
    DamagedStudy,
    DiskFull,
    NewerStudy,
    NotAStudy,
    PassphraseNeeded,
    StudyExists,
    StudyLocked,
    StudyMissing,
    StudyReadOnly,
    WrongPassphrase,
)
from framework_qda.study import migrations

APPLICATION_ID = int.from_bytes(b"FQDA", "big")
Bindings = Sequence[str | int | float | bytes | None]
Row = tuple[Any, ...]

# SQLite's header in the clear, and what SQLite3 Multiple Ciphers leaves in the clear of an encrypted one:
# the fixed payload fractions in bytes 21 to 23 (https://www.sqlite.org/fileformat2.html#the_database_header).
_PLAIN_HEADER = b"SQLite format 3\0"
_PAYLOAD_FRACTIONS = bytes([64, 32, 32])
_PAGE = 4096


class Database:
    """One study file, locked for this process alone; safe to call from several threads in turn."""

    def __init__(self, path: Path, connection: apsw.Connection, passphrase: str) -> None:
        self.path = path
        self.place = path.resolve()
        self.lock = threading.RLock()
        self._connection = connection
        self._passphrase = passphrase

    @classmethod
    def create(cls, path: Path, passphrase: str = "", title: str = "") -> Database:
        """Make a study file with nothing but a title in it and open it.

        Raises StudyExists, CannotWrite or DiskFull; no file is left behind when it fails.
        """
        with _new_file(path) as draft, _sqlite_errors(path):
            if path.exists():
                raise StudyExists(path)
            connection = _new_connection(draft, passphrase)
            try:
                with connection:
                    migrations.build(connection)
                    connection.execute("INSERT INTO setting VALUES ('title', ?)", (title,))
                    connection.pragma("application_id", APPLICATION_ID)
            finally:
                connection.close()
        return cls.open(path, passphrase)

    @classmethod
    def open(cls, path: Path, passphrase: str = "") -> Database:
        """Open a study file, migrating an older one after a backup beside it.

        Raises StudyMissing, NotAStudy, PassphraseNeeded, WrongPassphrase, DamagedStudy, NewerStudy,
        StudyLocked or StudyReadOnly.
        """
        _check_not_open_here(path)
        if not _encrypted(path):
            passphrase = ""
        elif not passphrase:
            raise PassphraseNeeded(path)
        with _sqlite_errors(path):
            connection = apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE)
            try:
                _prepare(connection, passphrase)
                _check_study(connection, path)
                database = cls(path, connection, passphrase)
                migrations.migrate(connection, lambda name: database.save_copy(path.with_name(name)), path)
            except apsw.NotADBError:
                connection.close()
                raise (WrongPassphrase(path) if passphrase else DamagedStudy(path)) from None
            except BaseException:
                connection.close()
                raise
        _open_here[database.place] = database
        return database

    @property
    def connection(self) -> apsw.Connection:
        return self._connection

    @property
    def protected(self) -> bool:
        return bool(self._passphrase)

    def rows(self, sql: str, bindings: Bindings = ()) -> list[Row]:
        """Read all rows of a query."""
        with self.lock, _sqlite_errors(self.path), _undecodable(self.path):
            return self._connection.execute(sql, bindings).fetchall()

    def row(self, sql: str, bindings: Bindings = ()) -> Row | None:
        """Read the first row of a query, None if there is none."""
        with self.lock, _sqlite_errors(self.path), _undecodable(self.path):
            return self._connection.execute(sql, bindings).fetchone()

    def value(self, sql: str, bindings: Bindings = ()) -> Any:
        """Read the first column of the first row, None if there is none."""
        row = self.row(sql, bindings)
        return row[0] if row else None

    def run(self, sql: str, bindings: Bindings = ()) -> None:
        """Change the study; only inside a transaction."""
        with self.lock, _sqlite_errors(self.path):
            self._connection.execute(sql, bindings)

    def run_many(self, sql: str, bindings: Iterator[Bindings] | Sequence[Bindings]) -> None:
        """Change the study once for each of the bindings; only inside a transaction."""
        with self.lock, _sqlite_errors(self.path):
            self._connection.executemany(sql, bindings)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Do all of it durably, or nothing."""
        with self.lock, _sqlite_errors(self.path):
            try:
                with self._connection:
                    yield
            except apsw.SQLError as error:
                # On a full disk SQLite rolls back by itself; apsw's own attempt then hides the cause.
                if error.__context__ is None or self._connection.in_transaction:
                    raise
                raise error.__context__ from None

    def save_copy(self, path: Path) -> None:
        """Write a complete copy, under the same passphrase, in one step; a file of that name is replaced.

        Raises CannotWrite or DiskFull, and then leaves an earlier file as it was.
        """
        if path.resolve() in _open_here:
            raise CannotWrite(path, "it is a study open here")
        with _new_file(path) as draft, self.lock, _sqlite_errors(path):
            copy = _new_connection(draft, self._passphrase)
            try:
                with copy.backup("main", self._connection, "main") as backup:
                    backup.step()
            finally:
                copy.close()

    def change_passphrase(self, passphrase: str) -> None:
        """Encrypt under another passphrase; an empty one takes the protection away."""
        with self.lock, _sqlite_errors(self.path):
            self._connection.pragma("rekey", passphrase)
            self._passphrase = passphrase
            # Adding or removing encryption rewrites the file and may number rows anew.
            self._connection.execute("INSERT INTO cell_words (cell_words) VALUES ('rebuild')")

    def problems(self) -> list[str]:
        """Check the whole file: what SQLite and the index of words say is wrong with it."""
        with self.lock:
            try:
                found = [
                    text for (text,) in self._connection.execute("PRAGMA integrity_check") if text != "ok"
                ]
                found += [
                    f"{row[0]} refers to nothing"
                    for row in self._connection.execute("PRAGMA foreign_key_check")
                ]
                for index in ("cell_words", "paragraph_words"):
                    self._connection.execute(
                        f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
                    )
            except apsw.CorruptError as error:
                return [str(error)]
            return found

    def close(self) -> None:
        with self.lock:
            self._connection.close()
            if _open_here.get(self.place) is self:
                del _open_here[self.place]


# On POSIX, merely opening and closing a file drops every lock this process holds on it
# (https://www.sqlite.org/howtocorrupt.html), so a study open here must not be touched a second time.
# Weak, because a study that nobody holds any more is closed.
_open_here: WeakValueDictionary[Path, Database] = WeakValueDictionary()


def _check_not_open_here(path: Path) -> None:
    if path.resolve() in _open_here:
        raise StudyLocked(path)


def _new_connection(path: Path, passphrase: str) -> apsw.Connection:
    connection = apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
    _prepare(connection, passphrase)
    return connection


def _prepare(connection: apsw.Connection, passphrase: str) -> None:
    if passphrase:
        connection.pragma("key", passphrase)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _encrypted(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            header = file.read(_PAGE)
    except (IsADirectoryError, PermissionError):
        raise (NotAStudy if path.is_dir() else StudyReadOnly)(path) from None
    except OSError:
        raise StudyMissing(path) from None
    if header.startswith(_PLAIN_HEADER):
        return False
    if header[21:24] != _PAYLOAD_FRACTIONS:
        raise NotAStudy(path)
    if len(header) < _PAGE:
        raise DamagedStudy(path)
    return True


def _check_study(connection: apsw.Connection, path: Path) -> None:
    # Taking the write lock at once is what keeps a second window out.
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    if connection.readonly("main"):
        raise StudyReadOnly(path)
    if connection.pragma("application_id") != APPLICATION_ID:
        raise NotAStudy(path)
    if connection.pragma("user_version") > migrations.VERSION:
        raise NewerStudy(path)
    # SQLite would take a last page cut short for one that ends in zeros.
    if path.stat().st_size < connection.pragma("page_count") * connection.pragma("page_size"):
        raise DamagedStudy(path)


@contextmanager
def _new_file(path: Path) -> Generator[Path]:
    """Hand out a draft beside the path, and put it in its place only when it is complete."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror or "") from None
    finally:
        for leftover in (draft, draft.with_name(draft.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink()


@contextmanager
def _undecodable(path: Path) -> Generator[None]:
    """Say that the file is damaged where its text is no text."""
    try:
        yield
    except UnicodeDecodeError:
        raise DamagedStudy(path) from None


@contextmanager
def _sqlite_errors(path: Path) -> Generator[None]:
    """Turn what can go wrong outside this program into its sentence; our own bugs pass as they are."""
    try:
        yield
    except apsw.BusyError:
        raise StudyLocked(path) from None
    except apsw.FullError:
        raise DiskFull(path) from None
    except apsw.ReadOnlyError:
        raise StudyReadOnly(path) from None
    except apsw.CorruptError:
        raise DamagedStudy(path) from None
    except (apsw.CantOpenError, apsw.IOError) as error:
        raise CannotWrite(path, str(error)) from None
