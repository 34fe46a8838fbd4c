"""Keep views by name: filters, comparisons, central charts and linkage grids, and cases that deviate."""

from __future__ import annotations

import json
from collections.abc import Mapping

from framework_qda.study.core import Core, as_json, cleaned_name, kept, new_id
from framework_qda.study.model import View, ViewId, ViewKind


class ViewVerbs(Core):
    """Verbs on views that are kept by name."""

    @kept("view")
    def views(self, kind: ViewKind | None = None) -> list[View]:
        """List the views kept, of one kind or all, in order."""
        rows = self._database.rows("SELECT id, kind, name, settings FROM view ORDER BY position, id")
        found = [View(ViewId(row), ViewKind(of), name, json.loads(text)) for row, of, name, text in rows]
        return [view for view in found if kind in (None, view.kind)]

    def view(self, view: ViewId) -> View | None:
        """Give one view, None where it is gone."""
        return next((each for each in self.views() if each.id == view), None)

    def keep_view(self, kind: ViewKind, name: str, settings: Mapping[str, object]) -> ViewId:
        """Keep choices under a name; one of that kind and name is replaced."""
        name = cleaned_name(name)
        for known in self.views(kind):
            if known.name == name:
                self.change_view(known.id, settings)
                return known.id
        view = ViewId(new_id())
        with self.action(f"Keep the {kind} “{name}”"):
            self._database.run(
                "INSERT INTO view VALUES (?, ?, ?, ?, 0)", (view, kind, name, as_json(settings))
            )
            self._place("view", view, None)
        return view

    def change_view(self, view: ViewId, settings: Mapping[str, object], *, continues: str = "") -> None:
        """Change what a view shows."""
        with self.action(f"Change “{self._name('view', view)}”", continues):
            self._database.run("UPDATE view SET settings = ? WHERE id = ?", (as_json(settings), view))

    def rename_view(self, view: ViewId, name: str) -> None:
        self._rename("view", view, name, "view")

    def move_view(self, view: ViewId, before: ViewId | None = None) -> None:
        """Put a view before another, or last."""
        with self.action(f"Move “{self._name('view', view)}”"):
            self._place("view", view, before)

    def delete_view(self, view: ViewId) -> None:
        """Delete a view and its marks of cases that deviate; undo brings it back."""
        with self.action(f"Delete “{self._name('view', view)}”"):
            self._database.run("DELETE FROM view WHERE id = ?", (view,))

    def deviants(self, view: ViewId) -> Mapping[str, str]:
        """Tell which cases do not fit a view: id of an area or interview -> why."""
        return dict(self._database.rows("SELECT subject, note FROM deviant WHERE view = ?", (view,)))

    def mark_deviant(self, view: ViewId, subject: str, note: str = "", deviant: bool = True) -> None:
        """Mark a case that does not fit a view, with why, or take the mark away."""
        with self.action(f"{'Mark' if deviant else 'Unmark'} a deviant case in “{self._name('view', view)}”"):
            if deviant:
                self._database.run(
                    "INSERT INTO deviant VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET note = excluded.note",
                    (view, subject, note.strip()),
                )
            else:
                self._database.run("DELETE FROM deviant WHERE view = ? AND subject = ?", (view, subject))
