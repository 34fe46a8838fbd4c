"""Whatever is wrong with a file is said in one sentence, and what is in it stays as it was."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import apsw
import pytest

from framework_qda import Study, create_study, open_study
from framework_qda.errors import (
    CannotWrite,
    DamagedStudy,
    DiskFull,
    NewerStudy,
    NotAStudy,
    PassphraseNeeded,
    StudyError,
    StudyLocked,
    StudyMissing,
    StudyReadOnly,
    WrongPassphrase,
)
from framework_qda.study.database import APPLICATION_ID
from tests.study.making import State, copied_study, fill, furnish, make_study, state

PASSPHRASES = pytest.mark.parametrize("passphrase", ["", "heather"], ids=["plain", "encrypted"])
PAGE = 4096


def is_one_sentence_about(error: StudyError, path: Path) -> None:
    """Hold a message to its shape: what and which file; then what to do."""
    message = str(error)
    assert "\n" not in message
    assert message.endswith(".")
    assert not re.search(r"[.!?] [A-Z]", message)  # one sentence
    assert path.name in message
    assert re.search(r"[;:,] ", message)
    assert not re.search(r"sqlite|errno|traceback|\wError\b", message, re.IGNORECASE)


def refuses(
    path: Path, kind: type[StudyError], passphrase: str = "", verb: Callable[..., Study] = open_study
) -> None:
    with pytest.raises(StudyError) as refused:
        verb(path, passphrase=passphrase)
    assert type(refused.value) is kind
    is_one_sentence_about(refused.value, path)


def closed(path: Path, passphrase: str = "") -> bytes:
    """Make a study with every cell charted and give its bytes."""
    with make_study(path, passphrase) as study:
        fill(study)
    return path.read_bytes()


# --- files that are no study


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"SQLite",
        b"Interview 1\n" * 1000,
        b"\0" * 20_000,
        Random(1).randbytes(20_000),
        b"PK\3\4" * 999,
    ],
    ids=["empty", "one byte", "six bytes", "text", "zeros", "noise", "zip"],
)
@pytest.mark.parametrize("passphrase", ["", "heather"])
def test_no_study(tmp_path: Path, content: bytes, passphrase: str) -> None:
    path = tmp_path / "file.fqda"
    path.write_bytes(content)
    refuses(path, NotAStudy, passphrase)
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["file.fqda"]


def test_a_folder(tmp_path: Path) -> None:
    refuses(tmp_path, NotAStudy)


@pytest.mark.parametrize("name", ["none.fqda", "no folder/none.fqda", "file.txt/none.fqda", "x" * 300])
def test_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("no folder")
    refuses(tmp_path / name, StudyMissing)
    assert [each.name for each in tmp_path.iterdir()] == ["file.txt"]


@pytest.mark.parametrize("name", ["no folder/new.fqda", "file.txt/new.fqda", "x" * 300])
def test_no_place_for_a_new_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("no folder")
    refuses(tmp_path / name, CannotWrite, verb=create_study)
    assert [each.name for each in tmp_path.iterdir()] == ["file.txt"]


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.fqda"
    for application in (0, APPLICATION_ID + 1):
        connection = apsw.Connection(str(path))
        connection.execute("CREATE TABLE IF NOT EXISTS setting (key, value)")
        connection.pragma("application_id", application)
        connection.close()
        refuses(path, NotAStudy)


@PASSPHRASES
def test_a_newer_version(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "newer.fqda"
    with make_study(path, passphrase) as study:
        study._database.connection.pragma("user_version", 99)
    before = path.read_bytes()
    refuses(path, NewerStudy, passphrase)
    assert path.read_bytes() == before


def test_passphrases(tmp_path: Path) -> None:
    path = tmp_path / "secret.fqda"
    make_study(path, "heather").close()
    before = path.read_bytes()
    refuses(path, PassphraseNeeded)
    for wrong in ("Heather", "heather ", "x", "h" * 10_000, "'", "\N{GREEK SMALL LETTER ALPHA}"):
        refuses(path, WrongPassphrase, wrong)
    assert path.read_bytes() == before
    open_study(path, "heather").close()


# --- files that were a study


@PASSPHRASES
def test_a_study_cut_short(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "cut.fqda"
    whole = closed(path, passphrase)
    cuts = [100, 500, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, len(whole) // 2]
    for size in [*cuts, *(len(whole) - less for less in (PAGE, PAGE - 1, PAGE // 2, 100, 1))]:
        path.write_bytes(whole[:size])
        refuses(path, DamagedStudy, passphrase)
        assert path.read_bytes() == whole[:size]
    path.write_bytes(whole)
    open_study(path, passphrase).close()


def read_all(study: Study) -> State:
    """Read what the program shows of a study."""
    for matrix in study.matrices():
        study.matrix(matrix.id)
        study.blank_reasons(matrix.id)
    study.attribute_frame()
    for interview in study.interviews():
        study.transcript(interview.id)
    study.actions()
    return state(study)


def looked_at(path: Path, passphrase: str) -> State | None:
    """Give what is in a file, None where it is refused or found to be damaged; nothing else is raised."""
    try:
        with open_study(path, passphrase) as study:
            return None if study.problems() else read_all(study)
    except StudyError as error:
        is_one_sentence_about(error, path)
        return None


@PASSPHRASES
def test_a_study_with_spoilt_bytes(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "spoilt.fqda"
    whole, chance = closed(path, passphrase), Random(7)
    true, unnoticed = looked_at(path, passphrase), 0
    assert true
    for size in [1] * 20 + [16] * 20 + [500] * 20:
        start = chance.randrange(len(whole) - size)
        spoilt = bytearray(whole)
        spoilt[start : start + size] = bytes(byte ^ 0x5A for byte in spoilt[start : start + size])
        path.write_bytes(spoilt)
        seen = looked_at(path, passphrase)
        unnoticed += seen is not None and seen != true
    assert unnoticed == 0


def test_an_unreadable_text_is_damage(study: Study) -> None:
    study._database.connection.execute("UPDATE area SET name = CAST(x'ff41' AS TEXT)")
    for verb in (study.areas, lambda: study._name("area", study.interviews()[0].area)):
        with pytest.raises(DamagedStudy):
            verb()


def test_problems_are_found(study: Study) -> None:
    run = study._database.connection.execute
    assert study.problems() == []
    run("INSERT INTO paragraph_words (rowid, text) VALUES (99, 'not there')")
    assert study.problems() != []
    run("INSERT INTO paragraph_words (paragraph_words) VALUES ('rebuild')")
    assert study.problems() == []
    run("PRAGMA foreign_keys = OFF")
    run("DELETE FROM area WHERE name = 'Area 1'")
    assert study.problems()[:2] == ["interview refers to nothing"] * 2


def flip_letter(study: Study, table: str, column: str) -> None:
    """Spoil a letter of a text so that it is a text still."""
    first = f"SELECT min(rowid) FROM {table}"
    study._database.connection.execute(
        f"UPDATE {table} SET {column} = 'X' || substr({column}, 2) WHERE rowid = ({first})"
    )


def spoil_schema(study: Study, old: str, new: str) -> None:
    connection = study._database.connection
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?)", (old, new))
    connection.execute("PRAGMA writable_schema = RESET")


def spoil_changeset(study: Study) -> None:
    study._database.connection.execute("UPDATE action SET changeset = substr(changeset, 3) WHERE id = 1")


def lose_words(study: Study) -> None:
    study._database.connection.execute("PRAGMA foreign_keys = OFF")
    study._database.connection.execute("DELETE FROM transcript")


def spoil_recording(study: Study) -> None:
    study._database.connection.execute("UPDATE media SET data = zeroblob(length(data))")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda study: flip_letter(study, "area", "name"), "A row of area is not as the history left it"),
        (lambda study: flip_letter(study, "subtopic", "name"), "A row of subtopic is not"),
        (lambda study: flip_letter(study, "paragraph", "speaker"), "are not as they were stored"),
        (lambda study: spoil_schema(study, "'doubtful', 'lost'", "'doubtful', 'list'"), "The tables are not"),
        (spoil_changeset, "Step 1 of the history cannot be read"),
        (lose_words, "The words of “Interview 1” are missing"),
        (spoil_recording, "The recording kept as"),
    ],
    ids=["area", "sub-topic", "speaker", "schema", "changeset", "words", "recording"],
)
def test_damage_is_found(study: Study, spoil: Callable[[Study], None], told: str) -> None:
    furnish(study)
    assert study.problems() == []
    spoil(study)
    assert told in "\n".join(study.problems())


def test_tables_that_are_not_ours_are_damage_and_not_a_fault(study: Study) -> None:
    study._database.connection.execute("ALTER TABLE area RENAME COLUMN name TO nome")
    with pytest.raises(DamagedStudy):
        study.areas()
    study._database.connection.execute("ALTER TABLE area RENAME COLUMN nome TO name")
    with pytest.raises(apsw.SQLError):  # a query that is wrong is a fault of the program
        study._database.rows("SELECT nome FROM area")


def test_a_word_that_no_study_has_is_told(study: Study) -> None:
    study._database.connection.execute("PRAGMA ignore_check_constraints = ON")
    study._database.connection.execute("UPDATE attribute SET type = 'tezt'")
    with pytest.raises(StudyError, match="“tezt”"):
        study.attributes()


def go_back(study: Study) -> None:
    while study.undo():
        pass


def test_nothing_but_a_sentence_comes_out_of_a_spoilt_study(tmp_path: Path) -> None:
    path = tmp_path / "spoilt.fqda"
    with make_study(path) as study:
        fill(study)
        furnish(study)
    whole, chance, told = path.read_bytes(), Random(23), 0
    with open_study(path) as study:
        true = read_all(study)
    for _ in range(300):
        size = chance.choice([1, 1, 4, 500])
        start = chance.randrange(len(whole) - size)
        spoilt = bytes(byte ^ (1 << chance.randrange(8)) for byte in whole[start : start + size])
        path.write_bytes(whole[:start] + spoilt + whole[start + size :])
        sound = False
        try:
            with open_study(path) as study:
                sound = not study.problems()
                seen = read_all(study)
                assert seen == true or not sound
                go_back(study)
        except StudyError as error:
            assert not sound
            assert "\n" not in str(error)
            told += 1
    assert told > 20  # much of a small file is empty pages


# --- files in use


def test_open_twice_here(study: Study) -> None:
    refuses(study.path, StudyLocked)


@PASSPHRASES
def test_open_in_another_process(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "shared.fqda"
    make_study(path, passphrase).close()
    program = "import sys, framework_qda as f; s = f.open_study(*sys.argv[1:]); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path), passphrase],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        refuses(path, StudyLocked, passphrase)
        process.communicate("\n")
    open_study(path, passphrase).close()


# --- full and read-only disks


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not shutil.which("mount") or os.name != "posix" or os.geteuid():
        pytest.skip("only root may mount a small disk")
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def remount(disk: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(disk)], check=True)


def fill_disk(disk: Path) -> Path:
    """Write a file until nothing more fits."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(1000)):
                pass
        except OSError:
            return ballast
    raise AssertionError("the disk did not fill up")


