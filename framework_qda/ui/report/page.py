"""The page of a draft as it looks: its type and measure, and what is painted beside the words."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from framework_qda.ui import settings
from framework_qda.ui.exposed_words import ExposedWords
from framework_qda.ui.report.mapping import Rendering, Store
from framework_qda.ui.report.page_marks import PageMarks
from framework_qda.ui.theme import STEP, reading_font

MEASURE = 72  # letters
MARGIN = 13 * STEP
_ZOOM = "report/zoom"


class Page(QTextEdit):
    """Show a draft in the reading font, its lines no longer than reads well."""

    focus_left = Signal()

    def __init__(self, rendering: Rendering, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rendering, self.store = rendering, store
        self.marks = PageMarks(self, rendering)
        self.exposed: ExposedWords | None = None  # underlines what could tell who somebody is
        self.document().setDocumentMargin(MARGIN)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.dress()

    def dress(self) -> None:
        """Take the reading font and the colours of the moment."""
        font = reading_font(settings.text_family(), 1.05 * 1.1 ** settings.get(_ZOOM, 0))
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._limit_measure()

    def zoom(self, steps: int) -> None:
        """Make the type larger or smaller; 0 is its actual size."""
        now = settings.get(_ZOOM, 0)
        settings.put(_ZOOM, max(-4, min(8, now + steps)) if steps else 0)
        self.dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._limit_measure()
        super().resizeEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.marks.paint_under(painter)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.marks.paint_over(painter)
        if self.exposed:
            self.exposed.paint(painter)
        painter.end()

    def _limit_measure(self) -> None:
        measure = QFontMetricsF(self.font()).averageCharWidth() * MEASURE + 2 * MARGIN
        side = max(0, round((self.width() - measure) / 2))
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            place = cast(QHelpEvent, event)
            words = self.marks.told_at(place.pos())
            QToolTip.showText(place.globalPos(), words, self) if words else QToolTip.hideText()
            return True
        return super().viewportEvent(event)
