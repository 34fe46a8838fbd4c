"""Speakers are named by what is known of them, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda import Study
from framework_qda.errors import Refused
from framework_qda.study.authoring import AttributionId, AttributionTemplate
from framework_qda.study.model import AttributeType, Subject
from tests.study.making import copied_study, ids


@pytest.fixture
def study(tmp_path: Path):
    """Give a study with the facts Service (of areas), Length (of interviews) and Role (of participants)."""
    with copied_study(tmp_path, "study.fqda") as study:
        yield study


def template(text: str, **wordings: dict[str, str]) -> AttributionTemplate:
    return AttributionTemplate(AttributionId(""), "", text, wordings)


def test_the_first_template_names_speakers_until_another_is_chosen(study: Study) -> None:
    _, _, _, (first, *_) = ids(study)
    quotation = study.quote_stretch(first, 11, 21)
    assert study.attributions() == {quotation: ""}  # nothing is known of a side or a service model
    role = study.add_attribution("Role", "{Role}, {Service} service")
    service = study.add_attribution("Service", "{Service}", {"Service": {"acute": "Hospital of {Role}"}})
    assert study.attributions() == {quotation: "Manager, acute service"}
    study.set_template([quotation], service)
    assert study.attributions() == {
        quotation: "Hospital of {Role}"
    }  # what is read for a value is no template
    found = study.quotation(quotation)
    assert found and study.attribution_of(found, role) == "Manager, acute service"
    study.delete_attribution(service)
    assert study.attributions() == {quotation: "Manager, acute service"}
    study.undo()
    assert study.attributions() == {quotation: "Hospital of {Role}"}


def test_templates_are_renamed_ordered_and_changed_in_one_spell(study: Study) -> None:
    one, other = study.add_attribution(" One  way ", " {Role} "), study.add_attribution("Other", "{Service}")
    assert [(each.name, each.text) for each in study.attribution_templates()] == [
        *(("One way", "{Role}"), ("Other", "{Service}")),
    ]
    study.move_attribution(other, one)
    assert [each.id for each in study.attribution_templates()] == [other, one]
    assert study.attribution_template().id == other and study.attribution_template(one).id == one
    steps = len(study.actions())
    for text in ("{Role}, ", "{Role}, {area}"):
        study.change_attribution(one, text, {"Role": {"é": "É"}}, continues="spell")
    assert len(study.actions()) == steps + 1
    study.rename_attribution(one, "Once")
    assert study.attribution_template(one) == (one, "Once", "{Role}, {area}", {"Role": {"é": "É"}})
    with pytest.raises(Refused):
        study.add_attribution("  ", "{Role}")


def test_a_fact_of_a_person_goes_before_one_of_the_interview_and_the_area(study: Study) -> None:
    _, _, areas, (first, *_) = ids(study)
    (person,) = (each.id for each in study.participants() if each.interview == first)
    for subject, row in ((Subject.AREA, areas[0]), (Subject.INTERVIEW, first), (Subject.PARTICIPANT, person)):
        attribute = study.add_attribute(subject, "Side", AttributeType.TEXT)
        study.set_value(attribute, row, f"of the {subject}")
        assert study.facts_of(first)["Side"] == f"of the {subject}"
    assert study.facts_of(first)["area"] == "Area 1" and study.facts_of(first)["interview"] == "Interview 1"


def test_of_several_people_what_they_share_is_told_until_it_is_said_who_spoke(study: Study) -> None:
    _, _, _, (first, *_) = ids(study)
    study.set_participants(first, ["P1", "P9"])
    people = [each.id for each in study.participants() if each.interview == first]
    role = next(each.id for each in study.attributes(Subject.PARTICIPANT))
    quotation = study.quote_stretch(first, 11, 21)
    study.add_attribution("Role", "{participant}, {Role}, {Service}")
    assert study.attributions() == {quotation: "Acute"}  # of the other no role is known
    study.set_value(role, people[1], "manager")
    assert study.attributions() == {quotation: "Manager, acute"}
    study.set_value(role, people[1], "midwife")
    assert study.attributions() == {quotation: "Acute"}
    study.say_who_spoke(quotation, people[1])
    assert study.attributions() == {quotation: "P9, midwife, acute"}
    study.delete_participant(people[1])
    assert study.attributions() == {quotation: "P1, manager, acute"}


def test_every_participant_is_previewed_and_every_interview_without_one(study: Study) -> None:
    _, _, _, interviews = ids(study)
    study.set_participants(interviews[1], [])
    study.set_participants(interviews[2], ["A", "B"])
    shown = study.previewed(template("{participant} ({Service})", Service={"acute": "acute trust"}))
    assert [(row, words) for row, _, words in shown] == [
        (interviews[0], "P1 (acute trust)"),
        (interviews[1], "(Acute trust)"),
        (interviews[2], "A (community)"),
        (interviews[2], "B (community)"),
        (interviews[3], "P4 (community)"),
    ]
    assert study.attribution_templates() == []  # a preview keeps nothing


def test_attributions_follow_what_is_changed_elsewhere(study: Study) -> None:
    _, _, areas, (first, *_) = ids(study)
    quotation = study.quote_stretch(first, 11, 21)
    study.add_attribution("Place", "{area}, {participant}")
    assert study.attributions() == {quotation: "Area 1, P1"}
    study.rename_area(areas[0], "the north")
    study.rename_participant(study.participants()[0].id, "Nurse 1")
    assert study.attributions() == {quotation: "The north, Nurse 1"}


def test_a_speaker_is_named_once_until_a_fact_or_the_template_changes(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    from framework_qda.text import attribution

    named, name = list[str](), attribution.attributed

    def noted(template: str, facts: object, wordings: object = None) -> str:
        named.append(template)
        return name(template, facts, wordings)  # type: ignore[arg-type]

    monkeypatch.setattr(attribution, "attributed", noted)
    template = study.add_attribution("Role", "{Role}")
    before = study.previewed(study.attribution_template(template))
    assert 0 < len(named) < len(before), "those of one role are named alike"
    named.clear()
    assert study.previewed(study.attribution_template(template)) == before and not named
    study.change_attribution(template, "{ role } of {interview}", {})
    assert all(" of " in words for _, _, words in study.previewed(study.attribution_template(template)))
    study.change_attribution(template, "{Role}", {"Role": {"manager": "lead"}})
    assert "Lead" in [words for _, _, words in study.previewed(study.attribution_template(template))]
