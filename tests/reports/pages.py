"""Pages to write: one to be read upright, one wide."""

from __future__ import annotations

import struct
import zlib

from framework_qda.reading.page import Band, Facts, Grid, GridRow, Heading, Page, Picture, Prose, Text
from tests.reports.examples import KINDS, LISTED

LINK = "0" * 32


def png(width: int = 2, height: int = 1) -> bytes:
    """Draw a grey rectangle."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>'


def document() -> Page:
    return Page(
        "Area <1>",
        "Within case",
        False,
        (
            Facts((("region", "London"), ("service model", "hospital team"))),
            Prose(Text("They **agree**, {«we see them»|" + LINK + "}"), "Overview"),
            Heading(1, "1 Background"),
            Heading(2, "1.1 summary"),
            Prose(Text(KINDS), "Named nurse", "acute trust"),
            Prose(Text(LISTED), "Team manager", "local authority"),
            Heading(2, "1.2 other"),
            Prose(Text("", "not asked"), "Named nurse", "acute trust"),
        ),
        {LINK: "p12"},
    )


def table() -> Page:
    bands = (
        Band("Presence", (
            GridRow("Area 1", (Text(KINDS, note="reaches them; ≠ by letter"), Text("=1+1")), "London"),
            GridRow("◆ Area 2", (Text("", "not asked"), Text()), "North"),
        )),
        Band("no type yet", (GridRow("Area 3", (Text("", "not yet charted"), Text(LISTED)), "West"),)),
    )  # fmt: skip
    grid = Grid("Types", "area", ("feedback", "discharge"), bands, "type", "about", (2.0, 1.0))
    counts = Grid("Numbers", "side", ("few", "many"), (Band("", (GridRow("trust", (Text("3"), Text())),)),))
    return Page(
        "Central chart",
        "only side: trust",
        True,
        (Heading(1, "Cases"), grid, Heading(1, "Counts"), counts, Picture(png(), SVG, "A <grey> bar", 0.5)),
    )
