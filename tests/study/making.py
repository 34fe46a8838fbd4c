"""Make small studies and look at all that is in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from framework_qda import Study, create_study, open_study
from framework_qda.study.authoring import Block, BlockId, BlockKind, ExposedIn
from framework_qda.study.model import (
    About,
    ActionState,
    AreaId,
    Change,
    FindingKind,
    InterviewId,
    MatrixId,
    SubTopicId,
    ViewKind,
)
from framework_qda.text.case import Case, Person
from framework_qda.text.framework import MatrixOutline, SubTopicOutline
from framework_qda.text.transcript import Paragraph, Transcript, numbered

FRAMEWORK = (
    MatrixOutline(
        "Understandings",
        "What people mean by it",
        (
            SubTopicOutline("Meaning", "What the words stand for"),
            SubTopicOutline("Origins"),
            SubTopicOutline("Purpose"),
        ),
    ),
    MatrixOutline(
        "Practice", "", (SubTopicOutline("Referral"), SubTopicOutline("Team"), SubTopicOutline("Time"))
    ),
)
SEARCHES = ("harbour", "meadow", "lantern*", '"slow train"', "café")
UNRECORDED = ("sqlite_", "transcript", "paragraph", "cell_words", "action", "touched", "media")

# Rows of a table by their primary key.
Tables = dict[str, dict[tuple[str, ...], tuple[object, ...]]]


class State(NamedTuple):
    """Everything the history answers for: the recorded rows, and what is found and read of them."""

    tables: Tables
    found: frozenset[object]
    read: tuple[object, ...]


def words(number: int) -> Transcript:
    """Give a short transcript, another one for each number."""
    return numbered(
        [
            Paragraph(0, f"We met at the harbour, number {number}.", "Interviewer", 0),
            Paragraph(0, "The Café by the meadow was shut; the slow train came.", "Speaker", 65_000),
        ]
    )


def case(number: int) -> Case:
    """Describe interview `number`, two to an area."""
    return Case(
        file=f"notes {number}.docx",
        area=f"Area {(number + 1) // 2}",
        interview=f"Interview {number}",
        date=f"2012-02-{number:02d}",
        participants=(Person(f"P{number}", {"Role": "manager" if number % 2 else "worker"}),),
        area_attributes={"Service": "acute" if number < 3 else "community"},
        attributes={"Length": str(40 + number)},
    )


def make_study(path: Path, passphrase: str = "") -> Study:
    """Make the small study that the tests share."""
    study = create_study(path, "Small study", passphrase, analyst="Ann")
    study.add_framework(FRAMEWORK)
    study.import_interviews([(case(number), words(number)) for number in (1, 2, 3, 4)])
    return study


def copied_study(folder: Path, name: str, passphrase: str = "") -> Study:
    """Open a fresh copy of the small study; making it once a folder spares the disk."""
    template = folder / f"template{len(passphrase)}.fqda"
    if not template.exists():
        make_study(template, passphrase).close()
    return open_study(shutil.copyfile(template, folder / name), passphrase, analyst="Ann")


def ids(study: Study) -> tuple[list[MatrixId], list[SubTopicId], list[AreaId], list[InterviewId]]:
    """Give the ids of matrices, sub-topics, areas and interviews in reading order."""
    return (
        [matrix.id for matrix in study.matrices()],
        [subtopic.id for subtopic in study.subtopics()],
        [area.id for area in study.areas()],
        [interview.id for interview in study.interviews()],
    )


def fill(study: Study) -> None:
    """Write a summary in every cell, as one action."""
    _, subtopics, _, interviews = ids(study)
    with study.action("Fill all cells"):
        for row, interview in enumerate(interviews, start=1):
            for column, subtopic in enumerate(subtopics, start=1):
                study.chart(interview, subtopic, f"row {row} column {column}")


def furnish(study: Study) -> None:
    """Add to the first two interviews all that stands beside summaries, as one action.

    Passages, one of them doubtful, indexing, an extract, recordings, comments, memos and what reading yields.
    """
    matrices, subtopics, areas, (first, second, *_) = ids(study)
    sound = study.path.with_name("sound.wav")
    sound.write_bytes(b"RIFF of no sound")
    with study.action("Furnish"):
        for interview in (first, second):
            study.index(interview, 7, 21, subtopics[:2])
            study.index(interview, 33, 64, subtopics[1:3])
            study.attach_recording(interview, sound)
        study.attach_embedded(first, sound)
        corrected = words(1).paragraphs[1]._replace(text="The Cafe by the meadow was shut; the train came.")
        study.correct_paragraph(first, corrected)
        study.check_by_ear(study.transcribe(first, 65_000, 70_000, "Well, the Café, it was shut."))
        for subtopic in subtopics[:2]:
            study.resolve_comment(study.add_comment(first, subtopic, "Is that so?"))
            study.add_comment(first, subtopic, "See the meadow.")
        passage = study.passages(first)[0].id
        for about, subject in (
            (About.JOURNAL, ""),
            (About.STUDY, ""),
            (About.AREA, areas[0]),
            (About.INTERVIEW, first),
            (About.MATRIX, matrices[0]),
            (About.SUBTOPIC, subtopics[0]),
            (About.CELL, f"{first}/{subtopics[0]}"),
            (About.PASSAGE, passage),
        ):
            study.write_memo(about, f"A lantern on the {about}", subject)
        _read(study, subtopics[0], first, areas[0])
        _write(study, second)


def _read(study: Study, subtopic: SubTopicId, interview: InterviewId, area: AreaId) -> None:
    """Note what reading down a column yields, in column notes, a typology and views."""
    dimension = study.add_finding(subtopic, FindingKind.DIMENSION, "Where")
    categories = [
        study.add_finding(subtopic, FindingKind.CATEGORY, name, dimension, interviews=[interview])
        for name in ("near", "far")
    ]
    study.add_finding(subtopic, FindingKind.ELEMENT, "a walk", categories[0])
    typology = study.add_typology("Reach")
    types = [study.add_type(typology, each, categories[:1]) for each in ("at hand", "away")]
    study.decide_type(typology, area, types[1], "it is far")
    for kind in (ViewKind.FILTER, ViewKind.LINKAGE):
        study.mark_deviant(study.keep_view(kind, "kept", {}), area, "unlike the rest")
    study.write_overview(About.AREA, area, "A harbour.")


def state(study: Study) -> State:
    """Read all recorded tables and what a few searches find."""
    found = {(query, hit) for query in SEARCHES for hit in study.search(query)}
    reads = (study.areas, study.interviews, study.participants, study.attributes, study.values)
    more = (study.matrices, study.subtopics, study.coverage, study.transcript_words)
    notes = (study.memos, study.open_comments, study.new_evidence, study.states)
    yielded = (study.findings, study.categorised, study.fields, study.views, study.overviews)
    written = (study.quotations, study.verified, study.semi_verbatim, study.subtopics_of_quotations)
    named = (study.attributions, study.attribution_templates, study.fitting, study.tags, study.identifying)
    drafted = (study.acceptances, study.drafts, study.uses, study.links_from_drafts)
    rows = [each.id for each in study.interviews()]
    return State(
        {table: _rows(study, table) for table in _recorded(study)},
        frozenset(found),
        (
            *(read() for read in (*reads, *more, *notes, *yielded, *written, *named, *drafted)),
            *(read(each.id) for read in (study.blocks, study.moved_on) for each in study.drafts()),
            study.answers("COREQ"),
            *(read(row) for read in (study.passages, study.indexed, study.recordings) for row in rows),
        ),
    )


def _recorded(study: Study) -> list[str]:
    # Not taken from the history itself, which might have forgotten one.
    names = study._database.rows("SELECT name FROM pragma_table_list WHERE schema = 'main'")
    return [name for (name,) in names if not name.startswith(UNRECORDED)]


def _rows(study: Study, table: str) -> dict[tuple[str, ...], tuple[object, ...]]:
    database = study._database
    columns = database.rows("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,))
    keys = [index for index, (_, pk) in enumerate(columns) if pk]
    return {tuple(row[key] for key in keys): row for row in database.rows(f"SELECT * FROM {table}")}


def differing(before: Tables, after: Tables) -> dict[str, frozenset[tuple[str, ...]]]:
    """Tell which rows are not the same, as a Change does."""
    rows = {
        table: frozenset(
            key
            for key in before[table].keys() | after[table].keys()
            if before[table].get(key) != after[table].get(key)
        )
        for table in before
    }
    return {table: keys for table, keys in rows.items() if keys}


def done(study: Study) -> list[str]:
    """List the sentences of the actions that hold, the oldest first."""
    return [action.sentence for action in study.actions()[::-1] if action.state is ActionState.DONE]


def changes(study: Study) -> list[Change]:
    """Give a list in which every change from now on is put."""
    told: list[Change] = []
    study.subscribe(told.append)
    return told


def told_by(study: Study, verb: Callable[[], object]) -> list[Change]:
    """Give the changes that a verb tells the listeners of."""
    told = changes(study)
    verb()
    return told


def _write(study: Study, interview: InterviewId) -> None:
    """Take quotations into a draft, and say what could identify somebody."""
    template = study.add_attribution("Role", "{Role}, {Service}", {"Service": {"acute": "acute trust"}})
    study.add_attribution("Service", "{Service}")
    one, other = study.quote_many([each.id for each in study.passages(interview)][:2])
    study.edit_quotation(one, "by {-the-} lantern")
    study.tag_quotations([one, other], "light")
    study.set_template([one], template)
    study.say_who_spoke(one, study.participants()[1].id)
    study.check_quotation_by_ear(other)
    study.stretch_passage(study.passages(interview)[0].id, 3, 21)  # its source is another than was quoted
    study.list_identifying(["Harbour House"])
    study.accept_disclosure(ExposedIn.QUOTATION, one, "Harbour", "a fictional place")
    blocks = (
        Block(BlockId(""), BlockKind.HEADING, "Light", 1),
        Block(BlockId(""), BlockKind.PARAGRAPH, f'It was {{{{"{one}|by lantern}}}}.'),
        Block(BlockId(""), BlockKind.QUOTATION, f'{{{{"{other}|}}}}', settings={"quotation": other}),
    )
    study.add_draft("A report", blocks, {"subtitle": "of small things"})
    study.add_draft("A brief")
    study.answer("COREQ", "1", "Ann")
