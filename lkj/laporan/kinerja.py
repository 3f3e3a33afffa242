"""Indicators: targets, realisations, achievement, rating and comparisons, all traced to the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj.angka import Angka, unknown
from lkj.compute.capaian import (
    Polaritas,
    apply_batas,
    compute_capaian,
    compute_capaian_rentang,
    compute_jarak,
    compute_perubahan,
    compute_perubahan_relatif,
)
from lkj.compute.rumus import Rumus, Variabel, parse_rumus
from lkj.compute.skala import rate
from lkj.compute.triwulan import compute_kumulatif, split_rata
from lkj.format import format_angka

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from lkj.compute.skala import Pita
    from lkj.load import DataTahun
    from lkj.model.indikator import Indikator
    from lkj.model.pendukung import AnalisisIndikator
    from lkj.model.realisasi import RealisasiTriwulan
    from lkj.model.renstra import TargetRenstra
    from lkj.model.target import RencanaAksi, TargetIndikator

PERSEN = "%"
DESIMAL_PERSEN = 2


@dataclass(frozen=True, slots=True)
class Rentang:
    """A target that is a range: reaching anything from `bawah` to `atas` is full achievement."""

    bawah: Angka
    atas: Angka


@dataclass(frozen=True, slots=True)
class Triwulan:
    """One quarter of an indicator: planned, realised and, added up, how far the year has come."""

    nomor: int
    target: Angka
    realisasi: Angka


@dataclass(frozen=True, slots=True)
class CatatanTriwulan:
    """What is to be said about the quarters of an indicator.

    Attributes:
        apa: `target` or `realisasi`.
        hasil: the year's value the quarters lead to.
        tahunan: the year's value itself.
        berbeda: whether the two are known and differ as printed.
        penjelasan: what the data say about it.
    """

    apa: str
    hasil: Angka
    tahunan: Angka
    berbeda: bool
    penjelasan: str


@dataclass(frozen=True, slots=True)
class Kinerja:
    """Everything the report says about one indicator.

    Values are in the indicator's unit; `capaian` and `perubahan_relatif` in percent; `perubahan` and `jarak` in the
    indicator's unit (percentage points where the unit is percent).
    """

    indikator: Indikator
    rumus: Rumus | None
    target: Angka | Rentang
    target_induk: Angka | Rentang
    realisasi: Angka
    realisasi_lalu: Angka
    capaian: Angka
    kriteria: Pita | None
    perubahan: Angka
    perubahan_relatif: Angka
    awal: Angka
    target_tahunan: Mapping[int, Angka]
    target_akhir: Angka
    keterangan_renstra: str
    riwayat: Mapping[int, Angka]
    jarak: Angka
    standar: Angka
    variabel: Mapping[Variabel, Angka]
    target_variabel: Mapping[str, Angka]
    nama_data: Mapping[str, str]
    triwulan: tuple[Triwulan, ...]
    triwulan_kumulatif: tuple[Triwulan, ...]
    catatan_triwulan: tuple[CatatanTriwulan, ...]
    analisis: AnalisisIndikator | None

    @property
    def kode(self) -> str:
        """The code narrative refers to."""
        return self.indikator.kode

    @property
    def nama(self) -> str:
        """The name as printed."""
        return self.indikator.nama

    @property
    def satuan(self) -> str:
        """The unit as printed."""
        return self.indikator.satuan

    @property
    def target_ditetapkan(self) -> bool:
        """Whether the year has a target for it."""
        return isinstance(self.target, Rentang) or self.target.ada

    @property
    def tercapai(self) -> bool:
        """Whether the achievement is known and at least 100 percent."""
        return self.capaian.ada and self.capaian >= 100  # noqa: PLR2004 # percent of the target

    @property
    def meningkat(self) -> bool:
        """Whether the value is known to be above last year's."""
        return self.perubahan.ada and self.perubahan > 0

    @property
    def menurun(self) -> bool:
        """Whether the value is known to be below last year's."""
        return self.perubahan.ada and self.perubahan < 0

    @property
    def akhir_tercapai(self) -> bool:
        """Whether the medium-term target is known to be reached already."""
        return self.jarak.ada and self.jarak <= 0


