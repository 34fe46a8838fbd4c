"""In every mode: each part has a name and takes the keyboard, and no word is cut at any size of type."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from framework_qda.ui.desk import Desk
from framework_qda.ui.modes import Mode
from framework_qda.ui.window import MainWindow

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
OWNERS = (QTabBar, QLineEdit, QComboBox, QAbstractItemView, QAbstractSpinBox)
MODES = pytest.mark.parametrize("mode", list(Mode))
SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])


def parts(window: QWidget) -> list[QWidget]:
    """Give what a person acts on, without what only belongs to another part or a library's own works."""
    return [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, INTERACTIVE)
        and not isinstance(part, (QScrollBar, QHeaderView))
        and part.isVisible()
        and not isinstance(part.parent(), OWNERS)
        and not part.objectName().startswith("qt_")
    ]


def told(part: QWidget) -> str:
    """Give what a screen reader would say of a part."""
    text = part.text() if isinstance(part, QAbstractButton) else ""
    action = part.defaultAction() if isinstance(part, QToolButton) else None
    return part.accessibleName() or text or (action.text() if action else "")


def shows_words(button: QAbstractButton) -> bool:
    """Tell whether a button shows its text, and in one line."""
    icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
    if isinstance(button, QToolButton) and button.toolButtonStyle() == icon_only:
        return False
    return bool(button.text()) and not button.sizePolicy().hasHeightForWidth()


def described(part: QWidget) -> str:
    chain, at = [], part
    while at is not None:
        chain.append(type(at).__name__)
        at = at.parentWidget()
    return f"{' < '.join(chain[:5])} {told(part)!r} {part.toolTip()!r}"


def show(qtbot: QtBot, desk: Desk, mode: Mode) -> None:
    """Show a mode with all that can stand beside it."""
    desk.show_mode(mode)
    if mode is Mode.CHART:
        desk.matrix.view.step(0, 0)
        desk.show_cell()
        desk.show_notes()
    qtbot.waitUntil(lambda: desk.centre.currentWidget().isVisible())


@MODES
def test_every_part_has_a_name(qtbot: QtBot, window: MainWindow, desk: Desk, mode: Mode) -> None:
    show(qtbot, desk, mode)
    found = parts(window)
    assert len(found) > 10
    assert [described(part) for part in found if not told(part).strip()] == []


@MODES
def test_every_part_can_be_reached_with_the_keyboard(
    qtbot: QtBot, window: MainWindow, desk: Desk, mode: Mode
) -> None:
    show(qtbot, desk, mode)
    tabbed = Qt.FocusPolicy.TabFocus
    deaf = [
        part
        for part in parts(window)
        if part.isEnabled() and (part.focusProxy() or part).focusPolicy() & tabbed != tabbed
    ]
    assert [described(part) for part in deaf] == []


def test_the_welcome_has_names_and_takes_the_keyboard(window: MainWindow) -> None:
    found = parts(window)
    assert len(found) > 4
    assert [described(part) for part in found if not told(part).strip()] == []


@MODES
@SCALES
def test_no_word_of_a_button_is_cut(qtbot: QtBot, window: MainWindow, desk: Desk, mode: Mode) -> None:
    show(qtbot, desk, mode)
    desk.window().resize(1280, 720)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    assert window.width() == 1280
    assert window.height() == 720
    qtbot.waitUntil(lambda: cut(window) == [])


def cut(window: MainWindow) -> list[str]:
    """Name the buttons whose words have no room."""
    buttons = [part for part in parts(window) if isinstance(part, QAbstractButton) and shows_words(part)]
    buttons.remove(window.top.title)  # which gives way: the title stands on the window too
    return [
        described(part)
        for part in buttons
        if part.width() < part.fontMetrics().horizontalAdvance(part.text())
        or part.height() < part.fontMetrics().height()
    ]


@SCALES
def test_tabs_of_matrices_can_be_read(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    show(qtbot, desk, Mode.CHART)
    tabs = desk.matrix.tabs
    study = desk.studio.study
    for name in ("Understanding of one another", "Meetings and joint enterprise", "What would be better"):
        study.add_matrix(name)
    least = tabs.fontMetrics().averageCharWidth() * 10
    for n, matrix in enumerate(study.matrices()):
        assert tabs.tabRect(n).width() - tabs.iconSize().width() >= least
        assert tabs.tabToolTip(n).startswith(matrix.title)
    desk.matrix.show_matrix(study.matrices()[-1].id)
    last = tabs.tabRect(tabs.count() - 1)
    assert last.width() >= tabs.fontMetrics().horizontalAdvance(tabs.tabText(tabs.count() - 1))
    assert tabs.rect().intersects(last), "the open matrix is scrolled to"
    scrollers = [button for button in tabs.findChildren(QToolButton) if button.isVisible()]
    assert len(scrollers) == 2


@SCALES
def test_cells_are_seen_beside_their_heads(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    show(qtbot, desk, Mode.CHART)
    view = desk.matrix.view
    assert view.viewport().width() >= view.width() // 2
    assert view.viewport().width() >= 12 * view.fontMetrics().averageCharWidth()


@SCALES
def test_nothing_in_the_cell_pane_lies_over_another_part(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    show(qtbot, desk, Mode.CHART)
    cell = desk.cell
    for part in (cell.heading, cell.tools, cell.edit, cell.evidence, cell.comments):
        assert part.height() >= part.minimumSizeHint().height()
    upper, lower = (part.mapTo(cell, part.rect().topLeft()).y() for part in (cell.edit, cell.evidence))
    assert upper + cell.edit.height() <= lower


def test_leaving_the_window_makes_no_panes(qtbot: QtBot, window: MainWindow, study_file: Path) -> None:
    assert window.open_file(study_file)
    desk = window.desk
    assert desk and not desk._furnished
    other = QWidget()
    qtbot.addWidget(other)
    window.changeEvent(QEvent(QEvent.Type.ActivationChange))
    desk.save()
    assert not desk._furnished
