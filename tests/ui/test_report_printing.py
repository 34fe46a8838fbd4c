"""A draft is printed as a report is read: wide tables on wide pages, and contents that know their pages."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from framework_qda.errors import Cancelled, Refused
from framework_qda.reading.document import (
    Contents,
    Document,
    Figure,
    Heading,
    Paragraph,
    Piece,
    Quote,
    words,
)
from framework_qda.reading.page import Picture
from framework_qda.reports.options import ReportOptions
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.ui.modes import Mode
from framework_qda.ui.printing.dialog import PrintDialog
from framework_qda.ui.printing.prints import pdf_of
from framework_qda.ui.window import MainWindow
from tests.reports.report_examples import document
from tests.ui.taking_out import dialog, even, press

OPTIONS = ReportOptions("Joint work", datetime.date(2012, 5, 1))


class Pages:
    """The pages of a PDF: their words, and which lie on their side."""

    def __init__(self, pdf: bytes) -> None:
        held = QPdfDocument()
        buffer = QBuffer()
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        held.load(buffer)
        count = held.pageCount()
        self.words = [held.getAllText(page).text() for page in range(count)]
        self.wide = [held.pagePointSize(n).width() > held.pagePointSize(n).height() for n in range(count)]
        held.close()


def printed(report: Document) -> Pages:
    return Pages(pdf_of(report, OPTIONS))


def named_pages(pages: Pages, headings: list[str]) -> dict[str, int]:
    """Read the contents on the first page: heading -> page."""
    said = even(pages.words[0])
    found = {}
    for heading in headings:
        match = re.search(re.escape(even(heading)) + r"\s*(\d+)", said)
        assert match, (heading, said)
        found[heading] = int(match[1])
    return found


def test_all_that_a_report_holds_is_on_its_pages(qapp: object) -> None:
    pages = printed(document())
    text = even(" ".join(pages.words))
    for said in (
        "Joint <work> & children", "Findings from 28 interviews", "A. Author, B. Writer", "May 2012",
        "[check this]", "[say more here]", "Table 1. What trusts <said>", "Base: trusts that answered.",
        "Figure 1. Shares <by> side", "Source: the survey.", "Box 1. Joining the round", "1. first",
        "2. second", "1. another first", "Table 3. What the most comprehensive approach has", "Named nurse",
        "We see them every day .... and [the midwives]", "[Q7 · A3]",
    ):  # fmt: skip
        assert said in text, said
    assert pages.wide == [False, False, True, False], "the wide table, with its heading, on a page of its own"
    assert "Wide" in pages.words[2] and "A typology" in pages.words[2]
    assert all(f"Page {number} of 4" in page for number, page in enumerate(pages.words, start=1))


def test_contents_name_the_pages_of_headings(qapp: object) -> None:
    body = Paragraph((Piece("What was said of it, at some length. " * 40),))
    titles = [f"Chapter {letter * 3}" for letter in "ABCDEFGHIJKLMNOP"]
    blocks = [Contents(), *(each for title in titles for each in (Heading(1, (Piece(title),)), body, body))]
    pages = printed(Document("A report", tuple(blocks)))
    assert len(pages.words) > 4
    for title, page in named_pages(pages, titles).items():
        assert title in pages.words[page - 1] and page > 1, title


@pytest.mark.parametrize("lines", range(28, 52))
def test_a_quotation_stays_with_who_said_it(qapp: object, lines: int) -> None:
    filling = tuple(Paragraph((Piece(f"Line {n}."),)) for n in range(lines))
    quote = Quote((Piece("Spoken " * 60 + "to the end"),), "Acute trust, community team.")
    pages = printed(Document("A report", (*filling, quote)))
    page = next(page for page in pages.words if "to the end" in even(page))
    assert "Acute trust, community team." in even(page) and even(page).count("Spoken") == 60


def test_a_damaged_picture_is_refused(qapp: object) -> None:
    figure = Figure("Shares", 1, Picture(b"no picture", "", "bars"))
    with pytest.raises(Refused, match="“Shares” is damaged"):
        printed(Document("A report", (figure,)))


def test_laying_out_is_stopped(qapp: object) -> None:
    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        pdf_of(document(), OPTIONS, stop)


# In the window ----------------------------------------------------------------------------------------


def preview(qtbot: QtBot, window: MainWindow) -> PrintDialog:
    assert window.desk
    window.desk.show_mode(Mode.REPORT)
    press(window, Qt.Key.Key_P)
    shown = dialog(qtbot, window, PrintDialog)
    ready(qtbot, shown)
    return shown


def ready(qtbot: QtBot, shown: PrintDialog) -> None:
    qtbot.waitUntil(lambda: shown.made is not None and not shown._running, timeout=60_000)


@pytest.mark.usefixtures("sample_shown")
def test_the_draft_on_show_is_printed(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert window.studio
    study = window.studio.study
    draft = study.drafts()[0]
    note = Block(BlockId(""), BlockKind.NOTE, "ask again about this")
    study.put_blocks(draft.id, [*study.blocks(draft.id), note])
    shown = preview(qtbot, window)
    assert not shown.references.isVisible(), "the copy says whether it has any"
    shown.save_pdf(tmp_path / "study.pdf")
    pages = Pages((tmp_path / "study.pdf").read_bytes())
    text = even(" ".join(pages.words))
    assert draft.name in text and "ask again about this" in text
    assert study.title not in text, "a copy that goes out names the draft"
    assert shown.made and isinstance(shown.made.printed, Document)
    headings = [words(each.pieces) for each in shown.made.printed.headings]
    for heading, page in named_pages(pages, headings).items():
        assert even(heading) in even(pages.words[page - 1]), heading
    assert any(pages.wide), "the appendix"
    shown.what.setCurrentIndex(1)
    ready(qtbot, shown)
    assert shown.save_button.isEnabled() and not shown.anyway.isVisible()
    shown.save_pdf(tmp_path / "public.pdf")
    text = even(" ".join(Pages((tmp_path / "public.pdf").read_bytes()).words))
    assert "ask again about this" not in text and draft.name in text
    shown.close()


@pytest.mark.usefixtures("sample_shown")
def test_a_public_copy_waits_until_what_stands_in_its_way_was_looked_at(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.studio
    study = window.studio.study
    first = next(each for each in study.blocks(study.drafts()[0].id) if each.kind is BlockKind.PARAGRAPH)
    study.change_block(first._replace(text=f"Write to ann.smith@example.org. {first.text}"))
    shown = preview(qtbot, window)
    assert shown.save_button.isEnabled() and not shown.anyway.isVisible(), "a copy for the study may hold it"
    shown.what.setCurrentIndex(1)
    ready(qtbot, shown)
    assert shown.anyway.isVisible() and "1 disclosure open" in shown.notice.sentence
    assert not shown.go.isEnabled() and not shown.save_button.isEnabled()
    shown.anyway.click()
    assert shown.go.isEnabled() and shown.save_button.isEnabled()
    shown.close()


def test_without_a_draft_there_is_nothing_to_print(
    qtbot: QtBot, window: MainWindow, study_file: Path
) -> None:
    window.open_file(study_file)
    qtbot.waitUntil(lambda: window.desk is not None)
    assert window.desk
    window.desk.show_mode(Mode.REPORT)
    press(window, Qt.Key.Key_P)
    assert "no draft" in window.notice.text()
