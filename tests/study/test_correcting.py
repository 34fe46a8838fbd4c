"""Correcting an interview's words keeps every passage at its own words, or says that it could not."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from framework_qda import Study, create_study
from framework_qda.errors import Refused
from framework_qda.sources import read
from framework_qda.study.model import InterviewId, Passage, PassageState
from framework_qda.text.case import Case
from framework_qda.text.framework import MatrixOutline, SubTopicOutline
from framework_qda.text.transcript import Paragraph, Transcript, numbered

REAL = Path(__file__).resolve().parents[2] / "../shared/data/interviews/changelog_rfc_ccbysa"
VOCABULARY = [
    "Ann",
    "the",
    "midwife",
    "knocks",
    "every day",
    "at",
    "Café",
    "Näher",
    "😀",
    "«said»",
    "and",
    "we",
]
FRAMEWORK = [MatrixOutline("Meetings", "", (SubTopicOutline("who", ""), SubTopicOutline("when", "")))]

words = some.lists(some.sampled_from(VOCABULARY), min_size=1, max_size=30).map(" ".join)
paragraphs = some.lists(words, min_size=1, max_size=6)


def study_of(path: Path, transcript: Transcript) -> tuple[Study, InterviewId]:
    study = create_study(path / "study.fqda", "A study", analyst="Ann")
    study.add_framework(FRAMEWORK)
    (row,) = study.import_interviews([(Case("a.txt", "Area 1", "A"), transcript)])
    return study, row


def index_some(study: Study, row: InterviewId, chance: Random, count: int) -> None:
    text, topics = study.transcript(row).text, [each.id for each in study.subtopics()]
    for _ in range(count):
        start = chance.randrange(len(text))
        stop = min(len(text), start + chance.randrange(1, 120))
        if text[start:stop].strip():
            study.index(row, start, stop, [chance.choice(topics)])


def edit(study: Study, row: InterviewId, chance: Random) -> None:
    """Correct a paragraph, or replace a word everywhere."""
    before = study.transcript(row)
    paragraph = chance.choice(before.paragraphs)
    if chance.random() < 0.3:
        study.replace_words(row, chance.choice(before.text.split()), "[X]", whole=chance.random() < 0.5)
        return
    said = paragraph.text.split()
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(said) + 1)
        said[place : place + chance.randrange(3)] = chance.sample(VOCABULARY, chance.randrange(3))
    if said:
        study.correct_paragraph(row, Paragraph(paragraph.number, " ".join(said), "TM", paragraph.time))


def assert_told_truly(study: Study, row: InterviewId, before: list[Passage]) -> None:
    text, now = study.transcript(row).text, study.passages(row)
    assert {passage.id for passage in now} == {passage.id for passage in before}, "none is dropped"
    words_before = {passage.id: passage.words for passage in before}
    for passage in now:
        assert passage.words == words_before[passage.id], "only a person changes the words of a passage"
        assert 0 <= passage.start <= passage.stop <= len(text)
        if passage.state is PassageState.SOUND:
            assert text[passage.start : passage.stop] == passage.words


def everything(study: Study, row: InterviewId) -> tuple[str, list[Passage], object]:
    return study.transcript(row).hash, study.passages(row), study.indexed(row)


@settings(max_examples=40, deadline=None)
@given(paragraphs, some.integers(0, 2**32), some.integers(1, 8))
def test_random_corrections_keep_every_passage_or_flag_it(said: list[str], seed: int, edits: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        study, row = study_of(Path(folder), numbered(Paragraph(0, each, "INT") for each in said))
        with study:
            chance = Random(seed)
            index_some(study, row, chance, 8)
            passages, states = study.passages(row), [everything(study, row)]
            for _ in range(edits):
                edit(study, row, chance)
                assert_told_truly(study, row, passages)
                if everything(study, row) != states[-1]:
                    states.append(everything(study, row))
            for earlier in reversed(states[:-1]):
                study.undo()
                assert everything(study, row) == earlier


def test_corrections_of_all_the_real_interviews(tmp_path: Path) -> None:
    files = sorted(REAL.glob("*.md")) or sorted(REAL.glob("*.txt"))
    if not files:
        pytest.skip("the real interviews are not here")
    with create_study(tmp_path / "study.fqda", "A study", analyst="Ann") as study:
        study.add_framework(FRAMEWORK)
        rows = study.import_interviews([(Case(file.name, "Area 1", file.stem), read(file)) for file in files])
        assert len(rows) == len(files) >= 20
        chance = Random(3)
        with study.action("Index passages at random places"):
            for row in rows:
                index_some(study, row, chance, 20)
        passages = {row: study.passages(row) for row in rows}
        first = [everything(study, row) for row in rows]
        done = study.actions(1)[0].id
        for row in rows:
            for _ in range(4):
                edit(study, row, chance)
            assert_told_truly(study, row, passages[row])
        states = {each.state for row in rows for each in study.passages(row)}
        assert PassageState.SOUND in states and PassageState.DOUBTFUL in states
        study.undo_after(done)
        assert [everything(study, row) for row in rows] == first


@pytest.fixture
def spoken(tmp_path: Path):
    study, row = study_of(
        tmp_path,
        numbered([Paragraph(0, "Ann came. Annual leave is Ann's own.", "INT"), Paragraph(0, "Ann", "TM")]),
    )
    with study:
        yield study, row


def test_whole_words_only_leave_longer_words_alone(spoken: tuple[Study, InterviewId]) -> None:
    study, row = spoken
    assert study.occurrences("Ann") == {row: 4}
    assert study.occurrences("Ann", whole=True, interview=row) == {row: 3}
    assert study.replace_words(row, "Ann", "[P1]", whole=True, anonymous=True) == 3
    assert study.transcript(row).text == "[P1] came. Annual leave is [P1]'s own.\n[P1]"
    assert "Ann" not in study.actions(1)[0].sentence
    study.undo()
    assert study.occurrences("Ann") == {row: 4}


def test_a_paragraph_is_never_left_without_words(spoken: tuple[Study, InterviewId]) -> None:
    study, row = spoken
    before = study.transcript(row)
    with pytest.raises(Refused, match="without a word"):
        study.replace_words(row, "Ann", "")
    assert study.transcript(row) == before


def test_a_doubtful_passage_is_confirmed_or_left_as_lost(spoken: tuple[Study, InterviewId]) -> None:
    study, row = spoken
    passage = study.mark_passage(row, 0, 36)
    study.correct_paragraph(row, Paragraph(1, "Anne came. Annual leave is Anne's own.", "INT"))
    doubtful = study.passage(passage)
    assert doubtful is not None and doubtful.state is PassageState.DOUBTFUL and doubtful.score < 100
    study.leave_as_lost(passage)
    lost = study.passage(passage)
    assert lost is not None and lost.state is PassageState.LOST and lost.words == doubtful.words
    study.undo()
    study.confirm_passage(passage)
    sound = study.passage(passage)
    assert sound is not None and sound.state is PassageState.SOUND
    assert sound.words == study.transcript(row).text[sound.start : sound.stop]


def test_a_short_passage_with_a_name_replaced_is_where_the_name_was(
    spoken: tuple[Study, InterviewId],
) -> None:
    study, row = spoken
    start = study.transcript(row).text.index("is Ann's own")
    passage = study.mark_passage(row, start, start + len("is Ann's own"))
    study.replace_words(row, "Ann", "[P1]", whole=True)
    found = study.passage(passage)
    assert found is not None and found.state is PassageState.DOUBTFUL and found.words == "is Ann's own"
    assert study.transcript(row).text[found.start : found.stop] == "is [P1]'s own"


def test_a_name_is_replaced_as_the_speaker_too(tmp_path: Path) -> None:
    study, row = study_of(tmp_path, numbered([Paragraph(0, "I came.", "Ann"), Paragraph(0, "When?", "INT")]))
    with study:
        assert study.occurrences("Ann", whole=True) == {row: 1}
        assert study.replace_words(row, "Ann", "P1", anonymous=True) == 1
        assert [each.speaker for each in study.transcript(row).paragraphs] == ["P1", "INT"]
        assert study.actions(1)[0].sentence == "Replace a name, once, in A"


@settings(max_examples=40, deadline=None)
@given(paragraphs, some.integers(0, 2**32), some.sampled_from(["[P1]", "a nurse", "Anna", "x"]))
def test_a_name_replaced_at_any_edge_stays_in_the_place_of_the_passage(
    said: list[str], seed: int, instead: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        study, row = study_of(Path(folder), numbered(Paragraph(0, each, "INT") for each in said))
        with study:
            chance, text = Random(seed), study.transcript(row).text
            name = chance.choice(["Ann", "every day", "we", "Café"])
            starts = [match.start() for match in re.finditer(r"\S+", text)]
            stops = [match.end() for match in re.finditer(r"\S+", text)]
            for _ in range(8):
                first, last = sorted(chance.choices(range(len(starts)), k=2))
                study.mark_passage(row, starts[first], stops[last])
            before = study.passages(row)
            study.replace_words(row, name, instead, whole=True)
            text = study.transcript(row).text
            for passage in before:
                now = study.passage(passage.id)
                assert now is not None and now.words == passage.words
                # An end of a passage may cut "every day": what replaces it belongs to the passage whole.
                cut = r"|^day\b|\bevery$" if name == "every day" else ""
                wanted = re.sub(rf"\b{name}\b{cut}", instead, passage.words)
                assert text[now.start : now.stop] == wanted
                sound = PassageState.SOUND if wanted == passage.words else PassageState.DOUBTFUL
                assert now.state is sound
