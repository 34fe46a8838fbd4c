"""Take quotations out of a study, grouped as an author asks: by sub-topic, then area, or otherwise."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import NamedTuple

from framework_qda import reports
from framework_qda.errors import NotFound, Refused, listed
from framework_qda.progress import Progress, silent
from framework_qda.reading.document import Block, Document, Heading, Paragraph, Piece, Quote
from framework_qda.reading.page import Band, Grid, GridRow, Page
from framework_qda.reports.options import Paper, ReportOptions
from framework_qda.study import Study
from framework_qda.study.authoring import Quotation, QuotationId, QuotationStatus
from framework_qda.study.model import (
    NO_VALUE,
    NOTES,
    VERBATIM,
    AttributeId,
    CellKey,
    Field,
    FieldId,
    FieldKind,
    InterviewId,
    Passage,
    PassageId,
    SubTopicId,
)
from framework_qda.tasks.exporting import sheets
from framework_qda.tasks.page_parts import said
from framework_qda.tasks.references import Places, full_reference
from framework_qda.tasks.taking import is_taken, not_taken
from framework_qda.text.quoting import shown
from framework_qda.text.summary import links
from framework_qda.text.transcript import clock
from framework_qda.text.verifying import Check, told


class Column(StrEnum):
    """What can be told of a quotation beside its words."""

    ATTRIBUTION = "attribution"
    REFERENCE = "source"
    TIME = "time"
    VERIFIED = "verified"
    STATUS = "status"
    TAGS = "tags"
    NOTE = "note"


COLUMNS = (Column.ATTRIBUTION, Column.REFERENCE, Column.VERIFIED)
BY = ("subtopic", "area")
MOST_GROUPINGS = 3
SUFFIXES = (*reports.REPORT_SUFFIXES, ".xlsx", ".csv")
_NAMES = {
    "subtopic": "sub-topic",
    "matrix": "matrix",
    "area": "area",
    "interview": "interview",
    "participant": "participant",
    "status": "status",
    "tag": "tag",
}
NOT_YET = "Passages not yet quoted"
_OF_NOTES = "from notes, not known to be speech"
_NOT_INDEXED, _NOT_TAGGED = "not indexed", "no tag"
# Shares of the width, when read on paper.
_WIDTHS = {Column.ATTRIBUTION: 0.25, Column.REFERENCE: 0.25, Column.NOTE: 0.25}
_WORDS, _GROUP, _OTHER = 0.6, 0.2, 0.15


class _Group(NamedTuple):
    """One heading that a quotation stands under, and where that heading comes.

    In a column that has the name of a field above it stands only the `value`.
    """

    place: int
    title: str
    value: str = ""


class _Entry(NamedTuple):
    """A quotation in one of its places."""

    groups: tuple[_Group, ...]
    quotation: Quotation

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(group.title for group in self.groups)

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(group.value or group.title for group in self.groups)


def groupings(study: Study) -> Mapping[str, str]:
    """Give what quotations can be grouped by: a word of ours or the id of a field -> its name."""
    return {**_NAMES, **{str(field.id): field.name for field in study.fields()}}


def grouping_named(study: Study, name: str) -> str:
    """Find a grouping by its name, such as sub-topic or a field's; raises Refused with those there are."""
    wanted, known = " ".join(name.casefold().split()), groupings(study)
    for each, title in known.items():
        if wanted in (title.casefold(), each):
            return each
    raise Refused(f"Quotations cannot be grouped by “{name}”; choose among {listed(known.values())}.")


def write_quotations(
    study: Study,
    path: Path,
    quotations: Sequence[Quotation] | None = None,
    by: Sequence[str] = BY,
    columns: Sequence[Column] = COLUMNS,
    *,
    under: Mapping[QuotationId, Sequence[SubTopicId]] | None = None,
    title: str = "Quotations",
    subtitle: str = "",
    paper: Paper = "A4",
    date: datetime.date | None = None,
    progress: Progress = silent,
) -> int:
    """Write quotations, all of them unless told, in the format the ending of a file names; tells how many.

    Word, ODT, HTML and Markdown have them under headings, Excel and CSV a row each. One that is indexed to
    several sub-topics, or has several values, stands under each; `under` says which sub-topics instead.
    Passages that nobody has taken yet come after them, told apart: what is not known to be speech has no
    quotation marks there.
    `subtitle` says which quotations they are. Raises Refused, CannotWrite or DiskFull.
    """
    chosen = study.quotations() if quotations is None else list(quotations)
    if path.suffix.lower() not in SUFFIXES:
        raise Refused(f"“{path.name}” cannot be written; give it a name ending in {', '.join(SUFFIXES)}.")
    if not chosen:
        raise Refused(f"There is no quotation to write to “{path.name}”; take or choose one first.")
    options = ReportOptions(study.title, date or datetime.date.today(), paper, arranged=subtitle)
    progress(0, 0, "Putting the quotations in order")
    # An action that changes nothing leaves no trace, and nobody else changes anything inside it.
    with study.action("Read quotations"):
        told = _Told(study, chosen, columns)
        entries = _entries(study, chosen, by[:MOST_GROUPINGS], under)
        if sheets(path):
            heads = [groupings(study)[each] for each in by[:MOST_GROUPINGS]]
            reports.write_pages([told.page(title, subtitle, heads, entries)], path, options, progress)
        else:
            about = " · ".join(filter(None, (study.title, subtitle)))
            document = told.document(title, about, entries)._replace(date=options.day)
            reports.write_report(document, path, options, progress)
    return len(chosen)


