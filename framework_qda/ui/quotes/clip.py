"""Put quotations on the clipboard: as plain words, and as paragraphs that Word takes for quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from framework_qda.reading.document import Piece, Quote
from framework_qda.study import Study
from framework_qda.study.authoring import Quotation, QuotationId
from framework_qda.tasks.taking import as_quotations
from framework_qda.text.counting import counted
from framework_qda.text.quoting import shown
from framework_qda.ui.quotes.quoting import wanted_at
from framework_qda.ui.quotes.tab import QuotesTab
from framework_qda.ui.report.mapping import QUOTATIONS_MIME

if TYPE_CHECKING:
    from framework_qda.ui.window import MainWindow


def copy_quotations(study: Study, quotations: Iterable[QuotationId]) -> int:
    """Put quotations on the clipboard; tells how many are still there to be copied."""
    known = study.quotations_by_id()
    return copy(study, [known[each] for each in quotations if each in known])


def copy_what_is_wanted(window: MainWindow) -> None:
    """Copy what has the keyboard as quotations, whether they were taken or not."""
    if window.studio is None:
        return
    study, focus = window.studio.study, window.focusWidget()
    if chosen := _chosen(focus):
        count = copy_quotations(study, chosen)
    else:
        wanted = wanted_at(focus)
        count = copy(study, as_quotations(study, wanted)) if wanted else 0
    if count:
        window.say(counted(count, _tr("Copied as a quotation"), _tr("Copied %d quotations")))
    else:
        window.say(_tr("Select words in an interview's text, or choose a passage or a quotation to copy."))


def _chosen(widget: QWidget | None) -> Sequence[QuotationId]:
    """Give the quotations that are chosen where the keyboard is."""
    while widget is not None:
        if isinstance(widget, QuotesTab):
            return getattr(widget, "chosen", tuple)()
        widget = widget.parentWidget()
    return ()


def copy(study: Study, quotations: Iterable[Quotation]) -> int:
    """Put quotations on the clipboard; nothing is copied where there are none."""
    rows = list(quotations)
    if rows:
        QGuiApplication.clipboard().setMimeData(as_mime(study, rows))
    return len(rows)


def as_mime(study: Study, quotations: Iterable[Quotation]) -> QMimeData:
    """Write quotations in their marks, each with who speaks on a line of its own."""
    from framework_qda.reports.clipping import clip  # which loads what writes web pages

    quotations = list(quotations)
    style, clipped = study.house_style, list[tuple[str, str]]()
    for each in quotations:
        words = f"{style.opening}{shown(each.text, style)}{style.closing}"
        clipped.append(clip(Quote((Piece(words),), study.attribution_of(each))))
    mime = QMimeData()
    mime.setText("\n\n".join(plain for plain, _ in clipped))
    mime.setHtml("".join(rich for _, rich in clipped))
    kept = study.quotations_by_id()
    if all(each.id in kept for each in quotations):  # a draft takes them as what they are
        mime.setData(QUOTATIONS_MIME, "\n".join(each.id for each in quotations).encode())
    return mime


def _tr(words: str) -> str:
    return QCoreApplication.translate("quotes", words)
