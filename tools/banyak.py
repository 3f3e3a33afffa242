"""What docs/banyak.md shows: three agencies of a province, one with an error, checked, and listed for engines."""

from __future__ import annotations

import shutil
from contextlib import chdir
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from lkj.banyak.bentuk import write_daftar
from lkj.banyak.daftar import find_kerja
from lkj.banyak.jalankan import run_semua
from lkj.banyak.makefile import write_makefile
from lkj.banyak.mesin import write_json, write_matriks
from lkj.banyak.snakefile import write_snakefile
from lkj.banyak.teks import write_teks

HALAMAN = "docs/banyak.md"
SKEMA = "docs/skema/banyak-1.json"
TAHUN = 2025
LEBAR = 80

ROOT = Path(__file__).parents[1]
PROVINSI = Path("provinsi")
INSTANSI = {
    "dinas-kesehatan": ROOT / "tests" / "instansi_kedua",
    "dinas-koperasi": ROOT,
    "dinas-perpustakaan": ROOT / "tests" / "contoh",
}
# An error: the file, what stands there, and what is written instead.
SALAH = ("dinas-kesehatan/data/2025/realisasi.yaml", "nilai:", "nilia:")

# Seconds. They differ from run to run, so the page has those of one.
DETIK, SEKALIGUS, SELURUHNYA = 0.7, 2, 1.6


@lru_cache(maxsize=1)
def show_contoh() -> dict[str, tuple[str, str]]:
    """Give the parts of the page, each with its language."""
    with TemporaryDirectory() as folder, chdir(folder):
        for nama, asal in INSTANSI.items():
            shutil.copytree(asal / "data", PROVINSI / nama / "data")
        name, old, new = SALAH
        path = PROVINSI / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        semua, setahun = find_kerja(PROVINSI), find_kerja(PROVINSI, TAHUN)
        ended = run_semua(semua, ["check"], SEKALIGUS, lambda *_: None)
        hasil = [replace(satu, detik=DETIK) for satu in ended]
        tabel = click.unstyle(write_teks("check", hasil, SELURUHNYA, SEKALIGUS, LEBAR))
        return {
            "contoh": (f"$ lkj -C provinsi check --all\n{tabel}", "text"),
            "contoh-json": (write_json("check", hasil[:1]), "json"),
            "contoh-daftar": (f"$ lkj -C provinsi jobs 2025\n{write_daftar(setahun, LEBAR)}", "text"),
            "contoh-matriks": (write_matriks(setahun.kerja[:2]), "json"),
            "contoh-make": (_shorten(write_makefile(setahun.kerja[:1])), "make"),
            "contoh-snakemake": (write_snakefile(setahun.kerja[:1]), "python"),
        }


def _shorten(text: str) -> str:
    """Leave out all but the first two of the files a report is made from."""
    lines = text.partition("\n# Berkas")[0].splitlines()
    files = [line for line in lines if line.startswith("  provinsi/")]
    return "\n".join("  …" if line == files[2] else line for line in lines if line not in files[3:])
