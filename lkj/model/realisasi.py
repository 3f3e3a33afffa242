"""`realisasi.yaml`: raw counts by year, published values of earlier years, and quarterly realisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from lkj.compute.triwulan import Cara
from lkj.model.dasar import Bulat, Desimal, Kode, Model, Tahun, Teks
from lkj.model.target import EmpatTriwulan

if TYPE_CHECKING:
    from collections.abc import Mapping


class Data(Model):
    """A raw quantity counted each year; formulas refer to it by its code."""

    kode: Kode = Field(description="Nama pendek data, dipakai dalam rumus")
    nama: Teks = Field(description="Nama data seperti dicetak dalam rumus")
    satuan: Teks = Field(description="Satuan hitungan, misalnya koperasi atau orang")
    desimal: Bulat = Field(0, ge=0, le=6, description="Banyak angka di belakang koma saat dicetak")
    nilai: dict[Tahun, Desimal | None] = Field(description="Nilai per tahun")
    sumber: Teks | None = Field(None, description="Asal data")
    alasan: Teks | None = Field(
        None, description="Mengapa ada nilai yang kosong; anak kalimat sesudah kata “karena”, tanpa titik"
    )

    @model_validator(mode="after")
    def _explains_blanks(self) -> Self:
        _require_reason(self.nilai, self.alasan)
        return self


class Realisasi(Model):
    """Values of an indicator that were published as they are, because no raw counts are known."""

    indikator: Kode = Field(description="Kode indikator")
    nilai: dict[Tahun, Desimal | None] = Field(description="Nilai per tahun, dalam satuan indikator")
    sumber: Teks | None = Field(None, description="Dokumen yang memuat nilai")
    alasan: Teks | None = Field(
        None, description="Mengapa ada nilai yang kosong; anak kalimat sesudah kata “karena”, tanpa titik"
    )

    @model_validator(mode="after")
    def _explains_blanks(self) -> Self:
        _require_reason(self.nilai, self.alasan)
        return self


class RealisasiTriwulan(Model):
    """Quarterly realisations of an indicator, as monitored."""

    indikator: Kode = Field(description="Kode indikator")
    cara: Cara = Field(description="Kumulatif (posisi sampai triwulan itu) atau tambahan (hasil triwulan itu)")
    triwulan: EmpatTriwulan = Field(description="Realisasi triwulan I sampai IV")
    catatan: Teks | None = Field(
        None, description="Penjelasan bila triwulan tidak menghasilkan angka tahunan; selisihnya dihitung sendiri"
    )


class DaftarRealisasi(Model):
    """The whole of `realisasi.yaml`."""

    data: tuple[Data, ...] = Field((), description="Data mentah per tahun")
    realisasi: tuple[Realisasi, ...] = Field((), description="Nilai indikator yang diterbitkan tanpa data mentah")
    triwulan: tuple[RealisasiTriwulan, ...] = Field((), description="Realisasi triwulanan (Monev Rencana Aksi)")


def _require_reason(nilai: Mapping[int, object], alasan: str | None) -> None:
    blanks = [str(tahun) for tahun, isi in nilai.items() if isi is None]
    if blanks and alasan is None:
        raise ValueError(f"Nilai tahun {', '.join(blanks)} kosong tanpa `alasan`.")
