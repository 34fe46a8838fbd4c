"""Find in a document the style that stands for each of ours, and add ours where it has none.

A report is written with the ids of our styles. At its end `settle` puts the document's own in their place:
the one the author named, else the one of that name, else one that such a style is commonly called.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn

from framework_qda.errors import BadTemplate, listed
from framework_qda.reports import wml
from framework_qda.reports.word_template import resource

_VAL, _ID, _TYPE = qn("w:val"), qn("w:styleId"), qn("w:type")
_NUMBER, _ABSTRACT = qn("w:numId"), qn("w:abstractNumId")
_STYLED = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_LINKS = ("w:basedOn", "w:next", "w:link")
_APART = ("ind", "jc")  # what sets a quotation apart from the words around it
# The order in which Word wants the properties of a paragraph; those not named stand in the middle.
_FIRST, _MIDDLE = ("pStyle", "keepNext", "keepLines"), ("spacing", "ind", "contextualSpacing")
_LAST = (
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap",
    "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
# What templates call a style that Word has no name of its own for, or another.
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "title": ("report title", "document title", "cover title"),
    "subtitle": ("report subtitle", "document subtitle", "cover subtitle"),
    "authors": ("author", "byline"),
    "body text": ("body", "text body", "main text", "body copy"),
    "heading 1": ("h1", "heading level 1", "chapter title"),
    "heading 2": ("h2", "heading level 2", "section title"),
    "heading 3": ("h3", "heading level 3"),
    "quote": ("quotation", "quotations", "block quote", "block quotation", "block text", "extract"),
    "attribution": ("quote attribution", "quotation attribution", "quote source", "quotation source"),
    "caption": ("table caption", "captions"),
    "figure caption": ("picture caption", "illustration"),
    "source note": ("table note", "table source", "source"),
    "list bullet": ("bullet list", "bulleted list", "bullets", "bullet", "list bullet 1", "bullet 1"),
    "list number": ("numbered list", "number list", "list number 1", "numbered"),
    "box text": ("box", "boxed text", "text box"),
    "box title": ("box heading",),
    "table text": ("table body", "table cell"),
    "table head": ("table heading", "table header"),
}


class Styling:
    """The styles of a document; `wanted` says by name which of them stands for one of ours."""

    def __init__(self, document: Document, wanted: Mapping[str, str], path: Path | None) -> None:
        self._document, self._path = document, path
        self._styles: wml.Element = document.styles.element
        self._found: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        for style in self._styles.iter(qn("w:style")):
            self._note(style)
        for ours, theirs in wanted.items():
            self._want(ours, theirs)

    def _note(self, style: wml.Element) -> None:
        kind, key = _kind(style), style.get(_ID, "")
        self._ids[key] = kind
        self._names.setdefault((kind, _name(style)), key)
        if style.get(qn("w:default")) in {"1", "true", "on"}:
            self._names.setdefault((kind, ""), key)

    def _want(self, ours: str, theirs: str) -> None:
        style = _OURS.named(ours)
        if style is None:
            raise self._lacks(f"cannot have a style for “{ours}”, which reports do not use")
        kind = _kind(style)
        key = self._names.get((kind, theirs.strip().lower())) or (
            theirs if self._ids.get(theirs) == kind else ""
        )
        if not key:
            raise self._lacks(f"has no {kind} style {listed([theirs])}")
        self._found[style.get(_ID, "")] = key

    def _lacks(self, reason: str) -> BadTemplate:
        return BadTemplate(self._path or Path("our own"), reason, "choose another style in its mapping")

    def settle(self, *parts: wml.Element) -> None:
        """Give every element in `parts` the document's style instead of ours."""
        for part in parts:
            for element in part.iter(*_STYLED):
                element.set(_VAL, self.id(element.get(_VAL, "")))

    def id(self, ours: str) -> str:
        """Give the id of the style that stands for ours, which is added where there is none."""
        if ours not in self._found:
            style = _OURS.by_id.get(ours)
            self._found[ours] = ours if style is None else self._find(style) or self._add(style)
            if ours == "Quote" and style is not None:
                self._set_apart(self._found[ours], style)
        return self._found[ours]

    def _set_apart(self, key: str, ours: wml.Element) -> None:
        """Give a style that nobody chose our indents and spaces, if it looks like the text around it."""
        own = [style for style in self._based_on(key) if not style.get(qn("w:default"))]
        held = [each for style in own for each in style.findall(qn("w:pPr"))]
        if not own or any(each.find(qn(f"w:{tag}")) is not None for each in held for tag in _APART):
            return
        properties = deepcopy(next(ours.iter(qn("w:pPr"))))
        theirs = own[0].find(qn("w:pPr"))
        if theirs is None:
            own[0].insert(_before_looks(own[0]), properties)
            return
        wanted = set(map(wml.local, properties))
        kept = (each for each in theirs if wml.local(each) not in wanted)
        theirs[:] = sorted([*kept, *properties], key=_place)

    def _based_on(self, key: str) -> list[wml.Element]:
        """Give a style and those it is based on."""
        styles = {style.get(_ID, ""): style for style in self._styles.iter(qn("w:style"))}
        found: dict[str, wml.Element] = {}
        while key in styles and key not in found:
            found[key] = styles[key]
            base = styles[key].find(qn("w:basedOn"))
            key = "" if base is None else base.get(_VAL, "")
        return list(found.values())

    def _find(self, style: wml.Element) -> str | None:
        kind, key = _kind(style), style.get(_ID, "")
        if style.get(qn("w:default")):
            return self._names.get((kind, ""))
        for name in (_name(style), *_ALIASES.get(_name(style), ())):
            if (kind, name) in self._names:
                return self._names[kind, name]
        # Word keeps its own styles' names in English; some other programs keep only their ids so.
        built_in = style.get(qn("w:customStyle")) is None
        return key if built_in and self._ids.get(key) == kind else None

    def choice(self, ours: str) -> tuple[str, tuple[str, ...]]:
        """Name the style found for one of ours, "" where there is none, and all styles of its kind."""
        style = _OURS.named(ours)
        assert style is not None
        names = {
            each.get(_ID, ""): _written(each)
            for each in self._styles.iter(qn("w:style"))
            if _kind(each) == _kind(style)
        }
        found = self._find(style)
        return names[found] if found else "", tuple(sorted(filter(None, names.values()), key=str.casefold))

    def _add(self, style: wml.Element) -> str:
        key = style.get(_ID, "")
        made = deepcopy(style)
        made.set(_ID, self._free(key))
        self._found[key] = made.get(_ID, "")
        self._ids[self._found[key]] = _kind(style)
        for tag in _LINKS:
            for link in made.findall(qn(tag)):
                link.set(_VAL, self.id(link.get(_VAL, "")))
        for number in made.iter(_NUMBER):
            number.set(_VAL, self._numbering.added(number.get(_VAL, ""), self._found[key]))
        if made.get(qn("w:default")):
            del made.attrib[qn("w:default")]
        self._styles.append(made)
        return self._found[key]

    def _free(self, key: str) -> str:
        tried, number = key, 1
        while tried in self._ids:
            number += 1
            tried = f"{key}{number}"
        return tried

    def is_own(self, ours: str) -> bool:
        """Tell whether the style that stands for one of Word's own is that one."""
        style = next((s for s in self._styles.iter(qn("w:style")) if s.get(_ID) == self.id(ours)), None)
        return style is not None and _name(style) == _name(_OURS.by_id[ours])

    @cached_property
    def _numbering(self) -> _Numbering:
        return _Numbering(self._document.part.numbering_part.element)

    def number(self, paragraphs: list[wml.Element], ours: str, *, anew: bool) -> None:
        """Make a list of paragraphs that have the style `ours`; `anew`, it begins with its first number."""
        own = self._own_number(self.id(ours))
        number = own or self._numbering.added(_number_of(_OURS.by_id[ours]))
        if anew:
            number = self._numbering.again(number)
        if number == own:
            return
        for paragraph in paragraphs:
            properties = paragraph[0]
            made = wml.add(properties, "numPr")
            wml.add(made, "ilvl", val="0")
            wml.add(made, "numId", val=number)
            properties.remove(made)
            properties.insert(_after(properties), made)

    def _own_number(self, key: str) -> str:
        """Give the list that a style belongs to, by itself or by those it is based on; "" for none."""
        for style in self._based_on(key):
            if number := _number_of(style):
                return number if self._numbering.has(number) else ""
        return ""


