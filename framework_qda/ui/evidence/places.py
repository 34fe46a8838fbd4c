"""Say where passages stand now, in the manner the analyst prefers."""

from __future__ import annotations

from framework_qda.tasks.references import Manner, Places
from framework_qda.ui import settings

__all__ = ["Manner", "Places", "manner", "set_manner"]

_SETTING = "cell/references"


def manner() -> Manner:
    """Give the manner the analyst prefers."""
    return Manner(settings.get(_SETTING, str(Manner.PARAGRAPH)))


def set_manner(chosen: Manner) -> None:
    """Remember another manner."""
    settings.put(_SETTING, str(chosen))
