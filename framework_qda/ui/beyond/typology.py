"""Typology: types built from categories, every case under its type, and how it got there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.reading.page import Page
from framework_qda.study.model import (
    Finding,
    FindingId,
    FindingKind,
    InterviewId,
    Subject,
    SubTopicId,
    Type,
    TypedCase,
    TypeId,
    Typology,
    TypologyId,
)
from framework_qda.study.plans import NO_TYPE, SEVERAL_TYPES
from framework_qda.tasks.page_parts import case_names
from framework_qda.text.counting import counted
from framework_qda.ui import settings
from framework_qda.ui.beyond.asking import Asking
from framework_qda.ui.beyond.base import BeyondTab, unit_words
from framework_qda.ui.beyond.choice import Choice, line, tool
from framework_qda.ui.beyond.types_model import Band, Row
from framework_qda.ui.beyond.types_tree import TypesTree
from framework_qda.ui.extents import Extent, of_page
from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_BACK = "back"
_KEY = Qt.ItemDataRole.UserRole


class TypologyTab(BeyondTab):
    """One typology: its types with their cases at the left, how the current one came about at the right."""

    name = "typology"

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self._names: Mapping[str, str] = {}
        self.choice = Choice(self.tr("Typology"), "tree-structure", self._typologies, self)
        self.add_button = tool("plus", self.tr("New typology"), self)
        self.rename_button = tool("pencil-simple", self.tr("Rename this typology"), self)
        self.describe_button = tool("text-align-left", self.tr("Describe this typology"), self)
        self.delete_button = tool("trash", self.tr("Delete this typology"), self)
        self.type_button = tool("plus", self.tr("Add a type"), self, self.tr("Type"))
        self.description = QLabel(self, wordWrap=True)
        self.description.setProperty("muted", True)
        self.description.setTextFormat(Qt.TextFormat.PlainText)
        self.tree = TypesTree(self)
        self.told = QLabel(self, wordWrap=True)
        self.told.setProperty("muted", True)
        self.told.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        self.title, self.words = QLabel(self, wordWrap=True), QLabel(self, wordWrap=True)
        self.reasons = QListWidget(self)
        self.build_button = tool(
            "list-bullets", self.tr("Categories it is built from"), self, self.tr("Categories")
        )
        self.explain_button = tool(
            "text-align-left", self.tr("Describe this type"), self, self.tr("Describe")
        )
        self.place_button = tool("hand-pointing", self.tr("Decide by hand"), self, self.tr("Decide by hand"))
        self.asking = Asking(self)
        self.categories, self.types = Chooser(self), Chooser(self)
        self._built: TypeId | None = None
        self._placed: list[str] = []
        self._build()
        self._connect()

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Of areas…"), lambda: self.ask_new(Subject.AREA))
        menu.addAction(self.tr("Of interviews…"), lambda: self.ask_new(Subject.INTERVIEW))
        self.add_button.setMenu(menu)
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for label in (self.title, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("heading", True)
        self.reasons.setAccessibleName(self.tr("How it got there"))
        self.reasons.setWordWrap(True)
        self.reasons.setSpacing(STEP)
        body = QSplitter(self, childrenCollapsible=False)
        body.addWidget(_below(self.tree, self.told))
        body.addWidget(self._detail())
        body.setStretchFactor(0, 2)
        body.setStretchFactor(1, 1)
        body.setSizes([2000, 1000])
        self.lay_out(
            body,
            line(
                *(self.choice, self.add_button, self.rename_button, self.describe_button, self.delete_button),
                *(None, self.type_button),
            ),
            line(self.description),
        )

    def _detail(self) -> QWidget:
        detail = QWidget(self)
        heading = QVBoxLayout(spacing=2 * STEP)
        heading.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 0)
        for label in (self.title, self.words):
            heading.addWidget(label)
        column = QVBoxLayout(detail, spacing=2 * STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(heading)
        column.addLayout(line(self.place_button, self.build_button, self.explain_button, None))
        column.addWidget(self.reasons, 1)
        return detail

    def _connect(self) -> None:
        self.choice.picked.connect(lambda key: self.show_typology(TypologyId(key)))
        self.rename_button.clicked.connect(self.ask_rename)
        self.describe_button.clicked.connect(self.ask_describe)
        self.delete_button.clicked.connect(self.delete)
        self.type_button.clicked.connect(self.ask_type)
        self.build_button.clicked.connect(self.choose_categories)
        self.explain_button.clicked.connect(self.ask_explain)
        self.place_button.clicked.connect(self.choose_type)
        self.categories.picked.connect(self._toggle_category)
        self.types.picked.connect(self._type_picked)
        self.tree.shown.connect(self._show_detail)
        self.tree.placing_wanted.connect(lambda cases, type_: self.ask_reason(cases, TypeId(type_)))
        self.tree.renamed.connect(self._rename_type)
        self.tree.entered.connect(self._enter)
        self.tree.taken_back.connect(self.take_back)
        self.tree.menu_wanted.connect(self._open_menu)
        self.reasons.itemActivated.connect(self._follow)
        self.reasons.itemClicked.connect(self._follow)

    # What is on show --------------------------------------------------------------------------------

    @property
    def head(self) -> QWidget:
        return self.begin_button if self.pages.currentIndex() else self.tree

    @property
    def typology(self) -> Typology | None:
        """The typology on show: the one chosen last, or the first."""
        study = self.studio.study
        chosen = TypologyId(settings.get(self.key, ""))
        return study.typology(chosen) or next(iter(study.typologies()), None)

    def show_typology(self, typology: TypologyId) -> None:
        """Show another typology."""
        settings.put(self.key, typology)
        self.refresh()

    def refresh(self) -> None:
        found = self.typology
        for button in (self.rename_button, self.describe_button, self.delete_button, self.type_button):
            button.setEnabled(found is not None)
        self.choice.say(found.name if found else self.tr("none yet"))
        self.description.setText(found.description if found else "")
        self.description.setVisible(bool(found and found.description))
        if found is None:
            self.show_nothing(
                self.tr("A typology puts every case under exactly one type, built from categories."),
                self.tr("New typology of areas"),
            )
            return
        self.show_nothing("", "")
        self._names = case_names(self.studio.study, found.unit)
        self.tree.load(self._bands(found))

    def _bands(self, found: Typology) -> list[Band]:
        study, labels = self.studio.study, self._labels()
        types = study.types(found.id)
        named = {each.id: each.name for each in types}
        rows: dict[str, list[Row]] = {**{each.id: [] for each in types}, SEVERAL_TYPES: [], NO_TYPE: []}
        for case in study.typed_cases(found.id):
            band = case.type or (SEVERAL_TYPES if case.types else NO_TYPE)
            rows[band].append(Row(case, self._names.get(case.subject, ""), self._how(case, labels, named)))
        self.told.setText(
            self.tr("%d %s · %d doubly placed · %d not placed")
            % (
                sum(map(len, rows.values())),
                unit_words(found.unit),
                len(rows[SEVERAL_TYPES]),
                len(rows[NO_TYPE]),
            )
        )
        bands = [
            Band(
                each,
                each.name,
                "; ".join(labels[of] for of in each.categories if of in labels),
                rows[each.id],
            )
            for each in types
        ]
        several, none = self.tr("these fit more than one type"), self.tr("these fit no type")
        return [
            *bands,
            Band(None, SEVERAL_TYPES, several, rows[SEVERAL_TYPES]),
            Band(None, NO_TYPE, none, rows[NO_TYPE]),
        ]

    def _how(self, case: TypedCase, labels: Mapping[FindingId, str], named: Mapping[TypeId, str]) -> str:
        if case.by_hand:
            return self.tr("by hand: %s") % case.reason if case.reason else self.tr("by hand")
        own = "; ".join(labels[each] for each in case.categories if each in labels)
        if len(case.types) > 1:
            return self.tr("fits %s") % self.tr(" and ").join(named[each] for each in case.types)
        return own or self.tr("none of the categories")

    def _labels(self) -> dict[FindingId, str]:
        study = self.studio.study
        topics = {each.id: each.name for each in study.subtopics()}
        return {each.id: f"{topics[each.subtopic]}: {each.name}" for each in self._all_categories()}

    def _all_categories(self) -> list[Finding]:
        return [each for each in self.studio.study.findings() if each.kind is FindingKind.CATEGORY]

    # How it came about ------------------------------------------------------------------------------

    def _show_detail(self) -> None:
        self.reasons.clear()
        type_, row = self.tree.current_type(), self.tree.current_case()
        self.build_button.setVisible(type_ is not None)
        self.explain_button.setVisible(type_ is not None)
        self.place_button.setVisible(row is not None)
        self.title.setText(type_.name if type_ else row.name if row else "")
        if type_:
            self.words.setText(type_.description)
            self._show_built(type_)
        elif row:
            self.words.setText(row.how)
            self._show_reasons(row.case)
        else:
            self.words.setText(self.tr("Choose a type or a case to see how it came about."))

    def _show_built(self, type_: Type) -> None:
        labels = self._labels()
        for each in (label for of, label in labels.items() if of in type_.categories):
            self.reasons.addItem(each)
        if not type_.categories:
            self.reasons.addItem(self.tr("Built from no category yet: no case gets here but by hand."))

    def _show_reasons(self, case: TypedCase) -> None:
        """List the categories of a case, and under each the cells it stands on."""
        study, labels = self.studio.study, self._labels()
        rows = {each.id: each for each in study.interviews() if case.subject in (each.area, each.id)}
        numbers = {matrix.id: matrix.number for matrix in study.matrices()}
        columns = {each.id: f"{numbers[each.matrix]}.{each.number}" for each in study.subtopics()}
        cells: dict[FindingId, list[tuple[InterviewId, SubTopicId]]] = {each: [] for each in case.categories}
        for (interview, subtopic), found in study.categorised().items():
            for each in found if interview in rows else ():
                if each.id in cells:
                    cells[each.id].append((interview, subtopic))
        down, across = list(rows), list(columns)
        for category, keys in cells.items():
            for interview, subtopic in sorted(
                keys, key=lambda key: (across.index(key[1]), down.index(key[0]))
            ):
                words = f"{labels.get(category, '')}\n{rows[interview].name} · {columns[subtopic]}"
                item = QListWidgetItem(words, self.reasons)
                item.setData(_KEY, f"{interview}/{subtopic}")
                item.setToolTip(self.tr("Enter or a click goes to the cell"))

    def _follow(self, item: QListWidgetItem) -> None:
        if target := item.data(_KEY):
            self.link_clicked.emit(target)

    # Typologies -------------------------------------------------------------------------------------

    def _typologies(self) -> list[Offer]:
        return [Offer(each.id, each.name, unit_words(each.unit)) for each in self.studio.study.typologies()]

    def begin(self) -> None:
        self.ask_new(Subject.AREA)

    def ask_new(self, unit: Subject) -> None:
        """Ask for the name of a new typology."""
        below = self.begin_button if self.pages.currentIndex() else self.add_button
        question = self.tr("Name of the typology of %s") % unit_words(unit)
        self.asking.ask(below, question, "", lambda name: self.add(name, unit), needed=True)

    def add(self, name: str, unit: Subject) -> None:
        """Add a typology and show it."""
        self.show_typology(self.studio.study.add_typology(name, unit))

    def ask_rename(self) -> None:
        """Ask for another name of this typology."""
        if found := self.typology:
            self.asking.ask(
                self.rename_button, self.tr("Name of the typology"), found.name,
                lambda name: self.studio.study.rename_typology(found.id, name), needed=True,
            )  # fmt: skip

    def ask_describe(self) -> None:
        """Ask what this typology tells apart."""
        if found := self.typology:
            self.asking.ask(
                self.describe_button, self.tr("What does “%s” tell apart?") % found.name, found.description,
                lambda words: self.studio.study.describe_typology(found.id, words),
            )  # fmt: skip

    def delete(self) -> None:
        """Delete this typology; undo brings it back."""
        if found := self.typology:
            self.studio.study.delete_typology(found.id)

    def extent(self) -> Extent | None:
        study, found = self.studio.study, self.typology
        if found is None:
            return None

        def page() -> Page:
            from framework_qda.tasks.pages import typology_page

            return typology_page(study, found.id)

        return of_page(found.name, page)

    # Types ------------------------------------------------------------------------------------------

    def ask_type(self) -> None:
        """Ask for the name of a new type."""
        if found := self.typology:
            self.asking.ask(
                self.type_button, self.tr("Name of the type"), "",
                lambda name: self._add_type(found.id, name), needed=True,
            )  # fmt: skip

    def _add_type(self, typology: TypologyId, name: str) -> None:
        made = self.studio.study.add_type(typology, name)
        self.keep_up()
        self.tree.go_to(made)
        self.tree.setFocus()

    def _rename_type(self, type_: str, name: str) -> None:
        try:
            self.studio.study.rename_type(TypeId(type_), name)
        except StudyError as error:
            self.refresh()
            self.told.setText(str(error))

    def ask_explain(self) -> None:
        """Ask what the cases of the current type have in common."""
        if type_ := self.tree.current_type():
            self.asking.ask(
                self.explain_button, self.tr("What do the cases of “%s” have in common?") % type_.name,
                type_.description, lambda words: self.studio.study.describe_type(type_.id, words),
            )  # fmt: skip

    def choose_categories(self) -> None:
        """Offer all categories with ticks: those the current type is built from."""
        if type_ := self.tree.current_type():
            self._built = type_.id
            self.categories.open(
                self.build_button, self.tr("“%s” is built from") % type_.name, self._category_offers(),
                self.tr("A case fits when it has one of those ticked of each sub-topic."),
            )  # fmt: skip

    def _type(self, type_: TypeId | None) -> Type | None:
        found = self.typology
        types = self.studio.study.types(found.id) if found else []
        return next((each for each in types if each.id == type_), None)

    def _category_offers(self) -> list[Offer]:
        type_, categorised = self._type(self._built), self.studio.study.categorised()
        built = type_.categories if type_ else ()
        cells = Counter(each.id for found in categorised.values() for each in found)  # by their elements too
        return [
            Offer(
                each,
                label,
                counted(cells[each], self.tr("1 cell"), self.tr("%d cells")),
                each in built,
            )
            for each, label in self._labels().items()
        ]

    def _toggle_category(self, key: str) -> None:
        if type_ := self._type(self._built):
            self.studio.study.build_type(type_.id, set(type_.categories) ^ {FindingId(key)})
            self.keep_up()
            self.categories.refresh(self._category_offers())

    # Cases ------------------------------------------------------------------------------------------

    def _enter(self) -> None:
        if self.tree.current_type():
            self.choose_categories()
        else:
            self.choose_type()

    def choose_type(self) -> None:
        """Offer the types for the chosen cases, and to leave them to their categories again."""
        found, row = self.typology, self.tree.current_case()
        if found is None or row is None:
            return
        self._placed = self.tree.chosen() or [row.case.subject]
        offers = [Offer(each.id, each.name) for each in self.studio.study.types(found.id)]
        if row.case.by_hand:
            offers.append(Offer(_BACK, self.tr("Leave it to its categories")))
        self.types.open(
            self.place_button, self.tr("Decide by hand: the type of %s") % self._about(self._placed), offers
        )

    def _about(self, cases: Sequence[str]) -> str:
        one = len(cases) == 1
        return self._names.get(cases[0], "") if one else self.tr("%d cases") % len(cases)

    def _type_picked(self, key: str) -> None:
        self.types.close()
        if key == _BACK:
            self.decide(self._placed, None)
        else:
            self.ask_reason(self._placed, TypeId(key))

    def ask_reason(self, cases: Sequence[str], type_: TypeId) -> None:
        """Ask why cases belong to a type, and place them there."""
        row, type_named = self.tree.current_case(), self._type(type_)
        if type_named is None:
            return
        reason = row.case.reason if row and row.case.subject in cases else ""
        question = self.tr("Why does {} belong to “{}”?").format(self._about(cases), type_named.name)
        self.asking.ask(
            self.place_button if row else self.choice, question, reason,
            lambda why: self.decide(cases, type_, why),
        )  # fmt: skip

    def decide(self, cases: Sequence[str], type_: TypeId | None, reason: str = "") -> None:
        """Place cases by hand, or leave them to their categories again; undo takes it back."""
        found = self.typology
        if found is None:
            return
        with self.studio.study.action(f"Place cases in “{found.name}”"):
            for case in cases:
                self.studio.study.decide_type(found.id, case, type_, reason)

    def take_back(self) -> None:
        """Delete the current type, or leave the chosen cases to their categories again."""
        if type_ := self.tree.current_type():
            self.studio.study.delete_type(type_.id)
        elif by_hand := [row.case.subject for row in self.tree.chosen_rows() if row.case.by_hand]:
            self.decide(by_hand, None)

    # Menu -------------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """Offer what can be done with the current type or the chosen cases."""
        menu, type_, row = QMenu(self), self.tree.current_type(), self.tree.current_case()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if type_:
            menu.addAction(self.tr("Categories it is built from…"), self.choose_categories)
            menu.addAction(self.tr("Rename"), self.tree.edit_current)
            menu.addAction(self.tr("Describe…"), self.ask_explain)
            self._move_action(menu, type_, -1, self.tr("Move up"))
            self._move_action(menu, type_, 1, self.tr("Move down"))
            menu.addAction(self.tr("Delete"), self.take_back)
        if row:
            menu.addAction(self.tr("Decide by hand…"), self.choose_type)
            if row.case.by_hand:
                menu.addAction(self.tr("Leave it to its categories"), self.take_back)
        return menu

    def _move_action(self, menu: QMenu, type_: Type, step: int, words: str) -> QAction:
        order = [each.id for each in self.studio.study.types(type_.typology)]
        to = order.index(type_.id) + step
        rest = [each for each in order if each != type_.id]
        before = rest[to] if 0 <= to < len(rest) else None
        action = menu.addAction(words, lambda: self.studio.study.move_type(type_.id, before))
        action.setEnabled(0 <= to < len(order))
        return action

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu()
        if menu.actions():
            menu.popup(self.tree.viewport().mapToGlobal(place))


def _below(*widgets: QWidget) -> QWidget:
    """Set widgets one below the other; the first takes the room."""
    side = QWidget()
    column = QVBoxLayout(side, spacing=0)
    column.setContentsMargins(0, 0, 0, 0)
    for n, widget in enumerate(widgets):
        column.addWidget(widget, 0 if n else 1)
    return side
