"""Open a Word file and find the parts of it by their relations, whatever they are called."""

from __future__ import annotations

import lzma
import posixpath
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from lxml import etree

from framework_qda.errors import UnreadableSource

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]

LIMIT = 200_000_000  # bytes of one part, unpacked
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# All that the readers of a packed file raise where its bytes are not what they say they are.
_BROKEN = (BadZipFile, EOFError, NotImplementedError, lzma.LZMAError, struct.error, zlib.error)


class Package:
    """A Word file laid open; every part is read once and unpacked in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._relations: dict[str, dict[str, str]] = {}
        _refuse_old(path)
        try:
            self._zip = ZipFile(path)
        except (*_BROKEN, ValueError) as error:
            raise self._broken() from error
        self._names = {name.replace("\\", "/").lower(): name for name in self._zip.namelist()}

    def close(self) -> None:
        self._zip.close()

    def main(self) -> str:
        """Give the name of the document's main part; raises `UnreadableSource` where it is no Word file."""
        if "[content_types].xml" not in self._names:
            raise UnreadableSource(
                self._path, "is packed like a Word file but is none", "open it in Word and save it as .docx"
            )
        name = self.related("", "officeDocument")
        if not name:
            raise self._broken()
        return name

    def related(self, part: str, kind: str) -> str | None:
        """Name the part that another has as its “footnotes” or the like; None if there is none."""
        if part not in self._relations:
            self._relations[part] = dict(self._related(part))
        return self._relations[part].get(kind)

    def _related(self, part: str) -> Iterator[tuple[str, str]]:
        folder, name = posixpath.split(part)
        relations = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if relations is None else relations:
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, unquote(relation.get("Target", "")))
                yield posixpath.basename(relation.get("Type", "")), posixpath.normpath(target).lstrip("/")

    def part(self, name: str | None) -> Element | None:
        """Read a part; None where the file has no part of that name."""
        stored = self._names.get(name.lower()) if name else None
        return None if stored is None else self._parsed(self._unpacked(stored))

    def _unpacked(self, stored: str) -> bytes:
        info = self._zip.getinfo(stored)
        if info.flag_bits & 1:
            raise _locked(self._path)
        if info.file_size > LIMIT:
            raise UnreadableSource(
                self._path, "is too big for notes of one interview", "split it and choose the parts"
            )
        try:
            return self._zip.read(info)
        except _BROKEN as error:
            raise self._broken() from error

    def _parsed(self, raw: bytes) -> Element:
        # Nothing is fetched and no entity is unfolded: a file may come from anybody.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as error:
            raise self._broken() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._broken()
        return root

    def _broken(self) -> UnreadableSource:
        return UnreadableSource(
            self._path, "is damaged or incomplete", "open it in Word, let it be mended and save it anew"
        )


def local(element: Element) -> str:
    """Give the name without its namespace, which differs between strict and transitional files."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """Give the first child of a name, or the first child's first child; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = _first(element, "}" + name)
    return element


def _first(element: Element, ending: str) -> Element | None:
    for inner in element:
        if inner.tag.endswith(ending):
            return inner
    return None


def value(element: Element | None, name: str = "val") -> str | None:
    """Give an attribute that is in the namespace of its element."""
    return None if element is None else element.get(element.tag[: element.tag.rfind("}") + 1] + name)


def _refuse_old(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(_OLE)) != _OLE:
            return
        locked = "EncryptedPackage".encode("utf-16-le") in file.read(LIMIT)
    if locked:
        raise _locked(path)
    raise UnreadableSource(path, "is in the old Word format", "open it in Word and save it as .docx")


def _locked(path: Path) -> UnreadableSource:
    return UnreadableSource(
        path, "is protected by a password", "open it in Word, take the password off and save a copy"
    )
