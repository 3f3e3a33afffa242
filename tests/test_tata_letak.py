"""How the pages of the PDF look, measured: margins, cells, breaks between pages, running lines."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest

from lkj.convert.pandoc import Bahan
from lkj.convert.pdf import write_pdf
from tests.halaman import (
    ATAS,
    BAWAH,
    KANAN,
    KIRI,
    TATA_LETAK,
    TEMPLATES,
    UKURAN,
    Dokumen,
    Halaman,
    Kotak,
    Penanda,
    Tulisan,
    read_baris,
    read_dokumen,
    write_baris,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lkj.build import HasilBuild

    Cek = Callable[[Dokumen], Iterator[str]]

# Points. Typst lets signs of punctuation at the end of a line stand out, and rules are drawn on the margin itself.
MENONJOL = 2.5
SENTUH = 0.5
TIPIS = 2  # a path no thicker than that is a rule

# The share of the height of the text that a page has to fill, unless what follows must begin a new one.
TERISI = 0.12


def is_title(halaman: Halaman, tulisan: Tulisan, judul: str) -> bool:
    return tulisan.teks == judul and tulisan.kotak.bawah > halaman.tinggi - ATAS


def is_number(halaman: Halaman, tulisan: Tulisan) -> bool:
    return tulisan.teks == halaman.label and tulisan.kotak.atas < BAWAH


def read_isi(halaman: Halaman, judul: str) -> list[Tulisan]:
    """Give the text of a page but for its running lines."""
    return [t for t in halaman.tulisan if not is_title(halaman, t, judul) and not is_number(halaman, t)]


def read_kotak(halaman: Halaman, judul: str) -> list[Kotak]:
    """Give the places of all that stands between the margins: text, lines and images."""
    jalur = [jalur.kotak for jalur in halaman.jalur if jalur.kotak.bawah < halaman.tinggi - ATAS]
    return [*(t.kotak for t in read_isi(halaman, judul)), *jalur, *halaman.citra]


# The checks. Each gives what is wrong, page by page.


def find_keluar_tepi(dokumen: Dokumen) -> Iterator[str]:
    """Text, lines or images outside of the margins, other than the running lines."""
    for halaman in dokumen.halaman:
        for tulisan in read_isi(halaman, dokumen.judul):
            if not is_within(halaman, tulisan.kotak):
                yield f"{halaman.urutan}: {tulisan.teks}"
        for jalur in halaman.jalur:
            if jalur.kotak.bawah < halaman.tinggi - ATAS and not is_within(halaman, jalur.kotak):
                yield f"{halaman.urutan}: garis"
        for citra in halaman.citra:
            if not is_within(halaman, citra):
                yield f"{halaman.urutan}: gambar"


def is_within(halaman: Halaman, kotak: Kotak) -> bool:
    across = kotak.kiri > KIRI - MENONJOL and kotak.kanan < halaman.lebar - KANAN + MENONJOL
    # The last line of a page may reach below the margin with its descenders.
    return across and kotak.bawah > BAWAH - UKURAN["isi"] / 3 and kotak.atas < halaman.tinggi - ATAS + MENONJOL


def find_memotong_garis(dokumen: Dokumen) -> Iterator[str]:
    """Text that a rule goes through: in a table, text that left its cell."""
    for halaman in dokumen.halaman:
        for tulisan in halaman.tulisan:
            if any(cuts(jalur.kotak, tulisan.kotak) for jalur in halaman.jalur):
                yield f"{halaman.urutan}: {tulisan.teks}"


def cuts(garis: Kotak, kotak: Kotak) -> bool:
    x, y = garis.tengah
    if garis.kanan - garis.kiri < TIPIS:
        side = kotak.kiri + SENTUH < x < kotak.kanan - SENTUH
        return side and garis.bawah < kotak.tengah[1] < garis.atas
    if garis.atas - garis.bawah < TIPIS:
        side = kotak.bawah + SENTUH < y < kotak.atas - SENTUH
        return side and min(kotak.kanan, garis.kanan) - max(kotak.kiri, garis.kiri) > SENTUH
    return False


def find_bertindih(dokumen: Dokumen) -> Iterator[str]:
    """Text over other text."""
    for halaman in dokumen.halaman:
        for satu, lain in combinations(halaman.tulisan, 2):
            if covers(satu.kotak, lain.kotak):
                yield f"{halaman.urutan}: {satu.teks} / {lain.teks}"


def covers(satu: Kotak, lain: Kotak) -> bool:
    return (
        min(satu.kanan, lain.kanan) - max(satu.kiri, lain.kiri) > SENTUH
        and min(satu.atas, lain.atas) - max(satu.bawah, lain.bawah) > SENTUH
    )


def find_hampir_kosong(dokumen: Dokumen) -> Iterator[str]:
    """Pages with next to nothing, though what follows did not have to begin a new one."""
    baru = {penanda.urutan for penanda in dokumen.penanda if penanda.tingkat == 0}
    for halaman, berikut in pairwise(dokumen.halaman):
        turned = halaman.lebar != berikut.lebar
        if berikut.urutan in baru or turned:
            continue
        lowest = min((kotak.bawah for kotak in read_kotak(halaman, dokumen.judul)), default=halaman.tinggi - ATAS)
        terisi = (halaman.tinggi - ATAS - lowest) / (halaman.tinggi - ATAS - BAWAH)
        if terisi < TERISI:
            yield f"{halaman.urutan}: terisi {terisi:.0%}"


def find_judul_terpisah(dokumen: Dokumen) -> Iterator[str]:
    """Headings below which their page holds nothing."""
    for penanda in dokumen.penanda:
        halaman = dokumen.halaman[penanda.urutan - 1]
        lowest = min(t.kotak.bawah for t in read_judul(halaman, penanda, dokumen.judul))
        if all(kotak.atas > lowest for kotak in read_kotak(halaman, dokumen.judul)):
            yield f"{halaman.urutan}: {penanda.judul}"


def read_judul(halaman: Halaman, penanda: Penanda, judul: str) -> list[Tulisan]:
    """Give the text of a heading."""
    below = [t for t in read_isi(halaman, judul) if t.kotak.atas < penanda.atas]
    found: list[Tulisan] = []
    for baris in read_baris(below):
        found += baris
        if squeeze(write_baris(found)) == squeeze(penanda.judul):
            return found
    raise AssertionError(f"{penanda.judul} tidak ditemukan pada halaman {halaman.urutan}")


def squeeze(teks: str) -> str:
    return "".join(teks.split())


def find_judul_tabel_terpisah(dokumen: Dokumen) -> Iterator[str]:
    """Captions of tables below which their page holds no row but those of the head."""
    for halaman in dokumen.halaman:
        kepala = [jalur.kotak for jalur in halaman.jalur if jalur.isi == TATA_LETAK["warna"]["kepala_tabel"]]
        baris = read_baris(read_isi(halaman, dokumen.judul))
        for nomor, satu in enumerate(baris):
            below = [t for lain in baris[nomor:] for t in lain if not is_caption(t)]
            caption = is_caption(satu[0]) and satu[0].teks.startswith("Tabel ")
            if caption and all(is_inside(t.kotak, kepala) for t in below):
                yield f"{halaman.urutan}: {write_baris(satu)}"


def is_caption(tulisan: Tulisan) -> bool:
    return tulisan.tebal and tulisan.ukuran == UKURAN["kecil"]


def is_inside(kotak: Kotak, areas: list[Kotak]) -> bool:
    x, y = kotak.tengah
    return any(area.kiri < x < area.kanan and area.bawah < y < area.atas for area in areas)


def find_judul_gambar_terpisah(dokumen: Dokumen) -> Iterator[str]:
    """Captions of figures above which their page holds nothing."""
    for halaman in dokumen.halaman:
        baris = read_baris(read_isi(halaman, dokumen.judul))
        if baris and is_caption(baris[0][0]) and re.match("(Gambar|Grafik) ", baris[0][0].teks):
            top = baris[0][0].kotak.atas
            if not any(kotak.bawah > top for kotak in read_kotak(halaman, dokumen.judul)):
                yield f"{halaman.urutan}: {write_baris(baris[0])}"


def find_pengantar_terpisah(dokumen: Dokumen) -> Iterator[str]:
    """Pages that end with a colon, or with the head of a table."""
    for halaman in dokumen.halaman:
        kepala = [jalur.kotak for jalur in halaman.jalur if jalur.isi == TATA_LETAK["warna"]["kepala_tabel"]]
        baris = read_baris(read_isi(halaman, dokumen.judul))
        if not baris:
            continue
        lowest = min(kotak.bawah for kotak in read_kotak(halaman, dokumen.judul))
        colon = write_baris(baris[-1]).endswith(":") and lowest > baris[-1][0].kotak.bawah - UKURAN["isi"]
        if colon or is_inside(baris[-1][0].kotak, kepala):
            yield f"{halaman.urutan}: {write_baris(baris[-1])}"


def find_tanpa_kepala(dokumen: Dokumen) -> Iterator[str]:
    """Pages but the cover without title or number."""
    for halaman in dokumen.halaman[1:]:
        if not any(is_title(halaman, tulisan, dokumen.judul) for tulisan in halaman.tulisan):
            yield f"{halaman.urutan}: tanpa judul"
        if not any(is_number(halaman, tulisan) for tulisan in halaman.tulisan):
            yield f"{halaman.urutan}: tanpa nomor"


def find_salah_nomor(dokumen: Dokumen) -> Iterator[str]:
    """Page numbers that are not i, ii, iii … up to the first chapter and 1, 2, 3 … from there."""
    bab = next((p.urutan for p in dokumen.penanda if p.judul.startswith("BAB ")), len(dokumen.halaman) + 1)
    for halaman in dokumen.halaman[1:]:
        depan = halaman.urutan < bab
        expected = to_roman(halaman.urutan - 1) if depan else str(halaman.urutan - bab + 1)
        if halaman.label != expected:
            yield f"{halaman.urutan}: {halaman.label}, seharusnya {expected}"


def to_roman(number: int) -> str:
    signs = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    value, sign = next((pair for pair in signs if pair[0] <= number), (0, ""))
    return sign + to_roman(number - value) if sign else ""


CEK: tuple[Cek, ...] = (
    find_keluar_tepi,
    find_memotong_garis,
    find_bertindih,
    find_hampir_kosong,
    find_judul_terpisah,
    find_judul_tabel_terpisah,
    find_judul_gambar_terpisah,
    find_pengantar_terpisah,
    find_tanpa_kepala,
    find_salah_nomor,
)


@pytest.fixture(scope="module", params=["terbangun", "kedua_terbangun"])
def terukur(request: pytest.FixtureRequest) -> Dokumen:
    hasil: HasilBuild = request.getfixturevalue(request.param)
    return read_dokumen(next(path for path in hasil.berkas if path.suffix == ".pdf"))


@pytest.mark.parametrize("cek", CEK)
def test_the_report_has_no_such_flaw(cek: Cek, terukur: Dokumen) -> None:
    assert list(cek(terukur)) == []


def test_there_was_something_to_check(terukur: Dokumen) -> None:
    halaman = terukur.halaman
    assert len(halaman) > 20
    assert {(satu.lebar > satu.tinggi) for satu in halaman} == {False, True}
    assert sum(is_caption(tulisan) for satu in halaman for tulisan in satu.tulisan) > 15
    upright = [jalur for satu in halaman for jalur in satu.jalur if jalur.kotak.kanan - jalur.kotak.kiri < TIPIS]
    assert len(upright) > 300
    assert len(terukur.penanda) > 25
    assert {"i", "1"} <= {satu.label for satu in halaman}


# Each check finds what it is for.

KEPALA = """\
---
title: Laporan Kinerja
author: Dinas Contoh
subject: Laporan
---

