"""Pages of views as files: the same words in every format, laid out for what each is read with."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree

from framework_qda import reports
from framework_qda.errors import Cancelled, Refused
from framework_qda.reading.page import Page
from tests.reports import golden
from tests.reports.examples import OPTIONS, SUFFIXES
from tests.reports.pages import document, table


def written(pages: list[Page], path: Path) -> Path:
    reports.write_pages(pages, path, OPTIONS)
    return path


@pytest.fixture
def word(tmp_path: Path) -> Document:
    return docx.Document(str(written([document(), table()], tmp_path / "out.docx")))


# --- Word ---


def test_golden_word(tmp_path: Path) -> None:
    with zipfile.ZipFile(written([document(), table()], tmp_path / "out.docx")) as file:
        root = etree.fromstring(file.read("word/document.xml"), etree.XMLParser(remove_blank_text=True))
    etree.cleanup_namespaces(root)
    etree.indent(root)
    golden.check("pages.xml", etree.tostring(root, encoding="unicode") + "\n")


def test_a_document_has_headings_and_says_whose_words_follow(word: Document) -> None:
    seen = [(p.style.name, p.text) for p in word.paragraphs if p.text]
    assert seen[:14] == [
        ("Title", "Area <1>"),
        ("Subtitle", "Within case · 31 May 2012"),
        ("Facts", "region\tLondon"),
        ("Facts", "service model\thospital team"),
        ("Source", "Overview"),
        ("Prose", "They agree, “we see them” [p12]"),
        ("Heading 1", "1 Background"),
        ("Heading 2", "1.1 summary"),
        ("Source", "Named nurse  acute trust"),
        ("Prose", "Team of six, “we see them every day” [check with <AT>]"),
        ("Source", "Team manager  local authority"),
        ("Prose", "Posts:"),
        ("Prose List", "one manager"),
        ("Prose List", "five social workers"),
    ]
    assert ("Prose", "not asked") in seen


def test_each_page_has_the_paper_that_fits_it(word: Document) -> None:
    upright, wide = word.sections
    assert (upright.orientation, wide.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    assert upright.page_width == wide.page_height
    assert "Area <1>" in upright.footer.paragraphs[0].text
    assert "Central chart" in wide.footer.paragraphs[0].text


def test_tables_have_bands_widths_and_repeated_heads(word: Document) -> None:
    cases, counts = word.tables
    assert [cell.text for cell in cases.rows[0].cells] == ["Area", "feedback", "discharge"]
    assert [row.cells[0].text for row in cases.rows] == [
        "Area",
        "Presence",
        "Area 1\nLondon",
        "◆ Area 2\nNorth",
        "no type yet",
        "Area 3\nWest",
    ]
    assert cases.rows[3].cells[1].text == "not asked"
    note = cases.rows[2].cells[1].paragraphs[-1]
    assert (note.style.name, note.text) == ("Cell Note", "reaches them; ≠ by letter")
    assert list(cases.rows[0]._tr.iter(qn("w:tblHeader")))
    name, first, second = (column.width for column in cases.columns)
    assert first == pytest.approx(2 * second, rel=0.01) and name < second
    assert len(counts.rows) == 2, "rows without a title stand under no band"


def test_a_picture_is_said_in_words(word: Document) -> None:
    (picture,) = word.inline_shapes
    assert picture._inline.docPr.get("descr") == "A <grey> bar"
    section = word.sections[1]
    text = section.page_width - section.left_margin - section.right_margin
    assert picture.width == pytest.approx(text / 2, rel=0.01)


def test_properties_tell_nobody(word: Document) -> None:
    properties = word.core_properties
    assert properties.author == properties.last_modified_by == ""
    assert properties.title == OPTIONS.title


# --- The web page ---


def test_golden_html(tmp_path: Path) -> None:
    page = written([document(), table()], tmp_path / "out.html").read_text("utf-8")
    golden.check("pages.html", re.sub(r"(?s)<style>.*</style>", "<style></style>", page))


def test_a_web_page_prints_each_view_on_its_paper(tmp_path: Path) -> None:
    page = written([document(), table()], tmp_path / "out.html").read_text("utf-8")
    assert re.findall(r'<article class="(\w+)"', page) == ["upright", "wide"]
    assert "@page upright { size: A4 portrait" in page
    assert "<script" not in page and "http:" not in page and "https:" not in page


# --- Sheets ---


def test_golden_csv(tmp_path: Path) -> None:
    content = written([table(), table()], tmp_path / "out.csv").read_bytes()
    golden.check("pages.csv", content.decode("utf-8-sig").replace("\r\n", "\n"))


def test_a_plain_table_has_bands_as_a_column(tmp_path: Path) -> None:
    page = replace(table(), blocks=table().blocks[:2])
    text = written([page], tmp_path / "out.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["type", "area", "about", "feedback", "discharge"]
    assert rows[2] == ["Presence", "◆ Area 2", "North", "(not asked)", ""]
    assert rows[1][4] == "'=1+1"
    assert len(rows) == 4


def test_each_of_several_tables_stands_under_its_title(tmp_path: Path) -> None:
    text = written([table(), document()], tmp_path / "out.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[:2] == [["Central chart · Types"], ["type", "area", "about", "feedback", "discharge"]]
    assert rows[5:9] == [[], ["Central chart · Numbers"], ["side", "few", "many"], ["trust", "3", ""]]
    assert rows[9:12] == [[], ["Area <1>"], ["about", "text"]]


def test_a_page_without_a_table_is_written_as_its_words(tmp_path: Path) -> None:
    text = written([document()], tmp_path / "out.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1] == ["Overview", "They agree, “we see them” [p12]"]
    assert rows[-1] == ["Named nurse", "(not asked)"]


def test_a_sheet_begins_with_its_table(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written([table(), document()], tmp_path / "out.xlsx"))
    assert book.sheetnames == ["Central chart", "Area <1>"]
    sheet = book.worksheets[0]
    values = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert values[0] == ["type", "area", "about", "feedback", "discharge"]
    assert values[2][:4] == ["Presence", "◆ Area 2", "North", "not asked"]
    assert values[1][3].endswith("[check with <AT>]\n(reaches them; ≠ by letter)")
    assert values[5][:3] == ["side", "few", "many"], "the next table stands a row below"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:E4")
    assert all(cell.alignment.wrap_text for cell in sheet[2])
    assert len(sheet._images) == 1
    assert values[-1][0] == "only side: trust", "which rows they are is said below"


def test_words_on_a_sheet_stand_beside_what_they_are_from(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written([document()], tmp_path / "out.xlsx")).active
    rows = [[value or "" for value in row[:2]] for row in sheet.iter_rows(values_only=True)]
    assert ["region", "London"] in rows
    assert ["1 Background", ""] in rows
    assert ["Named nurse · acute trust", "not asked"] in rows


# --- All ---


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_progress_counts_every_row_and_text(suffix: str, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    pages = [document(), table()]
    reports.write_pages(pages, tmp_path / f"out{suffix}", OPTIONS, lambda *step: told.append(step))
    assert [done for done, _, _ in told] == list(range(1, len(told) + 1))
    assert told[-1][0] == told[-1][1] and told[0][2] == "Area <1>"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cancel_leaves_the_old_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_bytes(b"old")

    def cancel(done: int, _total: int, _words: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        reports.write_pages([table()], path, OPTIONS, cancel)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_and_unknown_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing to write"):
        reports.write_pages([], tmp_path / "out.docx", OPTIONS)
    with pytest.raises(Refused, match=r"out\.pdf.*\.docx"):
        reports.write_pages([table()], tmp_path / "out.pdf", OPTIONS)
