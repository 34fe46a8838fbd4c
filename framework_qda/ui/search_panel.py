"""Find words in all that is written, from notes to drafts, and go where they stand."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.model import Change, HitKind
from framework_qda.study.search import match_expression
from framework_qda.tasks.taking import Wanted, of_cells
from framework_qda.ui import settings
from framework_qda.ui.finder import ChoiceList, DrivingField
from framework_qda.ui.icons import icon
from framework_qda.ui.indexing.review import ReviewBar, spans
from framework_qda.ui.search_groups import Grouping, Hits
from framework_qda.ui.search_rows import ROW, Found, More, Place, PlaceDelegate, Row
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

PAUSE = 150  # milliseconds without a key before a search
FIRST = 50  # places found at first, of each kind
GATHERED = 500  # of each, where they are gathered by matrix or case, so that few counts are left open
MOST = 5000  # places to be looked at before they are indexed
_SHOWN = (
    *("cell", "interview", "area", "subtopic", "matrix", "memo", "comment"),
    *("quotation", "draft", "block"),
)


class SearchPanel(QWidget):
    """A field and what it finds; emits `hit_chosen` with a Hit and `closed`."""

    hit_chosen = Signal(object)
    closed = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._limit = FIRST
        self._stale = False
        self._notes_found = False
        self._found: Hits | None = None
        self._more = False
        self.switches: dict[Grouping, QToolButton] = {}
        self._model = Found(self)
        self._list = ChoiceList(self)
        self._field = DrivingField(self._list, self)
        self._count = QLabel(self)
        self._nothing = QLabel(self)
        self._pages = QStackedWidget(self)
        self.review_button = QPushButton(self.tr("Index these…"), self)
        self.review = ReviewBar(studio, self._model, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._search()

    def _build(self) -> None:
        self._field.setPlaceholderText(self.tr("Search all that is written"))
        self._field.setAccessibleName(
            self.tr("Search summaries, notes, memos, comments, quotations and drafts")
        )
        self._field.setClearButtonEnabled(True)
        how = QLabel(self.tr("words · “exact phrases” · beginnings*"), self)
        how.setToolTip(
            self.tr(
                "All the words must stand in one paragraph, summary, memo, comment or quotation;"
                " accents and capitals do not matter."
            )
        )
        how.setWordWrap(True)
        for label in (how, self._nothing):
            label.setProperty("muted", True)
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._list.setAccessibleName(self.tr("Places found"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(PlaceDelegate(self._list))
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._empty_page())
        self._lay_out(how)
        self._connect()

    def _empty_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(4 * STEP, 12 * STEP, 4 * STEP, 0)
        layout.addWidget(self._nothing)
        return page

    def _lay_out(self, how: QLabel) -> None:
        close = QToolButton(self)
        close.setIcon(icon("x"))
        close.setToolTip(self.tr("Close  Esc"))
        close.setAccessibleName(self.tr("Close the search"))
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self._field, 1)
        top.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 0)
        layout.setSpacing(2 * STEP)
        layout.addLayout(top)
        layout.addWidget(how)
        layout.addLayout(self._switch())
        counted = QHBoxLayout()
        counted.addWidget(self._count, 1)
        counted.addWidget(self.review_button)
        layout.addLayout(counted)
        layout.addWidget(self.review)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._pause.start)
        self._field.entered.connect(self._go)
        self._field.left.connect(self.closed)
        self._list.left.connect(self.closed)
        self._list.spaced.connect(self._model.tick)
        self.review_button.clicked.connect(self.start_review)
        self.review.done.connect(self.end_review)
        self._list.picked.connect(self._pick)
        self._pause.timeout.connect(self._search_anew)
        self._soon.timeout.connect(self._search_again)
        self._studio.changed.connect(self._refresh)

    @property
    def grouping(self) -> Grouping:
        """What the headings stand for."""
        chosen = (each for each, switch in self.switches.items() if switch.isChecked())
        return next(chosen, Grouping.KIND)

    def _switch(self) -> QHBoxLayout:
        """Offer to group what is found by kind, by matrix or by case."""
        words = {
            Grouping.KIND: self.tr("By kind"),
            Grouping.MATRIX: self.tr("By matrix"),
            Grouping.CASE: self.tr("By case"),
        }
        line, group = QHBoxLayout(spacing=STEP), QButtonGroup(self)
        chosen = settings.get("search/grouping", str(Grouping.KIND))
        for grouping, name in words.items():
            switch = QToolButton(self, text=name, checkable=True, checked=grouping == chosen)
            switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            switch.clicked.connect(self._group_anew)
            group.addButton(switch)
            self.switches[grouping] = switch
            line.addWidget(switch)
        line.addStretch()
        return line

    def _group_anew(self) -> None:
        settings.put("search/grouping", str(self.grouping))
        if self.review.isHidden():
            self._limit = self._first()
        self._search()

    def _first(self) -> int:
        return FIRST if self.grouping is Grouping.KIND else GATHERED

    def search(self, query: str) -> None:
        """Put words into the field and find them at once."""
        self._field.setText(query)
        self._search_anew()
        self.focus_field()

    def focus_field(self) -> None:
        """Put the cursor into the field, what stands there selected."""
        self._field.setFocus()
        self._field.selectAll()

    def wanted_quotation(self) -> Wanted | None:
        """Tell what is to be quoted: the sentences found at the current place, or at every tick."""
        row = self._list.currentIndex().data(ROW)
        current = [row] if isinstance(row, Place) else []
        hits = [place.hit for place in (current if self.review.isHidden() else self._model.ticked())]
        notes = [hit for hit in hits if hit.kind is HitKind.NOTES]
        summaries = [hit for hit in hits if hit.kind is HitKind.SUMMARY]
        cells = [(hit.interview, hit.subtopic) for hit in summaries if hit.subtopic]
        if notes:
            return Wanted(stretches=tuple(spans(self._studio.study, notes, sentences=True)))
        found = of_cells(self._studio.study, cells)
        return found if found.passages or found.words else None

    def start_review(self) -> None:
        """Give every place found in notes a tick, to take off those that are not to be indexed."""
        self._limit = MOST
        self._search()
        self.review.show()
        self.review_button.hide()
        self._count.hide()  # of all that was found, where only what is ticked counts now
        self._model.review(True)
        self._list.setFocus()

    def end_review(self) -> None:
        """Show what was found without ticks."""
        self._model.review(False)
        self.review.hide()
        self._count.setVisible(bool(self._count.text()))
        self._say_reviewable()

    def _say_reviewable(self) -> None:
        self.review_button.setVisible(self._notes_found and self.review.isHidden())

    def _go(self) -> None:
        if self._pause.isActive():
            self._search_anew()
        self._list.pick()

    def _pick(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        if isinstance(row, Place) and not self._on_tick(index):
            self.hit_chosen.emit(row.hit)
        elif isinstance(row, More):
            self._limit *= 4
            self._search(keep=index.row())

    def _on_tick(self, index: QModelIndex) -> bool:
        """Take a click on a tick as meaning the tick."""
        at = self._list.clicked_at
        if self.review.isHidden() or at is None or at.x() >= 4 * STEP:
            return False
        self._model.tick(index)
        return True

    def _search_anew(self) -> None:
        self.end_review()
        self._limit = self._first()
        self._search()

    def _refresh(self, change: Change) -> None:
        if not change.touches(*_SHOWN):
            return
        # Many changes may come in a row; the search is repeated once after them.
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._search_again()

    def _search_again(self) -> None:
        self._search(keep=self._list.currentIndex().row())

    def _search(self, keep: int = -1) -> None:
        self._pause.stop()
        self._stale = False
        query = self._field.text()
        # One more than is shown tells whether there is more.
        hits = self._studio.study.search(query, self._limit + 1)
        kinds = [
            [hit for hit in hits if hit.kind is HitKind.SUMMARY],
            [hit for hit in hits if hit.kind is HitKind.NOTES],
            [hit for hit in hits if hit.kind in (HitKind.MEMO, HitKind.COMMENT)],
            [hit for hit in hits if hit.kind is HitKind.QUOTATION],
            [hit for hit in hits if hit.kind is HitKind.DRAFT],
        ]
        self._more = more = max(map(len, kinds)) > self._limit
        shown = [found[: self._limit] for found in kinds]
        cut = frozenset(hit.kind for found in kinds if len(found) >= self._limit for hit in found)
        self._notes_found = bool(shown[1])
        self._say_reviewable()
        self._found = Hits(self._studio.study, [hit for found in shown for hit in found], cut)
        self._show()
        self._say(query, sum(map(len, shown)), more)
        self._choose(keep)

    def _show(self) -> None:
        rows = list(self._found.rows(self.grouping)) if self._found else []
        self._model.show([*rows, More(self.tr("Show more"))] if self._more else rows)

    def _say(self, query: str, count: int, more: bool) -> None:
        if more:
            said = self.tr("{count} places and more")
        else:
            said = self.tr("1 place") if count == 1 else self.tr("{count} places")
        self._count.setText(said.format(count=count) if count else "")
        self._count.setVisible(count > 0 and self.review.isHidden())
        if not match_expression(query):
            self._nothing.setText(
                self.tr(
                    "Type a word to find it in all summaries, notes, quotations and drafts of this study."
                )
            )
        else:
            nothing = self.tr(
                "Nothing here has “{query}”. Try fewer words, or only the beginning of one: staff*"
            )
            self._nothing.setText(nothing.format(query=query.strip()))
        self._pages.setCurrentIndex(0 if count else 1)

    def _choose(self, row: int) -> None:
        """Make the row current, or the nearest one after it that can be picked."""
        rows = range(max(0, row), self._model.rowCount())
        choice = next((n for n in rows if self._model.index(n).flags() & Qt.ItemFlag.ItemIsSelectable), -1)
        self._list.setCurrentIndex(self._model.index(choice))
        if row < 0:
            self._list.scrollToTop()
