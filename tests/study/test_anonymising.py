"""A name is found wherever it is written, replaced where it is ticked, and forgotten by the history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework_qda import Study, create_study, open_study
from framework_qda.errors import Refused
from framework_qda.study.anonymising import Where
from framework_qda.study.authoring import (
    Block,
    BlockId,
    BlockKind,
    ExposedIn,
    Identifying,
    QuotationId,
)
from framework_qda.study.model import (
    About,
    AttributeType,
    FindingKind,
    InterviewId,
    PassageState,
    Subject,
    ViewKind,
)
from framework_qda.text.case import Case
from framework_qda.text.framework import MatrixOutline, SubTopicOutline
from framework_qda.text.quoting import cut, insert, replace
from framework_qda.text.quoting import plain as plain_words
from framework_qda.text.summary import links, plain
from framework_qda.text.transcript import Paragraph, numbered
from framework_qda.text.verifying import Verdict

NAME = "Quillfeather"
FRAMEWORK = [MatrixOutline("Meetings", "", (SubTopicOutline("who", ""),))]


def named(path: Path, passphrase: str = "") -> Study:
    """Make a study in which a name stands everywhere it can."""
    study = create_study(path, "A study", passphrase, analyst="Ann")
    study.add_framework(FRAMEWORK)
    said = [Paragraph(0, f"{NAME} knocks every day.", "INT"), Paragraph(0, "I do.", NAME)]
    rows = study.import_interviews(
        [
            (Case("a.txt", "Area 1", "A"), numbered(said)),
            (Case("b.txt", "Area 1", "B"), numbered([Paragraph(0, f"So says {NAME}.", "TM")])),
        ]
    )
    column = study.subtopics()[0].id
    first = study.index(rows[0], 0, len(f"{NAME} knocks every day."), [column])
    study.annotate_passage(first, f"{NAME} again")
    study.transcribe(rows[0], 1000, 2000, f"It was {NAME}")
    study.chart(rows[0], column, f"On site: «{{**Quill**feather knocks|{first}}}», [[{NAME}?]]")
    study.add_comment(rows[0], column, f"Ask {NAME}")
    study.write_memo(About.CELL, f"On {NAME}", f"{rows[0]}/{column}")
    study.write_memo(About.JOURNAL, f"{NAME} moved me")
    study.set_participants(rows[0], [NAME])
    role = study.add_attribute(Subject.INTERVIEW, "Manager", AttributeType.TEXT)
    study.set_value(role, rows[1], f"{NAME}'s")
    return study


@pytest.fixture
def study(tmp_path: Path):
    with named(tmp_path / "study.fqda") as study:
        yield study


def test_a_name_is_found_in_everything_that_is_written(study: Study) -> None:
    found = study.mentions(NAME)
    first, second = (row.id for row in study.interviews())
    counts = {where: sum(each.times for each in found if each.where is where) for where in Where}
    assert (
        counts
        == {
            Where.TEXT: 3,
            Where.PASSAGE: 2,
            Where.QUOTATION: 0,
            Where.NOTE: 1,
            Where.SUMMARY: 2,  # one of them half bold
            Where.COMMENT: 1,
            Where.MEMO: 2,
            Where.OVERVIEW: 0,
            Where.DRAFT: 0,
            Where.FRAMEWORK: 0,
            Where.NAME: 2,
        }
        or counts[Where.SUMMARY] == 2
    )
    of = {each.interview for each in found if each.where is not Where.MEMO}
    assert of == {first, second}
    assert [each.interview for each in found if each.where is Where.MEMO] == [first, None]
    assert study.mentions("") == [] and study.mentions(NAME[:5], whole=True) == []


def test_what_is_ticked_is_replaced_in_one_step(study: Study) -> None:
    first = study.interviews()[0].id
    before, steps = contents(study), len(study.actions())
    found = study.mentions(NAME, whole=True)
    count = study.replace_mentions(NAME, "[P1]", found, whole=True)
    assert count == sum(each.times for each in found)
    assert study.mentions(NAME) == []
    assert len(study.actions()) == steps + 1
    assert NAME not in study.actions(1)[0].sentence
    assert study.transcript(first).text == "[P1] knocks every day.\nI do."
    passage = next(each for each in study.passages(first) if each.note)
    assert passage.words == "[P1] knocks every day." and passage.state is PassageState.SOUND
    column = study.subtopics()[0].id
    summary = study.cell(first, column).summary
    assert plain(summary) == "On site: “[P1] knocks”, [[P1]?]" and links(summary) == [passage.id]
    study.undo()
    assert contents(study) == before
    study.redo()
    assert study.mentions(NAME) == []


def titled(study: Study) -> None:
    """Put the name in every title, definition and label."""
    row, column, matrix = study.interviews()[0].id, study.subtopics()[0], study.matrices()[0].id
    sound = study.path.with_name(f"{NAME}.wav")
    sound.write_bytes(b"RIFF of no sound")
    study.attach_embedded(row, sound)
    study.set_title(f"About {NAME}")
    study.rename_matrix(matrix, f"The days of {NAME}")
    study.describe_matrix(matrix, f"When {NAME} came")
    study.rename_subtopic(column.id, f"{NAME} as seen")
    study.define_subtopic(column.id, f"What is said of {NAME}")
    near = study.add_finding(column.id, FindingKind.CATEGORY, f"near {NAME}")
    study.define_finding(near, f"a walk from {NAME}")
    typology = study.add_typology(f"Ways of {NAME}", description=f"As {NAME} put it")
    study.describe_type(study.add_type(typology, f"{NAME}'s way", [near]), f"led by {NAME}")
    study.keep_view(ViewKind.COMPARISON, f"{NAME} and the rest", {})
    choices = [f"before {NAME}", f"with {NAME}"]
    study.add_attribute(Subject.AREA, f"Time of {NAME}", AttributeType.ORDERED, choices)


def test_a_name_in_titles_and_definitions_is_found_and_replaced(study: Study) -> None:
    before = {each.column for each in study.mentions(NAME)}
    titled(study)
    found = [each for each in study.mentions(NAME) if each.column not in before]
    assert {each.column: each.times for each in found} == {
        **dict.fromkeys(("finding.name", "finding.definition", "typology.name", "typology.description"), 1),
        **dict.fromkeys(("type.name", "type.description", "view.name", "matrix.name"), 1),
        **dict.fromkeys(("matrix.description", "subtopic.name", "subtopic.definition", "setting.value"), 1),
        **{"attribute.name": 1, "attribute.choices": 2, "recording.name": 1},
    }
    study.replace_mentions(NAME, "P1", study.mentions(NAME))
    assert study.mentions(NAME) == []
    assert study.title == "About P1" and study.matrices()[0].title.endswith("The days of P1")
    assert study.subtopics()[0].definition == "What is said of P1"
    assert [each.name for each in study.types(study.typologies()[0].id)] == ["P1's way"]
    assert [each.name for each in study.recordings(study.interviews()[0].id)] == ["P1.wav"]
    assert study.problems() == []


def test_the_name_of_a_file_outside_the_study_stays_as_it_is_on_the_disk(study: Study) -> None:
    sound = study.path.with_name(f"{NAME}.wav")
    sound.write_bytes(b"RIFF of no sound")
    study.attach_recording(study.interviews()[0].id, sound)
    assert "recording.name" not in {each.column for each in study.mentions(NAME)}


def authored(study: Study) -> list[QuotationId]:
    """Put the name in quotations, attributions and a draft, wherever words can stand."""
    row = study.interviews()[0].id
    passage = next(each.id for each in study.passages(row) if each.note)
    plain_one = study.quote(passage)
    edited = study.quote(passage, text=f"{NAME[:5]}{{-{NAME[5:]} knocks-}}{{+says {NAME}+}} every day.")
    replaced = study.quote(passage, text=f"{{{NAME}>the nurse}} knocks every day.")
    study.note_quotation(plain_one, f"as {NAME} said")
    study.tag_quotations([plain_one], f"{NAME}'s")
    study.tag_quotations([plain_one], "P1's")
    wordings = {f"Friends of {NAME}": {f"{NAME}'s": f"a friend of {NAME}"}}
    study.add_attribution(f"By {NAME}", f"{{Friends of {NAME}}}, {NAME}", wordings)
    study.list_identifying([NAME], f"{NAME} is the nurse")
    study.accept_disclosure(ExposedIn.QUOTATION, plain_one, NAME, f"{NAME} agreed")
    study.keep_view(ViewKind.FILTER, "kept", {"conditions": [["field", [f"{NAME}'s"]]]})
    told = f'**Quill**feather, {{{{"{plain_one}|{NAME} knocks every day.}}}}'
    closing = {
        "heads": [NAME, "others"],
        "rows": [
            {"group": f"Of {NAME}"},
            {"cells": [told, "-"]},
            {"spanning": f"__Quill__feather, {{words|{passage}}}"},
        ],
        "caption": f"What “{NAME}” and Zoë did",
    }
    practice = {"title": NAME, "answers": [[f"What did {NAME} do?", f"{NAME} \\{{knocked\\}}"]]}
    picture = {"caption": f"{NAME}'s door", "alt": NAME, "file": f"{NAME}.png", "png": NAME}
    kinds = {BlockKind.CLOSING: closing, BlockKind.PRACTICE: practice, BlockKind.PICTURE: picture}
    study.add_draft(
        f"A report on {NAME}",
        [
            Block(BlockId(""), BlockKind.PARAGRAPH, told),
            *(Block(BlockId(""), kind, settings=settings) for kind, settings in kinds.items()),
        ],
        {"subtitle": f"{NAME} and us", "authors": [NAME], "template": f"/home/{NAME}/t.docx"},
    )
    study.answer("COREQ", "1", f"by {NAME}")
    return [plain_one, edited, replaced]


def test_a_name_in_quotations_and_drafts_is_found_and_replaced(study: Study) -> None:
    before = {each.column for each in study.mentions(NAME)}
    plain_one, edited, role = authored(study)
    checks = {each: check.verdict for each, check in study.verified().items()}
    assert set(checks.values()) == {Verdict.VERBATIM, Verdict.EDITED}
    found = study.mentions(NAME)
    counts = Counter[str]()
    for each in found:
        if each.column not in before:
            counts[each.column] += each.times
    assert counts == {
        **{"quotation.words": 3, "quotation.text": 4, "quotation.note": 1, "quotation_tag.tag": 1},
        **{"attribution.name": 1, "attribution.text": 2, "attribution.wordings": 3, "view.settings": 1},
        **{"draft.name": 1, "draft.settings": 2, "answer.text": 1, "acceptance.words": 1},
        **{"acceptance.reason": 1, "block.text": 2, "block.settings": 12},
    }
    assert all(NAME in each.text or "**Quill**" in each.text for each in found if "settings" in each.column)
    first = study.interviews()[0].id
    assert {each.interview for each in found if each.where is Where.QUOTATION} == {first}
    study.replace_mentions(NAME, "P1", found)
    assert study.mentions(NAME) == [] and study.problems() == []
    assert {each: check.verdict for each, check in study.verified().items()} == checks
    texts = {each.id: each.text for each in study.quotations()}
    assert texts[plain_one] == "P1 knocks every day." and texts[role] == "{P1>the nurse} knocks every day."
    assert "{+says P1+}" in texts[edited]
    known = study.quotation(plain_one)
    assert known and known.tags == ("P1's",) and known.note == "as P1 said"
    (template,) = study.attribution_templates()
    assert template.name == "By P1" and template.text == "{Friends of P1}, P1"
    assert template.wordings == {"Friends of P1": {"P1's": "a friend of P1"}}
    assert study.views()[0].settings == {"conditions": [["field", ["P1's"]]]}
    accepted = study.acceptances()[ExposedIn.QUOTATION, plain_one, "P1"]
    assert accepted.reason == "P1 agreed"
    (draft,) = study.drafts()
    assert draft.settings == {
        **{"subtitle": "P1 and us", "authors": ["P1"]},
        "template": f"/home/{NAME}/t.docx",  # by which it is found on the disk
    }
    said, closing, practice, picture = study.blocks(draft.id)
    assert (
        said.text
        == f'**P1**, {{{{"{plain_one}|P1 knocks every day.}}}}'
        == closing.settings["rows"][1]["cells"][0]
    )
    assert closing.settings["rows"][2]["spanning"].startswith("__P1__, {words|")
    assert practice.settings["answers"] == [["What did P1 do?", "P1 \\{knocked\\}"]]
    assert picture.settings["file"] == "P1.png" and picture.settings["png"] == NAME
    assert study.moved_on(draft.id) == []
    assert study.identifying() == [Identifying(NAME, f"{NAME} is the nurse")]  # or nobody would look for it


SAID = f"{NAME} knocks every day, says {NAME}, and {NAME} stays."
EDITS = st.lists(
    st.tuples(st.sampled_from([cut, insert, replace]), st.integers(0, len(SAID)), st.integers(1, 30)),
    max_size=4,
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory):
    with create_study(tmp_path_factory.mktemp("said") / "study.fqda", analyst="Ann") as study:
        paragraphs = [Paragraph(0, SAID, "TM")]
        study.import_interviews([(Case("a.txt", "Area 1", "A"), numbered(paragraphs))])
        yield study


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_whatever_was_edited_is_verified_still(
    said: Study, edits: list[tuple[Callable[..., str], int, int]]
) -> None:
    text = plain_words(SAID)
    for edit, start, length in edits:
        more = {cut: (start + length,), insert: ("a word",), replace: (start + length, "a role")}[edit]
        text = edit(text, start, *more)
    passage = said.mark_passage(said.interviews()[0].id, 0, len(SAID))
    quotation = said.quote(passage, text=text)
    before = said.verified()[quotation]
    assert before.verdict in (Verdict.VERBATIM, Verdict.EDITED)
    said.replace_mentions(NAME, "P1", said.mentions(NAME))
    assert said.mentions(NAME) == []
    assert said.verified()[quotation] == before
    while said.quotations():
        said.undo()


def test_a_name_with_an_accent_is_found_in_settings(study: Study) -> None:
    authored(study)
    assert {each.column for each in study.mentions("Zoë")} == {"block.settings"}


def test_a_name_that_is_not_ticked_in_a_quotation_says_that_its_source_changed(study: Study) -> None:
    plain_one, *_ = authored(study)
    study.replace_mentions(NAME, "P1", [e for e in study.mentions(NAME) if e.where is not Where.QUOTATION])
    assert study.verified()[plain_one].verdict is Verdict.CHANGED


def test_what_is_not_ticked_stays(study: Study) -> None:
    first = study.interviews()[0].id
    found = [each for each in study.mentions(NAME) if each.column == "interview.transcript"]
    study.replace_mentions(NAME, "[P1]", found[:1])
    left = study.mentions(NAME)
    assert {each.where for each in left} == set(Where) - {
        *(Where.QUOTATION, Where.OVERVIEW, Where.DRAFT, Where.FRAMEWORK)
    }
    passage = next(each for each in study.passages(first) if each.note)
    assert passage.state is PassageState.DOUBTFUL and passage.words.startswith(NAME)
    assert study.transcript(first).text[passage.start : passage.stop] == "[P1] knocks every day."


def test_nothing_is_left_without_a_word(study: Study) -> None:
    before = contents(study)
    with pytest.raises(Refused, match="without a word"):
        study.replace_mentions(NAME, "", study.mentions(NAME))
    assert contents(study) == before


@pytest.mark.parametrize("passphrase", ["", "a pass phrase"])
def test_a_forgotten_history_leaves_nothing_in_the_file(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "study.fqda"
    with named(path, passphrase) as study:
        authored(study)
        study.unlist_identifying([NAME])  # which stays where it is listed, so that it is still looked for
        (draft,) = study.drafts()
        study.change_draft(draft.id, {})  # and in the path of a template, and in a picture
        study.put_blocks(draft.id, study.blocks(draft.id)[:-1])
        study.replace_mentions(NAME, "[P1]", study.mentions(NAME))
        after, changes = contents(study), list[str]()
        study.subscribe(lambda change: changes.append(change.sentence))
        study.forget_history()
        assert contents(study) == after and changes == ["Forget the history"]
        assert study.actions() == [] and study.undo() is None and study.redo() is None
        assert study.problems() == []
        study.set_title("Goes on")
        assert [each.sentence for each in study.actions()] == ["Name the study “Goes on”"]
        assert [hit.text for hit in study.search("knocks")]
    raw = path.read_bytes()
    assert NAME.encode() not in raw and NAME.lower().encode() not in raw
    with open_study(path, passphrase) as study:
        assert contents(study) == after and study.problems() == []


def contents(study: Study) -> object:
    rows = [InterviewId(row.id) for row in study.interviews()]
    return (
        [study.transcript(row).hash for row in rows],
        [study.passages(row) for row in rows],
        [study.cell(row, study.subtopics()[0].id).summary for row in rows],
        study.all_comments(),
        study.memos(),
        study.participants(),
        study.values(),
        study.quotations(),
        study.attribution_templates(),
        study.acceptances(),
        [(draft, study.blocks(draft.id)) for draft in study.drafts()],
        study.answers("COREQ"),
    )
