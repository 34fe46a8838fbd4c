"""Go from a time in the recording to its place in the notes, and back."""

from __future__ import annotations

from bisect import bisect_right

from framework_qda.text.transcript import Transcript


def place_at(transcript: Transcript, time: int) -> int:
    """Give the character at which the latest paragraph begins whose time is not after this one.

    Times are in milliseconds; where none is that early, it is the beginning.
    """
    timed = sorted((each.time, each.number) for each in transcript.paragraphs if each.time is not None)
    earlier = bisect_right(timed, time, key=lambda pair: pair[0])
    return beginning(transcript, timed[earlier - 1][1] if earlier else 1)


def beginning(transcript: Transcript, number: int) -> int:
    """Give the character at which the paragraph of a number begins."""
    return sum(len(each.text) + 1 for each in transcript.paragraphs if each.number < number)


def time_at(transcript: Transcript, place: int) -> int | None:
    """Give the time of the paragraph with a character, or of the last one before it that has one."""
    begins, time = 0, None
    for paragraph in transcript.paragraphs:
        if begins > place:
            break
        time = paragraph.time if paragraph.time is not None else time
        begins += len(paragraph.text) + 1
    return time
