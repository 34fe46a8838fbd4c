"""Tell in rows of words what a study holds and how much of it is charted."""

from __future__ import annotations

from framework_qda.study import Study
from framework_qda.study.model import About, Attribute, AttributeType, PassageState, Subject, ViewKind

Row = tuple[str, ...]


def facts(study: Study, protected: bool) -> list[Row]:
    """Give the name and the size of a study: (what, how it stands)."""
    coverage = study.coverage()
    words = sum(study.transcript_words().values())
    return [
        ("Title", study.title),
        ("File", str(study.path)),
        ("Passphrase", "yes" if protected else "no"),
        ("Areas", f"{len(study.areas()):,}"),
        ("Interviews", f"{len(study.interviews()):,} with {count(words, 'word')}"),
        ("Participants", f"{len(study.participants()):,}"),
        ("Matrices", f"{len(study.matrices()):,} with {count(len(study.subtopics()), 'sub-topic')}"),
        ("Charted", _share(coverage.charted, coverage.total)),
        *_evidence(study),
    ]


def _evidence(study: Study) -> list[Row]:
    interviews = study.interviews()
    passages = [passage for row in interviews for passage in study.passages(row.id)]
    moved = sum(passage.state is not PassageState.SOUND for passage in passages)
    comments = study.all_comments()
    waiting = sum(not comment.resolved for comment in comments)
    return [
        ("Passages", f"{len(passages):,}" + (f", {moved:,} doubtful or lost" if moved else "")),
        ("Comments", f"{len(comments):,}" + (f", {waiting:,} open" if waiting else "")),
        ("Quotations", _quotations(study)),
        ("Drafts", _drafts(study)),
        ("Memos", f"{len(study.memos()):,}"),
        ("Recordings", f"{sum(len(study.recordings(row.id)) for row in interviews):,}" + _detached(study)),
    ]


def _quotations(study: Study) -> str:
    """Count the quotations and name their tags."""
    tags = study.tags()
    return f"{len(study.quotations()):,}" + (f", with the tags {', '.join(tags)}" if tags else "")


def _drafts(study: Study) -> str:
    names = [each.name for each in study.drafts()]
    return f"{len(names):,}" + (f": {'; '.join(names)}" if names else "")


def _detached(study: Study) -> str:
    """Tell of recordings that the study still holds though nobody attached them any more."""
    number, size = study.detached_recordings()
    return f", and {number:,} detached but still inside ({size / 1e6:.1f} MB)" if number else ""


def unsettled(study: Study) -> list[str]:
    """Tell in a line each which passages a correction of their words left doubtful or lost."""
    return [
        f"A passage is {passage.state}: {study.subject_name(About.PASSAGE, passage.id)}"
        for passage in study.unsettled_passages()
    ]


def matrix_rows(study: Study) -> list[Row]:
    """Give each matrix with how much of it is charted, below a header."""
    interviews, charted = len(study.interviews()), study.coverage().by_subtopic
    rows: list[Row] = [("Matrix", "Sub-topics", "Charted")]
    for matrix in study.matrices():
        columns = study.subtopics(matrix.id)
        done = sum(charted.get(column.id, 0) for column in columns)
        rows.append((matrix.title, str(len(columns)), _share(done, interviews * len(columns))))
    return rows


def attribute_rows(study: Study) -> list[Row]:
    """Give the attributes of areas, interviews and participants, below a header."""
    rows: list[Row] = [("Attributes of", "")]
    for subject in Subject:
        rows.append((f"{subject}s", ", ".join(map(_attribute, study.attributes(subject))) or "none"))
    return rows


def view_rows(study: Study) -> list[Row]:
    """Give the typologies and the views that are kept by name, below a header."""
    kept = [("typologies", [each.name for each in study.typologies()])]
    kept += [(_several(kind), [view.name for view in study.views(kind)]) for kind in ViewKind]
    return [("Kept", ""), *((kind, "; ".join(names) or "none") for kind, names in kept)]


def _several(kind: ViewKind) -> str:
    return f"{kind} grids" if kind is ViewKind.LINKAGE else f"{kind}s"


def count(number: int, one: str, many: str = "") -> str:
    """Write how many there are: “1 word”, “1,200 words”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _attribute(attribute: Attribute) -> str:
    plain = attribute.type is AttributeType.TEXT
    return attribute.name if plain else f"{attribute.name} ({attribute.type})"


def _share(charted: int, total: int) -> str:
    return f"{charted:,} of {count(total, 'cell')} ({charted / total:.0%})" if total else "no cells yet"
