"""The quotation board: a list or cards, searched, filtered and grouped, with one quotation in the panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.authoring import QuotationId, QuotationStatus
from framework_qda.study.model import Change, FieldId
from framework_qda.text.counting import counted
from framework_qda.ui import settings
from framework_qda.ui.dialogs.parts import Notice, button
from framework_qda.ui.elided import in_the_middle
from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.icons import icon
from framework_qda.ui.quotes.board_bar import BoardBar
from framework_qda.ui.quotes.board_faces import Faces
from framework_qda.ui.quotes.board_rows import (
    BY_AREA,
    BY_STATUS,
    BY_SUBTOPIC,
    UNGROUPED,
    Facet,
    Finder,
    Shown,
    Sort,
)
from framework_qda.ui.quotes.board_view import BoardView
from framework_qda.ui.quotes.panel import QuotationPanel
from framework_qda.ui.quotes.panel_facts import Tagging
from framework_qda.ui.quotes.panel_parts import small_button
from framework_qda.ui.quotes.tab import QuotesTab
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.worded import WordedToolButton

_PAUSE = 120  # milliseconds without a key before a search
_REST = 60  # milliseconds on a quotation before it is in the panel
_WORDED = 84  # letters across, from which buttons have words
_LONGEST = 20  # letters of a field's name on a button
_CARDS, _SHOWN, _ZOOM = "quotes/cards", "quotes/panel_shown", "quotes/zoom"
_NONE = "none"
_ROWS = (
    *(
        "quotation",
        "quotation_tag",
        "passage",
        "indexing",
        "interview",
        "area",
        "subtopic",
        "matrix",
        "block",
    ),
    *("attribute", "attribute_value", "participant", "finding", "placing", "typology", "type", "type_case"),
    *("type_category", "attribution", "setting"),
)


class BoardTab(QuotesTab):
    """All quotations with their panel; `sources_wanted` asks for the interviews to quote from."""

    sources_wanted = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self._study = studio.study
        self.faces = Faces(studio, self)
        self._finder = Finder(self._study)
        self._by, self._sort = self._remembered()
        self._make()
        self._lay_out()
        self._connect()
        self._show_choices()
        self._refresh()
        QTimer.singleShot(0, self, self.faces.begin)

    # Building -----------------------------------------------------------------------------------------

    def _make(self) -> None:
        tr = self.tr
        self.field = QLineEdit(clearButtonEnabled=True, placeholderText=tr("Search quotations"))
        self.field.setAccessibleName(tr("Search quotations"))
        self.list_button = self._kind_button("list", tr("As a list"))
        self.cards_button = self._kind_button("cards", tr("As cards"))
        self.group_button = small_button("", "stack", self.choose_group, tr("Group by"))
        self.sort_button = self._sort_button()
        self.attributions_button = small_button(tr("Attributions"), "user-circle", self.show_attributions,
                                                tr("How speakers are named"))  # fmt: skip
        hint = tr("Write the quotations on show to Word, Excel or the web")
        self.export_button = small_button(tr("Export"), "export", self.export, hint)
        self.panel_button = small_button("", "square-half", self.toggle_panel, tr("Show or hide the panel"))
        self.panel_button.setAccessibleName(tr("Show or hide the panel"))
        self.panel_button.setCheckable(True)
        self.panel_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.conditions = BoardBar(self.studio, self._finder, lambda: self.faces.checks)
        self.count = QLabel()
        self.count.setProperty("muted", True)
        self.notice = Notice()
        self.view = BoardView(self.studio, self.faces)
        self.view.set_zoom(settings.get(_ZOOM, 1.0))
        self.panel = QuotationPanel(self.studio)
        self.groups = Chooser(self)
        self.tagging = Tagging(self.studio, self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._later = QTimer(self, singleShot=True, interval=0)

    def _kind_button(self, symbol: str, name: str) -> QToolButton:
        made = QToolButton(icon=icon(symbol), toolTip=name, accessibleName=name, checkable=True)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAutoExclusive(True)
        return made

    def _sort_button(self) -> QToolButton:
        made = WordedToolButton(icon=icon("sort-ascending"))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        group = QActionGroup(menu)
        self._sorts: dict[Sort, QAction] = {}
        for sort in Sort:
            action = group.addAction(self.tr(sort)[:1].upper() + self.tr(sort)[1:])
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, sort=sort: self.sort_by(sort))
            self._sorts[sort] = action
        menu.addActions(group.actions())
        made.setMenu(menu)
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout(spacing=STEP)
        top.addWidget(self.field, 1)
        for part in (self.list_button, self.cards_button, self.group_button, self.sort_button,
                     self.attributions_button, self.export_button, self.panel_button):  # fmt: skip
            top.addWidget(part)
        filters = QHBoxLayout(spacing=2 * STEP)
        filters.addWidget(self.conditions, 1)
        filters.addWidget(self.count)
        board = QWidget()
        column = QVBoxLayout(board, spacing=STEP)
        column.setContentsMargins(3 * STEP, 2 * STEP, 0, 0)
        for line in (top, filters):
            line.setContentsMargins(0, 0, 3 * STEP, 0)
            column.addLayout(line)
        column.addWidget(self.notice)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty())
        column.addWidget(self._pages, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._split.addWidget(board)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        letter = self.fontMetrics().averageCharWidth()
        self._split.setSizes([letter * 90, letter * 52])
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._split)

    def _empty(self) -> QWidget:
        page = QWidget()
        self.nothing = QLabel(wordWrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("muted", True)
        self.way_out: QPushButton = button("", self._leave_emptiness, parent=page)
        column = QVBoxLayout(page, spacing=3 * STEP)
        column.addStretch(1)
        column.addWidget(self.nothing)
        column.addWidget(self.way_out, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _connect(self) -> None:
        self.field.textChanged.connect(self._pause.start)
        self.field.returnPressed.connect(self._search_left)
        self.field.installEventFilter(self)
        self._pause.timeout.connect(self._refresh)
        self._later.timeout.connect(self._refresh)
        self._rest.timeout.connect(self._show_in_panel)
        self.list_button.clicked.connect(lambda: self.show_cards(False))
        self.cards_button.clicked.connect(lambda: self.show_cards(True))
        self.conditions.changed.connect(self._refresh)
        self.conditions.left.connect(self.view.setFocus)
        self.groups.picked.connect(self._group_picked)
        self.view.current_changed.connect(self._current_changed)
        self.view.asked.connect(self._do)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_count())
        self.faces.verified.connect(self._all_verified)
        for mine, its in (
            (self.passage_wanted, self.panel.passage_wanted),
            (self.listen_wanted, self.panel.listen_wanted),
            (self.cell_wanted, self.panel.cell_wanted),
            (self.block_wanted, self.panel.block_wanted),
        ):
            its.connect(mine)
        self.panel.left.connect(self.view.setFocus)
        self.panel.attributions_wanted.connect(self.show_attributions)
        self.studio.changed.connect(self._changed)
        self.setFocusProxy(self.view)

    # What is on show ----------------------------------------------------------------------------------

    @property
    def head(self) -> QWidget:
        """What takes the keyboard: the quotations, or the way to the first."""
        return self.view if self._pages.currentIndex() == 0 else self.way_out

    @property
    def current(self) -> QuotationId | None:
        """The quotation that is current."""
        return self.view.current

    @property
    def shown(self) -> Shown:
        """Which quotations are on show, in which groups and order."""
        return self.conditions.shown._replace(query=self.field.text(), by=self._by, sort=self._sort)

    def ids(self) -> list[QuotationId]:
        """List the quotations on show, each once, in order."""
        return self.view.board.ids()

    def chosen(self) -> list[QuotationId]:
        """List the quotations that are chosen."""
        return self.view.chosen()

    def show_where(self, shown: Shown) -> None:
        """Show what another part of the window points at; groups and order stay as they are."""
        with QSignalBlocker(self.field):
            self.field.setText(shown.query)
        self.conditions.show_where(shown)
        self._refresh()
        self.view.choose_first()
        self.view.setFocus()

    def show_quotation(self, quotation: QuotationId) -> None:
        """Make a quotation current, with its panel; filters that hide it are taken away."""
        if not self.view.board.index_of(quotation).isValid():
            self.show_where(Shown())
        self.view.choose(quotation)
        self._show_panel(True)
        self._show_in_panel()
        self.view.setFocus()

    def show_quotations(self, quotations: Sequence[QuotationId]) -> None:
        """Choose quotations, the first being current; filters that hide one are taken away."""
        if not all(self.view.board.index_of(each).isValid() for each in quotations):
            self.show_where(Shown())
        self.show_quotation(quotations[0])
        self.view.choose_all(quotations)

    def show_subtopic(self, subtopic: str) -> None:
        """Show only the quotations of a sub-topic."""
        self._show_only(Facet.SUBTOPIC, subtopic)

    def show_area(self, area: str) -> None:
        """Show only the quotations of an area."""
        self._show_only(Facet.AREA, area)

    def show_interview(self, interview: str) -> None:
        """Show only the quotations of an interview."""
        self._show_only(Facet.INTERVIEW, interview)

    def _show_only(self, facet: Facet, value: str) -> None:
        """Narrow down what is on show, or show all again where it is narrowed to this already."""
        now = self.conditions.shown.facets
        place = (Facet.AREA, Facet.INTERVIEW)
        kept = {
            of: those for of, those in now.items() if of is not facet and not (facet in place and of in place)
        }
        wanted = {} if now.get(facet) == (value,) else {facet: (value,)}
        self.conditions.show_where(self.conditions.shown._replace(facets={**kept, **wanted}))

    def show_cards(self, cards: bool) -> None:
        """Show cards beside each other, or a list."""
        settings.put(_CARDS, cards)
        self.view.show_cards(cards)
        self._show_choices()

    def group_by(self, by: str) -> None:
        """Put quotations in groups: by sub-topic, area, status, a field, or in none."""
        self._by = by
        settings.put(self._key("by"), by or _NONE)
        self._show_choices()
        self._refresh()

    def sort_by(self, sort: Sort) -> None:
        """Put the quotations of a group in another order."""
        self._sort = sort
        settings.put(self._key("sort"), str(sort))
        self._show_choices()
        self._refresh()

    def set_zoom(self, zoom: float) -> None:
        """Scale the type of the quotations."""
        self.view.set_zoom(zoom)

    def save(self) -> bool:
        return self.panel.save()

    def _remembered(self) -> tuple[str, Sort]:
        by = settings.get(self._key("by"), BY_AREA)
        by = UNGROUPED if by == _NONE else by
        known = by in (BY_SUBTOPIC, BY_AREA, BY_STATUS, UNGROUPED) or self._study.field(FieldId(by))
        sort = settings.get(self._key("sort"), str(Sort.READING))
        return by if known else BY_AREA, next((each for each in Sort if each == sort), Sort.READING)

    def _key(self, name: str) -> str:
        return settings.for_study(self._study.path, f"quotes/{name}")

    def _refresh(self) -> None:
        """Find what is to be on show now."""
        if not (
            self._by in (BY_SUBTOPIC, BY_AREA, BY_STATUS, UNGROUPED) or self._study.field(FieldId(self._by))
        ):
            self._by = BY_AREA
            self._show_choices()
        self.view.show_rows(self._finder.rows(self.shown, self.faces.checks))
        self.view.choose_first()
        self._say_empty()
        self._show_count()

    def _say_empty(self) -> None:
        some, any_ = bool(self.view.board.rows), bool(self._study.quotations())
        self._pages.setCurrentIndex(0 if some else 1)
        if some:
            return
        self.nothing.setText(
            self.tr("No quotation fits the search and the filters.")
            if any_
            else self.tr(
                "No quotation yet: select a speaker's words in an interview's text and press Ctrl+Q."
            )
        )
        self.way_out.setText(self.tr("Show all quotations") if any_ else self.tr("Go to the interviews"))

    def _leave_emptiness(self) -> None:
        if self._study.quotations():
            self.show_where(Shown())
        else:
            self.sources_wanted.emit()

    def _show_count(self) -> None:
        here, total, chosen = len(self.ids()), len(self._study.quotations()), len(self.chosen())
        said = counted(total, self.tr("1 quotation"), self.tr("%d quotations"))
        if here < total:
            said = self.tr("%d of %s") % (here, said)
        self.count.setText(self.tr("%d chosen · %s") % (chosen, said) if chosen > 1 else said)

    def _show_choices(self) -> None:
        cards = settings.get(_CARDS, False)
        if cards != self.view.painter_of.cards:
            self.view.show_cards(cards)
        (self.cards_button if cards else self.list_button).setChecked(True)
        name = self._group_name()
        said = self.tr("By %s") % in_the_middle(self, name, _LONGEST) if self._by else self.tr("No groups")
        self.group_button.setText(said)
        self.group_button.setAccessibleName(self.tr("Grouped by %s") % name if self._by else said)
        self._sorts[self._sort].setChecked(True)
        sort = self.tr(self._sort)
        self.sort_button.setText(sort[:1].upper() + sort[1:])
        self.sort_button.setAccessibleName(self.tr("Order: %s") % sort)
        self.sort_button.setToolTip(self.tr("Order: %s") % sort)
        self._show_panel(settings.get(_SHOWN, True))
        self._fit()

    def _group_name(self) -> str:
        names = {BY_SUBTOPIC: "sub-topic", BY_AREA: "area", BY_STATUS: "status", UNGROUPED: "nothing"}
        if self._by in names:
            return self.tr(names[self._by])
        field = self._study.field(FieldId(self._by))
        return field.name if field else ""

    def _all_verified(self) -> None:
        if Facet.VERIFICATION in self.conditions.shown.facets:
            self._refresh()
        self.view.viewport().update()

    def _changed(self, change: Change) -> None:
        self.notice.clear()  # it was about the step before
        if change.touches(*_ROWS):
            self.view.board.refresh()
            self._later.start()

    # Groups -------------------------------------------------------------------------------------------

    def choose_group(self) -> None:
        """Offer what quotations can be grouped by."""
        offers = [
            Offer(BY_SUBTOPIC, self.tr("sub-topic"), self.tr("of the passage")),
            Offer(BY_AREA, self.tr("area"), self.tr("reading order")),
            Offer(BY_STATUS, self.tr("status")),
            Offer(_NONE, self.tr("no groups")),
            *(Offer(field.id, field.name, field.kind) for field in self._study.fields()),
        ]
        self.groups.open(self.group_button, self.tr("Group by"), offers)

    def _group_picked(self, key: str) -> None:
        self.groups.close()
        self.group_by(UNGROUPED if key == _NONE else key)
        self.view.setFocus()

    # The panel ----------------------------------------------------------------------------------------

    def toggle_panel(self) -> None:
        """Show or hide the panel."""
        self._show_panel(self.panel.isHidden())
        settings.put(_SHOWN, not self.panel.isHidden())
        self._show_in_panel()

    def open_panel(self) -> None:
        """Show the current quotation in the panel, with the keyboard in its words."""
        self._show_panel(True)
        self._show_in_panel()
        self.panel.edit()

    def _show_panel(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        self.panel_button.setChecked(shown)

    def _current_changed(self, quotation: str) -> None:
        self._rest.start()
        if self.notice.sentence == self._no_passage():
            self.notice.clear()  # it was about another

    def _show_in_panel(self) -> None:
        self._rest.stop()
        current = self.view.current
        if not self.panel.isHidden():
            shown = self.panel.quotation
            if current is None:
                self.panel.show_nothing()
            elif shown is None or shown.id != current:
                self.panel.show_quotation(current)
        if current:
            self.quotation_chosen.emit(current)

    # What is done with quotations ---------------------------------------------------------------------

    def _do(self, verb: str) -> None:
        """Do what a key asked for with the quotations that are chosen."""
        chosen = self.chosen()
        verbs: dict[str, Callable[[Sequence[QuotationId]], object]] = {
            "open": lambda _: self.open_panel(),
            "choose": lambda those: self._set_status(those, QuotationStatus.CHOSEN),
            "set aside": lambda those: self._set_status(those, QuotationStatus.SET_ASIDE),
            "strongest": self._turn_strongest,
            "tag": self._tag,
            "delete": self._delete,
            "play": self._play,
            "go": self._go,
            "copy": self._copy,
        }
        self.notice.clear()
        self.panel.save()
        try:
            if chosen:
                verbs[verb](chosen)
        except StudyError as error:
            self.notice.say(str(error))

    def _set_status(self, quotations: Sequence[QuotationId], status: QuotationStatus) -> None:
        """Say how far they are; once more makes candidates of them again."""
        known = self._study.quotations_by_id()
        already = all(known[each].status is status for each in quotations)
        self._study.set_status(quotations, QuotationStatus.CANDIDATE if already else status)

    def _turn_strongest(self, quotations: Sequence[QuotationId]) -> None:
        known = self._study.quotations_by_id()
        self._study.set_strongest(quotations, not all(known[each].strongest for each in quotations))

    def _tag(self, quotations: Sequence[QuotationId]) -> None:
        self.tagging.choose(self.group_button, quotations)

    def _delete(self, quotations: Sequence[QuotationId]) -> None:
        uses = self._study.uses()
        used = sum(len(uses.get(each, ())) for each in quotations)
        self._study.delete_quotations(quotations)
        if used:
            self.notice.say(
                counted(
                    used,
                    self.tr("A draft still has a place for what was deleted; undo brings it back."),
                    self.tr("Drafts still have %d places for what was deleted; undo brings it back."),
                )
            )

    def _passage(self) -> str:
        quotation = self.view.current_quotation
        if quotation and quotation.passage:
            return quotation.passage
        self.notice.say(self._no_passage())
        return ""

    def _no_passage(self) -> str:
        return self.tr("The passage of that quotation was deleted; find its words again in the panel.")

    def _play(self, _quotations: Sequence[QuotationId]) -> None:
        if passage := self._passage():
            self.listen_wanted.emit(passage)

    def _go(self, _quotations: Sequence[QuotationId]) -> None:
        if passage := self._passage():
            self.passage_wanted.emit(passage)

    def _copy(self, quotations: Sequence[QuotationId]) -> None:
        from framework_qda.ui.quotes.clip import copy_quotations

        copy_quotations(self._study, quotations)
        copied = counted(len(quotations), self.tr("Copied as a quotation."), self.tr("Copied %d quotations."))
        self.notice.say(copied, warning=False)

    def export(self) -> None:
        """Write the quotations on show to a file."""
        from framework_qda.ui.quotes.board_export import export_board

        self.panel.save()
        export_board(self)

    def show_attributions(self) -> None:
        """Show how speakers are named."""
        from framework_qda.ui.quotes.attribution_dialog import show_attributions

        self.panel.save()
        show_attributions(self.studio, self)

    # Keys and room ------------------------------------------------------------------------------------

    def _search_left(self) -> None:
        """Go from the search to what it found."""
        self._pause.stop()
        self._refresh()
        self.view.choose_first()
        self.head.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self._search_left()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.choose_first()
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Write words on the buttons where there is room for them."""
        width = self.width() - (0 if self.panel.isHidden() else self.panel.width())
        letters = width // max(1, self.fontMetrics().averageCharWidth())
        style = Qt.ToolButtonStyle
        for n, made in enumerate(
            (self.group_button, self.sort_button, self.export_button, self.attributions_button)
        ):
            worded = letters > _WORDED + 18 * n
            made.setToolButtonStyle(style.ToolButtonTextBesideIcon if worded else style.ToolButtonIconOnly)
