"""What the documents say is so: commands, keys, pictures, links, sentences, and the examples of the guide."""

from __future__ import annotations

import ast
import csv
import inspect
import re
import shlex
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from framework_qda import create_study, errors
from framework_qda.cli import main
from framework_qda.sources.cases import read_cases
from framework_qda.sources.matrices import read_framework
from framework_qda.tasks.importing import import_files, plan
from framework_qda.text.case import Person
from framework_qda.text.turns import turns
from framework_qda.ui import pictures, settings
from framework_qda.ui.dialogs.fixed_keys import fixed_keys
from framework_qda.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
README, GUIDE = ROOT / "README.md", ROOT / "docs/guide.md"
DOCUMENTS = [README, *sorted((ROOT / "docs").glob("*.md"))]
ARROWS = ("Left", "Up", "Right", "Down")
NOTES = (
    "INT: How did you start?\nNM: I answered an advert, that was it.\nINT: And then?\nNM: I moved wards.\n"
)


def read(document: Path) -> str:
    return document.read_text("utf-8")


def fenced(document: Path, language: str = "") -> list[str]:
    """Give the blocks of code in one language."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", read(document), re.DOTALL | re.MULTILINE)
    return [block for of, block in blocks if of == language]


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]+`", "", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))


# --- Commands ---


def commands(document: Path) -> Iterator[list[str]]:
    """Give the words of every command line of this program that stands as code."""
    lines = [line for block in fenced(document) for line in block.splitlines()]
    for code in [*lines, *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", read(document))]:
        if re.match(r"framework-qda\b(?!-)", code):
            yield shlex.split(code, comments=True)[1:]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_exists_with_its_options(document: Path) -> None:
    for words in commands(document):
        first = words[0] if words else ""
        named = first in main.commands
        assert named or not first or first.startswith("-") or first.endswith(".fqda"), words
        command = main.commands[first] if named else main
        known = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
        assert {word for word in words if word.startswith("-")} <= known, words


def test_the_names_in_the_exports_of_the_guide_are_in_the_sample() -> None:
    texts = "\n".join(read(file) for file in (ROOT / "sample_project").glob("*.toml"))
    texts += read(ROOT / "sample_project/cases.csv")
    for words in commands(GUIDE):
        for option, name in pairwise(words):
            if option in ("--typology", "--view", "--by", "--pairs", "--case", "--compare", "--linkage"):
                assert name in texts, f"{option} {name}"


def test_the_guide_shows_every_command_and_option() -> None:
    shown = list(commands(GUIDE))
    assert {words[0] for words in shown if words} >= set(main.commands)
    for command in main.commands.values():
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or parameter.opts[0] in read(GUIDE)


# --- Keys ---


def written(keys: str) -> str:
    """Write keys as this system shows them."""
    return QKeySequence(keys.replace("Enter", "Return")).toString(QKeySequence.SequenceFormat.NativeText)


def keys_named(document: Path) -> set[str]:
    """Give the keys in bold, arrows one by one."""
    bold = re.findall(r"\*\*([^*\n]+)\*\*", without_code(read(document)))
    found = {
        keys
        for keys in bold
        if re.fullmatch(r"(?:(?:Ctrl|Shift|Alt)\+)+\S+|F\d+|Enter|Esc|Tab|Space|Del", keys)
    }
    return {written(keys.replace("arrows", arrow)) for keys in found for arrow in ARROWS}


@pytest.fixture
def bound(qtbot: QtBot, tmp_path: Path) -> set[str]:
    """Every key of a command, and those that belong to a pane."""
    settings.remember_in(tmp_path)
    window = MainWindow()
    qtbot.addWidget(window)
    actions = [action for _, group in window.commands.grouped() for action in group]
    own = {keys.toString(QKeySequence.SequenceFormat.NativeText) for a in actions for keys in a.shortcuts()}
    fixed = [keys for _, group in fixed_keys() for _, keys in group]
    spread = [keys.replace("← ↑ ↓ →", arrow) for keys in fixed for arrow in ARROWS]
    return own | {written(each) for keys in spread for each in keys.split("  ")}


@pytest.mark.parametrize("document", [README, GUIDE], ids=lambda path: path.name)
def test_every_key_is_bound(document: Path, bound: set[str]) -> None:
    named = keys_named(document)
    assert len(named) > 10
    assert named <= bound


def test_the_keys_that_are_shown_are_those_of_the_guide(qtbot: QtBot, bound: set[str]) -> None:
    window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
    actions = [action for _, group in window.commands.grouped() for action in group]
    shown = {action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) for action in actions} - {""}
    assert shown <= keys_named(GUIDE)


def test_the_guide_names_every_key_that_is_bound_to_one_command_alone(bound: set[str]) -> None:
    chords = {keys for keys in bound if re.fullmatch(r"Ctrl\+(Shift\+)?[A-Z0-9]", keys)}
    assert chords <= keys_named(GUIDE)


# --- Pictures and links ---


def pictured() -> set[str]:
    """Give the names of the files that `pictures` saves."""
    scenes = ast.walk(ast.parse(inspect.getsource(pictures)))
    yielded = [node.value for node in scenes if isinstance(node, ast.Yield)]
    names = [each.elts[0] for each in yielded if isinstance(each, ast.Tuple)]
    return {f"{ast.literal_eval(name)}-{scheme}.png" for name in names for scheme in ("light", "dark")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_picture_is_there_or_drawn_and_has_words_for_those_who_cannot_see_it(document: Path) -> None:
    for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", read(document)):
        path = (document.parent / target).resolve()
        assert path.exists() or (path.parent == ROOT / "docs/images" and path.name in pictured()), target
        assert len(words) > 10


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", without_code(read(document))):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, heading = target.partition("#")
        path = (document.parent / place).resolve() if place else document
        assert path.exists(), target
        assert not heading or heading in headings(path), target


def headings(document: Path) -> set[str]:
    """Give the anchors of headings, as the hosts of repositories make them."""
    found = re.findall(r"^#+ (.+)$", read(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in found}


# --- Sentences ---


def test_the_guide_has_every_sentence_about_a_study_file() -> None:
    for error in errors.StudyError.__subclasses__():
        parameters = inspect.signature(error.__init__).parameters.values()
        if [each.name for each in parameters if each.default is each.empty] == ["self", "path"]:
            assert str(error(Path("NAME.fqda"))) in read(GUIDE)


def test_every_sentence_of_the_guide_is_one_of_the_program() -> None:
    code = "\n".join(read(path) for path in (ROOT / "framework_qda").rglob("*.py"))
    said = re.sub(r'"\s*\n\s*f?"', "", code)
    told = re.findall(
        r"^\| (.+?) \| .+ \|$", read(GUIDE).partition("## When something goes wrong")[2], re.MULTILINE
    )
    sentences = [sentence for sentence in told if sentence not in ("Sentence", "---")]
    assert len(sentences) > 50
    for sentence in sentences:
        for piece in re.split(r"…|[;(]", sentence.replace("NAME.fqda", "…")):
            assert piece.strip(" .)") in said, sentence


# --- Examples ---


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples of the guide as files: framework/, notes/ with a sheet of cases, and the study of both."""
    folder = tmp_path_factory.mktemp("guide")
    for name in ("framework", "notes"):
        (folder / name).mkdir()
    (matrix,) = fenced(GUIDE, "toml")
    (folder / "framework/1-starting-in-the-role.toml").write_text(matrix, "utf-8")
    write_sheet(folder / "notes/cases.csv")
    for case in read_cases(folder / "notes/cases.csv"):
        (folder / "notes" / case.file).write_text(NOTES)
    with create_study(folder / "ward-study.fqda", "Ward study") as study:
        study.add_framework(read_framework(folder / "framework"))
        assert not import_files(study, plan([folder / "notes"])).refused
    return folder


