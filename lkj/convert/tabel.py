"""Tables of a DOCX: width, shading and paragraph styles cell by cell, and rows that stay on a page."""

from __future__ import annotations

from copy import deepcopy
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lkj.convert.ooxml import W, first, leading, set_property, style_of, text_of
from lkj.convert.rumus import flatten_formulas
from lkj.convert.ukuran import Luas, scale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Table style -> paragraph styles of its head rows and of the others; a `Kotak` keeps those of running text.
_CELL_STYLES = {"Table": ("KepalaTabel", "IsiTabel"), "TabelPolos": ("IsiTabelPolos", "IsiTabelPolos")}
_LIST_STYLE = "DaftarTabel"
_PLAIN_STYLES = {None, "Compact", "BodyText", "FirstParagraph"}

# Width of a letter and height of a line on an average, as shares of the font size.
_LETTER, _LINE = 0.54, 1.2

# A row guessed to be higher than that share of the page may be higher than the page.
_SHARE = 0.7


def dress_table(table: ET.Element, luas: Luas, styles: Mapping[str, ET.Element]) -> None:
    """Give a table its width, its cells width, shading and paragraph styles, and its images their size."""
    width = round(luas.lebar)
    first(table, "tblW").attrib.update({W + "type": "dxa", W + "w": str(width)})
    edges = _set_grid(first(table, "tblGrid"), width)
    style = style_of(table) or ""
    for row in table.iterfind(W + "tr"):
        head = row.find(f"{W}trPr/{W}tblHeader") is not None
        height = 0.0
        for cell, left, right in _cells(row):
            room = edges[right] - edges[left]
            properties = first(cell, "tcPr")
            properties.insert(0, ET.Element(W + "tcW", {W + "type": "dxa", W + "w": str(room)}))
            if head:
                # Word applies a style's head row to the first row only.
                properties.extend(deepcopy(list(first(first(styles[style], "tblStylePr"), "tcPr"))))
            if style in _CELL_STYLES:
                _dress_cell(cell, _CELL_STYLES[style][0 if head else 1], styles)
            height = max(height, _fill(cell, room - 2 * luas.sel, luas))
        if height <= luas.tinggi * _SHARE:
            leading(row, "trPr").append(ET.Element(W + "cantSplit"))


def name_table(table: ET.Element, caption: str) -> None:
    """Tell those who do not see a table what it is."""
    properties = first(table, "tblPr")
    for name in ("tblCaption", "tblDescription"):
        found = properties.find(W + name)
        if found is None:
            found = ET.SubElement(properties, W + name)
        found.attrib[W + "val"] = caption


def _set_grid(grid: ET.Element, width: int) -> list[int]:
    """Stretch the columns to `width` twips, and give their edges: one more than there are columns."""
    shares = [int(column.attrib[W + "w"]) for column in grid]
    edges = [round(edge * width / sum(shares)) for edge in accumulate(shares, initial=0)]
    for column, (left, right) in zip(grid, pairwise(edges), strict=True):
        column.attrib[W + "w"] = str(right - left)
    return edges


def _cells(row: ET.Element) -> Iterator[tuple[ET.Element, int, int]]:
    """Give the cells of a row with the numbers of their left and right edge."""
    left = 0
    for cell in row.iterfind(W + "tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        right = left + (1 if span is None else int(span.attrib[W + "val"]))
        yield cell, left, right
        left = right


def _dress_cell(cell: ET.Element, style: str, styles: Mapping[str, ET.Element]) -> None:
    for paragraph in cell.iterfind(W + "p"):
        if style_of(paragraph) not in _PLAIN_STYLES:
            continue
        set_property(paragraph, "pStyle", val=style)
        level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        if level is not None:
            # The list's own wide indent would win over the style.
            indent = first(styles[_LIST_STYLE], "ind").attrib
            left = int(indent[W + "left"]) * (int(level.attrib[W + "val"]) + 1)
            set_property(paragraph, "ind", left=str(left), hanging=indent[W + "hanging"])


def _fill(cell: ET.Element, width: float, luas: Luas) -> float:
    """Fit the images and formulas of a cell into it and guess how high it is."""
    for paragraph in cell.iter(W + "p"):
        flatten_formulas(paragraph, width)
    width = max(width, 1)  # columns of words too long to break leave others no room
    images = sum(scale(drawing, width, luas.foto) for drawing in cell.iter(W + "drawing"))
    letters = (len(text_of(paragraph)) for paragraph in cell.iter(W + "p"))
    lines = sum(max(1, ceil(count * luas.huruf * _LETTER / width)) for count in letters)
    return images + lines * luas.huruf * _LINE
