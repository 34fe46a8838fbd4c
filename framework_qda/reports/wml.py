"""Make elements of WordprocessingML.

They are made in place, from the table down: python-docx looks through every cell of a table to give one.
"""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from framework_qda.text.summary import Kind, Run

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage] # lxml's only name for it

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STYLES = {Kind.OWN_WORDS: "OwnWords", Kind.COMMENT: "AnalystComment"}


def root(tag: str) -> Element:
    """Begin a tree."""
    return etree.Element(_W + tag, nsmap={"w": _NAMESPACE})


def add(parent: Element, tag: str, **attributes: str) -> Element:
    """Append `<w:tag w:name="value"/>` to `parent`."""
    return etree.SubElement(parent, _W + tag, {_W + name: value for name, value in attributes.items()})


def paragraph(parent: Element, style: str, keep: bool = False) -> Element:
    """Append an empty paragraph; `keep` holds it on one page with what follows."""
    made = add(parent, "p")
    properties = add(made, "pPr")
    add(properties, "pStyle", val=style)
    if keep:
        add(properties, "keepNext")
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
    made = add(parent, "r")
    add(add(made, "rPr"), "rStyle", val=style)
    _text(made, text)


def _text(parent: Element, text: str) -> None:
    first, *others = text.split("\t")
    _stretch(parent, first)
    for other in others:
        add(parent, "tab")
        _stretch(parent, other)


def _stretch(parent: Element, text: str) -> None:
    if text:
        made = add(parent, "t")
        made.set(_SPACE, "preserve")
        made.text = text


def field(parent: Element, code: str) -> None:
    """Append a field that Word works out, such as PAGE."""
    _stretch(add(add(parent, "fldSimple", instr=code), "r"), "1")
