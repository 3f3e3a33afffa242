"""Markdown to DOCX: pandoc writes the document, then sections and tables get what pandoc cannot give them.

The layout stands in `reference.docx`; this module only copies it to where Word looks for it.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from lkj.convert.pandoc import run_pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lkj.convert.pandoc import Bahan

_FILTERS = (
    "atribut",
    "rumus",
    "tautan",
    "citra",
    "judul",
    "gambar",
    "tabel",
    "penggal",
    "daftar",
    "blok",
    "bagian-docx",
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

# The header of reference.docx holds this text in place of the report's title.
_TITLE_PLACEHOLDER = b"JUDUL LAPORAN"

# What a section keeps, in the order the schema demands; pandoc's own would restart the footnotes in each.
_SECTION_PARTS = tuple(
    _W + name
    for name in (
        "headerReference",
        "footerReference",
        "type",
        "pgSz",
        "pgMar",
        "pgNumType",
        "cols",
        "titlePg",
        "docGrid",
    )
)

# Table style -> paragraph styles of its head rows and of the others; a `Kotak` keeps those of running text.
_CELL_STYLES = {"Table": ("KepalaTabel", "IsiTabel"), "TabelPolos": ("IsiTabelPolos", "IsiTabelPolos")}
_LIST_STYLE = "DaftarTabel"

# A row with no more than so many characters in a cell stays on one page.
_SHORT_CELL = 400

_PLAIN_STYLES = {None, "Compact", "BodyText", "FirstParagraph"}


def write_docx(bahan: Bahan, target: Path) -> None:
    """Write the report as DOCX, byte for byte the same for the same input.

    Raises:
        ConvertError: pandoc failed or warned.
    """
    packed = run_pandoc(
        bahan,
        "docx",
        _FILTERS,
        f"--template={bahan.pandoc / 'dokumen.openxml'}",
        f"--reference-doc={bahan.pandoc / 'reference.docx'}",
    )
    target.write_bytes(_finish(packed))


def _finish(packed: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    content = {info.filename: data for info, data in parts}
    styles = _styles(_parse(content["word/styles.xml"]))
    title = escape(_parse(content["docProps/core.xml"]).findtext(_TITLE, "")).encode()
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w") as archive:
        for info, data in parts:
            if info.filename == "word/document.xml":
                archive.writestr(info, _finish_document(data, styles))
            elif info.filename.startswith("word/header"):
                archive.writestr(info, data.replace(_TITLE_PLACEHOLDER, title))
            else:
                archive.writestr(info, data)
    return done.getvalue()


def _parse(data: bytes) -> ET.Element:
    # Keep the prefixes pandoc chose: Word wants to meet the usual ones.
    for _, (prefix, address) in ET.iterparse(io.BytesIO(data), events=["start-ns"]):  # noqa: S314 - pandoc's own output
        ET.register_namespace(prefix, address)
    return ET.fromstring(data)  # noqa: S314 - same


def _serialize(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


def _styles(root: ET.Element) -> dict[str, ET.Element]:
    return {style.attrib[_W + "styleId"]: style for style in root.iter(_W + "style")}


def _finish_document(data: bytes, styles: Mapping[str, ET.Element]) -> bytes:
    root = _parse(data)
    body = root[0]
    base = body[-1]
    start = 0
    for index, block in enumerate(list(body)):
        difference = block.find(f"{_W}pPr/{_W}sectPr")
        if difference is not None:
            section = _section(base, difference)
            width = _text_width(section)
            for table in list(body)[start:index]:
                if table.tag == _W + "tbl":
                    _dress_table(table, width, styles)
            _replace(block[0], difference, section)
            start = index + 1
    _end_with_last_section(body)
    return _serialize(root)


def _replace(parent: ET.Element, old: ET.Element, new: ET.Element) -> None:
    parent[list(parent).index(old)] = new


def _section(base: ET.Element, difference: ET.Element) -> ET.Element:
    """Complete a section that says only in what it differs from the one of reference.docx."""
    section = deepcopy(base)
    for part in difference:
        if part.tag == _W + "pgSz":
            size = _first(section, "pgSz")
            size.attrib.update(part.attrib)
            size.attrib[_W + "w"], size.attrib[_W + "h"] = size.attrib[_W + "h"], size.attrib[_W + "w"]
        else:
            section.append(part)
    kept = [part for part in section if part.tag in _SECTION_PARTS]
    section[:] = sorted(kept, key=lambda part: _SECTION_PARTS.index(part.tag))
    return section


def _end_with_last_section(body: ET.Element) -> None:
    """Make the last section the document's own: a section break at the very end would add an empty page."""
    for block in reversed(list(body)[:-1]):
        section = block.find(f"{_W}pPr/{_W}sectPr")
        if section is not None:
            _replace(body, body[-1], section)
            body.remove(block)
            break


