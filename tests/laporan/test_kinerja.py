from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from lkj.format import format_angka, format_satuan
from lkj.laporan import Kinerja, Laporan, Rentang

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.angka import Angka
    from lkj.finding import Position

    Rakit = Callable[[Mapping[str, Any]], Laporan]
    Tempat = Callable[..., Position]


def single(target: Angka | Rentang) -> Angka:
    assert not isinstance(target, Rentang)
    return target


# Target of the first agreement and of the one in force, realisation, last year's, achievement, change in points,
# relative change, distance to the medium-term target.
@pytest.mark.parametrize(
    ("kode", "expected"),
    [
        ("pertumbuhan_koperasi", ["17,74", "7,25", "8,06", "3,33", "111,23", "4,73", "141,94", "9,59"]),
        ("pertumbuhan_ukm", ["0,56", "28,20", "28,25", "28,11", "100,16", "0,14", "0,48", "-27,64"]),
        ("sdm_berkualitas", ["0,390", "0,152", "0,156", "0,325", "102,86", "-0,169", "-51,89", "0,213"]),
        ("nilai_kinerja", ["78,10", "78,10", "–", "81,06", "–", "–", "–", "–"]),
        ("izin_usp", ["6,85", "6,85", "8,22", "2,74", "120,00", "5,48", "199,97", "–"]),
        ("koperasi_diawasi", ["24,63", "24,63", "25,37", "22,39", "103,03", "2,98", "13,32", "–"]),
        ("koperasi_sehat", ["12,33", "12,33", "16,44", "10,96", "133,33", "5,48", "49,99", "–"]),
        ("koperasi_diberdayakan", ["6,72", "6,72", "8,21", "6,72", "122,22", "1,49", "22,16", "–"]),
        ("umkm_diberdayakan", ["4,51", "4,51", "5,52", "4,30", "122,42", "1,22", "28,29", "–"]),
        ("usaha_naik_kelas", ["0,12", "0,12", "0,12", "0,11", "100,00", "0,01", "10,22", "–"]),
        ("sdm_bersertifikat", ["97,00", "97,00", "100,00", "100,00", "103,09", "0,00", "0,00", "–"]),
        ("nilai_sakip", ["78,05", "78,05", "78,05", "–", "100,00", "–", "–", "–"]),
    ],
)
def test_indikator_2025(laporan: Laporan, kode: str, expected: list[str]) -> None:
    kinerja = laporan.indikator[kode]
    shown = [
        single(kinerja.target_induk),
        single(kinerja.target),
        kinerja.realisasi,
        kinerja.realisasi_lalu,
        kinerja.capaian,
        kinerja.perubahan,
        kinerja.perubahan_relatif,
        kinerja.jarak,
    ]
    assert [format_angka(angka) for angka in shown] == expected


def test_the_achievement_of_koperasi_is_computed_without_rounding(laporan: Laporan) -> None:
    kinerja = laporan.indikator["pertumbuhan_koperasi"]
    growth = Decimal(10) / Decimal(124) * 100
    assert kinerja.realisasi.pasti.quantize(Decimal("1e-20")) == growth.quantize(Decimal("1e-20"))
    assert kinerja.capaian.pasti.quantize(Decimal("1e-20")) == (growth / Decimal("7.25") * 100).quantize(
        Decimal("1e-20")
    )


def test_the_achievement_of_koperasi_stands_on_three_lines_of_the_data(laporan: Laporan, tempat: Tempat) -> None:
    kinerja = laporan.indikator["pertumbuhan_koperasi"]
    counts = ("data:\n", "kode: koperasi\n", "nilai:\n")
    assert kinerja.capaian.positions() == (
        tempat("realisasi.yaml", *counts, "2025: ", "134"),
        tempat("realisasi.yaml", *counts, "2024: ", "124"),
        tempat("target.yaml", "kode: perubahan\n", "indikator: pertumbuhan_koperasi\n", "target: ", "7.25"),
    )
    assert kinerja.capaian.formula() == (
        "Persentase pertumbuhan koperasi 2025 ÷ Target Persentase pertumbuhan koperasi 2025 × 100"
    )
    assert kinerja.realisasi.formula() == ("(Jumlah Koperasi 2025 − Jumlah Koperasi 2024) ÷ Jumlah Koperasi 2024 × 100")


