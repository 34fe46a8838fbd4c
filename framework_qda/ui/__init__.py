"""The workbench. PySide6 lives in this room and nowhere else; widgets show and ask, and decide nothing."""
