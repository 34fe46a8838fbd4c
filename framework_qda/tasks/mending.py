"""Put other words in the place of those that could tell who somebody is, where they were found."""

from __future__ import annotations

import re
from typing import Any

from framework_qda.errors import Refused
from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, DraftId, ExposedIn, QuotationId
from framework_qda.study.markups import settings_rewritten, words_in
from framework_qda.study.model import About, InterviewId, SubTopicId
from framework_qda.tasks.checking import Finding, draft_of
from framework_qda.text import drafting, summary
from framework_qda.text.quoting import EditKind, Piece, parse, placed, replace, shown, write

_Reading = tuple[str, str, str]


def mend(study: Study, finding: Finding, instead: str) -> int:
    """Replace the words of a finding where it was found, as one action; tells how often they stood there.

    In a quotation what a speaker said is shown as a role in its place. Raises Refused where there is nothing
    to put in, and where the words are not written there: they come from elsewhere, or cross an edit.
    """
    instead, pattern = " ".join(instead.split()), _whole(finding.words)
    if not instead:
        raise Refused("Type what is to stand in the place of these words.")
    with study.action("Replace words that could tell who somebody is"):
        count = _mended(study, finding, pattern, instead)
    if not count:
        raise Refused(
            "These words are not written there by themselves; go there, and mend it where they are."
        )
    return count


def _whole(words: str) -> re.Pattern[str]:
    """Find words whole, however the spaces between them are."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)")


def _mended(study: Study, finding: Finding, pattern: re.Pattern[str], instead: str) -> int:
    subject = finding.subject
    match finding.about:
        case ExposedIn.QUOTATION:
            return _in_quotation(study, QuotationId(subject), pattern, instead)
        case ExposedIn.CELL:
            row, _, column = subject.partition("/")
            key = InterviewId(row), SubTopicId(column)
            written, count = summary.replaced(study.cell(*key).summary, pattern, instead)
            if count:
                study.chart(*key, written)
            return count
        case ExposedIn.OVERVIEW:
            about, _, of = subject.partition("/")
            written, count = summary.replaced(study.overview(About(about), of).text, pattern, instead)
            study.write_overview(About(about), of, written)
            return count
        case ExposedIn.BLOCK:
            return _in_block(study, BlockId(subject), pattern, instead)
        case ExposedIn.DRAFT:
            return _in_draft(study, DraftId(subject), pattern, instead)
        case ExposedIn.STUDY:
            title, count = pattern.subn(lambda _: instead, study.title)
            if count:
                study.set_title(title)
            return count
        case ExposedIn.ATTRIBUTION:
            raise Refused("An attribution is made of attributes; change its template, or choose another.")


def _in_quotation(study: Study, quotation: QuotationId, pattern: re.Pattern[str], instead: str) -> int:
    """Replace what the speaker said by a role, and what the author put in by other words."""
    found = study.quotation(quotation)
    if found is None:
        return 0
    markup, count = found.text, 0
    stretches = [
        (each.start + match.start(), each.start + match.end())
        for each in placed(markup)
        if each.piece.kind is EditKind.SPOKEN
        for match in pattern.finditer(each.piece.words)
    ]
    for start, stop in reversed(stretches):
        markup = replace(markup, start, stop, instead)
    pieces = list[Piece]()
    for piece in parse(markup):
        put, times = piece.instead, 0
        if put and put != instead:
            put, times = pattern.subn(lambda _: instead, put)
        pieces.append(piece._replace(instead=put))
        count += times
    if count or stretches:
        study.edit_quotation(quotation, write(pieces))
    return count + len(stretches)


def _in_block(study: Study, block: BlockId, pattern: re.Pattern[str], instead: str) -> int:
    draft = draft_of(study, block)
    found = next((each for each in study.blocks(draft) if each.id == block), None) if draft else None
    if found is None:
        return 0
    text, count = _outside_quotations(found.text, pattern, instead)
    settings, times = _in_settings(found.settings, pattern, instead)
    if count + times:
        study.change_block(Block(found.id, found.kind, text, found.level, settings))
    return count + times


def _outside_quotations(markup: str, pattern: re.Pattern[str], instead: str) -> tuple[str, int]:
    """Replace what the author wrote; a quotation in the sentence is mended where it is kept."""
    kept = [each.agreed for each in drafting.parse(markup) if isinstance(each, drafting.Quoted)]
    written, count = drafting.replaced(markup, pattern, instead)
    if not kept:
        return written, count
    agreed = iter(kept)
    inlines = [
        each._replace(agreed=next(agreed)) if isinstance(each, drafting.Quoted) else each
        for each in drafting.parse(written)
    ]
    return drafting.write(inlines), count - sum(len(pattern.findall(each)) for each in kept)


def _in_draft(study: Study, draft: DraftId, pattern: re.Pattern[str], instead: str) -> int:
    found = study.draft(draft)
    if found is None:
        return 0
    name, count = pattern.subn(lambda _: instead, found.name)
    settings, times = _in_settings(found.settings, pattern, instead)
    if count:
        study.rename_draft(draft, name)
    if times:
        study.change_draft(draft, settings)
    return count + times


def _in_settings(settings: Any, pattern: re.Pattern[str], instead: str) -> tuple[Any, int]:
    """Replace words in every text of settings that somebody reads."""
    count = 0

    def write(markup: str) -> str:
        nonlocal count
        written, times = _outside_quotations(markup, pattern, instead)
        count += times
        return written if times else markup

    def tell(words: str) -> str:
        nonlocal count
        told, times = pattern.subn(lambda _: instead, words)
        count += times
        return told

    return settings_rewritten(settings, write, tell), count


# --- In context ------------------------------------------------------------------------------------------


def context(study: Study, finding: Finding, letters: int = 160) -> _Reading:
    """Give the words about those of a finding: before, the words, after."""
    for text in _texts(study, finding):
        evened = " ".join(text.split())
        if match := _whole(finding.words).search(evened):
            before, after = evened[: match.start()], evened[match.end() :]
            return _last(before, letters), match.group(), _first(after, letters)
    return "", finding.words, ""


def _texts(study: Study, finding: Finding) -> list[str]:
    subject = finding.subject
    match finding.about:
        case ExposedIn.QUOTATION:
            found = study.quotation(QuotationId(subject))
            return [shown(found.text, study.house_style)] if found else []
        case ExposedIn.CELL:
            row, _, column = subject.partition("/")
            return [summary.plain(study.cell(InterviewId(row), SubTopicId(column)).summary)]
        case ExposedIn.OVERVIEW:
            about, _, of = subject.partition("/")
            return [summary.plain(study.overview(About(about), of).text)]
        case ExposedIn.BLOCK:
            draft = draft_of(study, BlockId(subject))
            blocks = (each for each in study.blocks(draft) if each.id == subject) if draft else ()
            return [drafting.plain(text) for each in blocks for text in (each.text, *words_in(each.settings))]
        case ExposedIn.DRAFT:
            draft = study.draft(DraftId(subject))
            return [draft.name, *words_in(draft.settings)] if draft else []
        case _:
            return []


def _last(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"… {text[-letters:].partition(' ')[2]}"


def _first(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[:letters].rpartition(' ')[0]} …"
