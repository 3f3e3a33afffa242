"""What narrative and prose fields may refer to: one name space over the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lkj.angka import Angka
    from lkj.laporan import Kinerja, Laporan, Rentang


@dataclass(frozen=True, slots=True)
class AcuanInstansi:
    """The agency, by its names."""

    nama: str
    singkatan: str
    wilayah: str
    pemerintah: str
    nama_lengkap: str
    kepala_daerah: str
    situs: str | None


@dataclass(frozen=True, slots=True)
class AcuanRenstra:
    """The medium-term plan, by its title and years."""

    judul: str
    periode: str


@dataclass(frozen=True, slots=True)
class AcuanAnggaran:
    """The whole budget (rupiah; shares in percent)."""

    pagu: Angka
    pagu_induk: Angka
    selisih: Angka
    realisasi: Angka
    serapan: Angka
    sisa: Angka
    tahun_lalu: Angka | None
    kenaikan: Angka | None
    kenaikan_relatif: Angka | None


@dataclass(frozen=True, slots=True)
class AcuanIndikator:
    """An indicator as narrative sees it."""

    nama: str
    satuan: str
    target: Angka | Rentang
    target_induk: Angka | Rentang
    realisasi: Angka
    realisasi_lalu: Angka
    capaian: Angka
    kriteria: str
    perubahan: Angka
    perubahan_relatif: Angka
    target_akhir: Angka
    jarak: Angka


@dataclass(frozen=True, slots=True)
class AcuanSasaran:
    """A sasaran as narrative sees it (rupiah; `serapan` in percent)."""

    nama: str
    pagu: Angka
    realisasi_anggaran: Angka
    serapan: Angka
    sisa: Angka
    jumlah_program: Angka


def build_acuan(laporan: Laporan) -> dict[str, Any]:
    """Build the name space of narrative."""
    instansi, renstra, semua = laporan.data.instansi, laporan.data.renstra, laporan.anggaran.semua
    return {
        "tahun": str(laporan.tahun),
        "tahun_lalu": str(laporan.tahun - 1),
        "instansi": AcuanInstansi(
            instansi.nama,
            instansi.singkatan,
            instansi.wilayah,
            instansi.pemerintah,
            f"{instansi.nama} {instansi.wilayah}",
            instansi.kepala_daerah,
            instansi.situs,
        ),
        "renstra": AcuanRenstra(renstra.judul, f"{renstra.tahun_mulai}–{renstra.tahun_selesai}"),
        "tujuan": {tujuan.kode: tujuan for tujuan in renstra.tujuan},
        "peraturan": laporan.peraturan,
        "indikator": {kode: _indikator(kinerja) for kode, kinerja in laporan.indikator.items()},
        "sasaran": {
            kode: AcuanSasaran(
                sasaran.nama,
                sasaran.pagu,
                sasaran.realisasi_anggaran,
                sasaran.serapan,
                sasaran.sisa,
                sasaran.jumlah_program,
            )
            for kode, sasaran in laporan.sasaran.items()
        },
        "anggaran": AcuanAnggaran(
            semua.pagu,
            semua.induk,
            semua.selisih,
            semua.realisasi,
            semua.serapan,
            semua.sisa,
            laporan.anggaran.tahun_lalu,
            laporan.anggaran.kenaikan,
            laporan.anggaran.kenaikan_relatif,
        ),
        "penyesuaian": laporan.anggaran.penyesuaian,
        "dekonsentrasi": {"jumlah": laporan.anggaran.jumlah_dekonsentrasi},
        "data": laporan.data_mentah,
        "data_lalu": laporan.data_lalu,
        "fakta": laporan.fakta,
        "sdm": laporan.sdm,
        "aset": laporan.aset,
        "jumlah": laporan.jumlah,
    }


def _indikator(kinerja: Kinerja) -> AcuanIndikator:
    return AcuanIndikator(
        kinerja.nama,
        kinerja.satuan,
        kinerja.target,
        kinerja.target_induk,
        kinerja.realisasi,
        kinerja.realisasi_lalu,
        kinerja.capaian,
        kinerja.kriteria.nama if kinerja.kriteria else "belum dapat dinilai",
        kinerja.perubahan,
        kinerja.perubahan_relatif,
        kinerja.target_akhir,
        kinerja.jarak,
    )
