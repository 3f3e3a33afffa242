"""A comparison in words: in a terminal, as Markdown, as JSON."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pypandoc
import pytest
from jsonschema import Draft202012Validator

from lkj.banding import Perbandingan
from lkj.banding.data import Jenis, Ubahan
from lkj.banding.hasil import Beda, UbahanBagian, compare_sisi
from lkj.banding.markdown import BATAS, escape, write_markdown
from lkj.banding.mesin import write_json
from lkj.banding.sebut import crop_pair, tell_sebab
from lkj.banding.sisi import read_sisi
from lkj.banding.teks import write_teks
from lkj.finding import Position, Severity, display_width
from lkj.git import Revisi
from lkj.periksa import HasilPeriksa

if TYPE_CHECKING:
    from lkj.banding.sisi import Sisi

AKAR = Path(__file__).parents[2]
CONTOH = AKAR / "tests/contoh"
SKEMA = json.loads((AKAR / "docs/skema/banding-1.json").read_text(encoding="utf-8"))
REVISI = Revisi("main", "4f1c9a27d05be8316c4a9d1f7e02b35c8a6d9e40")

SEMPIT = """\
Laporan 2025 dibandingkan dengan main (4f1c9a2)
5 data berubah, 8 angka laporan berubah (di 25 tempat), 1
angka baru, 3 penilaian berganti, 4 temuan baru.

Data yang berubah

