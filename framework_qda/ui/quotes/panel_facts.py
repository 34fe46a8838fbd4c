"""What is said of a quotation: who spoke, how far it is, how strong, its tags and a note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study.authoring import Quotation, QuotationId, QuotationStatus
from framework_qda.ui.filtering.chip import Chip
from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.filtering.offer import KEEP, Offer
from framework_qda.ui.icons import icon
from framework_qda.ui.quotes.marks import STATUS_SYMBOLS, status_in_words
from framework_qda.ui.quotes.panel_parts import Flow, flowing, small_button, title
from framework_qda.ui.saved_text import SavedText
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP


class TagChooser(Chooser):
    """Offers the tags in use with ticks, or what is typed as a new one."""

    def typed_offer(self, typed: str) -> Offer | None:
        known = any(offer.text.casefold() == typed.casefold() for offer in self._offers)
        return None if known else Offer(KEEP, self.tr("New tag “%s”") % typed)


class Tagging:
    """Tick tags on quotations in a list that hangs from a widget."""

    def __init__(self, studio: Studio, parent: QWidget) -> None:
        self._study = studio.study
        self._on: Sequence[QuotationId] = ()
        self.chooser = TagChooser(parent)
        self.chooser.picked.connect(self._picked)

    def choose(self, below: QWidget, quotations: Sequence[QuotationId]) -> None:
        """Offer the tags for some quotations."""
        self._on = quotations
        foot = self.chooser.tr("Space ticks · Enter closes · type a name for a new tag")
        self.chooser.open(below, self.chooser.tr("Tags"), self._offers(), foot)

    def _offers(self) -> list[Offer]:
        known = self._study.quotations_by_id()
        on = [known[each].tags for each in self._on if each in known]
        many = {tag: sum(tag in tags for tags in on) for tag in self._study.tags()}
        return [
            Offer(tag, tag, "", ticked=0 < n == len(on), partly=0 < n < len(on)) for tag, n in many.items()
        ]

    def _picked(self, key: str) -> None:
        if key == KEEP:
            tag = self.chooser.field.text().strip()
            self._study.tag_quotations(self._on, tag)
        else:
            ticked = next(each.ticked for each in self._offers() if each.key == key)
            self._study.tag_quotations(self._on, key, not ticked)
        self.chooser.refresh(self._offers())
        if key == KEEP:
            self.chooser.field.clear()


class _Note(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Facts(QWidget):
    """Fields that write to the study at once; `attributions_wanted` asks for the templates themselves."""

    attributions_wanted = Signal()
    said = Signal(str)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = studio.study
        self._quotation: Quotation | None = None
        self._note_saved = SavedText(self._write_note, self)
        self._note_saved.told.connect(self.said)
        self.tagging = Tagging(studio, self)
        self._build()

    def _build(self) -> None:
        self.speaker = QComboBox(accessibleName=self.tr("Who spoke"))
        self.template = QComboBox(accessibleName=self.tr("Attribution"))
        for combo in (self.speaker, self.template):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(12)
        self.speaker.activated.connect(self._say_speaker)
        self.template.activated.connect(self._say_template)
        self.templates = small_button(
            self.tr("Attributions…"), "user-circle", self.attributions_wanted.emit,
            self.tr("How speakers are named: templates, wordings, all interviews at once"),
        )  # fmt: skip
        self.status = {each: self._status_button(each) for each in QuotationStatus}
        group = QButtonGroup(self)
        for button in self.status.values():
            group.addButton(button)
        self.strongest = QCheckBox(self.tr("Strongest"))
        self.strongest.clicked.connect(self._say_strongest)
        self.tag_button = small_button(self.tr("Tag…"), "tag", self._choose_tags)
        self.note = _Note(tabChangesFocus=True, accessibleName=self.tr("Note on the quotation"))
        self.note.setPlaceholderText(self.tr("Note"))
        self.note.setProperty("framed", True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 4 * STEP)
        self.note.textChanged.connect(self._note_saved.typed)
        self.note.left.connect(self._note_saved.end)
        form = QFormLayout(spacing=STEP)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.speaker_label, self.template_label = QLabel(self.tr("Who spoke")), QLabel(self.tr("Attribution"))
        form.addRow(self.speaker_label, self.speaker)
        form.addRow(self.template_label, self.template)
        self._tags = QWidget()
        self._flow = Flow(self._tags)
        self._chips: list[Chip] = []
        self._flow.addWidget(self.tag_button)
        column = QVBoxLayout(self, spacing=2 * STEP)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self.templates, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(flowing(*self.status.values(), self.strongest))
        column.addWidget(self._tags)
        column.addWidget(title(self.tr("Note")))
        column.addWidget(self.note)

    def _status_button(self, status: QuotationStatus) -> QToolButton:
        words = status_in_words(status)
        button = small_button(words[:1].upper() + words[1:], "", lambda: self._say_status(status))
        button.setIcon(icon(STATUS_SYMBOLS[status]))
        button.setCheckable(True)
        return button

    def show_quotation(self, quotation: Quotation) -> None:
        """Show what is said of a quotation; a note that is being typed stays."""
        other = self._quotation is None or self._quotation.id != quotation.id
        if other:
            self.save()
        self._quotation = quotation
        self._show_speakers(quotation)
        self._show_templates(quotation)
        self.status[quotation.status].setChecked(True)
        self.strongest.setChecked(quotation.strongest)
        self._show_tags(quotation)
        if other or (not self._note_saved.unsaved and self.note.toPlainText().strip() != quotation.note):
            with QSignalBlocker(self.note):
                self.note.setPlainText(quotation.note)
            self._note_saved.begin()

    def save(self) -> bool:
        """Save the note that is being typed."""
        return self._note_saved.save()

    def _show_speakers(self, quotation: Quotation) -> None:
        people = [each for each in self._study.participants() if each.interview == quotation.interview]
        with QSignalBlocker(self.speaker):
            self.speaker.clear()
            self.speaker.addItem(self.tr("not said"), None)
            for each in people:
                self.speaker.addItem(each.name, each.id)
            self.speaker.setCurrentIndex(max(0, self.speaker.findData(quotation.participant)))
        several = len(people) > 1
        self.speaker.setVisible(several)
        self.speaker_label.setVisible(several)

    def _show_templates(self, quotation: Quotation) -> None:
        study = self._study
        with QSignalBlocker(self.template):
            self.template.clear()
            self.template.addItem(self.tr("as the study's first"), None)
            for each in study.attribution_templates():
                said = study.attribution_of(quotation, each.id)
                self.template.addItem(f"{each.name}: {said}", each.id)
            self.template.setCurrentIndex(max(0, self.template.findData(quotation.template)))
        self.template.setToolTip(study.attribution_of(quotation))

    def _show_tags(self, quotation: Quotation) -> None:
        if [chip.text() for chip in self._chips] == list(quotation.tags):
            return
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self._flow.removeWidget(self.tag_button)
        for tag in quotation.tags:
            chip = Chip(tag, self._tags)
            chip.setAccessibleName(self.tr("Tag %s") % tag)
            chip.setAccessibleDescription(self.tr("Enter chooses tags, Delete takes it away"))
            chip.clicked.connect(self._choose_tags)
            chip.removed.connect(lambda tag=tag: self._untag(tag))
            self._flow.addWidget(chip)
            chip.show()
            self._chips.append(chip)
        self._flow.addWidget(self.tag_button)
        self._tags.updateGeometry()

    # What is said now ---------------------------------------------------------------------------------

    def _choose_tags(self) -> None:
        if self._quotation:
            self.tagging.choose(self.tag_button, [self._quotation.id])

    def _untag(self, tag: str) -> None:
        if self._quotation:
            self._study.tag_quotations([self._quotation.id], tag, tagged=False)
            self.tag_button.setFocus()

    def _say_speaker(self, row: int) -> None:
        if self._quotation:
            self._study.say_who_spoke(self._quotation.id, self.speaker.itemData(row))

    def _say_template(self, row: int) -> None:
        if self._quotation:
            self._study.set_template([self._quotation.id], self.template.itemData(row))

    def _say_status(self, status: QuotationStatus) -> None:
        if self._quotation and self._quotation.status is not status:
            self._study.set_status([self._quotation.id], status)

    def _say_strongest(self, strongest: bool) -> None:
        if self._quotation:
            self._study.set_strongest([self._quotation.id], strongest)

    def _write_note(self, spell: str) -> None:
        if self._quotation and self._study.quotation(self._quotation.id):
            self._study.note_quotation(self._quotation.id, self.note.toPlainText(), continues=spell)
