"""A draft goes out as a file: named, looked through, on a template, and such that every program opens it."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from framework_qda import Study, open_study
from framework_qda.errors import BadTemplate, NotFound, Refused
from framework_qda.reports.word_mapping import OFFERED, fits
from framework_qda.study.authoring import Block, BlockId, BlockKind, DraftId
from framework_qda.tasks.publishing import draft_named, file_stem, obstacles, publish, summed
from framework_qda.tasks.sample import build_sample
from framework_qda.text.quoting import plain
from tests.reports.golden import check
from tests.study.making import ids, make_study

OFFICE = shutil.which("soffice")
DAY = datetime.date(2012, 9, 3)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with make_study(tmp_path / "study.fqda") as study:
        yield study


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    path = tmp_path_factory.mktemp("sample") / "sample.fqda"
    build_sample(path)
    with open_study(path) as study:
        yield study


def block(kind: BlockKind, text: str = "", level: int = 0, **settings: object) -> Block:
    return Block(BlockId(""), kind, text, level, settings)


def small_draft(study: Study) -> DraftId:
    """Write a draft with one of nearly everything, of which nothing changes from day to day."""
    _, subtopics, _, (first, *_) = ids(study)
    text = study.transcript(first).text
    start = text.index("The Café")
    quotation = study.quote_stretch(first, start, len(text), [subtopics[0]])
    study.add_attribution("Role", "{Role}, {Service}", {"Service": {"acute": "acute trust"}})
    found = study.quotation(quotation)
    assert found and found.passage
    quoted = f'{{{{"{quotation}|{found.words}}}}}'
    return study.add_draft(
        "What was said",
        [
            block(BlockKind.CONTENTS),
            block(BlockKind.HEADING, "Trains", 1),
            block(BlockKind.PARAGRAPH, f"They were {{__very__ late|{found.passage}}}. [[Is this so?]]"),
            block(BlockKind.QUOTATION, quoted, quotation=quotation),
            block(BlockKind.NOTE, "count them again"),
            block(BlockKind.ITEM, "by day"),
            block(BlockKind.NUMBERED, f"Somebody said {quoted}."),
            block(
                BlockKind.CLOSING,
                heads=["trust", "authority"],
                rows=[{"group": "Calls"}, {"cells": ["by day", "by night"]}, {"spanning": "Together"}],
            ),
            block(BlockKind.APPENDIX),
        ],
        {"authors": ["Analyst A"], "language": "en-GB"},
    )


@pytest.mark.parametrize("public", [False, True])
def test_a_small_draft_in_markdown_is_as_it_was(study: Study, tmp_path: Path, *, public: bool) -> None:
    path = tmp_path / "out.md"
    publish(study, small_draft(study), path, public=public, date=DAY)
    written = re.sub(r"\bb[0-9a-f]{32}\b", "ANCHOR", path.read_text("utf-8"))
    check(f"draft-{'public' if public else 'study'}.md", written)


def test_words_and_properties_of_a_public_copy_tell_of_nobody(study: Study, tmp_path: Path) -> None:
    study.set_title("The Harrowmere study")
    draft, path = small_draft(study), tmp_path / "out.docx"
    publish(study, draft, path, public=True, date=DAY)
    with zipfile.ZipFile(path) as file:
        inside = "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    for secret in ("Harrowmere", "Interview 1", "Is this so?", "count them again", study.analyst):
        assert secret not in inside, secret
    properties = docx.Document(str(path)).core_properties
    assert (properties.author, properties.title, properties.language) == (
        "Analyst A",
        "What was said",
        "en-GB",
    )


def test_a_file_is_named_as_the_draft_but_for_what_tells_of_somebody(study: Study) -> None:
    study.list_identifying(["Harrowmere"])
    draft = study.draft(study.add_draft("Late trains: at Harrowmere"))
    assert draft
    assert file_stem(study, draft) == "Late trains at"
    named = study.draft(study.add_draft("Harrowmere"))
    assert named
    assert file_stem(study, named) == "Report"


def test_a_draft_is_found_by_its_name_or_how_it_begins(study: Study) -> None:
    with pytest.raises(Refused, match="no drafts"):
        draft_named(study, "any")
    late = study.add_draft("Late trains")
    assert draft_named(study, "").id == late
    buses = study.add_draft("Late buses")
    assert draft_named(study, "late  TRAINS").id == late
    assert draft_named(study, "late b").id == buses
    for name in ("", "late", "early"):
        with pytest.raises(Refused, match="“Late trains” and “Late buses”"):
            draft_named(study, name)


def test_what_stands_in_the_way_is_told_until_it_is_mended(study: Study) -> None:
    draft = small_draft(study)
    before = obstacles(study, draft)
    (quotation,) = study.used_in(draft)
    found = study.quotation(quotation)
    assert found
    study.edit_quotation(quotation, plain("All trains came early."))
    more = [each for each in obstacles(study, draft) if each not in before]
    assert more and all(each.verifying for each in more)
    assert "not verified" in summed(obstacles(study, draft))
    study.edit_quotation(quotation, found.text)
    assert obstacles(study, draft) == before
    assert summed([]) == ""


def test_a_template_kept_with_the_draft_is_used_with_its_mapping(study: Study, tmp_path: Path) -> None:
    made = docx.Document()
    made.styles.add_style("House Voice", 1)
    template = tmp_path / "house.docx"
    made.save(str(template))
    found = {fit.ours: fit for fit in fits(template)}
    assert tuple(found) == OFFERED
    assert (found["Heading 1"].theirs, found["Attribution"].theirs) == ("heading 1", "")
    assert "House Voice" in found["Quote"].offered and "Table Grid" in found["Report Table"].offered
    draft, path = small_draft(study), tmp_path / "out.docx"
    study.change_draft(draft, {"template": str(template), "styles": {"Quote": "House Voice"}})
    publish(study, draft, path)
    voices = [
        each.text
        for each in docx.Document(str(path)).paragraphs
        if each.style and each.style.name == "House Voice"
    ]
    assert voices == ["‘The Café by the meadow was shut; the slow train came.’"]
    template.unlink()
    with pytest.raises(BadTemplate, match=r"house\.docx"):
        publish(study, draft, path)


def test_a_draft_that_is_gone_and_an_ending_nobody_writes_are_told(study: Study, tmp_path: Path) -> None:
    draft = small_draft(study)
    with pytest.raises(Refused, match=r"\.docx, \.odt, \.html, \.md"):
        publish(study, draft, tmp_path / "out.pdf")
    study.delete_draft(draft)
    with pytest.raises(NotFound):
        publish(study, draft, tmp_path / "out.docx")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".html"])
def test_libreoffice_makes_a_pdf_of_the_report_of_the_sample(
    sample: Study, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"report{suffix}"
    publish(sample, sample.drafts()[0].id, path, public=True, date=DAY)
    assert OFFICE
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to",
         "pdf", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    pdf = (tmp_path / "report.pdf").read_bytes()
    pages = max(map(int, re.findall(rb"/Count (\d+)", pdf)), default=0)
    assert pdf.startswith(b"%PDF") and pages >= 10
