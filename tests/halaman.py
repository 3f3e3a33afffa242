"""What stands where on the pages of a PDF; distances in points, from the lower left corner of the page."""

from __future__ import annotations

from ctypes import c_uint
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
import yaml
from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPLATES = Path(__file__).parents[1] / "templates"
TATA_LETAK = yaml.safe_load((TEMPLATES / "pandoc" / "tata_letak.yaml").read_text(encoding="utf-8"))["tata_letak"]
KIRI, KANAN, ATAS, BAWAH = (float(TATA_LETAK["tepi"][nama]) * 72 / 2.54 for nama in ("kiri", "kanan", "atas", "bawah"))
UKURAN: dict[str, float] = TATA_LETAK["ukuran"]


class Kotak(NamedTuple):
    """A rectangle of the page."""

    kiri: float
    bawah: float
    kanan: float
    atas: float

    @property
    def tengah(self) -> tuple[float, float]:
        """Its middle, across and upwards."""
        return (self.kiri + self.kanan) / 2, (self.bawah + self.atas) / 2


@dataclass(frozen=True, slots=True)
class Tulisan:
    """Letters painted at once: a line, or a part of it.

    Attributes:
        teks: the letters, without blanks around them.
        kotak: where they stand.
        ukuran: size of the font.
        tebal: whether the font is bold.
    """

    teks: str
    kotak: Kotak
    ukuran: float
    tebal: bool


@dataclass(frozen=True, slots=True)
class Jalur:
    """A line or an area.

    Attributes:
        kotak: where it is.
        isi: the colour it is filled with, RRGGBB.
    """

    kotak: Kotak
    isi: str


@dataclass(frozen=True, slots=True)
class Halaman:
    """A page.

    Attributes:
        urutan: which of the document, from 1.
        label: the number a reader shows for it, and other pages call it by.
        lebar: width.
        tinggi: height.
        tulisan: its text, in the order of painting.
        jalur: its lines and areas.
        citra: its images.
        tautan: where its links within the document stand, and the page and the height they lead to.
    """

    urutan: int
    label: str
    lebar: float
    tinggi: float
    tulisan: tuple[Tulisan, ...]
    jalur: tuple[Jalur, ...]
    citra: tuple[Kotak, ...]
    tautan: tuple[tuple[Kotak, int, float], ...]


@dataclass(frozen=True, slots=True)
class Penanda:
    """An entry of the outline: its title, its depth from 0, and the page and the height it leads to."""

    judul: str
    tingkat: int
    urutan: int
    atas: float


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A PDF that was measured."""

    judul: str
    halaman: tuple[Halaman, ...]
    penanda: tuple[Penanda, ...]


def read_dokumen(berkas: Path) -> Dokumen:
    """Measure a PDF; text without letters is left out."""
    with pypdfium2.PdfDocument(berkas) as pdf:
        return Dokumen(
            pdf.get_metadata_value("Title"),
            tuple(_read_halaman(pdf, index) for index in range(len(pdf))),
            tuple(Penanda(mark.get_title(), mark.level, *_read_tujuan(mark.get_dest())) for mark in pdf.get_toc()),
        )


def read_baris(tulisan: Iterable[Tulisan]) -> list[list[Tulisan]]:
    """Join what stands side by side to lines, from the uppermost down."""
    baris: list[list[Tulisan]] = []
    for satu in sorted(tulisan, key=lambda t: -t.kotak.tengah[1]):
        if baris and satu.kotak.tengah[1] > min(t.kotak.bawah for t in baris[-1]):
            baris[-1].append(satu)
        else:
            baris.append([satu])
    return [sorted(satu, key=lambda t: t.kotak.kiri) for satu in baris]


def write_baris(baris: list[Tulisan]) -> str:
    return " ".join(" ".join(tulisan.teks for tulisan in baris).split())


def _read_halaman(pdf: Any, index: int) -> Halaman:
    page = pdf[index]
    text = page.get_textpage()
    tulisan, jalur, citra = [], [], []
    for found in page.get_objects(max_depth=9, textpage=text):
        kotak = Kotak(*found.get_bounds())
        if found.type == raw.FPDF_PAGEOBJ_TEXT:
            teks = found.extract().strip()
            bold = "Bold" in found.get_font().get_base_name()
            tulisan += [Tulisan(teks, kotak, round(found.get_font_size(), 2), bold)] if teks else []
        elif found.type == raw.FPDF_PAGEOBJ_PATH:
            jalur.append(Jalur(kotak, _read_isi(found)))
        elif found.type == raw.FPDF_PAGEOBJ_IMAGE:
            citra.append(kotak)
    lebar, tinggi = page.get_size()
    tautan = tuple(_read_tautan(pdf, page))
    return Halaman(
        index + 1, pdf.get_page_label(index), lebar, tinggi, tuple(tulisan), tuple(jalur), tuple(citra), tautan
    )


def _read_isi(path: Any) -> str:
    parts = [c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(path, *parts)
    return "".join(f"{part.value:02X}" for part in parts[:3])


def _read_tautan(pdf: Any, page: Any) -> list[tuple[Kotak, int, float]]:
    links = []
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        dest = raw.FPDFLink_GetDest(pdf, raw.FPDFAnnot_GetLink(annotation))
        if dest:
            area = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, area)
            kotak = Kotak(area.left, area.bottom, area.right, area.top)
            links.append((kotak, *_read_tujuan(pypdfium2.PdfDest(dest, pdf))))
    return links


def _read_tujuan(dest: Any) -> tuple[int, float]:
    _, position = dest.get_view()
    return dest.get_index() + 1, position[1]
