"""The tables for spreadsheets: CSV as Excel with Indonesian settings opens it by a double click.

Semicolons between cells, a decimal comma, no separators of thousands, UTF-8 with a byte order mark. A number is rounded
as the report prints it, one that is not known is an empty cell.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, TypeAlias

from lkj.angka import Angka
from lkj.format import format_angka, round_half_up
from lkj.laporan import Rentang
from lkj.tampilan.isi import name_pos

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lkj.tampilan.isi import Isi

_Nilai: TypeAlias = "Angka | Rentang | str | int"
_Baris: TypeAlias = "tuple[_Nilai, ...]"

# What spreadsheets take for the beginning of a formula, also after blanks and in wide letters.
_RUMUS = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠−]")


def write_csv(isi: Isi, nama: str) -> bytes:
    """Write a table.

    Args:
        isi: the rows.
        nama: the table, a key of `lkj.tampilan.isi.TABEL`.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([write_sel(value) for value in row] for row in _TABEL[nama](isi))
    return text.getvalue().encode("utf-8-sig")


def write_sel(value: _Nilai) -> str:
    """Write a cell: numbers as numbers, text so that no spreadsheet takes it for a formula."""
    if isinstance(value, Angka):
        return f"{round_half_up(value.pasti, value.desimal):f}".replace(".", ",") if value.ada else ""
    if isinstance(value, Rentang):
        return write_sel(f"{format_angka(value.bawah)}–{format_angka(value.atas)}")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and _RUMUS.match(text) else text


def _indikator(isi: Isi) -> Iterator[_Baris]:
    yield (
        "Kode",
        "Indikator",
        "Tingkat",
        "Milik",
        "Satuan",
        "Target",
        "Realisasi",
        "Capaian (%)",
        "Kriteria",
        "Target tercapai",
        "Realisasi tahun lalu",
        "Perubahan",
        "Perubahan relatif (%)",
        "Target akhir Renstra",
        "Jarak ke target akhir",
    )
    for baris in isi.indikator:
        k = baris.kinerja
        yield (
            k.kode,
            k.nama,
            baris.tingkat,
            baris.pemilik,
            k.satuan,
            k.target,
            k.realisasi,
            k.capaian,
            k.kriteria.nama if k.kriteria else "",
            _say(value=k.tercapai) if k.capaian.ada else "",
            k.realisasi_lalu,
            k.perubahan,
            k.perubahan_relatif,
            k.target_akhir,
            k.jarak,
        )


def _anggaran(isi: Isi) -> Iterator[_Baris]:
    yield (
        "Uraian",
        "Tingkat",
        "Pagu induk (Rp)",
        "Pagu perubahan (Rp)",
        "Realisasi (Rp)",
        "Serapan (%)",
        "Sisa (Rp)",
    )
    for baris in isi.anggaran:
        pos = baris.pos
        yield (name_pos(baris), baris.tingkat, pos.induk, pos.perubahan, pos.realisasi, pos.serapan, pos.sisa)


def _triwulan(isi: Isi) -> Iterator[_Baris]:
    yield (
        "Kode",
        "Indikator",
        "Satuan",
        "Triwulan",
        "Target",
        "Realisasi",
        "Target kumulatif",
        "Realisasi kumulatif",
    )
    for k in isi.triwulan:
        for biasa, kumulatif in zip(k.triwulan, k.triwulan_kumulatif, strict=True):
            numbers = (biasa.target, biasa.realisasi, kumulatif.target, kumulatif.realisasi)
            yield (k.kode, k.nama, k.satuan, biasa.nomor, *numbers)


def _kelengkapan(isi: Isi) -> Iterator[_Baris]:
    # One comparison a row: 1/2 in a cell would become a date.
    yield ("Kode", "Sasaran", "Perbandingan", "Ada", "Dari", "Lengkap")
    for skor in isi.kelengkapan:
        for banding in skor.banding:
            yield (skor.kode, skor.nama, banding.nama, banding.ada, banding.dari, _say(value=banding.lengkap))


_TABEL: Mapping[str, Callable[[Isi], Iterator[_Baris]]] = {
    "indikator": _indikator,
    "anggaran": _anggaran,
    "triwulan": _triwulan,
    "kelengkapan": _kelengkapan,
}


def _say(*, value: bool) -> str:
    return "ya" if value else "tidak"
