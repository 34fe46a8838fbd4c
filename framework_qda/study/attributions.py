"""Name speakers without naming them: templates made of attributes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from framework_qda.study.authoring import AttributionId, AttributionTemplate, Quotation
from framework_qda.study.core import cleaned_name, kept, new_id
from framework_qda.study.model import InterviewId, ParticipantId, Subject
from framework_qda.study.quotations import QuotationVerbs

if TYPE_CHECKING:
    from framework_qda.study.authoring import QuotationId

_FACTS = ("attribute", "attribute_value", "area", "interview", "participant")
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
                (template, name, text.strip(), json.dumps(wordings or {})),
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
                (text.strip(), json.dumps(wordings), template),
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

    @kept(*_FACTS)
    def facts_of(self, interview: InterviewId, participant: ParticipantId | None = None) -> Mapping[str, str]:
        """Give what an attribution can say of a speaker: field -> value.

        Attributes of the participant go before those of the interview and the area. Where it is not said
        which of several participants spoke, what they share is given.
        """
        found = self.interview(interview)
        if found is None:
            return {}
        area = next(each.name for each in self.areas() if each.id == found.area)
        people = [each for each in self.participants() if each.interview == interview]
        spoke = [each for each in people if participant in (None, each.id)]
        values, facts = self.values(), {"area": area, "interview": found.name}
        facts["participant"] = spoke[0].name if len(spoke) == 1 else ""
        for subject, rows in (
            (Subject.AREA, [found.area]),
            (Subject.INTERVIEW, [interview]),
            (Subject.PARTICIPANT, [each.id for each in spoke]),
        ):
            for attribute in self.attributes(subject):
                shared = {values.get((attribute.id, row), "") for row in rows}
                if len(shared) == 1 and (value := shared.pop()):
                    facts[attribute.name] = value
        return facts

    def attribution_of(self, quotation: Quotation, template: AttributionId | None = None) -> str:
        """Name the speaker of a quotation by its own template, or another."""
        return self._attributed(template or quotation.template, quotation.interview, quotation.participant)

    @kept("quotation", "attribution", *_FACTS)
    def attributions(self) -> Mapping[QuotationId, str]:
        """Name the speaker of every quotation by its template."""
        return {each.id: self.attribution_of(each) for each in self.quotations()}

    def previewed(self, template: AttributionTemplate) -> list[tuple[InterviewId, ParticipantId | None, str]]:
        """Show what a template, kept or not, makes of every interview and participant, in reading order."""
        people: defaultdict[InterviewId, list[ParticipantId | None]] = defaultdict(list)
        for each in self.participants():
            people[each.interview].append(each.id)
        return [
            (interview.id, person, self._filled(template, interview.id, person))
            for interview in self.interviews()
            for person in people.get(interview.id, [None])
        ]

    def _attributed(
        self, template: AttributionId | None, interview: InterviewId, participant: ParticipantId | None
    ) -> str:
        return self._filled(self.attribution_template(template), interview, participant)

    def _filled(
        self, template: AttributionTemplate, interview: InterviewId, participant: ParticipantId | None
    ) -> str:
        from framework_qda.text.attribution import attributed

        return attributed(template.text, self.facts_of(interview, participant), template.wordings)
