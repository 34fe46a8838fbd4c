"""Quote from wherever words are met."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda import Study, create_study
from framework_qda.study.model import InterviewId, SubTopicId
from framework_qda.tasks.taking import Wanted, as_quotations, of_cells, own_words, take
from framework_qda.text.case import Case
from framework_qda.text.framework import MatrixOutline, SubTopicOutline
from framework_qda.text.transcript import Paragraph, Transcript, numbered

WORDS = "We see them every day, the manager said, and then the midwives knock."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = create_study(tmp_path / "small.fqda", "A small study", analyst="Ann")
    study.add_framework(
        [MatrixOutline("Background", "", (SubTopicOutline("staffing", ""), SubTopicOutline("other", "")))]
    )
    study.import_interviews([(Case("a.txt", "Area 1", "LA Team Manager"), _words())])
    return study


def _words() -> Transcript:
    return numbered([Paragraph(0, "How is it set up?", "INT"), Paragraph(0, WORDS, "TM")])


def _row(study: Study) -> InterviewId:
    return study.interviews()[0].id


def _topic(study: Study) -> SubTopicId:
    return study.subtopics()[0].id


def _start(study: Study) -> int:
    return study.transcript(_row(study)).text.index(WORDS)


def test_a_stretch_is_quoted_as_one_step(study: Study) -> None:
    start = _start(study)
    taken = take(study, Wanted(stretches=((_row(study), start, start + 11),)))
    (quotation,) = study.quotations()
    assert taken.new == (quotation.id,)
    assert quotation.words == "We see them"
    assert study.next_undo().sentence == "Quote LA Team Manager"  # type: ignore[union-attr]
    study.undo()
    assert not study.quotations()
    assert not study.passages(_row(study))


def test_what_is_quoted_already_stays_as_it_was_edited(study: Study) -> None:
    start = _start(study)
    stretch = Wanted(stretches=((_row(study), start, start + 21),))
    (first,) = take(study, stretch).new
    study.edit_quotation(first, "We see them{- every day-}")
    before = study.next_undo()
    taken = take(study, stretch)
    assert (taken.new, taken.known) == ((), (first,))
    assert len(study.quotations()) == 1
    assert study.next_undo() == before


def test_what_is_quoted_from_a_cell_is_indexed_to_its_subtopic(study: Study) -> None:
    row, topic, start = _row(study), _topic(study), _start(study)
    passage = study.mark_passage(row, start, start + 11)
    take(study, Wanted((passage,), cell=(row, topic)))
    assert study.indexed(row)[passage] == [topic]


def test_words_in_a_summary_are_found_with_what_was_left_out_of_them(study: Study) -> None:
    row, topic = _row(study), _topic(study)
    study.chart(row, topic, "On site: «We see them every day .... and then the midwives knock»")
    taken = take(study, of_cells(study, [(row, topic)]))
    (quotation,) = study.quotations()
    assert taken.new == (quotation.id,)
    assert quotation.words == WORDS.rstrip(".")
    assert quotation.text.startswith("We see them every day{-, the manager said,")
    assert study.passages(row)[0].id in study.indexed(row)


def test_words_nobody_said_are_told_and_nothing_is_quoted(study: Study) -> None:
    taken = take(study, Wanted(words=((_row(study), "Nothing like this stands in it anywhere"),)))
    assert (taken.new, taken.known, taken.missing) == ((), (), 1)
    assert not study.quotations()


def test_a_passage_in_doubt_is_counted_and_the_others_are_quoted(study: Study) -> None:
    row, start = _row(study), _start(study)
    sound = study.mark_passage(row, start + 41, start + len(WORDS))
    doubtful = study.mark_passage(row, start, start + 11)
    study.correct_paragraph(
        row, study.transcript(row).paragraphs[1]._replace(text=WORDS.replace("them", "us all"))
    )
    taken = take(study, Wanted((sound, doubtful)))
    assert (len(taken.new), taken.unsure) == (1, 1)


def test_the_links_of_a_cell_are_asked_about_and_those_of_several_are_not(study: Study) -> None:
    row, start = _row(study), _start(study)
    passages = [study.mark_passage(row, start, start + 6), study.mark_passage(row, start + 7, start + 11)]
    topics = [each.id for each in study.subtopics()]
    study.chart(row, topics[0], f"{{Seen|{passages[0]}}} {{daily|{passages[1]}}}")
    study.chart(row, topics[1], f"{{Seen|{passages[0]},{row}/{topics[0]}}}")
    one = of_cells(study, [(row, topics[0])])
    assert (one.passages, one.ask, one.cell) == (tuple(passages), True, (row, topics[0]))
    both = of_cells(study, [(row, topic) for topic in topics])
    assert (both.passages, both.ask, both.cell) == (tuple(passages), False, None)


def test_own_words_of_a_summary_are_those_between_the_marks() -> None:
    assert own_words("Six «we are six» here\n- «and **one** away»") == ["we are six", "and one away"]


def test_words_can_be_read_as_a_quotation_without_taking_one(study: Study) -> None:
    start = _start(study)
    (quotation,) = as_quotations(study, Wanted(stretches=((_row(study), start, start + 11),)))
    assert (quotation.words, quotation.interview) == ("We see them", _row(study))
    assert not study.quotations()
