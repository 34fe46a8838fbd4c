"""Keep the column notes: elements, categories and dimensions, and the cells they stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from framework_qda.errors import Refused
from framework_qda.study.core import Core, cleaned_name, kept, new_id
from framework_qda.study.model import CellKey, Finding, FindingId, FindingKind, InterviewId, SubTopicId

_RANK = {FindingKind.ELEMENT: 0, FindingKind.CATEGORY: 1, FindingKind.DIMENSION: 2}


class FindingVerbs(Core):
    """Verbs on what reading down a sub-topic yields (Ritchie & Lewis 2003, chapter 9)."""

    @kept("finding", "subtopic", "matrix")
    def findings(self, subtopic: SubTopicId | None = None) -> list[Finding]:
        """List the column notes of a sub-topic, or of all, in the order of the framework and their own."""
        rows = self._database.rows(
            "SELECT finding.id, subtopic, parent, kind, finding.name, finding.definition FROM finding"
            " JOIN subtopic ON subtopic.id = subtopic JOIN matrix ON matrix.id = matrix"
            f"{' WHERE subtopic = ?' if subtopic else ''}"
            " ORDER BY matrix.position, matrix.id, subtopic.position, subtopic.id,"
            " finding.position, finding.id",
            (subtopic,) if subtopic else (),
        )
        return [
            Finding(FindingId(row), SubTopicId(of), FindingId(parent) if parent else None, FindingKind(kind),
                    name, text)
            for row, of, parent, kind, name, text in rows
        ]  # fmt: skip

    def finding(self, finding: FindingId) -> Finding | None:
        """Give one column note, None where it is gone."""
        return next((each for each in self.findings() if each.id == finding), None)

    def subtopic_of_gone(self, finding: FindingId) -> SubTopicId | None:
        """Tell the sub-topic of a column note that is gone, as far as the history knows."""
        for _, change in self._history.of_row("finding", (finding,)):
            row = change.new if change.op == "INSERT" else change.old
            if row is not None and isinstance(row[1], str):
                return SubTopicId(row[1])
        return None

    @kept("placing")
    def placings(self) -> Mapping[FindingId, frozenset[InterviewId]]:
        """Tell for every column note the interviews whose cells it is ticked to."""
        found: defaultdict[FindingId, set[InterviewId]] = defaultdict(set)
        for finding, interview in self._database.rows("SELECT finding, interview FROM placing"):
            found[FindingId(finding)].add(InterviewId(interview))
        return {finding: frozenset(rows) for finding, rows in found.items()}

    @kept("finding", "placing", "subtopic", "matrix")
    def found(self) -> Mapping[CellKey, tuple[FindingId, ...]]:
        """Tell for every cell the column notes ticked to it, in their order."""
        cells: defaultdict[CellKey, list[FindingId]] = defaultdict(list)
        placings = self.placings()
        for finding in self.findings():
            for interview in placings.get(finding.id, ()):
                cells[interview, finding.subtopic].append(finding.id)
        return {key: tuple(those) for key, those in cells.items()}

    @kept("finding", "placing", "subtopic", "matrix")
    def categorised(self) -> Mapping[CellKey, tuple[Finding, ...]]:
        """Tell for every cell its categories: those ticked to it, and those of elements ticked to it."""
        known = {finding.id: finding for finding in self.findings()}
        order = {finding: n for n, finding in enumerate(known)}
        cells: dict[CellKey, tuple[Finding, ...]] = {}
        for key, those in self.found().items():
            categories = {category.id for each in those if (category := _category(known[each], known))}
            if categories:
                cells[key] = tuple(known[each] for each in sorted(categories, key=order.__getitem__))
        return cells

    def category_rows(self) -> Mapping[FindingId, frozenset[InterviewId]]:
        """Tell for every category, in order, whose cells have it, by itself or by an element of it."""
        known, placings = {finding.id: finding for finding in self.findings()}, self.placings()
        rows: dict[FindingId, set[InterviewId]] = {
            each.id: set() for each in known.values() if each.kind is FindingKind.CATEGORY
        }
        for each in known.values():
            if category := _category(each, known):
                rows[category.id] |= placings.get(each.id, frozenset())
        return {category: frozenset(those) for category, those in rows.items()}

    def unplaced(self, subtopic: SubTopicId) -> list[InterviewId]:
        """List the interviews with a summary in a sub-topic that has no category yet."""
        placed = self.categorised()
        rows = self._database.rows(
            "SELECT interview FROM cell JOIN interview ON interview.id = interview"
            " JOIN area ON area.id = area WHERE subtopic = ? AND summary <> ''"
            " ORDER BY area.position, area.id, interview.position, interview.id",
            (subtopic,),
        )
        return [InterviewId(row) for (row,) in rows if (row, subtopic) not in placed]

    def add_finding(
        self,
        subtopic: SubTopicId,
        kind: FindingKind,
        name: str,
        parent: FindingId | None = None,
        *,
        interviews: Iterable[InterviewId] = (),
    ) -> FindingId:
        """Add a column note as the last of its parent's, and tick it to the cells of these interviews."""
        name, finding = cleaned_name(name), FindingId(new_id())
        with self.action(f"Add {kind} “{name}” to “{self._name('subtopic', subtopic)}”"):
            self._check_parent(kind, parent, subtopic)
            self._database.run(
                "INSERT INTO finding VALUES (?, ?, ?, ?, ?, '', 0)", (finding, subtopic, parent, kind, name)
            )
            self._place("finding", finding, None, ("subtopic", subtopic))
            self.tick(finding, interviews)
        return finding

    def rename_finding(self, finding: FindingId, name: str) -> None:
        self._rename("finding", finding, name, self._kind_of(finding))

    def define_finding(self, finding: FindingId, definition: str, *, continues: str = "") -> None:
        """Say what belongs in a category, and what does not; `continues` as in `write_overview`."""
        sentence = f"Define {self._kind_of(finding)} “{self._name('finding', finding)}”"
        with self.action(sentence, continues):
            self._database.run(
                "UPDATE finding SET definition = ? WHERE id = ?", (definition.strip(), finding)
            )

    def move_finding(
        self, finding: FindingId, parent: FindingId | None = None, before: FindingId | None = None
    ) -> None:
        """Gather a column note under another of a higher kind, or under none, before a sibling or last.

        Raises Refused where the parent is of no higher kind, or of another sub-topic.
        """
        kind, subtopic = self._kind_of(finding), self._subtopic_of(finding)
        with self.action(f"Move {kind} “{self._name('finding', finding)}”"):
            self._check_parent(kind, parent, subtopic)
            self._database.run("UPDATE finding SET parent = ? WHERE id = ?", (parent, finding))
            self._place("finding", finding, before, ("subtopic", subtopic))

    def change_kind(self, finding: FindingId, kind: FindingKind) -> None:
        """Make an element a category, and so on; what no longer fits above or below it is let go."""
        with self.action(f"Make “{self._name('finding', finding)}” a {kind}"):
            self._database.run("UPDATE finding SET kind = ? WHERE id = ?", (kind, finding))
            found = {each.id: each for each in self.findings(self._subtopic_of(finding))}
            for each in found.values():
                if (
                    each.parent
                    and finding in (each.id, each.parent)
                    and not _above(found[each.parent].kind, each.kind)
                ):
                    self._database.run("UPDATE finding SET parent = NULL WHERE id = ?", (each.id,))

    def delete_finding(self, finding: FindingId) -> None:
        """Delete a column note; what it gathered stays, gathered by its own parent. Undo brings it back."""
        with self.action(f"Delete {self._kind_of(finding)} “{self._name('finding', finding)}”"):
            parent = self._database.value("SELECT parent FROM finding WHERE id = ?", (finding,))
            self._database.run("UPDATE finding SET parent = ? WHERE parent = ?", (parent, finding))
            self._database.run("DELETE FROM finding WHERE id = ?", (finding,))

    def merge_findings(self, source: FindingId, target: FindingId) -> None:
        """Give one column note's cells, and what it gathers, to another of its sub-topic and kind."""
        alike = (self._kind_of(source), self._subtopic_of(source)) == (
            self._kind_of(target),
            self._subtopic_of(target),
        )
        if source == target or not alike:
            raise Refused("Only two different notes of one kind and one sub-topic can be merged.")
        names = f"“{self._name('finding', source)}” into “{self._name('finding', target)}”"
        with self.action(f"Merge {self._kind_of(source)} {names}"):
            self._database.run("UPDATE OR IGNORE placing SET finding = ? WHERE finding = ?", (target, source))
            self._database.run("UPDATE finding SET parent = ? WHERE parent = ?", (target, source))
            self._database.run(
                "UPDATE OR IGNORE type_category SET category = ? WHERE category = ?", (target, source)
            )
            self._database.run("DELETE FROM finding WHERE id = ?", (source,))

    def tick(self, finding: FindingId, interviews: Iterable[InterviewId], ticked: bool = True) -> None:
        """Say that a column note stands on the cells of these interviews, or no longer does."""
        name = self._name("finding", finding)
        with self.action(f"{'Place cells in' if ticked else 'Take cells out of'} “{name}”"):
            self._database.run_many(
                "INSERT OR IGNORE INTO placing VALUES (?, ?)"
                if ticked
                else "DELETE FROM placing WHERE finding = ? AND interview = ?",
                [(finding, interview) for interview in interviews],
            )

    def _kind_of(self, finding: FindingId) -> FindingKind:
        return FindingKind(self._attribute_of(finding, "kind"))

    def _subtopic_of(self, finding: FindingId) -> SubTopicId:
        return SubTopicId(self._attribute_of(finding, "subtopic"))

    def _attribute_of(self, finding: FindingId, column: str) -> str:
        found = self._database.value(f"SELECT {column} FROM finding WHERE id = ?", (finding,))
        if found is None:
            raise Refused("That note has been deleted; undo brings it back.")
        return found

    def _check_parent(self, kind: FindingKind, parent: FindingId | None, subtopic: SubTopicId) -> None:
        if parent is None:
            return
        if not _above(self._kind_of(parent), kind) or self._subtopic_of(parent) != subtopic:
            raise Refused(
                f"A note of kind {kind} cannot stand under “{self._name('finding', parent)}”;"
                " elements go into categories, and these into dimensions, of the same sub-topic."
            )


def _above(parent: FindingKind, kind: FindingKind) -> bool:
    return _RANK[parent] > _RANK[kind]


def _category(finding: Finding, known: Mapping[FindingId, Finding]) -> Finding | None:
    while finding.kind is FindingKind.ELEMENT and finding.parent:
        finding = known[finding.parent]
    return finding if finding.kind is FindingKind.CATEGORY else None
