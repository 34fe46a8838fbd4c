"""Find the light markup in a block of a draft: in its text, and in the cells and answers of an object."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from framework_qda.study.authoring import Block

Write = Callable[[str], str]

_MARKUP = frozenset(("answers", "cells", "spanning"))
# What the program alone reads, and the path of a template, by which it is found on the disk.
_UNREAD = frozenset(
    ("png", "svg", "template", "styles", "figure", "as", "show", "in", "unit", "language", "quotation")
)
_ID = re.compile(r"[0-9a-f]{32}(?:/[0-9a-f]{32})?")


def markups(block: Block) -> list[str]:
    """List what is written in a block, in the order it is read."""
    found = list[str]()

    def read(markup: str) -> str:
        found.append(markup)
        return markup

    rewritten(block, read)
    return found


def words_in(settings: Any) -> list[str]:
    """List every text in settings that somebody reads, markup as it is written."""
    found = list[str]()

    def read(text: str) -> str:
        found.append(text)
        return text

    settings_rewritten(settings, read, read)
    return found


def rewritten(block: Block, write: Write) -> Block:
    """Write everything in a block anew: its text, then what an object says."""
    settings = settings_rewritten(block.settings, write) if block.settings else block.settings
    return block._replace(text=write(block.text), settings=settings)


def settings_rewritten(settings: Any, write: Write, tell: Write = str) -> Any:
    """Write the answers of a practice example and the cells of a closing table anew.

    `tell` writes every other text that somebody reads: captions, titles, values that are asked for.
    """
    return _rewritten(settings, "", write, tell)


def _rewritten(value: Any, key: str, write: Write, tell: Write) -> Any:
    match value:
        case str():
            return value if _ID.fullmatch(value) else (write if key in _MARKUP else tell)(value)
        case {**named}:
            return {
                each: below if each in _UNREAD else _rewritten(below, each, write, tell)
                for each, below in named.items()
            }
        case [str(question), str(answer)] if key == "answers":
            return [tell(question), write(answer)]
        case [*several]:
            return [_rewritten(each, key, write, tell) for each in several]
        case _:
            return value
