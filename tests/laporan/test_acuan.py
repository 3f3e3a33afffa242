from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.format import format_satuan
from lkj.laporan.acuan import AcuanInstansi, AcuanRenstra, build_acuan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.laporan import Laporan


def test_names_of_narrative(laporan: Laporan) -> None:
    assert sorted(build_acuan(laporan)) == [
        "anggaran",
        "aset",
        "data",
        "data_lalu",
        "dekonsentrasi",
        "fakta",
        "indikator",
        "instansi",
        "jumlah",
        "penyesuaian",
        "peraturan",
        "renstra",
        "sasaran",
        "sdm",
        "tahun",
        "tahun_lalu",
        "tujuan",
    ]


def test_agency_and_plan(laporan: Laporan) -> None:
    acuan = build_acuan(laporan)
    assert acuan["instansi"] == AcuanInstansi(
        nama="Dinas Koperasi, Usaha Kecil dan Menengah",
        singkatan="Dinas KUKM",
        wilayah="Provinsi Kepulauan Bangka Belitung",
        pemerintah="Pemerintah Provinsi Kepulauan Bangka Belitung",
        nama_lengkap="Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Kepulauan Bangka Belitung",
        kepala_daerah="Gubernur Kepulauan Bangka Belitung",
        situs="kukm.babelprov.go.id",
    )
    assert acuan["renstra"] == AcuanRenstra(judul=laporan.data.renstra.judul, periode="2023–2026")
    assert (acuan["tahun"], acuan["tahun_lalu"]) == ("2025", "2024")
    assert acuan["tujuan"]["pertumbuhan_kukm"] is laporan.data.renstra.tujuan[0]


def test_budget(laporan: Laporan) -> None:
    anggaran = build_acuan(laporan)["anggaran"]
    shown = {
        name: format_satuan(getattr(anggaran, name))
        for name in ("pagu", "pagu_induk", "selisih", "realisasi", "serapan", "sisa", "tahun_lalu", "kenaikan")
    }
    assert shown == {
        "pagu": "Rp22.029.055.504",
        "pagu_induk": "Rp27.864.866.313",
        "selisih": "-Rp5.835.810.809",
        "realisasi": "Rp16.639.719.539",
        "serapan": "75,54%",
        "sisa": "Rp5.389.335.965",
        "tahun_lalu": "Rp17.857.024.928",
        "kenaikan": "Rp4.172.030.576",
    }
    assert format_satuan(anggaran.kenaikan_relatif) == "23,36%"


def test_indicators(laporan: Laporan) -> None:
    indikator = build_acuan(laporan)["indikator"]
    koperasi = indikator["pertumbuhan_koperasi"]
    kinerja = laporan.indikator["pertumbuhan_koperasi"]
    assert koperasi.nama == "Persentase pertumbuhan koperasi"
    assert (koperasi.satuan, koperasi.kriteria) == ("%", "Sangat Baik")
    for name in (
        "target",
        "target_induk",
        "realisasi",
        "realisasi_lalu",
        "capaian",
        "perubahan",
        "perubahan_relatif",
        "target_akhir",
        "jarak",
    ):
        assert getattr(koperasi, name) is getattr(kinerja, name)
    assert indikator["nilai_kinerja"].kriteria == "belum dapat dinilai"


def test_the_rest_is_the_report_itself(laporan: Laporan) -> None:
    acuan = build_acuan(laporan)
    for kode, sasaran in laporan.sasaran.items():
        for name in ("nama", "pagu", "realisasi_anggaran", "serapan", "sisa", "jumlah_program"):
            assert getattr(acuan["sasaran"][kode], name) is getattr(sasaran, name)
    assert acuan["penyesuaian"] is laporan.anggaran.penyesuaian
    assert acuan["dekonsentrasi"] == {"jumlah": laporan.anggaran.jumlah_dekonsentrasi}
    assert acuan["data"] is laporan.data_mentah
    assert acuan["data_lalu"] is laporan.data_lalu
    assert (acuan["fakta"], acuan["jumlah"]) == (laporan.fakta, laporan.jumlah)
    assert (acuan["sdm"], acuan["aset"]) == (laporan.sdm, laporan.aset)
    assert acuan["peraturan"] is laporan.peraturan


def test_the_least_data(rakit: Callable[[Mapping[str, Any]], Laporan], kecil: dict[str, Any]) -> None:
    acuan = build_acuan(rakit(kecil))
    assert (acuan["sdm"], acuan["aset"], acuan["anggaran"].tahun_lalu, acuan["instansi"].situs) == (None,) * 4
