"""Make elements of WordprocessingML.

They are made in place, from the table down: python-docx looks through every cell of a table to give one.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import TypeAlias

from lxml import etree

from framework_qda.text.summary import Kind, Run

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage] # lxml's only name for it

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAK_TAGS = {"\t": "tab", "\n": "br"}
_BREAKS = re.compile(r"([\t\n])")
_STYLES = {Kind.OWN_WORDS: "OwnWords", Kind.COMMENT: "AnalystComment"}


def root(tag: str) -> Element:
    """Begin a tree."""
    return etree.Element(_W + tag, nsmap={"w": _NAMESPACE})


def add(parent: Element, tag: str, **attributes: str) -> Element:
    """Append `<w:tag w:name="value"/>` to `parent`."""
    return etree.SubElement(parent, _W + tag, {_W + name: value for name, value in attributes.items()})


def local(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def paragraph(parent: Element, style: str, keep: bool = False, whole: bool = False) -> Element:
    """Append an empty paragraph; `keep` holds it on one page with what follows, `whole` keeps it on one."""
    made = add(parent, "p")
    properties = add(made, "pPr")
    add(properties, "pStyle", val=style)
    if keep:
        add(properties, "keepNext")
    if whole:
        add(properties, "keepLines")
    return made


def run(parent: Element, words: Run) -> None:
    """Append a run in the character style of its kind."""
    made = add(parent, "r")
    style = _STYLES.get(words.kind) or ("Strong" if words.bold else "")
    if style:
        properties = add(made, "rPr")
        add(properties, "rStyle", val=style)
        if words.bold and style != "Strong":
            add(properties, "b")
    _text(made, words.text)


def styled(parent: Element, text: str, style: str) -> None:
    """Append a run in a character style."""
    words(parent, text, style)


def words(parent: Element, text: str, style: str = "", *, bold: bool = False, italic: bool = False) -> None:
    """Append a run in a character style, and bold or italic on top of it."""
    made = add(parent, "r")
    if style or bold or italic:
        properties = add(made, "rPr")
        if style:
            add(properties, "rStyle", val=style)
        if bold:
            add(properties, "b")
        if italic:
            add(properties, "i")
    _text(made, text)


def _text(parent: Element, text: str) -> None:
    for stretch in _BREAKS.split(text):
        if stretch in _BREAK_TAGS:
            add(parent, _BREAK_TAGS[stretch])
        else:
            _stretch(parent, stretch)


def _stretch(parent: Element, text: str) -> None:
    if text:
        made = add(parent, "t")
        made.set(_SPACE, "preserve")
        made.text = text


def field(parent: Element, code: str) -> None:
    """Append a field that Word works out, such as PAGE."""
    _stretch(add(add(parent, "fldSimple", instr=code), "r"), "1")


@contextmanager
def field_of(parent: Element, code: str) -> Generator[None]:
    """Append a field with its result: what is appended inside is shown until it is updated."""
    begin_field(parent, code)
    yield
    end_field(parent)


def begin_field(parent: Element, code: str) -> None:
    """Begin a field whose result is in several paragraphs."""
    _mark(parent, "begin")
    made = add(add(parent, "r"), "instrText")
    made.set(_SPACE, "preserve")
    made.text = f" {code} "
    _mark(parent, "separate")


def end_field(parent: Element) -> None:
    """End a field that was begun."""
    _mark(parent, "end")


def _mark(parent: Element, kind: str) -> None:
    add(add(parent, "r"), "fldChar", fldCharType=kind)


@contextmanager
def bookmarked(parent: Element, name: str, number: int) -> Generator[None]:
    """Append a bookmark about what is appended inside."""
    add(parent, "bookmarkStart", id=str(number), name=name)
    yield
    add(parent, "bookmarkEnd", id=str(number))
