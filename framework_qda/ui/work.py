"""Do long work off the GUI thread, one job at a time, and show how far it has come."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from framework_qda.errors import Cancelled, Refused, StudyError
from framework_qda.progress import Progress
from framework_qda.ui.theme import STEP, colours

T = TypeVar("T")

SHOWN_AFTER = 500  # milliseconds; shorter work shows nothing, since a bar that flashes by only disturbs
_APART = 0.04  # seconds between two reports, as often as an eye can follow


class Work(QObject):
    """The long work of one window.

    A job runs on another thread and is given a `Progress`; everything it reports, its result and its errors
    arrive on the GUI thread. `progressed` carries done, total and words.
    """

    started = Signal(str)
    progressed = Signal(int, int, str)
    cancelled = Signal()
    finished = Signal()
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: _Running | None = None
        self._settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._running is not None

    @property
    def words(self) -> str:
        """What the job under way was started as."""
        return self._running.words if self._running else ""

    def start(
        self,
        words: str,
        job: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[StudyError], object],
    ) -> None:
        """Run a job; `done` gets its result, `failed` its StudyError, and `cancelled` tells that it was left.

        While another job runs, `failed` is told so at once.
        """
        if self.busy:
            failed(Refused(self.tr("Other work is still under way; wait until it is done, or cancel it.")))
            return
        self._running = _Running(words, job, done, failed, self)
        self.started.emit(words)
        self._pool.start(self._running.run)

    @Slot()
    def cancel(self) -> None:
        """Ask the job to stop; it does at its next report, or is done before that."""
        if self._running:
            self._running.stop.set()

    def close(self) -> None:
        """Cancel what runs and wait until it has stopped; its callbacks are not called any more."""
        self.cancel()
        self._pool.waitForDone()
        if self._running:
            self._running = None
            self.finished.emit()

    def tell_settled(self, outcome: _Outcome) -> None:
        """Hand over what became of a job; called on the job's thread."""
        self._settled.emit(outcome)

    @Slot(object)
    def _settle(self, outcome: _Outcome) -> None:
        running = outcome.of
        if running is not self._running:  # closed before it could be told
            return
        self._running = None
        self.finished.emit()
        match outcome.error:
            case None:
                running.done(outcome.result)
            case Cancelled():
                self.cancelled.emit()
            case StudyError():
                running.failed(outcome.error)
            case bug:
                raise bug


class _Outcome(NamedTuple):
    of: _Running
    result: Any = None
    error: BaseException | None = None


class _Running:
    """One job on its way."""

    def __init__(
        self,
        words: str,
        job: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[StudyError], object],
        work: Work,
    ) -> None:
        self.words = words
        self.done = done
        self.failed = failed
        self.stop = threading.Event()
        self._job = job
        self._work = work
        self._told = 0.0

    def run(self) -> None:
        try:
            outcome = _Outcome(self, self._job(self._progress))
        except BaseException as error:  # crosses to the GUI thread, where it is dealt with or raised again
            outcome = _Outcome(self, error=error)
        self._work.tell_settled(outcome)

    def _progress(self, done: int, total: int, words: str, /) -> None:
        if self.stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= _APART:
            self._told = now
            self._work.progressed.emit(done, total, words)


class WorkBar(QWidget):
    """A slim bar: what is being done, how far it has come, and Cancel; hidden while nothing is."""

    def __init__(self, work: Work, parent: QWidget | None = None, *, cancellable: bool = True) -> None:
        super().__init__(parent)
        self._work = work
        self._words = _Elided()
        self._count = QLabel()
        self._count.setProperty("muted", True)
        self._line = _ProgressLine()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self._words, 3)
        layout.addWidget(self._count)
        layout.addWidget(self._line, 2)
        layout.addWidget(self._cancel)
        self._cancel.setVisible(cancellable)  # once it has its place: alone it would be a window
        self.delay = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self.delay.timeout.connect(self.show)
        work.started.connect(self._begin)
        work.progressed.connect(self._show)
        work.finished.connect(self._end)
        self.hide()
        if work.busy:
            self._begin(work.words)

    @property
    def words(self) -> str:
        """What it says, uncut."""
        return self._line.accessibleName()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._cancel.isHidden():
            self._stop()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _begin(self, words: str) -> None:
        self._cancel.setEnabled(True)
        self._show(0, 0, words)
        self.delay.start()

    @Slot(int, int, str)
    def _show(self, done: int, total: int, words: str) -> None:
        if not self._cancel.isEnabled():  # the last reports of work that is being stopped
            return
        self._words.setText(words)
        self._count.setText(self.tr("{} of {}").format(min(done + 1, total), total) if total > 1 else "")
        self._line.show_progress(done, total)
        self._line.setAccessibleName(f"{words} {self._count.text()}".strip())

    @Slot()
    def _stop(self) -> None:
        self._words.setText(self.tr("Stopping…"))
        self._cancel.setEnabled(False)
        self._work.cancel()

    @Slot()
    def _end(self) -> None:
        self.delay.stop()
        self.hide()


class _Elided(QLabel):
    """A label of one line that gives way in its middle where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        self._text = text
        self.setToolTip(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        elided = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width())
        super().setText(elided)


class _ProgressLine(QWidget):
    """A thin line filled as far as the work has come; half seen through where nobody can say how far."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fraction: float | None = None

    def sizeHint(self) -> QSize:
        return QSize(40 * STEP, 2 * STEP)

    def show_progress(self, done: int, total: int) -> None:
        self.fraction = min(1.0, done / total) if total else None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, self.height() / 2 - 2, self.width(), 4)
        painter.setBrush(QColor(colours().hairline))
        painter.drawRoundedRect(groove, 2, 2)
        painter.setBrush(QColor(colours().accent))
        painter.setOpacity(0.4 if self.fraction is None else 1.0)
        groove.setWidth(groove.width() * (1.0 if self.fraction is None else self.fraction))
        painter.drawRoundedRect(groove, 2, 2)
        painter.end()
