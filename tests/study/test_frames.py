"""A study as data frames."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from framework_qda import Study, create_study
from framework_qda.errors import NotFound
from framework_qda.study.model import AttributeType, BlankReason, Subject
from framework_qda.text.transcript import Paragraph
from tests.study.making import fill, ids

ROWS = [
    ("Area 1", "Interview 1"),
    ("Area 1", "Interview 2"),
    ("Area 2", "Interview 3"),
    ("Area 2", "Interview 4"),
]


def test_a_matrix_has_a_row_an_interview_and_a_column_a_subtopic(study: Study) -> None:
    fill(study)
    frame = study.matrix(1)
    assert list(frame.index) == ROWS
    assert list(frame.index.names) == ["area", "interview"]
    assert list(frame.columns) == ["Meaning", "Origins", "Purpose"]
    assert frame.to_numpy().tolist() == [[f"row {r} column {c}" for c in (1, 2, 3)] for r in (1, 2, 3, 4)]
    assert study.matrix(2).loc[("Area 2", "Interview 4"), "Time"] == "row 4 column 6"


@pytest.mark.parametrize("name", [2, "2", "Practice", "practice", " PRACTICE "])
def test_a_matrix_is_found_by_number_or_name(study: Study, name: int | str) -> None:
    assert list(study.matrix(name).columns) == ["Referral", "Team", "Time"]
    assert study.find_matrix(name) == study.matrices()[1]
    assert study.find_matrix(study.matrices()[1].id) == study.matrices()[1]


@pytest.mark.parametrize("name", [0, 3, "", "Practic", -1])
def test_a_matrix_that_is_not_there(study: Study, name: int | str) -> None:
    for verb in (study.matrix, study.blank_reasons, study.find_matrix):
        with pytest.raises(NotFound, match=f"“{name}”"):
            verb(name)


def test_summaries_are_plain_unless_markup_is_wanted(study: Study) -> None:
    _, (subtopic, *_), _, (interview, *_) = ids(study)
    study.chart(interview, subtopic, "«words» **bold** [[note]]\n- item")
    assert study.matrix(1).iloc[0, 0] == "“words” bold [note]\n• item"
    assert study.matrix(1, markup=True).iloc[0, 0] == "«words» **bold** [[note]]\n- item"


def test_reasons_have_the_shape_of_the_matrix(study: Study) -> None:
    _, (one, two, *_), _, (interview, *_) = ids(study)
    study.chart(interview, one, "text")
    study.chart(interview, two, blank_reason=BlankReason.NOTHING_SAID)
    cells, reasons = study.matrix(1), study.blank_reasons(1)
    assert reasons.index.equals(cells.index)
    assert reasons.columns.equals(cells.columns)
    assert cells.iloc[0].tolist() == ["text", "", ""]
    assert reasons.iloc[0].tolist() == ["", "asked, nothing said", ""]
    assert (reasons.iloc[1:] == "").all().all()


def test_rows_and_columns_are_chosen_and_ordered(study: Study) -> None:
    fill(study)
    _, subtopics, _, interviews = ids(study)
    chosen = {"interviews": [interviews[2], interviews[0]], "subtopics": [subtopics[1], subtopics[0]]}
    frame = study.matrix(1, **chosen)
    assert list(frame.index) == [ROWS[2], ROWS[0]]
    assert list(frame.columns) == ["Origins", "Meaning"]
    assert frame.iloc[0].tolist() == ["row 3 column 2", "row 3 column 1"]
    assert study.blank_reasons(1, **chosen).shape == (2, 2)
    assert study.matrix(1, interviews=[]).shape == (0, 3)
    assert study.matrix(1, subtopics=[]).shape == (4, 0)
    assert list(study.attribute_frame([interviews[2], interviews[0]]).index) == [ROWS[2], ROWS[0]]


def test_frames_of_an_empty_study(tmp_path: Path) -> None:
    with create_study(tmp_path / "empty.fqda") as study:
        study.add_subtopic(study.add_matrix("Theme"), "Column")
        assert study.matrix(1).shape == study.blank_reasons(1).shape == (0, 1)
        assert list(study.matrix(1).columns) == ["Column"]
        assert study.attribute_frame().shape == (0, 0)
        study.add_matrix("Bare")
        study.add_interview(study.add_area("Area"), "Interview")
        assert study.matrix(2).shape == (1, 0)
        assert study.attribute_frame().shape == (1, 0)


def test_frames_follow_the_order_of_the_study(study: Study) -> None:
    fill(study)
    matrices, subtopics, areas, interviews = ids(study)
    study.move_area(areas[1], areas[0])
    study.move_interview(interviews[3], areas[1], interviews[2])
    study.move_subtopic(subtopics[2], matrices[0], subtopics[0])
    study.rename_subtopic(subtopics[0], "Origins")  # two columns of one name
    frame = study.matrix(1)
    assert list(frame.index) == [ROWS[3], ROWS[2], ROWS[0], ROWS[1]]
    assert list(frame.columns) == ["Purpose", "Origins", "Origins"]
    assert frame.iloc[0].tolist() == ["row 4 column 3", "row 4 column 1", "row 4 column 2"]


def test_attributes_of_area_interview_and_participants(study: Study) -> None:
    frame = study.attribute_frame()
    assert list(frame.index) == ROWS
    assert frame.columns.names == ["subject", "attribute"]
    assert list(frame.columns) == [("area", "Service"), ("interview", "Length"), ("participant", "Role")]
    assert frame.iloc[0].tolist() == ["acute", "41", "manager"]
    assert frame.iloc[3].tolist() == ["community", "44", "worker"]


def test_attributes_of_type_number_are_numbers(study: Study) -> None:
    length = next(each for each in study.attributes() if each.name == "Length").id
    study.set_attribute_type(length, AttributeType.NUMBER)
    study.set_value(length, study.interviews()[1].id, "")
    numbers = study.attribute_frame()["interview", "Length"]
    assert numbers.mean() == pytest.approx((41 + 43 + 44) / 3) and numbers.isna().tolist()[1]
    assert study.attribute_frame(as_text=True)["interview", "Length"].tolist() == ["41", "", "43", "44"]
    study.set_value(length, study.interviews()[1].id, "about 40", as_typed=True)
    assert study.attribute_frame()["interview", "Length"].tolist() == ["41", "about 40", "43", "44"]


def test_values_of_several_participants_are_joined(study: Study) -> None:
    role = study.attributes(Subject.PARTICIPANT)[0].id
    interview = study.interviews()[0].id
    study.add_participant(interview, "Silent")
    study.set_value(role, study.add_participant(interview, "Third"), "trainee")
    assert study.attribute_frame().iloc[0, 2] == "manager; trainee"


def test_passages_have_a_row_for_each_subtopic(study: Study) -> None:
    _, (meaning, origins, purpose, *_), _, (first, second, *_) = ids(study)
    study.index(second, 33, 41, [purpose])
    study.index(second, 7, 21, [origins, meaning])
    study.annotate_passage(study.mark_passage(first, 7, 21), "where?")
    study.transcribe(first, 70_000, 71_000, "The Café, well.")
    frame = study.passages_frame()
    assert list(frame.columns) == [
        *("area", "interview", "paragraph", "time", "matrix", "sub-topic"),
        *("words", "kind", "state", "note"),
    ]
    assert frame.to_numpy().tolist() == [
        [*ROWS[0], 1, "00:00:00", "", "", "at the harbour", "notes", "sound", "where?"],
        [*ROWS[0], 2, "00:01:10", "", "", "The Café, well.", "verbatim", "sound", ""],
        [*ROWS[1], 1, "00:00:00", "Understandings", "Meaning", "at the harbour", "notes", "sound", ""],
        [*ROWS[1], 1, "00:00:00", "Understandings", "Origins", "at the harbour", "notes", "sound", ""],
        [*ROWS[1], 2, "00:01:05", "Understandings", "Purpose", "The Café", "notes", "sound", ""],
    ]
    study.correct_paragraph(second, Paragraph(2, "The Cafe by the meadow."))
    study.stamp_paragraph(second, 1, None)
    frame = study.passages_frame()
    assert frame[frame["state"] != "sound"]["words"].tolist() == ["The Café"]
    assert frame.iloc[2:]["time"].tolist() == ["", "", ""]


def test_a_study_without_passages_has_a_frame_of_none(study: Study) -> None:
    assert study.passages_frame().shape == (0, 10)


def test_what_a_frame_gives_can_be_charted_back(study: Study) -> None:
    fill(study)
    frame = study.matrix(1, markup=True)
    before = study.matrix(1)
    _, subtopics, _, interviews = ids(study)
    study.delete_matrix(study.matrices()[0].id)
    study.undo()
    with study.action("Chart back"):
        for row, interview in enumerate(interviews):
            for column, subtopic in enumerate(subtopics[:3]):
                study.chart(interview, subtopic, frame.iloc[row, column])
    assert study.matrix(1).equals(before)


def test_pandas_is_loaded_on_the_first_frame_only() -> None:
    program = "import sys, framework_qda; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
