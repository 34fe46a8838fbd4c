"""The quotation panel: track changes over the words spoken, verification, disclosure, and what is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind, ExposedIn, QuotationId, QuotationStatus
from framework_qda.text.quoting import plain, shown, spoken
from framework_qda.text.verifying import Verdict
from framework_qda.ui.desk import Desk
from framework_qda.ui.modes import Mode
from framework_qda.ui.quotes.board import BoardTab
from framework_qda.ui.quotes.panel import QuotationPanel
from framework_qda.ui.quotes.panel_words import WordsEdit
from tests.ui.quoted import press, put_cursor, quote, select

SAID = "We see them every day, the team manager said, the midwives knock."
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def quotation(desk: Desk) -> QuotationId:
    return quote(desk.studio.study, 0, SAID)


@pytest.fixture
def board(qtbot: QtBot, desk: Desk, quotation: QuotationId) -> BoardTab:
    desk.show_quotation(quotation)
    found: BoardTab = desk.quotes("board")
    qtbot.waitUntil(lambda: found.panel.isVisible() and found.panel.quotation is not None)
    return found


@pytest.fixture
def panel(board: BoardTab) -> QuotationPanel:
    board.panel.edit()
    return board.panel


@pytest.fixture
def words(panel: QuotationPanel) -> WordsEdit:
    return panel.words


@pytest.fixture
def study(panel: QuotationPanel, desk: Desk) -> Study:
    return desk.studio.study


def text(study: Study) -> str:
    return study.quotations()[0].text


def verdict(study: Study) -> Verdict:
    return next(iter(study.verified().values())).verdict


# --- Track changes ---


def test_del_leaves_out_what_is_chosen(panel: QuotationPanel, words: WordsEdit, study: Study) -> None:
    select(words, ", the team manager said,")
    press(words, Qt.Key.Key_Delete)
    assert text(study) == "We see them every day{-, the team manager said,-} the midwives knock."
    assert words.toPlainText() == SAID, "what is cut stays in sight"
    assert "every day .... the midwives" in panel.preview.text().replace("</span>", "").replace(
        '<span style="color:#9A4A00">', ""
    )
    assert panel.verbatim.text() == SAID
    assert panel.verification.verdict.text() == "edited and marked", "no ✓: nobody has heard it"
    assert panel.verification.heard.text() == "From notes, not checked by ear."
    assert verdict(study) is Verdict.EDITED
    study.undo()
    assert text(study) == SAID
    assert panel.verification.verdict.text() == "as in the notes, not checked by ear"


def test_backspace_and_the_button_leave_out_as_well(
    panel: QuotationPanel, words: WordsEdit, study: Study
) -> None:
    select(words, "every day")
    press(words, Qt.Key.Key_Backspace)
    assert "{-every day-}" in text(study)
    select(words, "knock")
    panel.cut.click()
    assert "{-knock-}" in text(study)


def test_without_a_choice_a_word_is_left_out_and_the_next_stroke_goes_on(
    panel: QuotationPanel, words: WordsEdit, study: Study
) -> None:
    put_cursor(words, "the midwives")
    press(words, Qt.Key.Key_Backspace)
    press(words, Qt.Key.Key_Backspace)
    panel.save()
    assert "said, {-the midwives-} knock" in text(study)
    study.undo()
    assert text(study) == SAID, "one spell, one step"
    put_cursor(words, "We see")
    press(words, Qt.Key.Key_Delete)
    panel.save()
    assert text(study).startswith("We see{- them-} every")


def test_typing_inserts_in_brackets_as_one_step(
    panel: QuotationPanel, words: WordsEdit, study: Study
) -> None:
    put_cursor(words, "see them")
    QTest.keyClicks(words, "on the ward")
    assert words.toPlainText().startswith("We see them[on the ward] every day")
    assert text(study) == SAID, "not yet saved"
    panel.save()
    assert text(study).startswith("We see them{+on the ward+} every day")
    QTest.keyClicks(words, "s")
    press(words, Qt.Key.Key_Backspace)
    press(words, Qt.Key.Key_Backspace)
    panel.save()
    assert "{+on the war+}" in text(study)
    study.undo()
    assert text(study) == SAID
    assert spoken(words.markup) == SAID


def test_typing_over_chosen_words_replaces_them(
    panel: QuotationPanel, words: WordsEdit, study: Study
) -> None:
    select(words, "the team manager ")
    QTest.keyClicks(words, "my boss")
    panel.save()
    assert "day, {the team manager>my boss} said" in text(study)
    assert "[my boss]" in shown(text(study))
    for _ in "my boss":
        press(words, Qt.Key.Key_Backspace)
    panel.save()
    assert text(study) == SAID, "where nothing is left of what was put in, the words are back"


def test_paste_and_an_input_method_insert_too(panel: QuotationPanel, words: WordsEdit, study: Study) -> None:
    QApplication.clipboard().setText("[on  the\nward]")
    put_cursor(words, "see them")
    press(words, Qt.Key.Key_V, CONTROL)
    panel.save()
    assert "{+on the ward+}" in text(study)
    event = QInputMethodEvent()
    event.setCommitString("é")
    QApplication.sendEvent(words, event)
    panel.save()
    assert "{+on the wardé+}" in text(study)


def test_r_replaces_by_a_role_used_before_or_typed(
    panel: QuotationPanel, words: WordsEdit, study: Study
) -> None:
    select(words, "the team manager")
    press(words, Qt.Key.Key_R)
    offers = {offer.text: offer.note for offer in panel.roles._offers}
    assert offers["LA Team Manager"] == "of a participant"
    QTest.keyClicks(panel.roles.field, "a manager")
    press(panel.roles.field, Qt.Key.Key_Return)
    assert "{the team manager>a manager}" in text(study)
    select(words, "midwives")
    panel.role.click()
    offers = {offer.text: offer.note for offer in panel.roles._offers}
    assert offers["a manager"] == "used once"
    press(panel.roles.field, Qt.Key.Key_Escape)
    QTest.keyClicks(words, "r")
    assert panel.roles.isVisible(), "R is for a role"
    panel.roles.close()


def test_a_click_on_what_was_left_out_restores_it(
    qtbot: QtBot, panel: QuotationPanel, words: WordsEdit, study: Study
) -> None:
    select(words, "every day")
    press(words, Qt.Key.Key_Delete)
    put_cursor(words, "every")
    place = words.cursorRect().center()
    put_cursor(words, "knock")
    QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert text(study) == SAID
    QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert text(study) == SAID


def test_restoring_with_the_keyboard(panel: QuotationPanel, words: WordsEdit, study: Study) -> None:
    for each in ("every day", "team"):
        select(words, each)
        press(words, Qt.Key.Key_Delete)
    put_cursor(words, "every")
    assert panel.restore.isEnabled()
    press(words, Qt.Key.Key_Backspace, ALT)
    assert text(study) == "We see them every day, the {-team-} manager said, the midwives knock."
    words.selectAll()
    panel.restore.click()
    assert text(study) == SAID
    assert not panel.restore.isEnabled()


def test_cutting_over_an_insertion_keeps_it(panel: QuotationPanel, words: WordsEdit, study: Study) -> None:
    put_cursor(words, "every")
    QTest.keyClicks(words, "x")
    panel.save()
    select(words, "them every[x] day")
    press(words, Qt.Key.Key_Delete)
    assert text(study).startswith("We see {-them every day-}{+x+}, the")


def test_letters_beyond_the_basic_plane_keep_their_places(
    panel: QuotationPanel, words: WordsEdit, study: Study, quotation: QuotationId
) -> None:
    put_cursor(words, "see")
    QApplication.clipboard().setText("😀")
    press(words, Qt.Key.Key_V, CONTROL)
    panel.save()
    select(words, "every day")
    press(words, Qt.Key.Key_Delete)
    assert text(study).startswith("We see{+😀+} them {-every day-}, the")


def test_undo_in_the_words_is_the_undo_of_the_study(
    window, panel: QuotationPanel, words: WordsEdit, study: Study
) -> None:
    select(words, "every day")
    press(words, Qt.Key.Key_Delete)
    press(words, Qt.Key.Key_Z, CONTROL)
    assert text(study) == SAID
    assert words.markup == SAID
    press(words, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "{-every day-}" in words.markup


def test_nothing_may_be_left_is_said_in_place(panel: QuotationPanel, words: WordsEdit, study: Study) -> None:
    words.selectAll()
    press(words, Qt.Key.Key_Delete)
    assert "Nothing would be left" in panel.notice.sentence
    assert text(study) == SAID


def test_what_is_typed_is_saved_before_another_is_shown(
    board: BoardTab, panel: QuotationPanel, words: WordsEdit, study: Study, quotation: QuotationId
) -> None:
    other = quote(study, 1, "the midwives knock")
    put_cursor(words, "see")
    QTest.keyClicks(words, "x")
    panel.show_quotation(other)
    found = study.quotation(quotation)
    assert found and found.text.startswith("We see{+x+} them")
    assert words.toPlainText() == "the midwives knock"


# --- As text ---


def test_as_text_differences_are_told_and_marked(panel: QuotationPanel, study: Study) -> None:
    panel.as_text.click()
    assert panel.text.isVisible() and not panel.words.isVisible()
    panel.text.setPlainText(SAID.replace("every day", "every week").replace("team manager", "...."))
    panel.save()
    assert verdict(study) is Verdict.DIFFERS
    assert panel.verification.verdict.text() == "≠ differs"
    assert "<s" in panel.verification.difference.text() and "week" in panel.verification.difference.text()
    assert panel.verification.mark.isVisible()
    panel.verification.mark.click()
    assert verdict(study) is Verdict.EDITED
    assert text(study) == SAID.replace("day", "{day>week}").replace("team manager", "{-team manager-}")
    assert not panel.verification.mark.isVisible()
    panel.as_text.click()
    assert panel.words.isVisible()
    assert panel.words.markup == text(study)


def test_as_text_unchanged_changes_nothing(panel: QuotationPanel, words: WordsEdit, study: Study) -> None:
    select(words, "every day")
    press(words, Qt.Key.Key_Delete)
    before = text(study)
    panel.as_text.click()
    assert panel.text.toPlainText() == shown(before)
    panel.text.setPlainText(panel.text.toPlainText() + "x")
    panel.text.setPlainText(panel.text.toPlainText()[:-1])
    panel.save()
    panel.as_text.click()
    assert text(study) == before


def test_as_text_edits_made_before_stay_marked_and_the_caret_where_it_is(
    panel: QuotationPanel, study: Study, quotation: QuotationId, qtbot: QtBot
) -> None:
    edited = SAID.replace(", the team manager said,", "{-, the team manager said,-}").replace(
        "the midwives", "{the midwives>one post}"
    )
    study.edit_quotation(quotation, edited)
    panel.as_text.click()
    assert panel.text.toPlainText() == "We see them every day .... [one post] knock."
    press(panel.text, Qt.Key.Key_End, CONTROL)
    QTest.keyClicks(panel.text, " Yes")
    qtbot.waitUntil(lambda: text(study) != edited)  # it saves by itself
    QTest.keyClicks(panel.text, " they do")
    assert panel.text.toPlainText() == "We see them every day .... [one post] knock. Yes they do"
    panel.save()
    assert text(study) == edited + " Yes they do"
    assert "<s" not in panel.verification.difference.text(), "nothing said is gone"
    panel.verification.mark.click()
    assert text(study) == edited + "{+Yes they do+}"
    assert panel.text.toPlainText().endswith(".... [one post] knock. [Yes they do]")


def test_as_text_a_cut_typed_stays_as_typed(
    panel: QuotationPanel, study: Study, quotation: QuotationId
) -> None:
    panel.as_text.click()
    panel.text.setPlainText(SAID.replace("team manager", "...."))
    cursor = panel.text.textCursor()
    cursor.setPosition(20)
    panel.text.setTextCursor(cursor)
    panel.save()
    assert "...." in panel.text.toPlainText() and "…" not in panel.text.toPlainText()
    assert panel.text.textCursor().position() == 20
    study.undo()
    assert panel.text.toPlainText() == SAID, "an undo is shown"
    assert panel.text.textCursor().position() == 20


def test_the_words_as_spoken_can_be_had_again(
    panel: QuotationPanel, study: Study, quotation: QuotationId
) -> None:
    study.edit_quotation(quotation, plain("We saw them every day"))
    assert panel.verification.accept.isVisible()
    panel.verification.accept.click()
    assert text(study) == SAID


# --- Verification ---


def correct(study: Study, old: str, new: str) -> None:
    interview = study.interviews()[0].id
    paragraph = next(each for each in study.transcript(interview).paragraphs if old in each.text)
    study.correct_paragraph(interview, paragraph._replace(text=paragraph.text.replace(old, new)))


def test_a_corrected_source_offers_the_words_of_today(
    panel: QuotationPanel, words: WordsEdit, study: Study
) -> None:
    select(words, "the midwives ")
    press(words, Qt.Key.Key_Delete)
    correct(study, "every day", "each day")
    passage = study.passages(study.interviews()[0].id)[0]
    assert panel.verification.verdict.text() == "⟳ source changed"
    assert panel.verification.look.isVisible(), "first say where the words are now"
    study.confirm_passage(passage.id)
    assert "each" in panel.verification.difference.text()
    panel.verification.today.click()
    assert verdict(study) is Verdict.EDITED
    assert text(study) == "We see them each day, the team manager said, {-the midwives -}knock."
    assert panel.verbatim.text() == SAID.replace("every", "each")


def test_words_that_are_not_found_are_found_again(
    panel: QuotationPanel, study: Study, quotation: QuotationId
) -> None:
    found = study.quotation(quotation)
    assert found and found.passage
    study.delete_passage(found.passage)
    correct(study, "every day", "each and every day")
    assert panel.verification.verdict.text() == "? not found"
    panel.go.click()
    assert "find the words again" in panel.notice.sentence
    panel.verification.search.click()
    first = panel.verification.places._offers[0]
    assert first.text.startswith("We see them each and every day")
    press(panel.verification.places.field, Qt.Key.Key_Return)
    assert verdict(study) is Verdict.VERBATIM
    assert study.quotations()[0].passage
    study.undo()
    assert verdict(study) is Verdict.NOT_FOUND


def test_notes_are_checked_by_ear(panel: QuotationPanel, study: Study) -> None:
    assert panel.verification.verdict.text() == "as in the notes, not checked by ear"
    assert panel.verification.heard.isHidden(), "the verdict says so itself"
    panel.verification.checked.click()
    assert panel.verification.verdict.text() == "✓ verbatim"
    assert study.semi_verbatim() == frozenset()
    assert panel.verification.heard.text().startswith("Checked by ear by ")
    panel.verification.unchecked.click()
    assert len(study.semi_verbatim()) == 1


# --- Disclosure ---


def test_what_identifies_is_underlined_and_accepted_with_a_reason(
    qtbot: QtBot, panel: QuotationPanel, words: WordsEdit, study: Study, quotation: QuotationId
) -> None:
    study.list_identifying(["the midwives"])
    qtbot.waitUntil(lambda: any("midwives" in e.exposure.disclosure.words for e in panel.disclosures.lines))

    def underlined() -> bool:
        cursor = words.textCursor()
        cursor.setPosition(words.toPlainText().index("midwives") + 2)
        wave = QTextCharFormat.UnderlineStyle.WaveUnderline
        return cursor.charFormat().underlineStyle() == wave and bool(cursor.charFormat().toolTip())

    assert underlined()
    line = next(e for e in panel.disclosures.lines if e.exposure.about is ExposedIn.QUOTATION)
    line.accept.click()
    QTest.keyClicks(line.reason, "many work there")
    press(line.reason, Qt.Key.Key_Return)
    (acceptance,) = study.acceptances().values()
    assert acceptance.reason == "many work there"
    qtbot.waitUntil(lambda: not underlined())
    line = next(e for e in panel.disclosures.lines if e.exposure.about is ExposedIn.QUOTATION)
    line.withdraw.click()
    assert study.acceptances() == {}
    qtbot.waitUntil(underlined)


def test_what_identifies_is_replaced_by_a_role(qtbot: QtBot, panel: QuotationPanel, study: Study) -> None:
    study.list_identifying(["the midwives"])
    qtbot.waitUntil(lambda: any("midwives" in e.exposure.disclosure.words for e in panel.disclosures.lines))
    line = next(e for e in panel.disclosures.lines if e.exposure.about is ExposedIn.QUOTATION)
    line.replace.click()
    QTest.keyClicks(panel.roles.field, "staff")
    press(panel.roles.field, Qt.Key.Key_Return)
    assert "{the midwives>staff}" in text(study)
    qtbot.waitUntil(lambda: not any(e.exposure.about is ExposedIn.QUOTATION for e in panel.disclosures.lines))


def test_an_attribution_that_fits_few_is_told(qtbot: QtBot, panel: QuotationPanel, study: Study) -> None:
    qtbot.waitUntil(lambda: any(e.exposure.about is ExposedIn.ATTRIBUTION for e in panel.disclosures.lines))
    study.set_fewest(1)
    qtbot.waitUntil(
        lambda: (
            not any(
                e.exposure.about is ExposedIn.ATTRIBUTION and "fewer" in e.exposure.disclosure.why
                for e in panel.disclosures.lines
            )
        )
    )


# --- What is said of it ---


def test_fields_write_at_once(
    qtbot: QtBot, panel: QuotationPanel, study: Study, quotation: QuotationId
) -> None:
    facts = panel.facts
    assert not facts.speaker.isVisible(), "only one took part"
    study.add_participant(study.interviews()[0].id, "A second one")
    assert facts.speaker.isVisible()
    facts.speaker.setCurrentIndex(2)
    facts.speaker.activated.emit(2)
    found = study.quotation(quotation)
    assert found and found.participant == study.participants()[1].id
    template = study.add_attribution("Area", "{area}, {side}")
    row = facts.template.findData(template)
    assert facts.template.itemText(row) == "Area: Area 1, local authority"
    facts.template.setCurrentIndex(row)
    facts.template.activated.emit(row)
    assert panel.speaker.text() == "Area 1, local authority"
    facts.status[QuotationStatus.CHOSEN].click()
    facts.strongest.click()
    QTest.keyClicks(facts.note, "for the summary")
    panel.save()
    facts.tag_button.click()
    QTest.keyClicks(facts.tagging.chooser.field, "cover")
    press(facts.tagging.chooser.field, Qt.Key.Key_Return)
    facts.tagging.chooser.close()
    found = study.quotation(quotation)
    assert found
    assert (found.status, found.strongest, found.note, found.tags) == (
        QuotationStatus.CHOSEN,
        True,
        "for the summary",
        ("cover",),
    )
    (chip,) = facts._chips
    press(chip, Qt.Key.Key_Delete)
    assert study.quotations()[0].tags == ()


def test_where_it_is_used_is_told_and_gone_to(
    panel: QuotationPanel, study: Study, quotation: QuotationId
) -> None:
    assert panel.uses.links == []
    said = f'Nurses matter. They say {{{{"{quotation}|we see them"}}}} often.'.replace('them"', "them")
    draft = study.add_draft("Report", [Block(BlockId(""), BlockKind.PARAGRAPH, said)])
    (link,) = panel.uses.links
    assert link.toolTip() == "Report · They say we see them often."
    wanted = []
    panel.block_wanted.connect(lambda *place: wanted.append(place))
    link.click()
    assert wanted == [(draft, study.blocks(draft)[0].id)]


def test_go_to_words_and_cell(qtbot: QtBot, desk: Desk, panel: QuotationPanel, study: Study) -> None:
    panel.go.click()
    assert desk.transcript.isVisible()
    panel.cell.click()
    assert desk.mode is Mode.CHART
    assert desk.matrix.view.current_key == (study.interviews()[0].id, study.subtopics()[1].id)


def test_external_changes_are_shown_and_a_deleted_quotation_leaves(
    panel: QuotationPanel, words: WordsEdit, study: Study, quotation: QuotationId
) -> None:
    study.edit_quotation(quotation, SAID.replace("every day", "{-every day-}"))
    assert words.markup == text(study)
    put_cursor(words, "see")
    QTest.keyClicks(words, "x")
    study.set_strongest([quotation])
    assert "[x]" in words.toPlainText(), "what is typed stays"
    panel.save()
    study.delete_quotations([quotation])
    assert panel.quotation is None
