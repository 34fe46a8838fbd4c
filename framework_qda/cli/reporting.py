"""Write a draft as a report, or a checklist on how a study is reported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from framework_qda import Study
from framework_qda.cli.opening import file_argument, opened, passphrase_option
from framework_qda.cli.terminal import progress
from framework_qda.errors import Refused
from framework_qda.progress import Progress


@click.command()
@file_argument
@click.argument("name", metavar="[DRAFT]", default="")
@click.option(
    "--to",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write: .docx, .odt, .html or .md for a draft; .docx, .xlsx, .csv or .html for a checklist.",
)
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Word document or template whose styles the report takes.",
)
@click.option(
    "--style",
    "styles",
    multiple=True,
    metavar="OURS=THEIRS",
    help='Style of the template that stands for one of a report: "Quote=My Quote"; may be repeated.',
)
@click.option(
    "--public", is_flag=True, help="A copy for others: without notes to self and references to the study."
)
@click.option(
    "--anyway",
    is_flag=True,
    help="Write a public copy although something stands in its way; without it nothing is written then.",
)
@click.option("--checklist", default="", metavar="NAME", help="Write a checklist instead: COREQ or SRQR.")
@click.option("--claims", is_flag=True, help="List the draft's claims without evidence instead.")
@passphrase_option
def report(
    file: Path,
    *,
    name: str,
    out: Path,
    template: Path | None,
    styles: tuple[str, ...],
    public: bool,
    anyway: bool,
    checklist: str,
    claims: bool,
    passphrase_file: Path | None,
) -> None:
    """Write a draft as a report to Word, OpenDocument, HTML or Markdown.

    DRAFT is the name of a draft, or how it begins; it may be left out where there is only one. Where
    something of it is not verified, or could tell who somebody is, a study copy says how much; a public copy
    is not written but with --anyway: what stands in the way is listed, and the exit code is 1.

    \b
    Example:
      framework-qda report ward-study.fqda "Starting on the wards" --to draft.docx --template house.dotx
      framework-qda report ward-study.fqda --to draft.docx --template house.dotx --style "Quote=My Quote"
      framework-qda report ward-study.fqda "Starting on the wards" --to wards.odt --public
      framework-qda report ward-study.fqda "Starting on the wards" --to wards.odt --public --anyway
      framework-qda report ward-study.fqda "Starting on the wards" --claims --to claims.docx
      framework-qda report ward-study.fqda --checklist coreq --to coreq.docx
    """
    if checklist and (name or template or styles or public or claims):
        raise click.UsageError("A checklist is of the whole study: give it no draft and no other option.")
    if anyway and not public:
        raise click.UsageError("--anyway goes with --public: a study copy is always written.")
    with opened(file, passphrase_file) as study, progress() as told:
        if checklist:
            said = _write_checklist(study, checklist, out)
        elif claims:
            said = _write_claims(study, name, out)
        else:
            said = _write_report(
                study, name, out, template, told, styles=_mapped(styles), public=public, anyway=anyway
            )
    click.echo(said)


def _mapped(styles: tuple[str, ...]) -> Mapping[str, str]:
    """Read which styles stand for which: “Quote=My Quote”."""
    pairs = [each.partition("=") for each in styles]
    for each, (ours, _, theirs) in zip(styles, pairs, strict=True):
        if not (ours.strip() and theirs.strip()):
            raise click.UsageError(f"--style {each} names no style; write it as Quote=My Quote.")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def _write_report(
    study: Study,
    name: str,
    out: Path,
    template: Path | None,
    told: Progress,
    *,
    styles: Mapping[str, str],
    public: bool,
    anyway: bool,
) -> str:
    from framework_qda.reports import check_report
    from framework_qda.tasks.checking import in_a_line, open_findings, summed
    from framework_qda.tasks.publishing import draft_named, publish

    check_report(out)
    draft = draft_named(study, name)
    found = open_findings(study, draft.id)
    waiting = summed(found)
    if found and public and not anyway:
        for each in found:
            click.echo(in_a_line(study, each))
        raise Refused(
            f"This stands in the way of a public copy: {waiting}; look at it, or give --anyway to write it"
            " all the same."
        )
    publish(study, draft.id, out, public=public, template=template, styles=styles, progress=told)
    if found and not public:
        mind = f"Mind, before anybody else reads it: {waiting}; “framework-qda check” lists it."
        click.echo(mind, err=True)
    copy = "public copy" if public else "study copy"
    return f"Wrote the {copy} of “{draft.name}” to {out}: {waiting or 'all verified, nothing disclosed'}."


def _write_claims(study: Study, name: str, out: Path) -> str:
    from framework_qda.tasks.claims import claims_page, without_evidence
    from framework_qda.tasks.describing import count
    from framework_qda.tasks.exporting import export_pages
    from framework_qda.tasks.publishing import draft_named

    draft = draft_named(study, name)
    export_pages(study, out, [claims_page(study, draft.id)])
    lacking = len(without_evidence(study.blocks(draft.id)))
    return f"Wrote {count(lacking, 'claim')} without evidence to {out}."


def _write_checklist(study: Study, checklist: str, out: Path) -> str:
    from framework_qda.tasks.checklists import checklist_named, checklist_page, prefilled
    from framework_qda.tasks.exporting import export_pages

    export_pages(study, out, [checklist_page(study, checklist)])
    rows = prefilled(study, checklist)
    answered = sum(bool(row.answer) for row in rows)
    return f"Wrote {checklist_named(checklist).name} to {out}: {answered} of {len(rows)} items answered."
