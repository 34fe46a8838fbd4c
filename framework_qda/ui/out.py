"""Take what is on show out of the study: into a file, or onto paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from framework_qda.study.authoring import DraftId, ExposedIn
from framework_qda.study.model import MatrixId, SubTopicId
from framework_qda.ui.modes import Mode

if TYPE_CHECKING:
    from framework_qda.ui.desk import Desk
    from framework_qda.ui.printing.printables import Printable
    from framework_qda.ui.window import MainWindow


def export_matrices(window: MainWindow) -> None:
    """Ask which matrices to export, and where to."""
    from framework_qda.ui.dialogs.export_matrices import ExportDialog

    if window.studio and window.desk:
        window.desk.save()
        shown = window.desk.matrix.model
        ExportDialog(
            window.studio,
            window.work,
            interviews=[row.id for row in shown.interviews()],
            subtopics_by_matrix=_columns_shown(window.desk),
            current_matrix=shown.matrix.id if shown.matrix else None,
            categories=shown.show_categories,
            arranged=_arranged(window.desk),
            parent=window,
        ).open()


def export_view(window: MainWindow) -> None:
    """Ask where what is read or compared is to be written; elsewhere, matrices."""
    from framework_qda.ui.dialogs.export_view import ExportViewDialog

    if window.studio is None or window.desk is None:
        return
    window.desk.save()
    if window.desk.mode is Mode.REPORT:
        export_report(window)
        return
    extents = window.desk.extents()
    if extents is None:
        export_matrices(window)
    elif extents:
        ExportViewDialog(window.studio, window.work, extents, window).open()
    else:
        _say_empty(window)


def export_report(window: MainWindow) -> None:
    """Ask which draft to export as a report, and where to."""
    from framework_qda.ui.dialogs.export_report import ExportReportDialog

    if window.studio and window.desk:
        window.desk.save()
        dialog = ExportReportDialog(window.studio, window.work, window.desk.draft, window)
        dialog.place_wanted.connect(partial(_go_to_exposed, window))
        dialog.open()


def _go_to_exposed(window: MainWindow, draft: str, about: str, subject: str) -> None:
    """Go to what stands in the way of a draft."""
    match about:
        case ExposedIn.QUOTATION | ExposedIn.ATTRIBUTION:
            window.desk.show_quotation(subject)
        case ExposedIn.BLOCK:
            window.desk.go_to_block(draft, subject)
        case ExposedIn.STUDY:
            window.rename_study()
        case _:
            window.desk.show_draft(draft)


def show_title_page(window: MainWindow) -> None:
    """Ask what stands on the title page of the draft on show."""
    from framework_qda.ui.dialogs.title_page import TitlePageDialog

    if window.studio and window.desk:
        window.desk.save()
        study = window.studio.study
        if draft := study.draft(window.desk.report().draft or DraftId("")):
            TitlePageDialog(window.studio, draft, window).open()


def export_claims(window: MainWindow) -> None:
    """Ask where the claims without evidence of the draft on show are to be written."""
    from framework_qda.tasks.claims import claims_page
    from framework_qda.ui.dialogs.export_view import ExportViewDialog
    from framework_qda.ui.extents import of_page

    if window.studio and window.desk:
        window.desk.save()
        study = window.studio.study
        if draft := study.draft(window.desk.draft) if window.desk.draft else None:
            name = _tr("%s - claims without evidence") % draft.name
            extent = of_page(name, partial(claims_page, study, draft.id))
            ExportViewDialog(window.studio, window.work, [extent], window).open()
        else:
            window.say(_tr("Open a draft in Report first; its claims are listed there."))


def show_checklists(window: MainWindow) -> None:
    """Show the checklists on reporting a study, beside the window."""
    from framework_qda.ui.report.checklist import ChecklistWindow

    if window.studio and window.desk:
        window.desk.save()
        desk = window.desk
        shown = desk.findChild(ChecklistWindow)
        if shown is None:
            shown = ChecklistWindow(window.studio, window.work, desk)
            shown.mode_wanted.connect(lambda mode: (desk.show_mode(Mode(mode)), window.activateWindow()))
        shown.show()
        shown.activateWindow()


def print_view(window: MainWindow) -> None:
    """Show what is read, compared or written as it is printed; elsewhere, matrices."""
    if window.studio is None or window.desk is None:
        return
    window.desk.save()
    if found := _printables(window.desk):
        from framework_qda.ui.printing.dialog import PrintDialog

        PrintDialog(window.studio, window.work, found, window).open()
    else:
        _say_empty(window)


def _printables(desk: Desk) -> list[Printable]:
    from framework_qda.ui.printing.printables import of_view

    if desk.mode is Mode.REPORT:
        return _draft(desk)
    extents = desk.extents()
    if extents is None:
        return _matrices(desk)
    return [of_view(desk.studio.study, extent) for extent in extents]


def _draft(desk: Desk) -> list[Printable]:
    """Offer the draft on show as a copy for the study, and as a public one."""
    from framework_qda.ui.printing.printables import of_draft

    study = desk.studio.study
    draft = study.draft(desk.draft) if desk.draft else None
    if draft is None:
        return []
    return [
        of_draft(study, draft, _tr("Study copy: with references to the interviews and notes to self"),
                 public=False),
        of_draft(study, draft, _tr("Public copy: with neither"), public=True),
    ]  # fmt: skip


def _matrices(desk: Desk) -> list[Printable]:
    """Offer the current matrix, then all of them, as they are shown, then all of them whole."""
    from framework_qda.ui.printing.printables import of_matrices

    study, shown = desk.studio.study, desk.matrix.model
    if shown.matrix is None:
        return []
    by_matrix = _columns_shown(desk)
    interviews = [row.id for row in shown.interviews()]
    columns = [each for those in by_matrix.values() for each in those]
    return [
        of_matrices(
            study,
            _tr("%s, as shown") % shown.matrix.title,
            matrices=[shown.matrix.number],
            interviews=interviews,
            subtopics=by_matrix[shown.matrix.id],
            categories=shown.show_categories,
            arranged=_arranged(desk),
        ),
        of_matrices(
            study,
            _tr("All matrices, as shown"),
            interviews=interviews,
            subtopics=columns,
            categories=shown.show_categories,
            arranged=_arranged(desk),
        ),
        of_matrices(study, _tr("All matrices, whole")),
    ]


def _arranged(desk: Desk) -> str:
    """Say how the rows of the matrix are ordered and filtered."""
    query = desk.matrix.model.query
    return "; ".join(
        filter(None, (desk.matrix.conditions.arrangement_in_words(), f"“{query}”" if query else ""))
    )


def _columns_shown(desk: Desk) -> dict[MatrixId, list[SubTopicId]]:
    study, hidden = desk.studio.study, desk.matrix.model.hidden_columns
    return {
        matrix.id: [each.id for each in study.subtopics(matrix.id) if each.id not in hidden]
        for matrix in study.matrices()
    }


def _say_empty(window: MainWindow) -> None:
    if window.desk and window.desk.mode is Mode.REPORT:
        window.say(_tr("There is no draft on show to print yet; begin one first."))
        return
    window.say(_tr("There is nothing on show to take out yet; choose what to read or compare first."))


def _tr(words: str) -> str:
    return QCoreApplication.translate("out", words)
