"""Side by side: two to six things next to each other with synchronised rows."""

from __future__ import annotations

import json
from functools import cached_property

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.reading.page import Page
from framework_qda.study.model import Change, FieldId, Thing, ViewId, ViewKind
from framework_qda.ui import settings
from framework_qda.ui.comparing.comparison import Comparison, comparison, plan_of
from framework_qda.ui.comparing.differences import badges_of
from framework_qda.ui.comparing.kept import KeptViews
from framework_qda.ui.comparing.offers import (
    all_of,
    pairing,
    subtopic_offers,
    suggested,
    with_picked,
    with_toggled,
)
from framework_qda.ui.comparing.pinned import PinnedSheet
from framework_qda.ui.comparing.side_chip import sideways
from framework_qda.ui.comparing.sides import Sides
from framework_qda.ui.comparing.tab import ComparingTab
from framework_qda.ui.extents import Extent, of_page
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_TABLES = (
    *("area", "interview", "participant", "matrix", "subtopic", "attribute", "attribute_value"),
    *("finding", "placing", "typology", "type", "type_category", "type_case"),
)


class SideBySide(ComparingTab):
    """Two to six areas, interviews, groups or sub-topics, and pairs within every area."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self.comparison = self._remembered()
        self._stale = False
        self.sides = Sides(studio, self)
        self.filter = FilterBar(studio, self, grouping=False)
        self.filter.arrange(self.filter.arrangement._replace(conditions=self.comparison.conditions))
        self.sheet = _Sheet(studio, parent=self)
        self.kept = KeptViews(studio, ViewKind.COMPARISON, self._to_keep, self)
        self.subtopics_button = QToolButton(self, icon=icon("list-bullets"))
        self.pin_button = QToolButton(self, icon=icon("push-pin"), checkable=True)
        self.begin_button = QPushButton(self, default=True)
        self.nothing = QLabel(self, wordWrap=True)
        self._pages = QStackedWidget(self)
        self._build()
        self._connect()
        self.show_comparison(self.comparison)

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.sheet.setAccessibleName(self.tr("Side by side"))
        for button, tip in (
            (self.subtopics_button, self.tr("Choose the sub-topics")),
            (self.pin_button, self.tr("Pin the first column: it stays when the others are scrolled across")),
        ):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setToolTip(tip)
        self.pin_button.setText(self.tr("Pin"))
        self.pin_button.setAccessibleName(self.tr("Pin the first column"))
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(_line(self.sides, self.kept))
        column.addLayout(_line(self.filter, self.subtopics_button, self.pin_button))
        column.addWidget(self._pages, 1)
        self._pages.addWidget(self.sheet)
        self._pages.addWidget(self._empty_page())

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        self.nothing.setProperty("muted", True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(page, spacing=4 * STEP)
        column.setContentsMargins(8 * STEP, 20 * STEP, 8 * STEP, 8 * STEP)
        column.addWidget(self.nothing)
        column.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self.sides.wanted.connect(self.show_comparison)
        self.filter.changed.connect(self._filtered)
        for choice in (self.sides, self.filter, self.kept):
            choice.left.connect(self.hand_over)
        self.kept.chosen.connect(self.choose_kept)
        self.subtopics_button.clicked.connect(self.choose_subtopics)
        self.pin_button.toggled.connect(
            lambda pinned: self.show_comparison(self.comparison._replace(pinned=pinned))
        )
        self.begin_button.clicked.connect(self.begin)
        self.read_in(self.sheet)
        self.sheet.step_wanted.connect(self._step_column)
        self.sheet.column_head.dragged_to.connect(self._move_column)
        self.studio.changed.connect(self._refresh)

    @cached_property
    def subtopics(self) -> Chooser:
        """The sub-topics, with ticks."""
        chooser = Chooser(self)
        chooser.picked.connect(self._toggle_subtopic)
        return chooser

    # What is on show --------------------------------------------------------------------------------

    @property
    def head(self) -> QWidget:
        """What takes the keyboard when the tab is shown."""
        return self.sheet if self._pages.currentIndex() == 0 else self.begin_button

    def show_comparison(self, wanted: Comparison) -> None:
        """Set other things side by side, or the same ones otherwise."""
        self.comparison = wanted
        settings.put(self._key, json.dumps(wanted.settings()))
        self.pin_button.setChecked(wanted.pinned)
        self._show()

    def extent(self) -> Extent | None:
        study, now = self.studio.study, self.comparison
        name = self.kept.text() if self.kept.view and self.kept.view.settings == now.settings() else ""
        pairs = study.field(now.paired) if now.paired else None
        if pairs is None and now.empty:
            return None

        def page() -> Page:
            from framework_qda.tasks.pages import comparison_page, pairs_page

            if pairs:
                return pairs_page(study, pairs.id, now.subtopics, now.conditions, title=name)
            return comparison_page(study, now.things, now.subtopics, now.conditions, title=name)

        heads = ", ".join(head.title for head in self.sheet.plan.heads)
        return of_page(name or self.tr("Side by side: %s") % (pairs.name if pairs else heads), page)

    def _show(self) -> None:
        self._stale = False
        study, now = self.studio.study, self.comparison
        plan = plan_of(study, now)
        badges = badges_of(plan, study.categorised(), marked=not now.down)
        bars = self.sheet.horizontalScrollBar(), self.sheet.verticalScrollBar()
        before = [bar.value() for bar in bars]
        self.sheet.pin(now.pinned)
        self.sheet.column_head.let_drag(not now.paired and len(plan.heads) > 1)
        self.sheet.plan_model.badges = badges
        self.sheet.show_plan(plan)
        for bar, value in zip(bars, before, strict=True):
            if self.sheet.current_key is None or bar is bars[0]:
                bar.setValue(value)
        self.sides.show_comparison(now)
        self.kept.show_name()
        self._label_subtopics()
        self._show_page()

    def _label_subtopics(self) -> None:
        chosen = self.comparison.subtopics
        known = {each.id for each in self.studio.study.subtopics()}
        count = len(known.intersection(chosen or ()))
        words = self.tr("All sub-topics") if chosen is None else self.tr("%d sub-topics") % count
        self.subtopics_button.setText(words)
        self.subtopics_button.setAccessibleName(self.tr("Read along: %s") % words)
        self.subtopics_button.setVisible(not self.comparison.down)

    def _show_page(self) -> None:
        shown = next(self.sheet.plan.keys(), None) is not None
        field = suggested(self.studio.study)
        filtered = not self.comparison.empty and bool(self.comparison.conditions)
        if filtered:
            self.nothing.setText(self.tr("No interview meets all of this: %s.") % self.filter.in_words())
            self.begin_button.setText(self.tr("Clear all filters"))
        else:
            self.nothing.setText(
                self.tr("Set two to six areas, interviews, groups or sub-topics next to each other.")
            )
            beginning = field and self.comparison.empty
            self.begin_button.setText(
                self.tr("Compare by %s") % field.name if field and beginning else self.tr("Add…")
            )
        had = self.begin_button.hasFocus() or self.sheet.hasFocus()
        self._pages.setCurrentIndex(0 if shown else 1)
        for button in (self.subtopics_button, self.pin_button):
            button.setEnabled(not self.comparison.empty)
        if had and self.isVisible():
            self.head.setFocus()

    def begin(self) -> None:
        """Do what the button of the empty page says."""
        field = suggested(self.studio.study)
        if not self.comparison.empty and self.comparison.conditions:
            self.filter.clear()
        elif field and self.comparison.empty:
            self.show_comparison(with_picked(self.studio.study, self.comparison, all_of(field.id)))
        else:
            self.sides.add()

    # Choosing ---------------------------------------------------------------------------------------

    def choose_subtopics(self) -> None:
        """Offer matrices and sub-topics with ticks; none ticked is all."""
        self.subtopics.open(
            self.subtopics_button,
            self.tr("Read along these sub-topics"),
            subtopic_offers(self.studio.study, self.comparison.subtopics),
            self.tr("Space ticks · Enter closes · none ticked shows all"),
        )

    def _toggle_subtopic(self, key: str) -> None:
        study = self.studio.study
        chosen = with_toggled(study, self.comparison.subtopics, key)
        self.show_comparison(self.comparison._replace(subtopics=chosen))
        self.subtopics.refresh(subtopic_offers(study, chosen))

    def pair_by(self, field: FieldId) -> None:
        """Set the values of a field side by side within every area."""
        self.show_comparison(with_picked(self.studio.study, self.comparison, pairing(field)))

    def choose_kept(self, view: str) -> None:
        """Show a comparison that is kept."""
        found = self.studio.study.view(ViewId(view))
        if found is not None:
            wanted = comparison(found.settings)
            self.comparison = wanted
            self.filter.arrange(self.filter.arrangement._replace(conditions=wanted.conditions))
            self.show_comparison(wanted)

    def _to_keep(self) -> dict[str, object] | None:
        return None if self.comparison.empty else self.comparison.settings()

    def _filtered(self) -> None:
        if self.comparison.conditions != self.filter.conditions:
            self.show_comparison(self.comparison._replace(conditions=self.filter.conditions))
        else:
            self._show()  # other interviews meet the same

    def _step_column(self, step: int) -> None:
        """Swap the current column with its neighbour."""
        if thing := self._thing_of(self.sheet.currentIndex().column()):
            self.sides.step(thing, step)

    def _move_column(self, column: int, to: int) -> None:
        """Put the column whose head was dragged in another place."""
        if thing := self._thing_of(column):
            self.sides.step(thing, to - column)

    def _thing_of(self, column: int) -> Thing | None:
        heads = self.sheet.plan.heads
        if self.comparison.paired or not 0 <= column < len(heads):
            return None
        return next((each for each in self.comparison.things if heads[column].id in _ids(each)), None)

    # Remembering and following ------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        return settings.for_study(self.studio.study.path, "compare/side by side")

    def _remembered(self) -> Comparison:
        try:
            return comparison(json.loads(settings.get(self._key, "{}")))
        except (TypeError, ValueError):  # written by another version
            return Comparison()

    def _refresh(self, change: Change) -> None:
        self._stale |= change.touches(*_TABLES)
        self._keep_up()

    def _keep_up(self) -> None:
        if self._stale and self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        self._keep_up()
        super().showEvent(event)


def _ids(thing: Thing) -> tuple[str, str]:
    return thing.id, f"{thing.id}={thing.value}"


def _line(first: QWidget, *others: QWidget) -> QHBoxLayout:
    line = QHBoxLayout(spacing=2 * STEP)
    line.setContentsMargins(2 * STEP, STEP, 2 * STEP, 0)
    line.addWidget(first, 1)
    for each in others:
        line.addWidget(each)
    return line


class _Sheet(PinnedSheet):
    """The sheet, in which Alt with an arrow swaps columns; `step_wanted` carries which way."""

    step_wanted = Signal(int)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and sideways(event):
            event.accept()  # else the window would go back
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := sideways(event):
            self.step_wanted.emit(step)
        else:
            super().keyPressEvent(event)
