"""Every view is printed as it reads: looked at before, on paper, and as a PDF."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from framework_qda.errors import Refused
from framework_qda.reports.leaves import Leaf
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.table import Cell, Group, Row, Table
from framework_qda.tasks import exporting
from framework_qda.tasks import pages as making
from framework_qda.text.summary import Line, Run
from framework_qda.ui.modes import Mode
from framework_qda.ui.printing import layout, prints
from framework_qda.ui.printing.dialog import PrintDialog
from framework_qda.ui.window import MainWindow
from tests.ui.taking_out import VIEWS, Shown, cells, dialog, even, in_order, press, unbroken, words_missing

pytestmark = pytest.mark.usefixtures("sample_shown")
WIDE = ("side by side", "central chart", "linkage", "pictures")


def preview(qtbot: QtBot, window: MainWindow) -> PrintDialog:
    press(window, Qt.Key.Key_P)
    shown = dialog(qtbot, window, PrintDialog)
    ready(qtbot, shown)
    return shown


def ready(qtbot: QtBot, shown: PrintDialog) -> None:
    qtbot.waitUntil(lambda: shown.made is not None and not shown._running, timeout=60_000)


def text_of(path: Path) -> list[str]:
    """Give the words of each page of a PDF."""
    if not (program := shutil.which("pdftotext")):
        pytest.skip("pdftotext is not there")
    made = subprocess.run([program, "-raw", str(path), "-"], capture_output=True, check=True)
    return made.stdout.decode().split("\f")[:-1]


def without_feet(pages: list[str], title: str) -> str:
    """Give the words of all pages, the line at their feet left out."""
    lines = [line for page in pages for line in page.splitlines()]
    return even(" ".join(each for each in lines if not each.startswith((f"{title} · ", "Page "))))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_words_of_each_view_are_on_its_pages(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, view: Shown
) -> None:
    assert window.desk and window.studio
    view.go(window.desk)
    shown = preview(qtbot, window)
    shown.save_pdf(tmp_path / "out")
    pages = text_of(tmp_path / "out.pdf")
    assert len(pages) == shown.preview.document.pageCount()
    words = without_feet(pages, window.studio.study.title)
    said = view.said(window.studio.study)
    assert said and not words_missing(said, words)
    if view.name == "case":
        assert in_order(list(map(unbroken, said)), unbroken(words)) == "", "a document reads in order"
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert window.studio.study.title in page
    size = shown.preview.document.pagePointSize(0)
    assert (size.width() > size.height()) == (
        view.name in ("side by side", "central chart", "linkage", "pictures")
    )
    shown.close()


def test_the_matrix_is_printed_as_it_is_shown(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert window.desk and window.studio
    study = window.studio.study
    shown = preview(qtbot, window)
    assert [shown.what.itemText(n) for n in range(3)] == [
        "1 Background and staffing, as shown",
        "All matrices, as shown",
        "All matrices, whole",
    ]
    shown.save_pdf(tmp_path / "one.pdf")
    words = without_feet(text_of(tmp_path / "one.pdf"), study.title)
    assert not words_missing(cells(study.matrix(1)), words)
    before = shown.preview.document.pageCount()
    shown.what.setCurrentIndex(1)
    ready(qtbot, shown)
    assert shown.preview.document.pageCount() > before
    shown.save_pdf(tmp_path / "all.pdf")
    words = without_feet(text_of(tmp_path / "all.pdf"), study.title)
    for matrix in study.matrices():
        assert matrix.title in words
        assert not words_missing(cells(study.matrix(matrix.number)), words)
    shown.close()


def test_how_the_matrix_is_filtered_stands_under_its_title(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.desk and window.studio
    side = window.studio.study.find_field("side")
    window.desk.matrix.conditions.set_condition(side.id, ["acute trust"])
    shown = preview(qtbot, window)
    shown.save_pdf(tmp_path / "one.pdf")
    assert "Side: acute trust" in text_of(tmp_path / "one.pdf")[0]
    shown.what.setCurrentIndex(2)
    ready(qtbot, shown)
    shown.save_pdf(tmp_path / "whole.pdf")
    assert "Side: acute trust" not in text_of(tmp_path / "whole.pdf")[0]
    shown.close()


def test_the_head_of_a_table_stands_on_every_page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    shown = preview(qtbot, window)
    shown.save_pdf(tmp_path / "one.pdf")
    pages = text_of(tmp_path / "one.pdf")
    assert len(pages) > 2
    assert all("hospital staffing" in page and "Interview" in page for page in pages)
    shown.close()


def test_no_heading_stands_alone_at_the_foot_of_a_page(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.desk and window.studio
    window.desk.show_mode(Mode.READ)
    window.desk._workspace(Mode.READ).along()
    shown = preview(qtbot, window)
    shown.what.setCurrentIndex(1)
    ready(qtbot, shown)
    shown.save_pdf(tmp_path / "all.pdf")
    study = window.studio.study
    heads = {matrix.title for matrix in study.matrices()}
    heads |= {
        f"{matrix.number}.{each.number} {each.name}"
        for matrix in study.matrices()
        for each in study.subtopics(matrix.id)
    }
    pages = text_of(tmp_path / "all.pdf")
    assert len(pages) > 20
    for page in pages:
        body = [line for line in page.splitlines() if not line.startswith((study.title, "Page "))]
        assert body[-1] not in heads
    shown.close()


@pytest.mark.parametrize("view", VIEWS[2:6], ids=lambda view: view.name)
def test_pages_of_what_is_compared_are_made_on_another_thread(
    qtbot: QtBot, window: MainWindow, view: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.desk
    made: list[threading.Thread] = []
    for name in ("comparison_page", "pairs_page", "typology_page", "central_page", "linkage_page"):
        monkeypatch.setattr(making, name, _noting(made, getattr(making, name)))
    view.go(window.desk)
    shown = preview(qtbot, window)
    assert len(made) == 1 and made[0] is not threading.main_thread()
    assert shown.made is not None and shown.made.printed[0].title == shown.what.currentText()
    shown.close()


def _noting(made: list[threading.Thread], make: Any) -> Any:
    def noted(*known: Any, **named: Any) -> Any:
        made.append(threading.current_thread())
        return make(*known, **named)

    return noted


def areas_of_two() -> Table:
    """Make a table whose bands stand at every height of a page."""

    def row(area: int, number: int) -> Row:
        cells = tuple(
            Cell((Line((Run("words of a summary " * (3 + (7 * area + 5 * number + n) % 11 * 2)),)),))
            for n in range(5)
        )
        return Row(f"Band {area}", f"row {area}.{number}", (), cells)

    groups = [Group(f"Band {area}", (row(area, 0), row(area, 1))) for area in range(40)]
    return Table("A matrix", tuple("abcde"), (), tuple(groups))


@pytest.mark.usefixtures("qapp")
def test_no_band_stands_alone_at_the_foot_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    leaf, options = Leaf("A matrix", "", True, (areas_of_two(),)), ReportOptions("Study", date(2026, 1, 1))

    def alone() -> list[str]:
        laid = layout.laid_out(leaf, options, lambda _row: None)
        height = laid.pageSize().height()
        blocks = [laid.findBlockByNumber(n) for n in range(laid.blockCount())]
        named = [each for each in blocks if each.text().startswith(("Band ", "row "))]
        pages = [(each.text(), layout.top_of(each) // height) for each in named]
        return [band for (band, page), (_, after) in pairwise(pages) if "Band" in band and page != after]

    assert alone() == []
    monkeypatch.setattr(layout, "_fill_page", lambda *_: None)
    assert alone(), "some would"


def test_paper_and_references_lay_the_pages_out_anew(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.desk
    VIEWS[0].go(window.desk)
    shown = preview(qtbot, window)
    before = shown.preview.document.pageCount()
    shown.references.click()
    shown.paper.setCurrentIndex(1)  # while the first is still on its way
    ready(qtbot, shown)
    assert shown.preview.document.pageCount() < before
    assert round(shown.preview.document.pagePointSize(0).width()) == 842
    shown.save_pdf(tmp_path / "out.pdf")
    assert "[p" in " ".join(text_of(tmp_path / "out.pdf"))
    shown.close()


def test_the_pages_asked_for_are_put_on_a_printer(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    printing = pytest.importorskip("PySide6.QtPrintSupport")
    assert window.desk
    VIEWS[0].go(window.desk)
    shown = preview(qtbot, window)
    printer = printing.QPrinter(printing.QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(printing.QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    shown.print_on(printer)
    qtbot.waitUntil(lambda: shown.notice.sentence == "Printed.", timeout=30_000)
    pages = text_of(tmp_path / "printed.pdf")
    count = shown.preview.document.pageCount()
    assert len(pages) == 2
    assert f"Page 2 of {count}" in pages[0] and f"Page 3 of {count}" in pages[1]
    shown.close()


def test_without_a_printer_one_sentence_says_what_to_do(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printing = pytest.importorskip("PySide6.QtPrintSupport")
    monkeypatch.setattr(printing.QPrinterInfo, "availablePrinterNames", lambda: [])
    shown = preview(qtbot, window)
    shown.go.click()
    assert shown.notice.sentence == "No printer is set up on this computer; save as PDF instead."
    monkeypatch.setitem(sys.modules, "PySide6.QtPrintSupport", None)
    shown.go.click()
    assert "CUPS" in shown.notice.sentence and "save as PDF instead" in shown.notice.sentence
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", urls.append)
    shown.save_pdf(tmp_path / "out.pdf")
    assert shown.notice.sentence == f"Written: {tmp_path / 'out.pdf'}"
    shown.open_file.click()
    assert [Path(url.toLocalFile()) for url in urls] == [tmp_path / "out.pdf"]
    shown.save_pdf(tmp_path / "nowhere" / "out.pdf")
    assert "cannot be written" in shown.notice.sentence
    shown.close()


def test_without_a_preview_one_sentence_says_so_and_all_else_works(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtPdf", None)
    shown = preview(qtbot, window)
    assert shown.preview.nothing.isVisible() and "print or save without it" in shown.preview.nothing.text()
    assert shown.preview.pages is None and shown.page.text() == ""
    shown.preview.zoom(1.2)
    assert shown.go.isEnabled()
    shown.save_pdf(tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    shown.close()


def test_printing_is_loaded_only_when_it_is_wanted() -> None:
    late = {"PySide6.QtPrintSupport", "PySide6.QtPdf"}
    script = f"import sys, framework_qda.ui.window\nassert not {late} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_escape_stops_the_layout_and_then_leaves(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, on = threading.Event(), threading.Event()
    whole = prints.laid_out

    def slow(leaf: Any, options: Any, count: Any) -> Any:
        begun.set()
        assert on.wait(20)
        return whole(leaf, options, count)

    monkeypatch.setattr(prints, "laid_out", slow)
    assert window.desk
    VIEWS[0].go(window.desk)
    press(window, Qt.Key.Key_P)
    shown = dialog(qtbot, window, PrintDialog)
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    with qtbot.waitSignal(window.work.cancelled):
        qtbot.keyClick(shown, Qt.Key.Key_Escape)
        on.set()
    assert shown.notice.sentence == "Stopped." and not shown.go.isEnabled()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(PrintDialog)))


def test_the_preview_is_zoomed_and_fitted(qtbot: QtBot, window: MainWindow) -> None:
    shown = preview(qtbot, window)
    assert shown.preview.document.status() is QPdfDocument.Status.Ready
    assert shown.page.text() == f"Page 1 of {shown.preview.document.pageCount()}"
    fitted = shown.preview.pages.zoomMode()
    qtbot.keyClick(shown, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    first = shown.preview.pages.zoomFactor()
    qtbot.keyClick(shown, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert shown.preview.pages.zoomFactor() > first and shown.preview.pages.zoomMode() is not fitted
    qtbot.keyClick(shown, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert shown.preview.pages.zoomMode() is fitted
    shown.close()


def test_what_cannot_be_read_is_said(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def views(*_: object, **__: object) -> None:
        raise Refused("There is no matrix 9.")

    monkeypatch.setattr(exporting, "views", views)
    press(window, Qt.Key.Key_P)
    shown = dialog(qtbot, window, PrintDialog)
    qtbot.waitUntil(lambda: bool(shown.notice.sentence), timeout=20_000)
    assert shown.notice.sentence == "There is no matrix 9." and not shown.save_button.isEnabled()
    shown.close()
