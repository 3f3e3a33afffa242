"""Every number and verdict the report shows, computed from the data of a year. Pure: no IO, no text layout."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from lkj.angka import Angka, count, unknown
from lkj.laporan.anggaran import (
    BelanjaTahun,
    PenyesuaianAnggaran,
    PosAnggaran,
    compute_belanja,
    compute_kenaikan,
    compute_penyesuaian,
    compute_pos,
    has_perubahan,
    read_realisasi_sasaran,
    sum_known,
    sum_pos,
)
from lkj.laporan.kinerja import PERSEN, CatatanTriwulan, Kinerja, Pembaca, Rentang, compute_kinerja
from lkj.laporan.perjanjian import DokumenPerjanjian, compute_perjanjian
from lkj.laporan.sumber_daya import Kekayaan, Kepegawaian, compute_kekayaan, compute_kepegawaian

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from lkj.load import DataTahun
    from lkj.model.anggaran import Program
    from lkj.model.indikator import Pita
    from lkj.model.instansi import Pejabat, Peraturan, Unit
    from lkj.model.pendukung import EntriDokumentasi, Fakta, Foto
    from lkj.model.renstra import Sasaran, Tujuan
    from lkj.model.target import TargetIndikator

__all__ = ["Kinerja", "Laporan", "Rentang", "compute_laporan"]


@dataclass(frozen=True, slots=True)
class BarisFoto:
    """A row of the evidence of a kegiatan; `keterangan` is None where the caption above goes on."""

    nomor: int
    foto: Foto
    keterangan: str | None


@dataclass(frozen=True, slots=True)
class KegiatanLaporan:
    """A kegiatan with its budget, indicators and evidence."""

    anggaran: PosAnggaran
    indikator: tuple[Kinerja, ...]
    foto: tuple[BarisFoto, ...]


@dataclass(frozen=True, slots=True)
class ProgramLaporan:
    """A program with its budget, indicators, kegiatan and the unit that runs it."""

    program: Program
    anggaran: PosAnggaran
    unit: Unit | None
    indikator: tuple[Kinerja, ...]
    kegiatan: tuple[KegiatanLaporan, ...]

    @property
    def nama(self) -> str:
        """The name as printed."""
        return self.program.nama

    @property
    def dokumentasi(self) -> bool:
        """Whether any of its kegiatan has evidence."""
        return any(kegiatan.foto for kegiatan in self.kegiatan)


@dataclass(frozen=True, slots=True)
class SasaranLaporan:
    """A sasaran strategis with its indicators, programmes and budget (rupiah; `serapan` in percent)."""

    sasaran: Sasaran
    tujuan: Tujuan
    indikator: tuple[Kinerja, ...]
    program: tuple[ProgramLaporan, ...]
    jumlah_program: Angka
    anggaran: PosAnggaran

    @property
    def nama(self) -> str:
        """The wording as printed."""
        return self.sasaran.nama

    @property
    def pagu(self) -> Angka:
        """The budget in force."""
        return self.anggaran.pagu

    @property
    def realisasi_anggaran(self) -> Angka:
        """The realised budget."""
        return self.anggaran.realisasi

    @property
    def serapan(self) -> Angka:
        """Realised budget in percent of the ceiling."""
        return self.anggaran.serapan

    @property
    def sisa(self) -> Angka:
        """Ceiling less realised budget."""
        return self.anggaran.sisa

    @property
    def terukur(self) -> bool:
        """Whether any of its indicators has a target and a value for the year."""
        return any(kinerja.target_ditetapkan and kinerja.realisasi.ada for kinerja in self.indikator)


@dataclass(frozen=True, slots=True)
class BlokMonev:
    """Five rows of the monitoring table: the year and four quarters of up to three indicators side by side.

    Attributes:
        nomor: number of the sasaran.
        baru: whether the sasaran begins here.
        sasaran: the sasaran.
        kinerja_sasaran: its next indicator, if there is one left.
        program: the programme, if there is one left.
        kinerja_program: its next indicator, if there is one left.
        kegiatan: the kegiatan whose indicator follows.
        kinerja_kegiatan: the next indicator of a kegiatan, if there is one left.
    """

    nomor: int
    baru: bool
    sasaran: SasaranLaporan
    kinerja_sasaran: Kinerja | None
    program: ProgramLaporan | None
    kinerja_program: Kinerja | None
    kegiatan: KegiatanLaporan | None
    kinerja_kegiatan: Kinerja | None

    @property
    def ada_triwulan(self) -> bool:
        """Whether any of the three indicators was monitored by quarter."""
        parts = (self.kinerja_sasaran, self.kinerja_program, self.kinerja_kegiatan)
        return any(kinerja.triwulan for kinerja in parts if kinerja)


@dataclass(frozen=True, slots=True)
class PitaLaporan:
    """A band of the rating scale with its bounds (percent); an open end is unknown."""

    pita: Pita
    lebih_dari: Angka
    sampai: Angka


@dataclass(frozen=True, slots=True)
class AnggaranLaporan:
    """The agency's whole budget (rupiah; shares in percent)."""

    semua: PosAnggaran
    belanja: tuple[BelanjaTahun, ...]
    tahun_lalu: Angka | None
    kenaikan: Angka | None
    kenaikan_relatif: Angka | None
    penyesuaian: Mapping[str, PenyesuaianAnggaran]
    dekonsentrasi: tuple[tuple[str, Angka], ...]
    jumlah_dekonsentrasi: Angka


