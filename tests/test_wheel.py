"""The wheel carries all that the program needs: it works where nothing of the checkout is in reach."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and lay its files out; what it depends on is that of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("framework_qda-*-py3-none-any.whl")
    with ZipFile(wheel) as package:
        package.extractall(folder / "site")
    return folder / "site"


def test_the_commands_work_from_an_empty_folder_in_an_empty_home(installed: Path, tmp_path: Path) -> None:
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment = kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "PYTHONPATH": str(installed),
        "PYTHONUTF8": "1",
    }

    def run(*arguments: str, code: int = 0) -> str:
        found = subprocess.run(
            [sys.executable, *arguments],
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.returncode == code, found.stderr
        return found.stdout

    program = ("-m", "framework_qda")
    assert Path(run("-c", "import framework_qda; print(framework_qda.__file__)")).is_relative_to(installed)
    assert run(*program, "new", "own.fqda") == "Made own.fqda with 4 matrices.\n"
    assert run(*program, "sample", "sample.fqda") == "Made sample.fqda.\n"
    told = run(*program, "info", "sample.fqda").splitlines()
    assert "Matrices      4 with 23 sub-topics" in told
    assert any(line.startswith("Interviews    28 with") for line in told)
    assert run(*program, "export", "sample.fqda", "--to", "all.docx") == "Wrote 4 matrices to all.docx.\n"
    assert run(*program, "export", "sample.fqda", "--to", "all.html") == "Wrote 4 matrices to all.html.\n"
    assert " · LA Team Manager · 1 Background" in run(*program, "search", "sample.fqda", "hospital")
    # The sample has quotations that nobody has heard and summaries that could tell who somebody is.
    assert run(*program, "check", "sample.fqda", code=1).endswith("“sample.fqda” is sound.\n")
    assert run(*program, "check", "own.fqda").endswith("“own.fqda” is sound.\n")
    assert {path.name for path in here.iterdir()} == {"own.fqda", "sample.fqda", "all.docx", "all.html"}
    templates = "from framework_qda.tasks.checklists import checklists; print([c.name for c in checklists()])"
    assert run("-c", templates) == "['COREQ', 'SRQR']\n"
    window = "from framework_qda.ui import theme, icons; print(theme.__file__)"
    assert Path(run("-c", window)).is_relative_to(installed)
    scripts = next(installed.glob("*.dist-info/entry_points.txt")).read_text("utf-8")
    assert "framework-qda = framework_qda.__main__:main" in scripts
