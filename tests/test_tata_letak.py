"""How the pages of the PDF look, measured: margins, cells, breaks between pages, running lines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from lkj.convert.pandoc import Bahan
from lkj.convert.pdf import write_pdf
from tests.cacat import (
    CEK,
    TIPIS,
    find_bertindih,
    find_hampir_kosong,
    find_judul_gambar_terpisah,
    find_judul_tabel_terpisah,
    find_judul_terpisah,
    find_keluar_tepi,
    find_memotong_garis,
    find_pengantar_terpisah,
    find_salah_nomor,
    find_tanpa_kepala,
    is_caption,
)
from tests.halaman import TEMPLATES, Dokumen, read_dokumen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lkj.build import HasilBuild
    from tests.cacat import Cek


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
ANGKA = "1" * 70
SEL = f"| A | B |\n|---|---|\n| {ANGKA} | b |\n"
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
        (find_memotong_garis, BAB + SEL, [f"3: {ANGKA}"]),
        (find_bertindih, BAB + SEL, [f"3: {ANGKA} / b"]),
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


def test_a_formula_wider_than_its_place_is_set_smaller(susun: Callable[[str], Dokumen]) -> None:
    rumus = rf"\frac{{\text{{{'Jumlah koperasi yang diperiksa ' * 5}}}}}{{\text{{Jumlah koperasi}}}} \times 100\%"
    dokumen = susun(
        f"{BAB}Dengan rumus:\n\n$${rumus}$$\n\n- a\n\n  $${rumus}$$\n\n| A | B |\n|---|---|\n| ${rumus}$ | b |\n"
    )
    formulas = [t for halaman in dokumen.halaman for t in halaman.tulisan if t.teks.startswith("Jumlah koperasi yang")]
    assert len(formulas) == 3
    assert [flaw for cek in CEK for flaw in cek(dokumen)] == []
