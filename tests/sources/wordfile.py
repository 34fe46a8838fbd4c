"""Build small Word files by hand, with whatever Word itself would put into them."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_KINDS = {
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_file(
    path: Path,
    body: str,
    *,
    namespace: str = TRANSITIONAL,
    main: str = "word/document.xml",
    before: str = "",
    **parts: str,
) -> Path:
    """Write a Word file with this body; `parts` are the contents of footnotes, numbering …"""
    folder, _, name = main.rpartition("/")
    targets = [(kind, f"{kind}.xml") for kind in parts]
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("_rels/.rels", _relations(namespace, [("officeDocument", main)]))
        file.writestr(f"{folder}/_rels/{name}.rels", _relations(namespace, targets))
        file.writestr(main, before + _part(namespace, "document", f"<w:body>{body}</w:body>"))
        for kind, content in parts.items():
            file.writestr(f"{folder}/{kind}.xml", _part(namespace, kind, content))
    return path


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _part(namespace: str, kind: str, content: str) -> str:
    return f'<w:{kind} xmlns:w="{namespace}" {_MORE}>{content}</w:{kind}>'


def _relations(namespace: str, targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{_KINDS[namespace]}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'
