from __future__ import annotations

from itertools import pairwise
from struct import unpack
from typing import TYPE_CHECKING

import pytest

from lkj.gambar.kanvas import paint_gambar
from lkj.gambar.pohon import Simpul, arrange_pohon, draw_pohon, split_pohon
from tests.gambar.bentuk import find_garis, find_kotak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lkj.gambar.kanvas import Kanvas, Kotak

TEGAK = (467.0, 690.0)
LANSKAP = (700.0, 440.0)

PANJANG = (
    "Pemeriksaan dan Pengawasan Koperasi Simpan Pinjam/Unit Simpan Pinjam Koperasi yang Wilayah Keanggotaannya "
    "Lintas Daerah Kabupaten/Kota dalam 1 (satu) Daerah Provinsi"
)


def program(nomor: str, *anak: Simpul) -> Simpul:
    return Simpul(f"Program Pemberdayaan {nomor}", "Program", ("Bidang Pemberdayaan Usaha Kecil",), anak)


KINERJA = Simpul(
    "Meningkatkan Pertumbuhan Koperasi dan UKM untuk Penciptaan Lapangan Kerja",
    "Tujuan",
    anak=tuple(
        Simpul(
            f"Meningkatnya Kualitas {sasaran}",
            "Sasaran",
            (f"Persentase kualitas {sasaran}",),
            tuple(
                program(f"{sasaran}.{n}", Simpul(f"Jumlah koperasi {sasaran}.{n} yang sehat")) for n in range(jumlah)
            ),
        )
        for sasaran, jumlah in enumerate((4, 2, 1, 1), 1)
    ),
)
CASCADING = Simpul(
    "Meningkatkan Pertumbuhan Koperasi dan UKM untuk Penciptaan Lapangan Kerja",
    anak=tuple(
        Simpul(
            f"Sasaran {sasaran}",
            anak=tuple(
                program(f"{sasaran}.{n}", *(Simpul(f"{PANJANG} {sasaran}.{n}.{k}") for k in range(kegiatan)))
                for n, kegiatan in enumerate(daftar)
            ),
        )
        for sasaran, daftar in enumerate(((1, 2, 1, 1), (1, 1), (1,), (7,)), 1)
    ),
)
ORGANISASI = Simpul(
    "Kepala Dinas",
    anak=tuple(
        map(
            Simpul,
            (
                "Sekretariat",
                "Bidang Koperasi",
                "Bidang Pemberdayaan Usaha Kecil",
                "Bidang Pengembangan Usaha Kecil",
                "UPTD Balai Latihan KUKM",
            ),
        )
    ),
)
JABATAN = Simpul(
    "Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Kepulauan Bangka Belitung",
    keterangan=("formasi 143, terisi 117",),
    anak=tuple(
        Simpul(
            f"Kelompok {kelompok}",
            keterangan=("formasi 31, terisi 16",),
            anak=tuple(
                Simpul(f"Jabatan {kelompok}.{n}", keterangan=(f"formasi {n}, terisi 1",)) for n in range(jumlah)
            ),
        )
        for kelompok, jumlah in enumerate((3, 4, 0, 3), 1)
    ),
)


def walk(simpul: Simpul) -> Iterator[Simpul]:
    yield simpul
    for anak in simpul.anak:
        yield from walk(anak)


def texts(simpul: Simpul) -> list[str]:
    return [teks for each in walk(simpul) for teks in (each.jenis, each.teks, *each.keterangan) if teks]


def find(kanvas: Kanvas, teks: str) -> Kotak:
    (letak,) = (each for each in kanvas.tulisan if each.tulisan.teks == teks)
    (kotak,) = (
        each
        for each in find_kotak(kanvas)
        if each.x < letak.x < each.x + each.lebar and each.y < letak.y < each.y + each.tinggi
    )
    return kotak


@pytest.mark.parametrize("area", [TEGAK, LANSKAP, (467.0, 300.0), (120.0, 300.0)])
@pytest.mark.parametrize("pohon", [KINERJA, CASCADING, ORGANISASI, JABATAN, Simpul("Sendiri")])
def test_all_text_is_in_its_box_and_every_box_on_the_page(
    pohon: Simpul,
    area: tuple[float, float],
    halaman: list[Kanvas],
    baca: Callable[[Kanvas], str],
    periksa_pohon: Callable[[Kanvas], None],
) -> None:
    lebar, tinggi = area
    gambar = draw_pohon(pohon, lebar_pt=lebar, tinggi_pt=tinggi, tell=lambda _: "Pohon")
    assert [each.tinggi_pt for each in gambar if each.tinggi_pt > tinggi] == []
    for kanvas, bagian in zip(halaman, split_pohon(pohon, lebar=lebar, tinggi=tinggi), strict=True):
        periksa_pohon(kanvas)
        assert [each.tulisan.teks for each in kanvas.tulisan] == texts(bagian)
        assert sorted(baca(kanvas)) == sorted("".join(texts(bagian)).replace(" ", ""))


