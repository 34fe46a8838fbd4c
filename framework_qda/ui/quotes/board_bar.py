"""Filter quotations: by what they are themselves, and by the fields of their interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from framework_qda.study.model import Change, Condition, Field, FieldId
from framework_qda.ui.filtering.bar import FilterBar
from framework_qda.ui.filtering.chip import Chip
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.quotes.board_rows import Checks, Facet, Finder, Shown
from framework_qda.ui.studio import Studio

_OWN = ("quotation", "quotation_tag", "indexing", "block", "passage")


class BoardBar(FilterBar):
    """A filter bar that also has the facets of quotations; `shown` is all it says."""

    def __init__(
        self,
        studio: Studio,
        finder: Finder,
        checks: Callable[[], Checks],
        parent: QWidget | None = None,
    ) -> None:
        self._finder, self._checks = finder, checks
        self._facets: dict[Facet, tuple[str, ...]] = {}
        super().__init__(studio, parent, grouping=False)
        self.add_button.setToolTip(self.tr("Filter the quotations"))
        self.keep_button.hide()  # what is kept by name is about interviews

    @property
    def shown(self) -> Shown:
        """What the filters say, with no search and no order."""
        return Shown(facets=dict(self._facets), conditions=self.conditions)

    def show_where(self, shown: Shown) -> None:
        """Say what another part of the window points at."""
        self._facets = dict(shown.facets)
        self.arrange(self.arrangement._replace(conditions=tuple(shown.conditions)))

    def want(self, facet: Facet, values: Sequence[str]) -> None:
        """Show only quotations that have any of these values of a facet; without values, all again."""
        self._facets = dict(self.shown.narrowed(facet, values).facets)
        self._show()
        self._tell()

    def clear(self) -> None:
        self._facets = {}
        super().clear()

    # Choosing ---------------------------------------------------------------------------------------

    def add(self) -> None:
        """Offer the facets and the fields, then the values of the one that is picked."""
        self.values.close()
        self._below = self.add_button
        own = [Offer(facet, self.tr(facet), self.tr("of the quotation")) for facet in Facet]
        fields = [Offer(field.id, field.name, field.kind) for field in self.studio.study.fields()]
        self.fields.open(self.add_button, self.tr("Filter by"), [*own, *fields])

    def choose_values(self, field: FieldId, below: QWidget) -> None:
        """Offer the values of a facet or a field with ticks."""
        facet = _facet(field)
        if facet is None:
            super().choose_values(field, below)
            return
        self.fields.close()
        self._asked, self._below = field, self.add_button
        self.values.open(
            below, self.tr(facet), self._facet_offers(facet), self.tr("Space ticks · Enter closes")
        )

    def _facet_offers(self, facet: Facet) -> list[Offer]:
        others = self.shown.narrowed(facet, ())
        values = self._finder.values_of(facet, self._checks())
        counts = Counter(
            value for each in self._finder.found(others, self._checks()) for value in values(each)
        )
        chosen = self._facets.get(facet, ())
        return [
            Offer(option.key, option.words, f"{counts[option.key]:,}", option.key in chosen)
            for option in self._finder.options(facet)
            if counts[option.key] or option.key in chosen or facet not in (Facet.SUBTOPIC, Facet.INTERVIEW)
        ]

    def _toggle_value(self, value: str) -> None:
        facet = _facet(self._asked) if self._asked else None
        if facet is None:
            super()._toggle_value(value)
            return
        chosen = set(self._facets.get(facet, ())) ^ {value}
        keys = [option.key for option in self._finder.options(facet)]
        self.want(facet, [key for key in keys if key in chosen])
        self.values.refresh(self._facet_offers(facet))

    # What it shows ----------------------------------------------------------------------------------

    def _result(self) -> tuple[object, ...]:
        return (*super()._result(), dict(self._facets))

    def _show_chips(self, conditions: Sequence[tuple[Condition, Field]]) -> None:
        """Show the facets' chips before those of fields."""
        super()._show_chips(conditions)
        own = [self._facet_chip(facet, values) for facet, values in self._facets.items()]
        for n, chip in enumerate(own):
            self._line.insertWidget(1 + n, chip)
            chip.show()
            QWidget.setTabOrder(own[n - 1] if n else self.add_button, chip)
        self.chips = [*own, *self.chips]

    def _show(self) -> None:
        super()._show()
        self.clear_button.setVisible(bool(self.chips))
        self.keep_button.hide()

    def _show_count(self, conditions: Sequence[Condition]) -> None:
        """Say no count of interviews: the board counts quotations."""

    def _facet_chip(self, facet: Facet, values: Sequence[str]) -> Chip:
        names = dict(self._finder.options(facet))
        words = self.tr(" or ").join(names.get(value, self.tr("deleted")) for value in values)
        chip = Chip(f"{self.tr(facet)}: {words}", self)
        chip.clicked.connect(lambda: self.choose_values(FieldId(facet), chip))
        chip.removed.connect(lambda: self._take_away(facet))
        return chip

    def _take_away(self, facet: Facet) -> None:
        self.want(facet, ())
        self.add_button.setFocus()

    def _refresh(self, change: Change) -> None:
        super()._refresh(change)
        if self._facets and change.touches(*_OWN):
            self._show()


def _facet(key: str) -> Facet | None:
    return next((each for each in Facet if each == key), None)
