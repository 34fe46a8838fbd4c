"""Show what a cell held before, what has changed since, and bring it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.model import EMPTY_CELL, ActionState, Cell, CellKey, CellVersion, Change
from framework_qda.text.summary import plain, words
from framework_qda.ui.cell.captions import ago, words_counted
from framework_qda.ui.dates import local_time
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP, colours

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_LISTED_LINES = 5
_THIN_SPACE = "\u2009"


class Fate(StrEnum):
    """What has become of a stretch of an earlier text."""

    SAME = "same"
    GONE = "gone"
    ADDED = "added"


def compared(old: str, new: str) -> Iterator[tuple[Fate, str]]:
    """Compare two texts word by word: what stayed, what has gone and what was added, in reading order."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Fate.SAME, "".join(before[i1:i2])
            continue
        if i1 < i2:
            yield Fate.GONE, "".join(before[i1:i2])
        if j1 < j2:
            yield Fate.ADDED, "".join(after[j1:j2])


class Versions(QWidget):
    """The versions of one cell, the newest first; `restore_wanted` carries the Cell to bring back."""

    restore_wanted = Signal(object)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._key: CellKey | None = None
        self._versions: list[CellVersion] = []
        self._now = EMPTY_CELL
        self.list = QListWidget(uniformItemSizes=True)
        self.list.setAccessibleName(self.tr("Versions of this cell, the newest first"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show_version)
        self.text = QTextEdit(readOnly=True, tabChangesFocus=True)
        self.text.setAccessibleName(self.tr("The chosen version, compared with now"))
        self.text.document().setDocumentMargin(2 * STEP)
        self.legend = QLabel(wordWrap=True)
        self.legend.setProperty("muted", True)
        self.restore = QPushButton(self.tr("Restore"))
        self.restore.setToolTip(self.tr("Put this text into the cell; undo takes it back"))
        self.restore.clicked.connect(self._restore)
        self._lay_out()
        studio.changed.connect(self._changed)

    def show_cell(self, key: CellKey | None) -> None:
        """List the versions of a cell."""
        self._key = key
        self.refresh()

    def refresh(self) -> None:
        """Read the versions anew, keeping the one that is chosen."""
        study, chosen = self._studio.study, self.chosen()
        self._versions = study.cell_history(*self._key)[::-1] if self._key else []
        self._now = study.cell(*self._key) if self._key else EMPTY_CELL
        self.list.blockSignals(True)
        self.list.clear()
        for version in self._versions:
            self.list.addItem(self._item(version))
        actions = [version.action.id for version in self._versions]
        row = actions.index(chosen.action.id) if chosen and chosen.action.id in actions else 0
        self.list.setCurrentRow(row if self._versions else -1)
        self.list.blockSignals(False)
        self._fit_list()
        self._show_version(self.list.currentRow())

    def chosen(self) -> CellVersion | None:
        """Give the version that is chosen."""
        row = self.list.currentRow()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_version(self.list.currentRow())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.legend, 1)
        foot.addWidget(self.restore)
        column.addLayout(foot)

    def _fit_list(self) -> None:
        """Make the list as high as its first few lines."""
        lines = min(_LISTED_LINES, max(1, self.list.count()))
        self.list.setFixedHeight(lines * (self.list.sizeHintForRow(0) if self.list.count() else 0) + STEP)

    def _item(self, version: CellVersion) -> QListWidgetItem:
        action = version.action
        parts = [ago(action.at), action.who, _size(version.cell) or self.tr("emptied")]
        if action.state is not ActionState.DONE:
            parts.append(self.tr("undone"))
        item = QListWidgetItem(" · ".join(parts))
        item.setToolTip(f"{local_time(action.at)}\n{action.sentence}")
        return item

    def _show_version(self, row: int) -> None:
        version = self.chosen()
        self.text.clear()
        changes = list(compared(_text(version.cell), _text(self._now))) if version else []
        cursor, before = self.text.textCursor(), Fate.SAME
        for fate, words_ in changes:
            if Fate.SAME not in (before, fate):
                cursor.insertText(_THIN_SPACE, _look(Fate.SAME))
            cursor.insertText(words_, _look(fate))
            before = fate
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.legend.setText(self._legend(version, {fate for fate, _ in changes}))
        self.restore.setEnabled(version is not None and _content(version.cell) != _content(self._now))

    def _legend(self, version: CellVersion | None, fates: set[Fate]) -> str:
        if version is None:
            return self.tr("Nothing has been written here yet.")
        if fates <= {Fate.SAME}:
            return self.tr("This is what the cell holds now.")
        return self.tr("Struck out: gone since. Underlined: added since.")

    def _restore(self) -> None:
        version = self.chosen()
        if version:
            self.restore_wanted.emit(version.cell)

    def _changed(self, change: Change) -> None:
        forgotten = not change.rows  # the whole history
        if self._key and self.isVisible() and (forgotten or self._key in change.rows.get("cell", ())):
            self.refresh()


def _look(fate: Fate) -> QTextCharFormat:
    look = QTextCharFormat()
    if fate is Fate.GONE:
        look.setFontStrikeOut(True)
        look.setForeground(QColor(colours().warning))
    elif fate is Fate.ADDED:
        look.setFontUnderline(True)
        look.setForeground(QColor(colours().accent))
    return look


def _text(cell: Cell) -> str:
    return plain(cell.summary) or str(cell.blank_reason)


def _content(cell: Cell) -> tuple[str, str]:
    return cell.summary, cell.blank_reason


def _size(cell: Cell) -> str:
    return words_counted(words(cell.summary)) if cell.summary else str(cell.blank_reason)
