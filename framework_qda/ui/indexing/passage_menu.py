"""Offer what can be done with a passage."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from framework_qda.study.model import VERBATIM, Passage, PassageId, PassageState
from framework_qda.text.transcript import clock
from framework_qda.ui.icons import icon
from framework_qda.ui.indexing.topics import topics
from framework_qda.ui.report.used_menu import add_uses
from framework_qda.ui.studio import Studio

_SHOWN = 48  # letters of the words


def _tr(text: str) -> str:
    return QCoreApplication.translate("PassageMenu", text)


class PassageMenu:
    """Fill a menu with the verbs on one passage; `stretch` is where its ends may go, if anywhere."""

    def __init__(self, studio: Studio, passage: Passage, parent: QWidget) -> None:
        self._studio = studio
        self._passage = passage
        self._parent = parent

    def fill(
        self,
        menu: QMenu,
        stretch: tuple[int, int] | None,
        index_more: Callable[[], object],
        into_summary: Callable[[PassageId], object],
        *,
        listen: Callable[[PassageId], object],
        write_memo: Callable[[PassageId], object],
        quote: Callable[[PassageId], object],
    ) -> None:
        """Add the actions to a menu."""
        study, passage = self._studio.study, self._passage
        words = " ".join(passage.words.split())
        title = menu.addAction(words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…")
        title.setEnabled(False)
        if study.recordings(passage.interview):
            time = study.time_of(passage)
            heard = _tr("Listen to it") if time is None else _tr("Listen from %s") % clock(time)
            menu.addAction(icon("play"), heard, lambda: listen(passage.id))
        if passage.state is PassageState.DOUBTFUL:
            menu.addAction(
                icon("check"),
                _tr("Confirm where its words are now"),
                lambda: study.confirm_passage(passage.id),
            )
        self._add_topics(menu)
        menu.addAction(icon("tag"), _tr("Index to more…") + "\tCtrl+I", index_more)
        menu.addSeparator()
        menu.addAction(icon("quotes"), _tr("Quote it"), lambda: quote(passage.id))
        add_uses(menu, study, passage.id, self._parent)
        into = menu.addAction(icon("arrow-left"), _tr("Into the summary, with a link"))
        into.triggered.connect(lambda: into_summary(passage.id))
        ends = menu.addAction(icon("arrows-out-line-horizontal"), _tr("Set its ends to what is selected"))
        ends.setEnabled(stretch is not None and passage.kind != VERBATIM)
        if stretch is not None:
            ends.triggered.connect(lambda: study.stretch_passage(passage.id, *stretch))
        menu.addAction(icon("note-pencil"), _tr("Note…"), lambda: self.annotate())
        menu.addAction(icon("notepad"), _tr("Memo…") + "\tCtrl+M", lambda: write_memo(passage.id))
        menu.addSeparator()
        menu.addAction(icon("trash"), _tr("Delete the passage"), lambda: study.delete_passage(passage.id))

    def _add_topics(self, menu: QMenu) -> None:
        study, passage, named = self._studio.study, self._passage, topics(self._studio.study)
        for subtopic in study.indexed(passage.interview).get(passage.id, []):
            words = _tr("Take out of “%s”") % named[subtopic].name
            menu.addAction(icon("x"), words, lambda topic=subtopic: study.unindex(passage.id, topic))

    def annotate(self) -> None:
        """Ask for a short note on the passage."""
        dialog = QInputDialog(self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_tr("Note on the passage"))
        dialog.setLabelText(_tr("A short note"))
        dialog.setTextValue(self._passage.note)
        study, passage = self._studio.study, self._passage.id
        dialog.textValueSelected.connect(lambda note: study.annotate_passage(passage, note))
        dialog.open()