def chart_until_full(study: Study) -> State:
    """Chart ever more until the disk is full; give what was confirmed last."""
    interview, subtopic, chance = study.interviews()[0].id, study.subtopics()[0].id, Random(1)
    while True:
        confirmed = state(study)
        try:
            study.chart(interview, subtopic, chance.randbytes(20_000).hex())
        except DiskFull as error:
            is_one_sentence_about(error, study.path)
            return confirmed


@PASSPHRASES
def test_a_full_disk_takes_back_the_last_step_only(disk: Path, passphrase: str) -> None:
    with make_study(disk / "study.fqda", passphrase) as study:
        confirmed = chart_until_full(study)
        assert state(study) == confirmed
        assert study.problems() == []
        ballast = fill_disk(disk)
        for verb in (lambda: fill(study), study.undo, lambda: study.change_passphrase("other")):
            with pytest.raises(DiskFull):
                verb()
            assert state(study) == confirmed
        ballast.unlink()
        study.add_area("Room again")
        study.undo()
        assert state(study) == confirmed
        assert study.problems() == []
    with open_study(disk / "study.fqda", passphrase) as study:
        assert state(study) == confirmed
        assert study.problems() == []


def test_a_full_disk_takes_no_copy_and_no_new_study(disk: Path) -> None:
    with make_study(disk / "study.fqda") as study:
        study.save_copy(disk / "copy.fqda")
        earlier = (disk / "copy.fqda").read_bytes()
        ballast = fill_disk(disk)
        before = {path.name for path in disk.iterdir()}
        with pytest.raises(DiskFull) as full:
            study.save_copy(disk / "copy.fqda")
        is_one_sentence_about(full.value, disk / "copy.fqda")
        refuses(disk / "new.fqda", DiskFull, verb=create_study)
        assert {path.name for path in disk.iterdir()} == before
        assert (disk / "copy.fqda").read_bytes() == earlier
        ballast.unlink()
        study.add_area("Room again")
        assert study.problems() == []


