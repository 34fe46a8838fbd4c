"""Every view leaves the study as a file that says the same as the frame of the same data."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest

from framework_qda import Study, open_study
from framework_qda.errors import NotFound, Refused
from framework_qda.reading.page import Facts, Grid, Heading, Page, Prose
from framework_qda.study.model import NO_VALUE, About, Subject
from framework_qda.tasks.asking import Asked, conditions, pages
from framework_qda.tasks.exporting import export_pages, sheets
from framework_qda.tasks.references import Manner
from framework_qda.tasks.sample import build_sample
from framework_qda.text.summary import plain


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    path = tmp_path_factory.mktemp("pages") / "sample.fqda"
    build_sample(path)
    with open_study(path) as study:
        yield study


def one(study: Study, asked: Asked) -> Page:
    (page,) = pages(study, asked)
    return page


def grid_texts(grid: Grid) -> list[list[str]]:
    return [[plain(text.markup) for text in row.cells] for row in grid.rows]


def prose_texts(page: Page) -> list[str]:
    """Give the texts below the headings, the overview left out."""
    return [
        plain(each.text.markup)
        for each in page.blocks
        if isinstance(each, Prose) and each.label != "Overview"
    ]


def headings(page: Page, level: int) -> list[str]:
    return [each.text for each in page.blocks if isinstance(each, Heading) and each.level == level]


# --- Pages say what the frames say ---


def test_a_case_reads_as_its_frame(built: Study) -> None:
    page, frame = one(built, Asked(cases=["Area 3"])), built.within_case("Area 3", "side")
    assert prose_texts(page) == frame.to_numpy().ravel().tolist()
    assert headings(page, 1) == [matrix.title for matrix in built.matrices()]
    assert [title.partition(" ")[2] for title in headings(page, 2)] == [row for _, row in frame.index]
    assert (
        Facts((("region", "London"), ("service model", "hospital team"), ("LA type", "London borough")))
        in page.blocks
    )
    assert any(each.label == "Overview" for each in page.blocks if isinstance(each, Prose))
    assert not page.landscape


def test_a_case_on_a_sheet_is_its_frame(built: Study, tmp_path: Path) -> None:
    out = tmp_path / "case.csv"
    export_pages(built, out, pages(built, Asked(cases=["Area 6"], sheets=sheets(out))))
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    frame = built.within_case("Area 6", "side")
    assert rows[0] == ["matrix", "sub-topic", "number", *frame.columns]
    assert [tuple(row[:2]) for row in rows[1:]] == list(frame.index)
    said = [["" if value.startswith("(") else value for value in row[3:]] for row in rows[1:]]
    assert said == frame.to_numpy().tolist()


def test_one_interview_is_a_case(built: Study) -> None:
    page = one(built, Asked(cases=["Area 1 · LA Team Manager"]))
    assert page.title == "Area 1 · LA Team Manager"
    assert len(prose_texts(page)) == 23


def test_a_case_is_ordered_by_a_field(built: Study) -> None:
    page = one(built, Asked(cases=["Area 1"], by="side", sheets=True))
    assert page.grids[0].heads == ("AT Named Nurse", "LA Team Manager")
    assert page.grids[0].heads == tuple(built.within_case("Area 1", by="side").columns)


def test_a_theme_reads_as_its_frame_with_what_was_found(built: Study) -> None:
    asked = Asked(themes=["feedback"], by="service model", where=["side=acute trust"])
    page = one(built, asked)
    where = conditions(built, ["side=acute trust"])
    frame = built.within_theme("feedback", "service model", where)
    assert prose_texts(page) == frame["summary"].tolist()
    assert page.subtitle == "Within theme, by service model · side: acute trust"
    facts = [each.facts for each in page.blocks if isinstance(each, Prose) and each.label != "Overview"]
    for told, categories in zip(facts, frame["categories"], strict=True):
        assert told.endswith(categories)
    (notes,) = page.grids
    assert [band.title for band in notes.bands] == ["what carries it", "whether it reaches who referred"]
    row = next(row for row in notes.rows if row.name == "a fixed time together")
    assert row.facts == "2 cells"
    assert plain(row.cells[1].markup).splitlines() == [
        "• a weekly half hour, name by name (2)",
        "• the wards' handover meeting (0)",
    ]
    assert "Area 8 · AT Named Midwife" in plain(row.cells[2].markup)
    assert not any(" · LA " in plain(text.markup) for row in notes.rows for text in row.cells), (
        "what the authorities said is not counted among the trusts"
    )


def test_a_theme_on_a_sheet_has_categories_and_elements_beside_it(built: Study) -> None:
    page = one(built, Asked(themes=["3.2"], sheets=True))
    frame = built.within_theme("3.2")
    grid = page.grids[0]
    assert grid.heads == ("summary", "categories", "elements")
    assert [texts[:2] for texts in grid_texts(grid)] == frame[["summary", "categories"]].to_numpy().tolist()


def test_on_a_sheet_a_value_stands_alone_below_the_name_of_its_field(built: Study) -> None:
    grid = one(built, Asked(themes=["3.2"], by="service model", sheets=True)).grids[0]
    assert grid.grouping == "service model"
    assert [band.title for band in grid.bands] == list(built.find_field("service model").values)


def test_cells_in_no_category_are_named(built: Study) -> None:
    page = one(built, Asked(themes=["1.3"]))
    assert not page.grids, "nothing is found there yet"


@pytest.mark.parametrize(
    ("things", "subtopics"),
    [
        (["Area 1", "Area 4"], ["3.2", "3.5"]),
        (["service model=hospital team", "service model=community-based"], ["feedback"]),
        (["3.2", "3.5"], None),
    ],
)
def test_what_is_side_by_side_reads_as_its_frame(
    built: Study, things: list[str], subtopics: list[str] | None
) -> None:
    page = one(built, Asked(compare=things, subtopics=subtopics or ()))
    frame = built.compare(things, subtopics)
    (grid,) = page.grids
    assert page.landscape
    assert list(grid.heads) == list(frame.columns)
    assert [row.name for row in grid.rows] == [row for _, row in frame.index]
    assert grid_texts(grid) == frame.to_numpy().tolist()


def test_categories_stand_beneath_and_differences_are_marked(built: Study) -> None:
    page = one(built, Asked(compare=["Area 1", "Area 6"], subtopics=["3.2"]))
    (row,) = page.grids[0].rows
    first, second = (text.note for text in row.cells)
    assert first == "a letter or an email; ≠ a fixed time together; reaches some; ≠ whoever fetches it"
    assert second == "a letter or an email; ≠ somebody who goes between; reaches some"
    (row, *_) = one(built, Asked(compare=["3.2", "3.5"])).grids[0].rows
    assert row.cells[0].note == "a letter or an email; a fixed time together; reaches some"


def test_pairs_stand_side_by_side_in_every_area(built: Study) -> None:
    page = one(built, Asked(pairs="side", subtopics=["feedback"]))
    (grid,) = page.grids
    assert grid.heads == ("acute trust", "local authority")
    assert [band.title.partition(" · ")[0] for band in grid.bands] == [area.name for area in built.areas()]
    trust, authority = (plain(text.markup) for text in grid.rows[0].cells)
    assert trust.startswith("Poor, to be blunt") and authority.startswith("A letter is due")


def test_a_central_chart_reads_as_its_frame_in_bands_of_types(built: Study) -> None:
    typology = built.typologies()[0].name
    page = one(built, Asked(central=["1.5", "3.2"], by=typology))
    frame = built.central_chart(["1.5", "3.2"], typology=typology)
    (grid,) = page.grids
    assert grid_texts(grid) == frame.to_numpy().tolist()
    assert [(band.title, row.name) for band in grid.bands for row in band.rows] == list(frame.index)


def test_linkage_has_cases_first_and_then_counts(built: Study) -> None:
    page = one(built, Asked(linkage=("service model", "side"), unit="interview"))
    frame = built.crosstab("service model", "side", Subject.INTERVIEW)
    cases, counts = page.grids
    shown = [[text.replace("• ", "").splitlines() for text in row] for row in grid_texts(cases)]
    assert shown == frame.to_numpy().tolist()
    assert [[int(text or 0) for text in row] for row in grid_texts(counts)] == frame.map(
        len
    ).to_numpy().tolist()
    assert [row.name for row in cases.rows] == list(frame.index)


def test_linkage_of_categories_gives_what_the_cases_say(built: Study) -> None:
    page = one(built, Asked(views=["Nearness and feedback"]))
    assert "at the end of a line · reaches them" in headings(page, 2)
    said = [
        (each.label, each.facts, plain(each.text.markup))
        for each in page.blocks
        if isinstance(each, Prose) and each.facts
    ]
    assert {facts for _, facts, _ in said} == {"pros and cons of staffing", "feedback"}
    frame = built.within_theme("feedback")
    assert {text for _, facts, text in said if facts == "feedback"} == {
        text for text in frame["summary"] if text
    }
    where_none_is_told = one(built, Asked(linkage=("service model", "side")))
    assert not any(isinstance(each, Prose) for each in where_none_is_told.blocks)


def test_a_typology_tells_how_each_case_got_there(built: Study) -> None:
    (typology,) = built.typologies()
    page = one(built, Asked(typologies=[typology.name]))
    (grid,) = page.grids
    assert len(grid.rows) == 12
    told = {row.name: [plain(text.markup) for text in row.cells] for row in grid.rows}
    assert told["Area 6"][1] == "by its categories"
    assert "feedback: somebody who goes between" in told["Area 6"][0]
    assert told["Area 8"][1].startswith("by hand: Fits two types.")
    assert headings(page, 1)[:4] == [type_.name for type_ in built.types(typology.id)]


def test_cases_of_several_types_and_of_none_come_last(built: Study) -> None:
    (typology,) = built.typologies()
    areas = {area.name: area.id for area in built.areas()}
    built.decide_type(typology.id, areas["Area 8"], None)
    built.decide_type(typology.id, areas["Area 2"], None)
    try:
        (grid,) = one(built, Asked(typologies=[typology.name])).grids
    finally:
        built.undo()
        built.undo()
    assert [band.title for band in grid.bands[-2:]] == ["several types", "no type yet"]
    assert [plain(row.cells[1].markup) for band in grid.bands[-2:] for row in band.rows] == [
        "fits Rhythm at a distance and Line and letter",
        "fits no type yet",
    ]


# --- Views that are kept ---


def test_kept_views_mark_what_does_not_fit(built: Study) -> None:
    chart = one(built, Asked(views=["What holds, and where it gives way"]))
    marked = [row for row in chart.grids[0].rows if row.name.startswith("◆")]
    assert [row.name for row in marked] == ["◆ Area 8"]
    assert plain(marked[0].cells[-1].markup).startswith("Line and letter but for its midwife")
    linkage = one(built, Asked(views=["nearness and feedback"]))
    assert "◆ Area 8 · AT Named Midwife" in str(linkage.grids[0])
    notes = [each for each in linkage.blocks if isinstance(each, Prose) and not each.facts]
    why = {each.label: plain(each.text.markup) for each in notes}
    assert why["◆ Area 4 · AT Named Nurse"].startswith("Social workers downstairs")


def test_kept_comparisons_are_made_of_what_they_name(built: Study) -> None:
    models = one(built, Asked(views=["Service models"]))
    assert models.title == "Service models"
    assert models.grids[0].heads == ("hospital team", "hospital liaison team", "community-based")
    paired = one(built, Asked(views=["Trust and authority within each area"]))
    assert paired.grids[0].heads == ("acute trust", "local authority")


def test_a_kept_filter_is_a_condition(built: Study) -> None:
    kept, said = (conditions(built, [words]) for words in ("London local authorities", "region=London"))
    assert said[0] in kept and len(kept) == 2
    assert conditions(built, [f"side={NO_VALUE}|ACUTE trust"])[0].values == (NO_VALUE, "acute trust")


@pytest.mark.parametrize(
    "asked",
    [
        Asked(cases=["Area 99"]),
        Asked(themes=["9.9"]),
        Asked(themes=["3.2"], by="height"),
        Asked(compare=["Area 1", "height=tall"]),
        Asked(typologies=["none"]),
        Asked(views=["London local authorities"]),
        Asked(themes=["3.2"], where=["no such filter"]),
    ],
)
def test_what_is_not_there_is_told(built: Study, asked: Asked) -> None:
    with pytest.raises(NotFound):
        pages(built, asked)


def test_a_value_that_is_not_there_is_told_with_those_that_are(built: Study) -> None:
    with pytest.raises(Refused, match="it can be acute trust, local authority, not given"):
        conditions(built, ["side=nobody"])


# --- Files ---


def test_every_view_is_written_in_every_format(built: Study, tmp_path: Path) -> None:
    asked = Asked(
        cases=["Area 10"],
        themes=["3.5"],
        compare=["Area 1", "Area 2"],
        typologies=[built.typologies()[0].name],
        views=["Nearness and feedback"],
    )
    made = pages(built, asked)
    for suffix in (".docx", ".html", ".csv", ".xlsx"):
        export_pages(built, tmp_path / f"out{suffix}", made)
    document = docx.Document(str(tmp_path / "out.docx"))
    titles = [p.text for p in document.paragraphs if p.style.name == "Title"]
    assert titles == [page.title for page in made]
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames[0] == "Area 10"
    html = (tmp_path / "out.html").read_text("utf-8")
    for matrix in built.matrices():
        assert f"<h3>{matrix.title}</h3>" in html


def test_references_follow_linked_words_and_cells_need_none(built: Study, tmp_path: Path) -> None:
    made = pages(built, Asked(cases=["Area 1"]))
    plain_out, referred = tmp_path / "plain.csv", tmp_path / "referred.csv"
    export_pages(built, plain_out, made)
    export_pages(built, referred, made, references=Manner.PARAGRAPH)
    assert "[p" not in plain_out.read_text("utf-8")
    text = referred.read_text("utf-8")
    assert "stake my pension on it.” [p" in text
    assert "deleted" not in text
    area = next(area.id for area in built.areas() if area.name == "Area 1")
    assert "/" in built.overview(About.AREA, area).text


def test_names_in_tables_are_not_taken_for_markup(built: Study) -> None:
    row = built.interviews()[0]
    built.rename_interview(row.id, "- *LA* [[x]]")
    try:
        (grid,) = one(built, Asked(compare=["Area 1", "Area 2"], subtopics=["3.2"])).grids
        frame = built.compare(["Area 1", "Area 2"], ["3.2"])
    finally:
        built.undo()
    assert grid_texts(grid) == frame.to_numpy().tolist()
    assert grid_texts(grid)[0][0].startswith("- *LA* [[x]]: A letter is due")
    assert isinstance(frame, pd.DataFrame)
