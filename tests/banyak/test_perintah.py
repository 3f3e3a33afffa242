"""`--all` and `lkj jobs` from the command line, and what they show."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from jsonschema import Draft202012Validator

from lkj.banyak import Akhir, Hasil, Kerja
from lkj.banyak.mesin import write_json
from lkj.banyak.teks import write_teks
from lkj.finding import Finding, Position, Severity
from lkj.periksa import check_tahun
from tests.keluaran import Keluaran

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.banyak.daftar import Daftar

    Jalankan = Callable[..., Keluaran]

SKEMA = json.loads((Path(__file__).parents[2] / "docs/skema/banyak-1.json").read_text(encoding="utf-8"))


def blur(text: str) -> str:
    """Take out how long things took."""
    return re.sub(r"\d+,\d", "0,0", text)


RINGKASAN = """\

Instansi      Tahun  Hasil    Galat  Peringatan  Catatan  Detik
dinas-a        2025  selesai      0  {peringatan:>10}  {catatan:>7}    0,0
dinas-b        2025  galat        1           0        0    0,0
kota/dinas c   2025  selesai      0  {peringatan:>10}  {catatan:>7}    0,0

3 pekerjaan: 2 selesai, 1 galat. 0,0 detik, paling banyak 2 proses sekaligus.

dinas-b/data/2025/target.yaml:13:15: galat LKJ012: “dua” bukan angka yang dapat dibaca.
  lkj -C dinas-b check 2025
