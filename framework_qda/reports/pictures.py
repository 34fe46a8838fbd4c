"""Read how large a picture is."""

from __future__ import annotations

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from framework_qda.errors import Refused
from framework_qda.reading.document import Figure, caption_of


def size_of(figure: Figure) -> tuple[int, int]:
    """Give width and height in dots; raises `Refused` where it is no picture."""
    try:
        image = Image.from_blob(figure.picture.png)
    except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError) as error:
        name = caption_of(figure) or figure.picture.alt
        raise Refused(f"The picture “{name}” is damaged or none; choose another for the report.") from error
    return max(image.px_width, 1), max(image.px_height, 1)