def test_a_published_value_stands_on_its_own_line(laporan: Laporan, tempat: Tempat) -> None:
    lalu = laporan.indikator["pertumbuhan_ukm"].realisasi_lalu
    place = tempat("realisasi.yaml", "realisasi:\n", "indikator: pertumbuhan_ukm\n", "2024: ", "28.11")
    assert lalu.positions() == (place,)
    assert lalu.label == "Persentase pertumbuhan UKM 2024"


def test_a_target_in_counts_goes_through_the_formula(laporan: Laporan, tempat: Tempat) -> None:
    kinerja = laporan.indikator["koperasi_diawasi"]
    wanted, counted = (
        tempat("target.yaml", "program_kegiatan:\n", "koperasi_diawasi: ", "33"),
        tempat("realisasi.yaml", "kode: koperasi\n", "2025: ", "134"),
    )
    assert single(kinerja.target).positions() == (wanted, counted)
    assert {kode: format_satuan(angka) for kode, angka in kinerja.target_variabel.items()} == {
        "koperasi_diawasi": "33\u00a0koperasi"
    }


def test_units_of_what_is_compared(laporan: Laporan) -> None:
    koperasi, kinerja = laporan.indikator["pertumbuhan_koperasi"], laporan.indikator["nilai_kinerja"]
    assert (koperasi.satuan, kinerja.satuan) == ("%", "Nilai")
    assert [a.satuan for a in (koperasi.perubahan, koperasi.jarak, koperasi.perubahan_relatif)] == [
        "poin persen",
        "poin persen",
        "%",
    ]
    assert [a.satuan for a in (kinerja.perubahan, kinerja.jarak)] == ["Nilai", "Nilai"]


def test_verdicts_2025(laporan: Laporan) -> None:
    def verdicts(kode: str) -> tuple[str, bool, bool, bool, bool]:
        k = laporan.indikator[kode]
        return k.kriteria.nama if k.kriteria else "", k.tercapai, k.meningkat, k.menurun, k.akhir_tercapai

    assert verdicts("pertumbuhan_koperasi") == ("Sangat Baik", True, True, False, False)
    assert verdicts("pertumbuhan_ukm") == ("Sangat Baik", True, True, False, True)
    assert verdicts("sdm_berkualitas") == ("Sangat Baik", True, False, True, False)
    assert verdicts("sdm_bersertifikat") == ("Sangat Baik", True, False, False, False)
    assert verdicts("nilai_kinerja") == ("", False, False, False, False)


def test_the_missing_realisation_carries_its_reason(laporan: Laporan, tempat: Tempat) -> None:
    kinerja = laporan.indikator["nilai_kinerja"]
    reason = kinerja.realisasi.alasan
    assert reason
    assert [a.alasan for a in (kinerja.capaian, kinerja.perubahan, kinerja.perubahan_relatif, kinerja.jarak)] == [
        reason
    ] * 4
    assert kinerja.kriteria is None
    (place,) = kinerja.realisasi.positions()
    assert place.line == tempat("realisasi.yaml", "realisasi:\n", "indikator: nilai_kinerja\n", "2025:").line


def test_renstra_2025(laporan: Laporan) -> None:
    kinerja = laporan.indikator["pertumbuhan_koperasi"]
    assert format_angka(kinerja.awal) == "10,61"
    assert {year: format_angka(angka) for year, angka in kinerja.target_tahunan.items()} == {
        2023: "17,65",
        2024: "18,15",
        2025: "19,01",
        2026: "19,53",
    }
    assert format_angka(kinerja.target_akhir) == "17,65"
    assert kinerja.target_akhir.label == "Target akhir Renstra Persentase pertumbuhan koperasi"
    rb = laporan.indikator["nilai_rb"]
    assert not rb.target_ditetapkan
    assert single(rb.target).alasan == ("Target Nilai Reformasi Birokrasi (RB) Perangkat Daerah 2025 tidak ditetapkan")
    assert [angka.ada for angka in rb.target_tahunan.values()] == [True, False, False, False]
    assert rb.target_akhir.alasan == "tidak ditetapkan dalam Renstra"
    assert rb.realisasi.alasan == "Nilai Reformasi Birokrasi (RB) Perangkat Daerah tahun 2025 tidak tersedia"


