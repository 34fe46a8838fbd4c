"""Show what belongs in a sub-topic: two lines, or all of it at a click."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from framework_qda.ui import settings
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP, colours

FOLDED_LINES = 2
_SETTING = "cell/definition_unfolded"
_LEADING = 1.3
_CARET = 4 * STEP


class Definition(QAbstractButton):
    """A text that unfolds; whether it is unfolded is remembered for every cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(settings.get(_SETTING, False))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._toggled)

    def show_text(self, text: str) -> None:
        """Show a definition; without one nothing is shown."""
        self.setText(text)
        self.setAccessibleName(self.tr("Definition"))
        self.setAccessibleDescription(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def shown_lines(self) -> list[str]:
        """Give the lines as they stand, the last one cut where it does not fit."""
        lines = self._lines(self.width())
        if self.isChecked() or len(lines) <= FOLDED_LINES:
            return lines
        rest = "".join(lines[FOLDED_LINES - 1 :])
        room = self._room(self.width())
        cut = QFontMetricsF(self.font()).elidedText(rest, Qt.TextElideMode.ElideRight, room)
        return [*lines[: FOLDED_LINES - 1], cut]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        count = len(self._lines(width))
        shown = count if self.isChecked() else min(FOLDED_LINES, count)
        return round(shown * self._line_height()) + STEP

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 100 else 300
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * STEP, round(self._line_height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(colours().accent if self.underMouse() else colours().muted))
        metrics = QFontMetricsF(self.font())
        for n, line in enumerate(self.shown_lines()):
            painter.drawText(QPointF(0, n * self._line_height() + metrics.ascent() + STEP / 2), line)
        if len(self._lines(self.width())) > FOLDED_LINES:
            caret = icon("caret-up" if self.isChecked() else "caret-down")
            top = round((self._line_height() - 3 * STEP) / 2 + STEP / 2)
            caret.paint(painter, self.width() - 3 * STEP, top, 3 * STEP, 3 * STEP)
        if self.hasFocus():
            painter.setPen(QColor(colours().accent))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()

    def _toggled(self, unfolded: bool) -> None:
        settings.put(_SETTING, unfolded)
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> list[str]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        lines: list[str] = []
        for paragraph in self.text().splitlines():
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(self._room(width))
                lines.append(_utf16(paragraph, line.textStart(), line.textLength()))
            layout.endLayout()
        return lines

    def _room(self, width: int) -> float:
        return max(10.0, float(width - _CARET - STEP))

    def _line_height(self) -> float:
        return QFontMetricsF(self.font()).height() * _LEADING


def _utf16(text: str, start: int, length: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * (start + length)].decode(
        "utf-16-le", "replace"
    )