class Pembaca:
    """Looks facts up in the data of a year and gives them as traced numbers."""

    def __init__(self, data: DataTahun) -> None:
        self.data = data
        self.indikator = {indikator.kode: indikator for indikator in data.indikator.indikator}
        self.rumus = {kode: parse_rumus(i.rumus) for kode, i in self.indikator.items() if i.rumus}
        self.seri = {seri.kode: seri for seri in data.realisasi.data}
        self.pita = [pita.to_skala() for pita in data.indikator.skala.pita]
        self.renstra = {entry.indikator: entry for entry in data.renstra.target}
        self.rencana = {entry.indikator: entry for entry in data.target.rencana_aksi}
        self.triwulan = {entry.indikator: entry for entry in data.realisasi.triwulan}
        self.analisis = {entry.indikator: entry for entry in data.analisis.analisis} if data.analisis else {}
        self._terbit = {(entry.indikator, tahun): entry for entry in data.realisasi.realisasi for tahun in entry.nilai}
        # One fact is one number, wherever it is used.
        self._data: dict[tuple[str, int], Angka] = {}
        self._realisasi: dict[tuple[str, int], Angka] = {}

    def read_data(self, kode: str, tahun: int) -> Angka:
        """Give a raw count of a year."""
        if (kode, tahun) not in self._data:
            self._data[kode, tahun] = self._find_data(kode, tahun)
        return self._data[kode, tahun]

    def read_realisasi(self, indikator: Indikator, tahun: int) -> Angka:
        """Give an indicator's value of a year: as published, or by its formula from raw counts."""
        if (indikator.kode, tahun) not in self._realisasi:
            self._realisasi[indikator.kode, tahun] = self._find_realisasi(indikator, tahun)
        return self._realisasi[indikator.kode, tahun]

    def _find_data(self, kode: str, tahun: int) -> Angka:
        seri = self.seri[kode]
        label = f"{seri.nama} {tahun}"
        if tahun not in seri.nilai:
            return unknown(f"data {seri.nama} tahun {tahun} tidak tersedia", seri.satuan, label)
        position = seri.at("nilai", tahun)
        return Angka(seri.nilai[tahun], seri.satuan, seri.desimal, label, position, alasan=seri.alasan or "")

    def _find_realisasi(self, indikator: Indikator, tahun: int) -> Angka:
        label = f"{indikator.nama} {tahun}"
        entry = self._terbit.get((indikator.kode, tahun))
        if entry:
            nilai, position = entry.nilai[tahun], entry.at("nilai", tahun)
            return Angka(nilai, indikator.satuan, indikator.desimal, label, position, alasan=entry.alasan or "")
        rumus = self.rumus.get(indikator.kode)
        if rumus is None:
            return unknown(f"{indikator.nama} tahun {tahun} tidak tersedia", indikator.satuan, label)
        value = rumus.evaluate(lambda variabel: self.read_data(variabel.kode, tahun - variabel.mundur))
        return value.named(label, indikator.satuan, indikator.desimal)

    def read_target(self, indikator: Indikator, entry: TargetIndikator | None, tahun: int) -> Angka | Rentang:
        """Give a target: as agreed, as a range, or by the formula from target counts."""
        label = f"Target {indikator.nama} {tahun}"
        if entry is None:
            return unknown(f"{label} tidak ditetapkan", indikator.satuan, label)

        def fact(nilai: Decimal | None, field: str, name: str) -> Angka:
            return Angka(nilai, indikator.satuan, indikator.desimal, name, entry.at(field))

        if entry.bawah is not None:
            return Rentang(fact(entry.bawah, "bawah", f"{label} (bawah)"), fact(entry.atas, "atas", f"{label} (atas)"))
        if entry.target is not None:
            return fact(entry.target, "target", label)
        counts = self.read_target_counts(entry, tahun)

        def lookup(variabel: Variabel) -> Angka:
            if variabel.kode in counts and variabel.mundur == 0:
                return counts[variabel.kode]
            return self.read_data(variabel.kode, tahun - variabel.mundur)

        return self.rumus[indikator.kode].evaluate(lookup).named(label, indikator.satuan, indikator.desimal)

    def read_target_counts(self, entry: TargetIndikator, tahun: int) -> dict[str, Angka]:
        """Give the raw counts a target was set in."""
        return {
            kode: Angka(
                nilai,
                self.seri[kode].satuan,
                self.seri[kode].desimal,
                f"Target {self.seri[kode].nama} {tahun}",
                entry.at("data", kode),
            )
            for kode, nilai in entry.data.items()
        }

    def split_target(self, indikator: Indikator, entry: TargetIndikator, target: Angka | Rentang) -> tuple[Angka, ...]:
        """Give the four quarterly targets: as typed, or the year's target in even parts."""
        names = [f"{indikator.nama}, target triwulan {nomor}" for nomor in range(1, 5)]
        if entry.triwulan is not None:
            return tuple(
                Angka(
                    nilai,
                    indikator.satuan,
                    indikator.desimal,
                    name,
                    entry.at("triwulan", index),
                    alasan="tidak ditetapkan",
                )
                for index, (nilai, name) in enumerate(zip(entry.triwulan, names, strict=True))
            )
        if isinstance(target, Rentang):
            return tuple(unknown("target berupa rentang", indikator.satuan, name) for name in names)
        parts = split_rata(target, indikator.desimal)
        return tuple(
            part.named(name, indikator.satuan, indikator.desimal) for part, name in zip(parts, names, strict=True)
        )


