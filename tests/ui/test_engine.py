"""Leave recordings at any moment: in a process of its own, since a failure is waiting for ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SOUND = Path(__file__).parents[2] / "sample_project/recordings/01-la-team-manager-extract.ogg"
VIDEO = Path(__file__).parents[1] / "sound/kinds/tone.mp4"
HASTE = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent
from PySide6.QtWidgets import QApplication
from framework_qda.ui.recording.engine import Engine

app = QApplication([])
path = Path(sys.argv[1])
source = path if sys.argv[2] == "file" else path.read_bytes()
for haste in range(120):
    engine, frames = Engine(), []
    engine.shown.connect(frames.append)
    engine.load(source, path.name)
    engine.go_to(1000)
    engine.play()
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < haste % 60:
        app.processEvents()
    engine.unload()
    if haste % 3 == 0:
        engine.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
print("left them all")
"""


@pytest.mark.parametrize("path", [SOUND, VIDEO], ids=["sound", "video"])
@pytest.mark.parametrize("kept", ["file", "embedded"])
def test_a_recording_is_left_at_any_moment(path: Path, kept: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HASTE, str(path), kept],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.strip() == "left them all", done.stderr
