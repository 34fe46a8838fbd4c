"""Write a summary: three kinds of text told apart at sight, bold, and lists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from framework_qda.text.summary import Kind, Line, parse, plain
from framework_qda.ui import settings
from framework_qda.ui.cell.links import Stretch, inside_link, link_around, link_format
from framework_qda.ui.cell.quoting import spaced, with_typed_marks, without_marks
from framework_qda.ui.cell.rich_summary import (
    LINKS,
    PASSAGES_MIME,
    SUMMARY_MIME,
    WORDS_MIME,
    char_format,
    end_item,
    fill,
    html,
    insert,
    is_bold,
    kind_format,
    kind_of,
    lines_from,
    links_of,
    make_item,
    own_words,
    read,
    read_selection,
    weight_format,
)
from framework_qda.ui.cell.summary_look import SummaryLook
from framework_qda.ui.commands import window_action
from framework_qda.ui.theme import STEP, reading_font

if TYPE_CHECKING:
    from framework_qda.ui.exposed_words import ExposedWords

MEASURE = 75
_MARGIN = 4 * STEP

KIND_KEYS = {Kind.SUMMARY: "Ctrl+Shift+S", Kind.OWN_WORDS: "Ctrl+Shift+W", Kind.COMMENT: "Ctrl+Shift+C"}
BOLD_KEYS = "Ctrl+B"
LIST_KEYS = "Ctrl+Shift+L"
LINK_KEYS = "Ctrl+L"
DONE_KEYS = "Ctrl+D"
_LEAVING = [
    QKeySequence(keys)
    for keys in ("Esc", "Ctrl+Return", "Ctrl+Enter", "Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down", DONE_KEYS)
]
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SummaryEdit(QTextEdit):
    """Edit the light markup of one summary.

    While there is typing to take back, undo and redo are the document's own; else `undo_wanted` and
    `redo_wanted` ask for the study's. Keys that leave the cell pass through to the parent.

    Linked words: `link_followed(ids)` on Ctrl+click, or Enter within them, `link_clicked(ids, place)` on a
    plain click, `link_pointed(ids)` while the mouse or the cursor is on them. `passages_given(ids)` where
    passages are dropped, with the cursor there.
    """

    edited = Signal()
    style_changed = Signal()
    focus_left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    link_wanted = Signal()
    link_followed = Signal(list)
    link_clicked = Signal(list, QPoint)
    link_pointed = Signal(list)
    passages_given = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.exposed: ExposedWords | None = None  # underlines what could tell who somebody is
        self._linking = False  # the last key asked for a link
        self._loading = False
        self._pointed: list[str] = []
        self._look = SummaryLook(self.document())
        self.document().setDocumentMargin(_MARGIN)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Summary"))
        self._keys = self._commands()
        self.textChanged.connect(self._tell_edited)
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.cursorPositionChanged.connect(self.style_changed)
        self.currentCharFormatChanged.connect(self.style_changed)
        self.set_markup("")
        self.dress()

    # -- what is written

    def markup(self) -> str:
        """Give the summary as it stands, in light markup."""
        return read(self.document())

    def set_markup(self, markup: str) -> None:
        """Show a summary, with the cursor where it was as far as that goes; it does not count as edited."""
        position = self.textCursor().position()
        self._loading = True
        fill(self.document(), markup)
        self._loading = False
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.style_changed.emit()

    def insert_words(self, text: str) -> None:
        """Put what somebody said in at the cursor, with a space to what stands around it."""
        self.insert_lines(own_words(text))

    def insert_lines(self, lines: list[Line]) -> None:
        """Put own words in at the cursor, with a space to what stands around them.

        They take the place of quotation marks that were typed for them.
        """
        if lines:
            self.setTextCursor(with_typed_marks(self.textCursor()))
            self._insert(spaced(self.textCursor(), lines))

    def append_lines(self, lines: list[Line]) -> None:
        """Put lines in after everything that is there, each a line of its own, as one step."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if cursor.block().text():
            lines = [Line(()), *lines]
        elif cursor.currentList():
            end_item(cursor)
        self.setTextCursor(cursor)
        self._insert(lines)

    def type_at_end(self, typed: str = "") -> None:
        """Put the cursor at the end, ready for the analyst's own summary, and type there."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setCurrentCharFormat(char_format(Kind.SUMMARY))
        if typed:
            self.insertPlainText(typed)
        self.ensureCursorVisible()

    # -- links

    def link_here(self) -> Stretch | None:
        """Give the linked words the cursor stands in or at the edge of."""
        return link_around(self.document(), self.textCursor().position())

    def select_link(self, link: Stretch) -> None:
        """Select linked words."""
        cursor = self.textCursor()
        cursor.setPosition(link.start)
        cursor.setPosition(link.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def set_links(self, ids: Collection[str]) -> None:
        """Link what is selected to passages, or take its links away; the cursor goes behind it."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.mergeCharFormat(link_format(tuple(ids)))
            cursor.setPosition(cursor.selectionEnd())
            self.setTextCursor(cursor)
            self._cursor_moved()

    def show_references(self, references: Mapping[str, str]) -> None:
        """Show where linked passages stand, after the words linked to them."""
        if references != self._look.references:
            self._look.references = references
            self._look_anew()

    def light_up(self, ids: Collection[str]) -> None:
        """Light up the words linked to these passages."""
        if set(ids) != set(self._look.lit):
            self._look.lit = frozenset(ids)
            self._look_anew()

    def _cursor_moved(self) -> None:
        """Type outside a link at its edges, and tell what the cursor is on."""
        self._linking = False
        cursor = self.textCursor()
        within = inside_link(self.document(), cursor.position())
        if not cursor.hasSelection() and links_of(self.currentCharFormat()) and not within:
            style = self.currentCharFormat()
            style.clearProperty(LINKS)
            self.setCurrentCharFormat(style)
        self._point_at(within.links if within else ())

    def _point_at(self, ids: Collection[str]) -> None:
        if list(ids) != self._pointed:
            self._pointed = list(ids)
            self.link_pointed.emit(self._pointed)

    def _link_under(self, event: QMouseEvent) -> Stretch | None:
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        place = event.position() + scrolled
        hit = self.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.ExactHit)
        return link_around(self.document(), hit) if hit >= 0 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        link = self._link_under(event)
        follows = link and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        hand, beam = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(hand if follows else beam)
        self._point_at(link.links if link else ())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        link = self._link_under(event)
        if link is None or event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.link_followed.emit(list(link.links))
        else:
            self.link_clicked.emit(list(link.links), event.globalPosition().toPoint())

    # -- kinds, weight and lists

    def kind(self) -> Kind:
        """Tell the kind of what is typed next."""
        return kind_of(self.currentCharFormat())

    def bold(self) -> bool:
        """Tell whether what is typed next is bold."""
        return is_bold(self.currentCharFormat())

    def in_list(self) -> bool:
        """Tell whether the cursor stands in an item of a list."""
        return self.textCursor().currentList() is not None

    def set_kind(self, kind: Kind) -> None:
        """Make what is selected, or typed next, this kind; if it is already, make it summary."""
        same = all(kind_of(style) is kind for style in self._chosen_formats())
        editing = QTextCursor(self.document())
        editing.beginEditBlock()
        if kind is Kind.OWN_WORDS and not same:
            self.setTextCursor(without_marks(self.textCursor()))  # they are shown in quotation marks
        self._apply(kind_format(Kind.SUMMARY if same else kind))
        editing.endEditBlock()

    def make_summary(self) -> None:
        self.set_kind(Kind.SUMMARY)

    def make_own_words(self) -> None:
        self.set_kind(Kind.OWN_WORDS)

    def make_comment(self) -> None:
        self.set_kind(Kind.COMMENT)

    def toggle_bold(self) -> None:
        """Make what is selected, or typed next, bold or no longer bold."""
        same = all(is_bold(style) for style in self._chosen_formats())
        self._apply(weight_format(not same))

    def toggle_list(self) -> None:
        """Make the chosen lines items of a list, or ordinary lines where they all are items."""
        blocks = self._chosen_blocks()
        change = end_item if all(block.textList() for block in blocks) else make_item
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for block in blocks:
            change(QTextCursor(block))
        cursor.endEditBlock()
        self.style_changed.emit()

    # -- the keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            key = cast(QKeyEvent, event)
            if _is(key, QKeySequence.StandardKey.Undo) or _is(key, QKeySequence.StandardKey.Redo):
                event.setAccepted(self._can(key))
                return event.isAccepted()
            if self._command(key) or _leaves(key):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if self._linking and event.key() in _ENTER and not event.modifiers():
            pass  # it takes the link that was just asked for; a paragraph would take away what is selected
        elif _leaves(event):
            event.ignore()
        elif command:
            command()
        elif _is(event, QKeySequence.StandardKey.Undo):
            self.undo() if self._can(event) else self.undo_wanted.emit()
        elif _is(event, QKeySequence.StandardKey.Redo):
            self.redo() if self._can(event) else self.redo_wanted.emit()
        elif not self._key_of_list(event):
            super().keyPressEvent(event)
        self._linking = _is_link(event)

    def _key_of_list(self, event: QKeyEvent) -> bool:
        """Handle Enter, Space and Backspace where they begin, go on with or end a list."""
        cursor = self.textCursor()
        empty = not cursor.block().text()
        within = inside_link(self.document(), cursor.position()) if not cursor.hasSelection() else None
        if event.key() in _ENTER and within and not event.modifiers():
            self.link_followed.emit(list(within.links))
        elif event.key() in _ENTER:
            self._end_item(cursor) if self.in_list() and empty else cursor.insertBlock()
        elif event.key() == Qt.Key.Key_Space and self._after_dash(cursor):
            self._dash_to_item(cursor)
        elif event.key() == Qt.Key.Key_Backspace and self._at_head_of_item(cursor):
            self._end_item(cursor)
        else:
            return False
        self.ensureCursorVisible()
        return True

    def _after_dash(self, cursor: QTextCursor) -> bool:
        before = cursor.block().text()[: cursor.positionInBlock()]
        return before == "-" and not cursor.hasSelection() and not self.in_list()

    def _dash_to_item(self, cursor: QTextCursor) -> None:
        cursor.beginEditBlock()
        cursor.deletePreviousChar()
        make_item(cursor)
        cursor.endEditBlock()
        self.style_changed.emit()

    def _at_head_of_item(self, cursor: QTextCursor) -> bool:
        return self.in_list() and cursor.atBlockStart() and not cursor.hasSelection()

    def _end_item(self, cursor: QTextCursor) -> None:
        cursor.beginEditBlock()
        end_item(cursor)
        cursor.endEditBlock()
        self.style_changed.emit()

    def _commands(self) -> list[tuple[QKeySequence, Callable[[], None]]]:
        return [
            (QKeySequence(KIND_KEYS[Kind.SUMMARY]), self.make_summary),
            (QKeySequence(KIND_KEYS[Kind.OWN_WORDS]), self.make_own_words),
            (QKeySequence(KIND_KEYS[Kind.COMMENT]), self.make_comment),
            (QKeySequence(BOLD_KEYS), self.toggle_bold),
            (QKeySequence(LIST_KEYS), self.toggle_list),
            (QKeySequence(LINK_KEYS), self.link_wanted.emit),
        ]

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        pressed = QKeySequence(event.keyCombination())
        return next((run for keys, run in self._keys if keys == pressed), None)

    def _can(self, event: QKeyEvent) -> bool:
        if _is(event, QKeySequence.StandardKey.Undo):
            return self.document().isUndoAvailable()
        return self.document().isRedoAvailable()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addAction(window_action(self, "quote"))
        menu.addAction(window_action(self, "identify"))
        menu.popup(event.globalPos())

    # -- clipboard, drag and drop

    def createMimeDataFromSelection(self) -> QMimeData:
        markup = read_selection(self.textCursor())
        mime = QMimeData()
        mime.setText(plain(markup))
        mime.setHtml(html(parse(markup)))
        mime.setData(SUMMARY_MIME, markup.encode())
        return mime

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        own = any(source.hasFormat(each) for each in (PASSAGES_MIME, SUMMARY_MIME, WORDS_MIME))
        return own or (source.hasText() and not source.hasUrls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(PASSAGES_MIME):
            self.passages_given.emit(bytes(source.data(PASSAGES_MIME).data()).decode().split("\n"))
            return
        lines = lines_from(source, self.kind())
        if source.hasFormat(WORDS_MIME) and not source.hasFormat(SUMMARY_MIME):
            self.insert_lines(lines)
        elif lines:
            self._insert(lines, keep_kind=True)

    def _insert(self, lines: list[Line], *, keep_kind: bool = False) -> None:
        typing = self.currentCharFormat() if keep_kind else char_format(Kind.SUMMARY)
        cursor = self.textCursor()
        insert(cursor, lines)
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(typing)
        self.ensureCursorVisible()

    # -- the look

    def dress(self) -> None:
        """Take the reading font and the colours of the moment."""
        font = reading_font(settings.text_family())
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setIndentWidth(QFontMetricsF(font).averageCharWidth() * 3)
        self._look_anew()
        self._limit_measure()

    def _look_anew(self) -> None:
        before, self._loading = self._loading, True
        self._look.rehighlight()
        self._loading = before
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.PaletteChange):
            self.dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._limit_measure()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._linking = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        block = self.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            origin = block.layout().position() - scrolled
            if origin.y() > self.viewport().height():
                break
            self._look.paint_hairline(painter, block, origin, STEP / 2)
            self._look.paint_signs(painter, block, origin)
            block = block.next()
        if self.exposed:
            self.exposed.paint(painter)
        painter.end()

    def _limit_measure(self) -> None:
        measure = QFontMetricsF(self.font()).averageCharWidth() * MEASURE + 2 * _MARGIN
        side = max(0, round((self.width() - measure) / 2))
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)

    # -- choosing

    def _apply(self, style: QTextCharFormat) -> None:
        self.mergeCurrentCharFormat(style)
        self.style_changed.emit()

    def _chosen_blocks(self) -> list[QTextBlock]:
        cursor = self.textCursor()
        block, last = (
            self.document().findBlock(cursor.selectionStart()),
            self.document().findBlock(cursor.selectionEnd()),
        )
        blocks = [block]
        while block != last:
            block = block.next()
            blocks.append(block)
        return blocks

    def _chosen_formats(self) -> list[QTextCharFormat]:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return [self.currentCharFormat()]
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return [
            QTextCharFormat(piece.format)  # a copy: the format lives only as long as its piece
            for block in self._chosen_blocks()
            for piece in block.textFormats()
            if piece.length
            and block.position() + piece.start < end
            and block.position() + piece.start + piece.length > start
        ]

    def _tell_edited(self) -> None:
        if not self._loading:
            self.edited.emit()


def _is(event: QKeyEvent, key: QKeySequence.StandardKey) -> bool:
    if key == QKeySequence.StandardKey.Redo and QKeySequence(event.keyCombination()) == QKeySequence(
        "Ctrl+Shift+Z"
    ):
        return True
    return event.matches(key)


def _is_link(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == QKeySequence(LINK_KEYS)


def _leaves(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) in _LEAVING
