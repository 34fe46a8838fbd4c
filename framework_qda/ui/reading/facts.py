"""Show what is known of a case as a line of small chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from framework_qda.ui.theme import STEP, colours


class FactChips(QWidget):
    """A chip for every fact, its name muted, in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other facts, each a name and a value."""
        self.facts = tuple(facts)
        self.setAccessibleName("; ".join(f"{name}: {value}" for name, value in facts))
        self.setVisible(bool(facts))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(50 * STEP, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        places = self._places()
        self.setFixedHeight(places[-1].bottom() + 1 if places else 0)

    def _chip_height(self) -> int:
        return self.fontMetrics().height() + STEP

    def _places(self) -> list[QRect]:
        places: list[QRect] = []
        x = y = 0
        for name, value in self.facts:
            width = min(self.fontMetrics().horizontalAdvance(f"{name}  {value}") + 5 * STEP, self.width())
            if x and x + width > self.width():
                x, y = 0, y + self._chip_height() + STEP
            places.append(QRect(x, y, width, self._chip_height()))
            x += width + STEP
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (name, value) in zip(self._places(), self.facts, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours().band))
            painter.drawRoundedRect(place, 2 * STEP, 2 * STEP)
            room = place.adjusted(2 * STEP, 0, -2 * STEP, 0)
            painter.setPen(QColor(colours().muted))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, f"{name}  ")
            room.setLeft(room.left() + self.fontMetrics().horizontalAdvance(f"{name}  "))
            painter.setPen(QColor(colours().text))
            shown = self.fontMetrics().elidedText(value, Qt.TextElideMode.ElideRight, room.width() + 2)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
