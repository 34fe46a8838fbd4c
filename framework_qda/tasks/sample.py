"""Build the sample study from the sources that come with this program."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

from framework_qda.errors import CannotWrite, DiskFull, StudyExists, UnreadableSource
from framework_qda.progress import Progress, silent
from framework_qda.sources.matrices import read_framework
from framework_qda.study import Study, create_study
from framework_qda.study.model import AttributeType, Cell, CellKey, Interview, Subject, SubTopicId
from framework_qda.tasks.charts import Heading, linked, read_chart, read_indexing
from framework_qda.tasks.diary import Diary, live
from framework_qda.tasks.evidence import Evidence
from framework_qda.tasks.findings import put_findings
from framework_qda.tasks.importing import import_files, plan
from framework_qda.tasks.library import matrices_folder, sample_folder
from framework_qda.tasks.quoting_sample import put_drafts, put_quotations
from framework_qda.tasks.remarks import Remarks
from framework_qda.tasks.sample_recordings import attach_recordings

TITLE = "Safeguarding children: acute trusts and social care (fictional sample)"


def build_sample(path: Path, progress: Progress = silent) -> None:
    """Make the sample study, as its analysts made it; it is put in its place only when it is complete.

    Raises StudyExists, CannotWrite or DiskFull; nothing is left when `progress` raises `Cancelled`.
    """
    if path.exists():
        raise StudyExists(path)
    with _draft(path) as draft, create_study(draft, TITLE) as study:
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
    diary = Diary(folder / "analysts.toml")
    files = plan([folder / "interviews"], folder / "cases.csv")
    entries = [
        diary.chart(chart.stem, partial(_chart, study, chart))
        for chart in sorted((folder / "charts").glob("*.md"))
    ]
    entries += _remarks(study, folder / "memos.toml").entries()
    steps = len(files) + len(entries)
    with diary.during(study, "begun"):
        study.add_framework(read_framework(matrices_folder()))
        report = import_files(study, files, lambda done, _, words: progress(done, steps, words))
        for refusal in report.refused:
            raise refusal
        _make_numbers(study, "minutes")
    live(study, entries, lambda number, words: progress(len(files) + number, steps, words))
    with diary.during(study, "heard"):
        attach_recordings(study, folder / "recordings", lambda stem: _interview(study, stem, folder))
    with diary.during(study, "read"):
        put_findings(study, folder)
    with diary.during(study, "quoted"):
        quotations = put_quotations(study, folder)
    with diary.during(study, "written"):
        put_drafts(study, folder, quotations)
    progress(steps, steps, "Finished")


def _remarks(study: Study, source: Path) -> Remarks:
    return Remarks(
        study,
        source,
        lambda stem: _interview(study, stem, source).id,
        lambda matrix, subtopic: _column(_columns(study), (str(matrix), subtopic), source),
    )


def _make_numbers(study: Study, *names: str) -> None:
    for attribute in study.attributes(Subject.INTERVIEW):
        if attribute.name in names:
            study.set_attribute_type(attribute.id, AttributeType.NUMBER)


def _chart(study: Study, chart: Path) -> None:
    interview, columns = _interview(study, chart.stem, chart), _columns(study)
    indexing = chart.parents[1] / "indexing" / f"{chart.stem}.csv"
    cells: dict[CellKey, Cell] = {}
    with study.action(f"Index {interview.name}"):
        evidence = Evidence(study, interview.id, indexing)
        for heading, words in read_indexing(indexing):
            evidence.index(words, _column(columns, heading, indexing))
        for heading, cell in read_chart(chart).items():
            column = _column(columns, heading, chart)
            summary = linked(cell.summary, partial(evidence.around, subtopic=column))
            cells[interview.id, column] = cell._replace(summary=summary)
    study.chart_many(cells, f"Chart {interview.name}")


def _interview(study: Study, stem: str, source: Path) -> Interview:
    for interview in study.interviews():
        if Path(interview.source).stem == stem:
            return interview
    raise UnreadableSource(source, f"names “{stem}”, which is no interview of the sample", "mend that name")


def _column(columns: Mapping[Heading, SubTopicId], heading: Heading, source: Path) -> SubTopicId:
    if heading not in columns:
        raise UnreadableSource(source, f"has “{heading[1]}” under “{heading[0]}”", "mend that heading")
    return columns[heading]


def _columns(study: Study) -> dict[Heading, SubTopicId]:
    """Find sub-topics by the title of their matrix, or by its number alone."""
    return {
        (name, subtopic.name): subtopic.id
        for matrix in study.matrices()
        for name in (matrix.title, str(matrix.number))
        for subtopic in study.subtopics(matrix.id)
    }
