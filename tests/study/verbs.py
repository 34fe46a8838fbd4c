"""Every verb that makes an action, each called with rows picked by chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import TypeVar

from framework_qda import Study
from framework_qda.errors import UnusableRecording
from framework_qda.study.authoring import (
    Block,
    BlockId,
    BlockKind,
    DraftId,
    ExposedIn,
    QuotationId,
    QuotationStatus,
    Use,
)
from framework_qda.study.model import (
    VERBATIM,
    About,
    AttributeType,
    BlankReason,
    Cell,
    FindingKind,
    InterviewId,
    PassageId,
    PassageState,
    Recording,
    RecordingId,
    Subject,
    SubTopicId,
    ViewKind,
)
from framework_qda.text.quoting import cut, insert
from tests.study.making import FRAMEWORK, case, words

Verb = Callable[[Study, Random], object]
T = TypeVar("T")

_SUMMARIES = (
    "They met at the **harbour**",
    "«A meadow», [[says who?]]",
    "- lanterns\n- a slow train",
    "Café noir",
    "",
)


def _one(rows: Sequence[T], chance: Random) -> T | None:
    return chance.choice(rows) if rows else None


def _matrix(study: Study, chance: Random):
    return getattr(_one(study.matrices(), chance), "id", None)


def _subtopic(study: Study, chance: Random):
    return getattr(_one(study.subtopics(), chance), "id", None)


def _area(study: Study, chance: Random):
    return getattr(_one(study.areas(), chance), "id", None)


def _interview(study: Study, chance: Random):
    return getattr(_one(study.interviews(), chance), "id", None)


def _participant(study: Study, chance: Random):
    return getattr(_one(study.participants(), chance), "id", None)


def _attribute(study: Study, chance: Random):
    return getattr(_one(study.attributes(), chance), "id", None)


def _passage(study: Study, chance: Random):
    return getattr(
        _one([each for row in study.interviews() for each in study.passages(row.id)], chance), "id", None
    )


def _extract(study: Study, chance: Random):
    return getattr(
        _one([each for row in study.interviews() for each in study.extracts(row.id)], chance), "id", None
    )


def _spoken(study: Study, chance: Random):
    """Pick an interview that has words."""
    return _one([*study.transcript_words()], chance)


def _comment(study: Study, chance: Random):
    places = [(row.id, column.id) for row in study.interviews() for column in study.subtopics()]
    return getattr(_one([each for place in places for each in study.comments(*place)], chance), "id", None)


def _memo(study: Study, chance: Random):
    return getattr(_one(study.memos(), chance), "id", None)


def _recording(study: Study, chance: Random):
    rows = [each for row in study.interviews() for each in study.recordings(row.id)]
    return getattr(_one(rows, chance), "id", None)


def _finding(study: Study, chance: Random):
    return getattr(_one(study.findings(), chance), "id", None)


def _typology(study: Study, chance: Random):
    return getattr(_one(study.typologies(), chance), "id", None)


def _type(study: Study, chance: Random):
    return getattr(
        _one([each for typology in study.typologies() for each in study.types(typology.id)], chance),
        "id",
        None,
    )


def _view(study: Study, chance: Random):
    return getattr(_one(study.views(), chance), "id", None)


def _add_finding(study: Study, chance: Random, subtopic: SubTopicId) -> object:
    rows = [row.id for row in study.interviews()]
    return study.add_finding(
        subtopic,
        chance.choice(list(FindingKind)),
        _name(chance),
        interviews=chance.sample(rows, len(rows) // 2),
    )


def _move_finding(study: Study, chance: Random, finding: str) -> object:
    """Gather a finding under one that may have it, or under none."""
    found = {each.id: each for each in study.findings()}
    it = found[finding]  # type: ignore[index]
    ranks = list(FindingKind)
    above = [
        each.id
        for each in found.values()
        if each.subtopic == it.subtopic and ranks.index(each.kind) > ranks.index(it.kind)
    ]
    return study.move_finding(it.id, chance.choice([*above, None]), chance.choice([*found, None]))


def _merge_findings(study: Study, _chance: Random, finding: str) -> object:
    it = study.finding(finding)  # type: ignore[arg-type]
    assert it
    alike = [
        each.id
        for each in study.findings(it.subtopic)
        if each.kind is it.kind and each.id not in (it.id, it.parent)
    ]
    return study.merge_findings(it.id, alike[0]) if alike else None


def _overview(study: Study, chance: Random) -> object:
    about = chance.choice([About.AREA, About.INTERVIEW, About.MATRIX, About.SUBTOPIC])
    pickers = {
        About.AREA: _area,
        About.INTERVIEW: _interview,
        About.MATRIX: _matrix,
        About.SUBTOPIC: _subtopic,
    }
    subject = pickers[about](study, chance)
    text = chance.choice([_name(chance), ""])
    return study.write_overview(about, subject, text, continues=chance.choice(["", "x"])) if subject else None


def _decide(study: Study, chance: Random, typology: str, area: str) -> object:
    types = [each.id for each in study.types(typology)]  # type: ignore[arg-type]
    return study.decide_type(typology, area, chance.choice([*types, None]), _name(chance))  # type: ignore[arg-type]


def _with(*pickers: Callable[[Study, Random], object]) -> Callable[[Callable[..., object]], Verb]:
    """Call a verb with what the pickers find, and not at all where there is nothing to pick."""

    def wrap(verb: Callable[..., object]) -> Verb:
        def call(study: Study, chance: Random) -> object:
            picked = [picker(study, chance) for picker in pickers]
            return None if None in picked else verb(study, chance, *picked)

        return call

    return wrap


def _new_name(study: Study, chance: Random) -> str:
    """Name an attribute as no other is: a twin is refused."""
    taken = {attribute.name.casefold() for attribute in study.attributes()}
    name = _name(chance)
    return name if name.casefold() not in taken else f"{name} {len(taken)} {chance.random()}"


def _set_value(study: Study, chance: Random, attribute: str) -> object:
    about = next(each for each in study.attributes() if each.id == attribute)
    rows = {
        Subject.AREA: study.areas,
        Subject.INTERVIEW: study.interviews,
        Subject.PARTICIPANT: study.participants,
    }[about.subject]()
    values = {
        AttributeType.TEXT: ("acute", "community", ""),
        AttributeType.NUMBER: ("62", "0.5", ""),
        AttributeType.DATE: ("2012-02-28", ""),
        AttributeType.ORDERED: ("low", "high", ""),
    }[about.type]
    return study.set_value(about.id, chance.choice(rows).id, chance.choice(values)) if rows else None


def _set_type(study: Study, chance: Random, attribute: str) -> object:
    # Any value is a text, so this is never refused.
    choices = chance.choice([(), ("low", "high")])
    return study.set_attribute_type(attribute, AttributeType.TEXT, choices)  # type: ignore[arg-type]


def _merge_subtopics(study: Study, _chance: Random, source: str, target: str) -> object:
    return study.merge_subtopics(source, target) if source != target else None  # type: ignore[arg-type]


def _merge_areas(study: Study, _chance: Random, source: str, target: str) -> object:
    return study.merge_areas(source, target) if source != target else None  # type: ignore[arg-type]


def _reason(chance: Random) -> BlankReason:
    return chance.choice(list(BlankReason))


def _name(chance: Random) -> str:
    return f"{chance.choice(['harbour', 'Wiese', 'Δέλτα'])} {chance.randrange(4)}"


def _import(study: Study, chance: Random) -> object:
    numbers = chance.sample(range(1, 9), chance.randrange(1, 4))
    return study.import_interviews([(case(number), words(number)) for number in numbers])


def _chart_many(study: Study, chance: Random) -> object:
    return study.chart_many(
        {
            (interview.id, subtopic.id): Cell(chance.choice(_SUMMARIES), _reason(chance))
            for interview in study.interviews()[:2]
            for subtopic in study.subtopics()[:2]
        }
    )


def _span(study: Study, chance: Random, interview: InterviewId) -> tuple[int, int]:
    """Pick whole words of an interview."""
    text = study.transcript(interview).text
    starts = [0, *(place + 1 for place, sign in enumerate(text) if sign.isspace())]
    first, last = sorted(chance.choices(starts, k=2))
    return first, last + len(text[last:].split(maxsplit=1)[0])


def _index(study: Study, chance: Random, interview: InterviewId) -> object:
    columns = [subtopic.id for subtopic in study.subtopics()]
    chosen = chance.sample(columns, min(len(columns), chance.randrange(1, 3)))
    return study.index(interview, *_span(study, chance, interview), chosen) if chosen else None


def _index_many(study: Study, chance: Random, subtopic: SubTopicId) -> object:
    rows = [*study.transcript_words()][:3]
    return study.index_many([(row, *_span(study, chance, row)) for row in rows], [subtopic])


def _unindex(study: Study, chance: Random) -> object:
    rows = [study.indexed(interview.id) for interview in study.interviews()]
    pairs = [(passage, column) for row in rows for passage, columns in row.items() for column in columns]
    return study.unindex(*chance.choice(pairs)) if pairs else None


def _stretch(study: Study, chance: Random, passage: PassageId) -> object:
    found = study.passage(passage)
    assert found
    if found.kind == VERBATIM:
        return None
    return study.stretch_passage(passage, *_span(study, chance, found.interview))


def _correct(study: Study, chance: Random, interview: InterviewId) -> object:
    paragraph = chance.choice(study.transcript(interview).paragraphs)
    text = chance.choice(
        [
            paragraph.text.replace(" ", " slow ", 1),
            paragraph.text.partition(" ")[2] or "meadow",
            paragraph.text.upper(),
            f"Café. {paragraph.text}",
            "Harbour",
        ]
    )
    return study.correct_paragraph(
        interview, paragraph._replace(text=text, speaker=chance.choice([paragraph.speaker, "P"]))
    )


def _replace(study: Study, chance: Random, interview: InterviewId) -> object:
    words, instead = chance.choice(["the", "o", "Café"]), chance.choice(["quay", "lantern"])
    return study.replace_words(
        interview, words, instead, whole=chance.choice([True, False]), anonymous=chance.choice([True, False])
    )


def _replace_mentions(study: Study, chance: Random) -> object:
    words = chance.choice(["at", "café", "was", "harbour", "met"])
    found = study.mentions(words)
    chosen = chance.sample(found, chance.randrange(len(found) + 1))
    return study.replace_mentions(words, _name(chance), chosen)


def _write_memo(study: Study, chance: Random) -> object:
    about, subject = _subject(study, chance)
    return study.write_memo(about, _name(chance), subject)


def _subject(study: Study, chance: Random) -> tuple[About, str]:
    """Pick what to write a memo about."""
    about = chance.choice(list(About))
    pickers = {
        About.AREA: _area,
        About.INTERVIEW: _interview,
        About.MATRIX: _matrix,
        About.SUBTOPIC: _subtopic,
        About.PASSAGE: _passage,
    }
    if about is About.CELL:
        return about, f"{_interview(study, chance)}/{_subtopic(study, chance)}"
    return about, (about in pickers and pickers[about](study, chance)) or ""


def _sound(study: Study, chance: Random, name: str = "") -> Path:
    """Give a file for a recording beside the study: one of three sounds."""
    path = study.path.with_name(name or f"sound {chance.randrange(3)}.wav")
    path.write_bytes(f"RIFF {path.name}".encode())
    return path


def _embed(study: Study, _chance: Random, recording: RecordingId) -> object:
    found = study.recording(recording)
    assert found
    if not found.embedded:
        study.path.with_name(found.name).write_bytes(_content(found))
    return study.embed_recording(recording)


def _content(found: Recording) -> bytes:
    return b"RIFF of no sound" if found.name == "sound.wav" else f"RIFF {found.name}".encode()


def _unembed(study: Study, _chance: Random, recording: RecordingId) -> object:
    found = study.recording(recording)
    assert found
    path = study.path.with_name(found.name)
    path.unlink(missing_ok=True)
    return study.unembed_recording(recording, path) if _held(study, found) else None


def _held(study: Study, found: Recording) -> bool:
    """Tell whether the study holds the sound; undo does not bring back what was erased."""
    try:
        return found.embedded and bool(study.recording_data(found))
    except UnusableRecording:
        return False


def _erase(study: Study, _chance: Random, recording: RecordingId) -> object:
    found = study.recording(recording)
    assert found
    same = [each for row in study.interviews() for each in study.recordings(row.id)]
    shared = sum(each.embedded and each.checksum == found.checksum for each in same) > 1
    return None if shared or not found.embedded else study.erase_recording(recording)


def _quotation(study: Study, chance: Random):
    return getattr(_one(study.quotations(), chance), "id", None)


def _template(study: Study, chance: Random):
    return getattr(_one(study.attribution_templates(), chance), "id", None)


def _draft(study: Study, chance: Random):
    return getattr(_one(study.drafts(), chance), "id", None)


def _some_quotations(study: Study, chance: Random) -> list[QuotationId]:
    rows = [each.id for each in study.quotations()]
    return chance.sample(rows, chance.randrange(len(rows) + 1))


def _sound_passage(study: Study, chance: Random):
    rows = [each for row in study.interviews() for each in study.passages(row.id)]
    return getattr(_one([each for each in rows if each.state is PassageState.SOUND], chance), "id", None)


def _edit_quotation(study: Study, chance: Random, quotation: QuotationId) -> object:
    found = study.quotation(quotation)
    assert found
    text = chance.choice([insert(found.text, 0, "then"), cut(found.text, 0, 3), f"{found.text} and so on"])
    return study.edit_quotation(quotation, text, continues=chance.choice(["", "x"]))


def _find_again(study: Study, chance: Random, quotation: QuotationId) -> object:
    found = study.quotation(quotation)
    length = len(study.transcript(found.interview).text) if found else 0
    if found is None or length < 2:
        return None
    start = chance.randrange(length - 1)
    return study.find_again(quotation, start, chance.randrange(start + 1, length))


def _accept_source(study: Study, _chance: Random, quotation: QuotationId) -> object:
    found = study.quotation(quotation)
    passage = study.passage(found.passage) if found and found.passage else None
    sound = passage and passage.state is PassageState.SOUND
    return study.accept_source(quotation) if sound else None


def _put_blocks(study: Study, chance: Random, draft: DraftId) -> object:
    """Move, drop, change and add blocks."""
    blocks = study.blocks(draft)
    kept = [each for each in blocks if chance.random() < 0.8]
    chance.shuffle(kept)
    changed = [each._replace(text=_name(chance)) if chance.random() < 0.3 else each for each in kept]
    quoted = [f'It was {{{{"{each}|agreed}}}}.' for each in _some_quotations(study, chance)]
    new = [Block(BlockId(""), BlockKind.PARAGRAPH, text) for text in quoted]
    return study.put_blocks(draft, [*new, *changed], continues=chance.choice(["", "x"]))


def _use(study: Study, chance: Random) -> tuple[QuotationId, Use] | None:
    return _one([(quotation, use) for quotation, uses in study.uses().items() for use in uses], chance)


def _agree(study: Study, _chance: Random, used: tuple[QuotationId, Use]) -> object:
    quotation, use = used
    return study.agree(use.draft, use.block, quotation)


VERBS: dict[str, Verb] = {
    "quote": _with(_sound_passage)(lambda s, _, p: s.quote(p)),
    "quote_many": lambda s, r: s.quote_many([p for p in [_sound_passage(s, r)] if p]),
    "quote_stretch": _with(_spoken, _subtopic)(
        lambda s, r, i, c: s.quote_stretch(i, *_span(s, r, i), r.choice([[], [c]]))
    ),
    "delete_quotations": lambda s, r: s.delete_quotations(_some_quotations(s, r)),
    "edit_quotation": _with(_quotation)(_edit_quotation),
    "set_status": lambda s, r: s.set_status(_some_quotations(s, r), r.choice(list(QuotationStatus))),
    "set_strongest": lambda s, r: s.set_strongest(_some_quotations(s, r), r.choice([True, False])),
    "note_quotation": _with(_quotation)(lambda s, r, q: s.note_quotation(q, _name(r))),
    "tag_quotations": lambda s, r: s.tag_quotations(_some_quotations(s, r), "lantern", r.random() < 0.7),
    "say_who_spoke": _with(_quotation, _participant)(
        lambda s, r, q, p: s.say_who_spoke(q, r.choice([p, None]))
    ),
    "set_template": _with(_template)(
        lambda s, r, t: s.set_template(_some_quotations(s, r), r.choice([t, None]))
    ),
    "check_quotation_by_ear": _with(_quotation)(
        lambda s, r, q: s.check_quotation_by_ear(q, r.choice([True, False]))
    ),
    "accept_source": _with(_quotation)(_accept_source),
    "find_again": _with(_quotation)(_find_again),
    "set_cut_mark": lambda s, r: s.set_cut_mark(r.choice(["....", "[…]"])),
    "add_attribution": lambda s, r: s.add_attribution(_name(r), "{role}, {service}", {"role": {"a": "b"}}),
    "change_attribution": _with(_template)(lambda s, r, t: s.change_attribution(t, _name(r), {})),
    "rename_attribution": _with(_template)(lambda s, r, t: s.rename_attribution(t, _name(r))),
    "move_attribution": _with(_template, _template)(
        lambda s, r, t, other: s.move_attribution(t, r.choice([other, None]))
    ),
    "delete_attribution": _with(_template)(lambda s, _, t: s.delete_attribution(t)),
    "list_identifying": lambda s, r: s.list_identifying([_name(r)], "a place"),
    "unlist_identifying": lambda s, _: s.unlist_identifying([each.words for each in s.identifying()[:1]]),
    "set_fewest": lambda s, r: s.set_fewest(r.randrange(1, 5)),
    "accept_disclosure": lambda s, r: s.accept_disclosure(
        r.choice(list(ExposedIn)), _name(r), "harbour", "by consent"
    ),
    "withdraw_acceptance": lambda s, _: [s.withdraw_acceptance(*key) for key in [*s.acceptances()][:1]],
    "add_draft": lambda s, r: s.add_draft(_name(r), [Block(BlockId(""), BlockKind.HEADING, "One", 1)]),
    "rename_draft": _with(_draft)(lambda s, r, d: s.rename_draft(d, _name(r))),
    "move_draft": _with(_draft, _draft)(lambda s, r, d, other: s.move_draft(d, r.choice([other, None]))),
    "delete_draft": _with(_draft)(lambda s, _, d: s.delete_draft(d)),
    "change_draft": _with(_draft)(lambda s, r, d: s.change_draft(d, {"subtitle": _name(r)})),
    "put_blocks": _with(_draft)(_put_blocks),
    "change_block": _with(_draft)(
        lambda s, r, d: [s.change_block(each._replace(text=_name(r))) for each in s.blocks(d)[:1]]
    ),
    "agree": _with(_use)(_agree),
    "replace_quotation": _with(_use, _quotation)(
        lambda s, _, used, other: s.replace_quotation(used[1], used[0], other)
    ),
    "answer": lambda s, r: s.answer("COREQ", str(r.randrange(3)), r.choice([_name(r), ""])),
    "set_title": lambda s, r: s.set_title(_name(r)),
    "add_framework": lambda s, _: s.add_framework(FRAMEWORK[:1]),
    "add_matrix": lambda s, r: s.add_matrix(_name(r), "About"),
    "rename_matrix": _with(_matrix)(lambda s, r, m: s.rename_matrix(m, _name(r))),
    "describe_matrix": _with(_matrix)(lambda s, r, m: s.describe_matrix(m, _name(r))),
    "move_matrix": _with(_matrix, _matrix)(lambda s, r, m, other: s.move_matrix(m, r.choice([other, None]))),
    "delete_matrix": _with(_matrix)(lambda s, _, m: s.delete_matrix(m)),
    "add_subtopic": _with(_matrix)(lambda s, r, m: s.add_subtopic(m, _name(r), "What belongs")),
    "rename_subtopic": _with(_subtopic)(lambda s, r, c: s.rename_subtopic(c, _name(r))),
    "define_subtopic": _with(_subtopic)(lambda s, r, c: s.define_subtopic(c, _name(r))),
    "move_subtopic": _with(_subtopic, _matrix, _subtopic)(
        lambda s, r, c, m, other: s.move_subtopic(c, m, r.choice([other, None]))
    ),
    "delete_subtopic": _with(_subtopic)(lambda s, _, c: s.delete_subtopic(c)),
    "merge_subtopics": _with(_subtopic, _subtopic)(_merge_subtopics),
    "add_area": lambda s, r: s.add_area(_name(r)),
    "rename_area": _with(_area)(lambda s, r, a: s.rename_area(a, _name(r))),
    "move_area": _with(_area, _area)(lambda s, r, a, other: s.move_area(a, r.choice([other, None]))),
    "delete_area": _with(_area)(lambda s, _, a: s.delete_area(a)),
    "merge_areas": _with(_area, _area)(_merge_areas),
    "add_interview": _with(_area)(lambda s, r, a: s.add_interview(a, _name(r), kind="transcript")),
    "rename_interview": _with(_interview)(lambda s, r, i: s.rename_interview(i, _name(r))),
    "date_interview": _with(_interview)(lambda s, r, i: s.date_interview(i, f"2012-03-0{r.randrange(1, 9)}")),
    "set_interview_kind": _with(_interview)(
        lambda s, r, i: s.set_interview_kind(i, r.choice(["notes", "transcript"]))
    ),
    "move_interview": _with(_interview, _area, _interview)(
        lambda s, r, i, a, other: s.move_interview(i, a, r.choice([other, None]))
    ),
    "delete_interview": _with(_interview)(lambda s, _, i: s.delete_interview(i)),
    "add_participant": _with(_interview)(lambda s, r, i: s.add_participant(i, _name(r))),
    "set_participants": _with(_interview)(
        lambda s, r, i: s.set_participants(i, [_name(r) for _ in range(r.randrange(4))])
    ),
    "rename_participant": _with(_participant)(lambda s, r, p: s.rename_participant(p, _name(r))),
    "move_participant": _with(_participant, _participant)(
        lambda s, r, p, other: s.move_participant(p, r.choice([other, None]))
    ),
    "delete_participant": _with(_participant)(lambda s, _, p: s.delete_participant(p)),
    "import_interviews": _import,
    "add_attribute": lambda s, r: s.add_attribute(
        r.choice(list(Subject)), _new_name(s, r), r.choice(list(AttributeType)), ("low", "high")
    ),
    "rename_attribute": _with(_attribute)(lambda s, r, a: s.rename_attribute(a, _new_name(s, r))),
    "set_attribute_type": _with(_attribute)(_set_type),
    "move_attribute": _with(_attribute, _attribute)(
        lambda s, r, a, other: s.move_attribute(a, r.choice([other, None]))
    ),
    "delete_attribute": _with(_attribute)(lambda s, _, a: s.delete_attribute(a)),
    "set_value": _with(_attribute)(_set_value),
    "chart": _with(_interview, _subtopic)(
        lambda s, r, i, c: s.chart(i, c, r.choice(_SUMMARIES), _reason(r), continues=r.choice(["", i + c]))
    ),
    "chart_many": _chart_many,
    "set_done": _with(_interview, _subtopic)(lambda s, r, i, c: s.set_done(i, c, r.choice([True, False]))),
    "index": _with(_spoken)(_index),
    "index_many": _with(_subtopic)(_index_many),
    "mark_passage": _with(_spoken)(lambda s, r, i: s.mark_passage(i, *_span(s, r, i))),
    "unindex": _unindex,
    "stretch_passage": _with(_passage)(_stretch),
    "annotate_passage": _with(_passage)(lambda s, r, p: s.annotate_passage(p, _name(r))),
    "delete_passage": _with(_passage)(lambda s, _, p: s.delete_passage(p)),
    "confirm_passage": _with(_passage)(lambda s, _, p: s.confirm_passage(p)),
    "leave_as_lost": _with(_passage)(lambda s, _, p: s.leave_as_lost(p)),
    "correct_paragraph": _with(_spoken)(_correct),
    "replace_words": _with(_spoken)(_replace),
    "replace_mentions": _replace_mentions,
    "stamp_paragraph": _with(_spoken)(
        lambda s, r, i: s.stamp_paragraph(i, r.randrange(1, 3), r.choice([None, 61_000]))
    ),
    "add_comment": _with(_interview, _subtopic)(lambda s, r, i, c: s.add_comment(i, c, _name(r))),
    "resolve_comment": _with(_comment)(lambda s, r, c: s.resolve_comment(c, r.choice([True, False]))),
    "delete_comment": _with(_comment)(lambda s, _, c: s.delete_comment(c)),
    "write_memo": _write_memo,
    "edit_memo": _with(_memo)(lambda s, r, m: s.edit_memo(m, _name(r), continues=r.choice(["", m]))),
    "delete_memo": _with(_memo)(lambda s, _, m: s.delete_memo(m)),
    "attach_recording": _with(_interview)(lambda s, r, i: s.attach_recording(i, _sound(s, r))),
    "attach_embedded": _with(_interview)(lambda s, r, i: s.attach_embedded(i, _sound(s, r))),
    "detach_recording": _with(_recording)(lambda s, _, a: s.detach_recording(a)),
    "relocate_recording": _with(_recording)(
        lambda s, r, a: s.relocate_recording(a, _sound(s, r), changed=True)
    ),
    "embed_recording": _with(_recording)(_embed),
    "unembed_recording": _with(_recording)(_unembed),
    "erase_recording": _with(_recording)(_erase),
    "transcribe": _with(_spoken)(
        lambda s, r, i: s.transcribe(i, r.randrange(100_000), 100_000 + r.randrange(9), _name(r))
    ),
    "edit_extract": _with(_extract)(lambda s, r, p: s.edit_extract(p, _name(r))),
    "add_finding": _with(_subtopic)(_add_finding),
    "rename_finding": _with(_finding)(lambda s, r, f: s.rename_finding(f, _name(r))),
    "define_finding": _with(_finding)(lambda s, r, f: s.define_finding(f, _name(r))),
    "move_finding": _with(_finding)(_move_finding),
    "change_kind": _with(_finding)(lambda s, r, f: s.change_kind(f, r.choice(list(FindingKind)))),
    "delete_finding": _with(_finding)(lambda s, _, f: s.delete_finding(f)),
    "merge_findings": _with(_finding)(_merge_findings),
    "tick": _with(_finding, _interview)(lambda s, r, f, i: s.tick(f, [i], r.choice([True, False]))),
    "write_overview": _overview,
    "add_typology": lambda s, r: s.add_typology(_name(r), r.choice([Subject.AREA, Subject.INTERVIEW])),
    "rename_typology": _with(_typology)(lambda s, r, t: s.rename_typology(t, _name(r))),
    "describe_typology": _with(_typology)(lambda s, r, t: s.describe_typology(t, _name(r))),
    "delete_typology": _with(_typology)(lambda s, _, t: s.delete_typology(t)),
    "add_type": _with(_typology)(lambda s, r, t: s.add_type(t, _name(r))),
    "rename_type": _with(_type)(lambda s, r, t: s.rename_type(t, _name(r))),
    "describe_type": _with(_type)(lambda s, r, t: s.describe_type(t, _name(r))),
    "move_type": _with(_type, _type)(lambda s, r, t, other: s.move_type(t, r.choice([other, None]))),
    "delete_type": _with(_type)(lambda s, _, t: s.delete_type(t)),
    "build_type": _with(_type, _finding)(lambda s, r, t, f: s.build_type(t, r.choice([[f], []]))),
    "decide_type": _with(_typology, _area)(_decide),
    "keep_view": lambda s, r: s.keep_view(r.choice(list(ViewKind)), _name(r), {"by": _name(r)}),
    "change_view": _with(_view)(
        lambda s, r, v: s.change_view(v, {"by": _name(r)}, continues=r.choice(["", v]))
    ),
    "rename_view": _with(_view)(lambda s, r, v: s.rename_view(v, _name(r))),
    "move_view": _with(_view, _view)(lambda s, r, v, other: s.move_view(v, r.choice([other, None]))),
    "delete_view": _with(_view)(lambda s, _, v: s.delete_view(v)),
    "mark_deviant": _with(_view, _area)(
        lambda s, r, v, a: s.mark_deviant(v, a, _name(r), r.choice([True, False]))
    ),
    "check_by_ear": _with(_extract)(lambda s, r, p: s.check_by_ear(p, r.choice([True, False]))),
}
# Calls that write no action: they read, go through the history, or look after the file itself.
NO_ACTION = frozenset(
    {
        *("as_done_by", "last_writers"),
        *("quotations", "quotation", "quotations_by_id", "quotations_of", "subtopics_of_quotations", "tags"),
        *("verified", "verified_of", "semi_verbatim", "house_style", "words_indexed"),
        *("quotation_frame", "ledger"),
        *("attributions", "attribution_of", "attribution_template", "attribution_templates", "previewed"),
        *("facts_of", "fitting", "fewest", "identifying", "acceptances", "exposures", "exposures_of"),
        *("ordinary_words", "make_ready_to_look"),
        *("drafts", "draft", "blocks", "uses", "used_in", "links_from_drafts"),
        *("moved_on", "answers"),
        *("action", "analyst", "path", "title", "protected", "subscribe", "close", "save_copy"),
        *(
            "change_passphrase",
            "problems",
            "undo",
            "redo",
            "undo_after",
            "redo_through",
            "read_once",
            "next_undo",
            "next_redo",
            "actions",
        ),
        *(
            "areas",
            "interviews",
            "interview",
            "participants",
            "attributes",
            "values",
            "matrices",
            "subtopics",
        ),
        *("cell", "cells", "cell_history", "coverage", "summaries_in", "find_matrix", "matrix"),
        *("blank_reasons", "attribute_frame", "arranged", "interviews_with", "interviews_matching", "search"),
        *("transcript", "transcript_words", "keep_transcripts", "drop_loose_transcripts"),
        *("passage", "passages", "passages_frame", "unsettled_passages", "occurrences", "mentions"),
        "forget_history",
        *("indexed", "indexed_at", "evidence", "evidence_of", "new_evidence"),
        *("comments", "all_comments", "open_comments", "memo", "memos", "memos_matching", "subject_name"),
        *("states", "states_of", "states_after", "interviews_described", "extracts", "time_of"),
        *("finding", "findings", "found", "subtopic_of_gone", "placings", "categorised", "unplaced"),
        *("overview", "overviews", "typology", "typologies", "types", "typed_cases"),
        *(
            "view",
            "views",
            "deviants",
            "field",
            "fields",
            "field_values",
            "meeting",
            "grouped",
            "possible_sides",
        ),
        *("plan_case", "plan_theme", "plan_comparison", "plan_pairs", "plan_central", "linkage"),
        *("within_case", "within_theme", "compare", "central_chart", "crosstab", "frame_of", "texts_of"),
        *("covered", "coverage_shares", "linked", "category_rows"),
        *("find_case", "find_subtopic", "find_field", "find_thing", "find_things"),
        *("recording", "recordings", "recording_file", "recording_data"),
        *("detached_recordings", "erase_detached"),
    }
)
