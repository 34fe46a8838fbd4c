"""Say whether a quotation is what was said, and offer what to do where it is not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from framework_qda.errors import StudyError
from framework_qda.study.authoring import Quotation
from framework_qda.study.model import PassageState
from framework_qda.text.quoting import has_edits, plain, shown
from framework_qda.text.verifying import AS_IN_THE_NOTES, Check, Verdict
from framework_qda.ui.dates import local_time
from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.quotes.marks import (
    EAR,
    by_ear_in_words,
    glyph_of,
    verdict_explained,
    verdict_in_words,
)
from framework_qda.ui.quotes.panel_parts import flowing, in_steps, prose, small_button, title
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_OFFERED = 40  # places at most
_LETTERS = 90  # of each


class Verification(QWidget):
    """The verdict in words with the difference, and buttons that mend it.

    `listen_wanted` plays the words, `passage_wanted` shows them; `said` tells why something cannot be done.
    """

    listen_wanted = Signal()
    passage_wanted = Signal()
    said = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = studio.study
        self._quotation: Quotation | None = None
        self.verdict = title("")
        self.why = prose(muted=True)
        self.difference = prose()
        self.difference.setAccessibleName(self.tr("What differs"))
        self.heard = QLabel(wordWrap=True)
        self._build()

    def _build(self) -> None:
        tr, do = self.tr, self._do
        self.mark = small_button(tr("Mark the differences"), "pencil-simple", lambda: do(self._mark),
                                 tr("Make an edit of every difference, so that all are marked"))  # fmt: skip
        self.accept = small_button(tr("Take the words as spoken"), "arrow-counter-clockwise",
                                   lambda: do(self._take_spoken),
                                   tr("Drop what was typed and have the speaker's words again"))  # fmt: skip
        self.today = small_button(tr("Take the words of today"), "check", lambda: do(self._take_today),
                                  tr("Carry the edits over to the words as corrected"))  # fmt: skip
        self.look = small_button(tr("Look at the passage"), "article", self.passage_wanted.emit)
        self.search = small_button(tr("Find again…"), "magnifying-glass", self.find_again,
                                   tr("Choose where in the interview's text the words are"))  # fmt: skip
        self.play = small_button(tr("Play"), "play", self.listen_wanted.emit)
        self.checked = small_button(tr("Checked by ear"), EAR, lambda: do(self._check),
                                    tr("Say that you compared it with the recording"))  # fmt: skip
        self.unchecked = small_button(tr("Take back"), "x", lambda: do(self._uncheck),
                                      tr("Take back that it was checked by ear"))  # fmt: skip
        column = QVBoxLayout(self, spacing=STEP)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.verdict, self.why, self.difference):
            column.addWidget(part)
        column.addWidget(flowing(self.mark, self.accept, self.today, self.look, self.search))
        self.heard.setProperty("muted", True)
        column.addWidget(self.heard)
        column.addWidget(flowing(self.play, self.checked, self.unchecked))
        self.places = Chooser(self)
        self.places.picked.connect(self._found)

    def show_check(self, quotation: Quotation, check: Check | None, *, by_ear: bool, heard: bool) -> None:
        """Show what a check found; `heard` tells that the words can be played."""
        self._quotation = quotation
        verdict = check.verdict if check else None
        self.verdict.setText(_in_words(verdict, unheard=by_ear) if verdict else "")
        self.why.setText(self._explained(quotation, verdict, unheard=by_ear) if verdict else "")
        steps = check.difference if check else ()
        self.difference.setText(in_steps(steps))
        self.difference.setVisible(bool(steps))
        passage = self._study.passage(quotation.passage) if quotation.passage else None
        sound = passage is not None and passage.state is PassageState.SOUND
        self.mark.setVisible(verdict is Verdict.DIFFERS)
        self.accept.setVisible(verdict is Verdict.DIFFERS)
        self.today.setVisible(verdict is Verdict.CHANGED and sound)
        self.look.setVisible(verdict is Verdict.CHANGED and not sound)
        self.search.setVisible(verdict is Verdict.NOT_FOUND or passage is None)
        self._show_heard(quotation, by_ear=by_ear, heard=heard)

    def _explained(self, quotation: Quotation, verdict: Verdict, *, unheard: bool) -> str:
        """Say the verdict in a sentence, and that there is no passage any more."""
        why = verdict_explained(verdict, unheard=unheard)
        if quotation.passage is not None:
            return why
        gone = self.tr("Its passage was deleted, and with it what it was indexed to; find its words again.")
        return f"{why} {gone}"

    def _show_heard(self, quotation: Quotation, *, by_ear: bool, heard: bool) -> None:
        who = quotation.checked_by
        said = by_ear_in_words() if by_ear and not self.verdict.text().endswith(AS_IN_THE_NOTES) else ""
        said = said[:1].upper() + said[1:] + "." if said else ""
        if who:
            said = self.tr("Checked by ear by {} on {}.").format(who, local_time(quotation.checked_at))
        self.heard.setText(said)
        self.heard.setVisible(bool(said))
        self.play.setVisible(by_ear and heard)
        self.checked.setVisible(by_ear)
        self.unchecked.setVisible(bool(who))

    def _do(self, verb: Callable[[Quotation], object]) -> None:
        try:
            if self._quotation:
                verb(self._quotation)
        except StudyError as error:
            self.said.emit(str(error))

    def _mark(self, quotation: Quotation) -> None:
        from framework_qda.text.carrying import marked

        text = marked(quotation.text, quotation.words, self._study.house_style)
        self._study.edit_quotation(quotation.id, text)

    def _take_spoken(self, quotation: Quotation) -> None:
        self._study.edit_quotation(quotation.id, plain(quotation.words))

    def _take_today(self, quotation: Quotation) -> None:
        self._study.accept_source(quotation.id)

    def _check(self, quotation: Quotation) -> None:
        self._study.check_quotation_by_ear(quotation.id)

    def _uncheck(self, quotation: Quotation) -> None:
        self._study.check_quotation_by_ear(quotation.id, checked=False)

    # Find the words again -----------------------------------------------------------------------------

    def find_again(self) -> None:
        """Offer the places where the words could be: the likeliest first, then every paragraph."""
        if self._quotation:
            offers = _offers(self._study.transcript(self._quotation.interview).text, self._quotation)
            self.places.open(self.search, self.tr("Where the words are"), offers)

    def _found(self, key: str) -> None:
        self.places.close()
        start, _, stop = key.partition("-")
        self._do(lambda quotation: self._study.find_again(quotation.id, int(start), int(stop)))


def _in_words(verdict: Verdict, *, unheard: bool) -> str:
    glyph = glyph_of(verdict, unheard=unheard)
    return f"{glyph} {verdict_in_words(verdict, unheard=unheard)}".strip()


def _offers(text: str, quotation: Quotation) -> list[Offer]:
    """List stretches of a text by how like they are to the words of a quotation."""
    from rapidfuzz.fuzz import partial_ratio

    from framework_qda.text.finding import find_written

    offers, start = list[tuple[float, Offer]](), 0
    for line in text.split("\n"):
        if line.strip():
            score = partial_ratio(quotation.words, line)
            offers.append((score, Offer(f"{start}-{start + len(line)}", line[:_LETTERS], f"{score:.0f} %")))
        start += len(line) + 1
    offers.sort(key=lambda each: -each[0])
    likely = find_written(quotation.words, text) or (
        find_written(shown(quotation.text), text) if has_edits(quotation.text) else None
    )
    best = [Offer(f"{likely.start}-{likely.stop}", text[likely.start : likely.stop][:_LETTERS],
                  f"{likely.score:.0f} %")] if likely else []  # fmt: skip
    return [*best, *(offer for _, offer in offers[:_OFFERED])]
