"""A draft written as text is read part by part, and nothing in it is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda.errors import UnreadableSource
from framework_qda.sources.drafts import Part, WrittenDraft, read_draft

FRONT = '+++\nname = "A report"\n[settings]\ncontents = true\n+++\n'


def read(folder: Path, body: str, front: str = FRONT) -> WrittenDraft:
    path = folder / "draft.md"
    path.write_text(front + body, "utf-8")
    return read_draft(path)


def test_every_kind_of_part_is_read(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        "\n# First {#first}\n## Second\nA claim over\ntwo lines.\n\n~ No claim.\n\n[[To myself.]]\n\n"
        "- one\n  and more\n- ~ two\n1. three\n\n> quote: a-key\n> quote: b-key\n\n"
        '```view\nanchor = "table"\ncaption = "A [[rows]] of\\nlines"\n```\n\n```contents\n```\n',
    )
    assert (draft.name, draft.settings) == ("A report", {"contents": True})
    assert draft.parts == (
        Part("heading", "First", 1, "first", claims=False),
        Part("heading", "Second", 2, claims=False),
        Part("paragraph", "A claim over two lines."),
        Part("paragraph", "No claim.", claims=False),
        Part("note", "To myself.", claims=False),
        Part("item", "one and more"),
        Part("item", "two", claims=False),
        Part("numbered", "three"),
        Part("quotation", "a-key", claims=False),
        Part("quotation", "b-key", claims=False),
        Part("view", anchor="table", claims=False, table={"caption": "A [[rows]] of\nlines"}),
        Part("contents", claims=False),
    )


def test_a_paragraph_ends_where_a_quotation_or_a_fence_begins(tmp_path: Path) -> None:
    parts = read(tmp_path, "Said so.\n> quote: a\n\nShown.\n```matrix\n```\nAnd on.\n").parts
    assert [part.kind for part in parts] == ["paragraph", "quotation", "paragraph", "matrix", "paragraph"]


def test_a_note_within_a_paragraph_is_part_of_it(tmp_path: Path) -> None:
    (part,) = read(tmp_path, "[[Check.]] A claim. [[Twice.]]\n").parts
    assert part == Part("paragraph", "[[Check.]] A claim. [[Twice.]]")


@pytest.mark.parametrize(
    ("front", "body", "told"),
    [
        ("", "# No front\n", "does not begin with its name"),
        ('+++\ntitle = "x"\n+++\n', "text\n", "does not begin with its name"),
        ("+++\nname = x\n+++\n", "text\n", "“name = x”, which is no TOML"),
        (FRONT, "```view\ncaption = \n```\n", "“caption =”, which is no TOML"),
        (FRONT, "```view\ncaption = 1\n", "a fence that is not closed"),
        (FRONT, "words\n\n  in the middle\n\nwords\n", "“in the middle”, which is no part of a draft"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, front: str, body: str, told: str) -> None:
    with pytest.raises(UnreadableSource, match=told):
        read(tmp_path, body, front)


def test_a_file_that_is_not_there_or_no_utf_8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="cannot be read"):
        read_draft(tmp_path / "none.md")
    (tmp_path / "latin.md").write_bytes("+++\nname = 'é'\n+++\n".encode("latin-1"))
    with pytest.raises(UnreadableSource, match="UTF-8"):
        read_draft(tmp_path / "latin.md")
