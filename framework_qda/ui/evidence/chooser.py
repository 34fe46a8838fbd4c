"""Choose the passages a phrase of the summary is linked to."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.model import Passage
from framework_qda.ui.theme import STEP

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ID = Qt.ItemDataRole.UserRole


class PassageChooser(QFrame):
    """A list with a box for each passage: Space ticks, Enter takes, Delete takes the link away."""

    chosen = Signal(list)

    def __init__(self, parent: QWidget, verb: str = "") -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._was_linked = False
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.heading.setProperty("heading", True)
        self.list = QListWidget(wordWrap=True)
        self.list.setAccessibleName(self.tr("Passages to link to"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _item: self.take())
        self.take_button = QPushButton(verb or self.tr("Link"))
        self.remove_button = QPushButton(self.tr("Remove the link"))
        self.take_button.clicked.connect(self.take)
        self.remove_button.clicked.connect(self.remove)
        self._lay_out()

    def offer(
        self, words: str, passages: Sequence[tuple[str, Passage]], linked: Collection[str], place: QPoint
    ) -> None:
        """Offer passages, each with where it stands, for some words; those already linked are ticked.

        Without words, the passages are to be put in themselves.
        """
        whole = self.tr("Link “%s” to") % _short(words)
        self.heading.setText(whole if words else self.tr("Insert with a link"))
        for where, passage in passages:
            item = QListWidgetItem(f"{where}  “{_short(passage.words, 120)}”", self.list)
            item.setData(_ID, passage.id)
            item.setToolTip(passage.words)
            item.setCheckState(Qt.CheckState.Checked if passage.id in linked else Qt.CheckState.Unchecked)
        self._was_linked = bool(linked) and bool(words)
        self.remove_button.setVisible(self._was_linked)
        ids = [passage.id for _, passage in passages]
        self.list.setCurrentRow(next((n for n, each in enumerate(ids) if each in linked), 0))
        self._show_at(place)

    def ticked(self) -> list[str]:
        """Give the passages whose boxes are ticked."""
        items = [self.list.item(n) for n in range(self.list.count())]
        return [item.data(_ID) for item in items if item.checkState() is Qt.CheckState.Checked]

    def take(self) -> None:
        """Link to what is ticked; where nothing ever was, to the passage the keyboard is on."""
        item = self.list.currentItem()
        ids = self.ticked() or ([] if self._was_linked or item is None else [item.data(_ID)])
        self._give(ids)

    def remove(self) -> None:
        """Take the link away."""
        self._give([])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER:
                self.take()
                return True
            if event.key() == Qt.Key.Key_Delete and self._was_linked:
                self.remove()
                return True
        return False

    def _give(self, ids: list[str]) -> None:
        self.close()
        self.chosen.emit(ids)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self, spacing=2 * STEP)
        column.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 3 * STEP)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.remove_button)
        row.addStretch()
        row.addWidget(self.take_button)
        column.addLayout(row)

    def _show_at(self, place: QPoint) -> None:
        letter = self.fontMetrics().averageCharWidth()
        self.resize(60 * letter, self.fontMetrics().lineSpacing() * (8 + 2 * min(6, self.list.count())))
        screen = self.screen().availableGeometry()
        self.move(
            max(screen.left(), min(place.x(), screen.right() - self.width())),
            max(screen.top(), min(place.y(), screen.bottom() - self.height())),
        )
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
