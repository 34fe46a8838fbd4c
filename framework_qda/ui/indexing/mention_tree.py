"""Show every place in which a name stands, each with a tick."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from framework_qda.study import Study
from framework_qda.study.anonymising import Mention, Where
from framework_qda.text.counting import counted
from framework_qda.ui.search_rows import Names

_MENTION = Qt.ItemDataRole.UserRole
_PART = Qt.ItemDataRole.UserRole + 1
_AROUND = 32  # characters shown on either side of the name
# What tells links, quotations and edits in the markups.
_SIGNS = re.compile(r'\|[0-9a-f,/]{32,}\}|\{\{"[0-9a-f]{32}\||\{[-+]|[-+]\}|[{}«»*\\]')


class MentionTree(QTreeWidget):
    """Places by the kind of writing; Space or a click ticks one, or all of a kind."""

    ticked_others = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("Where it stands"))
        self.itemChanged.connect(self.ticked_others)

    def show_mentions(
        self,
        study: Study,
        words: str,
        found: list[Mention],
        at_first: Callable[[Mention], bool],
        parts: Mapping[str, list[Mention]],
    ) -> None:
        """Show where words stand, ticked where `at_first` holds, and then parts of them, not ticked."""
        names = Names(study)
        with QSignalBlocker(self):
            self.clear()
            for where, mentions in groupby(sorted(found, key=_order), key=lambda each: each.where):
                said = partial(_said, words=words, names=names)
                self._show_group(self._kind(where), "", list(mentions), said, at_first)
            for part, mentions in parts.items():
                title = self.tr("Parts of the name: “%s” alone") % part
                said = partial(_said, words=part, names=names)
                self._show_group(title, part, sorted(mentions, key=_order), said, lambda _: False)
        self.ticked_others.emit()

    def _show_group(
        self,
        title: str,
        part: str,
        mentions: list[Mention],
        said: Callable[[Mention], str],
        at_first: Callable[[Mention], bool],
    ) -> None:
        group = QTreeWidgetItem(self, [f"{title} ({sum(mention.times for mention in mentions)})"])
        group.setData(0, _PART, part)
        group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        for mention in mentions:
            self._add(group, mention, said(mention), at_first(mention))

    def _add(self, group: QTreeWidgetItem, mention: Mention, said: str, ticked: bool) -> None:
        item = QTreeWidgetItem(group, [said])
        item.setData(0, _MENTION, mention)
        item.setToolTip(0, said)
        item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def ticked(self, part: str = "") -> list[Mention]:
        """Give the places of the whole name, or of a part of it alone, that are ticked."""
        groups = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        items = [
            group.child(n)
            for group in groups
            if group.data(0, _PART) == part
            for n in range(group.childCount())
        ]
        return [item.data(0, _MENTION) for item in items if item.checkState(0) == Qt.CheckState.Checked]

    def _kind(self, where: Where) -> str:
        return {
            Where.TEXT: self.tr("Text of interviews"),
            Where.PASSAGE: self.tr("Words of passages and extracts"),
            Where.QUOTATION: self.tr("Quotations"),
            Where.NOTE: self.tr("Notes on passages"),
            Where.SUMMARY: self.tr("Summaries"),
            Where.COMMENT: self.tr("Comments"),
            Where.MEMO: self.tr("Memos"),
            Where.OVERVIEW: self.tr("Overviews, column notes and typologies"),
            Where.DRAFT: self.tr("Drafts and attributions"),
            Where.FRAMEWORK: self.tr("Titles and definitions of the framework"),
            Where.NAME: self.tr("Names and attributes"),
        }[where]


def _order(mention: Mention) -> int:
    return list(Where).index(mention.where)


def _said(mention: Mention, words: str, names: Names) -> str:
    """Say what a place belongs to, and the words around the name."""
    parts = [
        names.interview.get(mention.interview, "") if mention.interview else "",
        names.subtopic.get(mention.subtopic, "") if mention.subtopic else "",
        counted(mention.times, "", "%d ×") if mention.where is Where.TEXT else _around(mention.text, words),
    ]
    return " · ".join(filter(None, parts))


def _around(text: str, words: str) -> str:
    text = _SIGNS.sub("", " ".join(text.split()))
    place = max(0, text.find(words))
    start, stop = max(0, place - _AROUND), place + len(words) + _AROUND
    return f"{'…' if start else ''}{text[start:stop]}{'…' if stop < len(text) else ''}"