def compute_kinerja(pembaca: Pembaca, indikator: Indikator, targets: Mapping[str, list[TargetIndikator]]) -> Kinerja:
    """Compute all the report says about an indicator.

    Args:
        pembaca: the facts.
        indikator: the indicator.
        targets: by indicator code, its targets in the order of the agreements; the last is in force.
    """
    data, tahun = pembaca.data, pembaca.data.tahun
    entries = targets.get(indikator.kode, [])
    target = pembaca.read_target(indikator, entries[-1] if entries else None, tahun)
    target_induk = pembaca.read_target(indikator, entries[0] if entries else None, tahun)
    realisasi = pembaca.read_realisasi(indikator, tahun)
    lalu = pembaca.read_realisasi(indikator, tahun - 1)
    capaian = compute_capaian_indikator(indikator, realisasi, target, tahun)
    awal, tahunan, akhir, keterangan = _read_renstra(data, indikator, pembaca.renstra.get(indikator.kode))
    standar = indikator.standar_nasional
    rumus = pembaca.rumus.get(indikator.kode)
    variabel = rumus.daftar_variabel if rumus else ()
    triwulan, kumulatif, catatan = _read_triwulan(pembaca, indikator, target, realisasi)
    riwayat = {year: pembaca.read_realisasi(indikator, year) for year in range(data.renstra.tahun_mulai, tahun + 1)}
    if awal.ada:
        riwayat = {data.renstra.tahun_dasar: awal, **riwayat}
    return Kinerja(
        indikator=indikator,
        rumus=rumus,
        target=target,
        target_induk=target_induk,
        realisasi=realisasi,
        realisasi_lalu=lalu,
        capaian=capaian,
        kriteria=rate(capaian.pasti, pembaca.pita) if capaian.ada else None,
        perubahan=compute_perubahan(realisasi, lalu).named(
            f"Perubahan {indikator.nama} terhadap {tahun - 1}", _poin(indikator.satuan), indikator.desimal
        ),
        perubahan_relatif=compute_perubahan_relatif(realisasi, lalu).named(
            f"Perubahan relatif {indikator.nama} terhadap {tahun - 1}", PERSEN, DESIMAL_PERSEN
        ),
        awal=awal,
        target_tahunan=tahunan,
        target_akhir=akhir,
        keterangan_renstra=keterangan,
        riwayat=riwayat,
        jarak=compute_jarak(realisasi, akhir, indikator.polaritas).named(
            f"Jarak {indikator.nama} ke target akhir Renstra", _poin(indikator.satuan), indikator.desimal
        )
        if indikator.polaritas is not Polaritas.RENTANG
        else unknown("target berupa rentang"),
        standar=Angka(
            standar.nilai,
            indikator.satuan,
            indikator.desimal,
            f"Standar nasional {indikator.nama}",
            standar.at("nilai"),
        )
        if standar
        else unknown("tidak ada standar nasional"),
        variabel={v: pembaca.read_data(v.kode, tahun - v.mundur) for v in variabel},
        target_variabel=pembaca.read_target_counts(entries[-1], tahun) if entries else {},
        nama_data={v.kode: pembaca.seri[v.kode].nama for v in variabel},
        triwulan=triwulan,
        triwulan_kumulatif=kumulatif,
        catatan_triwulan=catatan,
        analisis=pembaca.analisis.get(indikator.kode),
    )