[1] data/2025/analisis.yaml:1 (main) dihapus
    - analisis: [{indikator: anggota_aktif;
      faktor_pendukung: [Layanan keliling menjangkau
      kelurahan yang jauh.];…

[2] data/2025/bukti.yaml:27 fakta/pengunjung_malam/desimal
    ditambah
    + 1

[3] data/2025/indikator.yaml:42 indikator/kunjungan/nama
    - Jumlah kunjungan ke perpustakaan
    + Jumlah *kunjungan* | <b>

[4] data/2025/narasi/rekomendasi.md:1
    - - Menambah titik layanan keliling.
    + - Menambah titik layanan keliling untuk {{
      data_lalu.judul_baru }} yang tersebar di kelurahan.

[5] data/2025/realisasi.yaml:15
    data/anggota_aktif/nilai/2025
    3960 → 2900

Akibat [2]

Angka                                    Lama           Baru
Pengunjung pasar malam yang          57 orang  →  57,0 orang
dilayani
  Gambar III.1

Akibat [4]

Angka                                   Lama            Baru
Jumlah Judul Terbitan Lima Tahun           –  →  3.120 judul
Terakhir 2024
  baru dicetak: 4.2

Akibat [5]

Persentase anggota perpustakaan yang aktif
  kriteria: Tinggi → Sedang
  target: tercapai → belum tercapai
  tahun lalu: meningkat → menurun

Angka
                 Lama                  Baru
Persentase anggota perpustakaan yang aktif 2025
               49,50%  →             36,25%
  Ikhtisar Eksekutif; Tabel III.2; 3.1.1; Tabel III.4;
  Grafik III.2; Tabel III.7; 4.1; Lampiran 5
"""
LEBAR = """
[3] data/2025/indikator.yaml:42 indikator/kunjungan/nama
    Jumlah kunjungan ke perpustakaan → Jumlah *kunjungan* | <b>
"""
TEMUAN = """
Temuan

+ baru: data/2025/analisis.yaml:1: peringatan LKJ605
  Tidak ada analisis, padahal 2 indikator sasaran mempunyai capaian. Akibat [1].

"""


@pytest.fixture(scope="module")
def baru(tmp_path_factory: pytest.TempPathFactory) -> Sisi:
    folder = tmp_path_factory.mktemp("banding")
    shutil.copytree(CONTOH / "data", folder / "data")
    for nama, old, new in (
        ("realisasi.yaml", "2025: 3960", "2025: 2900"),
        ("indikator.yaml", "nama: Jumlah kunjungan ke perpustakaan", "nama: Jumlah *kunjungan* | <b>"),
        ("narasi/rekomendasi.md", "keliling.", "keliling untuk {{ data_lalu.judul_baru }} yang tersebar di kelurahan."),
        ("bukti.yaml", "    satuan: orang\n", "    satuan: orang\n    desimal: 1\n"),
    ):
        path = folder / "data/2025" / nama
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (folder / "data/2025/analisis.yaml").unlink()
    return read_sisi(folder, 2025)


@pytest.fixture(scope="module")
def banding(lama: Sisi, baru: Sisi) -> Perbandingan:
    return Perbandingan(2025, REVISI, compare_sisi(lama, baru), baru.hasil, ())


@pytest.fixture(scope="module")
def kembali(lama: Sisi, baru: Sisi) -> Perbandingan:
    """The same the other way round."""
    return Perbandingan(2025, REVISI, compare_sisi(baru, lama), lama.hasil, ())


# In a terminal.


def test_a_narrow_terminal(banding: Perbandingan) -> None:
    text = click.unstyle(write_teks(banding, 60))
    assert text.replace("\N{NO-BREAK SPACE}", " ").startswith(SEMPIT)
    assert max(map(display_width, text.split("\n"))) <= 60


def test_a_wide_terminal(banding: Perbandingan) -> None:
    text = click.unstyle(write_teks(banding, 110))
    assert LEBAR in text
    assert TEMUAN in text
    assert max(map(display_width, text.split("\n"))) <= 110


def test_without_a_terminal_nothing_is_cut(banding: Perbandingan) -> None:
    text = click.unstyle(write_teks(banding))
    assert "…" not in text
    assert "    - analisis: [{indikator: anggota_aktif; faktor_pendukung: [Layanan keliling" in text
    words = " ".join(click.unstyle(write_teks(banding, 60)).split())
    assert [line for line in text.split("\n") if line.startswith("  Naskah") and line.strip() in words]


def test_colours_go_with_words(banding: Perbandingan) -> None:
    text = write_teks(banding)
    assert f"    {click.style('3960', fg='red')} → {click.style('2900', fg='green')}\n" in text
    assert f"  kriteria: {click.style('Tinggi', fg='red')} → {click.style('Sedang', fg='green')}\n" in text
    assert click.style("+ baru: data/2025/analisis.yaml:1: peringatan LKJ605", fg="yellow") in text


def test_what_is_gone(kembali: Perbandingan) -> None:
    text = click.unstyle(write_teks(kembali))
    assert "\n[1] data/2025/analisis.yaml:1 ditambah\n    + analisis: [" in text
    assert "\n  tidak lagi dicetak: 4.2\n" in text
    assert "\n- hilang: data/2025/analisis.yaml:1 (main): peringatan LKJ605\n" in text
    assert "1 angka tidak lagi dicetak, 3 penilaian berganti, 4 temuan hilang.\n" in text


KOSONG = Beda((), (), (), (), (), terhitung_lama=True, terhitung_baru=True, teks=False)


@pytest.mark.parametrize(
    ("beda", "told"),
    [
        (KOSONG, "Tidak ada perbedaan."),
        (replace(KOSONG, teks=True), "Data dan angkanya sama; hanya susunan teks laporan yang berubah."),
        (
            replace(KOSONG, terhitung_baru=False),
            (
                "Tidak ada perbedaan.\n\nLaporan 2025 belum dapat dihitung (lihat lkj check 2025), sehingga angkanya "
                "tidak dibandingkan.\n\nx tidak dibaca."
            ),
        ),
        (
            replace(KOSONG, terhitung_lama=False),
            (
                "Tidak ada perbedaan.\n\nLaporan dalam main (4f1c9a2) tidak dapat dihitung karena datanya salah, "
                "sehingga angkanya tidak dibandingkan.\n\nx tidak dibaca."
            ),
        ),
    ],
)
def test_nothing_to_tell(beda: Beda, told: str) -> None:
    catatan = () if beda.lengkap else ("x tidak dibaca.",)
    banding = Perbandingan(2025, REVISI, beda, HasilPeriksa(), catatan)
    title = "Laporan 2025 dibandingkan dengan main (4f1c9a2)"
    assert click.unstyle(write_teks(banding)) == f"{title}\n{told}".replace("\n\n", "\n")
    first, *more = told.split("\n\n")
    quoted = "".join(f"\n> {line}\n" for line in more)
    assert write_markdown(banding) == f"### {title}\n\n**{first}**\n{quoted}"
    Draft202012Validator(SKEMA).validate(json.loads(write_json(banding)))


@pytest.mark.parametrize(
    ("nomor", "told"),
    [
        ((), ""),
        ((1,), "[1]"),
        ((1, 2), "[1] dan [2]"),
        ((1, 2, 3), "[1]–[3]"),
        ((1, 2, 3, 4, 7), "[1]–[4] dan [7]"),
        ((1, 3, 5), "[1], [3], [5]"),
        ((1, 2, 4, 5, 6), "[1], [2], [4]–[6]"),
    ],
)
def test_changes_are_named_by_their_numbers(nomor: tuple[int, ...], told: str) -> None:
    assert tell_sebab(nomor) == told


def test_long_texts_are_cut_around_what_differs() -> None:
    head, tail = "kata " * 50, " ekor" * 50
    lama, baru = crop_pair(f"{head}lama{tail}", f"{head}baru{tail}", 60)
    assert (lama, baru) == (f"…{'kata ' * 5}lama{' ekor' * 5} eko…", f"…{'kata ' * 5}baru{' ekor' * 5} eko…")
    assert crop_pair(head, f"{head}lagi", None) == (head, f"{head}lagi")
    assert crop_pair(head, f"{head}lagi", 40)[1].endswith("lagi")
    assert crop_pair("a", "b", 1) == ("a", "b")


# As Markdown.

JAHAT = [
    "a | b \\| c",
    "<script>alert(1)</script> <!-- x --> &amp; &lt;",
    "*tebal* _miring_ `kode` ~~coret~~ ^atas^ $x$ $$y$$",
    "[tautan](https://contoh.id) ![gambar](x.png) [^1] [1]: x",
    "# judul",
    "- butir",
    "1. satu",
    "| sel |",
    "\\* \\` \\",
    "</details></summary>",
]


def test_texts_of_the_data_are_plain_text() -> None:
    table = "\n".join(["|  |", "| --- |", *(f"| {escape(text)} |" for text in JAHAT)])
    tree = json.loads(pypandoc.convert_text(table, "json", "gfm+raw_html+autolink_bare_uris+tex_math_dollars"))
    cells = [row[1][0][4] for row in tree["blocks"][0]["c"][4][0][3]]
    kinds = {inline["t"] for cell in cells for block in cell for inline in block["c"]}
    assert kinds <= {"Str", "Space"}
    read = ["".join(part.get("c", " ") for block in cell for part in block["c"]) for cell in cells]
    assert [text.replace("\N{ZERO WIDTH SPACE}", "") for text in read] == JAHAT


def test_nobody_is_mentioned_and_nothing_is_linked() -> None:
    assert "@\N{ZERO WIDTH SPACE}ani" in escape("tanya @ani")
    assert "#\N{ZERO WIDTH SPACE}12" in escape("#12")
    assert "GH-\N{ZERO WIDTH SPACE}7" in escape("GH-7")
    assert "https\N{ZERO WIDTH SPACE}://" in escape("https://contoh.id")
    assert "www\N{ZERO WIDTH SPACE}.contoh" in escape("www.contoh.id")
    assert escape("dua\nbaris\t| ") == "dua baris \\|"
    assert escape("harga 12 # 3, a@b") == "harga 12 # 3, a@\N{ZERO WIDTH SPACE}b"


def test_markdown(banding: Perbandingan) -> None:
    text = write_markdown(banding)
    assert text.startswith("### Laporan 2025 dibandingkan dengan main (4f1c9a2)\n\n**5 data berubah, 8 angka")
    assert "\n| [2] | data/2025/bukti.yaml:27 | fakta/pengunjung\\_malam/desimal | *ditambah* | 1 |\n" in text
    assert "\n| [5] | data/2025/realisasi.yaml:15 | data/anggota\\_aktif/nilai/2025 | 3960 | 2900 |\n" in text
    assert " | Jumlah \\*kunjungan\\* \\| &lt;b&gt; |\n" in text
    assert "\n| Persentase anggota perpustakaan yang aktif | kriteria | Tinggi | **Sedang** | [5] |\n" in text
    assert "\n<details><summary>Akibat [5]: 7 angka</summary>\n\n| Angka | Lama | Baru | Dicetak di |\n" in text
    assert "\n| baru | peringatan LKJ605 | data/2025/analisis.yaml:1 | Tidak ada analisis" in text
    assert "Dipotong" not in text
    counts = Counter(re.findall(r"^<(/?details)", text, re.MULTILINE))
    assert counts == {"details": 3, "/details": 3}


def test_markdown_of_what_is_gone(kembali: Perbandingan) -> None:
    text = write_markdown(kembali)
    assert "\n| [1] | data/2025/analisis.yaml:1 |  | *ditambah* | analisis: " in text
    assert "| fakta/pengunjung\\_malam/desimal | 1 | *dihapus* |\n" in text
    assert "\n| Jumlah Judul Terbitan Lima Tahun Terakhir 2024 | 3.120 judul | – | tidak lagi dicetak: 4.2 |\n" in text
    assert "\n| hilang | peringatan LKJ605 | data/2025/analisis.yaml:1 (main) | " in text


def test_parts_of_the_report(banding: Perbandingan, lama: Sisi) -> None:
    assert lama.cetak
    tabel = next(bagian for bagian in lama.cetak.peta.susunan if bagian.nomor == "Tabel III.2")
    beda = replace(KOSONG, bagian=(UbahanBagian(Jenis.TAMBAH, tabel), UbahanBagian(Jenis.HAPUS, tabel)))
    told = replace(banding, beda=beda)
    assert click.unstyle(write_teks(told)).endswith(
        "\n1 bagian laporan baru, 1 bagian laporan hilang.\n\nBagian laporan\n\n"
        "+ baru: Tabel III.2 Capaian Kinerja Tahun 2025\n- hilang: Tabel III.2 Capaian Kinerja Tahun 2025"
    )
    assert write_markdown(told).endswith(
        "\n|  | Bagian |\n| --- | --- |\n| baru | Tabel III.2 Capaian Kinerja Tahun 2025 |\n"
        "| hilang | Tabel III.2 Capaian Kinerja Tahun 2025 |\n"
    )
    [baru, hilang] = json.loads(write_json(told))["bagian"]
    assert (baru.pop("kejadian"), hilang.pop("kejadian")) == ("tambah", "hapus")
    assert baru == hilang == {"id": tabel.id, "jenis": "Tabel", "nomor": "Tabel III.2", "judul": tabel.judul}


def test_a_finding_of_another_severity(banding: Perbandingan) -> None:
    temuan = replace(banding.beda.temuan[0], tingkat_lama=Severity.CATATAN)
    told = replace(banding, beda=replace(KOSONG, temuan=(temuan,)))
    head = "data/2025/analisis.yaml:1: catatan menjadi peringatan LKJ605"
    assert f"\n~ berganti tingkat: {head}\n" in click.unstyle(write_teks(told))
    assert "\n| berganti tingkat | catatan menjadi peringatan LKJ605 | " in write_markdown(told)
    assert json.loads(write_json(told))["temuan"][0]["kejadian"] == "ubah"


def test_markdown_fits_into_a_comment(banding: Perbandingan) -> None:
    beda = banding.beda
    place = Position("data/2025/x.yaml", 7)
    data = tuple(Ubahan(Jenis.UBAH, place, place, ("<" * 400,), "|" * 750, "&" * 750) for _ in range(300))
    sebab = [frozenset(data[index : index + 2]) for index in range(300)]
    large = replace(
        beda,
        data=data,
        angka=tuple(replace(angka, sebab=some) for some in sebab for angka in beda.angka[:2]),
        penilaian=tuple(replace(satu, sebab=sebab[0]) for satu in beda.penilaian) * 75,
        temuan=tuple(replace(satu, sebab=frozenset(data)) for satu in beda.temuan) * 75,
    )
    catatan = [f"{nomor} tidak dibaca." for nomor in range(300)]
    text = write_markdown(replace(banding, beda=large, catatan=catatan))
    assert 40_000 < len(text) <= BATAS
    shown = len(re.findall(r"^(?:\| (?!---|Angka|Indikator| \|)|> )", text, re.MULTILINE))
    told = re.search(r"Dipotong agar muat: (\d+) baris .*`lkj diff 2025 4f1c9a27d05b`", text)
    assert told
    assert shown + int(told[1]) == 300 + 600 + 225 + 300 + 300
    assert text.count("<details>") == text.count("</details>") > 0
    for heading in ("Data yang berubah", "Penilaian yang berganti", "Angka laporan", "Temuan"):
        assert f"#### {heading}\n" in text


# As JSON.


def test_json(banding: Perbandingan, kembali: Perbandingan) -> None:
    for satu in (banding, kembali):
        text = write_json(satu)
        assert text.isascii()
        Draft202012Validator(SKEMA).validate(json.loads(text))
    value = json.loads(write_json(banding))
    assert set(value) == set(SKEMA["properties"])
    assert value["revisi"] == {"nama": "main", "commit": REVISI.commit}
    assert value["data"][4] == {
        "nomor": 5,
        "kejadian": "ubah",
        "berkas": "data/2025/realisasi.yaml",
        "tempat": "data/anggota_aktif/nilai/2025",
        "baris_lama": 15,
        "baris_baru": 15,
        "lama": "3960",
        "baru": "2900",
    }
    assert value["penilaian"][0]["sebab"] == [5]
    [capaian] = [angka for angka in value["angka"] if "indikator.anggota_aktif.capaian" in angka["nama"]]
    assert (capaian["lama"]["teks"], capaian["baru"]["teks"], capaian["sebab"]) == ("101,02%", "73,98%", [5])
    assert {"bagian": None, "banyak": 1} not in capaian["tempat"]
    assert sum(tempat["banyak"] for angka in value["angka"] for tempat in angka["tempat"]) == 26
    assert [temuan["kode"] for temuan in value["temuan"]] == ["LKJ605", "LKJ127", "LKJ510", "LKJ225"]
