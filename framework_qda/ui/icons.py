"""Draw the icons: Phosphor's outline set, which ships as a font inside QtAwesome.

Only the font is used: importing QtAwesome itself costs as much as starting the window.
"""

from __future__ import annotations

import json
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter

from framework_qda.ui.painted_icon import painted_icon
from framework_qda.ui.theme import colours


def icon(name: str, *, on_accent: bool = False) -> QIcon:
    """Give an icon by its Phosphor name, such as “magnifying-glass”; raises KeyError for an unknown one.

    With `on_accent` it is one to stand on the colour of the accent.
    """
    return painted_icon(partial(_paint, chr(int(_codes()[name], 16)), on_accent))


def _paint(glyph: str, on_accent: bool, painter: QPainter, rect: QRect, mode: QIcon.Mode) -> None:
    font = QFont(_family())
    font.setPixelSize(rect.height())
    disabled = mode == QIcon.Mode.Disabled
    painter.setFont(font)
    usual = colours().accent_text if on_accent else colours().text
    painter.setPen(QColor(colours().muted if disabled else usual))
    painter.setOpacity(0.5 if disabled else 1.0)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, glyph)


def _fonts() -> Path:
    spec = find_spec("qtawesome")
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "fonts"


@cache
def _family() -> str:
    (font,) = _fonts().glob("phosphor-*.ttf")
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font)))[0]


@cache
def _codes() -> dict[str, str]:
    (charmap,) = _fonts().glob("phosphor-charmap-*.json")
    return json.loads(charmap.read_text("utf-8"))
