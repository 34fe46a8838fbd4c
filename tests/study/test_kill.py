"""A program that is killed in the middle loses no edit that it confirmed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from framework_qda import open_study
from framework_qda.study.model import InterviewId, SubTopicId
from tests.study import editor
from tests.study.making import copied_study

ROOT = Path(__file__).resolve().parents[2]


def edits_until_killed(path: Path, passphrase: str, seed: int) -> list[str]:
    """Let another process edit, kill it after some lines, and give all the lines it got out."""
    command = [sys.executable, "-m", editor.__name__, str(path), passphrase, str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(Random(seed).randrange(1, 48))]
        process.kill()
        return (lines + process.stdout.readlines())[1:]


@pytest.mark.parametrize("passphrase", ["", "heather"], ids=["plain", "encrypted"])
def test_every_confirmed_edit_is_there(tmp_path: Path, passphrase: str) -> None:
    copied_study(tmp_path, "study.fqda", passphrase).close()
    path, journals = tmp_path / "study.fqda", 0
    for seed in range(10):
        confirmed = edits_until_killed(path, passphrase, seed)
        journals += path.with_name("study.fqda-journal").exists()
        last = {tuple(line.split()[:2]): line.split()[2] for line in confirmed}
        with open_study(path, passphrase) as study:
            assert study.problems() == []
            late = study.next_undo()
            kept = {
                key: study.cell(InterviewId(key[0]), SubTopicId(key[1])).summary.split()[0] for key in last
            }
            # One edit may have been saved whose confirmation did not get out.
            different = {key for key in last if kept[key] != last[key]}
            assert len(different) <= 1
            assert all(kept[key] == f"{seed}.{len(confirmed)}" for key in different)
            assert late is not None
            study.undo()
            study.redo()
            assert study.problems() == []
        assert not path.with_name("study.fqda-journal").exists()
    assert journals  # else nothing was ever interrupted


def test_all_edits_are_confirmed_when_nobody_kills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied_study(tmp_path, "study.fqda").close()
    editor.edit(tmp_path / "study.fqda", "", 1)
    assert len(capsys.readouterr().out.splitlines()) == 51
