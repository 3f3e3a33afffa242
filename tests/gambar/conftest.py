from __future__ import annotations

import unicodedata
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from lkj.gambar.kanvas import MIN_UKURAN, draw_kanvas, measure, paint_gambar
from tests.gambar.bentuk import find_garis, find_kotak

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lkj.gambar.kanvas import Gambar, Kanvas, Kotak, Letak

    Persegi = tuple[float, float, float, float]


@pytest.fixture
def halaman(monkeypatch: pytest.MonkeyPatch) -> list[Kanvas]:
    """The pages that are drawn in a test."""
    pages: list[Kanvas] = []

    def record(kanvas: Kanvas, alt: str) -> Gambar:
        pages.append(kanvas)
        return draw_kanvas(kanvas, alt)

    for nama in ("batang", "garis", "pohon"):
        monkeypatch.setattr(f"lkj.gambar.{nama}.draw_kanvas", record)
    return pages


@pytest.fixture
def baca() -> Callable[[Kanvas], str]:
    """Read a page as its PDF shows it: all letters, without blanks, once no text is too small, cut or covered."""
    return read_page


@pytest.fixture
def periksa_pohon() -> Callable[[Kanvas], None]:
    """Check the boxes and connectors of a tree."""
    return check_tree


def read_page(kanvas: Kanvas) -> str:
    assert all(letak.tulisan.ukuran >= MIN_UKURAN for letak in kanvas.tulisan)
    daerah = areas([letak for letak in kanvas.tulisan if letak.tulisan.teks])
    assert [each for each in daerah if not inside(each, (0, 0, kanvas.lebar, kanvas.tinggi))] == []
    assert [pair for pair in combinations(daerah, 2) if overlap(*pair)] == []
    return read_letters(kanvas, daerah)


def read_letters(kanvas: Kanvas, daerah: list[Persegi]) -> str:
    (page,) = paint_gambar([draw_kanvas(kanvas, "")], "pdf")
    pdf = pypdfium2.PdfDocument(page)
    assert len(pdf) == 1
    halaman = pdf[0].get_textpage()
    letters = ""
    for nomor in range(halaman.count_chars()):
        letter = halaman.get_text_range(nomor, 1)
        # Blanks and the soft hyphens of a word too long for its column have no ink.
        if not letter or letter.isspace() or unicodedata.category(letter) in {"Cf", "Cn", "Cc"}:
            continue
        kiri, bawah, kanan, atas = halaman.get_charbox(nomor)
        ink = (kiri, kanvas.tinggi - atas, kanan, kanvas.tinggi - bawah)
        assert [each for each in daerah if inside(ink, each, 0.8)], letter
        letters += letter
    return letters


def areas(daftar: Sequence[Letak]) -> list[Persegi]:
    ukuran = measure(letak.tulisan for letak in daftar)
    result = []
    for letak in daftar:
        lebar, tinggi = ukuran[letak.tulisan]
        room = letak.tulisan.lebar - lebar
        x = letak.x + {"kiri": 0.0, "tengah": room / 2, "kanan": room}[letak.tulisan.rata]
        result.append((x, letak.y, x + lebar, letak.y + tinggi))
    return result


def inside(dalam: Persegi, luar: Persegi, longgar: float = 0.01) -> bool:
    starts = luar[0] - longgar <= dalam[0] and luar[1] - longgar <= dalam[1]
    return starts and dalam[2] <= luar[2] + longgar and dalam[3] <= luar[3] + longgar


def overlap(satu: Persegi, lain: Persegi, longgar: float = 0.01) -> bool:
    across = satu[0] < lain[2] - longgar and lain[0] < satu[2] - longgar
    return across and satu[1] < lain[3] - longgar and lain[1] < satu[3] - longgar


def edges(kotak: Kotak) -> Persegi:
    return (kotak.x, kotak.y, kotak.x + kotak.lebar, kotak.y + kotak.tinggi)


def check_tree(kanvas: Kanvas) -> None:
    boxes = [edges(kotak) for kotak in find_kotak(kanvas)]
    page = (1.0, 1.0, kanvas.lebar - 1, kanvas.tinggi - 1)  # room for the border
    assert [each for each in boxes if not inside(each, page)] == []
    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []
    homes = [[box for box in boxes if inside(daerah, box)] for daerah in areas(kanvas.tulisan)]
    assert [len(each) for each in homes] == [1] * len(kanvas.tulisan)
    for garis in find_garis(kanvas):
        for (x, y), (ke_x, ke_y) in pairwise(garis.titik):
            assert x == ke_x or y == ke_y
            stretch = (min(x, ke_x), min(y, ke_y), max(x, ke_x), max(y, ke_y))
            assert [box for box in boxes if cross(stretch, box)] == []


def cross(garis: Persegi, box: Persegi) -> bool:
    longgar = 0.01
    across = garis[0] < box[2] - longgar and box[0] + longgar < garis[2]
    return across and garis[1] < box[3] - longgar and box[1] + longgar < garis[3]
