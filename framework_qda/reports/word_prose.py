"""Write in Word what is known of a subject, and texts in full measure."""

from __future__ import annotations

from framework_qda.reading.page import Facts
from framework_qda.reports import wml
from framework_qda.reports.leaves import Words
from framework_qda.reports.table import shown, spoken
from framework_qda.text.summary import Run


def facts(parent: wml.Element, facts: Facts) -> None:
    """Append a line for each fact."""
    for name, value in facts.pairs:
        paragraph = wml.paragraph(parent, "Facts")
        wml.run(paragraph, Run(name, bold=True))
        wml.run(paragraph, Run(f"\t{value}"))


def words(parent: wml.Element, words: Words) -> None:
    """Append a text under the name of who or what it is from."""
    if words.label or words.facts:
        paragraph = wml.paragraph(parent, "Source", keep=True)
        wml.run(paragraph, Run(words.label))
        if words.facts:
            wml.styled(paragraph, f"  {words.facts}", "Quiet")
    if words.cell.blank:
        wml.styled(wml.paragraph(parent, "Prose"), words.cell.blank, "Quiet")
    for line in shown(words.cell):
        paragraph = wml.paragraph(parent, "ProseList" if line.item else "Prose")
        for run in spoken(line):
            wml.run(paragraph, run)
