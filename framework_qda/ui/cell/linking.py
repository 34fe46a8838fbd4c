"""Tie a summary to the passages behind it, there and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QToolTip

from framework_qda.study.model import CellKey, Change, InterviewId, Passage, PassageId, PassageState
from framework_qda.text.counting import counted
from framework_qda.text.summary import Line
from framework_qda.text.summary import links as links_of_markup
from framework_qda.ui.cell.links import links_in
from framework_qda.ui.cell.summary_edit import SummaryEdit
from framework_qda.ui.evidence.chooser import PassageChooser
from framework_qda.ui.evidence.pane import EvidencePane
from framework_qda.ui.evidence.places import Places, manner
from framework_qda.ui.evidence.reading import Evidence, linked_words, place_of, read_evidence
from framework_qda.ui.report.used_menu import add_uses
from framework_qda.ui.studio import Studio

_TOUCHING = ("passage", "indexing", "interview", "recording")


class Linking(QObject):
    """Keep the list of passages and the references in the summary true, and make and follow links.

    `followed(passage)` asks for the passage in the interview's text; `came_from` is where in which summary
    the last link that was followed stands.
    """

    followed = Signal(str)

    def __init__(self, studio: Studio, edit: SummaryEdit, pane: EvidencePane, parent: QObject) -> None:
        super().__init__(parent)
        self._studio = studio
        self._edit = edit
        self._pane = pane
        self._key: CellKey | None = None
        self._evidence: list[Evidence] = []
        self._linked: list[str] = []
        self._asked: list[Passage] = []  # did not go in, and can be put in all the same
        self.places = Places(studio.study)
        self.came_from: tuple[CellKey, int] | None = None
        self._connect()

    def show_cell(self, key: CellKey, summary: str) -> None:
        """Show the evidence of a cell, whose summary is in the editor."""
        self._key = key
        self._linked = links_of_markup(summary)
        self._ask([], [])
        self.refresh()

    def refresh(self) -> None:
        """Read the passages anew."""
        if self._key is not None:
            self._evidence = read_evidence(self._studio.study, self.places, self._key)
            self._pane.show_evidence(self._evidence, self._linked)
            self._show_references()
            self._ask_no_more()

    def follow_text(self, summary: str) -> None:
        """Take note of which passages the summary that is being written links to."""
        linked = links_of_markup(summary)
        if linked != self._linked:
            self._linked = linked
            self._pane.list.passages.set_linked(linked)
            self._show_references()

    def touched_by(self, change: Change) -> bool:
        """Tell whether a change may have made the evidence another one."""
        return change.touches(*_TOUCHING) or self._key in change.rows.get("cell", ())

    def tally(self) -> tuple[int, int]:
        """Count the passages that are linked and all that are indexed here."""
        return sum(1 for each in self._evidence if each.id in self._linked), len(self._evidence)

    def words_of_interview(self) -> int:
        """Count the words of the cell's interview."""
        return self.places.words(self._key[0]) if self._key else 0

    # -- into the summary

    def insert(self, ids: list[str]) -> None:
        """Put passages in at the cursor, as the speaker's words with their links.

        Those that are in already, or whose words the notes no longer have, go in only when asked for again.
        """
        if self._key is None:
            return
        passages = self._passages(ids)
        if not passages:
            self._hint(self.tr("This study does not have that passage."))
        fresh, unsure, linked = self._sorted(passages)
        if unsure and unsure == self._asked:
            fresh, unsure, linked = [*fresh, *unsure], [], []
        self._put_in([each for each in passages if each in fresh])
        self._ask(unsure, linked)

    def bring_in_all(self) -> None:
        """Put every passage in that is not linked yet, a line each, after what is there."""
        fresh, unsure, _ = self._sorted([each.passage for each in self._evidence])
        if lines := self._lines(fresh):
            self._edit.append_lines(lines)
        self._ask(unsure, [])

    def _sorted(self, passages: list[Passage]) -> tuple[list[Passage], list[Passage], list[Passage]]:
        """Tell apart what can go in, what the notes no longer say, and what is in the summary already."""
        linked = [each for each in passages if each.id in self._linked]
        others = [each for each in passages if each not in linked]
        unsure = [each for each in others if each.state is not PassageState.SOUND]
        return [each for each in others if each not in unsure], unsure, linked

    def _put_in(self, passages: list[Passage]) -> None:
        if passages:
            self._edit.insert_lines(self._lines(passages))

    def _put_in_anyway(self) -> None:
        asked = self._asked
        self._ask([], [])
        self._put_in(asked)

    def _ask(self, unsure: list[Passage], linked: list[Passage]) -> None:
        """Say in place why passages did not go in, and offer to put them in all the same."""
        self._asked = [*unsure, *linked]
        said = list[str]()
        if any(each.state is PassageState.LOST for each in unsure):
            said.append(
                self.tr("The notes no longer have these words. Enter again inserts them as they were.")
            )
        elif unsure:
            said.append(
                self.tr(
                    "The notes no longer say this word for word. Confirm the passage in the notes first;"
                    " Enter again inserts it as it was."
                )
            )
        if linked:
            said.append(
                counted(
                    len(linked),
                    self.tr("That passage is in this summary already."),
                    self.tr("%d of these passages are in this summary already."),
                )
            )
        anyway = self.tr("Insert anyway") if unsure else self.tr("Insert again")
        self._pane.ask(" ".join(said), anyway)

    def _ask_no_more(self) -> None:
        """Take the question back once what it is about is another one."""
        if self._asked and self._passages([each.id for each in self._asked]) != self._asked:
            self._ask([], [])

    def link(self) -> None:
        """Link what is selected to the passages chosen in the list, or let the analyst choose."""
        if self._key is None:
            return
        if not self._select_words():
            self._choose_to_insert()
            return
        linked, chosen = links_in(self._edit.textCursor()), self._pane.list.chosen()
        if chosen and not linked:
            self._edit.set_links(chosen)
        else:
            self._choose(linked)

    def _select_words(self) -> bool:
        cursor = self._edit.textCursor()
        if not cursor.hasSelection() and (link := self._edit.link_here()):
            self._edit.select_link(link)
        return self._edit.textCursor().hasSelection()

    def _choose_to_insert(self) -> None:
        """Where no words are selected, let the analyst choose what goes in with its link."""
        if not self._evidence:
            self._hint(self.tr("Select the words to link first; no passage is indexed here yet."))
            return
        chooser = PassageChooser(self._edit, self.tr("Insert"))
        chooser.chosen.connect(self.insert)
        offered = [(self._place(each.passage), each.passage) for each in self._evidence]
        chooser.offer("", offered, self._pane.list.chosen(), self._below_cursor())

    def _choose(self, linked: list[str]) -> None:
        offered = [each.passage for each in self._evidence]
        here = {passage.id for passage in offered}
        offered += self._passages([each for each in linked if each not in here])
        if not offered and not linked:
            self._hint(self.tr("Nothing is indexed here yet. Select words in the notes and press Ctrl+I."))
            return
        chooser = PassageChooser(self._edit)
        chooser.chosen.connect(self._edit.set_links)
        words = self._edit.textCursor().selectedText().replace("\u2029", " ")
        chooser.offer(words, [(self._place(each), each) for each in offered], linked, self._below_cursor())

    # -- there and back

    def follow(self, ids: list[str]) -> None:
        """Go to the passage that words are linked to; ask which, where there are several."""
        passages = self._passages(ids)
        if not passages:
            self._hint(self.tr("That passage has been deleted; undo brings it back."))
        elif len(passages) == 1:
            self._go_to(passages[0])
        else:
            menu = QMenu(self._edit)
            for passage in passages:
                menu.addAction(f"{self._place(passage)}  {_short(passage.words)}", self._going(passage))
            menu.popup(self._below_cursor())

    def go_to(self, passage: str) -> None:
        """Go to a passage of the list."""
        self.follow([passage])

    def _going(self, passage: Passage) -> Callable[[], None]:
        return lambda: self._go_to(passage)

    def _go_to(self, passage: Passage) -> None:
        if self._key is not None:
            self.came_from = self._key, self._edit.textCursor().position()
            self.followed.emit(passage.id)

    # -- what is lit up, and hints

    def _point_from_text(self, ids: list[str]) -> None:
        self._pane.list.passages.light_up(ids)
        places = [self._pane.list.passages.place(each) for each in ids]
        if row := next((place for place in places if place >= 0), None):
            self._pane.list.scrollTo(self._pane.list.passages.index(row))

    def _explain(self, ids: list[str], place: QPoint) -> None:
        passages = self._passages(ids)
        said = [f"{self._place(each)}  “{_short(each.words)}”" for each in passages]
        said = said or [self.tr("That passage has been deleted; undo brings it back.")]
        said.append(self.tr("Ctrl+click or Enter goes there, Ctrl+L changes the link."))
        QToolTip.showText(place, "\n".join(said), self._edit)

    def _hint(self, sentence: str) -> None:
        QToolTip.showText(self._below_cursor(), sentence, self._edit)

    def _below_cursor(self) -> QPoint:
        return self._edit.viewport().mapToGlobal(self._edit.cursorRect().bottomLeft())

    # -- reading

    def _offer_uses(self, menu: QMenu, passage: str) -> None:
        add_uses(menu, self._studio.study, passage, self._pane)

    def _connect(self) -> None:
        self._pane.list.menu_filling.connect(self._offer_uses)
        edit, pane = self._edit, self._pane
        edit.link_wanted.connect(self.link)
        edit.link_followed.connect(self.follow)
        edit.link_clicked.connect(self._explain)
        edit.link_pointed.connect(self._point_from_text)
        edit.passages_given.connect(self.insert)
        pane.link_wanted.connect(self.link)
        pane.all_wanted.connect(self.bring_in_all)
        pane.manner_chosen.connect(self._show_references)
        pane.list.insert_wanted.connect(self.insert)
        pane.list.selectionModel().selectionChanged.connect(lambda: self._ask([], []))
        pane.anyway.connect(self._put_in_anyway)
        pane.list.go_wanted.connect(self.go_to)
        pane.list.pointed.connect(edit.light_up)

    def _show_references(self) -> None:
        known = {each.passage.id: each.passage for each in self._evidence}
        self._edit.show_references(self.places.references(self._linked, manner(), known))

    def _passages(self, ids: list[str]) -> list[Passage]:
        found = (self._studio.study.passage(PassageId(each)) for each in ids)
        return [passage for passage in found if passage is not None]

    def _place(self, passage: Passage) -> str:
        place = place_of(self.places, passage)
        if self._key is not None and passage.interview != self._key[0]:
            return f"{self._interview(passage.interview)} · {place}"
        return place

    def _interview(self, interview: InterviewId) -> str:
        found = self._studio.study.interview(interview)
        return found.name if found else ""

    def _lines(self, passages: list[Passage]) -> list[Line]:
        return [line for passage in passages for line in linked_words(passage)]


def _short(text: str, most: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
