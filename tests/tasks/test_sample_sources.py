"""The sources of the sample hold together: notes, charts, indexing, sheet and recording."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from framework_qda import sources
from framework_qda.sources.cases import read_cases
from framework_qda.sources.matrices import read_framework
from framework_qda.tasks.charts import read_chart
from framework_qda.tasks.library import matrices_folder, sample_folder
from framework_qda.text import summary
from framework_qda.text.summary import Kind

FOLDER = sample_folder()
INTERVIEWS = sorted((FOLDER / "interviews").iterdir())
CHARTS = sorted((FOLDER / "charts").glob("*.md"))
HEADINGS = [
    (f"{number} {matrix.name}", subtopic.name)
    for number, matrix in enumerate(read_framework(matrices_folder()), start=1)
    for subtopic in matrix.subtopics
]


def name(path: Path) -> str:
    return path.stem


def said(stem: str) -> list[str]:
    (path,) = [path for path in INTERVIEWS if path.stem == stem]
    return [paragraph.text for paragraph in sources.read(path).paragraphs]


def test_the_sheet_names_every_interview_once() -> None:
    assert sorted(case.file for case in read_cases(FOLDER / "cases.csv")) == [p.name for p in INTERVIEWS]
    assert {path.suffix for path in INTERVIEWS} == {".docx", ".txt"}


@pytest.mark.parametrize("path", INTERVIEWS, ids=name)
def test_notes_read_back_with_speakers_and_times(path: Path) -> None:
    transcript = sources.read(path)
    turns = [p for p in transcript.paragraphs if p.speaker]
    times = [p.time for p in turns if p.time is not None]
    assert transcript.words >= 700
    assert transcript.text.startswith("FICTIONAL INTERVIEW.")
    assert len(turns) >= 18 and len(turns) >= len(transcript.paragraphs) - 3
    assert {"INT"} < {p.speaker for p in turns}
    assert len(times) > len(turns) / 2
    assert times == sorted(times)
    assert not re.search(r"^[\[(]?\d\d:|^[A-Z]{2,3}:", transcript.text, re.MULTILINE)


@pytest.mark.parametrize("path", CHARTS, ids=name)
def test_charts_have_every_column_and_quote_word_for_word(path: Path) -> None:
    cells = read_chart(path)
    notes = said(path.stem)
    assert list(cells) == HEADINGS
    for heading, cell in cells.items():
        assert not cell.summary or 40 <= summary.words(cell.summary) <= 120, heading
        for quoted in own_words(cell.summary):
            assert any(quoted in paragraph for paragraph in notes), (heading, quoted)
    assert sum(len(own_words(cell.summary)) for cell in cells.values()) >= 15


def own_words(markup: str) -> list[str]:
    return [
        "".join(run.text for run in runs)
        for line in summary.parse(markup)
        for kind, runs in summary.by_kind(line)
        if kind is Kind.OWN_WORDS
    ]


@pytest.mark.parametrize("path", sorted((FOLDER / "indexing").glob("*.csv")), ids=name)
def test_indexed_passages_stand_in_the_notes(path: Path) -> None:
    notes = said(path.stem)
    subtopics = {(matrix.split()[0], subtopic) for matrix, subtopic in HEADINGS}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 10
    for row in rows:
        assert (row["matrix"], row["sub-topic"]) in subtopics
        assert any(row["words"] in paragraph for paragraph in notes), row


def test_charts_and_indexing_are_of_the_same_interviews() -> None:
    assert [name(path) for path in CHARTS] == sorted(map(name, (FOLDER / "indexing").glob("*.csv")))
    assert {name(path) for path in CHARTS} <= set(map(name, INTERVIEWS))


@pytest.mark.parametrize("path", [p for p in INTERVIEWS if p.suffix == ".docx"], ids=name)
def test_word_files_name_no_author(path: Path) -> None:
    from docx import Document

    document = Document(str(path))
    assert (document.core_properties.author, document.core_properties.last_modified_by) == ("", "")
    assert [run.text.strip(" :")[:3] for p in document.paragraphs for run in p.runs if run.bold]


def test_the_recording_is_short_and_says_what_it_is() -> None:
    (recording,) = (FOLDER / "recordings").glob("*.ogg")
    assert recording.read_bytes()[:4] == b"OggS"
    assert recording.stat().st_size < 500_000
    words = (FOLDER / "recordings" / "README.md").read_text("utf-8")
    assert "synthetic voice" in words and recording.name in words
    script = recording.with_suffix(".ssml").read_text("utf-8")
    question, *answers = re.findall(r"<prosody[^>]*>([^<]*)</prosody>", script)
    notes = said("01-la-team-manager")
    place = notes.index(question)
    for answer, noted in zip(answers, notes[place + 1 :], strict=False):
        kept = re.findall(r'"(.*?)"', noted) or [noted.split(". ")[-1]]
        assert all(words in answer for words in kept), "what is quoted is what the voice says"
