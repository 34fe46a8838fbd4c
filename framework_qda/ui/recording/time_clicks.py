"""Make the time stamps in the margin of a transcript something to click on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from framework_qda.ui.transcript_text import TranscriptText


class TimeClicks(QObject):
    """Watch a transcript; `clicked` carries the time of the stamp, in milliseconds."""

    clicked = Signal(int)

    def __init__(self, text: TranscriptText) -> None:
        super().__init__(text)
        self._text = text
        self._pointing = False
        text.viewport().setMouseTracking(True)
        text.viewport().installEventFilter(self)

    def time_at(self, place: QPointF) -> int | None:
        """Give the time whose stamp is at a place of the page, None where there is none."""
        for block, rect in self._text._visible_blocks():
            paragraph = self._text.paragraph(block) if self._text.page else None
            if paragraph is None or paragraph.time is None:
                continue
            if self._text.page.time_rect(paragraph, rect.top()).contains(place):
                return paragraph.time
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress) or not isinstance(
            event, QMouseEvent
        ):
            return False
        time = self.time_at(event.position())
        if kind == QEvent.Type.MouseMove:
            self._point(time is not None and not event.buttons())
        elif time is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(time)
            return True
        return False

    def _point(self, pointing: bool) -> None:
        if pointing != self._pointing:
            self._pointing = pointing
            shape = Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.IBeamCursor
            self._text.viewport().setCursor(shape)
