"""Hold a study file for one process, by a lock that nothing else the process does can drop.

SQLite's own locks on POSIX go as soon as anything in the process opens and closes the file: a file dialog
that looks into it to choose an icon is enough (https://www.sqlite.org/howtocorrupt.html, section 2.2). A lock
of the open file description stays as long as that one is open (fcntl(2), “Open file description locks”).
"""

from __future__ import annotations

import errno
import os
import struct
from pathlib import Path

try:
    import fcntl
except ImportError:  # on Windows SQLite's locks belong to its own handle
    fcntl = None

_LOCK = getattr(fcntl, "F_OFD_SETLK", None)
_PLACE = 0x40000000 + 1024  # in the page that SQLite leaves empty for its locks, beside them
_BUSY = (errno.EAGAIN, errno.EACCES)


class Hold:
    """A lock that lasts until it is let go.

    Letting it go drops SQLite's too, so the connection is closed first.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def let_go(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __del__(self) -> None:
        self.let_go()


def hold(path: Path) -> Hold | None:
    """Take the lock; None where the system or the file's place knows none, or it may not be written.

    Raises BlockingIOError where another process holds it.
    """
    if fcntl is None or _LOCK is None:
        return None
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return None  # SQLite says why
    try:
        fcntl.fcntl(descriptor, _LOCK, struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, _PLACE, 1, 0))
    except OSError as error:
        os.close(descriptor)
        if error.errno in _BUSY:
            raise BlockingIOError(error.errno, os.strerror(error.errno), str(path)) from None
        return None
    return Hold(descriptor)
