"""What the window shows while no study is open."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from framework_qda.ui import settings
from framework_qda.ui.dates import local_time
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP, colours

SUFFIX = ".fqda"
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Welcome(QScrollArea):
    """Start a study, open one, or go on with one of those opened last."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(True)
        self._heading = QLabel("Framework QDA")
        self._actions = [
            self._action(
                "file-plus", self.tr("New study"), self.tr("Choose a framework and begin"), self.new_wanted
            ),
            self._action(
                "folder-open", self.tr("Open a study"), self.tr("Or drop its file here"), self.open_wanted
            ),
            self._action(
                "book-open",
                self.tr("Open the sample study"),
                self.tr("Fictional: 28 interviews in 12 areas"),
                self.sample_wanted,
            ),
        ]
        self._recent = QVBoxLayout()
        self._recent_heading = QLabel(self.tr("Recent studies"))
        self._lay_out()
        self.setFocusProxy(self._actions[0])

    def _lay_out(self) -> None:
        sentence = QLabel(
            self.tr(
                "Read interviews along each case and down each theme, and chart what they say"
                " with its evidence in view."
            )
        )
        sentence.setWordWrap(True)
        sentence.setProperty("muted", True)
        self._recent_heading.setProperty("heading", True)
        self._recent_heading.setContentsMargins(2 * STEP, 4 * STEP, 0, STEP)
        self._recent.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._heading)
        column.addSpacing(2 * STEP)
        column.addWidget(sentence)
        column.addSpacing(5 * STEP)
        for action in self._actions:
            column.addWidget(action)
        column.addWidget(self._recent_heading)
        column.addLayout(self._recent)
        column.addStretch(2)
        self._center(column)

    def _center(self, column: QVBoxLayout) -> None:
        self._column = QWidget()
        self._column.setLayout(column)
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        room = QWidget()
        across = QHBoxLayout(room)
        across.setContentsMargins(6 * STEP, 6 * STEP, 6 * STEP, 6 * STEP)
        across.addStretch(1)
        across.addWidget(self._column, 100)
        across.addStretch(1)
        self.setWidget(room)

    def _action(self, symbol: str, title: str, detail: str, wanted: SignalInstance) -> Tile:
        tile = Tile(icon(symbol), title, detail)
        tile.clicked.connect(wanted)
        return tile

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read again which studies were opened last, and the size of type."""
        big = QFont(self.font())
        big.setPointSizeF(big.pointSizeF() * 2)
        self._heading.setFont(big)
        self._column.setMaximumWidth(self.fontMetrics().averageCharWidth() * 88)
        while row := self._recent.takeAt(0):
            if tile := row.widget():
                tile.deleteLater()
        paths = settings.recent()
        self._recent_heading.setVisible(bool(paths))
        for path in paths:
            self._recent.addWidget(self._recent_tile(path))

    def _recent_tile(self, path: Path) -> Tile:
        opened = self.tr("opened {when}").format(when=local_time(_last_opened(path)))
        tile = Tile(icon("notebook"), path.stem, f"{folder_words(path)} · {opened}")
        tile.setToolTip(str(path))
        tile.clicked.connect(lambda: self.recent_chosen.emit(path))
        return tile

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := _dropped(event):
            event.acceptProposedAction()
            self.recent_chosen.emit(path)


class Tile(QAbstractButton):
    """A button of an icon, a title and a line that says more."""

    def __init__(self, symbol: QIcon, title: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setIcon(symbol)
        self._detail = detail
        self._ringed = False
        self.setAccessibleDescription(detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A ring tells who came by keyboard where she is; to anybody else it is only noise.
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._ringed = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(_title(self.font())).height() + self.fontMetrics().height()
        return QSize(self.fontMetrics().averageCharWidth() * 40, lines + 5 * STEP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        size = self.fontMetrics().height() * 3 // 2
        self.icon().paint(painter, QRect(2 * STEP, (self.height() - size) // 2, size, size))
        words = self.rect().adjusted(size + 5 * STEP, 2 * STEP, -2 * STEP, -2 * STEP)
        self._paint_line(painter, words, self.text(), _title(self.font()), colours().text)
        words.setTop(words.bottom() - self.fontMetrics().height())
        self._paint_line(painter, words, self._detail, self.font(), colours().muted)

    def _paint_ground(self, painter: QPainter) -> None:
        ringed = self._ringed and self.hasFocus()
        painter.setPen(QPen(QColor(colours().accent), 2) if ringed else Qt.PenStyle.NoPen)
        over = self.underMouse() or self.isDown()
        painter.setBrush(QColor(colours().band) if over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), STEP, STEP)

    def _paint_line(self, painter: QPainter, rect: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop, shown)


def folder_words(path: Path) -> str:
    """Name the folder of a file, the home folder as ~."""
    try:
        return str(Path("~") / path.parent.relative_to(Path.home()))
    except ValueError:
        return str(path.parent)


def _last_opened(path: Path) -> str:
    written = settings.get(settings.for_study(path, "opened"), "")
    return written or datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()


def _dropped(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix == SUFFIX), None)


def _title(font: QFont) -> QFont:
    title = QFont(font)
    title.setWeight(QFont.Weight.DemiBold)
    return title
