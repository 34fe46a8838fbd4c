"""“export” writes views by name, and says in one sentence what is not there."""

from __future__ import annotations

import csv
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from framework_qda.cli import main
from framework_qda.tasks.sample import build_sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("views") / "sample.fqda"
    build_sample(path)
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_cases_become_documents(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    result = run("export", sample, "--case", "Area 3", "--case", "Area 1 · LA Team Manager", "--to", out)
    assert (result.exit_code, result.output) == (0, f"Wrote 2 views to {out}.\n")
    titles = [p.text for p in docx.Document(str(out)).paragraphs if p.style.name == "Title"]
    assert titles == ["Area 3", "Area 1 · LA Team Manager"]


def test_a_case_is_ordered_by_a_field(sample: Path, tmp_path: Path) -> None:
    out, heads = tmp_path / "out.csv", ["AT Named Nurse", "LA Team Manager"]
    for words, expected in (((), heads), (("--by", "side"), heads), (("--by", "mode"), heads[::-1])):
        assert run("export", sample, "--case", "Area 1", *words, "--to", out).exit_code == 0
        assert rows(out)[0][-2:] == expected


@pytest.mark.parametrize(
    ("words", "heads", "count"),
    [
        (("--theme", "1.3", "--by", "service model"), ["service model", "interview", "about"], 28),
        (("--theme", "feedback", "--where", "side=acute trust"), ["area", "interview", "about"], 17),
        (("--theme", "3.2", "--where", "London local authorities"), ["area", "interview", "about"], 5),
        (("--compare", "Area 1", "--compare", "Area 2"), ["matrix", "sub-topic", "number"], 23),
        (("--pairs", "side", "--subtopic", "3.5"), ["area", "sub-topic", "number"], 12),
        (("--central", "3.2", "--central", "3.5", "--unit", "interview"), ["case", "about", "feedback"], 28),
        (("--linkage", "service model", "region"), ["service model"], 3),
        (("--typology", "what holds the two sides together"), ["type", "area", "its categories"], 12),
        (("--view", "Service models"), ["matrix", "sub-topic", "number"], 4),
    ],
)
def test_views_become_tables(
    words: tuple[str, ...], heads: list[str], count: int, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    result = run("export", sample, *words, "--to", out)
    assert result.exit_code == 0, result.output
    found = rows(out)
    first = next(n for n, row in enumerate(found) if row[: len(heads)] == heads)
    found = [*found[first:], []]
    found = found[: found.index([])]  # other tables may follow
    assert len(found) == count + 1


def test_conditions_hold_for_matrices(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = run("export", sample, "--matrix", "1", "--where", "region=London", "--to", out)
    assert result.output == f"Wrote 1 matrix to {out}.\n"
    assert {row[0] for row in rows(out)[1:]} == {"Area 3", "Area 4", "Area 5", "Area 6"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--case", "Area 99"), "no area or interview “Area 99”"),
        (("--view", "nothing"), "no kept view “nothing”"),
        (("--theme", "3.2", "--where", "side=nobody"), "it can be acute trust, local authority, not given."),
    ],
)
def test_what_is_not_there_is_one_sentence(
    words: tuple[str, ...], told: str, sample: Path, tmp_path: Path
) -> None:
    result = run("export", sample, *words, "--to", tmp_path / "out.docx")
    assert result.exit_code == 1
    assert told in result.stderr and len(result.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_matrices_and_views_are_not_mixed(sample: Path, tmp_path: Path) -> None:
    result = run("export", sample, "--matrix", "1", "--case", "Area 1", "--to", tmp_path / "out.docx")
    assert result.exit_code == 2
    assert "not both" in result.stderr


def test_pictures_are_drawn_where_they_are_asked_for(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    words = ("--view", "Nearness and feedback", "--theme", "feedback", "--by", "service model")
    assert run("export", sample, *words, "--to", out).exit_code == 0
    assert not docx.Document(str(out)).inline_shapes
    assert run("export", sample, *words, "--pictures", "--to", out).exit_code == 0
    shown = docx.Document(str(out)).inline_shapes
    bars, bubbles = (shape._inline.docPr.get("descr") for shape in shown)
    assert bars.startswith("feedback by service model, in numbers of interviews. community-based, ")
    assert "at the end of a line, reaches them: 1" in bubbles


def test_info_names_what_is_kept(sample: Path) -> None:
    lines = run("info", sample).stdout.splitlines()
    kept = [line.split(maxsplit=1) for line in lines[lines.index("Kept") :] if line]
    assert ["typologies", "What holds the two sides together"] in kept
    assert ["comparisons", "Service models; Trust and authority within each area"] in kept
    assert any(line.startswith("linkage grids") and line.endswith("Nearness and feedback") for line in lines)
