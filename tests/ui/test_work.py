"""Long work leaves the window free, says how far it has come, and can be stopped."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QThread
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from framework_qda.errors import DiskFull, StudyError
from framework_qda.progress import Progress
from framework_qda.ui.work import Work, WorkBar


class Heard:
    """What came back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[StudyError] = []
        self.threads: list[QThread] = []

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(QThread.currentThread())

    def failed(self, error: StudyError) -> None:
        self.errors.append(error)
        self.threads.append(QThread.currentThread())


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[Work]:
    work = Work()
    yield work
    work.close()


@pytest.fixture
def heard() -> Heard:
    return Heard()


class Gate:
    """A job that waits to be let on, reporting before and after."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.begun = threading.Event()
        self.steps = 0

    def __call__(self, progress: Progress) -> str:
        progress(0, 2, "Reading one.txt")
        self.begun.set()
        assert self.open.wait(20)
        self.steps += 1
        progress(1, 2, "Reading two.txt")
        self.steps += 1
        return "all of it"


def test_a_job_runs_elsewhere_and_its_result_comes_back_here(qtbot: QtBot, work: Work, heard: Heard) -> None:
    threads: list[int] = []
    work.start("Counting", lambda _: threads.append(threading.get_ident()) or 42, heard.done, heard.failed)
    qtbot.waitUntil(lambda: heard.results == [42])
    assert threads != [threading.get_ident()]
    assert heard.threads == [QCoreApplication.instance().thread()]
    assert not work.busy


def test_a_sentence_for_the_user_goes_to_failed(
    qtbot: QtBot, work: Work, heard: Heard, tmp_path: Path
) -> None:
    def job(_: Progress) -> None:
        raise DiskFull(tmp_path / "a.docx")

    work.start("Writing", job, heard.done, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.errors))
    assert isinstance(heard.errors[0], DiskFull)
    assert heard.results == []
    assert not work.busy


def test_a_fault_of_ours_is_raised_again_on_this_thread(qtbot: QtBot, work: Work, heard: Heard) -> None:
    def job(_: Progress) -> None:
        raise ZeroDivisionError("ours")

    with qtbot.captureExceptions() as raised:
        work.start("Dividing", job, heard.done, heard.failed)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    assert (heard.results, heard.errors, work.busy) == ([], [], False)


def test_cancelling_stops_at_the_next_report(qtbot: QtBot, work: Work, heard: Heard) -> None:
    gate = Gate()
    work.start("Reading", gate, heard.done, heard.failed)
    assert gate.begun.wait(20)
    with qtbot.waitSignal(work.cancelled):
        work.cancel()
        gate.open.set()
    assert gate.steps == 1
    assert (heard.results, heard.errors, work.busy) == ([], [], False)


def test_one_job_at_a_time(qtbot: QtBot, work: Work, heard: Heard) -> None:
    gate, second = Gate(), Heard()
    work.start("Reading", gate, heard.done, heard.failed)
    work.start("Writing", lambda _: 1, second.done, second.failed)
    assert "under way" in str(second.errors[0])
    gate.open.set()
    qtbot.waitUntil(lambda: heard.results == ["all of it"])
    assert second.results == []
    work.start("Writing", lambda _: 1, second.done, second.failed)
    qtbot.waitUntil(lambda: second.results == [1])


def test_nothing_is_left_of_a_job(qtbot: QtBot, work: Work, heard: Heard) -> None:
    gate = Gate()
    gate.open.set()
    left = weakref.ref(gate)
    work.start("Reading", gate, heard.done, heard.failed)
    del gate

    def gone() -> bool:
        gc.collect()
        return left() is None

    qtbot.waitUntil(gone)
    assert heard.results == ["all of it"]


def test_progress_arrives_here_and_seldom(qtbot: QtBot, work: Work, heard: Heard) -> None:
    reports: list[tuple[int, int, str]] = []
    threads: set[QThread] = set()

    def listen(*report: object) -> None:
        reports.append(report)
        threads.add(QThread.currentThread())

    def job(progress: Progress) -> None:
        for n in range(50_000):
            progress(n, 50_000, f"Step {n}")

    bar = WorkBar(work)
    qtbot.addWidget(bar)
    work.progressed.connect(listen)
    work.start("Stepping", job, heard.done, heard.failed)
    qtbot.waitUntil(lambda: heard.results == [None])
    assert reports[0] == (0, 50_000, "Step 0")
    assert len(reports) < 500
    assert threads == {QCoreApplication.instance().thread()}


def test_closing_waits_and_calls_nobody(qtbot: QtBot, work: Work, heard: Heard) -> None:
    gate = Gate()
    work.start("Reading", gate, heard.done, heard.failed)
    assert gate.begun.wait(20)
    threading.Timer(0.05, gate.open.set).start()
    work.close()
    assert gate.steps == 1  # it has stopped, at its next report
    QCoreApplication.processEvents()
    assert (heard.results, heard.errors, work.busy) == ([], [], False)


def test_after_closing_other_work_goes_on_and_gets_its_own_result(
    qtbot: QtBot, work: Work, heard: Heard
) -> None:
    bar, second = WorkBar(work), Heard()
    qtbot.addWidget(bar)
    gate = Gate()
    gate.open.set()
    work.start("Reading", gate, heard.done, heard.failed)
    work.close()  # what became of the first is on its way, and is not to be taken for the second's
    assert not bar.delay.isActive()
    work.start("Writing", lambda _: "second", second.done, second.failed)
    qtbot.waitUntil(lambda: bool(second.results or heard.results))
    assert (second.results, heard.results) == (["second"], [])


def test_the_bar_shows_late_says_what_and_hides(qtbot: QtBot, work: Work, heard: Heard) -> None:
    bar = WorkBar(work)
    qtbot.addWidget(bar)
    gate = Gate()
    work.start("Reading", gate, heard.done, heard.failed)
    assert bar.delay.isActive()
    assert bar.isHidden()
    qtbot.waitUntil(bar.isVisible)
    assert "Reading one.txt" in bar.words
    assert "1 of 2" in bar.words
    gate.open.set()
    qtbot.waitUntil(bar.isHidden)
    assert not bar.delay.isActive()


def test_short_work_shows_no_bar(qtbot: QtBot, work: Work, heard: Heard) -> None:
    bar = WorkBar(work)
    qtbot.addWidget(bar)
    work.start("Blinking", lambda _: 1, heard.done, heard.failed)
    qtbot.waitUntil(lambda: heard.results == [1])
    assert bar.isHidden()
    assert not bar.delay.isActive()


@pytest.mark.parametrize("by", ["button", "escape"])
def test_the_bar_cancels(qtbot: QtBot, work: Work, heard: Heard, by: str) -> None:
    bar = WorkBar(work)
    qtbot.addWidget(bar)
    gate = Gate()
    work.start("Reading", gate, heard.done, heard.failed)
    qtbot.waitUntil(bar.isVisible)
    cancel = bar.findChild(QPushButton)
    with qtbot.waitSignal(work.cancelled):
        if by == "button":
            qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
        else:
            cancel.setFocus()
            qtbot.keyClick(cancel, Qt.Key.Key_Escape)
        assert not cancel.isEnabled()
        gate.open.set()
    assert bar.isHidden()


def test_a_bar_made_while_work_runs_shows_it(qtbot: QtBot, work: Work, heard: Heard) -> None:
    gate = Gate()
    work.start("Building the sample", gate, heard.done, heard.failed)
    bar = WorkBar(work)
    qtbot.addWidget(bar)
    assert bar.words.startswith("Building the sample")
    gate.open.set()
    qtbot.waitUntil(lambda: bool(heard.results))