def compute_capaian_indikator(indikator: Indikator, realisasi: Angka, target: Angka | Rentang, tahun: int) -> Angka:
    """Compute the achievement in percent by the indicator's polarity, capped where the data asks for a cap."""
    if isinstance(target, Rentang):
        capaian = compute_capaian_rentang(realisasi, target.bawah, target.atas)
    elif not target.ada:
        # A range without a target has no bounds to measure by, nor has any other indicator a value.
        capaian = unknown(target.alasan)
    else:
        capaian = compute_capaian(realisasi, target, indikator.polaritas)
    if indikator.batas_capaian is not None:
        batas = Angka(indikator.batas_capaian, PERSEN, DESIMAL_PERSEN, "Batas capaian", indikator.at("batas_capaian"))
        capaian = apply_batas(capaian, batas)
    return capaian.named(f"Capaian {indikator.nama} {tahun}", PERSEN, DESIMAL_PERSEN)


def _poin(satuan: str) -> str:
    return "poin persen" if satuan == PERSEN else satuan


def _read_renstra(
    data: DataTahun, indikator: Indikator, entry: TargetRenstra | None
) -> tuple[Angka, dict[int, Angka], Angka, str]:
    """Give the value of the base year, the targets of each year, the final target, and the note on them."""

    def fact(nilai: Decimal | None, label: str, *path: str | int) -> Angka:
        if entry is None or nilai is None:
            return unknown("tidak ditetapkan dalam Renstra", indikator.satuan, label)
        return Angka(nilai, indikator.satuan, indikator.desimal, label, entry.at(*path))

    tahunan = {
        year: fact(
            entry.tahunan.get(year) if entry else None, f"Target Renstra {indikator.nama} {year}", "tahunan", year
        )
        for year in range(data.renstra.tahun_mulai, data.renstra.tahun_selesai + 1)
    }
    return (
        fact(entry.awal if entry else None, f"Nilai awal {indikator.nama}", "awal"),
        tahunan,
        fact(entry.akhir if entry else None, f"Target akhir Renstra {indikator.nama}", "akhir"),
        (entry.keterangan if entry else None) or "",
    )


def _read_triwulan(
    pembaca: Pembaca, indikator: Indikator, target_tahunan: Angka | Rentang, realisasi_tahunan: Angka
) -> tuple[tuple[Triwulan, ...], tuple[Triwulan, ...], tuple[CatatanTriwulan, ...]]:
    """Give the quarters as reported, the same added up over the year, and the notes on them."""
    plan, done = pembaca.rencana.get(indikator.kode), pembaca.triwulan.get(indikator.kode)
    if plan is None and done is None:
        return (), (), ()

    def fact(entry: RencanaAksi | RealisasiTriwulan | None, index: int, name: str) -> Angka:
        label = f"{name} {indikator.nama} triwulan {index + 1}"
        if entry is None:
            return unknown("tidak dipantau", indikator.satuan, label)
        nilai, position = entry.triwulan[index], entry.at("triwulan", index)
        return Angka(nilai, indikator.satuan, indikator.desimal, label, position, alasan="belum dilaporkan")

    def add_up(entry: RencanaAksi | RealisasiTriwulan | None, numbers: list[Angka], name: str) -> list[Angka]:
        kumulatif = compute_kumulatif(numbers, entry.cara) if entry else numbers
        return [
            number.named(f"{name} {indikator.nama} sampai triwulan {index}", indikator.satuan, indikator.desimal)
            for index, number in enumerate(kumulatif, start=1)
        ]

    target = [fact(plan, index, "Target") for index in range(4)]
    realisasi = [fact(done, index, "Realisasi") for index in range(4)]
    added_target, added_realisasi = add_up(plan, target, "Target"), add_up(done, realisasi, "Realisasi")
    notes = (
        _note("target", plan, added_target[-1], target_tahunan),
        _note("realisasi", done, added_realisasi[-1], realisasi_tahunan),
    )
    return (
        tuple(Triwulan(nomor, *pair) for nomor, pair in enumerate(zip(target, realisasi, strict=True), start=1)),
        tuple(
            Triwulan(nomor, *pair)
            for nomor, pair in enumerate(zip(added_target, added_realisasi, strict=True), start=1)
        ),
        tuple(note for note in notes if note),
    )


def _note(
    apa: str, entry: RencanaAksi | RealisasiTriwulan | None, hasil: Angka, tahunan: Angka | Rentang
) -> CatatanTriwulan | None:
    if entry is None or entry.catatan is None or isinstance(tahunan, Rentang):
        return None
    berbeda = hasil.ada and tahunan.ada and format_angka(hasil) != format_angka(tahunan)
    return CatatanTriwulan(apa, hasil, tahunan, berbeda, entry.catatan)
