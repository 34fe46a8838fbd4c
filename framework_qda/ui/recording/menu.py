"""Offer what can be done with a recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from framework_qda.study.model import Recording
from framework_qda.ui import settings
from framework_qda.ui.icons import icon

if TYPE_CHECKING:
    from framework_qda.ui.recording.player import Player

FOLLOWS = "player/follows"


def recording_menu(player: Player, recording: Recording, others: list[Recording]) -> QMenu:
    """Make the menu of a recording: the interview's others, how it is shown, and where it is kept."""
    menu = QMenu(player)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for other in others:
        action = menu.addAction(other.name, lambda each=other: player.take_up(each))
        action.setCheckable(True)
        action.setChecked(other.id == recording.id)
    menu.addSeparator()
    _add_looks(menu, player)
    menu.addSeparator()
    _add_places(menu, player, recording)
    return menu


def _add_looks(menu: QMenu, player: Player) -> None:
    if player.engine.has_picture:
        menu.addAction(icon("arrows-out"), _tr("Show the picture in a window of its own"), player.enlarge)
    whole = menu.addAction(_tr("The waveform in a low pane too"))
    whole.setCheckable(True)
    whole.setChecked(player.whole)
    whole.toggled.connect(player.show_whole)
    follows = menu.addAction(_tr("A click on a passage plays it"))
    follows.setCheckable(True)
    follows.setChecked(settings.get(FOLLOWS, True))
    follows.toggled.connect(lambda on: settings.put(FOLLOWS, on))


def _add_places(menu: QMenu, player: Player, recording: Recording) -> None:
    kept = player.attaching
    menu.addAction(icon("microphone"), _tr("Attach another recording…"), player.attach)
    if recording.embedded:
        menu.addAction(icon("export"), _tr("Keep it in a file of its own…"), lambda: kept.unembed(recording))
        menu.addAction(icon("eraser"), _tr("Erase it for good…"), lambda: kept.erase(recording))
    else:
        menu.addAction(icon("folder-open"), _tr("Say where it lies now…"), lambda: kept.relocate(recording))
        menu.addAction(icon("package"), _tr("Keep a copy inside the study"), lambda: kept.embed(recording))
    menu.addAction(icon("trash"), _tr("Detach it"), lambda: kept.detach(recording))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Player", text)
