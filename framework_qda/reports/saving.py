"""Put a finished file in its place, whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from uuid import uuid4

from framework_qda.errors import CannotWrite, DiskFull

_FULL = {errno.ENOSPC, errno.EDQUOT}


def save(path: Path, content: bytes) -> None:
    """Replace the file at `path` by `content`.

    Raises `DiskFull` or `CannotWrite`, the old file being then as it was.
    """
    try:
        _replace(path, content)
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(path) from error
        raise CannotWrite(path, error.strerror or "") from error


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f".{uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
