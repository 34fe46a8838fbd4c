"""Choose a picture: one that is drawn from the study, or one from a file."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel

from framework_qda.errors import Refused, UnreadableSource
from framework_qda.study.model import FieldKind, Subject
from framework_qda.ui.beyond.base import UNITS, unit_words
from framework_qda.ui.dialogs.parts import button, file_dialog
from framework_qda.ui.dialogs.writing import export_folder
from framework_qda.ui.filtering.offer import Offer
from framework_qda.ui.report.object_form import ObjectForm, Pick, Settings, conditions_of, filled
from framework_qda.ui.theme import STEP
from framework_qda.ui.work import Work

if TYPE_CHECKING:
    from framework_qda.ui.report.workspace import ReportWorkspace

HEAT_MAP, BARS, LINKAGE, FILE = "heat map", "bars", "linkage", "file"
LARGEST = 2000  # dots a side: enough for a page, and light enough to stand in the study
_SUFFIXES = ("*.png", "*.jpg", "*.jpeg", "*.gif", "*.bmp", "*.webp", "*.tif", "*.tiff")
_SHOWN = 40 * STEP


class PictureForm(ObjectForm):
    """Which picture, what it counts, and what it says in words.

    A picture from a file is made PNG anew, so that nothing comes along of what cameras write into files.
    """

    room = (64, 24)

    def __init__(self, workspace: ReportWorkspace, settings: Settings) -> None:
        super().__init__(workspace, settings)
        self._png, self._name = str(settings.get("png") or ""), str(settings.get("file") or "")
        self.work = Work(self)
        self.destroyed.connect(self.work.close)
        self.dialog: QFileDialog | None = None
        kinds = [
            Offer(HEAT_MAP, self.tr("Coverage"), self.tr("heat map")),
            Offer(BARS, self.tr("Categories by group"), self.tr("bars")),
            Offer(LINKAGE, self.tr("Linkage grid"), self.tr("bubbles")),
            Offer(FILE, self.tr("A picture from a file"), "PNG, JPEG…"),
        ]
        chosen = FILE if self._png else str(settings.get("figure") or "")
        self.kind = Pick(self.tr("Picture"), "image", kinds, chosen, self)
        self.head = self.kind
        self.add(self.tr("Picture"), self.kind)
        self._add_fields(settings)
        self._add_file()
        self.caption = self.line(self.tr("Caption"), "caption", self.tr("Empty: the title of the picture"))
        self.alt = self.line(
            self.tr("In words, for those who cannot see it"),
            "alt",
            self.tr("Empty: the numbers of a picture of the study are told one by one"),
        )
        self.kind.picked.connect(lambda _: self._follow(ask=True))
        self._follow()

    def _add_fields(self, settings: Settings) -> None:
        fields = self.study.fields()
        offers = [Offer(each.id, each.name, each.kind) for each in fields]
        categories = [each for each in offers if each.note == FieldKind.CATEGORY] or offers
        bars = settings.get("figure") == BARS
        rows, columns = ("groups", "categories") if bars else ("rows", "columns")
        self.rows = Pick(self.tr("Groups"), "rows", offers, str(settings.get(rows) or ""), self)
        self.columns = Pick(self.tr("Categories"), "columns", offers, str(settings.get(columns) or ""), self)
        self._offers, self._categories = offers, categories
        units = [Offer(unit, unit_words(unit)) for unit in UNITS]
        self.unit = Pick(self.tr("Count"), "users", units, str(settings.get("unit") or Subject.AREA), self)
        for name, field in ((self.tr("Groups"), self.rows), (self.tr("Categories"), self.columns)):
            self.add(name, field)
        self.add(self.tr("Count"), self.unit)
        self.conditions = self.filter()

    def _add_file(self) -> None:
        self.choose = button(self.tr("Choose a file…"), self.ask_file, "image", self)
        self.shown = QLabel(alignment=Qt.AlignmentFlag.AlignLeft)
        self.add_widget(self.choose)
        self.add_widget(self.shown)
        if self._png:
            self._show(QImage.fromData(base64.b64decode(self._png)))

    def _follow(self, *, ask: bool = False) -> None:
        """Show only what belongs to the kind of picture."""
        of_fields, of_file = self.kind.key in (BARS, LINKAGE), self.kind.key == FILE
        self.columns.known = self._categories if self.kind.key == BARS else self._offers
        self.columns.take(self.columns.key)
        for field, wanted in (
            (self.rows, of_fields), (self.columns, of_fields), (self.unit, not of_file),
            (self.conditions, not of_file), (self.choose, of_file), (self.shown, of_file),
        ):  # fmt: skip
            self.show_field(field, wanted)
        if ask and of_file and not self._png:
            self.ask_file()

    # From a file ------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask which picture."""
        self.dialog = file_dialog(
            self,
            self.tr("Choose a picture"),
            export_folder(),
            QFileDialog.FileMode.ExistingFile,
            chosen=lambda names: self.read(Path(names[0])),
            patterns=[self.tr("Pictures (%s)") % " ".join(_SUFFIXES)],
        )

    def read(self, path: Path) -> None:
        """Read a picture, off the GUI thread."""
        self.work.start(
            self.tr("Reading “%s”") % path.name,
            lambda _progress: read_picture(path),
            lambda made: self._take(path, made),
            lambda error: self.told.emit(str(error)),
        )

    def _take(self, path: Path, made: bytes) -> None:
        self._png, self._name = base64.b64encode(made).decode(), path.stem
        self.told.emit("")
        self._show(QImage.fromData(made))

    def _show(self, image: QImage) -> None:
        self.choose.setText(self.tr("Choose another file…"))
        small = image.scaled(
            _SHOWN, _SHOWN, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self.shown.setPixmap(QPixmap.fromImage(small))
        self.shown.setAccessibleName(self._name)

    def settings(self) -> dict[str, Any]:
        words = filled(caption=self.caption.text(), alt=self.alt.text())
        if self.kind.key == FILE:
            if not self._png:
                raise Refused(self.tr("Choose the file of the picture."))
            if "alt" not in words:
                raise Refused(
                    self.tr("Say in words what the picture shows: not all who read a report can see it.")
                )
            return {"file": self._name, "png": self._png, **words}
        if not self.kind.key:
            raise Refused(self.tr("Choose a picture."))
        asked: dict[str, Any] = {"figure": self.kind.key, "unit": self.unit.key}
        if self.kind.key != HEAT_MAP:
            if not self.rows.key or not self.columns.key:
                raise Refused(self.tr("Choose the groups and the categories to be counted in them."))
            names = ("groups", "categories") if self.kind.key == BARS else ("rows", "columns")
            asked |= dict(zip(names, (self.rows.key, self.columns.key), strict=True))
        return {**asked, **conditions_of(self.conditions), **words}


def read_picture(path: Path) -> bytes:
    """Read a picture as PNG, not larger than a page needs; raises StudyError."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    image = reader.read()
    if image.isNull():
        raise UnreadableSource(path, "is no picture that can be read", "choose a PNG or JPEG file")
    if max(image.width(), image.height()) > LARGEST:
        image = image.scaled(
            QSize(LARGEST, LARGEST),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    for key in image.textKeys():
        image.setText(key, "")
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.convertToFormat(QImage.Format.Format_ARGB32).save(buffer, "PNG"):  # type: ignore[call-overload]
        raise UnreadableSource(path, "is no picture that can be read", "choose a PNG or JPEG file")
    return bytes(held.data())
