"""Join what was typed with what was changed elsewhere at the same time."""

from __future__ import annotations

from collections.abc import Sequence

from framework_qda.study.authoring import Block


def merged(base: Sequence[Block], ours: Sequence[Block], theirs: Sequence[Block]) -> list[Block]:
    """Give their blocks with what we changed since `base`; where both changed one, theirs stands.

    A block that we began comes after the one it came after with us.
    """
    before = {each.id: each for each in base}
    mine = {each.id: each for each in ours}
    kept = [
        mine.get(each.id, each) if each == before.get(each.id) else each
        for each in theirs
        if each.id in mine or each != before.get(each.id)
    ]
    places = {each.id for each in kept}
    for number, block in enumerate(ours):
        if block.id not in places and block.id not in before:
            previous = ours[number - 1].id if number else ""
            last = len(kept) if previous else 0
            at = next((n for n, each in enumerate(kept, 1) if each.id == previous), last)
            kept.insert(at, block)
            places.add(block.id)
    return kept
