"""Draw how loud a recording is; click to go there, drag to mark a section."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from framework_qda.sound.peaks import LOUDEST, Peaks
from framework_qda.text.transcript import clock
from framework_qda.ui.theme import STEP, colours

Section = tuple[int, int]

_DRAG = 4  # pixels: anything less is a click
_BAR = 3  # pixels from one bar to the next
_CLOSEST = 4000  # milliseconds across the whole width


class Waveform(QWidget):
    """The whole recording, or a part of it closer up (wheel, + and −); times are in milliseconds."""

    sought = Signal(int)
    marked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._peaks: Peaks | None = None
        self._extracts: Sequence[Section] = ()
        self.duration = 0
        self.position = 0
        self.section: Section | None = None
        self.shown: Section = (0, 0)
        self._pressed: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Recording"))
        self.setToolTip(self.tr("Click to go there, drag to mark a section, turn the wheel to see it closer"))

    def sizeHint(self) -> QSize:
        return QSize(60 * STEP, 13 * STEP)

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * STEP, 13 * STEP)

    # What is shown ----------------------------------------------------------------------------------

    def clear(self) -> None:
        """Show no recording."""
        self._peaks, self._extracts = None, ()
        self.duration = self.position = 0
        self.section, self.shown = None, (0, 0)
        self.update()

    def show_peaks(self, peaks: Peaks) -> None:
        """Show how loud the recording is."""
        self._peaks = peaks
        self.set_duration(self.duration or peaks.duration)
        self.update()

    def set_duration(self, duration: int) -> None:
        """Say how long the recording is."""
        if self.shown in ((0, 0), (0, self.duration)):
            self.shown = (0, duration)
        self.duration = duration
        self.update()

    def show_extracts(self, extracts: Sequence[Section]) -> None:
        """Underline what was transcribed."""
        self._extracts = extracts
        self.update()

    def set_position(self, time: int) -> None:
        """Say where the recording stands, and keep that in sight."""
        before, self.position = self.position, time
        start, stop = self.shown
        moved = self._pressed is None and not start <= time <= stop
        if moved and start <= before <= stop and stop > start:
            self._show_from(time - (stop - start) // 10, stop - start)
        self.setAccessibleDescription(self.tr("%s of %s") % (clock(time), clock(self.duration)))
        self.update()

    def mark(self, section: Section | None) -> None:
        """Shade a section, or none."""
        self.section = section
        self.update()

    def bring_into_sight(self, time: int) -> None:
        """Show the part of the recording in which a time lies."""
        start, stop = self.shown
        if not start <= time <= stop:
            self._show_from(time - (stop - start) // 2, stop - start)

    def zoom(self, factor: float, around: int | None = None) -> None:
        """Show a part so many times as long, keeping a time where it is."""
        start, stop = self.shown
        around = self.position if around is None else around
        width = round(max(min(_CLOSEST, self.duration), min((stop - start) * factor, self.duration)))
        share = (around - start) / (stop - start) if stop > start else 0
        self._show_from(round(around - share * width), width)

    def _show_from(self, start: int, width: int) -> None:
        start = max(0, min(start, self.duration - width))
        self.shown = (start, start + width)
        self.update()

    # Times and places ---------------------------------------------------------------------------------

    def x_of(self, time: int) -> float:
        """Tell where a time is, in pixels."""
        start, stop = self.shown
        return (time - start) / (stop - start) * self.width() if stop > start else 0.0

    def time_at(self, x: float) -> int:
        """Tell which time is at a place."""
        start, stop = self.shown
        return max(0, min(self.duration, round(start + x / max(1, self.width()) * (stop - start))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.duration:
            self._pressed = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and abs(event.position().x() - self._pressed) >= _DRAG:
            self.mark(self._dragged(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        x, far = event.position().x(), abs(event.position().x() - self._pressed) >= _DRAG
        section, self._pressed = self._dragged(x), None
        if far:
            self.mark(section)
            self.marked.emit(*section)
        else:
            self.sought.emit(self.time_at(x))

    def _dragged(self, x: float) -> Section:
        assert self._pressed is not None
        first, last = sorted((self.time_at(self._pressed), self.time_at(x)))
        return first, max(last, first + 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.duration and event.angleDelta().y():
            self.zoom(0.8 if event.angleDelta().y() > 0 else 1.25, self.time_at(event.position().x()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        far = 10_000 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1000
        places = {
            Qt.Key.Key_Left: self.position - far,
            Qt.Key.Key_Right: self.position + far,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.duration,
        }
        if event.key() in places and self.duration:
            self.sought.emit(max(0, min(self.duration, places[Qt.Key(event.key())])))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(0.5)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(2.0)
        else:
            super().keyPressEvent(event)

    # Painting ---------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().band))
        painter.drawRoundedRect(QRectF(self.rect()), STEP, STEP)
        if self.duration:
            self._paint_section(painter)
            self._paint_bars(painter)
            self._paint_extracts(painter)
            self._paint_position(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours().accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), STEP, STEP)
        painter.end()

    def _paint_section(self, painter: QPainter) -> None:
        if self.section is None:
            return
        left, right = (self.x_of(time) for time in self.section)
        painter.fillRect(QRectF(left, 0, max(1.0, right - left), self.height()), QColor(colours().selection))
        painter.setPen(QPen(QColor(colours().accent), 1))
        for x in (left, right):
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _paint_bars(self, painter: QPainter) -> None:
        middle, played = (self.height() - STEP) / 2, self.x_of(self.position)
        count = max(1, self.width() // _BAR)
        loud = self._peaks.columns(*self.shown, count) if self._peaks else [0] * count
        for n, value in enumerate(loud):
            x = n * _BAR + 1
            half = max(0.75, value / LOUDEST * (middle - STEP))
            painter.fillRect(
                QRectF(x, middle - half, _BAR - 1, 2 * half),
                QColor(colours().accent if x < played else colours().muted),
            )

    def _paint_extracts(self, painter: QPainter) -> None:
        for start, stop in self._extracts:
            left, right = self.x_of(start), self.x_of(stop)
            painter.fillRect(
                QRectF(left, self.height() - STEP + 1, max(2.0, right - left), 2), QColor(colours().accent)
            )

    def _paint_position(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(colours().text), 1.5))
        x = self.x_of(self.position)
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
