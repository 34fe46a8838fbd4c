"""Record every action as a changeset, and from it undo, redo, and tell what changed.

An action is one transaction under SQLite's session extension. Its changeset is kept with who, when and a
sentence; undo applies the inverted changeset, redo the changeset itself
(https://www.sqlite.org/sessionintro.html).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial

import apsw

from framework_qda.study.database import Bindings, Database
from framework_qda.study.model import Action, ActionState, Change

RECORDED = (
    "setting",
    "area",
    "interview",
    "participant",
    "attribute",
    "attribute_value",
    "matrix",
    "subtopic",
    "cell",
    "recording",
    "passage",
    "indexing",
    "comment",
    "memo",
    "finding",
    "placing",
    "overview",
    "typology",
    "type",
    "type_category",
    "type_case",
    "view",
    "deviant",
    "attribution",
    "quotation",
    "quotation_tag",
    "identifying",
    "acceptance",
    "draft",
    "block",
    "answer",
)
_ACTION = "id, at, who, sentence, state"

Listener = Callable[[Change], None]
Rows = dict[str, frozenset[tuple[str, ...]]]


class History:
    """The actions of one study."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._acting = False
        self._continued: tuple[int, str] | None = None
        self.listeners: list[Listener] = []
        self.clock: Callable[[], datetime] = partial(datetime.now, UTC)

    def now(self) -> str:
        """Tell the time by the clock of the history: ISO 8601, UTC, to the millisecond."""
        return self.clock().isoformat(timespec="milliseconds")

    @property
    def acting(self) -> bool:
        """Whether an action is under way."""
        return self._acting

    @contextmanager
    def action(self, sentence: str, who: str, continues: str = "") -> Generator[None]:
        """Record what the block changes as one action; inside another action, as part of that one.

        Actions that follow one another with the same `continues` (a spell of typing in one cell) become
        one step of the history.
        """
        with self._database.lock:
            if self._acting:  # in this thread: another one waits for the lock
                yield
                return
            change = None
            with self._database.transaction(), self._session() as session:
                yield
                changeset = session.changeset()
                session.enabled = False
                if changeset:
                    change = Change(sentence, changed_rows(changeset))
                    self._record(sentence, who, changeset, change, continues)
            if change:
                self.tell(change)

    @contextmanager
    def _session(self) -> Generator[apsw.Session]:
        with closing(apsw.Session(self._database.connection, "main")) as session:
            for table in RECORDED:
                session.attach(table)
            self._acting = True
            try:
                yield session
            finally:
                self._acting = False

    def undo(self) -> Change | None:
        """Take back the last action; None if there is none."""
        return self._walk(ActionState.UNDONE, "id = (SELECT max(id) FROM action WHERE state = 'done')")

    def redo(self) -> Change | None:
        """Do the last undone action again; None if there is none."""
        return self._walk(ActionState.DONE, "id = (SELECT min(id) FROM action WHERE state = 'undone')")

    def undo_after(self, action: int) -> Change | None:
        """Take back every action after this one, as one change."""
        return self._walk(ActionState.UNDONE, "state = 'done' AND id > ? ORDER BY id DESC", (action,))

    def redo_through(self, action: int) -> Change | None:
        """Do every undone action again up to this one, as one change."""
        return self._walk(ActionState.DONE, "state = 'undone' AND id <= ? ORDER BY id", (action,))

    def next_undo(self) -> Action | None:
        """Tell which action undo would take back."""
        return self._one("state = 'done' ORDER BY id DESC")

    def next_redo(self) -> Action | None:
        """Tell which action redo would do again."""
        return self._one("state = 'undone' ORDER BY id")

    def actions(self, limit: int = 500, before: int | None = None) -> list[Action]:
        """List actions, the newest first, `limit` at a time."""
        where = "WHERE id < ?" if before is not None else "WHERE id > ?"
        rows = self._database.rows(
            f"SELECT {_ACTION} FROM action {where} ORDER BY id DESC LIMIT ?", (before or 0, limit)
        )
        return [_action(row) for row in rows]

    def of_row(self, table: str, key: tuple[str, ...]) -> Iterator[tuple[Action, apsw.TableChange]]:
        """Walk the actions that touched one row, the oldest first, with what each did to it."""
        rows = self._database.rows(
            f"SELECT {_ACTION}, changeset FROM touched JOIN action ON id = action WHERE row = ? ORDER BY id",
            (_row_name(table, key),),
        )
        for *action, changeset in rows:
            for change in apsw.Changeset.iter(changeset):
                if change.name == table and _key(change) == key:
                    yield _action(tuple(action)), change

    def forget(self) -> None:
        """Drop all actions, those that could be redone too; only inside a transaction."""
        self._database.run("DELETE FROM touched")
        self._database.run("DELETE FROM action")
        self._continued = None

    def tell(self, change: Change) -> None:
        """Tell every listener of a change."""
        for listener in list(self.listeners):
            listener(change)

    def _one(self, where: str) -> Action | None:
        row = self._database.row(f"SELECT {_ACTION} FROM action WHERE {where} LIMIT 1")
        return _action(row) if row else None

    def _record(self, sentence: str, who: str, changeset: bytes, change: Change, continues: str) -> None:
        number = self._continued_by(continues)
        if number is None:
            number = self._add(sentence, who, changeset)
        elif not self._extend(number, sentence, changeset):
            return
        self._continued = (number, continues) if continues else None
        self._database.run_many(
            "INSERT OR IGNORE INTO touched (row, action) VALUES (?, ?)",
            [(_row_name(table, key), number) for table, keys in change.rows.items() for key in keys],
        )

    def _add(self, sentence: str, who: str, changeset: bytes) -> int:
        self._database.run("UPDATE action SET state = 'abandoned' WHERE state = 'undone'")
        self._database.run(
            "INSERT INTO action (at, who, sentence, state, changeset) VALUES (?, ?, ?, 'done', ?)",
            (self.now(), who, sentence, changeset),
        )
        return int(self._database.value("SELECT last_insert_rowid()"))

    def _continued_by(self, continues: str) -> int | None:
        if not continues or self._continued is None or self._continued[1] != continues:
            return None
        last = self._database.value("SELECT max(id) FROM action WHERE state <> 'abandoned'")
        number = self._continued[0]
        return number if last == number and self._state(number) == ActionState.DONE else None

    def _state(self, number: int) -> str:
        return self._database.value("SELECT state FROM action WHERE id = ?", (number,))

    def _extend(self, number: int, sentence: str, changeset: bytes) -> bool:
        """Add to an action, or forget it where nothing is left of it; tell whether it is still there."""
        earlier = self._database.value("SELECT changeset FROM action WHERE id = ?", (number,))
        with closing(apsw.ChangesetBuilder()) as builder:
            builder.add(earlier)
            builder.add(changeset)
            both = builder.output()
        if not both:
            self._database.run("DELETE FROM action WHERE id = ?", (number,))
            return False
        self._database.run(
            "UPDATE action SET at = ?, sentence = ?, changeset = ? WHERE id = ?",
            (self.now(), sentence, both, number),
        )
        return True

    def _walk(self, state: ActionState, where: str, bindings: Bindings = ()) -> Change | None:
        """Bring actions into a state, in the order given, all of them or none."""
        with self._database.errors():
            steps = self._database.rows(f"SELECT id, sentence, changeset FROM action WHERE {where}", bindings)
            if not steps:
                return None
            changesets = [_towards(state, changeset) for _, _, changeset in steps]
            with self._database.transaction():
                for (number, _, _), changeset in zip(steps, changesets, strict=True):
                    self._apply(changeset)
                    self._database.run("UPDATE action SET state = ? WHERE id = ?", (state, number))
            words = f"{len(steps)} steps" if len(steps) > 1 else steps[0][1]
            verb = "Undo" if state is ActionState.UNDONE else "Redo"
            change = Change(f"{verb}: {words}", _merged(map(changed_rows, changesets)))
            self._continued = None
            self.tell(change)
        return change

    def _apply(self, changeset: bytes) -> None:
        apsw.Changeset.apply(
            changeset,
            self._database.connection,
            conflict=_refuse,
            flags=apsw.SQLITE_CHANGESETAPPLY_FKNOACTION,
        )


