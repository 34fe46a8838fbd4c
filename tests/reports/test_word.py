"""The Word document: what a reader sees, and how it is made up."""

from __future__ import annotations

import datetime
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph
from hypothesis import given
from lxml import etree

from framework_qda.reading.matrix_view import MatrixView
from framework_qda.reports import word
from tests.reports import golden
from tests.reports.examples import (
    OPTIONS,
    matrix,
    one_cell,
    other_matrix,
    seen_without_empty_lines,
    summaries,
    tall,
    two_areas,
)


def written(views: list[MatrixView], path: Path, **options: object) -> Document:
    word.write(views, path, replace(OPTIONS, **options))
    return docx.Document(str(path))


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return written([two_areas()], tmp_path / "out.docx")


def read(cell: Cell) -> str:
    return "\n".join(_bullet(paragraph) + paragraph.text for paragraph in cell.paragraphs)


def _bullet(paragraph: Paragraph) -> str:
    return "• " if paragraph.style.name == "Matrix List" else ""


def kept(row: etree._Element) -> list[bool]:
    return [bool(p.findall(f"./{qn('w:pPr')}/{qn('w:keepNext')}")) for p in row.iter(qn("w:p"))]


@pytest.mark.parametrize("part", ["document", "styles"])
def test_golden(part: str, tmp_path: Path) -> None:
    word.write([two_areas()], tmp_path / "out.docx", OPTIONS)
    with zipfile.ZipFile(tmp_path / "out.docx") as file:
        root = etree.fromstring(file.read(f"word/{part}.xml"), etree.XMLParser(remove_blank_text=True))
    etree.cleanup_namespaces(root)
    etree.indent(root)
    golden.check(f"{part}.xml", etree.tostring(root, encoding="unicode") + "\n")


@given(summaries)
def test_words_are_those_of_the_summary(markup: str) -> None:
    with TemporaryDirectory() as folder:
        cell = written([one_cell(markup)], Path(folder) / "out.docx").tables[0].cell(2, 1)
    assert read(cell) == seen_without_empty_lines(markup)


def test_title_date_and_headings(tmp_path: Path) -> None:
    document = written([two_areas(), other_matrix()], tmp_path / "out.docx")
    seen = [(p.style.name, p.text) for p in document.paragraphs if p.text]
    assert seen == [
        ("Title", "Joint <work> & children"),
        ("Subtitle", "31 May 2012"),
        ("Heading 1", "1 Background and staffing"),
        ("Heading 1", "4 Meetings: joint/other"),
    ]
    assert len(document.sections) == len(document.tables) == 2


def test_how_the_rows_are_arranged_stands_under_the_title(tmp_path: Path) -> None:
    document = written([two_areas()], tmp_path / "out.docx", arranged="By region; side: acute trust")
    assert document.paragraphs[1].text == "31 May 2012 · By region; side: acute trust"


