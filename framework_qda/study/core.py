"""What every verb of a study stands on: the file, the history and the order of siblings."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from datetime import datetime
from functools import wraps
from math import inf
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from framework_qda.errors import Refused
from framework_qda.study.database import Database
from framework_qda.study.history import History, Listener
from framework_qda.study.model import Action, Change

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
_AnyCore = TypeVar("_AnyCore", bound="Core")
_Read = Callable[Concatenate[_AnyCore, _Arguments], _Result]


def kept(
    *tables: str,
) -> Callable[[_Read[_AnyCore, _Arguments, _Result]], _Read[_AnyCore, _Arguments, _Result]]:
    """Remember what a verb reads, for all views that ask, until an action changes one of these tables."""

    def decorate(read: _Read[_AnyCore, _Arguments, _Result]) -> _Read[_AnyCore, _Arguments, _Result]:
        @wraps(read)
        def reading(self: _AnyCore, *args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
            return self.read_once(
                (read.__name__, args, *kwargs.items()), tables, lambda: read(self, *args, **kwargs)
            )

        return reading

    return decorate


_MENDED = 50  # changes that what was kept is mended by, at most


class Core:
    """A study file with its history; `analyst` is who the next action is recorded for."""

    def __init__(self, database: Database, analyst: str) -> None:
        self._database = database
        self._history = History(database)
        self._kept: dict[object, tuple[tuple[str, ...], Any]] = {}
        self._outdated: dict[object, tuple[tuple[str, ...], Any, list[Change]]] = {}
        self._mendable = set[object]()
        self.subscribe(self._forget)  # before anybody who would read anew
        self.analyst = analyst

    @property
    def path(self) -> Path:
        return self._database.path

    @property
    def title(self) -> str:
        """The study's own name."""
        return self._database.value("SELECT value FROM setting WHERE key = 'title'") or self.path.stem

    def set_title(self, title: str) -> None:
        title = cleaned_name(title)
        with self.action(f"Name the study “{title}”"):
            self._database.run("INSERT OR REPLACE INTO setting VALUES ('title', ?)", (title,))

    def action(self, sentence: str, continues: str = "") -> AbstractContextManager[None]:
        """Gather the verbs called inside into one action of the history."""
        return self._history.action(sentence, self.analyst, continues)

    @contextmanager
    def as_done_by(self, analyst: str, clock: Callable[[], datetime]) -> Generator[None]:
        """Record what is done inside for another analyst and by another clock."""
        before = self.analyst, self._history.clock
        self.analyst, self._history.clock = analyst, clock
        try:
            yield
        finally:
            self.analyst, self._history.clock = before

    def subscribe(self, listener: Listener) -> None:
        """Call the listener with a Change after every action, undo and redo, once it is saved."""
        self._history.listeners.append(listener)

    def undo(self) -> Change | None:
        """Take back the last action; None if there is none."""
        return self._history.undo()

    def redo(self) -> Change | None:
        """Do the last undone action again; None if there is none."""
        return self._history.redo()

    def undo_after(self, action: int) -> Change | None:
        """Take back every action after this one, as one change; None if there is none."""
        return self._history.undo_after(action)

    def redo_through(self, action: int) -> Change | None:
        """Do every undone action again up to this one, as one change; None if there is none."""
        return self._history.redo_through(action)

    def next_undo(self) -> Action | None:
        """Tell which action undo would take back."""
        return self._history.next_undo()

    def next_redo(self) -> Action | None:
        """Tell which action redo would do again."""
        return self._history.next_redo()

    def actions(self, limit: int = 500, before: int | None = None) -> list[Action]:
        """List the history, the newest action first, `limit` at a time, those before an action's id."""
        return self._history.actions(limit, before)

    def save_copy(self, path: Path) -> None:
        """Write a complete copy under the same passphrase; raises CannotWrite or DiskFull."""
        self._database.save_copy(path)

    @property
    def protected(self) -> bool:
        """Whether the file asks for a passphrase."""
        return self._database.protected

    def change_passphrase(self, passphrase: str) -> None:
        """Encrypt under another passphrase; an empty one takes the protection away."""
        self._database.change_passphrase(passphrase)

    def problems(self) -> list[str]:
        """Check the whole file; an empty list means it is sound."""
        return self._database.problems()

    def close(self) -> None:
        """Close the file and give up its lock."""
        self._database.close()

    def __enter__(self) -> Core:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read_once(
        self,
        key: object,
        tables: tuple[str, ...],
        read: Callable[[], _Result],
        mend: Callable[[_Result, list[Change]], _Result | None] | None = None,
    ) -> _Result:
        """Give a copy of what was read under this key, or read it; inside an action nothing is kept.

        `mend` brings what was read up to date with the changes since, or gives None where it cannot.
        """
        with self._database.lock:
            if self._history.acting:
                return read()
            if key not in self._kept:
                _, value, changes = self._outdated.pop(key, ((), None, []))
                mended = mend(value, changes) if mend and changes else None
                self._kept[key] = (tables, read() if mended is None else mended)
                if mend:
                    self._mendable.add(key)
            return copy(self._kept[key][1])

    def _forget(self, change: Change) -> None:
        for key, (tables, _, changes) in list(self._outdated.items()):
            if len(changes) >= _MENDED:
                del self._outdated[key]
            elif change.touches(*tables):
                changes.append(change)
        for key, (tables, value) in list(self._kept.items()):
            if change.touches(*tables):
                del self._kept[key]
                if key in self._mendable:
                    self._outdated[key] = (tables, value, [change])

    def _name(self, table: str, row: str) -> str:
        return self._database.value(f"SELECT name FROM {table} WHERE id = ?", (row,)) or ""

    def _rename(self, table: str, row: str, name: str, what: str) -> None:
        name = cleaned_name(name)
        with self.action(f"Rename {what} “{self._name(table, row)}” to “{name}”"):
            self._database.run(f"UPDATE {table} SET name = ? WHERE id = ?", (name, row))

    def _join_overviews(self, source: str, target: str) -> None:
        """Add what is written about one thing to what is written about another, a line apart."""
        self._database.run(
            "UPDATE overview AS old SET text = old.text || char(10) || new.text"
            " FROM overview AS new WHERE old.subject = ? AND new.subject = ? AND old.about = new.about",
            (target, source),
        )
        self._database.run("UPDATE OR IGNORE overview SET subject = ? WHERE subject = ?", (target, source))
        self._database.run("DELETE FROM overview WHERE subject = ?", (source,))

    def _point_drafts(self, source: str, target: str) -> None:
        """Let drafts that show or link to one thing show another; an id is like nothing else in a text."""
        for column in ("text", "settings"):
            self._database.run(
                f"UPDATE block SET {column} = replace({column}, ?1, ?2) WHERE instr({column}, ?1)",
                (source, target),
            )
        self._database.run(
            "UPDATE OR IGNORE acceptance SET subject = replace(subject, ?1, ?2) WHERE instr(subject, ?1)",
            (source, target),
        )

    def _place(self, table: str, row: str, before: str | None, parent: tuple[str, str] | None = None) -> None:
        """Put a row before a sibling, or last; `parent` is the column and id that siblings share.

        Where it stands there already, nothing changes.
        """
        if before == row:
            return
        where, bindings = (f"{parent[0]} = ?", [parent[1]]) if parent else ("true", [])
        siblings = self._database.rows(
            f"SELECT id, position FROM {table} WHERE {where} AND id <> ? ORDER BY position, id",
            [*bindings, row],
        )
        order, positions = [sibling for sibling, _ in siblings], [position for _, position in siblings]
        index = order.index(before) if before in order else len(order)
        low = positions[index - 1] if index else -inf
        high = positions[index] if index < len(order) else inf
        now = self._database.value(f"SELECT position FROM {table} WHERE id = ?", (row,))
        if now is None or low < now < high:
            return
        middle = _between(low, high)
        if low < middle < high:
            order, numbers = [row], [middle]
        else:  # halved so often that numbers have run out: number all anew
            order.insert(index, row)
            numbers = range(1, len(order) + 1)
        self._database.run_many(
            f"UPDATE {table} SET position = ? WHERE id = ?", list(zip(numbers, order, strict=True))
        )


def _between(low: float, high: float) -> float:
    if low == -inf or high == inf:
        return low + 1 if low > -inf else high - 1
    return (low + high) / 2


def new_id() -> str:
    """Make an id that no other copy of the study will make: 128 random bits in hexadecimal."""
    return os.urandom(16).hex()


def as_json(value: object) -> str:
    """Write JSON as it is read, accents and all, so that words in it can be looked for."""
    return json.dumps(value, ensure_ascii=False)


def cleaned_name(name: str) -> str:
    """Trim a name to one line; raises Refused when nothing is left."""
    name = " ".join(name.split())
    if not name:
        raise Refused("A name needs at least one letter; type one.")
    return name