def outline(
    study: Study,
    quotations: Sequence[Quotation],
    by: Sequence[str],
    under: Mapping[QuotationId, Sequence[SubTopicId]] | None = None,
) -> list[tuple[int, str, int]]:
    """List the headings that quotations will stand under, in order: level, title, how many are beneath."""
    counts: dict[tuple[str, ...], int] = {}
    for entry in _entries(study, quotations, by[:MOST_GROUPINGS], under):
        for level in range(1, len(entry.titles) + 1):
            head = entry.titles[:level]
            counts[head] = counts.get(head, 0) + 1
    return [(len(head), head[-1], count) for head, count in counts.items()]


# --- The quotations of cells ------------------------------------------------------------------------------


def of_cells(
    study: Study, keys: Iterable[CellKey]
) -> tuple[list[Quotation], Mapping[QuotationId, tuple[SubTopicId, ...]]]:
    """Give the quotations of cells, each with the sub-topics it is wanted under.

    They are those of the passages indexed there or linked in the summary, or of passages that have a word
    with them. A passage that none covers stands for itself, as it is (`is_taken` tells those apart);
    quotations set aside are left out.
    """
    taken = _Covering(study)
    found: dict[QuotationId, Quotation] = {}
    under: dict[QuotationId, tuple[SubTopicId, ...]] = {}
    for (_, subtopic), passage in _behind(study, keys):
        for each in taken.of(passage) or [not_taken(passage)]:
            if each.status is not QuotationStatus.SET_ASIDE:
                found[each.id] = each
                under[each.id] = tuple(dict.fromkeys((*under.get(each.id, ()), subtopic)))
    return list(found.values()), under


class _Covering:
    """Tells which quotations cover a passage: its own, else those of passages that overlap it."""

    def __init__(self, study: Study) -> None:
        self._own: dict[PassageId, list[Quotation]] = {}
        self._spans: dict[InterviewId, list[tuple[Passage, Quotation]]] = {}
        for each in study.quotations():
            if each.passage and (passage := study.passage(each.passage)):
                self._own.setdefault(passage.id, []).append(each)
                if each.status is not QuotationStatus.SET_ASIDE:
                    self._spans.setdefault(passage.interview, []).append((passage, each))

    def of(self, passage: Passage) -> list[Quotation]:
        if own := self._own.get(passage.id):
            return own
        return [
            quotation
            for other, quotation in self._spans.get(passage.interview, ())
            if other.kind == passage.kind and other.start < passage.stop and passage.start < other.stop
        ]


def any_of_cells(study: Study, keys: Iterable[CellKey]) -> bool:
    """Tell whether anything is indexed or linked in any of these cells."""
    return next(_behind(study, keys), None) is not None


def _behind(study: Study, keys: Iterable[CellKey]) -> Iterator[tuple[CellKey, Passage]]:
    """Give the passages indexed or linked in each cell, cell by cell, in the order of the text."""
    wanted = list(dict.fromkeys(keys))
    topics = list(dict.fromkeys(topic for _, topic in wanted))
    cells = study.cells(list(dict.fromkeys(row for row, _ in wanted)), topics)
    indexed: dict[CellKey, list[Passage]] = {}
    for topic in topics:
        for passage in study.evidence_of(topic):
            indexed.setdefault((passage.interview, topic), []).append(passage)
    for key in wanted:
        known = {each.id: each for each in indexed.get(key, ())}
        for link in links(cells[key].summary) if key in cells else ():
            if "/" not in link and link not in known and (passage := study.passage(PassageId(link))):
                known[passage.id] = passage
        for passage in sorted(known.values(), key=lambda each: (each.start, each.stop)):
            yield key, passage


# --- In order ---------------------------------------------------------------------------------------------


def _entries(
    study: Study,
    quotations: Sequence[Quotation],
    by: Sequence[str],
    under: Mapping[QuotationId, Sequence[SubTopicId]] | None,
) -> list[_Entry]:
    """Put each quotation in all its places; within a heading they keep the order they came in."""
    ways = [_way(study, each, "area" in by[:n], under) for n, each in enumerate(by)]
    placed = [
        (tuple(group.place for group in groups), number, _Entry(groups, quotation))
        for number, quotation in enumerate(quotations)
        for groups in product(*(way(quotation) for way in ways))
    ]
    return [entry for _, _, entry in sorted(placed, key=lambda each: each[:2])]


