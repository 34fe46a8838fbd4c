"""Gather what is known of the passages behind one cell."""

from __future__ import annotations

from dataclasses import dataclass

from framework_qda.study import Study
from framework_qda.study.model import VERBATIM, CellKey, Passage, PassageState
from framework_qda.text.summary import Kind, Line, Run, write
from framework_qda.text.transcript import clock
from framework_qda.ui.cell.rich_summary import own_words
from framework_qda.ui.evidence.places import Places


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage indexed to a cell's sub-topic; `new` where that was done after the cell was written.

    `heard` tells that its interview has a recording.
    """

    passage: Passage
    place: str  # p12 · 00:14:05
    new: bool
    heard: bool = False

    @property
    def id(self) -> str:
        return self.passage.id

    @property
    def marks(self) -> list[str]:
        """Say in words what is to be known of it."""
        passage, said = self.passage, list[str]()
        if self.new:
            said.append("● new")
        if passage.state is PassageState.DOUBTFUL:
            said.append(f"? doubtful, {passage.score:.0f}%")
        if passage.state is PassageState.LOST:
            said.append("✕ lost")
        if passage.kind == VERBATIM:
            said.append("✓ checked by ear" if passage.checked_by else "from the recording, not checked")
        return said


def read_evidence(study: Study, places: Places, key: CellKey) -> list[Evidence]:
    """List the passages indexed to a cell's sub-topic in its interview, in the order of the text."""
    charted, at = study.cell(*key).charted_at, study.indexed_at(*key)
    heard = bool(study.recordings(key[0]))
    return [
        Evidence(passage, place_of(places, passage), bool(charted) and at[passage.id] > charted, heard)
        for passage in study.evidence(*key)
    ]


def place_of(places: Places, passage: Passage) -> str:
    """Write where a passage stands: its paragraph, and its time where that is known."""
    paragraph, time = places.paragraph(passage), places.time(passage)
    parts = [f"p{paragraph.number}" if paragraph else "", "" if time is None else clock(time)]
    return " · ".join(filter(None, parts))


def linked_words(passage: Passage) -> list[Line]:
    """Write a passage as the speaker's words, linked to it; a paragraph a line."""
    link = (str(passage.id),)
    return [
        Line(tuple(Run(run.text, Kind.OWN_WORDS, run.bold, link) for run in line.runs))
        for line in own_words(passage.words)
    ]


def as_markup(passages: list[Passage]) -> str:
    """Write passages for the clipboard, one after the other."""
    return write(line for passage in passages for line in linked_words(passage))
