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
import pytest
from jsonschema import Draft202012Validator

from lkj.banding import Perbandingan
from lkj.banding.data import Jenis, Ubahan
from lkj.banding.hasil import compare_sisi
from lkj.banding.markdown import BATAS, escape, write_markdown
from lkj.banding.mesin import write_json
from lkj.banding.sebut import crop_pair, tell_sebab
from lkj.banding.sisi import read_sisi
from lkj.banding.teks import write_teks
from lkj.convert.pandoc import run_pandoc
from lkj.finding import Position, display_width
from lkj.git import Revisi
from lkj.periksa import HasilPeriksa

if TYPE_CHECKING:
    from lkj.banding.hasil import Beda
    from lkj.banding.sisi import Sisi

AKAR = Path(__file__).parents[2]
CONTOH = AKAR / "tests/contoh"
SKEMA = json.loads((AKAR / "docs/skema/banding-1.json").read_text(encoding="utf-8"))
REVISI = Revisi("main", "4f1c9a27d05be8316c4a9d1f7e02b35c8a6d9e40")

SEMPIT = """\
Laporan 2025 dibandingkan dengan main (4f1c9a2)
4 data berubah, 9 angka laporan berubah (di 27 tempat), 1
angka baru, 2 penilaian berganti, 4 temuan baru.

Data yang berubah

[1] data/2025/bukti.yaml:23 fakta/pengunjung_malam/sumber
    ditambah
    + Catatan petugas

[2] data/2025/narasi/rekomendasi.md:1
    - - Menambah titik layanan keliling.
    + - Menambah titik layanan keliling untuk {{
      data.anggota }} yang tersebar di seluruh…

[3] data/2025/realisasi.yaml:15
    data/anggota_aktif/nilai/2025
    3960 → 3800

[4] data/2025/realisasi.yaml:35 (main) data/judul_baru/sumber
    dihapus
    - Katalog perpustakaan
"""


@pytest.fixture(scope="module")
def banding(lama: Sisi, tmp_path_factory: pytest.TempPathFactory) -> Perbandingan:
    folder = tmp_path_factory.mktemp("banding")
    shutil.copytree(CONTOH / "data", folder / "data")
    for nama, old, new in (
        ("realisasi.yaml", "2025: 3960", "2025: 2900"),
        ("indikator.yaml", "nama: Jumlah kunjungan ke perpustakaan", "nama: Jumlah *kunjungan* | <b>"),
        ("narasi/rekomendasi.md", "keliling.", "keliling untuk {{ data_lalu.judul_baru }} yang tersebar di kelurahan."),
        ("bukti.yaml", "    satuan: orang\n", "    satuan: orang\n    desimal: 1\n"),
        ("tindak_lanjut.yaml", "surat", "surat"),
    ):
        path = folder / "data/2025" / nama
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (folder / "data/2025/analisis.yaml").unlink()
    baru = read_sisi(folder, 2025)
    return Perbandingan(2025, REVISI, compare_sisi(lama, baru), baru.hasil, ())


def test_print(banding: Perbandingan) -> None:
    print(click.unstyle(write_teks(banding, 60)))
    print(click.unstyle(write_teks(banding, 100)))
    print(write_markdown(banding))
    assert 0
