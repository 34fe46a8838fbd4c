"""The marks of a quotation that are the same wherever it is shown: verified, by ear, how far it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from framework_qda.study.authoring import QuotationStatus
from framework_qda.text.verifying import AS_IN_THE_NOTES, NOT_HEARD, Verdict

GLYPHS = {
    Verdict.VERBATIM: "✓",
    Verdict.EDITED: "✓·",
    Verdict.DIFFERS: "≠",
    Verdict.NOT_FOUND: "?",
    Verdict.CHANGED: "⟳",
}
SOUND = frozenset((Verdict.VERBATIM, Verdict.EDITED))
EAR = "ear"  # the picture beside what nobody has checked by ear
_WORDS = {
    Verdict.VERBATIM: "verbatim",
    Verdict.EDITED: "edited and marked",
    Verdict.DIFFERS: "differs",
    Verdict.NOT_FOUND: "not found",
    Verdict.CHANGED: "source changed",
}
_WHY = {
    Verdict.VERBATIM: "Word for word what the source has.",
    Verdict.EDITED: "What the source has, and every edit of it is marked.",
    Verdict.DIFFERS: "Words are not those of the source, and are not marked as edits.",
    Verdict.NOT_FOUND: "Its words do not stand in the interview's text.",
    Verdict.CHANGED: "The words of the source were corrected since it was quoted.",
}
_AS_NOTED = "Word for word what the notes have; whether it was said so, nobody has heard."
STATUS_SYMBOLS = {
    QuotationStatus.CANDIDATE: "circle",
    QuotationStatus.CHOSEN: "check-circle",
    QuotationStatus.SET_ASIDE: "minus-circle",
}


def verdict_in_words(verdict: Verdict, *, unheard: bool = False) -> str:
    """Name a verdict: “edited and marked”; what nobody has heard is as in the notes, never verbatim."""
    return _tr(AS_IN_THE_NOTES if unheard and verdict is Verdict.VERBATIM else _WORDS[verdict])


def verdict_explained(verdict: Verdict, *, unheard: bool = False) -> str:
    """Say a verdict in a sentence."""
    return _tr(_AS_NOTED if unheard and verdict is Verdict.VERBATIM else _WHY[verdict])


def glyph_of(verdict: Verdict, *, unheard: bool) -> str:
    """Give the sign of a verdict; none where the ear stands in its place: nobody has heard the words."""
    return "" if unheard and verdict in SOUND else GLYPHS[verdict]


def passage_gone_in_words() -> str:
    """Say that the passage a quotation was taken from was deleted."""
    return _tr("its passage was deleted")


def by_ear_in_words() -> str:
    """Say that nobody compared a quotation with its recording."""
    return _tr(NOT_HEARD)


def status_in_words(status: QuotationStatus) -> str:
    """Name how far the author has come with a quotation."""
    return _tr(str(status))


def _tr(words: str) -> str:
    return QCoreApplication.translate("quotes", words)
