"""Set what stands side by side one below the other."""

from __future__ import annotations

from collections.abc import Iterator

from framework_qda.reading.plan import Head, Line, Plan


def stacked(plan: Plan) -> Plan:
    """Make a heading of every row, and a row beneath it of every column that has cells there."""
    return Plan(plan.title, (Head("", ""),), tuple(_stack(plan)), plan.facts)


def _stack(plan: Plan) -> Iterator[Line]:
    for line in plan.lines:
        if line.level:
            yield line
            continue
        yield Line(line.id, f"{line.facts} {line.title}".strip(), level=2)
        for head, keys in zip(plan.heads, line.cells, strict=True):
            if keys:
                yield Line(head.id, head.title, head.facts, cells=(keys,))