def changed_rows(changeset: bytes) -> Rows:
    """Tell which rows a changeset changes: table -> primary keys."""
    rows: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for change in apsw.Changeset.iter(changeset):
        rows[change.name].add(_key(change))
    return {table: frozenset(keys) for table, keys in rows.items()}


def _merged(parts: Iterable[Rows]) -> Rows:
    rows: defaultdict[str, frozenset[tuple[str, ...]]] = defaultdict(frozenset)
    for part in parts:
        for table, keys in part.items():
            rows[table] |= keys
    return dict(rows)


def _towards(state: ActionState, changeset: bytes) -> bytes:
    return apsw.Changeset.invert(changeset) if state is ActionState.UNDONE else changeset


def _key(change: apsw.TableChange) -> tuple[str, ...]:
    values = change.new if change.op == "INSERT" else change.old
    assert values is not None
    return tuple(str(values[column]) for column in sorted(change.pk_columns))


def _row_name(table: str, key: Iterable[str]) -> str:
    return "/".join((table, *key))


def _refuse(_reason: int, _change: apsw.TableChange) -> int:
    # History is linear, so a conflict means a fault of this program: stop before anything is lost.
    return apsw.SQLITE_CHANGESET_ABORT


def _action(row: tuple[object, ...]) -> Action:
    number, at, who, sentence, state = row
    return Action(int(str(number)), str(at), str(who), str(sentence), ActionState(str(state)))
