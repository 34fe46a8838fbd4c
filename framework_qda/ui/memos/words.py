"""Name the kinds of memos, and what they are about."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from framework_qda.study import Study
from framework_qda.study.model import About


def tr(text: str) -> str:
    """Translate a text of the memos."""
    return QCoreApplication.translate("memos", text)


def kind_name(about: About | None) -> str:
    """Name a list of memos."""
    return {
        None: tr("All memos"),
        About.JOURNAL: tr("Reflexive journal"),
        About.STUDY: tr("Study"),
        About.AREA: tr("Areas"),
        About.INTERVIEW: tr("Interviews"),
        About.MATRIX: tr("Matrices"),
        About.SUBTOPIC: tr("Sub-topics"),
        About.CELL: tr("Cells"),
        About.PASSAGE: tr("Passages"),
    }[about]


def one(about: About) -> str:
    """Name one thing of a kind."""
    return {
        About.JOURNAL: tr("journal"),
        About.STUDY: tr("study"),
        About.AREA: tr("area"),
        About.INTERVIEW: tr("interview"),
        About.MATRIX: tr("matrix"),
        About.SUBTOPIC: tr("sub-topic"),
        About.CELL: tr("cell"),
        About.PASSAGE: tr("passage"),
    }[about]


SYMBOLS = {
    None: "notepad",
    About.JOURNAL: "book-open",
    About.STUDY: "folder",
    About.AREA: "map-pin",
    About.INTERVIEW: "microphone",
    About.MATRIX: "table",
    About.SUBTOPIC: "columns",
    About.CELL: "square",
    About.PASSAGE: "quotes",
}


def subject_in_words(study: Study, about: About, subject: str) -> str:
    """Name what a memo is about."""
    if about is About.JOURNAL:
        return kind_name(about)
    return study.subject_name(about, subject) or tr("a deleted %s") % one(about)
