"""The list of filters that are kept by name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from framework_qda.ui.filtering.chooser import Chooser
from framework_qda.ui.filtering.offer import KEEP, Offer


class KeptChooser(Chooser):
    """Offers to keep the filter under the name that is typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.deletable = True
        self.can_keep = False

    def typed_offer(self, typed: str) -> Offer | None:
        if not self.can_keep:
            return None
        known = any(offer.text == typed for offer in self._offers)
        words = self.tr("Replace “%s” by this one") if known else self.tr("Keep this one as “%s”")
        return Offer(KEEP, words % typed)
