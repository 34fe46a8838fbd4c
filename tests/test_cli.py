"""Every command does what its help says, and fails with one sentence and the right exit code."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner, Result
from docx import Document

from framework_qda import __version__, create_study, open_study
from framework_qda.cli import main, opening, terminal
from framework_qda.study.authoring import Block, BlockId, BlockKind
from framework_qda.tasks.library import matrices_folder
from framework_qda.tasks.sample import build_sample
from tests.study.making import furnish, make_study

CHANGELOG = (Path(__file__).resolve().parents[1] / "../shared/data/interviews/changelog_rfc_ccbysa").resolve()
WORDS = "correct horse — battery"


def run(*words: object, typed: str | None = None, **environment: str) -> Result:
    result = CliRunner(env={"FRAMEWORK_QDA_PASSPHRASE": None, **environment}).invoke(
        main, [str(word) for word in words], input=typed
    )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def sentence(result: Result, code: int = 1) -> str:
    """Check that a command failed with one sentence on standard error, and give it."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.endswith(".")
    return line


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "sample.fqda"
    build_sample(path)
    return path


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    path = tmp_path / "protected.fqda"
    create_study(path, "Secret", WORDS).close()
    return path


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, str]]:
    """Stand in for the workbench, and note what it is asked to open."""
    asked: list[tuple[Path | None, str]] = []
    workbench = ModuleType("framework_qda.ui.app")

    def run(path: Path | None = None, passphrase: str = "") -> int:
        asked.append((path, passphrase))
        return 0

    vars(workbench)["run"] = run
    monkeypatch.setitem(sys.modules, "framework_qda.ui.app", workbench)
    return asked


# --- Opening ---


def test_a_file_alone_opens_the_workbench_on_it(sample: Path, opened: list[tuple[Path | None, str]]) -> None:
    assert run(sample).exit_code == 0
    assert run("open", sample).exit_code == 0
    assert run().exit_code == 0
    assert run(sample, FRAMEWORK_QDA_PASSPHRASE=WORDS).exit_code == 0
    assert opened == [(sample, ""), (sample, ""), (None, ""), (sample, WORDS)]


def test_a_file_that_is_not_there_opens_no_window(
    tmp_path: Path, opened: list[tuple[Path | None, str]]
) -> None:
    assert "There is no file" in sentence(run(tmp_path / "none.fqda"))
    assert opened == []


def test_a_missing_library_of_the_system_is_told(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setitem(sys.modules, "framework_qda.ui.app", Broken("framework_qda.ui.app"))
    assert "libEGL.so.1" in sentence(run(sample))


def test_a_bug_of_ours_is_no_sentence(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "framework_qda.ui.app", ModuleType("framework_qda.ui.app"))
    with pytest.raises(ImportError, match="run"):
        run(sample)


# --- Help, version and usage ---


def test_version() -> None:
    assert run("--version").stdout == f"Framework QDA {__version__}\n"


@pytest.mark.parametrize("command", [[], *[[name] for name in main.commands]])
def test_every_help_has_an_example(command: list[str]) -> None:
    help_text = run(*command, "--help").stdout
    assert "Example:" in help_text
    assert f"framework-qda {command[0] if command and command[0] != 'open' else ''}".rstrip() in help_text


@pytest.mark.parametrize(
    "words",
    [
        ["export", "x.fqda"],
        ["export", "x.fqda", "--to", "y.docx", "--paper", "A5"],
        ["search", "x.fqda"],
        ["search", "x.fqda", "word", "--limit", "0"],
        ["import", "x.fqda"],
        ["info"],
        ["info", "x.fqda", "--passphrase-file", "nowhere.txt"],
        ["new", "x.fqda", "--empty", "--matrices", "."],
        ["--nonsense"],
        ["x.fqda", "y.fqda"],
    ],
)
def test_wrong_usage_exits_with_2(words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr and "Error:" in result.stderr


# --- new ---


def test_new_begins_with_the_four_matrices(tmp_path: Path) -> None:
    path = tmp_path / "my.fqda"
    result = run("new", path, "--title", "Ward study")
    assert (result.exit_code, result.stdout) == (0, f"Made {path} with 4 matrices.\n")
    with open_study(path) as study:
        assert study.title == "Ward study"
        assert len(study.subtopics()) == 23
        assert [action.sentence for action in study.actions()] == ["Add 4 matrices"]


def test_new_takes_my_own_matrices_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "1.toml").write_text('name = "Costs"\n[[sub-topic]]\nname = "money"\n', "utf-8")
    assert run("new", tmp_path / "a.fqda", "--matrices", folder).exit_code == 0
    assert run("new", tmp_path / "b.fqda", "--empty").exit_code == 0
    with open_study(tmp_path / "a.fqda") as study:
        assert [matrix.title for matrix in study.matrices()] == ["1 Costs"]
    with open_study(tmp_path / "b.fqda") as study:
        assert (study.title, study.matrices(), study.actions()) == ("b", [], [])


def test_new_refuses_wrong_matrices_and_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "1.toml").write_text('nmae = "Costs"', "utf-8")
    line = sentence(run("new", tmp_path / "my.fqda", "--matrices", tmp_path))
    assert "“1.toml”: “nmae” is not known (did you mean “name”?)" in line
    assert not (tmp_path / "my.fqda").exists()