"""


@pytest.mark.usefixtures("provinsi")
def test_check_of_all(jalankan: Jalankan) -> None:
    code, out, err = jalankan("check", "--all", "-j", "2")
    found = Counter(str(finding.severity) for finding in check_tahun(Path("dinas-a"), 2025).findings)
    assert found["peringatan"] > 0
    assert (code, blur(out)) == (1, RINGKASAN.format(**{"catatan": 0, **found}))
    assert sorted(line.partition("] ")[2] for line in blur(err).splitlines()) == [
        "dinas-a 2025: selesai (0,0 detik)",
        "dinas-b 2025: galat (0,0 detik)",
        "kota/dinas c 2025: selesai (0,0 detik)",
    ]
    assert [line.partition("]")[0] for line in err.splitlines()] == ["[1/3", "[2/3", "[3/3"]


@pytest.mark.usefixtures("provinsi")
def test_places_and_commands_begin_where_the_user_stands(jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("sini").mkdir()
    monkeypatch.chdir("sini")
    out = jalankan("-C", "../dinas-b", "check", "--all").out
    assert "\n../dinas-b/data/2025/target.yaml:13:15: galat LKJ012: " in out
    assert "\n  lkj -C ../dinas-b check 2025\n" in out
    monkeypatch.chdir("../dinas-b")
    out = jalankan("check", "--all").out
    assert "\ndata/2025/target.yaml:13:15: galat LKJ012: " in out
    assert "\n  lkj check 2025\n" in out


def test_templates_that_are_forbidden_are_so_in_every_process_and_in_what_is_advised(
    jalankan: Jalankan, provinsi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LKJ_NO_TEMPLATES", raising=False)
    templat = provinsi / "dinas-a/templates/laporan.md.j2"
    templat.parent.mkdir()
    templat.write_text("{% salah %}", encoding="utf-8")
    assert "\ndinas-a        2025  gagal " in jalankan("check", "--all").out
    out = jalankan("--no-templates", "check", "--all").out
    assert "\ndinas-a        2025  selesai " in out
    assert "\n  lkj --no-templates -C dinas-b check 2025\n" in out


@pytest.mark.usefixtures("provinsi")
def test_check_of_all_strictly_and_for_machines(jalankan: Jalankan) -> None:
    code, out, err = jalankan("-C", "kota", "check", "--all", "2025", "--strict", "--json")
    assert (code, len(err.splitlines())) == (1, 1)
    assert out.isascii()
    found = json.loads(out)
    Draft202012Validator(SKEMA).validate(found)
    assert found["jumlah"] == {"selesai": 0, "peringatan": 1, "galat": 0, "gagal": 0, "tanpa_data": 0}
    (hasil,) = found["hasil"]
    assert (hasil["folder"], hasil["akhir"], hasil["pertama"]["tingkat"]) == (
        "kota/dinas c",
        "peringatan",
        "peringatan",
    )
    assert jalankan("-C", "kota", "check", "--all").code == 0


def test_build_of_all_writes_each_to_its_own_folder(jalankan: Jalankan, provinsi: Path) -> None:
    shutil.rmtree(provinsi / "kota")
    (provinsi / "dinas-c/data/2024").mkdir(parents=True)
    code, out, _ = jalankan("build", "--all", "2025")
    assert code == 1
    assert re.findall(r"^(\S+) +2025  (selesai|galat|gagal|tanpa data) ", out, re.MULTILINE) == [
        ("dinas-a", "selesai"),
        ("dinas-b", "galat"),
        ("dinas-c", "tanpa data"),
    ]
    assert sorted(path.relative_to(provinsi).as_posix() for path in provinsi.rglob("lkj-2025.*")) == [
        f"dinas-a/build/2025/lkj-2025.{akhiran}" for akhiran in ("docx", "md", "pdf")
    ]


@pytest.mark.parametrize(
    ("ends", "words", "code"),
    [
        ([Akhir.SELESAI, Akhir.KOSONG], ["check"], 0),
        ([Akhir.SELESAI, Akhir.GALAT], ["build"], 1),
        ([Akhir.PERINGATAN], ["check", "--strict"], 1),
        ([Akhir.GALAT, Akhir.GAGAL, Akhir.SELESAI], ["check"], 3),
    ],
)
@pytest.mark.usefixtures("provinsi")
def test_the_gravest_end_is_the_exit_code(
    jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch, ends: list[Akhir], words: list[str], code: int
) -> None:
    asked = []

    def run(daftar: Daftar, words: list[str], sekaligus: int, _report: object) -> list[Hasil]:
        asked.append((len(daftar.kerja), words, sekaligus))
        return [Hasil(Kerja(Path(str(number)), 2025), akhir) for number, akhir in enumerate(ends)]

    monkeypatch.setattr("lkj.banyak.jalankan.run_semua", run)
    assert jalankan(*words, "--all", "--jobs", "7").code == code
    assert asked == [(3, words, 7)]


TIDAK_ADA = "Tidak ada instansi di kosong: folder data/TAHUN tidak ditemukan, juga tidak 3 tingkat di bawahnya."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-C", "kosong", "check", "--all"], TIDAK_ADA),
        (["-C", "kosong", "jobs"], TIDAK_ADA),
        (["build", "--all", "2023"], "Tidak ada instansi yang mempunyai data tahun 2023. Tahun yang ada: 2025."),
        (["jobs", "2023"], "Tidak ada instansi yang mempunyai data tahun 2023. Tahun yang ada: 2025."),
        (["check", "--all", "baru"], "“baru” bukan tahun: tulis empat angka, misalnya 2025."),
        (["build", "--all", "--watch"], "Pilihan --watch tidak dipakai bersama --all."),
        (
            ["check", "--all", "--format", "github"],
            "Pilihan --format tidak dipakai bersama --all: ringkasannya ditulis dengan --json.",
        ),
        (["check", "--json"], "Pilihan --json hanya dipakai bersama --all."),
        (["build", "--json"], "Pilihan --json hanya dipakai bersama --all."),
        (["build", "-j", "2"], "Pilihan --jobs hanya dipakai bersama --all."),
        (["check", "--all", "-j", "0"], "Pilihan --jobs tidak ditulis dengan benar: tulis bilangan mulai dari 1."),
        (["check", "--all", "-j", "dua"], "Pilihan --jobs tidak ditulis dengan benar: tulis bilangan mulai dari 1."),
        (["jobs", "--format", "mak"], "Format mak tidak ada. Maksud Anda make?"),
    ],
)
def test_usage_errors(jalankan: Jalankan, provinsi: Path, arguments: list[str], message: str) -> None:
    (provinsi / "kosong").mkdir()
    assert jalankan(*arguments) == Keluaran(2, "", f"Salah pakai: {message}\n")


@pytest.mark.usefixtures("provinsi")
def test_jobs_in_every_format(jalankan: Jalankan) -> None:
    table = "Instansi      Tahun\ndinas-a        2025\ndinas-b        2025\nkota/dinas c   2025\n\n3 pekerjaan.\n"
    assert jalankan("jobs") == jalankan("jobs", "2025", "--format", "text") == Keluaran(0, table, "")
    code, out, err = jalankan("-C", "kota", "jobs", "--format", "github-matrix")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"include": [{"folder": "kota/dinas c", "tahun": 2025, "nama": "kota-dinas-c-2025"}]}
    assert "\t$(LKJ) -C 'kota/dinas c' build 2025\n" in jalankan("jobs", "--format", "make").out
    assert '        folder="kota/dinas c",\n' in jalankan("jobs", "--format", "snakemake").out


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
def test_jobs_that_cannot_be_written_are_refused(jalankan: Jalankan, provinsi: Path) -> None:
    (provinsi / "dinas-b").rename(provinsi / "dinas\nb")
    code, out, err = jalankan("jobs", "--format", "github-matrix")
    assert (code, out) == (2, "")
    assert err == (
        "Salah pakai: Nama “dinas�b” tidak dapat ditulis dalam matriks GitHub Actions: ganti namanya, "
        "tanpa huruf kendali.\n"
    )
    assert jalankan("jobs").code == 0


def test_too_many_jobs_for_github_are_warned_of(jalankan: Jalankan, provinsi: Path) -> None:
    for number in range(256):
        (provinsi / f"x{number}/data/2025").mkdir(parents=True)
    code, out, err = jalankan("jobs", "--format", "github-matrix")
    assert (code, len(json.loads(out)["include"])) == (0, 259)
    assert err.startswith("GitHub Actions menjalankan paling banyak 256 job dari satu matriks")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have there")
def test_what_is_passed_over_is_told(jalankan: Jalankan, provinsi: Path) -> None:
    (provinsi / "prov").mkdir()
    (provinsi / "prov/a").symlink_to("../dinas-a")
    code, out, err = jalankan("-C", "prov", "jobs")
    assert (code, out) == (2, "")
    assert err.startswith("prov/a dilewati: tautan ke folder lain tidak diikuti.\nSalah pakai: Tidak ada instansi di ")


# What is shown.

TEMUAN = Finding(Position("data/2025/target.yaml", 2, 11), "LKJ106", "Target \x1b[2J tidak cocok.")
DAFTAR = [
    Hasil(Kerja(Path("dinas-a"), 2025), Akhir.SELESAI, 1.24, dict.fromkeys(Severity, 0)),
    Hasil(Kerja(Path("dinas koperasi, usaha kecil dan menengah"), 2025), Akhir.GALAT, 1,
          {Severity.GALAT: 12, Severity.PERINGATAN: 3, Severity.CATATAN: 0}, TEMUAN),
    Hasil(Kerja(Path("dinas-c"), 2025), Akhir.GAGAL, 600.1, sebab="lebih dari 10 menit, jadi dihentikan"),
    Hasil(Kerja(Path("dinas-d"), 2025), Akhir.KOSONG),
]  # fmt: skip

SEMPIT = """\
Instansi
    Tahun  Hasil       Galat  Peringatan
