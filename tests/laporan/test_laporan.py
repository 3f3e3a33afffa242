from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.format import format_angka, format_satuan, format_terbilang

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.finding import Position
    from lkj.laporan import Laporan

    Rakit = Callable[[Mapping[str, Any]], Laporan]
    Tempat = Callable[..., Position]


def test_counts_2025(laporan: Laporan, tempat: Tempat) -> None:
    assert {kode: format_terbilang(angka) for kode, angka in laporan.jumlah.items()} == {
        "sasaran": "4 (empat)",
        "indikator_utama": "4 (empat)",
        "indikator_terukur": "3 (tiga)",
        "indikator_tercapai": "3 (tiga)",
        "program": "8 (delapan)",
        "kegiatan": "15 (lima belas)",
        "inovasi": "7 (tujuh)",
        "penghargaan": "1 (satu)",
        "isu_strategis": "5 (lima)",
    }
    assert laporan.jumlah["program"].positions() == (tempat("anggaran.yaml", "\nprogram:\n  ", "- kode: 1.1"),)


def test_sasaran_2025(laporan: Laporan) -> None:
    assert [(kode, format_terbilang(s.jumlah_program), s.terukur) for kode, s in laporan.sasaran.items()] == [
        ("koperasi", "4 (empat)", True),
        ("ukm", "2 (dua)", True),
        ("sdm", "1 (satu)", True),
        ("tata_kelola", "1 (satu)", False),
    ]
    koperasi = laporan.sasaran["koperasi"]
    assert koperasi.nama == "Meningkatnya Pertumbuhan Koperasi"
    assert koperasi.tujuan.kode == "pertumbuhan_kukm"
    assert [program.program.kode for program in koperasi.program] == ["1.1", "1.2", "1.3", "1.4"]
    assert [k.kode for k in laporan.sasaran["tata_kelola"].indikator] == ["nilai_rb", "nilai_kinerja"]
    assert [k.kode for k in laporan.indikator_utama] == [
        "pertumbuhan_koperasi",
        "pertumbuhan_ukm",
        "sdm_berkualitas",
        "nilai_kinerja",
    ]


def test_program_2025(laporan: Laporan) -> None:
    program = laporan.program["1.2"]
    assert program.nama == "Program Pengawasan dan Pemeriksaan Koperasi"
    assert program.unit is not None
    assert program.unit.nama == "Bidang Koperasi"
    assert [k.kode for k in program.indikator] == ["koperasi_diawasi"]
    assert [[k.kode for k in kegiatan.indikator] for kegiatan in program.kegiatan] == [["koperasi_diperiksa"], []]
    assert {kode for kode, p in laporan.program.items() if not p.dokumentasi} == {"4.1"}


def test_evidence_2025(laporan: Laporan) -> None:
    """Gambar III.2: one caption for two photos."""
    rows = laporan.program["1.2"].kegiatan[0].foto
    assert [(row.nomor, row.keterangan is None) for row in rows] == [(1, False), (2, True)]
    assert [row.foto.alt for row in rows] == [
        "Foto pertama pengawasan dan pemeriksaan koperasi di kabupaten/kota.",
        "Foto kedua pengawasan dan pemeriksaan koperasi di kabupaten/kota.",
    ]
    assert [len(k.foto) for p in laporan.program.values() for k in p.kegiatan if k.foto] == [2, 2, 2, 2, 2, 9, 4, 4]


def test_monitoring_blocks_2025(laporan: Laporan) -> None:
    assert [
        (
            block.nomor,
            block.baru,
            block.kinerja_sasaran.kode if block.kinerja_sasaran else None,
            block.program.program.kode if block.program else None,
            block.kinerja_program.kode if block.kinerja_program else None,
            block.kinerja_kegiatan.kode if block.kinerja_kegiatan else None,
        )
        for block in laporan.monev
    ] == [
        (1, True, "pertumbuhan_koperasi", "1.1", "izin_usp", "koperasi_berizin"),
        (1, False, None, "1.2", "koperasi_diawasi", "koperasi_diperiksa"),
        (1, False, None, "1.3", "koperasi_sehat", "ksp_dinilai"),
        (1, False, None, "1.4", "koperasi_diberdayakan", "koperasi_difasilitasi"),
        (2, True, "pertumbuhan_ukm", "2.1", "umkm_diberdayakan", "usaha_dibina"),
        (2, False, None, "2.2", "usaha_naik_kelas", "usaha_meningkat"),
        (3, True, "sdm_berkualitas", "3.1", "sdm_bersertifikat", "sdm_terlatih"),
        (4, True, "nilai_kinerja", "4.1", "nilai_sakip", "dokumen_perencanaan"),
    ]
    assert laporan.ada_monev
    assert all(block.kegiatan and block.ada_triwulan for block in laporan.monev)
    notes = laporan.catatan_monev
    first, note = notes[0]
    assert (first.kode, note.apa) == ("pertumbuhan_koperasi", "realisasi")
    assert (format_angka(note.hasil), format_angka(note.tahunan)) == ("7,07", "8,06")
    assert len(notes) == sum(len(k.catatan_triwulan) for k in laporan.indikator.values())


