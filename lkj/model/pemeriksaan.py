"""`pemeriksaan.yaml`: how severe the rules are for this agency, and where one of them does not apply."""

from __future__ import annotations

from pydantic import Field

from lkj.finding import Severity
from lkj.model.dasar import Model, Tanggal, Teks


class Tingkat(Model):
    """The severity this agency gives a rule."""

    aturan: Teks = Field(description="Kode aturan, misalnya LKJ212")
    menjadi: Severity = Field(description="Tingkat temuannya: galat, peringatan, atau catatan")
    alasan: Teks = Field(description="Mengapa tingkatnya diubah")


class Pengecualian(Model):
    """A place where a rule does not apply, for a reason and until a day."""

    aturan: Teks = Field(description="Kode aturan, misalnya LKJ212")
    berkas: Teks = Field(description="Berkas dalam folder tahun, misalnya realisasi.yaml atau narasi/sdm.md")
    pada: Teks = Field(
        description="Tempat dalam berkas: dalam YAML kunci dan kode dari luar ke dalam, dipisahkan garis miring, "
        "misalnya data/koperasi/nilai; dalam naskah sepotong kalimat yang memuat temuannya; / untuk seluruh berkas"
    )
    alasan: Teks = Field(description="Mengapa aturan tidak berlaku di sini")
    sampai: Tanggal = Field(description="Hari terakhir pengecualian berlaku")


class Pemeriksaan(Model):
    """The whole of `pemeriksaan.yaml`."""

    tingkat: tuple[Tingkat, ...] = Field((), description="Aturan yang tingkatnya diubah")
    pengecualian: tuple[Pengecualian, ...] = Field((), description="Temuan yang diterima apa adanya")
