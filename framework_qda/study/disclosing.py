"""Find what could tell who somebody is, wherever it is written, before anything leaves the study."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from framework_qda.study.attributions import AttributionVerbs
from framework_qda.study.authoring import (
    Acceptance,
    DraftId,
    ExposedIn,
    Exposure,
    Identifying,
    QuotationId,
)
from framework_qda.study.core import cleaned_name, kept
from framework_qda.study.drafts import DraftVerbs
from framework_qda.study.model import InterviewId, ParticipantId
from framework_qda.study.overviews import OverviewVerbs
from framework_qda.text.counting import counted

if TYPE_CHECKING:
    from framework_qda.text.disclosure import Disclosure

_FEWEST, _PRESET = "fewest", 3
_NO_TEXT = ("png", "svg")
_MOST_PARAGRAPHS = 20_000  # enough to know how common words are written
_Person = tuple[InterviewId, ParticipantId | None]
_Found = Iterator[tuple[ExposedIn, str, "Disclosure"]]


class DisclosingVerbs(AttributionVerbs, DraftVerbs, OverviewVerbs):
    """Verbs on what could identify somebody."""

    @kept("identifying")
    def identifying(self) -> list[Identifying]:
        """List the words that would tell who somebody is."""
        rows = self._database.rows("SELECT words, note FROM identifying ORDER BY words")
        return [Identifying(*row) for row in rows]

    def list_identifying(self, words: Iterable[str], note: str = "") -> None:
        """Put words on the study's list of those that identify, as one action that does not name them."""
        cleaned = [cleaned_name(each) for each in words]
        with self.action(f"List {counted(len(cleaned), 'identifying words', '%d identifying words')}"):
            self._database.run_many(
                "INSERT INTO identifying VALUES (?, ?) ON CONFLICT DO UPDATE SET note = excluded.note",
                [(each, note.strip()) for each in cleaned],
            )

    def unlist_identifying(self, words: Iterable[str]) -> None:
        """Take words off the list."""
        with self.action("Take words off the list of those that identify"):
            self._database.run_many("DELETE FROM identifying WHERE words = ?", [(each,) for each in words])

    @property
    def fewest(self) -> int:
        """How many participants an attribution must fit for it to hide who speaks: k."""
        return int(self._database.value("SELECT value FROM setting WHERE key = ?", (_FEWEST,)) or _PRESET)

    def set_fewest(self, count: int) -> None:
        """Say how many participants an attribution must fit."""
        with self.action(f"Let an attribution fit {count} participants at least"):
            self._database.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", (_FEWEST, str(max(1, count))))

    @kept("acceptance")
    def acceptances(self) -> Mapping[tuple[ExposedIn, str, str], Acceptance]:
        """Give what may stand, by where it stands and its words."""
        rows = self._database.rows("SELECT about, subject, words, reason, author, at FROM acceptance")
        found = [Acceptance(ExposedIn(about), *rest) for about, *rest in rows]
        return {(each.about, each.subject, each.words): each for each in found}

    def accept_disclosure(self, about: ExposedIn, subject: str, words: str, reason: str) -> None:
        """Let words stand that the check found, for a reason."""
        reason = cleaned_name(reason)
        with self.action(f"Let words stand in a {about}"):
            self._database.run(
                "INSERT OR REPLACE INTO acceptance VALUES (?, ?, ?, ?, ?, ?)",
                (about, subject, words, reason, self.analyst, self._history.now()),
            )

    def withdraw_acceptance(self, about: ExposedIn, subject: str, words: str) -> None:
        """No longer let words stand."""
        with self.action(f"No longer let words stand in a {about}"):
            self._database.run(
                "DELETE FROM acceptance WHERE about = ? AND subject = ? AND words = ?",
                (about, subject, words),
            )

    # --- The check ---------------------------------------------------------------------------------------

    def exposures(self, draft: DraftId | None = None) -> list[Exposure]:
        """Look through what may leave the study; one draft with its quotations, or everything.

        Quotations set aside, summaries nobody quotes and notes to self are looked through with the rest: a
        study copy holds them too.
        """
        found = self._found_in(draft) if draft else self._found_anywhere()
        accepted = self.acceptances()
        return [
            Exposure(about, subject, each, known.reason if known else "")
            for about, subject, each in found
            for known in [accepted.get((about, subject, each.words))]
        ]

    def exposures_of(self, about: ExposedIn, subject: str, text: str) -> list[Exposure]:
        """Look through one text, as it is typed."""
        accepted = self.acceptances()
        return [
            Exposure(about, subject, each, known.reason if known else "")
            for each in self._disclosures(text)
            for known in [accepted.get((about, subject, each.words))]
        ]

    def _found_anywhere(self) -> _Found:
        for each in self.quotations():
            yield from self._in(ExposedIn.QUOTATION, each.id, self._shown(each.text))
        yield from self._few(self.quotations_by_id())
        for cell, summary in self._database.rows("SELECT interview || '/' || subtopic, summary FROM cell"):
            yield from self._in(ExposedIn.CELL, cell, _plain(summary))
        for (about, subject), overview in self.overviews().items():
            yield from self._in(ExposedIn.OVERVIEW, f"{about}/{subject}", _plain(overview.text))
        for draft in self.drafts():
            yield from self._in_draft(draft.id)
        yield from self._in(ExposedIn.STUDY, "", self.title)

    def _found_in(self, draft: DraftId) -> _Found:
        used = {
            quotation for quotation, uses in self.uses().items() if any(use.draft == draft for use in uses)
        }
        for each in self.quotations():
            if each.id in used:
                yield from self._in(ExposedIn.QUOTATION, each.id, self._shown(each.text))
        yield from self._few(used)
        yield from self._in_draft(draft)

    def _in_draft(self, draft: DraftId) -> _Found:
        found = self.draft(draft)
        told = [found.name, *_strings(found.settings)] if found else []
        yield from self._in(ExposedIn.DRAFT, draft, "\n".join(told))
        for block in self.blocks(draft):
            written = "\n".join(map(_own_words, [block.text, *_strings(block.settings)]))
            yield from self._in(ExposedIn.BLOCK, block.id, written)

    def _in(self, about: ExposedIn, subject: str, text: str) -> _Found:
        for each in self._disclosures(text):
            yield about, subject, each

    def _disclosures(self, text: str) -> list[Disclosure]:
        from framework_qda.text.disclosure import disclosures

        return disclosures(text, [each.words for each in self.identifying()], self.ordinary_words())

    def _shown(self, text: str) -> str:
        from framework_qda.text.quoting import shown

        return shown(text, self.house_style)

    @kept("interview", "matrix", "subtopic")
    def ordinary_words(self) -> frozenset[str]:
        """Give the words that the framework and the texts of interviews write small: no names."""
        from framework_qda.text.ordinary import written_small

        rows = self._database.rows(
            "SELECT name || ' ' || definition FROM subtopic UNION ALL"
            " SELECT name || ' ' || description FROM matrix UNION ALL"
            f" SELECT text FROM (SELECT text FROM paragraph ORDER BY id LIMIT {_MOST_PARAGRAPHS})"
        )
        return written_small(text for (text,) in rows)

    # --- Attributions that fit few -----------------------------------------------------------------------

    def _few(self, quotations: Iterable[QuotationId]) -> _Found:
        """Give attributions, and what all those of one speaker tell together, that fit too few people."""
        from framework_qda.text.disclosure import Disclosure, Risk

        fitting, fewest = self.fitting(), self.fewest
        attributions, known = self.attributions(), self.quotations_by_id()
        for each in (known[quotation] for quotation in quotations):
            count = fitting[each.id]
            if count < fewest:
                words = attributions[each.id]
                why = f"fits {counted(count, 'one participant', '%d participants')}, fewer than {fewest}"
                yield ExposedIn.ATTRIBUTION, each.id, Disclosure(Risk.FEW, 0, len(words), words, why)

    def fitting(self) -> Mapping[QuotationId, int]:
        """Count, for every quotation, the participants that all its attributions could mean.

        Facts that several templates tell of one speaker are taken together: a reader puts them together.
        """
        from framework_qda.text.attribution import fields

        people = self._people()
        told: defaultdict[_Person, set[str]] = defaultdict(set)
        texts = {each.id: fields(each.text) for each in self.attribution_templates()}
        first = fields(self.attribution_template().text)
        for each in self.quotations():
            names = texts.get(each.template, first) if each.template else first
            told[each.interview, each.participant].update(names)
        facts = {person: self.facts_of(*person) for person in {*people, *told}}
        counts: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
        found: dict[QuotationId, int] = {}
        for each in self.quotations():
            telling = tuple(sorted(told[each.interview, each.participant]))
            if telling not in counts:
                counts[telling] = Counter(_values(facts[person], telling) for person in people)
            values = _values(facts[each.interview, each.participant], telling)
            found[each.id] = counts[telling][values]
        return found

    def _people(self) -> list[_Person]:
        return [(each.interview, each.id) for each in self.participants()]


def _values(facts: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    lower = {name.casefold(): value for name, value in facts.items()}
    return tuple(lower.get(name.casefold(), "") for name in names)


def _own_words(markup: str) -> str:
    """Give what an author wrote: quotations in the sentence are looked through on their own."""
    from framework_qda.text.drafting import Run, parse

    return "".join(each.text if isinstance(each, Run) else " " for each in parse(markup))


def _plain(markup: str) -> str:
    from framework_qda.text.summary import plain

    return plain(markup)


def _strings(value: Any) -> Iterator[str]:
    """Give every text in settings, but for pictures."""
    match value:
        case str():
            yield value
        case {**named}:
            for key, each in named.items():
                if key not in _NO_TEXT:
                    yield from _strings(each)
        case [*several]:
            for each in several:
                yield from _strings(each)
        case _:
            pass
