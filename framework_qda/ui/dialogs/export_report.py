"""Write a draft as a report, once what is not verified or could tell who somebody is has been looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import StudyError
from framework_qda.progress import Progress
from framework_qda.reports.options import Paper
from framework_qda.study import Study
from framework_qda.study.authoring import Draft, DraftId
from framework_qda.ui.dialogs.parts import PathField, button, column, file_dialog, labelled, make_room, muted
from framework_qda.ui.dialogs.writing import WritingDialog, export_folder, group, title
from framework_qda.ui.studio import Studio
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work

if TYPE_CHECKING:
    from framework_qda.reports.word_mapping import Fit
    from framework_qda.tasks.publishing import Obstacle

_FEWEST, _MOST = 4, 12  # lines of what stands in the way, seen without scrolling where the screen has room
_ROOM = 0.85  # of a screen's height that the dialog may take
_OBSTACLE = Qt.ItemDataRole.UserRole


class ExportReportDialog(WritingDialog):
    """Export a draft; `place_wanted` asks to go to what stands in its way: draft, about, subject."""

    place_wanted = Signal(str, str, str)

    def __init__(
        self, studio: Studio, work: Work, draft: DraftId | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            studio,
            work,
            title=self.tr("Export a draft"),
            asking=self.tr("Where to write this draft"),
            formats=(
                (".docx", self.tr("Word document (.docx)")),
                (".odt", self.tr("OpenDocument text (.odt)")),
                (".html", self.tr("Web page (.html)")),
                (".md", self.tr("Markdown (.md)")),
            ),
            parent=parent,
        )
        self._drafts = {each.id: each for each in studio.study.drafts()}
        self._stem, self._proposed = "", Path()
        self._obstacles: list[Obstacle] | None = None  # None until they are known
        self._styles: Mapping[str, str] = {}
        self._looked = False
        self._left = False
        self._make_what()
        self._make_obstacles()
        self.lay_out(self._what(), self._word(), self._standing())
        self._show_draft(draft)
        self.begin(84, 20)
        self._proposed = self.place.path or Path()
        self.finished.connect(self._leave)
        work.finished.connect(self._look)
        self._look()

    # Parts --------------------------------------------------------------------------------------------

    def _make_what(self) -> None:
        self.drafts = QComboBox()
        self.drafts.setAccessibleName(self.tr("Draft"))
        self.drafts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for draft in self._drafts.values():
            self.drafts.addItem(draft.name, draft.id)
        self.title_page = button(self.tr("Title page…"), self._ask_title_page)
        self.title_page.setToolTip(self.tr("Subtitle, authors, date and language"))
        self.study_copy = QRadioButton(
            self.tr("Study copy: with references to the interviews and notes to self")
        )
        self.public_copy = QRadioButton(
            self.tr("Public copy: with neither, and with interviews named by their attributions")
        )
        self.study_copy.setChecked(True)
        group(self, self.study_copy, self.public_copy).buttonToggled.connect(self.edited)
        self.template = PathField(self.tr("Word template"))
        self.template.line.setPlaceholderText(self.tr("The look of this program"))
        self.template.line.setClearButtonEnabled(True)
        self.template.browse.connect(self._choose_template)
        self.template.changed.connect(self._template_changed)
        self.styles = button(self.tr("Styles…"), self._ask_styles)
        self.styles.setToolTip(self.tr("Say which styles of the template stand for which of ours"))
        self.template.layout().addWidget(self.styles)
        self.drafts.currentIndexChanged.connect(self._draft_changed)

    def _make_obstacles(self) -> None:
        self.standing = QLabel()
        self.standing.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What stands in the way of this draft"))
        self.list.setToolTip(self.tr("Enter or double click goes there"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._go)
        self.advice = muted()
        self.anyway = QCheckBox(self.tr("I have looked at these; write a public copy all the same"))
        self.anyway.toggled.connect(self.edited)
        for part in (self.list, self.advice, self.anyway):
            part.hide()  # until it is known that they are wanted

    def _what(self) -> QVBoxLayout:
        draft = QWidget()
        line = QHBoxLayout(draft, spacing=2 * STEP)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.drafts, 1)
        line.addWidget(self.title_page)
        draft.setFocusProxy(self.drafts)
        layout = labelled(self.tr("Draft"), draft)
        layout.addLayout(column(self.study_copy, self.public_copy))
        layout.setSpacing(2 * STEP)
        return layout

    def _word(self) -> QVBoxLayout:
        self.word_box = QWidget()
        inner = labelled(self.tr("Word template"), self.template)
        inner.setContentsMargins(0, 0, 0, 0)
        self.word_box.setLayout(inner)
        return column(self.word_box)

    def _standing(self) -> QVBoxLayout:
        heading = title(self.tr("Before it goes out"))
        return column(heading, self.standing, self.list, self.advice, self.anyway)

    # The draft ----------------------------------------------------------------------------------------

    @property
    def draft(self) -> Draft | None:
        """The draft chosen."""
        return self._drafts.get(self.drafts.currentData())

    def _show_draft(self, draft: DraftId | None) -> None:
        self.drafts.setCurrentIndex(max(0, self.drafts.findData(draft)))
        self._show_settings()

    def _show_settings(self) -> None:
        settings = self.draft.settings if self.draft else {}
        self.template.set_path(str(settings.get("template") or ""))
        self._styles = dict(settings.get("styles") or {})

    def _draft_changed(self) -> None:
        self._looked, self._obstacles, self._stem = False, None, ""
        self.anyway.setChecked(False)
        self._show_settings()
        self.edited()
        self._look()

    def _ask_title_page(self) -> None:
        from framework_qda.ui.dialogs.title_page import TitlePageDialog

        if self.draft:
            dialog = TitlePageDialog(self._studio, self.draft, self)
            dialog.kept.connect(self._title_page_kept)
            dialog.open()

    def _title_page_kept(self) -> None:
        """Look the draft through once more: what is on its title page goes out too."""
        self._drafts = {each.id: each for each in self._studio.study.drafts()}
        self._looked, self._obstacles = False, None
        self.edited()
        self._look()

    # What stands in the way ---------------------------------------------------------------------------

    def _look(self) -> None:
        """Look the draft through, off the GUI thread, as soon as nothing else is under way."""
        if self._looked or self._left or self._work.busy or self.draft is None:
            return
        self._looked = True
        look = partial(_looked_through, self._studio.study, self.draft)
        self._work.start(
            self.tr("Looking through “{}”").format(self.draft.name), look, self._seen, self._unseen
        )
        self.refresh()

    def _seen(self, found: tuple[str, str, list[Obstacle]]) -> None:
        if self._left or self.draft is None or found[0] != self.draft.id:
            return
        _, self._stem, self._obstacles = found
        self._propose()
        self._list_obstacles()
        self.refresh()

    def _unseen(self, error: StudyError) -> None:
        if not self._left:
            self._looked = False
            self.notice.say(error)

    def _propose(self) -> None:
        """Offer the name of the file, unless somebody has typed another."""
        if self.place.path == self._proposed:
            self._proposed = self._proposed.with_name(f"{self.stem()}{self.suffix}")
            self.place.set_path(self._proposed)

    def _list_obstacles(self) -> None:
        self.list.clear()
        for each in self._obstacles or ():
            item = QListWidgetItem(f"{each.why}: {each.words}" if each.words else each.why, self.list)
            item.setData(_OBSTACLE, each)
            item.setToolTip(item.text())
        if self.list.count():
            self.list.setCurrentRow(0)
            self.list.setFixedHeight(self._lines() * self.list.sizeHintForRow(0) + STEP)

    def _lines(self) -> int:
        """Show as many as the screen has room for beside the rest of the dialog, within reason."""
        rest = self.sizeHint().height() - (0 if self.list.isHidden() else self.list.height())
        spare = int(self.screen().availableGeometry().height() * _ROOM) - rest
        return min(max(spare // self.list.sizeHintForRow(0), _FEWEST), _MOST, self.list.count())

    def _go(self, item: QListWidgetItem) -> None:
        found: Obstacle = item.data(_OBSTACLE)
        draft = self.draft.id if self.draft else ""
        self.reject()
        self.place_wanted.emit(draft, found.about, found.subject)

    def _leave(self) -> None:
        self._left = True

    # The template -------------------------------------------------------------------------------------

    def _choose_template(self) -> None:
        self._asked = file_dialog(
            self,
            self.tr("Word template"),
            self.template.path or export_folder(),
            QFileDialog.FileMode.ExistingFile,
            chosen=lambda names: self.template.set_path(names[0]),
            patterns=[self.tr("Word documents and templates (*.docx *.dotx *.docm *.dotm)")],
        )

    def _template_changed(self) -> None:
        self._styles = {}
        self.edited()

    def _ask_styles(self) -> None:
        """Read the template, and ask which of its styles stand for ours."""
        path = self.template.path
        if path:
            self.notice.clear()
            read = partial(_fits, path)
            self._work.start(
                self.tr("Reading “{}”").format(path.name), read, self._show_styles, self.notice.say
            )

    def _show_styles(self, found: tuple[Fit, ...]) -> None:
        from framework_qda.ui.dialogs.report_styles import StylesDialog

        if not self._left:
            dialog = StylesDialog(found, self._styles, self)
            dialog.chosen.connect(self._take_styles)
            dialog.open()

    def _take_styles(self, styles: Mapping[str, str]) -> None:
        self._styles = styles
        self.edited()

    # Writing ------------------------------------------------------------------------------------------

    def stem(self) -> str:
        return self._stem or self.tr("Report")

    def job(self) -> Callable[[Path, Progress], object]:
        assert self.draft
        self._keep_settings(self.draft)
        return partial(
            _publish,
            self._studio.study,
            self.draft.id,
            public=self.public_copy.isChecked(),
            paper=self.paper.currentData(),
        )

    def _keep_settings(self, draft: Draft) -> None:
        """Keep the template and the mapping of its styles with the draft."""
        template = str(self.template.path or "")
        settings = {**draft.settings, "template": template, "styles": dict(self._styles)}
        before = {"template": "", "styles": {}, **draft.settings}
        if settings != before:
            self._studio.study.change_draft(draft.id, settings)
            self._drafts[draft.id] = draft._replace(settings=settings)

    @property
    def ready(self) -> bool:
        if self.draft is None or self._obstacles is None:
            return False
        return not self._obstacles or self.study_copy.isChecked() or self.anyway.isChecked()

    def refresh(self, *_: object, written: bool = False) -> None:
        public, found = self.public_copy.isChecked(), self._obstacles
        self.standing.setText(self._standing_words())
        self.list.setVisible(bool(found))
        self.advice.setText(self._advice(public=public))
        self.advice.setVisible(bool(found))
        self.anyway.setVisible(bool(found) and public)
        self.word_box.setVisible(self.suffix == ".docx")
        self.title_page.setEnabled(self.draft is not None and not self._work.busy)
        self.styles.setEnabled(self.template.path is not None and not self._work.busy)
        super().refresh(written=written)
        self.paper_box.setVisible(self.suffix == ".docx" and self.template.path is None)
        make_room(self)

    def _standing_words(self) -> str:
        from framework_qda.tasks.publishing import summed

        if self.draft is None:
            return self.tr("There is no draft yet; begin one in Report.")
        if self._obstacles is None:
            return self.tr("Verifying quotations, and looking for what could tell who somebody is…")
        waiting = summed(self._obstacles)
        return (
            f"{waiting}." if waiting else self.tr("Every quotation is verified, and no disclosure is open.")
        )

    def _advice(self, *, public: bool) -> str:
        if public:
            return self.tr("Mend or accept them first; what has gone out cannot be called back.")
        return self.tr("A study copy may hold them: it stays with those who may read the study.")


def _looked_through(study: Study, draft: Draft, _progress: Progress) -> tuple[str, str, list[Obstacle]]:
    from framework_qda.tasks.publishing import file_stem, obstacles

    return draft.id, file_stem(study, draft), obstacles(study, draft.id)


def _fits(template: Path, _progress: Progress) -> tuple[Fit, ...]:
    from framework_qda.reports.word_mapping import fits  # loads python-docx, so off the GUI thread

    return fits(template)


def _publish(
    study: Study, draft: DraftId, path: Path, progress: Progress, *, public: bool, paper: Paper
) -> None:
    from framework_qda.tasks.publishing import publish

    publish(study, draft, path, public=public, paper=paper, progress=progress)
