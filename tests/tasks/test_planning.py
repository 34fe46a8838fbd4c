"""Files are paired with the rows of a sheet of cases, or with guesses from their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda.errors import BadCaseSheet, Refused
from framework_qda.tasks.importing import left_out, plan


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    for name in ("b.txt", "a.docx", "deep/c.md", "~$a.docx", ".hidden.txt", "picture.png"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("TM: words", "utf-8")
    return folder


def sheet(path: Path, *files: str) -> Path:
    path.write_text("file,area\n" + "".join(f"{file},Area {n}\n" for n, file in enumerate(files, 1)), "utf-8")
    return path


def names(pairs: list[tuple[Path, object]]) -> list[str]:
    return [path.name for path, _ in pairs]


def test_without_a_sheet_every_readable_file_gets_a_guess(notes: Path) -> None:
    pairs = plan([notes])
    assert names(pairs) == ["a.docx", "b.txt", "c.md"]
    assert [case.file for _, case in pairs] == names(pairs)


def test_a_file_given_twice_comes_once(notes: Path) -> None:
    assert names(plan([notes / "b.txt", notes, notes / "b.txt"])) == ["b.txt", "a.docx", "c.md"]


def test_the_sheet_decides_which_files_and_in_which_order(notes: Path, tmp_path: Path) -> None:
    rows = ("deep/c.md", "B.TXT", "a")
    given = plan([notes], sheet(tmp_path / "who is who.csv", *rows))
    among = plan([notes, sheet(tmp_path / "cases.csv", *rows)])
    inside = sheet(notes / "cases.csv", *rows)
    for pairs in (given, among, plan([notes]), plan([inside])):
        assert names(pairs) == ["c.md", "b.txt", "a.docx"]
        assert [case.area for _, case in pairs] == ["Area 1", "Area 2", "Area 3"]


def test_files_of_a_folder_that_no_row_names_are_left_out_and_listed(notes: Path) -> None:
    sheet(notes / "cases.csv", "b.txt")
    pairs = plan([notes])
    assert names(pairs) == ["b.txt"]
    assert [path.name for path in left_out([notes], pairs)] == ["a.docx", "c.md"]


def test_notes_in_other_formats_come_last_but_for_those_with_a_copy_that_is_read(notes: Path) -> None:
    for name in (
        "a.doc",
        "b.rtf",
        "deep/old.doc",
        "deep/c.odt",
        "scan.PDF",
        "sound.mp3",
        "~$x.doc",
        ".y.pdf",
    ):
        (notes / name).touch()
    assert names(plan([notes])) == ["a.docx", "b.txt", "c.md", "old.doc", "scan.PDF"]
    assert names(plan([notes / "b.rtf", notes / "a.docx"])) == ["b.rtf", "a.docx"]
    sheet(notes / "cases.csv", "a.doc", "old", "b")
    pairs = plan([notes])
    assert names(pairs) == ["a.docx", "old.doc", "b.txt"]
    assert [path.name for path in left_out([notes], pairs)] == ["c.md", "scan.PDF"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (("b.txt", "z.txt"), "names “z.txt”, which is not among the files; add the file"),
        (("b.txt", "b"), "has more than one row for “b.txt”; keep one"),
    ],
)
def test_a_row_that_fits_no_file_is_refused(notes: Path, rows: tuple[str, ...], reason: str) -> None:
    sheet(notes / "cases.csv", *rows)
    with pytest.raises(BadCaseSheet, match=f"^“cases.csv” {reason}"):
        plan([notes])


def test_a_row_that_fits_two_files_asks_for_the_folder(notes: Path) -> None:
    (notes / "deep" / "b.txt").write_text("NM: others", "utf-8")
    with pytest.raises(BadCaseSheet, match="there are 2 such files; write its folder before it"):
        plan([notes], sheet(notes / "cases.csv", "b.txt"))
    assert names(plan([notes], sheet(notes / "cases.csv", "deep\\b.txt"))) == ["b.txt"]


def test_a_file_given_by_name_needs_a_row(notes: Path) -> None:
    cases = sheet(notes / "cases.csv", "b.txt")
    with pytest.raises(BadCaseSheet, match=r"has no row for “a\.docx”"):
        plan([notes / "a.docx", notes / "b.txt", cases])


def test_two_sheets_are_one_too_many(notes: Path, tmp_path: Path) -> None:
    sheet(notes / "cases.csv", "b.txt")
    with pytest.raises(BadCaseSheet, match="is a second sheet of cases"):
        plan([sheet(tmp_path / "cases.csv", "b.txt"), notes])


def test_a_folder_with_nothing_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"choose files ending in \.docx"):
        plan([tmp_path])


def test_a_thousand_files_are_paired_without_comparing_each_with_each(tmp_path: Path) -> None:
    files = [tmp_path / f"folder {n % 7}" / f"interview {n}.txt" for n in range(1000)]
    pairs = plan(files, sheet(tmp_path / "cases.csv", *(path.name for path in files)))
    assert [path for path, _ in pairs] == files
