"""Personnel and assets: sums and shares, all traced to the data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lkj.angka import Angka, total
from lkj.compute.capaian import compute_persentase
from lkj.laporan.anggaran import RUPIAH
from lkj.laporan.kinerja import DESIMAL_PERSEN, PERSEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lkj.model.pendukung import Aset, Barang, KelompokBarang, KelompokJabatan, Sdm, SusunanPegawai

ORANG = "orang"
DESIMAL_ASET = 2  # the asset ledger counts in hundredths of a rupiah


@dataclass(frozen=True, slots=True)
class Susunan:
    """A row of the personnel table: persons by qualification and sex, and below it its rows.

    `formasi` and `pegawai` follow the order of the qualifications.
    """

    nama: str
    jumlah_formasi: Angka
    formasi: tuple[Angka, ...]
    jumlah: Angka
    pegawai: tuple[Angka, ...]
    laki_laki: Angka
    perempuan: Angka
    jabatan: tuple[Susunan, ...] = ()


@dataclass(frozen=True, slots=True)
class Jenjang:
    """A qualification with its holders and their share of all personnel (percent)."""

    nama: str
    jumlah: Angka
    porsi: Angka


@dataclass(frozen=True, slots=True)
class Kepegawaian:
    """All personnel; the share of a sex or qualification is in percent of `jumlah`."""

    daftar_jenjang: tuple[str, ...]
    kelompok: tuple[Susunan, ...]
    semua: Susunan
    jenjang: tuple[Jenjang, ...]
    porsi_laki_laki: Angka
    porsi_perempuan: Angka

    @property
    def jumlah(self) -> Angka:
        """All persons employed."""
        return self.semua.jumlah

    @property
    def formasi(self) -> Angka:
        """All positions established."""
        return self.semua.jumlah_formasi

    @property
    def laki_laki(self) -> Angka:
        """All men employed."""
        return self.semua.laki_laki

    @property
    def perempuan(self) -> Angka:
        """All women employed."""
        return self.semua.perempuan


@dataclass(frozen=True, slots=True)
class BarisAset:
    """A row of the asset table: number of items and value in rupiah, and below it its rows."""

    nama: str
    jumlah: Angka
    nilai: Angka
    barang: tuple[BarisAset, ...] = ()


@dataclass(frozen=True, slots=True)
class Kekayaan:
    """All assets, with the vehicles they include."""

    kelompok: tuple[BarisAset, ...]
    jumlah: Angka
    nilai: Angka
    kendaraan: tuple[tuple[str, Angka], ...]
    jumlah_kendaraan: Angka


def compute_kepegawaian(sdm: Sdm) -> Kepegawaian:
    """Add personnel up by group, qualification and sex."""
    kelompok = tuple(_kelompok(entry, sdm.jenjang) for entry in sdm.kelompok)
    semua = _add("Seluruh pegawai", kelompok, sdm.jenjang)
    jenjang = tuple(
        Jenjang(
            nama,
            jumlah,
            compute_persentase(jumlah, semua.jumlah).named(f"Porsi pegawai {nama}", PERSEN, DESIMAL_PERSEN),
        )
        for nama, jumlah in zip(sdm.jenjang, semua.pegawai, strict=True)
    )
    return Kepegawaian(
        sdm.jenjang,
        kelompok,
        semua,
        tuple(sorted(jenjang, key=lambda entry: entry.jumlah.pasti, reverse=True)),
        compute_persentase(semua.laki_laki, semua.jumlah).named("Porsi pegawai laki-laki", PERSEN, DESIMAL_PERSEN),
        compute_persentase(semua.perempuan, semua.jumlah).named("Porsi pegawai perempuan", PERSEN, DESIMAL_PERSEN),
    )


def _kelompok(entry: KelompokJabatan, jenjang: Sequence[str]) -> Susunan:
    if not entry.jabatan:
        return _susunan(entry.nama, entry, jenjang)
    rows = tuple(_susunan(row.nama, row, jenjang) for row in entry.jabatan)
    return _add(entry.nama, rows, jenjang)


def _susunan(nama: str, entry: SusunanPegawai, jenjang: Sequence[str]) -> Susunan:
    def persons(field: str, key: str, label: str) -> Angka:
        nilai = getattr(entry, field).get(key, 0)
        # A qualification that is not listed has nobody; the place to add one is the row itself.
        return Angka(Decimal(nilai), ORANG, 0, f"{label} {nama} {key}", entry.at(field, key))

    def sex(field: str, label: str) -> Angka:
        return Angka(Decimal(getattr(entry, field)), ORANG, 0, f"{label} {nama}", entry.at(field))

    formasi = tuple(persons("formasi", key, "Formasi") for key in jenjang)
    pegawai = tuple(persons("pegawai", key, "Pegawai") for key in jenjang)
    return Susunan(
        nama,
        total(formasi, f"Formasi {nama}", ORANG),
        formasi,
        total(pegawai, f"Pegawai {nama}", ORANG),
        pegawai,
        sex("laki_laki", "Pegawai laki-laki"),
        sex("perempuan", "Pegawai perempuan"),
    )


def _add(nama: str, rows: Sequence[Susunan], jenjang: Sequence[str]) -> Susunan:
    return Susunan(
        nama,
        total([row.jumlah_formasi for row in rows], f"Formasi {nama}", ORANG),
        tuple(total([row.formasi[i] for row in rows], f"Formasi {nama} {key}", ORANG) for i, key in enumerate(jenjang)),
        total([row.jumlah for row in rows], f"Pegawai {nama}", ORANG),
        tuple(total([row.pegawai[i] for row in rows], f"Pegawai {nama} {key}", ORANG) for i, key in enumerate(jenjang)),
        total([row.laki_laki for row in rows], f"Pegawai laki-laki {nama}", ORANG),
        total([row.perempuan for row in rows], f"Pegawai perempuan {nama}", ORANG),
        tuple(rows),
    )


def compute_kekayaan(aset: Aset) -> Kekayaan:
    """Add assets up by group."""
    kelompok = tuple(_kelompok_barang(entry) for entry in aset.kelompok)
    kendaraan = tuple(
        (entry.nama, Angka(Decimal(entry.jumlah), "unit", 0, f"Jumlah {entry.nama}", entry.at("jumlah")))
        for entry in aset.kendaraan
    )
    return Kekayaan(
        kelompok,
        total([row.jumlah for row in kelompok], "Jumlah barang"),
        total([row.nilai for row in kelompok], "Nilai aset", RUPIAH, DESIMAL_ASET),
        kendaraan,
        total([jumlah for _, jumlah in kendaraan], "Jumlah kendaraan", "unit"),
    )


def _kelompok_barang(entry: KelompokBarang) -> BarisAset:
    def fact(barang: Barang, field: str, label: str, satuan: str, desimal: int) -> Angka:
        return Angka(Decimal(getattr(barang, field) or 0), satuan, desimal, f"{label} {barang.nama}", barang.at(field))

    rows = tuple(
        BarisAset(
            barang.nama,
            fact(barang, "jumlah", "Jumlah", "", 0),
            fact(barang, "nilai", "Nilai", RUPIAH, DESIMAL_ASET),
        )
        for barang in entry.barang
    )
    return BarisAset(
        entry.nama,
        total([row.jumlah for row in rows], f"Jumlah barang {entry.nama}"),
        total([row.nilai for row in rows], f"Nilai aset {entry.nama}", RUPIAH, DESIMAL_ASET),
        rows,
    )
