"""What differs between two states of a year, and why."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from lkj.banding.hasil import compare_sisi
from lkj.banding.sisi import read_sisi

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lkj.banding.hasil import Beda
    from lkj.banding.sisi import Sisi

    Banding = Callable[..., Beda]
    Ceritakan = Callable[[Beda], list[str]]
    Suntingan = tuple[str, str, str]

ANGGOTA = "Persentase anggota perpustakaan yang aktif"
KOLEKSI = "Persentase koleksi terbitan lima tahun terakhir"

DOKUMENTASI = """\
  - kegiatan: 1.2.1
    entri:
      - keterangan: Buku baru diberi label sebelum disusun di rak.
        foto:
          - berkas: bukti/olah.png
            alt: Petugas menempelkan label pada punggung buku.
            tanggal: 2025-08-20

"""
JUDUL = """\
  - kode: judul
    nama: Jumlah Judul Buku
    satuan: judul
    nilai:
      2024: 9600
      2025: 10000
    sumber: Katalog perpustakaan

"""
KOLEKSI_INDUK = """\
      - sasaran: koleksi
        indikator:
          - indikator: kemutakhiran
            target: 34

"""
FUNGSI = ("Layanan keliling menjangkau kelurahan yang jauh.", "Layanan keliling ditambah.")

# What is edited, and all that is told of it.
KASUS: dict[str, tuple[list[Suntingan], list[str]]] = {
    "a number, which moves numbers, verdicts and findings": (
        [("realisasi.yaml", "2025: 3960", "2025: 2900")],
        [
            "ubah realisasi.yaml:15 data/anggota_aktif/nilai/2025 3960 → 2900",
            "(1,) anggota_aktif kriteria: Tinggi → Sedang",
            "(1,) anggota_aktif target: tercapai → belum tercapai",
            "(1,) anggota_aktif tahun lalu: meningkat → menurun",
            f"(1,) {ANGGOTA} 2025: 49,50% → 36,25%",
            f"(1,) Capaian {ANGGOTA} 2025: 101,02% → 73,98%",
            f"(1,) Perubahan {ANGGOTA} terhadap 2024: 4,50 poin persen → -8,75 poin persen",
            f"(1,) Perubahan relatif {ANGGOTA} terhadap 2024: 10,00% → -19,44%",
            "(1,) Jumlah Anggota Aktif 2025: 3.960 orang → 2.900 orang",
            f"(1,) Jarak {ANGGOTA} ke target akhir Renstra: 10,50 poin persen → 23,75 poin persen",
            "(1,) Banyak indikator yang mencapai target: 2 indikator → 1 indikator",
            "LKJ510 None → peringatan (1,)",
            "LKJ605 None → peringatan (1,)",
            "LKJ225 None → peringatan (1,)",
        ],
    ),
    "two numbers with different consequences": (
        [
            ("realisasi.yaml", "triwulan: [6, 9, 10, 12]", "triwulan: [6, 9, 11, 12]"),
            ("target.yaml", "target: 49\n", "target: 48.5\n"),
        ],
        [
            "ubah realisasi.yaml:66 triwulan/layanan_keliling/triwulan/3 10 → 11",
            "ubah target.yaml:31 perjanjian/perubahan/sasaran/layanan/indikator/anggota_aktif/target 49 → 48.5",
            "(1,) Realisasi Jumlah titik layanan keliling triwulan 3: 10 titik → 11 titik",
            f"(2,) Target {ANGGOTA} 2025: 49,00% → 48,50%",
            f"(2,) Capaian {ANGGOTA} 2025: 101,02% → 102,06%",
            f"(2,) {ANGGOTA}, target triwulan 1: 12,25% → 12,13%",
            f"(2,) {ANGGOTA}, target triwulan 2: 12,25% → 12,13%",
            f"(2,) {ANGGOTA}, target triwulan 3: 12,25% → 12,13%",
            f"(2,) {ANGGOTA}, target triwulan 4: 12,25% → 12,11%",
        ],
    ),
    "names, which move nothing": (
        [
            ("anggaran.yaml", "nama: Program Layanan Perpustakaan", "nama: Program Layanan"),
            ("realisasi.yaml", "nama: Jumlah Anggota\n", "nama: Jumlah Anggota Aktif\n"),
            (
                "realisasi.yaml",
                "    nama: Jumlah Anggota Aktif\n    satuan: orang\n    nilai:\n      2024: 3510",
                "    nama: Jumlah Anggota\n    satuan: orang\n    nilai:\n      2024: 3510",
            ),
        ],
        [
            "ubah anggaran.yaml:6 program/1.1/nama Program Layanan Perpustakaan → Program Layanan",
            "ubah realisasi.yaml:3 data/anggota/nama Jumlah Anggota → Jumlah Anggota Aktif",
            "ubah realisasi.yaml:11 data/anggota_aktif/nama Jumlah Anggota Aktif → Jumlah Anggota",
            "LKJ127 None → peringatan (1,)",
        ],
    ),
    "narrative that refers to a number not printed before": (
        [
            ("narasi/rekomendasi.md", "koleksi lama.", "koleksi lama sebelum {{ data_lalu.judul_baru }} ditambah."),
            ("bukti.yaml", "sebelum disusun di rak", "sebelum disusun"),
        ],
        [
            (
                "ubah bukti.yaml:12 dokumentasi/1.2.1/entri/1/keterangan Buku baru diberi label sebelum disusun di rak."
                " → Buku baru diberi label sebelum disusun."
            ),
            (
                "ubah narasi/rekomendasi.md:2 - Menyiangi koleksi lama. → - Menyiangi koleksi lama sebelum "
                "{{ data_lalu.judul_baru }} ditambah."
            ),
            "(2,) Jumlah Judul Terbitan Lima Tahun Terakhir 2024: – → 3.120 judul",
        ],
    ),
    "an entry that is gone, and data of the year before": (
        [("bukti.yaml", DOKUMENTASI, ""), ("../2024/realisasi.yaml", "2024: 19000", "2024: 18000")],
        [
            "ubah data/2024/realisasi.yaml:33 realisasi/kunjungan/nilai/2024 19000 → 18000",
            (
                "hapus bukti.yaml:10 dokumentasi/1.2.1 kegiatan: 1.2.1; entri: [{keterangan: Buku baru diberi label "
                "sebelum disusun di rak.; foto: [{berkas: bukti/olah.png; alt: Petugas menempelkan label pada punggung "
                "buku.; tanggal: 2025-08-20}]}] → "
            ),
            "hapus 3.1.2.1 Data Dukung Capaian Meningkatnya mutu koleksi melalui Program Pengembangan Koleksi",
            "hapus Gambar III.2 Program Pengembangan Koleksi, Pengolahan Bahan Perpustakaan",
            "LKJ403 None → peringatan (2,)",
            "LKJ209 None → galat (1,)",
        ],
    ),
    "a code, which is what entries are known by, and an item of a list of texts": (
        [
            ("analisis.yaml", f"      - {FUNGSI[0]}\n", f"      - {FUNGSI[1]}\n      - {FUNGSI[0]}\n"),
            ("bukti.yaml", "kode: pengunjung_malam", "kode: tamu_malam"),
            ("bukti.yaml", "fakta.pengunjung_malam", "fakta.tamu_malam"),
        ],
        [
            f"tambah analisis.yaml:4 analisis/anggota_aktif/faktor_pendukung/1  → {FUNGSI[1]}",
            (
                "ubah bukti.yaml:4 dokumentasi/1.1.1/entri/1/keterangan Mobil pustaka melayani pengunjung pasar malam, "
                "{{ fakta.pengunjung_malam }} dalam satu malam. → Mobil pustaka melayani pengunjung pasar malam, "
                "{{ fakta.tamu_malam }} dalam satu malam."
            ),
            "ubah bukti.yaml:23 fakta/tamu_malam/kode pengunjung_malam → tamu_malam",
        ],
    ),
    "a formula": (
        [
            ("indikator.yaml", "rumus: judul_baru[t] / judul[t]", "rumus: judul_baru[t-1] / judul[t-1]"),
            ("aset.yaml", "kelompok:", "# Seperti dalam KIB.\nkelompok:"),
        ],
        [
            (
                "ubah indikator.yaml:34 indikator/kemutakhiran/rumus judul_baru[t] / judul[t] * 100 → judul_baru[t-1] "
                "/ judul[t-1] * 100"
            ),
            "(1,) kemutakhiran target: tercapai → belum tercapai",
            "(1,) kemutakhiran tahun lalu: meningkat → tidak dapat dibandingkan",
            f"(1,) {KOLEKSI} 2025: 34,50% → 32,50%",
            f"(1,) Capaian {KOLEKSI} 2025: 101,47% → 95,59%",
            f"(1,) {KOLEKSI} 2024: 32,50% → belum tersedia",
            "(1,) Jumlah Judul Terbitan Lima Tahun Terakhir 2024: – → 3.120 judul",
            "(1,) Jumlah Judul Buku 2024: – → 9.600 judul",
            f"(1,) Jarak {KOLEKSI} ke target akhir Renstra: 5,50 poin persen → 7,50 poin persen",
            "(1,) Banyak indikator yang mencapai target: 2 indikator → 1 indikator",
            f"(1,) Perubahan {KOLEKSI} terhadap 2024: 2,00 poin persen → –",
            f"(1,) Perubahan relatif {KOLEKSI} terhadap 2024: 6,15% → –",
            "(1,) Jumlah Judul Terbitan Lima Tahun Terakhir 2025: 3.450 judul → –",
            "(1,) Jumlah Judul Buku 2025: 10.000 judul → –",
            "LKJ127 None → peringatan (1,)",
            "LKJ602 None → peringatan (1,)",
            "LKJ605 None → peringatan (1,)",
            "LKJ225 None → peringatan (1,)",
        ],
    ),
    "a value that is no longer known": (
        [
            ("realisasi.yaml", "      2025: 3450\n", "      2025:\n"),
            ("realisasi.yaml", "  - kode: judul_baru\n", "  - kode: judul_baru\n    alasan: belum dihitung\n"),
        ],
        [
            "tambah realisasi.yaml:27 data/judul_baru/alasan  → belum dihitung",
            "ubah realisasi.yaml:32 data/judul_baru/nilai/2025 3450 → (kosong)",
            "(2,) kemutakhiran kriteria: Tinggi → belum dapat dinilai",
            "(2,) kemutakhiran target: tercapai → belum dapat dinilai",
            "(2,) kemutakhiran tahun lalu: meningkat → tidak dapat dibandingkan",
            "(2,) kemutakhiran target akhir Renstra: belum tercapai → belum dapat dinilai",
            f"(2,) {KOLEKSI} 2025: 34,50% → belum tersedia",
            f"(2,) Capaian {KOLEKSI} 2025: 101,47% → belum tersedia",
            "(2,) Banyak indikator yang ada realisasinya: 2 indikator → 1 indikator",
            "(2,) Banyak indikator yang mencapai target: 2 indikator → 1 indikator",
            f"(2,) Perubahan {KOLEKSI} terhadap 2024: 2,00 poin persen → –",
            f"(2,) Perubahan relatif {KOLEKSI} terhadap 2024: 6,15% → –",
            "(2,) Jumlah Judul Terbitan Lima Tahun Terakhir 2025: 3.450 judul → –",
            "(2,) Jumlah Judul Buku 2025: 10.000 judul → –",
            f"(2,) Jarak {KOLEKSI} ke target akhir Renstra: 5,50 poin persen → –",
            f"(2,) Standar nasional {KOLEKSI}: 30,00% → –",
            "hapus Tabel III.5 Rumusan Indikator dan Formulasi Perhitungan",
            "hapus Tabel III.6 Target dan Realisasi Kinerja Tahun 2025",
            f"hapus Grafik III.3 {KOLEKSI} dari Tahun ke Tahun",
            "LKJ201 None → peringatan (2,)",
        ],
    ),
    "the rating scale": (
        [
            ("indikator.yaml", "      sampai: 75", "      sampai: 101.2"),
            ("indikator.yaml", "lebih_dari: 75", "lebih_dari: 101.2"),
        ],
        [
            "ubah indikator.yaml:8 skala/pita/kuning_tua/sampai 75 → 101.2",
            "ubah indikator.yaml:12 skala/pita/hijau_tua/lebih_dari 75 → 101.2",
            "(1,) Batas Sedang: 75% → 101%",
            "(1, 2) anggota_aktif kriteria: Tinggi → Sedang",
            "(1, 2) layanan_keliling kriteria: Tinggi → Sedang",
            "(2,) Batas Tinggi: 75% → 101%",
        ],
    ),
    "a sum and its parts": (
        [
            ("anggaran.yaml", "pagu_perubahan: 450000000", "pagu_perubahan: 460000000"),
            ("anggaran.yaml", "modal: 180000000", "modal: 190000000"),
        ],
        [
            "ubah anggaran.yaml:13 program/1.1/kegiatan/1.1.1/pagu_perubahan 450000000 → 460000000",
            "ubah anggaran.yaml:36 jenis_belanja/2025/modal 180000000 → 190000000",
            "(1,) Pagu perubahan 1.1 Program Layanan Perpustakaan: Rp450.000.000 → Rp460.000.000",
            "(1,) Perubahan pagu 1.1 Program Layanan Perpustakaan: Rp50.000.000 → Rp60.000.000",
            "(1,) Pagu perubahan 1.1.1 Layanan Perpustakaan Keliling: Rp450.000.000 → Rp460.000.000",
            "(1,) Perubahan pagu 1.1.1 Layanan Perpustakaan Keliling: Rp50.000.000 → Rp60.000.000",
            "(1,) Pagu perubahan seluruh anggaran: Rp700.000.000 → Rp710.000.000",
            "(1,) Perubahan pagu seluruh anggaran: Rp0 → Rp10.000.000",
            "(1,) Anggaran Perjanjian Kinerja Perubahan Tahun 2025: Rp700.000.000 → Rp710.000.000",
            "(1,) Pagu perubahan Meningkatnya layanan perpustakaan: Rp450.000.000 → Rp460.000.000",
            "(1,) Serapan Meningkatnya layanan perpustakaan: 97,00% → 94,89%",
            "(1,) Sisa anggaran Meningkatnya layanan perpustakaan: Rp13.500.000 → Rp23.500.000",
            "(1,) Serapan seluruh anggaran: 96,64% → 95,28%",
            "(1,) Sisa anggaran seluruh anggaran: Rp23.500.000 → Rp33.500.000",
            "(1,) Serapan 1.1 Program Layanan Perpustakaan: 97,00% → 94,89%",
            "(2,) Belanja modal 2025: Rp180.000.000 → Rp190.000.000",
            "(2,) Jumlah belanja 2025: Rp700.000.000 → Rp710.000.000",
        ],
    ),
    "a number that cannot be read": (
        [("realisasi.yaml", "2025: 3960", "2025: 3960,5"), ("realisasi.yaml", "Buku tamu", "Buku tamu 2025")],
        [
            "ubah realisasi.yaml:15 data/anggota_aktif/nilai/2025 3960 → 3960,5",
            "ubah realisasi.yaml:39 realisasi/kunjungan/sumber Buku tamu → Buku tamu 2025",
            "LKJ012 None → galat (1,)",
        ],
    ),
    "YAML that cannot be read": (
        [("realisasi.yaml", "    nilai:\n      2024: 7800\n", "    # Dua tahun.\n    nilai: [\n      2024: 7800\n")],
        ["ubah realisasi.yaml:6 nilai: → nilai: [", "LKJ002 None → galat (1,)"],
    ),
}


@pytest.mark.parametrize("nama", KASUS)
def test_what_is_told(nama: str, banding: Banding, ceritakan: Ceritakan) -> None:
    suntingan, told = KASUS[nama]
    assert ceritakan(banding(*suntingan)) == told


TANPA_BEDA: list[Suntingan] = [
    # Comments and blank lines.
    ("realisasi.yaml", "data:\n", "# Data mentah.\n\ndata:\n\n  # Jumlah akhir tahun.\n"),
    ("realisasi.yaml", "2025: 3960", "2025: 3960 # dihitung 31 Desember"),
    ("narasi/kesimpulan.md", "Persentase", "{%# Tiga\nbaris\nini. #}\nPersentase"),
    # Keys in another order.
    (
        "realisasi.yaml",
        "    nama: Jumlah Anggota\n    satuan: orang\n",
        "    satuan: orang\n    nama: Jumlah Anggota\n",
    ),
    ("realisasi.yaml", "      2024: 7800\n      2025: 8000\n", "      2025: 8000\n      2024: 7800\n"),
    # Entries in an order the report does not show.
    ("realisasi.yaml", JUDUL, ""),
    ("realisasi.yaml", "data:\n", f"data:\n{JUDUL}"),
    # Another way to write the same.
    ("realisasi.yaml", "2025: 3960", "2025: '3960'"),
    ("realisasi.yaml", "triwulan: [6, 9, 10, 12]", "triwulan:\n      - 6\n      - 9\n      - 10\n      - 12"),
    ("anggaran.yaml", "nama: Program Layanan Perpustakaan", "nama: >-\n      Program Layanan\n      Perpustakaan"),
    # Lines broken elsewhere.
    ("narasi/kesimpulan.md", "aktif mencapai {{", "aktif\nmencapai\n{{"),
    ("analisis.yaml", "- Jam buka diperpanjang sampai", "- |\n        Jam buka\n        diperpanjang sampai"),
]


def test_what_is_no_difference(banding: Banding, ceritakan: Ceritakan) -> None:
    beda = banding(*TANPA_BEDA)
    assert ceritakan(beda) == []
    assert not beda.ada


def test_an_order_that_the_report_shows(banding: Banding, ceritakan: Ceritakan) -> None:
    first = "      - sasaran: layanan\n"
    told = ceritakan(banding(("target.yaml", KOLEKSI_INDUK, ""), ("target.yaml", first, KOLEKSI_INDUK + first)))
    assert told == ["urutan target.yaml:10 perjanjian/induk/sasaran  → "]


def test_the_other_way_round_everything_is_the_other_way_round(banding: Banding, lama: Sisi, contoh: Path) -> None:
    beda = banding(
        *KASUS["an entry that is gone, and data of the year before"][0], *KASUS["a value that is no longer known"][0]
    )
    kembali = compare_sisi(read_sisi(contoh, 2025), lama)
    lawan = {"tambah": "hapus", "hapus": "tambah", "ubah": "ubah"}
    assert sorted(lawan[satu.jenis] for satu in beda.data) == sorted(satu.jenis for satu in kembali.data)
    assert {(satu.lama, satu.baru) for satu in beda.data} == {(satu.baru, satu.lama) for satu in kembali.data}
    assert {(satu.kode, satu.apa, satu.lama, satu.baru) for satu in beda.penilaian} == {
        (satu.kode, satu.apa, satu.baru, satu.lama) for satu in kembali.penilaian
    }
    assert sorted((lawan[satu.jenis], satu.asal.label) for satu in beda.angka) == sorted(
        (str(satu.jenis), satu.asal.label) for satu in kembali.angka
    )
    assert {satu.butir.sidik for satu in beda.temuan} == {satu.butir.sidik for satu in kembali.temuan}
    assert all(satu.sebab for satu in kembali.angka)
    assert all(satu.sebab for satu in kembali.penilaian)


def test_a_file_that_is_gone(banding: Banding, contoh: Path, ceritakan: Ceritakan) -> None:
    (contoh / "data/2025/tindak_lanjut.yaml").unlink()
    told = ceritakan(banding())
    assert told[0].startswith("hapus tindak_lanjut.yaml:1 surat: ")
    assert told[1].startswith("hapus 3.3 Tindak Lanjut atas Laporan Hasil Evaluasi")


def test_evidence_that_was_exchanged(banding: Banding, contoh: Path, ceritakan: Ceritakan) -> None:
    bukti = contoh / "data/2025/bukti"
    shutil.copy(bukti / "olah.png", bukti / "keliling.png")
    shutil.copy(bukti / "olah.png", bukti / "lain.png")
    (bukti / ".DS_Store").write_bytes(b"x")
    assert ceritakan(banding())[:2] == ["ubah bukti/keliling.png:1  → ", "tambah bukti/lain.png:1  → "]


def test_a_template_of_the_project(contoh: Path, akar: Path, ceritakan: Ceritakan) -> None:
    own = contoh / "templates/bab/penutup.md.j2"
    own.parent.mkdir(parents=True)
    text = (akar / "templates/bab/penutup.md.j2").read_text(encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    before = read_sisi(contoh, 2025)
    own.write_text(f"{{%# Komentar. #}}\n{text}", encoding="utf-8")
    assert not compare_sisi(before, read_sisi(contoh, 2025)).ada
    own.write_text(text.replace("{{ laporan.jumlah.sasaran | terbilang }}", "semua"), encoding="utf-8")
    beda = compare_sisi(before, read_sisi(contoh, 2025))
    assert ceritakan(beda) == ["ubah templates/bab/penutup.md.j2:8  → ", "(1,) Banyak sasaran strategis: 2 sasaran → –"]


def test_a_finding_that_is_more_serious(contoh: Path, ceritakan: Ceritakan) -> None:
    bukti = contoh / "data/2025/bukti.yaml"
    bukti.write_text(bukti.read_text(encoding="utf-8").replace(DOKUMENTASI, ""), encoding="utf-8")
    before = read_sisi(contoh, 2025)
    (contoh / "data/2025/pemeriksaan.yaml").write_text(
        "tingkat:\n  - aturan: LKJ403\n    menjadi: galat\n    alasan: Bukti wajib ada\n", encoding="utf-8"
    )
    told = ceritakan(compare_sisi(before, read_sisi(contoh, 2025)))
    assert told == [
        "tambah pemeriksaan.yaml:1  → tingkat: [{aturan: LKJ403; menjadi: galat; alasan: Bukti wajib ada}]",
        "LKJ403 peringatan → galat (1,)",
    ]


def test_numbers_are_compared_as_they_are_printed(banding: Banding) -> None:
    beda = banding(("renstra.yaml", "akhir: 40\n", "akhir: 40.001\n"))
    assert (len(beda.data), beda.angka, beda.teks) == (1, (), False)
    assert beda.ada
