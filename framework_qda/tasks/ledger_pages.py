"""Print the ledger of quotations: who is quoted how much against what was said, and what is used twice."""

from __future__ import annotations

from typing import NamedTuple

from framework_qda.reading.page import Band, Grid, GridRow, Page
from framework_qda.study import Study
from framework_qda.study.authoring import BlockId, Quotation, Use
from framework_qda.study.model import FieldId
from framework_qda.tasks.checking import place_of
from framework_qda.tasks.page_parts import said
from framework_qda.text.quoting import shown

HEADS = ("words said", "share said", "share used", "quotations", "used", "times", "remark")
_NAMES = {"subtopic": "sub-topic"}


class Twice(NamedTuple):
    """A quotation that stands in several places, how it reads, and where."""

    quotation: Quotation
    words: str
    uses: tuple[Use, ...]
    places: tuple[str, ...]


class LedgerRow(NamedTuple):
    """One group: words said, shares of all (0 to 1), quotations collected, used, times used, and a remark."""

    group: str
    said: int
    share_said: float
    share_used: float
    quotations: int
    used: int
    times: int
    remark: str


def ledger_rows(study: Study, by: FieldId | str) -> list[LedgerRow]:
    """Read the ledger row by row; loads pandas."""
    frame = study.ledger(by)[["said", "share said", "share used", "quotations", "used", "times", "remark"]]
    return [LedgerRow(str(row[0]), *row[1:]) for row in frame.itertuples(name=None)]


def used_twice(study: Study) -> list[Twice]:
    """List the quotations that stand in more than one place of the drafts, with where."""
    known, style = study.quotations_by_id(), study.house_style
    return [
        Twice(
            known[quotation],
            shown(known[quotation].text, style),
            uses,
            tuple(place_of(study, BlockId(use.block)) for use in uses),
        )
        for quotation, uses in study.uses().items()
        if len(uses) > 1 and quotation in known
    ]


def by_name(study: Study, by: FieldId | str) -> str:
    """Name what the ledger is kept by."""
    field = study.field(FieldId(by))
    return field.name if field else _NAMES.get(by, str(by))


def ledger_page(study: Study, by: FieldId | str) -> Page:
    """Print the ledger of one grouping, and what is used twice."""
    corner = by_name(study, by)
    rows = tuple(
        GridRow(
            row.group,
            tuple(
                said(words)
                for words in (
                    f"{row.said:,}", f"{row.share_said:.0%}", f"{row.share_used:.0%}",
                    str(row.quotations), str(row.used), str(row.times), row.remark,
                )
            ),
        )
        for row in ledger_rows(study, by)
    )  # fmt: skip
    grids = [Grid("", corner, HEADS, (Band("", rows),))]
    if twice := used_twice(study):
        listed = tuple(
            GridRow(str(n), (said(each.words), said("\n".join(each.places))))
            for n, each in enumerate(twice, 1)
        )
        grids.append(
            Grid("Used twice", "no.", ("quotation", "where"), (Band("", listed),), widths=(0.5, 0.5))
        )
    return Page(f"Quotations by {corner}", "used, against what was said", True, tuple(grids))
