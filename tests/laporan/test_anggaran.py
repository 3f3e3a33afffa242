from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lkj.format import format_akuntansi, format_angka, format_rupiah, format_satuan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.finding import Position
    from lkj.laporan import Laporan

    Rakit = Callable[[Mapping[str, Any]], Laporan]
    Tempat = Callable[..., Position]


def test_whole_budget_2025(laporan: Laporan) -> None:
    semua = laporan.anggaran.semua
    assert laporan.diubah
    assert format_rupiah(semua.induk) == "Rp27.864.866.313"
    assert format_rupiah(semua.pagu) == "Rp22.029.055.504"
    assert semua.pagu is semua.perubahan
    assert format_akuntansi(semua.selisih) == "(5.835.810.809)"
    assert format_rupiah(semua.realisasi) == "Rp16.639.719.539"
    assert format_satuan(semua.serapan) == "75,54%"
    assert format_rupiah(semua.sisa) == "Rp5.389.335.965"
    assert [row.kode for row in semua.rincian] == ["koperasi", "ukm", "sdm", "tata_kelola"]


@pytest.mark.parametrize(
    ("kode", "pagu", "realisasi", "serapan", "sisa"),
    [
        ("koperasi", "749.647.800", "178.286.381", "23,78", "571.361.419"),
        ("ukm", "6.866.511.950", "4.313.161.216", "62,81", "2.553.350.734"),
        ("sdm", "966.028.200", "865.736.140", "89,62", "100.292.060"),
        ("tata_kelola", "13.446.867.554", "11.282.535.802", "83,90", "2.164.331.752"),
    ],
)
def test_budget_of_each_sasaran_2025(
    laporan: Laporan, tempat: Tempat, kode: str, pagu: str, realisasi: str, serapan: str, sisa: str
) -> None:
    sasaran = laporan.sasaran[kode]
    shown = (sasaran.pagu, sasaran.realisasi_anggaran, sasaran.serapan, sasaran.sisa)
    assert tuple(format_angka(angka) for angka in shown) == (pagu, realisasi, serapan, sisa)
    place = tempat("anggaran.yaml", "realisasi_sasaran:\n", f"{kode}: ", realisasi.replace(".", ""))
    assert sasaran.realisasi_anggaran.positions() == (place,)


@pytest.mark.parametrize(
    ("kode", "induk", "perubahan", "selisih"),
    [
        ("1.1", "49.898.350", "31.020.900", "(18.877.450)"),
        ("1.2", "74.997.700", "45.286.500", "(29.711.200)"),
        ("1.3", "157.999.900", "30.685.050", "(127.314.850)"),
        ("1.4", "717.101.700", "642.655.350", "(74.446.350)"),
        ("2.1", "3.879.958.800", "3.335.970.350", "(543.988.450)"),
        ("2.2", "5.048.602.900", "3.530.541.600", "(1.518.061.300)"),
        ("3.1", "2.083.750.250", "966.028.200", "(1.117.722.050)"),
        ("4.1", "15.852.556.713", "13.446.867.554", "(2.405.689.159)"),
    ],
)
def test_budget_of_each_program_2025(laporan: Laporan, kode: str, induk: str, perubahan: str, selisih: str) -> None:
    pos = laporan.program[kode].anggaran
    assert (format_angka(pos.induk), format_angka(pos.perubahan)) == (induk, perubahan)
    assert format_akuntansi(pos.selisih) == selisih
    assert not pos.realisasi.ada
    assert pos.realisasi.alasan == "realisasi anggaran tidak diterbitkan pada tingkat ini"
    assert pos.serapan.alasan == pos.sisa.alasan == pos.realisasi.alasan


def test_a_program_is_the_sum_of_its_kegiatan(laporan: Laporan, tempat: Tempat) -> None:
    pos = laporan.program["1.2"].anggaran
    assert pos.induk.positions() == (
        tempat("anggaran.yaml", "kode: 1.2.1\n", "pagu_induk: ", "49997750"),
        tempat("anggaran.yaml", "kode: 1.2.2\n", "pagu_induk: ", "24999950"),
    )
    assert pos.induk.formula() == (
        f"jumlah(Pagu induk 1.2.1 {pos.rincian[0].nama}; Pagu induk 1.2.2 {pos.rincian[1].nama})"
    )
    assert pos.selisih.label == "Perubahan pagu 1.2 Program Pengawasan dan Pemeriksaan Koperasi"
    assert laporan.sasaran["ukm"].serapan.label == "Serapan Meningkatnya Pertumbuhan UKM"


def test_adjustments_2025(laporan: Laporan) -> None:
    refocusing, tagging = (laporan.anggaran.penyesuaian[kode] for kode in ("refocusing", "tagging"))
    assert [format_satuan(a) for a in (refocusing.nilai, refocusing.dasar, refocusing.persen)] == [
        "Rp2.309.182.149",
        "Rp22.029.055.504",
        "10,48%",
    ]
    assert [format_satuan(a) for a in (tagging.nilai, tagging.dasar, tagging.persen)] == [
        "Rp1.837.153.488",
        "Rp12.012.309.600",
        "15,29%",
    ]
    assert tagging.dasar.label == "Pagu induk pembanding Tagging anggaran mandiri"
    assert (refocusing.kode, refocusing.nama) == ("refocusing", "Refocusing anggaran")


