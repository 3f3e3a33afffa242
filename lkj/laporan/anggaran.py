"""Budget: roll-ups from kegiatan to program, sasaran and agency, in rupiah, all traced to the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj.angka import Angka, total, unknown
from lkj.compute.anggaran import compute_selisih_pagu, compute_serapan, compute_sisa
from lkj.compute.capaian import compute_persentase, compute_perubahan, compute_perubahan_relatif
from lkj.laporan.kinerja import DESIMAL_PERSEN, PERSEN
from lkj.model.target import JenisPerjanjian

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lkj.load import DataTahun
    from lkj.model.anggaran import JenisBelanja, Penyesuaian, Pos

RUPIAH = "Rp"


@dataclass(frozen=True, slots=True)
class PosAnggaran:
    """A budget item with its ceilings before and after the change, its realisation and the items below it.

    `pagu` is the ceiling in force. All in rupiah, `serapan` in percent.
    """

    kode: str
    nama: str
    induk: Angka
    perubahan: Angka
    pagu: Angka
    selisih: Angka
    realisasi: Angka
    serapan: Angka
    sisa: Angka
    rincian: tuple[PosAnggaran, ...] = ()

    @property
    def dianggarkan(self) -> bool:
        """Whether the item has a ceiling at all."""
        return self.pagu.ada


@dataclass(frozen=True, slots=True)
class BelanjaTahun:
    """A year's budget by kind of expenditure (rupiah)."""

    tahun: int
    operasi: Angka
    modal: Angka
    tak_terduga: Angka
    transfer: Angka
    jumlah: Angka


@dataclass(frozen=True, slots=True)
class PenyesuaianAnggaran:
    """An adjustment (rupiah) and its share of the ceiling it is compared with (percent)."""

    kode: str
    nama: str
    nilai: Angka
    dasar: Angka
    persen: Angka


def has_perubahan(data: DataTahun) -> bool:
    """Tell whether the budget was revised during the year."""
    return any(item.pagu_perubahan is not None for item in data.anggaran.iter_pos())


def compute_pos(pos: Pos, *, diubah: bool) -> PosAnggaran:
    """Compute a budget item and everything below it.

    Args:
        pos: the item.
        diubah: whether the year's budget was revised, so that the revised ceiling is the one in force.
    """
    rincian = tuple(compute_pos(child, diubah=diubah) for child in pos.rincian)
    induk = _roll_up(pos, "pagu_induk", "Pagu induk", [child.induk for child in rincian])
    perubahan = _roll_up(pos, "pagu_perubahan", "Pagu perubahan", [child.perubahan for child in rincian])
    return make_pos(
        pos.kode,
        pos.nama,
        induk,
        perubahan,
        _roll_up_realisasi(pos, rincian),
        diubah=diubah,
        rincian=rincian,
    )


def make_pos(  # the columns of a budget table
    kode: str,
    nama: str,
    induk: Angka,
    perubahan: Angka,
    realisasi: Angka,
    *,
    diubah: bool,
    rincian: tuple[PosAnggaran, ...] = (),
) -> PosAnggaran:
    """Complete a row of the budget with what follows from its ceilings and its realisation."""
    pagu = perubahan if diubah else induk
    name = f"{kode} {nama}" if kode[:1].isdigit() else nama
    return PosAnggaran(
        kode=kode,
        nama=nama,
        induk=induk,
        perubahan=perubahan,
        pagu=pagu,
        selisih=compute_selisih_pagu(perubahan, induk).named(f"Perubahan pagu {name}", RUPIAH),
        realisasi=realisasi,
        serapan=compute_serapan(realisasi, pagu).named(f"Serapan {name}", PERSEN, DESIMAL_PERSEN),
        sisa=compute_sisa(pagu, realisasi).named(f"Sisa anggaran {name}", RUPIAH),
        rincian=rincian,
    )


