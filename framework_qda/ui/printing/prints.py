"""Print leaves or a report: lay them out and draw their pages, on a printer or into a PDF.

All of it is done on one thread, whichever that is, since a text that was laid out belongs to its thread.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from framework_qda.errors import Refused
from framework_qda.progress import Progress, silent
from framework_qda.reading.document import Document
from framework_qda.reports.leaves import Leaf
from framework_qda.reports.options import ReportOptions
from framework_qda.reports.table import Counter
from framework_qda.ui.printing import report_layout
from framework_qda.ui.printing.layout import MARGIN, MUTED, POINT, laid_out, letters

Printed = Sequence[Leaf] | Document
_DOTS = 1200  # in an inch of a PDF
_FOOT = 26 * POINT  # from the foot of the page to the line with its number


def pdf_of(printed: Printed, options: ReportOptions, progress: Progress = silent) -> bytes:
    """Give leaves, or a report, as a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setTitle(options.title)
    put_on(writer, printed, options, progress=progress)
    return bytes(buffer.data().data())


def put_on(
    device: QPagedPaintDevice,
    printed: Printed,
    options: ReportOptions,
    wanted: Callable[[int], bool] = lambda _number: True,
    progress: Progress = silent,
) -> None:
    """Draw leaves or a report on paper; `wanted` chooses pages by their number. Raises Refused, Cancelled."""
    try:
        _Prints(printed, options, progress).put_on(device, wanted, progress)
    except Exception as error:
        # Else what was laid out would live on in the error, and end on another thread.
        traceback.clear_frames(error.__traceback__)
        raise


class _Prints:
    """Texts laid out, one after the other."""

    def __init__(self, printed: Printed, options: ReportOptions, progress: Progress) -> None:
        self._options = options
        self._pages = [
            (document, title, page)
            for document, title in _texts(printed, options, progress)
            for page in range(document.pageCount())
        ]

    def put_on(self, device: QPagedPaintDevice, wanted: Callable[[int], bool], progress: Progress) -> None:
        painter, drawn = QPainter(), 0
        try:
            for number, (document, title, page) in enumerate(self._pages, start=1):
                if not wanted(number):
                    continue
                progress(number - 1, len(self._pages), title or self._options.title)
                size = document.pageSize() / POINT
                device.setPageLayout(_page_layout(size, self._options))
                if not (device.newPage() if drawn else painter.begin(device)):
                    raise Refused(
                        QCoreApplication.translate(
                            "printing", "Nothing could be printed; see whether the printer is ready."
                        )
                    )
                # As large as it is, or as the device takes.
                scale = min(device.width() / size.width(), device.height() / size.height()) / POINT
                painter.save()
                painter.scale(scale, scale)
                self._draw(painter, document, title, number, page)
                painter.restore()
                drawn += 1
        finally:
            painter.end()

    def _draw(self, painter: QPainter, document: QTextDocument, title: str, number: int, page: int) -> None:
        size = document.pageSize()
        self._draw_foot(painter, title, number, size)
        painter.translate(0, -page * size.height())
        painter.setPen(QColor("black"))
        document.drawContents(painter, QRectF(0, page * size.height(), size.width(), size.height()))

    def _draw_foot(self, painter: QPainter, title: str, number: int, size: QSizeF) -> None:
        look = letters(7.5, MUTED)
        painter.setFont(look.font())
        painter.setPen(look.foreground().color())
        line = QRectF(MARGIN, size.height() - _FOOT, size.width() - 2 * MARGIN, 12 * POINT)
        said = QCoreApplication.translate("printing", "Page %d of %d") % (number, len(self._pages))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, said)
        about = " · ".join(filter(None, (self._options.title, title, self._options.day)))
        room = line.adjusted(0, 0, -80 * POINT, 0)
        metrics = painter.fontMetrics()
        elided = metrics.elidedText(about, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, elided)


def _texts(
    printed: Printed, options: ReportOptions, progress: Progress
) -> Iterator[tuple[QTextDocument, str]]:
    """Lay out text by text, each with what is said of it at the foot of its pages."""
    if isinstance(printed, Document):
        yield from ((each, "") for each in report_layout.laid_out(printed, options, progress))
    else:
        count = Counter(printed, progress)
        yield from ((laid_out(leaf, options, count), leaf.title) for leaf in printed)


def _page_layout(size: QSizeF, options: ReportOptions) -> QPageLayout:
    orientations = QPageLayout.Orientation
    turned = orientations.Landscape if size.width() > size.height() else orientations.Portrait
    paper = QPageSize.PageSizeId.A3 if options.paper == "A3" else QPageSize.PageSizeId.A4
    return QPageLayout(QPageSize(paper), turned, QMarginsF())
