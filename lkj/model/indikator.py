"""`indikator.yaml`: indicators of sasaran, program and kegiatan, and the scale that rates them."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from lkj.compute.capaian import Polaritas
from lkj.compute.skala import Pita as PitaSkala
from lkj.model.dasar import Bulat, Desimal, Kode, Model, Nomor, Teks


class StandarNasional(Model):
    """A national standard the indicator is compared with (PermenPANRB 53/2014)."""

    nilai: Desimal = Field(description="Nilai standar nasional, dalam satuan indikator")
    sumber: Teks = Field(description="Dokumen yang menetapkan standar")


class Indikator(Model):
    """An indicator; it belongs to exactly one sasaran, program or kegiatan."""

    kode: Kode = Field(description="Nama pendek indikator, dirujuk dari berkas lain dan naskah")
    nama: Teks = Field(description="Nama indikator seperti dicetak (PermenPANRB 53/2014)")
    sasaran: Kode | None = Field(None, description="Kode sasaran yang diukur (IKU)")
    program: Nomor | None = Field(None, description="Nomor program yang diukur")
    kegiatan: Nomor | None = Field(None, description="Nomor kegiatan yang diukur")
    sasaran_kinerja: Teks | None = Field(None, description="Sasaran program atau kegiatan yang diukur indikator")
    satuan: Teks = Field(description="Satuan nilai, misalnya % atau Laporan")
    desimal: Bulat = Field(0, ge=0, le=6, description="Banyak angka di belakang koma saat dicetak")
    polaritas: Polaritas = Field(
        Polaritas.MAKSIMAL, description="Arah kinerja: maksimal, minimal, atau rentang (PermenPANRB 53/2014)"
    )
    rumus: Teks | None = Field(None, description="Rumus dari data mentah, misalnya a[t] / b[t] * 100")
    uraian_rumus: Teks | None = Field(None, description="Cara menghitung dengan kata, bila tidak ada rumus")
    sumber_data: Teks | None = Field(None, description="Asal data realisasi")
    penanggung_jawab: Kode | None = Field(None, description="Kode unit penanggung jawab")
    standar_nasional: StandarNasional | None = Field(None, description="Standar nasional, bila ada")
    batas_capaian: Desimal | None = Field(None, description="Batas atas persentase capaian, bila ditetapkan")

    @property
    def pemilik(self) -> tuple[str, str]:
        """What it measures: `sasaran`, `program` or `kegiatan`, and the code of it."""
        owners = {"sasaran": self.sasaran, "program": self.program, "kegiatan": self.kegiatan}
        return next((jenis, kode) for jenis, kode in owners.items() if kode is not None)

    @model_validator(mode="after")
    def _belongs_to_one(self) -> Self:
        if sum(owner is not None for owner in (self.sasaran, self.program, self.kegiatan)) != 1:
            raise ValueError("Indikator harus milik tepat satu `sasaran`, `program` atau `kegiatan`.")
        return self


class Pita(Model):
    """A band of the rating scale: above `lebih_dari`, up to and including `sampai`, in percent."""

    lebih_dari: Desimal | None = Field(None, description="Batas bawah, tidak termasuk; kosong untuk pita terbawah")
    sampai: Desimal | None = Field(None, description="Batas atas, termasuk; kosong untuk pita teratas")
    nama: Teks = Field(description="Kriteria penilaian, misalnya Tinggi (Permendagri 86/2017)")
    kode: Kode = Field(description="Kode warna, misalnya hijau_tua")

    def to_skala(self) -> PitaSkala:
        """Give the band as the calculation wants it."""
        return PitaSkala(self.lebih_dari, self.sampai, self.nama, self.kode)


class Skala(Model):
    """The rating scale of the achievement (Permendagri 86/2017)."""

    peraturan: Kode | None = Field(None, description="Kode peraturan yang menetapkan skala")
    pita: tuple[Pita, ...] = Field(description="Pita nilai dari yang terendah")


class DaftarIndikator(Model):
    """The whole of `indikator.yaml`."""

    skala: Skala = Field(description="Skala nilai peringkat kinerja")
    indikator: tuple[Indikator, ...] = Field(description="Indikator sasaran, program dan kegiatan")
