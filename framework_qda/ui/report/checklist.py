"""Answer the checklists on reporting: what the study knows stands over the author's own words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.progress import Progress
from framework_qda.study.model import Change
from framework_qda.tasks.checklists import Answered, checklist_named, checklist_page, checklists, prefilled
from framework_qda.ui.dialogs.parts import Notice, button, column, fit, heading, muted
from framework_qda.ui.extents import of_page
from framework_qda.ui.icons import icon
from framework_qda.ui.modes import Mode
from framework_qda.ui.saved_text import SavedText
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work

_FEWEST_LINES, _MOST_LINES = 1, 8


class Place(NamedTuple):
    """Where in the window a fact of the study is kept."""

    mode: Mode
    words: str


_SOURCES, _CHART = Place(Mode.SOURCES, "Sources"), Place(Mode.CHART, "Chart")
_COMPARE, _QUOTES = Place(Mode.COMPARE, "Compare"), Place(Mode.QUOTES, "Quotes")
_HISTORY, _MEMOS = Place(Mode.HISTORY, "History"), Place(Mode.MEMOS, "Memos")
_PLACES: Mapping[str, Place] = {
    **dict.fromkeys(
        ("sample", "areas", "description", "mode", "duration", "recordings", "notes", "collection",
         "processing", "confidentiality"), _SOURCES,
    ),
    **dict.fromkeys(("approach", "framework", "analysis", "themes", "major"), _CHART),
    **dict.fromkeys(("quotations", "consistency"), _QUOTES),
    **dict.fromkeys(("coders", "trust"), _HISTORY),
    "minor": _COMPARE,
    "journal": _MEMOS,
}  # fmt: skip


class ChecklistWindow(QDialog):
    """The checklists, one at a time, beside the window; `mode_wanted` asks to show where a fact is kept."""

    mode_wanted = Signal(str)

    def __init__(self, studio: Studio, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Checklists on reporting"))
        self._studio, self._work = studio, work
        self.rows: dict[str, ItemRow] = {}
        self._stale = True
        self._gone = False
        self._build()
        self._show_list()
        studio.changed.connect(self._changed)
        work.finished.connect(self._ask)
        self.finished.connect(self._leave)
        fit(self, 92, 38)

    @property
    def name(self) -> str:
        """The checklist on show."""
        return self.tabs.tabData(self.tabs.currentIndex())

    def save(self) -> bool:
        """Save what is typed."""
        saved = [row.saved.end() for row in self.rows.values()]
        return all(saved)

    # Building -----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.tabs = QTabBar(drawBase=False, expanding=False, accessibleName=self.tr("Checklists"))
        for each in checklists():
            self.tabs.setTabData(self.tabs.addTab(each.name), each.name)
        self.tabs.currentChanged.connect(self._other)
        self.title, self.source, self.count = heading(""), muted(), muted()
        self.notice = Notice()
        self.export = button(self.tr("Export…"), self.ask_export, "export")
        self.export.setAutoDefault(False)
        self.area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self.area.setAccessibleName(self.tr("Items of the checklist"))
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.export)
        layout = column(self.tabs, self.title, self.source, self.notice)
        layout.setContentsMargins(5 * STEP, 3 * STEP, 5 * STEP, 4 * STEP)
        layout.addWidget(self.area, 1)
        layout.addLayout(foot)
        self.setLayout(layout)

    def _other(self) -> None:
        self.save()
        self._show_list()

    def _show_list(self) -> None:
        """Show the items with the author's own answers; what the study knows comes as soon as it has told."""
        chosen, own = checklist_named(self.name), self._studio.study.answers(self.name)
        self.title.setText(chosen.title)
        self.source.setText(chosen.source)
        self.rows = {
            item.number: ItemRow(
                self._studio,
                chosen.name,
                Answered(item.number, item.domain, item.topic, own.get(item.number, ""), False),
                _PLACES.get(item.fact),
            )
            for item in chosen.items
        }
        page = QWidget()
        layout = QVBoxLayout(page, spacing=3 * STEP)
        layout.setContentsMargins(0, 0, 3 * STEP, 0)
        for domain, rows in groupby(self.rows.values(), lambda row: row.item.domain):
            layout.addWidget(_domain(domain))
            for row in rows:
                row.mode_wanted.connect(self.mode_wanted)
                row.saved.told.connect(self._tell)
                layout.addWidget(row)
        layout.addStretch()
        self.area.setWidget(page)
        self._stale = True
        self._ask()

    # What the study knows -----------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask the study what it knows, off the GUI thread, as soon as nothing else is under way."""
        if not self._stale or self._gone or self._work.busy:
            return
        self._stale = False
        self._work.start(
            self.tr("Asking the study about {}").format(self.name),
            partial(_known, self._studio, self.name),
            self._told,
            self._tell,
        )

    def _told(self, found: tuple[str, list[Answered]]) -> None:
        name, rows = found
        if self._gone or name != self.name:
            return
        for each in rows:
            self.rows[each.number].show_item(each)
        self._count()

    def _count(self) -> None:
        rows = [row.item for row in self.rows.values()]
        own, known = (
            sum(bool(row.answer) and not row.from_study for row in rows),
            sum(r.from_study for r in rows),
        )
        self.count.setText(
            self.tr("{} of {} items answered: {} in your own words, {} by the study").format(
                own + known, len(rows), own, known
            )
        )

    def _changed(self, change: Change) -> None:
        if self._gone or not change.rows:
            return
        if set(change.rows) == {"answer"}:
            own = self._studio.study.answers(self.name)
            for number, row in self.rows.items():
                row.show_answer(own.get(number, ""))
            self._count()
        else:
            self._stale = True  # asked again when somebody looks
            if self.isActiveWindow():
                self._ask()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._ask()

    # Out ----------------------------------------------------------------------------------------------

    def ask_export(self) -> None:
        """Ask where the checklist is to be written."""
        from framework_qda.ui.dialogs.export_view import ExportViewDialog

        self.save()
        make = partial(checklist_page, self._studio.study, self.name)
        extents = [of_page(self.name, make)]
        ExportViewDialog(self._studio, self._work, extents, self, is_linked=False).open()

    def _tell(self, error: StudyError | str) -> None:
        if not self._gone:
            self.notice.say(error)

    def _leave(self) -> None:
        self.save()
        self._gone = True


