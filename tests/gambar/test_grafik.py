from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, get_args

import pytest
from PIL import Image

from lkj.angka import Angka, unknown
from lkj.gambar.grafik import (
    BarisAnggaran,
    BarisCapaian,
    TitikRiwayat,
    draw_anggaran,
    draw_capaian,
    draw_riwayat,
    draw_triwulan,
)
from lkj.gambar.kanvas import Garis, Kanvas, Kotak, Pola, draw_kanvas, paint_gambar, paint_halaman
from tests.gambar.bentuk import find_garis, find_kotak

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.gambar.kanvas import Gambar

POLA: tuple[Pola, ...] = get_args(Pola)[1:]

JAHAT = "#let x = 1; $a$ *b* \"k\" 'q' \\ \\u{41} _c_ <l> @m שלום b & </svg>"
TAK_ADA = unknown("belum dihitung")


def persen(nilai: str, desimal: int = 2) -> Angka:
    return Angka(Decimal(nilai), "%", desimal)


def rupiah(nilai: int) -> Angka:
    return Angka(Decimal(nilai), "Rp")


def orang(*nilai: int) -> tuple[Angka, ...]:
    return tuple(Angka(Decimal(each), "orang") for each in nilai)


CAPAIAN = (
    BarisCapaian("Persentase pertumbuhan koperasi", persen("111.172"), "Sangat Baik", "#1E7B34"),
    BarisCapaian("Persentase pertumbuhan UKM", persen("78.2"), "Tinggi", "#A9D18E"),
    BarisCapaian(
        "Persentase SDM KUKM yang berkualitas dan bersertifikat dari lembaga yang terakreditasi",
        persen("41"),
        "Sangat Rendah",
        "#C00000",
    ),
    BarisCapaian("Nilai Capaian Kinerja Perangkat Daerah", TAK_ADA, "", "#000000"),
)
ANGGARAN = (
    BarisAnggaran("Program Pelayanan Izin Usaha Simpan Pinjam", rupiah(31_020_900), TAK_ADA),
    BarisAnggaran("Program Pemberdayaan Koperasi", rupiah(642_655_350), rupiah(178_286_381)),
    BarisAnggaran("Program Penunjang Urusan Pemerintahan Daerah", rupiah(13_446_867_554), rupiah(11_282_535_802)),
)
RIWAYAT = (
    TitikRiwayat(2022, persen("10.61"), TAK_ADA),
    TitikRiwayat(2023, persen("17.65"), persen("17.65")),
    TitikRiwayat(2024, persen("4.29"), persen("18.15")),
    TitikRiwayat(2025, persen("8.06"), persen("7.25")),
    TitikRiwayat(2026, TAK_ADA, persen("19.53")),
)


def texts(kanvas: Kanvas) -> list[str]:
    return [each.tulisan.teks for each in kanvas.tulisan if each.tulisan.teks]


def letters(kanvas: Kanvas) -> list[str]:
    return sorted("".join("".join(each.split()) for each in texts(kanvas)))


def bars(kanvas: Kanvas) -> list[tuple[float, float]]:
    """Give the left edge and the width of every bar, in the order of painting."""
    return [(each.x, each.lebar) for each in find_kotak(kanvas) if each.tebal]


def markers(kanvas: Kanvas) -> list[Kotak]:
    return [each for each in find_kotak(kanvas) if each.sudut]


@pytest.fixture
def satu(halaman: list[Kanvas], baca: Callable[[Kanvas], str]) -> Callable[[tuple[Gambar, ...]], Kanvas]:
    """The only page of a chart, once all its text is readable."""

    def satu(gambar: tuple[Gambar, ...]) -> Kanvas:
        (only,) = gambar
        (kanvas,) = halaman
        assert (only.lebar_pt, only.tinggi_pt) == (467, kanvas.tinggi)
        assert kanvas.tinggi <= 690
        assert sorted(baca(kanvas)) == letters(kanvas)
        return kanvas

    return satu


