"""Open, key, lock and copy the file of a study, and say in one sentence what is wrong with it."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
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
from framework_qda.study import checking, migrations
from framework_qda.study.holding import Hold, hold

APPLICATION_ID = int.from_bytes(b"FQDA", "big")
Bindings = Sequence[str | int | float | bytes | None]
Row = tuple[Any, ...]

# SQLite's header in the clear, and what SQLite3 Multiple Ciphers leaves in the clear of an encrypted one:
# the fixed payload fractions in bytes 21 to 23 (https://www.sqlite.org/fileformat2.html#the_database_header).
_PLAIN_HEADER = b"SQLite format 3\0"
_PAYLOAD_FRACTIONS = bytes([64, 32, 32])
_PAGE = 4096

# A setting that stands in a file while its index of words is behind its words.
_INDEX_BEHIND = "index behind"


class Database:
    """One study file, locked for this process alone; safe to call from several threads in turn."""

    def __init__(
        self, path: Path, connection: apsw.Connection, passphrase: str, held: Hold | None = None
    ) -> None:
        self.path = path
        self._held = held
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
            held = hold(path)
            try:
                database = cls(path, _opened(path, passphrase), passphrase, held)
            except BaseException:
                if held:
                    held.let_go()
                raise
            try:
                with database.errors():
                    migrations.migrate(database.connection, database._back_up, path)
                if database.value("SELECT 1 FROM setting WHERE key = ?", (_INDEX_BEHIND,)):
                    database._index_anew()
            except BaseException:
                database.close()
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
        with self.errors():
            return self._connection.execute(sql, bindings).fetchall()

    def row(self, sql: str, bindings: Bindings = ()) -> Row | None:
        """Read the first row of a query, None if there is none."""
        with self.errors():
            return self._connection.execute(sql, bindings).fetchone()

    def value(self, sql: str, bindings: Bindings = ()) -> Any:
        """Read the first column of the first row, None if there is none."""
        row = self.row(sql, bindings)
        return row[0] if row else None

    def run(self, sql: str, bindings: Bindings = ()) -> None:
        """Change the study; only inside a transaction."""
        with self.errors():
            self._connection.execute(sql, bindings)

    def run_many(self, sql: str, bindings: Iterator[Bindings] | Sequence[Bindings]) -> None:
        """Change the study once for each of the bindings; only inside a transaction."""
        with self.errors():
            self._connection.executemany(sql, bindings)

    @contextmanager
    def errors(self) -> Generator[None]:
        """Work with the file alone, and say that it is damaged where its texts or tables are."""
        with self.lock, _sqlite_errors(self.path):
            try:
                yield
            except UnicodeDecodeError:
                raise DamagedStudy(self.path) from None
            except apsw.SQLError:
                if checking.schema_is_ours(self._connection):
                    raise  # a fault of this program
                raise DamagedStudy(self.path) from None
            except apsw.AbortError:  # a step of the history does not fit what it is applied to
                if not self.problems():
                    raise
                raise DamagedStudy(self.path) from None

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

        Raises CannotWrite, DiskFull or StudyLocked, and then leaves an earlier file as it was.
        """
        if path.resolve() in _open_here:
            raise CannotWrite(path, "it is a study open here")
        if _open_elsewhere(path):
            raise StudyLocked(path)
        with _new_file(path) as draft, self.lock, _sqlite_errors(path):
            copy = _new_connection(draft, self._passphrase)
            try:
                with copy.backup("main", self._connection, "main") as backup:
                    backup.step()
            finally:
                copy.close()

    def _back_up(self, name: str) -> None:
        self.save_copy(self.path.with_name(name))

    def change_passphrase(self, passphrase: str) -> None:
        """Encrypt under another passphrase; an empty one takes the protection away."""
        with self.lock, _sqlite_errors(self.path):
            # Adding or removing encryption rewrites the file and may number rows anew; killed before the
            # index follows, the next opening makes it follow.
            self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, '1')", (_INDEX_BEHIND,))
            try:
                self._connection.pragma("rekey", passphrase)
            except apsw.Error:
                self._index_follows()
                raise
            self._passphrase = passphrase
            self._index_anew()

    def _index_anew(self) -> None:
        with self._connection:
            self._connection.execute("INSERT INTO cell_words (cell_words) VALUES ('rebuild')")
            self._index_follows()

    def _index_follows(self) -> None:
        self._connection.execute("DELETE FROM setting WHERE key = ?", (_INDEX_BEHIND,))

    def scour(self) -> None:
        """Write the file anew, so that nothing of what was deleted is left in it."""
        with self.lock, _sqlite_errors(self.path):
            for index in ("cell_words", "paragraph_words"):  # they keep deleted words for a while
                self._connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
            self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, '1')", (_INDEX_BEHIND,))
            try:
                self._connection.execute("VACUUM")  # may number rows anew
            except apsw.Error:
                self._index_follows()
                raise
            self._index_anew()

    def problems(self) -> list[str]:
        """Check the whole file: what its tables, texts, hashes and history say is wrong with it."""
        with self.lock:
            return list(checking.problems(self._connection))

    def close(self) -> None:
        with self.lock:
            self._connection.close()
            if self._held:
                self._held.let_go()
            if _open_here.get(self.place) is self:
                del _open_here[self.place]


