"""Put one quotation on the clipboard: as plain words, and as HTML for a word processor."""

from __future__ import annotations

from framework_qda.reading.document import Quote, words
from framework_qda.reports.html_report import quotation, runs
from framework_qda.reports.prepared import quotation as cleaned


def clip(quote: Quote) -> tuple[str, str]:
    """Give a quotation with its attribution as plain text and as HTML."""
    quote = cleaned(quote)
    said = " ".join(filter(None, (quote.attribution, quote.reference)))
    plain = "\n".join(filter(None, (words(quote.pieces), said)))
    return plain, quotation(quote, "", runs(quote.pieces, {}))