def sum_pos(
    kode: str, nama: str, parts: Iterable[PosAnggaran], realisasi: Angka | None, *, diubah: bool
) -> PosAnggaran:
    """Add budget rows up; `realisasi` where it is known only for the sum."""
    rows = list(parts)
    funded = [row.realisasi for row in rows if row.dianggarkan]
    label = f"Realisasi {nama}"
    added = total(funded, label, RUPIAH) if funded else unknown("tidak dianggarkan", RUPIAH, label)
    return make_pos(
        kode,
        nama,
        sum_known([row.induk for row in rows], f"Pagu induk {nama}"),
        sum_known([row.perubahan for row in rows], f"Pagu perubahan {nama}"),
        realisasi or added,
        diubah=diubah,
        rincian=tuple(rows),
    )


def sum_known(numbers: list[Angka], label: str) -> Angka:
    """Add ceilings up; an item without a ceiling has no budget and adds nothing."""
    known = [number for number in numbers if number.ada]
    return total(known, label, RUPIAH) if known else unknown("tidak dianggarkan", RUPIAH, label)


def _roll_up(pos: Pos, field: str, name: str, below: list[Angka]) -> Angka:
    label = f"{name} {pos.kode} {pos.nama}"
    own = getattr(pos, field)
    if own is not None:
        return Angka(own, RUPIAH, 0, label, pos.at(field))
    return sum_known(below, label)


def _roll_up_realisasi(pos: Pos, rincian: tuple[PosAnggaran, ...]) -> Angka:
    label = f"Realisasi anggaran {pos.kode} {pos.nama}"
    if pos.realisasi is not None:
        return Angka(pos.realisasi, RUPIAH, 0, label, pos.at("realisasi"))
    funded = [child.realisasi for child in rincian if child.dianggarkan]
    if not funded or not all(number.ada for number in funded):
        return unknown("realisasi anggaran tidak diterbitkan pada tingkat ini", RUPIAH, label)
    return total(funded, label, RUPIAH)


def read_realisasi_sasaran(data: DataTahun, kode: str, nama: str) -> Angka | None:
    """Give the realised budget published for a sasaran, if it was."""
    nilai = data.anggaran.realisasi_sasaran.get(kode)
    if nilai is None:
        return None
    return Angka(nilai, RUPIAH, 0, f"Realisasi anggaran {nama}", data.anggaran.at("realisasi_sasaran", kode))


def compute_belanja(belanja: JenisBelanja) -> BelanjaTahun:
    """Add a year's kinds of expenditure up."""

    def fact(field: str, name: str) -> Angka:
        return Angka(getattr(belanja, field), RUPIAH, 0, f"{name} {belanja.tahun}", belanja.at(field))

    parts = (
        fact("operasi", "Belanja operasi"),
        fact("modal", "Belanja modal"),
        fact("tak_terduga", "Belanja tak terduga"),
        fact("transfer", "Belanja transfer"),
    )
    return BelanjaTahun(belanja.tahun, *parts, total(parts, f"Jumlah belanja {belanja.tahun}", RUPIAH))


def compute_kenaikan(kini: Angka, lalu: Angka) -> tuple[Angka, Angka]:
    """Compare two years' budgets: difference in rupiah and relative change in percent."""
    return (
        compute_perubahan(kini, lalu).named("Kenaikan anggaran belanja", RUPIAH),
        compute_perubahan_relatif(kini, lalu).named("Kenaikan relatif anggaran belanja", PERSEN, DESIMAL_PERSEN),
    )


def compute_penyesuaian(entry: Penyesuaian, program: Mapping[str, PosAnggaran]) -> PenyesuaianAnggaran:
    """Compute an adjustment's share of the ceiling of the programmes it is compared with."""
    chosen = [program[kode] for kode in entry.program] or list(program.values())
    induk = entry.terhadap is JenisPerjanjian.INDUK
    dasar = sum_known(
        [pos.induk if induk else pos.perubahan for pos in chosen],
        f"Pagu {entry.terhadap} pembanding {entry.nama}",
    )
    nilai = Angka(entry.nilai, RUPIAH, 0, entry.nama, entry.at("nilai"))
    persen = compute_persentase(nilai, dasar).named(f"Porsi {entry.nama}", PERSEN, DESIMAL_PERSEN)
    return PenyesuaianAnggaran(entry.kode, entry.nama, nilai, dasar, persen)
