from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.format import format_angka, format_nihil, format_satuan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lkj.angka import Angka
    from lkj.finding import Position
    from lkj.laporan import Laporan
    from lkj.laporan.sumber_daya import Kekayaan, Kepegawaian

    Rakit = Callable[[Mapping[str, Any]], Laporan]
    Tempat = Callable[..., Position]


def shown(numbers: Iterable[Angka]) -> list[str]:
    return [format_angka(angka) for angka in numbers]


def personnel(laporan: Laporan) -> Kepegawaian:
    assert laporan.sdm is not None
    return laporan.sdm


def assets(laporan: Laporan) -> Kekayaan:
    assert laporan.aset is not None
    return laporan.aset


def test_personnel_2025(laporan: Laporan) -> None:
    sdm = personnel(laporan)
    assert [format_satuan(a) for a in (sdm.jumlah, sdm.formasi, sdm.laki_laki, sdm.perempuan)] == [
        "117\u00a0orang",
        "145\u00a0orang",
        "67\u00a0orang",
        "50\u00a0orang",
    ]
    assert [(j.nama, format_angka(j.jumlah), format_satuan(j.porsi)) for j in sdm.jenjang] == [
        ("SMA/SMP", "71", "60,68%"),
        ("S1", "28", "23,93%"),
        ("S2", "11", "9,40%"),
        ("D3", "6", "5,13%"),
        ("S3", "1", "0,85%"),
    ]
    assert shown((sdm.porsi_laki_laki, sdm.porsi_perempuan)) == ["57,26", "42,74"]
    assert sdm.daftar_jenjang == ("S3", "S2", "S1", "D3", "SMA/SMP")
    assert shown(sdm.semua.pegawai) == ["1", "11", "28", "6", "71"]
    assert shown(sdm.semua.formasi) == ["1", "6", "51", "10", "77"]


def test_groups_of_personnel_2025(laporan: Laporan) -> None:
    assert [
        (k.nama, *shown((k.jumlah_formasi, k.jumlah, k.laki_laki, k.perempuan)), len(k.jabatan))
        for k in personnel(laporan).kelompok
    ] == [
        ("Jabatan Struktural", "11", "11", "9", "2", 3),
        ("Jabatan Fungsional", "31", "16", "9", "7", 4),
        ("Jabatan Pelaksana", "36", "23", "12", "11", 0),
        ("PPPK", "67", "67", "37", "30", 3),
    ]


def test_a_share_stands_on_the_lines_it_is_counted_from(laporan: Laporan, tempat: Tempat) -> None:
    sdm = personnel(laporan)
    share = next(entry for entry in sdm.jenjang if entry.nama == "S3").porsi
    assert share.formula() == "Pegawai Seluruh pegawai S3 ÷ Pegawai Seluruh pegawai × 100"
    assert tempat("sdm.yaml", "nama: Eselon III\n", "pegawai:\n", "S3: ", "1") in share.positions()


def test_assets_2025(laporan: Laporan) -> None:
    aset = assets(laporan)
    assert format_satuan(aset.nilai) == "Rp22.765.795.368,00"
    assert format_angka(aset.jumlah) == "636"
    assert [(nama, format_satuan(jumlah)) for nama, jumlah in aset.kendaraan] == [
        (entry.nama, f"{entry.jumlah}\u00a0unit")
        for entry in laporan.data.aset.kendaraan  # type: ignore[union-attr] # 2025 has assets
    ]
    assert format_satuan(aset.jumlah_kendaraan) == "13\u00a0unit"
    tanah, mesin, *_ = aset.kelompok
    assert (tanah.nama, *shown((tanah.jumlah, tanah.nilai))) == ("Tanah", "1", "304.380.541,00")
    assert (mesin.barang[0].nama, format_nihil(mesin.barang[0].jumlah), format_nihil(mesin.barang[0].nilai)) == (
        "Alat besar",
        "-",
        "-",
    )
    assert [position.file for position in mesin.barang[0].jumlah.positions()] == ["data/2025/aset.yaml"]
    assert mesin.barang[3].nilai.label == "Nilai Alat pertanian"


def test_no_personnel_and_no_assets(rakit: Rakit, kecil: dict[str, Any]) -> None:
    laporan = rakit(kecil)
    assert laporan.sdm is None
    assert laporan.aset is None


def test_a_group_without_rows_and_a_qualification_nobody_has(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["sdm"] = {
        "jenjang": ["S2", "S1"],
        "kelompok": [
            {"nama": "Pustakawan", "formasi": {"S1": 4}, "pegawai": {"S1": 3}, "laki_laki": 1, "perempuan": 2}
        ],
    }
    sdm = personnel(rakit(kecil))
    assert [(j.nama, *shown((j.jumlah, j.porsi))) for j in sdm.jenjang] == [("S1", "3", "100,00"), ("S2", "0", "0,00")]
    assert shown((sdm.formasi, sdm.jumlah, sdm.laki_laki, sdm.perempuan)) == ["4", "3", "1", "2"]
    nobody = sdm.kelompok[0].pegawai[0]
    assert (nobody.label, nobody.satuan) == ("Pegawai Pustakawan S2", "orang")


def test_nobody_at_all_has_no_shares(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["sdm"] = {"jenjang": ["S1"], "kelompok": [{"nama": "Pustakawan"}]}
    sdm = personnel(rakit(kecil))
    assert sdm.porsi_perempuan.alasan == "pembaginya nol (Pegawai Seluruh pegawai)"
