"""The quotation drawer: the study's quotations beside a draft, put into it by a key or by dragging."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QDrag, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.authoring import BlockKind, Quotation, QuotationId, QuotationStatus
from framework_qda.study.model import Change
from framework_qda.text.drafting import Quoted, write
from framework_qda.ui.icons import icon
from framework_qda.ui.quotes.board_bar import BoardBar
from framework_qda.ui.quotes.board_delegate import BoardDelegate, Mark
from framework_qda.ui.quotes.board_faces import Faces
from framework_qda.ui.quotes.board_model import BoardModel
from framework_qda.ui.quotes.board_rows import (
    BY_SUBTOPIC,
    STRONGEST,
    UNUSED,
    Facet,
    Finder,
)
from framework_qda.ui.quotes.board_view import BoardView
from framework_qda.ui.report.keeping import used_in
from framework_qda.ui.report.mapping import QUOTATIONS_MIME
from framework_qda.ui.report.set_off import quotation_in
from framework_qda.ui.theme import STEP
from framework_qda.ui.worded import WordedToolButton

if TYPE_CHECKING:
    from framework_qda.ui.report.workspace import ReportWorkspace

Index = QModelIndex | QPersistentModelIndex
_DRAGGED = 60  # steps a dragged quotation is wide at most
_PAUSE = 120  # milliseconds without a key before a search
_LINES = 4  # of a quotation, since the drawer is narrow
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# What is often wanted: its words, its picture, and the values of its facet.
_TOGGLES = {
    Facet.USE: ("Unused", "circle", (UNUSED,)),
    Facet.STATUS: ("Chosen", "check-circle", (str(QuotationStatus.CHOSEN),)),
    Facet.STRONGEST: ("Strongest", "star", (STRONGEST,)),
}
_ROWS = (
    *("quotation", "quotation_tag", "passage", "indexing", "interview", "area", "subtopic", "matrix"),
    *("attribute", "attribute_value", "participant", "attribution", "setting"),
)


class QuotationDrawer(QWidget):
    """Find quotations, and put them in: Enter as a paragraph after the caret, Shift+Enter in the sentence."""

    def __init__(self, workspace: ReportWorkspace) -> None:
        super().__init__()
        self._workspace, self._study = workspace, workspace.studio.study
        studio = workspace.studio
        self.faces = Faces(studio, self)
        self._finder = Finder(self._study)
        self.field = QLineEdit(clearButtonEnabled=True, placeholderText=self.tr("Search quotations"))
        self.field.setAccessibleName(self.tr("Search quotations"))
        self.conditions = BoardBar(studio, self._finder, lambda: self.faces.checks)
        self.view = DrawerView(studio, self.faces)
        self.toggles = {
            facet: self._toggle(facet, words, symbol) for facet, (words, symbol, _) in _TOGGLES.items()
        }
        self._stale, self._uses = False, dict[QuotationId, int]()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()
        self.refresh()
        QTimer.singleShot(0, self, self.faces.begin)

    def _toggle(self, facet: Facet, words: str, symbol: str) -> QToolButton:
        words = self.tr(words)
        made = WordedToolButton(text=words, icon=icon(symbol), checkable=True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(self.tr("Only quotations that are: %s") % words)
        made.clicked.connect(lambda on: self.conditions.want(facet, _TOGGLES[facet][2] if on else ()))
        return made

    def _build(self) -> None:
        self.count = QLabel()
        self.count.setProperty("muted", True)
        chips = QHBoxLayout(spacing=STEP)
        for toggle in self.toggles.values():
            chips.addWidget(toggle)
        chips.addStretch()
        filters = QHBoxLayout(spacing=STEP)
        filters.addWidget(self.conditions, 1)
        filters.addWidget(self.count)
        self.nothing = QLabel(wordWrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("muted", True)
        self.way_out = QPushButton()
        self.way_out.clicked.connect(self._leave_emptiness)
        empty = QWidget()
        inner = QVBoxLayout(empty, spacing=3 * STEP)
        inner.addStretch(1)
        inner.addWidget(self.nothing)
        inner.addWidget(self.way_out, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addStretch(2)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(empty)
        hint = QLabel(
            self.tr("Enter: after the paragraph. Shift+Enter: in the sentence."),
            wordWrap=True,
        )
        hint.setProperty("muted", True)
        hint.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(2 * STEP, 2 * STEP, 3 * STEP, 0)
        column.addWidget(self.field)
        for line in (filters, chips):
            column.addLayout(line)
        column.addWidget(self._pages, 1)
        column.addWidget(hint)
        self.setFocusProxy(self.field)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._pause.start)
        self.field.installEventFilter(self)
        self._pause.timeout.connect(self.refresh)
        self._later.timeout.connect(self.refresh)
        self.conditions.changed.connect(self.refresh)
        self.conditions.left.connect(self.view.setFocus)
        self.view.put.connect(self.insert)
        self.view.show_wanted.connect(lambda row: self._workspace.go_wanted.emit("quotation", row))
        self.view.left.connect(self._workspace.editor.setFocus)
        self._workspace.keeper.read.connect(self._mark_used)
        self.faces.verified.connect(self._verified)
        self._workspace.studio.changed.connect(self._changed)

    # What is on show ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Find what is to be on show now."""
        self._pause.stop()
        self._stale, self._uses = False, self._counted()
        shown = self.conditions.shown
        for facet, toggle in self.toggles.items():
            toggle.setChecked(shown.facets.get(facet) == _TOGGLES[facet][2])
        shown = shown._replace(query=self.field.text(), by=BY_SUBTOPIC)
        self.view.show_rows(self._finder.rows(shown, self.faces.checks))
        self.view.choose_first()
        self._mark_used()
        found = len(self.view.board.ids())
        self.count.setText(f"{found:,}")
        any_at_all = bool(self._study.quotations_by_id())
        self.nothing.setText(
            self.tr("No quotation fits.")
            if any_at_all
            else self.tr("Nothing is quoted yet: Ctrl+Q quotes words.")
        )
        self.way_out.setText(
            self.tr("Show all quotations") if any_at_all else self.tr("Go to the quotations")
        )
        self._pages.setCurrentIndex(0 if found else 1)

    def _leave_emptiness(self) -> None:
        if self._study.quotations_by_id():
            self.field.clear()
            self.conditions.clear()
            self.refresh()
            self.view.setFocus()
        else:
            self._workspace.go_wanted.emit("quotation", "")

    def _verified(self) -> None:
        if Facet.VERIFICATION in self.conditions.shown.facets:
            self.refresh()
        self.view.viewport().update()

    def _changed(self, change: Change) -> None:
        if change.touches(*_ROWS) or (change.touches("block") and self._uses != self._counted()):
            self._stale = True
            if self.isVisible():
                self._later.start()

    def _counted(self) -> dict[QuotationId, int]:
        """Count how often each quotation stands in drafts: of all that is written, this is shown here."""
        return {row: len(uses) for row, uses in self._study.uses().items()}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _mark_used(self) -> None:
        """Mark the quotations that the draft on the page has, typed or saved."""
        used = frozenset(map(QuotationId, used_in(self._workspace.keeper.blocks)))
        if used != self.view.used:
            self.view.use(used)

    # Into the draft -----------------------------------------------------------------------------------

    def insert(self, inline: bool = False) -> None:
        """Put the chosen quotations in, the first of them in the caret's place for one that is still open."""
        if self._workspace.draft is None:
            return
        self._workspace.keeper.end()
        editor, chosen = self._workspace.editor, self.view.chosen()
        here = editor.block_here()
        if chosen and here.kind is BlockKind.QUOTATION and not quotation_in(here):
            first = chosen.pop(0)
            agreed = self._workspace.rendering.agreed(first)
            settings = {"quotation": first, "in": "block"}
            editor.put_block(here._replace(text=write([Quoted(first, agreed)]), settings=settings))
            editor.show_block(here.id)
        if chosen:
            editor.insert_quotations(chosen, inline=inline)
        self._workspace.keeper.end()
        self.view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on from the search to what was found."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, *_ENTER):
                if self._pause.isActive():
                    self.refresh()
                self.view.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and not self.field.text():
                self._workspace.editor.setFocus()
                return True
        return super().eventFilter(watched, event)


