"""Read interview notes written in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from framework_qda.sources.plain import text
from framework_qda.text.turns import begins_turn, speakers


def lines(path: Path) -> Iterator[str]:
    """Give the paragraphs of a Markdown file as plain text: headings, list items and rows of tables too.

    What stands in <angle brackets> is kept as it is written, for it may be <laughs>.
    """
    blocks = list(_blocks(_parser().parse(text(path))))
    known = speakers(line for block in blocks for line in block.split("\n"))
    for block in blocks:
        yield from _joined(block.split("\n"), known)


def _parser() -> MarkdownIt:
    # A reference would swallow the one word of “[00:12:30]: Yes”.
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("reference")


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    """Give each block with its mark of a list; its soft line ends are “\\n”, its hard ones “\\n\\n”."""
    mark = ""
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "list_item_open":
                mark = f"{token.info}{token.markup} " if token.info else "• "
            case "tr_open":
                row = []
            case "tr_close":
                yield "\t".join(row or ())
                row = None
            case "inline" if row is not None:
                row.append(_words(token))
            case "inline":
                yield mark + _words(token)
                mark = ""
            case "fence" | "code_block":
                yield mark + token.content.replace("\n", "\n\n")
                mark = ""
            case _:
                pass


def _words(inline: Token) -> str:
    return "".join(_word(token) for token in inline.children or ())


def _word(token: Token) -> str:
    match token.type:
        case "softbreak":
            return "\n"
        case "hardbreak":
            return "\n\n"
        case _:
            return token.content


def _joined(written: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    """Join the lines of a block, save where one opens with a speaker or a time."""
    held = ""
    for line in written:
        if held and (not line or begins_turn(line, known)):
            yield held
            held = ""
        held = f"{held} {line}".strip()
    yield held
