"""The Word report: what a reader sees, and how it is made up."""

from __future__ import annotations

import datetime
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from framework_qda import reports
from framework_qda.errors import Refused
from framework_qda.reading.document import Block, Contents, Heading, Paragraph, Piece, Quote, Table
from framework_qda.reading.page import Band, Grid, GridRow, Picture, Text
from tests.reports import golden, report_examples
from tests.reports.examples import OPTIONS
from tests.reports.report_examples import SAID, WHO, body, pieces


def written(folder: Path, *blocks: Block, **fields: object) -> Document:
    path = folder / "out.docx"
    document = report_examples.document()._replace(**({"blocks": blocks} if blocks else {}), **fields)
    reports.write_report(document, path, OPTIONS)
    return docx.Document(str(path))


def part(folder: Path, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(folder / "out.docx") as file:
        return etree.fromstring(file.read(name), etree.XMLParser(remove_blank_text=True))


def styled(document: Document, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


def has(paragraph: WordParagraph, tag: str) -> bool:
    element = paragraph._p.find(f"./{qn('w:pPr')}/{qn(tag)}")
    return element is not None and element.get(qn("w:val")) not in {"0", "false"}


def codes(root: etree._Element) -> list[str]:
    return [element.text.strip() for element in root.iter(qn("w:instrText"))]


def results(root: etree._Element) -> dict[str, str]:
    """Give what each field shows, by its code; a field in another is its own."""
    held: list[list[str]] = []
    shown: dict[str, str] = {}
    for element in root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            held.append(["", ""])
        elif kind == "end":
            code, text = held.pop()
            shown[code] = text
        elif element.tag == qn("w:instrText"):
            held[-1][0] = element.text.strip()
        elif held and element.tag == qn("w:t"):
            held[-1][1] += element.text
    assert not held
    return shown


def test_golden(tmp_path: Path) -> None:
    written(tmp_path)
    root = part(tmp_path)
    etree.cleanup_namespaces(root)
    etree.indent(root)
    golden.check("report.xml", etree.tostring(root, encoding="unicode") + "\n")


def test_title_headings_and_words_stand_in_styles_of_word(tmp_path: Path) -> None:
    document = written(tmp_path)
    assert styled(document, "Title") == ["Joint <work> & children"]
    assert styled(document, "Subtitle") == ["Findings from 28 interviews"]
    assert styled(document, "Authors") == ["A. Author, B. Writer"]
    assert styled(document, "Date") == ["May 2012"]
    assert styled(document, "Heading 1") == ["Introduction", "Wide", "Appendix"]
    assert styled(document, "Heading 2") == ["Meetings & <rounds>"]
    assert styled(document, "Heading 3") == ["Closing"]
    assert styled(document, "List Bullet") == ["one manager", "five workers"]
    assert styled(document, "List Number") == ["first", "second", "another first"]
    assert styled(document, "Note to Self") == ["say more here"]
    assert styled(document, "Quote") == [SAID, "‘Yes.’"]
    assert styled(document, "Attribution") == [f"{WHO}.  [Q7 · A3]"]
    assert "Words\nin two lines." in styled(document, "Body Text")


def test_nothing_in_the_text_has_a_look_of_its_own(tmp_path: Path) -> None:
    written(tmp_path)
    looks = {"w:jc", "w:ind", "w:spacing", "w:color", "w:sz", "w:rFonts", "w:u"}
    assert not [e.tag for e in part(tmp_path).iter(*map(qn, looks))]


ORDER = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs", "outlineLvl", "rPr", "sectPr"]


def test_properties_of_paragraphs_stand_in_the_order_word_insists_on(tmp_path: Path) -> None:
    written(tmp_path)
    for properties in part(tmp_path).iter(qn("w:pPr")):
        names = [element.tag.partition("}")[2] for element in properties]
        assert names == sorted(names, key=ORDER.index)


def test_a_quotation_is_kept_with_who_said_it(tmp_path: Path) -> None:
    document = written(tmp_path)
    quotes = [p for p in document.paragraphs if p.style.name == "Quote"]
    who = next(p for p in document.paragraphs if p.style.name == "Attribution")
    assert [has(p, "w:keepNext") for p in quotes] == [True, False]
    assert all(has(p, "w:keepLines") for p in (*quotes, who))
    assert document.styles["Quote"].paragraph_format.keep_with_next
    assert document.styles["Quote"].font.italic
    assert document.styles["Normal"].paragraph_format.widow_control


def test_contents_stand_there_already_and_word_does_not_ask(tmp_path: Path) -> None:
    written(tmp_path)
    root = part(tmp_path)
    lines = ["".join(t.text for t in p.iter(qn("w:t"))) for p in root.find(f".//{qn('w:sdtContent')}")]
    assert lines == ["Contents", "Introduction", "Meetings & <rounds>", "Wide", "Closing", "Appendix", ""]
    assert codes(root)[0] == 'TOC \\o "1-3" \\h \\z \\u'
    marks = {mark.get(qn("w:name")) for mark in root.iter(qn("w:bookmarkStart"))}
    pages = [code.split()[1] for code in codes(root) if code.startswith("PAGEREF")]
    assert len(pages) == 5
    assert set(pages) <= marks
    assert b"updateFields" not in etree.tostring(part(tmp_path, "word/settings.xml"))
    assert not [e for e in root.iter(qn("w:fldChar")) if e.get(qn("w:dirty"))]


def test_a_report_without_contents_has_none(tmp_path: Path) -> None:
    written(tmp_path, Heading(1, pieces("Only")))
    assert not [code for code in codes(part(tmp_path)) if not code.startswith("PAGE ")]
    assert not list(part(tmp_path).iter(qn("w:bookmarkStart")))


def test_contents_of_a_report_without_headings(tmp_path: Path) -> None:
    written(tmp_path, Contents())
    assert not codes(part(tmp_path))


def test_captions_count_and_references_follow_them(tmp_path: Path) -> None:
    document = written(tmp_path)
    captions = styled(document, "Caption")
    assert captions == [
        "Table 1. What trusts <said>",
        "Figure 1. Shares <by> side",
        "Table 2. A typology",
        "Table 3. What the most comprehensive approach has",
    ]
    root = part(tmp_path)
    counted = [code for code in codes(root) if code.startswith("SEQ")]
    assert counted == [f"SEQ {kind} \\* ARABIC" for kind in ("Table", "Figure", "Table", "Box", "Table")]
    shown = {code.split()[1]: text for code, text in results(root).items() if code.startswith("REF")}
    assert sorted(shown.values()) == ["Figure 1", "Meetings & <rounds>", "Table 1"]
    for mark, text in shown.items():
        assert bookmarked(root, mark) == text
    (link,) = (h for h in root.iter(qn("w:hyperlink")) if "the box" in "".join(h.itertext()))
    assert bookmarked(root, link.get(qn("w:anchor"))) == "Box 1"


def bookmarked(root: etree._Element, name: str) -> str:
    (start,) = (mark for mark in root.iter(qn("w:bookmarkStart")) if mark.get(qn("w:name")) == name)
    text = ""
    for element in start.itersiblings():
        if element.tag == qn("w:bookmarkEnd") and element.get(qn("w:id")) == start.get(qn("w:id")):
            return text
        text += "".join(t.text for t in element.iter(qn("w:t")))
    raise AssertionError(name)


def test_bookmarks_have_ids_of_their_own(tmp_path: Path) -> None:
    written(tmp_path)
    ids = [mark.get(qn("w:id")) for mark in part(tmp_path).iter(qn("w:bookmarkStart"))]
    assert len(set(ids)) == len(ids) == 12


def test_a_reference_to_nothing_is_plain_words(tmp_path: Path) -> None:
    document = written(tmp_path, Paragraph((Piece("See Table 9", target="gone"),)))
    assert styled(document, "Body Text") == ["See Table 9"]
    assert not codes(part(tmp_path))


def test_pictures_have_words_for_those_who_do_not_see_them(tmp_path: Path) -> None:
    document = written(tmp_path)
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "A <grey> bar"
    assert picture.width / picture.height == pytest.approx(2, rel=0.01)
    page = document.sections[0]
    text = page.page_width - page.left_margin - page.right_margin
    assert picture.width == pytest.approx(text / 2, rel=0.01)


def test_a_caption_keeps_with_its_picture_or_its_note(tmp_path: Path) -> None:
    figure = next(b for b in report_examples.blocks() if getattr(b, "anchor", "") == "picture")
    document = written(tmp_path, figure, figure._replace(anchor="", number=2, note=""))
    captions = [p for p in document.paragraphs if p.text.startswith("Figure")]
    assert [p.style.name for p in captions] == ["Caption", "Figure Caption"]
    assert [has(p, "w:keepNext") for p in captions] == [True, False]
    assert document.styles["Figure"].paragraph_format.keep_with_next


def test_a_high_picture_fits_its_page(tmp_path: Path) -> None:
    figure = next(b for b in report_examples.blocks() if getattr(b, "anchor", "") == "picture")
    high = Picture(report_examples.png(1, 9), "", "high")
    document = written(tmp_path, figure._replace(picture=high))
    page = document.sections[0]
    assert document.inline_shapes[0].height < page.page_height - page.top_margin - page.bottom_margin


def test_a_damaged_picture_is_named(tmp_path: Path) -> None:
    figure = next(b for b in report_examples.blocks() if getattr(b, "anchor", "") == "picture")
    with pytest.raises(Refused, match="Shares <by> side"):
        written(tmp_path, figure._replace(picture=Picture(b"no", "", "x")))
    assert not list(tmp_path.iterdir())


def test_tables_repeat_their_heads_and_numbers_stand_to_the_right(tmp_path: Path) -> None:
    document = written(tmp_path)
    survey, _, box, closing, listing = document.tables
    for table in (survey, closing, listing, box):
        heads = [bool(list(row._tr.iter(qn("w:tblHeader")))) for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
    assert [[cell.text for cell in row.cells] for row in survey.rows] == [
        ["Statement", "agree strongly", "agree", "base"],
        ["Staff know which cases to refer", "64%", "30%", "55"],
        ["Feedback is always given", "5%", "41%", "52"],
    ]
    numbers = {cell.paragraphs[0].style.name for row in survey.rows[1:] for cell in row.cells[1:]}
    assert numbers == {"Table Number"}
    assert survey._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "What trusts <said>"


def test_wide_tables_stand_on_wide_pages_with_their_heading_and_back(tmp_path: Path) -> None:
    document = written(tmp_path)
    shapes = [section.page_width > section.page_height for section in document.sections]
    assert shapes == [False, True, False]
    texts = [p.text for p in document.sections[1].iter_inner_content() if isinstance(p, WordParagraph)]
    assert texts[0] == "Wide"
    wide = document.sections[1]
    table = next(t for t in document.tables if "Presence" in t.rows[1].cells[0].text)
    text = wide.page_width - wide.left_margin - wide.right_margin
    assert sum(column.width for column in table.columns) == pytest.approx(text, rel=0.01)
    assert "=1+1 [p12]" in table.rows[2].cells[2].text


def test_a_word_of_introduction_goes_with_a_wide_table(tmp_path: Path) -> None:
    led = (Heading(1, pieces("Appendix")), body("What this is."), report_examples.matrix())
    document = written(tmp_path, body("Before."), *led)
    assert [section.page_width > section.page_height for section in document.sections] == [False, True]
    assert document.sections[0].footer.paragraphs
    texts = [p.text for p in document.sections[1].iter_inner_content() if isinstance(p, WordParagraph)]
    assert texts[:2] == ["Appendix", "What this is."]
    document = written(tmp_path, *(body(f"Text {n}.") for n in range(4)), report_examples.matrix())
    texts = [p.text for p in document.sections[1].iter_inner_content() if isinstance(p, WordParagraph)]
    assert texts[0] == "Table 2. A typology"


def test_a_report_may_begin_and_end_wide(tmp_path: Path) -> None:
    document = written(tmp_path, report_examples.matrix(), title="", subtitle="", authors=(), date="")
    assert [section.page_width > section.page_height for section in document.sections] == [True]


def test_pages_are_numbered(tmp_path: Path) -> None:
    document = written(tmp_path)
    (line,) = document.sections[0].footer.paragraphs
    assert line.text == "Joint <work> & children · 1"
    assert codes(line._p) == ["PAGE"]
    assert line.style.name == "Footer"
    assert all(section.footer.is_linked_to_previous for section in document.sections[1:])


def test_a_box_holds_questions_and_answers(tmp_path: Path) -> None:
    box = written(tmp_path).tables[2]
    assert box.rows[0].cells[0].text == "Box 1. Joining the round"
    seen = [(p.style.name, p.text) for p in box.rows[1].cells[0].paragraphs]
    assert seen == [
        ("Box Facts", "Organisation: A trust that agreed"),
        ("Box Question", "What is the practice?"),
        ("Box Text", "A social worker joins the ward round."),
        ("Box Text", "It takes an hour."),
        ("Box Question", "What happened as a result?"),
        ("Box Bullet", "Referrals came earlier."),
        ("Box Bullet", "Fewer were refused."),
        ("Box Question", "How is it afforded?"),
    ]


def test_rows_of_the_closing_table_may_span_it(tmp_path: Path) -> None:
    closing = written(tmp_path).tables[3]
    assert [[cell.text for cell in row.cells] for row in closing.rows] == [
        ["Acute trust", "Local authority"],
        ["Referrals", "Referrals"],
        ["Informal discussion first.", "A duty worker is named."],
        ["Feedback within a day.", "Feedback within a day."],
        ["a list\nof two", ""],
    ]
    spans = [len(row._tr.tc_lst) for row in closing.rows]
    assert spans == [2, 1, 2, 1, 2]


def test_each_numbered_list_begins_with_one(tmp_path: Path) -> None:
    document = written(tmp_path)
    root = document.part.numbering_part.element
    numbers = [p._p.pPr.numPr for p in document.paragraphs if p.style.name == "List Number"]
    assert numbers[0] is numbers[1] is None  # theirs is the style's
    again = next(n for n in root.iter(qn("w:num")) if n.get(qn("w:numId")) == str(numbers[2].numId.val))
    assert again.find(f".//{qn('w:startOverride')}").get(qn("w:val")) == "1"


def test_tables_never_touch(tmp_path: Path) -> None:
    written(tmp_path, report_examples.survey(), report_examples.box(), report_examples.closing())
    body = part(tmp_path)[0]
    tags = [element.tag for element in body]
    assert not any(first == second == qn("w:tbl") for first, second in pairwise(tags))


def test_properties_tell_what_it_is_and_of_nobody_but_the_authors(tmp_path: Path) -> None:
    properties = written(tmp_path).core_properties
    assert properties.title == "Joint <work> & children"
    assert properties.author == "A. Author; B. Writer"
    assert properties.keywords == "hospital; social work"
    assert properties.last_modified_by == properties.comments == properties.category == ""
    assert properties.created.replace(tzinfo=None) == datetime.datetime(2012, 5, 31)
    with zipfile.ZipFile(tmp_path / "out.docx") as file:
        names = file.namelist()
    assert not [
        name for name in names if re.search("thumbnail|docProps/(app|custom)|comments|customXml", name)
    ]


def test_words_are_in_the_language_of_the_report(tmp_path: Path) -> None:
    document = written(tmp_path, language="cy-GB")
    assert {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))} == {"cy-GB"}
    assert document.core_properties.language == "cy-GB"


_wild = st.text(st.characters(), min_size=1)
_pieces = st.lists(st.builds(Piece, _wild, st.booleans(), st.booleans(), st.just(False)), max_size=4).map(
    tuple
)


@given(_pieces, _wild)
def test_any_words_can_be_written(given: tuple[Piece, ...], title: str) -> None:
    with TemporaryDirectory() as folder:
        document = written(
            Path(folder), Heading(1, given), Paragraph(given), Quote(given, title), title=title
        )
        whole = next(p.text for p in document.paragraphs if p.style.name == "Body Text")
    expected = "".join(report_examples.cleaned(piece.text) for piece in given)
    assert whole == expected


def test_progress_counts_the_blocks(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    document = report_examples.document()
    for suffix in reports.REPORT_SUFFIXES:
        told.clear()
        path = tmp_path / f"out{suffix}"
        reports.write_report(document, path, OPTIONS, lambda done, total, _: told.append((done, total)))
        assert told[-1] == (len(document.blocks), len(document.blocks))
        assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_larger_paper(tmp_path: Path) -> None:
    reports.write_report(report_examples.document(), tmp_path / "out.docx", replace(OPTIONS, paper="A3"))
    section = docx.Document(str(tmp_path / "out.docx")).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 420)


def test_a_picture_is_no_wider_than_the_text(tmp_path: Path) -> None:
    """LibreOffice adds a margin where none is said, and shifts the picture over the edge."""
    written(tmp_path)
    root = part(tmp_path)
    pictures = list(root.iter(qn("wp:inline")))
    assert pictures and all(int(each.get(f"dist{side}", "-1")) == 0 for each in pictures for side in "TBLR")
    page = next(root.iter(qn("w:pgSz"))), next(root.iter(qn("w:pgMar")))
    room = int(page[0].get(qn("w:w"))) - sum(int(page[1].get(qn(f"w:{side}"))) for side in ("left", "right"))
    assert all(int(each.find(qn("wp:extent")).get("cx")) <= room * 635 for each in pictures)


def test_a_row_higher_than_a_fifth_of_the_page_may_break_across_two(tmp_path: Path) -> None:
    """What counts is the highest cell, and a narrow one is high with few words."""
    texts = ("few words", "word " * 120), ("few words", "word " * 30)
    rows = tuple(GridRow(str(n), tuple(map(Text, cells))) for n, cells in enumerate(texts))
    table = Table("", 0, Grid("", "no.", ("one", "other"), (Band("", rows),), widths=(0.8, 0.2)))
    written(tmp_path, table)
    _, long, short = part(tmp_path).iter(qn("w:tr"))
    assert long.find(f".//{qn('w:cantSplit')}") is None
    assert short.find(f".//{qn('w:cantSplit')}") is not None