def test_variables_and_names_of_a_formula(laporan: Laporan) -> None:
    kinerja = laporan.indikator["pertumbuhan_ukm"]
    assert {(v.kode, v.mundur): format_angka(angka) for v, angka in kinerja.variabel.items()} == {
        ("usaha_kecil", 0): "4.949",
        ("usaha_kecil", 1): "3.859",
    }
    assert kinerja.nama_data == {"usaha_kecil": "Jumlah Usaha Kecil"}
    assert laporan.indikator["nilai_kinerja"].variabel == {}


def test_quarters_2025(laporan: Laporan) -> None:
    kinerja = laporan.indikator["izin_usp"]
    assert [(t.nomor, format_angka(t.target), format_angka(t.realisasi)) for t in kinerja.triwulan] == [
        (1, "0,00", "0,00"),
        (2, "1,00", "1,00"),
        (3, "1,00", "3,50"),
        (4, "1,00", "3,72"),
    ]
    assert kinerja.triwulan[3].realisasi.label == (
        "Realisasi Persentase izin usaha simpan pinjam yang difasilitasi triwulan 4"
    )
    (catatan,) = kinerja.catatan_triwulan
    assert (catatan.apa, format_angka(catatan.hasil), format_angka(catatan.tahunan)) == ("target", "3,00", "6,85")
    assert catatan.berbeda
    assert catatan.penjelasan == "Dikutip seperti tercetak."
    assert laporan.indikator["pertumbuhan_ukm"].triwulan == ()


# What 2025 has no case of.


def only(laporan: Laporan) -> Kinerja:
    return laporan.indikator["pengunjung"]


