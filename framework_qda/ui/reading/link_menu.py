"""Offer the places that words are linked to, where they are several."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from framework_qda.study import Study
from framework_qda.study.model import PassageId
from framework_qda.ui.reading.names import Names

_LONGEST = 60  # letters


def link_menu(
    targets: Iterable[str], study: Study, names: Names, follow: Callable[[str], None], parent: QWidget
) -> QMenu:
    """List passages by their words and cells by their names; what is chosen is handed to `follow`."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for target in targets:
        words = _words(target, study, names)
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        menu.addAction(shown.replace("&", "&&"), lambda each=target: follow(each))
    return menu


def _words(target: str, study: Study, names: Names) -> str:
    interview, _, subtopic = target.partition("/")
    if subtopic:
        return names.whole((interview, subtopic))
    passage = study.passage(PassageId(target))
    return passage.words if passage else QCoreApplication.translate("reading", "deleted")
