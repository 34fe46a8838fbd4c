"""The keys of the report's page, as its editor takes them and the sheet of keys shows them."""

from __future__ import annotations

HEADING = "Ctrl+Alt+%d"
PARAGRAPH = "Ctrl+Alt+0"
LIST = "Ctrl+Shift+L"
NUMBERED = "Ctrl+Shift+7"
BOLD = "Ctrl+B"
ITALIC = "Ctrl+I"
NOTE = "Ctrl+Alt+N"
LINK = "Ctrl+L"
REFERENCE = "Ctrl+Alt+R"
FIND = "Ctrl+F"
