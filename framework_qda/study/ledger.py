"""Account for quotations: who is quoted how much, against what was said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from framework_qda.study.arrangement import ArrangementVerbs
from framework_qda.study.authoring import Quotation
from framework_qda.study.disclosing import DisclosingVerbs
from framework_qda.study.model import NO_VALUE, AttributeId, FieldId, InterviewId

if TYPE_CHECKING:
    import pandas as pd

OVER_QUOTED, UNHEARD = "over-quoted", "unheard"
_TWICE_ITS_SHARE, _FEW = 2.0, 3
_Weights = Mapping[str, float]


class LedgerVerbs(DisclosingVerbs, ArrangementVerbs):
    """Verbs that give frames of quotations; pandas is loaded on the first call."""

    def quotation_frame(self) -> pd.DataFrame:
        """Give one row a quotation, in reading order.

        Columns: area, interview, sub-topic, quotation, attribution, words, verified, semi-verbatim, status,
        strongest, tags, note, used (times).
        """
        import pandas as pd

        areas = {area.id: area.name for area in self.areas()}
        interviews = {each.id: each for each in self.interviews()}
        topics = {each.id: each.name for each in self.subtopics()}
        subtopics, uses, checks = self.subtopics_of_quotations(), self.uses(), self.verified()
        attributions, semi, style = self.attributions(), self.semi_verbatim(), self.house_style
        from framework_qda.text.quoting import shown
        from framework_qda.text.verifying import told

        rows = [
            {
                "area": areas[interviews[each.interview].area],
                "interview": interviews[each.interview].name,
                "sub-topic": "; ".join(topics[topic] for topic in subtopics.get(each.id, ())),
                "quotation": shown(each.text, style),
                "attribution": attributions[each.id],
                "words": each.words,
                "verified": told(checks[each.id].verdict, unheard=each.id in semi),
                "semi-verbatim": each.id in semi,
                "status": str(each.status),
                "strongest": each.strongest,
                "tags": "; ".join(each.tags),
                "note": each.note,
                "used": len(uses.get(each.id, ())),
            }
            for each in self.quotations()
        ]
        return pd.DataFrame(rows, columns=list(rows[0]) if rows else _COLUMNS)

    def ledger(self, by: FieldId | str = "area") -> pd.DataFrame:
        """Set the quotations used against what was said, by participant, area, sub-topic or a field.

        A field goes by its name or id; one that there is not raises NotFound. Index: the groups. Columns:
        said (words of interviews; for sub-topics of their passages), quotations (collected), used (quotations
        that stand in a draft), times (they stand there), share said, share used (of all, 0 to 1), balance
        (share used less share said), and remark: over-quoted where a group has twice its share and at least
        3 quotations, unheard where it has none. What several people said in one interview is shared out
        evenly; a quotation of whom it is not said who spoke counts for each of them.
        """
        import pandas as pd

        by, name = self._kept_by(by)
        groups, said, of = self._sides(by)
        uses = self.uses()
        collected, used, times = Counter[str](), Counter[str](), Counter[str]()
        for each in self.quotations():
            count = len(uses.get(each.id, ()))
            for group in of(each):
                collected[group] += 1
                used[group] += count > 0
                times[group] += count
        words, quoted = sum(said.values()) or 1, sum(times.values()) or 1
        rows = [
            {
                "said": round(said.get(group, 0)),
                "quotations": collected[group],
                "used": used[group],
                "times": times[group],
                "share said": said.get(group, 0) / words,
                "share used": times[group] / quoted,
            }
            for group in groups
        ]
        frame = pd.DataFrame(rows, index=pd.Index(groups, name=name), columns=_LEDGER)
        frame["balance"] = frame["share used"] - frame["share said"]
        frame["remark"] = [
            _remark(said.get(group, 0), times[group], share_said, share_used)
            for group, share_said, share_used in frame[["share said", "share used"]].itertuples()
        ]
        return frame

    def _kept_by(self, by: FieldId | str) -> tuple[FieldId | str, str]:
        """Find what the ledger is to be kept by: a word of ours or a field's id, and its name."""
        if ours := _OURS.get(by.strip().casefold()):
            return ours, _NAMES.get(ours, ours)
        field = self.find_field(by)
        return field.id, field.name

    def _sides(self, by: FieldId | str) -> tuple[list[str], _Weights, Callable[[Quotation], Iterable[str]]]:
        """Give the groups in order, what was said in each, and a way to tell those of a quotation."""
        match by:
            case "subtopic":
                return self._by_subtopic()
            case "participant":
                return self._by_participant()
            case "area":
                areas = {area.id: area.name for area in self.areas()}
                of = {each.id: (areas[each.area],) for each in self.interviews()}
                return self._by_interview(list(areas.values()), of)
            case _:
                field = self.field(FieldId(by))
                of = self.field_values(FieldId(by))
                known = {row.id: of.get(row.id, (NO_VALUE,)) for row in self.interviews()}
                groups = [*(field.values if field else ()), NO_VALUE]
                in_use = {group for those in known.values() for group in those}
                titles, said, of_row = self._by_interview(
                    [group for group in groups if group in in_use], known
                )
                values = self.values()

                def of_speaker(each: Quotation) -> Iterable[str]:
                    own = values.get((AttributeId(by), each.participant)) if each.participant else None
                    return (own,) if own else of_row(each)

                return titles, said, of_speaker

    def _by_interview(
        self, groups: list[str], of: Mapping[InterviewId, tuple[str, ...]]
    ) -> tuple[list[str], _Weights, Callable[[Quotation], Iterable[str]]]:
        said: defaultdict[str, float] = defaultdict(float)
        for interview, words in self.transcript_words().items():
            for group in of.get(interview, ()):
                said[group] += words / len(of[interview])
        return groups, said, lambda each: of.get(each.interview, ())

    def _by_participant(self) -> tuple[list[str], _Weights, Callable[[Quotation], Iterable[str]]]:
        names = {each.id: each.name for each in self.interviews()}
        areas = {area.id: area.name for area in self.areas()}
        homes = {each.id: areas[each.area] for each in self.interviews()}
        people: defaultdict[InterviewId, dict[str, str]] = defaultdict(dict)
        for each in self.participants():
            people[each.interview][each.id] = (
                f"{homes[each.interview]} · {names[each.interview]} · {each.name}"
            )
        words, said = self.transcript_words(), dict[str, float]()
        for interview, those in people.items():
            for title in those.values():
                said[title] = said.get(title, 0) + words.get(interview, 0) / len(those)

        def of(quotation: Quotation) -> Iterable[str]:
            those = people.get(quotation.interview, {})
            known = those.get(quotation.participant or "")
            return (known,) if known else tuple(those.values())

        return list(said), said, of

    def _by_subtopic(self) -> tuple[list[str], _Weights, Callable[[Quotation], Iterable[str]]]:
        numbers = {matrix.id: matrix.number for matrix in self.matrices()}
        titles = {each.id: f"{numbers[each.matrix]}.{each.number} {each.name}" for each in self.subtopics()}
        said: defaultdict[str, float] = defaultdict(float)
        for subtopic, words in self.words_indexed().items():
            said[titles[subtopic]] = words
        known = self.subtopics_of_quotations()
        return (
            list(titles.values()),
            said,
            lambda each: tuple(titles[subtopic] for subtopic in known.get(each.id, ())),
        )


_COLUMNS = (
    *("area", "interview", "sub-topic", "quotation", "attribution", "words", "verified", "semi-verbatim"),
    *("status", "strongest", "tags", "note", "used"),
)
_NAMES = {"subtopic": "sub-topic"}
_OURS = {"participant": "participant", "area": "area", "subtopic": "subtopic", "sub-topic": "subtopic"}
_LEDGER = ["said", "quotations", "used", "times", "share said", "share used"]


def _remark(said: float, times: int, share_said: float, share_used: float) -> str:
    if said and not times:
        return UNHEARD
    if times >= _FEW and share_used >= _TWICE_ITS_SHARE * share_said:
        return OVER_QUOTED
    return ""
