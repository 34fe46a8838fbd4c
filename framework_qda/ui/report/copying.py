"""Copy a draft: its blocks get ids of their own, and what refers to one of them refers to its copy."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from framework_qda.study.authoring import Block
from framework_qda.ui.report.caret import new_id

_REFERENCE = re.compile(r"\{\{#([\w-]+)\}\}")


def copied(blocks: Sequence[Block]) -> list[Block]:
    """Give copies of all blocks of a draft."""
    ids = {str(each.id): new_id() for each in blocks}

    def referring(text: str) -> str:
        return _REFERENCE.sub(lambda found: f"{{{{#{ids.get(found[1], found[1])}}}}}", text)

    return [
        each._replace(
            id=ids[each.id],
            text=referring(each.text),
            settings=json.loads(referring(json.dumps(each.settings))),
        )
        for each in blocks
    ]
