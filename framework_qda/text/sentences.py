"""Tell where sentences end in ordinary prose and in what people say.

An end is a full stop, a question or an exclamation mark or a pause, with what closes after it, where a
capital or a number begins anew. Abbreviations, initials, decimals, a pause within a sentence and a quotation
that the sentence goes on from are none. A new line always begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framework_qda.text.wordlists import listed

_CLOSING = r"[\"'”’»›)\]]*"
_OPENING = r"[\"'“”‘’«‹(\[¿¡]*"
_END = re.compile(rf"[.!?…]+{_CLOSING}(?=\s|$)|[。！？]+{_CLOSING}|\n")
_NEXT = re.compile(rf"\s*{_OPENING}(?P<word>\w[\w'’]*)?")
_LAST = re.compile(r"(?:\w\.)*[\w'’-]+$")
_NUMBER_ALONE = re.compile(r"\s*(?:\d{1,3}|\w)$")  # “2.” and “b.” at the head of an item
_REACH = 24  # characters: no abbreviation and no number of an item is longer

TITLES = listed("dr drs mr mrs ms messrs mme prof st rev fr sr sra cllr hon gen col capt lt sgt insp supt")
_GO_ON = TITLES | listed("e.g eg i.e ie cf vs viz approx incl esp resp")
_BEFORE_NUMBERS = listed(
    "p pp no nos fig figs vol vols ch chap chaps sec sect s ss art para paras ref refs tab app al ca c n ext"
    " tel jan feb mar apr jun jul aug sep sept oct nov dec"
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence begins and ends; the space after a sentence belongs to it, so none is lost."""
    begin = 0
    for end in _END.finditer(text):
        if end.start() >= begin and _ends(text, begin, end):
            stop = _after_space(text, end.end())
            yield begin, stop
            begin = stop
    if begin < len(text):
        yield begin, len(text)


def _after_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _ends(text: str, begin: int, end: re.Match[str]) -> bool:
    mark, after = end.group(), _NEXT.match(text, end.end())
    if mark[0] in "\n。！？" or after is None or "\n" in after.group():
        return bool(text[begin : end.end()].strip())
    word = after["word"]
    if not word:
        return after.end() == len(text)
    if not (word[0].isupper() or word[0].isdigit()):
        return False
    if mark[0] == "…" or mark.startswith(".."):
        return re.split("['’]", word)[0] != "I"  # “so they… I mean” goes on
    return mark[0] != "." or not _abbreviates(text, max(begin, end.start() - _REACH), end.start(), word)


def _abbreviates(text: str, begin: int, stop: int, following: str) -> bool:
    before = text[begin:stop]
    last = _LAST.search(before)
    if not last:
        return False
    word = last.group()
    if word.casefold() in _GO_ON or _NUMBER_ALONE.fullmatch(before):
        return True
    if following[0].isdigit():
        return word.casefold() in _BEFORE_NUMBERS
    initials = word.replace(".", "")
    return word != "I" and initials.isupper() and len(word) == 2 * len(initials) - 1
