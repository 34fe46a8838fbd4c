"""Write quotations to files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from framework_qda.cli.opening import file_argument, opened, passphrase_option
from framework_qda.cli.terminal import progress
from framework_qda.tasks.describing import count

_STATUS = ["candidate", "chosen", "set aside"]


@click.command()
@file_argument
@click.option(
    "--by",
    multiple=True,
    metavar="GROUPING",
    help="Heading they stand under: sub-topic, matrix, area, interview, participant, status, tag or a field;"
    " up to three, the first the highest. Without it by sub-topic, then area.",
)
@click.option(
    "--to",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write, ending in .docx, .odt, .html, .md, .xlsx or .csv; one of that name is replaced.",
)
@click.option(
    "--where",
    multiple=True,
    metavar="FIELD=VALUE|...",
    help="Only from interviews with such a value, or the name of a kept filter; may be repeated.",
)
@click.option(
    "--status", "statuses", multiple=True, type=click.Choice(_STATUS), help="Only these; may be repeated."
)
@click.option("--tag", "tags", multiple=True, help="Only those with one of these tags; may be repeated.")
@click.option(
    "--paper", type=click.Choice(["A4", "A3"], case_sensitive=False), default="A4", show_default=True
)
@passphrase_option
def quotes(
    file: Path,
    *,
    by: tuple[str, ...],
    out: Path,
    where: tuple[str, ...],
    statuses: tuple[str, ...],
    tags: tuple[str, ...],
    paper: Any,
    passphrase_file: Path | None,
) -> None:
    """Write the quotations with their attributions to Word, OpenDocument, HTML, Markdown, Excel or CSV.

    \b
    Example:
      framework-qda quotes ward-study.fqda --by sub-topic --to quotes.docx
      framework-qda quotes ward-study.fqda --by area --by side --status chosen --to chosen.xlsx
      framework-qda quotes ward-study.fqda --where "side=acute trust" --tag opening --to trusts.docx
    """
    from framework_qda.tasks.asking import meeting
    from framework_qda.tasks.quotation_pages import BY, MOST_GROUPINGS, grouping_named, write_quotations

    if len(by) > MOST_GROUPINGS:
        raise click.UsageError(f"Give at most {MOST_GROUPINGS} --by, the first the highest heading.")
    with opened(file, passphrase_file) as study, progress() as told:
        groupings = [grouping_named(study, each) for each in by] or BY
        rows = meeting(study, where)
        chosen = [
            each
            for each in study.quotations()
            if (rows is None or each.interview in rows)
            and (not statuses or each.status in statuses)
            and (not tags or not set(tags).isdisjoint(each.tags))
        ]
        number = write_quotations(study, out, chosen, groupings, paper=paper, progress=told)
    click.echo(f"Wrote {count(number, 'quotation')} to {out}.")
