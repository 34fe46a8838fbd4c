"""What holds for every format: a whole file or the old one, the same words, the same work a row."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from framework_qda import reports
from framework_qda.errors import Cancelled, CannotWrite, DiskFull, Refused
from tests.reports.examples import OPTIONS, SUFFIXES, other_matrix, tall, two_areas


def test_every_format_is_offered() -> None:
    assert list(reports.SUFFIXES) == SUFFIXES


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_full_disk_leaves_the_old_file(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_bytes(b"old")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull, match=f"out{suffix}"):
        reports.write([two_areas()], path, OPTIONS)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cancel_leaves_the_old_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_bytes(b"old")

    def cancel(done: int, _total: int, _words: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        reports.write([two_areas()], path, OPTIONS, cancel)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_progress_counts_every_row_of_every_matrix(suffix: str, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    views = [two_areas(), other_matrix()]
    reports.write(views, tmp_path / f"out{suffix}", OPTIONS, lambda *step: told.append(step))
    first, second = (view.title for view in views)
    assert told == [(1, 4, first), (2, 4, first), (3, 4, first), (4, 4, second)]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="No such file"):
        reports.write([two_areas()], tmp_path / "no" / "out.csv", OPTIONS)


def test_a_folder_in_the_way_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    path.mkdir()
    with pytest.raises(CannotWrite):
        reports.write([two_areas()], path, OPTIONS)
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"out\.pdf.*\.docx, \.xlsx, \.csv, \.html"):
        reports.write([two_areas()], tmp_path / "out.pdf", OPTIONS)


def test_capitals_in_an_ending_are_the_same(tmp_path: Path) -> None:
    reports.write([two_areas()], tmp_path / "OUT.CSV", OPTIONS)
    assert (tmp_path / "OUT.CSV").read_bytes()


def test_nothing_to_write_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no matrix"):
        reports.write([], tmp_path / "out.csv", OPTIONS)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_matrix_without_rows_or_sub_topics(suffix: str, tmp_path: Path) -> None:
    empty = tall(3, columns=0)
    reports.write([tall(0), empty], tmp_path / f"out{suffix}", OPTIONS)
    assert (tmp_path / f"out{suffix}").stat().st_size


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_work_is_linear_in_rows(suffix: str, tmp_path: Path) -> None:
    few, many = (_calls(rows, tmp_path / f"out{suffix}") / rows for rows in (28, 1000))
    assert many <= 1.3 * few


def _calls(rows: int, path: Path) -> int:
    """Count the Python and C functions called to write a matrix of short summaries."""
    view, count = tall(rows, words=3), 0

    def called(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    reports.write([view], path, OPTIONS)  # what is loaded once does not count
    before = sys.getprofile()
    sys.setprofile(called)
    try:
        reports.write([view], path, OPTIONS)
    finally:
        sys.setprofile(before)
    return count
