"""Put a draft of the sample into the study: what its text refers to by name gets the ids of the study.

{"key"}                          a quotation in the sentence
{#anchor}                        another part of the draft
{words|FILE 3.2; "key"}          words that stand on a cell and on a quotation
{words|FILE 3.2: what was said}  words that stand on a passage, indexed to that sub-topic
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

from framework_qda.reading.survey import as_settings
from framework_qda.sources.drafts import Part, read_draft
from framework_qda.sources.survey import Survey, read_survey
from framework_qda.study import Study
from framework_qda.study.authoring import Block, BlockId, BlockKind, ExposedIn, QuotationId
from framework_qda.tasks.sample_places import SamplePlaces
from framework_qda.text.drafting import Quoted, write
from framework_qda.text.quoting import shown

_NAMED = re.compile(
    r'\{"(?P<key>[\w-]+)"\}|\{#(?P<anchor>[\w-]+)\}|\{(?P<words>[^{}|]+)\|(?P<evidence>[^{}|]+)\}'
)
_EVIDENCE = re.compile(r'"(?P<key>[\w-]+)"|(?P<file>[\w-]+) (?P<number>\d\.\d)(?:: (?P<words>.+))?')
_SAYING = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.NUMBERED)
_Settings: TypeAlias = dict[str, Any]


def put_draft(study: Study, source: Path, quotations: Mapping[str, QuotationId]) -> None:
    """Read a draft and put it into the study; raises UnreadableSource where what it names is not there."""
    written = read_draft(source)
    with study.action(f"Write “{written.name}”"):
        draft = _Draft(study, source, quotations, written.parts)
        study.add_draft(written.name, [draft.block(part) for part in written.parts], written.settings)
        for part in written.parts:
            draft.accept(part)


class _Draft:
    """One source, and what stands under its names."""

    def __init__(
        self, study: Study, source: Path, quotations: Mapping[str, QuotationId], parts: tuple[Part, ...]
    ) -> None:
        self._study, self._source, self._quotations = study, source, quotations
        self._places = SamplePlaces(study, source)
        self._anchors = {part.anchor: BlockId(uuid4().hex) for part in parts if part.anchor}
        self._shown = {each.id: shown(each.text, study.house_style) for each in study.quotations()}
        self._surveys: dict[str, Survey] = {}

    def block(self, part: Part) -> Block:
        """Make the block of a part."""
        if part.kind not in tuple(BlockKind):
            raise self._places.wrong(part.kind, "which is no part of a draft")
        kind, id_ = BlockKind(part.kind), self._anchors.get(part.anchor, BlockId(""))
        if kind is BlockKind.QUOTATION:
            quotation = self._quotation(part.text)
            return Block(id_, kind, self._quoted(quotation), settings={"quotation": quotation, "in": "block"})
        settings = self._settings(kind, part.table)
        if kind in _SAYING and not part.claims:
            settings["claim"] = False
        return Block(id_, kind, self._text(part.text), part.level, settings)

    def accept(self, part: Part) -> None:
        """Let words stand in a block that would name somebody, for the reasons given there."""
        for words, reason in part.table.get("accepted", {}).items():
            self._study.accept_disclosure(ExposedIn.BLOCK, self._anchors[part.anchor], words, reason)

    def _settings(self, kind: BlockKind, table: Mapping[str, Any]) -> _Settings:
        settings = {key: value for key, value in table.items() if key != "accepted"}
        if kind is BlockKind.VIEW:
            return {**settings, "typology": self._places.typology(table.get("typology"))}
        return self._survey(settings) if kind is BlockKind.SURVEY else settings

    def _survey(self, table: _Settings) -> _Settings:
        file, asked = table.pop("file"), table.pop("questions")
        if file not in self._surveys:
            self._surveys[file] = read_survey(self._source.parents[1] / file)
        known = {each.question: each for each in self._surveys[file].questions}
        for name in asked:
            if name not in known:
                raise self._places.wrong(name, f"which {file} does not ask")
        return {**table, **as_settings([known[name] for name in asked], table.get("source", ""))}

    def _text(self, written: str) -> str:
        if "{" in (left := _NAMED.sub("", written)):
            raise self._places.wrong(left[left.index("{") :][:60], "which refers to nothing")
        return _NAMED.sub(self._named, written)

    def _named(self, found: re.Match[str]) -> str:
        if found["key"]:
            return self._quoted(self._quotation(found["key"]))
        if found["anchor"]:
            if found["anchor"] not in self._anchors:
                raise self._places.wrong(found["anchor"], "which is no part of this draft")
            return f"{{{{#{self._anchors[found['anchor']]}}}}}"
        evidence = [self._evidence(each.strip()) for each in found["evidence"].split(";")]
        return f"{{{found['words']}|{','.join(evidence)}}}"

    def _evidence(self, named: str) -> str:
        """Give the id of a quotation, a cell or a passage."""
        found = _EVIDENCE.fullmatch(named)
        if not found:
            raise self._places.wrong(named, "which is no evidence")
        if found["key"]:
            return self._quotation(found["key"])
        interview, subtopic = self._places.interview(found["file"]), self._places.subtopic(found["number"])
        if found["words"]:
            return self._places.passage(interview, found["words"], subtopic)
        return self._places.cell(interview, subtopic)

    def _quotation(self, key: str) -> QuotationId:
        if key not in self._quotations:
            raise self._places.wrong(key, "which is no quotation of the sample")
        return self._quotations[key]

    def _quoted(self, quotation: QuotationId) -> str:
        return write([Quoted(quotation, self._shown[quotation])])
