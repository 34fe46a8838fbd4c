"""The filter bar: conditions as chips, how the rows are grouped, and filters that are kept by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from framework_qda.study.model import NO_VALUE, Change, Condition, Field, FieldId, View, ViewId, ViewKind
from framework_qda.ui.elided import in_the_middle
from framework_qda.ui.filtering.chip import Chip
from framework_qda.ui.filtering.conditions import Arrangement, arrangement, counted, in_words, values_in_words
from framework_qda.ui.filtering.offer import KEEP, Offer
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.worded import WordedToolButton

if TYPE_CHECKING:
    from framework_qda.ui.filtering.chooser import Chooser
    from framework_qda.ui.filtering.kept import KeptChooser

_TABLES = (
    *("attribute", "attribute_value", "area", "interview", "participant", "matrix", "subtopic", "view"),
    *("finding", "placing", "typology", "type", "type_category", "type_case"),
)
_CHIP = 40 * STEP  # what a chip may take before words beside it are left out
_AREAS, _BACKWARDS = "areas", "backwards"
_LONGEST = 28  # letters of a name that is written on a button


class FilterBar(QWidget):
    """One line that says which interviews a view shows and in which bands.

    `changed` tells that `conditions`, `by` or `descending` are others, or that other interviews meet them;
    `left` that a choice is made and the keyboard may go to what is shown.
    What is about a field that has been deleted is left out, and comes back when the field does.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None, *, grouping: bool = True) -> None:
        super().__init__(parent)
        self.studio = studio
        self._wanted = Arrangement()
        self.chips: list[Chip] = []
        self.chips_below = False  # in a line of their own
        self.add_button = self._button("funnel", self.tr("Filter"), self.tr("Add a filter"))
        self.clear_button = self._button("x", "", self.tr("Clear all filters"))
        self.count = QLabel(self)
        self.count.setProperty("muted", True)
        self.group_button = self._button("stack", "", self.tr("Group by"))
        self.keep_button = self._button("bookmark-simple", "", self.tr("Kept filters"))
        self._asked: FieldId | None = None  # whose values are on offer
        self._named: ViewId | None = None  # the filter that was chosen or kept last
        self._below: QWidget = self.add_button
        self._build()
        self.group_button.setVisible(grouping)
        self._connect()
        self._told = self._result()
        self._show()

    def _button(self, symbol: str, text: str, name: str) -> QToolButton:
        button = WordedToolButton(self, icon=icon(symbol), text=text, toolTip=name, accessibleName=name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Filters"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        lines = QVBoxLayout(self, spacing=STEP)
        lines.setContentsMargins(0, 0, 0, 0)
        self._line, self._second = QHBoxLayout(spacing=STEP), QHBoxLayout(spacing=STEP)
        lines.addLayout(self._line)
        lines.addLayout(self._second)
        self._second.addStretch(1)
        for button in (self.add_button, self.clear_button):
            self._line.addWidget(button)
        self._line.addWidget(self.count)
        self._line.addStretch(1)
        for button in (self.group_button, self.keep_button):
            self._line.addWidget(button)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add)
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.clicked.connect(lambda: self.add_button.setFocus())
        self.group_button.clicked.connect(self.choose_group)
        self.keep_button.clicked.connect(self.choose_kept)
        self.studio.changed.connect(self._refresh)

    # Lists under the buttons, made when they are first wanted -------------------------------------------

    @cached_property
    def fields(self) -> Chooser:
        """The fields on offer."""
        fields = self._chooser()
        fields.picked.connect(lambda field: self.choose_values(FieldId(field), self._below))
        return fields

    @cached_property
    def values(self) -> Chooser:
        """The values of a field, with ticks."""
        values = self._chooser()
        values.picked.connect(self._toggle_value)
        values.left_off.connect(self.add)
        return values

    @cached_property
    def groups(self) -> Chooser:
        """What the rows can be grouped by."""
        groups = self._chooser()
        groups.picked.connect(self._group_picked)
        return groups

    @cached_property
    def kept(self) -> KeptChooser:
        """The filters that are kept."""
        from framework_qda.ui.filtering.kept import KeptChooser

        kept = KeptChooser(self)
        kept.picked.connect(self._kept_picked)
        kept.delete_wanted.connect(self._delete_kept)
        return kept

    def _chooser(self) -> Chooser:
        from framework_qda.ui.filtering.chooser import Chooser

        return Chooser(self)

    # Room -------------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        fixed = [self.add_button, self.clear_button, self.group_button, self.keep_button]
        chips = sum(chip.minimumSizeHint().width() + STEP for chip in self.chips)
        buttons = sum(self._icon_width() + STEP for button in fixed if not button.isHidden())
        return QSize(max(chips, buttons), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        if not self.chips:
            return super().sizeHint()
        # The same whether the chips stand in a line of their own or not, or they would go to and fro.
        return QSize(self._chips_width() + 4 * (self._icon_width() + STEP), super().sizeHint().height())

    def _chips_width(self) -> int:
        return sum(min(chip.sizeHint().width(), _CHIP) + STEP for chip in self.chips)

    def _words_width(self, button: QToolButton) -> int:
        if button.isHidden() or not button.text():
            return 0
        return self.fontMetrics().horizontalAdvance(button.text()) + 2 * STEP

    def _icon_width(self) -> int:
        return self.clear_button.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Write out the filter's name and how the rows are grouped; chips that leave no room go below."""
        room = self.width() - 4 * (self._icon_width() + STEP)
        words = sum(map(self._words_width, (self.keep_button, self.group_button)))
        self._set_below(bool(self.chips) and self._chips_width() + words > room)
        room -= 0 if self.chips_below else self._chips_width()
        style = Qt.ToolButtonStyle
        for button in (self.keep_button, self.group_button, self.add_button):
            words = self._words_width(button)
            shown = words <= room and (button is not self.add_button or not self.chips)
            room -= words if shown else 0
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if shown else style.ToolButtonIconOnly)
            if button.text() and not shown:
                button.setToolTip(button.accessibleName())
        self.count.setVisible(bool(self.chips) and self.count.sizeHint().width() + 2 * STEP < room)

    def _set_below(self, below: bool) -> None:
        """Put the chips into a line of their own, or beside the buttons."""
        if below != self.chips_below:
            self.chips_below = below
            self._lay_chips()
            self.updateGeometry()

    def _lay_chips(self) -> None:
        line, first = (self._second, 0) if self.chips_below else (self._line, 1)
        for n, chip in enumerate(self.chips):
            line.insertWidget(first + n, chip)

    # What it says -----------------------------------------------------------------------------------

    @property
    def arrangement(self) -> Arrangement:
        """All it says, without what is about a field that has been deleted."""
        if self._wanted == Arrangement():
            return self._wanted
        known = {field.id for field in self.studio.study.fields()}
        conditions = tuple(each for each in self._wanted.conditions if each.field in known)
        by = self._wanted.by if self._wanted.by in known else None
        return Arrangement(conditions, by, self._wanted.descending and by is not None)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What interviews must meet to be shown."""
        return self.arrangement.conditions

    @property
    def by(self) -> FieldId | None:
        """What makes the bands; None for areas."""
        return self.arrangement.by

    @property
    def descending(self) -> bool:
        """Whether the bands stand backwards."""
        return self.arrangement.descending

    def arrange(self, wanted: Arrangement) -> None:
        """Say something else."""
        self._wanted = wanted
        self._show()
        self._tell()

    def group_by(self, by: FieldId | None, *, descending: bool = False) -> None:
        """Make bands of the values of a field, or of areas."""
        self.arrange(self.arrangement._replace(by=by, descending=descending and by is not None))

    def set_condition(self, field: FieldId, values: Sequence[str]) -> None:
        """Show only interviews with any of these values; without values the condition goes."""
        before = {each.field: each.values for each in self.conditions}
        after = {**before, field: tuple(values)}
        conditions = tuple(Condition(of, those) for of, those in after.items() if those)
        self.arrange(self.arrangement._replace(conditions=conditions))

    def clear(self) -> None:
        """Take every condition away; the bands stay."""
        self.arrange(self.arrangement._replace(conditions=()))

    def in_words(self) -> str:
        """Say all conditions in one line."""
        fields = {field.id: field for field in self.studio.study.fields()}
        return "; ".join(in_words(each, fields[each.field]) for each in self.conditions)

    def arrangement_in_words(self) -> str:
        """Say how the rows are grouped and filtered, as it stands beneath a title."""
        by = self.studio.study.field(self.by) if self.by else None
        grouped = self.tr("By %s") % by.name if by else ""
        if grouped and self.descending:
            grouped = self.tr("%s, backwards") % grouped
        said = "; ".join(filter(None, (grouped, self.in_words())))
        return said[:1].upper() + said[1:]

    # Following the study ------------------------------------------------------------------------------

    def _result(self) -> tuple[object, ...]:
        """Give what a view of these interviews depends on."""
        study, now = self.studio.study, self.arrangement
        rows = study.meeting(now.conditions) if now.conditions else None
        return now, rows, study.field_values(now.by) if now.by else None

    def _tell(self) -> None:
        result = self._result()
        if result != self._told:
            self._told = result
            self.changed.emit()

    def _refresh(self, change: Change) -> None:
        if change.touches(*_TABLES):
            self._show()
            self._tell()

    def _show(self) -> None:
        now = self.arrangement
        fields = {field.id: field for field in self.studio.study.fields()} if now != Arrangement() else {}
        self._show_chips([(each, fields[each.field]) for each in now.conditions])
        self.clear_button.setVisible(bool(now.conditions))
        self._show_count(now.conditions)
        grouped = fields[now.by].name if now.by else self.tr("areas")
        shown = in_the_middle(self, grouped, _LONGEST)
        self.group_button.setText(self.tr("By %s") % shown + (" ↓" if now.descending else ""))
        self.group_button.setAccessibleName(self.tr("Grouped by %s") % grouped)
        kept = view.name if (view := self.in_force) else ""
        words = in_the_middle(self, kept, _LONGEST).replace("&", "&&") or self.tr("Keep")
        self.keep_button.setText(words if now != Arrangement() else "")
        self.keep_button.setEnabled(now != Arrangement() or bool(self._views()))
        name = self.tr("Kept filters: %s") % kept if kept else self.tr("Kept filters")
        self.keep_button.setAccessibleName(name)
        self.keep_button.setToolTip(name)
        self._fit()
        self.updateGeometry()

    def _show_count(self, conditions: Sequence[Condition]) -> None:
        study = self.studio.study
        said = ""
        if conditions:
            rows = len(study.meeting(conditions)), len(study.interviews())
            said = self.tr("%d of %d interviews shown") % rows
        self.count.setText(said)
        clear = self.tr("Clear all filters")
        self.clear_button.setToolTip(f"{clear} · {said}" if said else clear)
        self.add_button.setAccessibleDescription(said)

    def _show_chips(self, conditions: Sequence[tuple[Condition, Field]]) -> None:
        focused = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        for chip in self.chips:
            (self._second if self.chips_below else self._line).removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(condition, field) for condition, field in conditions]
        for n, chip in enumerate(self.chips):
            chip.show()  # now, so that it can have the keyboard
            QWidget.setTabOrder(self.chips[n - 1] if n else self.add_button, chip)
        self._lay_chips()
        if focused >= 0:
            (self.chips[min(focused, len(self.chips) - 1)] if self.chips else self.add_button).setFocus()

    def _chip(self, condition: Condition, field: Field) -> Chip:
        chip = Chip(in_words(condition, field), self, short=values_in_words(condition))
        chip.clicked.connect(lambda: self.choose_values(condition.field, chip))
        chip.removed.connect(lambda: self.set_condition(condition.field, ()))
        return chip

    # Choosing ---------------------------------------------------------------------------------------

    def add(self) -> None:
        """Offer the fields, then the values of the one that is picked."""
        self.values.close()
        self._below = self.add_button
        self.fields.open(
            self.add_button,
            self.tr("Filter by"),
            [Offer(field.id, field.name, field.kind) for field in self.studio.study.fields()],
            self.tr("Attributes are made in Sources, categories beside a sub-topic."),
        )

    def choose_values(self, field: FieldId, below: QWidget) -> None:
        """Offer the values of a field with ticks."""
        self.fields.close()
        # Its chip is made anew with every tick, so it is the bar that the list hangs from.
        self._asked, self._below = field, self.add_button
        found = self.studio.study.field(field)
        if found is not None:
            self.values.open(
                below, found.name, self._value_offers(found), self.tr("Space ticks · Enter closes")
            )

    def _value_offers(self, field: Field) -> list[Offer]:
        chosen = next((each.values for each in self.conditions if each.field == field.id), ())
        others = [each for each in self.conditions if each.field != field.id]
        counts = counted(self.studio.study, field.id, others)
        gone = [value for value in chosen if value not in (*field.values, NO_VALUE)]
        values = [*field.values, *gone, *([NO_VALUE] if counts[NO_VALUE] or NO_VALUE in chosen else [])]
        return [Offer(value, value, f"{counts[value]:,}", value in chosen) for value in values]

    def _toggle_value(self, value: str) -> None:
        field = self.studio.study.field(self._asked) if self._asked else None
        if field is None:
            return
        chosen = set(next((each.values for each in self.conditions if each.field == field.id), ()))
        offers = [offer.key for offer in self._value_offers(field)]
        self.set_condition(field.id, [each for each in offers if (each in chosen) != (each == value)])
        self.values.refresh(self._value_offers(field))

    def choose_group(self) -> None:
        """Offer what the rows can be grouped by."""
        now = self.arrangement
        offers = [Offer(_AREAS, self.tr("areas"), self.tr("reading order"))]
        offers += [Offer(field.id, field.name, field.kind) for field in self.studio.study.fields()]
        if now.by:
            turned = self.tr("Forwards") if now.descending else self.tr("Backwards")
            offers.insert(0, Offer(_BACKWARDS, turned, self.tr("the order of bands")))
        self.groups.open(self.group_button, self.tr("Group by"), offers)

    def _group_picked(self, key: str) -> None:
        self.groups.close()
        if key == _BACKWARDS:
            self.group_by(self.by, descending=not self.descending)
        else:
            self.group_by(None if key == _AREAS else FieldId(key), descending=self.descending)
        self.left.emit()

    # Filters kept by name ---------------------------------------------------------------------------

    def _views(self) -> list[View]:
        return self.studio.study.views(ViewKind.FILTER)

    @property
    def in_force(self) -> View | None:
        """The kept filter that says what this one says; of several the one that was chosen or kept last."""
        now = self.arrangement
        same = (
            [each for each in self._views() if arrangement(each.settings) == now]
            if now != Arrangement()
            else []
        )
        return next((each for each in same if each.id == self._named), same[0] if same else None)

    def choose_kept(self) -> None:
        """Offer the filters that are kept, or to keep this one under the name that is typed."""
        self.kept.can_keep = self.arrangement != Arrangement()
        title = self.tr("Choose, or type a name to keep this one") if self.kept.can_keep else ""
        self.kept.open(
            self.keep_button,
            title or self.tr("Choose a kept filter"),
            self._kept_offers(),
            self.tr("F2 renames, Del deletes the current one")
            if self._views()
            else self.tr("No filter is kept yet."),
            current=view.id if (view := self.in_force) else "",
        )

    def _kept_offers(self) -> list[Offer]:
        study = self.studio.study
        counts = [len(study.meeting(arrangement(view.settings).conditions)) for view in self._views()]
        return [
            Offer(view.id, view.name, f"{count:,}") for view, count in zip(self._views(), counts, strict=True)
        ]

    def _kept_picked(self, key: str) -> None:
        from framework_qda.ui.filtering.kept import RENAME

        typed, renamed = self.kept.field.text().strip(), self.kept.renamed
        self.kept.close()
        if key == KEEP:
            self.keep(typed)
        elif key == RENAME and renamed:
            self.studio.study.rename_view(ViewId(renamed.key), typed)
        else:
            self.choose(ViewId(key))
            self.left.emit()

    def keep(self, name: str) -> None:
        """Keep this filter under a name; undo takes it back."""
        self._named = self.studio.study.keep_view(ViewKind.FILTER, name, self.arrangement.settings())

    def choose(self, view: ViewId) -> None:
        """Say what a kept filter says."""
        found = self.studio.study.view(view)
        if found is not None:
            self._named = view
            self.arrange(arrangement(found.settings))

    def _delete_kept(self, key: str) -> None:
        if key != KEEP:
            self.studio.study.delete_view(ViewId(key))
            self.kept.refresh(self._kept_offers())
