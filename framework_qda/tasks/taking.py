"""Take quotations from wherever words are met: passages, stretches of an interview, words in a summary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from framework_qda.errors import Refused
from framework_qda.study import Study
from framework_qda.study.authoring import Quotation, QuotationId
from framework_qda.study.model import VERBATIM, CellKey, InterviewId, Passage, PassageId, PassageState
from framework_qda.text.counting import counted
from framework_qda.text.summary import Kind, by_kind, links, parse


class Wanted(NamedTuple):
    """What somebody points at to be quoted.

    `stretches` are characters of an interview's text; `words` are to be found in one, as they are written.
    What is from the interview of `cell` is indexed to its sub-topic as well. Where it is for the reader to
    say which of several passages is meant, `ask` is true.
    """

    passages: tuple[PassageId, ...] = ()
    stretches: tuple[tuple[InterviewId, int, int], ...] = ()
    words: tuple[tuple[InterviewId, str], ...] = ()
    cell: CellKey | None = None
    ask: bool = False


class Taken(NamedTuple):
    """What became of it: quotations that are new, those that were there, and what could not be quoted.

    `unsure` counts passages whose words are lost or in doubt, `missing` words that the interview does not
    have.
    """

    new: tuple[QuotationId, ...] = ()
    known: tuple[QuotationId, ...] = ()
    unsure: int = 0
    missing: int = 0


class _Found(NamedTuple):
    """A passage to quote; `text` has its words with edits marked, "" for the words as they are."""

    passage: PassageId
    text: str = ""


def take(study: Study, wanted: Wanted) -> Taken:
    """Quote what is wanted, as one action; what is quoted already stays as it is.

    Raises Refused where a stretch has no word in it.
    """
    from framework_qda.text.finding import find_written

    found = [_Found(each) for each in dict.fromkeys(wanted.passages)]
    sought = [
        (interview, find_written(words, study.transcript(interview).text, study.house_style))
        for interview, words in dict.fromkeys(wanted.words)
    ]
    count = len(found) + len(wanted.stretches) + len(sought)
    with study.action(_sentence(study, wanted, count)):
        found += [_Found(study.mark_passage(*stretch)) for stretch in dict.fromkeys(wanted.stretches)]
        for interview, written in sought:
            if written:
                passage = study.mark_passage(interview, written.start, written.stop)
                found.append(_Found(passage, written.markup))
        taken = _quote(study, found, wanted.cell)
    return taken._replace(missing=sum(1 for _, written in sought if written is None))


def _quote(study: Study, found: Iterable[_Found], cell: CellKey | None) -> Taken:
    new, known, unsure = list[QuotationId](), list[QuotationId](), 0
    there = {each.passage: each.id for each in reversed(study.quotations())}
    for each in found:
        if each.passage in there:
            known.append(there[each.passage])
        else:
            try:
                there[each.passage] = study.quote(each.passage, text=each.text)
            except Refused:
                unsure += 1
                continue
            new.append(there[each.passage])
        _index(study, each.passage, cell)
    return Taken(tuple(new), tuple(each for each in dict.fromkeys(known) if each not in new), unsure)


def _index(study: Study, passage: PassageId, cell: CellKey | None) -> None:
    """Index a passage to the sub-topic of the cell of its own interview."""
    found = study.passage(passage)
    if found is None or cell is None or found.interview != cell[0] or found.kind == VERBATIM:
        return
    if found.state is PassageState.SOUND and cell[1] not in study.indexed(found.interview).get(passage, ()):
        study.index(found.interview, found.start, found.stop, [cell[1]])


def _sentence(study: Study, wanted: Wanted, count: int) -> str:
    """Say in the history what is quoted: the interview where it is one thing, else how many."""
    if count != 1:
        return f"Quote {counted(count, 'a passage', '%d passages')}"
    passage = study.passage(wanted.passages[0]) if wanted.passages else None
    pointed = [row for row, *_ in (*wanted.stretches, *wanted.words)]
    interview = passage.interview if passage else next(iter(pointed), InterviewId(""))
    row = study.interview(interview)
    return f"Quote {row.name if row else 'a passage'}"


def of_cells(study: Study, keys: Iterable[CellKey]) -> Wanted:
    """Give what the summaries of cells have to quote: passages they link to, else speakers' own words."""
    keys = list(keys)
    passages, words = list[PassageId](), list[tuple[InterviewId, str]]()
    for interview, subtopic in keys:
        summary = study.cell(interview, subtopic).summary
        linked = [PassageId(each) for each in links(summary) if "/" not in each]
        passages += linked
        if not linked:
            words += [(interview, each) for each in own_words(summary)]
    several = len(keys) == 1 and len(passages) + len(words) > 1
    cell = keys[0] if len(keys) == 1 else None
    return Wanted(tuple(dict.fromkeys(passages)), (), tuple(dict.fromkeys(words)), cell, ask=several)


def own_words(markup: str) -> list[str]:
    """List what a summary has of the speaker's own words, each stretch by itself."""
    return [
        "".join(run.text for run in runs)
        for line in parse(markup)
        for kind, runs in by_kind(line)
        if kind is Kind.OWN_WORDS
    ]


def as_quotations(study: Study, wanted: Wanted) -> list[Quotation]:
    """Give what is wanted as quotations, without taking any: those there are, else the words as they are."""
    found = list[Quotation]()
    for each in wanted.passages:
        passage = study.passage(each)
        found += study.quotations_of(each) or ([not_taken(passage)] if passage else [])
    for interview, start, stop in wanted.stretches:
        found.append(_unkept(interview, study.transcript(interview).text[start:stop].strip()))
    found += [_unkept(interview, words) for interview, words in wanted.words]
    return found


def not_taken(passage: Passage) -> Quotation:
    """Give a passage as a quotation that nobody has taken or edited yet; it has the id of the passage."""
    return _unkept(passage.interview, passage.words)._replace(id=QuotationId(passage.id), passage=passage.id)


def is_taken(quotation: Quotation) -> bool:
    """Tell a quotation that somebody took from a passage that only stands for itself."""
    return quotation.id != quotation.passage


def _unkept(interview: InterviewId, words: str) -> Quotation:
    from framework_qda.text.quoting import plain

    return Quotation(QuotationId(""), interview, None, None, words, plain(words))
