"""Read interview notes from a Word file (.docx), strict or transitional.

The XML is walked here, not through python-docx, which leaves out text boxes, footnotes, content controls and
inserted text, cannot open strict files and takes several times as long. What is shown is read, with all
tracked changes accepted: no deleted or hidden text, no comments, no headers and footers. Line breaks part
paragraphs. Text boxes and notes follow the paragraph they hang on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path

from framework_qda.errors import UnreadableSource
from framework_qda.sources.word_lists import Lists
from framework_qda.sources.word_package import Element, Package, child, local, value

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WRAPPERS = frozenset(["sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "Choice", "Fallback"])
_NOTES = ("footnote", "endnote")
_UNSEEN = frozenset(
    ["del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "sectPr", "rt"]
)
# The signs of Word's picture fonts that people put into notes; others have no letter.
_PICTURES = {
    0xF04A: "☺",
    0xF0A7: "▪",
    0xF0A8: "☐",
    0xF0B7: "•",
    0xF0E0: "→",
    0xF0FB: "✗",
    0xF0FC: "✓",
    0xF0FE: "☒",
}


def lines(path: Path) -> Iterator[str]:
    """Give the paragraphs of a Word file in the order of reading.

    List items have their marks, a row of a table has tabs between its cells, a note is “Note 1: …”. Raises
    `UnreadableSource`; a part of more than 200 MB, unpacked, is refused.
    """
    with closing(Package(path)) as package:
        main = package.main()
        root = package.part(main)
        body = child(root, "body")
        if root is None or local(root) != "document" or body is None:
            raise UnreadableSource(
                path, "is not a Word document", "open it where it was made and save it as .docx"
            )
        yield from _Reader(package, main).blocks(body)


class _Reader:
    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._main = main
        self._noted = 0
        self._asides: list[str] = []

    # The other parts are read when the text first points to them; most notes have no use for them.
    @cached_property
    def _notes(self) -> dict[tuple[str, str | None], Element]:
        return {(local(note), value(note, "id")): note for kind in _NOTES for note in self._parts(f"{kind}s")}

    @cached_property
    def _lists(self) -> Lists:
        return Lists(self._parts("numbering"), self._parts("styles"))

    def _parts(self, kind: str) -> list[Element]:
        part = self._package.part(self._package.related(self._main, kind))
        return [] if part is None else list(part)

    def blocks(self, parent: Element) -> Iterator[str]:
        carried = ""
        for block in _unwrapped(parent):
            match local(block):
                case "p":
                    text = carried + self._paragraph(block)
                    carried = text if _runs_on(block) else ""
                    if not carried:
                        yield text
                    yield from self._taken_asides()
                case "tbl":
                    yield from self._table(block)
                case _:
                    pass
        yield carried

    def _paragraph(self, paragraph: Element) -> str:
        words: list[str] = []
        self._gather(paragraph, words)
        text = "".join(words)
        properties = child(paragraph, "pPr")
        mark = "" if properties is None or not len(properties) else self._lists.mark(properties)
        return mark + text if text.strip() else ""

    def _gather(self, parent: Element, words: list[str]) -> None:
        for element in parent:
            name = local(element)
            if name == "t":
                words.append(element.text or "")
            elif name == "r":
                if not _is_hidden(element):
                    self._gather(element, words)
            elif name in _SIGNS:
                words.append(_SIGNS[name])
            elif name not in _UNSEEN:
                self._gather_rare(element, name, words)

    def _gather_rare(self, element: Element, name: str, words: list[str]) -> None:
        match name:
            case "sym":
                words.append(_picture(value(element, "char") or ""))
            case "AlternateContent":
                self._gather(_chosen(element), words)
            case "txbxContent":
                self._asides.extend(self._apart(element))
            case "footnoteReference" | "endnoteReference":
                self._note(name.removesuffix("Reference"), value(element, "id"))
            case _:
                self._gather(element, words)

    def _note(self, kind: str, number: str | None) -> None:
        # Taken out, so that a note that refers to itself ends.
        note = self._notes.pop((kind, number), None)
        if note is not None:
            self._noted += 1
            mark = f"Note {self._noted}:"
            self._asides.append(" ".join([mark, *_lines(self._apart(note))]))

    def _apart(self, story: Element) -> list[str]:
        """Read what hangs on a paragraph while that paragraph is being read."""
        outer, self._asides = self._asides, []
        inner = list(self.blocks(story))
        self._asides = outer
        return inner

    def _taken_asides(self) -> list[str]:
        taken, self._asides = self._asides, []
        return taken

    def _table(self, table: Element) -> Iterator[str]:
        for row in _unwrapped(table):
            if local(row) == "tr" and child(row, "trPr", "del") is None:
                yield from _row([self._cell(cell) for cell in _unwrapped(row) if local(cell) == "tc"])

    def _cell(self, cell: Element) -> list[str]:
        return _lines(self.blocks(cell))


def _lines(blocks: Iterable[str]) -> list[str]:
    return [line.strip() for block in blocks for line in block.split("\n") if line.strip()]


def _row(cells: list[list[str]]) -> Iterator[str]:
    """Join the cells of a row by tabs; where a table only lays out a page, each keeps its paragraphs."""
    if any(len(cell) > 1 for cell in cells[:-1]):
        for cell in cells:
            yield from cell
        return
    yield "\t".join(cell[0] if cell else "" for cell in cells).rstrip("\t")
    for cell in cells[-1:]:
        yield from cell[1:]


def _unwrapped(parent: Element) -> Iterator[Element]:
    for element in parent:
        name = local(element)
        if name == "AlternateContent":
            yield from _unwrapped(_chosen(element))
        elif name in _WRAPPERS:
            yield from _unwrapped(element)
        else:
            yield element


def _chosen(alternatives: Element) -> Element:
    """Give one of the copies that Word keeps for newer and older readers."""
    choice = child(alternatives, "Choice")
    other = child(alternatives, "Fallback")
    found = other if choice is None else choice
    return alternatives if found is None else found


def _runs_on(paragraph: Element) -> bool:
    """Tell whether the mark at a paragraph's end was deleted, so that the next one goes on with it."""
    mark = child(paragraph, "pPr", "rPr")
    return mark is not None and any(local(change) in ("del", "moveFrom") for change in mark)


def _is_hidden(run: Element) -> bool:
    hidden = child(run, "rPr", "vanish") if len(run) > 1 else None
    return hidden is not None and value(hidden) not in ("0", "false", "off")


def _picture(code: str) -> str:
    number = int(code, 16) if code.isalnum() and len(code) == 4 else 0
    return _PICTURES.get(number, "�" if 0xE000 <= number <= 0xF8FF else chr(number))
