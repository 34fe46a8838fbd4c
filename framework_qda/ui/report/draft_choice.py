"""Choose the draft that is written, begin one, and name, copy or delete it."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from framework_qda.errors import StudyError
from framework_qda.study.authoring import DraftId
from framework_qda.ui.beyond.asking import Asking
from framework_qda.ui.beyond.choice import Choice, tool
from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.icons import icon
from framework_qda.ui.report.copying import copied
from framework_qda.ui.studio import Studio


class DraftChoice(QObject):
    """The buttons about drafts; `chosen(draft)` where another one is to be shown.

    `saving` comes before anything is done with the draft on show, `told` says what went wrong.
    """

    chosen = Signal(str)
    told = Signal(str)
    saving = Signal()

    def __init__(self, studio: Studio, parent: QWidget) -> None:
        super().__init__(parent)
        self._study, self._parent = studio.study, parent
        self.draft: DraftId | None = None
        self.choice = Choice(self.tr("Draft"), "article", self._drafts, parent)
        self.new = tool("plus", self.tr("New draft"), parent)
        self.more = tool("dots-three", self.tr("Rename, copy or delete this draft"), parent)
        self.more.setMenu(QMenu(self.more))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = self.more.menu()
        menu.addAction(icon("text-t"), self.tr("Rename…"), self.rename)
        menu.addAction(icon("copy-simple"), self.tr("Duplicate"), self.duplicate)
        menu.addAction(icon("trash"), self.tr("Delete"), self.delete)
        self.choice.picked.connect(self.chosen)
        self.new.clicked.connect(lambda: self.begin())

    @cached_property
    def templates(self) -> Chooser:
        """What a draft can begin with."""
        chooser = Chooser(self._parent)
        chooser.picked.connect(self._begin)
        return chooser

    @cached_property
    def _asking(self) -> Asking:
        return Asking(self._parent)

    def refresh(self, draft: DraftId | None) -> None:
        """Say which draft is on show."""
        self.draft = draft
        found = self._study.draft(draft) if draft else None
        self.choice.say(found.name if found else self.tr("none yet"))
        self.choice.setEnabled(bool(self._study.drafts()))
        self.more.setEnabled(found is not None)

    def _drafts(self) -> list[Offer]:
        return [Offer(each.id, each.name) for each in self._study.drafts()]

    def begin(self, below: QWidget | None = None) -> None:
        """Offer what a new draft can begin with."""
        from framework_qda.tasks.draft_templates import draft_templates

        offers = [Offer("", self.tr("An empty draft"))]
        offers += [Offer(each.name, each.name, each.description) for each in draft_templates()]
        self.templates.open(below or self.new, self.tr("Begin with"), offers)

    def _begin(self, template: str) -> None:
        from framework_qda.tasks.draft_templates import template_blocks, template_named

        self.templates.close()
        self.saving.emit()
        study = self._study
        try:
            if template:
                found = template_named(template)
                name, blocks = found.name, template_blocks(study, found)
                draft = study.add_draft(self._free(name), blocks, dict(found.settings))
            else:
                draft = study.add_draft(self._free(self.tr("Draft")))
        except StudyError as error:
            self.told.emit(str(error))
            return
        self.chosen.emit(draft)

    def _free(self, name: str) -> str:
        """Give a name that no draft has, with a number where it needs one."""
        taken = {each.name for each in self._study.drafts()}
        names = (name if n == 1 else f"{name} {n}" for n in range(1, len(taken) + 2))
        return next(each for each in names if each not in taken)

    def rename(self) -> None:
        """Ask for another name."""
        draft = self._study.draft(self.draft) if self.draft else None
        if draft:
            self._asking.ask(
                self.choice,
                self.tr("Name of the draft, which is its title"),
                draft.name,
                lambda name: self._study.rename_draft(draft.id, name),
                needed=True,
            )

    def duplicate(self) -> None:
        """Copy the draft, with ids of its own throughout."""
        draft = self._study.draft(self.draft) if self.draft else None
        if draft:
            self.saving.emit()
            name = self._free(self.tr("%s (copy)") % draft.name)
            blocks = copied(self._study.blocks(draft.id))
            self.chosen.emit(self._study.add_draft(name, blocks, dict(draft.settings)))

    def delete(self) -> None:
        """Delete the draft; undo brings it back."""
        if self.draft:
            self.saving.emit()
            self._study.delete_draft(self.draft)