@PASSPHRASES
def test_a_file_that_may_grow_no_more(tmp_path: Path, passphrase: str) -> None:
    with copied_study(tmp_path, "study.fqda", passphrase) as study:
        connection = study._database.connection
        connection.execute(f"PRAGMA max_page_count = {connection.pragma('page_count') + 10}")
        confirmed = chart_until_full(study)
        assert state(study) == confirmed
        with pytest.raises(DiskFull), study.action("Long"):
            study.rename_area(study.areas()[0].id, "Lost")
            study.add_framework([])
            chart_until_full(study)
            study.chart(study.interviews()[1].id, study.subtopics()[1].id, "x" * 100_000)
        assert study.areas()[0].name == "Area 1"
        connection.execute("PRAGMA max_page_count = 100000")
        study.add_area("Room again")
        study.undo()
        assert state(study) == confirmed
        assert study.problems() == []


@PASSPHRASES
def test_a_read_only_disk(disk: Path, passphrase: str) -> None:
    path = disk / "study.fqda"
    make_study(path, passphrase).close()
    remount(disk, "ro")
    try:
        refuses(path, StudyReadOnly, passphrase)
        refuses(disk / "new.fqda", CannotWrite, verb=create_study)
        if passphrase:
            refuses(path, PassphraseNeeded)
    finally:
        remount(disk, "rw")
    with open_study(path, passphrase) as study:
        assert study.problems() == []
        with pytest.raises(CannotWrite):
            study.save_copy(disk / "nowhere" / "copy.fqda")


def test_a_file_that_may_not_be_read(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    study.close()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    refuses(study.path, StudyReadOnly)
    monkeypatch.setattr(Path, "exists", refuse)
    refuses(study.path.with_name("new.fqda"), CannotWrite, verb=create_study)


def test_a_folder_that_takes_no_journal(tmp_path: Path) -> None:
    path = tmp_path / "study.fqda"
    make_study(path).close()
    (tmp_path / "study.fqda-journal").mkdir()  # stands in the way of the journal, for root too
    refuses(path, CannotWrite)
    (tmp_path / "study.fqda-journal").rmdir()
    with open_study(path) as study:
        study.add_area("New")
        assert study.problems() == []
