"""The keys of what lies beyond reading, where the list of all keys finds them at no cost."""

from __future__ import annotations

from typing import Final

DEVIANT_KEYS: Final = "Ctrl+Shift+D"