class _Numbering:
    """The lists of a document."""

    def __init__(self, element: wml.Element) -> None:
        self._element = element
        self._added: dict[str, str] = {}

    def has(self, number: str) -> bool:
        num = self._num(self._element, number)
        return num is not None and self._abstract(self._element, num) is not None

    def added(self, ours: str, style: str = "") -> str:
        """Add one of our lists, once, and give its number; `style` is the one that has it."""
        if ours not in self._added:
            num = self._num(_OURS.numbering, ours)
            assert num is not None
            made = deepcopy(self._abstract(_OURS.numbering, num))
            assert made is not None
            made.set(_ABSTRACT, self._next("w:abstractNum", _ABSTRACT))
            for level in made.iter(qn("w:lvl")):
                for link in level.findall(qn("w:pStyle")):
                    link.set(_VAL, style)
                    if not style:
                        level.remove(link)
            self._put(made)
            self._added[ours] = self._list(made.get(_ABSTRACT, ""))
        return self._added[ours]

    def again(self, number: str) -> str:
        """Begin a list like another one anew."""
        num = self._num(self._element, number)
        abstract = None if num is None else self._abstract(self._element, num)
        assert abstract is not None
        made = self._list(abstract.get(_ABSTRACT, ""))
        override = wml.add(self._element[-1], "lvlOverride", ilvl="0")
        wml.add(override, "startOverride", val="1")
        return made

    def _list(self, abstract: str) -> str:
        key = self._next("w:num", _NUMBER)
        wml.add(wml.add(self._element, "num", numId=key), "abstractNumId", val=abstract)
        return key

    def _put(self, abstract: wml.Element) -> None:
        """All abstract lists go before the first that is used."""
        first = self._element.find(qn("w:num"))
        if first is None:
            self._element.append(abstract)
        else:
            first.addprevious(abstract)

    def _next(self, tag: str, key: str) -> str:
        used = [element.get(key, "") for element in self._element.iter(qn(tag))]
        return str(max((int(value) for value in used if value.isdigit()), default=0) + 1)

    @staticmethod
    def _num(numbering: wml.Element, number: str) -> wml.Element | None:
        return next((num for num in numbering.iter(qn("w:num")) if num.get(_NUMBER) == number), None)

    @staticmethod
    def _abstract(numbering: wml.Element, num: wml.Element) -> wml.Element | None:
        held = num.find(qn("w:abstractNumId"))
        key = "" if held is None else held.get(_VAL)
        return next(
            (made for made in numbering.iter(qn("w:abstractNum")) if made.get(_ABSTRACT) == key), None
        )


