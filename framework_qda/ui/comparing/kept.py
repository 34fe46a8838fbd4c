"""A button with the views of one kind that are kept by name: choose, keep, rename, delete."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from framework_qda.study.model import Change, View, ViewId, ViewKind
from framework_qda.ui.elided import in_the_middle
from framework_qda.ui.filtering.kept import CHANGE, RENAME, KeptChooser
from framework_qda.ui.filtering.offer import KEEP, Offer
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio

_MOST = 32  # letters

Settings = Callable[[], Mapping[str, object] | None]


class KeptViews(QToolButton):
    """Show the name of the view on show, if it is kept; `chosen(view)` carries the one that is wanted.

    `left` tells that it is on show and the keyboard may go to it.

    `settings` tells what is on show, as it would be kept, or None where there is nothing to keep.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(
        self, studio: Studio, kind: ViewKind, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, icon=icon("bookmarks-simple"))
        self._studio, self._kind, self._settings = studio, kind, settings
        self._view: ViewId | None = None
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chooser = KeptChooser(self)
        self.chooser.picked.connect(self._picked)
        self.chooser.delete_wanted.connect(self._delete)
        self.clicked.connect(self.choose)
        studio.changed.connect(self._refresh)
        self.show_name()

    @property
    def view(self) -> View | None:
        """The view that was chosen or kept last, whether it is still as it was kept or not."""
        return self._studio.study.view(self._view) if self._view else None

    def show_name(self) -> None:
        """Show the name under which what is on show is kept; call it when that has changed."""
        now = self._settings()
        now = json.loads(json.dumps(now)) if now is not None else None
        same = next((view for view in self._views() if view.settings == now), None)
        if same:
            self._view = same.id
        name = same.name if same else ""
        self.setText(in_the_middle(self, name, _MOST).replace("&", "&&") or self.tr("Keep"))
        self.setEnabled(now is not None or bool(self._views()))
        hint = self.tr("Kept: choose one, or keep this one under a name")
        self.setToolTip(f"{name}\n{hint}" if name else hint)
        self.setAccessibleName(self.tr("Kept: %s") % name if name else self.tr("Keep, or choose a kept one"))

    def choose(self) -> None:
        """Offer what is kept, and to keep what is on show under the name that is typed."""
        self.chooser.can_keep = self._settings() is not None
        title = self.tr("Choose, or type a name to keep this one") if self.chooser.can_keep else ""
        foot = self.tr("F2 renames, Del deletes the current one") if self._views() else ""
        offers = self._offers()
        changed = any(offer.key == CHANGE for offer in offers)
        self.chooser.open(
            self,
            title or self.tr("Choose a kept one"),
            offers,
            foot or self.tr("Nothing is kept."),
            current="" if changed else self._view or "",
        )

    def keep(self, name: str) -> None:
        """Keep what is on show under a name; undo takes it back."""
        if (settings := self._settings()) is not None:
            self._view = self._studio.study.keep_view(self._kind, name, settings)
            self.show_name()

    def _views(self) -> list[View]:
        return self._studio.study.views(self._kind)

    def _offers(self) -> list[Offer]:
        offers = [Offer(view.id, view.name) for view in self._views()]
        view, now = self.view, self._settings()
        if view and now is not None and json.loads(json.dumps(now)) != view.settings:
            offers.insert(0, Offer(CHANGE, self.tr("Keep the change in “%s”") % view.name))
        return offers

    def _picked(self, key: str) -> None:
        typed, renamed, view = self.chooser.field.text().strip(), self.chooser.renamed, self.view
        self.chooser.close()
        if key == KEEP:
            self.keep(typed)
        elif key == CHANGE and view:
            self.keep(view.name)
        elif key == RENAME and renamed:
            self._studio.study.rename_view(ViewId(renamed.key), typed)
        else:
            self._view = ViewId(key)
            self.chosen.emit(key)
            self.left.emit()

    def _delete(self, key: str) -> None:
        if key not in (KEEP, CHANGE):
            self._studio.study.delete_view(ViewId(key))
            self.chooser.refresh(self._offers())

    def _refresh(self, change: Change) -> None:
        if change.touches("view"):
            self.show_name()
