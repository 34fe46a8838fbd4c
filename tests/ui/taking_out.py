"""Views of the sample study in the real window, and what files of them say."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
from docx.oxml.ns import qn
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from framework_qda import Study
from framework_qda.study.model import Subject, Thing, ThingKind, View, ViewKind
from framework_qda.ui.desk import Desk
from framework_qda.ui.modes import Mode
from framework_qda.ui.window import MainWindow


class Shown(NamedTuple):
    """A view: how to come to it, and what its cells say, from the frame of the same data."""

    name: str
    go: Callable[[Desk], Any]
    said: Callable[[Study], list[str]]
    parted: bool = False  # into tables that a page holds


def kept(study: Study, kind: ViewKind) -> View:
    return study.views(kind)[0]


def _read(desk: Desk, case: str = "", theme: str = "") -> None:
    desk.show_mode(Mode.READ)
    reading, study = desk._workspace(Mode.READ), desk.studio.study
    if case:
        reading.show_case(study.find_case(case))
    else:
        reading.show_theme(study.find_subtopic(theme).id)


def _compare(desk: Desk, tab: str, kind: ViewKind | None = None) -> None:
    desk.show_mode(Mode.COMPARE)
    made = desk._workspace(Mode.COMPARE).show_tab(tab)
    if kind:
        made.choose_kept(kept(desk.studio.study, kind).id)


def _compared(study: Study) -> list[str]:
    asked = kept(study, ViewKind.COMPARISON).settings
    things = [Thing(ThingKind(kind), thing, value) for kind, thing, value in asked["things"]]
    return cells(study.compare(things, asked["subtopics"]))


def _centre(study: Study) -> list[str]:
    asked = kept(study, ViewKind.CENTRAL_CHART).settings
    return cells(study.central_chart(asked["subtopics"], Subject(asked["unit"]), asked["typology"]))


def _linked(study: Study) -> list[str]:
    asked = kept(study, ViewKind.LINKAGE).settings
    return cells(study.crosstab(asked["rows"], asked["columns"], Subject(asked["unit"])))


def _typed(study: Study) -> list[str]:
    names = {area.id: area.name for area in study.areas()}
    types = study.types(study.typologies()[0].id)
    cases = study.typed_cases(study.typologies()[0].id)
    return [names[case.subject] for each in types for case in cases if case.type == each.id]


def _covered(study: Study) -> list[str]:
    return [f"{share:.0%}" for share in study.covered(Subject.AREA).frame().to_numpy().ravel()]


def _theme(study: Study) -> list[str]:
    return cells(study.within_theme("3.2")[["summary"]])


VIEWS = (
    Shown("case", lambda d: _read(d, case="Area 3"), lambda s: cells(s.within_case("Area 3", "side"))),
    Shown("theme", lambda d: _read(d, theme="3.2"), _theme),
    Shown("side by side", lambda d: _compare(d, "side by side", ViewKind.COMPARISON), _compared),
    Shown("typology", lambda d: _compare(d, "typology"), _typed),
    Shown("central chart", lambda d: _compare(d, "central chart", ViewKind.CENTRAL_CHART), _centre),
    Shown("linkage", lambda d: _compare(d, "linkage", ViewKind.LINKAGE), _linked),
    Shown("pictures", lambda d: _compare(d, "figures"), _covered, parted=True),
)


def cells(frame: Any) -> list[str]:
    """Give the lines of all cells of a frame, row after row; of a list, its items."""
    values = [value if isinstance(value, list) else value.split("\n") for value in frame.to_numpy().ravel()]
    return [even(line) for line in chain.from_iterable(values) if even(line)]


def even(words: str) -> str:
    """Leave only words, with one space between."""
    return " ".join(words.replace("•", " ").replace("◆", " ").split())


def words_of(path: Path) -> str:
    """Give all words of a file, in order."""
    return even(" ".join(_READERS[path.suffix](path)))


def _docx(path: Path) -> Iterator[str]:
    for paragraph in docx.Document(str(path)).element.body.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _xlsx(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)


def _csv(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from chain.from_iterable(csv.reader(file))


def _html(path: Path) -> Iterator[str]:
    body = path.read_text("utf-8").partition("<body>")[2]
    blocks = re.sub(r"</?(p|li|td|th|h\d|span|div|dt|dd|br)[^>]*>", " ", body)
    yield html.unescape(re.sub(r"<[^>]*>", "", blocks))


_READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".html": _html,
}


def in_order(said: list[str], words: str) -> str:
    """Give the first line that does not stand after the one before it; "" where all do."""
    place = 0
    for line in said:
        place = words.find(line, place)
        if place < 0:
            return line
        place += len(line)
    return ""


def words_missing(said: list[str], words: str) -> Counter[str]:
    """Count the words that are said more often than they stand there; for what is laid out in columns."""
    return Counter(unbroken(" ".join(said)).split()) - Counter(unbroken(words).split())


def unbroken(words: str) -> str:
    """Part words at their hyphens, where lines may break."""
    return even(words.replace("-", " "))


def press(window: MainWindow, key: Qt.Key) -> None:
    """Press Ctrl with a key where the keyboard is in the window."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(QApplication.focusWidget() or window, key, Qt.KeyboardModifier.ControlModifier)


def dialog(qtbot: QtBot, window: MainWindow, kind: type[QDialog]) -> Any:
    """Wait for a dialog, and give it."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=10_000)
    return next(each for each in window.findChildren(kind) if each.isVisible())
