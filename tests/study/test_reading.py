"""Views of a study: which cells they show, and the same in frames."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework_qda import Study
from framework_qda.errors import NotFound, Refused
from framework_qda.reading.stacking import stacked
from framework_qda.study.attributes import misfit
from framework_qda.study.model import (
    NO_VALUE,
    About,
    AttributeType,
    Condition,
    FieldId,
    FindingKind,
    Subject,
    Thing,
    ThingKind,
    ViewKind,
)
from tests.study.making import make_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Two areas, acute and community, of two interviews, a manager and a worker; all cells written."""
    with make_study(tmp_path / "s.fqda") as study:
        for row in study.interviews():
            for column in study.subtopics():
                study.chart(row.id, column.id, f"{row.name} on **{column.name}**")
        study.add_finding(
            study.subtopics()[0].id,
            FindingKind.CATEGORY,
            "plain",
            interviews=[row.id for row in study.interviews()[1:3]],
        )
        yield study


def only(study: Study, field: str, *values: str) -> list[Condition]:
    return [Condition(study.find_field(field).id, values)]


def test_within_case_an_area_reads_along_all_columns(study: Study) -> None:
    frame = study.within_case("Area 1")
    assert list(frame.columns) == ["Interview 1", "Interview 2"]
    assert list(frame.index) == [
        *(("1 Understandings", name) for name in ("Meaning", "Origins", "Purpose")),
        *(("2 Practice", name) for name in ("Referral", "Team", "Time")),
    ]
    assert frame.loc[("2 Practice", "Team"), "Interview 2"] == "Interview 2 on Team"
    one = study.within_case(study.interviews()[2].id, markup=True)
    assert one.shape == (6, 1) and one.iloc[0, 0] == "Interview 3 on **Meaning**"
    plan = study.plan_case(study.areas()[0].id)
    assert plan.facts == (("Service", "acute"),) and plan.title == "Area 1"
    with pytest.raises(NotFound):
        study.within_case("Area 9")


def test_within_case_shows_one_side_first_as_the_window_does(study: Study) -> None:
    assert [side.name for side in study.possible_sides()] == ["Length", "Role"]
    length = study.find_field("Length").id
    for row, minutes in zip(study.interviews(), ("52", "41", "41", "41"), strict=True):
        study.set_value(length, row.id, minutes)  # type: ignore[arg-type]
    assert list(study.within_case("Area 1").columns) == ["Interview 2", "Interview 1"]
    assert list(study.within_case("Area 1", by="").columns) == ["Interview 1", "Interview 2"]


def test_numbers_stand_with_their_names_beside_an_area(study: Study) -> None:
    area = study.areas()[0]
    study.set_value(study.add_attribute(Subject.AREA, "beds", AttributeType.NUMBER), area.id, "420")
    assert study.arranged()[0].facts == "acute · beds 420"


def test_what_cannot_stand_side_by_side_is_refused(study: Study) -> None:
    with pytest.raises(Refused, match=r"“2\.3 Time” is a sub-topic and cannot stand beside areas"):
        study.compare(["Area 1", "2.3"])
    with pytest.raises(Refused, match="compare sub-topics only"):
        study.find_things(["Role=worker", "2.3"])


def test_a_name_that_two_subtopics_have_is_not_guessed(study: Study) -> None:
    first, *_, last = study.subtopics()
    study.rename_subtopic(last.id, first.name)
    with pytest.raises(Refused, match=r"1\.1 in “1 Understandings”, 2\.3 in “2 Practice”"):
        study.within_theme("meaning")
    assert study.find_subtopic("2.3").id == study.find_subtopic(last.id).id == last.id


