"""The sample's quotations are what was said, nobody is told by them, and its report stands on evidence."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from framework_qda import Study, open_study
from framework_qda.errors import UnreadableSource
from framework_qda.reading.document import (
    Box,
    Closing,
    ClosingGroup,
    ClosingSpan,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Table,
)
from framework_qda.reading.survey import of_settings, percentages
from framework_qda.study.authoring import Block, BlockKind, ExposedIn, Quotation, QuotationStatus
from framework_qda.study.model import About, PassageId
from framework_qda.tasks.claims import claims, without_evidence
from framework_qda.tasks.library import sample_folder
from framework_qda.tasks.quoting_sample import put_drafts, put_quotations
from framework_qda.tasks.reporting import compose
from framework_qda.tasks.sample import build_sample
from framework_qda.text import drafting
from framework_qda.text.quoting import has_edits, shown, spoken
from framework_qda.text.verifying import Verdict

ATTRIBUTIONS = {
    "Acute trust, hospital-based social work team",
    "Acute trust, hospital liaison team",
    "Acute trust, community-based social work service",
    "Local authority, hospital-based social work team",
    "Local authority, hospital liaison team",
    "Local authority, community-based social work service",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quotations") / "sample.fqda"
    build_sample(path)
    return path


@pytest.fixture(scope="module")
def built(path: Path) -> Iterator[Study]:
    with open_study(path) as study:
        yield study


def blocks(study: Study) -> list[Block]:
    """Give the full report."""
    return study.blocks(study.drafts()[0].id)


def words_of_the_author(blocks: list[Block]) -> int:
    """Count what the author wrote in sentences, quotations and tables left out."""
    saying = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NUMBERED)
    runs = [
        drafting.write(each for each in drafting.parse(block.text) if isinstance(each, drafting.Run))
        for block in blocks
        if block.kind in saying
    ]
    return sum(map(drafting.words, runs))


# --- Quotations ------------------------------------------------------------------------------------------


def test_forty_quotations_are_from_both_sides_all_models_and_many_sub_topics(built: Study) -> None:
    quotations = built.quotations()
    assert len(quotations) == 40
    assert len({each.interview for each in quotations}) >= 14
    assert set(built.attributions().values()) == ATTRIBUTIONS
    subtopics = built.subtopics_of_quotations()
    assert set(subtopics) == {each.id for each in quotations}
    assert len({one for some in subtopics.values() for one in some}) >= 10


def test_each_is_what_was_said_and_half_show_their_edits(built: Study) -> None:
    verdicts = Counter(check.verdict for check in built.verified().values())
    assert verdicts == {Verdict.VERBATIM: 20, Verdict.EDITED: 20}
    for each in built.quotations():
        assert spoken(each.text) == each.words
        assert each.words in built.transcript(each.interview).text
        assert has_edits(each.text) == (shown(each.text) != each.words)


def test_they_are_sorted_tagged_and_noted(built: Study) -> None:
    quotations = built.quotations()
    statuses = Counter(each.status for each in quotations)
    assert statuses[QuotationStatus.SET_ASIDE] == statuses[QuotationStatus.CANDIDATE] == 2
    assert 8 <= sum(each.strongest for each in quotations) <= 16
    assert all(each.status is QuotationStatus.CHOSEN for each in quotations if each.strongest)
    assert all(each.tags for each in quotations) and len(built.tags()) >= 8
    assert sum(bool(each.note) for each in quotations) >= 5
    assert all(each.note for each in quotations if each.status is QuotationStatus.SET_ASIDE)


def test_what_the_drafts_use_was_chosen_and_heard_again(built: Study) -> None:
    uses, known = built.uses(), built.quotations_by_id()
    assert {known[each].status for each in uses} == {QuotationStatus.CHOSEN}
    assert not built.semi_verbatim() & uses.keys()
    assert built.semi_verbatim() and len(uses) < 40
    report = Counter(each for block in blocks(built) for each in drafting.quotations(block.text))
    assert len(report) >= 30
    assert sorted(report.values())[-2:] == [1, 2]


def test_one_of_two_who_spoke_together_is_named_as_the_speaker(built: Study) -> None:
    people = {each.id: each.name for each in built.participants()}
    spoke = [people[each.participant] for each in built.quotations() if each.participant]
    assert sorted(spoke) == ["L06", "L07"]


# --- Nobody is told by them ------------------------------------------------------------------------------


def test_everything_that_leaves_is_clear_or_accepted_with_a_reason(built: Study) -> None:
    exposures = built.exposures()
    few = [each for each in exposures if each.about is ExposedIn.ATTRIBUTION]
    assert {each.disclosure.words for each in few} == {"Acute trust, hospital liaison team"}
    assert any(each.about is ExposedIn.BLOCK for each in exposures), "the practice example names who does it"
    for each in exposures:
        assert each.accepted or each.about is ExposedIn.CELL, each
    assert [each for draft in built.drafts() for each in built.exposures(draft.id) if not each.accepted] == []


def test_summaries_hold_words_that_are_still_to_be_mended(built: Study) -> None:
    listed = {each.words for each in built.identifying()}
    open_ = {each.disclosure.words for each in built.exposures() if not each.accepted}
    assert len(listed) >= 12 and open_ and open_ <= listed


def test_what_would_tell_who_speaks_is_replaced(built: Study) -> None:
    by_words = {each.words: each for each in built.quotations()}

    def reads(part: str) -> str:
        (found,) = (each for words, each in by_words.items() if part in words)
        return shown(found.text)

    assert "[the region]" in reads("in London") and "London" not in reads("in London")
    assert reads("linen cupboard").endswith("chain myself to that [office].")
    assert reads("says ring me").startswith("[The manager] says ring me")


# --- The report ------------------------------------------------------------------------------------------


def test_the_report_has_the_length_and_the_form_of_the_model_study(built: Study) -> None:
    report = blocks(built)
    assert words_of_the_author(report) >= 3300
    kinds = Counter(block.kind for block in report)
    for kind in (
        BlockKind.CONTENTS, BlockKind.PICTURE, BlockKind.PRACTICE, BlockKind.VIEW, BlockKind.CLOSING,
        BlockKind.APPENDIX,
    ):  # fmt: skip
        assert kinds[kind] == 1, kind
    assert kinds[BlockKind.QUOTATION] >= 20
    in_sentences = [b for b in report if b.kind is BlockKind.PARAGRAPH and drafting.quotations(b.text)]
    assert len(in_sentences) >= 6
    heads = [block.text for block in report if block.kind is BlockKind.HEADING and block.level == 1]
    assert heads[0] == "Introduction" and len(heads) >= 8
    assert "invented" in next(block.text for block in report if block.kind is BlockKind.PARAGRAPH)


def test_every_claim_leads_to_a_summary_a_passage_or_a_quotation(built: Study) -> None:
    quotations = built.quotations_by_id()
    for draft in built.drafts():
        found = claims(built.blocks(draft.id))
        assert len(found) >= 12 and without_evidence(built.blocks(draft.id)) == []
        for link in {link for claim in found for link in claim.evidence}:
            if "/" in link:
                assert built.subject_name(About.CELL, link)
            else:
                assert link in quotations or built.passage(PassageId(link))
    sides = {built.interview(q.interview) for q in quotations.values()}
    assert len(sides) >= 14


def test_claims_stand_on_interviews_of_all_twelve_areas(built: Study) -> None:
    areas = {each.id: each.area for each in built.interviews()}
    links = {link for claim in claims(blocks(built)) for link in claim.evidence}
    cells = {areas[link.partition("/")[0]] for link in links if "/" in link}  # type: ignore[index]
    passages = [passage for link in links if "/" not in link and (passage := built.passage(PassageId(link)))]
    assert len(cells) == 6
    assert len(cells | {areas[passage.interview] for passage in passages}) == 12


def test_what_people_said_is_never_counted(built: Study) -> None:
    for claim in claims(blocks(built)):
        assert not re.search(r"per cent|%|\b\d+ (?:out )?of\b|\bmajority\b", claim.text), claim.text


def test_new_passages_leave_the_charts_as_they_were(built: Study) -> None:
    assert list(built.new_evidence().values()) == [1, 1, 1]


def test_the_survey_says_what_the_model_study_says(built: Study) -> None:
    chart, table = (block for block in blocks(built) if block.kind is BlockKind.SURVEY)
    assert (chart.settings["as"], table.settings["as"]) == ("chart", "table")
    questions = [*of_settings(chart.settings), *of_settings(table.settings)]
    first = {each.question: percentages(each)[0] for each in questions}
    assert sorted(first.values()) == [5, 14, 25, 43, 64, 80]
    assert all(40 <= each.base <= 55 for each in questions)
    assert all(sum(n for _, n in each.counts) == each.base for each in questions)


def test_the_report_is_composed_with_attributions_and_without_references_for_readers(built: Study) -> None:
    draft = built.drafts()[0]
    document = compose(built, draft.id, public=True)
    quotes = [each for each in document.blocks if isinstance(each, Quote)]
    assert {each.attribution.rstrip(".") for each in quotes} == ATTRIBUTIONS
    assert not any(each.reference for each in quotes)
    (listing,) = (each for each in document.blocks if isinstance(each, Listing))
    assert len(listing.grid.bands[0].rows) == len(
        {one for block in blocks(built) for one in drafting.quotations(block.text)}
    )
    text = [
        piece.text
        for each in document.blocks
        if isinstance(each, (Paragraph, Heading))
        for piece in each.pieces
    ]
    assert not any("deleted" in each for each in text)
    (note,) = (block.text for block in blocks(built) if block.kind is BlockKind.NOTE)
    assert note.startswith("Before this goes out") and note not in text
    assert {"Table 1", "Table 2", "Table 3", "Figure 1", "Figure 2", "Box 1"} <= set(text)


def test_boxes_tables_and_pictures_are_whole(built: Study) -> None:
    found: list[Any] = list(compose(built, built.drafts()[0].id).blocks)
    (box,) = (each for each in found if isinstance(each, Box))
    assert len(box.parts) == 7 and "invented" in box.facts[0][1]
    (closing,) = (each for each in found if isinstance(each, Closing))
    assert closing.heads == ("Acute trust", "Local authority")
    assert sum(isinstance(row, ClosingGroup) for row in closing.rows) == 5
    assert sum(isinstance(row, ClosingSpan) for row in closing.rows) >= 4
    assert [bool(each.picture.alt) for each in found if isinstance(each, Figure)] == [True, True]
    assert len([each for each in found if isinstance(each, Table)]) >= 2


def test_a_second_draft_tells_it_at_a_glance(built: Study) -> None:
    report, glance = built.drafts()
    assert glance.name.startswith("At a glance")
    assert 250 <= words_of_the_author(built.blocks(glance.id)) <= 700
    assert report.settings["subtitle"].endswith("a fictional report on a fictional study")


# --- Mistakes in the sources -----------------------------------------------------------------------------

WRONG_QUOTATIONS = [
    ("on a wet Tuesday", "on a dry Tuesday", "a dry Tuesday.*does not say"),
    ('interview = "01-la-team-manager"', 'interview = "99-nobody"', "“99-nobody”, which is no interview"),
    ('sub-topics = ["1.3"]', 'sub-topics = ["9.9"]', "“9.9”, which is no sub-topic"),
    ('participant = "L06"', 'participant = "L01"', "“L01”, who did not take part"),
    ('status = "chosen"', "", "has no “status” in quotation 1"),
    ('key = "wet-tuesday"', 'key = "the-corridor"', "has the key “the-corridor” twice"),
    ("[[attribution]]", "[attribution", "is no TOML"),
]


def copied(path: Path, folder: Path) -> Path:
    shutil.copytree(sample_folder(), folder / "sources")
    return Path(shutil.copy(path, folder / "copy.fqda"))


def mistaken(source: Path, right: str, wrong: str) -> None:
    text = source.read_text("utf-8")
    assert right in text
    source.write_text(text.replace(right, wrong, 1), "utf-8")


@pytest.mark.parametrize("mistake", WRONG_QUOTATIONS)
def test_a_mistake_in_a_quotation_is_told(mistake: tuple[str, str, str], path: Path, tmp_path: Path) -> None:
    right, wrong, told = mistake
    with open_study(copied(path, tmp_path)) as study:
        mistaken(tmp_path / "sources/quotations.toml", right, wrong)
        with pytest.raises(UnreadableSource, match=told):
            put_quotations(study, tmp_path / "sources")


WRONG_DRAFTS = [
    ("> quote: the-corridor", "> quote: no-such-key", "“no-such-key”, which is no quotation"),
    ('{"honest-gap"}', '{"no-such-key"}', "“no-such-key”, which is no quotation"),
    ("{#coverage}", "{#nothing}", "“nothing”, which is no part of this draft"),
    ("|03-at-named-nurse 1.3}", "|03-at-named-nurse}", "“03-at-named-nurse”, which is no evidence"),
    ("|03-at-named-nurse 1.3}", "|03-at-named-nurse 1.6}", "“03-at-named-nurse”, whose cell there is empty"),
    ("|03-at-named-nurse 1.3}", "|03-at-named-nurse 1.3: no such words}", "does not say"),
    ("{knock at a door|03-at-named-nurse 1.3}", "{knock at a door}", "which refers to nothing"),
    ("```closing", "```cloning", "“cloning”, which is no part of a draft"),
    ('typology = "What holds', 'typology = "Who holds', "which is no typology"),
    ('questions = ["Feedback', 'questions = ["Food', "which survey.csv does not ask"),
]


@pytest.mark.parametrize("mistake", WRONG_DRAFTS)
def test_a_mistake_in_a_draft_is_told(mistake: tuple[str, str, str], path: Path, tmp_path: Path) -> None:
    right, wrong, told = mistake
    with open_study(copied(path, tmp_path)) as study:
        keys = {each["key"]: each["id"] for each in keyed(study)}
        mistaken(tmp_path / "sources/drafts/1-full-report.md", right, wrong)
        with pytest.raises(UnreadableSource, match=told):
            put_drafts(study, tmp_path / "sources", keys)


def keyed(study: Study) -> Iterator[dict[str, Any]]:
    """Give the quotations of the sample by the keys of its source."""
    import tomllib

    by_text: dict[str, Quotation] = {each.text: each for each in study.quotations()}
    said = tomllib.loads((sample_folder() / "quotations.toml").read_text("utf-8"))
    for each in said["quotation"]:
        yield {"key": each["key"], "id": by_text[each["text"]].id}
