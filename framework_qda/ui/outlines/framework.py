"""The matrices of the study with their sub-topics."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QCursor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QToolTip, QTreeWidgetItem, QWidget

from framework_qda.errors import Refused
from framework_qda.study.model import InterviewId, MatrixId, SubTopicId
from framework_qda.ui.icons import icon
from framework_qda.ui.indexing import SPAN_MIME, habits
from framework_qda.ui.outlines.outline import ID, Inner, Outer, Outline, level_of, mean_of
from framework_qda.ui.studio import Studio


class FrameworkOutline(Outline):
    """Matrices and their sub-topics."""

    definition_wanted = Signal(str)
    passages_wanted = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(studio, parent)
        self._before_drag: QTreeWidgetItem | None = None

    # Words dragged here from an interview are indexed

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(SPAN_MIME):
            self._before_drag = self.currentItem()
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not event.mimeData().hasFormat(SPAN_MIME):
            super().dragMoveEvent(event)
            return
        item = self.itemAt(event.position().toPoint())
        if item is not None and level_of(item) == 0:
            item.setExpanded(True)
        if item is not None and level_of(item) == 1:
            with QSignalBlocker(self):
                self.setCurrentItem(item)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drag()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(SPAN_MIME):
            super().dropEvent(event)
            return
        item = self.itemAt(event.position().toPoint())
        self._end_drag()
        if item is not None and level_of(item) == 1:
            interview, start, stop = bytes(event.mimeData().data(SPAN_MIME).data()).decode().split(" ")
            subtopic = SubTopicId(item.data(0, ID))
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._index(InterviewId(interview), int(start), int(stop), subtopic)

    def _index(self, interview: InterviewId, start: int, stop: int, subtopic: SubTopicId) -> None:
        try:
            self.studio.study.index(interview, start, stop, [subtopic])
        except Refused as refusal:  # only white space was dragged
            QToolTip.showText(QCursor.pos(), str(refusal), self)
        else:
            habits.use(self.studio.study.path, [subtopic])

    def _end_drag(self) -> None:
        before, self._before_drag = self._before_drag, None
        if before is not None:
            with QSignalBlocker(self):
                self.setCurrentItem(before)

    def entries(self) -> list[Outer]:
        study = self.studio.study
        charted, rows = study.coverage().by_subtopic, max(1, len(study.interviews()))
        inner: dict[str, list[Inner]] = {matrix.id: [] for matrix in study.matrices()}
        for each in study.subtopics():
            inner[each.matrix].append((each.id, each.name, charted.get(each.id, 0) / rows))
        return [(each.id, each.name, mean_of(inner[each.id]), inner[each.id]) for each in study.matrices()]

    def rename(self, row: str, level: int, name: str) -> None:
        if level == 0:
            self.studio.study.rename_matrix(MatrixId(row), name)
        else:
            self.studio.study.rename_subtopic(SubTopicId(row), name)

    def delete(self, row: str, level: int) -> None:
        if level == 0:
            self.studio.study.delete_matrix(MatrixId(row))
        else:
            self.studio.study.delete_subtopic(SubTopicId(row))

    def summaries_in(self, row: str, level: int) -> int:
        subtopics = [each.id for each in self.studio.study.subtopics() if row in (each.matrix, each.id)]
        return self.studio.study.summaries_in(*subtopics)

    def place(self, row: str, level: int, parent: str, before: str | None) -> None:
        if level == 0:
            self.studio.study.move_matrix(MatrixId(row), MatrixId(before) if before else None)
        else:
            sibling = SubTopicId(before) if before else None
            self.studio.study.move_subtopic(SubTopicId(row), MatrixId(parent), sibling)

    def merge(self, row: str, level: int, target: str) -> None:
        self.studio.study.merge_subtopics(SubTopicId(row), SubTopicId(target))

    def can_merge(self, level: int) -> bool:
        return level == 1

    def add_outer(self) -> str:
        return self.studio.study.add_matrix(self.tr("New matrix"))

    def add_inner(self, parent: str) -> str:
        return self.studio.study.add_subtopic(MatrixId(parent), self.tr("New sub-topic"))

    def outer_words(self) -> str:
        return self.tr("New matrix")

    def inner_words(self) -> str:
        return self.tr("New sub-topic in “%s”")

    def more_actions(self, menu: QMenu, row: str, level: int) -> None:
        words = self.tr("Description…") if level == 0 else self.tr("Definition…")
        menu.addAction(icon("text-align-left"), words, lambda: self.definition_wanted.emit(row))
        if level == 1:
            words = self.tr("Passages of this sub-topic")
            menu.addAction(icon("list-bullets"), words, lambda: self.passages_wanted.emit(row))