class _DrawerModel(BoardModel):
    """Quotations that can be dragged, and say whether the draft has them."""

    used: frozenset[QuotationId] = frozenset()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = super().data(index, role)
        if role == Qt.ItemDataRole.AccessibleTextRole and (quotation := self.quotation_at(index)):
            return f"{found}, {self.tr('in this draft')}" if quotation.id in self.used else found
        return found

    def mimeTypes(self) -> list[str]:
        return [QUOTATIONS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        found = [each for index in indexes if (each := self.quotation_at(index))]
        mime = QMimeData()
        mime.setData(QUOTATIONS_MIME, "\n".join(dict.fromkeys(each.id for each in found)).encode())
        mime.setText("\n".join("".join(piece for piece, _ in self.faces.of(each).pieces) for each in found))
        return mime


_HERE = Mark("check-circle", "", QObject.tr("in this draft"))


class _DrawerDelegate(BoardDelegate):
    """Paint more lines of a quotation, and whether the draft has it."""

    _here = False

    @property
    def lines(self) -> int:
        return _LINES

    def _paint_quotation(
        self, painter: QPainter, rect: QRect, quotation: Quotation, state: QStyle.StateFlag
    ) -> None:
        view = self._view
        assert isinstance(view, DrawerView)
        self._here = quotation.id in view.used
        super()._paint_quotation(painter, rect, quotation, state)

    def _paint_marks(self, painter: QPainter, room: QRect, marks: Sequence[Mark], muted: QColor) -> None:
        super()._paint_marks(painter, room, in_short(marks, here=self._here), muted)


def in_short(marks: Sequence[Mark], *, here: bool) -> list[Mark]:
    """Put what an author asks first in front: is it in the draft, is it sound, how often is it used."""
    verdict = [each if each.warns else each._replace(words="") for each in marks if each.glyph]
    used = [each for each in marks if not each.glyph and not each.symbol]
    others = [each for each in marks if each.symbol]
    return [*([_HERE] if here else []), *verdict, *used, *others]


class DrawerView(BoardView):
    """The quotations of the drawer; `put(inline)` asks to put what is chosen into the draft.

    `show_wanted(quotation)` asks for one on the board, `left` for the page.
    """

    put = Signal(bool)
    show_wanted = Signal(str)
    left = Signal()
    holder = _DrawerModel
    painter = _DrawerDelegate

    def __init__(self, studio, faces: Faces, parent: QWidget | None = None) -> None:  # type: ignore[no-untyped-def]
        super().__init__(studio, faces, parent)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.asked.connect(lambda verb: self.put.emit(False) if verb == "open" else None)

    @property
    def used(self) -> frozenset[QuotationId]:
        """The quotations that the draft has."""
        board = self.board
        return board.used if isinstance(board, _DrawerModel) else frozenset()

    def use(self, used: frozenset[QuotationId]) -> None:
        """Mark these as in the draft."""
        assert isinstance(self.board, _DrawerModel)
        self.board.used = used
        self.viewport().update()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the first words, beside the mouse, so that the place in the text is seen."""
        mime = self.board.mimeData(self.selectedIndexes())
        first = self.fontMetrics().elidedText(
            mime.text().replace("\n", " "), Qt.TextElideMode.ElideRight, _DRAGGED * STEP
        )
        label = QLabel(first, margin=STEP)
        label.setProperty("framed", True)
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(label.grab())
        drag.setHotSpot(QPoint(-4 * STEP, -4 * STEP))
        drag.exec(Qt.DropAction.CopyAction)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            return QAbstractItemView.event(self, event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.chosen():
                self.put.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            QAbstractItemView.keyPressEvent(self, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = (
            self.indexAt(self.viewport().mapFromGlobal(event.globalPos())) if mouse else self.currentIndex()
        )
        quotation = self.board.quotation_at(index)
        if quotation is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(
            icon("plus"), self.tr("Put it after the paragraph") + "\tReturn", lambda: self.put.emit(False)
        )
        menu.addAction(self.tr("Put it in the sentence") + "\tShift+Return", lambda: self.put.emit(True))
        menu.addAction(
            icon("quotes"), self.tr("Show on the board"), lambda: self.show_wanted.emit(quotation.id)
        )
        menu.popup(
            event.globalPos() if mouse else self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        )
