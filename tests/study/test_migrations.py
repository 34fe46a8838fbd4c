"""An older study is backed up and brought up to date, all of it or nothing; version 1 opens for ever."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from framework_qda import Study, open_study
from framework_qda.errors import NewerStudy
from framework_qda.study import migrations
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.study.model import About, BlankReason, FindingKind, PassageState
from framework_qda.text.verifying import Verdict
from tests.study.making import furnish, ids, make_study

TODAY = migrations.STEPS
FILES = Path(__file__).parent / "files"
VERSION1, VERSION2, VERSION3 = (FILES / f"version{number}.fqda" for number in (1, 2, 3))


def write_version1(path: Path) -> None:
    """Show how the fixture was made, with the package as it was at version 1; never make it again."""
    with make_study(path) as study:
        _, subtopics, areas, interviews = ids(study)
        study.chart(interviews[0], subtopics[0], "«A meadow», **bold** [[why?]]")
        study.chart(interviews[1], subtopics[0], blank_reason=BlankReason.NOT_ASKED)
        study.chart(interviews[2], subtopics[3], "- one\n- two")
        study.delete_area(areas[1])
        study.undo()
        study.add_area("To redo")
        study.undo()


@pytest.fixture
def version1(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(VERSION1, tmp_path / "old.fqda"))


def add_column(connection: apsw.Connection) -> None:
    connection.execute("ALTER TABLE interview ADD COLUMN place TEXT NOT NULL DEFAULT 'unknown'")


def add_table(connection: apsw.Connection) -> None:
    connection.execute("CREATE TABLE later (id TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL)")


def fail(_connection: apsw.Connection) -> None:
    raise RuntimeError("a fault of the step")


def steps(monkeypatch: pytest.MonkeyPatch, *those: migrations.Step) -> None:
    """Let these be the steps after today's."""
    monkeypatch.setattr(migrations, "STEPS", (*TODAY, *those))
    monkeypatch.setattr(migrations, "VERSION", len(migrations.STEPS) + 1)


def test_version_1_reads_the_same_for_ever(version1: Path) -> None:
    with open_study(version1) as study:
        assert study.problems() == []
        assert study.title == "Small study"
        assert [matrix.title for matrix in study.matrices()] == ["1 Understandings", "2 Practice"]
        assert [each.name for each in study.subtopics()] == [
            *("Meaning", "Origins", "Purpose", "Referral", "Team", "Time"),
        ]
        assert study.matrix(1)["Meaning"].tolist() == ["“A meadow”, bold [why?]", "", "", ""]
        assert study.blank_reasons(1)["Meaning"].tolist() == ["", "not asked", "", ""]
        assert study.matrix(2).loc[("Area 2", "Interview 3"), "Referral"] == "• one\n• two"
        assert study.attribute_frame().iloc[3].tolist() == ["community", "44", "worker"]
        assert len(study.search("meadow")) == 5
        assert study.transcript(study.interviews()[0].id).paragraphs[1].time == 65_000
        assert {action.who for action in study.actions()} == {"Ann"}


def test_the_history_of_version_1_goes_back_and_forth(version1: Path) -> None:
    with open_study(version1) as study:
        redone = study.redo()
        assert redone and redone.sentence == "Redo: Add area “To redo”"
        while study.undo():
            pass
        assert (study.areas(), study.matrices()) == ([], [])
        while study.redo():
            pass
        assert [area.name for area in study.areas()] == ["Area 1", "Area 2", "To redo"]
        assert study.problems() == []


def write_version2(path: Path) -> None:
    """Show how the fixture was made, with the package as it was at version 2; never make it again."""
    with make_study(path) as study:
        _, subtopics, areas, interviews = ids(study)
        passage = study.index(interviews[0], 3, 6, subtopics[:2])
        study.chart(interviews[0], subtopics[0], f"They {{met|{passage}}} there")
        study.set_done(interviews[0], subtopics[0])
        study.add_comment(interviews[0], subtopics[0], "Ask again")
        study.write_memo(About.JOURNAL, "A quiet day")
        study.chart(interviews[1], subtopics[0], blank_reason=BlankReason.NOT_ASKED)
        study.delete_area(areas[1])
        study.undo()
        study.add_area("To redo")
        study.undo()


