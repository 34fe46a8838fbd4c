"""Read a draft written as text: headings and paragraphs as in Markdown, what a report shows as TOML.

+++                         the draft as a whole, in TOML: `name` and `settings`
# Heading {#anchor}         levels 1 to 3; an anchor is what {#anchor} in a sentence refers to
A paragraph of one line or more, and an empty line.
~ A paragraph that claims nothing, and so needs no evidence.
[[A note to self.]]
- an item                   and 1. a numbered one; each may begin with ~ as well
> quote: key                a quotation as a block
```survey                   anything else, by its kind, with its settings in TOML
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from framework_qda.errors import UnreadableSource

_FRONT = re.compile(r"\A\+\+\+\n(.*?)^\+\+\+\n", re.DOTALL | re.MULTILINE)
_PART = re.compile(
    r"^```(?P<kind>[a-z]+)\n(?P<table>[\s\S]*?)^```$"
    r"|^(?P<marks>#{1,3}) (?P<heading>.+?)(?: \{#(?P<anchor>[\w-]+)\})?$"
    r"|^> quote: (?P<key>[\w-]+)$"
    r"|^(?:-|(?P<number>\d+)\.) (?P<item>.+(?:\n  .+)*)$"
    r"|^(?P<text>\S.*(?:\n(?!```|> quote: )\S.*)*)$",
    re.MULTILINE,
)


class Part(NamedTuple):
    """A block of a draft as it is written: `kind` as the study calls it, or as its fence does.

    `text` holds references by name, the key of a quotation for a block of one; `table` what a fence says.
    """

    kind: str
    text: str = ""
    level: int = 0
    anchor: str = ""
    claims: bool = True
    table: Mapping[str, Any] = {}


class WrittenDraft(NamedTuple):
    name: str
    settings: Mapping[str, Any]
    parts: tuple[Part, ...]


def read_draft(path: Path) -> WrittenDraft:
    """Read a draft; raises UnreadableSource with what is wrong in it."""
    try:
        written = path.read_text("utf-8")
    except UnicodeDecodeError:
        raise UnreadableSource(path, "is not written in UTF-8", "save it in that encoding") from None
    except OSError as error:
        raise UnreadableSource(path, f"cannot be read ({error.strerror})", "check its name") from None
    front = _FRONT.match(written)
    said = _table(path, front[1]) if front else {}
    if not front or not isinstance(said.get("name"), str):
        raise UnreadableSource(path, "does not begin with its name between two lines +++", "add it there")
    parts = tuple(_part(path, found) for found in _found(path, written[front.end() :]))
    return WrittenDraft(said["name"], said.get("settings", {}), parts)


def _found(path: Path, body: str) -> Iterator[re.Match[str]]:
    """Find the parts of a text; nothing but empty lines may stand between them."""
    end = 0
    for found in _PART.finditer(body):
        _check_between(path, body[end : found.start()])
        yield found
        end = found.end()
    _check_between(path, body[end:])


def _check_between(path: Path, text: str) -> None:
    if text.strip():
        raise UnreadableSource(
            path, f"has “{text.strip()[:60]}”, which is no part of a draft", "mend it there"
        )


def _part(path: Path, found: re.Match[str]) -> Part:
    if found["kind"]:
        table = _table(path, found["table"])
        return Part(found["kind"], anchor=str(table.pop("anchor", "")), claims=False, table=table)
    if found["marks"]:
        return Part("heading", found["heading"], len(found["marks"]), found["anchor"] or "", claims=False)
    if found["key"]:
        return Part("quotation", found["key"], claims=False)
    if found["item"]:
        return _said("numbered" if found["number"] else "item", _line(found["item"]))
    text = _line(found["text"])
    if text.startswith("```"):
        raise UnreadableSource(path, f"has “{_begun(text)}”, a fence that is not closed", "close it with ```")
    if text.startswith("[[") and text.find("]]") == len(text) - 2:
        return Part("note", text[2:-2], claims=False)
    return _said("paragraph", text)


def _said(kind: str, text: str) -> Part:
    return Part(kind, text.removeprefix("~ "), claims=not text.startswith("~ "))


def _begun(text: str) -> str:
    return text.strip()[:60]


def _line(text: str) -> str:
    return " ".join(text.split())


def _table(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableSource(
            path, f"has “{text.strip()[:40]}”, which is no TOML ({error})", "mend it there"
        ) from None