def test_within_case_columns_are_ordered_by_a_field(study: Study) -> None:
    area, field = study.areas()[0].id, study.find_field("Role")
    for row, role in zip(study.participants(), ("worker", "manager"), strict=False):
        study.set_value(study.find_field("Role").id, row.id, role)  # type: ignore[arg-type]
    assert [head.title for head in study.plan_case(area).heads] == ["Interview 1", "Interview 2"]
    plan = study.plan_case(area, field.id)
    assert [head.title for head in plan.heads] == ["Interview 2", "Interview 1"]
    assert [head.facts.split(" · ")[0] for head in plan.heads] == ["manager", "worker"]
    assert list(study.within_case("Area 1", by="role").columns) == ["Interview 2", "Interview 1"]
    assert plan.lines[1].cells[0] == ((plan.heads[0].id, plan.lines[1].id),)
    with pytest.raises(NotFound):
        study.within_case("Area 1", by="nothing")


def test_columns_stand_one_below_the_other(study: Study) -> None:
    plan = study.plan_case(study.areas()[0].id)
    below = stacked(plan)
    assert [(line.title, line.level) for line in below.lines[:4]] == [
        ("1 Understandings", 1), ("1.1 Meaning", 2), ("Interview 1", 0), ("Interview 2", 0)
    ]  # fmt: skip
    assert sorted(below.keys()) == sorted(plan.keys())
    assert below.title == plan.title and len(below.heads) == 1


def test_within_theme_groups_may_stand_backwards(study: Study) -> None:
    plan = study.plan_theme(study.subtopics()[0].id, study.find_field("role").id, descending=True)
    assert [line.title for line in plan.lines if line.level] == ["worker", "manager"]


@pytest.mark.parametrize("descending", [False, True])
def test_what_does_not_fit_an_ordered_list_stands_after_what_does(study: Study, descending: bool) -> None:
    grades = ["requires improvement", "good", "outstanding"]
    grade = study.add_attribute(Subject.INTERVIEW, "inspection", AttributeType.ORDERED, grades)
    rating = study.add_attribute(Subject.AREA, "rating", AttributeType.ORDERED, grades)
    for row, value in zip(study.interviews(), ("gud", *grades), strict=True):
        study.set_value(grade, row.id, value, as_typed=True)
    study.add_area("Area 3")
    for area, value in zip(study.areas(), ("gud", "outstanding", "good"), strict=True):
        study.set_value(rating, area.id, value, as_typed=True)
    assert study.find_field("inspection").values == (*grades, "gud")
    bands = study.arranged(grade, descending=descending)
    assert [band.title for band in bands] == [*(reversed(grades) if descending else grades), "⚠ gud"]
    assert [len(band.interviews) for band in bands] == [1] * 4
    areas = study.arranged(rating, descending=descending)
    ordered = ["Area 2", "Area 3"] if descending else ["Area 3", "Area 2"]
    assert [band.title for band in areas] == [*ordered, "Area 1"]
    assert areas[-1].facts.endswith("⚠ gud")


def test_within_theme_one_column_reads_down_by_area_or_by_a_field(study: Study) -> None:
    frame = study.within_theme("1.1")
    assert list(frame.index) == [
        *(("Area 1", f"Interview {n}") for n in (1, 2)),
        *(("Area 2", f"Interview {n}") for n in (3, 4)),
    ]
    assert list(frame["categories"]) == ["", "plain", "plain", ""]
    assert list(frame["summary"])[3] == "Interview 4 on Meaning"
    by_role = study.within_theme("meaning", by="role")
    assert list(by_role.index) == [
        *(("manager", f"Area {n} · Interview {m}") for n, m in ((1, 1), (2, 3))),
        *(("worker", f"Area {n} · Interview {m}") for n, m in ((1, 2), (2, 4))),
    ]
    assert len(study.within_theme("Meaning", where=only(study, "Service", "acute"))) == 2


