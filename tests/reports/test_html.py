"""The web page: what a reader sees, and that it needs nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given

from framework_qda.reading.matrix_view import MatrixView
from framework_qda.reports import html
from tests.reports import golden
from tests.reports.examples import (
    OPTIONS,
    matrix,
    one_cell,
    other_matrix,
    seen_without_empty_lines,
    summaries,
    two_areas,
)


class Cells(HTMLParser):
    """Read the text of each cell: a line a paragraph, “• ” before an item."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "td":
            self._inside = True
            self.cells.append("")
        if tag in ("p", "li") and self._inside:
            self.cells[-1] += ("\n" if self.cells[-1] else "") + ("• " if tag == "li" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.cells[-1] += data


def written(views: list[MatrixView], path: Path) -> str:
    html.write(views, path, OPTIONS)
    return path.read_text("utf-8")


def test_golden(tmp_path: Path) -> None:
    page = written([two_areas(), other_matrix()], tmp_path / "out.html")
    golden.check("page.html", re.sub(r"(?s)<style>.*</style>", "<style></style>", page))


@given(summaries)
def test_words_are_those_of_the_summary(markup: str) -> None:
    with TemporaryDirectory() as folder:
        page = written([one_cell(markup)], Path(folder) / "out.html")
    assert Cells(page).cells == [seen_without_empty_lines(markup)]


def test_everything_is_escaped(tmp_path: Path) -> None:
    evil = "<script>alert('&')</script>\""
    page = written([matrix([(evil, evil, [evil])], [evil], name=evil)], tmp_path / "out.html")
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 6
    assert Cells(page).cells == [evil]


def test_the_page_needs_nothing_else(tmp_path: Path) -> None:
    page = written([two_areas()], tmp_path / "out.html")
    assert "default-src 'none'" in page
    assert not re.search(r"(?i)\b(src|href)=\"(?!#)|url\(|@import|https?:", page)


def test_light_dark_print_and_sticky_heads(tmp_path: Path) -> None:
    style = written([two_areas()], tmp_path / "out.html").partition("<style>")[2].partition("</style>")[0]
    for needed in ("prefers-color-scheme: dark", "@media print", "position: sticky", "size: A4 landscape"):
        assert needed in style


def test_table_is_told_to_those_who_do_not_see_it(tmp_path: Path) -> None:
    page = written([two_areas()], tmp_path / "out.html")
    assert '<html lang="en-GB">' in page
    assert "<caption>1 Background and staffing</caption>" in page
    assert page.count('scope="col"') == 3
    assert page.count('scope="rowgroup"') == 2
    assert page.count('scope="row"') == 3


def test_several_matrices_have_contents(tmp_path: Path) -> None:
    page = written([two_areas(), other_matrix()], tmp_path / "out.html")
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page
    assert page.count('href="#') == 2
