"""Show a PDF page after page, where this computer has what that needs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView


class Preview(QWidget):
    """The pages, or one sentence on why they cannot be shown; `turned` tells that another is in view."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document: QPdfDocument | None = None
        self.pages: QPdfView | None = None
        self.nothing = QLabel(wordWrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        try:
            column.addWidget(self._make_pages())
        except ImportError:
            self.nothing.setText(
                self.tr("This computer lacks what a preview needs (QtPdf); print or save without it.")
            )
            self.nothing.setProperty("muted", True)
            column.addWidget(self.nothing)

    def _make_pages(self) -> QPdfView:
        """Make what shows pages; raises ImportError."""
        pdf, widgets = import_module("PySide6.QtPdf"), import_module("PySide6.QtPdfWidgets")
        document, pages = pdf.QPdfDocument(self), cast("QPdfView", widgets.QPdfView(self))
        pages.setDocument(document)
        pages.setPageMode(pages.PageMode.MultiPage)
        pages.setZoomMode(pages.ZoomMode.FitToWidth)
        pages.setAccessibleName(self.tr("Preview"))
        pages.pageNavigator().currentPageChanged.connect(self.turned)
        self.setFocusProxy(pages)
        self.document, self.pages = document, pages
        return pages

    def show_pdf(self, content: bytes) -> None:
        """Show other pages."""
        if self.document is None:
            return
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.turned.emit()

    @property
    def place(self) -> str:
        """Which page is in view, of how many."""
        if self.document is None or self.pages is None or self.document.pageCount() < 1:
            return ""
        here = self.pages.pageNavigator().currentPage() + 1
        return self.tr("Page %d of %d") % (here, self.document.pageCount())

    def zoom(self, factor: float) -> None:
        """Show the pages larger or smaller; 0 fits them to the width."""
        if self.document is None or self.pages is None:
            return
        modes = self.pages.ZoomMode
        if factor:
            here = self.pages.zoomFactor()
            if self.pages.zoomMode() is modes.FitToWidth:
                width = self.document.pagePointSize(0).width() * self.logicalDpiX() / 72
                here = self.pages.viewport().width() / max(1.0, width)
            self.pages.setZoomMode(modes.Custom)
            self.pages.setZoomFactor(min(4.0, max(0.2, here * factor)))
        else:
            self.pages.setZoomMode(modes.FitToWidth)
