"""The sample study is built whole or not at all."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from framework_qda import Study, open_study
from framework_qda.errors import Cancelled, CannotWrite, DiskFull, StudyError, StudyExists
from framework_qda.study.model import VERBATIM, About, Action, AttributeType, PassageId, Subject
from framework_qda.study.states import Stage
from framework_qda.tasks import sample
from framework_qda.tasks.library import sample_folder
from framework_qda.tasks.sample import TITLE, build_sample
from framework_qda.text import summary


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    path = tmp_path_factory.mktemp("sample") / "sample.fqda"
    build_sample(path)
    with open_study(path) as study:
        yield study


def test_it_has_the_areas_interviews_people_and_matrices_of_the_study(built: Study) -> None:
    assert built.title == TITLE and "fictional" in TITLE
    assert [area.name for area in built.areas()] == [f"Area {n}" for n in range(1, 13)]
    assert len(built.interviews()) == 28
    assert len(built.participants()) == 29
    assert [len(built.subtopics(matrix.id)) for matrix in built.matrices()] == [6, 6, 6, 5]
    assert min(built.transcript_words().values()) >= 700
    assert set(built.transcript_words()) == {row.id for row in built.interviews()}
    assert all(row.date.startswith("2012-") for row in built.interviews())


def test_local_authorities_and_trusts_are_told_apart(built: Study) -> None:
    frame = built.attribute_frame()
    sides = dict(zip((row.id for row in built.interviews()), frame["interview", "side"], strict=True))
    people = [sides[participant.interview] for participant in built.participants()]
    assert (people.count("local authority"), people.count("acute trust")) == (12, 17)
    assert frame["area", "service model"].nunique() == 3


def test_minutes_are_numbers_and_the_rest_is_text(built: Study) -> None:
    types = {attribute.name: attribute.type for attribute in built.attributes()}
    assert types.pop("minutes") is AttributeType.NUMBER
    assert set(types.values()) == {AttributeType.TEXT}
    assert [a.name for a in built.attributes(Subject.AREA)] == ["region", "service model", "LA type"]


def test_whole_rows_are_charted_in_six_areas_or_more(built: Study) -> None:
    by_interview = built.coverage().by_interview
    whole = [row for row in built.interviews() if by_interview.get(row.id) == 23]
    assert len(whole) >= 14
    assert len({row.area for row in whole}) >= 6
    reasons = {reason for n in range(1, 5) for reason in built.blank_reasons(n).to_numpy().ravel() if reason}
    assert reasons == {"not asked", "asked, nothing said", "not applicable"}


def test_rows_of_an_area_stand_together_and_read_as_a_frame(built: Study) -> None:
    frame = built.matrix(1)
    assert frame.index[0] == ("Area 1", "LA Team Manager")
    assert frame.iloc[0, 0].startswith("Long-established children's social work team")
    assert not frame.map(lambda text: "«" in text or "[[" in text).any(axis=None)


def test_passages_are_indexed_where_their_words_stand(built: Study) -> None:
    frame = built.passages_frame()
    indexed = frame[(frame["sub-topic"] != "") & (frame["kind"] == "notes")]
    assert len(indexed) >= 150
    assert indexed["area"].nunique() >= 6
    assert set(frame["state"]) == {"sound"}
    for interview in built.interviews():
        text = built.transcript(interview.id).text
        for passage in built.passages(interview.id):
            assert passage.kind == VERBATIM or text[passage.start : passage.stop] == passage.words


def test_own_words_lead_to_a_passage_of_their_cell_that_says_them(built: Study) -> None:
    count = 0
    cells = built.cells([row.id for row in built.interviews()], [column.id for column in built.subtopics()])
    for (interview, subtopic), cell in cells.items():
        evidence = {passage.id: passage.words for passage in built.evidence(interview, subtopic)}
        for line in summary.parse(cell.summary):
            for kind, runs in summary.by_kind(line):
                links = {link for run in runs for link in run.links}
                assert len(links) == (kind is summary.Kind.OWN_WORDS)
                for link in links:
                    assert "".join(run.text for run in runs) in evidence[PassageId(link)]
                    count += 1
    assert count >= 240


def test_some_areas_are_done_and_something_waits(built: Study) -> None:
    areas = {area.id: area.name for area in built.areas()}
    rows = {row.id: areas[row.area] for row in built.interviews()}
    stages: dict[str, Counter[Stage]] = defaultdict(Counter)
    for (interview, _), state in built.states().items():
        if state.stage is not Stage.NOT_CHARTED:
            stages[rows[interview]][state.stage] += 1
    done = {area for area, found in stages.items() if found[Stage.DONE] > found[Stage.IN_PROGRESS]}
    assert len(stages) == 6 and len(done) == 4
    assert {area for area, found in stages.items() if found[Stage.DONE] == 0} == stages.keys() - done
    assert list(built.new_evidence().values()) == [1, 1, 1]
    assert list(built.open_comments().values()) == [1, 1]
    waiting = built.new_evidence().keys() | built.open_comments().keys()
    assert {built.states()[key].stage for key in waiting} == {Stage.IN_PROGRESS}


def test_memos_are_about_things_of_the_study(built: Study) -> None:
    memos = built.memos()
    assert {memo.about for memo in memos} >= {
        *(About.STUDY, About.JOURNAL, About.AREA, About.INTERVIEW, About.SUBTOPIC, About.CELL),
    }
    for memo in memos:
        assert memo.about is About.JOURNAL or built.subject_name(memo.about, memo.subject), memo
        assert 15 <= len(memo.text.split()) <= 80


def test_three_analysts_worked_on_it_for_weeks(built: Study) -> None:
    three = {"Analyst A", "Analyst B", "Analyst C"}
    actions = built.actions()[::-1]
    assert {action.who for action in actions} == three
    assert [action.at for action in actions] == sorted(action.at for action in actions)
    cells = built.cells([row.id for row in built.interviews()], [column.id for column in built.subtopics()])
    written = [(cell.author, cell.charted_at) for cell in cells.values()]
    said = [(each.author, each.at) for each in [*built.memos(), *built.all_comments()]]
    journal = [(memo.author, memo.at) for memo in built.memos(About.JOURNAL)]
    for notes, days in ((written, 16), (said, 10), (journal, 2)):
        assert {who for who, _ in notes} <= three and len({who for who, _ in notes}) > 1
        assert len({at for _, at in notes}) == len(notes)
        assert len({at[:10] for _, at in notes}) >= days
        assert all("2012-06-06" < at < "2012-07-20" for _, at in notes)


def test_it_is_the_same_each_time(built: Study, tmp_path: Path) -> None:
    build_sample(tmp_path / "again.fqda")
    with open_study(tmp_path / "again.fqda") as again:
        assert [_done(each) for each in again.actions()] == [_done(each) for each in built.actions()]
        assert [(each.author, each.at, each.text) for each in again.memos()] == [
            (each.author, each.at, each.text) for each in built.memos()
        ]


def _done(action: Action) -> tuple[str, ...]:
    return action.at, action.who, action.sentence


def test_history_is_short_and_undone_and_redone_whole(built: Study) -> None:
    actions = built.actions()
    assert len(actions) <= 70
    before = state(built)
    while built.undo():
        pass
    assert (built.areas(), built.interviews(), built.matrices(), built.attributes()) == ([], [], [], [])
    assert built.search("hospital") == []
    while built.redo():
        pass
    assert state(built) == before
    assert built.problems() == []


def state(study: Study) -> object:
    cells = study.cells([row.id for row in study.interviews()], [column.id for column in study.subtopics()])
    hits = study.search("discharge plan*", limit=1000)
    return (
        study.areas(),
        study.interviews(),
        study.participants(),
        study.values(),
        cells,
        sorted(map(repr, hits)),
        study.passages_frame().to_numpy().tolist(),
        study.states(),
        study.memos(),
    )


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.fqda"
    path.write_text("precious", "utf-8")
    with pytest.raises(StudyExists, match=r"mine\.fqda"):
        build_sample(path)
    assert path.read_text("utf-8") == "precious"


@pytest.mark.parametrize("step", [0, 13, 28, 35])
def test_cancelling_leaves_no_file(tmp_path: Path, step: int) -> None:
    def cancel(done: int, total: int, words: str, /) -> None:
        assert total > 40 and words
        if done >= step:
            raise Cancelled

    with pytest.raises(Cancelled):
        build_sample(tmp_path / "sample.fqda", cancel)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        (
            "charts/01-la-team-manager.md",
            ("## meetings", "## meetigns"),
            "“01-la-team-manager.md” has “meetigns”",
        ),
        (
            "indexing/01-la-team-manager.csv",
            ("Half the time it is nothing.", "Half the time it is something."),
            "“01-la-team-manager.csv” quotes “A staff nurse puts her head",
        ),
        ("indexing/01-la-team-manager.csv", ("3,feedback", "5,feedback"), "has “feedback” under “5”"),
        ("memos.toml", ("a noisy place", "a quiet place"), "“memos.toml” quotes “A ward is a quiet place"),
        (
            "analysts.toml",
            ("01-la-team", "01-lb-team"),
            "“analysts.toml” does not say who charted “01-la-team",
        ),
        ("cases.csv", ("01-la-team-manager.txt", "02.txt"), "“cases.csv” names “02.txt”"),
    ],
)
def test_sources_that_do_not_fit_each_other_are_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    change: tuple[str, str],
    reason: str,
) -> None:
    folder = tmp_path / "sources"
    shutil.copytree(sample_folder(), folder)
    (folder / name).write_text((folder / name).read_text("utf-8").replace(*change), "utf-8")
    monkeypatch.setattr(sample, "sample_folder", lambda: folder)
    with pytest.raises(StudyError, match=re.escape(reason)):
        build_sample(tmp_path / "sample.fqda")
    assert [path.name for path in tmp_path.iterdir()] == ["sources"]


def test_a_chart_of_no_interview_and_an_empty_interview_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sources"
    shutil.copytree(sample_folder(), folder)
    monkeypatch.setattr(sample, "sample_folder", lambda: folder)
    (folder / "charts" / "13-at-ghost.md").write_text("# 1 A\n## b\nc\n", "utf-8")
    with (folder / "analysts.toml").open("a") as analysts:
        analysts.write('[[chart]]\ninterview = "13-at-ghost"\nby = "Analyst A"\nat = 2012-07-01T09:00:00Z\n')
    with pytest.raises(StudyError, match=r"“13-at-ghost\.md” names “13-at-ghost”, which is no interview"):
        build_sample(tmp_path / "sample.fqda")
    (folder / "interviews" / "01-la-team-manager.txt").write_bytes(b"")
    with pytest.raises(StudyError, match=r"“01-la-team-manager\.txt” is empty"):
        build_sample(tmp_path / "sample.fqda")
    assert [path.name for path in tmp_path.iterdir()] == ["sources"]


def test_a_folder_that_is_not_there_is_told_by_the_name_given(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "sample.fqda"
    with pytest.raises(CannotWrite) as refusal:
        build_sample(path)
    assert f"“{path}”" in str(refusal.value)


def test_a_full_disk_is_told_by_the_name_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(study: Study, *_: object) -> None:
        raise DiskFull(study.path)

    monkeypatch.setattr(sample, "_fill", full)
    with pytest.raises(DiskFull, match=r"“sample\.fqda”"):
        build_sample(tmp_path / "sample.fqda")
    assert list(tmp_path.iterdir()) == []