def test_side_by_side_areas_interviews_groups_and_columns(study: Study) -> None:
    areas = study.compare(["Area 2", "Area 1"], ["Meaning"])
    assert list(areas.columns) == ["Area 2", "Area 1"] and len(areas) == 1
    assert areas.iloc[0, 1] == "Interview 1: Interview 1 on Meaning\nInterview 2: Interview 2 on Meaning"
    groups = study.compare(["Role=manager", "Role=worker"], ["2.3"])
    assert groups.iloc[0, 0].count("on Time") == 2 and "Interview 3" in groups.iloc[0, 0]
    columns = study.compare(["Meaning", "2.2"])
    assert list(columns.columns) == ["Meaning", "Team"] and len(columns) == 4
    assert columns.loc[("Area 2", "Interview 3"), "Team"] == "Interview 3 on Team"
    gone = Thing(ThingKind.AREA, "0" * 32)
    assert study.compare([gone, "Area 1"]).shape == (6, 1), "what is deleted is left out"
    for unknown in ("Nowhere", "Role=nobody"):
        with pytest.raises(NotFound):
            study.compare([unknown])


def test_pairs_stand_within_every_area(study: Study) -> None:
    plan = study.plan_pairs(study.find_field("Role").id, [study.subtopics()[0].id])
    assert [head.title for head in plan.heads] == ["manager", "worker"]
    first, second, third, fourth = (row.id for row in study.interviews())
    column = study.subtopics()[0].id
    assert [line.cells for line in plan.lines if not line.level] == [
        (((first, column),), ((second, column),)),
        (((third, column),), ((fourth, column),)),
    ]
    assert [line.title for line in plan.lines if line.level] == ["Area 1", "Area 2"]


def test_the_central_chart_brings_columns_of_several_matrices_together(study: Study) -> None:
    frame = study.central_chart(["Team", "Meaning"], Subject.INTERVIEW)
    assert list(frame.columns) == ["Team", "Meaning"] and len(frame) == 4
    assert frame.iloc[2, 0] == "Interview 3 on Team"
    by_area = study.central_chart(["Team"])
    assert list(by_area.index) == [("", "Area 1"), ("", "Area 2")]
    assert by_area.iloc[0, 0].startswith("Interview 1: ")


def test_a_crosstab_lists_cases_before_it_counts(study: Study) -> None:
    frame = study.crosstab("Meaning", "Role")
    assert frame.loc["plain", "manager"] == ["Area 2 · Interview 3"]
    assert frame.loc[NO_VALUE, "worker"] == ["Area 2 · Interview 4"]
    assert frame.map(len).to_numpy().sum() == 4
    areas = study.crosstab("Service", "Meaning", Subject.AREA, only(study, "Role", "manager"))
    counts = areas.map(len)
    assert counts.loc["acute"].to_dict() == {"plain": 0, NO_VALUE: 1}
    assert counts.loc["community"].to_dict() == {"plain": 1, NO_VALUE: 0}


def test_conditions_of_all_kinds_hold_together(study: Study) -> None:
    rows = [row.id for row in study.interviews()]
    assert study.meeting([]) == set(rows)
    assert study.meeting(only(study, "Role", "worker", "manager")) == set(rows)
    assert study.meeting(only(study, "Meaning", "plain")) == set(rows[1:3])
    assert study.meeting(only(study, "Meaning", NO_VALUE)) == {rows[0], rows[3]}
    both = [*only(study, "Meaning", "plain"), *only(study, "Service", "acute")]
    assert study.meeting(both) == {rows[1]}
    assert study.meeting([Condition(FieldId("gone"), ("x",))]) == set()
    assert [band.title for band in study.arranged(where=both)] == ["Area 1"]


def test_views_are_kept_by_name_and_replaced_under_it(study: Study) -> None:
    view = study.keep_view(ViewKind.FILTER, "Workers", {"conditions": []})
    assert study.keep_view(ViewKind.FILTER, " Workers ", {"conditions": [["x", ["y"]]]}) == view
    other = study.keep_view(ViewKind.LINKAGE, "Workers", {})
    study.move_view(other, view)
    assert [each.id for each in study.views()] == [other, view]
    found = study.view(view)
    assert found and found.settings == {"conditions": [["x", ["y"]]]}
    area = study.areas()[0].id
    study.mark_deviant(other, area, " unlike the rest ")
    assert study.deviants(other) == {area: "unlike the rest"}
    study.delete_area(area)
    assert study.deviants(other) == {}
    study.undo()
    study.mark_deviant(other, area, deviant=False)
    assert study.deviants(other) == {} and [each.id for each in study.views(ViewKind.FILTER)] == [view]