::: sampul
LAPORAN KINERJA
:::

# Kata Pengantar {#kata-pengantar .depan}

Isi.

"""
BAB = "# [BAB I]{.label-bab} Pendahuluan {#pendahuluan .bab}\n\n"
BARU = "\n\n::: halaman-baru\n:::\n\n"
KATA = "tanpajeda" * 8
SEL = f"| A | B |\n|---|---|\n| $\\text{{{KATA}}}$ | b |\n"
HANYA_KEPALA = "| A | B |\n|---|---|\n"
TINGGI = "::: ttd\n" + "\\\n".join(f"baris {nomor}" for nomor in range(1, 51)) + "\n:::\n"


@pytest.fixture
def susun(tmp_path: Path) -> Callable[[str], Dokumen]:
    """Set Markdown as a PDF, and measure it."""

    def susun(markdown: str) -> Dokumen:
        write_pdf(Bahan(KEPALA + markdown, TEMPLATES, tmp_path, 0), tmp_path / "laporan.pdf")
        return read_dokumen(tmp_path / "laporan.pdf")

    return susun


@pytest.mark.parametrize(
    ("cek", "markdown", "flaws"),
    [
        (find_keluar_tepi, f"{BAB}{'w' * 90}\n", [f"3: {'w' * 90}"]),
        (find_keluar_tepi, f"{BAB}{BARU}{TINGGI}", ["4: baris 49", "4: baris 50"]),
        (find_memotong_garis, BAB + SEL, [f"3: {KATA}"]),
        (find_bertindih, BAB + SEL, [f"3: {KATA} / b"]),
        (find_hampir_kosong, f"{BAB}a{BARU}b\n", ["3: terisi 8%"]),
        (find_judul_terpisah, f"{BAB}a\n\n## 1.1 Latar Belakang {{#latar}}{BARU}b\n", ["3: 1.1 Latar Belakang"]),
        (find_judul_tabel_terpisah, f"{BAB}::: sumber\n**Tabel I.1 Pegawai**\n:::{BARU}b\n", ["3: Tabel I.1 Pegawai"]),
        (
            find_judul_tabel_terpisah,
            f"{BAB}::: sumber\n**Tabel I.1 Pegawai**\n:::\n\n{HANYA_KEPALA}{BARU}b\n",
            ["3: Tabel I.1 Pegawai"],
        ),
        (
            find_judul_gambar_terpisah,
            f"{BAB}a{BARU}::: sumber\n**Gambar I.1 Pohon**\n:::\n\nb\n",
            ["4: Gambar I.1 Pohon"],
        ),
        (find_pengantar_terpisah, f"{BAB}Sebagai berikut:{BARU}- a\n", ["3: Sebagai berikut:"]),
        (find_pengantar_terpisah, f"{BAB}a\n\n{HANYA_KEPALA}{BARU}b\n", ["3: A B"]),
        (find_tanpa_kepala, f"{BAB}a\n\n::: sampul\nb\n:::\n\nc\n", ["4: tanpa judul", "4: tanpa nomor"]),
        (
            find_salah_nomor,
            f"{BAB}a\n\n::: sampul\nb\n:::\n\nc\n",
            ["4: , seharusnya 2", "5: 1, seharusnya 3"],
        ),
        (find_salah_nomor, "# Pendahuluan {#pendahuluan .bab}\n\na\n", ["3: 1, seharusnya ii"]),
    ],
)
def test_a_flaw_is_found(cek: Cek, markdown: str, flaws: list[str], susun: Callable[[str], Dokumen]) -> None:
    assert list(cek(susun(markdown))) == flaws


# What belongs together stays together, wherever the page ends.

BARIS_TABEL = "+----+---------+\n| No | Uraian  |\n+:==:+:========+\n"
TABEL = f": Tabel I.1 Pegawai {{#tabel}}\n\n{BARIS_TABEL}" + "| 1  | Pembina |\n+----+---------+\n" * 4
JUDUL_GAMBAR = "\n\n::: judul\nGambar I.1 Kegiatan\n:::\n:::\n"
RANGKAIAN = (
    "## 1.1 Latar Belakang {#latar}\n\nIsi.\n\nIsi lagi.\n",
    f"## 1.1 Latar Belakang {{#latar}}\n\n### 1.1.1 Pegawai {{#pegawai}}\n\n{TABEL}\nIsi.\n",
    "**1. Program Pelatihan**\n\nIsi.\n",
    f"{TABEL}\nIsi.\n",
    "Sebagai berikut:\n\n- satu\n- dua\n\nIsi.\n",
    f"Sebagai berikut:\n\n{TABEL}\n",
    "Dihitung dengan rumus:\n\n$$\\frac{a}{b}$$\n\nIsi.\n",
    "::: {.gambar #gambar}\n" + "\n\n".join(["baris"] * 5) + JUDUL_GAMBAR,
    f"::: {{.gambar #gambar}}\n{BARIS_TABEL}" + "| 1  | Pembina |\n+----+---------+\n" * 11 + JUDUL_GAMBAR,
)


def test_nothing_is_torn_apart_wherever_a_page_ends(susun: Callable[[str], Dokumen]) -> None:
    """Put each group below more and more paragraphs, so that the page ends at every place in it."""
    bab: list[str] = []
    for rangkaian in RANGKAIAN:
        for banyak in range(26, 40):
            isi = "Paragraf satu baris.\n\n" * banyak + rangkaian
            bab.append(re.sub(r"\{([^#]*)#(\w+)", rf"{{\1#\2-{len(bab)}", BAB + isi))
    dokumen = susun("\n".join(bab))
    starts = [penanda.urutan for penanda in dokumen.penanda if penanda.tingkat == 0][1:]
    assert len(starts) == len(bab)
    lengths = [after - before for before, after in pairwise([*starts, len(dokumen.halaman) + 1])]
    per_group = [set(lengths[start : start + 14]) for start in range(0, len(lengths), 14)]
    assert per_group == [{1, 2}] * len(RANGKAIAN)
    cek = (find_judul_terpisah, find_judul_tabel_terpisah, find_judul_gambar_terpisah, find_pengantar_terpisah)
    assert [flaw for satu in cek for flaw in satu(dokumen)] == []


def test_the_caption_of_a_figure_that_fills_its_page_takes_a_row_along(susun: Callable[[str], Dokumen]) -> None:
    bab: list[str] = []
    for banyak in range(40, 54):
        baris = "| 1  | Pembina |\n+----+---------+\n" * banyak
        isi = f"{BAB}::: {{.gambar #gambar}}\n{BARIS_TABEL}{baris}{JUDUL_GAMBAR}\nIsi.\n"
        bab.append(re.sub(r"\{([^#]*)#(\w+)", rf"{{\1#\2-{banyak}", isi))
    dokumen = susun("\n".join(bab))
    assert len({halaman.urutan for halaman in dokumen.halaman}) > len(bab) + 4
    assert list(find_judul_gambar_terpisah(dokumen)) == []
