"""What the sample's analyst found is read from files and stands on its charts; mistakes in them are told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from framework_qda import Study, open_study
from framework_qda.errors import UnreadableSource
from framework_qda.study.model import About, FindingKind, PassageId, Subject, ViewKind
from framework_qda.tasks.findings import put_findings
from framework_qda.tasks.library import sample_folder
from framework_qda.tasks.sample import build_sample
from framework_qda.text import summary


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("findings") / "sample.fqda"
    build_sample(path)
    return path


@pytest.fixture(scope="module")
def built(path: Path) -> Iterator[Study]:
    with open_study(path) as study:
        yield study


def test_four_sub_topics_have_elements_dimensions_and_categories(built: Study) -> None:
    worked = {finding.subtopic for finding in built.findings()}
    assert len(worked) >= 4
    for subtopic in worked:
        kinds = [finding.kind for finding in built.findings(subtopic)]
        assert kinds.count(FindingKind.DIMENSION) >= 2
        assert kinds.count(FindingKind.CATEGORY) >= 6
        assert kinds.count(FindingKind.ELEMENT) >= 10
        assert built.unplaced(subtopic) == []


def test_every_element_is_gathered_and_stands_on_charted_cells(built: Study) -> None:
    placings, known = built.placings(), {finding.id: finding for finding in built.findings()}
    cells = built.cells([row.id for row in built.interviews()], [column.id for column in built.subtopics()])
    for finding in known.values():
        if finding.kind is FindingKind.ELEMENT:
            assert finding.parent and known[finding.parent].kind is FindingKind.CATEGORY
            assert placings[finding.id]
            for row in placings[finding.id]:
                assert cells[row, finding.subtopic].summary


def test_overviews_of_areas_sub_topics_and_matrices_lead_to_their_evidence(built: Study) -> None:
    about = [overview.about for overview in built.overviews().values()]
    assert about.count(About.AREA) >= 6
    assert about.count(About.SUBTOPIC) >= 4
    assert about.count(About.MATRIX) == 4
    spoken = 0
    for overview in built.overviews().values():
        assert overview.author == "Analyst A"
        for line in summary.parse(overview.text):
            for run in line.runs:
                for link in run.links:
                    if "/" in link:
                        assert built.subject_name(About.CELL, link)
                    else:
                        passage = built.passage(PassageId(link))
                        assert passage and run.text in passage.words
                        spoken += 1
        linked = summary.links(overview.text)
        assert linked or overview.about is About.MATRIX
    assert spoken >= 8


def test_every_area_is_in_exactly_one_type(built: Study) -> None:
    (typology,) = built.typologies()
    cases = built.typed_cases(typology.id)
    assert typology.unit is Subject.AREA and len(cases) == 12
    assert all(case.type for case in cases)
    assert {case.type for case in cases} == {type_.id for type_ in built.types(typology.id)}
    assert sum(not case.by_hand for case in cases) == 5
    assert all(case.reason for case in cases if case.by_hand)


def test_an_area_placed_by_hand_fits_two_types_by_its_categories(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "copy.fqda")
    with open_study(tmp_path / "copy.fqda") as study:
        (typology,) = study.typologies()
        area = next(area.id for area in study.areas() if area.name == "Area 8")
        study.decide_type(typology.id, area, None)
        case = next(case for case in study.typed_cases(typology.id) if case.subject == area)
        names = {type_.id: type_.name for type_ in study.types(typology.id)}
        assert [names[type_] for type_ in case.types] == ["Rhythm at a distance", "Line and letter"]


def test_views_are_kept_and_can_be_read(built: Study) -> None:
    kinds = [view.kind for view in built.views()]
    assert kinds.count(ViewKind.FILTER) == kinds.count(ViewKind.COMPARISON) == 2
    assert kinds.count(ViewKind.CENTRAL_CHART) == kinds.count(ViewKind.LINKAGE) == 1
    assert any(view.settings.get("paired") for view in built.views(ViewKind.COMPARISON))
    for kind in (ViewKind.CENTRAL_CHART, ViewKind.LINKAGE):
        (view,) = built.views(kind)
        assert all(built.deviants(view.id).values()) and built.deviants(view.id)


WRONG = [
    ("findings/3-feedback.toml", "matrix = 3", "matrix = 9", "“matrix” “9”"),
    ("findings/3-feedback.toml", 'sub-topic = "feedback"', 'sub-topic = "noise"', "“sub-topic” “noise”"),
    ("findings/3-feedback.toml", 'name = "it says nothing"', "", "“name” nothing"),
    (
        "findings/3-feedback.toml",
        'name = "by chasing"',
        'name = "by walking down"',
        "“name” “by walking down” twice",
    ),
    ("findings/3-feedback.toml", 'dimension = "what carries it"', 'dimension = "no"', "“dimension” “no”"),
    ("findings/3-feedback.toml", '"04-at-named-midwife"', '"99-nobody"', "“cells” “99-nobody”"),
    ("findings/3-feedback.toml", '"04-at-named-midwife"', '"12-la-service-manager"', "no summary there"),
    ("findings/3-feedback.toml", "matrix = 3", "matrix 3", "is no TOML"),
    ("overviews.toml", 'area = "Area 1"', 'area = "Area 99"', "“area” “Area 99”"),
    ("overviews.toml", "01-la-team-manager 1.5", "01-la-team-manager 1.9", "“text” “1.9”"),
    ("overviews.toml", "We had one tray", "We had two trays", "“text” “We had two trays"),
    ("typology.toml", "3.2: whoever fetches it", "3.2: nobody", "“categories” “3.2: nobody”"),
    ("typology.toml", 'type = "Go-betweens"', 'type = "Others"', "“type” “Others”"),
    ("views.toml", 'where = ["side=acute trust"]', 'where = ["side=nobody"]', "“where” “side=nobody”"),
    ("views.toml", 'paired = "side"', 'paired = "height"', "“paired” “height”"),
    ("views.toml", 'case = "Area 8"', 'case = "Area 99"', "“case” “Area 99”"),
    ("views.toml", '["3.2", "3.5", "4.2"]', '["3.2", "9.9"]', "“sub-topics” “9.9”"),
]


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_told_with_file_key_and_reason(
    mistake: tuple[str, str, str, str], path: Path, tmp_path: Path
) -> None:
    file, right, wrong, told = mistake
    folder = tmp_path / "sources"
    shutil.copytree(sample_folder() / "findings", folder / "findings")
    for name in ("overviews.toml", "typology.toml", "views.toml"):
        shutil.copy(sample_folder() / name, folder)
    text = (folder / file).read_text("utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1), "utf-8")
    shutil.copy(path, tmp_path / "copy.fqda")
    with open_study(tmp_path / "copy.fqda") as study:
        study.delete_typology(study.typologies()[0].id)
        for finding in study.findings():
            study.delete_finding(finding.id)
        with pytest.raises(UnreadableSource, match=told) as caught:
            put_findings(study, folder)
    assert str(caught.value).startswith(f"“{Path(file).name}”")
