"""A public copy names interviews by their attributions, areas by name alone, and keeps working words in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from framework_qda import Study
from framework_qda.reading.document import Paragraph, Table, words
from framework_qda.reading.page import Prose
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId, ExposedIn
from framework_qda.study.model import FindingKind, ViewKind
from framework_qda.study.public import PublicReading
from framework_qda.tasks.checking import Kind, findings, open_findings, summed
from framework_qda.tasks.publishing import obstacles
from framework_qda.tasks.publishing import summed as summed_up
from framework_qda.tasks.reporting import compose, composed
from framework_qda.text.drafting import Reference, Run, write
from tests.study.making import fill, ids, make_study

NAMES = ("Interview 1", "Interview 2", "Interview 3", "Interview 4", "P1", "acute ·")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with make_study(tmp_path / "study.fqda") as study:
        fill(study)
        study.add_attribution("Role", "{Role}, {Service}", {"Service": {"acute": "acute trust"}})
        yield study


def block(kind: BlockKind, text: str = "", key: str = "", **settings: Any) -> Block:
    return Block(BlockId(key), kind, text, 0, settings)


def draft(study: Study, *blocks: Block) -> DraftId:
    return study.add_draft("What was said", blocks)


def shown(study: Study, *blocks: Block) -> tuple[object, ...]:
    return compose(study, draft(study, *blocks), public=True).blocks


def objects(study: Study) -> list[Block]:
    """Give one of every object that shows interviews or areas."""
    (matrix, *_), subtopics, areas, interviews = ids(study)
    note = study.add_finding(
        subtopics[0], FindingKind.CATEGORY, "early", interviews=[interviews[0], interviews[2]]
    )
    typology = study.add_typology("Ways")
    slow = study.add_type(typology, "Slow", [note])
    study.decide_type(typology, areas[1], slow, "Not charted yet. See the notes.")
    things = [["area", each, ""] for each in areas] + [["interview", interviews[0], ""]]
    (length,) = [each.id for each in study.attributes() if each.name == "Length"]
    views = [
        study.keep_view(ViewKind.COMPARISON, "Side by side", {"things": things}),
        study.keep_view(ViewKind.CENTRAL_CHART, "Central", {"subtopics": subtopics[:2], "unit": "interview"}),
        study.keep_view(ViewKind.LINKAGE, "Linked", {"rows": length, "columns": subtopics[0],
                                                     "unit": "interview"}),
    ]  # fmt: skip
    for view in views[1:]:
        study.mark_deviant(view, interviews[0], "does not fit: ask Interview 1 again")
    return [
        block(BlockKind.MATRIX, matrix=matrix),
        block(BlockKind.CELL, cell=f"{interviews[0]}/{subtopics[0]}"),
        *(block(BlockKind.VIEW, view=view) for view in views),
        block(BlockKind.VIEW, case=areas[0]),
        block(BlockKind.VIEW, case=interviews[0]),
        block(BlockKind.VIEW, theme=subtopics[0]),
        block(BlockKind.VIEW, theme=subtopics[0], by=length),
        block(BlockKind.VIEW, typology=typology),
        block(BlockKind.PICTURE, figure="heat map", unit="interview"),
    ]


def test_no_object_of_a_public_copy_names_an_interview(study: Study) -> None:
    for each in objects(study):
        ((_, made),) = composed(study, draft(study, each), public=True)
        said = "\n".join(map(str, made))
        assert said, each
        for name in NAMES:
            assert name not in said, (each, name)
        assert "does not fit" not in said and "Not charted yet" not in said and "got there" not in said, each


def test_rows_are_named_by_attribution_and_bands_by_area_alone(study: Study) -> None:
    (matrix, *_), subtopics, _, (first, *_) = ids(study)
    cell = block(BlockKind.CELL, cell=f"{first}/{subtopics[0]}")
    table, label = shown(study, block(BlockKind.MATRIX, matrix=matrix), cell)
    assert isinstance(table, Table) and isinstance(label, Prose)
    assert [band.title for band in table.grid.bands] == ["Area 1", "Area 2"]
    assert [row.name for row in table.grid.rows][:2] == ["Manager, acute trust", "Worker, acute trust"]
    assert table.grid.rows[0].cells[0].markup == "row 1 column 1"
    assert label.label == "Area 1 · Manager, acute trust"
    own = compose(study, study.drafts()[-1].id).blocks[0]
    assert isinstance(own, Table)
    assert [row.name for row in own.grid.rows][:2] == ["Interview 1", "Interview 2"], "a study copy does"
    assert own.grid.bands[0].title == "Area 1 · acute"


def test_comments_of_the_analyst_within_summaries_stay_in(study: Study) -> None:
    _, subtopics, _, (first, *_) = ids(study)
    study.chart(first, subtopics[0], "late [[ask again]]trains\n- [[really?]]\n- **and** «buses»")
    (cell,) = shown(study, block(BlockKind.CELL, cell=f"{first}/{subtopics[0]}"))
    assert isinstance(cell, Prose)
    assert cell.text.markup == "late trains\n- **and** «buses»"


def test_a_public_reading_follows_the_study(study: Study) -> None:
    reading, (*_, (first, *_)) = PublicReading(study), ids(study)
    assert reading.interviews()[0].name == "Manager, acute trust"
    template = study.attribution_templates()[0]
    study.change_attribution(template.id, "{Service}", {})
    assert reading.interviews()[0].name == "Acute"
    found = reading.interview(first)
    assert found and found.name == "Acute"
    assert study.interviews()[0].name == "Interview 1"
    study.change_attribution(template.id, "{Nothing}", {})
    assert reading.interviews()[0].name == "an interview"


def test_names_of_rows_that_fit_too_few_are_told_until_accepted(study: Study) -> None:
    own = draft(study, block(BlockKind.MATRIX, matrix=ids(study)[0][0]))
    (where,) = study.blocks(own)
    few = [each for each in findings(study, own) if each.about is ExposedIn.BLOCK and "fewer" in each.why]
    assert sorted(each.words for each in few) == [
        "Manager, acute trust", "Manager, community", "Worker, acute trust", "Worker, community",
    ]  # fmt: skip
    assert few[0].why == "names an interview and fits one participant, fewer than 3"
    study.accept_disclosure(ExposedIn.BLOCK, where.id, "Worker, community", "there are hundreds")
    assert "Worker, community" not in {each.words for each in open_findings(study, own)}
    study.set_fewest(1)
    assert not [each for each in findings(study, own) if "fewer" in each.why]


def test_a_sentence_on_a_place_not_filled_yet_is_listed_and_left_out(study: Study) -> None:
    key = "a" * 32
    text = write([Run("All agree. "), Reference(key), Run(" gives the answers. Nobody objects.")])
    own = draft(study, block(BlockKind.PARAGRAPH, text), block(BlockKind.SURVEY, "", key, questions=[]))
    alone = write([Reference(key), Run(" gives the answers.")])
    study.put_blocks(own, [*study.blocks(own), block(BlockKind.PARAGRAPH, alone)])
    (paragraph,) = compose(study, own, public=True).blocks
    assert isinstance(paragraph, Paragraph)
    assert words(paragraph.pieces) == "All agree. Nobody objects."
    found = [each for each in findings(study, own) if each.kind is Kind.UNFILLED]
    assert [each.words for each in found] == [
        "[what is still to be chosen] gives the answers.", "a survey",
        "[what is still to be chosen] gives the answers.",
    ]  # fmt: skip
    assert summed(found) == summed_up(obstacles(study, own)) == "3 places not filled yet"
    study.put_blocks(own, [block(BlockKind.QUOTATION)])
    assert [each.words for each in findings(study, own)] == ["a quotation"]
