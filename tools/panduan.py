"""The year that docs/panduan.md tells, lived through with the program itself.

The agency of `tests/contoh` goes from `lkj new` to the finished report of the year after, in a folder of its own. Every
output and every excerpt of a file on the page is from there; `tools/make_docs.py` puts them between their marks.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import lru_cache
from itertools import dropwhile, groupby, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from click.testing import CliRunner

from lkj.cli import EXIT_FINDINGS, cli

if TYPE_CHECKING:
    from collections.abc import Callable

HALAMAN = "docs/panduan.md"
ASAL = Path(__file__).parents[1] / "tests" / "contoh"
LALU, TAHUN = 2025, 2026
LEBAR = 80

# The day on which everything happens; exceptions are measured by it, and commits bear it.
HARI = "1802649600"  # 15 February 2027
GIT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_DATE": f"{HARI} +0000",
    "GIT_COMMITTER_DATE": f"{HARI} +0000",
}
SETELAN_GIT = ("-c", "user.name=Perencana", "-c", "user.email=perencana@contoh.id", "-c", "core.autocrlf=false")

# What is written in place of marks, named by how they begin, in each file. None: what stands there is right.
Isian = dict[str, dict[str, str | None]]

JANUARI: Isian = {
    "target.yaml": {
        "judul, bulan, pejabat": None,
        "judul dokumen IKU": None,
        "target anggota_aktif": "52",
        "target kemutakhiran": "36",
        "target kunjungan": "21000",
        "target layanan_keliling": "13",
        "target pengadaan": "420",
        "target pengolahan": "420",
        "target triwulan kunjungan": "[4800, 5200, 5300, 5700]",
        "target triwulan layanan_keliling": "[10, 11, 12, 13]",
    },
    "anggaran.yaml": {
        "dokumen sumber pagu": None,
        "pagu 1.1.1": "480000000",
        "pagu 1.2.1": "260000000",
        "anggaran tahun": None,
    },
    "sdm.yaml": {"Pustakawan": None},
    "aset.yaml": {"Peralatan dan Mesin": None, "Mobil pustaka": None},
}
TRIWULAN: Isian = {
    "realisasi.yaml": {
        "realisasi triwulan kunjungan": "[4900, 5250, 5400, ~]",
        "realisasi triwulan layanan_keliling": "[10, 15, 17, ~]",
    },
    "tindak_lanjut.yaml": {
        "surat penyampaian LHE": "Surat Inspektur Nomor 700/15 Tahun 2026",
        "rekomendasi LHE": (
            "\n  - rekomendasi: Menyajikan data kinerja tiap triwulan"
            "\n    rencana_aksi: Mengisi realisasi triwulan paling lambat tanggal 10"
            "\n    status: Selesai"
        ),
    },
}
DESEMBER: Isian = {
    "realisasi.yaml": {
        "data anggota tahun": "8400",
        "data anggota_aktif": "4452",
        "data judul tahun": "10400",
        "data judul_baru": "3796",
        "realisasi kunjungan": "21400",
        "realisasi layanan_keliling": "19",
        "realisasi pengadaan": "425",
        "realisasi pengolahan": "425",
    },
    "anggaran.yaml": {
        "dokumen sumber realisasi": None,
        "asal efisiensi": "\n  - Efisiensi belanja bahan bakar layanan keliling",
    },
    "instansi.yaml": {"inovasi": None, "penghargaan": None},
    "bukti.yaml": {"angka yang dirujuk": None},
}
BELANJA = """\
    operasi: 550000000
    modal: 190000000
    tak_terduga: 0
    transfer: 0
"""
ANALISIS = """\
analisis:
  - indikator: anggota_aktif
    faktor_pendukung:
      - Dua mobil pustaka hibah provinsi beroperasi sejak bulan April.
    solusi:
      - Jadwal layanan keliling disusun bersama kelurahan.
    upaya_perbaikan:
      - Menambah petugas layanan keliling.

  - indikator: kemutakhiran
    faktor_pendukung:
      - Buku baru diadakan sejak awal tahun.
    solusi:
      - Judul dipilih dari usulan pembaca.
    upaya_perbaikan:
      - Menyiangi koleksi lama.
