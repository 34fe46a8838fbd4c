"""Read and write the light markup of a quotation: the words spoken, and every edit marked.

    {-we see them every day-}    words of the speaker left out
    {+the midwives+}             words put in by the author, shown in [ ]
    {Mary Smith>named nurse}     words of the speaker in whose place a role stands, shown in [ ]

A backslash takes {, }, >, - , + or a backslash as it stands. All else is the speaker's, so that what was
said can always be told from what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from framework_qda.text.wording import PAUSE


class EditKind(StrEnum):
    """What the author did with words of the speaker."""

    SPOKEN = "spoken"
    CUT = "cut"
    INSERTED = "inserted"
    REPLACED = "replaced"


class Piece(NamedTuple):
    """A stretch of a quotation: `words` are the speaker's, `instead` are the author's."""

    kind: EditKind
    words: str = ""
    instead: str = ""


class Placed(NamedTuple):
    """A piece, and which characters of the words spoken it has; an insertion has none."""

    piece: Piece
    start: int
    stop: int


class HouseStyle(NamedTuple):
    """The marks of a cut and of a quotation; a speaker's own pause is always shown as “…”."""

    cut: str = "...."
    opening: str = "‘"
    closing: str = "’"


SPOKEN, CUT, INSERTED, REPLACED = EditKind
HOUSE = HouseStyle()

Seen = tuple[str, EditKind]

_WORDS = r"(?:[^\\{]|\\.)*?"
# An escape is a mark as well, so that what it escapes is none.
_MARK = re.compile(
    rf"\\.|\{{-({_WORDS})-\}}|\{{\+({_WORDS})\+\}}|\{{((?:[^\\{{}}>]|\\.)*)>((?:[^\\{{}}]|\\.)*)\}}",
    re.DOTALL,
)
_STANDS = re.compile(r"\\([\\{}>+-])")
_SIGNS = re.compile(r"[\\{}>]")
# An ending put to a word stands close to it: nurse[s].
_ENDING = re.compile(r"(?:[’'](?:s|d|m|ll|re|ve)|s|d|ed|ing|ly|n[’']t)")
_CLOSING = frozenset(",.;:!?)]}’”»%")
_OPENING = frozenset("([{‘“«")


def parse(markup: str) -> tuple[Piece, ...]:
    """Read markup into pieces; a sign that marks no whole edit is the speaker's."""
    if "{" not in markup and "\\" not in markup:
        return (Piece(SPOKEN, markup),) if markup else ()
    return tuple(_merged(_pieces(markup)))


def _pieces(markup: str) -> Iterator[Piece]:
    start = 0
    for mark in _MARK.finditer(markup):
        if mark.group()[0] == "{":
            yield Piece(SPOKEN, _unescaped(markup[start : mark.start()]))
            yield _edit(mark)
            start = mark.end()
    yield Piece(SPOKEN, _unescaped(markup[start:]))


def _edit(found: re.Match[str]) -> Piece:
    cut, inserted, words, instead = found.groups()
    if cut is not None:
        return Piece(CUT, _unescaped(cut))
    if inserted is not None:
        return Piece(INSERTED, "", _unescaped(inserted))
    return Piece(REPLACED, _unescaped(words), _unescaped(instead))