def test_capaian(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    gambar = draw_capaian(CAPAIAN)
    kanvas = satu(gambar)
    assert texts(kanvas) == [
        *(each.nama for each in CAPAIAN),
        "111,17% (Sangat Baik)",
        "78,20% (Tinggi)",
        "41,00% (Sangat Rendah)",
        "belum tersedia",
        "0%",
        "25%",
        "50%",
        "75%",
        "100%",
        "Capaian terhadap target",
    ]
    widths = [lebar for _, lebar in bars(kanvas)]
    assert [round(lebar / widths[0], 4) for lebar in widths] == [1, round(78.2 / 111.172, 4), round(41 / 111.172, 4)]
    assert gambar[0].alt == (
        "Grafik batang capaian 4 indikator terhadap target. "
        "Capaian tertinggi: Persentase pertumbuhan koperasi, 111,17% (Sangat Baik); "
        "terendah: Persentase SDM KUKM yang berkualitas dan bersertifikat dari lembaga yang terakreditasi, "
        "41,00% (Sangat Rendah). "
        "Capaian belum tersedia: Nilai Capaian Kinerja Perangkat Daerah."
    )


def test_capaian_of_one(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    gambar = draw_capaian(CAPAIAN[:1])
    assert len(bars(satu(gambar))) == 1
    assert gambar[0].alt == (
        "Grafik batang capaian 1 indikator terhadap target. "
        "Capaian: Persentase pertumbuhan koperasi, 111,17% (Sangat Baik)."
    )


def test_capaian_of_none_known_has_no_bar(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    gambar = draw_capaian(CAPAIAN[-1:])
    assert bars(satu(gambar)) == []
    assert gambar[0].alt == (
        "Grafik batang capaian 1 indikator terhadap target. "
        "Capaian belum tersedia: Nilai Capaian Kinerja Perangkat Daerah."
    )


def test_capaian_of_zero_is_told_from_an_unknown_one(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    kanvas = satu(draw_capaian((CAPAIAN[0]._replace(capaian=persen("0"), kriteria=""), CAPAIAN[-1])))
    assert [lebar for _, lebar in bars(kanvas)] == [0]
    assert {"0,00%", "belum tersedia"} <= set(texts(kanvas))


def test_capaian_far_off_is_cut_and_says_so(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    jauh = CAPAIAN[0]._replace(capaian=persen("1234.5"))
    rugi = CAPAIAN[2]._replace(capaian=persen("-241.94"))
    kanvas = satu(draw_capaian((jauh, rugi, CAPAIAN[1])))
    (kiri, satu_lebar), (kiri_rugi, rugi_lebar), (_, biasa) = bars(kanvas)
    assert satu_lebar == rugi_lebar
    assert kiri_rugi + rugi_lebar == pytest.approx(kiri, abs=0.01)
    assert biasa / satu_lebar == pytest.approx(78.2 / 200, abs=0.001)
    assert {
        "1.234,50% (Sangat Baik)",
        "-241,94% (Sangat Rendah)",
        "-200%",
        "200%",
        "Capaian terhadap target; nilai batang yang terpotong melampaui sumbu",
    } <= set(texts(kanvas))
    edges = (kiri + satu_lebar, kiri_rugi)
    tears = [sum(x for x, _ in each.titik) / 2 for each in find_garis(kanvas) if each.warna == "#FFFFFF"]
    assert [round(tear - edge) for tear, edge in zip(tears, edges, strict=True)] == [-9, 9]


def test_each_kriteria_has_its_hatching(halaman: list[Kanvas]) -> None:
    def hatch(*kriteria: str) -> list[str]:
        halaman.clear()
        draw_capaian(tuple(BarisCapaian("A", persen("80"), each, "#FFFFFF") for each in kriteria))
        return [each.pola for each in find_kotak(halaman[0]) if each.tebal]

    assert hatch("Baik", "Cukup", "Baik") == ["", "/", ""]
    # More ratings than patterns are still told by their words.
    assert hatch(*map(str, range(9))) == ["", "/", "\\", "x", "-", "|", "+", "", "/"]


@pytest.mark.parametrize("jumlah", [30, 60])
def test_many_rows_make_more_figures(jumlah: int, halaman: list[Kanvas], baca: Callable[[Kanvas], str]) -> None:
    daftar = tuple(
        BarisCapaian(f"{CAPAIAN[2].nama} nomor {nomor}", persen(f"{nomor}.5"), "Sedang", "#FFC000")
        for nomor in range(jumlah)
    )
    gambar = draw_capaian(daftar)
    assert [each.alt.rpartition(" (")[2] for each in gambar] == [
        f"gambar {nomor} dari {len(gambar)})" for nomor in range(1, len(gambar) + 1)
    ]
    assert len(gambar) == {30: 2, 60: 4}[jumlah]
    assert max(each.tinggi_pt for each in gambar) <= 690
    assert [teks for kanvas in halaman for teks in texts(kanvas) if "nomor" in teks] == [each.nama for each in daftar]
    # One scale for all.
    assert len({kanvas.tulisan[-2].x for kanvas in halaman}) == 1
    for kanvas in halaman:
        assert sorted(baca(kanvas)) == letters(kanvas)


def test_row_higher_than_a_page_has_its_own_figure(halaman: list[Kanvas]) -> None:
    draw_capaian((CAPAIAN[0]._replace(nama="kata " * 900), CAPAIAN[1]))
    assert [len(bars(kanvas)) for kanvas in halaman] == [1, 1]


def test_what_is_said_of_a_figure_is_not_longer_than_a_pdf_can_hold() -> None:
    (gambar,) = draw_riwayat("kata " * 5000, "%", RIWAYAT)
    assert 9_900 < len(gambar.alt) <= 10_002
    assert gambar.alt.endswith(" kata …")


def test_no_rows_make_no_figure() -> None:
    assert (
        draw_capaian(())
        == draw_anggaran((), "")
        == draw_riwayat("A", "%", ())
        == draw_triwulan("A", "%", (), (), "")
        == ()
    )


def test_triwulan(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    target = tuple(map(persen, ("1.45", "2.05", "2.5", "1.25")))
    gambar = draw_triwulan(
        "Persentase pertumbuhan koperasi",
        "%",
        target,
        (persen("1.26"), persen("2.5"), TAK_ADA, persen("0.81")),
        "kumulatif",
    )
    kanvas = satu(gambar)
    assert texts(kanvas) == [
        "Persentase pertumbuhan koperasi (%, kumulatif)",
        "Target",
        "Realisasi",
        "Triwulan I",
        "Triwulan II",
        "Triwulan III",
        "Triwulan IV",
        "1,45%",
        "1,26%",
        "2,05%",
        "2,50%",
        "2,50%",
        "realisasi belum tersedia",
        "1,25%",
        "0,81%",
        "0,0%",
        "0,5%",
        "1,0%",
        "1,5%",
        "2,0%",
        "2,5%",
    ]
    assert len(bars(kanvas)) == 7 + 2  # the legend's
    assert gambar[0].alt == (
        "Grafik batang target dan realisasi per triwulan, Persentase pertumbuhan koperasi (%, kumulatif): "
        "triwulan I target 1,45%, realisasi 1,26%; triwulan II target 2,05%, realisasi 2,50%; "
        "triwulan III target 2,50%, realisasi belum tersedia; triwulan IV target 1,25%, realisasi 0,81%."
    )


def test_triwulan_of_large_numbers(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    gambar = draw_triwulan("UMKM", "orang", orang(*[254_000_000_000] * 4), orang(75, 125, 155, 3_970_000_000_000), "")
    kanvas = satu(gambar)
    assert texts(kanvas)[-4:] == ["0", "1.000.000.000.000", "2.000.000.000.000", "3.000.000.000.000"]
    assert gambar[0].alt == (
        "Grafik batang target dan realisasi per triwulan, UMKM (orang): "
        "triwulan I target 254.000.000.000\xa0orang, realisasi 75\xa0orang; "
        "triwulan II target 254.000.000.000\xa0orang, realisasi 125\xa0orang; "
        "triwulan III target 254.000.000.000\xa0orang, realisasi 155\xa0orang; "
        "triwulan IV target 254.000.000.000\xa0orang, realisasi 3.970.000.000.000\xa0orang."
    )


def test_axis_of_counts_has_whole_numbers(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    kanvas = satu(draw_triwulan("UMKM", "orang", orang(1, 1, 1, 2), orang(0, 0, 1, 2), ""))
    assert texts(kanvas)[-3:] == ["0", "1", "2"]


def test_axis_of_almost_nothing_has_whole_numbers(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    hampir = (Angka(Decimal("0.004"), "orang"),)
    kanvas = satu(draw_triwulan("UMKM", "orang", hampir, hampir, ""))
    assert texts(kanvas)[-1] == "0"


@pytest.mark.parametrize(
    ("nilai", "tanda"),
    [
        ("0.3", ["0,0%", "0,1%", "0,2%", "0,3%"]),
        ("0.0007", ["0,0000%", "0,0002%", "0,0004%", "0,0006%"]),
        ("-12", ["-10,0%", "-7,5%", "-5,0%", "-2,5%", "0,0%"]),
        ("99", ["0%", "20%", "40%", "60%", "80%"]),
    ],
)
def test_an_axis_counts_in_round_steps(
    nilai: str, tanda: list[str], satu: Callable[[tuple[Gambar, ...]], Kanvas]
) -> None:
    kanvas = satu(draw_triwulan("A", "%", (persen(nilai),), (persen("0"),), ""))
    assert texts(kanvas)[6:] == tanda


def test_axis_too_short_for_its_numbers_shows_zero(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    kanvas = satu(draw_triwulan("UMKM", "orang", orang(10**110), orang(1), ""))
    assert texts(kanvas)[-1] == "0"


def test_triwulan_of_unequal_length_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        draw_triwulan("A", "orang", orang(1, 2), orang(1), "")


def test_anggaran(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    gambar = draw_anggaran(ANGGARAN, "program")
    kanvas = satu(gambar)
    assert texts(kanvas) == [
        "Pagu",
        "Realisasi",
        *(each.nama for each in ANGGARAN),
        "31,0",
        "realisasi tidak diterbitkan",
        "642,7",
        "178,3 (27,74%)",
        "13.446,9",
        "11.282,5 (83,90%)",
        "0",
        "5.000",
        "10.000",
        "Rp juta; dalam kurung: serapan",
    ]
    assert gambar[0].alt == (
        "Grafik batang pagu dan realisasi anggaran 3 program. "
        "Pagu tertinggi: Program Penunjang Urusan Pemerintahan Daerah, Rp13.446.867.554; "
        "terendah: Program Pelayanan Izin Usaha Simpan Pinjam, Rp31.020.900. "
        "Serapan tertinggi: Program Penunjang Urusan Pemerintahan Daerah, 83,90%; "
        "terendah: Program Pemberdayaan Koperasi, 27,74%. "
        "Realisasi tidak diterbitkan: Program Pelayanan Izin Usaha Simpan Pinjam."
    )


def test_anggaran_of_small_amounts_is_in_rupiah(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    gambar = draw_anggaran(
        (
            BarisAnggaran("Kecil", rupiah(49_999), rupiah(0)),
            BarisAnggaran("Nol", rupiah(0), rupiah(0)),
            BarisAnggaran("Kosong", TAK_ADA, rupiah(100_000)),
        ),
        "sasaran",
    )
    kanvas = satu(gambar)
    assert [each for each in texts(kanvas) if each[0].isdigit()][:4] == ["49.999", "0 (0,00%)", "0", "0"]
    assert {"pagu belum tersedia", "100.000", "Rp; dalam kurung: serapan"} <= set(texts(kanvas))
    assert gambar[0].alt == (
        "Grafik batang pagu dan realisasi anggaran 3 sasaran. "
        "Pagu tertinggi: Kecil, Rp49.999; terendah: Nol, Rp0. "
        "Serapan: Kecil, 0,00%. "
        "Pagu belum tersedia: Kosong."
    )


def test_anggaran_below_zero_stays_on_the_page(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    kanvas = satu(draw_anggaran((BarisAnggaran("A", rupiah(-13_446_867_554), rupiah(-10)),), "program"))
    assert {"-13.446.867.554", "-10 (0,00%)"} <= set(texts(kanvas))


def test_riwayat(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    gambar = draw_riwayat("Persentase pertumbuhan koperasi", "%", RIWAYAT)
    kanvas = satu(gambar)
    assert texts(kanvas) == [
        "Persentase pertumbuhan koperasi (%)",
        "Realisasi",
        "Target",
        "10,61%",
        "17,65%",
        "17,65%",
        "4,29%",
        "18,15%",
        "8,06%",
        "7,25%",
        "19,53%",
        "2022",
        "target belum tersedia",
        "2023",
        "2024",
        "2025",
        "2026",
        "realisasi belum tersedia",
    ]
    # The one of the legend is the last.
    *nyata, contoh = markers(kanvas)
    assert [each.x + 3 for each in nyata] == [467 / 5 * (nomor + 0.5) for nomor in range(4)]
    assert contoh.y < min(each.y for each in nyata)
    # A line where two years are known, steps where a target is.
    garis = [each for each in find_garis(kanvas) if not each.putus]
    assert [len(each.titik) for each in garis] == [2, 4, 2]
    langkah, _ = (each for each in find_garis(kanvas) if each.putus)
    assert [x for x, _ in langkah.titik] == [467 / 5 * edge for edge in (1, 2, 2, 3, 3, 4, 4, 5)]
    assert gambar[0].alt == (
        "Grafik garis realisasi dan target per tahun, Persentase pertumbuhan koperasi (%): "
        "tahun 2022 realisasi 10,61%, target belum tersedia; tahun 2023 realisasi 17,65%, target 17,65%; "
        "tahun 2024 realisasi 4,29%, target 18,15%; tahun 2025 realisasi 8,06%, target 7,25%; "
        "tahun 2026 realisasi belum tersedia, target 19,53%."
    )


def test_riwayat_labels_stand_away_from_each_other(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    kanvas = satu(draw_riwayat("A", "%", RIWAYAT))
    y = {each.tulisan.teks: each.y for each in kanvas.tulisan}
    assert y["18,15%"] < y["4,29%"]
    assert y["8,06%"] < y["7,25%"]


def test_riwayat_of_one_year_of_nothing(satu: Callable[[tuple[Gambar, ...]], Kanvas]) -> None:
    gambar = draw_riwayat("A", "", (TitikRiwayat(2025, TAK_ADA, TAK_ADA),))
    kanvas = satu(gambar)
    assert texts(kanvas)[3:] == ["2025", "realisasi belum tersedia", "target belum tersedia"]
    assert gambar[0].alt == (
        "Grafik garis realisasi dan target per tahun, A: tahun 2025 realisasi belum tersedia, target belum tersedia."
    )


def test_many_years_make_more_figures(halaman: list[Kanvas], baca: Callable[[Kanvas], str]) -> None:
    titik = tuple(
        TitikRiwayat(1996 + n, rupiah(13_446_867_554 * (n + 1)), rupiah(-1000 if n == 3 else n)) for n in range(30)
    )
    gambar = draw_riwayat("Nilai", "Rp", titik)
    assert [each.alt[-18:] for each in gambar] == [
        f" (gambar {n} dari {len(gambar)})" for n in range(1, len(gambar) + 1)
    ]
    assert [sum(len(each.tulisan.teks) == 4 for each in kanvas.tulisan) for kanvas in halaman] == [6, 6, 6, 6, 6]
    for kanvas in halaman:
        assert sorted(baca(kanvas)) == letters(kanvas)


def test_text_is_printed_and_never_run(halaman: list[Kanvas], baca: Callable[[Kanvas], str]) -> None:
    draw_capaian((BarisCapaian(JAHAT, persen("80"), JAHAT, "#FFFFFF"),))
    draw_anggaran((BarisAnggaran(JAHAT, rupiah(10**9), rupiah(10**8)),), JAHAT)
    draw_riwayat(JAHAT, JAHAT, RIWAYAT)
    draw_triwulan(JAHAT, JAHAT, orang(1), orang(2), JAHAT)
    assert len(halaman) == 4
    for kanvas in halaman:
        assert sorted(baca(kanvas)) == letters(kanvas)


DRAW_ALL = (
    lambda: draw_capaian(CAPAIAN),
    lambda: draw_anggaran(ANGGARAN, "program"),
    lambda: draw_riwayat("A", "%", RIWAYAT),
    lambda: draw_triwulan("A", "orang", orang(1, 2, 3, 4), orang(4, 3, 2, 1), "kumulatif"),
)


@pytest.mark.parametrize("draw", DRAW_ALL)
def test_same_data_give_the_same_bytes(draw: Callable[[], tuple[Gambar, ...]]) -> None:
    first = draw()
    svg, png = list(paint_gambar(first, "svg")), list(paint_gambar(first, "png"))
    paint_halaman.cache_clear()
    assert draw() == first
    assert (list(paint_gambar(first, "svg")), list(paint_gambar(first, "png"))) == (svg, png)
    assert svg[0].startswith(b"<svg ")
    assert png[0].startswith(b"\x89PNG")
    assert b"<text" not in svg[0]


def test_another_process_gives_the_same_bytes() -> None:
    program = """
import hashlib
from decimal import Decimal
from lkj.angka import Angka
from lkj.gambar.grafik import BarisCapaian, draw_capaian
from lkj.gambar.kanvas import paint_gambar
baris = BarisCapaian("A", Angka(Decimal(80), "%"), "Baik", "#FFC000")
(gambar,) = draw_capaian((baris, BarisCapaian("B", Angka(Decimal(70), "%"), "Cukup", "#FFC000")))
print(gambar.nama, *(hashlib.sha256(*paint_gambar([gambar], jenis)).hexdigest() for jenis in ("svg", "png")))
"""
    baris = BarisCapaian("A", persen("80", 0), "Baik", "#FFC000")
    (gambar,) = draw_capaian((baris, BarisCapaian("B", persen("70", 0), "Cukup", "#FFC000")))
    other = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    painted = [sha256(*paint_gambar([gambar], jenis)).hexdigest() for jenis in ("svg", "png")]
    assert other.stdout.split() == [gambar.nama, *painted]


# How shapes look once painted.


def paint(*bentuk: Garis | Kotak) -> Image.Image:
    (png,) = paint_gambar([draw_kanvas(Kanvas(36, 36, bentuk), "")], "png")
    return Image.open(BytesIO(png)).convert("L")


def count_dark(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    """Give how much of a part of a picture is dark."""
    part = image.crop(box).point(lambda light: 255 if light < 128 else 0)
    return sum(part.histogram()[255:]) / (part.width * part.height)


@pytest.mark.parametrize("pola", POLA)
def test_hatching_is_even_and_told_from_every_other(pola: Pola) -> None:
    def hatch(pola: Pola) -> Image.Image:
        return paint(Kotak(0, 0, 36, 36, "#FFFFFF", pola=pola))

    image = hatch(pola)
    # Ten dots are a square of it, and every square is like every other.
    assert len({image.crop((x, y, x + 10, y + 10)).tobytes() for x in range(0, 90, 10) for y in range(0, 90, 10)}) == 1
    assert [other for other in ("", *POLA) if hatch(other).tobytes() == image.tobytes()] == [pola]


def test_a_dashed_line_has_gaps_and_another_has_none() -> None:
    def dark(*, putus: bool) -> float:
        return count_dark(paint(Garis(((0, 18), (36, 18)), 2, "#000000", putus=putus)), (10, 48, 90, 52))

    assert dark(putus=False) == 1
    assert 0.5 < dark(putus=True) < 0.9


def test_later_shapes_cover_earlier_ones() -> None:
    gelap, terang = Kotak(0, 0, 36, 36, "#000000"), Kotak(0, 0, 36, 36, "#FFFFFF")
    assert count_dark(paint(gelap, terang), (0, 0, 100, 100)) == 0
    assert count_dark(paint(terang, gelap), (0, 0, 100, 100)) == 1


def test_many_figures_are_painted_in_order() -> None:
    daftar = [draw_kanvas(Kanvas(10 + nomor, 10), "") for nomor in range(205)]
    widths = [Image.open(BytesIO(isi)).width for isi in paint_gambar(daftar, "png")]
    assert widths == pytest.approx([(10 + nomor) * 200 / 72 for nomor in range(205)], abs=1)
    assert list(paint_gambar([], "svg")) == []