def test_new_overwrites_nothing(sample: Path) -> None:
    assert "“sample.fqda” exists already" in sentence(run("new", sample))


def test_new_asks_twice_for_a_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "somebody_can_answer", lambda: True)
    path = tmp_path / "my.fqda"
    result = run("new", path, "--passphrase", typed=f"{WORDS}\nother\n{WORDS}\n{WORDS}\n")
    assert result.exit_code == 0
    assert "protected by a passphrase" in result.stdout
    assert WORDS not in result.output
    with open_study(path, WORDS) as study:
        assert len(study.matrices()) == 4


def test_new_takes_a_passphrase_from_a_file_or_the_environment(tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(f"{WORDS}\nmore\n", "utf-8")
    assert run("new", tmp_path / "a.fqda", "--passphrase-file", key).exit_code == 0
    assert run("new", tmp_path / "b.fqda", "--passphrase", FRAMEWORK_QDA_PASSPHRASE=WORDS).exit_code == 0
    for name in ("a.fqda", "b.fqda"):
        open_study(tmp_path / name, WORDS).close()


def test_new_does_not_make_an_open_study_where_nobody_can_type_the_passphrase(tmp_path: Path) -> None:
    result = run("new", tmp_path / "my.fqda", "--passphrase")
    assert result.exit_code == 2
    assert "--passphrase-file or FRAMEWORK_QDA_PASSPHRASE" in result.stderr
    assert list(tmp_path.iterdir()) == []


# --- Passphrases of studies that are there ---


def test_a_passphrase_comes_from_a_file_the_environment_or_the_keyboard(
    protected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "key.txt"
    key.write_text(WORDS + "\n", "utf-8-sig")
    for result in (
        run("info", protected, "--passphrase-file", key),
        run("info", protected, FRAMEWORK_QDA_PASSPHRASE=WORDS),
    ):
        assert "Passphrase    yes" in result.stdout
    assert "protected by a passphrase" in sentence(run("info", protected))
    monkeypatch.setattr(opening, "somebody_can_answer", lambda: True)
    asked = run("info", protected, typed=WORDS + "\n")
    assert "Passphrase    yes" in asked.stdout
    assert WORDS not in asked.output


def test_a_wrong_passphrase_is_told(protected: Path) -> None:
    assert "does not open “protected.fqda”" in sentence(
        run("check", protected, FRAMEWORK_QDA_PASSPHRASE="guess")
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no passphrase in its first line"),
        (b"\n", "no passphrase"),
        (b"\xff\xfe\x00", "cannot be read as text"),
    ],
)
def test_a_useless_passphrase_file_is_told(
    protected: Path, tmp_path: Path, content: bytes, reason: str
) -> None:
    key = tmp_path / "key.txt"
    key.write_bytes(content)
    assert reason in sentence(run("info", protected, "--passphrase-file", key))


def test_a_study_without_passphrase_needs_none(sample: Path) -> None:
    assert "Passphrase    no" in run("info", sample, FRAMEWORK_QDA_PASSPHRASE="whatever").stdout


# --- sample, info, check ---


def test_sample_is_built_where_it_is_told_or_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("sample").stdout == "Made Sample study.fqda.\n"
    assert "“Sample study.fqda” exists already" in sentence(run("sample"))
    open_study(tmp_path / "Sample study.fqda").close()


def test_info_tells_what_is_in_a_study(sample: Path) -> None:
    lines = run("info", sample).stdout.splitlines()
    assert "Areas         12" in lines
    assert "Participants  29" in lines
    assert "Matrices      4 with 23 sub-topics" in lines
    assert any(line.startswith("Charted       368 of 644 cells (57%)") for line in lines)
    assert "Comments      2, 2 open" in lines
    assert "Memos         10" in lines
    assert any(line.startswith("Quotations    40, with the tags ") for line in lines)
    assert any(line.startswith("Drafts ") and "Down the corridor" in line for line in lines)
    assert next(int(line.split()[1]) for line in lines if line.startswith("Passages ")) >= 150
    assert any(line.startswith("Recordings    ") for line in lines)
    assert any(line.split()[-5:] == ["80", "of", "140", "cells", "(57%)"] for line in lines)
    assert any(line.startswith("interviews") and "minutes (number)" in line for line in lines)


def test_info_of_an_empty_study(tmp_path: Path) -> None:
    run("new", tmp_path / "new.fqda", "--empty")
    assert "Charted       no cells yet" in run("info", tmp_path / "new.fqda").stdout


def test_check_finds_a_sound_study_sound(tmp_path: Path) -> None:
    make_study(tmp_path / "small.fqda").close()
    result = run("check", tmp_path / "small.fqda")
    assert (result.stdout, result.stderr, result.exit_code) == ("“small.fqda” is sound.\n", "", 0)


def test_check_lists_what_stands_in_the_way_of_going_out(sample: Path) -> None:
    result = run("check", sample)
    assert result.exit_code == 1
    *lines, last = result.stdout.splitlines()
    assert last == "“sample.fqda” is sound."
    assert "Area 1 · LA Team Manager · 1.6 other: identifying word: “linen store”" in lines
    by_ear = [line for line in lines if ": not checked by ear: " in line]
    assert by_ear[0].startswith("quotation · Area 1 · LA Team Manager: not checked by ear: “We are always")
    assert not any("London" in line for line in lines), "accepted with a reason"
    told = f"{len(by_ear)} quotations not checked by ear, {len(lines) - len(by_ear)} disclosures open."
    assert result.stderr == f"This stands in the way of going out: {told}\n"


def test_check_of_one_draft_lists_what_it_prints(sample: Path, tmp_path: Path) -> None:
    assert run("check", sample, "--draft", "Down the corridor").stdout == "“sample.fqda” is sound.\n"
    path = Path(shutil.copy(sample, tmp_path / "copy.fqda"))
    with open_study(path) as study:
        (cell,) = (each.subject for each in study.exposures() if each.disclosure.words == "linen store")
        study.add_draft("Charts", [Block(BlockId(""), BlockKind.CELL, settings={"cell": cell})])
    result = run("check", path, "--draft", "charts")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0].endswith("1.6 other: identifying word: “linen store”")
    assert result.stderr == "This stands in the way of going out: 1 disclosure open.\n"
    assert "There is no draft “nothing”" in sentence(run("check", path, "--draft", "nothing"))


