from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from lkj.format import format_angka, format_ringkas, format_rupiah
from lkj.gambar.pohon import Simpul
from lkj.ilustrasi import Bidang, list_angka, plan_ilustrasi

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.gambar.grafik import BarisAnggaran, BarisCapaian, TitikRiwayat
    from lkj.gambar.kanvas import Gambar
    from lkj.laporan import Laporan

    Rakit = Callable[[Mapping[str, Any]], Laporan]
    Rekam = Callable[[Laporan, str], list[tuple[Any, ...]]]

BIDANG = Bidang(460, 600)
WARNA = {"hijau_tua": "#1E7B34", "merah": "#C00000"}


@pytest.fixture
def rekam(monkeypatch: pytest.MonkeyPatch) -> Rekam:
    """Draw one figure of a report; give what was to be drawn instead."""
    calls: list[tuple[Any, ...]] = []

    def record(*arguments: object, **named: object) -> tuple[Gambar, ...]:
        # What says something of a tree is asked for the whole of it.
        calls.append((*arguments, *(value(arguments[0]) if callable(value) else value for value in named.values())))
        return ()

    for jenis in ("pohon", "capaian", "riwayat", "triwulan", "anggaran"):
        monkeypatch.setattr(f"lkj.ilustrasi.draw_{jenis}", record)

    def rekam(laporan: Laporan, nama: str) -> list[tuple[Any, ...]]:
        calls.clear()
        assert plan_ilustrasi(laporan, BIDANG, WARNA)[nama]() == ()
        return list(calls)

    return rekam


@pytest.fixture(scope="module")
def alt_kedua(laporan_kedua: Laporan) -> dict[str, list[str]]:
    """What is said of every figure of the second agency, in place of it."""
    plan = plan_ilustrasi(laporan_kedua, BIDANG, WARNA)
    return {nama: [gambar.alt for gambar in draw()] for nama, draw in plan.items()}


def trees(calls: list[tuple[Any, ...]]) -> list[Simpul]:
    return [call[0] for call in calls]


# Which figures there are.


def test_figures_2025(laporan: Laporan) -> None:
    assert list(plan_ilustrasi(laporan, BIDANG, WARNA)) == [
        "pohon-kinerja",
        "cascading",
        "struktur",
        "jabatan",
        "capaian",
        "riwayat-pertumbuhan_koperasi",
        "triwulan-pertumbuhan_koperasi",
        "riwayat-pertumbuhan_ukm",
        "riwayat-sdm_berkualitas",
        "anggaran",
    ]


def test_figures_of_the_second_agency(alt_kedua: dict[str, list[str]]) -> None:
    assert {nama: len(parts) for nama, parts in alt_kedua.items()} == {
        # A tree for each of two tujuan.
        "pohon-kinerja": 2,
        "cascading": 2,
        "struktur": 1,
        "jabatan": 1,
        "capaian": 1,
        "riwayat-aki": 1,
        "anggaran": 1,
    }


def test_figures_the_least_data_are_enough_for(rakit: Rakit, kecil: dict[str, Any]) -> None:
    assert list(plan_ilustrasi(rakit(kecil), BIDANG, WARNA)) == ["pohon-kinerja", "cascading", "capaian", "anggaran"]