_Way = Callable[[Quotation], Sequence[_Group]]


def _way(
    study: Study, by: str, after_area: bool, under: Mapping[QuotationId, Sequence[SubTopicId]] | None
) -> _Way:
    """Give what tells the headings of a quotation."""
    match by:
        case "subtopic" | "matrix":
            return _by_subtopic(study, by, under if under is not None else study.subtopics_of_quotations())
        case "area" | "interview" | "participant":
            return _by_case(study, by, after_area)
        case "status":
            order = list(QuotationStatus)
            return lambda each: [_Group(order.index(each.status), str(each.status))]
        case "tag":
            tags = {tag: _Group(n, tag) for n, tag in enumerate(study.tags())}
            last = [_Group(len(tags), _NOT_TAGGED)]
            return lambda each: [tags[tag] for tag in each.tags] or last
        case _:
            field = study.field(FieldId(by))
            if field is None:
                raise NotFound("grouping", by)
            return _by_field(study, field)


def _by_subtopic(study: Study, by: str, under: Mapping[QuotationId, Sequence[SubTopicId]]) -> _Way:
    matrices = {matrix.id: matrix for matrix in study.matrices()}
    groups = dict[SubTopicId, _Group]()
    for n, each in enumerate(study.subtopics()):
        matrix = matrices[each.matrix]
        titled = _Group(matrix.number, matrix.title)
        groups[each.id] = (
            titled if by == "matrix" else _Group(n, f"{matrix.number}.{each.number} {each.name}")
        )
    last = [_Group(len(groups) + len(matrices) + 1, _NOT_INDEXED)]
    return lambda each: list(dict.fromkeys(groups[topic] for topic in under.get(each.id, ()))) or last


def _by_case(study: Study, by: str, after_area: bool) -> _Way:
    areas = {area.id: _Group(n, area.name) for n, area in enumerate(study.areas())}
    rows = study.interviews()
    if by == "area":
        of = {row.id: [areas[row.area]] for row in rows}
        return lambda each: of[each.interview]
    titles = {row.id: row.name if after_area else f"{areas[row.area].title} · {row.name}" for row in rows}
    places = {row.id: n for n, row in enumerate(rows)}
    people = {each.id: each.name for each in study.participants()} if by == "participant" else {}

    def name(each: Quotation) -> list[_Group]:
        person = people.get(each.participant) if each.participant else None
        title = titles[each.interview]
        return [_Group(places[each.interview], f"{title} · {person}" if person else title)]

    return name


def _by_field(study: Study, field: Field) -> _Way:
    order = {value: n for n, value in enumerate((*field.values, NO_VALUE))}
    of = study.field_values(field.id)
    own = study.values() if field.kind is FieldKind.PARTICIPANT else {}

    def values(each: Quotation) -> list[_Group]:
        mine = own.get((AttributeId(field.id), each.participant)) if each.participant else None
        given = (mine,) if mine else of.get(each.interview, (NO_VALUE,))
        return [_Group(order.get(value, len(order)), f"{field.name}: {value}", value) for value in given]

    return values


# --- What is told of them ---------------------------------------------------------------------------------


