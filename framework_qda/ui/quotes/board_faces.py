"""What is to be seen of each quotation, worked out when it is first wanted and in quiet moments."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from framework_qda.study.authoring import ExposedIn, Quotation, QuotationId
from framework_qda.study.model import Change
from framework_qda.text.quoting import EditKind, shown_pieces
from framework_qda.text.verifying import Check, Verdict
from framework_qda.ui.quotes.marks import (
    by_ear_in_words,
    passage_gone_in_words,
    status_in_words,
    verdict_in_words,
)
from framework_qda.ui.studio import Studio

_AT_ONCE = 25  # quotations compared with their sources before the window is looked after again
_BUDGET = 0.015  # seconds of it
_SPOKEN_OF = (
    *("attribution", "attribute", "attribute_value", "area", "interview", "participant"),
    *("quotation", "setting"),
)
_CHECKED = ("quotation", "passage", "interview")
_EXPOSED = ("quotation", "identifying", "acceptance", "setting", "interview", "matrix", "subtopic")


class Face(NamedTuple):
    """How a quotation reads: its words in pieces, who speaks, and what is known of it.

    `check` is None until it was compared with its source, `exposed` until it was looked through.
    """

    pieces: tuple[tuple[str, EditKind], ...]
    attribution: str
    check: Check | None
    by_ear: bool  # still to be checked so
    used: int
    exposed: bool | None

    @property
    def _says_so(self) -> bool:
        """Whether the verdict in words says itself that nobody has heard it."""
        return self.check is not None and self.check.verdict is Verdict.VERBATIM

    def marks_in_words(self, quotation: Quotation) -> str:
        """Say all marks, as a screen reader does."""
        return ", ".join(filter(None, (
            verdict_in_words(self.check.verdict, unheard=self.by_ear) if self.check else "",
            passage_gone_in_words() if quotation.passage is None else "",
            by_ear_in_words() if self.by_ear and not self._says_so else "",
            f"used {self.used}" if self.used else "not used",
            "strongest" if quotation.strongest else "",
            status_in_words(quotation.status),
            "; ".join(quotation.tags),
            "could tell who somebody is" if self.exposed else "",
        )))  # fmt: skip


class Faces(QObject):
    """Know how quotations read; `came` tells that more is known of some.

    Quotations are compared with their sources and looked through for what identifies in quiet moments, those
    on show first.
    """

    came = Signal()
    verified = Signal()  # all of them

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = studio.study
        self._pieces: dict[str, tuple[tuple[str, EditKind], ...]] = {}
        self._attributions: dict[tuple[object, ...], str] = {}
        self._exposed: dict[QuotationId, bool] = {}
        self.checks: dict[QuotationId, Check] = {}
        self._unchecked: list[Quotation] = []
        self._wanted: Sequence[Quotation] = ()
        self._style = self._study.house_style
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)
        studio.changed.connect(self._changed)

    def begin(self) -> None:
        """Compare every quotation with its source, a few at a time."""
        self._unchecked = list(reversed(self._study.quotations()))
        self._timer.start()

    @property
    def all_checked(self) -> bool:
        """Whether every quotation was compared with its source as it is now."""
        return not self._unchecked

    def want(self, quotations: Sequence[Quotation]) -> None:
        """Look at these first: they are on show."""
        self._wanted = [each for each in quotations if each.id not in self._exposed]
        missing = [each for each in quotations if each.id not in self.checks]
        if missing:
            self.checks.update(self._study.verified_of(missing[:_AT_ONCE]))
        if self._wanted or self._unchecked:
            self._timer.start()

    def of(self, quotation: Quotation) -> Face:
        """Give how a quotation reads."""
        return Face(
            self._pieces_of(quotation),
            self._attribution_of(quotation),
            self.checks.get(quotation.id),
            quotation.id in self._study.semi_verbatim(),
            len(self._study.uses().get(quotation.id, ())),
            self._exposed.get(quotation.id),
        )

    def _pieces_of(self, quotation: Quotation) -> tuple[tuple[str, EditKind], ...]:
        if quotation.text not in self._pieces:
            self._pieces[quotation.text] = shown_pieces(quotation.text, self._style)
        return self._pieces[quotation.text]

    def _attribution_of(self, quotation: Quotation) -> str:
        key = (quotation.template, quotation.interview, quotation.participant)
        if key not in self._attributions:
            self._attributions[key] = self._study.attribution_of(quotation)
        return self._attributions[key]

    def _work(self) -> None:
        """Do a little of what is left to look at."""
        until = time.perf_counter() + _BUDGET
        wanted = list(self._wanted)
        while wanted and time.perf_counter() < until:
            each = wanted.pop()
            self._exposed[each.id] = self._is_exposed(each)
        if self._wanted and not wanted:
            self.came.emit()
        self._wanted = wanted
        while self._unchecked and not wanted and time.perf_counter() < until:
            those = [self._unchecked.pop() for _ in range(min(_AT_ONCE, len(self._unchecked)))]
            self.checks.update(self._study.verified_of(those))
            if not self._unchecked:
                self.verified.emit()
        if not self._wanted and not self._unchecked:
            self._timer.stop()

    def _is_exposed(self, quotation: Quotation) -> bool:
        text = "".join(piece for piece, _ in self._pieces_of(quotation))
        found = self._study.exposures_of(ExposedIn.QUOTATION, quotation.id, text)
        return any(not each.accepted for each in found)

    def _changed(self, change: Change) -> None:
        if change.touches("setting") and self._style != self._study.house_style:
            self._style = self._study.house_style
            self._pieces.clear()
        if change.touches(*_SPOKEN_OF):
            self._attributions.clear()
        if change.touches(*_EXPOSED):
            only = {key[0] for key in change.rows.get("quotation", ())}
            if change.touches(*(set(_EXPOSED) - {"quotation"})):
                self._exposed.clear()
            for each in only:
                self._exposed.pop(QuotationId(each), None)
        if change.touches(*_CHECKED):
            self._recheck(change)

    def _recheck(self, change: Change) -> None:
        """Compare those again that were changed; all where their sources were."""
        rows = self._study.quotations()
        if not change.touches("passage", "interview"):
            changed = {key[0] for key in change.rows.get("quotation", ())}
            rows = [each for each in rows if each.id in changed]
        for gone in self.checks.keys() - self._study.quotations_by_id().keys():
            del self.checks[gone]
        some, others = rows[:_AT_ONCE], rows[_AT_ONCE:]
        self.checks.update(self._study.verified_of(some))
        self._unchecked = list(reversed(others))
        if self._unchecked:
            self._timer.start()
