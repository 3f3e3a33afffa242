"""`instansi.yaml`: the agency, its officials, legal bases, duties, issues, units, processes, innovations and awards."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from lkj.model.dasar import Bulan, Kode, Model, Nomor, Pola, Prosa, Tahun, Tanggal, Teks

Nip = Annotated[
    str,
    BeforeValidator(
        Pola(
            r"\d{8} \d{6} \d \d{3}",
            "bukan NIP.",
            "tulis 18 angka dengan jeda spasi, misalnya 19751231 200312 1 007",
        )
    ),
]


class Pejabat(Model):
    """An official who signs or agrees."""

    kode: Kode = Field(description="Nama pendek pejabat, dirujuk dari berkas lain")
    nama: Teks = Field(description="Nama tanpa gelar")
    gelar: Teks | None = Field(None, description="Gelar akademik di belakang nama")
    jabatan: Teks = Field(description="Jabatan lengkap, dengan Plt. atau Pj. di depannya bila ada")
    pangkat: Teks | None = Field(None, description="Pangkat menurut keputusan kepegawaian")
    nip: Nip | None = Field(None, description="Nomor Induk Pegawai, 18 angka (Peraturan BKN 22/2007)")
    mulai: Tanggal | None = Field(None, description="Hari pertama menjabat")
    selesai: Tanggal | None = Field(None, description="Hari terakhir menjabat")


class Peraturan(Model):
    """A regulation, decree or official letter."""

    kode: Kode = Field(description="Nama pendek peraturan, dirujuk dari naskah dan berkas lain")
    nama: Teks = Field(description="Jenis, nomor dan tahun peraturan")
    tentang: Teks | None = Field(None, description="Perihal peraturan, tanpa kata “tentang”")


class Unit(Model):
    """A unit of the agency's organisation."""

    kode: Kode = Field(description="Nama pendek unit kerja")
    nama: Teks = Field(description="Nama unit kerja")
    induk: Kode | None = Field(None, description="Kode unit di atasnya; kosong untuk pimpinan")


class LintasFungsi(Model):
    """A cross-functional map of the business process: one kegiatan."""

    kode: Teks = Field(description="Kode peta lintas fungsi (CFM)")
    kegiatan: Nomor = Field(description="Nomor kegiatan dalam anggaran.yaml")


class SubProses(Model):
    """A sub-process serving one sasaran."""

    kode: Teks = Field(description="Kode subproses")
    sasaran: Kode = Field(description="Kode sasaran dalam renstra.yaml")
    lintas_fungsi: tuple[LintasFungsi, ...] = Field(description="Peta lintas fungsi di bawah subproses")


class PetaProses(Model):
    """The business process map (PermenPANRB 19/2018)."""

    kode: Teks = Field(description="Kode proses")
    nama: Teks = Field(description="Nama proses")
    sub_proses: tuple[SubProses, ...] = Field(description="Subproses")


class Inovasi(Model):
    """An innovation of the agency."""

    nama: Teks = Field(description="Nama inovasi")
    uraian: Prosa = Field(description="Uraian inovasi, satu atau dua kalimat")


class Penghargaan(Model):
    """An award received in the year."""

    nama: Teks = Field(description="Nama penghargaan")
    pemberi: Teks = Field(description="Lembaga pemberi penghargaan")
    tahun: Tahun = Field(description="Tahun penghargaan")
    uraian: Prosa = Field(description="Untuk apa penghargaan diberikan")


class Mitra(Model):
    """A partner outside the agency (crosscutting)."""

    nama: Teks = Field(description="Instansi atau lembaga mitra")
    peran: Prosa = Field(description="Bentuk kerja sama")


class Pengesahan(Model):
    """Where, when and by whom the report is signed."""

    tempat: Teks = Field(description="Tempat penandatanganan laporan")
    bulan: Bulan = Field(description="Bulan penandatanganan, tahun-bulan")
    pejabat: Kode = Field(description="Kode pejabat penanda tangan")


class Instansi(Model):
    """The whole of `instansi.yaml`."""

    nama: Teks = Field(description="Nama instansi tanpa nama daerah")
    singkatan: Teks = Field(description="Singkatan nama instansi")
    pemerintah: Teks = Field(description="Pemerintah daerah atau kementerian yang dilayani")
    wilayah: Teks = Field(description="Nama daerah, misalnya Provinsi Kepulauan Bangka Belitung")
    kepala_daerah: Teks = Field(description="Jabatan atasan langsung, misalnya Gubernur")
    alamat: Teks = Field(description="Alamat kantor untuk kop surat")
    telepon: Teks | None = Field(None, description="Nomor telepon atau faksimile")
    situs: Teks | None = Field(None, description="Alamat situs web")
    surel: Teks | None = Field(None, description="Alamat surat elektronik")
    tugas: Prosa = Field(description="Tugas instansi menurut peraturan pembentukannya")
    fungsi: tuple[Teks, ...] = Field(description="Fungsi instansi, satu butir satu fungsi")
    isu_strategis: tuple[Teks, ...] = Field((), description="Isu strategis, satu butir satu isu")
    pengesahan: Pengesahan = Field(description="Penandatanganan laporan")
    pejabat: tuple[Pejabat, ...] = Field(description="Pejabat yang menandatangani atau berjanji")
    peraturan: tuple[Peraturan, ...] = Field((), description="Peraturan dan surat yang dirujuk")
    dasar_hukum: tuple[Kode, ...] = Field((), description="Kode peraturan yang mendasari penyusunan laporan")
    dasar_susunan: Kode | None = Field(None, description="Kode peraturan yang menetapkan peta jabatan")
    unit: tuple[Unit, ...] = Field((), description="Susunan organisasi")
    peta_proses: tuple[PetaProses, ...] = Field((), description="Peta proses bisnis (PermenPANRB 19/2018)")
    inovasi: tuple[Inovasi, ...] = Field((), description="Inovasi tahun laporan")
    penghargaan: tuple[Penghargaan, ...] = Field((), description="Penghargaan tahun laporan")
    mitra: tuple[Mitra, ...] = Field((), description="Mitra lintas sektor (crosscutting)")
