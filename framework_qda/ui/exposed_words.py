"""Underline words that could tell who somebody is, where they are written, and say why."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen, QTextBlock
from PySide6.QtWidgets import QTextEdit, QToolTip

from framework_qda.study.authoring import ExposedIn, Exposure
from framework_qda.study.model import Change
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import colours
from framework_qda.ui.work import Work

PAUSE = 350  # milliseconds after the last key
_SLICE = 0.008  # seconds of looking at a time: a key waits no longer
_COUNTING = ("identifying", "acceptance", "interview", "matrix", "subtopic")  # what findings depend on
Place = tuple[ExposedIn, str]


class ExposedWords(QObject):
    """Look through the paragraphs in view when the typing rests; whoever paints the text calls `paint`.

    `of` tells what a paragraph belongs to, None for one that is not to be looked through. Words that were
    accepted there are not underlined.
    """

    def __init__(self, edit: QTextEdit, studio: Studio, of: Callable[[QTextBlock], Place | None]) -> None:
        super().__init__(edit)
        self._edit, self._study, self._of = edit, studio.study, of
        self._known: dict[tuple[Place, str], tuple[Exposure, ...]] = {}
        self._ready = False
        self._work = Work(self)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._look)
        edit.document().contentsChanged.connect(self._timer.start)
        edit.viewport().installEventFilter(self)
        studio.changed.connect(self._changed)

    def shown(self) -> list[Exposure]:
        """List what is underlined in the paragraphs in view."""
        return [each for block in self._visible() for each in self._found(block)]

    def paint(self, painter: QPainter) -> None:
        """Paint the lines under the words in view; asks for what was not looked through yet."""
        painter.save()
        painter.setPen(QPen(QColor(colours().warning), 1.6, Qt.PenStyle.DotLine))
        scrolled = QPointF(self._edit.horizontalScrollBar().value(), self._edit.verticalScrollBar().value())
        for block in self._visible():
            place = self._of(block)
            if place and (place, block.text()) not in self._known and not self._timer.isActive():
                self._timer.start()
            for each in self._found(block):
                self._underline(painter, block, each, block.layout().position() - scrolled)
        painter.restore()

    def _underline(self, painter: QPainter, block: QTextBlock, exposure: Exposure, origin: QPointF) -> None:
        layout, (start, stop) = block.layout(), exposure.disclosure[1:3]
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = max(start, line.textStart()), min(stop, line.textStart() + line.textLength())
            if first < last:
                bottom = origin.y() + line.y() + line.ascent() + 3
                left, right = (origin.x() + _x(line.cursorToX(at)) for at in (first, last))
                painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))

    def _found(self, block: QTextBlock) -> tuple[Exposure, ...]:
        place = self._of(block)
        return self._known.get((place, block.text()), ()) if place else ()

    def _visible(self) -> Iterator[QTextBlock]:
        view = self._edit.viewport().rect()
        block = self._edit.cursorForPosition(QPoint(0, 0)).block()
        bottom = self._edit.verticalScrollBar().value() + view.height()
        while block.isValid() and block.layout().position().y() <= bottom:
            if block.isVisible():
                yield block
            block = block.next()

    def _look(self) -> None:
        if not self._ready:
            self._make_ready()
            return
        until = time.perf_counter() + _SLICE
        for block in self._visible():
            place, text = self._of(block), block.text()
            if place is None or (place, text) in self._known:
                continue
            if time.perf_counter() > until:
                self._timer.start(0)
                break
            found = self._study.exposures_of(*place, text) if text.strip() else []
            self._known[place, text] = tuple(each for each in found if not each.accepted)
        else:
            self._timer.setInterval(PAUSE)
        self._edit.viewport().update()

    def _make_ready(self) -> None:
        """Read off the GUI thread what takes a while the first time."""
        if self._work.busy:
            return

        def done(_: object) -> None:
            self._ready = True
            self._look()

        study = self._study
        self._work.start("", lambda _told: study.make_ready_to_look(), done, lambda _error: None)

    def _changed(self, change: Change) -> None:
        if change.touches(*_COUNTING):
            self._known.clear()
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cursor = self._edit.cursorForPosition(event.pos())
            for each in self._found(cursor.block()):
                if each.disclosure.start <= cursor.positionInBlock() <= each.disclosure.stop:
                    QToolTip.showText(event.globalPos(), _said(each), self._edit)
                    return True
        return super().eventFilter(watched, event)


def _said(exposure: Exposure) -> str:
    found = exposure.disclosure
    return f"“{found.words}”: {found.risk}, {found.why}"


def _x(found: object) -> float:
    """Read what PySide gives for a place in a line: the position, corrected, beside it."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
