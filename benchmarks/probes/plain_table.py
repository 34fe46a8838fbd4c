"""Scroll a plain QTableView with the default delegate over the first matrix of a study."""

from __future__ import annotations

import sys
from pathlib import Path

from painted import when_painted
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QTableView
from reporting import report
from scrolled import frames

from framework_qda import open_study
from framework_qda.text.summary import plain

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class Plain(QAbstractTableModel):
    """Rows of text."""

    def __init__(self, rows: list[list[str]], names: list[str]) -> None:
        super().__init__()
        self._rows, self._names = rows, names

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._names)

    def data(self, index: Index, role: int = Role.DisplayRole) -> str | None:
        return self._rows[index.row()][index.column()] if role == Role.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> str | None:
        if role != Role.DisplayRole:
            return None
        across = orientation == Qt.Orientation.Horizontal
        return self._names[section] if across else f"Interview {section + 1}"


def _model(path: Path, count: int | None) -> Plain:
    with open_study(path) as study:
        columns = study.subtopics(study.find_matrix(1).id)[:count]
        rows = [row.id for row in study.interviews()]
        cells = study.cells(rows, [column.id for column in columns])
        texts = [[plain(cells[row, column.id].summary) for column in columns] for row in rows]
        return Plain(texts, [column.name for column in columns])


def main() -> None:
    """Take the sizes another table has: points of type, its width and height, those of columns and rows.

    After them may stand how many columns to show.
    """
    app = QApplication([])
    app.setStyle("Fusion")
    points, width, height, column, row = map(float, sys.argv[3:8])
    font = QFont(app.font())
    font.setPointSizeF(points)
    app.setFont(font)
    count = int(sys.argv[8]) if len(sys.argv) > 8 else None
    model, view = _model(Path(sys.argv[1]), count), QTableView()
    view.setModel(model)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.horizontalHeader().setDefaultSectionSize(int(column))
    view.verticalHeader().setDefaultSectionSize(int(row))
    view.resize(int(width), int(height))
    when_painted(view.viewport(), lambda: report(**frames(view, int(sys.argv[2]))))
    view.show()
    app.exec()


main()