class _Told:
    """Says of each quotation what the columns ask for."""

    def __init__(self, study: Study, quotations: Sequence[Quotation], columns: Sequence[Column]) -> None:
        self._study = study
        self._columns = [column for column in Column if column in columns]
        # In a document these are no part of the line of the source, which tells the time as well.
        self._apart = {Column.ATTRIBUTION, Column.NOTE}
        if Column.REFERENCE in columns:
            self._apart.add(Column.TIME)
        self._style, self._places = study.house_style, Places(study)
        self._attributions = study.attributions()
        checked = Column.VERIFIED in columns
        self._checks = study.verified_of(quotations) if checked else dict[QuotationId, Check]()
        self._semi = study.semi_verbatim() if checked else frozenset[QuotationId]()
        self._kinds = {row.id: row.kind for row in study.interviews()}

    def page(self, title: str, subtitle: str, heads: Sequence[str], entries: Sequence[_Entry]) -> Page:
        """Make a table: headings, words and columns side by side; what is not taken has one of its own."""
        taken, others = _parted(entries)
        grids = [self._grid("", heads, taken)] if taken else []
        grids += [self._grid(NOT_YET, heads, others, "passage")] if others else []
        return Page(title, subtitle, True, tuple(grids))

    def _grid(
        self, titled: str, heads: Sequence[str], entries: Sequence[_Entry], what: str = "quotation"
    ) -> Grid:
        rows = tuple(
            GridRow(
                str(number),
                tuple(said(words) for words in (*entry.values, self._words(entry.quotation, bare=True),
                                                *self._all(entry.quotation))),
            )
            for number, entry in enumerate(entries, 1)
        )  # fmt: skip
        named = (*heads, what, *map(str, self._columns))
        widths = [_GROUP] * len(heads) + [_WORDS] + [_WIDTHS.get(each, _OTHER) for each in self._columns]
        return Grid(titled, "no.", named, (Band("", rows),), widths=tuple(widths))

    def document(self, title: str, subtitle: str, entries: Sequence[_Entry]) -> Document:
        """Set each quotation off beneath its headings, and after them what is not taken yet."""
        taken, others = _parted(entries)
        blocks = [*self._blocks(taken)]
        if others:
            blocks += [Heading(1, (Piece(NOT_YET),)), *self._blocks(others, 1)]
        return Document(title, tuple(blocks), subtitle)

    def _blocks(self, entries: Sequence[_Entry], beneath: int = 0) -> Iterator[Block]:
        before: tuple[str, ...] = ()
        for entry in entries:
            same = _shared(before, entry.titles)
            for level, title in enumerate(entry.titles[same:], same + 1):
                yield Heading(beneath + level, (Piece(_capitalised(title)),))
            before = entry.titles
            yield from self._quote(entry.quotation)

    def _quote(self, quotation: Quotation) -> Iterator[Block]:
        beside = [each for each in self._columns if each not in self._apart]
        speech = self._is_speech(quotation)
        said_by = speech and Column.ATTRIBUTION in self._columns
        attribution = self._of(quotation, Column.ATTRIBUTION) if said_by else ""
        yield Quote(
            (Piece(self._words(quotation, bare=not speech)),),
            _ended(attribution),
            " · ".join(filter(None, (self._of(quotation, each) for each in beside))),
        )
        if Column.NOTE in self._columns and quotation.note:
            yield Paragraph((Piece(quotation.note),), "note")

    def _words(self, quotation: Quotation, *, bare: bool = False) -> str:
        words = shown(quotation.text, self._style)
        return words if bare else f"{self._style.opening}{words}{self._style.closing}"

    def _all(self, quotation: Quotation) -> list[str]:
        return [self._of(quotation, column) for column in self._columns]

    def _of(self, quotation: Quotation, column: Column) -> str:
        if column in (Column.REFERENCE, Column.TIME):
            return self._place(quotation, column)
        match column:
            case Column.ATTRIBUTION:
                known = self._attributions.get(quotation.id)
                return self._study.attribution_of(quotation) if known is None else known
            case Column.VERIFIED:
                return self._verified(quotation)
            case Column.STATUS:
                return str(quotation.status)
            case Column.TAGS:
                return "; ".join(quotation.tags)
            case Column.NOTE:
                return quotation.note

    def _place(self, quotation: Quotation, column: Column) -> str:
        passage = self._passage(quotation)
        if column is Column.REFERENCE:
            return full_reference(self._study, self._places, quotation.interview, passage)
        time = self._places.time(passage) if passage else None
        return "" if time is None else clock(time)

    def _is_speech(self, quotation: Quotation) -> bool:
        """Tell whether words are known to be said: a quotation's are, those of the notes only once taken."""
        if is_taken(quotation) or self._kinds.get(quotation.interview) != NOTES:
            return True
        passage = self._passage(quotation)
        return passage is not None and passage.kind == VERBATIM

    def _verified(self, quotation: Quotation) -> str:
        if not self._is_speech(quotation):
            return _OF_NOTES
        return told(self._checks[quotation.id].verdict, unheard=self._is_semi(quotation))

    def _passage(self, quotation: Quotation) -> Passage | None:
        return self._study.passage(quotation.passage) if quotation.passage else None

    def _is_semi(self, quotation: Quotation) -> bool:
        """Tell whether nobody compared it with the recording; of what is not taken, its passage tells."""
        if is_taken(quotation):
            return quotation.id in self._semi
        passage = self._passage(quotation)
        if passage and passage.kind == VERBATIM:
            return not passage.checked_by
        return self._kinds.get(quotation.interview) == NOTES


def _parted(entries: Sequence[_Entry]) -> tuple[list[_Entry], list[_Entry]]:
    """Part the quotations from the passages that nobody has taken."""
    taken = [entry for entry in entries if is_taken(entry.quotation)]
    return taken, [entry for entry in entries if not is_taken(entry.quotation)]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the headings that two quotations stand under together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (left, right) in pairs if left != right), min(len(one), len(other)))


def _ended(words: str) -> str:
    """End an attribution as a sentence: it stands on a line of its own."""
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def _capitalised(title: str) -> str:
    return title[:1].upper() + title[1:]
