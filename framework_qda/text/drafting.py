"""Read and write the light markup in which a block of a draft is kept.

A block's text is plain text that anybody can read in the study file. In it, **…** is bold, __…__ italic
and [[…]] a note to self. {words|id,id} links words to their evidence as in a summary. {{"id|words}} is a
quotation within the sentence with the words its author last agreed to, and {{#id}} refers to another block.
A backslash before one of these signs takes it as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from framework_qda.text import sentences as prose


class Run(NamedTuple):
    """A stretch of the author's words of one look, linked to the same evidence."""

    text: str
    bold: bool = False
    italic: bool = False
    note: bool = False
    links: tuple[str, ...] = ()


class Quoted(NamedTuple):
    """A quotation in the sentence; `agreed` is what it read when its author last saw that sentence."""

    quotation: str
    agreed: str


class Reference(NamedTuple):
    """A reference to a heading, table, figure or box; its words are made when it is shown."""

    block: str


Inline = Run | Quoted | Reference

_ID = r"[0-9a-f]{32}(?:/[0-9a-f]{32})?"
_IDS = rf"{_ID}(?:,{_ID})*"
_WORDS = r"(?:[^{}\\]|\\.)*"
_MARKS = re.compile(
    rf"\\(?P<sign>.)|\*\*|__|\[\[|\]\]"
    rf'|\{{\{{"(?P<quotation>[\w-]+)\|(?P<agreed>{_WORDS})\}}\}}|\{{\{{#(?P<block>[\w-]+)\}}\}}'
    rf"|\{{(?={_WORDS}\|(?P<links>{_IDS})\}})|\|{_IDS}\}}",
    re.DOTALL,
)
_BRACES = re.compile(r"[\\{}]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# A sign that only counts when doubled is escaped where it could become one: `a_b` and `[p12]` stay readable.
_SIGNS = re.compile(
    r"[\\{}]|" + "|".join(rf"\A{s}|{s}\Z|{s}(?={s})|(?<={s}){s}" for s in (r"\*", "_", r"\[", r"\]"))
)


def parse(markup: str) -> tuple[Inline, ...]:
    """Read markup; signs without a partner hold to the end of the block."""
    return tuple(_merged(_pieces(markup)))


def _pieces(markup: str) -> Iterator[Inline]:
    look, start = Run(""), 0
    for mark in _MARKS.finditer(markup):
        yield look._replace(text=markup[start : mark.start()])
        start = mark.end()
        match mark.group():
            case "**":
                look = look._replace(bold=not look.bold)
            case "__":
                look = look._replace(italic=not look.italic)
            case "[[" | "]]" as sign:
                look = look._replace(note=sign == "[[")
            case sign if mark["sign"]:
                yield look._replace(text=mark["sign"])
            case _ if mark["quotation"]:
                agreed = _ESCAPED.sub(r"\1", mark["agreed"])
                # In a note all is note: what is not for readers must not come out as a quotation.
                yield look._replace(text=agreed) if look.note else Quoted(mark["quotation"], agreed)
            case sign if mark["block"]:
                yield look._replace(text=sign) if look.note else Reference(mark["block"])
            case _ if mark["links"]:
                look = look._replace(links=tuple(mark["links"].split(",")))
            case sign if not look.links:
                yield look._replace(text=sign)
            case _:
                look = look._replace(links=())
    yield look._replace(text=markup[start:])


def _merged(inlines: Iterable[Inline]) -> Iterator[Inline]:
    held: Run | None = None
    for inline in inlines:
        if isinstance(inline, Run):
            if not inline.text:
                continue
            if held and held._replace(text=inline.text) == inline:
                held = held._replace(text=held.text + inline.text)
                continue
        if held:
            yield held
        held = inline if isinstance(inline, Run) else None
        if not isinstance(inline, Run):
            yield inline
    if held:
        yield held


def write(inlines: Iterable[Inline]) -> str:
    """Write markup; `parse` reads it back to the same, neighbours that look alike made one."""
    markup, look = "", Run("")
    for inline in _merged(inlines):
        # A link and a note hold words only, so they end where something else stands.
        wanted = inline if isinstance(inline, Run) else look._replace(links=(), note=False)
        markup += _change(look, wanted) + _body(inline)
        look = wanted
    return markup + _change(look, Run(""))


def _change(old: Run, new: Run) -> str:
    """Give the signs that lead from one look to another."""
    bold = "**" if old.bold != new.bold else ""
    italic = "__" if old.italic != new.italic else ""
    closing = (italic if old.italic else "") + (bold if old.bold else "")
    opening = (bold if new.bold else "") + (italic if new.italic else "")
    if old.links != new.links:
        closing += f"|{','.join(old.links)}}}" if old.links else ""
        opening = ("{" if new.links else "") + opening
    if old.note != new.note:
        closing += "]]" if old.note else ""
        opening = ("[[" if new.note else "") + opening
    return closing + opening


def _body(inline: Inline) -> str:
    match inline:
        case Run(text=text, links=links):
            escaped = _SIGNS.sub(r"\\\g<0>", text)
            return escaped.replace("|", "\\|") if links else escaped
        case Quoted(quotation, agreed):
            return f'{{{{"{quotation}|' + _BRACES.sub(r"\\\g<0>", agreed) + "}}"
        case Reference(block):
            return f"{{{{#{block}}}}}"


def quotations(markup: str) -> list[str]:
    """List the ids of the quotations in a block, each as often as it stands there."""
    return list(_quoted(markup))


# A draft is asked after every edit of one of its hundreds of blocks.
@lru_cache(maxsize=10_000)
def _quoted(markup: str) -> tuple[str, ...]:
    return tuple(inline.quotation for inline in parse(markup) if isinstance(inline, Quoted))


def links(markup: str) -> list[str]:
    """List the ids of the evidence that words link to, each once, in the order of the text."""
    runs = (inline for inline in parse(markup) if isinstance(inline, Run))
    return list(dict.fromkeys(link for run in runs for link in run.links))


def words(markup: str) -> int:
    """Count the words a reader will see: a note to self has none, nor a mark alone; a reference is one."""
    shown = (inline for inline in parse(markup) if not (isinstance(inline, Run) and inline.note))
    text = "".join("0" if isinstance(inline, Reference) else _text(inline) for inline in shown)
    return sum(any(map(str.isalnum, word)) for word in text.split())


def plain(markup: str) -> str:
    """Give the text to read: quotations as agreed, a note in [brackets], references left out."""
    text, noting = "", False
    for inline in parse(markup):
        note = isinstance(inline, Run) and inline.note
        text += ("[" if note else "]") if note != noting else ""
        text, noting = text + _text(inline), note
    return text + ("]" if noting else "")


def _text(inline: Inline) -> str:
    match inline:
        case Run(text=text):
            return text
        case Quoted(agreed=agreed):
            return agreed
        case Reference():
            return ""


def replaced(markup: str, pattern: re.Pattern[str], instead: str) -> tuple[str, int]:
    """Put other words in the place of those that a pattern finds, agreed words too, and count them.

    Looks and links stay; words of which one part is bold become what their beginning was.
    """
    inlines = parse(markup)
    spans = [found.span() for found in pattern.finditer("".join(map(_text, inlines)))]
    return (write(_with(inlines, spans, instead)), len(spans)) if spans else (markup, 0)


def _with(inlines: Iterable[Inline], spans: list[tuple[int, int]], instead: str) -> Iterator[Inline]:
    begin = 0
    for inline in inlines:
        old = _text(inline)
        new, place, end = "", begin, begin + len(old)
        for start, stop in spans:
            if start < end and stop > place:
                new += old[place - begin : max(0, start - begin)]
                new += instead if start >= begin else ""
                place = min(stop, end)
        new += old[place - begin :]
        begin = end
        match inline:
            case Run():
                yield inline._replace(text=new)
            case Quoted():
                yield inline._replace(agreed=new)
            case Reference():
                yield inline


def sentences(inlines: Iterable[Inline]) -> list[tuple[Inline, ...]]:
    """Part a block into its sentences; put together again they are the block.

    A quotation is never parted, whatever sentences are in it, and a note to self parts nothing.
    """
    parts = list(inlines)
    texts = [_standing_for(part) for part in parts]
    found = list(prose.spans("".join(texts)))
    parted: list[list[Inline]] = [[] for _ in found] or [[]]
    number, begin = 0, 0
    for part, text in zip(parts, texts, strict=True):
        while number + 1 < len(found) and found[number][1] <= begin:
            number += 1
        if text and isinstance(part, Run):
            for each, (start, stop) in enumerate(found[number:], number):
                if start >= begin + len(text):
                    break
                parted[each].append(part._replace(text=text[max(0, start - begin) : stop - begin]))
        else:
            parted[number].append(part)
        begin += len(text)
    together = (tuple(_merged(each)) for each in parted)
    return [sentence for sentence in together if sentence]


def _standing_for(inline: Inline) -> str:
    """Give text that ends a sentence where what it stands for does, and nowhere within."""
    match inline:
        case Run(text=text, note=note):
            return "" if note else text
        case Quoted(agreed=agreed):
            return "‘Words.’" if agreed.rstrip().endswith((".", "!", "?", "…")) else "‘Words’"
        case Reference():
            return "Table"
