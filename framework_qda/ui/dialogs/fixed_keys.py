"""The keys that belong to a pane rather than to a command."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from framework_qda.text.summary import Kind
from framework_qda.ui.beyond.keys import DEVIANT_KEYS
from framework_qda.ui.cell.summary_edit import BOLD_KEYS, KIND_KEYS, LINK_KEYS, LIST_KEYS
from framework_qda.ui.quotes.panel_words import RESTORE_KEYS
from framework_qda.ui.report import keys as report

Group = tuple[str, list[tuple[str, str]]]

# By group: what is done, and its keys, parted by commas; arrows and words in small letters stay as they are.
_FIXED = {
    "In the matrix": {
        "Move from cell to cell": "← ↑ ↓ →",
        "Next, previous cell": "Tab, Shift+Tab",
        "Chart the cell": "Return, F2",
        "Chart it, beginning with what is typed": "any letter",
        "Read the whole cell": "Space",
        "Empty the cell": "Del",
        "Choose several cells": "Shift+← ↑ ↓ →",
        "Copy the chosen cells": "Ctrl+C",
    },
    "In a cell": {
        "Back to the matrix": "Esc",
        "Next cell down": "Ctrl+Return",
        "Next cell in any direction": "Alt+← ↑ ↓ →",
        "The speaker's own words": KIND_KEYS[Kind.OWN_WORDS],
        "The analyst's comment": KIND_KEYS[Kind.COMMENT],
        "Summary": KIND_KEYS[Kind.SUMMARY],
        "Bold": BOLD_KEYS,
        "List": LIST_KEYS,
        "Link words to passages, change the link": LINK_KEYS,
        "From linked words to their passage": "Return, Ctrl+click",
        "Back from the passage": "Alt+Left",
    },
    "In the evidence": {
        "Put the passage into the summary": "Return",
        "Read the passage in the notes": "Shift+Return",
        "Listen to the passage": "Space",
    },
    "In the notes": {
        "Find in these notes": "Ctrl+Shift+F",
        "Next, previous place found": "Return, Shift+Return",
        "Into the summary as own words": "Ctrl+Shift+Return",
        "Index to sub-topics": "Ctrl+I",
        "Index to a favourite sub-topic": "1 … 9",
        "What can be done with this passage": "Alt+Return",
        "Next, previous unread stretch": "F3, Shift+F3",
        "Correct this paragraph": "Return, F2",
        "Save, leave a correction": "Ctrl+Return, Esc",
        "Replace a name": "Ctrl+R",
    },
    "In filters": {
        "Change, take away a filter": "Return, Del",
        "Tick a value": "Space",
        "Back to all attributes": "Backspace",
    },
    "In what is read": {
        "From summary to summary, and through a long one": "← ↑ ↓ →",
        "Write in the summary": "Return, F2",
        "From linked words to their passage": "Ctrl+Return",
        "Link words of the overview to the chosen cells": LINK_KEYS,
        "From the overview back to the page": "Esc",
        "Fold, unfold the passages within a theme": "← →",
    },
    "Within a theme, to the column notes": {
        "Add a note, a category": "Return, Ctrl+Return",
        "Begin a note with what is typed": "any letter",
        "Tick a category to the chosen cells": "1 … 9",
        "Tick the chosen note to them": "Space",
        "Next, previous cell without a category": "F3, Shift+F3",
        "Next cell of a note": "Return",
        "Move a note": "Alt+← ↑ ↓ →",
        "Gather notes under a new one": "Ctrl+G",
        "Element, category, dimension": "Alt+1, Alt+2, Alt+3",
        "Rename, delete a note": "F2, Del",
    },
    "Side by side": {
        "Move the column, or the name with the keyboard": "Alt+Left, Alt+Right",
        "Put another in its place, take it away": "Return, Del",
        "Rename, delete a kept comparison": "F2, Del",
    },
    "In a typology, a central chart, a linkage grid, a picture": {
        "Categories of a type, decide a case by hand": "Return",
        "Rename a type": "F2",
        "Delete a type, leave a case to its categories": "Del",
        "Mark a case that does not fit": DEVIANT_KEYS,
        "From a grid to the summaries beneath": "Return",
        "Copy, save a picture": "Ctrl+C, Ctrl+S",
    },
    "In the sheet of attributes": {
        "Change the value": "F2",
        "Write it and go down, to the right": "Return, Tab",
        "Clear the chosen values": "Del",
        "Copy, paste a block": "Ctrl+C, Ctrl+V",
    },
    "On the board of quotations": {
        "Search the quotations": "Ctrl+Shift+F",
        "Edit it in the panel": "Return",
        "Chosen, set aside, strongest": "C, X, S",
        "Tags": "T",
        "Delete it": "Del",
        "Play it, go to its words": "P, G",
        "Copy with attribution": "Ctrl+C",
    },
    "In the words of a quotation": {
        "Leave out the chosen words, or a word": "Del, Backspace",
        "Insert in brackets, or replace what is chosen": "any letter",
        "Replace the chosen words by a role": "R",
        "Restore": RESTORE_KEYS,
        "Back to the board": "Esc, Return",
    },
    "In the attributions of quotations": {
        "Offer the fields": "{",
        "Rename, delete an attribution": "F2, Del",
        "Move it up, down": "Alt+Up, Alt+Down",
    },
    "In a draft": {
        "Heading of level 1, 2, 3": ", ".join(report.HEADING % level for level in (1, 2, 3)),
        "Paragraph": report.PARAGRAPH,
        "List, numbered list": f"{report.LIST}, {report.NUMBERED}",
        "Bold, italic": f"{report.BOLD}, {report.ITALIC}",
        "Note to self": report.NOTE,
        "Link words to evidence": report.LINK,
        "Refer to a heading, table, figure or box": report.REFERENCE,
        "Find and replace": report.FIND,
        "Heading deeper, up; into a list, out of it": "Tab, Shift+Tab",
        "Open a quotation, an object": "Return",
        "Move a section, in the outline or on its heading": "Alt+Up, Alt+Down",
    },
    "Beside a draft": {
        "A quotation after the paragraph, in the sentence": "Return, Shift+Return",
        "Back to the page": "Esc",
    },
    "In a closing table": {
        "Write in the cell": "Return, F2",
        "On to the next cell, back": "Tab, Shift+Tab",
        "Written, and stay": "Ctrl+Return",
        "Another row": "Ins",
        "Move the row": "Alt+Up, Alt+Down",
        "Empty the cell, delete the row": "Del, Ctrl+Del",
    },
    "In a list that finds": {
        "Move in the list while typing": "↑ ↓",
        "Go there, or do it": "Return",
        "Close": "Esc",
    },
}


def fixed_keys() -> list[Group]:
    """Give the keys of panes as this system writes them: group, then what is done and its keys."""
    return [
        (_tr(group), [(_tr(what), _keys(keys)) for what, keys in of.items()]) for group, of in _FIXED.items()
    ]


def written(keys: QKeySequence) -> str:
    """Write keys as they stand on the keyboard of this system."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def _keys(listed: str) -> str:
    return "  ".join(_key(each) for each in listed.split(", "))


def _key(name: str) -> str:
    if not name.isascii() or name.rpartition("+")[2][0].islower():
        return _tr(name)
    return written(QKeySequence(name))


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeysSheet", text)
