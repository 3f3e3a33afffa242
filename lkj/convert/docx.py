"""Markdown to DOCX: pandoc writes the document, then it gets what pandoc cannot give it.

The layout stands in `reference.docx`; this module only copies it to where Word looks for it, section by section.
"""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from lkj.convert.ooxml import W, blocks, first, parse, replace, serialize, set_property, style_of, text_of
from lkj.convert.pandoc import ConvertError, run_pandoc
from lkj.convert.tabel import dress_table, name_table
from lkj.convert.tata_letak import load_tata_letak
from lkj.convert.ukuran import Luas, fit_image, read_luas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from xml.etree import ElementTree as ET

    from lkj.convert.pandoc import Bahan

FILTERS = (
    "sambung",
    "atribut",
    "alamat",
    "rumus",
    "tautan",
    "citra",
    "daftar",
    "pengantar",
    "nomor",
    "judul",
    "gambar",
    "tabel",
    "sel",
    "blok",
    "bagian-docx",
)
"""The filters it takes, in order."""

_MEDIA = "word/media/"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

# The header of reference.docx holds this text in place of the report's title.
_TITLE_PLACEHOLDER = b"JUDUL LAPORAN"

# What a section keeps, in the order the schema demands; pandoc's own would restart the footnotes in each.
_SECTION_PARTS = tuple(
    W + name
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

# The paragraphs that stand close to the table above them.
_CLOSE_STYLES = {"Sumber", "ImageCaption", "AkhirBagian"}
_SPACE_AFTER_TABLE = "160"  # twips


def write_docx(bahan: Bahan, target: Path, read_halaman: Callable[[], Mapping[str, str]] = dict) -> None:
    """Write the report as DOCX, byte for byte the same for the same input.

    Args:
        bahan: what to convert.
        target: the file to write.
        read_halaman: gives the page number of each heading, table and figure, as `write_pdf` does, for the lists of
            them; asked when all else is done.

    Raises:
        ConvertError: pandoc failed or warned.
    """
    packed = run_pandoc(
        bahan,
        "docx",
        FILTERS,
        f"--template={bahan.pandoc / 'dokumen.openxml'}",
        f"--reference-doc={bahan.pandoc / 'reference.docx'}",
    )
    target.write_bytes(_finish(packed, bahan, read_halaman))


def _finish(packed: bytes, bahan: Bahan, read_halaman: Callable[[], Mapping[str, str]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    content = {info.filename: data for info, data in parts}
    styles = {style.attrib[W + "styleId"]: style for style in parse(content["word/styles.xml"]).iter(W + "style")}
    title = escape(parse(content["docProps/core.xml"]).findtext(_TITLE, ""), quote=False).encode()
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w") as archive:
        for info, data in parts:
            if info.filename == "word/document.xml":
                archive.writestr(info, _number(_finish_document(data, styles, bahan), read_halaman()))
            elif info.filename.startswith("word/header"):
                archive.writestr(info, data.replace(_TITLE_PLACEHOLDER, title))
            else:
                # Pictures are compressed as they are.
                archive.writestr(info, data, zipfile.ZIP_STORED if info.filename.startswith(_MEDIA) else None)
    return done.getvalue()


def _number(document: bytes, halaman: Mapping[str, str]) -> bytes:
    """Put the page numbers where filters/daftar.py left the names of what stands on them."""

    def find(name: re.Match[bytes]) -> bytes:
        pengenal = name[1].decode()
        if pengenal not in halaman:
            raise ConvertError(f"Halaman “#{pengenal}” tidak diketahui.")
        return halaman[pengenal].encode()

    return re.sub("\ue000(.*?)\ue001".encode(), find, document)


def _finish_document(data: bytes, styles: Mapping[str, ET.Element], bahan: Bahan) -> bytes:
    root = parse(data)
    body = root[0]
    base = body[-1]
    tata = load_tata_letak(bahan.pandoc)
    start = 0
    for index, block in enumerate(list(body)):
        difference = block.find(f"{W}pPr/{W}sectPr")
        if difference is not None:
            section = _section(base, difference)
            _dress(list(body)[start:index], read_luas(section, tata), styles)
            replace(block[0], difference, section)
            start = index + 1
    for before, after in pairwise(blocks(body)):
        _space(before, after)
    _end_with_last_section(body)
    return serialize(root)


def _dress(section: list[ET.Element], luas: Luas, styles: Mapping[str, ET.Element]) -> None:
    """Give the tables and images of a section their sizes."""
    for block in section:
        if block.tag == W + "tbl":
            dress_table(block, luas, styles)
        else:
            for drawing in block.iter(W + "drawing"):
                fit_image(drawing, luas, style_of(block))


def _space(before: ET.Element, after: ET.Element) -> None:
    """Name a table after its caption, keep a figure with its caption, and set text off from the table above it."""
    if style_of(before) == "TableCaption":
        name_table(after, text_of(before))
    elif style_of(after) == "ImageCaption":
        if before.tag == W + "tbl":
            name_table(before, text_of(after))
            before = list(before.iterfind(W + "tr"))[-1]
        for paragraph in before.iter(W + "p"):
            set_property(paragraph, "keepNext")
    elif before.tag == W + "tbl" and after.tag == W + "p" and style_of(after) not in _CLOSE_STYLES:
        set_property(after, "spacing", before=_SPACE_AFTER_TABLE)


def _section(base: ET.Element, difference: ET.Element) -> ET.Element:
    """Complete a section that says only in what it differs from the one of reference.docx."""
    section = deepcopy(base)
    for part in difference:
        if part.tag == W + "pgSz":
            size = first(section, "pgSz")
            size.attrib.update(part.attrib)
            size.attrib[W + "w"], size.attrib[W + "h"] = size.attrib[W + "h"], size.attrib[W + "w"]
        else:
            section.append(part)
    kept = [part for part in section if part.tag in _SECTION_PARTS]
    section[:] = sorted(kept, key=lambda part: _SECTION_PARTS.index(part.tag))
    return section


def _end_with_last_section(body: ET.Element) -> None:
    """Make the last section the document's own: a section break at the very end would add an empty page."""
    for block in reversed(list(body)[:-1]):
        section = block.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            replace(body, body[-1], section)
            body.remove(block)
            break
