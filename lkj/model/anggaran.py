"""`anggaran.yaml`: budget ceilings and realised budget, all in rupiah (Permendagri 77/2020)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from lkj.model.dasar import Desimal, Kode, Logika, Model, Nomor, Tahun, Teks
from lkj.model.target import JenisPerjanjian

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pos(Model):
    """A budget item; its figures stand at the lowest level they are known at."""

    kode: Nomor = Field(description="Nomor dalam susunan program dan kegiatan")
    nama: Teks = Field(description="Nama seperti dalam DPA")
    pagu_induk: Desimal | None = Field(None, description="Pagu sebelum perubahan (rupiah)")
    pagu_perubahan: Desimal | None = Field(None, description="Pagu sesudah perubahan (rupiah)")
    realisasi: Desimal | None = Field(None, description="Realisasi anggaran (rupiah), bila diterbitkan")

    @property
    def rincian(self) -> tuple[Pos, ...]:
        """The items below it."""
        return ()


class SubKegiatan(Pos):
    """A sub kegiatan."""


class Kegiatan(Pos):
    """A kegiatan of a program."""

    sub_kegiatan: tuple[SubKegiatan, ...] = Field((), description="Sub kegiatan")

    @property
    def rincian(self) -> tuple[SubKegiatan, ...]:
        """The items below it."""
        return self.sub_kegiatan


class Program(Pos):
    """A program, serving one sasaran."""

    sasaran: Kode = Field(description="Kode sasaran yang didukung")
    unit: Kode | None = Field(None, description="Kode unit pelaksana")
    penunjang: Logika = Field(default=False, description="Ya untuk program penunjang (kesekretariatan)")
    kegiatan: tuple[Kegiatan, ...] = Field((), description="Kegiatan")

    @property
    def rincian(self) -> tuple[Kegiatan, ...]:
        """The items below it."""
        return self.kegiatan


class JenisBelanja(Model):
    """The budget of a year by kind of expenditure (PP 12/2019)."""

    tahun: Tahun = Field(description="Tahun anggaran")
    operasi: Desimal = Field(description="Belanja operasi (rupiah)")
    modal: Desimal = Field(description="Belanja modal (rupiah)")
    tak_terduga: Desimal = Field(description="Belanja tak terduga (rupiah)")
    transfer: Desimal = Field(description="Belanja transfer (rupiah)")


class Penyesuaian(Model):
    """An adjustment of the budget during the year, such as refocusing."""

    kode: Kode = Field(description="Nama pendek penyesuaian, dirujuk dari naskah")
    nama: Teks = Field(description="Nama penyesuaian")
    nilai: Desimal = Field(description="Besar penyesuaian (rupiah)")
    terhadap: JenisPerjanjian = Field(description="Pagu pembanding persentase: induk atau perubahan")
    program: tuple[Nomor, ...] = Field((), description="Program pembanding; kosong berarti semua program")


class Dekonsentrasi(Model):
    """Budget of the central government managed by the agency."""

    nama: Teks = Field(description="Nama program dekonsentrasi")
    nilai: Desimal = Field(description="Besar anggaran (rupiah)")


class Anggaran(Model):
    """The whole of `anggaran.yaml`."""

    sumber_pagu: Teks = Field(description="Dokumen sumber pagu, dicetak di bawah tabel")
    sumber_realisasi: Teks = Field(description="Dokumen sumber realisasi, dicetak di bawah tabel")
    program: tuple[Program, ...] = Field(description="Program dan kegiatannya")
    realisasi_sasaran: dict[Kode, Desimal] = Field(
        {}, description="Realisasi per sasaran (rupiah), bila hanya diterbitkan pada tingkat itu"
    )
    jenis_belanja: tuple[JenisBelanja, ...] = Field((), description="Anggaran per jenis belanja, tahun lalu dan kini")
    penyesuaian: tuple[Penyesuaian, ...] = Field((), description="Refocusing, tagging dan penyesuaian lain")
    dekonsentrasi: tuple[Dekonsentrasi, ...] = Field((), description="Anggaran dekonsentrasi")
    sumber_efisiensi: tuple[Teks, ...] = Field((), description="Asal efisiensi anggaran")

    def iter_pos(self) -> Iterator[Pos]:
        """List every program, kegiatan and sub kegiatan in the order of the file."""
        for program in self.program:
            yield program
            for kegiatan in program.kegiatan:
                yield kegiatan
                yield from kegiatan.sub_kegiatan
