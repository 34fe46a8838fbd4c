"""The list of what is kept by name: filters, comparisons, charts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.filtering.offer import KEEP, Offer

CHANGE, RENAME = "change", "rename"


class KeptChooser(Chooser):
    """Offers to keep what is on show under the name that is typed; F2 renames the current row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.deletable = True
        self.can_keep = False
        self.renamed: Offer | None = None

    def rename(self) -> None:
        """Let the current row be given another name."""
        if self.current and self.current.key not in (KEEP, CHANGE):
            self.renamed = self.current
            self.foot.setText(self.tr("Enter gives it the new name, Esc leaves it"))
            self.field.setText(self.renamed.text)
            self.field.selectAll()

    def typed_offer(self, typed: str) -> Offer | None:
        if not self.can_keep:
            return None
        known = any(offer.text == typed for offer in self._offers)
        words = self.tr("Replace “%s” by this one") if known else self.tr("Keep this one as “%s”")
        return Offer(KEEP, words % typed)

    def _show_matches(self, query: str) -> None:
        if self.renamed is None:
            super()._show_matches(query)
            return
        words = self.tr("Rename “{}” to “{}”").format(self.renamed.text, query.strip())
        self.model.show([(Offer(RENAME, words), [(words, False)])] if query.strip() else [])
        self.list.setCurrentIndex(self.model.index(0))

    def _menu(self, place: QPoint) -> None:
        if self.list.indexAt(place).isValid() and self.current:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.tr("Rename “%s”…") % self.current.text, self.rename)
            menu.addAction(self.tr("Delete “%s”") % self.current.text, self._delete)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.renamed = None
        super().hideEvent(event)
