"""A comparison as people read it in a terminal: what was changed, what follows from it, and what is found now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lkj.banding.data import Jenis
from lkj.banding.sebut import (
    KEJADIAN,
    crop,
    crop_pair,
    tell_judul,
    tell_kejadian,
    tell_kurang,
    tell_letak,
    tell_ringkasan,
    tell_sebab,
    tell_tempat,
    tell_tingkat,
)
from lkj.format import format_satuan
from lkj.tampilan.layar import Baris, Kolom, Sel, break_text, write_tabel
from lkj.telusur.peta import name_bagian
from lkj.temuan.aturan import WARNA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.banding import Perbandingan
    from lkj.banding.angka import UbahanAngka
    from lkj.banding.data import Ubahan
    from lkj.banding.hasil import Kelompok, UbahanTemuan

_LAMA, _BARU = "red", "green"
_PANAH = "→"
_TAKUK = "    "
# Of a long text so many lines are shown.
_BARIS = 2
_TANDA = {Jenis.TAMBAH: "+", Jenis.HAPUS: "-", Jenis.UBAH: "~"}
_KOLOM = (Kolom("Lama"), Kolom("", kiri=True), Kolom("Baru"))


def write_teks(perbandingan: Perbandingan, width: int | None = None) -> str:
    """Write a comparison.

    Args:
        perbandingan: what is compared, and how it differs.
        width: of the terminal; None where there is none: nothing is broken or cut then.
    """
    return "\n".join(_Penulis(perbandingan, width).write())


class _Penulis:
    """Writes a comparison for one terminal."""

    def __init__(self, perbandingan: Perbandingan, width: int | None) -> None:
        self._perbandingan = perbandingan
        self._width = width

    def write(self) -> Iterator[str]:
        beda = self._perbandingan.beda
        yield from self._bold(tell_judul(self._perbandingan))
        for sentence in (tell_ringkasan(self._perbandingan), *tell_kurang(self._perbandingan)):
            yield from break_text(sentence, self._width)
        if beda.data:
            yield from self._head("Data yang berubah")
        for nomor, ubahan in enumerate(beda.data, start=1):
            yield ""
            yield from self._ubahan(nomor, ubahan)
        for kelompok in beda.list_kelompok():
            yield from self._kelompok(kelompok)
        if beda.bagian:
            yield from self._head("Bagian laporan")
            yield ""
        for bagian in beda.bagian:
            text = f"{_TANDA[bagian.jenis]} {KEJADIAN[bagian.jenis]}: {name_bagian(bagian.bagian)}"
            yield from self._coloured(text, bagian.jenis)
        if beda.temuan:
            yield from self._head("Temuan")
        for temuan in beda.temuan:
            yield ""
            yield from self._temuan(temuan)

    def _bold(self, text: str) -> Iterator[str]:
        for line in break_text(text, self._width):
            yield click.style(line, bold=True)

    def _head(self, text: str) -> Iterator[str]:
        yield ""
        yield from self._bold(text)

    def _coloured(self, text: str, jenis: Jenis, indent: str = "") -> Iterator[str]:
        colour = {Jenis.TAMBAH: _BARU, Jenis.HAPUS: _LAMA}.get(jenis)
        for line in break_text(text, self._width, indent, subsequent_indent=f"{indent}  "):
            yield click.style(line, fg=colour)

    def _ubahan(self, nomor: int, ubahan: Ubahan) -> Iterator[str]:
        first = f"[{nomor}] "
        letak = tell_letak(ubahan.posisi, None if ubahan.posisi_baru else self._perbandingan.revisi)
        parts = " ".join(filter(None, (letak, ubahan.tempat, tell_kejadian(ubahan))))
        for index, line in enumerate(break_text(parts, self._width, first, subsequent_indent=_TAKUK)):
            yield line if index else line.replace(letak, click.style(letak, bold=True), 1)
        yield from self._isi(ubahan)

    def _isi(self, ubahan: Ubahan) -> Iterator[str]:
        room = None if self._width is None else max(_BARIS * (self._width - len(_TAKUK) - 2), 1)
        if ubahan.jenis is not Jenis.UBAH:
            text = ubahan.lama or ubahan.baru
            if text:
                yield from self._coloured(f"{_TANDA[ubahan.jenis]} {crop(text, room)}", ubahan.jenis, _TAKUK)
            return
        lama, baru = crop_pair(ubahan.lama, ubahan.baru, room)
        if not (lama or baru):
            return
        both = f"{_TAKUK}{lama} {_PANAH} {baru}"
        if " " not in f"{lama}{baru}" or (self._width is not None and len(both) <= self._width):
            yield f"{_TAKUK}{click.style(lama, fg=_LAMA)} {_PANAH} {click.style(baru, fg=_BARU)}"
        else:
            yield from self._coloured(f"- {lama}", Jenis.HAPUS, _TAKUK)
            yield from self._coloured(f"+ {baru}", Jenis.TAMBAH, _TAKUK)

    def _kelompok(self, kelompok: Kelompok) -> Iterator[str]:
        sebab = tell_sebab(kelompok.sebab)
        yield from self._head(f"Akibat {sebab}" if sebab else "Akibat lain")
        before = None
        for satu in kelompok.penilaian:
            if satu.kode != before:
                yield ""
                yield from self._bold(satu.nama)
                before = satu.kode
            lama, baru = click.style(satu.lama, fg=_LAMA), click.style(satu.baru, fg=_BARU)
            yield f"  {satu.apa}: {lama} {_PANAH} {baru}"
        if kelompok.angka:
            yield ""
            yield write_tabel("Angka", _KOLOM, [_row(ubahan) for ubahan in kelompok.angka], self._width)

    def _temuan(self, temuan: UbahanTemuan) -> Iterator[str]:
        finding = temuan.butir.finding
        letak = tell_letak(finding.position, self._perbandingan.revisi if temuan.jenis is Jenis.HAPUS else None)
        head = f"{_TANDA[temuan.jenis]} {KEJADIAN[temuan.jenis]}: {letak}: {tell_tingkat(temuan)} {finding.code}"
        for line in break_text(head, self._width, subsequent_indent="  "):
            yield click.style(line, fg=WARNA[finding.severity])
        sebab = tell_sebab(self._perbandingan.beda.number(temuan.sebab))
        yield from break_text(f"{finding.message}{f' Akibat {sebab}.' if sebab else ''}", self._width, "  ")


def _row(ubahan: UbahanAngka) -> Baris:
    lama, baru = (
        Sel(format_satuan(asal.angka), colour) if asal else Sel("–")
        for asal, colour in ((ubahan.lama, _LAMA), (ubahan.baru, _BARU))
    )
    catatan = tell_tempat(ubahan)
    if ubahan.jenis is not Jenis.UBAH:
        catatan = f"{'tidak lagi' if ubahan.jenis is Jenis.HAPUS else 'baru'} dicetak: {catatan}"
    return Baris(ubahan.asal.label, (lama, Sel(_PANAH), baru), catatan=catatan)
