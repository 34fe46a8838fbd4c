"""Take what is on show out of the study: into a file, or onto paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from framework_qda.study.model import MatrixId, SubTopicId

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
    extents = window.desk.extents()
    if extents is None:
        export_matrices(window)
    elif extents:
        ExportViewDialog(window.studio, window.work, extents, window).open()
    else:
        _say_empty(window)


def print_view(window: MainWindow) -> None:
    """Show what is read or compared as it is printed; elsewhere, matrices."""
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

    extents = desk.extents()
    if extents is None:
        return _matrices(desk)
    return [of_view(desk.studio.study, extent) for extent in extents]


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
    window.say(_tr("There is nothing on show to take out yet; choose what to read or compare first."))


def _tr(words: str) -> str:
    return QCoreApplication.translate("out", words)
