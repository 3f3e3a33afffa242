"""A page of boxes, lines and text: measured and printed by Typst, with the fonts that come with it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

MIN_UKURAN = 7.0
"""The smallest letters of a figure, in points."""

LEBAR_PT = 467.0
"""Width of a chart: the text column of a portrait page."""

MAKS_TINGGI_PT = 690.0
"""What fits on a page; a chart of more makes several figures."""

HURUF = 7.5
"""Size of the text of a chart."""

GELAP = "#262626"
"""Colour of the axes and outlines of a chart."""

WARNA_REALISASI = "#1F3864"
"""Colour of what was reached, in every chart."""

SEBARIS = 10_000.0
"""A column wide enough for any text of a chart to stay on one line."""

Rata = Literal["kiri", "tengah", "kanan"]
"""To which side of its column a text is set."""

_PPI = 200

# What a page becomes depends on the page alone, so a process that draws a report again draws only what changed in it.
_INGATAN = 256


@dataclass(frozen=True, slots=True)
class Gambar:
    """A figure, ready to be placed.

    Attributes:
        svg: the figure as vectors, letters as outlines; for the PDF.
        png: the same at 200 dots an inch; for the DOCX.
        lebar_pt: width in points.
        tinggi_pt: height in points.
        alt: what the figure shows, for who cannot see it.
    """

    svg: bytes
    png: bytes
    lebar_pt: float
    tinggi_pt: float
    alt: str


@dataclass(frozen=True, slots=True)
class Tulisan:
    """Text in a column: it wraps at `lebar` points, and a word is broken only if no line can hold it."""

    teks: str
    lebar: float
    ukuran: float = 8.0
    tebal: bool = False
    miring: bool = False
    warna: str = "#000000"
    rata: Rata = "kiri"


@dataclass(frozen=True, slots=True)
class Letak:
    """A text and the upper left corner of its column."""

    x: float
    y: float
    tulisan: Tulisan


@dataclass(frozen=True, slots=True)
class Kotak:
    """A filled box with a border of `tebal` points."""

    x: float
    y: float
    lebar: float
    tinggi: float
    isi: str
    tebal: float = 0.0
    warna: str = "#000000"
    sudut: float = 0.0


@dataclass(frozen=True, slots=True)
class Garis:
    """A line through points."""

    titik: tuple[tuple[float, float], ...]
    tebal: float
    warna: str


@dataclass(frozen=True, slots=True)
class Kanvas:
    """A page in points, from its upper left corner; painted in the order of the attributes.

    Attributes:
        lebar: width.
        tinggi: height.
        alas: an SVG without text that covers the page; empty for none.
        garis: lines.
        kotak: boxes.
        tulisan: texts.
    """

    lebar: float
    tinggi: float
    alas: str = ""
    garis: tuple[Garis, ...] = ()
    kotak: tuple[Kotak, ...] = ()
    tulisan: tuple[Letak, ...] = ()


Ukuran = Mapping[Tulisan, tuple[float, float]]
"""Width and height of texts in points."""


def measure(daftar: Iterable[Tulisan]) -> dict[Tulisan, tuple[float, float]]:
    """Tell how wide and how high each text gets in its column, in points."""
    tulisan = tuple(dict.fromkeys(daftar))
    return dict(zip(tulisan, _measure(tulisan), strict=True))


@lru_cache(_INGATAN)
def _measure(tulisan: tuple[Tulisan, ...]) -> tuple[tuple[float, float], ...]:
    import typst  # noqa: PLC0415 - heavy, and needed only here

    found = typst.query(
        _source(),
        "<ukuran>",
        field="value",
        ignore_system_fonts=True,
        sys_inputs=_inputs(Kanvas(1, 1, tulisan=tuple(Letak(0, 0, each) for each in tulisan))),
    )
    return tuple((lebar, tinggi) for lebar, tinggi in json.loads(found))


def print_kanvas(kanvas: Kanvas, alt: str) -> Gambar:
    """Make a page a figure, byte for byte the same for the same page."""
    return Gambar(
        compile_kanvas(kanvas, "svg"), compile_kanvas(kanvas, "png"), kanvas.lebar, kanvas.tinggi, normalize(alt)
    )


def sketch(alt: str) -> Gambar:
    """Make a figure of its words alone, for who asks what the text says and not how it looks."""
    return Gambar(b"", b"", 0, 0, normalize(alt))


@lru_cache(_INGATAN)
def compile_kanvas(kanvas: Kanvas, jenis: Literal["svg", "png", "pdf"]) -> bytes:
    """Print a page as a file of one kind."""
    import typst  # noqa: PLC0415 - heavy, and needed only here

    hasil = typst.compile(
        _source(), format=jenis, ppi=_PPI, timestamp=0, ignore_system_fonts=True, sys_inputs=_inputs(kanvas)
    )
    return bytes(hasil)


def normalize(teks: str) -> str:
    """Write a text on one line with single blanks; blanks that do not break stay."""
    return re.sub(r"[ \t\r\n]+", " ", teks).strip(" ")


def mask_labels(labels: Iterable[Letak], ukuran: Ukuran) -> tuple[Kotak, ...]:
    """Give the white boxes behind labels, so that no line runs through them."""
    return tuple(
        Kotak(each.x - 1, each.y, ukuran[each.tulisan][0] + 2, ukuran[each.tulisan][1], "#FFFFFF") for each in labels
    )


def write_judul(judul: str) -> Tulisan:
    """Give the headline of a chart."""
    return Tulisan(judul, LEBAR_PT, 8.5, tebal=True)


def number_alt(alt: str, nomor: int, jumlah: int) -> str:
    """Say which of several figures this is, where there are several."""
    return alt if jumlah == 1 else f"{alt} (gambar {nomor} dari {jumlah})"


def _source() -> bytes:
    return files(__package__).joinpath("kanvas.typ").read_bytes()


def _inputs(kanvas: Kanvas) -> dict[str, str]:
    bersih = tuple(
        replace(each, tulisan=replace(each.tulisan, teks=normalize(each.tulisan.teks))) for each in kanvas.tulisan
    )
    return {"kanvas": json.dumps(asdict(replace(kanvas, tulisan=bersih)))}