"""
NARASI = {
    "kata_pengantar": "Laporan ini menyajikan kinerja {{ instansi.nama_lengkap }} selama tahun {{ tahun }}.\n",
    "ikhtisar": (
        "Anggota yang aktif mencapai 53,00%, melampaui target {{ indikator.anggota_aktif.target }}.\n"
        "Dinas melaksanakan {{ jumlah.program | terbilang }} program.\n"
    ),
    "kesimpulan": "Koleksi terbitan lima tahun terakhir mencapai {{ indikator.kemutakhiran.realisasi }}.\n",
    "rekomendasi": "- Menambah petugas layanan keliling.\n- Menyiangi koleksi lama.\n",
}
DOKUMENTASI = """\
dokumentasi:
  - kegiatan: 1.1.1
    entri:
      - keterangan: Mobil pustaka melayani pengunjung pasar malam.
        foto:
          - berkas: bukti/keliling.jpg
            alt: Anak-anak memilih buku di samping mobil pustaka.
            tanggal: 2026-06-13

  - kegiatan: 1.2.1
    entri:
      - keterangan: Buku baru diberi label sebelum disusun di rak.
        foto:
          - berkas: bukti/olah.png
            alt: Petugas menempelkan label pada punggung buku.
            tanggal: 2026-08-19
"""
PENGECUALIAN = """\
pengecualian:
  - aturan: LKJ203
    berkas: realisasi.yaml
    pada: realisasi/layanan_keliling/nilai/2026
    alasan: Dua mobil pustaka hibah provinsi beroperasi sejak bulan April 2026
    sampai: 2027-12-31
"""

SETAHUN = {"5400, ~]": "5400, 5850]", "17, ~]": "17, 19]"}
BELANJA_KEGIATAN = {"pagu_induk: 480000000": "465000000", "pagu_induk: 260000000": "254000000"}


class Meja:
    """Where the planner works: a folder with the data, and what the page shows of it.

    Attributes:
        bagian: the parts of the page so far, by name: the text and its language.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data" / str(TAHUN)
        self.bagian: dict[str, tuple[str, str]] = {}

    def run_lkj(self, *arguments: str, kode: int = 0) -> str:
        """Run `lkj` as in a terminal of 80 columns; give what it prints.

        Raises:
            ValueError: it did not end with the exit code the page counts on.
        """
        env = {**dict.fromkeys(("GITHUB_ACTIONS", "NO_COLOR", "COLUMNS")), "SOURCE_DATE_EPOCH": HARI, **GIT}
        command = ["-C", str(self.folder), *arguments]
        with patch("lkj.cli._measure", return_value=LEBAR):
            done = CliRunner(env=env).invoke(cli, command, prog_name="lkj", standalone_mode=False)
        if done.return_value != kode:
            raise ValueError(f"lkj {' '.join(arguments)}: {done.return_value}, bukan {kode}\n{done.output}")
        return done.output

    def show(self, nama: str, *arguments: str, kode: int = 0, pilih: Callable[[str], str] = str) -> None:
        """Make a part of a command and what it prints, or what is chosen of that."""
        output = pilih(self.run_lkj(*arguments, kode=kode)).strip("\n")
        self.bagian[nama] = f"$ lkj {' '.join(arguments)}\n{output}", "text"

    def quote(self, nama: str, berkas: str, awal: str) -> None:
        """Make a part of a file: from the line that begins with `awal`, blanks aside, to the next blank one."""
        lines = dropwhile(lambda line: not line.strip().startswith(awal), self.read(berkas).splitlines())
        language = "yaml" if berkas.endswith(".yaml") else "markdown"
        self.bagian[nama] = "\n".join(takewhile(str.strip, lines)), language

    def read(self, berkas: str) -> str:
        """Read a file of the year."""
        return (self.data / berkas).read_text(encoding="utf-8")

    def write(self, berkas: str, text: str) -> None:
        """Write a file of the year."""
        (self.data / berkas).write_text(text, encoding="utf-8", newline="\n")

    def edit(self, berkas: str, lama: str, baru: str) -> None:
        """Replace a text that stands once in a file.

        Raises:
            ValueError: it does not.
        """
        text = self.read(berkas)
        if text.count(lama) != 1:
            raise ValueError(f"{lama!r} ada {text.count(lama)} kali dalam {berkas}")
        self.write(berkas, text.replace(lama, baru))

    def show_finding(self, nama: str, sebut: str, kode: int = 0) -> None:
        """Make a part of that finding of `lkj check` that holds a text."""
        parts = self.run_lkj("check", str(TAHUN), kode=kode).strip("\n").split("\n\n")
        [finding] = [part for part in parts if sebut in part]
        self.bagian[nama] = finding, "text"

    def show_mistake(self, nama: str, berkas: str, benar: str, salah: str) -> None:
        """Make a part of what is found in an edit, and take the edit back."""
        self.edit(berkas, benar, salah)
        self.show_finding(nama, salah, EXIT_FINDINGS)
        self.edit(berkas, salah, benar)

    def fill(self, isian: Isian) -> None:
        """Write what stands in place of marks, and delete the marks."""
        for berkas, jawaban in isian.items():
            for tanda, nilai in jawaban.items():
                [baris] = re.findall(rf"^.* # ISI: {re.escape(tanda)}.*$", self.read(berkas), re.MULTILINE)
                lama = baris.partition(" # ISI: ")[0]
                kunci = lama[: lama.index(":") + 1]
                baru = lama if nilai is None else f"{kunci}{nilai}" if nilai.startswith("\n") else f"{kunci} {nilai}"
                self.edit(berkas, f"{baris}\n", f"{baru}\n")

    def run_git(self, *arguments: str) -> None:
        """Run git, with no settings but its own."""
        git = shutil.which("git") or "git"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | GIT
        subprocess.run([git, *SETELAN_GIT, *arguments], cwd=self.folder, env=environment, check=True)  # noqa: S603