dinas-a
     2025  selesai         0           0
dinas koperasi, usaha kecil dan menengah
     2025  galat          12           3
dinas-c
     2025  gagal           –           –
dinas-d
     2025  tanpa data      –           –

Tidak muat, jadi tidak ditampilkan: Catatan,
Detik.

4 pekerjaan: 1 selesai, 1 galat, 1 gagal, 1
tanpa data. 602,3 detik, paling banyak 2
proses sekaligus.

dinas koperasi, usaha kecil dan
  menengah/data/2025/target.yaml:2:11: galat
  LKJ106: Target �[2J tidak cocok.
  lkj -C 'dinas koperasi, usaha kecil dan menengah' check 2025
dinas-c 2025: lebih dari 10 menit, jadi
  dihentikan
  lkj -C dinas-c build 2025
"""


@pytest.mark.skipif(sys.platform == "win32", reason="words of a command are quoted otherwise there")
def test_a_narrow_terminal() -> None:
    assert click.unstyle(write_teks("build", DAFTAR, 602.34, 2, 44)) == SEMPIT


def test_colours_say_nothing_that_words_do_not() -> None:
    shown = write_teks("build", DAFTAR, 602.34, 2, 120)
    assert [word for _, word in re.findall(r"\x1b\[3(\d)m(\w+)", shown)] == ["selesai", "galat", "gagal"]
    assert max(len(line) for line in click.unstyle(shown).splitlines()) <= 120


@pytest.mark.usefixtures("provinsi")
@pytest.mark.parametrize(("colour", "expected"), [("", b"\x1b[32mselesai"), ("1", b"  selesai ")])
def test_colours_are_for_terminals_that_want_them(
    jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch, colour: str, expected: bytes
) -> None:
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("NO_COLOR", colour)
    shown = io.BytesIO()
    terminal = Terminal(shown, encoding="utf-8", newline="\n")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert jalankan("-C", "kota", "check", "--all").code == 0
    terminal.flush()
    assert expected in shown.getvalue()


def test_json_is_as_the_schema_says() -> None:
    found = json.loads(write_json("build", DAFTAR))
    Draft202012Validator.check_schema(SKEMA)
    Draft202012Validator(SKEMA).validate(found)
    assert found["jumlah"] == {"selesai": 1, "peringatan": 0, "galat": 1, "gagal": 1, "tanpa_data": 1}
    assert [hasil["galat"] for hasil in found["hasil"]] == [0, 12, None, None]
    assert found["hasil"][2]["sebab"] == "lebih dari 10 menit, jadi dihentikan"
    assert set(SKEMA["properties"]["jumlah"]["properties"]) == {akhir.replace(" ", "_") for akhir in Akhir}
