"""What `lkj show` shows: the rows of each table, taken from the report. Nothing is calculated here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj.rules.kelengkapan import score_sasaran

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.laporan import Kinerja, Laporan
    from lkj.laporan.anggaran import PosAnggaran
    from lkj.rules.kelengkapan import SkorSasaran

TABEL = {
    "indikator": "target, realisasi, capaian dan kriteria setiap indikator",
    "anggaran": "pagu, realisasi, serapan dan sisa sampai kegiatan",
    "triwulan": "target dan realisasi setiap triwulan",
    "kelengkapan": "kelengkapan analisis setiap sasaran",
}
"""The tables by name, and what each holds."""


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """An indicator and what it measures: `tingkat` is `sasaran`, `program` or `kegiatan`."""

    tingkat: str
    pemilik: str
    kinerja: Kinerja


@dataclass(frozen=True, slots=True)
class BarisAnggaran:
    """A budget item; `tingkat` is `sasaran`, `program`, `kegiatan`, `sub kegiatan` or `jumlah`."""

    tingkat: str
    pos: PosAnggaran


@dataclass(frozen=True, slots=True)
class Isi:
    """The rows of the tables of a year.

    Attributes:
        laporan: what they were taken from.
        indikator: every indicator, those of sasaran first.
        anggaran: every budget item, each after the one it belongs to; at the end, all of it.
        triwulan: the indicators that were monitored by quarter.
        kelengkapan: the score of each sasaran.
    """

    laporan: Laporan
    indikator: tuple[BarisIndikator, ...]
    anggaran: tuple[BarisAnggaran, ...]
    triwulan: tuple[Kinerja, ...]
    kelengkapan: tuple[SkorSasaran, ...]


def name_pos(baris: BarisAnggaran) -> str:
    """Name a budget item, with its number: standing alone, a spreadsheet would take 1.2 for a date."""
    match baris.tingkat:
        case "jumlah":
            return "Jumlah"
        case "sasaran":
            return baris.pos.nama
        case _:
            return f"{baris.pos.kode} {baris.pos.nama}"


def list_isi(laporan: Laporan) -> Isi:
    """Take the rows from a report."""
    return Isi(
        laporan,
        tuple(_list_indikator(laporan)),
        tuple(_list_anggaran(laporan)),
        tuple(kinerja for kinerja in laporan.indikator.values() if kinerja.triwulan),
        score_sasaran(laporan),
    )


def _list_indikator(laporan: Laporan) -> Iterator[BarisIndikator]:
    kegiatan = {kode: kegiatan.anggaran.nama for kode, (_, kegiatan) in laporan.tempat_kegiatan.items()}
    nama = {
        "sasaran": {kode: sasaran.nama for kode, sasaran in laporan.sasaran.items()},
        "program": {kode: program.nama for kode, program in laporan.program.items()},
        "kegiatan": kegiatan,
    }
    for tingkat, known in nama.items():
        for kinerja in laporan.indikator.values():
            jenis, kode = kinerja.indikator.pemilik
            if jenis == tingkat:
                yield BarisIndikator(tingkat, known[kode], kinerja)


def _list_anggaran(laporan: Laporan) -> Iterator[BarisAnggaran]:
    for sasaran in laporan.sasaran.values():
        yield BarisAnggaran("sasaran", sasaran.anggaran)
        for program in sasaran.program:
            yield from _list_pos(program.anggaran, ("program", "kegiatan", "sub kegiatan"))
    yield BarisAnggaran("jumlah", laporan.anggaran.semua)


def _list_pos(pos: PosAnggaran, tingkat: tuple[str, ...]) -> Iterator[BarisAnggaran]:
    yield BarisAnggaran(tingkat[0], pos)
    for below in pos.rincian:
        yield from _list_pos(below, tingkat[1:])
