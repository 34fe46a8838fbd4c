"""Pictures of a study: what is drawn is what the frames hold, and pages carry it with its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from framework_qda import Study
from framework_qda.cli import main
from framework_qda.reading.page import Picture
from framework_qda.study.model import FieldId, FindingKind, Subject
from framework_qda.tasks.figures import bars_drawing, bubbles_drawing, coverage_drawing, drawing_page, drawn


@pytest.fixture
def categorised(study: Study) -> tuple[FieldId, FieldId]:
    """The field of services, and that of the categories of the first sub-topic."""
    column, rows = study.subtopics()[0].id, [row.id for row in study.interviews()]
    study.add_finding(column, FindingKind.CATEGORY, "plain", interviews=rows[1:3])
    study.add_finding(column, FindingKind.CATEGORY, "ornate", interviews=rows[3:])
    return study.find_field("Service").id, FieldId(column)


def test_coverage_says_itself_in_words(study: Study) -> None:
    study.chart(study.interviews()[0].id, study.subtopics()[0].id, "Words")
    drawing = coverage_drawing(study)
    charted = sum(state.charted for state in study.states().values())
    assert drawing.alt.startswith(f"{drawing.title}. {charted} of 24 cells are charted; Area 1 ")
    page = drawing_page(drawing)
    (picture,) = (block for block in page.blocks if isinstance(block, Picture))
    assert picture.alt == drawing.alt and 0 < picture.width <= 1
    frame = study.coverage_shares()
    assert drawing.title not in picture.svg and page.title == drawing.title, "the page bears the title"
    assert [cell.markup for cell in page.grids[0].rows[0].cells] == [f"{n:.0%}" for n in frame.iloc[0]]


def test_bars_and_bubbles_are_of_the_same_frame(study: Study, categorised: tuple[FieldId, FieldId]) -> None:
    service, summary = categorised
    frame = study.crosstab(service, summary, Subject.INTERVIEW)
    bars = bars_drawing(study, service, summary)
    bubbles = bubbles_drawing(study, service, summary, Subject.INTERVIEW)
    for drawing in (bars, bubbles):
        assert drawing.numbers.frame().equals(frame)
        assert "acute, plain: 1" in drawing.alt and "ornate" in drawn(drawing).svg
        assert "Number of interviews; an interview" in drawn(drawing).svg
    assert drawn(bars).svg != drawn(bubbles).svg
    grid = drawing_page(bubbles).grids[0]
    assert grid.heads == tuple(frame.columns) and [row.name for row in grid.rows] == list(frame.index)
    assert grid.rows[0].cells[0].markup.endswith("\n1"), "the cases first, then how many"


def test_many_rows_are_drawn_on_one_page_and_told_in_one_sentence(study: Study) -> None:
    with study.action("Many more"):
        for n in range(100):
            study.add_interview(study.areas()[0].id, f"Another {n}")
    drawing = coverage_drawing(study, Subject.INTERVIEW)
    assert drawing.alt.endswith("of 624 cells are charted.")
    (picture,) = (block for block in drawing_page(drawing).blocks if isinstance(block, Picture))
    width, height = (int.from_bytes(picture.png[n : n + 4]) for n in (16, 20))
    assert picture.width * 10.5 * height / width <= 6.001, "as high as a page at most, in inches"


def test_nothing_to_draw_is_said(study: Study, categorised: tuple[FieldId, FieldId]) -> None:
    where = [study_condition(study)]
    assert bubbles_drawing(study, *categorised, Subject.AREA, where).empty
    assert coverage_drawing(study, Subject.AREA, where).empty
    assert not coverage_drawing(study).empty


def study_condition(study: Study):  # type: ignore[no-untyped-def]
    from framework_qda.study.model import Condition

    return Condition(study.find_field("Service").id, ("nothing like it",))


def test_the_command_line_draws_coverage(study: Study, tmp_path: Path) -> None:
    study.close()
    out = tmp_path / "coverage.html"
    result = CliRunner().invoke(
        main, ["export", str(study.path), "--coverage", "--unit", "interview", "--to", str(out)]
    )
    assert result.exit_code == 0, result.output
    written = out.read_text("utf-8")
    assert 'alt="How much is charted, by interview and sub-topic. ' in written
    assert "Area 1 · Interview 1" in written
