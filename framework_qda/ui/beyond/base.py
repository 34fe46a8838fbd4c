"""What the tabs beyond reading have in common: an empty page, what is remembered, and keeping up."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from framework_qda.study.model import Change, Subject
from framework_qda.ui import settings
from framework_qda.ui.comparing.tab import ComparingTab
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

T = TypeVar("T")
UNITS = (Subject.AREA, Subject.INTERVIEW)
TABLES = (
    *("area", "interview", "participant", "matrix", "subtopic", "attribute", "attribute_value"),
    *("finding", "placing", "typology", "type", "type_category", "type_case", "view", "deviant"),
)


def _tr(words: str) -> str:
    return QCoreApplication.translate("beyond", words)


def unit_words(unit: Subject) -> str:
    """Name the cases of a unit."""
    return _tr("areas") if unit is Subject.AREA else _tr("interviews")


def unit_offers() -> list[Offer]:
    """Offer areas and interviews as cases."""
    return [Offer(unit, _tr("One row an area") if unit is Subject.AREA else _tr("One row an interview"))
            for unit in UNITS]  # fmt: skip


def remembered(key: str, read: Callable[[Mapping[str, Any]], T]) -> T:
    """Read what was on show last."""
    try:
        return read(json.loads(settings.get(key, "{}")))
    except (TypeError, ValueError):  # written by another version
        return read({})


class BeyondTab(ComparingTab):
    """A tab that shows its body, or one sentence and one button; it is read anew when it is next in view."""

    name = ""
    tables: tuple[str, ...] = TABLES

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self._stale = True
        self.nothing = QLabel(self, wordWrap=True)
        self.begin_button = QPushButton(self, default=True)
        self.pages = QStackedWidget(self)
        self.begin_button.clicked.connect(self.begin)
        studio.changed.connect(self._changed)

    def lay_out(self, body: QWidget, *lines: Any) -> None:
        """Set lines of buttons above the body."""
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        for each in lines:
            column.addLayout(each)
        column.addWidget(self.pages, 1)
        self.pages.addWidget(body)
        self.pages.addWidget(self._empty_page())

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        self.nothing.setProperty("muted", True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(page, spacing=4 * STEP)
        column.setContentsMargins(8 * STEP, 20 * STEP, 8 * STEP, 8 * STEP)
        column.addWidget(self.nothing)
        column.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def show_nothing(self, sentence: str, button: str) -> None:
        """Show one sentence and one button in place of the body; no sentence brings the body back."""
        had = self.begin_button.hasFocus()
        self.nothing.setText(sentence)
        self.begin_button.setText(button)
        self.begin_button.setVisible(bool(button))
        self.pages.setCurrentIndex(1 if sentence else 0)
        if had and not sentence:
            self.head.setFocus()

    @property
    def key(self) -> str:
        """Under what it is remembered what was on show."""
        return settings.for_study(self.studio.study.path, f"compare/{self.name}")

    def remember(self, shown: Mapping[str, object]) -> None:
        """Remember what is on show."""
        settings.put(self.key, json.dumps(shown))

    def begin(self) -> None:
        """Do what the button of the empty page says."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show everything as it is now."""
        raise NotImplementedError

    def _changed(self, change: Change) -> None:
        self._stale |= change.touches(*self.tables)
        if self.isVisible():
            self.keep_up()

    def keep_up(self) -> None:
        """Show what has changed, if anything has."""
        if self._stale:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self.keep_up()
        super().showEvent(event)