def test_maksimal(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kinerja = only(rakit(kecil))
    assert format_satuan(kinerja.capaian) == "95,00%"
    assert kinerja.kriteria
    assert kinerja.kriteria.nama == "Baik"
    assert not kinerja.tercapai
    assert kinerja.analisis is None
    assert kinerja.keterangan_renstra == ""
    assert kinerja.standar.alasan == "tidak ada standar nasional"
    assert {year: a.alasan for year, a in kinerja.target_tahunan.items()} == {
        2025: "tidak ditetapkan dalam Renstra",
        2026: "tidak ditetapkan dalam Renstra",
    }


def test_minimal_with_cap_and_standard(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["indikator"]["indikator"][0] |= {
        "polaritas": "minimal",
        "batas_capaian": 104,
        "standar_nasional": {"nilai": 250, "sumber": "Permen"},
    }
    kecil["renstra"]["target"] = [
        {"indikator": "pengunjung", "tahunan": {2025: 200}, "akhir": 150, "keterangan": "turun"}
    ]
    kinerja = only(rakit(kecil))
    # (2 × 200 − 190) ÷ 200 × 100 = 105, capped.
    assert format_satuan(kinerja.capaian) == "104,00%"
    assert kinerja.capaian.formula() == (
        "min((2 × Target Pengunjung 2025 − Pengunjung 2025) ÷ Target Pengunjung 2025 × 100; Batas capaian)"
    )
    assert format_angka(kinerja.jarak) == "40"
    assert kinerja.keterangan_renstra == "turun"
    assert format_satuan(kinerja.standar) == "250\u00a0orang"


@pytest.mark.parametrize(("nilai", "capaian"), [(50, "50,00"), (100, "100,00"), (250, "75,00")])
def test_rentang(rakit: Rakit, kecil: dict[str, Any], nilai: int, capaian: str) -> None:
    kecil["indikator"]["indikator"][0]["polaritas"] = "rentang"
    janji = kecil["target"]["perjanjian"][0]["sasaran"][0]["indikator"]
    janji[0] = {"indikator": "pengunjung", "bawah": 100, "atas": 200}
    kecil["realisasi"]["realisasi"][0]["nilai"][2025] = nilai
    laporan = rakit(kecil)
    kinerja = only(laporan)
    assert isinstance(kinerja.target, Rentang)
    assert kinerja.target_ditetapkan
    assert (format_angka(kinerja.target.bawah), format_angka(kinerja.target.atas)) == ("100", "200")
    assert kinerja.target.atas.label == "Target Pengunjung 2025 (atas)"
    assert format_angka(kinerja.capaian) == capaian
    assert kinerja.jarak.alasan == "target berupa rentang"
    quarters = laporan.perjanjian[0].sasaran[0].janji[0].triwulan
    assert [angka.alasan for angka in quarters] == ["target berupa rentang"] * 4


def test_typed_quarters_of_a_target(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["target"]["perjanjian"][0]["sasaran"][0]["indikator"][0]["triwulan"] = [20, None, 100, 200]
    quarters = rakit(kecil).perjanjian[0].sasaran[0].janji[0].triwulan
    assert [format_angka(angka) for angka in quarters] == ["20", "–", "100", "200"]
    assert quarters[1].alasan == "tidak ditetapkan"


def test_an_earlier_count_that_is_not_known(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["indikator"]["indikator"][0]["rumus"] = "orang[t] - orang[t-1]"
    kecil["realisasi"] = {
        "data": [{"kode": "orang", "nama": "Jumlah Orang", "satuan": "orang", "nilai": {2024: 0, 2025: 190}}]
    }
    kinerja = only(rakit(kecil))
    assert format_angka(kinerja.realisasi) == "190"
    assert kinerja.realisasi_lalu.alasan == "data Jumlah Orang tahun 2023 tidak tersedia"
    assert kinerja.perubahan.alasan == "data Jumlah Orang tahun 2023 tidak tersedia"


def test_a_count_left_blank_with_a_reason(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["indikator"]["indikator"][0]["rumus"] = "orang[t]"
    data = {"kode": "orang", "nama": "Jumlah Orang", "satuan": "orang", "nilai": {2025: None}}
    kecil["realisasi"] = {"data": [data | {"alasan": "belum dihitung"}]}
    assert only(rakit(kecil)).realisasi.alasan == "belum dihitung"


def test_quarters_monitored_on_one_side_only(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["realisasi"]["triwulan"] = [
        {"indikator": "pengunjung", "cara": "tambahan", "triwulan": [40, 50, None, 60], "catatan": "TW III menyusul"}
    ]
    kinerja = only(rakit(kecil))
    assert [t.target.alasan for t in kinerja.triwulan] == ["tidak dipantau"] * 4
    assert [format_angka(t.realisasi) for t in kinerja.triwulan] == ["40", "50", "–", "60"]
    assert kinerja.triwulan[2].realisasi.alasan == "belum dilaporkan"
    assert [(note.apa, note.berbeda, note.penjelasan) for note in kinerja.catatan_triwulan] == [
        ("realisasi", False, "TW III menyusul")
    ]


def with_plan(kecil: dict[str, Any], cara: str, triwulan: list[int | None]) -> dict[str, Any]:
    kecil["target"]["rencana_aksi"] = [{"indikator": "pengunjung", "cara": cara, "triwulan": triwulan}]
    return kecil


@pytest.mark.parametrize(
    ("cara", "expected"), [("kumulatif", ["40", "50", "–", "60"]), ("tambahan", ["40", "90", "–", "–"])]
)
def test_quarters_added_up_over_the_year(rakit: Rakit, kecil: dict[str, Any], cara: str, expected: list[str]) -> None:
    kinerja = only(rakit(with_plan(kecil, cara, [40, 50, None, 60])))
    assert [format_angka(t.target) for t in kinerja.triwulan] == ["40", "50", "–", "60"]
    assert [(t.nomor, format_angka(t.target)) for t in kinerja.triwulan_kumulatif] == list(enumerate(expected, 1))
    assert [t.target.label for t in kinerja.triwulan_kumulatif][1:3] == [
        "Target Pengunjung sampai triwulan 2",
        "Target Pengunjung sampai triwulan 3",
    ]
    assert {t.target.satuan for t in kinerja.triwulan_kumulatif} == {"orang"}
    assert kinerja.triwulan_kumulatif[2].target.alasan == "belum dilaporkan"
    assert [t.realisasi.alasan for t in kinerja.triwulan_kumulatif] == ["tidak dipantau"] * 4


def test_plan_and_report_may_count_quarters_in_different_ways(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["realisasi"]["triwulan"] = [
        {"indikator": "pengunjung", "cara": "kumulatif", "triwulan": [30, 60, 90, 120]},
    ]
    kinerja = only(rakit(with_plan(kecil, "tambahan", [25, 25, 25, 25])))
    assert [(format_angka(t.target), format_angka(t.realisasi)) for t in kinerja.triwulan_kumulatif] == [
        ("25", "30"),
        ("50", "60"),
        ("75", "90"),
        ("100", "120"),
    ]


def test_quarters_added_up_come_from_the_data(laporan: Laporan, tempat: Tempat) -> None:
    kinerja = laporan.indikator["izin_usp"]
    assert [(format_angka(t.target), format_angka(t.realisasi)) for t in kinerja.triwulan_kumulatif] == [
        ("0,00", "0,00"),
        ("1,00", "1,00"),
        ("2,00", "4,50"),
        ("3,00", "8,22"),
    ]
    third = kinerja.triwulan_kumulatif[2].target
    line = tempat("target.yaml", "rencana_aksi:\n", "indikator: izin_usp\n", "triwulan:").line
    assert {position.line for position in third.positions()} == {line}
    assert len(third.positions()) == 3
    assert laporan.indikator["pertumbuhan_ukm"].triwulan_kumulatif == ()


def test_history_begins_with_the_base_year_if_its_value_is_known(laporan: Laporan, rakit: Rakit, kecil: Any) -> None:
    koperasi = laporan.indikator["pertumbuhan_koperasi"]
    assert {year: format_angka(angka) for year, angka in koperasi.riwayat.items()} == {
        2022: "10,61",
        2023: "–",
        2024: "3,33",
        2025: "8,06",
    }
    assert list(koperasi.riwayat) == [2022, 2023, 2024, 2025]
    assert koperasi.riwayat[2022] == koperasi.awal
    assert koperasi.riwayat[2023].alasan == "data Jumlah Koperasi tahun 2022 tidak tersedia"
    assert koperasi.riwayat[2024].pasti == koperasi.realisasi_lalu.pasti
    assert koperasi.riwayat[2025].positions() == koperasi.realisasi.positions()
    # Years before the Renstra are no part of its history.
    assert list(only(rakit(kecil)).riwayat) == [2025]


def test_history_ends_with_the_year_of_the_report(rakit: Rakit, kecil: dict[str, Any]) -> None:
    kecil["renstra"] |= {"tahun_dasar": 2022, "tahun_mulai": 2023}
    kecil["realisasi"]["realisasi"][0]["nilai"] = {2021: 1, 2022: 2, 2023: 3, 2024: 4, 2025: 5}
    assert {year: format_angka(angka) for year, angka in only(rakit(kecil)).riwayat.items()} == {
        2023: "3",
        2024: "4",
        2025: "5",
    }


def test_analysis_belongs_to_its_indicator(laporan: Laporan) -> None:
    analisis = laporan.indikator["pertumbuhan_koperasi"].analisis
    assert analisis is None or analisis.indikator == "pertumbuhan_koperasi"
    assert {k.analisis.indikator for k in laporan.indikator.values() if k.analisis} == {
        entry.indikator
        for entry in laporan.data.analisis.analisis  # type: ignore[union-attr] # 2025 has one
    }
