"""The keys that work the player from anywhere."""

from __future__ import annotations

import sys


def playing_keys(platform: str = sys.platform) -> tuple[str, str]:
    """Give the keys that play or pause, and that play from the paragraph with the cursor.

    On a Mac, where Qt's Ctrl is Command, the system keeps Command+Space for its search and Control+Space for
    keyboards; Option+Space is free there.
    """
    return ("Alt+Space", "Alt+Shift+Space") if platform == "darwin" else ("Ctrl+Space", "Ctrl+Shift+Space")


PLAY_KEYS, PLAY_HERE_KEYS = playing_keys()
BACK_KEYS, FORWARD_KEYS = "Ctrl+J", "Ctrl+Shift+J"
IN_KEYS, OUT_KEYS, TRANSCRIBE_KEYS, STAMP_KEYS = "Ctrl+[", "Ctrl+]", "Ctrl+Shift+T", "Ctrl+T"
