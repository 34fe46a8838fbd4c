"""Every icon the windows name is one the set has."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from framework_qda.ui import icons

UI = Path(icons.__file__).parent


def named() -> set[str]:
    """Collect the icon names written out in calls of icon(…) and in symbol=… arguments."""
    found: set[str] = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.id if isinstance(node.func, ast.Name) else ""
                values = [*node.args[:1]] if called == "icon" else []
                values += [keyword.value for keyword in node.keywords if keyword.arg == "symbol"]
                found |= {each.value for each in values if isinstance(each, ast.Constant) and each.value}
    return found


def test_every_named_icon_is_there(qtbot: QtBot) -> None:
    assert len(named()) > 20
    for name in sorted(named()):
        icons.icon(name)


def test_an_icon_paints_something(qtbot: QtBot) -> None:
    image: QImage = icons.icon("table").pixmap(20, 20).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(20) for y in range(20))


def test_an_unknown_icon_is_a_fault(qtbot: QtBot) -> None:
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")
