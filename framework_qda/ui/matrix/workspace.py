"""The charting workspace: a tab a matrix, and what is shown of it and how."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.model import (
    AreaId,
    BlankReason,
    Cell,
    CellKey,
    Change,
    FieldId,
    Interview,
    InterviewId,
    MatrixId,
    SubTopicId,
)
from framework_qda.text.counting import counted
from framework_qda.ui import settings
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.icons import icon
from framework_qda.ui.matrix import menus, moving
from framework_qda.ui.matrix.categories import NARROW
from framework_qda.ui.matrix.model import MatrixModel
from framework_qda.ui.matrix.tabs import MatrixTabs
from framework_qda.ui.matrix.view import Density, MatrixView
from framework_qda.ui.rings import ring_icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_FILTER_DELAY = 200  # milliseconds after the last letter


class MatrixWorkspace(QWidget):
    """All matrices of a study, one at a time.

    `cell_chosen(interview, sub-topic)` follows the current cell, `charting_wanted(text)` asks for its editor,
    `history_wanted` and `notes_wanted` for what belongs to it.
    """

    cell_chosen = Signal(str, str)
    cell_left = Signal()
    charting_wanted = Signal(str)
    history_wanted = Signal()
    notes_wanted = Signal()
    quotes_wanted = Signal(str)  # of a sub-topic, all that is shown of it

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self._places: dict[MatrixId, CellKey] = {}
        self.conditions = FilterBar(studio, self)  # hears of a change before the rows do
        self.model = MatrixModel(studio, self)
        self.view = MatrixView(self.model, self)
        self.tabs = MatrixTabs()
        self.tabs.setAccessibleName(self.tr("Matrices"))
        self.filter = QLineEdit(placeholderText=self.tr("Filter rows"), clearButtonEnabled=True)
        self.filter.setAccessibleName(self.tr("Filter rows by name, attribute or words"))
        self.filter.setMaximumWidth(50 * STEP)
        self._filter_timer = QTimer(self, singleShot=True, interval=_FILTER_DELAY)
        self._empty = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setProperty("muted", True)
        self._build()
        self._connect()
        self._restore()
        self.load_tabs()

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.density_buttons = self._density_menu()
        self.shown_button = self._button("eye", self.tr("Rows and columns shown"))
        bar = QHBoxLayout(spacing=STEP)
        bar.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        bar.addWidget(self.filter, 1, Qt.AlignmentFlag.AlignTop)
        bar.addWidget(self.conditions, 3)
        for button in (self.shown_button, self.density_buttons):
            bar.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        page = QVBoxLayout(self, spacing=0)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.tabs)
        page.addLayout(bar)
        page.addLayout(self._stack, 1)
        QWidget.setTabOrder(self.filter, self.conditions.add_button)

    def _button(self, symbol: str, text: str) -> QToolButton:
        button = QToolButton(toolTip=text, accessibleName=text, icon=icon(symbol))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(QMenu(button))
        return button

    def _density_menu(self) -> QToolButton:
        button = self._button("rows", self.tr("Density and zoom"))
        menu, group = button.menu(), QActionGroup(self)
        names = {
            Density.COMPACT: self.tr("Compact, two lines"),
            Density.NORMAL: self.tr("Normal, five lines"),
            Density.ROOMY: self.tr("Roomy, eleven lines"),
        }
        self._density_actions: dict[Density, QAction] = {}
        for density, name in names.items():
            action = QAction(name, group, checkable=True, checked=density is self.view.density)
            action.setData(int(density))
            menu.addAction(action)
            self._density_actions[density] = action
        group.triggered.connect(self._density_chosen)
        menu.addSeparator()
        menu.addAction(icon("magnifying-glass-plus"), self.tr("Larger"), self.zoom_in)
        menu.addAction(icon("magnifying-glass-minus"), self.tr("Smaller"), self.zoom_out)
        menu.addAction(self.tr("Actual size"), self.zoom_reset)
        return button

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_chosen)
        self.view.cell_chosen.connect(self._cell_chosen)
        self.view.cell_left.connect(self.cell_left)
        self.view.charting_wanted.connect(self.charting_wanted)
        self.view.zoom_wanted.connect(lambda steps: self.set_zoom(self.view.zoom + 0.1 * steps))
        self.view.row_dropped.connect(
            lambda row, place: moving.move_row(self.studio.study, self.model, row, place)
        )
        self.view.column_dropped.connect(
            lambda column, place: moving.move_column(self.studio.study, self.model, column, place)
        )
        self.view.empty_wanted.connect(lambda: self.mark_chosen(BlankReason.NOT_CHARTED))
        self.view.column_header.sectionResized.connect(self._column_resized)
        menus.offer(self)
        self.filter.textChanged.connect(lambda _text: self._filter_timer.start())
        self.filter.returnPressed.connect(self._leave_filter)
        self._filter_timer.timeout.connect(self._apply_filter)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self.filter, self._clear_filter).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        self.conditions.changed.connect(self._arrange)
        self.conditions.left.connect(self.view.setFocus)
        self.model.modelReset.connect(self._show_or_explain)
        self.studio.changed.connect(self._refresh)

    # Remembering ------------------------------------------------------------------------------------

    @property
    def words_field(self) -> QLineEdit:
        """The field that finds rows by words."""
        return self.filter

    def _key(self, name: str) -> str:
        return settings.for_study(self.studio.study.path, name)

    def _restore(self) -> None:
        self.view.density = Density(settings.get("matrix/density", int(Density.NORMAL)))
        self._density_actions[self.view.density].setChecked(True)
        self.view.zoom = settings.get("matrix/zoom", 1.0)
        self.model.hidden_rows = frozenset(_ids(settings.get(self._key("hidden_rows"))))
        self.model.hidden_columns = frozenset(_ids(settings.get(self._key("hidden_columns"))))
        self.model.show_categories = settings.get(self._key("categories"), False)
        by = FieldId(settings.get(self._key("order"), "")) or None
        self.order_by(by, descending=settings.get(self._key("descending"), False))

    def _remember(self) -> None:
        settings.put("matrix/density", int(self.view.density))
        settings.put("matrix/zoom", self.view.zoom)
        settings.put(self._key("hidden_rows"), sorted(self.model.hidden_rows))
        settings.put(self._key("hidden_columns"), sorted(self.model.hidden_columns))
        settings.put(self._key("categories"), self.model.show_categories)
        settings.put(self._key("order"), self.conditions.by or "")
        settings.put(self._key("descending"), self.conditions.descending)

    def _column_resized(self, column: int, _old: int, new: int) -> None:
        if self.view.column_header.underMouse() and column < len(self.model.columns):
            settings.put(self._width_key(column), new)

    def _width_key(self, column: int) -> str:
        of = "/categories" if self.model.is_categories(column) else ""
        return self._key(f"width/{self.model.columns[column].id}{of}")

    def _restore_widths(self) -> None:
        usual = self.view.column_header.defaultSectionSize()
        for n in range(len(self.model.columns)):
            if width := settings.get(self._width_key(n), 0):
                self.view.setColumnWidth(n, width)
            elif self.model.show_categories:
                self.view.setColumnWidth(n, round(usual * NARROW) if self.model.is_categories(n) else usual)

    # Tabs -------------------------------------------------------------------------------------------

    def load_tabs(self) -> None:
        """Read the matrices anew, keeping the one that is open."""
        matrices = self.studio.study.matrices()
        shown = self.model.matrix.id if self.model.matrix else settings.get(self._key("matrix"), "")
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for n, matrix in enumerate(matrices):
            self.tabs.addTab(matrix.title)
            self.tabs.setTabData(n, matrix.id)
            self.tabs.setTabToolTip(n, "\n".join(filter(None, (matrix.title, matrix.description))))
        self.tabs.setVisible(bool(matrices))
        place = next((n for n, matrix in enumerate(matrices) if matrix.id == shown), 0)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        self._tab_chosen(place)

    def show_matrix(self, matrix: MatrixId) -> None:
        """Open the tab of a matrix."""
        for n in range(self.tabs.count()):
            if self.tabs.tabData(n) == matrix:
                self.tabs.setCurrentIndex(n)

    def step_matrix(self, step: int) -> None:
        """Open the next or the previous tab."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _tab_chosen(self, place: int) -> None:
        matrix: Any = self.tabs.tabData(place) if place >= 0 else None
        if matrix:
            settings.put(self._key("matrix"), matrix)
        current = self.view.current_key
        self.model.show(matrix)
        self._restore_widths()
        self.show_coverage()
        # The same interview in the other matrix, at the sub-topic that was last open there.
        if last := self._places.get(matrix) if matrix else None:
            self.view.choose(current[0] if current else last[0], last[1])
        elif current and self.model.columns:
            self.view.choose(current[0], self.model.columns[0].id)

    def _show_or_explain(self) -> None:
        self.view.row_header.area_places = {area.id: n for n, area in enumerate(self.studio.study.areas())}
        words = self._why_empty()
        self._empty.setText(words)
        self._stack.setCurrentIndex(1 if words else 0)
        filtered = self.filter.hasFocus() or self.model.query
        self._stack.currentWidget().setVisible(True)
        if filtered and words:
            self.filter.setFocus()

    def _why_empty(self) -> str:
        if self.model.matrix is None:
            return self.tr("The framework has no matrix yet. Add one in the study pane at the left.")
        if not self.model.columns:
            return self.tr("This matrix shows no sub-topic. Add one, or show a hidden one, in the bar above.")
        if any(isinstance(row, Interview) for row in self.model.rows):
            return ""
        if self.model.arrangement.conditions:
            wanted = [self.conditions.in_words(), f"“{self.model.query}”" if self.model.query else ""]
            return self.tr("No interview meets all of this: %s.") % "; ".join(filter(None, wanted))
        if self.model.query:
            return self.tr("No interview has “%s”. Esc in the filter shows all again.") % self.model.query
        return self.tr(
            "There is no interview yet. Drop interview files on this window, or press Ctrl+Shift+I."
        )

    # What changes -----------------------------------------------------------------------------------

    def _refresh(self, change: Change) -> None:
        if change.touches("matrix"):
            self.load_tabs()
        elif change.touches("cell", "interview", "subtopic", "area"):
            self.show_coverage()
        if change.touches("subtopic", "finding"):
            self._restore_widths()

    def show_coverage(self) -> None:
        """Fill the rings of tabs and bands."""
        study = self.studio.study
        coverage, interviews = study.coverage(), study.interviews()
        columns: defaultdict[MatrixId, list[SubTopicId]] = defaultdict(list)
        for subtopic in study.subtopics():
            columns[subtopic.matrix].append(subtopic.id)
        for n in range(self.tabs.count()):
            of = columns[self.tabs.tabData(n)]
            done = sum(coverage.by_subtopic.get(subtopic, 0) for subtopic in of)
            self.tabs.setTabIcon(n, ring_icon(done / max(1, len(of) * len(interviews))))
        rows: defaultdict[AreaId, list[InterviewId]] = defaultdict(list)
        for interview in interviews:
            rows[interview.area].append(interview.id)
        across = sum(map(len, columns.values()))
        self.view.row_header.charted = {
            area: sum(coverage.by_interview.get(row, 0) for row in of) / max(1, len(of) * across)
            for area, of in rows.items()
        }
        self.view.row_header.viewport().update()

    def _cell_chosen(self, interview: str, subtopic: str) -> None:
        key = (InterviewId(interview), SubTopicId(subtopic))
        if self.model.matrix:
            self._places[self.model.matrix.id] = key
        settings.put(self._key("place"), list(key))
        self.cell_chosen.emit(interview, subtopic)

    def restore_place(self) -> None:
        """Go back to the cell that was current when the study was last closed, else to the first."""
        place = _ids(settings.get(self._key("place")))
        if len(place) != 2 or not self.go_to(InterviewId(place[0]), SubTopicId(place[1])):
            self.view.step(0, 0)

    def go_to(self, interview: InterviewId, subtopic: SubTopicId) -> bool:
        """Open the matrix of a cell and make the cell current; what hides it is taken away."""
        matrix = next((each.matrix for each in self.studio.study.subtopics() if each.id == subtopic), None)
        if matrix is None:
            return False
        self.show_matrix(matrix)
        if not self.view.choose(interview, subtopic):
            self.filter.clear()
            self._apply_filter()
            self.conditions.clear()
            self.show_only_without(
                self.model.hidden_rows - {interview}, self.model.hidden_columns - {subtopic}
            )
        return self.view.choose(interview, subtopic)

    def come_to(self, interview: InterviewId, subtopic: SubTopicId) -> None:
        """Go on at a cell that was current elsewhere, if it is shown; what hides it stays."""
        matrix = next((each.matrix for each in self.studio.study.subtopics() if each.id == subtopic), None)
        if matrix is not None:
            self.show_matrix(matrix)
            self.view.choose(interview, subtopic)

    def begin_at(self, interview: str) -> None:
        """Go to the first shown cell of an interview, if it is shown itself."""
        if self.model.columns:
            self.view.choose(InterviewId(interview), self.model.columns[0].id)

    def step(self, columns: int, rows: int) -> bool:
        """Go to a neighbouring cell, past the last column to the next matrix; False at the end."""
        return self.view.step(columns, rows) or bool(columns and self._step_over(columns))

    def _step_over(self, step: int) -> bool:
        """Go to the first shown column of the next matrix that has one, or the last one of the previous."""
        here, place = self.view.current_key, self.tabs.currentIndex() + step
        while here and 0 <= place < self.tabs.count():
            columns = self.studio.study.subtopics(MatrixId(self.tabs.tabData(place)))
            shown = [each.id for each in columns if each.id not in self.model.hidden_columns]
            if shown:
                return self.go_to(here[0], shown[0 if step > 0 else -1])
            place += step
        return False

    # Order, filter, zoom ----------------------------------------------------------------------------

    def _apply_filter(self) -> None:
        self._filter_timer.stop()
        self.model.filter(self.filter.text())

    def _leave_filter(self) -> None:
        self._apply_filter()
        self.view.setFocus()
        if self.view.current_key is None or not self.view.currentIndex().isValid():
            self.view.step(0, 0)

    def _clear_filter(self) -> None:
        self.filter.clear()
        self._leave_filter()

    def _density_chosen(self, action: QAction) -> None:
        self.set_density(Density(action.data()))

    def set_density(self, density: Density) -> None:
        """Show two, five or eleven lines of each cell."""
        self.view.set_density(density)
        self._density_actions[density].setChecked(True)
        self._remember()

    def set_zoom(self, zoom: float) -> None:
        self.view.set_zoom(round(zoom, 1))
        self._remember()

    def zoom_in(self) -> None:
        self.set_zoom(self.view.zoom + 0.1)

    def zoom_out(self) -> None:
        self.set_zoom(self.view.zoom - 0.1)

    def zoom_reset(self) -> None:
        self.set_zoom(1.0)

    def order_by(self, by: FieldId | None, *, descending: bool = False) -> None:
        """Order the rows by a field; reading order is never turned round."""
        self.conditions.group_by(by, descending=descending)

    def _arrange(self) -> None:
        self.model.arrange(self.conditions.arrangement)
        self._remember()

    def set_shown(self, row: str, *, shown: bool, rows: bool) -> None:
        """Show or hide one interview, or else one sub-topic."""
        hidden = self.model.hidden_rows if rows else self.model.hidden_columns
        changed: frozenset[Any] = hidden - {row} if shown else hidden | {row}  # type: ignore[operator]
        if rows:
            self.show_only_without(changed, self.model.hidden_columns)
        else:
            self.show_only_without(self.model.hidden_rows, changed)

    def show_only_without(self, rows: frozenset[InterviewId], columns: frozenset[SubTopicId]) -> None:
        """Show everything but these interviews and sub-topics."""
        self.model.hide(rows, columns)
        self._restore_widths()
        self._remember()

    def with_categories(self, shown: bool) -> None:
        """Show the categories of each sub-topic in a narrow column beside it, or not."""
        self.model.with_categories(shown)
        for n in range(len(self.model.columns)):
            self.view.setColumnWidth(n, self.view.column_header.defaultSectionSize())
        self._restore_widths()
        self._remember()

    # Verbs on what is chosen ------------------------------------------------------------------------

    def mark_chosen(self, reason: BlankReason) -> None:
        """Say of all chosen cells why they are empty, or empty them, as one action."""
        keys = self.view.chosen_keys()
        if len(keys) == 1:
            self.studio.study.chart(*keys[0], blank_reason=reason)
        elif keys:
            words = self.tr("Mark %d cells as %s") % (len(keys), reason or self.tr("not yet charted"))
            if lost := self._summaries_in(keys):
                words += counted(
                    lost, self.tr(", emptying one summary"), self.tr(", emptying %d of their summaries")
                )
            self.studio.study.chart_many({key: Cell(blank_reason=reason) for key in keys}, words)

    def _summaries_in(self, keys: list[CellKey]) -> int:
        cells = self.studio.study.cells([row for row, _ in keys], [column for _, column in keys])
        return sum(1 for key in keys if key in cells and cells[key].summary)


def _ids(stored: Any) -> list[Any]:
    """Read a list out of the settings, which keep a list of one as the one."""
    return [] if not stored else [stored] if isinstance(stored, str) else list(stored)
