"""Choose what of the study stands in a draft: a cell, a matrix, a view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framework_qda.errors import Refused
from framework_qda.study import Study
from framework_qda.study.model import MatrixId, ViewKind
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.report.object_form import ObjectForm, Pick, Picks, Settings, conditions_of, filled

if TYPE_CHECKING:
    from framework_qda.ui.report.workspace import ReportWorkspace


def interview_offers(study: Study) -> list[Offer]:
    """Offer the interviews, each with its area."""
    areas = {each.id: each.name for each in study.areas()}
    return [Offer(each.id, f"{areas[each.area]} · {each.name}") for each in study.interviews()]


def subtopic_offers(study: Study) -> list[Offer]:
    """Offer the sub-topics, each with its number and its matrix."""
    matrices = {each.id: each for each in study.matrices()}
    return [
        Offer(
            each.id, f"{matrices[each.matrix].number}.{each.number} {each.name}", matrices[each.matrix].name
        )
        for each in study.subtopics()
    ]


class CellForm(ObjectForm):
    """Which cell: one interview on one sub-topic."""

    def __init__(self, workspace: ReportWorkspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        interview, _, subtopic = str(settings.get("cell") or "").partition("/")
        self.interview = Pick(self.tr("Interview"), "user", interview_offers(self.study), interview, self)
        self.subtopic = Pick(self.tr("Sub-topic"), "tag", subtopic_offers(self.study), subtopic, self)
        self.add(self.tr("Interview"), self.interview)
        self.add(self.tr("Sub-topic"), self.subtopic)
        self.caption = self.line(
            self.tr("Whose summary it is"),
            "caption",
            self.tr("Empty: the area and the interview as the study has them"),
        )
        self.head = self.interview

    def settings(self) -> dict[str, Any]:
        if not self.interview.key or not self.subtopic.key:
            raise Refused(self.tr("Choose an interview and a sub-topic."))
        return {"cell": f"{self.interview.key}/{self.subtopic.key}", **filled(caption=self.caption.text())}


class MatrixForm(ObjectForm):
    """Which matrix, which of its sub-topics, and which interviews."""

    def __init__(self, workspace: ReportWorkspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        study = self.study
        known = [Offer(each.id, f"{each.number} {each.name}") for each in study.matrices()]
        chosen = str(settings.get("matrix") or (known[0].key if len(known) == 1 else ""))
        self.matrix = Pick(self.tr("Matrix"), "table", known, chosen, self)
        offers, wanted = self._columns(), settings.get("subtopics")
        self.subtopics = Picks(
            self.tr("Sub-topics"),
            "list-bullets",
            offers,
            [each.key for each in offers if wanted is None or each.key in wanted],
            self,
        )
        self.matrix.picked.connect(lambda _: self.subtopics.offer(self._columns()))
        self.add(self.tr("Matrix"), self.matrix)
        self.add(self.tr("Sub-topics"), self.subtopics)
        self.conditions = self.filter()
        self.caption = self.line(self.tr("Caption"), "caption", self.tr("Empty: the name of the matrix"))
        self.source = self.line(self.tr("Note below it"), "note")
        self.head = self.matrix

    def _columns(self) -> list[Offer]:
        if not self.matrix.key:
            return []
        found = self.study.subtopics(MatrixId(self.matrix.key))
        return [Offer(each.id, f"{each.number} {each.name}") for each in found]

    def settings(self) -> dict[str, Any]:
        if not self.matrix.key:
            raise Refused(self.tr("Choose a matrix."))
        if not self.subtopics.keys:
            raise Refused(self.tr("Choose one sub-topic at least."))
        return {
            "matrix": self.matrix.key,
            **({} if self.subtopics.all else {"subtopics": self.subtopics.keys}),
            **conditions_of(self.conditions),
            **filled(caption=self.caption.text(), note=self.source.text()),
        }


_KEPT = (ViewKind.COMPARISON, ViewKind.CENTRAL_CHART, ViewKind.LINKAGE)
_WAYS = ("view", "typology", "case", "theme")


def view_offers(study: Study) -> list[Offer]:
    """Offer every view there is: those kept by name, typologies, and reading along and down."""
    areas = study.areas()
    names = {each.id: each.name for each in areas}
    return [
        *(Offer(f"view:{each.id}", each.name, each.kind) for each in study.views() if each.kind in _KEPT),
        *(Offer(f"typology:{each.id}", each.name, "typology") for each in study.typologies()),
        *(Offer(f"case:{each.id}", each.name, "within case") for each in areas),
        *(
            Offer(f"case:{each.id}", f"{names[each.area]} · {each.name}", "within case")
            for each in study.interviews()
        ),
        *(Offer(f"theme:{each.key}", each.text, "within theme") for each in subtopic_offers(study)),
    ]


class ViewForm(ObjectForm):
    """Which view; within a theme also in which bands, and which interviews."""

    def __init__(self, workspace: ReportWorkspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        study = self.study
        way = next((each for each in _WAYS if settings.get(each)), "")
        self.view = Pick(
            self.tr("View"), "eye", view_offers(study), f"{way}:{settings[way]}" if way else "", self
        )
        fields = [Offer("", self.tr("areas")), *(Offer(each.id, each.name) for each in study.fields())]
        self.by = Pick(self.tr("In bands of"), "stack", fields, str(settings.get("by") or ""), self)
        self.add(
            self.tr("View"),
            self.view,
            self.tr("A comparison, central chart or linkage is offered once it is kept by name in Compare."),
        )
        self.add(self.tr("In bands of"), self.by)
        self.conditions = self.filter()
        self.caption = self.line(self.tr("Caption"), "caption", self.tr("Empty: the title of the view"))
        self.source = self.line(self.tr("Note below it"), "note")
        self.view.picked.connect(lambda _: self._follow())
        self.head = self.view
        self._follow()

    def _follow(self) -> None:
        """Only within a theme can bands and interviews be chosen."""
        theme = self.view.key.startswith("theme:")
        self.show_field(self.by, theme)
        self.show_field(self.conditions, theme)

    def settings(self) -> dict[str, Any]:
        if not self.view.key:
            raise Refused(self.tr("Choose a view."))
        way, _, known = self.view.key.partition(":")
        of_theme = {**conditions_of(self.conditions), **filled(by=self.by.key)} if way == "theme" else {}
        return {
            way: known,
            **of_theme,
            **filled(caption=self.caption.text(), note=self.source.text()),
        }