# On POSIX, merely opening and closing a file drops every lock SQLite holds on it for this process
# (https://www.sqlite.org/howtocorrupt.html), so a study open here must not be touched a second time.
# Weak, because a study that nobody holds any more is closed.
_open_here: WeakValueDictionary[Path, Database] = WeakValueDictionary()


def _check_not_open_here(path: Path) -> None:
    if path.resolve() in _open_here:
        raise StudyLocked(path)


def _open_elsewhere(path: Path) -> bool:
    """Tell whether another process has a file open as a study; that which is no study nobody has."""
    if not path.is_file():
        return False
    try:
        held = hold(path)
    except BlockingIOError:
        return True
    if held:
        held.let_go()
    try:
        probe = apsw.Connection(str(path), apsw.SQLITE_OPEN_READONLY)
    except apsw.Error:
        return False
    try:
        probe.execute("SELECT 1 FROM sqlite_schema").fetchall()
    except apsw.BusyError:
        return True
    except apsw.Error:
        pass  # protected, or no study
    finally:
        probe.close()
    return False


def _opened(path: Path, passphrase: str) -> apsw.Connection:
    """Open a study file for this process alone, or say what is wrong with it."""
    connection = apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE)
    try:
        _prepare(connection, passphrase)
        _check_study(connection, path)
    except apsw.NotADBError:
        connection.close()
        raise (WrongPassphrase(path) if passphrase else DamagedStudy(path)) from None
    except apsw.SQLError:
        ours = checking.schema_is_ours(connection)
        connection.close()
        if ours:
            raise
        raise DamagedStudy(path) from None
    except BaseException:
        connection.close()
        raise
    return connection


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
    version = connection.pragma("user_version")
    if version > migrations.VERSION:
        raise NewerStudy(path)
    if version < 1:
        raise DamagedStudy(path)
    # SQLite would take a last page cut short for one that ends in zeros.
    if path.stat().st_size < connection.pragma("page_count") * connection.pragma("page_size"):
        raise DamagedStudy(path)


@contextmanager
def _new_file(path: Path) -> Generator[Path]:
    """Hand out a draft beside the path, and put it in its place only when it is complete."""
    draft = path.with_name(f".{path.name}.{os.urandom(16).hex()}")
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
def _sqlite_errors(path: Path) -> Generator[None]:
    """Turn what can go wrong outside this program into its sentence; our own bugs pass as they are."""
    try:
        yield
    except (apsw.BusyError, BlockingIOError):
        raise StudyLocked(path) from None
    except apsw.FullError:
        raise DiskFull(path) from None
    except apsw.ReadOnlyError:
        raise StudyReadOnly(path) from None
    except apsw.CorruptError:
        raise DamagedStudy(path) from None
    except (apsw.CantOpenError, apsw.IOError) as error:
        raise CannotWrite(path, str(error)) from None
