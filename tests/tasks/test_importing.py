"""Files go into a study in one action: the good ones in, the bad ones listed, and nothing when cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from framework_qda import Study, create_study
from framework_qda.errors import Cancelled, DiskFull, Refused, UnreadableSource
from framework_qda.study.model import AttributeType, Subject
from framework_qda.tasks.importing import ImportReport, import_files, plan
from framework_qda.text.case import Case, Person

CHANGELOG = (Path(__file__).resolve().parents[2] / "../shared/data/interviews/changelog_rfc_ccbysa").resolve()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Study]:
    with create_study(tmp_path / "new.fqda", analyst="Ann") as study:
        yield study


def write(folder: Path, count: int) -> list[tuple[Path, Case]]:
    pairs: list[tuple[Path, Case]] = []
    for number in range(count):
        path = folder / f"{number:02d}.txt"
        path.write_text(f"[00:01:00] TM: pebble number {number}, heard in the wards\n", "utf-8")
        case = Case(
            path.name, f"Area {number // 4}", f"Interview {number}", participants=(Person(f"P{number}"),)
        )
        pairs.append((path, case))
    return pairs


def stored(study: Study, words: str) -> bool:
    """Tell whether words are kept in the file at all, whether or not an interview points at them."""
    return study._database.value("SELECT count(*) FROM paragraph WHERE instr(text, ?)", (words,)) > 0  # pyright: ignore[reportPrivateUsage]


def test_one_import_is_one_action(empty: Study, tmp_path: Path) -> None:
    pairs = write(tmp_path, 20)
    told: list[tuple[int, int]] = []
    report = import_files(empty, pairs, lambda done, total, _words: told.append((done, total)))
    assert [row.id for row in empty.interviews()] == list(report.imported)
    assert [row.name for row in empty.interviews()] == [case.interview for _, case in pairs]
    assert [action.sentence for action in empty.actions()] == ["Import 20 interviews"]
    assert told == [(n, 20) for n in range(21)]
    assert report.refused == ()
    assert len(empty.search("pebble")) == 20
    empty.undo()
    assert (empty.interviews(), empty.areas(), empty.search("pebble")) == ([], [], [])
    empty.redo()
    assert len(empty.search("pebble")) == 20


def test_bad_files_are_listed_and_good_ones_go_in(empty: Study, tmp_path: Path) -> None:
    pairs = write(tmp_path, 12)
    (tmp_path / "03.txt").write_bytes(b"")
    (tmp_path / "05.txt").unlink()
    pairs.append((tmp_path, Case("folder", "Area 9", "A folder")))
    report = import_files(empty, pairs)
    assert len(report.imported) == len(empty.interviews()) == 10
    assert [str(error).split()[0] for error in report.refused] == [
        "“03.txt”",
        "“05.txt”",
        f"“{tmp_path.name}”",
    ]
    assert all(isinstance(error, UnreadableSource) for error in report.refused)


def test_a_file_is_not_imported_twice(empty: Study, tmp_path: Path) -> None:
    pairs = write(tmp_path, 3)
    import_files(empty, pairs[:2])
    report = import_files(empty, [*pairs, pairs[2]])
    assert len(report.imported) == 1
    assert [str(error)[:32] for error in report.refused] == [
        "“00.txt” is in the study already",
        "“01.txt” is in the study already",
        "“02.txt” is in the study already",
    ]
    assert len(empty.interviews()) == 3


def test_the_same_words_under_another_name_go_in(empty: Study, tmp_path: Path) -> None:
    ((path, case),) = write(tmp_path, 1)
    import_files(empty, [(path, case)])
    report = import_files(empty, [(path, Case(case.file, case.area, "A second reading"))])
    assert len(report.imported) == 1


def test_a_fact_that_does_not_fit_keeps_only_its_own_file_out(empty: Study, tmp_path: Path) -> None:
    empty.add_attribute(Subject.INTERVIEW, "minutes", AttributeType.NUMBER)
    pairs = [
        (path, Case(case.file, case.area, case.interview, attributes={"minutes": minutes}))
        for (path, case), minutes in zip(write(tmp_path, 3), ("62", "an hour", "50"), strict=True)
    ]
    report = import_files(empty, pairs)
    assert [row.name for row in empty.interviews()] == ["Interview 0", "Interview 2"]
    (refusal,) = report.refused
    assert isinstance(refusal, Refused)
    assert str(refusal).startswith("“01.txt” was left out: “an hour” does not fit minutes")
    assert empty.actions()[0].sentence == "Import 2 interviews"
    assert not stored(empty, "pebble number 1,")


@pytest.mark.parametrize("step", [0, 1, 9, 20])
def test_cancelling_leaves_nothing(empty: Study, tmp_path: Path, step: int) -> None:
    def cancel(done: int, _total: int, _words: str, /) -> None:
        if done == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_files(empty, write(tmp_path, 20), cancel)
    assert (empty.interviews(), empty.areas(), empty.actions()) == ([], [], [])
    assert not stored(empty, "pebble")
    assert empty.problems() == []


def test_cancelling_keeps_the_words_of_interviews_that_were_there(empty: Study, tmp_path: Path) -> None:
    pairs = write(tmp_path, 9)
    import_files(empty, pairs[:1])
    again = [(path, Case(case.file, "Area 7", case.interview)) for path, case in pairs]

    def cancel(done: int, _total: int, _words: str, /) -> None:
        if done == 9:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_files(empty, again, cancel)
    assert len(empty.search("pebble")) == 1
    assert not stored(empty, "pebble number 8")


def test_a_full_disk_leaves_nothing(empty: Study, tmp_path: Path) -> None:
    pairs = write(tmp_path, 4)
    for path, _ in pairs:
        path.write_text(path.read_text("utf-8") + "\n\nTM: many words " * 40_000, "utf-8")
    connection = empty._database.connection  # pyright: ignore[reportPrivateUsage]
    connection.pragma("max_page_count", connection.pragma("page_count") + 20)
    with pytest.raises(DiskFull):
        import_files(empty, pairs)
    assert empty.interviews() == []
    assert not stored(empty, "pebble")


def test_a_window_gets_its_turn_between_small_transactions(
    empty: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    keep = type(empty).keep_transcripts

    def spy(self: Study, transcripts: object) -> None:
        kept = list(transcripts)  # type: ignore[call-overload]
        sizes.append(len(kept))
        keep(self, kept)

    monkeypatch.setattr(type(empty), "keep_transcripts", spy)
    import_files(empty, write(tmp_path, 20))
    assert sizes[:2] == [8, 8]


def test_a_window_can_work_while_another_thread_imports(empty: Study, tmp_path: Path) -> None:
    reading, edited = Event(), Event()

    def progress(done: int, _total: int, _words: str, /) -> None:
        if done == 10:
            reading.set()
            assert edited.wait(10)

    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(import_files, empty, write(tmp_path, 20), progress)
        assert reading.wait(10)
        empty.add_area("Meanwhile")
        edited.set()
        assert len(work.result(10).imported) == 20
    sentences = [action.sentence for action in empty.actions()]
    assert sentences == ["Import 20 interviews", "Add area “Meanwhile”"]
    empty.undo()
    assert [area.name for area in empty.areas()] == ["Meanwhile"]
    assert empty.problems() == []


@pytest.mark.skipif(not CHANGELOG.is_dir(), reason="the changelog interviews are not on this machine")
def test_the_changelog_interviews_are_imported_with_their_speakers(empty: Study) -> None:
    report: ImportReport = import_files(empty, plan([CHANGELOG]))
    assert (len(report.imported), report.refused) == (21, ())
    speakers = {p.speaker for p in empty.transcript(report.imported[0]).paragraphs}
    assert {"Nadia Eghbal", "Mikeal Rogers"} <= speakers
    hits = empty.search("sustainab*", limit=30)
    assert len(hits) == 30
    found = {piece.casefold() for hit in hits for piece, match in hit.context if match}
    assert {"sustainability", "sustainable"} <= found
    empty.undo()
    assert empty.search("open source") == []
