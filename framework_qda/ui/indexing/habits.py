"""Remember which sub-topics were used last, and which stand on the keys 1 to 9, for each study."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from framework_qda.study.model import SubTopicId
from framework_qda.ui import settings

KEYS = 9
_REMEMBERED = 8


def recent(study: Path) -> list[SubTopicId]:
    """Give the sub-topics that were indexed to last, the latest first."""
    return [SubTopicId(each) for each in _listed(study, "recent") if each]


def use(study: Path, subtopics: Iterable[SubTopicId]) -> None:
    """Put sub-topics at the head of the recent ones."""
    used = list(dict.fromkeys([*subtopics, *recent(study)]))
    settings.put(settings.for_study(study, "indexing/recent"), used[:_REMEMBERED])


def favourites(study: Path) -> dict[int, SubTopicId]:
    """Give the sub-topics that stand on keys, by the figure of the key."""
    listed = _listed(study, "favourites")
    return {n: SubTopicId(each) for n, each in enumerate(listed, start=1) if each}


def assign(study: Path, key: int, subtopic: SubTopicId) -> None:
    """Put a sub-topic on a key, 1 to 9, and take it off any other; on its own key it is taken off."""
    now = favourites(study)
    off = now.get(key) == subtopic
    kept = {n: each for n, each in now.items() if each != subtopic and n != key}
    after = kept if off else {**kept, key: subtopic}
    settings.put(
        settings.for_study(study, "indexing/favourites"), [after.get(n, "") for n in range(1, KEYS + 1)]
    )


def _listed(study: Path, what: str) -> list[str]:
    listed = settings.get(settings.for_study(study, f"indexing/{what}")) or []
    return [listed] if isinstance(listed, str) else list(listed)
