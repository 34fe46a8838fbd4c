"""Name in words what a memo is about."""

from __future__ import annotations

from framework_qda.study.core import Core
from framework_qda.study.model import About

_WORDS = 60  # characters shown of a passage

_NAMES = {
    About.AREA: "SELECT name FROM area WHERE id = ?",
    About.INTERVIEW: "SELECT area.name || ' · ' || interview.name FROM interview"
    " JOIN area ON area.id = area WHERE interview.id = ?",
    About.MATRIX: "SELECT (SELECT count(*) FROM matrix AS other WHERE"
    " (other.position, other.id) <= (matrix.position, matrix.id)) || ' ' || name FROM matrix WHERE id = ?",
    About.SUBTOPIC: "SELECT (SELECT count(*) FROM matrix AS other WHERE (other.position, other.id)"
    " <= (matrix.position, matrix.id)) || '.' || (SELECT count(*) FROM subtopic AS other WHERE"
    " other.matrix = matrix.id AND (other.position, other.id) <= (subtopic.position, subtopic.id))"
    " || ' ' || subtopic.name FROM subtopic JOIN matrix ON matrix.id = matrix WHERE subtopic.id = ?",
}


class SubjectVerbs(Core):
    """Verbs that name."""

    def subject_name(self, about: About, subject: str) -> str:
        """Name what a memo is about; empty for the journal, and where it has been deleted."""
        match about:
            case About.JOURNAL:
                return ""
            case About.STUDY:
                return self.title
            case About.CELL:
                return self._cell_name(subject)
            case About.PASSAGE:
                return self._passage_name(subject)
            case _:
                return self._database.value(_NAMES[about], (subject,)) or ""

    def _cell_name(self, subject: str) -> str:
        interview, _, subtopic = subject.partition("/")
        names = self.subject_name(About.INTERVIEW, interview), self.subject_name(About.SUBTOPIC, subtopic)
        return " · ".join(names) if all(names) else ""

    def _passage_name(self, subject: str) -> str:
        row = self._database.row("SELECT interview, words FROM passage WHERE id = ?", (subject,))
        if row is None:
            return ""
        words = " ".join(str(row[1]).split())
        cut = words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …"
        return f"{self.subject_name(About.INTERVIEW, row[0])} · “{cut}”"
