"""“report” writes drafts, claims and checklists, and says in one sentence what is not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

from framework_qda import create_study, open_study
from framework_qda.cli import main
from framework_qda.tasks.sample import build_sample

TITLE = "Down the corridor, at the end of a line"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "sample.fqda"
    build_sample(path)
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["report", *(str(word) for word in words)])


def texts(path: Path) -> str:
    made = docx.Document(str(path))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in made.paragraphs), *cells])


def test_a_draft_is_written_with_the_count_of_what_stands_in_its_way(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    result = run(sample, "down the", "--to", out)
    said = f"Wrote the study copy of “{TITLE}” to {out}: all verified, nothing disclosed.\n"
    assert (result.exit_code, result.output) == (0, said)
    assert "Area 1 · LA Team Manager" in texts(out)
    result = run(sample, TITLE, "--to", out, "--public")
    assert "public copy" in result.output and "LA Team Manager" not in texts(out)


def test_findings_are_counted(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "study.fqda"
    path.write_bytes(sample.read_bytes())
    with open_study(path) as study:
        draft = study.drafts()[0].id
        quotation = study.quotation(study.used_in(draft)[0])
        assert quotation
        study.edit_quotation(quotation.id, "Nobody said this.")
    result = run(path, TITLE, "--to", tmp_path / "out.md")
    assert result.exit_code == 0 and "1 quotation not verified" in result.stdout
    assert "Mind, before anybody else reads it: 1 quotation not verified" in result.stderr
    out = tmp_path / "public.md"
    result = run(path, TITLE, "--to", out, "--public")
    assert result.exit_code == 1 and not out.exists()
    assert "1 quotation not verified" in result.stderr and "--anyway" in result.stderr
    assert "“Nobody said this.”" in result.stdout
    result = run(path, TITLE, "--to", out, "--public", "--anyway")
    assert result.exit_code == 0 and out.exists() and "1 quotation not verified" in result.stdout
    assert run(path, TITLE, "--to", out, "--anyway").exit_code == 2


def test_a_template_gives_its_styles(sample: Path, tmp_path: Path) -> None:
    template, out = tmp_path / "house.docx", tmp_path / "out.docx"
    made = docx.Document()
    quote: Any = made.styles["Quote"]
    quote.font.name = "Nowhere Sans"
    made.save(str(template))
    assert run(sample, TITLE, "--to", out, "--template", template).exit_code == 0
    quote = docx.Document(str(out)).styles["Quote"]
    assert quote.font.name == "Nowhere Sans"
    result = run(sample, TITLE, "--to", out, "--template", tmp_path / "none.dotx")
    assert result.exit_code == 1 and "“none.dotx” cannot be read" in result.output


def test_a_style_of_the_template_stands_for_one_of_ours(sample: Path, tmp_path: Path) -> None:
    template, out = tmp_path / "house.docx", tmp_path / "out.docx"
    made = docx.Document()
    for name in ("My Quote", "Chapter"):
        made.styles.add_style(name, 1)
    made.save(str(template))
    given = ("--template", template, "--style", "Quote=My Quote", "--style", "Heading 1 = Chapter")
    assert run(sample, TITLE, "--to", out, *given).exit_code == 0
    used = {each.style.name for each in docx.Document(str(out)).paragraphs if each.style}
    assert {"My Quote", "Chapter"} <= used and not used & {"Quote", "Heading 1"}
    result = run(sample, TITLE, "--to", out, "--template", template, "--style", "Quote=None Such")
    assert result.exit_code == 1 and "“None Such”" in result.output
    result = run(sample, TITLE, "--to", out, "--style", "Quote")
    assert result.exit_code == 2 and "Quote=My Quote" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing", "--to", "out.docx"), f"those there are: “{TITLE}” and “At a glance"),
        (("--to", "out.docx"), "Say which draft is meant"),
        ((TITLE, "--to", "out.pdf"), "give it a name ending in .docx, .odt, .html, .md"),
        (
            ("--checklist", "prisma", "--to", "out.docx"),
            "those that come with the program are “COREQ” and “SRQR”",
        ),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(sample: Path, words: tuple[str, ...], said: str) -> None:
    result = run(sample, *words)
    assert result.exit_code == 1 and said in result.output and result.output.count("\n") == 1


def test_a_study_without_drafts_says_so(tmp_path: Path) -> None:
    create_study(tmp_path / "empty.fqda", "Empty").close()
    result = run(tmp_path / "empty.fqda", "any", "--to", tmp_path / "out.docx")
    assert result.exit_code == 1 and "The study has no drafts" in result.output


def test_claims_and_checklists_are_pages(sample: Path, tmp_path: Path) -> None:
    claims, coreq = tmp_path / "claims.docx", tmp_path / "coreq.docx"
    assert (
        run(sample, TITLE, "--claims", "--to", claims).output
        == f"Wrote 0 claims without evidence to {claims}.\n"
    )
    assert "Every claim of this draft has evidence." in texts(claims)
    result = run(sample, "--checklist", "coreq", "--to", coreq)
    assert result.exit_code == 0 and "of 32 items answered" in result.output
    assert "28 interviews" in texts(coreq)
    assert run(sample, TITLE, "--checklist", "coreq", "--to", coreq).exit_code == 2
