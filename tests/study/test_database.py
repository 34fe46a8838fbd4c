"""The file of a study: copies, passphrases, the lock, and nothing left beside it."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from framework_qda import Study, create_study, open_study
from framework_qda.errors import (
    CannotWrite,
    PassphraseNeeded,
    Refused,
    StudyExists,
    StudyLocked,
    WrongPassphrase,
)
from framework_qda.study import user_name
from tests.study.making import copied_study, fill, make_study, state

PASSPHRASES = [
    "",
    "heather",
    'it\'s "odd" ; – ünï',
    "x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'",
]


def files(folder: Path) -> list[str]:
    """List what lies in a folder but for the journal of a study that is open."""
    return sorted(path.name for path in folder.iterdir() if path.name != "small.fqda-journal")


def test_a_new_study_is_empty_but_for_its_title(tmp_path: Path) -> None:
    with create_study(tmp_path / "new.fqda", "  A  title ", analyst="Ann") as study:
        assert study.title == "A title"
        assert (study.areas(), study.matrices(), study.actions()) == ([], [], [])
        assert study.undo() is None
        assert study.problems() == []
    assert files(tmp_path) == ["new.fqda"]


def test_a_study_is_called_after_its_file_and_analyst_after_the_user(tmp_path: Path) -> None:
    with create_study(str(tmp_path / "new.fqda")) as study:
        assert study.title == "new"
        assert study.analyst == user_name() != ""


def test_a_study_is_any_sqlite_tools_to_read(study: Study) -> None:
    study.close()
    with study.path.open("rb") as file:
        header = file.read(100)
    assert header.startswith(b"SQLite format 3\0")
    assert header[68:72] == b"FQDA"
    assert header[18:20] == b"\1\1"  # a rollback journal, so that the file alone is complete


def test_nothing_is_made_where_something_is(tmp_path: Path) -> None:
    path = tmp_path / "there.fqda"
    path.write_text("precious")
    with pytest.raises(StudyExists):
        create_study(path)
    assert path.read_text() == "precious"
    assert files(tmp_path) == ["there.fqda"]


def test_nothing_is_made_under_a_bad_title(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        create_study(tmp_path / "new.fqda", "  ")
    assert files(tmp_path) == []


@pytest.mark.parametrize("passphrase", PASSPHRASES)
def test_all_is_there_after_reopening(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "study.fqda"
    with make_study(path, passphrase) as study:
        assert study.protected == bool(passphrase)
        fill(study)
        before = state(study)
    assert (b"harbour" in path.read_bytes()) != bool(passphrase)
    with open_study(path, passphrase) as study:
        assert state(study) == before
        assert study.problems() == []


def test_without_protection_any_passphrase_opens(study: Study) -> None:
    study.close()
    with open_study(study.path, "needless") as again:
        assert not again.protected
        assert again.title == "Small study"
    open_study(study.path).close()


@pytest.mark.parametrize("passphrase", ["", "heather"])
def test_a_copy_is_complete_and_under_the_same_passphrase(tmp_path: Path, passphrase: str) -> None:
    copy = tmp_path / "copy.fqda"
    copy.write_text("an earlier file, which is replaced")
    with make_study(tmp_path / "study.fqda", passphrase) as study:
        fill(study)
        study.save_copy(copy)
        before = state(study)
        study.add_area("Later")
    if passphrase:
        with pytest.raises(PassphraseNeeded):
            open_study(copy)
    with open_study(copy, passphrase) as again:
        assert state(again) == before
        assert again.problems() == []
        assert again.undo() is not None
    assert files(tmp_path) == ["copy.fqda", "study.fqda"]


@pytest.mark.parametrize(
    ("error", "expected"),
    [(OSError, CannotWrite), (KeyboardInterrupt, KeyboardInterrupt)],
)
def test_a_copy_that_fails_leaves_the_earlier_file(
    study: Study,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: type[BaseException],
    expected: type[BaseException],
) -> None:
    study.save_copy(tmp_path / "copy.fqda")
    earlier = (tmp_path / "copy.fqda").read_bytes()

    def fail(self: Path, target: Path) -> None:
        raise error("at the very end")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(expected):
        study.save_copy(tmp_path / "copy.fqda")
    with pytest.raises(expected):
        create_study(tmp_path / "new.fqda")
    assert (tmp_path / "copy.fqda").read_bytes() == earlier
    assert files(tmp_path) == ["copy.fqda", "small.fqda"]
    study.add_area("Still usable")
    assert study.problems() == []


def test_no_copy_over_a_study_that_is_open(study: Study, tmp_path: Path) -> None:
    with create_study(tmp_path / "other.fqda") as other:
        (tmp_path / "link.fqda").symlink_to(other.path)
        for path in (study.path, other.path, tmp_path / "link.fqda"):
            with pytest.raises(CannotWrite, match=path.name):
                study.save_copy(path)
        other.add_area("Still usable")
    with open_study(tmp_path / "other.fqda") as other:
        assert [area.name for area in other.areas()] == ["Still usable"]


@pytest.mark.parametrize("passphrase", ["", "heather"])
def test_no_copy_over_a_study_that_is_open_in_another_process(
    study: Study, tmp_path: Path, passphrase: str
) -> None:
    other = tmp_path / "other.fqda"
    create_study(other, passphrase=passphrase).close()
    before = other.read_bytes()
    program = "import sys, framework_qda as f; s = f.open_study(*sys.argv[1:]); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(other), passphrase],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(StudyLocked, match=r"“other\.fqda”"):
            study.save_copy(other)
        assert other.read_bytes() == before
        process.communicate("\n")
    study.save_copy(other)
    with open_study(other) as copy:
        assert copy.title == study.title


@pytest.mark.parametrize(("old", "new"), [("", "heather"), ("heather", ""), ("heather", "meadow")])
def test_a_change_of_passphrase_killed_before_the_index_follows(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "study.fqda"
    with make_study(path, old) as study:
        fill(study)
        study.delete_area(study.areas()[0].id)  # leaves gaps in the numbers of rows
        before = state(study)
    program = (
        "import os, sys, framework_qda as f; from framework_qda.study.database import Database;"
        "Database._index_anew = lambda self: os._exit(9);"
        "f.open_study(*sys.argv[1:3]).change_passphrase(sys.argv[3])"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(path), old, new], check=False)
    assert killed.returncode == 9
    with open_study(path, new) as study:
        assert study.problems() == []
        assert state(study) == before
        assert len(study.search("harbour")) == 2


def test_a_copy_into_no_folder(study: Study, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        study.save_copy(tmp_path / "nowhere" / "copy.fqda")
    (tmp_path / "folder.fqda").mkdir()
    with pytest.raises(CannotWrite):
        study.save_copy(tmp_path / "folder.fqda")
    assert files(tmp_path) == ["folder.fqda", "small.fqda"]


@pytest.mark.parametrize("old", ["", "heather"])
@pytest.mark.parametrize("new", ["", "meadow", "heather"])
def test_the_passphrase_changes_and_all_stays(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "study.fqda"
    with make_study(path, old) as study:
        fill(study)
        study.delete_area(study.areas()[0].id)  # leaves gaps in the numbers of rows
        before = state(study)
        study.change_passphrase(new)
        assert study.protected == bool(new)
        assert state(study) == before
        assert study.problems() == []
        study.undo()
        study.redo()
        study.save_copy(tmp_path / "copy.fqda")
    for file in (path, tmp_path / "copy.fqda"):
        if old != new and old and new:
            with pytest.raises(WrongPassphrase):
                open_study(file, old)
        if new:
            with pytest.raises(PassphraseNeeded):
                open_study(file)
        assert (b"harbour" in file.read_bytes()) != bool(new)
        with open_study(file, new) as study:
            assert state(study) == before
            assert study.problems() == []
            assert len(study.search("harbour")) == 2
    assert files(tmp_path) == ["copy.fqda", "study.fqda"]


def test_a_study_is_opened_once_at_a_time(study: Study) -> None:
    with pytest.raises(StudyLocked):
        open_study(study.path)
    study.add_area("New")
    study.close()
    study.close()
    with open_study(study.path) as again:
        study.close()  # a late second close is no business of the one open now
        with pytest.raises(StudyLocked):
            open_study(study.path)
        assert try_elsewhere(study.path) == "StudyLocked"
        assert again.areas()[-1].name == "New"


def test_a_study_that_nobody_holds_is_closed(study: Study) -> None:
    study.close()
    for _ in range(2):
        assert open_study(study.path).matrix(1).shape == (4, 3)
        gc.collect()


def test_the_lock_is_given_up_wherever_the_program_has_gone(
    study: Study, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    study.close()
    monkeypatch.chdir(tmp_path)
    relative = open_study("small.fqda")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    relative.close()
    open_study(study.path).close()


def try_elsewhere(path: Path) -> str:
    """Open a study in another process and give what it says."""
    program = (
        "import sys, framework_qda\n"
        "try: framework_qda.open_study(sys.argv[1]).close(); print('opened')\n"
        "except framework_qda.errors.StudyError as error: print(type(error).__name__)"
    )
    command = [sys.executable, "-c", "import framework_qda.errors\n" + program, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_another_process_is_kept_out_until_it_is_closed(study: Study) -> None:
    assert try_elsewhere(study.path) == "StudyLocked"
    study.add_area("New")
    study.undo()
    with pytest.raises(StudyLocked):
        open_study(study.path)  # trying again here must not give the lock away
    assert try_elsewhere(study.path) == "StudyLocked"
    study.close()
    assert try_elsewhere(study.path) == "opened"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the lock is one of Linux")
def test_another_process_is_kept_out_whatever_looks_into_the_file(study: Study) -> None:
    study.path.read_bytes()  # as a file dialog does that chooses an icon: SQLite's own lock is gone
    assert try_elsewhere(study.path) == "StudyLocked"
    study.add_area("New")
    study.close()
    assert try_elsewhere(study.path) == "opened"


def test_a_failed_opening_holds_no_lock(tmp_path: Path) -> None:
    make_study(tmp_path / "study.fqda", "heather").close()
    for passphrase in ("", "wrong"):
        with pytest.raises((PassphraseNeeded, WrongPassphrase)):
            open_study(tmp_path / "study.fqda", passphrase)
    open_study(tmp_path / "study.fqda", "heather").close()


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("name", ["a study.fqda", "Ünï–codé «x».fqda", "it's 100%?#.fqda", "no suffix"])
def test_names_of_files(tmp_path: Path, name: str) -> None:
    with make_study(tmp_path / name) as study:
        study.save_copy(tmp_path / f"copy of {name}")
    open_study(tmp_path / f"copy of {name}").close()
    assert files(tmp_path) == sorted([name, f"copy of {name}"])


def test_copied_studies_are_the_same(tmp_path: Path) -> None:
    with copied_study(tmp_path, "one.fqda") as one, copied_study(tmp_path, "two.fqda") as two:
        assert state(one) == state(two)
