"""LibreOffice makes a PDF of every export; where it is not installed, that is said and left out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from framework_qda import reports
from tests.reports import report_examples
from tests.reports.examples import OPTIONS, two_areas
from tests.reports.pages import table
from tests.reports.report_examples import SAID, WHO

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
READER = shutil.which("pdftotext")

pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(READER is None, reason="pdftotext is not installed"),
]


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Convert every kind of export in one go, and give the words of each PDF by the name of its file."""
    folder = tmp_path_factory.mktemp("pdf")
    for suffix in (".docx", ".odt", ".html"):
        path = folder / f"report-{suffix[1:]}{suffix}"
        reports.write_report(report_examples.document(), path, OPTIONS)
    reports.write([two_areas()], folder / "matrix.docx", OPTIONS)
    reports.write_pages([table()], folder / "page.docx", OPTIONS)
    files = sorted(str(path) for path in folder.iterdir())
    assert OFFICE
    assert READER
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=240)
    return {path.stem: _words(READER, path) for path in folder.glob("*.pdf")}


def _words(reader: str, path: Path) -> str:
    done = subprocess.run([reader, str(path), "-"], check=True, capture_output=True, timeout=60)
    return " ".join(done.stdout.decode().split())


def test_every_export_is_converted(pdfs: dict[str, str]) -> None:
    assert sorted(pdfs) == ["matrix", "page", "report-docx", "report-html", "report-odt"]


@pytest.mark.parametrize("name", ["report-docx", "report-odt", "report-html"])
def test_words_headings_and_captions_are_in_the_pdf(name: str, pdfs: dict[str, str]) -> None:
    text = pdfs[name]
    for words in ("Joint <work> & children", "Contents", "Introduction", "Meetings & <rounds>", SAID, WHO):
        assert words in text
    for caption in ("Table 1. What trusts <said>", "Figure 1. Shares <by> side", "Box 1. Joining the round"):
        assert caption in text
    assert "see Table 1, Figure 1, the box and Meetings & <rounds>." in text
    assert "Error" not in text


def test_pages_of_the_contents_are_counted_in_opendocument(pdfs: dict[str, str]) -> None:
    contents = pdfs["report-odt"].partition("Contents")[2].replace(".", "").replace(" ", "")
    assert contents.startswith("Introduction2Meetings&<rounds>2Wide3Closing4Appendix4")


def test_matrices_are_in_theirs(pdfs: dict[str, str]) -> None:
    assert "Team of six, “we see them every day”" in pdfs["matrix"]
    assert "Team of six, “we see them every day”" in pdfs["page"]
