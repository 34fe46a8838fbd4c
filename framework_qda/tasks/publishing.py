"""Let a draft go out: say what stands in its way, name its file, and write it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from framework_qda import reports
from framework_qda.errors import NotFound, Refused, listed
from framework_qda.progress import Progress, silent
from framework_qda.reports.options import Paper, ReportOptions
from framework_qda.study import Study
from framework_qda.study.authoring import Draft, DraftId, ExposedIn
from framework_qda.tasks.checking import Kind, findings
from framework_qda.tasks.reporting import compose
from framework_qda.text.counting import counted

_UNNAMED = "Report"


class Obstacle(NamedTuple):
    """What is to be looked at before a draft goes out: what `about` and `subject` name, its words, and why.

    `verifying` parts quotations that are not verified from words that could tell who somebody is;
    `unfilled` are places for which nothing is chosen yet.
    """

    verifying: bool
    about: ExposedIn
    subject: str
    words: str
    why: str
    unfilled: bool = False


def obstacles(study: Study, draft: DraftId) -> list[Obstacle]:
    """List what of a draft is not verified or could tell who somebody is, but for what was accepted."""
    return [
        Obstacle(
            each.kind not in (Kind.DISCLOSURE, Kind.UNFILLED),
            each.about,
            each.subject,
            each.words,
            each.why,
            each.kind is Kind.UNFILLED,
        )
        for each in findings(study, draft)
        if each.open
    ]


def summed(found: list[Obstacle]) -> str:
    """Say how much stands in the way: “2 quotations not verified, 1 disclosure open”; "" for nothing."""
    quotations = sum(each.verifying for each in found)
    places = sum(each.unfilled for each in found)
    disclosures = len(found) - quotations - places
    said = (
        counted(quotations, "1 quotation not verified", "%d quotations not verified") if quotations else "",
        counted(places, "1 place not filled yet", "%d places not filled yet") if places else "",
        counted(disclosures, "1 disclosure open", "%d disclosures open") if disclosures else "",
    )
    return ", ".join(filter(None, said))


def draft_named(study: Study, name: str) -> Draft:
    """Find a draft by its name or how that begins; "" is the only one.

    Raises Refused with those there are.
    """
    wanted, drafts = " ".join(name.split()).casefold(), study.drafts()
    if not drafts:
        raise Refused("The study has no drafts; begin one in Report, then export it.")
    found = [each for each in drafts if each.name.casefold() == wanted]
    found = found or [each for each in drafts if each.name.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if not wanted:
        raise Refused(f"Say which draft is meant: {listed(each.name for each in drafts)}.")
    if found:
        raise Refused(f"“{name}” could mean {listed(each.name for each in found)}; write more of its name.")
    raise Refused(f"There is no draft “{name}”; those there are: {listed(each.name for each in drafts)}.")


def file_stem(study: Study, draft: Draft) -> str:
    """Propose the name of a file: that of the draft, without words that could tell who somebody is."""
    name = draft.name
    for each in sorted(
        study.exposures_of(ExposedIn.DRAFT, draft.id, name), key=lambda found: -found.disclosure.start
    ):
        name = name[: each.disclosure.start] + name[each.disclosure.stop :]
    kept = "".join(letter for letter in " ".join(name.split()) if letter not in '/\\:*?"<>|')
    return kept.strip(" .,;-–")[:100] or _UNNAMED


def publish(
    study: Study,
    draft: DraftId,
    path: Path,
    *,
    public: bool = False,
    template: Path | None = None,
    styles: Mapping[str, str] | None = None,
    paper: Paper = "A4",
    date: datetime.date | None = None,
    progress: Progress = silent,
) -> None:
    """Write a draft to a file in the format its ending names: a copy for the study, or a public one.

    Its own template of Word and mapping of styles are used unless another `template` is given; `styles` says
    which styles of the template stand for which of ours, before that mapping. Raises
    NotFound, Refused, BadTemplate, CannotWrite or DiskFull.
    """
    found = study.draft(draft)
    if found is None:
        raise NotFound("draft", draft)
    reports.check_report(path)
    own = str(found.settings.get("template") or "")
    mapped = dict(found.settings.get("styles") or {}) if template is None and own else {}
    document = compose(study, draft, public=public, progress=progress)
    options = ReportOptions(
        found.name,
        date or datetime.date.today(),
        paper,
        template=template or (Path(own) if own else None),
        styles={**mapped, **(styles or {})},
    )
    reports.write_report(document, path, options, progress)
