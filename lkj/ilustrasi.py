"""The figures of the report, drawn from its numbers: trees of goals, units and positions, and charts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

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
    from lkj.laporan.anggaran import PosAnggaran
    from lkj.model.instansi import Unit


Pelukis = Callable[[], "tuple[Gambar, ...]"]
"""Draws a figure, in parts where a page is too small for it."""

_CUKUP = 2  # years or quarters that make a line worth drawing
_ABU = "#808080"


class Bidang(NamedTuple):
    """The room a figure has on a page, in points."""

    lebar: float
    tinggi: float


def plan_ilustrasi(laporan: Laporan, bidang: Bidang, warna: Mapping[str, str]) -> dict[str, Pelukis]:
    """Give what draws each figure the data have enough for, by name.

    Args:
        laporan: the numbers.
        bidang: the room on a page.
        warna: the colour of each rating, `#RRGGBB`, by its code.
    """
    nama = laporan.data.instansi.nama
    trees = {
        "pohon-kinerja": (_goals(laporan, with_units=False), "Pohon kinerja."),
        "cascading": (_goals(laporan, with_units=True), "Penurunan kinerja sampai kegiatan."),
        "struktur": (_units(laporan), f"Susunan organisasi {nama}."),
        "jabatan": (_positions(laporan), f"Peta jabatan {nama}."),
    }
    return {
        **{name: partial(_draw_trees, *tree, bidang) for name, tree in trees.items() if tree[0]},
        **_plan_charts(laporan, warna),
    }


def list_angka(laporan: Laporan) -> dict[str, tuple[Angka, ...]]:
    """Give the numbers each figure shows, by its name, so that those in its words can be traced."""
    numbers = {"capaian": tuple(kinerja.capaian for kinerja in laporan.indikator_utama)}
    if laporan.sdm:
        rows = [laporan.sdm.semua, *laporan.sdm.kelompok, *(row for k in laporan.sdm.kelompok for row in k.jabatan)]
        numbers["jabatan"] = tuple(angka for row in rows for angka in (row.jumlah_formasi, row.jumlah))
    for kinerja in laporan.indikator_utama:
        titik = tuple(_riwayat(laporan.tahun, kinerja))
        numbers[f"riwayat-{kinerja.kode}"] = tuple(angka for satu in titik for angka in (satu.realisasi, satu.target))
        numbers[f"triwulan-{kinerja.kode}"] = tuple(
            angka for triwulan in kinerja.triwulan_kumulatif for angka in (triwulan.target, triwulan.realisasi)
        )
    pos, _ = _budget_rows(laporan)
    numbers["anggaran"] = tuple(angka for row in pos for angka in (row.pagu, row.serapan))
    return numbers


def _draw_trees(trees: list[Simpul], judul: str, bidang: Bidang) -> tuple[Gambar, ...]:
    return tuple(
        part
        for tree in trees
        for part in draw_pohon(
            tree, lebar_pt=bidang.lebar, tinggi_pt=bidang.tinggi, tell=lambda part: f"{judul} {_tell(part)}"
        )
    )


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
        kegiatan = tuple(Simpul(k.nama, "Indikator kegiatan") for row in program.kegiatan for k in row.indikator)
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
    if not simpul.anak:
        return f"{_write(simpul)}."
    # A box with others below it says what else is known of it in its own sentence.
    names = join_dan([child.teks if child.anak else _write(child) for child in simpul.anak])
    below = (_tell(child) for child in simpul.anak if child.anak)
    return " ".join([f"{_write(simpul)} membawahi {names}.", *below])


def _write(simpul: Simpul) -> str:
    return " ".join([simpul.teks, *(f"({text})" for text in simpul.keterangan)])


def _plan_charts(laporan: Laporan, warna: Mapping[str, str]) -> dict[str, Pelukis]:
    capaian = tuple(_capaian(kinerja, warna) for kinerja in laporan.indikator_utama)
    charts: dict[str, Pelukis] = {"capaian": partial(draw_capaian, capaian)}
    for kinerja in laporan.indikator_utama:
        # The text analyses only indicators with a value.
        if kinerja.realisasi.ada:
            charts.update(_plan_kinerja(laporan.tahun, kinerja))
    rows, apa = _anggaran(laporan)
    if rows:
        charts["anggaran"] = partial(draw_anggaran, rows, apa)
    return charts


def _plan_kinerja(tahun: int, kinerja: Kinerja) -> Iterator[tuple[str, Pelukis]]:
    titik = tuple(_riwayat(tahun, kinerja))
    if sum(satu.realisasi.ada for satu in titik) >= _CUKUP:
        yield f"riwayat-{kinerja.kode}", partial(draw_riwayat, kinerja.nama, kinerja.satuan, titik)
    target = tuple(triwulan.target for triwulan in kinerja.triwulan_kumulatif)
    realisasi = tuple(triwulan.realisasi for triwulan in kinerja.triwulan_kumulatif)
    if sum(angka.ada for angka in realisasi) >= _CUKUP:
        draw = partial(draw_triwulan, kinerja.nama, kinerja.satuan, target, realisasi, "kumulatif")
        yield f"triwulan-{kinerja.kode}", draw


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


def _anggaran(laporan: Laporan) -> tuple[tuple[BarisAnggaran, ...], str]:
    rows, apa = _budget_rows(laporan)
    return tuple(BarisAnggaran(pos.nama, pos.pagu, pos.realisasi) for pos in rows), apa


def _budget_rows(laporan: Laporan) -> tuple[list[PosAnggaran], str]:
    """Give the budget of each program, or of each sasaran where realisations are known only there; and which."""
    rows, apa = [program.anggaran for program in laporan.program.values()], "program"
    if not any(pos.realisasi.ada for pos in rows):
        rows, apa = [sasaran.anggaran for sasaran in laporan.sasaran.values()], "sasaran"
    return [pos for pos in rows if pos.dianggarkan], apa