def choose(*words: str) -> Callable[[str], str]:
    """Keep those paragraphs of an output that hold one of some words, with dots for the others."""

    def pilih(output: str) -> str:
        parts = [part if any(word in part for word in words) else "…" for part in output.strip("\n").split("\n\n")]
        return "\n\n".join(part for part, _ in groupby(parts))

    return pilih


def leave_out(awal: str, akhir: str = "") -> Callable[[str], str]:
    """Put dots for the lines of an output from the one that begins with `awal` to that with `akhir`, or to the end."""

    def pilih(output: str) -> str:
        lines = output.splitlines()
        first = next(number for number, line in enumerate(lines) if line.startswith(awal))
        last = len(lines) if not akhir else next(n for n in range(first, len(lines)) if lines[n].startswith(akhir))
        dots = ["…", ""] if last < len(lines) and not lines[last - 1] else ["…"]
        return "\n".join([*lines[:first], *dots, *lines[last:]])

    return pilih


@lru_cache(maxsize=1)
def perform_year() -> dict[str, tuple[str, str]]:
    """Live through the year; give the parts of the page by name, each with its language."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:  # Windows keeps what git wrote
        return perform_in(Path(name)).bagian


def perform_in(folder: Path) -> Meja:
    """Live through the year in an empty folder."""
    meja = Meja(folder)
    shutil.copytree(ASAL / "data", folder / "data")
    for step in (start, plan, err, follow, close, tell, prove, ease, look, build, revise):
        step(meja)
    return meja


def start(meja: Meja) -> None:
    """Start the year from the one before."""
    meja.show("mulai", "new", str(TAHUN), "--from", str(LALU), pilih=leave_out("data/2026/anggaran", "Langkah"))
    meja.quote("tanda", "realisasi.yaml", "- kode: anggota_aktif")
    meja.show("daftar", "check", str(TAHUN), kode=EXIT_FINDINGS, pilih=choose("target.yaml:13:", "Ditemukan"))


def plan(meja: Meja) -> None:
    """Fill in the agreement and the budget."""
    meja.fill(JANUARI)
    meja.edit("anggaran.yaml", "    operasi:\n    modal:\n    tak_terduga:\n    transfer:\n", BELANJA)
    meja.quote("target", "target.yaml", "sasaran:")


def err(meja: Meja) -> None:
    """Write what is often written wrongly, and take it back."""
    meja.show_mistake("salah-angka", "target.yaml", "target: 52", "target: 52%")
    meja.show_mistake("salah-kode", "target.yaml", "- indikator: anggota_aktif", "- indikator: anggota_aktip")


def follow(meja: Meja) -> None:
    """Fill in the quarters as they end."""
    meja.fill(TRIWULAN)
    meja.quote("realisasi-triwulan", "realisasi.yaml", "triwulan:")
    meja.show("triwulan", "show", str(TAHUN), "triwulan")


def close(meja: Meja) -> None:
    """Fill in what the year brought."""
    meja.fill(DESEMBER)
    meja.write("realisasi.yaml", re.sub(r"^ +alasan: .*\n", "", meja.read("realisasi.yaml"), flags=re.MULTILINE))
    for lama, baru in SETAHUN.items():
        meja.edit("realisasi.yaml", lama, baru)
    for pagu, realisasi in BELANJA_KEGIATAN.items():
        meja.edit("anggaran.yaml", f"{pagu}\n        realisasi:\n", f"{pagu}\n        realisasi: {realisasi}\n")
    meja.write("analisis.yaml", ANALISIS)
    meja.show_mistake("salah-ribuan", "realisasi.yaml", "2026: 8400", "2026: 8.400")


def tell(meja: Meja) -> None:
    """Write the narrative, first with a number typed into it."""
    for nama, text in NARASI.items():
        meja.write(f"narasi/{nama}.md", text)
    meja.show_finding("narasi-salah", " LKJ504: ")
    meja.edit("narasi/ikhtisar.md", "53,00%", "{{ indikator.anggota_aktif.realisasi }}")
    meja.quote("narasi", "narasi/ikhtisar.md", "Anggota")


def prove(meja: Meja) -> None:
    """Add photos, first under a wrong name."""
    (meja.data / "bukti").mkdir()
    for nama in ("keliling.png", "olah.png"):
        shutil.copy(meja.folder / "data" / str(LALU) / "bukti" / nama, meja.data / "bukti")
    meja.write("bukti.yaml", DOKUMENTASI)
    meja.show_finding("bukti-salah", " LKJ008: ", EXIT_FINDINGS)
    meja.edit("bukti.yaml", "keliling.jpg", "keliling.png")
    meja.quote("bukti", "bukti.yaml", "dokumentasi:")


def look(meja: Meja) -> None:
    """Look at the results."""
    meja.show("ringkasan", "show", str(TAHUN), pilih=leave_out("  lkj show indikator"))
    meja.show("asal", "explain", str(TAHUN), "anggota_aktif.capaian", pilih=leave_out("  Tabel III.2"))


def ease(meja: Meja) -> None:
    """Accept what is unusual but true."""
    meja.show_finding("janggal", " LKJ203: ")
    meja.write("pemeriksaan.yaml", PENGECUALIAN)
    meja.quote("pengecualian", "pemeriksaan.yaml", "pengecualian:")
    meja.show("bersih", "check", str(TAHUN), pilih=leave_out("Kelengkapan"))


def build(meja: Meja) -> None:
    """Make the documents."""
    meja.show("susun", "build", str(TAHUN))
    meja.quote("cetak", f"../../build/{TAHUN}/lkj-{TAHUN}.md", "Anggota yang aktif")


def revise(meja: Meja) -> None:
    """Correct a number after the report was finished, on a branch of git."""
    meja.run_git("init", "--quiet", "--initial-branch", "main", "--template", "", "--object-format", "sha1")
    meja.run_git("add", "data")
    meja.run_git("commit", "--quiet", "--message", f"Laporan {TAHUN}")
    meja.run_git("tag", f"lkj-{TAHUN}")
    meja.run_git("switch", "--quiet", "--create", "betulkan-anggota")
    meja.edit("realisasi.yaml", "2026: 4452", "2026: 4368")
    meja.show("beda", "diff", str(TAHUN), pilih=leave_out("Perubahan Persentase", "Temuan"))
