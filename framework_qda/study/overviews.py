"""Keep what an analyst writes about a whole area, interview, sub-topic or matrix."""

from __future__ import annotations

from collections.abc import Mapping

from framework_qda.study.core import kept
from framework_qda.study.model import About, Overview
from framework_qda.study.subjects import SubjectVerbs


class OverviewVerbs(SubjectVerbs):
    """Verbs on overviews."""

    @kept("overview")
    def overviews(self) -> Mapping[tuple[About, str], Overview]:
        """Give every overview by what it is about."""
        rows = self._database.rows("SELECT about, subject, text, author, at FROM overview")
        return {(About(about), subject): Overview(About(about), subject, *rest)
                for about, subject, *rest in rows}  # fmt: skip

    def overview(self, about: About, subject: str) -> Overview:
        """Give what is written about something; its text is empty where nothing is."""
        return self.overviews().get((about, subject), Overview(about, subject))

    def write_overview(self, about: About, subject: str, text: str, *, continues: str = "") -> None:
        """Write about a whole area, interview, sub-topic or matrix, in light markup; "" takes it away.

        A spell of typing gives the same `continues` each time and makes one step of the history.
        """
        text = text.strip()
        if text == self.overview(about, subject).text:
            return
        with self.action(f"Sum up {self.subject_name(about, subject)}", continues):
            if text:
                now = self._history.now()
                self._database.run(
                    "INSERT INTO overview VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                    " SET text = excluded.text, author = excluded.author, at = excluded.at",
                    (about, subject, text, self.analyst, now),
                )
            else:
                self._database.run("DELETE FROM overview WHERE about = ? AND subject = ?", (about, subject))
