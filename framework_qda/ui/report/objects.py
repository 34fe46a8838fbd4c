"""Put objects into a draft and open those that are there: what each kind is called, and which form it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from framework_qda.ui.report.object_dialog import ObjectDialog
    from framework_qda.ui.report.object_form import ObjectForm, Settings
    from framework_qda.ui.report.workspace import ReportWorkspace


class Kind(NamedTuple):
    """A kind of object: its words, its picture, and what makes its form."""

    words: str
    symbol: str
    form: Callable[[ReportWorkspace, Settings], ObjectForm]
    asks: bool = True  # else it goes in as it is


def _cell(workspace: ReportWorkspace, settings: Settings) -> ObjectForm:
    from framework_qda.ui.report.study_forms import CellForm

    return CellForm(workspace, settings)


def _matrix(workspace: ReportWorkspace, settings: Settings) -> ObjectForm:
    from framework_qda.ui.report.study_forms import MatrixForm

    return MatrixForm(workspace, settings)


def _view(workspace: ReportWorkspace, settings: Settings) -> ObjectForm:
    from framework_qda.ui.report.study_forms import ViewForm

    return ViewForm(workspace, settings)


def _picture(workspace: ReportWorkspace, settings: Settings) -> ObjectForm:
    from framework_qda.ui.report.picture_form import PictureForm

    return PictureForm(workspace, settings)


def _practice(workspace: ReportWorkspace, settings: Settings) -> ObjectForm:
    from framework_qda.ui.report.practice_form import PracticeForm

    return PracticeForm(workspace, settings)


def _survey(workspace: ReportWorkspace, settings: Settings) -> ObjectForm:
    from framework_qda.ui.report.survey_form import SurveyForm

    return SurveyForm(workspace, settings)


def _closing(workspace: ReportWorkspace, settings: Settings) -> ObjectForm:
    from framework_qda.ui.report.closing_form import ClosingForm

    return ClosingForm(workspace, settings)


def _contents(workspace: ReportWorkspace, settings: Settings) -> ObjectForm:
    from framework_qda.ui.report.object_dialog import PlainForm

    sentence = _tr("The headings of the report with their pages, as Word and LibreOffice count them.")
    return PlainForm(workspace, dict(settings), sentence, _tr("Title"))


def _appendix(workspace: ReportWorkspace, settings: Settings) -> ObjectForm:
    from framework_qda.ui.report.object_dialog import PlainForm

    sentence = _tr(
        "Every quotation of this draft in the order of the text, with who said it."
        " A copy for the study also says where it is from; a public copy does not."
    )
    return PlainForm(workspace, dict(settings), sentence)


KINDS: Mapping[BlockKind, Kind] = {
    BlockKind.CELL: Kind("Cell or summary…", "note", _cell),
    BlockKind.MATRIX: Kind("Matrix…", "table", _matrix),
    BlockKind.VIEW: Kind("View…", "eye", _view),
    BlockKind.PICTURE: Kind("Picture…", "image", _picture),
    BlockKind.PRACTICE: Kind("Practice example…", "lightbulb", _practice),
    BlockKind.SURVEY: Kind("Survey…", "chart-bar", _survey),
    BlockKind.CLOSING: Kind("Closing table…", "columns", _closing),
    BlockKind.CONTENTS: Kind("Contents", "list-bullets", _contents, asks=False),
    BlockKind.APPENDIX: Kind("List of quotations", "quotes", _appendix, asks=False),
}


def fill_menu(menu: QMenu, workspace: ReportWorkspace) -> None:
    """Offer every kind of object."""
    for kind, each in KINDS.items():
        action = menu.addAction(icon(each.symbol), _tr(each.words))
        action.triggered.connect(lambda _=False, kind=kind: insert_object(workspace, kind))


def insert_object(
    workspace: ReportWorkspace, kind: BlockKind, settings: Settings | None = None
) -> ObjectDialog | None:
    """Put an object in after the paragraph of the caret: its form first, where there is something to say."""
    if workspace.draft is None:
        workspace.begin_button.click()  # there is nothing yet that it could stand in
        return None
    block = Block(BlockId(""), kind, "", 0, settings or {})
    if KINDS[kind].asks:
        return _open(workspace, block)
    workspace.keeper.end()
    workspace.editor.insert_blocks([block])
    workspace.keeper.end()
    return None


def edit_object(workspace: ReportWorkspace, block: Block) -> ObjectDialog:
    """Open the form of an object that is there; one that is open already comes to the front."""
    from framework_qda.ui.report.object_dialog import ObjectDialog

    for known in workspace.findChildren(ObjectDialog):
        if known.block.id == block.id and known.isVisible():
            known.raise_()
            known.activateWindow()
            return known
    return _open(workspace, block)


def _open(workspace: ReportWorkspace, block: Block) -> ObjectDialog:
    from framework_qda.ui.report.object_dialog import ObjectDialog

    kind = KINDS[block.kind]
    title = _tr(kind.words).removesuffix("…")
    dialog = ObjectDialog(workspace, block, title, lambda: kind.form(workspace, block.settings))
    others = [each for each in workspace.findChildren(ObjectDialog) if each.isVisible()]
    dialog.show()
    if others:  # it lies not on the one that was opened last
        dialog.move(others[-1].pos() + QPoint(STEP, STEP) * 10)
    return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("report", words)
