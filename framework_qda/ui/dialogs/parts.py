"""Put dialogs together from the same few parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP, colours
from framework_qda.ui.worded import PicturedButton

MARGIN = 5 * STEP


def heading(text: str) -> QLabel:
    """Give the line a page begins with, a little larger."""
    label = QLabel(text)
    label.setProperty("heading", True)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 1.3)
    label.setFont(font)
    label.setWordWrap(True)
    return label


def muted(text: str = "") -> QLabel:
    """Give a quiet line of explanation that wraps."""
    label = QLabel(text)
    label.setProperty("muted", True)
    label.setWordWrap(True)
    return label


def column(*parts: QWidget, margin: int = 0) -> QVBoxLayout:
    """Stack widgets from the top."""
    layout = QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(2 * STEP)
    for part in parts:
        layout.addWidget(part)
    return layout


def labelled(text: str, field: QWidget, hint: str = "") -> QVBoxLayout:
    """Give a field under its label, and a quiet line under both."""
    label = QLabel(text)
    label.setBuddy(field)
    layout = QVBoxLayout()
    layout.setSpacing(STEP)
    for part in (label, field, *([muted(hint)] if hint else [])):
        layout.addWidget(part)
    return layout


def buttons(
    dialog: QDialog, main: QPushButton, leave: QPushButton, back: QPushButton | None = None
) -> QDialogButtonBox:
    """Give the row of buttons at the foot; Enter presses the main one unless another button has the focus."""
    box = QDialogButtonBox(dialog)
    box.addButton(main, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
    if back:
        box.addButton(back, QDialogButtonBox.ButtonRole.ResetRole)
    main.setDefault(True)
    return box


def button(
    text: str, pressed: Callable[[], object], symbol: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Give a button, with a picture where there is one."""
    made = PicturedButton(symbol, text, parent) if symbol else QPushButton(text, parent)
    if symbol:
        made.setIconSize(QSize(1, 1) * made.fontMetrics().height())
    made.clicked.connect(pressed)
    return made


class Notice(QFrame):
    """One sentence where something went wrong, or right; takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._warning = True
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        layout.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty while hidden."""
        return self._label.text()

    def say(self, sentence: object, *, warning: bool = True) -> None:
        """Show a sentence; an empty one hides the notice."""
        self._warning = warning
        self._label.setText(str(sentence))
        self.setAccessibleName(self.sentence)
        self.setVisible(bool(self.sentence))
        self.update()
        if self.sentence:
            make_room(self)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Say nothing."""
        self.say("")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().band))
        painter.drawRoundedRect(QRectF(self.rect()), STEP, STEP)
        painter.setBrush(QColor(colours().warning if self._warning else colours().accent))
        painter.drawRoundedRect(QRectF(0, 0, STEP, self.height()), 2, 2)
        painter.end()


class PathField(QWidget):
    """A path that can be typed or chosen."""

    changed = Signal()
    browse = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.textChanged.connect(self.changed)
        self.choose = button(self.tr("Choose…"), self.browse.emit)
        self.choose.setAccessibleName(self.tr("Choose: {}").format(name))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self.line)
        layout.addWidget(self.choose)
        self.setFocusProxy(self.line)

    @property
    def path(self) -> Path | None:
        """The path as it stands, None where there is none."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def set_path(self, path: Path | str) -> None:
        self.line.setText(str(path))


class DropRoom(QFrame):
    """The empty state of something that files can be dropped on: a dashed frame round what to do next."""

    def __init__(self, symbol: str, sentence: str, actions: Sequence[QPushButton]) -> None:
        super().__init__()
        picture = QLabel(pixmap=icon(symbol).pixmap(QSize(10 * STEP, 10 * STEP)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = muted(sentence)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.addStretch()
        for action in actions:
            row.addWidget(action)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20 * STEP, MARGIN, 20 * STEP, MARGIN)
        layout.setSpacing(3 * STEP)
        layout.addStretch()
        layout.addWidget(picture)
        layout.addWidget(words)
        layout.addLayout(row)
        layout.addStretch()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours().muted), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 2 * STEP, 2 * STEP)
        painter.end()


def file_dialog(
    parent: QWidget,
    title: str,
    start: Path,
    mode: QFileDialog.FileMode,
    *,
    chosen: Callable[[list[str]], object],
    patterns: Sequence[str] = (),
    saving: bool = False,
) -> QFileDialog:
    """Ask for files or a folder, without waiting; `chosen` gets what is accepted."""
    dialog = QFileDialog(parent, title, str(start if start.is_dir() else start.parent))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if saving:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # said in place, where it can be put right
        dialog.selectFile(start.name)
    dialog.setFileMode(mode)
    if patterns:
        dialog.setNameFilters(list(patterns))
    dialog.filesSelected.connect(chosen)
    dialog.open()
    return dialog


def fit(dialog: QWidget, characters: int, lines: int) -> None:
    """Give a dialog a first size in characters and lines of its own type, so that it grows with it."""
    metrics = dialog.fontMetrics()
    wanted = QSize(metrics.averageCharWidth() * characters, metrics.lineSpacing() * lines)
    room = dialog.screen().availableSize() - QSize(10 * STEP, 20 * STEP)
    dialog.resize(wanted.boundedTo(room).expandedTo(dialog.minimumSizeHint()))
    make_room(dialog)


def make_room(part: QWidget) -> None:
    """Let the dialog grow, never shrink, until its lines that wrap are to be seen whole."""
    window = part.window()
    layout = window.layout()
    if layout is None:
        return
    layout.activate()
    window.resize(window.width(), max(window.height(), layout.totalHeightForWidth(window.width())))
