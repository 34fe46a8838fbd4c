"""Say what an object of a draft shows, for the card that stands for it on the page, with its picture."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QImage

from framework_qda.errors import NotFound
from framework_qda.reports.figures import Pixels
from framework_qda.reports.lettering import Look
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.study.model import Change
from framework_qda.tasks.figures import Drawing
from framework_qda.tasks.objects import NAMES, drawing, image_of, previewed
from framework_qda.tasks.report_objects import drawing_of, is_open
from framework_qda.ui import settings
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import colours, reading_font
from framework_qda.ui.work import Work

_BUDGET = 0.03  # seconds of reading for cards in one go; the others follow in quiet moments
_WIDE, _HIGH = 46, 22  # letters, lines of a picture
_DOTS = 100.0  # in an inch of a picture that is made smaller anyway
_DRAWN = (BlockKind.PICTURE, BlockKind.SURVEY)


class Card(NamedTuple):
    """What stands for an object on the page: a title, some lines of what it shows, and a picture of it."""

    title: str
    lines: tuple[str, ...] = ()
    picture: QImage | None = None


class _Sketch(NamedTuple):
    of: object  # what it was drawn from and how
    picture: QImage | None


class Cards(QObject):
    """The cards of a study's objects; `came(block)` tells that more is known of one.

    A card is read at once while that takes no time to speak of, and pictures are drawn on another thread:
    until these are there, a card is what it was before.
    """

    came = Signal(str)

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = studio.study
        self._read: dict[BlockId, tuple[Block, Card]] = {}
        self._stale: set[BlockId] = set()
        self._sketches: dict[BlockId, _Sketch] = {}
        self._waiting: dict[BlockId, Block] = {}
        self._drawing: dict[BlockId, Block] = {}
        self._spent = 0.0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_next)
        self.work = Work(self)
        self.destroyed.connect(self.work.close)
        studio.changed.connect(self._changed)

    def _changed(self, change: Change) -> None:
        if change.rows.keys() - {"block", "draft"}:
            self._stale.update(self._read)

    def card(self, block: Block) -> Card:
        """Describe an object as it was described last, and see to it that it is described as it is now."""
        known = self._read.get(block.id)
        if known is None or known[0] != block or block.id in self._stale:
            if self._spent < _BUDGET:
                self._describe(block)
            else:
                self._waiting[block.id] = block
            self._soon.start()
            known = self._read.get(block.id)
        card = known[1] if known else Card(_tr(NAMES[block.kind]))
        return card._replace(picture=self._picture(block))

    def _describe(self, block: Block) -> None:
        begun = time.perf_counter()
        self._stale.discard(block.id)
        self._read[block.id] = (block, Card(*previewed(self._study, block)))
        self._spent += time.perf_counter() - begun

    def _read_next(self) -> None:
        self._spent = 0.0
        if self._waiting:
            row, block = self._waiting.popitem()
            before = self._read.get(row)
            self._describe(block)
            if before is None or before[1] != self._read[row][1]:
                self.came.emit(row)
            self._soon.start()

    # Pictures ---------------------------------------------------------------------------------------

    def _picture(self, block: Block) -> QImage | None:
        """Give the picture that was made last, and have one made where that is out of date."""
        if block.kind not in _DRAWN or is_open(block):
            return None
        asked = self._asked(block)
        if asked is None:
            return None
        known = self._sketches.get(block.id)
        if known is None or known.of != asked:
            self._drawing[block.id] = block
            self._draw_next()
            known = self._sketches.get(block.id)
        return known.picture if known else None

    def _asked(self, block: Block) -> object:
        """Tell what a picture is made from, and how: when that is otherwise, it is made anew."""
        if png := block.settings.get("png"):
            return png, _room()
        if block.kind is BlockKind.SURVEY:
            return (repr(block.settings), colours(), _room()) if block.settings.get("as") == "chart" else None
        return repr(block.settings), self._numbers(block), colours(), _room()

    def _numbers(self, block: Block) -> Drawing | None:
        try:
            return drawing_of(self._study, block.settings)
        except NotFound:
            return None

    def _draw_next(self) -> None:
        if self.work.busy or not self._drawing:
            return
        row, block = self._drawing.popitem()
        asked, make = self._asked(block), self._maker(block)
        if make is None:
            self._sketches[row] = _Sketch(asked, None)
            self._draw_next()
            return
        self.work.start(
            self.tr("Drawing"),
            lambda _progress: make(),
            lambda made: self._keep(row, asked, made),
            lambda _error: self._draw_next(),
        )

    def _maker(self, block: Block) -> Callable[[], QImage | None] | None:
        """Give what makes a picture as large as there is room for, on another thread."""
        room, ratio = _room(), QGuiApplication.primaryScreen().devicePixelRatio()
        if block.settings.get("png"):
            return lambda: _from_file(image_of(block), room, ratio)
        draw, now = drawing(self._study, block), colours()
        look = Look(now.room, now.text, now.hairline, now.accent, _DOTS * ratio, shapes=True)
        return None if draw is None else lambda: _drawn(draw(look), room, ratio)

    def _keep(self, row: BlockId, asked: object, picture: QImage | None) -> None:
        self._sketches[row] = _Sketch(asked, picture)
        self.came.emit(row)
        self._draw_next()


def _room() -> tuple[int, int]:
    metrics = QFontMetricsF(reading_font(settings.text_family(), 1.05))
    return round(metrics.averageCharWidth() * _WIDE), round(metrics.lineSpacing() * _HIGH)


def _drawn(made: Pixels, room: tuple[int, int], ratio: float) -> QImage:
    image = QImage(made.content, made.width, made.height, QImage.Format.Format_RGBA8888)
    return _fitted(image, room, ratio)


def _from_file(png: bytes, room: tuple[int, int], ratio: float) -> QImage | None:
    image = QImage.fromData(png)
    return None if image.isNull() else _fitted(image, room, ratio)


def _fitted(image: QImage, room: tuple[int, int], ratio: float) -> QImage:
    """Make a picture smaller where it has no room; never larger. What it was made of may go."""
    limit = round(room[0] * ratio), round(room[1] * ratio)
    if image.width() > limit[0] or image.height() > limit[1]:
        image = image.scaled(
            *limit, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    else:
        image = image.copy()
    image.setDevicePixelRatio(ratio)
    return image


def _tr(words: str) -> str:
    return QCoreApplication.translate("cards", words)
