"""The verbs of a study for the command line.

Exit codes: 0; 1 where something in the user's world is wrong, told in one sentence; 2 for wrong usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from framework_qda import __version__, create_study, open_study
from framework_qda.errors import PassphraseNeeded, Refused, StudyError, StudyMissing
from framework_qda.launch import PASSPHRASE, open_workbench
from framework_qda.progress import Progress, silent
from framework_qda.study import Study
from framework_qda.study.model import Hit, HitKind, InterviewId
from framework_qda.tasks.describing import attribute_rows, count, facts, matrix_rows, unsettled, view_rows

_CLEAR = "\r\033[K"
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    """Take a first word that is no command as the file to open, and tell a StudyError in its sentence."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["open", *args]
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StudyError as error:
            click.echo(error, err=True)
            ctx.exit(1)


@click.group(cls=_Commands, invoke_without_command=True, context_settings=_HELP)
@click.version_option(__version__, prog_name="Framework QDA", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Framework analysis of interviews: summaries in thematic matrices.

    “framework-qda FILE” opens a study in the workbench; without FILE it shows the welcome page.

    A study protected by a passphrase asks for it; scripts give it in a file (--passphrase-file) or in the
    environment variable FRAMEWORK_QDA_PASSPHRASE.

    \b
    Example:
      framework-qda sample my-first.fqda
      framework-qda my-first.fqda
    """
    if ctx.invoked_subcommand is None:
        open_workbench()


# --- Arguments that several commands take ---------------------------------------------------------------

_Command = Callable[..., None]
_file = click.argument("file", type=click.Path(path_type=Path))


def _passphrase_file(command: _Command) -> _Command:
    return click.option(
        "--passphrase-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Read the passphrase from the first line of this file.",
    )(command)


def _given_passphrase(file: Path | None) -> str:
    return _first_line(file) if file else os.environ.get(PASSPHRASE, "")


def _asked_passphrase(*, twice: bool = False) -> str:
    """Ask for the passphrase on a terminal; "" where nobody can answer."""
    if not _somebody_can_answer():
        return ""
    return click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Refused(
            f"“{file.name}” cannot be read as text; write the passphrase in its first line."
        ) from None
    if not lines or not lines[0]:
        raise Refused(f"“{file.name}” has no passphrase in its first line; write it there.")
    return lines[0]


def _somebody_can_answer() -> bool:
    return sys.stdin.isatty()


def _opened(file: Path, passphrase_file: Path | None) -> Study:
    return _unlocked(file, passphrase_file)[0]


def _unlocked(file: Path, passphrase_file: Path | None) -> tuple[Study, bool]:
    """Open a study, and tell whether a passphrase was needed."""
    try:
        return open_study(file), False
    except PassphraseNeeded:
        return open_study(file, _given_passphrase(passphrase_file) or _asked_passphrase()), True


@contextmanager
def _progress() -> Generator[Progress]:
    """Show progress in one line of a terminal, which is cleared at the end; stay silent anywhere else."""
    if not sys.stderr.isatty():
        yield silent
        return
    try:
        yield _show
    finally:
        click.echo(_CLEAR, err=True, nl=False)


def _show(done: int, total: int, words: str, /) -> None:
    click.echo(f"{_CLEAR}{done}/{total}  {words}", err=True, nl=False)


def _print_table(rows: Iterable[Sequence[object]], indent: str = "") -> None:
    """Print rows in columns, aligned at the left."""
    texts = [[str(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        click.echo((indent + "  ".join(cells)).rstrip())


# --- The commands ---------------------------------------------------------------------------------------


@main.command("open")
@_file
@_passphrase_file
def open_(file: Path, passphrase_file: Path | None) -> None:
    """Open a study in the workbench; the word “open” may be left out.

    Where no passphrase is given and the study needs one, the workbench asks for it.

    \b
    Example: framework-qda hospital-study.fqda
    """
    if not file.exists():
        raise StudyMissing(file)
    open_workbench(file, _given_passphrase(passphrase_file))


@main.command()
@_file
@click.option(
    "--matrices", type=click.Path(path_type=Path), help="Folder of TOML files, one a matrix, to begin with."
)
@click.option("--empty", is_flag=True, help="Begin without any matrix.")
@click.option("--title", default="", help="Name of the study; the file's name where it is left out.")
@click.option("--passphrase", is_flag=True, help="Protect the study by a passphrase, which is asked for.")
@_passphrase_file
def new(
    file: Path,
    *,
    matrices: Path | None,
    empty: bool,
    title: str,
    passphrase: bool,
    passphrase_file: Path | None,
) -> None:
    """Make a new study, with the four matrices that come with the program or your own.

    \b
    Example: framework-qda new ward-study.fqda --matrices my-framework --passphrase
    """
    from framework_qda.sources.matrices import read_framework
    from framework_qda.tasks.library import matrices_folder

    if matrices and empty:
        raise click.UsageError("Give --matrices or --empty, not both.")
    outlines = [] if empty else read_framework(matrices or matrices_folder())
    words = _new_passphrase(passphrase_file) if passphrase or passphrase_file else ""
    with create_study(file, title, words) as study:
        if outlines:
            study.add_framework(outlines)
    protected = ", protected by a passphrase" if words else ""
    click.echo(f"Made {file} with {count(len(outlines), 'matrix', 'matrices')}{protected}.")


def _new_passphrase(file: Path | None) -> str:
    words = _given_passphrase(file) or _asked_passphrase(twice=True)
    if not words:
        raise click.UsageError(f"Nobody can type a passphrase here: give --passphrase-file or {PASSPHRASE}.")
    return words


@main.command()
@click.argument("file", type=click.Path(path_type=Path), default="Sample study.fqda")
def sample(file: Path) -> None:
    """Build the fictional sample study: 12 areas, 28 interviews, four matrices.

    Without FILE it becomes “Sample study.fqda” in this folder.

    \b
    Example: framework-qda sample my-first.fqda
    """
    from framework_qda.tasks.sample import build_sample

    with _progress() as progress:
        build_sample(file, progress)
    click.echo(f"Made {file}.")


@main.command("import")
@_file
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--cases",
    type=click.Path(path_type=Path),
    help="Sheet (.csv, .tsv, .xlsx) that says which area, interview and people a file belongs to.",
)
@_passphrase_file
def import_(file: Path, paths: tuple[Path, ...], cases: Path | None, passphrase_file: Path | None) -> None:
    """Import interviews from Word, text and Markdown files, or folders of them.

    A sheet called cases.csv (or .tsv, .xlsx) among them is used without being named. Good files go in even
    where others are refused; the exit code is 1 if any is.

    \b
    Example: framework-qda import ward-study.fqda notes --cases notes/cases.xlsx
    """
    from framework_qda.tasks.importing import import_files, left_out, plan

    pairs = plan(paths, cases)
    with _opened(file, passphrase_file) as study:
        with _progress() as progress:
            report = import_files(study, pairs, progress)
        _print_imported(study, set(report.imported))
    for path in left_out(paths, pairs):
        click.echo(f"“{path}” was left out: the sheet of cases does not name it.", err=True)
    for refusal in report.refused:
        click.echo(refusal, err=True)
    if report.refused:
        sys.exit(1)


def _print_imported(study: Study, imported: set[InterviewId]) -> None:
    areas = {area.id: area.name for area in study.areas()}
    words = study.transcript_words()
    click.echo(f"Imported {count(len(imported), 'interview')}.")
    _print_table(
        (
            (areas[row.area], row.name, count(words[row.id], "word"), row.source)
            for row in study.interviews()
            if row.id in imported
        ),
        indent="  ",
    )


_VIEWS = (
    click.option(
        "--case", "cases", multiple=True, help="An area, or “area · interview”, along all sub-topics."
    ),
    click.option(
        "--theme", "themes", multiple=True, help="A sub-topic (1.3, or its name) down all interviews."
    ),
    click.option(
        "--compare",
        multiple=True,
        help="One side of a comparison: an area, interview, sub-topic, FIELD=VALUE.",
    ),
    click.option("--pairs", default="", metavar="FIELD", help="Its values side by side within every area."),
    click.option("--central", multiple=True, help="A sub-topic of a central chart, one row a case."),
    click.option("--linkage", nargs=2, metavar="FIELD FIELD", help="Which cases have which values of both."),
    click.option("--typology", "typologies", multiple=True, help="Types and how each case got there."),
    click.option("--view", "views", multiple=True, help="A comparison, chart or grid that is kept by name."),
    click.option(
        "--subtopic", "subtopics", multiple=True, help="Sub-topics of --compare and --pairs; or all."
    ),
    click.option(
        "--by", default="", help="Field that groups --theme or orders --case; typology of --central."
    ),
    click.option(
        "--unit",
        type=click.Choice(["area", "interview"]),
        default="area",
        show_default=True,
        help="What a case is in --central, --linkage and --coverage.",
    ),
    click.option("--coverage", is_flag=True, help="A heat map of how much is charted, with its numbers."),
    click.option(
        "--pictures", is_flag=True, help="Draw linkage grids, and the categories of --theme --by, too."
    ),
)


def _views(command: _Command) -> _Command:
    for option in reversed(_VIEWS):
        command = option(command)
    return command


@main.command()
@_file
@click.option(
    "--matrix",
    "matrices",
    multiple=True,
    default=["all"],
    metavar="N|NAME|all",
    help="Which; may be repeated.",
)
@click.option(
    "--to",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write, ending in .docx, .xlsx, .csv or .html; one of that name is replaced.",
)
@click.option(
    "--paper", type=click.Choice(["A4", "A3"], case_sensitive=False), default="A4", show_default=True
)
@click.option(
    "--references/--no-references",
    default=False,
    show_default=True,
    help="Whether linked words refer to their paragraph in the notes, such as [p12].",
)
@_views
@click.option(
    "--where",
    multiple=True,
    metavar="FIELD=VALUE|...",
    help="Only interviews with such a value, or the name of a kept filter; may be repeated.",
)
@_passphrase_file
def export(
    file: Path,
    *,
    matrices: tuple[str, ...],
    out: Path,
    paper: Any,
    references: bool,
    where: tuple[str, ...],
    passphrase_file: Path | None,
    **named: Any,
) -> None:
    """Write matrices, or the views named, to Word, Excel, CSV or HTML.

    \b
    Example:
      framework-qda export ward-study.fqda --matrix 2 --to referrals.docx --paper A3
      framework-qda export ward-study.fqda --case "Area 3" --to area-3.docx
      framework-qda export ward-study.fqda --theme 1.3 --by "service model" --to staffing.html
      framework-qda export ward-study.fqda --compare "Area 1" --compare "Area 2" --to two.docx
      framework-qda export ward-study.fqda --central 3.2 --central 3.5 --where "side=trust" --to chart.xlsx
      framework-qda export ward-study.fqda --view "Trust and authority" --to pairs.docx
    """
    from framework_qda.tasks.asking import Asked, meeting, pages
    from framework_qda.tasks.exporting import export as write
    from framework_qda.tasks.exporting import export_pages, sheets
    from framework_qda.tasks.references import Manner

    chosen = None if "all" in matrices else matrices
    manner = Manner.PARAGRAPH if references else Manner.NONE
    asked = Asked(**named, where=where, sheets=sheets(out))
    if asked.anything and chosen:
        raise click.UsageError("Give --matrix or another view, not both.")
    with _opened(file, passphrase_file) as study, _progress() as progress:
        if asked.anything:
            made = pages(study, asked)
            export_pages(study, out, made, paper=paper, references=manner, progress=progress)
            wrote = count(len(made), "view")
        else:
            rows = meeting(study, where)
            views = write(
                study, out, chosen, paper=paper, interviews=rows, references=manner, progress=progress
            )
            wrote = count(len(views), "matrix", "matrices")
    click.echo(f"Wrote {wrote} to {out}.")


@main.command()
@_file
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1), help="Most hits to show.")
@_passphrase_file
def search(file: Path, query: tuple[str, ...], limit: int, passphrase_file: Path | None) -> None:
    """Find words, "exact phrases" and prefix* in notes, summaries, memos and comments.

    \b
    Example: framework-qda search ward-study.fqda 'discharge planning' --limit 20
    """
    words = " ".join(query)
    with _opened(file, passphrase_file) as study:
        hits = study.search(words, limit)[:limit]
        places = _Places(study)
        for hit in hits:
            click.echo(f"{places.of(hit)}\n    {_highlighted(hit)}")
    if not hits:
        click.echo(f"“{words}” is found nowhere in {file}.")


class _Places:
    """Name where a hit stands: area, interview, and sub-topic or paragraph."""

    def __init__(self, study: Study) -> None:
        self._study = study
        areas = {area.id: area.name for area in study.areas()}
        self._rows = {row.id: f"{areas[row.area]} · {row.name}" for row in study.interviews()}
        titles = {matrix.id: matrix.title for matrix in study.matrices()}
        self._columns = {
            subtopic.id: f"{titles[subtopic.matrix]} · {subtopic.name}" for subtopic in study.subtopics()
        }

    def of(self, hit: Hit) -> str:
        if hit.memo and (memo := self._study.memo(hit.memo)):
            return f"memo · {self._study.subject_name(memo.about, memo.subject) or memo.about}"
        if hit.kind is HitKind.COMMENT and hit.subtopic:
            return f"comment · {self._rows[hit.interview]} · {self._columns[hit.subtopic]}"
        place = self._columns[hit.subtopic] if hit.subtopic else f"paragraph {hit.paragraph}"
        return f"{self._rows[hit.interview]} · {place}"


def _highlighted(hit: Hit) -> str:
    text = "".join(click.style(piece, bold=True) if found else piece for piece, found in hit.context)
    return " ".join(text.split())


@main.command()
@_file
@_passphrase_file
def info(file: Path, passphrase_file: Path | None) -> None:
    """Tell what a study holds and how much of it is charted.

    \b
    Example: framework-qda info ward-study.fqda
    """
    study, protected = _unlocked(file, passphrase_file)
    with study:
        for rows in (facts(study, protected), matrix_rows(study), attribute_rows(study), view_rows(study)):
            _print_table(rows)
            click.echo()


@main.command()
@_file
@_passphrase_file
def check(file: Path, passphrase_file: Path | None) -> None:
    """Check that the file of a study is whole; the exit code is 1 where it is not.

    Passages that a correction of their words left doubtful or lost are listed; they are no damage.

    \b
    Example: framework-qda check ward-study.fqda
    """
    with _opened(file, passphrase_file) as study:
        problems = study.problems()
        findings = problems or unsettled(study)
    for finding in findings:
        click.echo(finding)
    if problems:
        click.echo(f"“{file.name}” is damaged; go back to its latest sound copy.", err=True)
        sys.exit(1)
    click.echo(f"“{file.name}” is sound.")
