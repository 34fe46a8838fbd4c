"""Put into the sample what its analysts quote, how they attribute it, what may not be told, and drafts."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from framework_qda.errors import UnreadableSource
from framework_qda.study import Study
from framework_qda.study.authoring import ExposedIn, QuotationId, QuotationStatus
from framework_qda.tasks.sample_drafts import put_draft
from framework_qda.tasks.sample_places import SamplePlaces
from framework_qda.text.quoting import spoken

_NEEDED = ("key", "interview", "sub-topics", "text", "status")


def put_quotations(study: Study, folder: Path) -> Mapping[str, QuotationId]:
    """Read identifying.txt and quotations.toml; gives the quotations by their keys.

    Raises UnreadableSource where these name what the study does not have.
    """
    with study.action("List what would identify somebody"):
        for words, note in _identifying(folder / "identifying.txt"):
            study.list_identifying([words], note)
    source = folder / "quotations.toml"
    said, places = _said(source), SamplePlaces(study, source)
    with study.action("Say how quotations are attributed"):
        for each in said["attribution"]:
            study.add_attribution(each["name"], each["text"], each.get("wordings", {}))
    with study.action("Choose quotations for the report"):
        keys = {each["key"]: _quoted(study, places, each) for each in said["quotation"]}
        _sort(study, keys, said["quotation"])
    _accept(study, places, keys, said["acceptance"])
    return keys


def put_drafts(study: Study, folder: Path, quotations: Mapping[str, QuotationId]) -> None:
    """Read drafts/*.md in the order of their names; `quotations` are those they name by their keys."""
    for source in sorted((folder / "drafts").glob("*.md")):
        put_draft(study, source, quotations)


def _identifying(source: Path) -> Iterable[tuple[str, str]]:
    for line in source.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            words, _, note = line.partition("|")
            yield words.strip(), note.strip()


def _said(source: Path) -> Mapping[str, Any]:
    try:
        said = tomllib.loads(source.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableSource(source, f"is no TOML ({error})", "mend it there") from None
    known = set[str]()
    for number, each in enumerate(said["quotation"], 1):
        if missing := [key for key in _NEEDED if key not in each]:
            raise UnreadableSource(source, f"has no “{missing[0]}” in quotation {number}", "write it there")
        if each["key"] in known:
            raise UnreadableSource(source, f"has the key “{each['key']}” twice", "give one another key")
        known.add(each["key"])
    return said


def _quoted(study: Study, places: SamplePlaces, said: Mapping[str, Any]) -> QuotationId:
    interview = places.interview(said["interview"])
    columns = [places.subtopic(number) for number in said["sub-topics"]]
    passage = places.passage(interview, spoken(said["text"]), *columns)
    spoke = places.participant(interview, said["participant"]) if "participant" in said else None
    return study.quote(passage, text=said["text"], participant=spoke)


def _sort(study: Study, keys: Mapping[str, QuotationId], said: Iterable[Mapping[str, Any]]) -> None:
    """Say of the quotations what is said of them, of many at once where it is the same."""
    statuses, tags = defaultdict[str, list[QuotationId]](list), defaultdict[str, list[QuotationId]](list)
    for each in said:
        quotation = keys[each["key"]]
        statuses[each["status"]].append(quotation)
        for tag in each.get("tags", ()):
            tags[tag].append(quotation)
        if each.get("heard"):
            study.check_quotation_by_ear(quotation)
        if note := each.get("note"):
            study.note_quotation(quotation, note)
    for status, quotations in statuses.items():
        study.set_status(quotations, QuotationStatus(status))
    for tag, quotations in tags.items():
        study.tag_quotations(quotations, tag)
    study.set_strongest([keys[each["key"]] for each in said if each.get("strongest")])


def _accept(
    study: Study, places: SamplePlaces, keys: Mapping[str, QuotationId], said: Iterable[Mapping[str, Any]]
) -> None:
    """Let stand attributions that fit few, and words in cells, for the reasons given."""
    attributions = study.attributions()
    with study.action("Let stand what tells nobody apart"):
        for each in said:
            for key in each.get("quotations", ()):
                words = attributions[keys[key]]
                study.accept_disclosure(ExposedIn.ATTRIBUTION, keys[key], words, each["reason"])
            for cell in each.get("cells", ()):
                file, number = cell.split()
                subject = places.cell(places.interview(file), places.subtopic(number))
                study.accept_disclosure(ExposedIn.CELL, subject, each["words"], each["reason"])
