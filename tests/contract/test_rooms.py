"""Rooms are entered from above only, Qt lives in ui and SQL in study."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "framework_qda"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Statements as they are written: capitals, and what must follow the first word.
SQL = re.compile(
    r"\b(SELECT\s+.+\s+FROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA\s+\w+"
    r"|CREATE\s+(VIRTUAL\s+)?(TABLE|INDEX|TRIGGER)|(ALTER|DROP)\s+TABLE|BEGIN\s+(EXCLUSIVE|IMMEDIATE))\b",
    re.DOTALL,
)
SELECT = re.compile(r"\s*SELECT\s")


def texts(source: str) -> Iterator[tuple[int, str]]:
    """Give every string of a module with its line, its docstrings too; an f-string without its values."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "x" for part in node.values]
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def statements(source: str) -> list[int]:
    """Give the lines on which a module has SQL."""
    return [line for line, text in texts(source) if SQL.search(text) or SELECT.match(text)]


def imported(source: str) -> set[str]:
    """Give the top names of all modules that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_what_stays_in_its_room(module: Path) -> None:
    source = module.read_text("utf-8")
    if room(module) != "study":
        assert statements(source) == []
        assert not imported(source) & {"apsw", "sqlite3"}
    if room(module) != "ui":
        assert not imported(source) & {"PySide6", "qtawesome", "shiboken6"}


def test_the_scan_sees_sql_where_there_is_some() -> None:
    assert statements("x = 'SELECT 1'") == [1]
    assert statements("x = f'UPDATE {table} SET name = ?'") == [1]
    assert statements("x = ('DELETE '\n 'FROM cell')") == [1]
    assert statements("x = 'Select what to delete from the list and update it'") == []
    seen = {module.name for module in MODULES if statements(module.read_text("utf-8"))}
    assert {"database.py", "history.py", "framework.py", "people.py", "search.py"} <= seen
    assert "PySide6" in imported("def f():\n    from PySide6.QtCore import Qt")


def test_the_import_contracts_hold(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out
