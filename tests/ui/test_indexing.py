"""Read an interview, mark passages, index them, correct the words, by keyboard and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from framework_qda.study.model import Change, Hit, InterviewId, PassageState, SubTopicId
from framework_qda.text.case import Case
from framework_qda.text.transcript import Paragraph, Transcript, numbered
from framework_qda.ui.indexing import SPAN_MIME, habits, stripes
from framework_qda.ui.indexing.doubts import difference
from framework_qda.ui.indexing.marks import Marks
from framework_qda.ui.indexing.passages_pane import PassagesPane
from framework_qda.ui.indexing.replace_names import ReplaceNames
from framework_qda.ui.indexing.review import sentence
from framework_qda.ui.navigator import Navigator
from framework_qda.ui.search_panel import SearchPanel
from framework_qda.ui.search_rows import ROW, Place
from framework_qda.ui.studio import Studio
from framework_qda.ui.transcript_pane import TranscriptPane

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def pane(studio: Studio, qtbot: QtBot) -> TranscriptPane:
    widget = TranscriptPane(studio)
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.show_interview(interview(studio))
    widget.activateWindow()
    widget.text.setFocus()
    qtbot.waitUntil(widget.text.hasFocus)
    return widget


def interview(studio: Studio) -> InterviewId:
    return studio.study.interviews()[0].id


def topics_of(studio: Studio) -> list[SubTopicId]:
    return [subtopic.id for subtopic in studio.study.subtopics()]


def span_of(studio: Studio, words: str) -> tuple[int, int]:
    start = studio.study.transcript(interview(studio)).text.index(words)
    return start, start + len(words)


def index(studio: Studio, words: str, *places: int) -> str:
    topics = topics_of(studio)
    return studio.study.index(interview(studio), *span_of(studio, words), [topics[n] for n in places])


def indexed(studio: Studio) -> dict[str, list[SubTopicId]]:
    study, row = studio.study, interview(studio)
    return {passage.words: study.indexed(row).get(passage.id, []) for passage in study.passages(row)}


def menu_of(pane: TranscriptPane) -> QMenu:
    return next(menu for menu in pane.text.findChildren(QMenu) if menu.isVisible())


def do(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if words in action.text()).trigger()
    menu.close()


def stripe_place(pane: TranscriptPane, passage: str) -> QPoint:
    text = pane.text
    return next(
        where.center().toPoint()
        for block, rect in text._visible_blocks()
        for stripe, where in stripes.stripes(block, rect, text.page, text.marks)
        if stripe.passage.id == passage
    )


# Indexing


def test_words_selected_by_keyboard_are_indexed_by_typing_a_name(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    pane.text.select_span(*span_of(studio, "We see"))
    for _ in range(len(" them")):
        qtbot.keyClick(pane.text, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(pane.text, Qt.Key.Key_I, CONTROL)
    chooser = pane.indexer.chooser
    assert chooser is not None
    assert chooser.field.hasFocus()
    qtbot.keyClicks(chooser.field, "staffing")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert indexed(studio) == {"We see them": [topics_of(studio)[1]]}
    assert not chooser.isVisible()
    assert pane.text.hasFocus()
    studio.study.undo()
    assert indexed(studio) == {}
    assert pane.text.marks.passages == {}


def test_several_sub_topics_are_ticked_and_without_a_selection_it_is_the_paragraph(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    pane.text.go_to(4)
    qtbot.keyClick(pane.text, Qt.Key.Key_I, CONTROL)
    chooser = pane.indexer.chooser
    assert chooser is not None
    qtbot.keyClicks(chooser.field, "audits")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return, CONTROL)
    assert chooser.isVisible()
    qtbot.keyClicks(chooser.field, "feedback")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    topics = topics_of(studio)
    assert indexed(studio) == {"Out of hours is a different café altogether.": [topics[4], topics[5]]}


def test_the_likely_ones_come_first(pane: TranscriptPane, studio: Studio) -> None:
    topics = topics_of(studio)
    pane.show_subtopic(topics[3])
    habits.use(studio.study.path, [topics[5]])
    index(studio, "the midwives knock", 2)
    pane.text.select_span(*span_of(studio, "We see them every day"))
    pane.indexer._span = pane.text.span()
    offered = pane.indexer._choices()
    assert [(choice.topic.id, choice.why) for choice in offered[:3]] == [
        (topics[3], "this cell"),
        (topics[5], "recent"),
        (topics[2], "near here"),
    ]
    assert len(offered) == len(topics)
    pane.text.select_span(0, 0)
    pane.indexer._span = span_of(studio, "different")
    assert len(pane.indexer._choices()) == len(topics)


def test_a_sub_topic_is_put_on_a_key(pane: TranscriptPane, studio: Studio, qtbot: QtBot) -> None:
    pane.text.select_span(*span_of(studio, "every day"))
    qtbot.keyClick(pane.text, Qt.Key.Key_3)
    assert "No sub-topic stands on 3" in pane.message.text()
    assert indexed(studio) == {}
    qtbot.keyClick(pane.text, Qt.Key.Key_I, CONTROL)
    chooser = pane.indexer.chooser
    assert chooser is not None
    qtbot.keyClicks(chooser.field, "feedback")
    qtbot.keyClick(chooser.field, Qt.Key.Key_3, CONTROL)
    assert habits.favourites(studio.study.path) == {3: topics_of(studio)[4]}
    qtbot.keyClick(chooser.field, Qt.Key.Key_Escape)
    qtbot.keyClick(pane.text, Qt.Key.Key_3)
    assert indexed(studio) == {"every day": [topics_of(studio)[4]]}


def test_words_dragged_to_the_framework_are_indexed(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    navigator = Navigator(studio)
    qtbot.addWidget(navigator)
    navigator.resize(300, 700)
    navigator.show()
    outline, topic = navigator.framework, topics_of(studio)[1]
    outline.expandAll()
    pane.text.select_span(*span_of(studio, "the midwives knock"))
    dragged: QMimeData = pane.text.createMimeDataFromSelection()
    assert dragged.hasFormat(SPAN_MIME)
    at = outline.visualItemRect(outline._items[topic]).center()
    buttons = Qt.MouseButton.LeftButton
    outline.dropEvent(
        QDropEvent(QPointF(at), Qt.DropAction.CopyAction, dragged, buttons, Qt.KeyboardModifier.NoModifier)
    )
    assert indexed(studio) == {"the midwives knock": [topic]}


# Passages


def test_a_stripe_is_clicked_and_its_passage_changed(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    passage = index(studio, "see them every day", 0, 1)
    for words, then in (
        ("Take out of “1.1", {"see them every day": [topics_of(studio)[1]]}),
        ("Delete", {}),
    ):
        qtbot.mouseClick(pane.text.viewport(), Qt.MouseButton.LeftButton, pos=stripe_place(pane, passage))
        assert pane.text.selected_words() == "see them every day"
        do(menu_of(pane), words)
        assert indexed(studio) == then


def test_a_passage_is_stretched_to_the_selection_by_keyboard(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    passage = index(studio, "see them every day", 0)
    pane.show_passage(passage)
    for _ in " day":
        qtbot.keyClick(pane.text, Qt.Key.Key_Left, SHIFT)
    qtbot.keyClick(pane.text, Qt.Key.Key_Return, ALT)
    do(menu_of(pane), "Set its ends")
    assert indexed(studio) == {"see them every": [topics_of(studio)[0]]}


def test_a_passage_goes_into_the_summary(pane: TranscriptPane, studio: Studio, qtbot: QtBot) -> None:
    passage = index(studio, "see them every day", 0)
    pane.show_passage(passage)
    qtbot.keyClick(pane.text, Qt.Key.Key_Return, ALT)
    with qtbot.waitSignal(pane.passage_wanted) as wanted:
        do(menu_of(pane), "Into the summary")
    assert wanted.args == [passage]


def test_overlapping_passages_stand_side_by_side_and_say_their_names(
    pane: TranscriptPane, studio: Studio
) -> None:
    long, short = index(studio, "We see them every day", 0), index(studio, "every day", 1)
    assert stripe_place(pane, long).x() != stripe_place(pane, short).x()
    piece = next(each for each in pane.text.marks.pieces(3) if each.stripe.passage.id == short)
    assert pane.text.hint(piece.stripe) == "1.2 social work staffing"


def test_only_what_happens_here_is_shown_anew(pane: TranscriptPane, studio: Studio) -> None:
    marks = pane.text.marks
    other = studio.study.interviews()[1].id
    studio.study.index(other, 0, 10, [topics_of(studio)[0]])
    assert pane.text.marks is marks
    studio.study.index(interview(studio), 0, 10, [topics_of(studio)[0]])
    assert pane.text.marks is not marks


def test_what_is_indexed_to_a_sub_topic_is_listed_and_gone_to(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    passage = index(studio, "see them every day", 0)
    other = studio.study.interviews()[2].id
    studio.study.index(other, 0, 10, [topics_of(studio)[0]])
    listed = PassagesPane(studio)
    qtbot.addWidget(listed)
    listed.show()
    listed.show_subtopic(topics_of(studio)[0])
    assert listed.count.text() == "2 passages in 2 interviews"
    shown = [listed.model.index(n).data() for n in range(listed.model.rowCount())]
    assert shown[:2] == ["Area 1 · LA Team Manager", "see them every day"]
    row = listed.model.index(1).data(ROW)
    assert isinstance(row, Place) and row.where == "p3 · 00:01:05 · from the notes"
    with qtbot.waitSignal(listed.passage_chosen) as chosen:
        qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    assert chosen.args == [passage]
    studio.study.delete_passage(passage)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: listed.count.text() == "1 passage")


def test_what_needs_a_look_is_listed_for_the_whole_study(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    study, other = studio.study, studio.study.interviews()[2].id
    listed = PassagesPane(studio)
    qtbot.addWidget(listed)
    listed.show()
    listed.show_unsettled()
    assert listed.count.text() == "No passage needs a look, and none is lost."
    index(studio, "every day", 0)
    start = study.transcript(other).text.index("every day")
    elsewhere = study.index(other, start - 4, start + 5, [topics_of(studio)[1]])
    for row in (interview(studio), other):
        study.replace_words(row, "every", "each")
    qtbot.waitUntil(lambda: listed.count.text() == "2 passages in 2 interviews")
    rows = [listed.model.index(n).data(ROW) for n in range(listed.model.rowCount())]
    assert [row.where for row in rows if isinstance(row, Place)] == [
        "p3 · 00:01:05 · from the notes · needs a look"
    ] * 2
    listed.list.setCurrentIndex(listed.model.index(3))
    with qtbot.waitSignal(listed.passage_chosen) as chosen:
        qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    assert chosen.args == [elsewhere]


def test_unread_stretches_are_counted_and_gone_to(pane: TranscriptPane, studio: Studio, qtbot: QtBot) -> None:
    index(studio, studio.study.transcript(interview(studio)).paragraphs[2].text, 0)
    pane.text.go_to(2)
    qtbot.keyClick(pane.text, Qt.Key.Key_F3)
    assert pane.text.here()[0] == 4
    assert "% indexed" in pane.facts.text()
    qtbot.keyClick(pane.text, Qt.Key.Key_F3, SHIFT)
    assert pane.text.here()[0] == 1
    index(studio, studio.study.transcript(interview(studio)).paragraphs[3].text, 0)
    index(studio, studio.study.transcript(interview(studio)).paragraphs[0].text, 0)
    assert "100% indexed" in pane.facts.text()


# Correcting


def test_the_page_stays_where_it_was_when_a_correction_is_saved(pane: TranscriptPane, studio: Studio) -> None:
    """Also where the page was never scrolled over what stands before, as when a hit is gone to."""
    words = [Paragraph(0, "It went on and on. " * (number % 7 * 5 + 3), "TM") for number in range(40)]
    studio.study.import_interviews([(Case("long.txt", "Area 9", "Long"), numbered(words))])
    long = next(row.id for row in studio.study.interviews() if row.name == "Long")
    pane.resize(520, 700)
    pane.show_interview(long)
    pane.grab()
    pane.text.read_on(21)
    pane.grab()
    top = pane.text.first_visible()
    assert top > 15
    pane.correct(top + 1)
    pane.editor.words.insertPlainText("So: ")
    pane.grab()
    pane.editor.save()
    pane.grab()
    assert not pane.editor.isVisible() and pane.text.first_visible() == top


def test_a_paragraph_is_corrected_in_place_and_its_passage_needs_a_look(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    passage = index(studio, "We see them every day, the team manager said", 0)
    kept = index(studio, "Out of hours", 1)
    pane.text.go_to(3)
    qtbot.keyClick(pane.text, Qt.Key.Key_F2)
    editor = pane.editor
    assert editor.words.hasFocus()
    editor.words.setPlainText(editor.words.toPlainText().replace("every day", "each day"))
    editor.words.document().setModified(True)
    editor.time.setText("1:05")
    qtbot.keyClick(editor.words, Qt.Key.Key_Return, CONTROL)
    assert not editor.isVisible()
    corrected = studio.study.transcript(interview(studio)).paragraphs[2]
    assert corrected.text.startswith("We see them each day")
    assert corrected.time == 65_000
    assert pane.text.here()[0] == 3, "it is read on where it was"
    found = studio.study.passage(passage)  # type: ignore[arg-type]
    assert found is not None and found.state is PassageState.DOUBTFUL
    still = studio.study.passage(kept)  # type: ignore[arg-type]
    assert still is not None and still.state is PassageState.SOUND
    assert pane.doubts.isVisible()
    assert pane.doubts.sentence.text() == "1 passage needs a look"
    pane.doubts.unfold.click()
    from PySide6.QtWidgets import QPushButton

    confirm = next(b for b in pane.doubts.rows.findChildren(QPushButton) if b.text() == "Confirm")
    rows = pane.doubts.rows
    qtbot.waitUntil(lambda: rows.viewport().rect().contains(confirm.mapTo(rows, confirm.rect().bottomLeft())))
    confirm.click()
    assert not pane.doubts.isVisible()
    assert any(words.startswith("We see them each day, the team manager said") for words in indexed(studio))


def test_leaving_a_doubtful_passage_as_lost_keeps_it(pane: TranscriptPane, studio: Studio) -> None:
    passage = index(studio, "We see them every day, the team manager said", 0)
    study, row = studio.study, interview(studio)
    paragraph = study.transcript(row).paragraphs[2]
    study.correct_paragraph(row, Paragraph(3, paragraph.text.replace("every", "each"), "TM"))
    study.leave_as_lost(passage)  # type: ignore[arg-type]
    assert pane.doubts.sentence.text() == "1 passage is lost"
    assert "We see them every day, the team manager said" in indexed(studio)
    study.undo()
    assert pane.doubts.sentence.text() == "1 passage needs a look"


def test_escape_leaves_and_an_empty_paragraph_is_refused(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    before = studio.study.transcript(interview(studio))
    pane.correct(4)
    pane.editor.words.selectAll()
    qtbot.keyClick(pane.editor.words, Qt.Key.Key_Delete)
    qtbot.keyClick(pane.editor.words, Qt.Key.Key_Return, CONTROL)
    assert "at least one word" in pane.editor.foot.text()
    qtbot.keyClick(pane.editor.words, Qt.Key.Key_Escape)
    assert not pane.editor.isVisible()
    assert studio.study.transcript(interview(studio)) == before


def test_a_double_click_opens_the_paragraph(pane: TranscriptPane, qtbot: QtBot) -> None:
    rect = pane.text.paragraph_rect(3)
    at = QPoint(int(pane.text.page.words_left + 40), int(rect.bottom() - 8))
    qtbot.mouseDClick(pane.text.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert pane.editor.isVisible()
    assert pane.editor.number.text() == "Paragraph 3"


def test_a_name_is_looked_at_before_it_is_replaced(
    pane: TranscriptPane, studio: Studio, qtbot: QtBot
) -> None:
    dialog = ReplaceNames(studio, interview(studio), "the", pane)
    dialog.show()
    assert dialog.count.text() == "Found 18 times, 5 ticked."
    dialog.everywhere.setChecked(True)
    assert dialog.count.text() == "Found 18 times, all ticked."
    dialog.words.setText("midwives")
    qtbot.waitUntil(lambda: dialog.count.text() == "Found 4 times, all ticked.")
    dialog.instead.setText("staff")
    dialog.replace_button.click()
    texts = [studio.study.transcript(row.id).text for row in studio.study.interviews()]
    assert all("staff knock" in text and "midwives" not in text for text in texts)
    assert studio.study.actions(1)[0].sentence == "Replace a name in 4 places"
    studio.study.undo()
    assert "midwives" in studio.study.transcript(interview(studio)).text


def test_parts_of_a_name_are_offered_unticked(pane: TranscriptPane, studio: Studio) -> None:
    study, row = studio.study, interview(studio)
    first, second = (column.id for column in study.subtopics()[:2])
    study.chart(row, first, "Karl Fogel chairs; Karl is asked, Fogel is not")
    study.chart(row, second, "Karl Fogel alone")
    dialog = ReplaceNames(studio, row, "Karl Fogel", pane)
    dialog.show()
    groups = [dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount())]
    assert [group.text(0) for group in groups] == [
        "Summaries (2)",
        "Parts of the name: “Karl” alone (1)",
        "Parts of the name: “Fogel” alone (1)",
    ]
    assert [group.checkState(0) for group in groups[1:]] == [Qt.CheckState.Unchecked] * 2
    assert dialog.count.text() == "Found 2 times, all ticked."
    groups[1].setCheckState(0, Qt.CheckState.Checked)
    assert dialog.count.text() == "Found 2 times, all ticked. 1 part of it ticked."
    dialog.instead.setText("Ann")
    steps = len(study.actions())
    dialog.replace_button.click()
    assert study.cell(row, first).summary == "Ann chairs; Ann is asked, Fogel is not"
    assert study.cell(row, second).summary == "Ann alone"
    assert len(study.actions()) == steps + 1
    assert "Karl" not in study.actions(1)[0].sentence


def test_a_part_of_a_name_is_found_where_the_whole_is_not(pane: TranscriptPane, studio: Studio) -> None:
    study, row = studio.study, interview(studio)
    study.chart(row, study.subtopics()[0].id, "Karl (sic) Fogel")
    dialog = ReplaceNames(studio, row, "Karl Fogel", pane)
    dialog.show()
    assert dialog.count.text() == "Not found." and not dialog.replace_button.isEnabled()
    for n in range(2):
        dialog.tree.topLevelItem(n).setCheckState(0, Qt.CheckState.Checked)
    dialog.instead.setText("Ann")
    dialog.replace_button.click()
    assert study.cell(row, study.subtopics()[0].id).summary == "Ann (sic) Ann"


def test_what_is_indexed_already_is_said(pane: TranscriptPane, studio: Studio) -> None:
    first, second = (column.id for column in studio.study.subtopics()[:2])
    for subtopics in ([first], [second]):
        pane.indexer._span = span_of(studio, "midwives knock")
        pane.indexer._index(subtopics)
        assert pane.message.isHidden()
    pane.indexer._index([first])
    name = studio.study.subtopics()[0].name
    assert pane.message.text() == f"This passage is indexed to “1.1 {name}” already."
    assert not pane.message.isHidden()


def test_a_name_is_replaced_from_the_bar_above_the_text_too(pane: TranscriptPane, qtbot: QtBot) -> None:
    pane.unread.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    pane.unread.setFocus()
    qtbot.keyClick(pane.unread, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert [dialog for dialog in pane.findChildren(ReplaceNames) if dialog.isVisible()]


def test_a_name_is_replaced_where_it_is_ticked(pane: TranscriptPane, studio: Studio, qtbot: QtBot) -> None:
    study, row = studio.study, interview(studio)
    columns = [column.id for column in study.subtopics()]
    study.chart(row, columns[0], "«midwives knock»")
    study.add_comment(row, columns[0], "Which midwives?")
    passage = study.index(row, *span_of(studio, "midwives knock"), [columns[0]])
    study.annotate_passage(passage, "midwives again")
    dialog = ReplaceNames(studio, row, "midwives", pane)
    dialog.show()
    assert dialog.count.text() == "Found 8 times, 5 ticked."
    groups = {
        dialog.tree.topLevelItem(n).text(0): dialog.tree.topLevelItem(n)
        for n in range(dialog.tree.topLevelItemCount())
    }
    assert list(groups) == [
        "Text of interviews (4)",
        "Words of passages and extracts (1)",
        "Notes on passages (1)",
        "Summaries (1)",
        "Comments (1)",
    ]
    assert groups["Summaries (1)"].child(0).text(0).endswith("midwives knock")
    dialog.tree.setCurrentItem(groups["Comments (1)"])
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.count.text() == "Found 8 times, 4 ticked."
    dialog.instead.setText("staff")
    steps = len(study.actions())
    dialog.replace_button.click()
    now = study.passage(passage)
    assert now and (now.words, now.note, now.state) == ("staff knock", "staff again", PassageState.SOUND)
    assert study.cell(row, columns[0]).summary == "«staff knock»"
    assert study.comments(row, columns[0])[0].text == "Which midwives?"
    assert len(study.actions()) == steps + 1
    assert [each.times for each in study.mentions("midwives")] == [1, 1, 1, 1]


def test_a_difference_shows_what_went_and_what_came() -> None:
    assert "every day</s>" in difference("We see every day", "We see each <day")
    assert "&lt;day" in difference("We see every day", "We see each <day")


def test_a_transcript_without_words_has_no_marks() -> None:
    marks = Marks(Transcript(()))
    assert marks.at(0) == [] and marks.unread() == [] and marks.share_indexed() == 1.0
    assert not Change("", {}).touches("passage")


# What a search found


@pytest.fixture
def search(studio: Studio, qtbot: QtBot) -> SearchPanel:
    panel = SearchPanel(studio)
    qtbot.addWidget(panel)
    panel.resize(420, 700)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_what_a_search_found_is_indexed_after_a_look_as_one_action(
    search: SearchPanel, studio: Studio, qtbot: QtBot
) -> None:
    search.search("midwives")
    assert search.review_button.isVisible()
    search.review_button.click()
    assert search.review.count.text().startswith("4 places")
    assert search.review.index.text() == "Index 4 places…"
    assert not search._count.isVisible(), "what is not in notes is not indexed, so it is not counted"
    row = next(
        n
        for n in range(search._model.rowCount())
        if search._model.index(n).data(Qt.ItemDataRole.CheckStateRole)
    )
    search._list.setCurrentIndex(search._model.index(row))
    qtbot.keyClick(search._list, Qt.Key.Key_Space)
    assert search.review.count.text().startswith("3 places")
    before = len(studio.study.actions())
    search.review.index.click()
    chooser = search.review.chooser
    assert chooser is not None
    qtbot.keyClicks(chooser.field, "audits")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    found = studio.study.evidence_of(topics_of(studio)[5])
    assert len(found) == 3
    assert interview(studio) not in {passage.interview for passage in found}
    assert all("midwives knock" in passage.words for passage in found)
    assert len(studio.study.actions()) == before + 1
    assert not search.review.isVisible()
    assert search._count.isVisible()


def test_a_tick_is_taken_off_by_a_click_and_words_beside_it_go_there(
    search: SearchPanel, qtbot: QtBot
) -> None:
    search.search("midwives")
    search.review_button.click()
    row = next(
        n
        for n in range(search._model.rowCount())
        if search._model.index(n).data(Qt.ItemDataRole.CheckStateRole)
    )
    rect = search._list.visualRect(search._model.index(row))
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(search._list.viewport(), left, pos=QPoint(6, rect.center().y()))
    assert search.review.count.text().startswith("3 places")
    with qtbot.waitSignal(search.hit_chosen):
        qtbot.mouseClick(search._list.viewport(), left, pos=rect.center())
    assert search.review.count.text().startswith("3 places")


def test_only_the_sentence_of_what_was_found(studio: Studio) -> None:
    text = "One here. The second has it. A third."
    hit = Hit(
        interview(studio), (("…here. The second ", False), ("has", True), (" it. A…", False)), paragraph=1
    )
    start, stop = sentence(text, hit)
    assert text[start:stop].strip() == "The second has it."