def test_version_2_reads_the_same_for_ever_and_goes_back_and_forth(tmp_path: Path) -> None:
    with open_study(Path(shutil.copyfile(VERSION2, tmp_path / "old.fqda"))) as study:
        row, column = study.interviews()[0].id, study.subtopics()[0].id
        assert study.problems() == []
        assert study.cell(row, column).done and study.matrix(1)["Meaning"].iloc[0] == "They met there"
        assert [each.words for each in study.passages(row)] == ["met"]
        assert study.open_comments() == {(row, column): 1}
        assert [memo.text for memo in study.memos()] == ["A quiet day"]
        assert (study.findings(), study.typologies(), study.views()) == ([], [], [])
        redone = study.redo()
        assert redone and redone.sentence == "Redo: Add area “To redo”"
        while study.undo():
            pass
        while study.redo():
            pass
        assert [each.words for each in study.passages(row)] == ["met"]


def write_version3(path: Path) -> None:
    """Show how the fixture was made, with the package as it was at version 3; never make it again."""
    with make_study(path) as study:
        furnish(study)
        _, subtopics, areas, interviews = ids(study)
        passage = study.passages(interviews[0])[0].id
        study.chart(interviews[0], subtopics[0], f"They {{met|{passage}}} there")
        study.chart(interviews[1], subtopics[0], blank_reason=BlankReason.NOT_ASKED)
        study.set_done(interviews[0], subtopics[0])
        study.delete_area(areas[0])
        study.undo()
        study.add_area("To redo")
        study.undo()


def test_version_3_reads_the_same_for_ever_and_goes_back_and_forth(tmp_path: Path) -> None:
    with open_study(Path(shutil.copyfile(VERSION3, tmp_path / "old.fqda"))) as study:
        _, (subtopic, *_), (area, *_), (row, *_) = ids(study)
        assert study.problems() == []
        before = _yielded(study)
        assert [(each.kind, each.name) for each in study.findings(subtopic)] == [
            *((FindingKind.DIMENSION, "Where"), (FindingKind.CATEGORY, "near")),
            *((FindingKind.CATEGORY, "far"), (FindingKind.ELEMENT, "a walk")),
        ]
        assert [each.name for each in study.typologies()] == ["Reach"]
        assert study.overview(About.AREA, area).text == "A harbour."
        assert [(each.name, each.embedded) for each in study.recordings(row)] == [
            *(("sound.wav", False), ("sound.wav", True)),
        ]
        assert study.matrix(1)["Meaning"].iloc[0] == "They met there"
        redone = study.redo()
        assert redone and redone.sentence == "Redo: Add area “To redo”"
        while study.undo():
            pass
        assert (study.areas(), study.findings(), study.typologies(), study.views()) == ([], [], [], [])
        while study.redo():
            pass
        study.undo()
        assert _yielded(study) == before


def test_a_study_of_version_3_is_quoted_from_and_written_about(tmp_path: Path) -> None:
    with open_study(Path(shutil.copyfile(VERSION3, tmp_path / "old.fqda"))) as study:
        assert (study.quotations(), study.drafts(), study.attribution_templates()) == ([], [], [])
        assert (study.identifying(), study.acceptances(), study.answers("COREQ")) == ([], {}, {})
        row = study.interviews()[0].id
        passage = next(each for each in study.passages(row) if each.state is PassageState.SOUND)
        quotation = study.quote(passage.id)
        text = f'{{{{"{quotation}|{passage.words}}}}}'
        draft = study.add_draft("A report", [Block(BlockId(""), BlockKind.PARAGRAPH, text)])
        assert study.verified()[quotation].verdict is Verdict.VERBATIM
        assert [use.draft for use in study.uses()[quotation]] == [draft]
        assert study.problems() == []
        while study.quotations():
            study.undo()
        assert (study.drafts(), study.uses()) == ([], {}) and study.passages(row)
        assert study.problems() == []


