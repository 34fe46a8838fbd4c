"""Offer in a menu the sentences of drafts that stand on something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from framework_qda.study import Study
from framework_qda.text.counting import counted
from framework_qda.ui.icons import icon

_SHOWN = 60  # letters of a sentence


def add_uses(menu: QMenu, study: Study, evidence: str, widget: QWidget) -> None:
    """Add a menu of the sentences that use a passage, a cell or a quotation; none where no draft does."""
    from framework_qda.tasks.claims import sentences_using
    from framework_qda.tasks.trail import same_evidence

    uses = sentences_using(study, same_evidence(study, evidence)) if study.drafts() else []
    if not uses:
        return
    title = counted(len(uses), _tr("Used in one sentence"), _tr("Used in %d sentences"))
    inner = menu.addMenu(icon("article"), title)
    for use in uses:
        words = use.text or use.name
        words = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
        action = inner.addAction(words.replace("&", "&&"))
        action.setToolTip(use.name)
        action.triggered.connect(lambda _=False, use=use: going(widget)(use.draft, use.block, use.number))


def going(widget: QWidget) -> Callable[[str, str, int], Any]:
    """Give what goes to a sentence, from wherever in the window a widget stands."""
    from framework_qda.ui.places import Places

    place: Any = widget
    while place is not None and not isinstance(place, Places):
        place = place.parentWidget()
    return place.go_to_block if place else lambda *_: None


def _tr(text: str) -> str:
    return QCoreApplication.translate("UsedMenu", text)
