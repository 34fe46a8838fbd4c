"""Writing a draft in Word: 500 quotations between paragraphs, and the four matrices, from an open study."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from measuring import Bench, Cost, Result, cost, middle, workplace

from framework_qda import Study, create_study, open_study
from framework_qda.reports import ReportOptions, write_report
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.study.model import Cell, PassageId
from framework_qda.tasks.reporting import compose
from framework_qda.text.case import Case, Person
from framework_qda.text.framework import MatrixOutline, SubTopicOutline
from framework_qda.text.quoting import cut, plain
from framework_qda.text.transcript import Paragraph, numbered

QUOTATIONS, AREAS, INTERVIEWS, COLUMNS = 500, 12, 28, (6, 6, 6, 5)
LIMIT = 3000  # milliseconds, as promised
_SAID = "«We see them every day» and **each** of the six teams tells us what it needs; " * 4
_SPOKEN = "We see them every day, the midwives knock on our door and tell us number %d of what they need."
_WRITTEN = "Most of those we spoke to valued informal talk. " * 5


def measure(bench: Bench) -> Iterator[Result]:
    count = 20 if bench.quick else QUOTATIONS
    with workplace() as folder:
        study = folder / "study.fqda"
        _make(study, count)
        out = folder / "report.docx"
        _write(study, out)  # what is loaded on the first export is no matter of its length
        taken = middle([_write(study, out) for _ in range(bench.times(5))])
    note = f"{count} quotations, four matrices, the study just opened"
    yield Result("report written in Word", 1000 * taken.wall, LIMIT, "ms", note)


def _write(path: Path, out: Path) -> Cost:
    with open_study(path) as study:
        return cost(lambda: _report(study, out))


def _report(study: Study, out: Path) -> None:
    document = compose(study, study.drafts()[0].id)
    write_report(document, out, ReportOptions(study.title, datetime.date(2012, 5, 31)))


def _make(path: Path, count: int) -> None:
    with create_study(path, "Report") as study, study.action("Make it"):
        study.add_framework(
            MatrixOutline(
                f"Theme {number}", "", tuple(SubTopicOutline(f"sub-topic {n + 1}") for n in range(columns))
            )
            for number, columns in enumerate(COLUMNS, 1)
        )
        each = -(-count // INTERVIEWS)
        words = [Paragraph(0, _SPOKEN % number, "S") for number in range(each)]
        rows = study.import_interviews([(_case(n), numbered(words)) for n in range(INTERVIEWS)])
        columns = [column.id for column in study.subtopics()]
        study.chart_many({(row, column): Cell(_SAID) for row in rows for column in columns})
        blocks = [_block(BlockKind.CONTENTS)]
        for number in range(count):
            row = rows[number % INTERVIEWS]
            start = study.transcript(row).text.index(_SPOKEN % (number // INTERVIEWS))
            blocks += _quoted(study, study.mark_passage(row, start, start + len(_SPOKEN) - 1), number)
        blocks += [_block(BlockKind.MATRIX, matrix=matrix.id) for matrix in study.matrices()]
        study.add_draft("Report", [*blocks, _block(BlockKind.APPENDIX)])


def _quoted(study: Study, passage: PassageId, number: int) -> Iterator[Block]:
    found = study.passage(passage)
    assert found
    quotation = study.quote(passage, text=cut(plain(found.words), 22, 60))
    if number % 20 == 0:
        yield Block(BlockId(""), BlockKind.HEADING, f"Section {number // 20 + 1}", 2)
    yield _block(BlockKind.PARAGRAPH, _WRITTEN)
    yield _block(BlockKind.QUOTATION, f'{{{{"{quotation}|}}}}', quotation=quotation)


def _block(kind: BlockKind, text: str = "", **settings: str) -> Block:
    return Block(BlockId(""), kind, text, settings=settings)


def _case(number: int) -> Case:
    side = {"side": "acute trust" if number % 2 else "local authority"}
    return Case(
        file=f"{number}.txt",
        area=f"Area {number * AREAS // INTERVIEWS + 1}",
        interview=f"Interview {number + 1}",
        participants=(Person(f"P{number}", {}),),
        attributes=side,
    )
