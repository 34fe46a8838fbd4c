"""Show the passages whose words were corrected, until a person has looked at each."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from framework_qda.study.model import Passage, PassageId, PassageState
from framework_qda.ui.indexing.marks import Marks
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP, colours

_SHOWN = 40  # rows; the rest come up as these are done
_LINES = 11


class DoubtsBar(QFrame):
    """A line that says how many passages need a look, and unfolds to each with its old and new words."""

    passage_chosen = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._marks = Marks()
        self._listed: list[Passage] = []
        self.sentence = QLabel()
        self.sentence.setProperty("heading", True)
        self.unfold = QPushButton(self.tr("Look"), checkable=True)
        self.unfold.toggled.connect(self._show_rows)
        self.confirm_all = QPushButton(self.tr("Confirm all"))
        self.confirm_all.clicked.connect(self._confirm_all)
        head = QHBoxLayout(spacing=2 * STEP)
        head.addWidget(self.sentence, 1)
        head.addWidget(self.confirm_all)
        head.addWidget(self.unfold)
        self.rows = QScrollArea(widgetResizable=True, visible=False)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(4 * STEP, STEP, 4 * STEP, 2 * STEP)
        column.addLayout(head)
        column.addWidget(self.rows)
        self.hide()

    def show_marks(self, marks: Marks) -> None:
        """Show what needs a look among the passages of an interview."""
        self._marks = marks
        now = marks.doubtful()
        doubtful = sum(passage.state is PassageState.DOUBTFUL for passage in now)
        self.sentence.setText(self._said(doubtful, len(now) - doubtful))
        self.confirm_all.setVisible(doubtful > 1)
        self.setVisible(bool(now))
        if now != self._listed:
            self._listed = now
            if self.unfold.isChecked():
                self._fill()
        if not now:
            self.unfold.setChecked(False)

    def _said(self, doubtful: int, lost: int) -> str:
        parts = list[str]()
        if doubtful:
            parts.append(
                self.tr("1 passage needs a look")
                if doubtful == 1
                else self.tr("%d passages need a look") % doubtful
            )
        if lost:
            parts.append(
                self.tr("1 passage is lost") if lost == 1 else self.tr("%d passages are lost") % lost
            )
        return " · ".join(parts)

    def _show_rows(self, shown: bool) -> None:
        self.rows.setVisible(shown)
        self.unfold.setText(self.tr("Fold") if shown else self.tr("Look"))
        if shown:
            self._fill()

    def _fill(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner, spacing=3 * STEP)
        column.setContentsMargins(0, 0, 2 * STEP, 0)
        for passage in self._listed[:_SHOWN]:
            column.addWidget(_Row(self._studio, passage, self._found(passage), self._marks, self))
        column.addStretch(1)
        self.rows.setWidget(inner)
        self._fit()

    def _fit(self) -> None:
        """Show all of the first passages, its buttons too, as far as half of the pane goes."""
        inner, pane = self.rows.widget(), self.parentWidget()
        if inner is None or pane is None:
            return
        width = self.width() - 8 * STEP - self.rows.verticalScrollBar().sizeHint().width()
        inner.layout().activate()
        wanted = max(0, inner.layout().totalHeightForWidth(max(1, width)))  # -1 where there are no rows
        least = _LINES * self.fontMetrics().height()
        self.rows.setFixedHeight(min(wanted, max(least, pane.height() // 2)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _found(self, passage: Passage) -> str:
        return self._marks.places.transcript.text[passage.start : passage.stop]

    def _confirm_all(self) -> None:
        study = self._studio.study
        with study.action(self.tr("Confirm where passages are now")):
            for passage in self._listed:
                study.confirm_passage(passage.id)


class _Row(QWidget):
    def __init__(self, studio: Studio, passage: Passage, found: str, marks: Marks, bar: DoubtsBar) -> None:
        super().__init__(bar)
        doubtful = passage.state is PassageState.DOUBTFUL
        where = self.tr("Paragraph %d") % marks.places.number(passage.start)
        facts = [where, *marks.names(passage.id)]
        facts.append(self.tr("%d of 100 alike") % round(passage.score) if doubtful else self.tr("lost"))
        label = QLabel(" · ".join(facts), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        label.setProperty("muted", True)
        words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        words.setText(difference(passage.words, found) if doubtful else html.escape(passage.words))
        words.setAccessibleName(
            self.tr("It was: %s. It is now: %s") % (passage.words, found) if doubtful else passage.words
        )
        buttons = QHBoxLayout(spacing=2 * STEP)
        for button in self._buttons(studio, passage.id, doubtful, bar):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label)
        column.addWidget(words)
        column.addLayout(buttons)

    def _buttons(
        self, studio: Studio, passage: PassageId, doubtful: bool, bar: DoubtsBar
    ) -> Iterator[QPushButton]:
        study = studio.study
        if doubtful:
            confirm = QPushButton(self.tr("Confirm"))
            confirm.clicked.connect(lambda: study.confirm_passage(passage))
            lose = QPushButton(self.tr("Leave as lost"))
            lose.clicked.connect(lambda: study.leave_as_lost(passage))
            yield from (confirm, lose)
        else:
            delete = QPushButton(self.tr("Delete"))
            delete.clicked.connect(lambda: study.delete_passage(passage))
            yield delete
        go = QPushButton(self.tr("Go to"))
        go.clicked.connect(lambda: bar.passage_chosen.emit(passage))
        yield go


def difference(before: str, after: str) -> str:
    """Write the words that went struck out and those that came underlined, as HTML."""
    old, new = before.split(), after.split()
    return " ".join(_steps(old, new, SequenceMatcher(None, old, new, autojunk=False)))


def _steps(old: Sequence[str], new: Sequence[str], matcher: SequenceMatcher[str]) -> Iterator[str]:
    for tag, a, b, c, d in matcher.get_opcodes():
        gone, come = html.escape(" ".join(old[a:b])), html.escape(" ".join(new[c:d]))
        if tag == "equal":
            yield gone
            continue
        if gone:
            yield f'<s style="color:{colours().warning}">{gone}</s>'
        if come:
            yield f'<u style="color:{colours().accent}">{come}</u>'
