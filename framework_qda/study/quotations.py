"""Keep quotations: words of a speaker with visible edits, verified against their source."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from framework_qda.errors import Refused
from framework_qda.study.authoring import AttributionId, Quotation, QuotationId, QuotationStatus
from framework_qda.study.core import cleaned_name, kept, new_id
from framework_qda.study.evidence import EvidenceVerbs
from framework_qda.study.model import (
    NOTES,
    VERBATIM,
    Change,
    InterviewId,
    ParticipantId,
    PassageId,
    PassageState,
    SubTopicId,
)
from framework_qda.study.people import PeopleVerbs
from framework_qda.text.counting import counted

if TYPE_CHECKING:
    from framework_qda.text.quoting import HouseStyle
    from framework_qda.text.verifying import Check

_QUOTATION = ", ".join(
    f"quotation.{column}"
    for column in (
        "id", "interview", "passage", "participant", "words", "text", "status", "strongest", "note",
        "template", "checked_by", "checked_at", "author", "at",
    )
)  # fmt: skip
_CUT_MARK = "cut mark"
_OWN = ("quotation", "quotation_tag")
_ORDERING = ("passage", "interview", "area")  # which say where a quotation stands among the others
_FEW = 200  # rows that are read anew one by one
_CHECKS = 10_000  # kept beside those of the quotations asked for


class QuotationVerbs(PeopleVerbs, EvidenceVerbs):
    """Verbs on quotations."""

    def quotations(self) -> list[Quotation]:
        """List all quotations in reading order: by area, interview and place in its text."""
        tables = (*_OWN, *_ORDERING)
        return self.read_once("quotations", tables, self._read_quotations, self._reread)

    def _reread(self, known: list[Quotation], changes: list[Change]) -> list[Quotation] | None:
        """Read anew those that changed, where none came, went or may stand in another place."""
        changed = {key[0] for each in changes for table in _OWN for key in each.rows.get(table, ())}
        if len(changed) > _FEW or any(each.touches(*_ORDERING) for each in changes):
            return None
        read = {each.id: each for each in self._read_quotations(tuple(changed))}
        old = {each.id: each for each in known if each.id in changed}
        if read.keys() != old.keys() or any(_place(read[each]) != _place(old[each]) for each in old):
            return None
        return [read.get(each.id, each) for each in known]

    def _read_quotations(self, only: Sequence[str] | None = None) -> list[Quotation]:
        tags: defaultdict[str, list[str]] = defaultdict(list)
        those = "" if only is None else " WHERE {} IN (SELECT value FROM json_each(?))"
        asked = () if only is None else (json.dumps(only),)
        for quotation, tag in self._database.rows(
            f"SELECT quotation, tag FROM quotation_tag{those.format('quotation')} ORDER BY tag", asked
        ):
            tags[quotation].append(tag)
        rows = self._database.rows(
            f"SELECT {_QUOTATION} FROM quotation JOIN interview ON interview.id = quotation.interview"
            " JOIN area ON area.id = interview.area LEFT JOIN passage ON passage.id = quotation.passage"
            f"{those.format('quotation.id')} ORDER BY area.position, area.id, interview.position,"
            " interview.id, passage.start, passage.stop, quotation.at, quotation.id",
            asked,
        )
        return [_quotation(row, tags.get(row[0], ())) for row in rows]

    @kept("quotation", "quotation_tag", "passage", "interview", "area")
    def quotations_by_id(self) -> Mapping[QuotationId, Quotation]:
        """Give every quotation by its id, in reading order."""
        return {each.id: each for each in self.quotations()}

    def quotation(self, quotation: QuotationId) -> Quotation | None:
        """Give one quotation, None where it is gone."""
        return self.quotations_by_id().get(quotation)

    def quotations_of(self, passage: PassageId) -> list[Quotation]:
        """List the quotations taken from a passage."""
        return [each for each in self.quotations() if each.passage == passage]

    @kept("quotation", "indexing", "subtopic", "matrix")
    def subtopics_of_quotations(self) -> Mapping[QuotationId, tuple[SubTopicId, ...]]:
        """Tell to which sub-topics, in framework order, the passage of each quotation is indexed."""
        rows = self._database.rows(
            "SELECT quotation.id, subtopic FROM quotation"
            " JOIN indexing ON indexing.passage = quotation.passage"
            " JOIN subtopic ON subtopic.id = subtopic JOIN matrix ON matrix.id = matrix"
            " ORDER BY matrix.position, matrix.id, subtopic.position, subtopic.id"
        )
        found: defaultdict[QuotationId, list[SubTopicId]] = defaultdict(list)
        for quotation, subtopic in rows:
            found[QuotationId(quotation)].append(SubTopicId(subtopic))
        return {quotation: tuple(subtopics) for quotation, subtopics in found.items()}

    @kept("quotation_tag")
    def tags(self) -> list[str]:
        """List the tags in use by name."""
        return [tag for (tag,) in self._database.rows("SELECT DISTINCT tag FROM quotation_tag ORDER BY tag")]

    # --- Take quotations ---------------------------------------------------------------------------------

    def quote(
        self, passage: PassageId, *, text: str = "", participant: ParticipantId | None = None
    ) -> QuotationId:
        """Quote a passage; `text` has its words with edits marked, or is empty for the words as they are.

        A quotation of the same passage with the same text is used. Raises Refused where the passage is not
        where its words are.
        """
        from framework_qda.text.quoting import plain

        found = self._known(passage)
        if found.state is not PassageState.SOUND:
            raise Refused("The words of that passage were corrected; say first where they are now.")
        text = text or plain(found.words)
        there = "SELECT id FROM quotation WHERE passage = ? AND text = ?"
        if known := self._database.value(there, (passage, text)):
            return QuotationId(known)
        quotation = QuotationId(new_id())
        with self.action(f"Quote {self._name('interview', found.interview)}"):
            self._database.run(
                "INSERT INTO quotation (id, interview, passage, participant, words, text, author, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (quotation, found.interview, passage, participant, found.words, text, self.analyst,
                 self._history.now()),
            )  # fmt: skip
        return quotation

    def quote_many(self, passages: Sequence[PassageId]) -> list[QuotationId]:
        """Quote several passages, as one action."""
        with self.action(f"Quote {counted(len(passages), 'a passage', '%d passages')}"):
            return [self.quote(passage) for passage in passages]

    def quote_stretch(
        self, interview: InterviewId, start: int, stop: int, subtopics: Sequence[SubTopicId] = ()
    ) -> QuotationId:
        """Quote a stretch of an interview's text, indexed to sub-topics where any are named."""
        with self.action(f"Quote {self._name('interview', interview)}"):
            if subtopics:
                return self.quote(self.index(interview, start, stop, subtopics))
            return self.quote(self.mark_passage(interview, start, stop))

    def delete_quotations(self, quotations: Sequence[QuotationId]) -> None:
        """Delete quotations; their passages stay, and undo brings them back."""
        with self.action(f"Delete {_count(quotations)}"):
            self._on_each(quotations, "DELETE FROM quotation WHERE id = ?")

    # --- Work on them ------------------------------------------------------------------------------------

    def edit_quotation(self, quotation: QuotationId, text: str, *, continues: str = "") -> None:
        """Change how a quotation reads; raises Refused where nothing would be left to read."""
        found = self._known_quotation(quotation)
        if found.text == text:
            return
        if not _reads(text):
            raise Refused("Nothing would be left of the quotation; leave some words, or delete it.")
        with self.action(f"Edit a quotation of {self._name('interview', found.interview)}", continues):
            self._database.run("UPDATE quotation SET text = ? WHERE id = ?", (text, quotation))

    def set_status(self, quotations: Sequence[QuotationId], status: QuotationStatus) -> None:
        """Say how far the author has come with quotations."""
        with self.action(f"Mark {_count(quotations)} as {status}"):
            self._on_each(quotations, "UPDATE quotation SET status = ? WHERE id = ?", status)

    def set_strongest(self, quotations: Sequence[QuotationId], strongest: bool = True) -> None:
        """Mark quotations as the strongest, or take the mark away."""
        with self.action(f"{'Mark' if strongest else 'Unmark'} {_count(quotations)} as strongest"):
            self._on_each(quotations, "UPDATE quotation SET strongest = ? WHERE id = ?", int(strongest))

    def note_quotation(self, quotation: QuotationId, note: str, *, continues: str = "") -> None:
        """Write a note on a quotation."""
        found = self._known_quotation(quotation)
        if found.note == note.strip():
            return
        with self.action(f"Note on a quotation of {self._name('interview', found.interview)}", continues):
            self._database.run("UPDATE quotation SET note = ? WHERE id = ?", (note.strip(), quotation))

    def tag_quotations(self, quotations: Sequence[QuotationId], tag: str, tagged: bool = True) -> None:
        """Tag quotations, or take a tag off them."""
        tag = cleaned_name(tag)
        with self.action(f"{'Tag' if tagged else 'Untag'} {_count(quotations)} “{tag}”"):
            if tagged:
                sql = "INSERT INTO quotation_tag (tag, quotation) VALUES (?, ?) ON CONFLICT DO NOTHING"
            else:
                sql = "DELETE FROM quotation_tag WHERE tag = ? AND quotation = ?"
            self._on_each(quotations, sql, tag)

    def say_who_spoke(self, quotation: QuotationId, participant: ParticipantId | None) -> None:
        """Say which of the participants of its interview a quotation is from."""
        found = self._known_quotation(quotation)
        with self.action(f"Say who is quoted of {self._name('interview', found.interview)}"):
            self._database.run("UPDATE quotation SET participant = ? WHERE id = ?", (participant, quotation))

    def set_template(self, quotations: Sequence[QuotationId], template: AttributionId | None) -> None:
        """Choose how the speakers of quotations are named; None is the study's first template."""
        with self.action(f"Choose the attribution of {_count(quotations)}"):
            self._on_each(quotations, "UPDATE quotation SET template = ? WHERE id = ?", template)

    def check_quotation_by_ear(self, quotation: QuotationId, checked: bool = True) -> None:
        """Record that this analyst compared a quotation with the recording, or that nobody did."""
        found = self._known_quotation(quotation)
        who, when = (self.analyst, self._history.now()) if checked else ("", "")
        what = "Check by ear" if checked else "Take back the check by ear of"
        with self.action(f"{what} a quotation of {self._name('interview', found.interview)}"):
            self._database.run(
                "UPDATE quotation SET checked_by = ?, checked_at = ? WHERE id = ?", (who, when, quotation)
            )

    def accept_source(self, quotation: QuotationId) -> None:
        """Take the words of its passage as they are now, carrying the edits if something is left to read.

        Nobody has heard the new words yet; raises Refused where it is not known which they are.
        """
        from framework_qda.text.carrying import rebased
        from framework_qda.text.quoting import plain

        found = self._known_quotation(quotation)
        passage = self.passage(found.passage) if found.passage else None
        if passage is None or passage.state is not PassageState.SOUND:
            raise Refused("The words of its passage are gone or in doubt; say first where they are now.")
        if passage.words == found.words:
            return
        text = rebased(found.text, found.words, passage.words)
        with self.action(
            f"Take over corrected words in a quotation of {self._name('interview', found.interview)}"
        ):
            self._database.run(
                "UPDATE quotation SET words = ?, text = ?, checked_by = '', checked_at = '' WHERE id = ?",
                (passage.words, text if _reads(text) else plain(passage.words), quotation),
            )

    def find_again(self, quotation: QuotationId, start: int, stop: int) -> None:
        """Say at which stretch of its interview's text a quotation's words are, carrying the edits."""
        from framework_qda.text.carrying import rebased

        found = self._known_quotation(quotation)
        with self.action(f"Say where a quotation of {self._name('interview', found.interview)} is from"):
            passage = self._known(self.mark_passage(found.interview, start, stop))
            self._database.run(
                "UPDATE quotation SET passage = ?, words = ?, text = ?, checked_by = '', checked_at = ''"
                " WHERE id = ?",
                (passage.id, passage.words, rebased(found.text, found.words, passage.words), quotation),
            )

    # --- Verify them -------------------------------------------------------------------------------------

    @kept("quotation", "passage", "interview")
    def verified(self) -> Mapping[QuotationId, Check]:
        """Compare every quotation with its source as it is now."""
        return self.verified_of(self.quotations())

    def verified_of(self, quotations: Sequence[Quotation]) -> Mapping[QuotationId, Check]:
        """Compare some quotations with their sources; one that was compared before costs next to nothing."""
        from framework_qda.text.verifying import verify

        rows = self._database.rows(
            "SELECT id, words, start, stop, state FROM passage"
            " WHERE id IN (SELECT value FROM json_each(?)) AND state <> 'lost'",
            (json.dumps([each.passage for each in quotations]),),
        )
        passages = {passage: (words, start, stop, state) for passage, words, start, stop, state in rows}
        transcripts = {each.id: each.transcript for each in self.interviews()}
        texts: dict[InterviewId, str] = {}

        def text_of(interview: InterviewId) -> str:
            if interview not in texts:
                texts[interview] = self.transcript(interview).text
            return texts[interview]

        def check(each: Quotation) -> Check:
            now, start, stop, state = passages.get(each.passage or "", (None, 0, 0, ""))
            if state == PassageState.DOUBTFUL:  # what stands where it is likeliest now
                now = text_of(each.interview)[start:stop]
            return verify(each.text, each.words, now, "" if now is not None else text_of(each.interview))

        found: dict[QuotationId, Check] = {}
        for each in quotations:
            place = passages.get(each.passage or "")
            sound = place is not None and place[3] == PassageState.SOUND
            key = (each.text, each.words, place, "" if sound else transcripts[each.interview])
            if key not in self._checks:
                self._checks[key] = check(each)
            found[each.id] = self._checks[key]
        if len(self._checks) > _CHECKS + 2 * len(quotations):
            self._checks.clear()
        return found

    @cached_property
    def _checks(self) -> dict[object, Check]:
        """What was compared, by all that the verdict depends on."""
        return {}

    @kept("quotation", "passage", "interview")
    def semi_verbatim(self) -> frozenset[QuotationId]:
        """Tell which quotations, from notes or transcribed, nobody compared with the recording."""
        rows = self._database.rows(
            "SELECT quotation.id FROM quotation JOIN interview ON interview.id = quotation.interview"
            " LEFT JOIN passage ON passage.id = quotation.passage WHERE quotation.checked_by = '' AND"
            " CASE coalesce(passage.kind, ?) WHEN ? THEN passage.checked_by = ''"
            " ELSE interview.kind = 'notes' END",
            (NOTES, VERBATIM),
        )
        return frozenset(QuotationId(row) for (row,) in rows)

    @property
    def house_style(self) -> HouseStyle:
        """How quotations are shown: the mark of a cut, the marks around one."""
        from framework_qda.text.quoting import HouseStyle

        cut = self._database.value("SELECT value FROM setting WHERE key = ?", (_CUT_MARK,))
        return HouseStyle(cut) if cut else HouseStyle()

    def set_cut_mark(self, mark: str) -> None:
        """Say what stands where words were left out, such as .... or […]; a pause is refused."""
        mark = cleaned_name(mark)
        if mark in ("…", "..."):
            raise Refused("That is how a speaker's pause is shown; choose another mark, such as .... or […].")
        with self.action(f"Show what is left out as {mark}"):
            self._database.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", (_CUT_MARK, mark))

    def _known_quotation(self, quotation: QuotationId) -> Quotation:
        found = self.quotation(quotation)
        if found is None:
            raise Refused("That quotation has been deleted; undo brings it back.")
        return found

    def _on_each(self, quotations: Iterable[QuotationId], sql: str, *values: str | int | None) -> None:
        self._database.run_many(sql, [[*values, each] for each in quotations])


def _place(quotation: Quotation) -> tuple[object, ...]:
    """Give what says where a quotation stands among the others."""
    return quotation.interview, quotation.passage, quotation.at


def _reads(text: str) -> bool:
    """Tell whether anything is left to read of a quotation."""
    from framework_qda.text.quoting import shown

    return bool(shown(text).strip(" .…"))


def _count(quotations: Sequence[QuotationId]) -> str:
    return counted(len(quotations), "a quotation", "%d quotations")


def _quotation(row: Sequence[object], tags: Iterable[str]) -> Quotation:
    quotation, interview, passage, participant, words, text, status, strongest, note, template, *rest = row
    return Quotation(
        QuotationId(str(quotation)),
        InterviewId(str(interview)),
        PassageId(str(passage)) if passage else None,
        ParticipantId(str(participant)) if participant else None,
        str(words),
        str(text),
        QuotationStatus(str(status)),
        bool(strongest),
        str(note),
        AttributionId(str(template)) if template else None,
        *(str(each) for each in rest),
        tags=tuple(tags),
    )
