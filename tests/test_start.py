"""How the program starts: what each argument leads to, and what is left out until the window stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from framework_qda import Study

# Stands in for the workbench, and tells what it was asked for.
_ASKED = """
import gc, json, sys
from framework_qda import launch
from framework_qda.__main__ import main

def open_workbench(path=None, passphrase=""):
    told = {"path": str(path), "passphrase": passphrase}
    print(json.dumps({**told, "collecting": gc.isenabled(), "click": "click" in sys.modules}))
    sys.exit(0)

launch.open_workbench = open_workbench
main()
"""

# Starts the workbench itself, and tells of the collector before and after the window stood.
_STOOD = """
import gc, json
from framework_qda import launch
from framework_qda.__main__ import main

def watched(path=None, passphrase=""):
    from PySide6.QtCore import QTimer
    from framework_qda.ui.app import Application

    def stay(app):
        def look():
            if gc.isenabled() or not left.pop():
                print(json.dumps([before, gc.isenabled(), gc.get_freeze_count(), app.window.windowTitle()]))
                app.quit()

        before, left = gc.isenabled(), list(range(500))
        timer = QTimer(app, interval=1)
        timer.timeout.connect(look)
        timer.start()
        return super(Application, app).exec()

    Application.exec = stay
    open_workbench(path, passphrase)

open_workbench, launch.open_workbench = launch.open_workbench, watched
main()
"""


def start(script: str, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "FRAMEWORK_QDA_PASSPHRASE"}
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=kept | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"} | environment,
    )


def told(done: subprocess.CompletedProcess[str]) -> Any:
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.fixture
def study_file(study: Study) -> Path:
    study.close()
    return study.path


def test_a_study_is_opened_without_loading_the_commands(study_file: Path) -> None:
    opened = {"path": str(study_file), "collecting": False, "click": False}
    assert told(start(_ASKED, study_file)) == {**opened, "passphrase": ""}
    secret = told(start(_ASKED, study_file, FRAMEWORK_QDA_PASSPHRASE="horse"))
    assert secret == {**opened, "passphrase": "horse"}


def test_no_argument_opens_the_workbench_by_way_of_the_commands() -> None:
    opened = told(start(_ASKED))
    assert (opened["path"], opened["click"]) == ("None", True)


def test_all_other_arguments_are_commands(study_file: Path) -> None:
    assert told(start(_ASKED, "open", study_file))["click"]
    done = start(_ASKED, "info", study_file)
    assert done.returncode == 0
    assert "Interviews" in done.stdout
    missing = start(_ASKED, study_file.with_name("none.fqda"))
    assert missing.returncode == 1
    assert "There is no file" in missing.stderr
    assert start(_ASKED, study_file, "--nonsense").returncode == 2


def test_garbage_is_looked_for_once_the_window_stands_and_not_in_it(study_file: Path, tmp_path: Path) -> None:
    before, after, frozen, title = told(start(_STOOD, study_file, XDG_CONFIG_HOME=str(tmp_path / "settings")))
    assert (before, after) == (False, True)
    assert frozen > 10_000
    assert title.endswith("Framework QDA")


def test_without_a_screen_one_sentence_says_so(study_file: Path) -> None:
    nowhere = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    done = start("from framework_qda.__main__ import main; main()", study_file, **nowhere)
    if sys.platform == "linux":
        assert done.returncode == 1
        (line,) = done.stderr.splitlines()
        assert line.startswith("There is no screen here")


COPYING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from framework_qda.ui import app, settings
from framework_qda.ui.quotes.clip import copy_quotations

settings.remember_in(Path(sys.argv[2]))
path = Path(sys.argv[1])


def stay(running):
    def copy():
        study = running.window.studio.study
        passage = study.mark_passage(study.interviews()[0].id, 0, 9)
        assert copy_quotations(study, [study.quote(passage)]) == 1
        before = QGuiApplication.clipboard().mimeData()
        before = [before.data(kind) for kind in ("text/plain", "text/html")]
        running.aboutToQuit.connect(lambda: tell(before))
        running.quit()

    def tell(before):
        left = QGuiApplication.clipboard().mimeData()
        print(int([left.data(kind) for kind in ("text/plain", "text/html")] == before))

    QTimer.singleShot(200, copy)
    return super(app.Application, running).exec()


app.Application.exec = stay
sys.exit(app.run(path))
"""


def test_what_was_copied_is_left_on_the_clipboard_and_ends_with_no_fault(
    study_file: Path, tmp_path: Path
) -> None:
    assert told(start(COPYING, study_file, tmp_path / "settings")) == 1
