"""Find what could tell who somebody is, wherever it is written, before anything leaves the study."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from framework_qda.progress import Progress, silent
from framework_qda.study.attributions import AttributionVerbs
from framework_qda.study.authoring import (
    Acceptance,
    AttributionId,
    AttributionTemplate,
    DraftId,
    ExposedIn,
    Exposure,
    Identifying,
    QuotationId,
)
from framework_qda.study.core import cleaned_name, kept
from framework_qda.study.drafts import DraftVerbs
from framework_qda.study.markups import words_in
from framework_qda.study.model import InterviewId, ParticipantId
from framework_qda.study.overviews import OverviewVerbs
from framework_qda.text.counting import counted

if TYPE_CHECKING:
    from framework_qda.text.disclosure import Disclosure
    from framework_qda.text.quoting import HouseStyle

_FEWEST, _PRESET = "fewest", 3
_MOST_LETTERS = 3_000_000  # of interviews: enough to know how common words are written
_FITTING = ("attribution", "attribute", "attribute_value", "area", "interview", "participant")
_Person = tuple[InterviewId, ParticipantId | None]
_Found = Iterator[tuple[ExposedIn, str, "Disclosure"]]


_TEXT = (
    "SELECT group_concat(text, char(10)) FROM paragraph JOIN transcript ON transcript.id = transcript"
    " WHERE hash = ?"
)
_Looking = dict[tuple[str, bytes], tuple["Disclosure", ...]]


class _Text(NamedTuple):
    """What is to be looked through: words as they are kept, and what makes of them those that are read."""

    about: ExposedIn
    subject: str
    markup: str
    read: Callable[[str], str]


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

    def exposures(self, draft: DraftId | None = None, progress: Progress = silent) -> list[Exposure]:
        """Look through what may leave the study; one draft with its quotations, or everything.

        Quotations set aside, summaries nobody quotes and notes to self are looked through with the rest: a
        study copy holds them too. What was looked through before costs next to nothing, and no other thread
        is kept from the study meanwhile. What a draft shows of the rest of the study is looked through by
        `tasks.checking`, which composes it.
        """
        self.make_ready_to_look()
        texts = list(self._texts_of_draft(draft) if draft else self._texts())
        quotations = self.used_in(draft) if draft else list(self.quotations_by_id())
        return self._exposed([*self._found(texts, progress), *self._few(quotations)])

    def exposures_of(self, about: ExposedIn, subject: str, text: str) -> list[Exposure]:
        """Look through one text, as it is typed."""
        return self._exposed(self._found([_Text(about, subject, text, str)], silent))

    def _exposed(self, found: Iterable[tuple[ExposedIn, str, Disclosure]]) -> list[Exposure]:
        accepted = self.acceptances()
        return [
            Exposure(about, subject, each, known.reason if known else "")
            for about, subject, each in found
            for known in [accepted.get((about, subject, each.words))]
        ]

    def _texts(self) -> Iterator[_Text]:
        yield from self._texts_of_quotations(list(self.quotations_by_id()))
        for cell, summary in self._database.rows("SELECT interview || '/' || subtopic, summary FROM cell"):
            yield _Text(ExposedIn.CELL, cell, summary, _plain)
        for (about, subject), overview in self.overviews().items():
            yield _Text(ExposedIn.OVERVIEW, f"{about}/{subject}", overview.text, _plain)
        for draft in self.drafts():
            yield from self._texts_written(draft.id)
        yield _Text(ExposedIn.STUDY, "", self.title, str)

    def _texts_of_draft(self, draft: DraftId) -> Iterator[_Text]:
        yield from self._texts_of_quotations(self.used_in(draft))
        yield from self._texts_written(draft)

    def _texts_of_quotations(self, quotations: Iterable[QuotationId]) -> Iterator[_Text]:
        known, attributions = self.quotations_by_id(), self.attributions()
        style = self.house_style

        def shown(text: str) -> str:
            from framework_qda.text.quoting import shown

            return shown(text, style)

        for each in (known[quotation] for quotation in quotations if quotation in known):
            yield _Text(ExposedIn.QUOTATION, each.id, each.text, shown)
            yield _Text(ExposedIn.ATTRIBUTION, each.id, attributions[each.id], str)

    def _texts_written(self, draft: DraftId) -> Iterator[_Text]:
        found = self.draft(draft)
        told = [found.name, *words_in(found.settings)] if found else []
        yield _Text(ExposedIn.DRAFT, draft, "\n".join(told), str)
        for block in self.blocks(draft):
            for text in (block.text, *words_in(block.settings)):
                yield _Text(ExposedIn.BLOCK, block.id, text, _own_words)

    def _found(self, texts: Sequence[_Text], progress: Progress) -> _Found:
        from hashlib import blake2b  # OpenSSL comes with it, which a start need not wait for

        from framework_qda.text.disclosure import by_rule, joined, listed_in

        words, ordinary = tuple(each.words for each in self.identifying()), self.ordinary_words()
        # What was found in a quotation lies where it is shown, and so depends on the mark of a cut.
        style = self.house_style
        ruled, listed = self._looked.ruled((ordinary, style)), self._looked.listed((words, style))
        for place, (about, subject, markup, read) in enumerate(texts):
            progress(place, len(texts), f"Looking through text {place + 1:,} of {len(texts):,}")
            if not markup.strip():
                continue
            key = (read.__name__, blake2b(markup.encode(), digest_size=16).digest())
            if key not in ruled:
                ruled[key] = tuple(by_rule(read(markup), ordinary))
            if key not in listed:
                listed[key] = tuple(listed_in(read(markup), words)) if words else ()
            for each in joined(listed[key], ruled[key]) if listed[key] else ruled[key]:
                yield about, subject, each

    @cached_property
    def _looked(self) -> _Looked:
        """What was found in texts, for as long as the same words count."""
        return _Looked()

    def make_ready_to_look(self) -> None:
        """Read what takes a while the first time; other threads can use the study meanwhile."""
        from framework_qda.text import disclosure as _  # noqa: F401 # with its lists of words

        for _small in self._small():
            pass  # while they are asked for together, no other thread comes in

    @kept("interview", "matrix", "subtopic")
    def ordinary_words(self) -> frozenset[str]:
        """Give the words that the framework and the texts of interviews write small: no names."""
        from framework_qda.text.ordinary import written_small

        framework = self._database.rows(
            "SELECT name || ' ' || definition FROM subtopic UNION ALL"
            " SELECT name || ' ' || description FROM matrix"
        )
        return written_small(text for (text,) in framework).union(*self._small())

    def _small(self) -> Iterator[frozenset[str]]:
        """Give the words that texts of interviews write small, each text read once."""
        from framework_qda.text.ordinary import written_small

        small, letters = self._looked.small, 0
        for (transcript,) in self._database.rows("SELECT transcript FROM interview WHERE transcript <> ''"):
            if transcript not in small:
                text = self._database.value(_TEXT, (transcript,)) or ""
                small[transcript] = len(text), written_small([text])
            yield small[transcript][1]
            letters += small[transcript][0]
            if letters > _MOST_LETTERS:
                return

    # --- Attributions that fit few -----------------------------------------------------------------------

    def _few(self, quotations: Iterable[QuotationId]) -> _Found:
        """Give attributions, and what all those of one speaker tell together, that fit too few people."""
        from framework_qda.text.disclosure import Disclosure, Risk

        fitting, fewest, attributions = self.fitting(), self.fewest, self.attributions()
        several = self._told_of()
        for each in quotations:
            count, known = fitting.get(each, fewest), self.quotation(each)
            if known and count < fewest:
                words = attributions[each]
                why = f"fits {counted(count, 'one participant', '%d participants')}, fewer than {fewest}"
                if len(several[known.interview, known.participant]) > 1:
                    why = f"with the other attributions of the same speaker {why}"
                yield ExposedIn.ATTRIBUTION, each, Disclosure(Risk.FEW, 0, len(words), words, why)

    def _told_of(self) -> Mapping[_Person, tuple[AttributionTemplate, ...]]:
        """Tell by which templates each speaker is named, in one quotation or another."""
        told: defaultdict[_Person, dict[AttributionId, AttributionTemplate]] = defaultdict(dict)
        of = cache(self.attribution_template)
        for each in self.quotations():
            template = of(each.template)
            told[each.interview, each.participant][template.id] = template
        return {person: tuple(known[each] for each in sorted(known)) for person, known in told.items()}

    @kept("quotation", *_FITTING)
    def fitting(self) -> Mapping[QuotationId, int]:
        """Count, for every quotation, the participants whom all that is said of its speaker could mean.

        What several templates say of one speaker is taken together: a reader puts it together.
        """
        said = [(each.id, each.template, each.interview, each.participant) for each in self.quotations()]
        last = self.read_once("fitting of", _FITTING, lambda: (list[Any](),))[0]
        if not last or last[0] != said:  # and not only words were edited
            last[:] = said, self._fitting()
        return last[1]

    def _fitting(self) -> Mapping[QuotationId, int]:
        told, people = self._told_of(), [(each.interview, each.id) for each in self.participants()]
        speakers = self._speakers()
        naming = {each.id: speakers.naming(each) for those in told.values() for each in those}

        def names(templates: Iterable[AttributionTemplate], person: _Person) -> tuple[str, ...]:
            return tuple(naming[each.id](*person) for each in templates)

        counts: dict[tuple[AttributionId, ...], Counter[tuple[str, ...]]] = {}
        found: dict[QuotationId, int] = {}
        for each in self.quotations():
            person = (each.interview, each.participant)
            key = told[person]
            ids = tuple(template.id for template in key)
            if ids not in counts:
                counts[ids] = Counter(names(key, one) for one in people)
            found[each.id] = max(1, counts[ids][names(key, person)])
        return found


class _Looked:
    """What was found in texts, by their hash, for as long as the same words count."""

    def __init__(self) -> None:
        self.small: dict[str, tuple[int, frozenset[str]]] = {}  # length and small words by a text's hash
        self._ruled: tuple[object, _Looking] = (None, {})
        self._listed: tuple[object, _Looking] = (None, {})

    def ruled(self, by: tuple[frozenset[str], HouseStyle]) -> _Looking:
        """Give what was found by rule."""
        if self._ruled[0] != by:
            self._ruled = by, {}
        return self._ruled[1]

    def listed(self, by: tuple[tuple[str, ...], HouseStyle]) -> _Looking:
        """Give what was found of the listed words."""
        if self._listed[0] != by:
            self._listed = by, {}
        return self._listed[1]


def _own_words(markup: str) -> str:
    """Give what an author wrote: quotations in the sentence are looked through on their own."""
    from framework_qda.text.drafting import Run, parse

    return "".join(each.text if isinstance(each, Run) else " " for each in parse(markup))


def _plain(markup: str) -> str:
    from framework_qda.text.summary import plain

    return plain(markup)
