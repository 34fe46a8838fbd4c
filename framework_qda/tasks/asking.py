"""Find the views that somebody asks for by name, and make their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framework_qda.errors import NotFound, Refused
from framework_qda.reading.page import Page
from framework_qda.study import Study
from framework_qda.study.model import (
    NO_VALUE,
    Condition,
    FieldId,
    InterviewId,
    Subject,
    TypologyId,
    View,
    ViewKind,
)
from framework_qda.tasks.figures import Drawing, bars_drawing, bubbles_drawing, coverage_drawing, drawing_page
from framework_qda.tasks.pages import (
    case_page,
    central_page,
    comparison_page,
    conditions_of,
    linkage_page,
    pairs_page,
    theme_page,
    typology_page,
    view_page,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Views by the names of what they show; `sheets` asks for tables where others read as documents."""

    cases: Sequence[str] = ()
    themes: Sequence[str] = ()
    compare: Sequence[str] = ()
    pairs: str = ""
    central: Sequence[str] = ()
    linkage: tuple[str, str] | None = None
    typologies: Sequence[str] = ()
    views: Sequence[str] = ()
    subtopics: Sequence[str] = ()
    by: str = ""
    unit: str = Subject.AREA
    where: Sequence[str] = ()
    coverage: bool = False
    pictures: bool = False
    sheets: bool = False

    @property
    def anything(self) -> bool:
        """Whether a view is asked for, and not matrices."""
        several = (self.cases, self.themes, self.compare, self.central, self.typologies, self.views)
        return any(several) or bool(self.pairs or self.linkage or self.coverage)


def pages(study: Study, asked: Asked) -> list[Page]:
    """Make the pages of every view asked for, in the order of the class above; raises NotFound."""
    where = conditions(study, asked.where)
    chosen = [study.find_subtopic(each).id for each in asked.subtopics] or None
    by = study.find_field(asked.by).id if asked.by and not asked.central else None
    side = next((field.id for field in study.possible_sides()), None)
    made = [case_page(study, study.find_case(each), by or side, table=asked.sheets) for each in asked.cases]
    for each in asked.themes:
        column = study.find_subtopic(each).id
        made.append(theme_page(study, column, by, where, table=asked.sheets))
    if asked.compare:
        made.append(comparison_page(study, study.find_things(asked.compare), chosen, where))
    if asked.pairs:
        made.append(pairs_page(study, study.find_field(asked.pairs).id, chosen, where))
    if asked.central:
        made.append(_central(study, asked, where))
    if asked.linkage:
        rows, columns = (study.find_field(each).id for each in asked.linkage)
        made.append(linkage_page(study, rows, columns, Subject(asked.unit), where))
    made += [typology_page(study, _typology(study, each)) for each in asked.typologies]
    made += [view_page(study, find_view(study, each)) for each in asked.views]
    if asked.coverage:
        made.append(drawing_page(coverage_drawing(study, Subject(asked.unit), where)))
    return made + ([drawing_page(each) for each in _drawings(study, asked, where)] if asked.pictures else [])


def _drawings(study: Study, asked: Asked, where: Sequence[Condition]) -> Iterator[Drawing]:
    """Ask for a drawing of every theme that is grouped and has categories, and of every linkage grid."""
    known = {field.id for field in study.fields()}
    for each in asked.themes:
        categories = FieldId(study.find_subtopic(each).id)
        if asked.by and categories in known:
            yield bars_drawing(study, study.find_field(asked.by).id, categories, Subject.INTERVIEW, where)
    if asked.linkage:
        rows, columns = (study.find_field(each).id for each in asked.linkage)
        yield bubbles_drawing(study, rows, columns, Subject(asked.unit), where)
    for view in (find_view(study, each) for each in asked.views):
        if view.kind is ViewKind.LINKAGE:
            rows, columns, unit = (str(view.settings[key]) for key in ("rows", "columns", "unit"))
            yield bubbles_drawing(study, FieldId(rows), FieldId(columns), Subject(unit), conditions_of(view))


def _central(study: Study, asked: Asked, where: Sequence[Condition]) -> Page:
    columns = [study.find_subtopic(each).id for each in asked.central]
    return central_page(
        study, columns, Subject(asked.unit), _typology(study, asked.by) if asked.by else None, where
    )


def _typology(study: Study, name: str) -> TypologyId:
    for each in study.typologies():
        if name.strip().casefold() in (each.id, each.name.casefold()):
            return each.id
    raise NotFound("typology", name)


def find_view(study: Study, name: str) -> View:
    """Find a kept comparison, central chart or linkage grid by its name; raises NotFound."""
    for view in study.views():
        if view.kind is not ViewKind.FILTER and name.strip().casefold() == view.name.casefold():
            return view
    raise NotFound("kept view", name)


def conditions(study: Study, where: Sequence[str]) -> list[Condition]:
    """Read conditions such as “side=acute trust”, “region=London|North West” or the name of a kept filter.

    Raises NotFound for a field, a value or a filter that is not there.
    """
    return [condition for each in where for condition in _conditions(study, each)]


def meeting(study: Study, where: Sequence[str]) -> list[InterviewId] | None:
    """List the interviews that meet conditions, in order; None where there are none to meet."""
    if not where:
        return None
    found = study.meeting(conditions(study, where))
    return [row.id for row in study.interviews() if row.id in found]


def _conditions(study: Study, words: str) -> Sequence[Condition]:
    name, equals, values = words.partition("=")
    if not equals:
        for view in study.views(ViewKind.FILTER):
            if words.strip().casefold() == view.name.casefold():
                return conditions_of(view)
        raise NotFound("kept filter", words)
    field = study.find_field(name)
    known = {value.casefold(): value for value in (*field.values, NO_VALUE)}
    chosen = [value.strip().casefold() for value in values.split("|")]
    if unknown := [value for value in chosen if value not in known]:
        raise Refused(f"No “{field.name}” is “{unknown[0]}”; it can be {', '.join(known.values())}.")
    return [Condition(field.id, tuple(known[value] for value in chosen))]
