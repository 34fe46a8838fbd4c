"""The quotation panel: one quotation with its words, what is known of it, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import Refused, StudyError
from framework_qda.study.authoring import ExposedIn, Exposure, Quotation, QuotationId
from framework_qda.study.model import Change
from framework_qda.tasks.references import Places
from framework_qda.text.counting import counted
from framework_qda.text.quoting import replace, shown, shown_pieces, spoken
from framework_qda.ui import theme
from framework_qda.ui.dialogs.parts import Notice
from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.filtering.offer import KEEP, Offer
from framework_qda.ui.quotes.panel_disclosures import Disclosures
from framework_qda.ui.quotes.panel_facts import Facts
from framework_qda.ui.quotes.panel_parts import flowing, in_pieces, prose, small_button, title
from framework_qda.ui.quotes.panel_text import TextEdit
from framework_qda.ui.quotes.panel_uses import Uses
from framework_qda.ui.quotes.panel_verification import Verification
from framework_qda.ui.quotes.panel_words import RESTORE_KEYS, Underlined, WordsEdit
from framework_qda.ui.saved_text import SavedText
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP

_QUIET = 250  # milliseconds at rest before it is looked through for what identifies
_MOST_LINES, _LEAST_LINES = 12, 3
_TABLES = (
    *("quotation", "quotation_tag", "passage", "indexing", "interview", "participant", "area", "setting"),
    *("attribution", "attribute", "attribute_value", "acceptance", "identifying", "block", "draft"),
    *("subtopic", "matrix", "recording"),
)


class RoleChooser(Chooser):
    """Offers the roles used before, or what is typed."""

    def typed_offer(self, typed: str) -> Offer | None:
        return Offer(KEEP, f"[{typed}]")


class QuotationPanel(QScrollArea):
    """Edit one quotation; everything is saved as it happens, a spell of typing as one step.

    `left` gives the keyboard back; the other signals are those of `QuotesTab`.
    """

    left = Signal()
    passage_wanted = Signal(str)
    listen_wanted = Signal(str)
    cell_wanted = Signal(str, str)
    block_wanted = Signal(str, str)
    attributions_wanted = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._studio, self._study = studio, studio.study
        self._places = Places(studio.study)
        self._quotation: Quotation | None = None
        self._saved = SavedText(self._write, self)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET)
        self._quiet.timeout.connect(self._look_through)
        self._replacing = self._refused = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Quotation"))
        self._make()
        self._lay_out()
        self._connect()
        self.show_nothing()

    # Building -----------------------------------------------------------------------------------------

    def _make(self) -> None:
        tr = self.tr
        self.speaker = title("")
        self.speaker.setWordWrap(True)
        self.place = prose(muted=True)
        self.go = small_button(tr("Words"), "article", self.go_to_words, tr("Show where it was said (G)"))
        self.play = small_button(tr("Play"), "play", self._play, tr("Hear it (P)"))
        self.cell = small_button(tr("Cell"), "table", self._go_to_cell, tr("Show the cell it belongs to"))
        self.words = WordsEdit()
        self.text = TextEdit()
        self.cut = small_button(tr("Leave out"), "scissors", lambda: self._on_words(self.words.cut_chosen),
                                tr("Leave out the chosen words (Del)"))  # fmt: skip
        self.role = small_button(tr("Role…"), "swap", self.choose_role,
                                 tr("Replace the chosen words by a role (R)"))  # fmt: skip
        self.restore = small_button(
            tr("Restore"), "arrow-counter-clockwise", lambda: self._on_words(self.words.restore_here),
            tr("Take back the edit at the cursor (%s)") % RESTORE_KEYS,
        )  # fmt: skip
        self.as_text = small_button(tr("As text"), "text-t", self._switch,
                                    tr("Edit as text: type freely, then mark what differs"))  # fmt: skip
        self.as_text.setCheckable(True)
        self.preview = prose()
        self.preview.setAccessibleName(tr("As it is printed"))
        self.verbatim = prose(muted=True)
        self.verbatim.setTextFormat(Qt.TextFormat.PlainText)
        self.verbatim.setAccessibleName(tr("As it was said"))
        self.notice = Notice()
        self.verification = Verification(self._studio)
        self.disclosures = Disclosures(self._studio)
        self.facts = Facts(self._studio)
        self.uses = Uses(self._studio)
        self.roles = RoleChooser(self)

    def _lay_out(self) -> None:
        self._page = QWidget()
        column = QVBoxLayout(self._page, spacing=2 * STEP)
        column.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 4 * STEP)
        head = QVBoxLayout(spacing=0)
        head.addWidget(self.speaker)
        head.addWidget(self.place)
        column.addLayout(head)
        column.addWidget(flowing(self.go, self.play, self.cell))
        column.addWidget(self.words)
        column.addWidget(self.text)
        self.text.hide()
        column.addWidget(flowing(self.cut, self.role, self.restore, self.as_text))
        column.addWidget(self.notice)
        for words, part in (
            (self.tr("As it is printed"), self.preview),
            (self.tr("As it was said"), self.verbatim),
        ):
            column.addWidget(title(words))
            column.addWidget(part)
        for part in (self.verification, self.facts, self.uses):
            column.addWidget(_rule())
            column.addWidget(part)
        column.insertWidget(column.indexOf(self.facts) - 1, self.disclosures)
        column.addStretch(1)
        nothing = QLabel(self.tr("Choose a quotation to edit it."), wordWrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setProperty("muted", True)
        self._pages = QStackedWidget()
        self._pages.addWidget(nothing)
        self._pages.addWidget(self._page)
        self.setWidget(self._pages)
        self._dress()

    def _connect(self) -> None:
        self.words.edited.connect(self._edited)
        self.words.role_wanted.connect(self.choose_role)
        self.words.left.connect(self._leave)
        self.words.ended.connect(self._saved.end)
        self.words.cursorPositionChanged.connect(self._enable)
        self.words.selectionChanged.connect(self._enable)
        self.text.textChanged.connect(self._text_typed)
        self.text.left.connect(self._leave)
        self.text.ended.connect(self._saved.end)
        self.roles.picked.connect(self._role_picked)
        self.roles.closed.connect(lambda: self.words.setFocus(Qt.FocusReason.PopupFocusReason))
        self.verification.listen_wanted.connect(self._play)
        self.verification.passage_wanted.connect(self.go_to_words)
        self.disclosures.replace_wanted.connect(self._replace_words)
        self.facts.attributions_wanted.connect(self.attributions_wanted)
        self.uses.block_wanted.connect(self.block_wanted)
        for part in (self.verification, self.disclosures, self.facts):
            part.said.connect(self.say)
        self._saved.told.connect(self._say_saved)
        self._studio.changed.connect(self._changed)

    # What is shown ------------------------------------------------------------------------------------

    @property
    def quotation(self) -> Quotation | None:
        """The quotation on show."""
        return self._quotation

    def show_quotation(self, quotation: QuotationId) -> None:
        """Show a quotation, saving what was typed in the one before."""
        found = self._study.quotation(quotation)
        if found is None:
            self.show_nothing()
            return
        if self._quotation is None or self._quotation.id != quotation:
            self._saved.end()
            self.facts.save()
            self.as_text.setChecked(False)
            self._show_editor()
            self.notice.clear()
            self.words.underline(())
            self._quotation = None
            self.verticalScrollBar().setValue(0)
            self.disclosures.show_exposures(())
        self._put(found)
        self._pages.setCurrentIndex(1)

    def show_nothing(self) -> None:
        """Show that no quotation is chosen."""
        self._saved.end()
        self.facts.save()
        self._quotation = None
        self._pages.setCurrentIndex(0)

    def edit(self) -> None:
        """Give the keyboard to the words."""
        self._editor.setFocus()
        self.ensureWidgetVisible(self._editor)

    @property
    def _editor(self) -> WordsEdit | TextEdit:
        return self.text if self.as_text.isChecked() else self.words

    def _show_editor(self) -> None:
        self.words.setHidden(self.as_text.isChecked())
        self.text.setVisible(self.as_text.isChecked())

    def save(self) -> bool:
        """Save at once what is typed."""
        saved = self._saved.save()
        return self.facts.save() and saved

    def _say_saved(self, sentence: str) -> None:
        self.say(sentence or self._refused)
        self._refused = ""

    def say(self, sentence: str) -> None:
        """Say why something cannot be done, in place."""
        self.notice.say(sentence)

    def _put(self, quotation: Quotation) -> None:
        """Show a quotation as the study has it; what is being typed stays."""
        self._quotation = quotation
        if not self._saved.unsaved:
            if self.words.markup != quotation.text or not self.words.toPlainText():
                self.words.show_markup(quotation.text)
            if self.as_text.isChecked():
                self.text.show_markup(quotation.text, self._study.house_style)
        self._show_head(quotation)
        self._show_readings(quotation)
        self.facts.show_quotation(quotation)
        self.uses.show_quotation(quotation.id)
        self._enable()
        self._fit()
        self._quiet.start()

    def _show_head(self, quotation: Quotation) -> None:
        study = self._study
        interview = study.interview(quotation.interview)
        passage = study.passage(quotation.passage) if quotation.passage else None
        where = [interview.name if interview else ""]
        if passage:
            where.append(self._places.reference(passage, self._manner()))
        self.place.setText(" · ".join(filter(None, where)))
        heard = bool(passage and study.time_of(passage) is not None and study.recordings(quotation.interview))
        self.go.setEnabled(True)
        self.play.setVisible(heard)
        self.cell.setVisible(bool(study.subtopics_of_quotations().get(quotation.id)))

    def _manner(self):  # type: ignore[no-untyped-def]
        from framework_qda.ui.evidence.places import manner

        return manner()

    def _show_readings(self, quotation: Quotation) -> None:
        """Show how it is printed, what was said, and whether the two go together."""
        study, style = self._study, self._study.house_style
        attribution = study.attribution_of(quotation)
        self.speaker.setText(attribution or self.tr("Nobody named"))
        words = in_pieces(shown_pieces(quotation.text, style))
        muted = theme.colours().muted
        self.preview.setText(
            f"<i>{style.opening}{words}{style.closing}</i>"
            f'<br><span style="color:{muted}">{_escaped(attribution)}</span>'
        )
        self.verbatim.setText(quotation.words)
        check = study.verified_of([quotation])[quotation.id]
        by_ear = quotation.id in study.semi_verbatim()
        self.verification.show_check(quotation, check, by_ear=by_ear, heard=self.play.isVisibleTo(self))

    def _changed(self, change: Change) -> None:
        if self._quotation is None or not change.touches(*_TABLES):
            return
        found = self._study.quotation(self._quotation.id)
        if found is None:
            self._saved.begin()
            self.show_nothing()
        else:
            self._put(found)

    # Editing ------------------------------------------------------------------------------------------

    def _on_words(self, verb) -> None:  # type: ignore[no-untyped-def]
        verb()
        self.words.setFocus()

    def _edited(self, markup: str, typing: bool) -> None:
        self._fit()
        if typing:
            self._saved.typed()
            return
        self._saved.end()
        self._saved.unsaved = True
        self._saved.end()

    def _write(self, spell: str) -> None:
        if self._quotation is None:
            return
        markup = self._editor.markup
        try:
            self._study.edit_quotation(self._quotation.id, markup, continues=spell)
        except Refused as refused:  # no words of the author are lost with that
            self._refused = str(refused)
            if not self.as_text.isChecked():
                self.words.show_markup(self._quotation.text)
                self._fit()

    def _switch(self) -> None:
        """Go over to typing freely, or back to marked edits."""
        if self._quotation is None:
            return
        self._saved.end()
        free = self.as_text.isChecked()
        if free:
            self.text.show_markup(self._quotation.text, self._study.house_style)
        else:
            self.words.show_markup(self._quotation.text)
        self._show_editor()
        self._enable()
        self._fit()
        self.edit()

    def _text_typed(self) -> None:
        self._fit()
        self._saved.typed()

    def _leave(self) -> None:
        self._saved.end()
        self.left.emit()

    def _enable(self) -> None:
        marked = not self.as_text.isChecked()
        self.cut.setEnabled(marked and self.words.textCursor().hasSelection())
        self.role.setEnabled(marked and self.words.has_words_chosen)
        self.restore.setEnabled(marked and self.words.can_restore)

    # Roles --------------------------------------------------------------------------------------------

    def choose_role(self) -> None:
        """Offer the roles to replace the chosen words by."""
        words = self._replacing or self.words.chosen_words()
        if words:
            offers = [Offer(role, role, note) for role, note in self._roles_known()]
            below = self.words if not self._replacing else self.disclosures
            self.roles.open(
                below, self.tr("Replace “%s” by") % words, offers, self.tr("Or type another role")
            )

    def _roles_known(self) -> list[tuple[str, str]]:
        from framework_qda.text.quoting import EditKind, parse

        used: dict[str, int] = {}
        for quotation in self._study.quotations():
            if ">" in quotation.text:
                for piece in parse(quotation.text):
                    if piece.kind is EditKind.REPLACED:
                        used[piece.instead] = used.get(piece.instead, 0) + 1
        times = sorted(used.items(), key=lambda each: -each[1])
        found = {
            role: counted(count, self.tr("used once"), self.tr("used %d times")) for role, count in times
        }
        for role in self._study_roles():
            found.setdefault(role, self.tr("of a participant"))
        return list(found.items())

    def _study_roles(self) -> list[str]:
        """Give the values of attributes of participants that name roles, here first."""
        study = self._study
        fields = [each for each in study.fields() if "role" in each.name.casefold()]
        return [value for field in fields for value in field.values]

    def _role_picked(self, key: str) -> None:
        role = self.roles.field.text().strip() if key == KEEP else key
        words, self._replacing = self._replacing, ""
        self.roles.close()
        if words:
            self._replace_everywhere(words, role)
        else:
            self._on_words(lambda: self.words.replace_chosen(role))

    def _replace_words(self, words: str) -> None:
        self._saved.end()
        self._replacing = words
        self.choose_role()

    def _replace_everywhere(self, words: str, role: str) -> None:
        """Put a role in the place of words wherever the quotation still has them."""
        if self._quotation is None:
            return
        markup = self._quotation.text
        at = _kept(markup, words, 0)
        while at >= 0:
            markup = replace(markup, at, at + len(words), role)
            at = _kept(markup, words, at + len(words))
        try:
            self._study.edit_quotation(self._quotation.id, markup)
        except StudyError as error:
            self.say(str(error))

    # What identifies ----------------------------------------------------------------------------------

    def _look_through(self) -> None:
        """Look for what could tell who somebody is, once there is a moment."""
        quotation = self._quotation
        if quotation is None or not self.isVisible():
            return
        study = self._study
        found = study.exposures_of(
            ExposedIn.QUOTATION, quotation.id, shown(quotation.text, study.house_style)
        )
        exposures = list({each.disclosure.words: each for each in found}.values())
        exposures += self._few(quotation)
        open_ones = [each for each in exposures if not each.accepted and each.about is ExposedIn.QUOTATION]
        self.words.underline(
            [
                Underlined(each.disclosure.words, f"{each.disclosure.risk}: {each.disclosure.why}")
                for each in open_ones
            ]
        )
        self.disclosures.show_exposures(exposures)

    def _few(self, quotation: Quotation) -> list[Exposure]:
        """Tell whether the attribution fits too few people."""
        from framework_qda.text.disclosure import Disclosure, Risk

        study = self._study
        count, fewest = study.fitting().get(quotation.id, study.fewest), study.fewest
        if count >= fewest:
            return []
        words = study.attribution_of(quotation)
        why = f"fits {counted(count, 'one participant', '%d participants')}, fewer than {fewest}"
        known = study.acceptances().get((ExposedIn.ATTRIBUTION, quotation.id, words))
        found = Disclosure(Risk.FEW, 0, len(words), words, why)
        return [Exposure(ExposedIn.ATTRIBUTION, quotation.id, found, known.reason if known else "")]

    # Going elsewhere ----------------------------------------------------------------------------------

    def go_to_words(self) -> None:
        """Show where the words were said."""
        if self._quotation and self._quotation.passage:
            self.save()
            self.passage_wanted.emit(self._quotation.passage)
        elif self._quotation:
            self.say(self.tr("Its passage was deleted; undo brings it back, or find the words again."))

    def _play(self) -> None:
        if self._quotation and self._quotation.passage:
            self.listen_wanted.emit(self._quotation.passage)

    def _go_to_cell(self) -> None:
        if self._quotation:
            self.save()
            subtopics = self._study.subtopics_of_quotations().get(self._quotation.id, ())
            if subtopics:
                self.cell_wanted.emit(self._quotation.interview, subtopics[0])

    # Room ---------------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 34, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_pages"):
            self._dress()

    def _dress(self) -> None:
        font = theme.reading_font(factor=1.08)
        for part in (self.words, self.text, self.preview):
            part.setFont(font)
        self.words.dress()
        self._fit()

    def _fit(self) -> None:
        """Give the words the lines they need, as far as they may have them."""
        line = self._editor.fontMetrics().lineSpacing()
        if self._editor is self.words:
            lines = self.words.document().size().height() / line
        else:
            lines = sum(max(1, b.layout().lineCount()) for b in _blocks(self.text))
        wanted = min(_MOST_LINES, max(_LEAST_LINES, round(lines)))
        for part in (self.words, self.text):
            part.setFixedHeight(round(wanted * line) + 5 * STEP)


def _blocks(text: TextEdit):  # type: ignore[no-untyped-def]
    block = text.document().firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def _rule() -> QFrame:
    rule = QFrame(objectName="rule")
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setFixedHeight(1)
    rule.setStyleSheet(f"background: {theme.colours().hairline}; border: none;")
    return rule


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)


def _kept(markup: str, words: str, start: int) -> int:
    """Give where words stand in the words spoken that are still to be read; -1 where they do not."""
    from framework_qda.text.quoting import EditKind, placed

    at = spoken(markup).find(words, start)
    while at >= 0:
        whole = any(
            each.piece.kind is EditKind.SPOKEN and each.start <= at and at + len(words) <= each.stop
            for each in placed(markup)
        )
        if whole:
            return at
        at = spoken(markup).find(words, at + 1)
    return -1
