"""The report workspace: a draft on its page, its outline at the left, what it is made of at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QShowEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId, ExposedIn, QuotationId
from framework_qda.study.model import Change
from framework_qda.text.drafting import Quoted
from framework_qda.ui import settings
from framework_qda.ui.exposed_words import ExposedWords
from framework_qda.ui.icons import icon
from framework_qda.ui.report.caret import atoms, chosen_whole, find_block
from framework_qda.ui.report.choosing import Evidence, References
from framework_qda.ui.report.counts import words_in, words_of
from framework_qda.ui.report.draft_choice import DraftChoice
from framework_qda.ui.report.editor import DraftEdit
from framework_qda.ui.report.find_replace import FindReplace
from framework_qda.ui.report.keeping import Keeper
from framework_qda.ui.report.mapping import Store, id_of, is_whole, kind_of
from framework_qda.ui.report.moved_on import Moved, MovedBar, moved_on
from framework_qda.ui.report.outline import Outline, heading_above, section, with_section_moved
from framework_qda.ui.report.rendering import StudyRendering
from framework_qda.ui.report.sides import SIDES, Sides
from framework_qda.ui.report.tools import Tools
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP, colours

_REST = 150  # milliseconds after which the caret is at rest
_PANES = "report/panes"


class ReportWorkspace(QWidget):
    """Write drafts.

    `draft_shown(draft)` tells which is on show, `caret_moved` that the caret rests elsewhere or the text
    around it is another, `go_wanted(what, id)` asks for a “quotation”, “passage” or “cell” elsewhere.
    `unsaved(sentence)` says why what is typed cannot be saved, or nothing once it is,
    `saving` that it will be.
    """

    draft_shown = Signal(str)
    caret_moved = Signal()
    go_wanted = Signal(str, str)
    unsaved = Signal(str)
    saving = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.rendering = StudyRendering(studio, self)
        self.editor = DraftEdit(self.rendering, Store())
        self.editor.exposed = ExposedWords(self.editor, studio, _looked_through)
        self.table = self.editor
        self.keeper = Keeper(studio, self.editor, self.rendering, self)
        self.drafts = DraftChoice(studio, self)
        self.outline = Outline()
        self.tools = Tools(self.editor)
        self.find_bar = FindReplace(self.editor)
        self.moved = MovedBar()
        self.sides = Sides(self)
        self.evidence = Evidence(studio.study, self.editor, self.tools.link, self)
        self.references = References(self.editor, self.rendering, self.tools.insert, self)
        self._moved: list[Moved] = []
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._build()
        self._connect()
        self._begin()

    @property
    def draft(self) -> DraftId | None:
        """The draft on show."""
        return self.keeper.draft

    @property
    def heads(self) -> list[QWidget]:
        """What takes the keyboard, from left to right."""
        return [self.outline, self.editor, self.sides.tabBar()] if self.draft else [self.begin_button]

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.counts = QLabel()
        self.counts.setProperty("muted", True)
        self.counts.setAccessibleName(self.tr("Words"))
        self.message = QLabel(wordWrap=True, visible=False)
        self.message.setAccessibleName(self.tr("Message"))
        self.nothing = QLabel(self.tr("A draft grows here from quotations, summaries and your own words."))
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("muted", True)
        self.begin_button = QPushButton(self.tr("Begin a draft"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._writing_page())
        top = QHBoxLayout(spacing=STEP)
        top.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, STEP)
        top.addWidget(self.drafts.choice)
        top.addWidget(self.drafts.new)
        top.addWidget(self.drafts.more)
        top.addWidget(self.message, 1)
        top.addStretch()
        self._top = top
        column = QVBoxLayout(self, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._pages, 1)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page, spacing=3 * STEP)
        column.addStretch()
        column.addWidget(self.nothing)
        column.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page

    def _writing_page(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        tools = QHBoxLayout()
        tools.setContentsMargins(2 * STEP, 0, 2 * STEP, STEP)
        tools.addWidget(self.tools)
        column.addLayout(tools)
        for widget in (self.find_bar, self.moved):
            column.addWidget(widget)
        column.addWidget(self.editor, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * STEP, STEP, 3 * STEP, STEP)
        foot.addWidget(self.counts)
        column.addLayout(foot)
        self.panes = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        for pane, stretch in ((self.outline, 0), (middle, 1), (self.sides, 0)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.count() - 1, stretch)
        letter = self.fontMetrics().averageCharWidth()
        self.outline.setMinimumWidth(letter * 12)
        self.panes.setSizes([letter * 34, letter * 84, letter * 52])
        if sizes := settings.get(_PANES):
            self.panes.restoreState(sizes)
        self.sides.setVisible(bool(SIDES))
        return self.panes

    def minimumSizeHint(self) -> QSize:
        letter = self.fontMetrics().averageCharWidth()
        return QSize(letter * 60, super().minimumSizeHint().height())

    def add_tool(self, button: QToolButton) -> None:
        """Put a button at the right of the draft's name."""
        self._top.addWidget(button)

    def _connect(self) -> None:
        editor, drafts = self.editor, self.drafts
        drafts.chosen.connect(lambda draft: self.show_draft(DraftId(draft)))
        drafts.told.connect(self.say)
        drafts.saving.connect(self.save)
        self.begin_button.clicked.connect(lambda: drafts.begin(self.begin_button))
        self.outline.chosen.connect(lambda block: self._go(BlockId(block)))
        self.outline.moved.connect(self.move_section)
        editor.section_moved.connect(self._move_section_here)
        self.tools.link_wanted.connect(self.evidence.choose)
        self.tools.find_wanted.connect(self.find_bar.start)
        self.tools.insert_menu_wanted.connect(self._fill_insert)
        editor.link_wanted.connect(self.evidence.choose)
        editor.reference_wanted.connect(self.choose_reference)
        editor.find_wanted.connect(self.find_bar.start)
        editor.opened.connect(self.edit_object)
        editor.quotation_opened.connect(lambda quotation: self.go_wanted.emit("quotation", quotation))
        editor.reference_opened.connect(lambda block: self._go(BlockId(block)))
        editor.undo_wanted.connect(lambda: self._attempt(self.studio.study.undo))
        editor.redo_wanted.connect(lambda: self._attempt(self.studio.study.redo))
        editor.cursorPositionChanged.connect(self._rest.start)
        editor.selectionChanged.connect(self._rest.start)
        self.keeper.typed.connect(self._rest.start)
        self.keeper.typed.connect(self.saving)
        self.keeper.failed.connect(self.say)
        self.keeper.failed.connect(self.unsaved)
        self.keeper.read.connect(self._read)
        self.find_bar.marked.connect(self._mark)
        self.moved.shown.connect(self._show_moved)
        self.moved.agreed.connect(self._agree)
        self._rest.timeout.connect(self._at_rest)
        self.studio.changed.connect(self._changed)

    def _begin(self) -> None:
        drafts = self.studio.study.drafts()
        last = settings.get(self._remembered, "")
        known = next((each.id for each in drafts if each.id == last), drafts[0].id if drafts else None)
        self._show(known)

    @property
    def _remembered(self) -> str:
        return settings.for_study(self.studio.study.path, "report/draft")

    # Which draft ------------------------------------------------------------------------------------

    def show_draft(self, draft: DraftId) -> None:
        """Show a draft, with the keyboard on its page."""
        if draft != self.draft:
            self._show(draft)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, draft: DraftId | None) -> None:
        self.keeper.show(draft)
        self._pages.setCurrentIndex(1 if draft else 0)
        self.setFocusProxy(self.editor if draft else self.begin_button)
        self.drafts.refresh(draft)
        if draft:
            settings.put(self._remembered, str(draft))
            self.draft_shown.emit(draft)

    def go_to(self, block: BlockId, sentence: int = 0) -> bool:
        """Show the draft that has a block, with the caret at a sentence of it; False where it is gone."""
        study = self.studio.study
        self.save()
        for draft in sorted(study.drafts(), key=lambda each: each.id != self.draft):
            if any(each.id == block for each in study.blocks(draft.id)):
                return self.show_block(draft.id, block, sentence)
        return False

    def show_block(self, draft: str, block: str, sentence: int = 0) -> bool:
        """Show a block of a draft, with the caret at a sentence of it; False where it is gone."""
        if self.studio.study.draft(DraftId(draft)) is None:
            return False
        self.show_draft(DraftId(draft))
        return self.editor.show_block(BlockId(block), sentence)

    def shows(self, block: str) -> bool:
        """Tell whether a block is in the draft on show."""
        return not block or any(each.id == block for each in self.keeper.blocks)

    def save(self) -> bool:
        """Save at once what is typed; tells whether all of it is in the study."""
        settings.put(_PANES, self.panes.saveState())
        return self.keeper.save()

    def _changed(self, change: Change) -> None:
        if change.touches("draft"):
            study = self.studio.study
            if self.draft is None or study.draft(self.draft) is None:
                drafts = study.drafts()
                self._show(drafts[0].id if drafts else None)
            self.drafts.refresh(self.draft)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.keeper.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)
        if event.type() in kinds and hasattr(self, "_top"):
            self.editor.dress()
            self.keeper.dress()

    def zoom_in(self) -> None:
        self.editor.zoom(1)

    def zoom_out(self) -> None:
        self.editor.zoom(-1)

    def zoom_reset(self) -> None:
        self.editor.zoom(0)

    def say(self, sentence: str) -> None:
        """Say something above the page, or no longer."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _attempt(self, verb: Callable[[], object]) -> None:
        if self.save():
            try:
                verb()
            except StudyError as error:
                self.say(str(error))

    # Around the page --------------------------------------------------------------------------------

    def _read(self) -> None:
        """Show what the page has: its headings, its words, and what waits for the author's say."""
        blocks = self.keeper.blocks
        self.outline.show_headings(blocks)
        self._moved = moved_on(blocks, self.rendering)
        self.moved.show_moved(self._moved)
        self.find_bar.refresh()
        self._mark()
        self._at_rest()

    def _at_rest(self) -> None:
        """Show what belongs to the place of the caret."""
        cursor, blocks = self.editor.textCursor(), self.keeper.blocks
        number = min(cursor.blockNumber(), len(blocks) - 1)
        heading = heading_above(blocks, number)
        self.outline.mark(heading)
        self._count(heading)
        self.caret_moved.emit()

    def _count(self, heading: str) -> None:
        blocks = self.keeper.blocks
        said = [self.tr("%s words") % f"{words_of(blocks):,}"]
        if heading:
            said.append(self.tr("%s in this section") % f"{words_of(self._section(heading)):,}")
        cursor = self.editor.textCursor()
        if (chosen := cursor.selectedText()) and not chosen_whole(cursor):
            said.append(self.tr("%s selected") % f"{words_in(chosen):,}")
        self.counts.setText(" · ".join(said))

    def _section(self, heading: str) -> list[Block]:
        start, end = section(self.keeper.blocks, heading)
        return self.keeper.blocks[start:end]

    def _go(self, block: BlockId) -> None:
        self.editor.show_block(block)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move_section_here(self, step: int) -> None:
        """Move the section of the heading with the caret past its neighbour; the caret goes along."""
        self.keeper.save()  # so that the outline has a heading that was typed just now
        self.outline.mark(self.editor.block_here().id)
        self.outline.step(step)
        self.editor.ensureCursorVisible()

    def move_section(self, heading: str, before: str) -> None:
        """Put the section of a heading before another heading, or last."""
        draft = self.draft
        if draft and self.save():
            blocks = with_section_moved(self.keeper.blocks, heading, before)
            name = next(each.text for each in blocks if each.id == heading)
            sentence = self.tr("Move the section “%s”") % name
            self._attempt(lambda: self.studio.study.put_blocks(draft, blocks, sentence=sentence))
            self.outline.mark(heading)

    # What is marked ---------------------------------------------------------------------------------

    def _mark(self) -> None:
        self.editor.setExtraSelections([*self._moved_marks(), *self.find_bar.selections()])

    def _moved_marks(self) -> list[QTextEdit.ExtraSelection]:
        """Mark the sentences whose quotations read otherwise than when they were written."""
        found = list[QTextEdit.ExtraSelection]()
        for each in self._moved:
            paragraph = find_block(self.editor.document(), each.block)
            if paragraph is None:
                continue
            for span in atoms(paragraph):
                if isinstance(span.inline, Quoted) and span.inline.quotation == each.quotation:
                    sentence = self.editor.sentence_around(paragraph, span.start - paragraph.position())
                    found.append(_marked(self.editor, sentence.start, sentence.end))
        return found

    def _show_moved(self, block: str, quotation: str) -> None:
        paragraph = find_block(self.editor.document(), BlockId(block))
        for span in atoms(paragraph) if paragraph else ():
            if isinstance(span.inline, Quoted) and span.inline.quotation == quotation:
                self.editor.show_position(span.start, span.end)
                return

    def _agree(self, block: str, quotation: str) -> None:
        if draft := self.draft:
            study = self.studio.study
            self._attempt(lambda: study.agree(draft, BlockId(block), QuotationId(quotation)))

    # What is put in ---------------------------------------------------------------------------------

    def choose_reference(self) -> None:
        """Offer what can be referred to."""
        self.references.choose(self.keeper.look())

    def edit_object(self, block: Block) -> None:
        """Open the editor of an object."""
        if block.kind is BlockKind.QUOTATION:
            self._choose_quotation()
        else:
            from framework_qda.ui.report.objects import edit_object

            edit_object(self, block)

    def _choose_quotation(self) -> None:
        if any(side.name == "quotations" for side in SIDES):
            self.show_side("quotations").setFocus()

    def _fill_insert(self, menu: QMenu) -> None:
        if any(side.name == "quotations" for side in SIDES):
            menu.addAction(icon("quotes"), self.tr("Quotation…"), self._choose_quotation)
        menu.addAction(
            icon("arrow-bend-up-right"),
            self.tr("Reference to a heading, table or figure…"),
            self.choose_reference,
        )
        from framework_qda.ui.report.objects import fill_menu

        menu.addSeparator()
        fill_menu(menu, self)

    def show_side(self, name: str) -> QWidget:
        """Bring a tab at the right to the front."""
        self.sides.show()
        return self.sides.show_side(name)


def _marked(edit: QTextEdit, start: int, end: int) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    cursor = QTextCursor(edit.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    style = QTextCharFormat()
    style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    style.setUnderlineColor(QColor(colours().warning))
    selection.cursor, selection.format = cursor, style  # type: ignore[attr-defined]
    return selection


def _looked_through(paragraph: QTextBlock) -> tuple[ExposedIn, str] | None:
    """Tell what a paragraph is looked through as: quotations and objects are looked through elsewhere."""
    return None if is_whole(kind_of(paragraph)) else (ExposedIn.BLOCK, id_of(paragraph))
