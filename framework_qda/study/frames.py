"""Give the study as pandas frames, for notebooks and for every export."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from framework_qda.errors import NotFound
from framework_qda.study.charting import ChartingVerbs
from framework_qda.study.evidence import EvidenceVerbs
from framework_qda.study.framework import FrameworkVerbs
from framework_qda.study.model import (
    EMPTY_CELL,
    Attribute,
    AttributeType,
    Cell,
    Interview,
    InterviewId,
    Matrix,
    Passage,
    Subject,
    SubTopicId,
)
from framework_qda.study.people import PeopleVerbs
from framework_qda.text.summary import plain
from framework_qda.text.transcript import clock

if TYPE_CHECKING:
    import pandas as pd


_PASSAGES = (
    *("area", "interview", "paragraph", "time", "matrix", "sub-topic"),
    *("words", "kind", "state", "note"),
)


class FrameVerbs(FrameworkVerbs, PeopleVerbs, ChartingVerbs, EvidenceVerbs):
    """Verbs that give frames; pandas is loaded on the first call."""

    def matrix(
        self,
        matrix: int | str,
        *,
        markup: bool = False,
        interviews: Sequence[InterviewId] | None = None,
        subtopics: Sequence[SubTopicId] | None = None,
    ) -> pd.DataFrame:
        """Give one matrix, by number or name: index (area, interview), columns its sub-topics.

        Values are the summaries as plain text, or in light markup; "" where a cell is empty. `interviews`
        and `subtopics` choose and order the rows and columns. Raises NotFound.
        """
        return self._cell_frame(
            matrix, interviews, subtopics, lambda cell: cell.summary if markup else plain(cell.summary)
        )

    def blank_reasons(
        self,
        matrix: int | str,
        *,
        interviews: Sequence[InterviewId] | None = None,
        subtopics: Sequence[SubTopicId] | None = None,
    ) -> pd.DataFrame:
        """Give why cells are empty, in the same shape as `matrix`; "" where that is not said."""
        return self._cell_frame(matrix, interviews, subtopics, lambda cell: str(cell.blank_reason))

    def attribute_frame(
        self, interviews: Sequence[InterviewId] | None = None, *, as_text: bool = False
    ) -> pd.DataFrame:
        """Give all attributes: index (area, interview), columns (subject, attribute).

        The values of several participants of one interview are joined with “; ”. An attribute of type number
        is a column of numbers, NaN where nothing is given, unless all is wanted `as_text` or one of its
        values is none, such as “about 300” or those of several participants: then it is text as well.
        """
        import pandas as pd

        chosen = self._chosen(interviews)
        values = self.values()
        people: dict[InterviewId, list[str]] = {}
        for participant in self.participants():
            people.setdefault(participant.interview, []).append(participant.id)
        attributes = self.attributes()
        columns = {
            title: [
                "; ".join(
                    filter(
                        None,
                        (
                            values.get((attribute.id, of), "")
                            for of in _subjects(attribute.subject, row, people)
                        ),
                    )
                )
                for row in chosen
            ]
            for title, attribute in zip(_titles(attributes), attributes, strict=True)
        }
        frame = pd.DataFrame(columns, index=self._index(chosen), dtype=str)
        for title, attribute in zip(columns, attributes, strict=True):
            if attribute.type is AttributeType.NUMBER and not as_text:
                frame[title] = _numbers(frame[title])
        frame.columns = pd.MultiIndex.from_tuples(list(columns), names=["subject", "attribute"])
        return frame

    def passages_frame(self) -> pd.DataFrame:
        """Give all passages in reading order: a row for each sub-topic that one is indexed to.

        One that is indexed to none has a row too, with "" for matrix and sub-topic. `paragraph` is the number
        of the one it begins in; `time` is when it can be heard, such as 00:14:05, or "" where that is not
        known.
        """
        import pandas as pd

        areas = {area.id: area.name for area in self.areas()}
        titles = {matrix.id: matrix.name for matrix in self.matrices()}
        columns = {None: ("", "")} | {each.id: (titles[each.matrix], each.name) for each in self.subtopics()}
        rows = [
            (
                areas[interview.area],
                interview.name,
                *place,
                *columns.get(subtopic, ("", "")),
                *_facts(passage),
            )
            for interview in self.interviews()
            for passage, place, subtopics in self._placed(interview.id)
            for subtopic in subtopics
        ]
        return pd.DataFrame(rows, columns=list(_PASSAGES))

    def _placed(
        self, interview: InterviewId
    ) -> Iterator[tuple[Passage, tuple[int, str], Sequence[SubTopicId | None]]]:
        passages, indexed = self.passages(interview), self.indexed(interview)
        paragraphs = self.transcript(interview).paragraphs if passages else ()
        starts = list(accumulate((len(each.text) + 1 for each in paragraphs), initial=0))
        for passage in passages:
            index = min(bisect_right(starts, passage.start), len(paragraphs))
            time = passage.time_start
            for paragraph in reversed(paragraphs[:index]):
                if time is not None:
                    break
                time = paragraph.time
            yield passage, (index, "" if time is None else clock(time)), indexed.get(passage.id, [None])

    def find_matrix(self, matrix: int | str) -> Matrix:
        """Find a matrix by its number or name, capitals ignored; raises NotFound."""
        wanted = str(matrix).strip().casefold()
        for found in self.matrices():
            if wanted in (str(found.number), found.name.casefold(), found.id):
                return found
        raise NotFound("matrix", matrix)

    def _cell_frame(
        self,
        matrix: int | str,
        interviews: Sequence[InterviewId] | None,
        subtopics: Sequence[SubTopicId] | None,
        value: Callable[[Cell], str],
    ) -> pd.DataFrame:
        import pandas as pd

        columns = self.subtopics(self.find_matrix(matrix).id)
        if subtopics is not None:
            known = {subtopic.id: subtopic for subtopic in columns}
            columns = [known[subtopic] for subtopic in subtopics]
        rows = self._chosen(interviews)
        cells = self.cells([row.id for row in rows], [column.id for column in columns])
        frame = pd.DataFrame(
            [[value(cells.get((row.id, column.id), EMPTY_CELL)) for column in columns] for row in rows],
            index=self._index(rows),
            columns=range(len(columns)),
            dtype=str,
        )
        frame.columns = [column.name for column in columns]
        return frame

    def _chosen(self, interviews: Sequence[InterviewId] | None) -> list[Interview]:
        everything = self.interviews()
        if interviews is None:
            return everything
        known = {interview.id: interview for interview in everything}
        return [known[interview] for interview in interviews]

    def _index(self, interviews: Sequence[Interview]) -> pd.MultiIndex:
        import pandas as pd

        areas = {area.id: area.name for area in self.areas()}
        return pd.MultiIndex.from_arrays(
            [[areas[row.area] for row in interviews], [row.name for row in interviews]],
            names=["area", "interview"],
        )


def _titles(attributes: Sequence[Attribute]) -> list[tuple[str, str]]:
    """Name a column for each attribute; files of old may have two of one name, the second is numbered."""
    seen = Counter[tuple[str, str]]()
    titles: list[tuple[str, str]] = []
    for attribute in attributes:
        title = (str(attribute.subject), attribute.name)
        seen[title] += 1
        titles.append(title if seen[title] == 1 else (title[0], f"{title[1]} ({seen[title]})"))
    return titles


def _numbers(values: pd.Series[str]) -> pd.Series[Any]:
    """Read texts as numbers, unless one of them is none."""
    import pandas as pd

    try:
        return pd.to_numeric(values.where(values != "", None))
    except ValueError:
        return values


def _facts(passage: Passage) -> tuple[str, str, str, str]:
    return passage.words, passage.kind, str(passage.state), passage.note


def _subjects(subject: Subject, row: Interview, people: dict[InterviewId, list[str]]) -> list[str]:
    match subject:
        case Subject.AREA:
            return [row.area]
        case Subject.INTERVIEW:
            return [row.id]
        case Subject.PARTICIPANT:
            return people.get(row.id, [])
