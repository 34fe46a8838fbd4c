"""Write pages as one web page that needs nothing else, and prints each on paper that fits it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from framework_qda.progress import Progress, silent
from framework_qda.reading.page import Facts, Heading, Picture
from framework_qda.reports.clean import label
from framework_qda.reports.html import blocks, head, rows
from framework_qda.reports.leaves import Leaf, Part, Words, leaves
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.saving import save
from framework_qda.reports.table import Counter, Table

if TYPE_CHECKING:
    from framework_qda.reading.page import Page

_DEEPEST = 4  # h1 is the study, h2 the page


def write_pages(
    pages: Sequence[Page], path: Path, options: ReportOptions, progress: Progress = silent
) -> None:
    """Write one web page of all `pages`; errors as `reports.write_pages`."""
    made = leaves(pages)
    text = "\n".join(_document(made, options, Counter(made, progress)))
    save(path, (text + "\n").encode())


def _document(made: Sequence[Leaf], options: ReportOptions, count: Counter) -> Iterator[str]:
    yield from head(options)
    # Of the first page's shape, so that printing does not leave it on a page of its own.
    shape = _shape(made[0])
    yield f'<body>\n<header class="{shape}"><h1>{escape(label(options.title))}</h1>'
    yield f'<p><time datetime="{options.date}">{options.day}</time></p></header>'
    if len(made) > 1:
        links = [f'<li><a href="#page-{n}">{escape(leaf.title)}</a></li>' for n, leaf in enumerate(made, 1)]
        yield f'<nav aria-label="Pages"><ul>{"".join(links)}</ul></nav>'
    yield "<main>"
    for number, leaf in enumerate(made, start=1):
        yield from _article(leaf, number, count)
    yield "</main>\n</body>\n</html>"


def _article(leaf: Leaf, number: int, count: Counter) -> Iterator[str]:
    yield f'<article class="{_shape(leaf)}" id="page-{number}" aria-labelledby="title-{number}">'
    yield f'<h2 id="title-{number}">{escape(leaf.title)}</h2>'
    if leaf.subtitle:
        yield f'<p class="about">{escape(leaf.subtitle)}</p>'
    for part in leaf.parts:
        yield from _part(part, leaf, count)
    yield "</article>"


def _shape(leaf: Leaf) -> str:
    return "wide" if leaf.landscape else "upright"


def _part(part: Part, leaf: Leaf, count: Counter) -> Iterator[str]:
    match part:
        case Heading():
            level = min(part.level + 2, _DEEPEST)
            yield f"<h{level}>{escape(part.text)}</h{level}>"
        case Facts():
            pairs = (f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in part.pairs)
            yield f"<dl>{''.join(pairs)}</dl>"
        case Words():
            count(leaf)
            yield f'<div class="prose">{_source(part)}{blocks(part.cell)}</div>'
        case Table():
            yield from rows(part, count)
        case Picture():
            yield _picture(part)


def _source(words: Words) -> str:
    if not words.label and not words.facts:
        return ""
    facts = f"<span>{escape(words.facts)}</span>" if words.facts else ""
    return f'<p class="source">{escape(words.label)}{facts}</p>'


def _picture(picture: Picture) -> str:
    """Embed the lines of a drawing; as an image, nothing in it can run."""
    data = b64encode(picture.svg.encode()).decode()
    width = f"{100 * picture.width:.0f}%"
    alt = escape(label(picture.alt))
    return f'<img style="width: {width}" alt="{alt}" src="data:image/svg+xml;base64,{data}">'
