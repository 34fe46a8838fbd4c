"""Go between the characters of an interview's whole text and those of its paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from framework_qda.text.transcript import Transcript


class Places:
    """Where each paragraph of a transcript begins in its text."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        lengths = (len(paragraph.text) + 1 for paragraph in transcript.paragraphs)
        self._starts = [0, *accumulate(lengths)]

    def start(self, number: int) -> int:
        """Give where the paragraph of a number begins."""
        return self._starts[number - 1]

    def stop(self, number: int) -> int:
        """Give where it ends."""
        return self._starts[number] - 1

    def number(self, place: int) -> int:
        """Give the number of the paragraph in which a character stands."""
        last = max(1, len(self.transcript.paragraphs))
        return min(last, bisect_right(self._starts, max(0, place)))

    def within(self, place: int) -> tuple[int, int]:
        """Give the number of the paragraph, and where in it a character stands."""
        number = self.number(place)
        return number, place - self.start(number)
