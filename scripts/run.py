"""Open the workbench on the sample study; where there is no screen, do its main job once without one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from platformdirs import user_documents_path

FRAMEWORK_QDA = Path(sys.executable).with_name("framework-qda")
OUTPUT = Path("build/run")


def main() -> None:
    if has_screen():
        open_workbench(user_documents_path() / "Framework QDA" / "Sample study.fqda")
    else:
        print(
            "There is no screen here: building, exporting and picturing the sample study without one.",
            flush=True,
        )
        work_offscreen(OUTPUT)


def has_screen() -> bool:
    return sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def open_workbench(study: Path) -> None:
    """Open the sample study, which the first time is built."""
    if not study.exists():
        study.parent.mkdir(parents=True, exist_ok=True)
        call(FRAMEWORK_QDA, "sample", study)
    call(FRAMEWORK_QDA, study)


def work_offscreen(folder: Path) -> None:
    """Build the sample study in a fresh folder, export its matrices and save pictures of the workbench."""
    shutil.rmtree(folder, ignore_errors=True)
    pictures = folder / "pictures"
    pictures.mkdir(parents=True)
    study = folder / "sample.fqda"
    call(FRAMEWORK_QDA, "sample", study)
    for suffix in (".docx", ".xlsx"):
        call(FRAMEWORK_QDA, "export", study, "--matrix", "all", "--to", folder / f"matrices{suffix}")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    call(sys.executable, "-m", "framework_qda.ui.pictures", pictures, study)
    print_files(folder)


def print_files(folder: Path) -> None:
    print("\nMade here:")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            print(f"  {path.resolve()}")


def call(*command: str | Path) -> None:
    """Run a command, or stop with its exit code; it has said itself what is wrong."""
    code = subprocess.run(command, check=False).returncode
    if code:
        sys.exit(code)


if __name__ == "__main__":
    main()
