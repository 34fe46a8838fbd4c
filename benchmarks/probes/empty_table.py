"""Show a window with nothing but an empty table, and say when it is painted."""

from __future__ import annotations

from painted import when_painted
from PySide6.QtWidgets import QApplication, QTableView
from reporting import report

app = QApplication([])
view = QTableView()
view.resize(1440, 860)
when_painted(view.viewport(), report)
view.show()
app.exec()
