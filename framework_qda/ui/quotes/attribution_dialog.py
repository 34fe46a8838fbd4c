"""Write how speakers are named: templates of fields, words for values, and what comes of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStackedLayout,
    QStyledItemDelegate,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.study.authoring import AttributionId, AttributionTemplate
from framework_qda.study.model import Change
from framework_qda.text.attribution import unknown
from framework_qda.text.counting import counted
from framework_qda.ui.dialogs.parts import MARGIN, Notice, column, fit, labelled, muted
from framework_qda.ui.icons import icon
from framework_qda.ui.quotes.attribution_fields import TemplateEdit
from framework_qda.ui.quotes.attribution_tables import FEW, Preview, WordingsModel, field_names
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_ID = Qt.ItemDataRole.UserRole
_PAUSE = 250  # milliseconds after the last letter, until everybody is named anew and it is saved
_NAME = "attributions"
_MEASURED = 100  # rows that say how wide the counts are


def show_attributions(studio: Studio | None, parent: QWidget) -> AttributionDialog | None:
    """Show the attributions beside the window; the one that is open already where there is one."""
    if studio is None:
        return None
    window = parent.window()
    dialog = window.findChild(AttributionDialog, _NAME) or AttributionDialog(studio, window)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


class AttributionDialog(QDialog):
    """All templates of a study; whatever is changed is saved at once, and can be undone."""

    def __init__(self, studio: Studio, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Attributions of quotations"))
        self._studio, self._study = studio, studio.study
        self._filling, self._spell = False, uuid.uuid4().hex
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._rested)
        self._make_list()
        self._make_template()
        self._lay_out()
        self._connect()
        self._fill()
        fit(self, 150, 36)

    # Parts --------------------------------------------------------------------------------------------

    def _make_list(self) -> None:
        self.list = QListWidget(wordWrap=True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Attributions"))
        self.list.setEditTriggers(
            QListWidget.EditTrigger.EditKeyPressed | QListWidget.EditTrigger.DoubleClicked
        )
        self.list.setItemDelegate(QStyledItemDelegate(self.list))
        self.add = self._button("plus", self.tr("Add an attribution"), self.add_template)
        self.rename = self._button("pencil-simple", self.tr("Rename"), self._rename, "F2")
        self.up = self._button("arrow-up", self.tr("Move up; the first is used where none is chosen"),
                               lambda: self._move(-1), "Alt+Up")  # fmt: skip
        self.down = self._button("arrow-down", self.tr("Move down"), lambda: self._move(1), "Alt+Down")
        self.delete = self._button("trash", self.tr("Delete"), self._delete, "Del")

    def _button(self, symbol: str, words: str, run: Callable[[], object], keys: str = "") -> QToolButton:
        button = QToolButton(icon=icon(symbol), toolTip=f"{words}  {keys}".strip(), accessibleName=words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: run())
        if keys and keys != "F2":  # which the list itself takes
            QShortcut(QKeySequence(keys), self.list, run, context=Qt.ShortcutContext.WidgetShortcut)
        return button

    def _make_template(self) -> None:
        self.text = TemplateEdit()
        self.text.setPlaceholderText(self.tr("{side}, {service model}"))
        self.field_button = QToolButton(text=self.tr("Field"), icon=icon("plus"))
        self.field_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.field_button.setToolTip(self.tr("Put a field in; typing { offers them too"))
        self.field_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.field_button.setMenu(QMenu(self.field_button))
        self.unknown = Notice()
        self.wordings = WordingsModel(self._study, self)
        self.wordings_view = self._table(self.wordings, self.tr("Words read for values"))
        self.wordings_view.setEditTriggers(QTableView.EditTrigger.AllEditTriggers)
        self.preview = Preview(self._study, self)
        self.preview_view = self._table(self.preview, self.tr("What it makes of everybody"))
        self.preview_view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.few = muted()
        self.nothing = muted(
            self.tr("Until there is an attribution, speakers are named by “{side}, {service model}”.")
        )
        self.first = QPushButton(self.tr("Add an attribution"))
        self.first.setAutoDefault(False)
        self.first.clicked.connect(self.add_template)

    def _table(self, model: Preview | WordingsModel, name: str) -> QTableView:
        view = QTableView()
        view.setModel(model)
        view.setAccessibleName(name)
        view.verticalHeader().hide()
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # long names differ at their ends
        header = view.horizontalHeader()
        widths = (20, 24) if isinstance(model, WordingsModel) else (34, 44)
        for place, letters in enumerate(widths):
            view.setColumnWidth(place, letters * view.fontMetrics().averageCharWidth())
        stretched = 2 if isinstance(model, WordingsModel) else 1
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if isinstance(model, Preview):
            header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
            header.setResizeContentsPrecision(_MEASURED)
        return view

    def _lay_out(self) -> None:
        buttons = QHBoxLayout(spacing=STEP)
        for each in (self.add, self.rename, self.up, self.down, self.delete):
            buttons.addWidget(each)
        buttons.addStretch()
        left = column(self.list)
        left.addLayout(buttons)
        line = QHBoxLayout(spacing=STEP)
        line.addWidget(self.text, 1)
        line.addWidget(self.field_button)
        label = QLabel(self.tr("&Template"))
        label.setBuddy(self.text)
        right = column(label)
        right.addLayout(line)
        right.addWidget(self.unknown)
        right.addLayout(labelled(self.tr("&Words read for values, where they are to be others"),
                                 self.wordings_view), 2)  # fmt: skip
        right.addLayout(labelled(self.tr("What it makes of &everybody"), self.preview_view), 3)
        right.addWidget(self.few)
        page, empty = QWidget(), QWidget()
        page.setLayout(right)
        none = column(self.nothing, self.first)
        none.setAlignment(self.first, Qt.AlignmentFlag.AlignLeft)
        none.addStretch()
        empty.setLayout(none)
        self.pages = QStackedLayout()
        self.pages.addWidget(page)
        self.pages.addWidget(empty)
        self.trouble = Notice()
        sides = QHBoxLayout(spacing=3 * STEP)
        sides.addLayout(left, 1)
        sides.addLayout(self.pages, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.addLayout(sides, 1)
        whole.addWidget(self.trouble)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._chosen)
        self.list.itemChanged.connect(self._renamed)
        self.text.textChanged.connect(self._edited)
        self.text.editingFinished.connect(self._end_spell)
        self.field_button.menu().aboutToShow.connect(self._fill_fields)
        self.wordings.worded.connect(self._worded)
        self._studio.changed.connect(self._changed)
        for keys, run in (("Ctrl+Z", self._study.undo), ("Ctrl+Shift+Z", self._study.redo)):
            QShortcut(QKeySequence(keys), self, lambda run=run: self._walk(run))
        self._studio.destroyed.connect(self.close)

    def _fill_fields(self) -> None:
        menu = self.field_button.menu()
        menu.clear()
        for name in field_names(self._study):
            menu.addAction(name.replace("&", "&&"), lambda name=name: self._insert(name))

    def _insert(self, name: str) -> None:
        self.text.insert_field(name)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is on show ----------------------------------------------------------------------------------

    @property
    def current(self) -> AttributionTemplate | None:
        """The template on show, as the study has it."""
        item = self.list.currentItem()
        known = {each.id: each for each in self._study.attribution_templates()}
        return known.get(item.data(_ID)) if item else None

    def choose(self, template: AttributionId) -> None:
        """Show a template."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == template:
                self.list.setCurrentRow(row)

    def _fill(self) -> None:
        """List the templates anew, the same one being current."""
        before, templates = self.current_id, self._study.attribution_templates()
        self._filling = True
        self.list.clear()
        for number, each in enumerate(templates):
            item = QListWidgetItem(each.name)
            item.setData(_ID, each.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if not number:
                item.setToolTip(self.tr("Used for every quotation that has no other"))
            self.list.addItem(item)
        ids = [each.id for each in templates]
        self.list.setCurrentRow(ids.index(before) if before and before in ids else 0 if ids else -1)
        self._filling = False
        self.pages.setCurrentIndex(0 if templates else 1)
        self._show()

    @property
    def current_id(self) -> AttributionId | None:
        """The id of the template that is current in the list."""
        item = self.list.currentItem()
        return item.data(_ID) if item else None

    def _show(self) -> None:
        """Show the current template as it is in the study."""
        found = self.current
        row, count = self.list.currentRow(), self.list.count()
        for button, on in (
            (self.rename, found is not None),
            (self.delete, found is not None),
            (self.up, row > 0),
            (self.down, 0 <= row < count - 1),
        ):
            button.setEnabled(on)
        if found is None:
            return
        self._filling = True
        if self.text.text().strip() != found.text:
            self.text.setText(found.text)
        self._filling = False
        self.text.offer(field_names(self._study))
        self._show_template(found)

    def _show_template(self, template: AttributionTemplate) -> None:
        """Show what a template, saved or not, makes of everybody."""
        half = template.text.count("{") != template.text.count("}")
        odd = unknown(template.text, field_names(self._study))
        self.unknown.say(
            self.tr("There is no field {}: it is left out. Type {{ to see which there are.").format(
                ", ".join(f"{{{name}}}" for name in odd)
            )
            if odd
            else self.tr("A field is not closed; it ends with }.")
            if half
            else ""
        )
        self.wordings.show(template.text, template.wordings)
        self.preview.show(template)
        few, k = self.preview.few(), self._study.fewest
        said = counted(few, self.tr("1 speaker is"), self.tr("%d speakers are"))
        self.few.setText(
            self.tr("{} {} named by words that fit fewer than {} participants.").format(FEW, said, k)
            if few
            else self.tr("Every attribution fits {} participants or more.").format(k)
        )

    # What is done -------------------------------------------------------------------------------------

    def add_template(self) -> None:
        """Add a template that reads like the current one, and let its name be typed."""
        like = self._study.attribution_template(self.current_id)
        names = {each.name for each in self._study.attribution_templates()}
        name = self.tr("Attribution")
        number = next(n for n in range(1, len(names) + 2) if f"{name} {n}" not in names)
        if made := self._attempt(
            lambda: self._study.add_attribution(f"{name} {number}", like.text, like.wordings)
        ):
            self.choose(made)
            self._rename()

    def _rename(self) -> None:
        if item := self.list.currentItem():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.editItem(item)

    def _renamed(self, item: QListWidgetItem) -> None:
        if not self._filling:
            template, name = item.data(_ID), item.text()
            self._attempt(lambda: self._study.rename_attribution(template, name))
            QTimer.singleShot(0, self, self._fill)  # the list still has its editor open

    def _move(self, step: int) -> None:
        rows = self._study.attribution_templates()
        here = self.list.currentRow()
        there = here + step
        if (template := self.current_id) and 0 <= there < len(rows):
            before = rows[there + (step > 0)].id if there + (step > 0) < len(rows) else None
            self._attempt(lambda: self._study.move_attribution(template, before))

    def _delete(self) -> None:
        if template := self.current_id:
            self._soon.stop()
            self._attempt(lambda: self._study.delete_attribution(template))

    def _edited(self) -> None:
        if not self._filling:
            self._soon.start()

    def _rested(self) -> None:
        """Save what is typed, but no field of which half the name is there."""
        if not self.text.is_within_field:
            self.save()

    def _worded(self) -> None:
        self.save()
        self._end_spell()

    def _end_spell(self) -> None:
        self.save()
        self._spell = uuid.uuid4().hex

    def save(self) -> None:
        """Save at once what is typed."""
        self._soon.stop()
        found, text, wordings = self.current, self.text.text().strip(), self.wordings.wordings
        if found is None or (found.text, found.wordings) == (text, wordings):
            return
        spell = self._spell
        self._attempt(lambda: self._study.change_attribution(found.id, text, wordings, continues=spell))

    def _walk(self, step: Callable[[], object]) -> None:
        self.save()
        self._attempt(step)

    def _attempt(self, verb):  # type: ignore[no-untyped-def]
        """Do something to the study, and say so in place where it cannot be."""
        self.trouble.clear()
        try:
            return verb()
        except StudyError as error:
            self.trouble.say(error)
            return None

    def _chosen(self) -> None:
        if not self._filling:
            self._end_spell_of_other()
            self._show()

    def _end_spell_of_other(self) -> None:
        """Begin a spell of typing; what was typed before was saved when the keyboard left it."""
        self._soon.stop()
        self._spell = uuid.uuid4().hex

    def _changed(self, change: Change) -> None:
        if change.touches("attribution"):
            typing = self._soon.isActive()
            names = [(each.id, each.name) for each in self._study.attribution_templates()]
            items = [self.list.item(row) for row in range(self.list.count())]
            if names != [(item.data(_ID), item.text()) for item in items]:
                self._fill()
            elif not typing:
                self._show()
        elif self.current and change.touches(*_FACTS):
            self._show()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save()
        super().closeEvent(event)

    def reject(self) -> None:
        self.save()
        super().reject()


_FACTS = ("attribute", "attribute_value", "area", "interview", "participant", "setting")
