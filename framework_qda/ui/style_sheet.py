"""Dress Qt's own widgets: one function a family of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framework_qda.ui.theme import Colours


def style_sheet(c: Colours, icon: int, tick: str) -> str:
    """Write the style sheet of the application: icon is a size in pixels, tick the path of a picture."""
    return "".join(
        (
            _ground(c),
            _tools(c, icon),
            _tabs(c, icon),
            _sheets(c, icon),
            _fields(c),
            _ticks(c, tick),
            _buttons(c),
            _scroll_bars(c),
            _by_property(c),
        )
    )


def _ground(c: Colours) -> str:
    return f"""
    QToolTip {{ background: {c.page}; color: {c.text}; border: 1px solid {c.hairline}; padding: 6px; }}
    QSplitter::handle {{ background: {c.hairline}; }}
    QSplitter::handle:horizontal {{ width: 1px; }}
    QSplitter::handle:vertical {{ height: 1px; }}
    """


def _tools(c: Colours, icon: int) -> str:
    return f"""
    QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 4px;
        background: transparent; icon-size: {icon}px; }}
    QToolButton:hover {{ background: {c.band}; }}
    QToolButton:checked {{ background: {c.selection}; }}
    QToolButton:focus {{ border-color: {c.accent}; }}
    QToolButton::menu-indicator {{ image: none; }}
    QStatusBar::item {{ border: none; }}
    """


def _tabs(c: Colours, icon: int) -> str:
    return f"""
    QTabBar {{ background: {c.room}; }}
    QTabBar::tab {{ padding: 6px 12px; border: none; border-bottom: 2px solid transparent;
        color: {c.muted}; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.accent}; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTabBar::scroller {{ width: {icon + 12}px; }}
    """


def _sheets(c: Colours, icon: int) -> str:
    return f"""
    QHeaderView {{ background: {c.room}; border: none; }}
    QHeaderView::section {{ background: {c.room}; color: {c.text}; border: none; padding: 4px 8px;
        border-right: 1px solid {c.hairline}; border-bottom: 1px solid {c.hairline}; }}
    QTableCornerButton::section {{ background: {c.room}; border: none;
        border-bottom: 1px solid {c.hairline}; border-right: 1px solid {c.hairline}; }}
    QAbstractScrollArea {{ border: none; }}
    QTreeView, QListView {{ background: {c.room}; icon-size: {icon}px; }}
    """


def _fields(c: Colours) -> str:
    return f"""
    QLineEdit, QPlainTextEdit[framed="true"], QTextEdit[framed="true"] {{ border: 1px solid {c.hairline};
        border-radius: 4px; padding: 4px 6px; background: {c.page};
        selection-background-color: {c.selection}; }}
    QLineEdit:focus, QPlainTextEdit[framed="true"]:focus, QTextEdit[framed="true"]:focus {{
        border-color: {c.accent}; }}
    QAbstractItemView QLineEdit {{ padding: 0 2px; border-radius: 0; }}
    """


def _ticks(c: Colours, tick: str) -> str:
    return f"""
    QRadioButton::indicator, QCheckBox::indicator, QAbstractItemView::indicator {{ width: 14px; height: 14px;
        border: 1px solid {c.muted}; background: {c.page}; border-radius: 3px; }}
    QRadioButton::indicator {{ border-radius: 8px; }}
    QRadioButton::indicator:focus, QCheckBox::indicator:focus {{ border-color: {c.accent}; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {c.accent};
        border-radius: 8px; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ border-color: {c.accent};
        background: {c.accent}; image: url("{tick}"); }}
    QAbstractItemView::indicator:indeterminate {{ border-color: {c.accent}; background: {c.selection}; }}
    QRadioButton::indicator:disabled, QCheckBox::indicator:disabled {{ border-color: {c.hairline}; }}
    """


def _buttons(c: Colours) -> str:
    return f"""
    QPushButton {{ border: 1px solid {c.hairline}; border-radius: 4px; padding: 5px 14px;
        background: {c.page}; color: {c.text}; }}
    QPushButton:hover {{ background: {c.band}; }}
    QPushButton:focus {{ border-color: {c.accent}; }}
    QPushButton:default {{ background: {c.accent}; border-color: {c.accent}; color: {c.accent_text}; }}
    QPushButton:disabled {{ background: {c.room}; border-color: {c.hairline}; color: {c.muted}; }}
    """


def _scroll_bars(c: Colours) -> str:
    return f"""
    QScrollBar {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {c.hairline}; border-radius: 3px; margin: 3px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _by_property(c: Colours) -> str:
    return f"""
    QPushButton[field="true"] {{ border: 1px solid {c.hairline}; border-radius: 6px; padding: 5px 12px;
        background: {c.page}; color: {c.muted}; }}
    QPushButton[field="true"]:hover, QPushButton[field="true"]:focus {{ border-color: {c.accent}; }}
    QLabel[muted="true"] {{ color: {c.muted}; }}
    QLabel[heading="true"] {{ font-weight: 600; }}
    """
