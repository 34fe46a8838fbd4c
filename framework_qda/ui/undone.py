"""Say where a change is to be seen, so that an undo out of sight can be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from framework_qda.study import Study
from framework_qda.study.authoring import QuotationId
from framework_qda.study.model import About, Change, FindingId, ViewId, ViewKind
from framework_qda.ui.modes import Mode

_CASES = (About.AREA, About.INTERVIEW)


class Spot(NamedTuple):
    """A way of working, the part of it, and the id of what is shown there."""

    mode: Mode
    part: str = ""
    subject: str = ""
    name: str = ""

    def words(self) -> str:
        """Say where it is."""
        mode = QCoreApplication.translate("ModeBar", self.mode)
        return " · ".join(filter(None, (mode, self.name or self.part.capitalize())))


def spot_of(study: Study, change: Change) -> Spot | None:
    """Find where a change of something else than cells is to be seen: in the history if nowhere else.

    None for what is the same everywhere, such as the title of the study.
    """
    for tables, find in _FINDERS:
        rows = [(table, key) for table in tables for key in sorted(change.rows.get(table, ()))]
        if rows:
            return find(study, rows)
    return Spot(Mode.HISTORY) if change.rows.keys() - {"setting"} else None


_Rows = list[tuple[str, tuple[str, ...]]]


def _overview(study: Study, rows: _Rows) -> Spot:
    about, subject = About(rows[0][1][0]), rows[0][1][1]
    part = "case" if about in _CASES else "theme" if about is About.SUBTOPIC else "matrix"
    return Spot(Mode.READ, part, subject, study.subject_name(about, subject))


def _finding(study: Study, rows: _Rows) -> Spot:
    ids = [FindingId(key[0]) for _, key in rows]
    there = next((each.subtopic for each in map(study.finding, ids) if each), None)
    subtopic = there or next(filter(None, map(study.subtopic_of_gone, ids)), "")
    return Spot(
        Mode.READ, "theme", subtopic, study.subject_name(About.SUBTOPIC, subtopic) if subtopic else ""
    )


def _view(study: Study, rows: _Rows) -> Spot:
    view = study.view(ViewId(rows[0][1][0]))
    tabs = {ViewKind.CENTRAL_CHART: "central chart", ViewKind.LINKAGE: "linkage"}
    if view and view.kind is ViewKind.FILTER:
        return Spot(Mode.CHART, "", "", view.name)
    return Spot(
        Mode.COMPARE, tabs.get(view.kind, "side by side") if view else "", "", view.name if view else ""
    )


def _quotation(study: Study, rows: _Rows) -> Spot:
    known = [key[0] for _, key in rows if study.quotation(QuotationId(key[0]))]
    return Spot(Mode.QUOTES, "board", known[0] if len(known) == 1 else "")


def _block(study: Study, rows: _Rows) -> Spot:
    blocks = {key[0] for _, key in rows}
    for draft in study.drafts():
        if found := next((each.id for each in study.blocks(draft.id) if each.id in blocks), None):
            return Spot(Mode.REPORT, "block", found, draft.name)
    return Spot(Mode.REPORT)


def _always(mode: Mode, part: str = "") -> Callable[[Study, _Rows], Spot]:
    return lambda _study, _rows: Spot(mode, part)


# The tables of one row are changed together; those that tell more stand first.
_FINDERS: Iterable[tuple[tuple[str, ...], Callable[[Study, _Rows], Spot]]] = (
    (("overview",), _overview),
    (("type_case", "type_category", "type", "typology"), _always(Mode.COMPARE, "typology")),
    (("finding", "placing"), _finding),
    (("deviant", "view"), _view),
    (("quotation", "quotation_tag"), _quotation),
    (("block",), _block),
    (("draft",), _always(Mode.REPORT)),
    (("identifying", "acceptance"), _always(Mode.QUOTES, "check")),
    (("attribution",), _always(Mode.QUOTES, "board")),
    (("memo",), _always(Mode.MEMOS)),
    (("attribute", "attribute_value", "participant"), _always(Mode.SOURCES, "attributes")),
    (("passage", "indexing", "recording"), _always(Mode.SOURCES)),
    (("comment", "matrix", "subtopic", "area", "interview"), _always(Mode.CHART)),
)
