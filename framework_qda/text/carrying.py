"""Carry the edits of a quotation to other words: corrected since, freed of a name, or those spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from framework_qda.text.anchoring import Edit, Span, apply, carry, edits_between
from framework_qda.text.quoting import (
    CUT,
    HOUSE,
    INSERTED,
    REPLACED,
    SPOKEN,
    HouseStyle,
    Piece,
    Placed,
    cut_mark,
    parse,
    placed,
    spoken,
    write,
)
from framework_qda.text.wording import Change, changes


def rebased(markup: str, old_words: str, new_words: str) -> str:
    """Carry the edits to words that were corrected since; what nobody marked in the old ones is marked first.

    An edit of words that are gone is dropped if it cut them; a role that stood for them stays, put in.
    """
    return _carried(marked(markup, old_words), edits_between(old_words, new_words), new_words)


def replaced(markup: str, pattern: re.Pattern[str], instead: str) -> tuple[str, int]:
    """Put other words in the place of those that a pattern finds, spoken or put in, and count them."""
    words, count = spoken(markup), 0
    edits = [Edit(*each.span(), instead) for each in pattern.finditer(words)]
    pieces = list[Piece]()
    for piece in parse(_carried(markup, edits, apply(edits, words))):
        put, times = pattern.subn(lambda _: instead, piece.instead)
        pieces.append(piece._replace(instead=put))
        count += times
    return (write(pieces), count + len(edits)) if count or edits else (markup, 0)


def _carried(markup: str, edits: Sequence[Edit], words: str) -> str:
    moved = [(piece, carry(Span(start, stop), edits)[0]) for piece, start, stop in placed(markup)]
    return write(_over(words, moved))


def marked(markup: str, words: str, style: HouseStyle = HOUSE) -> str:
    """Make every difference from the words spoken a marked edit, so that the words can be told from it again.

    Differences of typography are no edits: the words' own is taken.
    """
    pieces, said = placed(markup), spoken(markup)
    if said == words:
        return write(parse(markup))
    found = changes(_without_marks(said, words, style), words)
    moves = [Edit(each.start, each.stop, words[each.new_start : each.new_stop]) for each in found]
    edits = [(start, piece, carry(Span(start, stop), moves)[0]) for piece, start, stop in pieces]
    for change in filter(lambda each: each.read, found):
        come, start = _typed(pieces, change)
        edits += [(start, *edit) for edit in _authored(come, words, change, style)]
    edits.sort(key=lambda edit: edit[0])
    return write(_over(words, [(piece, span) for _, piece, span in edits]))


def _without_marks(said: str, words: str, style: HouseStyle) -> str:
    """Put no words in the place of typed marks of a cut, or they are taken for a pause in the words."""
    return cut_mark(style).sub(lambda mark: mark[0] if mark[0] in words else "\ue000" * len(mark[0]), said)


def _over(words: str, edits: Iterable[tuple[Piece, Span]]) -> Iterator[Piece]:
    """Put edits over words, in order; where two reach over the same words, the first has them."""
    place = 0
    for piece, span in edits:
        if piece.kind is SPOKEN:
            continue
        start = max(place, span.start)
        stop = start if piece.kind is INSERTED else max(start, span.end)
        yield Piece(SPOKEN, words[place:start])
        yield piece._replace(words=words[start:stop])
        place = stop
    yield Piece(SPOKEN, words[place:])


def _typed(pieces: Iterable[Placed], change: Change) -> tuple[str, int]:
    """Give what stands unmarked in a change, and where it begins."""
    typed, begins = "", change.start
    for piece, start, stop in pieces:
        if piece.kind is SPOKEN and start < change.stop and stop > change.start:
            low = max(start, change.start)
            typed, begins = typed + piece.words[low - start : change.stop - start], begins if typed else low
    return typed, begins


def _authored(come: str, words: str, change: Change, style: HouseStyle) -> Iterator[tuple[Piece, Span]]:
    """Give the edits that say what an author did who typed something in the place of words."""
    gone = words[change.new_start : change.new_stop]
    put, cuts = cut_mark(style, dots=True).subn("", come)
    put = re.sub(r"[\[\]]", "", put).strip()  # it is shown in brackets anyway
    span = Span(change.new_start, change.new_stop)
    if not gone.strip():
        yield Piece(INSERTED, "", put), span
    elif put and not cuts:
        start = span.start + len(gone) - len(gone.lstrip())
        yield Piece(REPLACED, gone.strip(), put), Span(start, start + len(gone.strip()))
    else:
        yield Piece(CUT, gone), span
        yield Piece(INSERTED, "", put), Span(span.end, span.end)
