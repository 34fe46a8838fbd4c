"""Let each person choose how the workbench looks and under which name she works."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from framework_qda.study import user_name
from framework_qda.ui import settings, theme
from framework_qda.ui.theme import STEP

SMALLEST, LARGEST, PLAIN = 80, 200, 100  # per cent of the usual type size


# The style's own groove can hardly be seen in the dark.
_SLIDER = """
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: palette(mid); }
QSlider::sub-page:horizontal { border-radius: 2px; background: palette(link); }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
    background: palette(link); border: 2px solid palette(base); }
QSlider::handle:horizontal:focus { border-color: palette(text); }
"""


class Preferences(QDialog):
    """Every choice holds at once and is remembered; `changed` follows each."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Preferences"))
        self._looks = QButtonGroup(self)
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._percent = QLabel()
        self._family = QComboBox()
        self._preview = QLabel(self.tr("“We see them every day, and the midwives knock on the door.”"))
        self._analyst = QLineEdit()
        self._build()
        self._show()
        self._connect()

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(4 * STEP)
        form.setVerticalSpacing(4 * STEP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Look"), self._look_row())
        form.addRow(self.tr("Text size"), self._size_row())
        form.addRow(self.tr("Reading font"), _stacked(self._family, self._preview))
        form.addRow(self.tr("Your name"), _stacked(self._analyst, self._hint()))
        self._family.addItems([self.tr("System font"), *reading_families()])
        self._family.setAccessibleName(self.tr("Reading font"))
        self._family.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._family.setMinimumContentsLength(24)
        self._family.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._preview.setWordWrap(True)
        self._analyst.setAccessibleName(self.tr("Your name"))
        self._analyst.setPlaceholderText(user_name())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * STEP, 6 * STEP, 6 * STEP, 4 * STEP)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addSpacing(4 * STEP)
        layout.addWidget(self._buttons())
        self._widen()

    def _widen(self) -> None:
        """Keep room for every word in the size of type of the moment."""
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 72)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("200 %") + STEP)
        self.layout().activate()
        self.resize(self.size().expandedTo(self.layout().totalSizeHint()))

    def _look_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4 * STEP)
        for scheme, words in (
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("system", self.tr("As the system")),
        ):
            button = QRadioButton(words)
            button.setObjectName(scheme)
            self._looks.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _size_row(self) -> QHBoxLayout:
        self._size.setRange(SMALLEST // 10, LARGEST // 10)
        self._size.setPageStep(2)
        self._size.setTracking(False)  # the window is dressed anew once the handle is let go
        self._size.setStyleSheet(_SLIDER)
        self._size.setAccessibleName(self.tr("Text size in per cent"))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.addWidget(self._size, 1)
        row.addWidget(self._percent)
        return row

    def _hint(self) -> QLabel:
        hint = QLabel(self.tr("Stands in the history beside everything you do."))
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        return hint

    def _buttons(self) -> QDialogButtonBox:
        kind = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(kind.Close | kind.Reset)
        box.rejected.connect(self.reject)
        box.button(kind.Reset).setToolTip(self.tr("Look, size, font and name as they were at first"))
        box.button(kind.Reset).clicked.connect(self._reset)
        box.button(kind.Reset).setAutoDefault(False)
        box.button(kind.Close).setDefault(True)
        return box

    def _show(self) -> None:
        button = self.findChild(QRadioButton, settings.scheme()) or self.findChild(QRadioButton, "system")
        assert isinstance(button, QRadioButton)
        button.setChecked(True)
        self._size.setValue(round(settings.scale() * 10))
        self._say_percent(self._size.value())
        self._family.setCurrentIndex(max(0, self._family.findText(settings.text_family())))
        self._analyst.setText(settings.get("analyst", ""))
        self._show_preview()

    def _connect(self) -> None:
        self._looks.buttonClicked.connect(self._choose_look)
        self._size.sliderMoved.connect(self._say_percent)
        self._size.valueChanged.connect(self._choose_size)
        self._family.activated.connect(self._choose_family)
        self._analyst.editingFinished.connect(self._choose_analyst)

    def _choose_look(self, button: QRadioButton) -> None:
        self._keep("look/scheme", button.objectName())

    def _choose_size(self, tenths: int) -> None:
        self._say_percent(tenths)
        self._keep("look/scale", tenths / 10)

    def _choose_family(self, row: int) -> None:
        self._keep("look/text_family", self._family.itemText(row) if row else "")

    def _choose_analyst(self) -> None:
        name = " ".join(self._analyst.text().split())
        if name != settings.get("analyst", ""):
            settings.put("analyst", name)
            self.changed.emit()

    def _keep(self, key: str, value: str | float) -> None:
        settings.put(key, value)
        self._dress()

    def _dress(self) -> None:
        theme.apply(settings.scheme(), settings.scale())
        self._show_preview()
        self._widen()
        self.changed.emit()

    def _say_percent(self, tenths: int) -> None:
        self._percent.setText(f"{tenths * 10} %")

    def _show_preview(self) -> None:
        self._preview.setFont(theme.reading_font(settings.text_family(), 1.1))

    def _reset(self) -> None:
        for key, value in (
            ("look/scheme", "system"),
            ("look/scale", 1.0),
            ("look/text_family", ""),
            ("analyst", ""),
        ):
            settings.put(key, value)
        self._size.blockSignals(True)
        self._show()
        self._size.blockSignals(False)
        self._dress()


def _stacked(field: QWidget, below: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(STEP)
    column.addWidget(field)
    column.addWidget(below)
    return column


def reading_families() -> list[str]:
    """Give the fonts that text can be read in, by name; those that hold only icons are left out."""
    every = QFontDatabase.families(QFontDatabase.WritingSystem.Latin)
    return [
        family for family in every if QFontDatabase.isSmoothlyScalable(family) and not _icons_only(family)
    ]


def _icons_only(family: str) -> bool:
    return QFontDatabase.isPrivateFamily(family) or family.lower().startswith("phosphor")
