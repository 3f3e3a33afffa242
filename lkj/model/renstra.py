"""`renstra.yaml`: tujuan, sasaran, strategi and the medium-term targets of the Renstra (Permendagri 86/2017)."""

from __future__ import annotations

from pydantic import Field

from lkj.model.dasar import Desimal, Kode, Model, Tahun, Teks


class Tujuan(Model):
    """A medium-term goal of the agency."""

    kode: Kode = Field(description="Nama pendek tujuan")
    nama: Teks = Field(description="Rumusan tujuan")
    sasaran_daerah: Teks | None = Field(None, description="Sasaran RPD atau RPJMD yang didukung tujuan ini")


class Strategi(Model):
    """A strategy with its policy directions."""

    nama: Teks = Field(description="Rumusan strategi")
    arah_kebijakan: tuple[Teks, ...] = Field((), description="Arah kebijakan di bawah strategi")


class Sasaran(Model):
    """A sasaran strategis; it is reported on and budgeted for."""

    kode: Kode = Field(description="Nama pendek sasaran, dirujuk dari berkas lain")
    tujuan: Kode = Field(description="Kode tujuan yang dicapai lewat sasaran ini")
    nama: Teks = Field(description="Rumusan sasaran strategis (PermenPANRB 53/2014)")
    strategi: tuple[Strategi, ...] = Field((), description="Strategi dan arah kebijakan")


class TargetRenstra(Model):
    """The medium-term targets of one indicator, in the indicator's unit."""

    indikator: Kode = Field(description="Kode indikator dalam indikator.yaml")
    awal: Desimal | None = Field(None, description="Nilai pada tahun dasar (baseline)")
    tahunan: dict[Tahun, Desimal | None] = Field(description="Target tiap tahun Renstra")
    akhir: Desimal | None = Field(None, description="Target akhir periode Renstra (PermenPANRB 53/2014)")
    keterangan: Teks | None = Field(None, description="Keterangan dalam tabel")


class Renstra(Model):
    """The whole of `renstra.yaml`."""

    judul: Teks = Field(description="Judul dokumen Renstra, dicetak sebagai sumber tabel")
    tahun_dasar: Tahun = Field(description="Tahun nilai awal (baseline)")
    tahun_mulai: Tahun = Field(description="Tahun pertama Renstra")
    tahun_selesai: Tahun = Field(description="Tahun terakhir Renstra")
    peraturan: Kode | None = Field(None, description="Kode peraturan yang menetapkan Renstra")
    visi: Teks | None = Field(None, description="Visi daerah")
    misi: Teks | None = Field(None, description="Misi daerah yang didukung instansi")
    tujuan: tuple[Tujuan, ...] = Field(description="Tujuan jangka menengah")
    sasaran: tuple[Sasaran, ...] = Field(description="Sasaran strategis")
    target: tuple[TargetRenstra, ...] = Field((), description="Target jangka menengah per indikator")
