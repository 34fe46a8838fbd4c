"""Take back what somebody typed over a quotation as it is shown: edits made before stay those edits.

The marks on show, of cuts and [ ], are followed through what was typed. Those that are still there stand for
the edits they stood for; what was typed between them is the speaker's, until it is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from framework_qda.text.anchoring import Edit, Span, apply, carry, edits_between
from framework_qda.text.quoting import (
    CUT,
    HOUSE,
    SPOKEN,
    HouseStyle,
    Piece,
    parse,
    shown,
    shown_pieces,
    write,
)

_ONE = "\ue000"  # a mark of a cut as one sign: its dots are not to be taken for other dots

Pieces = tuple[Piece, ...]


class _Part(NamedTuple):
    """Words of the speaker and the mark of an edit after them; the last part has none.

    `words` and `mark` tell where the two stand in what is shown.
    """

    said: Pieces
    edit: Pieces
    words: Span
    mark: Span


def retyped(markup: str, text: str, style: HouseStyle = HOUSE) -> str:
    """Give the markup after what is shown of it was typed over: only what was typed differs.

    A mark that was typed away is no edit any more, and its words are gone with it.
    """
    if text.strip() == shown(markup, style):
        return markup
    old, parts = _parts(markup, style)
    edits = _beside_marks(edits_between(old, text.strip().replace(style.cut, _ONE)), style)
    pieces = list[Piece]()
    left = _left(parts, old, edits)
    for number, (part, new) in enumerate(left):
        seen = old[part.words.start : part.words.end]
        after = _words(
            [*part.edit, *(piece for each, _ in left[number + 1 :] for piece in each.said + each.edit)]
        )
        said = _retyped_words(part.said, seen, new, _words(pieces), after)
        pieces += [piece._replace(words=piece.words.replace(_ONE, style.cut)) for piece in said]
        pieces += part.edit
    return write(pieces)


def _parts(markup: str, style: HouseStyle) -> tuple[str, list[_Part]]:
    """Give what is shown, the marks of cuts as one sign each, and what its parts stand for."""
    text, spans, place = "", list[Span](), 0
    for seen, kind in shown_pieces(markup, style):
        start = len(text)
        text += _ONE if kind is CUT else seen.replace(style.cut, _ONE) if kind is SPOKEN else seen
        if kind is not SPOKEN:
            spans.append(Span(start, len(text)))
    parts = list[_Part]()
    for (said, edit), mark in zip(_grouped(parse(markup)), [*spans, Span(len(text), len(text))], strict=True):
        parts.append(_Part(said, edit, Span(place, mark.start), mark))
        place = mark.end
    return text, parts


def _grouped(pieces: Iterable[Piece]) -> list[tuple[Pieces, Pieces]]:
    """Give the words before each mark with the edits it shows: cuts with nothing between them have one."""
    groups, held = list[tuple[Pieces, Pieces]](), list[Piece]()
    for piece in pieces:
        blank_cut = piece.kind is CUT and not piece.words.strip()
        if piece.kind is SPOKEN or blank_cut:
            held.append(piece)
            continue
        last = groups[-1][1] if groups else ()
        if piece.kind is CUT and last and last[-1].kind is CUT and not _words(held).strip():
            groups[-1] = groups[-1][0], (*last, *held, piece)
        else:
            groups.append((tuple(held), (piece,)))
        held = []
    return [*groups, (tuple(held), ())]


def _beside_marks(edits: Sequence[Edit], style: HouseStyle) -> list[Edit]:
    """Let what was typed in the middle of the mark of a cut stand after it."""
    moved = list[Edit]()
    for edit in edits:
        split = next(
            (
                n
                for n in range(1, len(style.cut))
                if edit.end - edit.start == 1
                and len(edit.text) > len(style.cut)
                and edit.text.startswith(style.cut[:n])
                and edit.text.endswith(style.cut[n:])
            ),
            0,
        )
        middle = edit.text[split : len(edit.text) - len(style.cut) + split]
        moved.append(Edit(edit.end, edit.end, middle) if split else edit)
    return moved


def _left(parts: Iterable[_Part], seen: str, edits: Sequence[Edit]) -> list[tuple[_Part, str]]:
    """Give the parts of which the marks are still there, with what now stands before each mark.

    What is left of another mark, and the words before it, are words of the next part.
    """
    now = apply(edits, seen)
    left, said, old, new = list[tuple[_Part, str]](), list[Piece](), 0, 0
    for part in parts:
        said += part.said
        span = carry(part.mark, edits)[0] if part.edit else Span(len(now), len(now))
        edit = _still(part.edit, now[span.start : span.end]) if span.start >= new else None
        if edit is not None:
            whole = part._replace(said=tuple(said), edit=edit, words=Span(old, part.mark.start))
            left.append((whole, now[new : span.start]))
            said, old, new = [], part.mark.end, span.end
        else:
            said.append(Piece(SPOKEN, seen[part.mark.start : part.mark.end]))
    return left


def _still(edit: Pieces, mark: str) -> Pieces | None:
    """Give the edit that a mark stands for now, with the words that its brackets have; None for no mark."""
    if not edit or (edit[0].kind is CUT and mark == _ONE):
        return edit
    if edit[0].kind is CUT or mark[:1] != "[" or mark[-1:] != "]" or not mark[1:-1].strip():
        return None
    same = mark[1:-1] == edit[0].instead.strip()
    return edit if same else (edit[0]._replace(instead=mark[1:-1].replace(_ONE, "")),)


def _retyped_words(said: Pieces, old: str, new: str, before: str, after: str) -> Pieces:
    """Make words those typed, keeping what was shown in another way: pauses, white space beside marks."""
    if old.strip() == new.strip():
        return said
    words = _words(said)
    differs, place, typed = _shown_otherwise(old, words), 0, ""
    for edit in edits_between(old, new):
        span = carry(Span(edit.start, edit.end), differs)[0]
        start, stop = max(place, span.start), max(place, span.end)
        typed += words[place:start]
        left, right = (before + typed)[-1:], (words[stop:] + after)[:1]
        typed += _parted(edit.text, left, right, old[: edit.start][-1:], old[edit.end :][:1])
        place = stop
    return (Piece(SPOKEN, typed + words[place:]),)


def _shown_otherwise(old: str, words: str) -> list[Edit]:
    """Give the edits that make words of what is shown of them, white space at the ends by itself."""
    start, first = len(old) - len(old.lstrip()), len(words) - len(words.lstrip())
    stop, last = max(start, len(old.rstrip())), max(first, len(words.rstrip()))
    between = edits_between(old[start:stop], words[first:last])
    inner = [Edit(each.start + start, each.end + start, each.text) for each in between]
    return [Edit(0, start, words[:first]), *inner, Edit(stop, len(old), words[last:])]


def _parted(text: str, left: str, right: str, left_seen: str, right_seen: str) -> str:
    """Put spaces about what was typed where only the mark of an edit parts words from others."""
    if (text or right)[:1].isalnum() and left.isalnum() and not left_seen.isalnum():
        text = f" {text}"
    return f"{text} " if text[-1:].isalnum() and right.isalnum() and not right_seen.isalnum() else text


def _words(pieces: Iterable[Piece]) -> str:
    return "".join(piece.words for piece in pieces)
