"""Word files give the words that Word shows, all changes accepted, whatever they are made of."""

import random
import zipfile
from pathlib import Path

import docx
import pytest

from framework_qda.errors import StudyError, UnreadableSource
from framework_qda.sources import read, word_package
from tests.sources.wordfile import STRICT, paragraph, run, word_file

DATA = Path(__file__).resolve().parents[2] / "../shared/data/word"
FILES = sorted(path for path in DATA.rglob("*") if path.is_file()) if DATA.exists() else []


def _texts(path: Path) -> list[str]:
    return [p.text for p in read(path).paragraphs]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes.docx"


def test_speakers_and_times(notes: Path) -> None:
    word_file(notes, paragraph("Interview") + paragraph("[00:12:30] TM: we see them"))
    last = read(notes).paragraphs[-1]
    assert (last.number, last.speaker, last.time, last.text) == (2, "TM", 750_000, "we see them")


def test_tracked_changes_are_accepted(notes: Path) -> None:
    body = (
        f"<w:p>{run('we ')}<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        f"<w:ins>{run('often ')}</w:ins>"
        f"<w:moveFrom>{run('moved ')}</w:moveFrom>{run('ring ')}<w:moveTo>{run('moved ')}</w:moveTo></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('one ')}</w:p><w:p>{run('paragraph now')}</w:p>"
    )
    assert _texts(word_file(notes, body)) == ["we often ring moved", "one paragraph now"]


def test_a_deleted_row_is_out(notes: Path) -> None:
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    body = f"<w:tbl>{row.format('', 'kept')}{row.format('<w:trPr><w:del/></w:trPr>', 'gone')}</w:tbl>"
    assert _texts(word_file(notes, body)) == ["kept"]


def test_a_text_box_is_read_once_after_its_paragraph(notes: Path) -> None:
    inner = f"<w:txbxContent>{paragraph('in the box')}{paragraph('and below')}</w:txbxContent>"
    box = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{run('before ')}<w:r>{box}</w:r>{run('after')}</w:p>"
    assert _texts(word_file(notes, body)) == ["before after", "in the box", "and below"]


def test_an_old_text_box_is_read(notes: Path) -> None:
    old = f"<w:pict><v:textbox><w:txbxContent>{paragraph('old box')}</w:txbxContent></v:textbox></w:pict>"
    assert _texts(word_file(notes, f"<w:p><w:r>{old}</w:r></w:p>")) == ["old box"]


def test_notes_follow_their_paragraph(notes: Path) -> None:
    body = (
        f'<w:p>{run("TM: we ring")}<w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:endnoteReference w:id="2"/></w:r></w:p>' + paragraph("next")
    )
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("no note")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("the duty line")}{paragraph("at night")}</w:footnote>'
    )
    itself = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    endnotes = f'<w:endnote w:id="2"><w:p>{run("see area 2")}{itself}</w:p></w:endnote>'
    word_file(notes, body, footnotes=footnotes, endnotes=endnotes)
    assert _texts(notes) == ["we ring", "Note 1: the duty line at night", "Note 2: see area 2", "next"]


def test_strict_files_are_read_wherever_the_document_lies(notes: Path) -> None:
    word_file(notes, paragraph("strict words"), namespace=STRICT, main="elsewhere/the text.xml")
    assert _texts(notes) == ["strict words"]


def test_signs_within_a_run(notes: Path) -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d\u00ade</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0E0"/><w:br/><w:t>next\u00a0line</w:t></w:r></w:p>'
    )
    assert _texts(word_file(notes, body)) == ["a\tb-cde→", "next\u00a0line"]


def test_fields_links_controls_and_formulas_give_what_they_show(notes: Path) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12 ")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f"<w:hyperlink>{run('link ')}</w:hyperlink>"
        f"<w:sdt><w:sdtContent>{run('control ')}</w:sdtContent></w:sdt>"
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('whole paragraph')}</w:sdtContent></w:sdt>"
    )
    assert _texts(word_file(notes, body)) == ["12 link control x=1", "whole paragraph"]