def test_figure() -> None:
    (gambar,) = draw_pohon(
        ORGANISASI, lebar_pt=467, tinggi_pt=690, tell=lambda _: "Susunan\n organisasi  dengan 6 unit"
    )
    assert (gambar.lebar_pt, round(gambar.tinggi_pt, 1)) == (467, 75.6)
    assert gambar.alt == "Susunan organisasi dengan 6 unit"
    (svg,), (png,) = paint_gambar([gambar], "svg"), paint_gambar([gambar], "png")
    assert svg.startswith(b'<svg viewBox="0 0 467 75.')
    assert b"<text" not in svg
    assert png.startswith(b"\x89PNG")
    lebar, tinggi = unpack(">II", png[16:24])
    assert abs(lebar - gambar.lebar_pt * 200 / 72) <= 1
    assert abs(tinggi - gambar.tinggi_pt * 200 / 72) <= 1
    assert (gambar,) == draw_pohon(
        ORGANISASI, lebar_pt=467, tinggi_pt=690, tell=lambda _: "Susunan organisasi dengan 6 unit"
    )


def test_small_tree_stands_in_rows() -> None:
    kanvas = arrange_pohon(ORGANISASI, lebar=467, tinggi=690)
    akar, *unit = find_kotak(kanvas)
    assert len({(each.y, each.tinggi, round(each.lebar, 6)) for each in unit}) == 1
    assert akar.x + akar.lebar / 2 == 467 / 2
    # A stem, a bus and a drop to each unit.
    assert [len(each.titik) for each in find_garis(kanvas)] == [2] * 7


def test_few_boxes_do_not_spread_over_the_page() -> None:
    kanvas = arrange_pohon(Simpul("A", anak=(Simpul("B"), Simpul("C"))), lebar=700, tinggi=440)
    _, kiri, kanan = find_kotak(kanvas)
    assert (kiri.lebar, kanan.lebar, kanan.x - kiri.x - kiri.lebar) == (190, 190, 7)
    assert round(kiri.x, 6) == round(700 - kanan.x - kanan.lebar, 6)


def test_wide_tree_hangs_from_its_last_row() -> None:
    kanvas = arrange_pohon(KINERJA, lebar=467, tinggi=690)
    sasaran = find(kanvas, "Meningkatnya Kualitas 1")
    assert sasaran.y == find(kanvas, "Meningkatnya Kualitas 4").y
    satu, dua = find(kanvas, "Program Pemberdayaan 1.0"), find(kanvas, "Program Pemberdayaan 1.1")
    assert satu.x == dua.x == sasaran.x + 12
    assert satu.x + satu.lebar == pytest.approx(sasaran.x + sasaran.lebar)
    assert dua.y > satu.y + satu.tinggi


def test_the_same_tree_stands_in_rows_where_there_is_room() -> None:
    kanvas = arrange_pohon(KINERJA, lebar=700, tinggi=440)
    assert len({each.y for each in find_kotak(kanvas)}) == 4


def test_narrow_area_hangs_everything() -> None:
    kanvas = arrange_pohon(ORGANISASI, lebar=150, tinggi=690)
    akar, *unit = find_kotak(kanvas)
    assert {(each.x, each.lebar) for each in unit} == {(akar.x + 12, 136)}
    assert [atas.y + atas.tinggi <= bawah.y for atas, bawah in pairwise(find_kotak(kanvas))] == [True] * 5


def test_depth_shows_in_lightness_and_border() -> None:
    kanvas = arrange_pohon(KINERJA, lebar=467, tinggi=690)
    boxes = [
        find(kanvas, teks)
        for teks in (
            KINERJA.teks,
            "Meningkatnya Kualitas 3",
            "Program Pemberdayaan 3.0",
            "Jumlah koperasi 3.0 yang sehat",
        )
    ]
    grey = [
        sum(share * part for share, part in zip((0.3, 0.59, 0.11), bytes.fromhex(each.isi[1:]), strict=True))
        for each in boxes
    ]
    assert min(terang - gelap for gelap, terang in pairwise(grey)) > 15
    assert [each.tebal for each in boxes] == [1.6, 1.2, 0.8, 0.5]


