"""Offer what a draft can be tied to: evidence for words, and what a reference can lead to."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolTip, QWidget

from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.study.model import InterviewId
from framework_qda.tasks.objects import NAMES
from framework_qda.tasks.report_objects import counted_as
from framework_qda.text.drafting import Reference, plain
from framework_qda.text.summary import plain as plain_summary
from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.report.editor import DraftEdit
from framework_qda.ui.report.rendering import StudyRendering

_MOST = 2000  # cells, and passages, that are offered
_MOST_LETTERS = 110


class Evidence(QObject):
    """Link selected words to quotations, passages and cells, which are ticked in a list."""

    def __init__(self, study: Study, edit: DraftEdit, below: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._study, self._edit, self._below = study, edit, below
        self._linked: list[str] = []
        self._offers: list[Offer] = []
        self.chooser = Chooser(below)
        self.chooser.picked.connect(self._toggle)
        self.chooser.closed.connect(self._edit.setFocus)

    def choose(self) -> None:
        """Offer evidence for the selected words, or for the linked ones around the caret."""
        if not self._edit.select_link():
            place = self._edit.viewport().mapToGlobal(self._edit.cursorRect().bottomLeft())
            QToolTip.showText(place, self.tr("Select the words first that stand on something."), self._edit)
            return
        self._linked = list(self._edit.linked_here())
        self._offers = list(_evidence(self._study))
        known = {offer.key for offer in self._offers}
        self._offers[:0] = [
            Offer(each, self.tr("Evidence that was deleted")) for each in self._linked if each not in known
        ]
        self._offers.sort(key=lambda offer: offer.key not in self._linked)
        self.chooser.open(
            self._below,
            self.tr("What do these words stand on?"),
            self._ticked(),
            self.tr("Space ticks several; Enter takes one and closes"),
        )

    def _ticked(self) -> Sequence[Offer]:
        return [each._replace(ticked=each.key in self._linked) for each in self._offers]

    def _toggle(self, key: str) -> None:
        if key in self._linked:
            self._linked.remove(key)
        else:
            self._linked.append(key)
        cursor = self._edit.textCursor()
        self._edit.link(self._linked)
        self._edit.setTextCursor(cursor)  # the words stay selected for the next tick
        self.chooser.refresh(self._ticked())


def _evidence(study: Study) -> Iterator[Offer]:
    """List quotations, then charted cells, then passages: of large studies those of the first interviews."""
    names = {each.id: each.name for each in study.interviews()}
    for quotation in study.quotations():
        yield Offer(quotation.id, f"‘{_short(quotation.words)}’", names.get(quotation.interview, ""))
    columns = {each.id: each.name for each in study.subtopics()}
    rows = list(names)[: _MOST // max(1, len(columns)) + 1]
    for (interview, subtopic), cell in study.cells(rows, list(columns)).items():
        if cell.summary:
            where = f"{names[interview]} · {columns[subtopic]}"
            yield Offer(f"{interview}/{subtopic}", _short(plain_summary(cell.summary)), where)
    quoted = {each.passage for each in study.quotations()}
    yield from islice(_passages(study, names, quoted), _MOST)


def _passages(
    study: Study, names: Mapping[InterviewId, str], quoted: Container[str | None]
) -> Iterator[Offer]:
    for interview, name in names.items():
        for passage in study.passages(interview):
            if passage.id not in quoted:
                yield Offer(passage.id, f"“{_short(passage.words)}”", name)


class References(QObject):
    """Put references to headings, tables, figures and boxes in."""

    def __init__(self, edit: DraftEdit, rendering: StudyRendering, below: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._edit, self._rendering, self._below = edit, rendering, below
        self.chooser = Chooser(below)
        self.chooser.picked.connect(self._put)
        self.chooser.closed.connect(self._edit.setFocus)

    def choose(self, blocks: Sequence[Block]) -> None:
        """Offer what can be referred to."""
        offers = [self._offer(each) for each in blocks if self._counts(each)]
        self.chooser.open(self._below, self.tr("Refer to a heading, table, figure or box"), offers)

    def _counts(self, block: Block) -> bool:
        return bool(counted_as(block)) or (
            block.kind is BlockKind.HEADING and bool(plain(block.text).strip())
        )

    def _offer(self, block: Block) -> Offer:
        name = self._rendering.name(block.id)
        if block.kind is BlockKind.HEADING:
            return Offer(block.id, name)
        caption = str(block.settings.get("caption") or block.settings.get("title") or "").strip()
        told = f"{NAMES[block.kind]}: {caption}" if caption else self._rendering.cards.card(block).title
        return Offer(block.id, f"{name} · {told}")

    def _put(self, key: str) -> None:
        self.chooser.close()
        self._edit.insert_inline(Reference(BlockId(key)))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"
