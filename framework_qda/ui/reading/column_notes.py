"""The column notes: what reading down a sub-topic yields, as a working margin beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.reading.plan import CellKey
from framework_qda.study.model import Change, FindingId, FindingKind, InterviewId, SubTopicId
from framework_qda.ui.icons import icon
from framework_qda.ui.reading.model import CELLS_MIME
from framework_qda.ui.reading.notes_tree import NotesTree, by_cells
from framework_qda.ui.saved_text import SavedText
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_LINES = 3  # of a definition


class _Definition(QPlainTextEdit):
    left = Signal()
    escaped = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class _NewNote(QLineEdit):
    """A field for new notes; Enter adds one of the chosen kind, Ctrl+Enter a category."""

    entered = Signal(bool)  # whether it is to be a category, whatever is chosen
    left = Signal()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CELLS_MIME):  # cells are dropped on notes; their words are no name
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(CELLS_MIME):
            event.ignore()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(CELLS_MIME):
            event.ignore()
        else:
            super().dropEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ColumnNotes(QWidget):
    """The notes of a sub-topic, ticked to the cells that `chosen` gives.

    `next_unplaced(step)` asks for the next cell without a category, `cells_wanted(id)` for the next one that
    a note is ticked to, `left` for the keyboard to go back to the cells.
    """

    next_unplaced = Signal(int)
    cells_wanted = Signal(str)
    left = Signal()

    def __init__(
        self, studio: Studio, chosen: Callable[[], Sequence[CellKey]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._studio, self._chosen = studio, chosen
        self.subtopic: SubTopicId | None = None
        self._shown: Collection[InterviewId] | None = None
        self._defined: FindingId | None = None
        self._text = SavedText(self._define, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.unplaced = QToolButton(icon=icon("warning-circle"))
        self.unplaced.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.unplaced.setToolTip(self.tr("Go to the next cell without a category  F3"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of the new note"))
        for kind in FindingKind:
            self.kind.addItem(self.tr(kind), kind)
        self.field = _NewNote(clearButtonEnabled=True)
        self.field.setPlaceholderText(self.tr("What was said? Enter adds it"))
        self.field.setAccessibleName(self.tr("New note, ticked to the chosen cells"))
        self.field.setToolTip(
            self.tr("Enter adds it and ticks the chosen cells; Ctrl+Enter makes it a category")
        )
        self.tree = NotesTree(self._studio.study)
        self.definition = _Definition(tabChangesFocus=True)
        self.definition.setProperty("framed", True)
        self.definition.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 6 * STEP)
        self.message = QLabel(wordWrap=True, visible=False)
        self.message.setAccessibleName(self.tr("Message"))
        add = QHBoxLayout(spacing=STEP)
        add.addWidget(self.field, 1)
        add.addWidget(self.kind)
        column = QVBoxLayout(self, spacing=2 * STEP)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.addWidget(self.unplaced)
        column.addLayout(add)
        column.addWidget(self.message)
        column.addWidget(self.tree, 1)
        column.addWidget(self.definition)
        self.setFocusProxy(self.tree)

    def _connect(self) -> None:
        tree = self.tree
        self.unplaced.clicked.connect(lambda: self.next_unplaced.emit(1))
        self.field.entered.connect(self._add)
        self.field.left.connect(self.left)
        tree.tick_wanted.connect(self.tick)
        tree.cells_dropped.connect(self._dropped)
        tree.cells_wanted.connect(self.cells_wanted)
        tree.refused.connect(self._say)
        tree.left.connect(self.left)
        tree.currentItemChanged.connect(lambda *_: self._show_definition())
        self.definition.textChanged.connect(self._text.typed)
        self.definition.left.connect(self._text.end)
        self._text.told.connect(self._say)
        self.definition.escaped.connect(tree.setFocus)
        self._studio.changed.connect(self._changed)

    # What is shown ----------------------------------------------------------------------------------

    def show_subtopic(self, subtopic: SubTopicId, interviews: Collection[InterviewId]) -> None:
        """Show the notes of a sub-topic; those interviews are the ones that are read."""
        if subtopic != self.subtopic:
            self.save()
            self.subtopic = subtopic
            self._say("")
            self._load()
        self._shown = interviews
        self._count()
        self.show_ticks()

    def _load(self) -> None:
        if self.subtopic is not None:
            study = self._studio.study
            self.tree.load(study.findings(self.subtopic), self._cells())
            self._show_definition()
            self.show_ticks()

    def _cells(self) -> dict[FindingId, frozenset[InterviewId]]:
        """Tell on which interviews' cells each note stands, itself or by what it gathers."""
        study = self._studio.study
        cells, findings = dict(study.placings()), study.findings(self.subtopic)
        for kind in (FindingKind.ELEMENT, FindingKind.CATEGORY):  # from below, so that all comes to the top
            for each in findings:
                if each.kind is kind and each.parent and each.id in cells:
                    cells[each.parent] = cells.get(each.parent, frozenset()) | cells[each.id]
        return cells

    def unplaced_rows(self) -> list[InterviewId]:
        """List the interviews read here whose cells have no category yet."""
        if self.subtopic is None or self._shown is None:
            return []
        return [row for row in self._studio.study.unplaced(self.subtopic) if row in self._shown]

    def _count(self) -> None:
        rest = len(self.unplaced_rows())
        self.unplaced.setText(
            self.tr("%d not yet placed") % rest if rest else self.tr("every summary has its place")
        )
        self.unplaced.setIcon(icon("warning-circle" if rest else "check-circle"))
        self.unplaced.setEnabled(bool(rest))
        self.unplaced.setAccessibleName(self.unplaced.text())

    def show_ticks(self) -> None:
        """Show which notes are ticked to the chosen cells."""
        if self.subtopic is None:
            return
        rows = set(by_cells(self._chosen(), self.subtopic))
        states: dict[FindingId, Qt.CheckState] = {}
        own = self._studio.study.placings()
        for finding, placed in self._cells().items():
            if rows & placed:  # in part too where only what it gathers is ticked
                whole = rows <= own.get(finding, frozenset())
                states[finding] = Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked
        self.tree.show_ticks(states)

    def _changed(self, change: Change) -> None:
        if self.subtopic is None:
            return
        if change.touches("finding"):
            self._load()
        elif change.touches("placing"):
            self.tree.show_counts(self._cells())
            self.show_ticks()
        if change.touches("finding", "placing", "cell", "interview", "subtopic"):
            self._count()

    # What is done -----------------------------------------------------------------------------------

    def _add(self, category: bool) -> None:
        kind = FindingKind.CATEGORY if category else FindingKind(self.kind.currentData())
        if self.subtopic is None or not self.field.text().strip():
            return
        subtopic, name = self.subtopic, self.field.text()
        rows = by_cells(self._chosen(), subtopic) if kind is not FindingKind.DIMENSION else []
        made: list[FindingId] = []
        if self._attempt(
            lambda: made.append(self._studio.study.add_finding(subtopic, kind, name, interviews=rows))
        ):
            self.field.clear()
            self.tree.show_current(made[0])

    def tick(self, finding: str, ticked: bool) -> None:
        """Tick a note to the chosen cells, or take it off them."""
        rows = by_cells(self._chosen(), self.subtopic) if self.subtopic else []
        if rows:
            self._attempt(lambda: self._studio.study.tick(FindingId(finding), rows, ticked))
        else:
            self._say(self.tr("Choose a cell first: a note is ticked to the chosen cells."))

    def toggle(self, finding: FindingId | None) -> None:
        """Tick a note to the chosen cells, or take it off where all of them have it."""
        if finding is not None:
            self.tick(finding, not self.tree.ticked(finding))

    def toggle_category(self, number: int) -> None:
        """Tick the category with this key to the chosen cells, or take it off."""
        self.toggle(self.tree.category(number))

    def toggle_current(self) -> None:
        """Tick the chosen note to the chosen cells, or take it off."""
        finding = self._studio.study.finding(current) if (current := self.tree.current()) else None
        if finding is None:
            self._say(self.tr("Choose a note first: Space ticks it."))
        elif finding.kind is FindingKind.DIMENSION:
            self._say(self.tr("A dimension is not ticked itself; tick its categories."))
        else:
            self.toggle(finding.id)

    def drop_on(self, findings: Sequence[FindingId], key: CellKey) -> None:
        """Tick notes to a cell they were dropped on."""
        known = {each.id: each for each in self._studio.study.findings(self.subtopic)}
        fit = [each for each in findings if each in known and known[each].kind is not FindingKind.DIMENSION]
        study = self._studio.study

        def tick_all() -> None:
            names = ", ".join(known[each].name for each in fit)
            with study.action(f"Place cells in “{names}”"):
                for each in fit:
                    study.tick(each, [InterviewId(key[0])])

        if fit:
            self._attempt(tick_all)

    def _dropped(self, finding: str, cells: list[CellKey]) -> None:
        rows = by_cells(cells, self.subtopic) if self.subtopic else []
        if rows:
            self._attempt(lambda: self._studio.study.tick(FindingId(finding), rows))
        else:
            self._say(self.tr("Those cells are of another sub-topic."))

    def start(self, typed: str = "") -> None:
        """Begin a new note with what was typed."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setText(self.field.text() + typed)

    def _attempt(self, verb: Callable[[], object]) -> bool:
        try:
            verb()
        except StudyError as error:
            self._say(str(error))
            return False
        self._say("")
        return True

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    # The definition ---------------------------------------------------------------------------------

    def _show_definition(self) -> None:
        current = self.tree.current()
        if current != self._defined:
            self._text.end()
        self._defined = current
        finding = self._studio.study.finding(current) if current else None
        self.definition.setEnabled(finding is not None)
        self.definition.setPlaceholderText(
            self.tr("What belongs in “%s”, and what does not") % finding.name if finding else ""
        )
        self.definition.viewport().update()  # Qt paints it anew only where there was none
        self.definition.setAccessibleName(
            self.tr("Definition of %s") % finding.name if finding else self.tr("Definition")
        )
        text = finding.definition if finding else ""
        if text != self.definition.toPlainText().strip() and not self._text.unsaved:
            with QSignalBlocker(self.definition):
                self.definition.setPlainText(text)

    def save(self) -> bool:
        """Save the definition that is typed."""
        return self._text.save()

    def _define(self, spell: str) -> None:
        finding = self._studio.study.finding(self._defined) if self._defined else None
        text = self.definition.toPlainText().strip()
        if finding is not None and text != finding.definition:
            self._studio.study.define_finding(finding.id, text, continues=spell)
