"""A chart file is read cell by cell, or refused with a sentence that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from framework_qda.errors import UnreadableSource
from framework_qda.study.model import BlankReason, Cell
from framework_qda.tasks.charts import linked, read_chart, read_indexing


def chart(folder: Path, text: str) -> Path:
    path = folder / "01-la.md"
    path.write_text(text, "utf-8")
    return path


def test_cells_come_with_their_headings_lists_and_reasons(tmp_path: Path) -> None:
    text = (
        "# 1 Costs\n\n## money\nTwo things:\n\n- «rent»\n- **heat**\n\nNo more.\n"
        "## time\n(not asked)\n# 2 People\n## other\n(not really) an answer\n"
    )
    assert read_chart(chart(tmp_path, text)) == {
        ("1 Costs", "money"): Cell("Two things:\n- «rent»\n- **heat**\nNo more."),
        ("1 Costs", "time"): Cell(blank_reason=BlankReason.NOT_ASKED),
        ("2 People", "other"): Cell("(not really) an answer"),
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("words\n# 1 Costs\n", "has text above its headings in line 1"),
        ("# 1 Costs\nwords\n", "has text above its headings in line 2"),
        ("# 1 Costs\n## money\n\n## time\nlong", "has nothing under “money”"),
        ("# 1 Costs\n## money\na\n## money\nb", "has “money” twice under “1 Costs”"),
    ],
)
def test_a_chart_that_is_wrong_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=rf"^“01-la\.md” {reason}"):
        read_chart(chart(tmp_path, text))


def test_a_chart_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="cannot be read"):
        read_chart(tmp_path / "none.md")
    path = tmp_path / "latin.md"
    path.write_bytes("# é".encode("cp1252"))
    with pytest.raises(UnreadableSource, match=r"“latin\.md” is not written in UTF-8"):
        read_chart(path)


def test_indexing_is_read_by_number_and_name(tmp_path: Path) -> None:
    path = tmp_path / "01-la.csv"
    path.write_text('matrix,sub-topic,words\n1,money,"Rent, and ""heat""."\n2,other,Time.\n', "utf-8")
    assert read_indexing(path) == [(("1", "money"), 'Rent, and "heat".'), (("2", "other"), "Time.")]
    with pytest.raises(UnreadableSource, match="cannot be read"):
        read_indexing(tmp_path / "none.csv")


def test_own_words_alone_are_linked_each_as_one() -> None:
    asked: list[str] = []

    def passage(words: str) -> str:
        asked.append(words)
        return f"{len(asked):032x}"

    markup = linked("Says «it is **cold**», [[really?]]\n- «and wet»", passage)
    assert asked == ["it is cold", "and wet"]
    one, two = (f"{n:032x}" for n in (1, 2))
    assert markup == f"Says «{{it is **cold**|{one}}}», [[really?]]\n- «{{and wet|{two}}}»"
