"""Write the quotations of the board to Word, Excel and others, grouped as the author chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from framework_qda.progress import Progress
from framework_qda.study import Study
from framework_qda.study.authoring import Quotation, QuotationId
from framework_qda.tasks.quotation_pages import (
    BY,
    COLUMNS,
    MOST_GROUPINGS,
    Column,
    groupings,
    outline,
    write_quotations,
)
from framework_qda.text.counting import counted
from framework_qda.ui import settings
from framework_qda.ui.dialogs.parts import column, labelled, muted
from framework_qda.ui.dialogs.writing import WritingDialog, file_name, title
from framework_qda.ui.quotes.board_rows import Finder, Shown
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work

if TYPE_CHECKING:
    from framework_qda.ui.quotes.board import BoardTab

_BY, _COLUMNS = "quotes/export_by", "quotes/export_columns"
_LINES = 200  # of the preview


def export_board(board: BoardTab) -> ExportQuotations:
    """Ask how the quotations on show are to be written."""
    window: Any = board.window()
    words = in_words(board.studio.study, board.shown)
    dialog = ExportQuotations(board.studio, window.work, board.ids(), words, window)
    dialog.open()
    return dialog


def in_words(study: Study, shown: Shown) -> str:
    """Say which quotations are on show; nothing where they are all there are."""
    finder, names = Finder(study), {field.id: field.name for field in study.fields()}
    said = [f"“{shown.query.strip()}”"] if shown.query.strip() else []
    for facet, values in shown.facets.items():
        words = dict(finder.options(facet))
        said.append(f"{facet}: {' or '.join(words.get(each, each) for each in values)}")
    said += [f"{names.get(field, '')}: {' or '.join(values)}" for field, values in shown.conditions]
    return "; ".join(said)


class ExportQuotations(WritingDialog):
    """Export quotations; `which` says in words which they are, where they are not all there are."""

    def __init__(
        self,
        studio: Studio,
        work: Work,
        quotations: Sequence[QuotationId],
        which: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            studio,
            work,
            title=self.tr("Export quotations"),
            asking=self.tr("Where to write the quotations"),
            formats=(
                (".docx", self.tr("Word document (.docx)")),
                (".xlsx", self.tr("Excel workbook (.xlsx)")),
                (".odt", self.tr("OpenDocument text (.odt)")),
                (".html", self.tr("Web page (.html)")),
                (".md", self.tr("Markdown (.md)")),
                (".csv", self.tr("Plain table (.csv)")),
            ),
            parent=parent,
        )
        known = studio.study.quotations_by_id()
        self._quotations: list[Quotation] = [known[each] for each in quotations if each in known]
        self._which = which
        self._make_choices()
        many = counted(len(self._quotations), self.tr("1 quotation"), self.tr("%d quotations"))
        what = column(title(self.tr("What")), muted(" · ".join(filter(None, (many, which)))))
        self.lay_out(what, self._grouping_row(), self._columns_row(), self._preview_row())
        self._restore()
        self.begin(92, 34)
        self._show_order()

    def _make_choices(self) -> None:
        named = groupings(self._studio.study)
        self.groupings = [QComboBox() for _ in range(MOST_GROUPINGS)]
        for number, box in enumerate(self.groupings):
            box.setAccessibleName(self.tr("Grouping %d") % (number + 1))
            # Categories may have long names, and all are seen when the list is open.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(14)
            box.addItem(self.tr("(not grouped)") if not number else self.tr("(no further)"), "")
            for key, name in named.items():
                box.addItem(name, key)
            box.currentIndexChanged.connect(self._show_order)
        words = {
            Column.ATTRIBUTION: self.tr("Attribution"),
            Column.REFERENCE: self.tr("Source, for those who have the study"),
            Column.TIME: self.tr("Time in the recording"),
            Column.VERIFIED: self.tr("Whether it is verified"),
            Column.STATUS: self.tr("Status"),
            Column.TAGS: self.tr("Tags"),
            Column.NOTE: self.tr("Note"),
        }
        self.columns = {each: QCheckBox(words[each]) for each in Column}
        for box in self.columns.values():
            box.toggled.connect(self.edited)
        self.order = QTreeWidget(headerHidden=True, columnCount=2)
        self.order.setAccessibleName(self.tr("Order of the headings"))
        self.order.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.several = muted(self.tr("A quotation that belongs under several headings stands under each."))

    def _grouping_row(self) -> Any:
        row = QHBoxLayout(spacing=3 * STEP)
        for words, box in zip(
            (self.tr("Grouped by"), self.tr("then by"), self.tr("then by")), self.groupings, strict=True
        ):
            row.addLayout(labelled(words, box), 1)
        return row

    def _columns_row(self) -> Any:
        part = column(title(self.tr("With")))
        grid = QGridLayout(horizontalSpacing=4 * STEP, verticalSpacing=STEP)
        for number, box in enumerate(self.columns.values()):
            grid.addWidget(box, number // 2, number % 2)
        part.addLayout(grid)
        return part

    def _preview_row(self) -> Any:
        self.order.setMinimumHeight(7 * self.fontMetrics().lineSpacing())
        row = labelled(self.tr("In this order"), self.order)
        row.addWidget(self.several)
        return row

    def _restore(self) -> None:
        kept = str(settings.get(_BY, ",".join(BY))).split(",")
        for box, key in zip(self.groupings, [*kept, *[""] * MOST_GROUPINGS], strict=False):
            box.setCurrentIndex(max(0, box.findData(key)))
        chosen = str(settings.get(_COLUMNS, ",".join(COLUMNS))).split(",")
        for each, box in self.columns.items():
            box.setChecked(each in chosen)

    def remember(self) -> None:
        settings.put(_BY, ",".join(self.by))
        settings.put(_COLUMNS, ",".join(self.chosen_columns))

    @property
    def by(self) -> list[str]:
        """What they are grouped by, each once, in order."""
        return list(dict.fromkeys(key for box in self.groupings if (key := box.currentData())))

    @property
    def chosen_columns(self) -> list[Column]:
        """What is told of each."""
        return [each for each, box in self.columns.items() if box.isChecked()]

    @property
    def ready(self) -> bool:
        return bool(self._quotations)

    def stem(self) -> str:
        return file_name(self.tr("%s - quotations") % self._studio.study.path.stem)

    def refresh(self, *_: object, written: bool = False) -> None:
        super().refresh(written=written)
        self.paper_box.setVisible(self.suffix == ".xlsx")  # a document has the paper of its template

    def _show_order(self) -> None:
        """Show the headings as they will stand beneath each other."""
        self.edited()
        self.order.clear()
        above: list[Any] = [self.order.invisibleRootItem()]
        found = outline(self._studio.study, self._quotations, self.by)
        highest = sum(count for level, _, count in found if level == 1)
        self.several.setVisible(highest > len(self._quotations))
        for level, words, count in found[:_LINES]:
            item = QTreeWidgetItem([words, str(count)])
            above[level:] = [item]
            above[level - 1].addChild(item)
        if not self.by:
            QTreeWidgetItem(self.order, [self.tr("All in reading order"), str(len(self._quotations))])
        self.order.expandAll()
        self.order.resizeColumnToContents(0)

    def job(self) -> Callable[[Path, Progress], object]:
        return partial(
            _export,
            write=partial(
                write_quotations,
                self._studio.study,
                quotations=list(self._quotations),
                by=self.by,
                columns=self.chosen_columns,
                title=self.tr("Quotations"),
                subtitle=self._which,
                paper=self.paper.currentData(),
            ),
        )


def _export(path: Path, progress: Progress, *, write: Callable[..., object]) -> None:
    write(path=path, progress=progress)