def test_large_tree_is_split_with_the_way_to_the_root_on_every_figure(halaman: list[Kanvas]) -> None:
    bagian = split_pohon(CASCADING, lebar=467, tinggi=300)
    gambar = draw_pohon(CASCADING, lebar_pt=467, tinggi_pt=300, tell=lambda part: f"Kotak {bagian.index(part)}")
    assert [each.alt for each in gambar] == [
        f"Kotak {n} (gambar {n + 1} dari {len(bagian)})" for n in range(len(bagian))
    ]
    assert len(bagian) == len(halaman) > 2
    assert {each.teks for each in bagian} == {CASCADING.teks}
    leaves = [each.teks for tree in bagian for each in walk(tree) if not each.anak]
    assert leaves == [each.teks for each in walk(CASCADING) if not each.anak]


def test_a_long_branch_is_split_below_its_head() -> None:
    pohon = Simpul("Akar", anak=(Simpul("Cabang", anak=tuple(Simpul(f"Daun {n}") for n in range(60))),))
    bagian = split_pohon(pohon, lebar=300, tinggi=400)
    assert [(each.teks, [anak.teks for anak in each.anak]) for each in bagian] == [("Akar", ["Cabang"])] * len(bagian)
    assert [len(each.anak[0].anak) for each in bagian] == [15, 15, 15, 15]
    assert [daun.teks for each in bagian for daun in each.anak[0].anak] == [f"Daun {n}" for n in range(60)]


def test_one_box_larger_than_the_area_stays_whole(
    halaman: list[Kanvas], baca: Callable[[Kanvas], str], periksa_pohon: Callable[[Kanvas], None]
) -> None:
    (gambar,) = draw_pohon(
        Simpul("Akar", anak=(Simpul("kata " * 400),)), lebar_pt=200, tinggi_pt=100, tell=lambda _: "Besar"
    )
    assert gambar.tinggi_pt > 100
    assert gambar.alt == "Besar"
    periksa_pohon(halaman[0])
    assert baca(halaman[0]) == "Akar" + "kata" * 400


def test_very_deep_tree_keeps_its_boxes_readable(periksa_pohon: Callable[[Kanvas], None]) -> None:
    pohon = Simpul("Daun")
    for nomor in range(59, -1, -1):
        pohon = Simpul(f"Tingkat {nomor}", anak=(pohon,))
    kanvas = arrange_pohon(pohon, lebar=467, tinggi=100)
    assert round(min(each.lebar for each in find_kotak(kanvas)), 6) >= 76
    periksa_pohon(kanvas)


@pytest.mark.parametrize(
    "teks",
    [
        "#let x = 1; $a$ *b* _c_ `r` <l> @m [e] {f} ~ & = h",
        '"kutip" \'petik\' \\ \\u{41} #read("/etc/passwd") // c /* d */',
        "שלום עולם",
        "<b>&amp;</b> %s {0} {{ x }}",
        "a\nb\t c",
    ],
)
def test_text_is_printed_and_never_run(
    teks: str, baca: Callable[[Kanvas], str], periksa_pohon: Callable[[Kanvas], None]
) -> None:
    kanvas = arrange_pohon(Simpul(teks, teks, (teks, teks), (Simpul(teks),)), lebar=467, tinggi=690)
    periksa_pohon(kanvas)
    assert sorted(baca(kanvas)) == sorted("".join(teks.split()) * 5)


@pytest.mark.parametrize("teks", ["", "\x00\x07", "协同\U0001f600", "تعاون", "\u202etrap\u2028dua"])
def test_signs_the_font_does_not_have_break_nothing(teks: str, periksa_pohon: Callable[[Kanvas], None]) -> None:
    kanvas = arrange_pohon(Simpul(teks, anak=(Simpul(teks), Simpul(teks))), lebar=467, tinggi=690)
    periksa_pohon(kanvas)


def test_a_word_too_long_for_its_box_is_broken(
    baca: Callable[[Kanvas], str], periksa_pohon: Callable[[Kanvas], None]
) -> None:
    kata = "Pertanggungjawaban" * 12
    kanvas = arrange_pohon(Simpul("Akar", anak=tuple(Simpul(f"{kata}{n}") for n in range(5))), lebar=467, tinggi=690)
    periksa_pohon(kanvas)
    assert baca(kanvas).count("Pertanggungjawaban") >= 5
