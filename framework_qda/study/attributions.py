"""Name speakers without naming them: templates made of attributes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from framework_qda.study.authoring import AttributionId, AttributionTemplate, Quotation
from framework_qda.study.core import as_json, cleaned_name, kept, new_id
from framework_qda.study.model import InterviewId, Participant, ParticipantId, Subject
from framework_qda.study.quotations import QuotationVerbs

if TYPE_CHECKING:
    from framework_qda.study.authoring import QuotationId

_FACTS = ("attribute", "attribute_value", "area", "interview", "participant")
_MOST = 16  # templates whose namings are kept
_PRESET = AttributionTemplate(AttributionId(""), "Side and service model", "{side}, {service model}", {})


class AttributionVerbs(QuotationVerbs):
    """Verbs on attributions."""

    @kept("attribution")
    def attribution_templates(self) -> list[AttributionTemplate]:
        """List the templates in order; the first is used where a quotation names none."""
        rows = self._database.rows("SELECT id, name, text, wordings FROM attribution ORDER BY position, id")
        return [AttributionTemplate(AttributionId(row), name, text, json.loads(wordings))
                for row, name, text, wordings in rows]  # fmt: skip

    def attribution_template(self, template: AttributionId | None = None) -> AttributionTemplate:
        """Give a template, the study's first, or one to begin with where it has none."""
        templates = self.attribution_templates()
        first = templates[0] if templates else _PRESET
        return next((each for each in templates if each.id == template), first)

    def add_attribution(
        self, name: str, text: str, wordings: Mapping[str, Mapping[str, str]] | None = None
    ) -> AttributionId:
        """Add a template such as “{side}, {service model}”."""
        name, template = cleaned_name(name), AttributionId(new_id())
        with self.action(f"Add the attribution “{name}”"):
            self._database.run(
                "INSERT INTO attribution VALUES (?, ?, ?, ?, 0)",
                (template, name, text.strip(), as_json(wordings or {})),
            )
            self._place("attribution", template, None)
        return template

    def change_attribution(
        self, template: AttributionId, text: str, wordings: Mapping[str, Mapping[str, str]], *,
        continues: str = "",
    ) -> None:  # fmt: skip
        """Change the fields of a template and what is read for their values."""
        with self.action(f"Change the attribution “{self._name('attribution', template)}”", continues):
            self._database.run(
                "UPDATE attribution SET text = ?, wordings = ? WHERE id = ?",
                (text.strip(), as_json(wordings), template),
            )

    def rename_attribution(self, template: AttributionId, name: str) -> None:
        self._rename("attribution", template, name, "attribution")

    def move_attribution(self, template: AttributionId, before: AttributionId | None = None) -> None:
        """Put a template before another, or last; the first is used where a quotation names none."""
        with self.action(f"Move the attribution “{self._name('attribution', template)}”"):
            self._place("attribution", template, before)

    def delete_attribution(self, template: AttributionId) -> None:
        """Delete a template; its quotations use the study's first one then."""
        with self.action(f"Delete the attribution “{self._name('attribution', template)}”"):
            self._database.run("DELETE FROM attribution WHERE id = ?", (template,))

    def facts_of(self, interview: InterviewId, participant: ParticipantId | None = None) -> Mapping[str, str]:
        """Give what an attribution can say of a speaker: field -> value.

        Attributes of the participant go before those of the interview and the area. Where it is not said
        which of several participants spoke, what they share is given.
        """
        return self._speakers().of(interview, participant)

    def _filled(
        self, template: AttributionTemplate, interview: InterviewId, participant: ParticipantId | None
    ) -> str:
        return self._speakers().naming(template)(interview, participant)

    def _speakers(self) -> _Speakers:
        return self.read_once("speakers", _FACTS, lambda: (_Speakers(self),))[0]

    def attribution_of(self, quotation: Quotation, template: AttributionId | None = None) -> str:
        """Name the speaker of a quotation by its own template, or another."""
        chosen = self.attribution_template(template or quotation.template)
        return self._filled(chosen, quotation.interview, quotation.participant)

    @kept("quotation", "attribution", *_FACTS)
    def attributions(self) -> Mapping[QuotationId, str]:
        """Name the speaker of every quotation by its template."""
        speakers = self._speakers()

        @cache
        def named_by(template: AttributionId | None) -> _Naming:
            return speakers.naming(self.attribution_template(template))

        return {
            each.id: named_by(each.template)(each.interview, each.participant) for each in self.quotations()
        }

    def previewed(self, template: AttributionTemplate) -> list[tuple[InterviewId, ParticipantId | None, str]]:
        """Show what a template, kept or not, makes of every interview and participant, in reading order."""
        speakers = self._speakers()
        named = speakers.naming(template)
        return [
            (interview.id, person, named(interview.id, person))
            for interview in self.interviews()
            for person in [each.id for each in speakers.people.get(interview.id, ())] or [None]
        ]


class _Speakers:
    """What is known of everybody, read once."""

    def __init__(self, study: AttributionVerbs) -> None:
        self._interviews = {each.id: each for each in study.interviews()}
        self._areas = {each.id: each.name for each in study.areas()}
        self._attributes = {subject: study.attributes(subject) for subject in Subject}
        self._values = study.values()
        self.people: defaultdict[InterviewId, list[Participant]] = defaultdict(list)
        for each in study.participants():
            self.people[each.interview].append(each)
        self._namings: dict[tuple[str, str], _Naming] = {}

    def naming(self, template: AttributionTemplate) -> _Naming:
        """Give what names speakers by a template, as its text and its wordings are."""
        key = (template.text, as_json(template.wordings))
        if key not in self._namings:
            if len(self._namings) >= _MOST:  # while one is typed
                self._namings.clear()
            self._namings[key] = _Naming(template, self)
        return self._namings[key]

    def of(self, interview: InterviewId, participant: ParticipantId | None) -> Mapping[str, str]:
        """Tell what is known of a speaker."""
        found = self._interviews.get(interview)
        if found is None:
            return {}
        people = self.people.get(interview, ())
        spoke = [each for each in people if participant in (None, each.id)]
        facts = {"area": self._areas[found.area], "interview": found.name}
        facts["participant"] = spoke[0].name if len(spoke) == 1 else ""
        for subject, rows in (
            (Subject.AREA, [found.area]),
            (Subject.INTERVIEW, [interview]),
            (Subject.PARTICIPANT, [each.id for each in spoke]),
        ):
            for attribute in self._attributes[subject]:
                shared = {self._values.get((attribute.id, row), "") for row in rows}
                if len(shared) == 1 and (value := shared.pop()):
                    facts[attribute.name] = value
        return facts


class _Naming:
    """Name speakers by one template; one says many things, and many are named alike."""

    def __init__(self, template: AttributionTemplate, speakers: _Speakers) -> None:
        self._template, self._speakers = template, speakers
        self._named: dict[tuple[InterviewId, ParticipantId | None], str] = {}
        self._alike: dict[tuple[tuple[str, str], ...], str] = {}

    def __call__(self, interview: InterviewId, participant: ParticipantId | None) -> str:
        if (interview, participant) not in self._named:
            self._named[interview, participant] = self._filled(self._speakers.of(interview, participant))
        return self._named[interview, participant]

    def _filled(self, facts: Mapping[str, str]) -> str:
        from framework_qda.text.attribution import attributed, told

        asked = told(self._template.text, facts)
        key = tuple(asked.items())
        if key not in self._alike:
            self._alike[key] = attributed(self._template.text, asked, self._template.wordings)
        return self._alike[key]
