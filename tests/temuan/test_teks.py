from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest

from lkj.finding import Edit, Position, Related, Severity, display_width
from lkj.temuan.teks import format_findings
from tests.temuan.bahan import NARASI, TARGET

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.finding import Finding
    from lkj.periksa import HasilPeriksa

    Buat = Callable[..., Finding]

PLAIN = """\
data/2025/narasi/sdm.md (1 catatan)

data/2025/narasi/sdm.md:2:1: catatan LKJ999: Perlu 100% dilihat.
 2 | Pegawai berjumlah 12 orang. Pegawai berjumlah 13 orang.
   | ^

data/2025/target.yaml (1 galat, 1 peringatan)

data/2025/target.yaml:2:16: peringatan LKJ109: Target bernilai nol.
 2 |   - indikator: koperasi_aktif
   |                ^
   = maksud Anda “koperasi”?

data/2025/target.yaml:3:13: galat LKJ012: “7,25” bukan angka.
 3 |     target: 7,25
   |             ^
   = tulis 7.25
   : data/2025/narasi/sdm.md:2:1: Naskahnya [di sini].
   -     target: 7,25
   +     target: 7.25

Ditemukan 1 galat, 1 peringatan, 1 catatan dalam 2 berkas.
Penjelasan aturan beserta contohnya: lkj rules LKJ012"""


def plain(hasil: HasilPeriksa, width: int | None = None) -> str:
    return click.unstyle(format_findings(hasil, width))


def test_by_file(hasil: Callable[..., HasilPeriksa]) -> None:
    assert plain(hasil()) == PLAIN


def test_colours(hasil: Callable[..., HasilPeriksa]) -> None:
    shown = format_findings(hasil())
    assert re.findall(r"\x1b\[(3\d)m\x1b\[1m(\w+|\^)", shown) == [
        ("36", "catatan"),
        ("36", "^"),
        ("33", "peringatan"),
        ("33", "^"),
        ("31", "galat"),
        ("31", "^"),
    ]
    assert "\x1b[1m\x1b[4mdata/2025/target.yaml\x1b[0m (1 galat, 1 peringatan)\n" in shown
    assert "\x1b[1mdata/2025/target.yaml:2:16:\x1b[0m " in shown
    assert "\x1b[31m-     target: 7,25\x1b[0m\n" in shown
    assert "\x1b[32m+     target: 7.25\x1b[0m\n" in shown


LONG = "Kegiatan 4.1.1 mempunyai realisasi, tetapi tidak mempunyai dokumentasi yang menunjukkan hasil kegiatannya."
ADVICE = "tulis kegiatan itu dengan fotonya dalam `dokumentasi` pada bukti.yaml, lalu isi tanggalnya"


def make_long(hasil: Callable[..., HasilPeriksa], buat: Buat) -> HasilPeriksa:
    related = (Related(Position(NARASI, 2, 1), "Kegiatan ini disebut juga di sini, tanpa foto"),)
    return hasil(buat(2, 16, "LKJ403", severity=Severity.PERINGATAN, pesan=LONG, advice=ADVICE, related=related))


