"""The figures of the report, drawn from its numbers: trees of goals, units and positions, and charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj.angka import unknown
from lkj.format import format_satuan, join_dan
from lkj.gambar.grafik import (
    BarisAnggaran,
    BarisCapaian,
    TitikRiwayat,
    draw_anggaran,
    draw_capaian,
    draw_riwayat,
    draw_triwulan,
)
from lkj.gambar.pohon import Simpul, draw_pohon
from lkj.laporan import Rentang

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lkj.angka import Angka
    from lkj.gambar.kanvas import Gambar
    from lkj.laporan import Kinerja, Laporan, SasaranLaporan
    from lkj.model.instansi import Unit

_CUKUP = 2  # years or quarters that make a line worth drawing
_ABU = "#808080"


@dataclass(frozen=True, slots=True)
class Bidang:
    """The room a figure has on a page, in points."""

    lebar: float
    tinggi: float


def draw_ilustrasi(laporan: Laporan, bidang: Bidang, warna: Mapping[str, str]) -> dict[str, tuple[Gambar, ...]]:
    """Draw every figure the data have enough for, by name; one too large for a page comes in parts.

    Args:
        laporan: the numbers.
        bidang: the room on a page.
        warna: the colour of each rating, `#RRGGBB`, by its code.
    """
    figures = {**_draw_trees(laporan, bidang), **_draw_charts(laporan, warna)}
    return {name: parts for name, parts in figures.items() if parts}


def _draw_trees(laporan: Laporan, bidang: Bidang) -> dict[str, tuple[Gambar, ...]]:
    def draw(trees: list[Simpul], alt: str) -> tuple[Gambar, ...]:
        return tuple(
            part
            for tree in trees
            for part in draw_pohon(tree, lebar_pt=bidang.lebar, tinggi_pt=bidang.tinggi, alt=f"{alt} {_tell(tree)}")
        )

    nama = laporan.data.instansi.nama
    return {
        "pohon-kinerja": draw(_goals(laporan, with_units=False), "Pohon kinerja."),
        "cascading": draw(_goals(laporan, with_units=True), "Penurunan kinerja sampai kegiatan."),
        "struktur": draw(_units(laporan), f"Susunan organisasi {nama}."),
        "jabatan": draw(_positions(laporan), f"Peta jabatan {nama}."),
    }


def _goals(laporan: Laporan, *, with_units: bool) -> list[Simpul]:
    """Build a tree for each tujuan: of indicators, or of kegiatan and the units that carry them out."""
    below = _program_units if with_units else _program_indicators
    return [
        Simpul(
            tujuan.nama,
            "Tujuan",
            anak=tuple(
                Simpul(sasaran.nama, "Sasaran", _indicators(sasaran.indikator), tuple(below(sasaran)))
                for sasaran in laporan.sasaran.values()
                if sasaran.tujuan.kode == tujuan.kode
            ),
        )
        for tujuan in laporan.data.renstra.tujuan
    ]


def _program_indicators(sasaran: SasaranLaporan) -> Iterator[Simpul]:
    for program in sasaran.program:
        kegiatan = tuple(Simpul(k.nama, "Kegiatan") for row in program.kegiatan for k in row.indikator)
        yield Simpul(program.nama, "Program", _indicators(program.indikator), kegiatan)


def _program_units(sasaran: SasaranLaporan) -> Iterator[Simpul]:
    for program in sasaran.program:
        unit = (program.unit.nama,) if program.unit else ()
        kegiatan = tuple(Simpul(row.anggaran.nama, "Kegiatan") for row in program.kegiatan)
        yield Simpul(program.nama, "Program", unit, kegiatan)


def _indicators(daftar: tuple[Kinerja, ...]) -> tuple[str, ...]:
    return tuple(kinerja.nama for kinerja in daftar if kinerja.target_ditetapkan)


def _units(laporan: Laporan) -> list[Simpul]:
    below: dict[str | None, list[Unit]] = {}
    for unit in laporan.data.instansi.unit:
        below.setdefault(unit.induk, []).append(unit)

    def build(unit: Unit) -> Simpul:
        return Simpul(unit.nama, anak=tuple(build(child) for child in below.get(unit.kode, ())))

    return [build(unit) for unit in below.get(None, ())]


def _positions(laporan: Laporan) -> list[Simpul]:
    if laporan.sdm is None:
        return []
    groups = tuple(
        Simpul(
            kelompok.nama,
            keterangan=(_filled(kelompok.jumlah_formasi, kelompok.jumlah),),
            anak=tuple(
                Simpul(row.nama, keterangan=(_filled(row.jumlah_formasi, row.jumlah),)) for row in kelompok.jabatan
            ),
        )
        for kelompok in laporan.sdm.kelompok
    )
    return [
        Simpul(laporan.data.instansi.nama, keterangan=(_filled(laporan.sdm.formasi, laporan.sdm.jumlah),), anak=groups)
    ]


def _filled(formasi: Angka, jumlah: Angka) -> str:
    return f"formasi {format_satuan(formasi)}, terisi {format_satuan(jumlah)}"


def _tell(simpul: Simpul) -> str:
    """Say what a tree shows: each box, and what is below it."""
    parts = [simpul.teks, *(f"({text})" for text in simpul.keterangan)]
    own = " ".join(parts)
    if not simpul.anak:
        return f"{own}."
    names = join_dan([child.teks for child in simpul.anak])
    return " ".join([f"{own} membawahi {names}.", *(_tell(child) for child in simpul.anak if child.anak)])


def _draw_charts(laporan: Laporan, warna: Mapping[str, str]) -> dict[str, tuple[Gambar, ...]]:
    charts = {"capaian": draw_capaian(tuple(_capaian(k, warna) for k in laporan.indikator_utama))}
    for kinerja in laporan.indikator_utama:
        titik = tuple(_riwayat(laporan.tahun, kinerja))
        if sum(satu.realisasi.ada for satu in titik) >= _CUKUP:
            charts[f"riwayat-{kinerja.kode}"] = draw_riwayat(kinerja.nama, kinerja.satuan, titik)
        if sum(triwulan.realisasi.ada for triwulan in kinerja.triwulan_kumulatif) >= _CUKUP:
            charts[f"triwulan-{kinerja.kode}"] = draw_triwulan(
                kinerja.nama,
                kinerja.satuan,
                tuple(triwulan.target for triwulan in kinerja.triwulan_kumulatif),
                tuple(triwulan.realisasi for triwulan in kinerja.triwulan_kumulatif),
                "kumulatif",
            )
    charts["anggaran"] = draw_anggaran(tuple(_anggaran(laporan)))
    return charts


def _capaian(kinerja: Kinerja, warna: Mapping[str, str]) -> BarisCapaian:
    if kinerja.kriteria is None:
        return BarisCapaian(kinerja.nama, kinerja.capaian, "", _ABU)
    return BarisCapaian(kinerja.nama, kinerja.capaian, kinerja.kriteria.nama, warna.get(kinerja.kriteria.kode, _ABU))


def _riwayat(tahun: int, kinerja: Kinerja) -> Iterator[TitikRiwayat]:
    for year, realisasi in kinerja.riwayat.items():
        target = kinerja.target if year == tahun else kinerja.target_tahunan.get(year)
        if target is None or isinstance(target, Rentang):
            target = unknown("tidak ada target", kinerja.satuan)
        yield TitikRiwayat(year, realisasi, target)


def _anggaran(laporan: Laporan) -> Iterator[BarisAnggaran]:
    """Give the budget of each program, or of each sasaran where realisations are known only there."""
    programs = [program.anggaran for program in laporan.program.values() if program.anggaran.dianggarkan]
    rows = programs
    if not any(pos.realisasi.ada for pos in programs):
        rows = [sasaran.anggaran for sasaran in laporan.sasaran.values() if sasaran.anggaran.dianggarkan]
    for pos in rows:
        yield BarisAnggaran(pos.nama, pos.pagu, pos.realisasi)
