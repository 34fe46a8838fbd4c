"""A report with one of everything, and what is to be read in it."""

from __future__ import annotations

from framework_qda.reading.document import (
    Block,
    Box,
    Closing,
    ClosingCells,
    ClosingGroup,
    ClosingSpan,
    Contents,
    Document,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Quote,
    Table,
)
from framework_qda.reading.page import Band, Facts, Grid, GridRow, Picture, Prose, Text
from framework_qda.reports.clean import clean
from tests.reports.examples import KINDS, LISTED
from tests.reports.pages import LINK, SVG, png

SAID = "‘We see them every day .... and [the midwives] tell us what they need.’"
WHO = "Acute trust, hospital-based social work team"


def pieces(*texts: str) -> tuple[Piece, ...]:
    return tuple(map(Piece, texts))


def body(*texts: str) -> Paragraph:
    return Paragraph(pieces(*texts))


def survey(landscape: bool = False) -> Table:
    rows = (
        GridRow("Staff know which cases to refer", (Text("64%"), Text("30%"), Text("55"))),
        GridRow("Feedback is always given", (Text("5%"), Text("41%"), Text("52"))),
    )
    grid = Grid("", "Statement", ("agree strongly", "agree", "base"), (Band("", rows),))
    return Table("What trusts <said>", 1, grid, "survey", landscape, "Base: trusts that answered.")


def matrix() -> Table:
    bands = (
        Band("Presence", (
            GridRow("Area 1", (Text(KINDS, note="reaches them"), Text("{=1+1|" + LINK + "}")), "London"),
            GridRow("Area 2", (Text("", "not asked"), Text()), "North"),
        )),
        Band("", (GridRow("Area 3", (Text(LISTED), Text("more")), "West"),)),
    )  # fmt: skip
    grid = Grid("Types", "area", ("feedback", "discharge"), bands, "type", "about", (2.0, 1.0))
    return Table("A typology", 2, grid, "types", landscape=True)


def box() -> Box:
    answers = (
        ("What is the practice?", (body("A social worker joins the ward round."), body("It takes an hour."))),
        ("What happened as a result?", (
            Paragraph(pieces("Referrals came earlier."), "item"),
            Paragraph(pieces("Fewer were refused."), "item"),
        )),
        ("How is it afforded?", ()),
    )  # fmt: skip
    return Box("Joining the round", 1, answers, (("Organisation", "A trust that agreed"),), "box")


def closing() -> Closing:
    rows = (
        ClosingGroup("Referrals"),
        ClosingCells(((body("Informal discussion first."),), (body("A duty worker is named."),))),
        ClosingSpan((Paragraph((Piece("Feedback", bold=True), Piece(" within a day."))),)),
        ClosingCells(((Paragraph(pieces("a list"), "item"), Paragraph(pieces("of two"), "item")), ())),
    )
    return Closing(
        "What the most comprehensive approach has", 3, ("Acute trust", "Local authority"), rows, "end"
    )


def blocks() -> tuple[Block, ...]:
    mixed = (
        Piece("Most of those we spoke to "),
        Piece("valued", bold=True),
        Piece(" the "),
        Piece("informal", italic=True),
        Piece(" talk; see "),
        Piece("Table 1", target="survey"),
        Piece(", "),
        Piece("Figure 1", target="picture"),
        Piece(", "),
        Piece("the box", target="box"),
        Piece(" and "),
        Piece("Meetings & <rounds>", target="meetings"),
        Piece(". "),
        Piece("check this", note=True),
    )
    drawing = Picture(png(), SVG, "A <grey> bar", 0.5)
    list_of = Band("", (GridRow("1", (Text("We see them every day"), Text("p12"))),))
    return (
        Contents(),
        Heading(1, pieces("Introduction")),
        Paragraph(mixed),
        Quote(pieces(SAID), WHO + ".", "[Q7 · A3]", "quoted"),
        Quote(pieces("‘Yes.’")),
        Heading(2, pieces("Meetings & <rounds>"), "meetings"),
        Paragraph(pieces("one manager"), "item"),
        Paragraph(pieces("five workers"), "item"),
        Paragraph(pieces("first"), "numbered"),
        Paragraph(pieces("second"), "numbered"),
        body("Words\nin two lines."),
        Paragraph(pieces("another first"), "numbered"),
        Paragraph(pieces("say more here"), "note"),
        survey(),
        Figure("Shares <by> side", 1, drawing, "picture", "Source: the survey."),
        Heading(1, pieces("Wide")),
        matrix(),
        box(),
        Heading(3, pieces("Closing")),
        closing(),
        Facts((("region", "London"), ("mode", "telephone"))),
        Prose(Text(KINDS), "Named nurse", "acute trust"),
        Heading(1, pieces("Appendix")),
        Listing(Grid("Quotations", "no.", ("words", "reference"), (Band("", list_of.rows),))),
    )


def document() -> Document:
    return Document(
        "Joint <work> & children",
        blocks(),
        "Findings from 28 interviews",
        ("A. Author", "B. Writer"),
        "May 2012",
        keywords=("hospital", "social work"),
        references={LINK: "p12"},
    )


def cleaned(text: str) -> str:
    """Give the words of a text that a file can hold."""
    return clean(text)
