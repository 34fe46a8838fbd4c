"""Show which kind of text, weight and list the cursor stands in, and change them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from framework_qda.text.summary import Kind
from framework_qda.ui.cell.fitting_row import FittingRow
from framework_qda.ui.cell.summary_edit import BOLD_KEYS, KIND_KEYS, LIST_KEYS, SummaryEdit


class Tools(FittingRow):
    """The buttons of an editor."""

    def __init__(self, edit: SummaryEdit, parent: QWidget | None = None) -> None:
        styles = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonTextOnly
        super().__init__(styles, parent)
        self._edit = edit
        keys = KIND_KEYS
        own = self.tr("The speaker's own words")
        self.summary = self.add(self.tr("Summary"), "text-t", self.tr("Your own summary"), keys[Kind.SUMMARY])
        self.own_words = self.add(self.tr("Own words"), "quotes", own, keys[Kind.OWN_WORDS])
        self.comment = self.add(
            self.tr("Comment"), "brackets-square", self.tr("Your comment"), keys[Kind.COMMENT]
        )
        self.gap()
        self.bold = self.add(self.tr("Bold"), "text-bolder", self.tr("Bold"), BOLD_KEYS, worded=False)
        self.items = self.add(self.tr("List"), "list-bullets", self.tr("List"), LIST_KEYS, worded=False)
        self.gap(1)
        self.summary.clicked.connect(edit.make_summary)
        self.own_words.clicked.connect(edit.make_own_words)
        self.comment.clicked.connect(edit.make_comment)
        self.bold.clicked.connect(edit.toggle_bold)
        self.items.clicked.connect(edit.toggle_list)
        for button in (self.summary, self.own_words, self.comment, self.bold, self.items):
            button.setCheckable(True)
        edit.style_changed.connect(self.reflect)
        self.reflect()

    def reflect(self) -> None:
        """Show where the cursor is."""
        kind = self._edit.kind()
        self.summary.setChecked(kind is Kind.SUMMARY)
        self.own_words.setChecked(kind is Kind.OWN_WORDS)
        self.comment.setChecked(kind is Kind.COMMENT)
        self.bold.setChecked(self._edit.bold())
        self.items.setChecked(self._edit.in_list())
