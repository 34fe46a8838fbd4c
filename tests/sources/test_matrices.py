"""A framework is read from its TOML files, or refused with file, key and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda.errors import BadMatrixFile
from framework_qda.sources.matrices import read_framework
from framework_qda.tasks.library import matrices_folder

STUDY_MATRICES = {
    "Background and staffing": [
        "summary",
        "informant and organisational context",
        "social work staffing",
        "hospital staffing",
        "pros and cons of staffing",
        "other",
    ],
    "Identification and referral processes": [
        "approach to identification",
        "confidence about identification",
        "notification and backup systems",
        "access to social work information",
        "health input into cases",
        "referral process",
    ],
    "Referral quality, feedback and discharge planning": [
        "referral quality",
        "feedback",
        "identification and referral issues",
        "audits",
        "admissions and discharge planning",
        "working across LAs",
    ],
    "Meetings and joint enterprise": [
        "meetings",
        "joint enterprise and relationships",
        "strategic and cultural issues",
        "other",
        "summary comments",
    ],
}
GOOD = 'name = "Costs"\n[[sub-topic]]\nname = "money"\ndefinition = "What it costs."\n'


def test_the_four_matrices_are_read_as_the_study_words_and_orders_them() -> None:
    outlines = read_framework(matrices_folder())
    assert {o.name: [s.name for s in o.subtopics] for o in outlines} == STUDY_MATRICES
    assert [o.name for o in outlines] == list(STUDY_MATRICES)
    assert all(o.description for o in outlines)
    assert all(s.definition for o in outlines for s in o.subtopics)


def test_files_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("10-ten", "2-two", "later"):
        (tmp_path / f"{name}.toml").write_text(GOOD.replace("Costs", name), "utf-8")
    (tmp_path / "notes.txt").write_text("not a matrix", "utf-8")
    assert [o.name for o in read_framework(tmp_path)] == ["2-two", "10-ten", "later"]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "1.toml").write_text("\ufeff" + GOOD, "utf-8")
    assert read_framework(tmp_path)[0].subtopics[0].definition == "What it costs."


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('name = "A"\nname "B"\n', "line 2", "is no TOML"),
        ('name = "A', "end of document", "is no TOML"),
        (GOOD.replace("definition", "defintion"), "sub-topic 1 “defintion”", "did you mean “definition”?"),
        (GOOD.replace("[[sub-topic]]", "[[subtopic]]"), "“subtopic”", "did you mean “sub-topic”?"),
        ("colour = 1\n" + GOOD, "“colour”", "known are “name”, “description” and “sub-topic”"),
        (GOOD.replace('name = "Costs"', ""), "“name”", "is missing"),
        (GOOD.replace('name = "Costs"', 'name = " "'), "“name”", "is empty"),
        (GOOD.replace('name = "money"', ""), "sub-topic 1 “name”", "is missing"),
        ('name = "Costs"\n', "“sub-topic”", "has no entry"),
        ('name = "Costs"\nsub-topic = []\n', "“sub-topic”", "has no entry"),
        (GOOD.replace("[[sub-topic]]", "[sub-topic]"), "“sub-topic”", "is not a list"),
        ('name = "Costs"\nsub-topic = ["money"]\n', "sub-topic 1", "is not a table"),
        (GOOD.replace('"Costs"', "3"), "“name”", "is not a text"),
        (GOOD.replace('"What it costs."', "[1]"), "sub-topic 1 “definition”", "is not a text"),
        (GOOD + '[[sub-topic]]\nname = "Money"\n', "sub-topic 2 “name”", "is “Money”, as is sub-topic 1's"),
    ],
)
def test_a_wrong_file_is_refused_with_file_key_and_reason(
    tmp_path: Path, text: str, key: str, reason: str
) -> None:
    (tmp_path / "1-costs.toml").write_text(text, "utf-8")
    with pytest.raises(BadMatrixFile) as refusal:
        read_framework(tmp_path)
    sentence = str(refusal.value)
    assert sentence.startswith(f"“1-costs.toml”: {key} ")
    assert reason in sentence
    assert sentence.endswith(".") and "\n" not in sentence


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1.toml").write_bytes('name = "Café"'.encode("cp1252"))
    with pytest.raises(BadMatrixFile, match=r"“1\.toml”: the file is not written in UTF-8"):
        read_framework(tmp_path)


def test_two_matrices_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("1-a.toml", "2-b.toml"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    with pytest.raises(BadMatrixFile, match=r"“2-b\.toml”: “name” is “Costs”, as is that of “1-a\.toml”"):
        read_framework(tmp_path)


def test_a_folder_without_matrices_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadMatrixFile, match=r"has no file ending in \.toml"):
        read_framework(tmp_path)
    with pytest.raises(BadMatrixFile, match="“nowhere”: the folder is not there"):
        read_framework(tmp_path / "nowhere")
