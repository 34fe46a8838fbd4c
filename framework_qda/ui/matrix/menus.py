"""Offer on the spot what can be done with a cell, and which rows and columns are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from framework_qda.study.model import BlankReason, Interview
from framework_qda.ui.commands import window_action
from framework_qda.ui.icons import icon
from framework_qda.ui.matrix.cell_text import REASON_GLYPHS

if TYPE_CHECKING:
    from framework_qda.ui.matrix.workspace import MatrixWorkspace


def offer(matrix: MatrixWorkspace) -> None:
    """Have a matrix offer these menus."""
    view, menu = matrix.view, matrix.shown_button.menu()
    for widget, pop_up in (
        (view, _pop_up_for_cell),
        (view.row_header, _pop_up_for_row),
        (view.column_header, _pop_up_for_column),
    ):
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(lambda place, each=pop_up: each(matrix, place))
    menu.aboutToShow.connect(lambda: fill_shown(menu, matrix))


def fill_shown(menu: QMenu, matrix: MatrixWorkspace) -> None:
    """Fill the menu of what is shown: categories, sub-topics, and interviews by area."""
    study, model = matrix.studio.study, matrix.model
    menu.clear()
    menu.addAction(_tr("Show everything"), lambda: matrix.show_only_without(frozenset(), frozenset()))
    categories = menu.addAction(_tr("Show categories"))
    categories.setCheckable(True)
    categories.setChecked(model.show_categories)
    categories.toggled.connect(matrix.with_categories)
    menu.addSection(_tr("Sub-topics"))
    if model.matrix:
        for subtopic in study.subtopics(model.matrix.id):
            shown = subtopic.id not in model.hidden_columns
            _add_shown(menu, matrix, subtopic.name, subtopic.id, shown=shown, rows=False)
    menu.addSection(_tr("Interviews"))
    inner = {area.id: menu.addMenu(area.name) for area in study.areas()}
    for row in study.interviews():
        _add_shown(
            inner[row.area], matrix, row.name, row.id, shown=row.id not in model.hidden_rows, rows=True
        )


def _add_shown(menu: QMenu, matrix: MatrixWorkspace, text: str, row: str, *, shown: bool, rows: bool) -> None:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(shown)
    action.toggled.connect(lambda on: matrix.set_shown(row, shown=on, rows=rows))


def _pop_up_for_cell(matrix: MatrixWorkspace, place: QPoint) -> None:
    from framework_qda.ui.report.used_menu import add_uses

    if matrix.view.current_key is None:
        return
    menu = QMenu(matrix)
    menu.addAction(icon("pencil-simple"), _tr("Chart"), lambda: matrix.charting_wanted.emit(""))
    menu.addAction(icon("copy"), _tr("Copy"), matrix.view.copy)
    menu.addAction(window_action(matrix, "quote"))
    menu.addAction(window_action(matrix, "quotes_of_cells"))
    add_uses(menu, matrix.studio.study, "/".join(matrix.view.current_key), matrix)
    menu.addSeparator()
    for reason in BlankReason:
        words = reason or _tr("not yet charted (empties it)")
        menu.addAction(f"{REASON_GLYPHS[reason]}  {words}", lambda each=reason: matrix.mark_chosen(each))
    menu.addSeparator()
    history = icon("clock-counter-clockwise")
    menu.addAction(history, _tr("History of this cell"), matrix.history_wanted.emit)
    menu.addAction(icon("article"), _tr("Interview's text"), matrix.notes_wanted.emit)
    menu.popup(matrix.view.viewport().mapToGlobal(place))


def _pop_up_for_column(matrix: MatrixWorkspace, place: QPoint) -> None:
    header = matrix.view.column_header
    if (column := header.logicalIndexAt(place)) >= 0:
        subtopic = matrix.model.columns[column]
        menu = _hiding(matrix, subtopic.name, subtopic.id, rows=False)
        words = _tr("Quotes of “%s” to Word…") % subtopic.name
        menu.addAction(icon("quotes"), words, lambda: matrix.quotes_wanted.emit(subtopic.id))
        menu.popup(header.viewport().mapToGlobal(place))


def _pop_up_for_row(matrix: MatrixWorkspace, place: QPoint) -> None:
    header = matrix.view.row_header
    row = matrix.model.rows[n] if (n := header.logicalIndexAt(place)) >= 0 else None
    if isinstance(row, Interview):
        _hiding(matrix, row.name, row.id, rows=True).popup(header.viewport().mapToGlobal(place))


def _hiding(matrix: MatrixWorkspace, name: str, row: str, *, rows: bool) -> QMenu:
    menu = QMenu(matrix)
    menu.addAction(
        icon("eye-slash"), _tr("Hide “%s”") % name, lambda: matrix.set_shown(row, shown=False, rows=rows)
    )
    return menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("MatrixWorkspace", text)