# --- quotes ---


def test_quotes_writes_them_under_the_headings_asked_for(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "quotes.docx"
    assert (
        run("quotes", sample, "--by", "sub-topic", "--to", out).stdout == f"Wrote 40 quotations to {out}.\n"
    )
    heads = [
        each.text for each in Document(str(out)).paragraphs if each.style and each.style.name == "Heading 1"
    ]
    assert heads
    assert all(re.match(r"\d\.\d ", head) for head in heads)
    assert run("quotes", sample, "--by", "side", "--to", out).exit_code == 0
    heads = [
        each.text for each in Document(str(out)).paragraphs if each.style and each.style.name == "Heading 1"
    ]
    assert {head.casefold() for head in heads} == {"side: acute trust", "side: local authority"}


def test_quotes_filters_by_field_status_and_tag(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "quotes.csv"
    with open_study(sample) as study:
        trusts = {each.id for each in study.interviews() if "AT" in each.name}
        own = [each for each in study.quotations() if each.interview in trusts]
        chosen = [each for each in own if each.status == "chosen"]
        tag = chosen[0].tags[0]
        tagged = [each for each in study.quotations() if tag in each.tags]
    side = ("quotes", sample, "--where", "side=acute trust", "--to", out)
    assert run(*side).stdout.startswith(f"Wrote {len(own)} quotations")
    assert run(*side, "--status", "chosen").stdout.startswith(f"Wrote {len(chosen)} quotations")
    assert run("quotes", sample, "--tag", tag, "--to", out).stdout.startswith(f"Wrote {len(tagged)} ")
    said = sentence(run("quotes", sample, "--by", "colour", "--to", out))
    assert "“colour”" in said and "“sub-topic”" in said and "“side”" in said
    four = [word for each in ("area", "side", "tag", "status") for word in ("--by", each)]
    assert run("quotes", sample, *four, "--to", out).exit_code == 2
    assert ".md, .xlsx, .csv" in sentence(run("quotes", sample, "--to", tmp_path / "quotes.pdf"))


def test_passages_to_look_at_are_no_damage(tmp_path: Path) -> None:
    with make_study(tmp_path / "small.fqda") as study:
        furnish(study)
    result = run("check", tmp_path / "small.fqda")
    assert "is damaged" not in result.stderr
    first, *_, last = result.stdout.splitlines()
    assert first == "A passage is doubtful: Area 1 · Interview 1 · “The Café by the meadow was shut”"
    assert last == "“small.fqda” is sound."
    lines = run("info", tmp_path / "small.fqda").stdout.splitlines()
    assert {"Passages      5, 1 doubtful or lost", "Comments      4, 2 open", "Recordings    3"} <= {*lines}


def test_check_lists_what_is_wrong(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def problems(_: object) -> list[str]:
        return ["row 7 missing from index interview_area", "cell refers to nothing"]

    monkeypatch.setattr("framework_qda.study.core.Core.problems", problems)
    result = run("check", sample)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == problems(None)
    assert result.stderr == "“sample.fqda” is damaged; go back to its latest sound copy.\n"


@pytest.mark.parametrize("command", ["info", "check"])
def test_a_file_that_is_no_study_is_told(tmp_path: Path, command: str) -> None:
    path = tmp_path / "shopping.fqda"
    path.write_text("eggs, milk, " * 50, "utf-8")
    assert "“shopping.fqda” is damaged or no Framework QDA study" in sentence(run(command, path))


# --- import ---


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name in ("area 1 - nurse.txt", "area 2 - manager.txt"):
        (folder / name).write_text("[00:01:00] NN: one two three\n\n[00:02:00] INT: four?\n", "utf-8")
    run("new", tmp_path / "my.fqda", "--empty")
    return folder


def test_import_prints_what_went_in(notes: Path) -> None:
    result = run("import", notes.parent / "my.fqda", notes)
    assert result.exit_code == 0
    first, *rows = result.stdout.splitlines()
    assert first == "Imported 2 interviews."
    assert [row.split()[-1] for row in rows] == ["nurse.txt", "manager.txt"]
    assert all("4 words" in row for row in rows)
    assert result.stderr == ""


def test_import_goes_by_a_sheet(notes: Path) -> None:
    sheet = notes.parent / "who.csv"
    sheet.write_text(
        "file,area,interview,participant: role,participants\narea 1 - nurse,Ward,Nurse,Named Nurse,P1\n",
        "utf-8",
    )
    result = run("import", notes.parent / "my.fqda", notes, "--cases", sheet)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].split() == ["Ward", "Nurse", "4", "words", "area", "1", "-", "nurse"]
    assert "manager.txt” was left out: the sheet of cases does not name it" in result.stderr


def test_import_lists_the_bad_and_keeps_the_good(notes: Path) -> None:
    (notes / "empty.txt").write_bytes(b"")
    Document().save(str(notes / "blank.docx"))
    result = run("import", notes.parent / "my.fqda", notes, notes / "gone.txt")
    assert result.exit_code == 1
    assert result.stdout.startswith("Imported 2 interviews.")
    refused = result.stderr.splitlines()
    assert [line.split(" ")[0] for line in refused] == ["“blank.docx”", "“empty.txt”", "“gone.txt”"]
    with open_study(notes.parent / "my.fqda") as study:
        assert len(study.interviews()) == 2


def test_import_tells_of_documents_it_cannot_read(notes: Path) -> None:
    (notes / "area 3 - matron.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (notes / "area 4 - midwife.odt").write_bytes(b"PK")
    result = run("import", notes.parent / "my.fqda", notes)
    assert result.exit_code == 1
    assert result.stdout.startswith("Imported 2 interviews.")
    old, other = result.stderr.splitlines()
    assert old == "“area 3 - matron.doc” is in the old Word format; open it in Word and save it as .docx."
    assert other.startswith("“area 4 - midwife.odt” is an OpenDocument text; open it in ")


def test_import_refuses_a_bad_sheet(notes: Path) -> None:
    sheet = notes / "cases.csv"
    sheet.write_text("file,place\nx.txt,Area 1\n", "utf-8")
    assert "“cases.csv”" in sentence(run("import", notes.parent / "my.fqda", notes))


@pytest.mark.skipif(not CHANGELOG.is_dir(), reason="the changelog interviews are not on this machine")
def test_real_interviews_are_imported_searched_and_exported(tmp_path: Path) -> None:
    study, out = tmp_path / "rfc.fqda", tmp_path / "rfc.docx"
    run("new", study)
    assert run("import", study, CHANGELOG).stdout.startswith("Imported 21 interviews.")
    found = run("search", study, "open source", "sustain*", "--limit", "5").stdout.splitlines()
    assert len(found) == 10
    assert run("export", study, "--to", out).exit_code == 0
    tables = Document(str(out)).tables
    assert len(tables) == 4
    assert len(tables[0].rows) > 21


# --- search ---


def test_search_says_where_each_hit_stands(sample: Path) -> None:
    lines = run("search", sample, "wet", "tuesd*").stdout.splitlines()
    assert lines[0] == "Area 1 · LA Team Manager · 1 Background and staffing · social work staffing"
    assert lines[2] == "Area 1 · LA Team Manager · paragraph 4"
    assert all("wet Tuesday" in line and line.startswith("    ") for line in lines[1::2])


def test_search_names_the_interview_of_a_quotation_and_the_draft(sample: Path, tmp_path: Path) -> None:
    copy = shutil.copyfile(sample, tmp_path / "copy.fqda")
    with open_study(copy) as study:
        row = study.interviews()[0]
        study.note_quotation(study.quote_stretch(row.id, 0, 12), "a hippopotamus")
        study.add_draft("On animals", [Block(BlockId(""), BlockKind.PARAGRAPH, "No hippopotamus")])
    lines = run("search", copy, "hippopotamus").stdout.splitlines()
    assert lines[0].startswith("quotation · Area 1 · ") and lines[2] == "draft · On animals"
    assert [line.strip() for line in lines[1::2]] == ["a hippopotamus", "No hippopotamus"]


def test_search_stops_at_its_limit(sample: Path) -> None:
    assert len(run("search", sample, "hospital", "--limit", "3").stdout.splitlines()) == 6


def test_search_that_finds_nothing_says_so(sample: Path) -> None:
    result = run("search", sample, "zeppelin")
    assert (result.exit_code, result.stdout) == (0, f"“zeppelin” is found nowhere in {sample}.\n")


# --- export ---


@pytest.mark.parametrize("name", ["out.docx", "out.xlsx", "out.csv", "out.html"])
def test_export_writes_all_matrices(sample: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert run("export", sample, "--to", out).stdout == f"Wrote 4 matrices to {out}.\n"
    assert out.stat().st_size > 10_000


@pytest.mark.parametrize("which", ["2", "identification and referral processes"])
def test_export_writes_one_matrix_by_number_or_name(sample: Path, tmp_path: Path, which: str) -> None:
    out = tmp_path / "out.docx"
    result = run("export", sample, "--matrix", which, "--to", out, "--paper", "a3")
    assert result.stdout == f"Wrote 1 matrix to {out}.\n"
    document = Document(str(out))
    assert "2 Identification and referral processes" in [p.text for p in document.paragraphs]
    width = document.sections[0].page_width
    assert width and width.mm == pytest.approx(420, abs=1)


def test_export_refers_to_paragraphs_if_asked(sample: Path, tmp_path: Path) -> None:
    texts: list[str] = []
    for choice in ("--references", "--no-references", "--paper=A4"):
        out = tmp_path / "out.csv"
        assert run("export", sample, "--to", out, choice).exit_code == 0
        texts.append(out.read_text("utf-8-sig"))
    found = [len(re.findall(r"” \[p\d+\]", text)) for text in texts]
    assert found[0] >= 240
    assert found[1:] == [0, 0]


def test_export_refuses_what_it_cannot_do(sample: Path, tmp_path: Path) -> None:
    assert ".docx, .xlsx, .csv, .html" in sentence(run("export", sample, "--to", tmp_path / "out.pdf"))
    assert "no matrix “7”" in sentence(run("export", sample, "--matrix", 7, "--to", tmp_path / "out.docx"))
    assert "cannot be written" in sentence(run("export", sample, "--to", tmp_path / "nowhere" / "out.docx"))
    assert list(tmp_path.iterdir()) == []


# --- Progress, and the real thing ---


def test_progress_shows_on_a_terminal_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("sample", tmp_path / "quiet.fqda").stderr == ""
    shown: list[str] = []
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(click, "echo", lambda text, **_: shown.append(text))
    with terminal.progress() as progress:
        progress(3, 28, "Reading 03.docx")
    assert shown == ["\r\033[K3/28  Reading 03.docx", "\r\033[K"]


def test_the_installed_command_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    def call(*words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-X", "utf8", "-m", "framework_qda", *map(str, words)]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path
        )

    made = call("new", "my.fqda", "--matrices", matrices_folder())
    assert (made.returncode, made.stdout, made.stderr) == (0, "Made my.fqda with 4 matrices.\n", "")
    again = call("new", "my.fqda")
    assert again.returncode == 1
    assert again.stderr == ("“my.fqda” exists already; choose another name so that nothing is overwritten.\n")
    assert call("export", "my.fqda").returncode == 2
    assert call("info", "my.fqda").stdout.startswith("Title         my\n")


def test_the_command_line_starts_without_windows_and_frames() -> None:
    script = (
        "import sys, framework_qda.cli;"
        "print([m for m in ('PySide6', 'pandas', 'docx', 'openpyxl', 'lxml') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_without_a_screen_the_workbench_says_so(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert "There is no screen here" in sentence(run(sample))
