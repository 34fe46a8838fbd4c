"""Lay a report out in Word on upright pages, and wide tables on wide ones."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document
from docx.oxml.ns import qn

from framework_qda.reports import wml

_REFERENCES = frozenset({"headerReference", "footerReference"})
# In twentieths of a point: A4 and Word's own margins, where a template says nothing.
_SIZE = {"w": 11906, "h": 16838}
_MARGINS = {"left": 1440, "right": 1440, "top": 1440, "bottom": 1440}
_LEAST = 2000


class Pages:
    """The pages of a document, made as its body grows; `made` are headers and footers that we added."""

    def __init__(self, document: Document, body: wml.Element, title: str) -> None:
        self._body = body
        self.made: list[wml.Element] = []
        if not any(wml.local(element) in _REFERENCES for element in body[-1]):
            self.made.append(_number(document, title))
        self._upright: wml.Element = body[-1]
        self._upright.attrib.clear()  # the sessions in which a template was written
        body.remove(self._upright)
        self._is_first = True
        self._is_wide = self._was_wide = _size(self._upright, "w") > _size(self._upright, "h")

    @property
    def width(self) -> int:
        """How wide words may be, in twentieths of a point."""
        page = self._page()
        room = _size(page, "w") - _margin(page, "left") - _margin(page, "right")
        columns = page.find(qn("w:cols"))
        count = _number_in(columns, "num", 1)
        if count > 1:
            room = (room - (count - 1) * _number_in(columns, "space", 720)) // count
        return max(room, _LEAST)

    @property
    def height(self) -> int:
        """How high words may stand, in twentieths of a point."""
        page = self._page()
        return max(_size(page, "h") - abs(_margin(page, "top")) - abs(_margin(page, "bottom")), _LEAST)

    def turn(self, *, wide: bool) -> None:
        """Go on on wide pages or on upright ones, if these are not the ones."""
        wide = wide or self._was_wide
        if wide == self._is_wide:
            return
        if len(self._body):
            last = self._body[-1]
            if wml.local(last) != "p":
                last = wml.paragraph(self._body, "TableEnd")
            last[0].append(self._section())
        self._is_wide = wide

    def finish(self) -> None:
        """End the last pages."""
        self._body.append(self._section())

    def _section(self) -> wml.Element:
        """Set up what was written since the last pages ended; headers and footers are those of the first."""
        made = self._page()
        if not self._is_first:
            for element in list(made):
                if wml.local(element) in {*_REFERENCES, "titlePg", "pgNumType"}:
                    made.remove(element)
        self._is_first = False
        return made

    def _page(self) -> wml.Element:
        made = deepcopy(self._upright)
        if self._is_wide == self._was_wide:
            return made
        size, margin = made.find(qn("w:pgSz")), made.find(qn("w:pgMar"))
        if size is None:
            size = wml.add(made, "pgSz", **{name: str(value) for name, value in _SIZE.items()})
            made.insert(sum(wml.local(element) in _REFERENCES for element in made), size)
        width, height = _size(made, "w"), _size(made, "h")
        size.set(qn("w:w"), str(height))
        size.set(qn("w:h"), str(width))
        size.set(qn("w:orient"), "landscape")
        if margin is not None:
            _turn(margin)
        for columns in made.findall(qn("w:cols")):
            made.remove(columns)
        return made


def _turn(margin: wml.Element) -> None:
    """A page is turned with its margins: what was at its left is then below."""
    names = ("top", "right", "bottom", "left")
    values = [margin.get(qn(f"w:{name}")) for name in names]
    for name, value in zip(names, values[1:] + values[:1], strict=True):
        if value is not None:
            margin.set(qn(f"w:{name}"), value)


def _size(page: wml.Element, name: str) -> int:
    return _number_in(page.find(qn("w:pgSz")), name, _SIZE[name])


def _margin(page: wml.Element, name: str) -> int:
    return _number_in(page.find(qn("w:pgMar")), name, _MARGINS[name])


def _number_in(element: wml.Element | None, name: str, otherwise: int) -> int:
    value = "" if element is None else element.get(qn(f"w:{name}"), "")
    try:
        return round(float(value))
    except ValueError:
        return otherwise


def _number(document: Document, title: str) -> wml.Element:
    """Name the report at the foot of its pages and number them."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    line: wml.Element = footer.paragraphs[0]._p  # pyright: ignore[reportPrivateUsage]
    line[:] = []
    wml.add(wml.add(line, "pPr"), "pStyle", val="Footer")
    wml.words(line, f"{title} · " if title else "")
    with wml.field_of(line, "PAGE"):
        wml.words(line, "1")
    return line
