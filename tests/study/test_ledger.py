"""The ledger is right by hand: who is quoted how much, against what was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda import Study
from framework_qda.errors import NotFound
from framework_qda.study.authoring import Block, BlockId, BlockKind, QuotationId, QuotationStatus
from framework_qda.study.model import Subject
from framework_qda.text.quoting import cut
from tests.study.making import copied_study, ids

NEW = BlockId("")


@pytest.fixture
def study(tmp_path: Path):
    """Give four interviews, all as long, with four quotations; three stand in drafts, one of them twice."""
    with copied_study(tmp_path, "study.fqda") as study:
        _, subtopics, _, (first, second, _, fourth) = ids(study)
        twice, once = study.quote_stretch(first, 0, 6, subtopics[:1]), study.quote_stretch(first, 7, 21)
        unused, other = study.quote_stretch(second, 0, 6, subtopics[:2]), study.quote_stretch(fourth, 7, 21)
        assert unused
        study.add_draft("A report", [used(twice), used(once)])
        study.add_draft("A brief", [used(twice), used(other)])
        study.add_attribution("Role", "{Role}")
        yield study


def used(quotation: QuotationId) -> Block:
    return Block(NEW, BlockKind.PARAGRAPH, f'It was {{{{"{quotation}|so}}}}.')


def test_by_participant(study: Study) -> None:
    frame = study.ledger("participant")
    assert frame.index.name == "participant"
    assert list(frame.index) == [
        f"Area {area} · Interview {n} · P{n}" for n, area in ((1, 1), (2, 1), (3, 2), (4, 2))
    ]
    assert len(set(frame["said"])) == 1 and frame["said"].iloc[0] > 10
    assert frame["quotations"].tolist() == [2, 1, 0, 1]
    assert frame["used"].tolist() == [2, 0, 0, 1]
    assert frame["times"].tolist() == [3, 0, 0, 1]
    assert frame["share said"].tolist() == [0.25] * 4
    assert frame["share used"].tolist() == [0.75, 0, 0, 0.25]
    assert frame["balance"].tolist() == [0.5, -0.25, -0.25, 0]
    assert frame["remark"].tolist() == ["over-quoted", "unheard", "unheard", ""]


def test_by_area_and_by_a_field(study: Study) -> None:
    frame = study.ledger("area")
    assert list(frame.index) == ["Area 1", "Area 2"]
    assert frame["times"].tolist() == [3, 1] and frame["balance"].tolist() == [0.25, -0.25]
    assert frame["remark"].tolist() == ["", ""]
    service = next(each.id for each in study.fields() if each.name == "Service")
    assert study.ledger(service).index.name == "Service"
    assert study.ledger(service)["times"].to_dict() == {"acute": 3, "community": 1}


def test_what_it_is_kept_by_goes_by_name(study: Study) -> None:
    service = study.find_field("Service").id
    for name in ("Service", " service "):
        assert study.ledger(name).equals(study.ledger(service)) and study.ledger(name).index.name == "Service"
    for name in ("sub-topic", "Sub-topic", "subtopic"):
        assert study.ledger(name).equals(study.ledger("subtopic"))
        assert study.ledger(name).index.name == "sub-topic"
    assert study.ledger("Participant").equals(study.ledger("participant"))
    with pytest.raises(NotFound, match="nonsense"):
        study.ledger("nonsense")


def test_by_sub_topic_what_is_indexed_counts(study: Study) -> None:
    frame = study.ledger("subtopic")
    assert list(frame.index)[:3] == ["1.1 Meaning", "1.2 Origins", "1.3 Purpose"] and len(frame) == 6
    assert frame["quotations"].tolist()[:3] == [2, 1, 0]
    assert frame["times"].tolist()[:3] == [2, 0, 0]
    assert frame["said"].tolist()[:3] == [4, 2, 0]  # “We met” twice, and once
    assert frame["remark"].tolist()[:3] == ["", "unheard", ""]
    assert frame["share used"].iloc[0] == 1 and frame["share said"].iloc[0] == pytest.approx(2 / 3)


def test_who_spoke_counts_where_it_is_said(study: Study) -> None:
    _, _, _, (first, *_) = ids(study)
    study.set_participants(first, ["P1", "P9"])
    role = next(each for each in study.attributes(Subject.PARTICIPANT))
    p1, p9 = (each.id for each in study.participants() if each.interview == first)
    study.set_value(role.id, p9, "worker")
    people = study.ledger("participant")
    assert people["times"].tolist() == [3, 3, 0, 0, 1]  # nobody said which of the two spoke
    assert people["share said"].tolist() == [0.125, 0.125, 0.25, 0.25, 0.25]
    for quotation in study.quotations():
        if quotation.interview == first:
            study.say_who_spoke(quotation.id, p9)
    assert study.ledger("participant")["times"].tolist() == [0, 3, 0, 0, 1]
    field = next(each.id for each in study.fields() if each.name == "Role")
    assert study.ledger(field)["times"].to_dict() == {"manager": 0, "worker": 4}
    assert p1 != p9


def test_a_study_without_quotations_has_a_ledger_and_a_frame(tmp_path: Path) -> None:
    with copied_study(tmp_path, "empty.fqda") as study:
        for by in ("participant", "area", "subtopic"):
            assert study.ledger(by)[["times", "share used"]].sum().sum() == 0
        assert study.quotation_frame().empty and "attribution" in study.quotation_frame().columns


def test_the_frame_says_all_of_every_quotation(study: Study) -> None:
    first = study.quotations()[0]
    study.edit_quotation(first.id, cut(first.text, 0, 3))
    study.set_status([first.id], QuotationStatus.CHOSEN)
    study.set_strongest([first.id])
    study.tag_quotations([first.id], "a")
    study.tag_quotations([first.id], "b")
    study.note_quotation(first.id, "short")
    study.set_interview_kind(first.interview, "notes")
    frame = study.quotation_frame()
    assert len(frame) == 4
    assert frame.iloc[0].to_dict() == {
        **{"area": "Area 1", "interview": "Interview 1", "sub-topic": "Meaning", "quotation": ".... met"},
        **{"attribution": "Manager", "words": "We met", "semi-verbatim": True},
        **{"verified": "edited, from notes, not checked by ear"},
        **{"status": "chosen", "strongest": True, "tags": "a; b", "note": "short", "used": 2},
    }
    assert frame["sub-topic"].tolist() == ["Meaning", "", "Meaning; Origins", ""]
    assert frame["used"].tolist() == [2, 1, 0, 1]
