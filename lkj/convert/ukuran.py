"""How large images and rows of a DOCX may be: the same bounds the Typst template keeps to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lkj.convert.ooxml import CENTIMETRE, EMU, POINT, W, first

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree import ElementTree as ET

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EXTENTS = (_WP + "extent", "{http://schemas.openxmlformats.org/drawingml/2006/main}ext")
# LibreOffice takes a distance that is not stated for an eighth of an inch.
_NO_DISTANCE = {"distT": "0", "distB": "0", "distL": "0", "distR": "0"}


@dataclass(frozen=True, slots=True)
class Luas:
    """The room between the margins of a section and what may fill it, in twips.

    Attributes:
        lebar: width of the text.
        tinggi: height of the text.
        foto: greatest height of a photo in a cell.
        logo: height of the logo on the cover.
        sisa: what a scanned page leaves of the height.
        huruf: font size of tables.
        sel: padding of a cell at one side.
    """

    lebar: float
    tinggi: float
    foto: float
    logo: float
    sisa: float
    huruf: float
    sel: float


def read_luas(section: ET.Element, tata: Mapping[str, Any]) -> Luas:
    """Measure a section of a document with the layout `tata`."""
    size, margin = first(section, "pgSz").attrib, first(section, "pgMar").attrib
    return Luas(
        lebar=int(size[W + "w"]) - int(margin[W + "left"]) - int(margin[W + "right"]),
        tinggi=int(size[W + "h"]) - int(margin[W + "top"]) - int(margin[W + "bottom"]),
        foto=tata["tinggi_foto"] * CENTIMETRE,
        logo=tata["tinggi_logo"] * CENTIMETRE,
        sisa=tata["sisa_pindaian"] * CENTIMETRE,
        huruf=tata["ukuran"]["tabel"] * POINT,
        sel=tata["jarak_sel"]["datar"] * POINT,
    )


def fit_image(drawing: ET.Element, luas: Luas, style: str | None) -> None:
    """Give an image outside of tables its size: scanned pages fill the page, others only have to fit it."""
    if style == "HalamanPindaian":
        scale(drawing, luas.lebar, luas.tinggi - luas.sisa)
    elif style == "Logo":
        scale(drawing, luas.lebar, luas.logo)
    else:
        scale(drawing, luas.lebar, luas.tinggi, largest=1)


def scale(drawing: ET.Element, width: float, height: float, largest: float = float("inf")) -> float:
    """Make an image as large as fits into so many twips, at most `largest` times its size; give its new height."""
    drawing[0].attrib.update(_NO_DISTANCE)
    extents = [extent for name in _EXTENTS for extent in drawing.iter(name)]
    wide, high = (int(extents[0].attrib[key]) / EMU for key in ("cx", "cy"))
    factor = min(width / wide, height / high, largest)
    for extent in extents:
        extent.attrib.update({"cx": str(round(wide * factor * EMU)), "cy": str(round(high * factor * EMU))})
    return high * factor
