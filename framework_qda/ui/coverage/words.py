"""Say the state of a cell in words, and name what can remain to be done in one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QCoreApplication

from framework_qda.study.model import BlankReason
from framework_qda.study.states import CellState, Stage


class Remains(Enum):
    """What can remain to be done in a cell; the value is its name in the filter."""

    NOT_CHARTED = "Not charted"
    IN_PROGRESS = "In progress"
    NEW_PASSAGES = "New passages"
    OPEN_COMMENTS = "Open comments"
    CHANGED_LINKS = "Changed links"


def remaining(state: CellState) -> frozenset[Remains]:
    """List what remains to be done in a cell."""
    found = {
        Remains.NOT_CHARTED: state.stage is Stage.NOT_CHARTED,
        Remains.IN_PROGRESS: state.stage is Stage.IN_PROGRESS,
        Remains.NEW_PASSAGES: state.new_passages,
        Remains.OPEN_COMMENTS: state.open_comments,
        Remains.CHANGED_LINKS: state.changed_links,
    }
    return frozenset(each for each, there in found.items() if there)


def tr(text: str) -> str:
    """Translate a text of the board."""
    return QCoreApplication.translate("coverage", text)


def in_words(state: CellState) -> str:
    """Say how far a cell is and what waits in it."""
    return " · ".join([stage_in_words(state), *_marks(state)])


def stage_in_words(state: CellState) -> str:
    """Say how far a cell is."""
    if state.stage is Stage.BLANK:
        return {
            BlankReason.NOT_ASKED: tr("not asked"),
            BlankReason.NOTHING_SAID: tr("asked, nothing said"),
            BlankReason.NOT_APPLICABLE: tr("not applicable"),
        }[state.blank_reason]
    return {
        Stage.NOT_CHARTED: tr("not charted"),
        Stage.IN_PROGRESS: tr("in progress"),
        Stage.DONE: tr("done"),
    }[state.stage]


def _marks(state: CellState) -> Iterable[str]:
    since = tr("since it was written") if state.charted else tr("waiting")
    if state.new_passages:
        yield f"{_count(state.new_passages, tr('new passage'), tr('new passages'))} {since}"
    if state.open_comments:
        yield _count(state.open_comments, tr("open comment"), tr("open comments"))
    if state.changed_links:
        yield _count(
            state.changed_links, tr("link whose passage changed"), tr("links whose passages changed")
        )


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