def test_table_reads_as_the_matrix(document: Document) -> None:
    rows = [[read(cell) for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [
        ["Interview", "summary", "social work staffing"],
        ["Area 1 · London · hospital team"] * 3,
        [
            "Named nurse\nNamed nurse, named",
            "Team of six, “we see them every day” [check with <AT>]",
            "Posts:\n• one manager\n• five social workers\nAll are filled.",
        ],
        ["Team manager\nTeam manager, named", "not asked", "not yet charted"],
        ["Area 2 · London · hospital team"] * 3,
        ["Named midwife\nNamed midwife, named", "=1+1", "“all own words”"],
    ]


def test_kinds_are_told_apart_by_styles(document: Document) -> None:
    (paragraph,) = document.tables[0].cell(2, 1).paragraphs
    assert [(run.text, run.style.name, bool(run.bold)) for run in paragraph.runs] == [
        ("Team of ", "Default Paragraph Font", False),
        ("six", "Strong", False),
        (", ", "Default Paragraph Font", False),
        ("“we see ", "Own Words", False),
        ("them", "Own Words", True),
        (" every day”", "Own Words", False),
        (" ", "Default Paragraph Font", False),
        ("[check with <AT>]", "Analyst Comment", False),
    ]
    assert document.styles["Own Words"].font.italic
    assert document.styles["Strong"].font.bold
    assert str(document.styles["Analyst Comment"].font.color.rgb) == "7A5230"
    assert document.tables[0].cell(3, 1).paragraphs[0].style.name == "Blank Reason"


def test_list_items_are_numbered_by_their_style(document: Document) -> None:
    numbering = document.styles["Matrix List"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    known = {num.get(qn("w:numId")) for num in document.part.numbering_part.element.iter(qn("w:num"))}
    assert numbering in known


def test_only_the_header_row_is_repeated(document: Document) -> None:
    headers = [bool(list(row._tr.iter(qn("w:tblHeader")))) for row in document.tables[0].rows]
    assert headers == [True, False, False, False, False, False]


def test_rows_of_an_area_are_kept_together(document: Document) -> None:
    _, band, first, last, other_band, only = (row._tr for row in document.tables[0].rows)
    assert kept(band) == kept(other_band) == [True]
    assert all(kept(first))
    assert not any(kept(last))
    assert not any(kept(only))


@pytest.mark.parametrize(("columns", "words"), [(1, (120, 400, 900)), (6, (20, 60, 150))])
def test_rows_over_a_third_of_a_page_may_break_across_two(
    columns: int, words: tuple[int, int, int], tmp_path: Path
) -> None:
    rows = [("A", str(count), ["word " * count] * columns) for count in words]
    view = matrix(rows, [f"summary {n}" for n in range(columns)])
    table = written([view], tmp_path / "out.docx").tables[0]
    whole = [bool(list(row._tr.iter(qn("w:cantSplit")))) for row in table.rows[2:]]
    assert whole == [True, True, False]  # fewer words make a row as high where columns are narrow
    assert kept(table.rows[1]._tr) == [True]  # the band stays with its first row
    assert not any(any(kept(row._tr)) for row in table.rows[2:])


@pytest.mark.parametrize(("paper", "size"), [("A4", (297, 210)), ("A3", (420, 297))])
def test_landscape_paper_is_filled(paper: str, size: tuple[int, int], tmp_path: Path) -> None:
    document = written([two_areas()], tmp_path / "out.docx", paper=paper)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size
    assert section.orientation == WD_ORIENT.LANDSCAPE
    text = section.page_width - section.left_margin - section.right_margin
    table = sum(column.width for column in document.tables[0].columns)
    assert 0.99 * text <= table <= text


def test_footer_names_matrix_and_counts_pages(tmp_path: Path) -> None:
    document = written([two_areas(), other_matrix()], tmp_path / "out.docx")
    for section, title in zip(
        document.sections, ["1 Background and staffing", "4 Meetings: joint/other"], strict=True
    ):
        paragraph = section.footer.paragraphs[0]
        assert paragraph.text.startswith(f"Joint <work> & children · {title}\tPage")
        fields = [field.get(qn("w:instr")) for field in paragraph._p.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_properties_tell_the_title_and_nobody(tmp_path: Path) -> None:
    properties = written([two_areas()], tmp_path / "out.docx").core_properties
    assert properties.title == "Joint <work> & children"
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.created.replace(tzinfo=None) == datetime.datetime(2012, 5, 31)
    assert properties.modified == properties.created
    assert properties.language == "en-GB"
    with zipfile.ZipFile(tmp_path / "out.docx") as file:
        assert not [name for name in file.namelist() if "thumbnail" in name or "docProps/app" in name]


def test_a_matrix_too_wide_for_the_page_is_parted(tmp_path: Path) -> None:
    document = written([tall(2, columns=70, words=3)], tmp_path / "out.docx")
    heads = [cell.text for table in document.tables for cell in table.rows[0].cells[1:]]
    assert heads == [f"sub-topic {number}" for number in range(70)]
    assert all(column.width.mm > 25 for table in document.tables for column in table.columns)
    titles = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert titles[0] == f"1 Background and staffing (1 of {len(document.tables)})"


def test_opens_without_compatibility_mode(document: Document) -> None:
    settings = document.settings.element.iter(qn("w:compatSetting"))
    modes = [s.get(qn("w:val")) for s in settings if s.get(qn("w:name")) == "compatibilityMode"]
    assert modes == ["15"]
