"""`target.yaml`: Perjanjian Kinerja, targets below it, and the quarterly action plan (PermenPANRB 53/2014)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from lkj.compute.triwulan import Cara
from lkj.model.dasar import Bulan, Desimal, Kode, Model, Prosa, Teks

EmpatTriwulan = Annotated[tuple[Desimal | None, ...], Field(min_length=4, max_length=4)]


class JenisPerjanjian(StrEnum):
    """Whether an agreement is the original of the year or its revision."""

    INDUK = "induk"
    PERUBAHAN = "perubahan"


class TargetIndikator(Model):
    """The year's target of one indicator, in its unit: a value, a range, or raw counts put into its formula."""

    indikator: Kode = Field(description="Kode indikator dalam indikator.yaml")
    target: Desimal | None = Field(None, description="Target tahun ini")
    bawah: Desimal | None = Field(None, description="Batas bawah target, untuk polaritas rentang")
    atas: Desimal | None = Field(None, description="Batas atas target, untuk polaritas rentang")
    data: dict[Kode, Desimal] = Field(
        {}, description="Target dalam data mentah; nilai target dihitung dengan rumus indikator"
    )
    triwulan: EmpatTriwulan | None = Field(
        None, description="Target triwulan I sampai IV; tanpa ini target dibagi rata"
    )
    alasan: Prosa | None = Field(
        None,
        description="Alasan target berubah dari perjanjian sebelumnya, atau lebih rendah daripada hasil tahun lalu",
    )

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        kinds = (self.target is not None, bool(self.data), self.bawah is not None or self.atas is not None)
        if sum(kinds) != 1:
            raise ValueError("Isi salah satu saja: `target`, `data`, atau `bawah` bersama `atas`.")
        if (self.bawah is None) != (self.atas is None):
            raise ValueError("`bawah` dan `atas` harus diisi keduanya.")
        return self


class SasaranPerjanjian(Model):
    """A sasaran as the agreement words and groups it."""

    sasaran: Kode | None = Field(None, description="Kode sasaran Renstra, bila rumusannya sama")
    nama: Teks | None = Field(None, description="Rumusan sasaran, bila berbeda dari Renstra")
    indikator: tuple[TargetIndikator, ...] = Field(min_length=1, description="Target indikator di bawah sasaran")

    @model_validator(mode="after")
    def _is_named_once(self) -> Self:
        if (self.sasaran is None) == (self.nama is None):
            raise ValueError("Isi salah satu saja: `sasaran` (kode) atau `nama`.")
        return self


class Perjanjian(Model):
    """A Perjanjian Kinerja between the head of the agency and the superior."""

    kode: Kode = Field(description="Nama pendek perjanjian")
    jenis: JenisPerjanjian = Field(description="Jenis perjanjian: induk atau perubahan")
    judul: Teks = Field(description="Judul dokumen perjanjian")
    bulan: Bulan = Field(description="Bulan penandatanganan, tahun-bulan")
    tempat: Teks = Field(description="Tempat penandatanganan")
    pihak_pertama: Kode = Field(description="Kode pejabat yang berjanji")
    pihak_kedua: Kode = Field(description="Kode atasan langsung")
    sasaran: tuple[SasaranPerjanjian, ...] = Field(min_length=1, description="Sasaran dan targetnya")


class Iku(Model):
    """The decree on the key performance indicators (PermenPANRB PER/09/M.PAN/5/2007)."""

    judul: Teks = Field(description="Judul dokumen Indikator Kinerja Utama")
    penanda_tangan: Kode = Field(description="Kode pejabat penanda tangan")


class RencanaAksi(Model):
    """The quarterly targets of one indicator in the action plan, as agreed."""

    indikator: Kode = Field(description="Kode indikator")
    cara: Cara = Field(description="Kumulatif (posisi sampai triwulan itu) atau tambahan (hasil triwulan itu)")
    triwulan: EmpatTriwulan = Field(description="Target triwulan I sampai IV")
    catatan: Teks | None = Field(
        None, description="Penjelasan bila rencana tidak sama dengan target tahunan; selisihnya dihitung sendiri"
    )


class DaftarTarget(Model):
    """The whole of `target.yaml`."""

    perjanjian: tuple[Perjanjian, ...] = Field(min_length=1, description="Perjanjian Kinerja, yang terbaru terakhir")
    iku: Iku | None = Field(None, description="Dokumen Indikator Kinerja Utama")
    program_kegiatan: tuple[TargetIndikator, ...] = Field(
        (), description="Target indikator program dan kegiatan (perjanjian eselon III dan fungsional)"
    )
    rencana_aksi: tuple[RencanaAksi, ...] = Field((), description="Target triwulanan dalam Rencana Aksi")
