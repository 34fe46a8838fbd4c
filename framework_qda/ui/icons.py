"""Draw the icons: Phosphor's outline set, which ships as a font inside QtAwesome.

Only the font is used: importing QtAwesome itself costs as much as starting the window. The icons are drawn
when they are painted, in the colours of that moment, so they follow light and dark by themselves.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from framework_qda.ui.theme import colours


def icon(name: str) -> QIcon:
    """Give an icon by its Phosphor name, such as “magnifying-glass”; raises KeyError for an unknown one."""
    return QIcon(_GlyphEngine(_glyphs()[name]))


class _GlyphEngine(QIconEngine):
    def __init__(self, glyph: str) -> None:
        super().__init__()
        self._glyph = glyph

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(_family())
        font.setPixelSize(rect.height())
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(colours().muted if mode == QIcon.Mode.Disabled else colours().text))
        painter.setOpacity(0.5 if mode == QIcon.Mode.Disabled else 1.0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._glyph)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._glyph)


def _fonts() -> Path:
    spec = find_spec("qtawesome")
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "fonts"


@cache
def _family() -> str:
    (font,) = _fonts().glob("phosphor-*.ttf")
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font)))[0]


@cache
def _glyphs() -> dict[str, str]:
    (charmap,) = _fonts().glob("phosphor-charmap-*.json")
    return {name: chr(int(code, 16)) for name, code in json.loads(charmap.read_text("utf-8")).items()}
