"""A sheet of answers is counted, or one that is counted read; what is wrong is said in one sentence."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_qda.errors import UnreadableSource
from framework_qda.reading.survey import Question, percentage
from framework_qda.sources.survey import read_survey

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "../shared/data/sheets").rglob("*.xlsx"))
HEADER = ["Respondent", "Staff know, which cases to refer", "Feedback is “always” given", "Comments"]
ROWS = [
    ["T1", "Agree strongly", "Yes", "We meet; often"],
    ["T2", "agree strongly ", "No", ""],
    ["T3", "Disagree", "", "The café is where it happens"],
    ["T4", "Agree", "no", "Nothing"],
    ["T5", "", "Don’t know", ""],
]
ASKED = (
    Question(HEADER[1], (("Agree strongly", 2), ("Agree", 1), ("Disagree", 1)), 4),
    Question(HEADER[2], (("Yes", 1), ("No", 2), ("Don’t know", 1)), 4),
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "survey.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_one_row_a_respondent(sheet: Path, encoding: str, delimiter: str) -> None:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in (HEADER, *ROWS)]
    sheet.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    survey = read_survey(sheet)
    assert survey.name == "survey"
    assert survey.questions == ASKED
    assert survey.others == ("Respondent", "Comments")


def test_a_question_of_several_lines_with_other_signs_in_it(sheet: Path) -> None:
    sheet.write_text(
        '"Do you, your team;\nor others, meet?";"Is it, on the whole, well?"\nYes;No\nNo;No\n', "utf-8"
    )
    assert [each.question for each in read_survey(sheet).questions] == [
        "Do you, your team; or others, meet?", "Is it, on the whole, well?",
    ]  # fmt: skip


def workbook(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_a_workbook_of_respondents(tmp_path: Path) -> None:
    path = workbook(tmp_path / "answers.xlsx", HEADER, [], *ROWS)  # type: ignore[list-item, arg-type]
    assert read_survey(path).questions == ASKED


def test_a_second_row_of_heads_is_no_answer(sheet: Path) -> None:
    sheet.write_text("Do you meet?,Why?\nResponse,Open-Ended Response\nYes,a\nNo,b\nYes,c\n", "utf-8")
    assert read_survey(sheet).questions == (Question("Do you meet?", (("Yes", 2), ("No", 1)), 3),)


def test_answers_counted_already(sheet: Path) -> None:
    sheet.write_text(
        "Question;Answer;N;Base\nStaff know;disagree;1;55\n;agree strongly;35;\n;agree;17;\n;don't know;2;\n",
        "utf-8",
    )
    assert read_survey(sheet).questions == (
        Question(
            "Staff know", (("agree strongly", 35), ("agree", 17), ("disagree", 1), ("don't know", 2)), 55
        ),
    )


@pytest.mark.parametrize("cells", ["35;17;1;2", "64%;31%;2%;4%", "63.6;30.9;1.8;3.6"])
def test_a_row_a_question_and_a_column_an_option(sheet: Path, cells: str) -> None:
    sheet.write_text(
        f"Statement;Agree strongly;Agree;Disagree;Don't know;Total\nStaff know;{cells};55\n", "utf-8"
    )
    scale = ("Agree strongly", "Agree", "Disagree", "Don't know")
    assert read_survey(sheet).questions == (
        Question("Staff know", tuple(zip(scale, (35, 17, 1, 2), strict=True)), 55),
    )


def test_an_option_that_was_not_offered_has_no_number(sheet: Path) -> None:
    sheet.write_text("question,yes,no,unsure\nQ,5,0,2\nR,4,3,\n", "utf-8")
    assert read_survey(sheet).questions == (
        Question("Q", (("yes", 5), ("no", 0), ("unsure", 2)), 7),
        Question("R", (("yes", 4), ("no", 3)), 7),
    )


def test_answers_in_numbers_are_answers(sheet: Path) -> None:
    sheet.write_text("id,How well?\n" + "".join(f"{n},{n % 3 + 3}\n" for n in range(30)), "utf-8")
    assert read_survey(sheet).questions == (Question("How well?", (("3", 10), ("4", 10), ("5", 10)), 30),)


def test_counts_without_a_base_are_their_own(sheet: Path) -> None:
    sheet.write_text("question,option,count\nQ,Yes,1200\nQ,No,800\nQ,No answer,70\n", "utf-8")
    assert read_survey(sheet).questions == (Question("Q", (("Yes", 1200), ("No", 800)), 2000),)


def test_several_answers_may_be_more_than_the_base(sheet: Path) -> None:
    sheet.write_text("question,option,count,base\nQ,Checklist,40,50\nQ,Review,33,50\n", "utf-8")
    (question,) = read_survey(sheet).questions
    assert question == Question("Q", (("Checklist", 40), ("Review", 33)), 50) and not question.stacks


@pytest.mark.parametrize(("share", "n"), [("64%", 35), ("63.6", 35), ("63,6 %", 35), ("5", 3), ("0%", 0)])
def test_per_cent_of_a_base_become_counts(sheet: Path, share: str, n: int) -> None:
    sheet.write_text(f"question;option;percent;base\nQ;Yes;{share};55\n", "utf-8")
    assert read_survey(sheet).questions == (Question("Q", (("Yes", n),), 55),)


def test_a_workbook_keeps_per_cent_as_parts_of_one(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "counted.xlsx",
        ["Question", "Option", "Percentage", "Base"],
        ["Staff know", "Agree strongly", 0.64, 55],
        [None, "Agree", 0.309, None],
        ["Feedback", "Yes", 1, 40],
    )
    assert read_survey(path).questions == (
        Question("Staff know", (("Agree strongly", 35), ("Agree", 17)), 55),
        Question("Feedback", (("Yes", 40),), 40),
    )


@given(
    st.lists(st.integers(0, 200), min_size=1, max_size=5).filter(any),
    st.sampled_from(["count", "percent"]),
)
def test_counts_are_read_back_from_either_form(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], form: str
) -> None:
    base = sum(counts)
    options = ["Agree strongly", "Agree", "Disagree", "Disagree strongly", "Don't know"][: len(counts)]
    rows = [
        f"Q,{option},{n if form == 'count' else f'{100 * n / base:.4f}'},{base}"
        for option, n in zip(options, counts, strict=True)
    ]
    sheet = tmp_path_factory.mktemp("sheet") / "s.csv"
    sheet.write_text("\n".join([f"question,option,{form},base", *rows]), "utf-8")
    (question,) = read_survey(sheet).questions
    if form == "count" or base > 1:
        assert question == Question("Q", tuple(zip(options, counts, strict=True)), base)
    assert all(0 <= percentage(n, question.base) <= 100 for _, n in question.counts)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty; its first row must hold the questions"),
        ("Do you meet?\n", "has no answers below its first row"),
        ("name,story\nA,x\nB,y\nC,z\n", "has no closed question"),
        ("question,option\nQ,Yes\n", "does not say how many gave each answer; add a column “count”"),
        ("question,option,percent\nQ,Yes,5\n", "does not say how many"),
        ("question,option,percent,base\nQ,Yes,5,\n", "has per cent without a base in row 2"),
        ("question,option,percent,base\nQ,Yes,65,10\n", "says 65 per cent of 10 in row 2, which is no whole"),
        ("question,option,percent,base\nQ,Yes,120,10\n", "has “120” for per cent in row 2; write a number"),
        ("question,option,count\nQ,Yes,few\n", "has “few” for a count in row 2; write a whole number"),
        ("question,option,count\n,Yes,3\n", "has no question in row 2"),
        ("question,option,count\nQ,,3\n", "has no answer to “Q”"),
        ("question,option,count\nQ,Yes,3\nQ,yes,4\n", "has “Yes” twice for one question (row 3)"),
        ("question,option,count,base\nQ,Yes,3,5\nQ,No,2,6\n", "has more than one base for “Q”; keep one"),
        ("question,option,count,base\nQ,Yes,9,5\n", "has more answers to “Q” than its base of 5"),
        ('question,option\n"a,1\n', "quotation marks do not close"),
        (bytes(range(256)) * 9, "holds no text that can be read"),
    ],
)  # fmt: skip
def test_a_wrong_sheet_is_refused_in_one_sentence(sheet: Path, content: str | bytes, sentence: str) -> None:
    sheet.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(UnreadableSource) as refused:
        read_survey(sheet)
    assert sentence in str(refused.value) and "\n" not in str(refused.value)
    assert str(refused.value).startswith("“survey.csv” ")


@pytest.mark.skipif(not SHEETS, reason="the shared workbooks are not on this machine")
@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_real_workbooks_that_are_no_surveys_are_refused(path: Path) -> None:
    with pytest.raises(UnreadableSource, match=path.name):
        read_survey(path)


def test_the_survey_of_the_sample_is_of_all_trusts() -> None:
    survey = read_survey(ROOT / "sample_project" / "survey.csv")
    assert max(question.base for question in survey.questions) == 55 and len(survey.questions) >= 5


def test_what_is_no_sheet_is_refused(tmp_path: Path) -> None:
    for name in ("missing.csv", "report.docx"):
        with pytest.raises(UnreadableSource, match=name):
            read_survey(tmp_path / name)