class _Ours:
    """Our own styles and lists: those of reports, and those of matrices that reports show."""

    @cached_property
    def by_id(self) -> dict[str, wml.Element]:
        sheets = (resource("word_styles.xml"), resource("report_styles.xml"))
        return {style.get(_ID, ""): style for sheet in sheets for style in sheet.iter(qn("w:style"))}

    @cached_property
    def numbering(self) -> wml.Element:
        made = resource("word_numbering.xml")
        for element in list(resource("report_numbering.xml")):
            made.append(element)
        return made

    def named(self, name: str) -> wml.Element | None:
        """Find one of our styles by its name, or its id."""
        wanted = name.strip().lower()
        fitting = (style for style in self.by_id.values() if _name(style) == wanted)
        return next(fitting, None) if name not in self.by_id else self.by_id[name]


_OURS = _Ours()


def _kind(style: wml.Element) -> str:
    return style.get(_TYPE, "paragraph")


def _name(style: wml.Element) -> str:
    return _written(style).lower()


def _written(style: wml.Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(_VAL, "").strip()


def _number_of(style: wml.Element) -> str:
    number = next(style.iter(_NUMBER), None)
    value = "" if number is None else number.get(_VAL, "")
    return "" if value == "0" else value


def _before_looks(style: wml.Element) -> int:
    """Say where in a style its paragraphs' properties stand: before those of letters and of tables."""
    after = {"rPr", "tblPr", "trPr", "tcPr", "tblStylePr"}
    return sum(wml.local(element) not in after for element in style)


def _place(element: wml.Element) -> int:
    """Say where among the properties of a paragraph one of them stands."""
    name = wml.local(element)
    if name in _FIRST:
        return _FIRST.index(name)
    if name in _MIDDLE:
        return len(_FIRST) + 1 + _MIDDLE.index(name)
    return len(_FIRST) + (len(_MIDDLE) + 1 if name in _LAST else 0)


def _after(properties: wml.Element) -> int:
    """Say where in a paragraph's properties its list stands."""
    before = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"}
    return sum(wml.local(element) in before for element in properties)
