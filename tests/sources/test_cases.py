"""A sheet of cases is read whole, or refused with the row or column that is wrong."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from framework_qda.errors import BadCaseSheet
from framework_qda.sources.cases import guess_cases, read_cases
from framework_qda.text.case import Case, Person

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "../shared/data/sheets").rglob("*.xlsx"))
HEADER = [
    "File ",
    "AREA",
    "Interview",
    "kind",
    "date",
    "participants",
    "Area: Model",
    "interview: Mode",
    "participant: Role",
]
ROW = [
    "03-la-team-manager.txt",
    "Area 3",
    "Team Manager",
    "Notes",
    "28/02/2012",
    "TM; SM",
    "on site",
    "telephone",
    "manager;",
]
CASE = Case(
    "03-la-team-manager.txt",
    "Area 3",
    "Team Manager",
    "notes",
    "2012-02-28",
    (Person("TM", {"Role": "manager"}), Person("SM", {})),
    {"Model": "on site"},
    {"Mode": "telephone"},
)

SAMPLE = ROOT / "sample_project"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "cases.csv"


def _refusal(path: Path, content: str | bytes | None = None) -> str:
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(BadCaseSheet) as refused:
        read_cases(path)
    sentence = str(refused.value)
    assert path.name in sentence
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_sheet_as_text(sheet: Path, encoding: str, delimiter: str) -> None:
    lines = [
        delimiter.join(f'"{cell}"' for cell in row) for row in (HEADER, ["é.txt", "Área 1"] + [""] * 7, ROW)
    ]
    sheet.write_bytes(("\r\n".join(lines) + "\r\n\r\n").encode(encoding))
    assert read_cases(sheet) == [Case("é.txt", "Área 1", "É"), CASE]


def test_a_sheet_as_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(HEADER)
    page.append(["a.docx", 3, 2.0, "transcript", datetime(2012, 2, 28, 10)])
    page.append([])
    page.append(ROW)
    book.create_sheet("other").append(["not", "read"])
    book.save(tmp_path / "cases.xlsx")
    assert read_cases(tmp_path / "cases.xlsx") == [Case("a.docx", "3", "2", "transcript", "2012-02-28"), CASE]


@pytest.mark.parametrize(
    ("date", "iso"),
    [("", ""), ("2012-02-28", "2012-02-28"), ("28/02/2012", "2012-02-28"), ("1/3/2012", "2012-03-01"),
     ("28.02.2012", "2012-02-28"), ("2012-02-28 00:00:00", "2012-02-28")],
)  # fmt: skip
def test_dates_as_they_are_written(sheet: Path, date: str, iso: str) -> None:
    sheet.write_text(f"file,area,date\na.txt,1,{date}\n")
    assert read_cases(sheet)[0].date == iso


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty"),
        ("area\n1\n", "has no column “file”; its first row must name “file” and “area”"),
        ("filename,area\na,1\n", "has no column “file”; call “filename” so"),
        ("file,area,File\na,1,b\n", "more than one column “file”"),
        ("file,area,area: X,Area:x\na,1,b,c\n", "more than one column “area: x”"),
        ("file,area,setting\na,1,b\n", "“setting” that is not known; write “interview: setting”"),
        ("file,area,intervew\na,1,b\n", "write “interview” if that is meant"),
        ("file,area,intervew: Mode\na,1,b\n", "write “interview: Mode” if that is meant"),
        ("file,area\na.txt,1\nA.txt,2\n", "names the file “a.txt” more than once"),
        ("file,area\na.txt,1\n,2\n", "row 3 has no file"),
        ("file,area\n\na.txt,\n", "row 3 has no area"),
        ("file,area,kind\na,1,video\n", "row 2 has the kind “video”; write notes or transcript"),
        ("file,area,date\na,1,30/02/2012\n", "row 2 has a date “30/02/2012” that is none"),
        ("file,area,date\na,1,soon\n", "row 2 has a date “soon” that is none"),
        (
            "file,area,participants,participant: Role\na,1,TM,x;y\n",
            "more values of “participant: Role” (2) than participants (1)",
        ),
        ("file,area\na,1,2\n", "row 2 has a cell under no heading"),
        ("file,area\n", "has no rows"),
        ('file,area\n"a,1\n', "quotation marks"),
        (bytes(range(256)) * 9, "no text"),
    ],
)  # fmt: skip
def test_a_wrong_sheet_is_refused_with_its_fault(sheet: Path, content: str | bytes, sentence: str) -> None:
    assert sentence in _refusal(sheet, content)


def test_files_that_are_no_sheets_are_refused(tmp_path: Path) -> None:
    assert "cannot be read" in _refusal(tmp_path / "missing.csv")
    assert "no sheet" in _refusal(tmp_path / "cases.docx", b"x")
    assert "no workbook" in _refusal(tmp_path / "cases.xlsx", b"x")
    assert "no workbook" in _refusal(tmp_path / "cases.xlsx", b"PK\x03\x04 broken")
    assert "password" in _refusal(tmp_path / "cases.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    assert "cannot be read" in _refusal(folder)


@pytest.mark.skipif(not SHEETS, reason="the shared workbooks are not on this machine")
@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_real_workbooks_that_are_no_cases_are_refused(path: Path) -> None:
    _refusal(path)


def test_areas_and_interviews_are_guessed_from_names() -> None:
    names = [
        "03-la-team-manager.docx",
        "02-at-head-of-midwifery.txt",
        "Area 3 - Named nurse.docx",
        "Leeds_Interview2.txt",
        "site_4_nurse.md",
        "request-for-commits-1.md",
        "Named doctor.docx",
        "7.docx",
        "2012-02-28 nurse.txt",
        "request_for_commits_1.md",
    ]
    assert [(case.file, case.area, case.interview) for case in guess_cases(map(Path, names))] == [
        (names[0], "Area 3", "LA Team Manager"),
        (names[1], "Area 2", "AT Head of Midwifery"),
        (names[2], "Area 3", "Named nurse"),
        (names[3], "Leeds", "Interview 2"),
        (names[4], "Site 4", "Nurse"),
        (names[5], "Area 1", "Request for Commits 1"),
        (names[6], "Area 1", "Named doctor"),
        (names[7], "Area 7", "Interview 7"),
        (names[8], "Area 1", "2012 02 28 Nurse"),
        (names[9], "Area 1", "Request for Commits 1 (2)"),
    ]


@pytest.mark.skipif(not (SAMPLE / "cases.csv").exists(), reason="the sample study is not written yet")
def test_the_sheet_of_the_sample_names_every_interview() -> None:
    cases = read_cases(SAMPLE / "cases.csv")
    assert {case.file for case in cases} == {path.name for path in (SAMPLE / "interviews").iterdir()}
    assert (len(cases), sum(len(case.participants) for case in cases)) == (28, 29)
