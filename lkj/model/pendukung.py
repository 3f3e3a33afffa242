"""The supporting files: `analisis.yaml`, `bukti.yaml`, `sdm.yaml`, `aset.yaml` and `tindak_lanjut.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from lkj.model.dasar import Bulat, Desimal, Kode, Model, Nomor, Pola, Prosa, Tanggal, Teks

if TYPE_CHECKING:
    from collections.abc import Iterator

Sidik = Annotated[
    str,
    BeforeValidator(
        Pola(
            r"[0-9a-f]{64}",
            "bukan sidik SHA-256.",
            "tulis 64 angka heksadesimal dengan huruf kecil, seperti keluaran perintah sha256sum",
        )
    ),
]
"""The hexadecimal digest of the bytes of a file."""


class Fakta(Model):
    """A single figure that narrative and captions refer to."""

    kode: Kode = Field(description="Nama pendek fakta, dirujuk dari naskah")
    nama: Teks = Field(description="Apa yang dihitung")
    nilai: Desimal = Field(description="Nilainya")
    satuan: Teks = Field(description="Satuan nilai")
    desimal: Bulat = Field(0, ge=0, le=6, description="Banyak angka di belakang koma saat dicetak")
    sumber: Teks | None = Field(None, description="Asal angka")


class AnalisisIndikator(Model):
    """Why an indicator succeeded or failed, and what follows (PermenPANRB 53/2014)."""

    indikator: Kode = Field(description="Kode indikator")
    faktor_pendukung: tuple[Prosa, ...] = Field((), description="Faktor pendukung keberhasilan")
    faktor_penghambat: tuple[Prosa, ...] = Field((), description="Faktor penghambat atau penyebab kegagalan")
    solusi: tuple[Prosa, ...] = Field((), description="Solusi yang telah dilakukan")
    upaya_perbaikan: tuple[Prosa, ...] = Field((), description="Upaya perbaikan ke depan")


class DaftarAnalisis(Model):
    """The whole of `analisis.yaml`."""

    analisis: tuple[AnalisisIndikator, ...] = Field((), description="Analisis per indikator")


class Foto(Model):
    """A picture, or the place of one that is still missing."""

    berkas: Teks | None = Field(None, description="Berkas gambar di bawah folder tahun; kosong bila belum ada")
    alt: Teks | None = Field(None, description="Uraian gambar untuk pembaca yang tidak melihatnya")
    tanggal: Tanggal | None = Field(None, description="Tanggal pengambilan")
    sha256: Sidik | None = Field(None, description="Sidik SHA-256 berkas, agar perubahannya ketahuan")


class EntriDokumentasi(Model):
    """One or more pictures with one caption."""

    keterangan: Prosa = Field(description="Keterangan gambar")
    foto: tuple[Foto, ...] = Field(min_length=1, description="Gambar yang diterangkan")


class Dokumentasi(Model):
    """The evidence of one kegiatan."""

    kegiatan: Nomor = Field(description="Nomor kegiatan dalam anggaran.yaml")
    entri: tuple[EntriDokumentasi, ...] = Field(min_length=1, description="Gambar dan keterangannya")


class Gambar(Model):
    """A picture used in the text, such as a screenshot."""

    kode: Kode = Field(description="Nama pendek gambar, dirujuk dari bagian laporan")
    judul: Teks = Field(description="Judul gambar")
    foto: Foto = Field(description="Gambarnya")


class Pindaian(Model):
    """A scanned document added as an appendix."""

    judul: Teks = Field(description="Judul lampiran")
    berkas: Teks | None = Field(None, description="Berkas PDF atau gambar; kosong bila belum ada")
    sha256: Sidik | None = Field(None, description="Sidik SHA-256 berkas, agar perubahannya ketahuan")


class Bukti(Model):
    """The whole of `bukti.yaml`."""

    logo: Foto | None = Field(None, description="Logo daerah atau instansi pada sampul")
    dokumentasi: tuple[Dokumentasi, ...] = Field((), description="Dokumentasi per kegiatan")
    gambar: tuple[Gambar, ...] = Field((), description="Gambar dalam naskah")
    berita_acara: Pindaian | None = Field(None, description="Berita acara perubahan Perjanjian Kinerja")
    monev: tuple[Pindaian, ...] = Field((), description="Pindaian laporan monev triwulan sebelumnya")
    lampiran: tuple[Pindaian, ...] = Field((), description="Pindaian dokumen lain sebagai lampiran")
    fakta: tuple[Fakta, ...] = Field((), description="Angka yang dirujuk dari keterangan gambar dan naskah")

    def iter_dokumentasi(self) -> Iterator[Foto]:
        """List the pictures of every kegiatan."""
        for dokumentasi in self.dokumentasi:
            for entri in dokumentasi.entri:
                yield from entri.foto

    def iter_pindaian(self) -> Iterator[Pindaian]:
        """List every scanned document."""
        yield from (self.berita_acara,) if self.berita_acara else ()
        yield from self.monev
        yield from self.lampiran


class SusunanPegawai(Model):
    """Persons by qualification and by sex."""

    formasi: dict[Teks, Bulat] = Field({}, description="Formasi (peta jabatan) per jenjang pendidikan")
    pegawai: dict[Teks, Bulat] = Field({}, description="Pegawai yang ada per jenjang pendidikan")
    laki_laki: Bulat = Field(0, ge=0, description="Pegawai laki-laki")
    perempuan: Bulat = Field(0, ge=0, description="Pegawai perempuan")


class Jabatan(SusunanPegawai):
    """The holders of one position."""

    nama: Teks = Field(description="Nama jabatan")


class KelompokJabatan(SusunanPegawai):
    """A group of positions; its figures are those of its rows, or its own where it has no rows."""

    nama: Teks = Field(description="Nama kelompok jabatan")
    jabatan: tuple[Jabatan, ...] = Field((), description="Jabatan dalam kelompok")

    @model_validator(mode="after")
    def _counts_once(self) -> Self:
        if self.jabatan and (self.formasi or self.pegawai or self.laki_laki or self.perempuan):
            raise ValueError("Kelompok yang memiliki `jabatan` dijumlahkan sendiri; hapus angka kelompoknya.")
        return self


class Sdm(Model):
    """The whole of `sdm.yaml`."""

    jenjang: Annotated[tuple[Teks, ...], Field(min_length=1)] = Field(
        description="Jenjang pendidikan, urut seperti kolom tabel"
    )
    kelompok: tuple[KelompokJabatan, ...] = Field(description="Kelompok jabatan")


class Barang(Model):
    """A class of assets; blank figures mean there are none."""

    nama: Teks = Field(description="Klasifikasi barang")
    jumlah: Bulat | None = Field(None, ge=0, description="Banyak barang; kosong berarti nihil")
    nilai: Desimal | None = Field(None, ge=0, description="Nilai aset (rupiah); kosong berarti nihil")


class KelompokBarang(Model):
    """A group of assets (Permendagri 108/2016)."""

    nama: Teks = Field(description="Kelompok barang")
    barang: tuple[Barang, ...] = Field((), description="Klasifikasi di bawah kelompok")


class Kendaraan(Model):
    """Vehicles of one kind."""

    nama: Teks = Field(description="Jenis kendaraan")
    jumlah: Bulat = Field(ge=0, description="Banyak kendaraan (unit)")


class Aset(Model):
    """The whole of `aset.yaml`."""

    keterangan: Teks | None = Field(None, description="Keterangan di bawah tabel aset")
    kelompok: tuple[KelompokBarang, ...] = Field(description="Kelompok barang")
    kendaraan: tuple[Kendaraan, ...] = Field((), description="Rincian kendaraan")
    ruangan: tuple[Teks, ...] = Field((), description="Ruangan yang tersedia")
    perlengkapan: tuple[Teks, ...] = Field((), description="Perlengkapan kantor yang tersedia")
    fakta: tuple[Fakta, ...] = Field((), description="Angka yang dirujuk dari naskah")


class Rekomendasi(Model):
    """A recommendation of the evaluation and its follow-up (PermenPANRB 88/2021)."""

    rekomendasi: Teks = Field(description="Bunyi rekomendasi")
    rencana_aksi: Teks | None = Field(None, description="Rencana aksi tindak lanjut")
    target: Teks | None = Field(None, description="Target tindak lanjut")
    waktu: Teks | None = Field(None, description="Rencana waktu pelaksanaan (bulan)")
    status: Teks | None = Field(None, description="Status, progres atau keluaran penyelesaian")
    triwulan: Annotated[tuple[Teks | None, ...], Field(min_length=4, max_length=4)] | None = Field(
        None, description="Pelaksanaan triwulan I sampai IV"
    )
    tautan: Teks | None = Field(None, description="Tautan bukti dukung")


class TindakLanjut(Model):
    """The whole of `tindak_lanjut.yaml`."""

    surat: Teks = Field(description="Surat yang menyampaikan Laporan Hasil Evaluasi")
    mengetahui: Kode = Field(description="Kode pejabat yang mengetahui")
    rekomendasi: tuple[Rekomendasi, ...] = Field((), description="Rekomendasi dan tindak lanjutnya")
    alasan: Prosa | None = Field(None, description="Penjelasan bila rekomendasi belum diisi")