class ItemRow(QWidget):
    """One item: what to report, what the study says of it, and the author's own words."""

    mode_wanted = Signal(str)

    def __init__(self, studio: Studio, checklist: str, item: Answered, place: Place | None) -> None:
        super().__init__()
        self.item = item
        self._studio, self._checklist = studio, checklist
        self.saved = SavedText(self._write, self)
        self._build(place)
        self._put(item.answer)
        self.show_item(item)

    def _build(self, place: Place | None) -> None:
        topic = QLabel(f"{self.item.number}  {self.item.topic}", wordWrap=True)
        topic.setProperty("heading", True)
        topic.setTextFormat(Qt.TextFormat.PlainText)
        self.state = muted()
        self.state.setWordWrap(False)
        head = QHBoxLayout()
        head.addWidget(topic, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        self.known = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.known.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.known.setContentsMargins(3 * STEP, 0, 0, 0)
        font = self.known.font()
        font.setItalic(True)
        self.known.setFont(font)
        self.edit = _tool("pencil-simple", self.tr("Edit these words"))
        self.edit.setToolTip(self.tr("Take what the study says as the beginning of your own answer"))
        self.edit.clicked.connect(self.take_known)
        self.go = _tool(
            "arrow-square-out", self.tr("Show in {}").format(self.tr(place.words)) if place else ""
        )
        if place:
            self.go.clicked.connect(lambda: self.mode_wanted.emit(place.mode))
        tools = QHBoxLayout()
        tools.setContentsMargins(2 * STEP, 0, 0, 0)
        tools.addWidget(self.edit)
        tools.addWidget(self.go)
        tools.addStretch()
        self.go.setVisible(place is not None)
        self._has_place = place is not None
        self.text = _Answer()
        self.text.setAccessibleName(
            self.tr("Your answer to {}").format(f"{self._checklist} {self.item.number}")
        )
        self.text.textChanged.connect(self.saved.typed)
        self.text.left.connect(self.saved.end)
        layout = QVBoxLayout(self, spacing=STEP)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.known)
        layout.addLayout(tools)
        layout.addWidget(self.text)

    def show_item(self, item: Answered) -> None:
        """Show what the study knows, and the answer if nobody is typing another."""
        self.item = item
        self.known.setText(self.tr("The study says: {}").format(item.known))
        for part in (self.known, self.edit):
            part.setVisible(bool(item.known))
        self.go.setVisible(bool(item.known) and self._has_place)
        self.text.setPlaceholderText(
            self.tr("Your own words, in place of what the study says")
            if item.known
            else self.tr("Your answer")
        )
        self.show_answer("" if item.from_study else item.answer)

    def show_answer(self, own: str) -> None:
        """Show the author's own answer, "" for none."""
        self.item = self.item._replace(
            answer=own or self.item.known, from_study=bool(self.item.known) and not own
        )
        if not self.saved.unsaved and own != self.text.toPlainText().strip():
            self._put(own)
        said = self.tr("your own words") if own else self.tr("from the study")
        self.state.setText(said if self.item.answer else self.tr("not answered yet"))

    def take_known(self) -> None:
        """Begin one's own answer with what the study says."""
        self.text.setPlainText(self.item.known)
        self.text.setFocus()
        self.saved.save()

    def _put(self, text: str) -> None:
        with QSignalBlocker(self.text):
            self.text.setPlainText(text)
        self.text.fit()
        self.saved.begin()

    def _write(self, spell: str) -> None:
        self._studio.study.answer(self._checklist, self.item.number, self.text.toPlainText(), continues=spell)


class _Answer(QPlainTextEdit):
    """A field as high as what is in it; tells when the keyboard goes elsewhere."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(tabChangesFocus=True)
        self.setProperty("framed", True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Take as many lines as are written, within reason."""
        lines = min(max(int(self.document().size().height()), _FEWEST_LINES), _MOST_LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 6 * STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _domain(words: str) -> QLabel:
    label = heading(words)
    label.setContentsMargins(0, 3 * STEP, 0, 0)
    return label


def _tool(symbol: str, words: str) -> QToolButton:
    made = QToolButton(text=words, icon=icon(symbol))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return made


def _known(studio: Studio, name: str, _progress: Progress) -> tuple[str, list[Answered]]:
    return name, prefilled(studio.study, name)
