"""The look: colours for light and dark, type, and spacing in steps of four pixels."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from framework_qda.ui.style_sheet import style_sheet

# Told to the application when it is made: to ask it for its style later costs loading all names of styles.
ARGUMENTS = ("-style", "fusion")

STEP = 4
BASE_POINTS = 10.5
ICON = 18  # pixels at a scale of 1

# Okabe & Ito (2008), safe for colour-blind readers; hues are for finding an area, never for meaning alone.
AREA_HUES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8A8A8A", "#B8A800")


class Colours(NamedTuple):
    """Every colour the widgets paint with; text keeps 4.5:1 on `page` and on `room`."""

    room: str  # around the text
    page: str  # under the text
    band: str
    text: str
    muted: str
    hairline: str
    accent: str
    accent_text: str
    selection: str
    warning: str
    found: str  # behind a word that was searched for


LIGHT = Colours(
    room="#F5F4F1",
    page="#FFFFFF",
    band="#EFEDE8",
    text="#1F2328",
    muted="#5D646D",
    hairline="#DDDAD3",
    accent="#2A5F93",
    accent_text="#FFFFFF",
    selection="#DCE8F4",
    warning="#9A4A00",
    found="#FFE9A8",
)
DARK = Colours(
    room="#1D1F22",
    page="#25282C",
    band="#2C3035",
    text="#E7E7E4",
    muted="#A4AAB2",
    hairline="#3C4046",
    accent="#8FB8E6",
    accent_text="#14202C",
    selection="#314A63",
    warning="#F0B070",
    found="#5C4A12",
)


_used = LIGHT


def colours() -> Colours:
    """Give the colours of the scheme in use."""
    return _used


def apply(scheme: str = "system", scale: float = 1.0) -> None:
    """Dress the application: scheme is light, dark or system; scale 1.0 is 10.5 point type."""
    global _used  # noqa: PLW0603 # every cell painted asks for it
    app = cast(QApplication, QApplication.instance())
    dark = scheme == "dark" or (scheme == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    _used = chosen = DARK if dark else LIGHT
    app.setPalette(_palette(chosen))
    font = QFont(app.font())
    font.setPointSizeF(BASE_POINTS * scale)
    app.setFont(font)
    app.setStyleSheet(style_sheet(chosen, round(ICON * scale), _tick(chosen)))


def reading_font(family: str = "", factor: float = 1.0) -> QFont:
    """Give the font of text panes: the user's own choice, else the application's, a little larger."""
    font = QFont(QApplication.font())
    if family:
        font.setFamily(family)
    font.setPointSizeF(QApplication.font().pointSizeF() * factor)
    return font


def area_hue(index: int) -> QColor:
    """Give the hue by which the area at this place in the study is found again."""
    return QColor(AREA_HUES[index % len(AREA_HUES)])


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for roles, colour in (
        ((role.Window, role.Button, role.ToolTipBase), c.room),
        ((role.Base,), c.page),
        ((role.AlternateBase,), c.band),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), c.text),
        ((role.PlaceholderText,), c.muted),
        ((role.Highlight,), c.selection),
        ((role.HighlightedText, role.BrightText), c.text),
        ((role.Accent, role.Link), c.accent),
        ((role.Mid, role.Midlight, role.Dark), c.hairline),
    ):
        for each in roles:
            palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(c.muted))
    return palette


def _tick(c: Colours) -> str:
    return (Path(__file__).parent / "images" / f"tick-{'dark' if c is DARK else 'light'}.svg").as_posix()
