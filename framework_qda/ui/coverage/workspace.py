"""The coverage workspace: what remains over all matrices, filtered, and a click away from being charted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.model import BlankReason, CellKey, InterviewId, SubTopicId
from framework_qda.study.states import UNTOUCHED, CellState, Stage
from framework_qda.ui.coverage.board import Board
from framework_qda.ui.coverage.glyphs import paint_state, state_icon
from framework_qda.ui.coverage.model import BoardModel
from framework_qda.ui.coverage.words import Remains, in_words, stage_in_words, tr
from framework_qda.ui.coverage.writer import WriterButton
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_SAID_LETTERS = 60  # room for the words on the current cell, before the legend has any
_PAUSE = 150  # milliseconds without a key before the rows are filtered
_LOOKS = {
    Remains.NOT_CHARTED: UNTOUCHED,
    Remains.IN_PROGRESS: CellState(Stage.IN_PROGRESS),
    Remains.NEW_PASSAGES: CellState(new_passages=1),
    Remains.OPEN_COMMENTS: CellState(open_comments=1),
    Remains.CHANGED_LINKS: CellState(changed_links=1),
}
_MARKS = (Remains.NEW_PASSAGES, Remains.OPEN_COMMENTS, Remains.CHANGED_LINKS)
_LEGEND = (
    CellState(Stage.DONE),
    CellState(Stage.BLANK, BlankReason.NOT_ASKED),
    CellState(Stage.BLANK, BlankReason.NOTHING_SAID),
    CellState(Stage.BLANK, BlankReason.NOT_APPLICABLE),
)


class CoverageWorkspace(QWidget):
    """The board with its filter and legend; `cell_chosen(interview, sub-topic)` asks to chart a cell."""

    cell_chosen = Signal(str, str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = BoardModel(studio, self)
        self.board = Board(self._model, self)
        self.table = self.board
        self.filter = QLineEdit(self)
        self.conditions = FilterBar(studio, self)
        self.writer = WriterButton(studio, self)
        self.chips: dict[Remains, QToolButton] = {}
        self._total = QLabel(self)
        self._said = _Line(self)
        self._legend: list[QLabel] = []
        self._nothing = QLabel(self, wordWrap=True)
        self._pages = QStackedWidget(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._connect()
        self._show_counts()
        self._say()

    @property
    def current_key(self) -> CellKey | None:
        """The cell with the ring."""
        return self.board.current_key

    @property
    def words_field(self) -> QLineEdit:
        """The field that finds rows by words."""
        return self.filter

    def show_cell(self, interview: InterviewId, subtopic: SubTopicId) -> None:
        """Make a cell the current one."""
        self.board.show_cell(interview, subtopic)

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter by area, interview or attribute"))
        self.filter.setAccessibleName(self.tr("Filter the rows by area, interview or attribute"))
        self.filter.setClearButtonEnabled(True)
        self._total.setProperty("muted", True)
        self._nothing.setProperty("muted", True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setMargin(12 * STEP)
        self._pages.addWidget(self.board)
        self._pages.addWidget(self._nothing)
        column = QVBoxLayout(self, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._bar())
        column.addWidget(self._pages, 1)
        column.addLayout(self._foot())

    def _bar(self) -> QVBoxLayout:
        top = QHBoxLayout(spacing=3 * STEP)
        top.addWidget(self.filter, 2, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.conditions, 3)
        top.addWidget(self.writer, 0, Qt.AlignmentFlag.AlignTop)
        chips = QHBoxLayout(spacing=STEP)
        for what in Remains:
            chip = QToolButton(icon=state_icon(_LOOKS[what], only_mark=what in _MARKS), checkable=True)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setToolTip(self.tr("Show where this remains: %s") % tr(what.value).lower())
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            chip.toggled.connect(self._want)
            chips.addWidget(chip)
            self.chips[what] = chip
        chips.addStretch()
        chips.addWidget(self._total)
        bar = QVBoxLayout(spacing=STEP)
        bar.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, STEP)
        bar.addLayout(top)
        bar.addLayout(chips)
        return bar

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout(spacing=2 * STEP)
        foot.setContentsMargins(3 * STEP, STEP, 3 * STEP, STEP)
        self._said.setAccessibleName(self.tr("The current cell"))
        foot.addWidget(self._said, 1)
        for state in _LEGEND:
            words = QLabel(stage_in_words(state))
            words.setProperty("muted", True)
            mark = _Mark(state)
            mark.setToolTip(stage_in_words(state))
            self._legend.append(words)
            foot.addWidget(mark)
            foot.addWidget(words)
        return foot

    def _connect(self) -> None:
        self.board.cell_chosen.connect(self.cell_chosen)
        self.board.current_changed.connect(self._say)
        self._model.counted.connect(self._show_counts)
        self._model.counted.connect(self._say)
        self.filter.textChanged.connect(self._pause.start)
        self.filter.returnPressed.connect(self._enter)
        self._pause.timeout.connect(self._filter)
        self.conditions.changed.connect(lambda: self._model.arrange(self.conditions.arrangement))
        self.conditions.left.connect(self.board.setFocus)
        self.writer.chosen.connect(self._model.written_by)
        self.setFocusProxy(self.board)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all again on Escape, where anything is filtered."""
        if event.key() == Qt.Key.Key_Escape and self._narrowed():
            self._show_all()
        else:
            super().keyPressEvent(event)

    def _narrowed(self) -> bool:
        model = self._model
        return bool(model.query or model.filtering or model.arrangement.conditions or self.filter.text())

    def _show_all(self) -> None:
        """Take every filter away, and go to the board."""
        for chip in self.chips.values():
            chip.setChecked(False)
        self.writer.choose("")
        self.filter.clear()
        self.conditions.clear()
        self._enter()

    # Filtering and saying -----------------------------------------------------------------------------

    def _enter(self) -> None:
        self._pause.stop()
        self._filter()
        self.board.setFocus()

    def _filter(self) -> None:
        if self.filter.text().strip() != self._model.query:
            self._model.filter(self.filter.text())

    def _want(self) -> None:
        self._model.want(frozenset(what for what, chip in self.chips.items() if chip.isChecked()))

    def _show_counts(self) -> None:
        charted, finished, total = self._model.of_all()
        words = self.tr("%s of %s charted, %s finished")
        self._total.setText(words % (f"{charted:,}", f"{total:,}", f"{finished:,}"))
        self._fit()
        self._show_page()

    def _fit(self) -> None:
        """Write out what there is room for: the chips, then the legend and the sum of all."""
        metrics = self.fontMetrics()
        full = {what: f"{tr(what.value)}  {self._model.left(what):,}" for what in Remains}
        needed = sum(metrics.horizontalAdvance(text) + 11 * STEP for text in full.values())
        total = metrics.horizontalAdvance(self._total.text()) + 4 * STEP
        self._total.setVisible(needed + total < self.width() or needed >= self.width())
        for what, chip in self.chips.items():
            chip.setText(full[what] if needed < self.width() else f"{self._model.left(what):,}")
            chip.setAccessibleName(full[what])
        written = sum(metrics.horizontalAdvance(words.text()) + 8 * STEP for words in self._legend)
        for words in self._legend:
            words.setVisible(written + metrics.averageCharWidth() * _SAID_LETTERS < self.width())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:  # else it is given back what had the keyboard last
            self.board.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_page(self) -> None:
        narrowed = self._model.query or self._model.arrangement.conditions
        if not self._model.columns or not (self._model.interviews or narrowed):
            self._nothing.setText(
                self.tr("Here stands the state of every cell, once there are interviews and sub-topics.")
            )
        elif self._model.writer and self._model.interviews:
            self._nothing.setText(self.tr("%s last wrote nothing of this.") % self._model.writer)
        elif self._model.wanted and self._model.interviews:
            self._nothing.setText(self.tr("Nothing of this remains to be done."))
        elif self._model.arrangement.conditions:
            self._nothing.setText(self.tr("No interview meets all of this: %s.") % self.conditions.in_words())
        else:
            self._nothing.setText(self.tr("No interview has “%s”.") % self._model.query)
        self._pages.setCurrentIndex(0 if self._model.rows else 1)

    def _say(self) -> None:
        """Say in words what the current cell is."""
        index = self.board.currentIndex()
        key = self._model.key_at(index)
        if key is None:
            self._said.setText(self.tr("Arrows move, Enter charts, N goes to the next cell that remains"))
            return
        place = f"{self._model.row_title(index.row())} · {self._model.column_title(index.column())}"
        self._said.setText(f"{place}: {in_words(self._model.state(*key))}")
        self._said.setToolTip(self._said.text())


class _Line(QLabel):
    """A line of text that ends in … where there is no room for all of it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * STEP, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class _Mark(QWidget):
    """A state as it looks on the board, for the legend."""

    def __init__(self, state: CellState) -> None:
        super().__init__()
        self._state = state
        self.setFixedWidth(5 * STEP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(painter, QRectF(self.rect()), self._state)
        painter.end()
