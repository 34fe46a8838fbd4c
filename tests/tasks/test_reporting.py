"""A draft becomes a report: quotations as they read now, objects as the study has them, all counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from framework_qda import Study
from framework_qda.errors import NotFound
from framework_qda.reading.document import (
    Box,
    Closing,
    ClosingCells,
    ClosingGroup,
    ClosingSpan,
    Document,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Table,
    words,
)
from framework_qda.reading.page import Prose
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId, QuotationId
from framework_qda.study.model import ViewKind
from framework_qda.tasks.report_objects import GONE
from framework_qda.tasks.reporting import MISSING, anchor, compose
from framework_qda.text.quoting import cut
from tests.study.making import ids, make_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with make_study(tmp_path / "study.fqda") as study:
        yield study


@pytest.fixture
def quotation(study: Study) -> QuotationId:
    """Quote “The Café by the meadow was shut; the slow train came.” without its meadow."""
    _, subtopics, _, (first, *_) = ids(study)
    text = study.transcript(first).text
    start = text.index("The Café")
    quoted = study.quote_stretch(first, start, len(text), [subtopics[0]])
    found = study.quotation(quoted)
    assert found
    place = found.words.index(" by the meadow")
    study.edit_quotation(quoted, cut(found.text, place, place + len(" by the meadow")))
    study.add_attribution("Role", "{Role}, {Service}", {"Service": {"acute": "acute trust"}})
    return quoted


def block(kind: BlockKind, text: str = "", level: int = 0, **settings: Any) -> Block:
    return Block(BlockId(""), kind, text, level, settings)


def quoted(quotation: QuotationId, agreed: str = "") -> str:
    return f'{{{{"{quotation}|{agreed}}}}}'


def draft(study: Study, *blocks: Block, **settings: Any) -> DraftId:
    return study.add_draft("What was said", blocks, settings)


def made(study: Study, *blocks: Block, public: bool = False) -> Document:
    return compose(study, draft(study, *blocks), public=public)


def test_a_block_quotation_has_its_words_its_attribution_and_in_the_study_its_source(
    study: Study, quotation: QuotationId
) -> None:
    those = block(BlockKind.QUOTATION, quoted(quotation), quotation=quotation)
    (own,), (public,) = made(study, those).blocks, made(study, those, public=True).blocks
    assert isinstance(own, Quote)
    assert isinstance(public, Quote)
    assert words(own.pieces) == "‘The Café .... was shut; the slow train came.’"
    assert own.attribution == "Manager, acute trust."
    assert own.reference == "Area 1 · Interview 1 · p2, 00:01:05"
    assert public == own._replace(reference="")


def test_a_quotation_in_the_sentence_reads_as_it_does_now(study: Study, quotation: QuotationId) -> None:
    own = draft(study, block(BlockKind.PARAGRAPH, f"One said {quoted(quotation, 'otherwise')}, late."))
    (paragraph,) = compose(study, own).blocks
    assert isinstance(paragraph, Paragraph)
    assert words(paragraph.pieces) == "One said ‘The Café .... was shut; the slow train came.’, late."
    study.delete_quotations([quotation])
    (paragraph,) = compose(study, own).blocks
    assert isinstance(paragraph, Paragraph)
    assert words(paragraph.pieces) == f"One said {MISSING}, late."


def test_notes_to_self_stay_in_the_study(study: Study) -> None:
    blocks = (block(BlockKind.NOTE, "check this"), block(BlockKind.PARAGRAPH, "It was [[really?]]late."))
    own, public = made(study, *blocks), made(study, *blocks, public=True)
    note, paragraph = own.blocks
    assert isinstance(note, Paragraph)
    assert note.style == "note"
    assert isinstance(paragraph, Paragraph)
    assert words(paragraph.pieces) == "It was really?late."
    (paragraph,) = public.blocks
    assert isinstance(paragraph, Paragraph)
    assert words(paragraph.pieces) == "It was late."


def test_tables_figures_and_boxes_are_counted_and_referred_to(study: Study) -> None:
    (first, *_), _, _, _ = ids(study)
    own = draft(
        study,
        block(BlockKind.MATRIX, matrix=first),
        block(BlockKind.PICTURE, figure="heat map", unit="area"),
        block(BlockKind.PRACTICE, title="A walk", answers=[["What is it?", "A **walk**"], ["Why?", ""]]),
        block(BlockKind.CLOSING, caption="Both", heads=["trust", "authority"], rows=[
            {"group": "Calls"}, {"cells": ["- by day\n- by night", "by day"]}, {"spanning": "Together"},
        ]),
    )  # fmt: skip
    *those, closing = study.blocks(own)
    references = "See " + ", ".join(f"{{{{#{each.id}}}}}" for each in (*those, closing))
    study.put_blocks(own, [*those, closing, block(BlockKind.PARAGRAPH, references)])
    table, figure, box, last, paragraph = compose(study, own).blocks
    assert isinstance(table, Table)
    assert isinstance(figure, Figure)
    assert isinstance(box, Box)
    assert isinstance(last, Closing)
    assert isinstance(paragraph, Paragraph)
    assert (table.number, figure.number, box.number, last.number) == (1, 1, 1, 2)
    assert words(paragraph.pieces) == "See Table 1, Figure 1, Box 1, Table 2"
    assert [piece.target for piece in paragraph.pieces if piece.target] == [
        anchor(each.id) for each in (*those, closing)
    ]
    assert [question for question, _ in box.parts] == ["What is it?"]
    assert [type(row) for row in last.rows] == [ClosingGroup, ClosingCells, ClosingSpan]
    cells = last.rows[1]
    assert isinstance(cells, ClosingCells)
    assert [each.style for each in cells.cells[0]] == ["item", "item"]


def test_a_reference_to_a_heading_names_it(study: Study) -> None:
    own = draft(study, block(BlockKind.HEADING, "Late trains", 2))
    (heading,) = study.blocks(own)
    study.put_blocks(own, [heading, block(BlockKind.PARAGRAPH, f"See {{{{#{heading.id}}}}}.")])
    head, paragraph = compose(study, own).blocks
    assert isinstance(head, Heading)
    assert isinstance(paragraph, Paragraph)
    assert words(paragraph.pieces) == "See “Late trains”."


def test_a_matrix_a_cell_and_views_show_what_the_study_has(study: Study) -> None:
    (first, *_), subtopics, areas, (interview, *_) = ids(study)
    study.chart(interview, subtopics[0], "by the harbour")
    view = study.keep_view(ViewKind.COMPARISON, "Areas", {"things": [["area", each, ""] for each in areas]})
    table, cell, compared, case, theme = made(
        study,
        block(BlockKind.MATRIX, matrix=first, subtopics=subtopics[:1]),
        block(BlockKind.CELL, cell=f"{interview}/{subtopics[0]}"),
        block(BlockKind.VIEW, view=view, caption="The areas"),
        block(BlockKind.VIEW, case=areas[0]),
        block(BlockKind.VIEW, theme=subtopics[0]),
    ).blocks
    assert isinstance(table, Table)
    assert isinstance(cell, Prose)
    assert table.grid.heads == ("Meaning",)
    assert table.grid.rows[0].cells[0].markup == "by the harbour"
    assert cell.text.markup == "by the harbour"
    for each in (compared, case, theme):
        assert isinstance(each, Table)
        assert "by the harbour" in "".join(text.markup for row in each.grid.rows for text in row.cells)
    assert isinstance(compared, Table)
    assert compared.caption == "The areas"


def test_survey_answers_are_a_table_or_a_chart_with_their_base(study: Study) -> None:
    asked = {"question": "Do staff know?", "counts": [["agree", 35], ["disagree", 20]], "base": 55}
    table, figure = made(
        study,
        block(BlockKind.SURVEY, **asked, **{"as": "table"}),
        block(BlockKind.SURVEY, **asked, **{"as": "chart"}),
    ).blocks
    assert isinstance(table, Table)
    assert isinstance(figure, Figure)
    assert (table.number, figure.number) == (1, 1)
    assert "64%" in str(table.grid)
    assert "55" in str(table.grid)
    assert figure.picture.png.startswith(b"\x89PNG")
    assert "64" in figure.picture.alt


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (BlockKind.CELL, {"cell": "a/b"}),
        (BlockKind.MATRIX, {"matrix": "gone"}),
        (BlockKind.VIEW, {"view": "gone"}),
        (BlockKind.VIEW, {"typology": "gone"}),
        (BlockKind.VIEW, {"case": "gone"}),
        (BlockKind.VIEW, {"theme": "gone"}),
        (BlockKind.PICTURE, {"figure": "bars", "groups": "gone", "categories": "gone"}),
        (BlockKind.PICTURE, {"png": "no picture"}),
        (BlockKind.VIEW, {"theme": "gone", "by": "gone"}),
    ],
)
def test_what_is_gone_is_said_in_its_place(study: Study, kind: BlockKind, settings: dict[str, Any]) -> None:
    (said,) = made(study, block(kind, **settings)).blocks
    assert isinstance(said, Paragraph)
    assert words(said.pieces) == GONE


def test_the_appendix_lists_each_quotation_once(study: Study, quotation: QuotationId) -> None:
    blocks = (
        block(BlockKind.QUOTATION, quoted(quotation)),
        block(BlockKind.PARAGRAPH, f"Again {quoted(quotation)}."),
        block(BlockKind.APPENDIX),
    )
    own, public = made(study, *blocks).blocks[-1], made(study, *blocks, public=True).blocks[-1]
    assert isinstance(own, Listing)
    assert isinstance(public, Listing)
    (row,) = own.grid.rows
    assert [text.markup for text in row.cells] == [
        "‘The Café .... was shut; the slow train came.’",
        "Manager, acute trust.",
        "Area 1 · Interview 1 · p2, 00:01:05",
        "edited, from notes, not checked by ear",
    ]
    assert "Area 1" not in str(public)


def test_a_draft_that_is_gone_is_not_found(study: Study) -> None:
    with pytest.raises(NotFound):
        compose(study, DraftId("gone"))


def test_composing_leaves_no_step_in_the_history(study: Study, quotation: QuotationId) -> None:
    own = draft(study, block(BlockKind.QUOTATION, quoted(quotation)))
    before = study.actions()
    compose(study, own)
    assert study.actions() == before


def test_a_table_of_three_columns_is_wide_where_its_texts_are_long(study: Study) -> None:
    (first, *_), subtopics, _, (interview, *_) = ids(study)
    for count, length, wide in ((3, 20, False), (2, 400, False), (3, 400, True)):
        study.chart(interview, subtopics[0], "word " * (length // 5))
        (table,) = made(study, block(BlockKind.MATRIX, matrix=first, subtopics=subtopics[:count])).blocks
        assert isinstance(table, Table)
        assert table.landscape is wide, (count, length)
