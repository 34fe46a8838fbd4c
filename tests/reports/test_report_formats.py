"""The same report as a web page, as Markdown and as OpenDocument text; and one quotation on the clipboard."""

from __future__ import annotations

import errno
import os
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt
from odfdo import Document as OpenDocument

from framework_qda import reports
from framework_qda.errors import CannotWrite, DiskFull, Refused
from framework_qda.reading.document import Document, Heading, Paragraph, Piece, Quote, Table, named, pieces_of
from framework_qda.reading.page import Band, Grid, GridRow, Text
from framework_qda.reports.clean import clean
from framework_qda.reports.clipping import clip
from tests.reports import golden, report_examples
from tests.reports.examples import OPTIONS
from tests.reports.report_examples import SAID, WHO, pieces

VOID = {"meta", "img", "br", "col", "hr", "input", "link"}


def written(path: Path, document: Document | None = None) -> str:
    reports.write_report(document or report_examples.document(), path, OPTIONS)
    return path.read_text("utf-8") if path.suffix in {".md", ".html"} else ""


class Checker(HTMLParser):
    """Insists that every element that is opened is closed, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def texts(root: etree._Element, path: str) -> list[str]:
    return [" ".join("".join(element.itertext()).split()) for element in root.iterfind(path)]


def test_every_format_of_reports_is_offered() -> None:
    assert reports.REPORT_SUFFIXES == (".docx", ".odt", ".html", ".md")


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"out\.pdf.*\.docx, \.odt, \.html, \.md"):
        written(tmp_path / "out.pdf")


@pytest.mark.parametrize("suffix", reports.REPORT_SUFFIXES)
def test_full_disk_leaves_the_old_file(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_bytes(b"old")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        written(path)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("suffix", reports.REPORT_SUFFIXES)
def test_a_report_without_words(suffix: str, tmp_path: Path) -> None:
    written(tmp_path / f"out{suffix}", Document("", ()))
    assert (tmp_path / f"out{suffix}").stat().st_size


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_golden(suffix: str, tmp_path: Path) -> None:
    golden.check(f"report{suffix}", written(tmp_path / f"out{suffix}"))


# As a web page


@pytest.fixture
def page(tmp_path: Path) -> etree._Element:
    text = written(tmp_path / "out.html")
    checker = Checker()
    checker.feed(text)
    assert not checker.open
    return html.fromstring(text)


def test_the_page_says_its_language_and_loads_nothing(page: etree._Element) -> None:
    assert page.get("lang") == "en-GB"
    assert not list(page.iter("script", "link", "iframe"))
    sources = [image.get("src") for image in page.iter("img")]
    assert sources and all(source.startswith("data:") for source in sources)
    (policy,) = (meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv"))
    assert policy.startswith("default-src 'none'")


def test_the_page_is_made_of_what_things_are(page: etree._Element) -> None:
    assert texts(page, ".//h1") == ["Joint <work> & children"]
    assert texts(page, ".//main/h2") == ["Introduction", "Wide", "Appendix"]
    assert texts(page, ".//blockquote/p") == [SAID, "‘Yes.’"]
    assert texts(page, ".//blockquote/footer/cite") == [WHO + "."]
    captions = ["Table 1. What trusts <said>", "Figure 1. Shares <by> side", "Table 2. A typology"]
    assert texts(page, ".//figure/figcaption")[:3] == captions
    assert texts(page, ".//main/ol/li") == ["first", "second", "another first"]
    assert texts(page, ".//main/ul/li") == ["one manager", "five workers"]
    assert len(page.findall(".//aside")) == 1
    assert page.find(".//img").get("alt") == "A <grey> bar"
    numbers = [cell.text_content() for cell in page.iter("td") if cell.get("class") == "number"]
    assert numbers == ["64%", "30%", "55", "5%", "41%", "52"]


def test_every_link_of_the_page_leads_somewhere(page: etree._Element) -> None:
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in page.iter("a")]
    assert len(links) == 9
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert texts(page, ".//nav//a") == ["Introduction", "Meetings & <rounds>", "Wide", "Closing", "Appendix"]


def test_rows_of_the_closing_table_span_the_page_too(page: etree._Element) -> None:
    table = next(figure for figure in page.iter("figure") if "closing" in figure.get("class"))
    assert [cell.get("colspan") for cell in table.iter("th", "td")] == [
        None,
        None,
        "2",
        None,
        None,
        "2",
        None,
        None,
    ]


# As Markdown


def test_markdown_reads_as_the_report(tmp_path: Path) -> None:
    text = written(tmp_path / "out.md")
    root = html.fromstring(f"<div>{MarkdownIt('commonmark').enable('table').render(text)}</div>")
    assert texts(root, "h1") == ["Joint <work> & children"]
    assert texts(root, "h2") == ["Introduction", "Wide", "Appendix"]
    assert texts(root, "blockquote/p")[:3] == [SAID, f"— {WHO}. [Q7 · A3]", "‘Yes.’"]
    assert texts(root, "ol/li") == ["first", "second", "another first"]
    assert texts(root, "ul/li")[-2:] == ["region: London", "mode: telephone"]
    rows = [texts(row, "*") for row in next(root.iter("table")).iter("tr")]
    assert rows == [
        ["Statement", "agree strongly", "agree", "base"],
        ["Staff know which cases to refer", "64%", "30%", "55"],
        ["Feedback is always given", "5%", "41%", "52"],
    ]
    links = {link.get("href") for link in root.iter("a") if link.get("href")}
    assert links <= {f"#{mark.get('id')}" for mark in root.iter("a") if mark.get("id")}
    assert len(links) == 8


def test_pictures_of_markdown_lie_in_a_folder_beside_it(tmp_path: Path) -> None:
    text = written(tmp_path / "my report.md")
    assert "![A \\<grey\\> bar](my%20report_files/figure-1.png)" in text
    assert (tmp_path / "my report_files" / "figure-1.png").read_bytes() == report_examples.png()


def test_markdown_without_pictures_makes_no_folder(tmp_path: Path) -> None:
    written(tmp_path / "out.md", Document("T", (Paragraph(pieces("words")),)))
    assert [path.name for path in tmp_path.iterdir()] == ["out.md"]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out_files").write_text("mine")
    with pytest.raises(CannotWrite, match="out_files"):
        written(tmp_path / "out.md")
    assert not (tmp_path / "out.md").exists()


_signs = st.text(st.sampled_from("ab 1.)-+=#>*_`~[](){}!|<&;:\\\"'\t\n"), min_size=1, max_size=12)


@given(st.lists(_signs, min_size=1, max_size=3))
def test_no_word_means_anything_in_markdown(words: list[str]) -> None:
    given = tuple(Piece(text) for text in words)
    with TemporaryDirectory() as folder:
        text = written(Path(folder) / "out.md", Document("T", (Paragraph(given),)))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)[3:]
    shown = "".join(_plain(token) for token in tokens)
    assert shown.split() == "".join(words).split()
    assert {token.tag for token in tokens} <= {"p", ""}


def _plain(token: object) -> str:
    children = getattr(token, "children", None) or ()
    return "".join("\n" if child.type in {"hardbreak", "softbreak"} else child.content for child in children)


@given(st.text(min_size=1), st.booleans(), st.booleans())
def test_any_words_make_a_page(text: str, bold: bool, italic: bool) -> None:
    piece = Piece(text, bold, italic)
    document = Document(text, (Heading(1, (piece,)), Paragraph((piece,)), Quote((piece,), text, text, "q")))
    with TemporaryDirectory() as folder:
        checker = Checker()
        checker.feed(written(Path(folder) / "out.html", document))
        assert not checker.open
        written(Path(folder) / "out.odt", document)
        (heading,) = opened(Path(folder) / "out.odt", "text:h")
    assert "".join(heading.split()) == "".join(clean(text).split())


# As OpenDocument


def opened(path: Path, tag: str) -> list[str]:
    with zipfile.ZipFile(path) as file:
        root = etree.fromstring(file.read("content.xml"))
    name = f"{{urn:oasis:names:tc:opendocument:xmlns:text:1.0}}{tag.partition(':')[2]}"
    return ["".join(element.itertext()) for element in root.iter(name)]


def test_opendocument_holds_the_report(tmp_path: Path) -> None:
    written(tmp_path / "out.odt")
    document = OpenDocument(str(tmp_path / "out.odt"))
    assert document.get_type() == "text"
    headings = [(h.get_attribute("text:outline-level"), h.inner_text) for h in document.body.headers]
    assert headings == [
        ("1", "Introduction"),
        ("2", "Meetings & <rounds>"),
        ("1", "Wide"),
        ("3", "Closing"),
        ("1", "Appendix"),
    ]
    paragraphs = [p.inner_text for p in document.body.paragraphs]
    for text in (
        SAID,
        "Table 1. What trusts <said>",
        "Box 1. Joining the round",
        "first",
        "Feedback within a day.",
    ):
        assert text in paragraphs
    assert document.meta.title == "Joint <work> & children"
    assert document.meta.language == "en-GB"
    assert document.meta.initial_creator == "A. Author; B. Writer"
    assert not [name for name in document.parts if "thumbnail" in name.lower()]
    assert len([name for name in document.parts if name.startswith("Pictures/")]) == 1


def test_every_style_and_bookmark_of_opendocument_is_there(tmp_path: Path) -> None:
    written(tmp_path / "out.odt")
    with zipfile.ZipFile(tmp_path / "out.odt") as file:
        roots = [etree.fromstring(file.read(name)) for name in ("styles.xml", "content.xml")]
    spaces = {
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    }
    known = {name for root in roots for name in root.xpath("//@style:name", namespaces=spaces)}
    used = set(roots[1].xpath("//text:*/@text:style-name | //@style:parent-style-name", namespaces=spaces))
    assert used <= known
    marks = set(roots[1].xpath("//text:bookmark-start/@text:name", namespaces=spaces))
    assert set(roots[1].xpath("//text:bookmark-ref/@text:ref-name", namespaces=spaces)) <= marks


# On the clipboard


def test_a_quotation_on_the_clipboard() -> None:
    quote = Quote((Piece("‘We <see>\x00 them "), Piece("every", bold=True), Piece(" day’")), WHO, "[p12]")
    plain, rich = clip(quote)
    assert plain == f"‘We <see> them every day’\n{WHO} [p12]"
    root = html.fromstring(rich)
    assert root.tag == "blockquote"
    assert texts(root, "p") == ["‘We <see> them every day’", f"{WHO} [p12]"]
    assert texts(root, "p/strong") == ["every"]
    assert "italic" in root.xpath("p")[0].get("style")
    assert clip(Quote(pieces("‘Yes’")))[0] == "‘Yes’"


# As values


def test_pieces_are_given_in_the_order_of_reading() -> None:
    closing, box = report_examples.closing(), report_examples.box()
    assert [piece.text for piece in pieces_of(closing)][:2] == [
        "Informal discussion first.",
        "A duty worker is named.",
    ]
    assert [piece.text for piece in pieces_of(box)][-1] == "Fewer were refused."
    grid = Grid("", "", (), (Band("", (GridRow("x", (Text("y"),)),)),))
    assert not list(pieces_of(Table("", 0, grid)))


def test_a_block_is_named_by_its_number_or_its_words() -> None:
    assert named(report_examples.survey()) == "Table 1"
    assert named(report_examples.closing()) == "Table 3"
    assert named(report_examples.box()._replace(number=0)) == "Joining the round"
