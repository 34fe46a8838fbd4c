"""Keep the areas, their interviews and the people interviewed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framework_qda.errors import Refused
from framework_qda.study.attributes import AttributeVerbs, is_iso_date
from framework_qda.study.core import cleaned_name, kept, new_id
from framework_qda.study.model import (
    Area,
    AreaId,
    Interview,
    InterviewId,
    Participant,
    ParticipantId,
    Subject,
)

if TYPE_CHECKING:
    from framework_qda.text.case import Case
    from framework_qda.text.transcript import Transcript

_INTERVIEW = "interview.id, area, interview.name, kind, date, source, transcript"
_READING_ORDER = "area.position, area.id, interview.position, interview.id"


class PeopleVerbs(AttributeVerbs):
    """Verbs on areas, interviews and participants."""

    @kept("area")
    def areas(self) -> list[Area]:
        """List the areas in reading order."""
        rows = self._database.rows("SELECT id, name FROM area ORDER BY position, id")
        return [Area(AreaId(row), name) for row, name in rows]

    @kept("area", "interview")
    def interviews(self) -> list[Interview]:
        """List all interviews in reading order: those of one area together."""
        rows = self._database.rows(
            f"SELECT {_INTERVIEW} FROM interview JOIN area ON area.id = area ORDER BY {_READING_ORDER}"
        )
        return [Interview(*row) for row in rows]

    def interview(self, interview: InterviewId) -> Interview | None:
        """Give one interview, None where it is gone."""
        row = self._database.row(f"SELECT {_INTERVIEW} FROM interview WHERE id = ?", (interview,))
        return Interview(*row) if row else None

    @kept("area", "interview", "participant")
    def participants(self) -> list[Participant]:
        """List all participants in reading order."""
        rows = self._database.rows(
            "SELECT participant.id, interview, participant.name FROM participant"
            " JOIN interview ON interview.id = interview JOIN area ON area.id = area"
            f" ORDER BY {_READING_ORDER}, participant.position, participant.id"
        )
        return [Participant(ParticipantId(row), InterviewId(of), name) for row, of, name in rows]

    def add_area(self, name: str) -> AreaId:
        """Add an area after the others."""
        name, area = cleaned_name(name), AreaId(new_id())
        with self.action(f"Add area “{name}”"):
            self._database.run("INSERT INTO area VALUES (?, ?, 0)", (area, name))
            self._place("area", area, None)
        return area

    def rename_area(self, area: AreaId, name: str) -> None:
        self._rename("area", area, name, "area")

    def move_area(self, area: AreaId, before: AreaId | None = None) -> None:
        """Put an area before another, or last."""
        with self.action(f"Move area “{self._name('area', area)}”"):
            self._place("area", area, before)

    def delete_area(self, area: AreaId) -> None:
        """Delete an area with its interviews and their summaries; undo brings all back."""
        rows = self._database.rows("SELECT id FROM interview WHERE area = ?", (area,))
        summaries = self._database.value(
            "SELECT count(*) FROM cell WHERE summary <> ''"
            " AND interview IN (SELECT id FROM interview WHERE area = ?)",
            (area,),
        )
        what = f"{_count(len(rows), 'interview')} and {_count(summaries, 'summary', 'summaries')}"
        with self.action(f"Delete area “{self._name('area', area)}” with {what}"):
            for (interview,) in rows:
                self.delete_interview(interview)
            self._forget_values(area)
            self._database.run("DELETE FROM area WHERE id = ?", (area,))

    def merge_areas(self, source: AreaId, target: AreaId) -> None:
        """Move the interviews of one area to the end of another and delete the first, as one action.

        Its memos go to the other too.
        """
        if source == target:
            raise Refused("An area cannot be merged into itself; choose another one.")
        names = f"“{self._name('area', source)}” into “{self._name('area', target)}”"
        rows = self._database.rows("SELECT id FROM interview WHERE area = ? ORDER BY position, id", (source,))
        with self.action(f"Merge area {names} with {_count(len(rows), 'interview')}"):
            for (interview,) in rows:
                self.move_interview(interview, target)
            self._database.run(
                "UPDATE memo SET subject = ? WHERE about = 'area' AND subject = ?", (target, source)
            )
            self._join_overviews(source, target)
            self._point_drafts(source, target)
            for table in ("type_case", "deviant"):
                self._database.run(
                    f"UPDATE OR IGNORE {table} SET subject = ? WHERE subject = ?", (target, source)
                )
            self.delete_area(source)

    def add_interview(
        self,
        area: AreaId,
        name: str,
        *,
        kind: str = "notes",
        date: str = "",
        source: str = "",
        transcript: str = "",
    ) -> InterviewId:
        """Add an interview as the last of its area; `transcript` is the hash of a stored transcript."""
        name, interview = cleaned_name(name), InterviewId(new_id())
        with self.action(f"Add interview “{name}” to “{self._name('area', area)}”"):
            self._database.run(
                "INSERT INTO interview VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
                (interview, area, name, kind, date, source, transcript),
            )
            self._place("interview", interview, None, ("area", area))
        return interview

    def rename_interview(self, interview: InterviewId, name: str) -> None:
        self._rename("interview", interview, name, "interview")

    def date_interview(self, interview: InterviewId, date: str) -> None:
        """Say when an interview took place, in ISO 8601, or nothing."""
        if date and not is_iso_date(date):
            raise Refused(f"“{date}” is no date such as 2012-02-28; write year, month and day like that.")
        with self.action(f"Date interview “{self._name('interview', interview)}”"):
            self._database.run("UPDATE interview SET date = ? WHERE id = ?", (date, interview))

    def set_interview_kind(self, interview: InterviewId, kind: str) -> None:
        """Say whether an interview's words are notes or a transcript."""
        if kind not in ("notes", "transcript"):
            raise Refused(
                f"An interview is kept as notes or as a transcript, not as “{kind}”; choose one of the two."
            )
        with self.action(f"Keep interview “{self._name('interview', interview)}” as {kind}"):
            self._database.run("UPDATE interview SET kind = ? WHERE id = ?", (kind, interview))

    def move_interview(self, interview: InterviewId, area: AreaId, before: InterviewId | None = None) -> None:
        """Put an interview before another one of an area, or last in it; its summaries go with it."""
        with self.action(f"Move interview “{self._name('interview', interview)}”"):
            self._database.run("UPDATE interview SET area = ? WHERE id = ?", (area, interview))
            self._place("interview", interview, before, ("area", area))

    def delete_interview(self, interview: InterviewId) -> None:
        """Delete an interview with its participants and summaries; undo brings all back."""
        count = self._database.value(
            "SELECT count(*) FROM cell WHERE interview = ? AND summary <> ''", (interview,)
        )
        people = self._database.rows("SELECT id FROM participant WHERE interview = ?", (interview,))
        name = self._name("interview", interview)
        with self.action(f"Delete interview “{name}” with {_count(count, 'summary', 'summaries')}"):
            for subject in (interview, *[participant for (participant,) in people]):
                self._forget_values(subject)
            self._database.run("DELETE FROM interview WHERE id = ?", (interview,))

    def add_participant(self, interview: InterviewId, name: str) -> ParticipantId:
        """Add somebody interviewed, under a pseudonym."""
        name, participant = cleaned_name(name), ParticipantId(new_id())
        with self.action(f"Add participant “{name}” to “{self._name('interview', interview)}”"):
            self._database.run("INSERT INTO participant VALUES (?, ?, ?, 0)", (participant, interview, name))
            self._place("participant", participant, None, ("interview", interview))
        return participant

    def rename_participant(self, participant: ParticipantId, name: str) -> None:
        self._rename("participant", participant, name, "participant")

    def move_participant(self, participant: ParticipantId, before: ParticipantId | None = None) -> None:
        """Put a participant before another one of the same interview, or last."""
        interview = self._database.value("SELECT interview FROM participant WHERE id = ?", (participant,))
        with self.action(f"Move participant “{self._name('participant', participant)}”"):
            self._place("participant", participant, before, ("interview", interview))

    def delete_participant(self, participant: ParticipantId) -> None:
        """Delete a participant; undo brings all back."""
        with self.action(f"Delete participant “{self._name('participant', participant)}”"):
            self._forget_values(participant)
            self._database.run("DELETE FROM participant WHERE id = ?", (participant,))

    def set_participants(self, interview: InterviewId, names: Sequence[str]) -> None:
        """Say who was interviewed, in order: renames by place, adds the new and deletes the left over."""
        names = [cleaned_name(name) for name in names if name.strip()]
        there = [each for each in self.participants() if each.interview == interview]
        with self.action(f"Name the participants of “{self._name('interview', interview)}”"):
            for participant, name in zip(there, names, strict=False):
                if participant.name != name:
                    self.rename_participant(participant.id, name)
            for name in names[len(there) :]:
                self.add_participant(interview, name)
            for participant in there[len(names) :]:
                self.delete_participant(participant.id)

    def import_interviews(self, cases: Sequence[tuple[Case, Transcript]]) -> list[InterviewId]:
        """Add interviews with their words, people and attributes, as one action.

        An area or attribute the study has already, by name, is used; any other is added.
        """
        self.keep_transcripts([transcript for _, transcript in cases])
        with self.action(f"Import {_count(len(cases), 'interview')}"):
            areas = {area.name: area.id for area in self.areas()}
            for case, _ in cases:
                name = cleaned_name(case.area)
                areas[name] = areas.get(name) or self.add_area(name)
            return [
                self._import_case(case, transcript, areas[cleaned_name(case.area)])
                for case, transcript in cases
            ]

    def _import_case(self, case: Case, transcript: Transcript, area: AreaId) -> InterviewId:
        interview = self.add_interview(
            area, case.interview, kind=case.kind, date=case.date, source=case.file, transcript=transcript.hash
        )
        self._set_named(Subject.AREA, area, case.area_attributes)
        self._set_named(Subject.INTERVIEW, interview, case.attributes)
        for person in case.participants:
            participant = self.add_participant(interview, person.name)
            self._set_named(Subject.PARTICIPANT, participant, person.attributes)
        return interview


def _count(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
