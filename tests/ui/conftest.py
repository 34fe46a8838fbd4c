"""A small study in a window's hands."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda import create_study, open_study
from framework_qda.study.model import BlankReason
from framework_qda.text.case import Case, Person
from framework_qda.text.framework import MatrixOutline, SubTopicOutline
from framework_qda.text.transcript import Paragraph, Transcript, numbered
from framework_qda.ui import settings, theme
from framework_qda.ui.desk import Desk
from framework_qda.ui.studio import Studio
from framework_qda.ui.window import MainWindow

FRAMEWORK = [
    MatrixOutline(
        "Background and staffing",
        "Who works where.",
        (
            SubTopicOutline("summary", "What stands out. Not here: anything with a sub-topic of its own."),
            SubTopicOutline("social work staffing", "Who the social workers are and when they are there."),
            SubTopicOutline("other", "What fits nowhere else."),
        ),
    ),
    MatrixOutline(
        "Referral quality",
        "How good referrals are.",
        (
            SubTopicOutline("referral quality", "What referrals hold and lack."),
            SubTopicOutline("feedback", "What is heard back."),
            SubTopicOutline("audits", "What is counted."),
        ),
    ),
]


def notes(role: str) -> Transcript:
    """A few turns, each naming the role so that search can tell interviews apart."""
    return numbered(
        [
            Paragraph(0, f"Semi-verbatim notes of the {role}, by telephone."),
            Paragraph(0, "How is the service set up?", "INT", 40_000),
            Paragraph(0, f"We see them every day, the {role} said, the midwives knock.", "TM", 65_000),
            Paragraph(0, "Out of hours is a different café altogether.", "TM", 130_000),
        ]
    )


def case(area: str, interview: str, side: str) -> Case:
    return Case(
        file=f"{area}-{interview}.txt",
        area=area,
        interview=interview,
        date="2012-02-28",
        participants=(Person(f"P {area[-1]}{interview[:2]}", {"role": interview}),),
        area_attributes={"region": "London" if area == "Area 2" else "South West"},
        attributes={"side": side, "minutes": "62"},
    )


@pytest.fixture(autouse=True)
def _fresh_desk(tmp_path: Path, qapp: QApplication) -> Iterator[None]:
    """Begin with no settings, and leave no window: its timers would ask a study that is closed."""
    settings.remember_in(tmp_path / "settings")
    yield
    # The offscreen platform lets go of what was copied when Python has ended, and crashes over it.
    qapp.clipboard().clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def study_file(tmp_path: Path) -> Path:
    """A study of 2 areas, 4 interviews, 2 matrices of 3 sub-topics, and three cells written."""
    path = tmp_path / "small.fqda"
    study = create_study(path, "A small study", analyst="Ann")
    study.add_framework(FRAMEWORK)
    rows = study.import_interviews(
        [
            (case("Area 1", "LA Team Manager", "local authority"), notes("team manager")),
            (case("Area 1", "AT Named Nurse", "acute trust"), notes("named nurse")),
            (case("Area 2", "LA Service Manager", "local authority"), notes("service manager")),
            (case("Area 2", "AT Named Midwife", "acute trust"), notes("named midwife")),
        ]
    )
    columns = [subtopic.id for subtopic in study.subtopics()]
    study.chart(
        rows[0], columns[0], "A strong team on site, «We see them every day» [[check with the nurse]]"
    )
    study.chart(rows[0], columns[1], "Six social workers.\n- on site\n- **on call** at night")
    study.chart(rows[1], columns[2], blank_reason=BlankReason.NOT_ASKED)
    study.close()
    return path


@pytest.fixture
def studio(qapp: QApplication, study_file: Path) -> Iterator[Studio]:
    theme.apply("light")
    study = open_study(study_file, analyst="Ann")
    yield Studio(study)
    study.close()


@pytest.fixture
def scale() -> float:
    """The size of type in the window; a test may be given others."""
    return 1.0


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, scale: float) -> Iterator[MainWindow]:
    """The main window, without a study."""
    theme.apply("light", scale)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.close()
    theme.apply("light")


@pytest.fixture
def desk(qtbot: QtBot, window: MainWindow, study_file: Path) -> Desk:
    """The desk of the small study, open in the main window."""
    assert window.open_file(study_file)
    desk = window.desk
    assert desk
    qtbot.waitUntil(lambda: desk._furnished)
    return desk


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the sample study; open copies of it."""
    from framework_qda.tasks.sample import build_sample

    path = tmp_path_factory.mktemp("sample") / "sample.fqda"
    build_sample(path)
    return path


@pytest.fixture
def sample_shown(window: MainWindow, sample: Path, tmp_path: Path) -> None:
    """Open a copy of the sample study in the main window; exports go beside it."""
    settings.put("export/folder", str(tmp_path))
    window.show_study(open_study(shutil.copy(sample, tmp_path / "study.fqda"), analyst="Ann"))


def press(
    qtbot: QtBot, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)
