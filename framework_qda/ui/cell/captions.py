"""Say where a cell is and when it was written."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from framework_qda.study.model import Area, Interview
from framework_qda.ui.dates import local_time, short_date


def facts(interview: Interview, *more: str) -> str:
    """Give date and kind of an interview in one line."""
    return " · ".join(filter(None, (short_date(interview.date), interview.kind, *more)))


def place(area: Area | None, interview: Interview) -> str:
    """Name an interview with its area."""
    return f"{area.name} · {interview.name}" if area else interview.name


def ago(at: str, now: datetime | None = None) -> str:
    """Say how long ago a moment was (ISO 8601, UTC); the date where that is more than a week."""
    seconds = int(((now or datetime.now(UTC)) - datetime.fromisoformat(at)).total_seconds())
    if seconds < 60:
        return _tr("just now")
    if seconds < 3600:
        return _many(seconds // 60, "1 minute ago", "{} minutes ago")
    if seconds < 86_400:
        return _many(seconds // 3600, "1 hour ago", "{} hours ago")
    if seconds < 7 * 86_400:
        return _many(seconds // 86_400, "yesterday", "{} days ago")
    return local_time(at).split(",")[0]


def words_counted(count: int) -> str:
    """Say how many words."""
    return _tr("1 word") if count == 1 else _tr("{} words").format(f"{count:,}")


def _many(count: int, one: str, many: str) -> str:
    return _tr(one) if count == 1 else _tr(many).format(count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("captions", text)
