"""Remember what each person prefers and where she was, on this computer and never in the study."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCryptographicHash, QSettings

from framework_qda.study import user_name

RECENT_AT_MOST = 10


@cache
def _store() -> QSettings:
    """Give the one store, which writes its file now and then; one thrown away would write it at once."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Framework QDA", "workbench")


def place() -> Path:
    """The file in which all this is remembered."""
    return Path(_store().fileName())


def remember_in(folder: Path) -> None:
    """Keep all this in another folder from now on, as pictures of the window and tests do."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    _store.cache_clear()


def get(key: str, default: Any = None) -> Any:
    """Read what was remembered under a key; it comes back in the type of the default."""
    if default is None:
        return _store().value(key)
    return _store().value(key, default, type(default))


def put(key: str, value: Any) -> None:
    """Remember a value."""
    _store().setValue(key, value)


def for_study(path: Path, key: str) -> str:
    """Name a key that holds for one study only; the file's name itself is not written down."""
    return f"{_named(path)}/{key}"


@cache
def _named(path: Path) -> str:
    name = QCryptographicHash.hash(str(path.resolve()).encode(), QCryptographicHash.Algorithm.Sha256)
    return f"study-{bytes(name.toHex().data()).decode()[:16]}"


def scheme() -> str:
    """light, dark or system."""
    return get("look/scheme", "system")


def scale() -> float:
    """Type size as a factor, 0.8 to 2.0."""
    return min(2.0, max(0.8, get("look/scale", 1.0)))


def text_family() -> str:
    """The font family of text panes; empty for the system's own."""
    return get("look/text_family", "")


def analyst() -> str:
    """The name under which actions are recorded."""
    return get("analyst", "") or user_name()


def recent() -> list[Path]:
    """The studies opened last that are still there, the latest first."""
    paths = get("recent") or []
    return [Path(path) for path in ([paths] if isinstance(paths, str) else paths) if Path(path).is_file()]


def remember_recent(path: Path) -> None:
    """Put a study at the head of the recent ones."""
    path = path.resolve()
    others = [other for other in recent() if other != path]
    put("recent", [str(each) for each in [path, *others][:RECENT_AT_MOST]])
    put(for_study(path, "opened"), datetime.now(UTC).isoformat(timespec="seconds"))
