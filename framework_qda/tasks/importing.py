"""Bring the files of interviews into a study, the good ones even where some are bad."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from framework_qda import sources
from framework_qda.errors import Refused, StudyError
from framework_qda.progress import Progress, silent
from framework_qda.study import Study
from framework_qda.study.model import InterviewId
from framework_qda.tasks.planning import left_out, plan
from framework_qda.text.case import Case
from framework_qda.text.transcript import Transcript

__all__ = ["ImportReport", "import_files", "left_out", "plan"]

# So few at a time are stored that a window on the same study never waits long for its turn.
_TOGETHER = 8

_Ready = tuple[Case, Transcript]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What went in, in reading order of the files, and one sentence for each file that did not."""

    imported: tuple[InterviewId, ...]
    refused: tuple[StudyError, ...]


def import_files(
    study: Study, files: Sequence[tuple[Path, Case]], progress: Progress = silent
) -> ImportReport:
    """Read files and add their interviews to a study as one action; bad files are reported, not raised.

    A file that the study has already, under the same name in the same area, is refused. When `progress`
    raises `Cancelled`, or the disk is full, nothing of the import stays.
    """
    ready: list[_Ready] = []
    refused: list[StudyError] = []
    imported: list[InterviewId] = []
    try:
        _read_all(study, files, progress, ready, refused)
        progress(len(files), len(files), "Adding the interviews to the study")
        imported = _add(study, ready, refused)
    finally:
        if len(imported) < len(ready):
            study.drop_loose_transcripts([transcript.hash for _, transcript in ready])
    return ImportReport(tuple(imported), tuple(refused))


def _read_all(
    study: Study,
    files: Sequence[tuple[Path, Case]],
    progress: Progress,
    ready: list[_Ready],
    refused: list[StudyError],
) -> None:
    known = set(_known(study))
    for number, (path, case) in enumerate(files):
        progress(number, len(files), f"Reading {path.name}")
        try:
            transcript = sources.read(path)
            _refuse_twin(path, case, transcript, known)
        except StudyError as error:
            refused.append(error)
            continue
        ready.append((case, transcript))
        if len(ready) % _TOGETHER == 0:
            study.keep_transcripts(transcript for _, transcript in ready[-_TOGETHER:])


def _known(study: Study) -> Iterator[tuple[str, str, str]]:
    areas = {area.id: area.name for area in study.areas()}
    for interview in study.interviews():
        yield areas[interview.area], interview.name, interview.transcript


def _refuse_twin(path: Path, case: Case, transcript: Transcript, known: set[tuple[str, str, str]]) -> None:
    key = (_one_line(case.area), _one_line(case.interview), transcript.hash)
    if key in known:
        raise Refused(
            f"“{path.name}” is in the study already, as “{key[1]}” of {key[0]}; delete that interview first, "
            "or give this one another name."
        )
    known.add(key)


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _add(study: Study, ready: Sequence[_Ready], refused: list[StudyError]) -> list[InterviewId]:
    try:
        return study.import_interviews(ready)
    except Refused:
        # One fact that does not fit would hold up the whole batch: find which, and leave those out.
        refusals = [_refusal(study, *one) for one in ready]
        refused += filter(None, refusals)
        fitting = [one for one, refusal in zip(ready, refusals, strict=True) if not refusal]
        return study.import_interviews(fitting)


class _TakenBack(Exception):
    """Leave an action that was only tried."""


def _refusal(study: Study, case: Case, transcript: Transcript) -> Refused | None:
    try:
        with study.action("Try"):
            study.import_interviews([(case, transcript)])
            raise _TakenBack
    except _TakenBack:
        return None
    except Refused as error:
        return Refused(f"“{case.file}” was left out: {error}")