def test_hidden_text_stays_hidden(notes: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish{}/></w:rPr><w:t>{}</w:t></w:r>"
    words = hidden.format("", "real name") + hidden.format(' w:val="0"', "shown")
    assert _texts(word_file(notes, f"<w:p>{words}</w:p>")) == ["shown"]


def _table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_rows_of_tables_are_paragraphs_and_turns(notes: Path) -> None:
    turns = _table(
        (paragraph("TM"), paragraph("yes") + paragraph("and more")),
        (paragraph("INT"), paragraph("why?")),
        (paragraph("TM"), paragraph("because")),
    )
    word_file(notes, turns + _table((paragraph("1"), paragraph(""), paragraph("3"))))
    assert [(p.speaker, p.text) for p in read(notes).paragraphs] == [
        ("TM", "yes"),
        ("", "and more"),
        ("", "INT\twhy?"),
        ("TM", "because"),
        ("", "1\t\t3"),
    ]


def test_tables_that_lay_out_a_page_keep_their_paragraphs(notes: Path) -> None:
    inner = _table((paragraph("in"), paragraph("ner")))
    body = _table((paragraph("left") + paragraph("below") + inner, paragraph("right")))
    assert _texts(word_file(notes, body)) == ["left", "below", "in\tner", "right"]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
"""
STYLES = """
<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Mine"><w:basedOn w:val="Base"/></w:style>
<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
"""


def test_lists_are_counted_as_word_counts_them(notes: Path) -> None:
    def item(text: str, number: int, depth: int = 0) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')

    body = (
        paragraph("title")
        + item("a", 1)
        + item("b", 1, 1)
        + item("c", 1, 1)
        + item("d", 1)
        + item("e", 1, 1)
        + item("f", 3)
        + item("g", 1)
        + paragraph("h", '<w:pStyle w:val="Mine"/>')
        + paragraph("i", '<w:pStyle w:val="Loop"/>')
        + item("j", 0)
    )
    word_file(notes, body, numbering=NUMBERING, styles=STYLES)
    marked = ["title", "3. a", "3.a) b", "3.b) c", "4. d", "4.a) e", "9. f", "5. g", "• h", "i", "j"]
    assert _texts(notes) == marked


@pytest.mark.parametrize(
    ("kind", "start", "spelled"),
    [
        ("upperLetter", 26, ["Z", "AA"]),
        ("lowerRoman", 4, ["iv", "v"]),
        ("upperRoman", 1999, ["MCMXCIX", "MM"]),
    ],
)
def test_letters_and_roman_numbers_are_spelled(
    notes: Path, kind: str, start: int, spelled: list[str]
) -> None:
    level = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="(%1)"/>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = paragraph("item", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert _texts(word_file(notes, item * 2, numbering=numbering)) == [f"({mark}) item" for mark in spelled]


def test_python_docx_is_read_alike(notes: Path) -> None:
    document = docx.Document()
    for text in ("Heading", "INT: why?", "TM: because"):
        document.add_paragraph(text)
    document.add_paragraph("first", style="List Number")
    document.save(str(notes))
    assert _texts(notes) == ["Heading", "why?", "because", "1. first"]


def _refusal(path: Path) -> str:
    with pytest.raises(UnreadableSource) as refused:
        read(path)
    sentence = str(refused.value)
    assert path.name in sentence
    assert "\n" not in sentence
    return sentence


def test_files_that_are_no_word_files_are_refused(notes: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    notes.write_bytes(ole)
    assert "old Word format" in _refusal(notes)
    notes.write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    assert "password" in _refusal(notes)
    notes.write_bytes(b"not a zip at all")
    assert "damaged" in _refusal(notes)
    with zipfile.ZipFile(notes, "w") as file:
        file.writestr("anything.txt", "words")
    assert "is none" in _refusal(notes)
    word_file(notes, paragraph("words"))
    notes.write_bytes(notes.read_bytes()[:-60])
    assert "damaged" in _refusal(notes)
    assert "no words" in _refusal(word_file(notes, paragraph(" ")))
    assert "damaged" in _refusal(word_file(notes, "<w:p>"))


def test_other_office_files_are_refused(notes: Path) -> None:
    word_file(notes, "")
    with zipfile.ZipFile(notes) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["word/document.xml"] = b"<workbook><body/></workbook>"
    with zipfile.ZipFile(notes, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    assert "not a Word document" in _refusal(notes)


def test_nothing_is_unfolded_or_fetched(notes: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    before = f'<!DOCTYPE w [<!ENTITY stolen SYSTEM "{secret.as_uri()}">]>'
    assert "damaged" in _refusal(word_file(notes, "<w:p><w:r><w:t>&stolen;</w:t></w:r></w:p>", before=before))


def test_a_huge_part_is_refused_before_it_is_unpacked(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    word_file(notes, paragraph("word " * 50_000))
    assert notes.stat().st_size < 5_000
    monkeypatch.setattr(word_package, "LIMIT", 100_000)
    assert "too big" in _refusal(notes)


def test_deeply_nested_tables_are_read_or_refused(notes: Path) -> None:
    body = paragraph("deep")
    for _ in range(60):
        body = _table((body,))
    assert _texts(word_file(notes, body)) == ["deep"]
    for _ in range(2000):
        body = _table((body,))
    assert "damaged" in _refusal(word_file(notes, body))


def test_any_damage_is_told_in_one_sentence(notes: Path) -> None:
    whole = word_file(notes, paragraph("INT: why? ") * 20, footnotes=paragraph("x")).read_bytes()
    chance = random.Random(1)
    for _ in range(400):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        notes.write_bytes(damaged[: chance.choice([len(damaged), chance.randrange(len(damaged))]) or 1])
        try:
            read(notes)
        except UnreadableSource as refused:
            assert "\n" not in str(refused)


@pytest.mark.skipif(not FILES, reason="the shared Word files are not on this machine")
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_real_word_file_is_read_or_refused_in_a_sentence(path: Path) -> None:
    try:
        assert read(path).words
    except StudyError as refused:
        assert path.name in str(refused)
        assert str(refused).endswith(".")
        assert "\n" not in str(refused)


@pytest.mark.skipif(not FILES, reason="the shared Word files are not on this machine")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("docling_mit/Strict.docx", "Some text"),
        ("docling_mit/textbox.docx", "Student falls ill"),
        ("mammoth_bsd2/text-box.docx", "Datum plane"),
        ("mammoth_bsd2/footnotes.docx", "Note 1: A tachyon walks into a bar."),
        ("mammoth_bsd2/tables.docx", "Top left\tTop right"),
        ("mammoth_bsd2/utf8-bom.docx", "byte order mark"),
        ("word-extractor_mit/test16.docx", "First text box, regular"),
        ("docling_mit/content_control_with_picture.docx", "INSIDE SDT"),
        ("docling_mit/docx_list_resumed_numbering.docx", "3. Third ordered item"),
    ],
)
def test_real_word_files_give_their_hidden_corners(name: str, words: str) -> None:
    assert words in read(DATA / name).text
