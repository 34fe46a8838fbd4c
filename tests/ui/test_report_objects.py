"""Put objects into a draft, change them, take them back, and find them in the report that is exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from framework_qda.reading.document import Box, Closing, Contents, Figure, Listing, Table, words
from framework_qda.reading.page import Prose
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.study.model import ViewKind
from framework_qda.tasks.reporting import compose
from framework_qda.ui.desk import Desk
from framework_qda.ui.modes import Mode
from framework_qda.ui.report.answer_edit import AnswerEdit
from framework_qda.ui.report.closing_form import ClosingForm
from framework_qda.ui.report.closing_model import CELLS, GROUP, SPANNING
from framework_qda.ui.report.insert_pane import InsertPane
from framework_qda.ui.report.object_dialog import ObjectDialog
from framework_qda.ui.report.objects import KINDS, edit_object, fill_menu, insert_object
from framework_qda.ui.report.picture_form import FILE, HEAT_MAP, LARGEST, PictureForm, read_picture
from framework_qda.ui.report.practice_form import PracticeForm
from framework_qda.ui.report.study_forms import CellForm, MatrixForm, ViewForm
from framework_qda.ui.report.survey_form import SurveyForm
from framework_qda.ui.report.workspace import ReportWorkspace
from framework_qda.ui.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def report(qtbot: QtBot, desk: Desk) -> ReportWorkspace:
    """A draft of one paragraph on its page, the caret at its end."""
    paragraph = Block(BlockId(""), BlockKind.PARAGRAPH, "Before")
    desk.studio.study.add_draft("Findings", [paragraph])
    desk.write_report()
    report = desk._workspace(Mode.REPORT)
    qtbot.waitUntil(report.editor.hasFocus)
    cursor = report.editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    report.editor.setTextCursor(cursor)
    return report


def blocks(report: ReportWorkspace) -> list[Block]:
    assert report.draft
    return report.studio.study.blocks(report.draft)


def exported(report: ReportWorkspace) -> Any:
    """What a report has of the object after the first paragraph."""
    assert report.draft
    _, *made = compose(report.studio.study, report.draft).blocks
    return made[0] if made else None


def begun(report: ReportWorkspace, kind: BlockKind) -> ObjectDialog:
    """Choose a kind from the menu."""
    menu = QMenu()
    fill_menu(menu, report)
    names = list(KINDS)
    menu.actions()[names.index(kind)].trigger()
    (dialog,) = [each for each in report.findChildren(ObjectDialog) if each.isVisible()]
    assert not dialog.isModal()
    return dialog


def opened(qtbot: QtBot, report: ReportWorkspace, block: Block) -> ObjectDialog:
    """Open an object on the page with Enter."""
    report.editor.show_block(block.id)
    report.editor.setFocus()
    qtbot.keyClick(report.editor, Qt.Key.Key_Return)
    (dialog,) = [each for each in report.findChildren(ObjectDialog) if each.isVisible()]
    return dialog


def accepted(qtbot: QtBot, dialog: ObjectDialog) -> None:
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert not dialog.notice.sentence
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def undone(report: ReportWorkspace) -> None:
    """Take a step back as Ctrl+Z in the window does."""
    report.studio.study.undo()


def key(offers: Any, text: str) -> str:
    return next(each.key for each in offers if text in each.text)


# --- What the study has ----------------------------------------------------------------------------------


def test_a_cell_is_put_in_changed_taken_back_and_exported(qtbot: QtBot, report: ReportWorkspace) -> None:
    dialog = begun(report, BlockKind.CELL)
    form = dialog.form
    assert isinstance(form, CellForm)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "Choose an interview" in dialog.notice.sentence
    form.interview.picked.emit(key(form.interview.known, "LA Team Manager"))
    form.subtopic.picked.emit(key(form.subtopic.known, "summary"))
    accepted(qtbot, dialog)
    _, cell = blocks(report)
    shown = exported(report)
    assert isinstance(shown, Prose)
    assert shown.label == "Area 1 · LA Team Manager"
    assert "A strong team on site" in shown.text.markup
    assert "A strong team on site" in report.editor.toPlainText()

    dialog = opened(qtbot, report, cell)
    form = dialog.form
    assert isinstance(form, CellForm)
    form.caption.setText("A manager")
    accepted(qtbot, dialog)
    assert exported(report).label == "A manager"
    assert "A manager" in report.editor.toPlainText()
    undone(report)
    assert exported(report).label == "Area 1 · LA Team Manager"
    undone(report)
    assert len(blocks(report)) == 1


def test_a_matrix_has_the_sub_topics_and_interviews_that_were_chosen(
    qtbot: QtBot, report: ReportWorkspace
) -> None:
    study = report.studio.study
    dialog = begun(report, BlockKind.MATRIX)
    form = dialog.form
    assert isinstance(form, MatrixForm)
    form.matrix.picked.emit(key(form.matrix.known, "Background"))
    assert form.subtopics.all
    form.subtopics.picked.emit(key(form.subtopics.known, "other"))
    side = next(each for each in study.fields() if each.name == "side")
    form.conditions._asked = side.id
    form.conditions._toggle_value("acute trust")
    form.caption.setText("Who works where")
    accepted(qtbot, dialog)
    table = exported(report)
    assert isinstance(table, Table)
    assert (table.caption, table.number) == ("Who works where", 1)
    assert table.grid.heads == ("summary", "social work staffing")
    assert [row.name for row in table.grid.rows] == ["AT Named Nurse", "AT Named Midwife"]
    _, block = blocks(report)
    dialog = opened(qtbot, report, block)
    form = dialog.form
    assert isinstance(form, MatrixForm)
    assert len(form.subtopics.keys) == 2
    assert [each.values for each in form.conditions.conditions] == [("acute trust",)]
    form.subtopics.picked.emit(key(form.subtopics.known, "other"))
    form.conditions.clear()
    accepted(qtbot, dialog)
    assert len(exported(report).grid.heads) == 3
    assert len(exported(report).grid.rows) == 4
    assert blocks(report)[1].id == block.id


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Area 1 · LA Team Manager", "LA Team Manager"),
        ("1.2 social work staffing", "social work staffing"),
        ("Kept chart", "Kept chart"),
    ],
)
def test_a_view_is_put_in(qtbot: QtBot, report: ReportWorkspace, words: str, title: str) -> None:
    study = report.studio.study
    subtopic = study.subtopics()[0].id
    study.keep_view(ViewKind.CENTRAL_CHART, "Kept chart", {"subtopics": [subtopic], "unit": "area"})
    dialog = begun(report, BlockKind.VIEW)
    form = dialog.form
    assert isinstance(form, ViewForm)
    form.view.picked.emit(key(form.view.known, words))
    assert form.by.isVisible() == words.startswith("1.2")
    accepted(qtbot, dialog)
    table = exported(report)
    assert isinstance(table, Table)
    assert title in table.caption
    assert title in report.editor.toPlainText()
    _, block = blocks(report)
    dialog = opened(qtbot, report, block)
    form = dialog.form
    assert isinstance(form, ViewForm)
    assert words in form.view.toolTip() or words in form.view.text()
    form.caption.setText("Another")
    accepted(qtbot, dialog)
    assert exported(report).caption == "Another"


def test_a_picture_of_the_study_is_drawn_on_its_card(qtbot: QtBot, report: ReportWorkspace) -> None:
    dialog = begun(report, BlockKind.PICTURE)
    form = dialog.form
    assert isinstance(form, PictureForm)
    form.kind.picked.emit("bars")
    assert form.rows.isVisible()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.notice.sentence
    form.kind.picked.emit(HEAT_MAP)
    assert not form.rows.isVisible()
    form.caption.setText("What is charted")
    accepted(qtbot, dialog)
    figure = exported(report)
    assert isinstance(figure, Figure)
    assert (figure.caption, figure.number) == ("What is charted", 1)
    _, block = blocks(report)
    qtbot.waitUntil(lambda: report.rendering.picture(block) is not None, timeout=30_000)
    qtbot.waitUntil(lambda: "\ufffc" in report.editor.document().lastBlock().text())
    first = report.rendering.picture(block)
    study = report.studio.study
    study.chart(study.interviews()[2].id, study.subtopics()[0].id, "Now charted")
    qtbot.waitUntil(lambda: report.rendering.picture(block) != first, timeout=30_000)


def test_a_picture_from_a_file_is_kept_without_what_else_the_file_holds(
    qtbot: QtBot, report: ReportWorkspace, tmp_path: Path
) -> None:
    image = QImage(LARGEST + 400, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.setText("Author", "Mary Smith")
    image.save(str(tmp_path / "door.png"))
    assert b"Mary Smith" in (tmp_path / "door.png").read_bytes()
    dialog = begun(report, BlockKind.PICTURE)
    form = dialog.form
    assert isinstance(form, PictureForm)
    form.kind.take(FILE)
    form._follow()
    form.read(tmp_path / "none.png")
    qtbot.waitUntil(lambda: "none.png" in dialog.notice.sentence)
    form.read(tmp_path / "door.png")
    qtbot.waitUntil(lambda: not form.shown.pixmap().isNull())
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "in words" in dialog.notice.sentence
    form.alt.setText("A green door")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    figure = exported(report)
    assert isinstance(figure, Figure)
    assert figure.picture.alt == "A green door"
    assert figure.caption == "door"
    assert b"Mary Smith" not in figure.picture.png
    assert QImage.fromData(figure.picture.png).width() == LARGEST
    qtbot.waitUntil(lambda: "\ufffc" in report.editor.document().lastBlock().text())
    undone(report)
    assert exported(report) is None


def test_a_turned_photograph_is_read_upright(tmp_path: Path) -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")  # type: ignore[call-overload]
    plain = bytes(buffer.data().data())
    # An EXIF block that says: turned by a quarter.
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    turned = plain[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif + plain[2:]
    (tmp_path / "turned.jpg").write_bytes(turned)
    made = QImage.fromData(read_picture(tmp_path / "turned.jpg"))
    assert (made.width(), made.height()) == (10, 20)


def test_a_card_follows_the_study_and_does_not_hold_up_the_window(
    qtbot: QtBot, report: ReportWorkspace
) -> None:
    study = report.studio.study
    matrix, column = study.matrices()[0].id, study.subtopics()[0].id
    insert_object(report, BlockKind.CONTENTS)
    block = Block(BlockId("m"), BlockKind.MATRIX, "", 0, {"matrix": matrix, "subtopics": [column]})
    report.editor.insert_blocks([block])
    report.save()
    assert "A strong team on site" in report.editor.toPlainText()
    study.chart(study.interviews()[0].id, column, "Everybody left")
    qtbot.waitUntil(lambda: "Everybody left" in report.editor.toPlainText())
    cards = report.rendering.cards
    cards._spent = 1.0  # as after many objects that took long to read
    other = block._replace(id=BlockId("n"))
    assert cards.card(other).lines == ()
    with qtbot.waitSignal(cards.came, check_params_cb=lambda row: row == "n"):
        pass
    assert "Everybody left" in "".join(cards.card(other).lines)


# --- What the author writes ------------------------------------------------------------------------------


def test_a_practice_example_is_written_in_its_form(qtbot: QtBot, report: ReportWorkspace) -> None:
    dialog = begun(report, BlockKind.PRACTICE)
    form = dialog.form
    assert isinstance(form, PracticeForm)
    assert len(form.answers) == 7
    form.title.setText("A desk on Saturdays")
    form.organisation.setText("A trust")
    answer = form.answers[0]
    qtbot.waitUntil(dialog.isActiveWindow)
    answer.setFocus()
    qtbot.keyClicks(answer, "They share a desk:")
    qtbot.keyClick(answer, Qt.Key.Key_Return)
    qtbot.keyClicks(answer, "- from ten")
    qtbot.keyClick(answer, Qt.Key.Key_Return)
    qtbot.keyClick(answer, Qt.Key.Key_B, CTRL)
    qtbot.keyClicks(answer, "every")
    qtbot.keyClick(answer, Qt.Key.Key_B, CTRL)
    qtbot.keyClicks(answer, " week")
    assert answer.markup == "They share a desk:\n- from ten\n- **every** week"
    qtbot.keyClick(answer, Qt.Key.Key_Tab)
    assert form.answers[1].hasFocus()
    accepted(qtbot, dialog)
    box = exported(report)
    assert isinstance(box, Box)
    assert box.title == "A desk on Saturdays"
    ((_, (first, *items)),) = box.parts
    assert words(first.pieces) == "They share a desk:"
    assert [(each.style, words(each.pieces)) for each in items] == [
        ("item", "from ten"),
        ("item", "every week"),
    ]
    _, block = blocks(report)
    dialog = opened(qtbot, report, block)
    form = dialog.form
    assert isinstance(form, PracticeForm)
    assert form.answers[0].markup == "They share a desk:\n- from ten\n- **every** week"
    form.title.setText("A desk on Sundays")
    accepted(qtbot, dialog)
    assert exported(report).title == "A desk on Sundays"
    undone(report)
    assert exported(report).title == "A desk on Saturdays"


def test_tab_goes_from_a_practice_example_s_head_to_its_first_answer_and_every_answer_is_in_sight(
    qtbot: QtBot, report: ReportWorkspace
) -> None:
    dialog = begun(report, BlockKind.PRACTICE)
    form = dialog.form
    assert isinstance(form, PracticeForm)
    qtbot.waitUntil(dialog.isActiveWindow)
    form.organisation.setFocus()
    qtbot.keyClick(form.organisation, Qt.Key.Key_Tab)
    assert form.answers[0].hasFocus()
    for answer in form.answers:
        answer.setFocus()
        assert answer.visibleRegion().boundingRect() == answer.rect()


def test_enter_on_a_choice_opens_it_and_what_was_lacking_is_not_said_any_more(
    qtbot: QtBot, report: ReportWorkspace
) -> None:
    dialog = begun(report, BlockKind.MATRIX)
    form = dialog.form
    assert isinstance(form, MatrixForm)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.go.click()
    assert dialog.notice.sentence
    form.matrix.setFocus()
    qtbot.keyClick(form.matrix, Qt.Key.Key_Return)
    chooser = form.matrix.chooser
    assert chooser.isVisible()
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert form.matrix.key
    assert not dialog.notice.sentence
    first = form.subtopics.known[0].key
    form.subtopics._take(first)
    count = len(form.subtopics.keys)
    assert form.subtopics.text() == f"{count} sub-topics"
    dialog.reject()


def test_forms_lie_beside_one_another(report: ReportWorkspace) -> None:
    first, second = (insert_object(report, kind) for kind in (BlockKind.MATRIX, BlockKind.CELL))
    assert first and second
    assert (second.pos() - first.pos()).manhattanLength() > 40


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ("", ""),
        ("one\n- two\n- **three**\n\nfour", "one\n- two\n- **three**\n\nfour"),
        ("**bold\nstill**", "**bold**\n**still**"),
        ('It is {{"q|as agreed}}, late', 'It is {{"q|as agreed}}, late'),
        ("a \\{ and __i__ [[note]]", "a \\{ and __i__ [[note]]"),
    ],
)
def test_what_an_answer_holds_is_read_back(report: ReportWorkspace, markup: str, read: str) -> None:
    answer = AnswerEdit(report.rendering, "Answer", report)
    answer.set_markup(markup)
    assert answer.markup == read
    answer.set_markup(read)
    assert answer.markup == read


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    rows = ["late,happy,remark", *["yes,agree,a", "yes,agree,b", "no,disagree,c", "yes,,d"]]
    path.write_text("\n".join(rows))
    return path


def answers(row: QTreeWidgetItem) -> list[tuple[str, str]]:
    found = (row.child(n) for n in range(row.childCount()))
    return [(each.text(0), each.text(1)) for each in found if each]


def test_the_questions_of_a_survey_are_ticked_and_shown_as_table_or_chart(
    qtbot: QtBot, report: ReportWorkspace, sheet: Path
) -> None:
    dialog = begun(report, BlockKind.SURVEY)
    form = dialog.form
    assert isinstance(form, SurveyForm)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "Choose a sheet" in dialog.notice.sentence
    tree = form.tree
    form.read(sheet)
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 2)
    assert "remark" in form.said.text()
    rows = form.rows()
    assert [row.text(0) for row in rows] == ["late", "happy"]
    assert answers(rows[0]) == [("yes", "3"), ("no", "1")]
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "Tick one" in dialog.notice.sentence
    form.tree.setCurrentItem(rows[0])
    qtbot.keyClick(form.tree, Qt.Key.Key_Space)
    form.source.setText("A survey of 4")
    accepted(qtbot, dialog)
    table = exported(report)
    assert isinstance(table, Table)
    assert table.note == "A survey of 4"
    assert [(row.name, row.cells[0].markup) for row in table.grid.rows] == [
        ("yes", "75%"), ("no", "25%"), ("Base", "4"),
    ]  # fmt: skip
    assert "yes | 75%" in report.editor.toPlainText()

    _, block = blocks(report)
    dialog = opened(qtbot, report, block)
    form = dialog.form
    assert isinstance(form, SurveyForm)
    assert [each.question for each in form.chosen()] == ["late"]
    form.read(sheet)
    tree = form.tree
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 2)
    form.rows()[1].setCheckState(0, Qt.CheckState.Checked)
    form.chart.setChecked(True)
    form.count.setChecked(True)
    accepted(qtbot, dialog)
    figure = exported(report)
    assert isinstance(figure, Figure)
    assert "happy" in figure.picture.alt
    assert "counts" not in blocks(report)[1].settings  # those of one question alone
    qtbot.waitUntil(lambda: report.rendering.picture(blocks(report)[1]) is not None, timeout=30_000)
    undone(report)
    assert isinstance(exported(report), Table)


def test_a_sheet_that_is_none_is_told(qtbot: QtBot, report: ReportWorkspace, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    dialog = begun(report, BlockKind.SURVEY)
    form = dialog.form
    assert isinstance(form, SurveyForm)
    form.read(tmp_path / "empty.csv")
    qtbot.waitUntil(lambda: "empty.csv" in dialog.notice.sentence)


def written(qtbot: QtBot, form: ClosingForm, text: str) -> None:
    """Write in the cell that is open."""
    qtbot.waitUntil(lambda: form.grid.findChild(AnswerEdit) is not None)
    editor = next(each for each in form.grid.findChildren(AnswerEdit) if each.isVisible())
    for number, line in enumerate(text.split("\n")):
        if number:
            qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.keyClicks(editor, line)


def editing(form: ClosingForm) -> AnswerEdit:
    return next(each for each in form.grid.findChildren(AnswerEdit) if each.isVisible())


def test_a_closing_table_is_written_by_keys_alone(qtbot: QtBot, report: ReportWorkspace) -> None:
    dialog = begun(report, BlockKind.CLOSING)
    form = dialog.form
    assert isinstance(form, ClosingForm)
    qtbot.waitUntil(form.grid.hasFocus)
    qtbot.keyClick(form.grid, Qt.Key.Key_Return)
    written(qtbot, form, "- by day\nby night")
    qtbot.keyClick(editing(form), Qt.Key.Key_Tab)
    written(qtbot, form, "by day")
    qtbot.keyClick(editing(form), Qt.Key.Key_Tab)  # beyond the end a row comes
    written(qtbot, form, "Talking")
    qtbot.keyClick(editing(form), Qt.Key.Key_Return, CTRL)
    assert form.model.rows == [{CELLS: ["- by day\n- by night", "by day"]}, {CELLS: ["Talking", ""]}]
    form.grid.add(GROUP)
    written(qtbot, form, "Calls & letters")
    qtbot.keyClick(editing(form), Qt.Key.Key_Return, CTRL)
    qtbot.keyClick(form.grid, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(form.grid, Qt.Key.Key_Up, ALT)
    assert form.model.rows[0] == {GROUP: "Calls & letters"}
    assert form.grid.columnSpan(0, 0) == 2
    assert form.grid.currentIndex().row() == 0
    form.grid.setCurrentIndex(form.model.index(2, 0))
    qtbot.keyClick(form.grid, Qt.Key.Key_Delete, CTRL)
    assert len(form.model.rows) == 2
    qtbot.keyClick(form.grid, Qt.Key.Key_Z, CTRL)
    assert form.model.rows[2] == {CELLS: ["Talking", ""]}
    qtbot.keyClick(form.grid, Qt.Key.Key_Delete, CTRL)
    form.grid.add(SPANNING)
    written(qtbot, form, "Together")
    form.names[0].setText("Acute trust")
    accepted(qtbot, dialog)
    table = exported(report)
    assert isinstance(table, Closing)
    assert table.heads == ("Acute trust", "local authority")
    _, block = blocks(report)
    assert block.settings["rows"] == [
        {GROUP: "Calls & letters"},
        {CELLS: ["- by day\n- by night", "by day"]},
        {SPANNING: "Together"},
    ]
    assert "Calls & letters" in report.editor.toPlainText()
    dialog = opened(qtbot, report, block)
    form = dialog.form
    assert isinstance(form, ClosingForm)
    form.names[1].clear()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "Name every side" in dialog.notice.sentence
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert blocks(report)[1] == block


def test_escape_leaves_a_cell_as_it_was_and_the_form_open(qtbot: QtBot, report: ReportWorkspace) -> None:
    dialog = begun(report, BlockKind.CLOSING)
    form = dialog.form
    assert isinstance(form, ClosingForm)
    qtbot.keyClick(form.grid, Qt.Key.Key_Return)
    written(qtbot, form, "words")
    qtbot.keyClick(editing(form), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert form.model.rows == [{CELLS: ["", ""]}]


# --- All kinds -------------------------------------------------------------------------------------------


def test_contents_and_the_list_of_quotations_go_in_at_once(qtbot: QtBot, report: ReportWorkspace) -> None:
    insert_object(report, BlockKind.CONTENTS)
    insert_object(report, BlockKind.APPENDIX)
    assert [each.kind for each in blocks(report)] == ["paragraph", "contents", "appendix"]
    assert report.draft
    _, contents, listing = compose(report.studio.study, report.draft).blocks
    assert isinstance(contents, Contents)
    assert isinstance(listing, Listing)
    dialog = opened(qtbot, report, blocks(report)[1])
    dialog.form.title.setText("What is in it")  # type: ignore[attr-defined]
    accepted(qtbot, dialog)
    assert exported(report).title == "What is in it"


def test_what_is_left_with_cancel_changes_nothing(qtbot: QtBot, report: ReportWorkspace) -> None:
    dialog = begun(report, BlockKind.CLOSING)
    qtbot.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert len(blocks(report)) == 1


def test_an_object_is_opened_once_and_a_deleted_one_is_put_in_anew(
    qtbot: QtBot, report: ReportWorkspace
) -> None:
    insert_object(report, BlockKind.CONTENTS)
    _, block = blocks(report)
    dialog = edit_object(report, block)
    assert edit_object(report, block) is dialog
    undone(report)
    assert len(blocks(report)) == 1
    accepted(qtbot, dialog)
    assert [each.kind for each in blocks(report)] == ["paragraph", "contents"]


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_in_the_palette(
    qtbot: QtBot, window: MainWindow, report: ReportWorkspace, kind: BlockKind
) -> None:
    window.commands[f"insert_{kind}"].trigger()
    if KINDS[kind].asks:
        (dialog,) = [each for each in report.findChildren(ObjectDialog) if each.isVisible()]
        dialog.reject()
    else:
        assert blocks(report)[1].kind == kind


def dropped(report: ReportWorkspace, mime: QMimeData, place: QPoint) -> None:
    editor = report.editor
    event = QDropEvent(
        QPointF(place),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    editor.dropEvent(event)


def test_what_the_study_has_is_found_put_in_and_dragged(
    qtbot: QtBot, report: ReportWorkspace, tmp_path: Path
) -> None:
    pane = report.show_side("objects")
    assert isinstance(pane, InsertPane)
    qtbot.keyClicks(pane.field, "referral quality matrix")
    assert pane.current
    assert pane.current.words == "2 Referral quality"
    qtbot.keyClick(pane.field, Qt.Key.Key_Return)
    assert [each.kind for each in blocks(report)] == ["paragraph", "matrix"]
    assert isinstance(exported(report), Table)
    pane.field.setText("closing")
    mime = pane.model.mimeData([pane.list.currentIndex()])
    dropped(report, mime, QPoint(60, report.editor.viewport().height() - 5))
    report.save()
    assert sorted(each.kind for each in blocks(report)) == ["closing", "matrix", "paragraph"]
    study = report.studio.study
    study.rename_matrix(study.matrices()[1].id, "Referrals")
    pane.field.setText("2 ref")
    qtbot.waitUntil(lambda: bool(pane.current) and pane.current.words == "2 Referrals")
