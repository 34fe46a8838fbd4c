"""Write what a whole area, interview, sub-topic or matrix comes to, as high as its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from framework_qda.ui.cell.links import inside_link, links_in
from framework_qda.ui.cell.summary_edit import SummaryEdit
from framework_qda.ui.reading.model import CELLS_MIME
from framework_qda.ui.theme import STEP

_MEASURE = 90  # letters; it shares the page with what it is about, so its lines are a little longer
_SHARE = 0.28  # of the window's height at most: the same whoever has the keyboard, so that nothing jumps


def cells_in(mime: QMimeData) -> list[str]:
    """Read the cells that were dragged, each as interview/sub-topic."""
    return bytes(mime.data(CELLS_MIME).data()).decode().split()


class OverviewEdit(SummaryEdit):
    """An editor of light markup that takes cells dropped on its words as their links.

    `left` tells that Esc or Ctrl+Enter wants the keyboard elsewhere, `hint` says why nothing was linked.
    """

    left = Signal()
    hint = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document().setDocumentMargin(2 * STEP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    # Links ------------------------------------------------------------------------------------------

    def link_to(self, targets: Sequence[str]) -> bool:
        """Link the selected words to cells, or take those links away; False where no words are chosen."""
        cursor = self.textCursor()
        if not cursor.hasSelection() and (link := self.link_here()):
            self.select_link(link)
        elif not cursor.hasSelection():
            return False
        before = links_in(self.textCursor())
        if set(targets) <= set(before):
            self.set_links([each for each in before if each not in targets])
        else:
            self.set_links(list(dict.fromkeys((*before, *targets))))
        return True

    def _take(self, targets: Sequence[str], point: QPoint) -> None:
        """Link the words that cells were dropped on: those selected, else the one under the mouse."""
        cursor = self.cursorForPosition(point)
        chosen = self.textCursor()
        within = (
            chosen.hasSelection() and chosen.selectionStart() <= cursor.position() <= chosen.selectionEnd()
        )
        if not within:
            if link := inside_link(self.document(), cursor.position()):
                self.select_link(link)
            else:
                cursor.select(QTextCursor.SelectionType.WordUnderCursor)
                self.setTextCursor(cursor)
        if not self.textCursor().hasSelection():
            self.hint.emit(self.tr("Write some words first, then drop the cell on them."))
            return
        before = links_in(self.textCursor())
        self.set_links(list(dict.fromkeys((*before, *targets))))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CELLS_MIME):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(CELLS_MIME):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(CELLS_MIME):
            self._take(cells_in(event.mimeData()), event.position().toPoint())
            event.acceptProposedAction()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().dropEvent(event)

    # Keys and size ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (
            control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(100 * STEP, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = QFontMetricsF(self.font()).lineSpacing() * 1.45
        margin = 2 * self.document().documentMargin()
        most = self.window().height() * _SHARE
        wanted = max(line + margin, min(self.document().size().height(), most))
        self.setFixedHeight(round(wanted) + 2 * self.frameWidth() + 2 * STEP)

    def _limit_measure(self) -> None:
        """Keep the measure at the left, where the page begins."""
        widest = QFontMetricsF(self.font()).averageCharWidth() * _MEASURE + 4 * STEP
        self.setViewportMargins(0, 0, max(0, round(self.width() - widest)), 0)
