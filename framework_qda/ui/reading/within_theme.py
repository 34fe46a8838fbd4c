"""Read one sub-topic down all interviews, with its column notes beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QWidget

from framework_qda.reading.page import Page
from framework_qda.reading.plan import CellKey, Head, Plan
from framework_qda.study.model import About, Change, FindingId, InterviewId, SubTopic, SubTopicId
from framework_qda.ui import settings
from framework_qda.ui.cell.definition import Definition
from framework_qda.ui.extents import Extent
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.filtering.chooser import Offer
from framework_qda.ui.reading.behind import BEHIND, Evidence
from framework_qda.ui.reading.column_notes import ColumnNotes
from framework_qda.ui.reading.delegate import NOWHERE
from framework_qda.ui.reading.notes_tree import FINDINGS_MIME, findings_in
from framework_qda.ui.reading.overview_editor import Whole
from framework_qda.ui.reading.screen import Screen
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.studio import Studio

_NOTES, _EVIDENCE, _SIZES = "read/notes", "read/evidence", "read/theme_panes"


class ThemeSheet(ReadingSheet):
    """A sheet whose cells take notes: by digits, by Space, and dropped on them.

    `category_wanted(n)` toggles the n-th category, `note_wanted` the chosen note, `typed(text)` begins a new
    one, `next_unplaced(step)` goes to a cell without a category, `fold_chosen(unfolded)` folds the passages.
    """

    category_wanted = Signal(int)
    note_wanted = Signal()
    typed = Signal(str)
    next_unplaced = Signal(int)
    fold_chosen = Signal(bool)
    notes_dropped = Signal(list, tuple)

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setAcceptDrops(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        text = event.text()
        if event.key() == Qt.Key.Key_F3:
            self.next_unplaced.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif plain and text in set("123456789"):
            self.category_wanted.emit(int(text))
        elif plain and event.key() == Qt.Key.Key_Space:
            self.note_wanted.emit()
        elif plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.fold_chosen.emit(event.key() == Qt.Key.Key_Right)
        elif plain and text and (text.isalpha() or text in "“«\"'"):
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(FINDINGS_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        point = event.position().toPoint()
        key = self.key_at(point) if event.mimeData().hasFormat(FINDINGS_MIME) else None
        self._point_at(self._place_at(point) if key else NOWHERE, point)
        event.setAccepted(key is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._point_at(NOWHERE, QPoint())
        self.setState(QAbstractItemView.State.NoState)

    def dropEvent(self, event: QDropEvent) -> None:
        self.setState(QAbstractItemView.State.NoState)
        if key := self.key_at(event.position().toPoint()):
            event.acceptProposedAction()
            self.notes_dropped.emit(findings_in(event.mimeData()), key)


class WithinTheme(Screen):
    """A page for one sub-topic: its definition, its overview, all summaries in full, and the column notes."""

    what = "Read a sub-topic"
    shown_by = ("area", "interview", "matrix", "subtopic", "attribute", "attribute_value")

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        self.filter = FilterBar(studio)  # hears of a change before the rows do
        self.theme_sheet = ThemeSheet(studio)
        super().__init__(studio, self.theme_sheet, parent)
        self.subtopic = str(settings.get(settings.for_study(studio.study.path, "read/theme"), ""))
        self.behind = Evidence(studio.study)
        self.notes = ColumnNotes(studio, self.sheet.chosen_keys)
        self.definition = Definition()
        self._build()
        self._connect_notes()

    def _build(self) -> None:
        self.notes_button = self.toggle("tree-structure", self.tr("Show the column notes"), _NOTES)
        self.evidence_button = self.toggle(
            "quotes", self.tr("Unfold the passages of all cells"), _EVIDENCE, default=False
        )
        self.behind.turn_all(self.evidence_button.isChecked())
        self.sheet.set_behind(self.behind)
        self.notes_button.toggled.connect(self.notes.setVisible)
        if not self.notes_button.isChecked():
            self.notes.hide()
        self.evidence_button.toggled.connect(self._turn_all)
        self.panes = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        page = self.body([self.definition, self.overview, self.filter], self.sheet)
        for pane, stretch in ((page, 7), (self.notes, 3)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.count() - 1, stretch)
        if sizes := settings.get(_SIZES):
            self.panes.restoreState(sizes)
        else:
            self.panes.setSizes([700, 300])
        self.panes.splitterMoved.connect(lambda *_: settings.put(_SIZES, self.panes.saveState()))
        self.lay_out([self.evidence_button, self.overview_button, self.notes_button], self.panes)

    def _connect_notes(self) -> None:
        sheet, notes = self.theme_sheet, self.notes
        sheet.category_wanted.connect(notes.toggle_category)
        sheet.note_wanted.connect(notes.toggle_current)
        sheet.typed.connect(self._note)
        sheet.notes_dropped.connect(notes.drop_on)
        sheet.next_unplaced.connect(self.go_to_unplaced)
        sheet.fold_wanted.connect(lambda *key: self._turn([key]))
        sheet.fold_chosen.connect(lambda unfolded: self._turn(sheet.chosen_keys(), unfolded))
        sheet.selectionModel().selectionChanged.connect(lambda *_: notes.show_ticks())
        sheet.cell_chosen.connect(lambda *_: notes.show_ticks())
        notes.left.connect(sheet.setFocus)
        notes.next_unplaced.connect(self.go_to_unplaced)
        notes.cells_wanted.connect(self.go_to_ticked)
        self.filter.changed.connect(self.refresh)
        self.filter.left.connect(sheet.setFocus)

    # What is read -----------------------------------------------------------------------------------

    def offers(self) -> list[Offer]:
        study = self.studio.study
        matrices = {matrix.id: matrix for matrix in study.matrices()}
        return [
            Offer(
                each.id,
                f"{matrices[each.matrix].number}.{each.number} {each.name}",
                matrices[each.matrix].name,
            )
            for each in study.subtopics()
        ]

    def subjects(self) -> list[str]:
        return [each.id for each in self.studio.study.subtopics()]

    @property
    def subject(self) -> str:
        return self.subtopic

    def show_subject(self, subject: str) -> None:
        """Read another sub-topic, staying with the same interview."""
        if subject == self.subtopic:
            return
        self.save()
        key = self.sheet.current_key
        self.subtopic = subject
        settings.put(settings.for_study(self.studio.study.path, "read/theme"), subject)
        self.refresh()
        if key:
            self.sheet.choose(key[0], subject)

    def show_cell(self, interview: str, subtopic: str) -> bool:
        if all(each.id != subtopic for each in self.studio.study.subtopics()):
            return False
        self._keep_up()
        self.show_subject(subtopic)
        if not self.sheet.plan_model.places_of((interview, subtopic)):
            self.filter.clear()  # it may be filtered away
        return self.sheet.choose(interview, subtopic)

    def come_to(self, interview: str, subtopic: str) -> None:
        """Read the sub-topic of a cell that was current elsewhere; a filter stays as it is."""
        self._keep_up()
        self.show_subject(subtopic)
        self.sheet.choose(interview, subtopic)

    def make_plan(self) -> Plan | None:
        study = self.studio.study
        column = self._column()
        if column is None or not study.interviews():
            self.empty.setText(
                self.tr("The framework has no sub-topic yet. Add one in the study pane at the left.")
                if column is None
                else self.tr(
                    "There is no interview yet. Drop interview files on this window, or press Ctrl+Shift+I."
                )
            )
            return None
        self.subtopic = column.id
        bar = self.filter
        plan = study.plan_theme(column.id, bar.by, bar.conditions, descending=bar.descending)
        return plan._replace(heads=(Head(column.id, ""),))  # its name is the title of the page

    def _column(self) -> SubTopic | None:
        columns = self.studio.study.subtopics()
        found = (each for each in columns if each.id == self.subtopic)
        return next(found, columns[0] if columns else None)

    def dress(self, plan: Plan) -> None:
        column = self._column()
        if column is None:
            return
        matrix = next(each for each in self.studio.study.matrices() if each.id == column.matrix)
        self.stepper.show_title(plan.title)
        self.definition.show_text(column.definition)
        name = f"{matrix.number}.{column.number} {column.name}"
        self.overview.show_wholes(
            [Whole(About.SUBTOPIC, column.id, name), Whole(About.MATRIX, matrix.id, matrix.title)]
        )
        keys = list(plan.keys())
        self.notes.show_subtopic(column.id, {InterviewId(row) for row, _ in keys})

    def extents(self) -> list[Extent]:
        from framework_qda.tasks.pages import theme_page

        study, bar, column = self.studio.study, self.filter, self._column()
        if column is None or not self.sheet.plan.lines:
            return []
        by, where, descending = bar.by, bar.conditions, bar.descending
        matrix = next(each for each in study.matrices() if each.id == column.matrix)

        def pages(columns: Sequence[SubTopicId], sheets: bool) -> list[Page]:
            return [
                theme_page(study, each, by, where, descending=descending, table=sheets) for each in columns
            ]

        every = [each.id for each in study.subtopics(matrix.id)]
        return [
            Extent(self.sheet.plan.title, partial(pages, [column.id])),
            Extent(self.tr("All sub-topics of “%s”") % matrix.title, partial(pages, every)),
        ]

    # Placing cells ----------------------------------------------------------------------------------

    def _note(self, typed: str) -> None:
        self.notes_button.setChecked(True)
        self.notes.start(typed)

    def go_to_unplaced(self, step: int = 1) -> None:
        """Go to the next cell without a category, from the top again after the last."""
        self._go_on(self.notes.unplaced_rows(), step)

    def go_to_ticked(self, finding: str) -> None:
        """Go to the next cell a note is ticked to."""
        self._go_on(self.studio.study.placings().get(FindingId(finding), ()), 1)

    def _go_on(self, rows: Iterable[InterviewId], step: int) -> None:
        keys = list(self.sheet.plan.keys())
        wanted, shown = set(rows), [key[0] for key in keys]
        here = self.sheet.current_key
        start = shown.index(here[0]) if here and here[0] in shown else -1 if step > 0 else 0
        around = [shown[(start + step * n) % len(shown)] for n in range(1, len(shown) + 1)]
        if row := next((row for row in around if row in wanted), None):
            self.sheet.choose(row, self.subtopic)

    # Evidence folded ----------------------------------------------------------------------------------

    def _turn(self, keys: Iterable[CellKey], unfolded: bool | None = None) -> None:
        self.sheet.look_anew([key for key in keys if self.behind.turn(key, unfolded)])

    def _turn_all(self, unfolded: bool) -> None:
        self.behind.turn_all(unfolded)
        self.sheet.lay_out()

    def _changed(self, change: Change) -> None:
        super()._changed(change)
        if change.touches(*BEHIND):
            self.sheet.lay_out()

    def save(self) -> bool:
        """Save at once what is typed."""
        saved = super().save()
        return self.notes.save() and saved
