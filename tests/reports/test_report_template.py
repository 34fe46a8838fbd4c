"""A Word report on the author's own template."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from framework_qda import reports
from framework_qda.errors import BadTemplate, StudyError
from tests.reports import report_examples
from tests.reports.examples import OPTIONS

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "word"
DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE = DOCUMENT.replace(b"document.main", b"template.main")
MACROS = b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml"


def made(path: Path, change: Callable[[Document], object] = lambda _document: None) -> Path:
    """Make a template with words, a header and styles of its own."""
    document = docx.Document()
    document.add_heading("Words of the template", 0)
    document.add_paragraph("To be written over")
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(200), Mm(250), Mm(30)
    section.header.paragraphs[0].text = "The Institute"
    section.footer.paragraphs[0].text = "Draft"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    change(document)
    document.save(str(path))
    return path


def repacked(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Change the parts of a file; None leaves one out."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            if (new := change(name, content)) is not None:
                file.writestr(name, new)
    return path


def written(template: Path, styles: Mapping[str, str] | None = None) -> Document:
    path = template.with_name("out.docx")
    options = replace(OPTIONS, template=template, styles=styles or {})
    reports.write_report(report_examples.document(), path, options)
    return docx.Document(str(path))


def style_of(document: Document, text: str) -> str:
    return next(p.style.name for p in document.paragraphs if p.text.startswith(text))


def test_its_page_header_and_styles_stay_and_its_words_go(tmp_path: Path) -> None:
    document = written(made(tmp_path / "house.docx"))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (200, 250)
    assert round(section.left_margin.mm) == 30
    assert section.header.paragraphs[0].text == "The Institute"
    assert section.footer.paragraphs[0].text == "Draft"
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0x12, 0x34, 0x56)
    assert not [p for p in document.paragraphs if "template" in p.text or "written over" in p.text]
    assert style_of(document, "Introduction") == "Heading 1"
    wide = document.sections[1]
    assert (round(wide.page_width.mm), round(wide.page_height.mm)) == (250, 200)
    assert wide.header.is_linked_to_previous


def test_styles_it_lacks_are_added_on_its_own(tmp_path: Path) -> None:
    document = written(made(tmp_path / "house.docx"))
    assert document.styles["Attribution"].base_style.name == "Quote"
    assert document.styles["Attribution"].font.italic is False
    assert document.styles["Box Text"].base_style.name == "Normal"
    known = {style.style_id for style in document.styles}
    root = document.element
    assert {e.get(qn("w:val")) for e in root.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))} <= known
    lists = {num.get(qn("w:numId")) for num in document.part.numbering_part.element.iter(qn("w:num"))}
    for name in ("Box Bullet", "Table Bullet"):
        number = document.styles[name].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
        assert number in lists


def test_its_own_list_styles_are_used(tmp_path: Path) -> None:
    document = written(made(tmp_path / "house.docx"))
    before = docx.Document().styles["List Bullet"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    assert document.styles["List Bullet"].element.find(f".//{qn('w:numId')}").get(qn("w:val")) == before
    assert style_of(document, "one manager") == "List Bullet"


def test_a_list_style_without_signs_gets_ours(tmp_path: Path) -> None:
    def plain(document: Document) -> None:
        properties = document.styles["List Bullet"].element.pPr
        properties.remove(properties.find(qn("w:numPr")))

    document = written(made(tmp_path / "house.docx", plain))
    item = next(p for p in document.paragraphs if p.text == "one manager")
    number = str(item._p.pPr.numPr.numId.val)
    root = document.part.numbering_part.element
    num = next(n for n in root.iter(qn("w:num")) if n.get(qn("w:numId")) == number)
    key = num.find(qn("w:abstractNumId")).get(qn("w:val"))
    (abstract,) = (a for a in root.iter(qn("w:abstractNum")) if a.get(qn("w:abstractNumId")) == key)
    assert abstract.find(f".//{qn('w:lvlText')}").get(qn("w:val")) == "•"


@pytest.mark.parametrize("name", ["Block Quotation", "EXTRACT"])
def test_a_style_is_known_by_other_names(name: str, tmp_path: Path) -> None:
    def renamed(document: Document) -> None:
        document.styles["Quote"].element.find(qn("w:name")).set(qn("w:val"), name)

    assert style_of(written(made(tmp_path / "house.docx", renamed)), "‘Yes") == name


def test_the_author_says_which_style_stands_for_which(tmp_path: Path) -> None:
    def own(document: Document) -> None:
        document.styles.add_style("Voices", WD_STYLE_TYPE.PARAGRAPH)
        document.styles.add_style("Chapter", WD_STYLE_TYPE.PARAGRAPH)

    template = made(tmp_path / "house.docx", own)
    document = written(template, {"Quote": "voices", "Heading 1": "Chapter"})
    assert style_of(document, "‘Yes") == "Voices"
    heading = next(p for p in document.paragraphs if p.text == "Introduction" and p.style.name == "Chapter")
    assert heading._p.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"  # so that contents find it


@pytest.mark.parametrize(
    ("styles", "words"),
    [
        ({"Quote": "No such"}, "“No such”"),
        ({"Nonsense": "Quote"}, "“Nonsense”"),
        ({"Quote": "Strong"}, "“Strong”"),
    ],
)
def test_a_style_that_is_not_there_is_named(styles: dict[str, str], words: str, tmp_path: Path) -> None:
    template = made(tmp_path / "house.docx")
    with pytest.raises(BadTemplate, match=f"house.docx.*{words}"):
        written(template, styles)


def test_a_style_is_known_by_its_id_where_its_name_is_in_another_language(tmp_path: Path) -> None:
    def german(document: Document) -> None:
        document.styles["Heading 1"].element.find(qn("w:name")).set(qn("w:val"), "Überschrift 1")

    assert style_of(written(made(tmp_path / "house.docx", german)), "Introduction") == "Überschrift 1"


def test_an_id_of_its_own_is_left_alone(tmp_path: Path) -> None:
    """A style of theirs may have, by chance, the id of one of ours."""

    def taken(document: Document) -> None:
        style = document.styles.add_style("Something", WD_STYLE_TYPE.CHARACTER)
        style.element.set(qn("w:styleId"), "Attribution")

    document = written(made(tmp_path / "house.docx", taken))
    assert document.styles["Something"].style_id == "Attribution"
    assert document.styles["Attribution"].style_id == "Attribution2"
    assert style_of(document, report_examples.WHO) == "Attribution"


@pytest.mark.parametrize("kind", [TEMPLATE, MACROS])
def test_a_template_becomes_a_document(kind: bytes, tmp_path: Path) -> None:
    template = made(tmp_path / "house.dotx")
    repacked(template, lambda name, data: data.replace(DOCUMENT, kind) if name.startswith("[C") else data)
    written(template)
    with zipfile.ZipFile(tmp_path / "out.docx") as file:
        assert DOCUMENT in file.read("[Content_Types].xml")
        assert not [name for name in file.namelist() if "vba" in name.lower()]


def test_nothing_tells_who_made_the_template_or_where_it_lay(tmp_path: Path) -> None:
    def telling(document: Document) -> None:
        document.core_properties.author = document.core_properties.comments = "Mary Smith"
        document.core_properties.category = "Mary Smith"
        settings = document.settings.element
        for tag in ("w:attachedTemplate", "w:updateFields", "w:documentProtection", "w:rsids"):
            settings.insert(0, OxmlElement(tag))
        document.add_comment(document.paragraphs[0].runs, text="by Mary Smith", author="Mary Smith")

    written(made(tmp_path / "house.docx", telling))
    with zipfile.ZipFile(tmp_path / "out.docx") as file:
        everything = {name: file.read(name) for name in file.namelist()}
    assert not [name for name, data in everything.items() if b"Mary Smith" in data or b"house" in data]
    assert not [name for name in everything if "comments" in name or "docProps/app" in name]
    for tag in (b"attachedTemplate", b"updateFields", b"documentProtection", b"rsids"):
        assert tag not in everything["word/settings.xml"]


def test_an_empty_footer_is_given_numbers(tmp_path: Path) -> None:
    def bare(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = document.sections[0].footer.paragraphs[0].text = ""

    footer = written(made(tmp_path / "house.docx", bare)).sections[0].footer
    assert footer.paragraphs[0].text == "Joint <work> & children · 1"


def test_the_upright_page_is_taken_with_the_headers_it_inherits(tmp_path: Path) -> None:
    def parted(document: Document) -> None:
        section = document.add_section()
        section.left_margin = Mm(44)
        last = document.add_section()
        last.orientation, last.page_width, last.page_height = WD_ORIENT.LANDSCAPE, Mm(250), Mm(200)

    document = written(made(tmp_path / "house.docx", parted))
    assert round(document.sections[0].left_margin.mm) == 44
    assert document.sections[0].header.paragraphs[0].text == "The Institute"
    assert document.sections[0].page_width < document.sections[0].page_height


def test_what_is_no_template_is_one_sentence(tmp_path: Path) -> None:
    template = tmp_path / "house.dotx"
    with pytest.raises(BadTemplate, match=r"“house\.dotx” cannot be read"):
        written(template)
    for content in (b"", b"words", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"old" * 99, b"PK\x03\x04nothing"):
        template.write_bytes(content)
        with pytest.raises(BadTemplate, match=r"“house\.dotx”"):
            written(template)
    made(template)
    repacked(template, lambda name, data: None if name == "word/document.xml" else data)
    with pytest.raises(BadTemplate, match="damaged"):
        written(template)
    assert not (tmp_path / "out.docx").exists()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("sound") / "house.docx")


@given(st.integers())
def test_a_damaged_template_works_or_is_one_sentence(sound: Path, seed: int) -> None:
    """Bytes of a part are lost or changed; nothing else comes of it than a sentence."""
    chance = random.Random(seed)
    with zipfile.ZipFile(sound) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = chance.choice(sorted(parts))
    place, length = chance.randrange(len(parts[name])), chance.randrange(40)
    noise = chance.choice([b"", b"<w:p/>", b'"', b"0", b"w:val"])
    with TemporaryDirectory() as folder:
        template = Path(folder) / "house.docx"
        with zipfile.ZipFile(template, "w") as file:
            for other, content in parts.items():
                broken = content[:place] + noise + content[place + length :]
                file.writestr(other, broken if other == name else content)
        try:
            written(template)
        except StudyError as error:
            assert isinstance(error, BadTemplate)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared Word files are not beside this checkout")
def test_odd_word_files_work_or_are_one_sentence(tmp_path: Path) -> None:
    works = 0
    for number, path in enumerate(sorted(SHARED.rglob("*.*"))):
        out = tmp_path / f"{number}.docx"
        try:
            reports.write_report(report_examples.document(), out, replace(OPTIONS, template=path))
        except BadTemplate:
            continue
        works += 1
        with zipfile.ZipFile(out) as file:
            for name in file.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(file.read(name))
        assert docx.Document(str(out)).paragraphs
    assert works > 100


def properties(document: Document, name: str) -> list[str]:
    return [etree.QName(each).localname for each in document.styles[name].element.find(qn("w:pPr"))]


def test_a_quotation_stands_apart_in_a_template_that_sets_none_apart(tmp_path: Path) -> None:
    """Word's own template has a style Quote that is indented no more than the text."""

    def indented(document: Document) -> None:
        document.styles["Normal"].paragraph_format.first_line_indent = Mm(10)

    document = written(made(tmp_path / "house.docx", indented))
    for name in ("Quote", "Attribution"):
        form = document.styles[name].paragraph_format
        assert form.space_after is not None and form.space_before is not None
    form = document.styles["Quote"].paragraph_format
    assert round(form.left_indent.mm) == round(form.right_indent.mm) == 10
    assert (form.first_line_indent, form.space_after.pt) == (0, 2)
    assert document.styles["Attribution"].paragraph_format.space_before == 0
    assert properties(document, "Quote") == ["keepNext", "keepLines", "spacing", "ind", "contextualSpacing"]


def test_a_quotation_that_a_template_sets_apart_stays_as_it_is(tmp_path: Path) -> None:
    def indented(document: Document) -> None:
        document.styles["Quote"].paragraph_format.left_indent = Mm(25)

    document = written(made(tmp_path / "house.docx", indented))
    assert round(document.styles["Quote"].paragraph_format.left_indent.mm) == 25
    assert properties(document, "Quote") == ["ind"]


def test_a_style_that_the_author_chose_stays_as_it_is(tmp_path: Path) -> None:
    def own(document: Document) -> None:
        document.styles.add_style("Voices", WD_STYLE_TYPE.PARAGRAPH)

    document = written(made(tmp_path / "house.docx", own), {"Quote": "Voices"})
    assert document.styles["Voices"].paragraph_format.left_indent is None
