"""Place the words of an interview on a page: a comfortable measure, and who speaks when in the margin."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout

from framework_qda.text.transcript import Paragraph, Transcript, clock
from framework_qda.ui.theme import STEP, colours

MEASURE = 75  # letters
_LEAST_MEASURE = 32
_LINE_HEIGHT = 1.45
_SMALL = 0.85
_LONGEST_SPEAKER = 14  # letters in the margin; the rest is cut
_EDGE, _GUTTER, _ABOVE_PARAGRAPH = 4 * STEP, 3 * STEP, 4 * STEP
LANE = 6  # pixels for one stripe and the gap after it
_LEAST_LANES = 3  # kept free, so that the words stay put when a first passage is indexed
_INTERVIEWERS = frozenset(["i", "int", "interviewer", "iv", "ivr", "q", "researcher"])


class Page:
    """Where things stand, in pixels, for one transcript in one font and width.

    Number, time and speaker stand in columns at the left; where that leaves too little room for the words,
    in a line above them.
    """

    def __init__(self, font: QFont, transcript: Transcript, width: int, lanes: int = 0) -> None:
        self._set_fonts(font)
        self._number, self._time, self._speaker = self._columns(transcript)
        letter, room = QFontMetricsF(font).averageCharWidth(), max(100.0, width - 2 * _EDGE)
        stripes = LANE * max(lanes, _LEAST_LANES) + STEP
        beside = self._number + self._time + self._speaker + stripes
        self.above = room - beside < letter * _LEAST_MEASURE
        self.measure = min(letter * MEASURE, room - (stripes if self.above else beside))
        self._left = _EDGE + (0.0 if self.above else (room - beside - self.measure) / 2)
        self.words_left = self._left + (stripes if self.above else beside)
        self.stripes_left = self.words_left - stripes
        self.words_top = _ABOVE_PARAGRAPH + (self._small.height() + STEP / 2 if self.above else 0.0)

    def formats(self, paragraph: Paragraph, length: int) -> list[QTextLayout.FormatRange]:
        """Give what sets a paragraph's words off: the interviewer's are muted."""
        if not is_interviewer(paragraph.speaker):
            return []
        muted, style = QTextLayout.FormatRange(), QTextCharFormat()
        style.setForeground(QColor(colours().muted))
        muted.start, muted.length, muted.format = 0, length, style  # type: ignore[assignment]
        return [muted]

    def paint_margin(self, painter: QPainter, paragraph: Paragraph, top: float) -> None:
        """Paint number, time and speaker of a paragraph whose block begins at `top`."""
        number, speaker = str(paragraph.number), _short(paragraph.speaker)
        time = "" if paragraph.time is None else clock(paragraph.time)
        at = QPointF(self._left, top + self._baseline)
        xs = self._places_above(number, time) if self.above else self._places_beside(number)
        painter.setPen(QColor(colours().muted))
        painter.setFont(self._small_font)
        painter.drawText(at + QPointF(xs[0], 0), number)
        painter.drawText(at + QPointF(xs[1], 0), time)
        painter.setFont(self._bold_font)
        if not is_interviewer(paragraph.speaker):
            painter.setPen(QColor(colours().text))
        painter.drawText(at + QPointF(xs[2], 0), speaker)

    def in_stripes(self, x: float) -> bool:
        """Tell whether a place across the page lies among the stripes."""
        return self.stripes_left - 1 <= x < self.words_left

    def time_rect(self, paragraph: Paragraph, top: float) -> QRectF | None:
        """Give where the time of a paragraph stands whose block begins at `top`."""
        if paragraph.time is None:
            return None
        number, time = str(paragraph.number), clock(paragraph.time)
        xs = self._places_above(number, time) if self.above else self._places_beside(number)
        height = self._small.height()
        left, bottom = self._left + xs[1], top + self._baseline + self._small.descent()
        return QRectF(left, bottom - height, self._small.horizontalAdvance(time), height)

    def _set_fonts(self, font: QFont) -> None:
        self._small_font = QFont(font)
        self._small_font.setPointSizeF(font.pointSizeF() * _SMALL)
        self._bold_font = QFont(self._small_font)
        self._bold_font.setWeight(QFont.Weight.DemiBold)
        self._small, self._bold = QFontMetricsF(self._small_font), QFontMetricsF(self._bold_font)
        self._ascent = QFontMetricsF(font).ascent()
        self.line_step = float(round(QFontMetricsF(font).height() * _LINE_HEIGHT))

    def _columns(self, transcript: Transcript) -> tuple[float, float, float]:
        paragraphs = transcript.paragraphs
        number = self._small.horizontalAdvance(str(len(paragraphs))) + _GUTTER
        timed = any(paragraph.time is not None for paragraph in paragraphs)
        time = self._small.horizontalAdvance(clock(0)) + _GUTTER if timed else 0.0
        speakers = {paragraph.speaker for paragraph in paragraphs} - {""}
        widths = [self._bold.horizontalAdvance(_short(speaker)) + _GUTTER for speaker in speakers]
        return number, time, max(widths, default=0.0)

    @property
    def _baseline(self) -> float:
        if self.above:
            return _ABOVE_PARAGRAPH + self._small.ascent()
        return self.words_top + self._ascent

    def _places_beside(self, number: str) -> tuple[float, float, float]:
        right_aligned = self._number - _GUTTER - self._small.horizontalAdvance(number)
        return right_aligned, self._number, self._number + self._time

    def _places_above(self, number: str, time: str) -> tuple[float, float, float]:
        after_number = self._small.horizontalAdvance(number) + 2 * STEP
        after_time = self._small.horizontalAdvance(time) + 2 * STEP if time else 0.0
        return 0.0, after_number, after_number + after_time


def is_interviewer(speaker: str) -> bool:
    """Tell whether a label is one by which transcribers mean the interviewer."""
    return speaker.casefold().rstrip("0123456789 .") in _INTERVIEWERS


def _short(speaker: str) -> str:
    return speaker if len(speaker) <= _LONGEST_SPEAKER else speaker[: _LONGEST_SPEAKER - 1] + "…"
