"""Build the sample study from the sources that come with this program."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from framework_qda.errors import CannotWrite, DiskFull, StudyExists, UnreadableSource
from framework_qda.progress import Progress, silent
from framework_qda.sources.matrices import read_framework
from framework_qda.study import Study, create_study
from framework_qda.study.model import AttributeType, Cell, CellKey, Interview, Subject, SubTopicId
from framework_qda.tasks.charts import Heading, read_chart
from framework_qda.tasks.importing import import_files, plan
from framework_qda.tasks.library import matrices_folder, sample_folder

TITLE = "Safeguarding children: acute trusts and social care (fictional sample)"


def build_sample(path: Path, progress: Progress = silent, analyst: str = "") -> None:
    """Make the sample study; it is put in its place only when it is complete.

    Raises StudyExists, CannotWrite or DiskFull; nothing is left when `progress` raises `Cancelled`.
    """
    if path.exists():
        raise StudyExists(path)
    with _draft(path) as draft, create_study(draft, TITLE, analyst=analyst) as study:
        _fill(study, sample_folder(), progress)


@contextmanager
def _draft(path: Path) -> Generator[Path]:
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        yield draft
        draft.replace(path)
    except (CannotWrite, DiskFull) as error:
        raise type(error)(path) from None  # the draft's own name would tell nobody anything
    except OSError as error:
        raise CannotWrite(path, error.strerror or "") from None
    finally:
        for leftover in (draft, draft.with_name(f"{draft.name}-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _fill(study: Study, folder: Path, progress: Progress) -> None:
    study.add_framework(read_framework(matrices_folder()))
    files = plan([folder / "interviews"], folder / "cases.csv")
    charts = sorted((folder / "charts").glob("*.md"))
    steps = len(files) + len(charts)
    for refusal in import_files(study, files, lambda done, _, words: progress(done, steps, words)).refused:
        raise refusal
    _make_numbers(study, "minutes")
    for done, chart in enumerate(charts, start=len(files)):
        progress(done, steps, f"Charting {chart.stem}")
        _chart(study, chart)
    progress(steps, steps, "Finished")


def _make_numbers(study: Study, *names: str) -> None:
    for attribute in study.attributes(Subject.INTERVIEW):
        if attribute.name in names:
            study.set_attribute_type(attribute.id, AttributeType.NUMBER)


def _chart(study: Study, chart: Path) -> None:
    interview = _interview_of(chart, study.interviews())
    columns = _columns(study)
    cells: dict[CellKey, Cell] = {}
    for heading, cell in read_chart(chart).items():
        if heading not in columns:
            raise UnreadableSource(chart, f"has “{heading[1]}” under “{heading[0]}”", "mend that heading")
        cells[interview.id, columns[heading]] = cell
    study.chart_many(cells, f"Chart {interview.name}")


def _interview_of(chart: Path, interviews: Sequence[Interview]) -> Interview:
    for interview in interviews:
        if Path(interview.source).stem == chart.stem:
            return interview
    raise UnreadableSource(chart, "charts no interview of the sample", "name it as the interview is named")


def _columns(study: Study) -> dict[Heading, SubTopicId]:
    return {
        (matrix.title, subtopic.name): subtopic.id
        for matrix in study.matrices()
        for subtopic in study.subtopics(matrix.id)
    }
