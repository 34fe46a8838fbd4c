"""Find out in which encoding a text was saved, and read it."""

from __future__ import annotations

import codecs

_SAMPLE = 200_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - {*b"\t\n\v\f\r\x1a\x1b"})
# What western European languages write beyond ASCII, without the signs that betray another code page
# (ð ý þ for Turkish, ¹ ³ for Polish, Š Ž for the Macintosh).
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŸ–—‘’‚“”„…•€£§©®°«»‹›½¼¾¿¡´·ºª²×±™\u00a0\u00ad"
)


def decode(raw: bytes) -> str | None:
    """Read the bytes of a text in whatever encoding they are; None where they are no text."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _if_text(raw.decode(encoding, errors="replace"))
    if b"\0" in raw:
        return _wide(raw)
    if len(raw) - len(raw.translate(None, _CONTROLS)) > len(raw) // 100:
        return None
    text = _strictly(raw, "utf-8")
    return _of_code_page(raw) if text is None else text


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _if_text(text: str) -> str | None:
    sample = text[:_SAMPLE]
    odd = sum(
        not letter.isprintable() and letter not in "\t\n\v\f\r\u00a0\u00ad\u3000\ufeff" for letter in sample
    )
    return text if odd <= len(sample) // 50 else None


def _wide(raw: bytes) -> str | None:
    """Read UTF-16 without its mark: letters of most scripts have their zeros all on one side."""
    low, high = raw[0::2].count(0), raw[1::2].count(0)
    text = _strictly(raw, "utf-16-le" if high > low else "utf-16-be")
    return text and _if_text(text)


def _of_code_page(raw: bytes) -> str | None:
    text = _strictly(raw, "cp1252")
    if text is not None and _is_western(text):
        return text
    # The guess costs time that grows with the text; its beginning is enough to tell by.
    from charset_normalizer import from_bytes

    guess = from_bytes(raw[:_SAMPLE].rpartition(b"\n")[0] or raw[:_SAMPLE]).best()
    return raw.decode(guess.encoding, errors="replace") if guess else None


def _is_western(text: str) -> bool:
    """Tell a text with accents from one in another script, whose letters would nearly all be accented."""
    beyond = [letter for letter in text if not letter.isascii()]
    return _WESTERN.issuperset(beyond) and 4 * len(beyond) < len(text)
