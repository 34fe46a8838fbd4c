"""What the screens of reading share: a title to step from, an overview, and a sheet that keeps up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from framework_qda.reading.plan import Plan
from framework_qda.study.model import Change
from framework_qda.ui import settings
from framework_qda.ui.extents import Extent
from framework_qda.ui.filtering.chooser import Offer
from framework_qda.ui.icons import icon
from framework_qda.ui.reading.overview_editor import OverviewEditor
from framework_qda.ui.reading.placed import PLACING, placed_badges
from framework_qda.ui.reading.sheet import ReadingSheet
from framework_qda.ui.reading.stepper import Stepper
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_OVERVIEW, _ZOOM = "read/overview", "read/zoom"


class Screen(QWidget):
    """One screen of reading. Whoever inherits says which plan it shows, and of what.

    `link_followed(target)` has the id of a passage that is not on the screen.
    """

    cell_chosen = Signal(str, str)
    cell_left = Signal()
    charting_wanted = Signal(str, str)
    link_followed = Signal(str)
    saving = Signal()
    unsaved = Signal(str)

    what = ""
    shown_by: tuple[str, ...] = ()  # the tables by whose changes the plan may become another
    _stale = True

    def __init__(self, studio: Studio, sheet: ReadingSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio, self.sheet = studio, sheet
        self.stepper = Stepper(self.tr(self.what), self.offers)
        self.overview = OverviewEditor(studio, sheet.chosen_keys)
        self.empty = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.empty.setProperty("muted", True)
        sheet.set_zoom(settings.get(_ZOOM, 1.0))
        self.overview_button = self.toggle("note-pencil", self.tr("Show the overview"), _OVERVIEW)
        self.overview_button.toggled.connect(self.overview.setVisible)
        if not self.overview_button.isChecked():
            self.overview.hide()
        self._connect()

    def _connect(self) -> None:
        sheet, overview = self.sheet, self.overview
        sheet.cell_chosen.connect(self.cell_chosen)
        sheet.cell_left.connect(self.cell_left)
        sheet.charting_wanted.connect(self.charting_wanted)
        sheet.link_clicked.connect(self.follow)
        sheet.zoom_wanted.connect(lambda steps: self.set_zoom(sheet.zoom + 0.1 * steps))
        overview.link_followed.connect(self.follow)
        overview.left.connect(sheet.setFocus)
        overview.saving.connect(self.saving)
        overview.unsaved.connect(self.unsaved)
        self.stepper.current = lambda: self.subject
        self.stepper.picked.connect(self._picked)
        self.stepper.stepped.connect(self.step)
        self.studio.changed.connect(self._changed)

    # What those who inherit say -----------------------------------------------------------------------

    def offers(self) -> list[Offer]:
        """List what can be read."""
        raise NotImplementedError

    def subjects(self) -> list[str]:
        """List what the keys step through, in order."""
        raise NotImplementedError

    def show_subject(self, subject: str) -> None:
        """Read something else."""
        raise NotImplementedError

    def show_cell(self, interview: str, subtopic: str) -> bool:
        """Make a cell current, reading something else where it is not shown."""
        raise NotImplementedError

    def come_to(self, interview: str, subtopic: str) -> None:
        """Read on at a cell that was current elsewhere, as far as it is shown."""
        self.show_cell(interview, subtopic)

    def make_plan(self) -> Plan | None:
        """Plan what is shown; None where there is nothing."""
        raise NotImplementedError

    def dress(self, plan: Plan) -> None:
        """Show beside the sheet what goes with its plan."""
        raise NotImplementedError

    def extents(self) -> list[Extent]:
        """Say what can be taken out, what is on show first."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """The id of what is read."""
        raise NotImplementedError

    # Reading on ---------------------------------------------------------------------------------------

    def step(self, step: int) -> None:
        """Read the next, or the one before; at the end nothing happens."""
        subjects = self.subjects()
        place = subjects.index(self.subject) + step if self.subject in subjects else 0
        if 0 <= place < len(subjects):
            self.show_subject(subjects[place])

    def _picked(self, subject: str) -> None:
        """Read what was chosen by its name, with the keyboard there."""
        self.show_subject(subject)
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, target: str) -> None:
        """Show the cell a link leads to on this page, or ask for its passage."""
        interview, cell, subtopic = target.partition("/")
        if not cell:
            self.link_followed.emit(target)
        elif self.show_cell(interview, subtopic):
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_zoom(self, zoom: float) -> None:
        """Scale the type of what is read."""
        self.sheet.set_zoom(zoom)
        settings.put(_ZOOM, self.sheet.zoom)

    def write_overview(self) -> None:
        """Put the keyboard into the overview, showing it where it is put away."""
        self.overview_button.setChecked(True)
        self.overview.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> bool:
        """Save at once what is typed."""
        return self.overview.save()

    # Keeping up ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the plan as it is now; what is the same stays where it is."""
        self._stale = False
        plan = self.make_plan()
        self.pages.setCurrentIndex(0 if plan else 1)
        if plan is None:
            return
        if plan != self.sheet.plan:
            self.sheet.show_plan(plan)
        self.dress(plan)

    def show_badges(self) -> None:
        """Read the chips anew."""
        self.sheet.set_badges(placed_badges(self.studio.study))

    def _changed(self, change: Change) -> None:
        placed = change.touches(*PLACING)
        if change.touches(*self.shown_by):
            self._stale = True
        if placed:
            self._chips_stale = True
        if self.isVisible():
            self._keep_up()

    _chips_stale = True

    def _keep_up(self) -> None:
        if self._chips_stale:
            self._chips_stale = False
            self.show_badges()
        if self._stale:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self._keep_up()
        super().showEvent(event)

    # Parts --------------------------------------------------------------------------------------------

    def toggle(self, symbol: str, name: str, key: str, default: bool = True) -> QToolButton:
        """Make a button that shows or hides something, and remembers."""
        button = QToolButton(icon=icon(symbol), toolTip=name, accessibleName=name, checkable=True)
        button.setChecked(settings.get(key, default))
        button.toggled.connect(lambda on: settings.put(key, on))
        return button

    def body(self, above: list[QWidget], below: QWidget) -> QWidget:
        """Make a page of what stands above the sheet, and the sheet with what is beside it."""
        page = QWidget()
        head = QVBoxLayout(spacing=2 * STEP)
        head.setContentsMargins(2 * STEP, STEP, 2 * STEP, 2 * STEP)
        for widget in above:
            head.addWidget(widget)
        column = QVBoxLayout(page, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(below, 1)
        return page

    def lay_out(self, buttons: list[QToolButton], body: QWidget) -> None:
        """Set the title with its buttons over the page."""
        bar = QHBoxLayout(spacing=STEP)
        bar.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        bar.addWidget(self.stepper, 1)
        for button in buttons:
            bar.addWidget(button)
        page = QWidget()
        column = QVBoxLayout(page, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(body, 1)
        self.pages = QStackedLayout(self)
        self.pages.addWidget(page)
        self.pages.addWidget(self.empty)
