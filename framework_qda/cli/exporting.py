"""Write matrices and views to files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from framework_qda.cli.opening import Command, file_argument, opened, passphrase_option
from framework_qda.cli.terminal import progress
from framework_qda.tasks.describing import count

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


def _views(command: Command) -> Command:
    for option in reversed(_VIEWS):
        command = option(command)
    return command


@click.command()
@file_argument
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
@passphrase_option
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
    with opened(file, passphrase_file) as study, progress() as told:
        if asked.anything:
            made = pages(study, asked)
            export_pages(study, out, made, paper=paper, references=manner, progress=told)
            wrote = count(len(made), "view")
        else:
            rows = meeting(study, where)
            views = write(study, out, chosen, paper=paper, interviews=rows, references=manner, progress=told)
            wrote = count(len(views), "matrix", "matrices")
    click.echo(f"Wrote {wrote} to {out}.")