def _yielded(study: Study) -> tuple[object, ...]:
    """Read what version 3 brought."""
    reads = (study.findings, study.placings, study.typologies, study.views, study.overviews)
    (typology,), kept = study.typologies(), study.views()
    return (
        *(read() for read in reads),
        study.types(typology.id),
        study.typed_cases(typology.id),
        *(study.deviants(view.id) for view in kept),
    )


def test_today_is_the_version_of_the_newest_step() -> None:
    assert len(migrations.STEPS) + 1 == migrations.VERSION


def test_todays_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "today.fqda"
    make_study(path).close()
    before = path.read_bytes()
    open_study(path).close()
    assert path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["today.fqda"]


def test_an_older_file_is_backed_up_then_migrated(version1: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = version1.read_bytes()
    steps(monkeypatch, add_column, add_table)
    with open_study(version1) as study:
        assert study._database.connection.pragma("user_version") == len(TODAY) + 3
        assert study._database.value("SELECT place FROM interview") == "unknown"
        assert study._database.value("SELECT count(*) FROM later") == 0
        assert study.problems() == []
    assert sorted(path.name for path in version1.parent.iterdir()) == ["old.fqda", "old.v1.fqda"]
    with open_study(version1):
        pass  # and it is migrated once only
    steps(monkeypatch)
    backup = version1.with_name("old.v1.fqda")
    assert len(backup.read_bytes()) == len(before)
    with open_study(backup) as study:
        assert study.title == "Small study"
        assert study.next_redo() is not None
    with pytest.raises(NewerStudy, match=r"“old\.fqda”"):
        open_study(version1)


def test_a_backup_takes_no_other_files_place(version1: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = version1.with_name("old.v1.fqda")
    taken.write_text("all that is left of something")
    again = version1.with_name("again.fqda")
    shutil.copyfile(version1, again)
    steps(monkeypatch, add_column)
    open_study(version1).close()
    assert taken.read_text() == "all that is left of something"
    shutil.copyfile(again, version1)
    open_study(version1).close()
    backups = sorted(path.name for path in version1.parent.glob("old.v1*"))
    assert backups == ["old.v1 (2).fqda", "old.v1 (3).fqda", "old.v1.fqda"]


def test_history_from_before_a_new_column_still_goes_back_and_forth(
    version1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps(monkeypatch, add_column)
    with open_study(version1) as study:
        interviews = study.interviews()
        while study.undo():
            pass
        assert study.interviews() == []
        for _ in range(5):
            study.redo()
        assert study.interviews() == interviews
        assert study._database.value("SELECT place FROM interview") == "unknown"


def test_a_protected_file_is_backed_up_under_its_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_study(tmp_path / "old.fqda", "heather").close()
    backup = tmp_path / f"old.v{migrations.VERSION}.fqda"
    steps(monkeypatch, add_column)
    open_study(tmp_path / "old.fqda", "heather").close()
    assert b"harbour" not in backup.read_bytes()
    open_study(backup, "heather").close()


@pytest.mark.parametrize("order", [(add_column, fail), (fail, add_column), (add_column, add_table, fail)])
def test_a_step_that_fails_leaves_the_file_as_it_was(
    version1: Path, monkeypatch: pytest.MonkeyPatch, order: tuple[migrations.Step, ...]
) -> None:
    before = version1.read_bytes()
    steps(monkeypatch, *order)
    with pytest.raises(RuntimeError, match="a fault of the step"):
        open_study(version1)
    assert version1.read_bytes() == before


def test_a_newer_file_is_refused_and_left_alone(version1: Path) -> None:
    connection = apsw.Connection(str(version1))
    connection.pragma("user_version", migrations.VERSION + 1)
    connection.close()
    before = version1.read_bytes()
    with pytest.raises(NewerStudy):
        open_study(version1)
    assert version1.read_bytes() == before
    assert [path.name for path in version1.parent.iterdir()] == ["old.fqda"]
