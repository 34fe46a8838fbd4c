"""The one window: a welcome, or the desk of an open study, between a bar at the top and one at the foot."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from framework_qda.errors import PassphraseNeeded, StudyError
from framework_qda.progress import Progress
from framework_qda.study import Study, open_study
from framework_qda.study.model import Change
from framework_qda.text.counting import counted
from framework_qda.ui import out, settings, theme
from framework_qda.ui.commands import Commands
from framework_qda.ui.desk import Desk
from framework_qda.ui.icons import icon
from framework_qda.ui.studio import Studio
from framework_qda.ui.top_bar import TopBar
from framework_qda.ui.window_commands import register
from framework_qda.ui.work import Work, WorkBar

if TYPE_CHECKING:
    from framework_qda.ui.undone import Spot
    from framework_qda.ui.welcome import Welcome

_NOTICE_TIME = 8000  # milliseconds
_LOOK_DELAY = 300  # milliseconds after a preference was last changed


class MainWindow(QMainWindow):
    """Open and close studies, and hold what is the same whichever study is open."""

    study_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.studio: Studio | None = None
        self.desk: Desk | None = None
        self.work = Work(self)
        self.commands = Commands(self)
        register(self)
        self.top = TopBar(self.commands)
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        self._restore()
        self._show_study()

    # Building ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.top)
        column.addWidget(self.stack, 1)
        column.addWidget(self._foot())
        self.setCentralWidget(page)
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)

    def _foot(self) -> QWidget:
        self.counts = QLabel()
        self.counts.setProperty("muted", True)
        self.notice = QLabel()
        self.notice.setAccessibleName(self.tr("What just happened"))
        self.notice_undo = QToolButton(text=self.tr("Undo"), visible=False)
        self.notice_undo.clicked.connect(self.undo)
        self.notice_go = QToolButton(text=self.tr("Show it"), visible=False)
        self.notice_go.clicked.connect(self._go_to_change)
        self.notice_open = QToolButton(visible=False)
        self.notice_open.clicked.connect(lambda: self._opening())
        self._opening: Callable[[], object] = lambda: None
        self._walked = ""
        self._elsewhere: Spot | None = None
        self.recording = QLabel()
        self.recording.setAccessibleName(self.tr("Recording"))
        self.saved = QLabel()
        self.saved.setProperty("muted", True)
        self._notice_timer = QTimer(self, singleShot=True, interval=_NOTICE_TIME)
        self._notice_timer.timeout.connect(lambda: self.say(""))
        self._look_timer = QTimer(self, singleShot=True, interval=_LOOK_DELAY)
        self._look_timer.timeout.connect(self._furnish_anew)
        foot = self._foot_row = QWidget()
        self._fit_foot()
        row = QHBoxLayout(foot, spacing=3 * theme.STEP)
        row.setContentsMargins(3 * theme.STEP, 0, 3 * theme.STEP, 0)
        for widget, stretch in (
            (self.counts, 0),
            (self.notice, 1),
            (self.notice_undo, 0),
            (self.notice_go, 0),
            (self.notice_open, 0),
            (WorkBar(self.work), 0),
            (self.recording, 0),
            (self.saved, 0),
        ):
            row.addWidget(widget, stretch)
        return foot

    def _fit_foot(self) -> None:
        height = self._foot_row.fontMetrics().height() + 4 * theme.STEP
        self._foot_row.setFixedHeight(height)  # so that nothing jumps

    def _connect(self) -> None:
        self.top.title.setMenu(QMenu(self.top.title))
        self.top.title.menu().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.top.title.menu().aboutToShow.connect(self._fill_study_menu)

    def _restore(self) -> None:
        if geometry := settings.get("layout/window"):
            self.restoreGeometry(geometry)
        else:
            self.resize(1440, 860)

    def _fill_study_menu(self) -> None:
        menu = self.top.title.menu()
        menu.clear()
        for name in ("new_study", "open_study", "open_sample"):
            menu.addAction(self.commands[name])
        if recent := settings.recent():
            menu.addSection(self.tr("Recent studies"))
            for path in recent:
                menu.addAction(path.stem, lambda path=path: self.open_file(path))
        if self.studio:
            menu.addSeparator()
            for name in ("rename_study", "save_copy", "passphrase", "forget_history", "close_study"):
                menu.addAction(self.commands[name])

    # Opening and closing ----------------------------------------------------------------------------

    def open_file(self, path: Path, passphrase: str = "") -> bool:
        """Open a study in place of the one that is open; says why when it cannot."""
        if self.studio and self.studio.study.path.resolve() == path.resolve():
            return True
        try:
            study = open_study(path, passphrase, settings.analyst())
        except PassphraseNeeded:
            self._ask_passphrase(path)
            return False
        except StudyError as error:
            self.complain(error)
            return False
        self.show_study(study)
        return True

    def show_study(self, study: Study) -> None:
        """Show an open study in place of the one before, which is closed."""
        if not self.close_study():
            study.close()
            return
        self.studio = Studio(study, self)
        self.studio.changed.connect(self._changed)
        settings.remember_recent(study.path)
        self._furnish()

    def _furnish(self) -> None:
        assert self.studio
        self.desk = Desk(self.studio)
        self.desk.import_wanted.connect(self.import_files)
        self.desk.export_wanted.connect(lambda: out.export_view(self))
        self.desk.print_wanted.connect(lambda: out.print_view(self))
        self.desk.quote_wanted.connect(self._quote)
        self.desk.quotes_wanted.connect(self._quotes_of)
        self.desk.listening.connect(self.recording.setText)
        self.desk.unsaved.connect(lambda sentence: self._show_saved(not sentence))
        self.desk.saving.connect(lambda: self.saved.setText(self.tr("○ Saving…")))
        self.stack.addWidget(self.desk)
        self.stack.setCurrentWidget(self.desk)
        self._show_study()
        self.desk.matrix.view.setFocus()

    def close_study(self) -> bool:
        """Close the open study, if there is one, and show the welcome.

        False when it stays open, because what was typed last cannot be saved and is not to be lost.
        """
        if self.studio is None or self.desk is None:
            return True
        if not self.desk.remember() and not self._may_lose_text():
            return False
        for work in (self.work, *self.desk.findChildren(Work)):
            work.close()  # nothing reads a study that is closed
        for timer in self.desk.findChildren(QTimer):
            timer.blockSignals(True)  # also one that has run out and is about to say so
            timer.stop()
        self._clear_desk()
        self.studio.study.close()
        self.studio.deleteLater()
        self.studio = None
        self.say("")
        self._show_welcome()
        self._show_study()
        self.welcome.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @cached_property
    def welcome(self) -> Welcome:
        """What is shown while no study is open; made when that first happens."""
        from framework_qda.ui.welcome import Welcome

        welcome = Welcome()
        welcome.new_wanted.connect(self.new_study)
        welcome.open_wanted.connect(self.choose_study)
        welcome.sample_wanted.connect(self.open_sample)
        welcome.recent_chosen.connect(self.open_file)
        self.stack.addWidget(welcome)
        return welcome

    def _show_welcome(self) -> None:
        self.stack.setCurrentWidget(self.welcome)
        self.welcome.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        if self.studio is None:
            self._show_welcome()
        super().showEvent(event)

    def _clear_desk(self) -> None:
        assert self.desk
        self.stack.removeWidget(self.desk)
        self.desk.deleteLater()
        self.desk = None

    def _may_lose_text(self) -> bool:
        from framework_qda.ui.dialogs.messages import may_lose_text

        return may_lose_text(self)

    def _ask_passphrase(self, path: Path) -> None:
        from framework_qda.ui.dialogs.passphrase import AskPassphrase

        dialog = AskPassphrase(path, self, analyst=settings.analyst())
        dialog.opened.connect(self.show_study)
        dialog.open()

    def new_study(self) -> None:
        """Ask for a new study and open it."""
        from framework_qda.ui.dialogs.new_study import NewStudyWizard

        wizard = NewStudyWizard(self)
        wizard.created.connect(self.open_file)
        wizard.open()

    def choose_study(self) -> None:
        """Ask for a study file and open it."""
        from PySide6.QtWidgets import QFileDialog

        folder = settings.get("folder/studies", str(Path.home()))
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open study"), folder, self.tr("Studies (*.fqda);;All files (*)")
        )
        if name:
            settings.put("folder/studies", str(Path(name).parent))
            self.open_file(Path(name))

    def open_sample(self) -> None:
        """Open the sample study, building it where it is not there yet."""
        from framework_qda.tasks.library import sample_place

        path = sample_place()
        if path.exists():
            self.open_file(path)
            return

        def build(progress: Progress) -> Path:
            from framework_qda.tasks.sample import build_sample

            build_sample(path, progress)
            return path

        self.work.start(self.tr("Building the sample study"), build, self.open_file, self.complain)

    # What changes -----------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        self._show_study()
        walked = change.sentence.startswith(("Undo", "Redo"))
        if walked or not _typed(change):
            undoable = bool(change.rows) and not change.sentence.startswith("Undo")
            self.say(change.sentence, undoable=undoable)
        elif self.notice_undo.isVisibleTo(self):
            self.say("")  # what it offers to undo is no longer the last step
        if walked and self.desk:
            self._say_walked(change.sentence, self.desk.show_change(change))

    def _say_walked(self, sentence: str, elsewhere: Spot | None) -> None:
        """Say strongly what was undone or done again, and where that is if it is out of sight."""
        font = self.notice.font()
        font.setBold(True)
        self.notice.setFont(font)
        self._walked, self._elsewhere = sentence, elsewhere
        self.notice_go.setVisible(elsewhere is not None)
        if elsewhere:
            where = elsewhere.words()
            self.notice.setText(self.tr("{}, out of sight in {}").format(sentence, where))
            self.notice_go.setAccessibleName(self.tr("Show what was changed in %s") % where)
            self.notice_go.setToolTip(self.notice_go.accessibleName())

    def _go_to_change(self) -> None:
        if self.desk and self._elsewhere:
            self.desk.go_to_spot(self._elsewhere)
        self.notice.setText(self._walked)
        self.notice_go.hide()

    def _show_study(self) -> None:
        study = self.studio.study if self.studio else None
        self.top.title.setText(study.title if study else self.tr("No study open"))
        self.setWindowTitle(f"{study.title} — Framework QDA" if study else "Framework QDA")
        self.commands.enable(study is not None, *self.commands.of_study)
        undo, redo = (study.next_undo(), study.next_redo()) if study else (None, None)
        self.commands.enable(undo is not None, "undo")
        self.commands.enable(redo is not None, "redo")
        self.commands["undo"].setToolTip(
            self.tr("Undo: %s") % undo.sentence if undo else self.tr("Nothing to undo")
        )
        self.commands["redo"].setToolTip(
            self.tr("Redo: %s") % redo.sentence if redo else self.tr("Nothing to redo")
        )
        self._show_saved(True)
        self.counts.setText(self._count() if study else "")
        self.study_changed.emit()

    def _show_saved(self, saved: bool) -> None:
        words = self.tr("● All saved") if saved else self.tr("○ Not saved")
        if self.studio and self.studio.study.protected:
            words += self.tr(" · protected by a passphrase")
        self.saved.setText(words if self.studio else "")

    def _count(self) -> str:
        assert self.studio
        study = self.studio.study
        coverage, interviews = study.coverage(), len(study.interviews())
        rows = counted(interviews, self.tr("1 interview"), self.tr("%d interviews"))
        cells = counted(coverage.total, self.tr("1 cell"), self.tr("%d cells"))
        said = self.tr("%s · %d of %s charted") % (rows, coverage.charted, cells)
        if comments := sum(study.open_comments().values()):
            words = counted(comments, self.tr("1 comment open"), self.tr("%d comments open"))
            return f"{said} · {words}"
        return said

    def _quote(self, wanted: object) -> None:
        from framework_qda.ui.quotes.quoting import quote_what

        quote_what(self, wanted)  # type: ignore[arg-type]

    def _quotes_of(self, subtopic: str) -> None:
        from framework_qda.ui.quotes.cells_export import quotes_of_subtopic

        quotes_of_subtopic(self, subtopic)

    def say(
        self, sentence: str, *, undoable: bool = False, go: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Show a sentence at the foot for a while; `go` is a button beside it, its words and what it does."""
        self.notice.setFont(self.counts.font())
        self.notice.setText(sentence)
        self.notice_go.hide()
        words, self._opening = go or ("", self._opening)
        self.notice_open.setText(words)
        self.notice_open.setVisible(bool(words))
        self.notice_undo.setVisible(bool(sentence) and undoable)
        if sentence:
            self._notice_timer.start()

    def complain(self, error: StudyError) -> None:
        """Say what went wrong, with the way out."""
        from framework_qda.ui.dialogs.messages import warn

        warn(self, str(error))

    def attempt(self, verb: Callable[[], object]) -> None:
        """Do something to the study, and say so when the user's world does not let it."""
        try:
            verb()
        except StudyError as error:
            self.complain(error)

    # Verbs of the window ----------------------------------------------------------------------------

    def undo(self) -> None:
        if self.studio and self.desk:
            self.desk.save()
            self.attempt(self.studio.study.undo)

    def redo(self) -> None:
        if self.studio and self.desk:
            self.desk.save()
            self.attempt(self.studio.study.redo)

    def import_files(self, paths: list[Path] | None = None) -> None:
        """Ask which interviews to import and how they are placed."""
        from framework_qda.ui.dialogs.import_files import ImportDialog

        if self.studio:
            dialog = ImportDialog(self.studio, self.work, paths or None, self)
            dialog.imported.connect(lambda row: self.desk and self.desk.matrix.begin_at(row))
            dialog.open()

    def export(self) -> None:
        """Ask which matrices to export, and where to."""
        out.export_matrices(self)

    def save_copy(self) -> None:
        """Ask for a place and write a complete copy of the study there."""
        from PySide6.QtWidgets import QFileDialog

        if self.studio and self.desk:
            self.desk.save()
            path = self.studio.study.path
            start = str(path.with_name(f"{path.stem} copy{path.suffix}"))
            name, _ = QFileDialog.getSaveFileName(
                self, self.tr("Save a copy"), start, self.tr("Studies (*.fqda)")
            )
            if name:
                target = Path(name) if Path(name).suffix else Path(name).with_suffix(".fqda")
                self.attempt(lambda: self._save_copy(target))

    def _save_copy(self, target: Path) -> None:
        assert self.studio
        self.studio.study.save_copy(target)
        self.say(self.tr("A complete copy lies in %s") % target)

    def forget_history(self) -> None:
        """Ask, and then drop the history with all that only undo still needs."""
        from framework_qda.ui.dialogs.messages import ask_to_forget

        def forget() -> None:
            assert self.studio
            study = self.studio.study
            self.work.start(
                self.tr("Forgetting the history"),
                lambda _progress: study.forget_history(),
                lambda _none: None,
                self.complain,
            )

        if self.studio and self.desk and self.desk.save():
            ask_to_forget(self, self.studio.study.path, forget)

    def change_passphrase(self) -> None:
        """Ask for another passphrase."""
        from framework_qda.ui.dialogs.passphrase import ChangePassphrase

        if self.studio:
            dialog = ChangePassphrase(self.studio, self.work, self)
            dialog.accepted.connect(self._show_study)
            dialog.open()

    def rename_study(self) -> None:
        """Ask for another title."""
        from PySide6.QtWidgets import QInputDialog

        if self.studio:
            dialog = QInputDialog(self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.setWindowTitle(self.tr("Title of the study"))
            dialog.setLabelText(self.tr("Title"))
            dialog.setTextValue(self.studio.study.title)
            study = self.studio.study
            dialog.textValueSelected.connect(lambda title: self.attempt(lambda: study.set_title(title)))
            dialog.open()

    def preferences(self) -> None:
        from framework_qda.ui.dialogs.preferences import Preferences

        dialog = Preferences(self)
        dialog.changed.connect(self._preferences_changed)
        dialog.open()

    def _preferences_changed(self) -> None:
        self._fit_foot()
        if self.studio:
            self.studio.study.analyst = settings.analyst()
            self._look_timer.start()

    def _furnish_anew(self) -> None:
        """Make the desk again in the new type and colours, at the place where it was."""
        if self.studio and self.desk and self.desk.remember():
            mode = self.desk.mode
            self._clear_desk()
            self._furnish()
            self.desk.show_mode(mode)

    def show_keys(self) -> None:
        from framework_qda.ui.dialogs.keys import KeysSheet

        KeysSheet(self.commands, self).open()

    def about(self) -> None:
        from framework_qda.ui.dialogs.about import About

        About(self.studio.study.path if self.studio else None, self).open()

    def show_palette(self) -> None:
        """Open the field that does anything by name."""
        from framework_qda.ui.palette import Palette

        if not hasattr(self, "palette_pane"):
            self.palette_pane = Palette(self.commands, lambda: self.studio)
            self.palette_pane.interview_chosen.connect(
                lambda row: self.desk and self.desk.go_to_interview(row)
            )
            self.palette_pane.subtopic_chosen.connect(lambda row: self.desk and self.desk.go_to_subtopic(row))
            self.palette_pane.search_wanted.connect(lambda words: self.desk and self.desk.show_search(words))
        self.palette_pane.open()

    # Files dropped on the window, and the window itself ------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if study := next((path for path in paths if path.suffix == ".fqda"), None):
            self.open_file(study)
        elif paths and self.studio:
            self.import_files(paths)
        elif paths:
            self.say(self.tr("Open or make a study first; then drop the interviews again."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self.desk:
            self.desk.save()

    def closeEvent(self, event: QCloseEvent) -> None:
        settings.put("layout/window", self.saveGeometry())
        if not self.close_study():
            event.ignore()
            return
        self.work.close()
        super().closeEvent(event)


def _typed(change: Change) -> bool:
    """Tell whether a change is seen where it is typed: in one cell, or in a draft."""
    if set(change.rows) == {"block"}:
        return change.sentence.startswith("Write “")
    return set(change.rows) == {"cell"} and len(change.rows["cell"]) == 1


def window_icon():  # type: ignore[no-untyped-def]
    """Give the program's own icon."""
    return icon("table")