def _unescaped(text: str) -> str:
    return _STANDS.sub(r"\1", text) if "\\" in text else text


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Make one of neighbours that are alike, and leave out what holds nothing."""
    return tuple(_merged(pieces))


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    held: Piece | None = None
    for piece in filter(None, map(_settled, pieces)):
        if held and held.kind is piece.kind and piece.kind in (SPOKEN, CUT):
            held = Piece(held.kind, held.words + piece.words)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _settled(piece: Piece) -> Piece | None:
    """Call a piece what it is: no words cannot be replaced, and nothing in their place is a cut."""
    kind, words, instead = piece
    if kind is REPLACED:
        kind = CUT if not instead.strip() else REPLACED if words else INSERTED
    if kind is INSERTED:
        return Piece(INSERTED, "", instead) if instead.strip() else None
    if not words:
        return None
    return Piece(kind, words, instead if kind is REPLACED else "")


def write(pieces: Iterable[Piece]) -> str:
    """Write pieces as markup; `parse` reads it back to the same pieces, merged."""
    return "".join(map(_written, _merged(pieces)))


def _written(piece: Piece) -> str:
    words, instead = plain(piece.words), plain(piece.instead)
    match piece.kind:
        case EditKind.SPOKEN:
            return words
        case EditKind.CUT:
            return f"{{-{words}-}}"
        case EditKind.INSERTED:
            return f"{{+{instead}+}}"
        case EditKind.REPLACED:
            return f"{{{chr(92) if words[0] in '+-' else ''}{words}>{instead}}}"


def plain(words: str) -> str:
    """Write words as markup without an edit."""
    return _SIGNS.sub(r"\\\g<0>", words)


def spoken(markup: str) -> str:
    """Give what the speaker said: cuts and replaced words restored, insertions left out."""
    return "".join(piece.words for piece in parse(markup))


def has_edits(markup: str) -> bool:
    """Tell whether the author changed anything."""
    return "{" in markup and any(piece.kind is not SPOKEN for piece in parse(markup))


def placed(markup: str) -> tuple[Placed, ...]:
    """Give the pieces with their places in the words spoken."""
    pieces = parse(markup)
    ends = [0, *accumulate(len(piece.words) for piece in pieces)]
    return tuple(map(Placed, pieces, ends, ends[1:]))


# What a reader sees


def shown(markup: str, style: HouseStyle = HOUSE) -> str:
    """Give what a reader sees, without quotation marks about it."""
    return "".join(text for text, _ in shown_pieces(markup, style))


def shown_pieces(markup: str, style: HouseStyle = HOUSE) -> tuple[Seen, ...]:
    """Give what a reader sees in pieces, so that the mark of a cut can be told from the words about it.

    Cuts and insertions are parted from words by one space, and from punctuation by none. Cuts with nothing
    between them have one mark.
    """
    seen = _read(markup, style)
    texts = list[Seen]()
    for place, (text, kind) in enumerate(seen):
        before = seen[place - 1] if place else None
        after = seen[place + 1] if place + 1 < len(seen) else None
        if before and not (_within_word(seen, place) or _within_word(seen, place - 1)):
            texts.append((_gap(before, seen[place]), SPOKEN))
        texts.append((_bare(text, before, after), SPOKEN) if kind is SPOKEN else (text, kind))
    return tuple(_run_together(texts))


def _read(markup: str, style: HouseStyle) -> list[Seen]:
    """Give the pieces as they read, spaces not yet evened; neighbours are never both spoken, or both cuts."""
    seen = list[Seen]()
    for text, kind in _readings(markup, style):
        last = seen[-1] if seen else ("", None)
        if kind is SPOKEN and last[1] is SPOKEN:
            seen[-1] = last[0] + text, SPOKEN
        elif kind is CUT and len(seen) > 1 and seen[-2][1] is CUT and not last[0].strip():
            seen.pop()
        elif kind is not CUT or last[1] is not CUT:
            seen.append((text, kind))
    blank = [not text.strip() for text, _ in seen]
    return seen[sum(blank[:1]) : len(seen) - sum(blank[1:][-1:])]


def _readings(markup: str, style: HouseStyle) -> Iterator[Seen]:
    for kind, words, instead in parse(markup):
        if kind is SPOKEN:
            yield PAUSE.sub("…", words), SPOKEN
        elif kind is not CUT:
            yield f"[{instead.strip()}]", kind
        elif not words.strip():
            yield words, SPOKEN
        else:  # lines of which the whole is cut stay lines
            if "\n" in words[: len(words) - len(words.lstrip())]:
                yield "\n", SPOKEN
            yield style.cut, CUT
            if "\n" in words[len(words.rstrip()) :]:
                yield "\n", SPOKEN


def _bare(text: str, before: Seen | None, after: Seen | None) -> str:
    """Take off the white space towards a cut and the ends, for which `_gap` has the right one."""
    if before is None or before[1] is CUT:
        text = text.lstrip()
    if before and before[1] is CUT and before[0].endswith("."):
        text = text.removeprefix(".")  # a mark of dots ends a sentence as well
    return text.rstrip() if after is None or after[1] is CUT else text


def _within_word(seen: list[Seen], place: int) -> bool:
    """Tell whether an insertion has letters on both sides, as in organi[s]ation."""
    if seen[place][1] is not INSERTED or not 0 < place < len(seen) - 1:
        return False
    return (seen[place - 1][0][-1:] + seen[place + 1][0][:1]).isalnum()


def _gap(left: Seen, right: Seen) -> str:
    """Give the white space that belongs between two neighbours, beside what they have themselves."""
    (before, one), (after, other) = left, right
    if CUT in (one, other):
        close = before.rstrip()[-1:] in _OPENING if other is CUT else after.lstrip()[:1] in _CLOSING
        white = before[len(before.rstrip()) :] + after[: len(after) - len(after.lstrip())]
        return "" if close else "\n" if "\n" in white else " "
    if INSERTED not in (one, other) or before[-1:].isspace() or after[:1].isspace():
        return ""
    if other is INSERTED:
        close = before[-1:] in _OPENING or after[1:2] in _CLOSING or bool(_ENDING.fullmatch(after[1:-1]))
    else:
        close = after[:1] in _CLOSING
    return "" if close else " "


def _run_together(texts: Iterable[Seen]) -> Iterator[Seen]:
    held = ""
    for text, kind in texts:
        if kind is SPOKEN:
            held += text
            continue
        if held:
            yield held, SPOKEN
        held = ""
        yield text, kind
    if held:
        yield held, SPOKEN


# Edits


def cut(markup: str, start: int, stop: int) -> str:
    """Leave out characters of the words spoken; an insertion among them stays, after the cut."""
    return _edited(markup, start, stop, lambda words: Piece(CUT, words))


def insert(markup: str, at: int, text: str) -> str:
    """Put in words of the author before a character of the words spoken, after what was put in there.

    What is put into a cut, or into words replaced, stands after them.
    """
    pieces = list(placed(markup))
    before = 0
    for number, piece in enumerate(pieces, 1):
        covers = piece.piece.kind is not SPOKEN and piece.start < at < piece.stop
        if piece.stop <= at or covers:
            before = number
    left, right = [each.piece for each in pieces[:before]], [each.piece for each in pieces[before:]]
    put = Piece(INSERTED, "", unbracketed(text))
    if right and right[0].kind is SPOKEN and (inside := at - pieces[before].start) > 0:
        left.append(Piece(SPOKEN, right[0].words[:inside]))
        right[0] = Piece(SPOKEN, right[0].words[inside:])
    return write([*left, put, *right])


def replace(markup: str, start: int, stop: int, role: str) -> str:
    """Put a role in the place of characters of the words spoken; white space at their ends stays."""
    words = spoken(markup)[start:stop]
    if not words.strip():
        return insert(markup, start, role)
    start += len(words) - len(words.lstrip())
    instead = unbracketed(role)
    return _edited(markup, start, start + len(words.strip()), lambda words: Piece(REPLACED, words, instead))


def restore(markup: str, at: int, kind: EditKind | None = None) -> str:
    """Take back the edit at a character of the words spoken; of several there the first, or that of a kind.

    Where none begins at or reaches over the character, the one that ends before it is taken back.
    """
    edits = [
        (number, each)
        for number, each in enumerate(placed(markup))
        if each.piece.kind is not SPOKEN and kind in (None, each.piece.kind)
    ]
    here = [number for number, each in edits if each.start <= at < max(each.stop, each.start + 1)]
    here += [number for number, each in edits if each.stop == at]
    pieces = list(parse(markup))
    if here:
        pieces[here[0]] = Piece(SPOKEN, pieces[here[0]].words)
    return write(pieces)


def _edited(markup: str, start: int, stop: int, edit: Callable[[str], Piece]) -> str:
    """Make one edit of a stretch of the words spoken, with the insertions in it put after it."""
    if start >= stop:
        return write(parse(markup))
    left, inside, stay, right = list[Piece](), "", list[Piece](), list[Piece]()
    for piece, begin, end in placed(markup):
        touched = begin < stop and end > start
        if piece.kind is INSERTED and start < begin < stop:
            stay.append(piece)
        elif not touched:
            (left if end <= start else right).append(piece)
        elif piece.kind is REPLACED:  # a role stands for all of its words
            inside += piece.words
        else:
            low, high = max(start - begin, 0), min(stop, end) - begin
            left.append(piece._replace(words=piece.words[:low]))
            inside += piece.words[low:high]
            right.append(piece._replace(words=piece.words[high:]))
    return write([*left, edit(inside), *stay, *right])


def unbracketed(text: str) -> str:
    """Take off the brackets that an author typed about words that are shown in brackets anyway."""
    bare = text.strip()
    return bare[1:-1].strip() if bare[:1] == "[" and bare[-1:] == "]" else text


@cache
def cut_mark(style: HouseStyle = HOUSE, *, dots: bool = False) -> re.Pattern[str]:
    """Give what a cut is written with: the house's mark, [...], four dots and more; with `dots` any pause."""
    marks = [r"[\[(]\s*(?:…|\.{3,})\s*[\])]", PAUSE.pattern if dots else r"\.{4,}|…\.+"]
    return re.compile("|".join([re.escape(style.cut.strip())] * bool(style.cut.strip()) + marks))
