"""Perjanjian Kinerja: each agreement's sasaran, targets by quarter and budget, as the documents show them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from lkj.laporan.anggaran import has_perubahan, sum_known
from lkj.model.target import JenisPerjanjian

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lkj.angka import Angka
    from lkj.laporan.anggaran import PosAnggaran
    from lkj.laporan.kinerja import Pembaca, Rentang
    from lkj.load import DataTahun
    from lkj.model.indikator import Indikator
    from lkj.model.instansi import Pejabat
    from lkj.model.target import Perjanjian, TargetIndikator


@dataclass(frozen=True, slots=True)
class Janji:
    """The target of one indicator in an agreement, its quarters, and its target in the agreement before."""

    indikator: Indikator
    target: Angka | Rentang
    sebelum: Angka | Rentang | None
    triwulan: tuple[Angka, ...]
    alasan: str | None


@dataclass(frozen=True, slots=True)
class SasaranJanji:
    """A sasaran as the agreement words it, with its indicators."""

    nama: str
    janji: tuple[Janji, ...]


@dataclass(frozen=True, slots=True)
class DanaProgram:
    """A programme and its ceiling in the agreement (rupiah)."""

    nama: str
    pagu: Angka
    penunjang: bool


@dataclass(frozen=True, slots=True)
class DanaIndikator:
    """The programmes that serve the agreement's indicators of one sasaran."""

    nama_indikator: tuple[str, ...]
    program: tuple[DanaProgram, ...]

    @property
    def penunjang(self) -> bool:
        """Whether these are the supporting programmes, listed apart in a revised agreement."""
        return all(program.penunjang for program in self.program)


@dataclass(frozen=True, slots=True)
class DokumenPerjanjian:
    """An agreement as it is printed."""

    perjanjian: Perjanjian
    pihak_pertama: Pejabat
    pihak_kedua: Pejabat
    sasaran: tuple[SasaranJanji, ...]
    dana: tuple[DanaIndikator, ...]
    jumlah: Angka

    @property
    def berubah(self) -> tuple[Janji, ...]:
        """The targets that give a reason for having been changed."""
        return tuple(janji for sasaran in self.sasaran for janji in sasaran.janji if janji.alasan)

    @property
    def perubahan(self) -> bool:
        """Whether this is a revision."""
        return self.perjanjian.jenis is JenisPerjanjian.PERUBAHAN


@dataclass(frozen=True, slots=True)
class SisiJanji:
    """One side of a row that sets two agreements beside each other; `baru` where a sasaran begins."""

    nomor: int
    baru: bool
    sasaran: SasaranJanji
    janji: Janji


def pair_perjanjian(
    sebelum: DokumenPerjanjian, sesudah: DokumenPerjanjian
) -> tuple[tuple[SisiJanji | None, SisiJanji | None], ...]:
    """Set the rows of two agreements beside each other, row by row; the shorter one ends in None."""
    return tuple(zip_longest(_sides(sebelum), _sides(sesudah)))


def _sides(dokumen: DokumenPerjanjian) -> list[SisiJanji]:
    return [
        SisiJanji(nomor, index == 0, sasaran, janji)
        for nomor, sasaran in enumerate(dokumen.sasaran, start=1)
        for index, janji in enumerate(sasaran.janji)
    ]


def compute_perjanjian(
    pembaca: Pembaca, perjanjian: Perjanjian, sebelum: Perjanjian | None, program: Mapping[str, PosAnggaran]
) -> DokumenPerjanjian:
    """Put an agreement together: its own targets, and the budget of the same stage of the year.

    Args:
        pembaca: the facts.
        perjanjian: the agreement.
        sebelum: the agreement it revises.
        program: the budget of each program, by number.
    """
    data = pembaca.data
    lama = {entry.indikator: entry for part in (sebelum.sasaran if sebelum else ()) for entry in part.indikator}
    pejabat = {entry.kode: entry for entry in data.instansi.pejabat}
    nama = {sasaran.kode: sasaran.nama for sasaran in data.renstra.sasaran}
    sasaran = tuple(
        SasaranJanji(
            entry.nama or nama[entry.sasaran or ""],
            tuple(_janji(pembaca, target, lama.get(target.indikator)) for target in entry.indikator),
        )
        for entry in perjanjian.sasaran
    )
    dana = tuple(_dana(data, perjanjian, sasaran, program))
    return DokumenPerjanjian(
        perjanjian,
        pejabat[perjanjian.pihak_pertama],
        pejabat[perjanjian.pihak_kedua],
        sasaran,
        dana,
        sum_known([row.pagu for group in dana for row in group.program], f"Anggaran {perjanjian.judul}"),
    )


def _janji(pembaca: Pembaca, entry: TargetIndikator, lama: TargetIndikator | None) -> Janji:
    indikator = pembaca.indikator[entry.indikator]
    target = pembaca.read_target(indikator, entry, pembaca.data.tahun)
    sebelum = pembaca.read_target(indikator, lama, pembaca.data.tahun) if lama else None
    return Janji(indikator, target, sebelum, pembaca.split_target(indikator, entry, target), entry.alasan)


def _dana(
    data: DataTahun,
    perjanjian: Perjanjian,
    sasaran: tuple[SasaranJanji, ...],
    program: Mapping[str, PosAnggaran],
) -> list[DanaIndikator]:
    named: dict[str, list[str]] = {}
    for entry in sasaran:
        for janji in entry.janji:
            named.setdefault(janji.indikator.sasaran or "", []).append(janji.indikator.nama)
    # An agreement may be revised without the budget.
    induk = perjanjian.jenis is JenisPerjanjian.INDUK or not has_perubahan(data)
    groups = []
    for kode, names in named.items():
        rows = tuple(
            DanaProgram(
                entry.nama,
                program[entry.kode].induk if induk else program[entry.kode].perubahan,
                entry.penunjang,
            )
            for entry in data.anggaran.program
            if entry.sasaran == kode
        )
        if rows:
            groups.append(DanaIndikator(tuple(names), rows))
    return groups
