"""What all tabs of the quotations have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from framework_qda.study.authoring import QuotationId
from framework_qda.ui.extents import Extent
from framework_qda.ui.studio import Studio


class QuotesTab(QWidget):
    """One tab; what it asks for goes through the workspace to the desk.

    `passage_wanted(passage)` shows words in their interview's text, `listen_wanted(passage)` plays them,
    `cell_wanted(interview, sub-topic)` goes to a cell, `block_wanted(draft, block)` to a sentence of a draft,
    `overview_wanted(about, subject)` to an overview. `quotation_wanted(quotation)` shows one on the board,
    `board_wanted(Shown)` the board of what another tab points at.
    """

    passage_wanted = Signal(str)
    listen_wanted = Signal(str)
    cell_wanted = Signal(str, str)
    block_wanted = Signal(str, str)
    overview_wanted = Signal(str, str)
    quotation_wanted = Signal(str)
    board_wanted = Signal(object)
    quotation_chosen = Signal(str)  # current now
    export_wanted = Signal()  # of what `extents` gives

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio

    @property
    def head(self) -> QWidget:
        """What takes the keyboard when the tab is shown."""
        return self

    @property
    def current(self) -> QuotationId | None:
        """The quotation that is current, where the tab has one."""
        return None

    def extents(self) -> list[Extent] | None:
        """Say what of it can be taken out as a view; None where it is none."""
        return None

    def save(self) -> bool:
        """Save at once what is typed; tells whether all of it could be saved."""
        return True