def test_scale_2025(laporan: Laporan) -> None:
    assert [(p.pita.nama, format_angka(p.lebih_dari), format_angka(p.sampai)) for p in laporan.skala] == [
        ("Sangat Rendah", "–", "50"),
        ("Rendah", "50", "65"),
        ("Sedang", "65", "75"),
        ("Tinggi", "75", "90"),
        ("Sangat Baik", "90", "–"),
    ]
    assert laporan.skala[0].lebih_dari.alasan == "tidak dibatasi"


def test_facts_and_counts_narrative_may_use_2025(laporan: Laporan) -> None:
    assert format_satuan(laporan.data_mentah["koperasi"]) == "134\u00a0koperasi"
    assert format_satuan(laporan.data_lalu["koperasi"]) == "124\u00a0koperasi"
    assert laporan.data_lalu["sdm_kukm"].alasan == "data Jumlah SDM KUKM Seluruhnya tahun 2024 tidak tersedia"
    assert format_satuan(laporan.fakta["komputer_pegawai"]) == "44\u00a0unit"
    assert set(laporan.fakta) == {
        *(fakta.kode for fakta in laporan.data.aset.fakta),  # type: ignore[union-attr] # 2025 has assets
        *(fakta.kode for fakta in laporan.data.bukti.fakta),  # type: ignore[union-attr] # and evidence
    }


def test_lookups_2025(laporan: Laporan) -> None:
    assert laporan.tahun == 2025
    assert laporan.tahun_renstra == (2023, 2024, 2025, 2026)
    assert laporan.ada_strategi
    assert laporan.pejabat["gubernur"].nama == "Hidayat Arsani"
    assert laporan.peraturan["perpres_29_2014"].nama == "Peraturan Presiden Nomor 29 Tahun 2014"
    assert laporan.unit["sekretariat"].induk == "kepala"
    program, kegiatan = laporan.tempat_kegiatan["1.4.1"]
    assert (program.program.kode, kegiatan.anggaran.kode) == ("1.4", "1.4.1")


def test_the_least_data(rakit: Rakit, kecil: dict[str, Any]) -> None:
    laporan = rakit(kecil)
    assert laporan.fakta == {}
    assert not laporan.ada_strategi
    assert not laporan.ada_monev
    assert laporan.catatan_monev == ()
    assert laporan.program["1.1"].unit is None
    assert laporan.monev[0].program is None
    assert laporan.monev[0].kinerja_program is None
    assert not laporan.monev[0].ada_triwulan
    assert format_terbilang(laporan.jumlah["indikator_tercapai"]) == "0 (nol)"


def test_a_kegiatan_with_more_indicators_than_its_program(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["anggaran"]["program"][0]["kegiatan"] = [{"kode": "1.1.1", "nama": "Membeli"}]
    for kode, owner in (("judul", {"program": "1.1"}), ("buku", {"kegiatan": "1.1.1"}), ("rak", {"kegiatan": "1.1.1"})):
        kecil["indikator"]["indikator"].append({"kode": kode, "nama": kode, "satuan": "buah", **owner})
    blocks = rakit(kecil).monev
    assert [
        (
            block.kinerja_sasaran.kode if block.kinerja_sasaran else None,
            block.kinerja_program.kode if block.kinerja_program else None,
            block.kinerja_kegiatan.kode if block.kinerja_kegiatan else None,
        )
        for block in blocks
    ] == [("pengunjung", "judul", "buku"), (None, None, "rak")]
