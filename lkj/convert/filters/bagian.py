"""Sections: page numbers and landscape pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lkj.convert.unsur import attributes, kelas_div, raw_block

if TYPE_CHECKING:
    from lkj.convert.dokumen import Dokumen
    from lkj.convert.unsur import Unsur

_PENOMORAN = {
    "sampul": "<w:titlePg/>",
    "depan": '<w:pgNumType w:fmt="lowerRoman"{}/>',
    "utama": '<w:pgNumType w:fmt="decimal"{}/>',
}

# Blocks that are a section of their own.
_SENDIRI = {"sampul", "lanskap"}


def bagian_typst(dokumen: Dokumen) -> None:
    """Restart the page numbers at the first chapter, and turn landscape pages.

    `set page` and not `page()[]`: the break before a heading would leave an empty page in the latter.
    """
    hasil: list[Unsur] = []
    di_bab = False
    for blok in dokumen.blocks:
        if _is_chapter(blok) and not di_bab:
            di_bab = True
            hasil += [raw_block("typst", "#show: bagian-utama"), blok]
        elif kelas_div(blok) == "lanskap":
            hasil.append(raw_block("typst", "#set page(flipped: true)"))
            hasil += blok["c"][1]
            hasil.append(raw_block("typst", "#set page(flipped: false)"))
        else:
            hasil.append(blok)
    dokumen.blocks[:] = hasil


@dataclass(slots=True)
class _Bagian:
    """A section: how its pages are numbered, whether others may join it, whether it lies, what it holds."""

    jenis: str
    sendiri: bool
    tidur: bool
    isi: list[Unsur] = field(default_factory=list)


def bagian_docx(dokumen: Dokumen) -> None:
    """End each section with a paragraph that says only what differs from the section of reference.docx.

    lkj/convert/docx.py completes it. Sections are the cover, front matter, chapters, and each landscape part.
    """
    hasil: list[Unsur] = []
    sebelum = ""
    for bagian in _divide(dokumen.blocks):
        isi = _put_breaks(bagian.isi)
        if isi:
            mulai = "" if bagian.jenis == sebelum else ' w:start="1"'
            arah = '<w:pgSz w:orient="landscape"/>' if bagian.tidur else ""
            sifat = f"<w:sectPr>{arah}{_PENOMORAN[bagian.jenis].format(mulai)}</w:sectPr>"
            hasil += [*isi, _write_paragraph(sifat)]
            sebelum = bagian.jenis
    dokumen.blocks[:] = hasil


def _divide(blocks: list[Unsur]) -> list[_Bagian]:
    bagian: list[_Bagian] = []
    nomor = "depan"
    for blok in blocks:
        if _is_chapter(blok):
            nomor = "utama"
        nama = kelas_div(blok)
        jenis, sendiri = ("sampul" if nama == "sampul" else nomor), nama in _SENDIRI
        if sendiri or not bagian or bagian[-1].sendiri or bagian[-1].jenis != jenis:
            bagian.append(_Bagian(jenis, sendiri, nama == "lanskap"))
        bagian[-1].isi += blok["c"][1] if nama == "lanskap" else [blok]
    return bagian


def _put_breaks(blocks: list[Unsur]) -> list[Unsur]:
    hasil: list[Unsur] = []
    for blok, berikut in zip(blocks, [*blocks[1:], None], strict=True):
        if kelas_div(blok) != "halaman-baru":
            hasil.append(blok)
        elif hasil and berikut and not _begins_page(berikut):
            hasil.append(_write_paragraph("<w:pageBreakBefore/>"))
    return hasil


def _begins_page(blok: Unsur) -> bool:
    """Headings of level 1 and sections start a page by themselves; a further break would leave one empty."""
    return kelas_div(blok) in _SENDIRI or (blok["t"] == "Header" and blok["c"][0] == 1)


def _is_chapter(blok: Unsur) -> bool:
    return blok["t"] == "Header" and "bab" in attributes(blok)[1]


def _write_paragraph(sifat: str) -> Unsur:
    return raw_block("openxml", f'<w:p><w:pPr><w:pStyle w:val="AkhirBagian"/>{sifat}</w:pPr></w:p>')