def test_an_overview_is_written_joined_and_taken_away(study: Study) -> None:
    first, second = (area.id for area in study.areas())
    study.write_overview(About.AREA, first, "One team. ", continues="a")
    study.write_overview(About.AREA, first, "One team, near.", continues="a")
    study.write_overview(About.AREA, second, "Two teams.")
    found = study.overview(About.AREA, first)
    assert (found.text, found.author) == ("One team, near.", study.analyst)
    assert [action.sentence for action in study.actions(2)] == ["Sum up Area 2", "Sum up Area 1"]
    study.merge_areas(second, first)
    assert study.overview(About.AREA, first).text == "One team, near.\nTwo teams."
    study.write_overview(About.AREA, first, "")
    assert study.overviews() == {}


def test_coverage_is_the_share_of_cells_charted(study: Study) -> None:
    first, column = study.interviews()[0].id, study.subtopics()[0].id
    study.chart(first, column, "")
    areas = study.coverage_shares()
    assert areas.shape == (2, 6) and list(areas.index) == ["Area 1", "Area 2"]
    assert (areas.loc["Area 1", "1.1 Meaning"], areas.loc["Area 2", "1.1 Meaning"]) == (0.5, 1.0)
    one = study.coverage_shares(Subject.INTERVIEW, only(study, "Service", "acute"))
    assert list(one.index) == ["Area 1 · Interview 1", "Area 1 · Interview 2"]
    assert list(one["1.1 Meaning"]) == [0.0, 1.0]


def test_interviews_are_found_by_their_area_and_name(study: Study) -> None:
    row = study.interviews()[1]
    assert study.find_case("Area 1 · Interview 2") == study.find_case(row.id) == row.id
    assert study.find_thing("Area 1 · Interview 2") == study.find_thing(row.id)
    with pytest.raises(NotFound, match="no area or interview “Interview 2”"):
        study.find_case("Interview 2")


def test_interviews_of_several_areas_in_one_place_are_told_apart(study: Study) -> None:
    plan = study.plan_central([study.find_subtopic("1.1").id])
    rows = [row.id for row in study.interviews()]
    texts = study.texts_of(plan)
    column = study.find_subtopic("1.1").id
    one_area = texts([(row, column) for row in rows[:2]])
    assert one_area.splitlines()[0].startswith("Interview 1: ")
    both = texts([(row, column) for row in rows])
    assert [line.partition(":")[0] for line in both.splitlines()] == [
        f"{area} · {row.name}"
        for area, row in zip(("Area 1", "Area 1", "Area 2", "Area 2"), study.interviews(), strict=True)
    ]


def test_a_value_that_does_not_fit_is_kept_only_as_typed(study: Study) -> None:
    attribute, row = (
        study.add_attribute(Subject.INTERVIEW, "Minutes", AttributeType.NUMBER),
        study.interviews()[0],
    )
    with pytest.raises(Refused, match="“an hour” does not fit Minutes"):
        study.set_value(attribute, row.id, "an hour")
    study.set_value(attribute, row.id, "an hour", as_typed=True)
    (found,) = (each for each in study.attributes() if each.id == attribute)
    assert misfit(found, study.values()[attribute, row.id]).startswith("“an hour” does not fit Minutes")
    study.set_value(attribute, row.id, "1,200", as_typed=True)
    assert study.values()[attribute, row.id] == "1200" and not misfit(found, "1200")
    study.undo()
    assert study.find_field("Minutes").values == ("an hour",)
