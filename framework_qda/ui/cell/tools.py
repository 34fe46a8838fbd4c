"""Show under the cursor which kind of text, weight and list it is in, and change them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from framework_qda.text.summary import Kind
from framework_qda.ui.cell.summary_edit import BOLD_KEYS, KIND_KEYS, LIST_KEYS, SummaryEdit
from framework_qda.ui.icons import icon
from framework_qda.ui.theme import STEP

_SYMBOLS = {Kind.SUMMARY: "text-t", Kind.OWN_WORDS: "quotes", Kind.COMMENT: "brackets-square"}


class Tools(QWidget):
    """A row of buttons for an editor, with words where there is room for them."""

    def __init__(self, edit: SummaryEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._row = QHBoxLayout(self, spacing=STEP // 2)
        self._row.setContentsMargins(0, 0, 0, 0)
        names = {
            Kind.SUMMARY: (self.tr("Summary"), self.tr("Your own summary")),
            Kind.OWN_WORDS: (self.tr("Own words"), self.tr("The speaker's own words")),
            Kind.COMMENT: (self.tr("Comment"), self.tr("Your comment")),
        }
        self.kinds = {
            kind: self._button(name, hint, KIND_KEYS[kind], _SYMBOLS[kind]) for kind, (name, hint) in names.items()
        }
        self._row.addSpacing(2 * STEP)
        self.bold = self._button(self.tr("Bold"), self.tr("Bold"), BOLD_KEYS, "text-bolder")
        self.items = self._button(self.tr("List"), self.tr("List"), LIST_KEYS, "list-bullets")
        self._row.addStretch()
        self.kinds[Kind.SUMMARY].clicked.connect(self._summary)
        self.kinds[Kind.OWN_WORDS].clicked.connect(self._own_words)
        self.kinds[Kind.COMMENT].clicked.connect(self._comment)
        self.bold.clicked.connect(edit.toggle_bold)
        self.items.clicked.connect(edit.toggle_list)
        edit.style_changed.connect(self.reflect)
        self.reflect()

    def reflect(self) -> None:
        """Show where the cursor is."""
        for kind, button in self.kinds.items():
            button.setChecked(self._edit.kind() is kind)
        self.bold.setChecked(self._edit.bold())
        self.items.setChecked(self._edit.in_list())

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * 8 * STEP, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        for style in (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            Qt.ToolButtonStyle.ToolButtonIconOnly,
        ):
            for button in self.kinds.values():
                button.setToolButtonStyle(style)
            needed = sum(button.sizeHint().width() + STEP for button in self.findChildren(QToolButton))
            if needed + 2 * STEP <= width:
                break

    def _button(self, name: str, hint: str, keys: str, symbol: str) -> QToolButton:
        button = QToolButton(text=name, icon=icon(symbol), checkable=True, focusPolicy=Qt.FocusPolicy.TabFocus)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{hint}  {shown}")
        button.setAccessibleName(hint)
        self._row.addWidget(button)
        return button

    def _summary(self) -> None:
        self._choose(Kind.SUMMARY)

    def _own_words(self) -> None:
        self._choose(Kind.OWN_WORDS)

    def _comment(self) -> None:
        self._choose(Kind.COMMENT)

    def _choose(self, kind: Kind) -> None:
        self._edit.set_kind(kind)
        self.reflect()