def test_nothing_is_drawn_before_it_is_wanted(laporan: Laporan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lkj.ilustrasi.draw_capaian", lambda daftar: pytest.fail(str(daftar)))
    assert plan_ilustrasi(laporan, BIDANG, WARNA)


# Trees.


def test_tree_of_indicators_2025(rekam: Rekam, laporan: Laporan) -> None:
    (call,) = rekam(laporan, "pohon-kinerja")
    tree, lebar, tinggi, alt = call
    assert (lebar, tinggi) == (460, 600)
    assert (tree.jenis, tree.teks, tree.keterangan) == (
        "Tujuan",
        "Meningkatkan Pertumbuhan Koperasi dan UKM untuk Penciptaan Lapangan Kerja",
        (),
    )
    assert [sasaran.teks for sasaran in tree.anak] == [sasaran.nama for sasaran in laporan.sasaran.values()]
    assert tree.anak[2] == Simpul(
        "Meningkatnya Kualitas SDM KUKM",
        "Sasaran",
        ("Persentase SDM KUKM yang berkualitas",),
        (
            Simpul(
                "Program Pendidikan dan Latihan Perkoperasian",
                "Program",
                ("Persentase SDM Koperasi dan UKM yang bersertifikat",),
                (Simpul("Jumlah SDM koperasi yang terlatih", "Indikator kegiatan"),),
            ),
        ),
    )
    # Nilai RB has no target for the year.
    assert tree.anak[3].keterangan == ("Nilai Capaian Kinerja Perangkat Daerah",)
    assert alt.startswith(f"Pohon kinerja. {tree.teks} membawahi Meningkatnya Pertumbuhan Koperasi, ")


def test_tree_of_kegiatan_2025(rekam: Rekam, laporan: Laporan) -> None:
    (tree,) = trees(rekam(laporan, "cascading"))
    assert [len(sasaran.anak) for sasaran in tree.anak] == [4, 2, 1, 1]
    assert tree.anak[0].anak[0] == Simpul(
        "Program Pelayanan Izin Usaha Simpan Pinjam",
        "Program",
        ("Bidang Koperasi",),
        (
            Simpul(
                "Penerbitan Izin Usaha Simpan Pinjam untuk Koperasi dengan Wilayah Keanggotaan Lintas Daerah"
                " Kabupaten/Kota dalam 1 (satu) Daerah Provinsi",
                "Kegiatan",
            ),
        ),
    )
    printed = [kegiatan.teks for sasaran in tree.anak for program in sasaran.anak for kegiatan in program.anak]
    assert printed == [row.anggaran.nama for _, row in laporan.tempat_kegiatan.values()]


def test_tree_of_units_2025(rekam: Rekam, laporan: Laporan) -> None:
    assert rekam(laporan, "struktur") == [
        (
            Simpul(
                "Kepala Dinas",
                anak=(
                    Simpul("Sekretariat"),
                    Simpul("Bidang Koperasi"),
                    Simpul("Bidang Pemberdayaan Usaha Kecil"),
                    Simpul("Bidang Pengembangan Usaha Kecil"),
                    Simpul("UPTD Balai Latihan KUKM"),
                ),
            ),
            460,
            600,
            (
                "Susunan organisasi Dinas Koperasi, Usaha Kecil dan Menengah. Kepala Dinas membawahi Sekretariat, "
                "Bidang Koperasi, Bidang Pemberdayaan Usaha Kecil, Bidang Pengembangan Usaha Kecil, "
                "dan UPTD Balai Latihan KUKM."
            ),
        )
    ]


def test_tree_of_positions_2025(rekam: Rekam, laporan: Laporan) -> None:
    ((tree, *_, alt),) = rekam(laporan, "jabatan")
    assert tree.keterangan == ("formasi 145\u00a0orang, terisi 117\u00a0orang",)
    assert [(kelompok.teks, len(kelompok.anak)) for kelompok in tree.anak] == [
        ("Jabatan Struktural", 3),
        ("Jabatan Fungsional", 4),
        ("Jabatan Pelaksana", 0),
        ("PPPK", 3),
    ]
    assert tree.anak[1].anak[0] == Simpul("Ahli Madya", "", ("formasi 4\u00a0orang, terisi 2\u00a0orang",))
    # Every box is said with its figures, once.
    assert alt.replace("\u00a0", " ") == (
        "Peta jabatan Dinas Koperasi, Usaha Kecil dan Menengah. "
        "Dinas Koperasi, Usaha Kecil dan Menengah (formasi 145 orang, terisi 117 orang) membawahi "
        "Jabatan Struktural, Jabatan Fungsional, Jabatan Pelaksana (formasi 36 orang, terisi 23 orang), dan PPPK. "
        "Jabatan Struktural (formasi 11 orang, terisi 11 orang) membawahi "
        "Eselon II (formasi 1 orang, terisi 1 orang), Eselon III (formasi 5 orang, terisi 5 orang), "
        "dan Eselon IV (formasi 5 orang, terisi 5 orang). "
        "Jabatan Fungsional (formasi 31 orang, terisi 16 orang) membawahi "
        "Ahli Madya (formasi 4 orang, terisi 2 orang), Ahli Muda (formasi 11 orang, terisi 10 orang), "
        "Ahli Pertama (formasi 14 orang, terisi 3 orang), dan Terampil (formasi 2 orang, terisi 1 orang). "
        "PPPK (formasi 67 orang, terisi 67 orang) membawahi PPPK Fungsional (formasi 1 orang, terisi 1 orang), "
        "PPPK Penuh Waktu (formasi 8 orang, terisi 8 orang), dan PPPK Paruh Waktu (formasi 58 orang, terisi 58 orang)."
    )


def test_a_tree_for_each_tujuan(rekam: Rekam, laporan_kedua: Laporan) -> None:
    first, second = trees(rekam(laporan_kedua, "pohon-kinerja"))
    assert first == Simpul(
        "Meningkatnya derajat kesehatan [ibu & anak]",
        "Tujuan",
        anak=(
            Simpul(
                "Menurunnya kematian ibu *dan* bayi",
                "Sasaran",
                ("Angka kematian ibu *(AKI)*",),
                (
                    Simpul(
                        "Program Upaya Kesehatan *Perorangan* & Masyarakat",
                        "Program",
                        ("Cakupan imunisasi dasar [UCI] & lanjutan",),
                        (Simpul("Kelas ibu hamil yang dibuka", "Indikator kegiatan"),),
                    ),
                ),
            ),
        ),
    )
    assert [sasaran.teks for sasaran in second.anak] == [
        "Terkendalinya hunian rumah sakit | rujukan",
        "Meningkatnya mutu pelayanan <primer> & rujukan",
    ]
    # A target that is a range is a target.
    assert second.anak[0].keterangan == ("Hunian tempat tidur (BOR) | RSUD",)
    programs = [sasaran.anak[0] for tree in trees(rekam(laporan_kedua, "cascading")) for sasaran in tree.anak]
    assert [(program.keterangan, len(program.anak)) for program in programs] == [
        (("Bidang Pelayanan [Medik]",), 2),
        (("Seksi Rujukan #2",), 1),
        # Nobody is named, and nothing below it.
        ((), 0),
    ]


def test_units_below_units_and_beside_each_other(rekam: Rekam, rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["instansi"]["unit"] = [
        {"kode": "seksi", "nama": "Seksi Baca", "induk": "bidang"},
        {"kode": "kepala", "nama": "Kepala Dinas"},
        {"kode": "bidang", "nama": "Bidang Buku", "induk": "kepala"},
        {"kode": "dewan", "nama": "Dewan Perpustakaan"},
    ]
    calls = rekam(rakit(kecil), "struktur")
    assert trees(calls) == [
        Simpul("Kepala Dinas", anak=(Simpul("Bidang Buku", anak=(Simpul("Seksi Baca"),)),)),
        Simpul("Dewan Perpustakaan"),
    ]
    assert [alt for *_, alt in calls] == [
        "Susunan organisasi Dinas Perpustakaan. Kepala Dinas membawahi Bidang Buku. Bidang Buku membawahi Seksi Baca.",
        "Susunan organisasi Dinas Perpustakaan. Dewan Perpustakaan.",
    ]


def test_what_is_said_of_trees(alt_kedua: dict[str, list[str]]) -> None:
    assert alt_kedua["struktur"] == [
        (
            "Susunan organisasi Dinas Kesehatan & Keluarga Berencana. Kepala Dinas membawahi Bidang Pelayanan [Medik]. "
            "Bidang Pelayanan [Medik] membawahi Seksi Rujukan #2."
        )
    ]
    assert alt_kedua["pohon-kinerja"] == [
        (
            "Pohon kinerja. Meningkatnya derajat kesehatan [ibu & anak] membawahi Menurunnya kematian ibu *dan* bayi. "
            "Menurunnya kematian ibu *dan* bayi (Angka kematian ibu *(AKI)*) membawahi "
            "Program Upaya Kesehatan *Perorangan* & Masyarakat. "
            "Program Upaya Kesehatan *Perorangan* & Masyarakat (Cakupan imunisasi dasar [UCI] & lanjutan) membawahi "
            "Kelas ibu hamil yang dibuka."
        ),
        (
            "Pohon kinerja. Meningkatnya mutu_layanan membawahi Terkendalinya hunian rumah sakit | rujukan dan "
            "Meningkatnya mutu pelayanan <primer> & rujukan. "
            "Terkendalinya hunian rumah sakit | rujukan (Hunian tempat tidur (BOR) | RSUD) membawahi Program Rujukan. "
            "Meningkatnya mutu pelayanan <primer> & rujukan (Waktu tunggu rawat_jalan) "
            '(Indeks "kepuasan" masyarakat) membawahi Program Penunjang "Urusan" <kota>.'
        ),
    ]
    assert alt_kedua["cascading"][1] == (
        "Penurunan kinerja sampai kegiatan. Meningkatnya mutu_layanan membawahi "
        "Terkendalinya hunian rumah sakit | rujukan dan Meningkatnya mutu pelayanan <primer> & rujukan. "
        "Terkendalinya hunian rumah sakit | rujukan (Hunian tempat tidur (BOR) | RSUD) membawahi Program Rujukan. "
        "Program Rujukan (Seksi Rujukan #2) membawahi Pengelolaan rujukan & ambulans. "
        "Meningkatnya mutu pelayanan <primer> & rujukan (Waktu tunggu rawat_jalan) "
        '(Indeks "kepuasan" masyarakat) membawahi Program Penunjang "Urusan" <kota>.'
    )


# Charts.


def rated(calls: list[tuple[Any, ...]]) -> list[tuple[str, str, str, str]]:
    ((rows,),) = calls
    daftar: tuple[BarisCapaian, ...] = rows
    return [(row.nama, format_ringkas(row.capaian), row.kriteria, row.warna) for row in daftar]


def test_achievements_2025(rekam: Rekam, laporan: Laporan) -> None:
    assert rated(rekam(laporan, "capaian")) == [
        ("Persentase pertumbuhan koperasi", "111,23%", "Sangat Baik", "#1E7B34"),
        ("Persentase pertumbuhan UKM", "100,16%", "Sangat Baik", "#1E7B34"),
        ("Persentase SDM KUKM yang berkualitas", "102,86%", "Sangat Baik", "#1E7B34"),
        ("Nilai Capaian Kinerja Perangkat Daerah", "–", "", "#808080"),
    ]


def test_a_rating_without_a_colour_is_grey(rekam: Rekam, rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["indikator"]["skala"]["pita"][1]["kode"] = "ungu"
    assert rated(rekam(rakit(kecil), "capaian")) == [("Pengunjung", "95,00%", "Baik", "#808080")]


def years(titik: tuple[TitikRiwayat, ...]) -> list[tuple[int, str, str]]:
    return [(each.tahun, format_ringkas(each.realisasi), format_ringkas(each.target)) for each in titik]


def test_history_2025(rekam: Rekam, laporan: Laporan) -> None:
    ((nama, satuan, titik),) = rekam(laporan, "riwayat-pertumbuhan_koperasi")
    assert (nama, satuan) == ("Persentase pertumbuhan koperasi", "%")
    # The value of the base year; targets of the Renstra, and for the year the one agreed on.
    assert years(titik) == [
        (2022, "10,61%", "–"),
        (2023, "–", "17,65%"),
        (2024, "3,33%", "18,15%"),
        (2025, "8,06%", "7,25%"),
    ]


def with_history(kecil: dict[str, Any]) -> dict[str, Any]:
    kecil["renstra"]["target"] = [{"indikator": "pengunjung", "awal": 180, "tahunan": {2025: 210}}]
    return kecil


def test_history_of_two_years(rekam: Rekam, rakit: Rakit, kecil: dict[str, Any]) -> None:
    ((nama, satuan, titik),) = rekam(rakit(with_history(kecil)), "riwayat-pengunjung")
    assert (nama, satuan) == ("Pengunjung", "orang")
    assert years(titik) == [(2024, "180", "–"), (2025, "190", "200")]


def test_a_range_is_no_target_in_a_history(rekam: Rekam, rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["indikator"]["indikator"][0]["polaritas"] = "rentang"
    janji = kecil["target"]["perjanjian"][0]["sasaran"][0]["indikator"]
    janji[0] = {"indikator": "pengunjung", "bawah": 100, "atas": 200}
    ((_, _, titik),) = rekam(rakit(with_history(kecil)), "riwayat-pengunjung")
    assert years(titik) == [(2024, "180", "–"), (2025, "190", "–")]
    assert (titik[1].target.alasan, titik[1].target.satuan) == ("tidak ada target", "orang")


def test_one_year_makes_no_history(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["renstra"]["target"] = [{"indikator": "pengunjung", "tahunan": {2025: 210, 2026: 220}}]
    assert "riwayat-pengunjung" not in plan_ilustrasi(rakit(kecil), BIDANG, WARNA)


def with_quarters(kecil: dict[str, Any], *realisasi: int | None) -> dict[str, Any]:
    kecil["target"]["rencana_aksi"] = [
        {"indikator": "pengunjung", "cara": "tambahan", "triwulan": [50, 50, None, 50]},
    ]
    kecil["realisasi"]["triwulan"] = [{"indikator": "pengunjung", "cara": "kumulatif", "triwulan": list(realisasi)}]
    return kecil


def test_an_indicator_without_a_value_has_no_chart_of_its_own(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["renstra"] |= {"tahun_dasar": 2022, "tahun_mulai": 2023}
    kecil["realisasi"]["realisasi"][0] |= {"nilai": {2023: 170, 2024: 180, 2025: None}, "alasan": "belum dihitung"}
    laporan = rakit(with_quarters(kecil, 40, 90, 140, 190))
    names = ["pohon-kinerja", "cascading", "capaian", "anggaran"]
    assert list(plan_ilustrasi(laporan, BIDANG, WARNA)) == names


def test_quarters_2025(rekam: Rekam, laporan: Laporan) -> None:
    ((nama, satuan, target, realisasi, cara),) = rekam(laporan, "triwulan-pertumbuhan_koperasi")
    assert (nama, satuan, cara) == ("Persentase pertumbuhan koperasi", "%", "kumulatif")
    assert [format_ringkas(angka) for angka in target] == ["1,45%", "3,50%", "6,00%", "7,25%"]
    assert [format_ringkas(angka) for angka in realisasi] == ["1,26%", "3,76%", "6,26%", "7,07%"]


def test_quarters_are_added_up_each_side_its_own_way(rekam: Rekam, rakit: Rakit, kecil: dict[str, Any]) -> None:
    ((*_, target, realisasi, cara),) = rekam(rakit(with_quarters(kecil, 40, 90, None, None)), "triwulan-pengunjung")
    assert [format_ringkas(angka) for angka in target] == ["50", "100", "–", "–"]
    assert [format_ringkas(angka) for angka in realisasi] == ["40", "90", "–", "–"]
    assert cara == "kumulatif"


def test_one_quarter_makes_no_chart(rakit: Rakit, kecil: dict[str, Any]) -> None:
    laporan = rakit(with_quarters(kecil, 40, None, None, None))
    assert "triwulan-pengunjung" not in plan_ilustrasi(laporan, BIDANG, WARNA)


def spent(calls: list[tuple[Any, ...]]) -> tuple[str, list[tuple[str, str, str]]]:
    ((rows, apa),) = calls
    daftar: tuple[BarisAnggaran, ...] = rows
    return apa, [(row.nama, format_rupiah(row.pagu), format_rupiah(row.realisasi)) for row in daftar]


def test_budget_2025_is_that_of_sasaran(rekam: Rekam, laporan: Laporan) -> None:
    assert spent(rekam(laporan, "anggaran")) == (
        "sasaran",
        [
            ("Meningkatnya Pertumbuhan Koperasi", "Rp749.647.800", "Rp178.286.381"),
            ("Meningkatnya Pertumbuhan UKM", "Rp6.866.511.950", "Rp4.313.161.216"),
            ("Meningkatnya Kualitas SDM KUKM", "Rp966.028.200", "Rp865.736.140"),
            ("Meningkatnya Tata Kelola Pemerintahan", "Rp13.446.867.554", "Rp11.282.535.802"),
        ],
    )


def test_budget_of_programs_where_their_realisations_are_known(rekam: Rekam, laporan_kedua: Laporan) -> None:
    assert spent(rekam(laporan_kedua, "anggaran")) == (
        "program",
        [
            ("Program Upaya Kesehatan *Perorangan* & Masyarakat", "Rp630.250.000", "Rp618.100.499"),
            ("Program Rujukan", "Rp1.500.000.000", "Rp1.432.750.250"),
            ('Program Penunjang "Urusan" <kota>', "Rp5.025.000.000", "Rp4.990.000.000"),
        ],
    )


def test_a_program_without_a_budget_is_left_out(rekam: Rekam, rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["anggaran"]["program"] += [
        {"kode": "1.2", "nama": "Program Baca", "sasaran": "baca"},
        {"kode": "1.3", "nama": "Program Rak", "sasaran": "baca", "pagu_induk": 500},
    ]
    assert spent(rekam(rakit(kecil), "anggaran")) == (
        "program",
        [("Program Buku", "Rp1.000", "Rp900"), ("Program Rak", "Rp500", "belum tersedia")],
    )


def test_without_any_budget_there_is_no_chart_of_it(rakit: Rakit, kecil: dict[str, Any]) -> None:
    del kecil["anggaran"]["program"][0]["pagu_induk"]
    del kecil["anggaran"]["program"][0]["realisasi"]
    assert list(plan_ilustrasi(rakit(kecil), BIDANG, WARNA)) == ["pohon-kinerja", "cascading", "capaian"]


def test_what_is_said_of_charts(alt_kedua: dict[str, list[str]]) -> None:
    assert [
        alt.replace("\u00a0", " ") for nama in ("capaian", "riwayat-aki", "anggaran") for alt in alt_kedua[nama]
    ] == [
        (
            "Grafik batang capaian 4 indikator terhadap target. "
            "Capaian tertinggi: Angka kematian ibu *(AKI)*, 120,00% (Melampaui); "
            "terendah: Hunian tempat tidur (BOR) | RSUD, 100,00% (Cukup). "
            'Capaian belum tersedia: Indeks "kepuasan" masyarakat.'
        ),
        (
            "Grafik garis realisasi dan target per tahun, Angka kematian ibu *(AKI)* (per 100.000 kelahiran hidup): "
            "tahun 2024 realisasi 182,5 per 100.000 kelahiran hidup, target belum tersedia; "
            "tahun 2025 realisasi 135,7 per 100.000 kelahiran hidup, target 170,0 per 100.000 kelahiran hidup."
        ),
        (
            "Grafik batang pagu dan realisasi anggaran 3 program. "
            'Pagu tertinggi: Program Penunjang "Urusan" <kota>, Rp5.025.000.000; '
            "terendah: Program Upaya Kesehatan *Perorangan* & Masyarakat, Rp630.250.000. "
            'Serapan tertinggi: Program Penunjang "Urusan" <kota>, 99,30%; terendah: Program Rujukan, 95,52%.'
        ),
    ]


def test_the_numbers_of_each_figure(laporan: Laporan, laporan_kedua: Laporan) -> None:
    numbers = list_angka(laporan)
    assert [format_angka(angka) for angka in numbers["capaian"]] == ["111,23", "100,16", "102,86", "–"]
    assert [format_angka(angka) for angka in numbers["jabatan"][:4]] == ["145", "117", "11", "11"]
    assert [format_angka(angka) for angka in numbers["anggaran"][:2]] == ["749.647.800", "23,78"]
    assert [format_angka(a) for a in numbers["triwulan-pertumbuhan_koperasi"][-2:]] == ["7,25", "7,07"]
    assert set(numbers) >= set(plan_ilustrasi(laporan, BIDANG, WARNA)) - {"pohon-kinerja", "cascading", "struktur"}
    assert laporan_kedua.sdm is not None
    assert "jabatan" not in list_angka(replace(laporan_kedua, sdm=None))