def _text_width(section: ET.Element) -> int:
    """Give the width between the margins, in twips."""
    size, margin = _first(section, "pgSz").attrib, _first(section, "pgMar").attrib
    return int(size[_W + "w"]) - int(margin[_W + "left"]) - int(margin[_W + "right"])


def _first(parent: ET.Element, name: str) -> ET.Element:
    return next(parent.iter(_W + name))


def _leading(parent: ET.Element, name: str) -> ET.Element:
    """Give the child of that name, which the schema wants first; make it where it is missing."""
    found = parent.find(_W + name)
    if found is None:
        found = ET.Element(_W + name)
        parent.insert(0, found)
    return found


def _dress_table(table: ET.Element, width: int, styles: Mapping[str, ET.Element]) -> None:
    """Give a table its width in twips, and its cells width, shading and paragraph styles."""
    _first(table, "tblW").attrib.update({_W + "type": "dxa", _W + "w": str(width)})
    edges = _set_grid(_first(table, "tblGrid"), width)
    style = _first(table, "tblStyle").attrib[_W + "val"]
    for row in table.iterfind(_W + "tr"):
        head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        if all(len("".join(cell.itertext())) <= _SHORT_CELL for cell, _, _ in _cells(row)):
            _leading(row, "trPr").append(ET.Element(_W + "cantSplit"))
        for cell, left, right in _cells(row):
            properties = _first(cell, "tcPr")
            own = {_W + "type": "dxa", _W + "w": str(edges[right] - edges[left])}
            properties.insert(0, ET.Element(_W + "tcW", own))
            if head:
                # Word applies a style's head row to the first row only.
                properties.extend(deepcopy(list(_first(_first(styles[style], "tblStylePr"), "tcPr"))))
            if style in _CELL_STYLES:
                _dress_cell(cell, _CELL_STYLES[style][0 if head else 1], styles)


def _set_grid(grid: ET.Element, width: int) -> list[int]:
    """Stretch the columns to `width` twips, and give their edges: one more than there are columns."""
    shares = [int(column.attrib[_W + "w"]) for column in grid]
    edges = [round(edge * width / sum(shares)) for edge in accumulate(shares, initial=0)]
    for column, (left, right) in zip(grid, pairwise(edges), strict=True):
        column.attrib[_W + "w"] = str(right - left)
    return edges


def _cells(row: ET.Element) -> Iterator[tuple[ET.Element, int, int]]:
    """Give the cells of a row with the numbers of their left and right edge."""
    left = 0
    for cell in row.iterfind(_W + "tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        right = left + (1 if span is None else int(span.attrib[_W + "val"]))
        yield cell, left, right
        left = right


def _dress_cell(cell: ET.Element, style: str, styles: Mapping[str, ET.Element]) -> None:
    for paragraph in cell.iterfind(_W + "p"):
        properties = _leading(paragraph, "pPr")
        named = _leading(properties, "pStyle")
        if named.get(_W + "val") not in _PLAIN_STYLES:
            continue
        named.attrib[_W + "val"] = style
        level = properties.find(f"{_W}numPr/{_W}ilvl")
        if level is not None:
            _indent(properties, int(level.attrib[_W + "val"]), _first(styles[_LIST_STYLE], "ind"))


def _indent(properties: ET.Element, level: int, indent: ET.Element) -> None:
    """Indent a list item as its style says: the list's own wide indent would win over the style."""
    left = int(indent.attrib[_W + "left"]) * (level + 1)
    own = ET.Element(_W + "ind", {_W + "left": str(left), _W + "hanging": indent.attrib[_W + "hanging"]})
    after = [child.tag for child in properties].index(_W + "numPr") + 1
    properties.insert(after, own)
