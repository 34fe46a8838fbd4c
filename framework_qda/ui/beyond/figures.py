"""Pictures: coverage as a heat map, categories by group as bars, a linkage grid as bubbles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QVBoxLayout, QWidget

from framework_qda.errors import StudyError
from framework_qda.reading.page import Picture
from framework_qda.reports.figures import Pixels
from framework_qda.reports.lettering import DOTS, Look
from framework_qda.reports.saving import save
from framework_qda.study.model import Condition, FieldId, FieldKind, Subject
from framework_qda.tasks.figures import (
    Drawing,
    bars_drawing,
    bubbles_drawing,
    coverage_drawing,
    drawing_page,
    drawn,
    shown,
)
from framework_qda.ui.beyond.base import UNITS, BeyondTab, remembered, unit_words
from framework_qda.ui.beyond.choice import Choice, line, tool
from framework_qda.ui.beyond.drawing_view import LARGEST, DrawingView
from framework_qda.ui.extents import Extent, of_page
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP, colours
from framework_qda.ui.work import Work, WorkBar

COVERAGE, BARS, BUBBLES = "coverage", "bars", "bubbles"


class Shown(NamedTuple):
    """Which picture, of areas or interviews, of which fields where it is of any, and what they must meet."""

    kind: str = COVERAGE
    unit: Subject = Subject.AREA
    rows: FieldId | None = None
    columns: FieldId | None = None
    conditions: tuple[Condition, ...] = ()

    def settings(self) -> dict[str, object]:
        """Write it so that it is remembered."""
        return {**self._asdict(), "conditions": [[each.field, list(each.values)] for each in self.conditions]}


def was_shown(written: Mapping[str, Any]) -> Shown:
    """Read what was on show last."""
    kind = written.get("kind")
    return Shown(
        kind if kind in (COVERAGE, BARS, BUBBLES) else COVERAGE,
        Subject(written.get("unit") or Subject.AREA),
        written.get("rows"),
        written.get("columns"),
        tuple(Condition(FieldId(field), tuple(values)) for field, values in written.get("conditions") or ()),
    )


class _Asked(NamedTuple):
    """A drawing to be made on another thread: what for, how, and what is done with it."""

    what: str
    draw: Callable[[], object]
    then: Callable[[Any], object]


class FiguresTab(BeyondTab):
    """One picture at a time, drawn off the GUI thread in the window's colours; saved in those of paper."""

    name = "figures"
    tables = (*BeyondTab.tables, "cell")

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self.now = remembered(self.key, was_shown)
        self.drawing: Drawing | None = None
        self.shown: Drawing | None = None  # what the picture in view was drawn from
        self._next: list[_Asked] = []
        self.work = Work(self)
        self.destroyed.connect(self.work.close)
        self.kind = Choice(self.tr("Picture"), "image", self._kinds, self)
        self.rows = Choice(self.tr("Groups"), "rows", self._fields, self)
        self.columns = Choice(self.tr("Categories"), "columns", self._column_fields, self)
        self.unit = Choice(self.tr("Count"), "users", self._units, self)
        self.copy_button = tool("copy-simple", self.tr("Copy the picture"), self, self.tr("Copy"))
        self.save_button = tool(
            "floppy-disk", self.tr("Save the picture as PNG or SVG"), self, self.tr("Save")
        )
        self.filter = FilterBar(studio, self, grouping=False)
        self.filter.arrange(self.filter.arrangement._replace(conditions=self.now.conditions))
        self.view = DrawingView(self)
        self.said = QLabel(self, wordWrap=True)
        self.said.setProperty("muted", True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        self.said.hide()
        self.dialog: QFileDialog | None = None
        self._folder = studio.study.path.resolve().parent  # where the next one is to be saved
        self.lay_out(
            self._body(),
            line(self.kind, self.rows, self.columns, self.unit, None, self.copy_button, self.save_button),
            line(self.filter),
        )
        self._connect()

    def _body(self) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        for widget, share in (
            (self.view, 1),
            (WorkBar(self.work, self, cancellable=False), 0),
            (self.said, 0),
        ):
            column.addWidget(widget, share)
        return body

    def _connect(self) -> None:
        self.kind.picked.connect(lambda key: self.show_figure(self.now._replace(kind=key)))
        self.rows.picked.connect(lambda key: self.show_figure(self.now._replace(rows=FieldId(key))))
        self.columns.picked.connect(lambda key: self.show_figure(self.now._replace(columns=FieldId(key))))
        self.unit.picked.connect(lambda key: self.show_figure(self.now._replace(unit=Subject(key))))
        self.filter.changed.connect(lambda: self.show_figure(self.now))
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.ask_file)
        for keys, run in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Save, self.ask_file),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(
            lambda place: self.menu().popup(self.view.mapToGlobal(place))
        )

    # What is on show --------------------------------------------------------------------------------

    @property
    def head(self) -> QWidget:
        return self.begin_button if self.pages.currentIndex() else self.view

    def show_figure(self, wanted: Shown) -> None:
        """Draw another picture."""
        self.now = wanted._replace(conditions=self.filter.conditions)
        self.remember(self.now.settings())
        self.refresh()

    def refresh(self) -> None:
        now, study = self.now, self.studio.study
        fields = {each.id: each.name for each in study.fields()}
        titles = {offer.key: offer.text for offer in self._kinds()}
        none = self.tr("choose…")
        of_fields = now.kind != COVERAGE
        self.kind.say(titles[now.kind])
        self.unit.say(unit_words(now.unit))
        for button, field in ((self.rows, now.rows), (self.columns, now.columns)):
            button.setVisible(of_fields)
            button.say(fields.get(field, none) if field else none)
        lacking = [each for each in (now.rows, now.columns) if of_fields and each not in fields]
        self.drawing = None if lacking else self._asked()
        drawable = self.drawing is not None and not self.drawing.empty
        for button in (self.copy_button, self.save_button):
            button.setEnabled(drawable)
        if lacking:
            choose_rows = now.rows not in fields
            self.show_nothing(
                self.tr("Choose the groups and the categories to be counted in them."),
                self.tr("Choose the groups") if choose_rows else self.tr("Choose the categories"),
            )
        elif not drawable:
            self.show_nothing(
                self.tr("No interview meets all of this: %s.") % self.filter.in_words()
                if self.filter.conditions
                else self.tr("There is nothing to be drawn yet: no interview, or no sub-topic."),
                self.tr("Clear all filters") if self.filter.conditions else "",
            )
        else:
            self.show_nothing("", "")
            self._draw()

    def _asked(self) -> Drawing:
        study, now, where = self.studio.study, self.now, self.filter.conditions
        if now.kind == COVERAGE or now.rows is None or now.columns is None:
            return coverage_drawing(study, now.unit, where)
        make = bars_drawing if now.kind == BARS else bubbles_drawing
        return make(study, now.rows, now.columns, now.unit, where)

    def say(self, words: str) -> None:
        """Say below the picture what became of it."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _draw(self) -> None:
        now, drawing = colours(), self.drawing
        dots = LARGEST * DOTS * self.devicePixelRatioF()
        look = Look(now.page, now.text, now.hairline, now.accent, dots, shapes=True)
        if drawing:
            self._ask(_Asked("view", lambda: shown(drawing, look), lambda made: self._show(made, drawing)))

    def _ask(self, wanted: _Asked) -> None:
        """Draw on another thread; what is asked for meanwhile is drawn after it, and only once."""
        if self.work.busy:
            self._next = [each for each in self._next if each.what != wanted.what] + [wanted]
            return

        def settled(made: Any) -> None:
            if all(each.what != wanted.what for each in self._next):  # else it is out of date
                wanted.then(made)
            self._draw_next()

        def failed(error: StudyError) -> None:
            self.say(str(error))
            self._draw_next()

        self.work.start(self.tr("Drawing"), lambda _progress: wanted.draw(), settled, failed)

    def _draw_next(self) -> None:
        if self._next:
            self._ask(self._next.pop(0))

    def _show(self, made: Pixels, drawing: Drawing) -> None:
        self.shown = drawing
        image = QImage(made.content, made.width, made.height, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.view.show_image(image, drawing.alt)
        self.say("")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "view"):
            self._stale = True
            if self.isVisible():
                self.keep_up()

    # Choosing ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        if self.filter.conditions and self.drawing is not None:
            self.filter.clear()
        elif self.now.rows is None or self.studio.study.field(self.now.rows) is None:
            self.rows.choose()
        else:
            self.columns.choose()

    def _kinds(self) -> list[Offer]:
        return [
            Offer(COVERAGE, self.tr("Coverage"), self.tr("heat map")),
            Offer(BARS, self.tr("Categories by group"), self.tr("bars")),
            Offer(BUBBLES, self.tr("Linkage grid"), self.tr("bubbles")),
        ]

    def _fields(self) -> list[Offer]:
        fields = self.studio.study.fields()
        return [Offer(each.id, each.name, each.kind) for each in fields]

    def _column_fields(self) -> list[Offer]:
        """Offer the categories alone where bars are of them."""
        categories = [each for each in self._fields() if each.note == FieldKind.CATEGORY]
        return categories if self.now.kind == BARS and categories else self._fields()

    def _units(self) -> list[Offer]:
        return [Offer(unit, unit_words(unit)) for unit in UNITS]

    # Out --------------------------------------------------------------------------------------------

    def extent(self) -> Extent | None:
        drawing = self.drawing
        if drawing is None or drawing.empty:
            return None
        return of_page(drawing.title, lambda: drawing_page(drawing))

    def menu(self) -> QMenu:
        """Offer to copy and to save."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy the picture"), self.copy)
        menu.addAction(self.tr("Save as PNG or SVG…"), self.ask_file)
        return menu

    def copy(self) -> None:
        """Put the picture on the clipboard, in the colours of paper, with what it says in words."""
        self._ask_file("copy", self._copied)

    def _ask_file(self, what: str, then: Callable[[Picture], object]) -> None:
        drawing = self.drawing
        if drawing and not drawing.empty:
            self._ask(_Asked(what, lambda: drawn(drawing), then))

    def _copied(self, picture: Picture) -> None:
        data = QMimeData()
        data.setImageData(QImage.fromData(picture.png))
        data.setData("image/svg+xml", picture.svg.encode())
        data.setText(picture.alt)
        QGuiApplication.clipboard().setMimeData(data)
        self.say(self.tr("The picture is on the clipboard."))

    def ask_file(self) -> None:
        """Ask where the picture is to be saved."""
        if self.drawing is None or self.drawing.empty:
            return
        name = "".join(letter for letter in self.drawing.title if letter not in '/\\:*?"<>|')
        dialog = QFileDialog(self, self.tr("Save the picture"), str(self._folder / f"{name}.png"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Pixels (*.png)"), self.tr("Lines (*.svg)")])
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("svg" if "svg" in kind else "png"))
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        self.dialog = dialog
        dialog.open()

    def save(self, path: Path) -> None:
        """Save the picture in the colours of paper, as SVG or PNG by the ending of its name."""
        self._folder = path.parent
        self._ask_file("save", lambda picture: self._save(picture, path))

    def _save(self, picture: Picture, path: Path) -> None:
        lines = path.suffix.casefold() == ".svg"
        try:
            save(path, picture.svg.encode() if lines else picture.png)
        except StudyError as error:
            self.say(str(error))
        else:
            self.say(self.tr("Saved as %s.") % path.name)