def write_sheet(path: Path) -> None:
    """Write the example of a sheet, which the guide shows as a table."""
    table = re.search(r"^\| file \|.+?\n\n", read(GUIDE), re.DOTALL | re.MULTILINE)
    assert table
    header, _, *rows = table.group().strip().splitlines()
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([cell.strip() for cell in row.split("|")[1:-1]] for row in (header, *rows))


def test_the_framework_of_the_guide_is_accepted(world: Path) -> None:
    (matrix,) = read_framework(world / "framework")
    assert matrix.name == "Starting in the role"
    assert [bool(subtopic.definition) for subtopic in matrix.subtopics] == [True, True, False]


def test_the_sheet_of_cases_of_the_guide_is_accepted(world: Path) -> None:
    nurse, porters, manager = read_cases(world / "notes/cases.csv")
    assert (nurse.area, nurse.kind, nurse.date) == ("North ward", "transcript", "2012-02-28")
    assert porters.participants == (
        Person("P02", {"role": "Porter"}),
        Person("P03", {"role": "Senior porter"}),
    )
    assert (manager.kind, manager.date, manager.attributes) == ("notes", "", {"minutes": "51"})


@pytest.mark.parametrize("document", [README, GUIDE], ids=lambda path: path.name)
def test_the_python_examples_run(
    document: Path,
    world: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("ward-study.fqda", "my.fqda"):
        shutil.copy(world / "ward-study.fqda", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    (example,) = fenced(document, "python")
    exec(compile(example, str(document), "exec"), {})
    if document == GUIDE:
        printed = capsys.readouterr().out
        assert "North ward" in printed and "South ward" not in printed
        assert printed.count("I answered an advert") == 3


def test_the_forms_of_speakers_and_times_are_recognised() -> None:
    (forms,) = [block for block in fenced(GUIDE) if block.startswith("[00:12:30]")]
    lines = [form.replace(" <tab> ", "\t") for form in re.split(r"\n| {2,}", forms) if form]
    read_ = turns(lines).paragraphs
    assert len(read_) == 6
    assert {paragraph.text for paragraph in read_} == {"words"}
    assert [paragraph.speaker for paragraph in read_] == ["TM", "TM", "Name", "NM", "TM", "TM"]
    assert [paragraph.time is None for paragraph in read_] == [False] * 5 + [True]
