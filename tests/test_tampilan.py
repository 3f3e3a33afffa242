from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.rules.kelengkapan import Banding, SkorSasaran, score_sasaran
from lkj.tampilan import write_skor

if TYPE_CHECKING:
    from lkj.laporan import Laporan

SEMPIT = """\
Kelengkapan analisis tiap sasaran (PermenPANRB 53/2014)

Sasaran                  1    2   3    4   5   6  7   Skor
Menurunnya kematian ibu  ya   ya  ya   ya  ya  –  ya  6/7
*dan* bayi
Terkendalinya hunian     ya   ya  –    –   ya  –  –   3/7
rumah sakit | rujukan
Meningkatnya mutu        1/2  –   1/2  –   –   –  –   0/7
pelayanan <primer> &
rujukan

1=Target; 2=Tahun lalu; 3=Renstra; 4=Standar; 5=Penyebab;
6=Efisiensi; 7=Program
ya: lengkap; –: tidak ada; 1/2: ada untuk satu dari dua
indikator atau program"""

LEBAR = """\
Kelengkapan analisis tiap sasaran (PermenPANRB 53/2014)

Sasaran                               Target  Tahun lalu  Renstra  Standar  Penyebab  Efisiensi  Program  Skor
Menurunnya kematian ibu *dan* bayi    ya      ya          ya       ya       ya        –          ya       6/7
Terkendalinya hunian rumah sakit |    ya      ya          –        –        ya        –          –        3/7
rujukan
Meningkatnya mutu pelayanan <primer>  1/2     –           1/2      –        –         –          –        0/7
& rujukan

ya: lengkap; –: tidak ada; 1/2: ada untuk satu dari dua indikator atau program"""


def lines(text: str) -> list[str]:
    return text.split("\n")


def test_a_narrow_terminal(laporan_kedua: Laporan) -> None:
    text = write_skor(score_sasaran(laporan_kedua), 60)
    assert text == SEMPIT
    assert max(map(len, lines(text))) <= 60


def test_a_wide_terminal(laporan_kedua: Laporan) -> None:
    assert write_skor(score_sasaran(laporan_kedua), 110) == LEBAR


def test_the_headings_are_spelt_as_soon_as_there_is_room(laporan_kedua: Laporan) -> None:
    skor = score_sasaran(laporan_kedua)
    head, numbered = lines(write_skor(skor, 104))[2], lines(write_skor(skor, 103))[2]
    assert " ".join(head.split()) == "Sasaran Target Tahun lalu Renstra Standar Penyebab Efisiensi Program Skor"
    assert " ".join(numbered.split()) == "Sasaran 1 2 3 4 5 6 7 Skor"
    assert len(head) <= 104


def test_without_a_terminal_nothing_is_broken(laporan_kedua: Laporan) -> None:
    text = write_skor(score_sasaran(laporan_kedua))
    assert [line.rpartition("  ")[0].split("  ")[0] for line in lines(text)[3:6]] == [
        "Menurunnya kematian ibu *dan* bayi",
        "Terkendalinya hunian rumah sakit | rujukan",
        "Meningkatnya mutu pelayanan <primer> & rujukan",
    ]
    assert len(lines(text)) == 8


def test_a_terminal_too_narrow_for_the_table() -> None:
    skor = SkorSasaran("a", "Meningkatnya 漢字 perpustakaan", tuple(Banding(str(n), n, 12) for n in range(7)))
    assert lines(write_skor([skor], 30))[3:6] == [
        "Sasaran       1  2     3     4     5     6     7     Skor",
        "Meningkatnya  –  1/12  2/12  3/12  4/12  5/12  6/12  0/7",
        "漢字",
    ]


def test_wide_letters_take_two_columns() -> None:
    skor = SkorSasaran("a", "漢字", (Banding("Target", 1, 1),)), SkorSasaran("b", "Buku", (Banding("Target", 0, 0),))
    assert lines(write_skor(skor))[2:5] == ["Sasaran  Target  Skor", "漢字     ya      1/1", "Buku     –       0/1"]


def test_no_sasaran() -> None:
    assert write_skor([], 60) == ""