def test_a_narrow_terminal(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    assert plain(make_long(hasil, buat), 60).splitlines()[2:-3] == [
        "data/2025/target.yaml:2:16: peringatan LKJ403:",
        "    Kegiatan 4.1.1 mempunyai realisasi, tetapi tidak",
        "    mempunyai dokumentasi yang menunjukkan hasil",
        "    kegiatannya.",
        " 2 |   - indikator: koperasi_aktif",
        "   |                ^",
        "   = tulis kegiatan itu dengan fotonya dalam `dokumentasi`",
        "     pada bukti.yaml, lalu isi tanggalnya",
        "   : data/2025/narasi/sdm.md:2:1: Kegiatan ini disebut juga",
        "     di sini, tanpa foto",
    ]


def test_a_wide_terminal(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    assert plain(make_long(hasil, buat), 140).splitlines()[2:4] == [
        f"data/2025/target.yaml:2:16: peringatan LKJ403: {LONG.removesuffix(' kegiatannya.')}",
        "    kegiatannya.",
    ]


def test_nothing_is_broken_without_a_terminal(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    shown = plain(make_long(hasil, buat))
    assert f": {LONG}\n" in shown
    assert f" = {ADVICE}\n" in shown


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_is_wider_than_the_terminal(hasil: Callable[..., HasilPeriksa], buat: Buat, width: int) -> None:
    long = "kata " * 80
    finding = buat(1, 201, pesan=long.strip(), advice=long.strip(), edit=Edit("kata", "KATA"))
    shown = plain(hasil(finding, sources={TARGET: [long]}), width)
    assert max(display_width(line) for line in shown.splitlines()) <= width
    assert "KATA" in shown


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (1, "012345678901234567890123456789012345678901234567890123…"),
        (54, "012345678901234567890123456789012345678901234567890123…"),
        (60, "…34567890123456789012345678901234567890123456789012345…"),
        (101, "…89012345678901234567890123456789012345678901234567890"),
        (102, "…89012345678901234567890123456789012345678901234567890"),
    ],
)
def test_the_caret_stays_below_its_place_in_a_cut_line(
    hasil: Callable[..., HasilPeriksa], buat: Buat, column: int, shown: str
) -> None:
    text = "".join(str(number % 10) for number in range(101))
    rows = plain(hasil(buat(1, column, pesan="Salah."), sources={TARGET: [text]}), 60).splitlines()[3:5]
    assert rows[0] == f" 1 | {shown}"
    at = rows[1].index("^")
    assert len(rows[1]) <= 60
    if column <= len(text):
        assert rows[0][at] == text[column - 1]


def test_a_line_of_wide_letters(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    rows = plain(hasil(buat(1, 10, pesan="Salah."), sources={TARGET: ["nama: 漢字\tx"]}), 60).splitlines()[3:5]
    assert rows == [" 1 | nama: 漢字 x", "   |            ^"]


def test_a_change_over_lines(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    shown = plain(hasil(buat(1, 3, edit=Edit("a\nb", "c")), sources={TARGET: ["- a", "b  # x", "d"]}))
    assert "\n   - - a\n   - b  # x\n   + - c  # x\n" in shown


def test_a_change_of_what_does_not_stand_there(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    assert "\n   - a\n   + b\n" in plain(hasil(buat(9, 1, edit=Edit("a", "b"))))


def test_many_notes_of_one_rule_take_a_line_each(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    notes = [buat(1, kolom, severity=Severity.CATATAN, advice="x") for kolom in range(1, 22)]
    shown = plain(hasil(*notes, buat(2, 1), buat(1, 1, "LKJ110", severity=Severity.CATATAN, advice="y")))
    lines = shown.splitlines()
    assert lines[:3] == [f"{TARGET} (1 galat, 22 catatan)", "", f"{TARGET}:1:1: catatan LKJ109: Target bernilai nol."]
    assert shown.count("catatan LKJ109: Target bernilai nol.\n") == 21
    assert "= x" not in shown
    assert "= y" in shown
    at = lines.index(f"{TARGET}:1:2: catatan LKJ109: Target bernilai nol.")
    assert lines[at + 1] == f"{TARGET}:1:3: catatan LKJ109: Target bernilai nol."
    assert lines[at + 19 : at + 22] == [
        f"{TARGET}:1:21: catatan LKJ109: Target bernilai nol.",
        "",
        f"{TARGET}:2:1: galat LKJ109: Target bernilai nol.",
    ]


@pytest.mark.parametrize(("severity", "number"), [(Severity.CATATAN, 20), (Severity.PERINGATAN, 21)])
def test_others_are_shown_whole(
    hasil: Callable[..., HasilPeriksa], buat: Buat, severity: Severity, number: int
) -> None:
    found = [buat(1, kolom, severity=severity, advice="x") for kolom in range(1, number + 1)]
    assert plain(hasil(*found)).count("= x") == number


def test_the_hint_names_the_gravest(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    found = [buat(1, 1, "LKJ201", severity=Severity.CATATAN), buat(2, 1, "LKJ012"), buat(3, 1, "LKJ106")]
    assert plain(hasil(*found)).endswith(": lkj rules LKJ012")
    assert plain(hasil(found[0])).endswith(": lkj rules LKJ201")
    assert plain(hasil(buat(1, 1, "LKJ999"))).endswith("Ditemukan 1 galat dalam 1 berkas.")