def test_last_year_2025(laporan: Laporan) -> None:
    anggaran = laporan.anggaran
    assert [(row.tahun, format_angka(row.jumlah)) for row in anggaran.belanja] == [
        (2024, "17.857.024.928"),
        (2025, "22.029.055.504"),
    ]
    assert [format_angka(a) for a in (anggaran.belanja[1].operasi, anggaran.belanja[1].modal)] == [
        "20.937.125.004",
        "1.091.930.500",
    ]
    assert [format_angka(a) for a in (anggaran.belanja[1].tak_terduga, anggaran.belanja[1].transfer)] == ["0", "0"]
    assert anggaran.tahun_lalu is anggaran.belanja[0].jumlah
    assert anggaran.kenaikan is not None
    assert anggaran.kenaikan_relatif is not None
    assert format_rupiah(anggaran.kenaikan) == "Rp4.172.030.576"
    assert format_satuan(anggaran.kenaikan_relatif) == "23,36%"


def test_dekonsentrasi_2025(laporan: Laporan) -> None:
    anggaran = laporan.anggaran
    assert [(nama, format_rupiah(nilai)) for nama, nilai in anggaran.dekonsentrasi] == [
        ("Program Perkoperasian", "Rp3.973.188.000")
    ]
    assert format_rupiah(anggaran.jumlah_dekonsentrasi) == "Rp3.973.188.000"


# What 2025 has no case of.


def test_budget_without_revision_known_at_program_level_only(rakit: Rakit, kecil: dict[str, Any]) -> None:
    laporan = rakit(kecil)
    pos = laporan.program["1.1"].anggaran
    assert not laporan.diubah
    assert pos.rincian == ()
    assert pos.pagu is pos.induk
    shown = [format_angka(angka) for angka in (pos.pagu, pos.realisasi, pos.serapan, pos.sisa)]
    assert shown == ["1.000", "900", "90,00", "100"]
    assert pos.perubahan.alasan == pos.selisih.alasan == "tidak dianggarkan"
    assert format_angka(laporan.sasaran["baca"].realisasi_anggaran) == "900"
    assert (laporan.anggaran.tahun_lalu, laporan.anggaran.kenaikan, laporan.anggaran.kenaikan_relatif) == (None,) * 3
    assert laporan.anggaran.jumlah_dekonsentrasi.alasan == "tidak dianggarkan"


def sub_kegiatan(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    program: dict[str, Any] = {"kode": "1.1", "nama": "Program Buku", "sasaran": "baca"}
    kegiatan = {"kode": "1.1.1", "nama": "Membeli", "sub_kegiatan": list(rows)}
    return [program | {"kegiatan": [kegiatan, {"kode": "1.1.2", "nama": "Merawat"}]}]


def test_sub_kegiatan_and_a_kegiatan_without_budget(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["anggaran"]["program"] = sub_kegiatan(
        {"kode": "1.1.1.1", "nama": "Buku", "pagu_induk": 600, "realisasi": 300},
        {"kode": "1.1.1.2", "nama": "Rak", "pagu_induk": 400, "realisasi": 400},
    )
    pos = rakit(kecil).program["1.1"].anggaran
    membeli, merawat = pos.rincian
    assert [format_angka(a) for a in (pos.pagu, pos.realisasi, pos.serapan)] == ["1.000", "700", "70,00"]
    assert [format_angka(row.pagu) for row in membeli.rincian] == ["600", "400"]
    assert membeli.dianggarkan
    assert not merawat.dianggarkan
    assert merawat.realisasi.alasan == "realisasi anggaran tidak diterbitkan pada tingkat ini"


def test_a_realisation_missing_below_makes_the_sum_unknown(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["anggaran"]["program"] = sub_kegiatan(
        {"kode": "1.1.1.1", "nama": "Buku", "pagu_induk": 600, "realisasi": 300},
        {"kode": "1.1.1.2", "nama": "Rak", "pagu_induk": 400},
    )
    laporan = rakit(kecil)
    assert laporan.program["1.1"].anggaran.realisasi.alasan == "realisasi anggaran tidak diterbitkan pada tingkat ini"
    semua = laporan.anggaran.semua
    assert (semua.realisasi.ada, semua.serapan.ada, semua.sisa.ada) == (False, False, False)
    assert format_angka(semua.pagu) == "1.000"


def test_a_sasaran_without_program_has_no_budget(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["renstra"]["sasaran"].append({"kode": "tulis", "tujuan": "literasi", "nama": "Menulis"})
    laporan = rakit(kecil)
    sasaran = laporan.sasaran["tulis"]
    assert sasaran.pagu.alasan == sasaran.realisasi_anggaran.alasan == "tidak dianggarkan"
    assert format_angka(laporan.anggaran.semua.realisasi) == "900"


def test_adjustment_of_all_programs(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["anggaran"]["penyesuaian"] = [{"kode": "hemat", "nama": "Penghematan", "nilai": 50, "terhadap": "induk"}]
    assert format_satuan(rakit(kecil).anggaran.penyesuaian["hemat"].persen) == "5,00%"