@dataclass(frozen=True, slots=True)
class Laporan:
    """The report of a year: what templates print and narrative refers to."""

    data: DataTahun
    tahun: int
    diubah: bool
    sasaran: Mapping[str, SasaranLaporan]
    program: Mapping[str, ProgramLaporan]
    indikator: Mapping[str, Kinerja]
    indikator_utama: tuple[Kinerja, ...]
    perjanjian: tuple[DokumenPerjanjian, ...]
    anggaran: AnggaranLaporan
    monev: tuple[BlokMonev, ...]
    skala: tuple[PitaLaporan, ...]
    sdm: Kepegawaian | None
    aset: Kekayaan | None
    data_mentah: Mapping[str, Angka]
    data_lalu: Mapping[str, Angka]
    fakta: Mapping[str, Angka]
    jumlah: Mapping[str, Angka]
    pejabat: Mapping[str, Pejabat]
    peraturan: Mapping[str, Peraturan]
    unit: Mapping[str, Unit]

    @property
    def tahun_renstra(self) -> tuple[int, ...]:
        """The years of the Renstra."""
        return tuple(range(self.data.renstra.tahun_mulai, self.data.renstra.tahun_selesai + 1))

    @property
    def tempat_kegiatan(self) -> dict[str, tuple[ProgramLaporan, KegiatanLaporan]]:
        """Each kegiatan with its program, by number."""
        return {row.anggaran.kode: (program, row) for program in self.program.values() for row in program.kegiatan}

    @property
    def ada_strategi(self) -> bool:
        """Whether any sasaran has a strategy."""
        return any(entry.sasaran.strategi for entry in self.sasaran.values())

    @property
    def catatan_monev(self) -> tuple[tuple[Kinerja, CatatanTriwulan], ...]:
        """The notes on quarterly figures, each with the indicator it is about."""
        return tuple((k, catatan) for k in self.indikator.values() for catatan in k.catatan_triwulan)

    @property
    def ada_monev(self) -> bool:
        """Whether anything was monitored by quarter."""
        return any(kinerja.triwulan for kinerja in self.indikator.values())


