"""Narrow columns beside the sub-topics, with the categories that their cells have; they are only read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from framework_qda.study import Study
from framework_qda.study.model import Cell, CellKey, FindingKind, SubTopic
from framework_qda.text.summary import Line, Run, write
from framework_qda.ui.matrix.cell_text import CellText
from framework_qda.ui.theme import colours

NARROW = 0.55  # of the width of a sub-topic


class Categories(SubTopic):
    """The column with the categories of a sub-topic, which is named like it."""


def with_categories(study: Study, columns: Iterable[SubTopic]) -> list[SubTopic]:
    """Put a column beside each sub-topic that has categories."""
    categorised = {each.subtopic for each in study.findings() if each.kind is FindingKind.CATEGORY}
    return [
        shown
        for column in columns
        for shown in (column, *([Categories(*column)] if column.id in categorised else []))
    ]


def names_of(study: Study, key: CellKey) -> list[str]:
    """List the categories of a cell."""
    return [each.name for each in study.categorised().get(key, ())]


def as_cell(names: Iterable[str]) -> Cell:
    """Give categories as a cell, to be copied among others."""
    return Cell(write(Line((Run(name),)) for name in names))


def paint_categories(painter: QPainter, rect: QRect, names: Sequence[str], text: CellText) -> None:
    """Paint categories below each other on the ground of heads, each with a sign where there are several."""
    painter.fillRect(rect, QColor(colours().room))
    if names:
        several = len(names) > 1
        text.paint(painter, rect, Cell(write(Line((Run(name),), item=several) for name in names)), "")
