"""Put one quotation on the clipboard: as plain words, and as HTML for a word processor."""

from __future__ import annotations

from html import escape

from framework_qda.reading.document import Quote, words
from framework_qda.reports.html_report import runs
from framework_qda.reports.prepared import quotation as cleaned


def clip(quote: Quote) -> tuple[str, str]:
    """Give a quotation with its attribution as plain text and as HTML.

    Word processors know neither a footer nor a style sheet of ours, so these are paragraphs with their own
    looks, the first by the name that Word has for its style.
    """
    quote = cleaned(quote)
    said = " ".join(filter(None, (quote.attribution, quote.reference)))
    plain = "\n".join(filter(None, (words(quote.pieces), said)))
    rich = f'<p class="MsoQuote" style="font-style: italic">{runs(quote.pieces, {})}</p>'
    return plain, f"<blockquote>{rich}{f'<p>{escape(said)}</p>' if said else ''}</blockquote>"
