"""Blocks go into a document and come back as they were."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QTextCursor, QTextDocument

from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.text.drafting import Inline, Quoted, Reference, Run, parse, write
from framework_qda.ui.report.caret import new_id, remove_selected, split
from framework_qda.ui.report.clipboard import from_html
from framework_qda.ui.report.mapping import Mark, Shown, Store, blocks_of, derived, fill, redress
from framework_qda.ui.report.merging import merged

ID = "0123456789abcdef0123456789abcdef"


class Plain:
    """Read quotations and references as they stand in the markup."""

    def words(self, inline: Quoted | Reference) -> str:
        return f"‘{inline.agreed}’" if isinstance(inline, Quoted) else "Table 𝟏"

    def lines(self, _block: Block) -> Sequence[Shown]:
        return [Shown("what is shown", strong=True), Shown("two\nlines", quiet=True)]

    def picture(self, _block: Block) -> QImage | None:
        return None

    def agreed(self, quotation: str) -> str:
        return quotation

    def mark(self, _quotation: str) -> Mark:
        return Mark("✓", "Verbatim")


# Words of all scripts, with line ends, without what a document keeps for its own use.
WORDS = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufdd0\ufdd1\ufffc\ufffe\uffff"
    )
    | st.sampled_from("\n*_[]{}|\\‘’😀é "),
    min_size=1,
    max_size=12,
)
RUNS = st.builds(
    Run, WORDS, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(((), (ID,), (ID, f"{ID}/{ID}")))
)
INLINES = st.lists(
    RUNS | st.builds(Quoted, st.sampled_from(("q1", "q2")), WORDS) | st.builds(Reference, st.just("b1")),
    max_size=6,
)
TYPED = st.sampled_from((BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NUMBERED, BlockKind.NOTE))
SETTINGS = st.sampled_from(({}, {"claim": False}, {"a": {"b": [1, "é"]}}))


def normal(inlines: Sequence[Inline]) -> str:
    return write(parse(write(inlines)))


WRITTEN = st.builds(
    lambda kind, inlines, settings: Block(new_id(), kind, normal(inlines), 0, settings),
    TYPED,
    INLINES,
    SETTINGS,
)
HEADINGS = st.builds(
    lambda level, inlines: Block(new_id(), BlockKind.HEADING, normal(inlines), level),
    st.integers(1, 3),
    INLINES,
)
WHOLES = st.builds(
    lambda kind, settings: Block(new_id(), kind, '{{"q1|we see them}}', 0, settings),
    st.sampled_from((BlockKind.QUOTATION, BlockKind.MATRIX, BlockKind.CONTENTS)),
    SETTINGS,
)
BLOCKS = st.lists(WRITTEN | HEADINGS | WHOLES, min_size=1, max_size=6)


def laid_out(blocks: Sequence[Block]) -> tuple[QTextDocument, Store]:
    document, store = QTextDocument(), Store()
    fill(document, blocks, Plain(), store)
    return document, store


@settings(max_examples=150, deadline=None)
@given(BLOCKS)
def test_a_draft_comes_back_from_its_page(qapp: object, blocks: list[Block]) -> None:
    document, store = laid_out(blocks)
    assert blocks_of(document, store) == blocks
    assert document.blockCount() == len(blocks)
    assert not document.isUndoAvailable()


@settings(max_examples=100, deadline=None)
@given(WRITTEN, TYPED)
def test_a_paragraph_keeps_its_words_when_it_becomes_another_kind(
    qapp: object, block: Block, kind: BlockKind
) -> None:
    document, store = laid_out([block])
    redress(QTextCursor(document), document.begin(), kind, 0)
    assert blocks_of(document, store) == [block._replace(kind=kind)]
    document.undo()
    assert blocks_of(document, store) == [block]


@settings(max_examples=100, deadline=None)
@given(st.lists(WRITTEN, min_size=1, max_size=3), st.data())
def test_what_is_split_and_joined_again_is_as_it_was(
    qapp: object, blocks: list[Block], data: st.DataObject
) -> None:
    document, store = laid_out(blocks)
    place = data.draw(st.integers(0, document.characterCount() - 1))
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    split(cursor)
    found = blocks_of(document, store)
    assert len(found) == len(blocks) + 1
    assert len({each.id for each in found}) == len(found)
    assert {each.id for each in blocks} < {each.id for each in found}
    document.undo()
    assert blocks_of(document, store) == blocks


def whole(text: str = "") -> Block:
    return Block(new_id(), BlockKind.MATRIX, text, 0, {"matrix": "m"})


def paragraph(text: str = "") -> Block:
    return Block(new_id(), BlockKind.PARAGRAPH, text)


def test_a_whole_goes_with_its_paragraph_and_its_neighbours_stay(qapp: object) -> None:
    blocks = [paragraph("before"), whole(), paragraph("after")]
    document, store = laid_out(blocks)
    cursor = QTextCursor(document.findBlockByNumber(1))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    remove_selected(cursor)
    assert blocks_of(document, store) == [blocks[0], blocks[2]]
    document.undo()
    assert blocks_of(document, store) == blocks


def test_a_selection_that_ends_before_a_whole_leaves_it(qapp: object) -> None:
    blocks = [paragraph("before"), whole(), whole()]
    document, store = laid_out(blocks)
    cursor = QTextCursor(document)
    cursor.setPosition(3)
    cursor.setPosition(document.findBlockByNumber(1).position(), QTextCursor.MoveMode.KeepAnchor)
    remove_selected(cursor)
    assert blocks_of(document, store) == [blocks[0]._replace(text="bef"), *blocks[1:]]


def test_taking_all_away_leaves_an_empty_paragraph(qapp: object) -> None:
    document, store = laid_out([whole(), paragraph("words"), whole()])
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    remove_selected(cursor)
    (left,) = blocks_of(document, store)
    assert (left.kind, left.text) == (BlockKind.PARAGRAPH, "")


def test_words_of_another_program_become_clean_paragraphs(qapp: object) -> None:
    html = (
        '<h2 style="color:red">A <b>heading</b></h2>'
        '<p><font size="7">Some <b>bold</b> and <i>slanted</i>\nwords</font></p>'
        "<ul><li>one</li></ul><ol><li>two</li></ol><p>&nbsp;</p><p>·&nbsp;&nbsp; Word's own item</p>"
    )
    found = [(each.kind, each.level, each.text) for each in from_html(html)]
    assert found == [
        (BlockKind.HEADING, 2, "A heading"),
        (BlockKind.PARAGRAPH, 0, "Some **bold** and __slanted__ words"),
        (BlockKind.ITEM, 0, "one"),
        (BlockKind.NUMBERED, 0, "two"),
        (BlockKind.ITEM, 0, "Word's own item"),
    ]


def test_what_a_block_shows_beyond_its_words_can_be_compared(qapp: object) -> None:
    block = paragraph('See {{"q1|them}} and {{#b1}}.')
    assert derived(block, Plain()) == ("‘them’", "Table 𝟏")


def test_what_is_typed_and_what_changes_elsewhere_are_joined() -> None:
    a, b, c, d = (Block(BlockId(each), BlockKind.PARAGRAPH, each) for each in "abcd")
    ours = [a._replace(text="mine"), d, b]  # c taken away, d begun
    theirs = [c, a, b._replace(text="theirs")]
    assert [each.text for each in merged([a, b, c], ours, theirs)] == ["mine", "d", "theirs"]
    changed = c._replace(text="changed")
    assert merged([a, b, c], ours, [a, b, changed])[-1] == changed