def compute_laporan(data: DataTahun) -> Laporan:
    """Compute the report of a year from data in which the rules found no error."""
    pembaca = Pembaca(data)
    diubah = has_perubahan(data)
    targets = _group_targets(data)
    indikator = {kode: compute_kinerja(pembaca, entry, targets) for kode, entry in pembaca.indikator.items()}
    unit = {entry.kode: entry for entry in data.instansi.unit}
    pos = {entry.kode: compute_pos(entry, diubah=diubah) for entry in data.anggaran.program}
    milik = _group_owners(indikator.values())
    program = {entry.kode: _program(data, entry, pos[entry.kode], milik, unit) for entry in data.anggaran.program}
    sasaran = {entry.kode: _sasaran(data, entry, milik, program, diubah=diubah) for entry in data.renstra.sasaran}
    in_force = data.target.perjanjian[-1]
    utama = tuple(indikator[target.indikator] for entry in in_force.sasaran for target in entry.indikator)
    return Laporan(
        data=data,
        tahun=data.tahun,
        diubah=diubah,
        sasaran=sasaran,
        program=program,
        indikator=indikator,
        indikator_utama=utama,
        perjanjian=tuple(
            compute_perjanjian(pembaca, entry, sebelum, pos)
            for sebelum, entry in pairwise((None, *data.target.perjanjian))
            if entry
        ),
        anggaran=_anggaran(data, list(sasaran.values()), pos, diubah=diubah),
        monev=tuple(block for nomor, entry in enumerate(sasaran.values(), start=1) for block in _monev(nomor, entry)),
        skala=tuple(_pita(pita) for pita in data.indikator.skala.pita),
        sdm=compute_kepegawaian(data.sdm) if data.sdm else None,
        aset=compute_kekayaan(data.aset) if data.aset else None,
        data_mentah={kode: pembaca.read_data(kode, data.tahun) for kode in pembaca.seri},
        data_lalu={kode: pembaca.read_data(kode, data.tahun - 1) for kode in pembaca.seri},
        fakta={entry.kode: _fakta(entry) for entry in data.iter_fakta()},
        jumlah=_counts(data, utama),
        pejabat={entry.kode: entry for entry in data.instansi.pejabat},
        peraturan={entry.kode: entry for entry in data.instansi.peraturan},
        unit=unit,
    )


def _group_targets(data: DataTahun) -> dict[str, list[TargetIndikator]]:
    targets: dict[str, list[TargetIndikator]] = {}
    for entry in data.iter_targets():
        targets.setdefault(entry.indikator, []).append(entry)
    return targets


def _group_owners(indikator: Iterable[Kinerja]) -> dict[tuple[str, str], tuple[Kinerja, ...]]:
    """Group indicators by what they measure: the kind of it and its code."""
    groups: dict[tuple[str, str], list[Kinerja]] = {}
    for kinerja in indikator:
        groups.setdefault(kinerja.indikator.pemilik, []).append(kinerja)
    return {owner: tuple(group) for owner, group in groups.items()}


def _program(
    data: DataTahun,
    entry: Program,
    pos: PosAnggaran,
    milik: Mapping[tuple[str, str], tuple[Kinerja, ...]],
    unit: Mapping[str, Unit],
) -> ProgramLaporan:
    dokumentasi = data.bukti.dokumentasi if data.bukti else ()
    kegiatan = tuple(
        KegiatanLaporan(
            row,
            milik.get(("kegiatan", row.kode), ()),
            _rows_of_photos(entri for d in dokumentasi if d.kegiatan == row.kode for entri in d.entri),
        )
        for row in pos.rincian
    )
    own = milik.get(("program", entry.kode), ())
    return ProgramLaporan(entry, pos, unit[entry.unit] if entry.unit else None, own, kegiatan)


def _rows_of_photos(entries: Iterable[EntriDokumentasi]) -> tuple[BarisFoto, ...]:
    rows = [(foto, None if index else entri.keterangan) for entri in entries for index, foto in enumerate(entri.foto)]
    return tuple(BarisFoto(nomor, *row) for nomor, row in enumerate(rows, start=1))


def _sasaran(
    data: DataTahun,
    entry: Sasaran,
    milik: Mapping[tuple[str, str], tuple[Kinerja, ...]],
    program: Mapping[str, ProgramLaporan],
    *,
    diubah: bool,
) -> SasaranLaporan:
    own = tuple(p for p in program.values() if p.program.sasaran == entry.kode)
    return SasaranLaporan(
        entry,
        next(tujuan for tujuan in data.renstra.tujuan if tujuan.kode == entry.tujuan),
        milik.get(("sasaran", entry.kode), ()),
        own,
        count(own, f"Banyak program sasaran {entry.nama}", data.anggaran.at("program"), "program"),
        sum_pos(
            entry.kode,
            entry.nama,
            [p.anggaran for p in own],
            read_realisasi_sasaran(data, entry.kode, entry.nama),
            diubah=diubah,
        ),
    )


def _anggaran(
    data: DataTahun, sasaran: Sequence[SasaranLaporan], pos: Mapping[str, PosAnggaran], *, diubah: bool
) -> AnggaranLaporan:
    semua = sum_pos("", "seluruh anggaran", [entry.anggaran for entry in sasaran], None, diubah=diubah)
    belanja = tuple(
        sorted((compute_belanja(entry) for entry in data.anggaran.jenis_belanja), key=lambda row: row.tahun)
    )
    lalu = next((row.jumlah for row in belanja if row.tahun == data.tahun - 1), None)
    kenaikan, relatif = compute_kenaikan(semua.pagu, lalu) if lalu else (None, None)
    dekonsentrasi = tuple(
        (entry.nama, Angka(entry.nilai, "Rp", 0, entry.nama, entry.at("nilai")))
        for entry in data.anggaran.dekonsentrasi
    )
    return AnggaranLaporan(
        semua,
        belanja,
        lalu,
        kenaikan,
        relatif,
        {entry.kode: compute_penyesuaian(entry, pos) for entry in data.anggaran.penyesuaian},
        dekonsentrasi,
        sum_known([nilai for _, nilai in dekonsentrasi], "Anggaran dekonsentrasi"),
    )


def _pita(pita: Pita) -> PitaLaporan:
    def bound(nilai: Decimal | None, field: str) -> Angka:
        if nilai is None:
            return unknown("tidak dibatasi")
        return Angka(nilai, PERSEN, 0, f"Batas {pita.nama}", pita.at(field))

    return PitaLaporan(pita, bound(pita.lebih_dari, "lebih_dari"), bound(pita.sampai, "sampai"))


def _monev(nomor: int, sasaran: SasaranLaporan) -> list[BlokMonev]:
    """Line the indicators of a sasaran up with those of its programmes and their kegiatan."""
    left = [kinerja for kinerja in sasaran.indikator if kinerja.target_ditetapkan]
    right = [
        (program, own, *(below or (None, None)))
        for program in sasaran.program
        for own, below in zip_longest(
            program.indikator, [(row, kinerja) for row in program.kegiatan for kinerja in row.indikator]
        )
    ]
    pairs = enumerate(zip_longest(left, right))
    return [
        BlokMonev(nomor, not index, sasaran, kinerja, *(part or (None, None, None, None)))
        for index, (kinerja, part) in pairs
    ]


def _fakta(entry: Fakta) -> Angka:
    return Angka(entry.nilai, entry.satuan, entry.desimal, entry.nama, entry.at("nilai"))


def _counts(data: DataTahun, utama: Sequence[Kinerja]) -> dict[str, Angka]:
    instansi, anggaran = data.instansi, data.anggaran
    measured = [kinerja for kinerja in utama if kinerja.realisasi.ada]
    target = data.target.perjanjian[-1].at("sasaran")
    kegiatan = [kegiatan for program in anggaran.program for kegiatan in program.kegiatan]
    return {
        "sasaran": count(data.renstra.sasaran, "Banyak sasaran strategis", data.renstra.at("sasaran"), "sasaran"),
        "indikator_utama": count(utama, "Banyak indikator kinerja utama", target, "indikator"),
        "indikator_terukur": count(measured, "Banyak indikator yang ada realisasinya", target, "indikator"),
        "indikator_tercapai": count(
            [kinerja for kinerja in measured if kinerja.tercapai],
            "Banyak indikator yang mencapai target",
            target,
            "indikator",
        ),
        "program": count(anggaran.program, "Banyak program", anggaran.at("program"), "program"),
        "kegiatan": count(kegiatan, "Banyak kegiatan", anggaran.at("program"), "kegiatan"),
        "inovasi": count(instansi.inovasi, "Banyak inovasi", instansi.at("inovasi"), "inovasi"),
        "penghargaan": count(instansi.penghargaan, "Banyak penghargaan", instansi.at("penghargaan"), "penghargaan"),
        "isu_strategis": count(instansi.isu_strategis, "Banyak isu strategis", instansi.at("isu_strategis"), "isu"),
    }
