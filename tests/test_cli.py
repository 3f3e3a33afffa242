from __future__ import annotations

import gc
import io
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.shell_completion import ShellComplete

import lkj
from lkj.build import HasilBuild
from lkj.cli import Perintah, _measure, cli, main
from lkj.convert.pandoc import ConvertError
from lkj.finding import Finding, Position, Severity
from lkj.periksa import HasilPeriksa
from tests.keluaran import Keluaran

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Hasil = Callable[[HasilBuild], list[tuple[Path, int]]]
    Jalankan = Callable[..., "Keluaran"]
    Tulis = Callable[[Mapping[str, Any]], Path]


@pytest.fixture(autouse=True)
def anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget where the tests run: what is shown depends on it."""
    for name in ("GITHUB_ACTIONS", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def tahun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a project that has two years, whose data nobody reads."""
    for name in ("2024", "2025", "lama"):
        (tmp_path / "data" / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


FINDINGS = [
    Finding(Position("data/2025/target.yaml", 2, 11), "LKJ106", "Target tidak cocok.", "perbaiki `target`"),
    Finding(Position("data/2025/sdm.yaml"), "LKJ111", "Jenjang tidak dikenal.", severity=Severity.PERINGATAN),
    Finding(Position("data/2025/sdm.yaml"), "LKJ900", "Perlu dilihat.", severity=Severity.CATATAN),
]
SOURCES = {"data/2025/target.yaml": ["perjanjian:", "  target: abc"]}
SHOWN = """\
data/2025/target.yaml (1 galat)

data/2025/target.yaml:2:11: galat LKJ106: Target tidak cocok.
 2 |   target: abc
   |           ^
   = perbaiki `target`

data/2025/sdm.yaml (1 peringatan, 1 catatan)

data/2025/sdm.yaml:1:1: peringatan LKJ111: Jenjang tidak dikenal.

data/2025/sdm.yaml:1:1: catatan LKJ900: Perlu dilihat.

Ditemukan 1 galat, 1 peringatan, 1 catatan dalam 2 berkas.
Penjelasan aturan beserta contohnya: lkj rules LKJ106
"""
WARNED = """\
data/2025/sdm.yaml (1 peringatan)

data/2025/sdm.yaml:1:1: peringatan LKJ111: Jenjang tidak dikenal.

Ditemukan 1 peringatan dalam 1 berkas.
Penjelasan aturan beserta contohnya: lkj rules LKJ111
"""
ANNOTATED = """\
::error file=data/2025/target.yaml,line=2,col=11,title=LKJ106 realisasi_tidak_ada\
::Target tidak cocok.%0ASaran: perbaiki `target`.
::warning file=data/2025/sdm.yaml,line=1,col=1,title=LKJ111 perjanjian_tidak_berurutan::Jenjang tidak dikenal.
::notice file=data/2025/sdm.yaml,line=1,col=1,title=LKJ900::Perlu dilihat.
"""


@pytest.fixture
def hasil(monkeypatch: pytest.MonkeyPatch) -> Hasil:
    """Put a result in the place of building and checking; gives what they were asked for."""

    def hasil(outcome: HasilBuild) -> list[tuple[Path, int]]:
        asked: list[tuple[Path, int]] = []

        def run(project: Path, tahun: int, report: Callable[[str], None] = print) -> HasilBuild:
            asked.append((project, tahun))
            if report is not print:
                report(f"Memeriksa data {tahun}")
            return outcome

        monkeypatch.setattr("lkj.build.build", run)
        monkeypatch.setattr("lkj.periksa.check_tahun", run)
        return asked

    return hasil


PERINTAH = "build, check, diff, explain, jobs, new, rules, schema, show, verify"

HELP = """\
Pemakaian: lkj [PILIHAN] PERINTAH

  Susun Laporan Kinerja (LKjIP) dari data YAML yang diperiksa.

  Contoh:
    lkj check 2025       periksa data tahun 2025
    lkj build 2025       tulis laporan ke build/2025/
    lkj -C dinas build   folder lain, tahun terbaru

Pilihan:
  -C FOLDER       Folder proyek yang memuat data/.
  --no-templates  Abaikan templates/ proyek.
  --no-cache      Kerjakan semuanya lagi, juga bila tidak ada yang berubah.
  --version       Tampilkan versi.
  -h, --help      Tampilkan bantuan ini.

Perintah:
  build    Periksa data dan tulis laporan DOCX dan PDF.
  check    Periksa data tanpa menulis laporan.
  diff     Bandingkan laporan dengan revisi git.
  explain  Telusuri asal angka dalam laporan.
  jobs     Daftar pekerjaan untuk banyak instansi.
  new      Mulai data tahun baru, dari tahun lalu atau dari contoh.
  rules    Daftar aturan pemeriksaan, atau penjelasan satu aturan.
  schema   Tulis skema JSON berkas data, untuk penyunting teks.
  show     Tampilkan hasil hitungan sebagai tabel.
  verify   Buktikan bahwa keluaran sesuai dengan manifes dan data.
"""

HELP_BUILD = """\
Pemakaian: lkj build [PILIHAN] [TAHUN]

  Periksa data TAHUN (tanpa TAHUN: yang terbaru) dan tulis laporan ke
  build/TAHUN/.

  Bila data salah, kesalahannya ditampilkan dan berkas yang lama tidak
  berubah.

  Dengan --watch laporan disusun lagi setiap kali isi berkas dalam data/TAHUN,
  data tahun sebelumnya atau templates/ berubah. Temuan yang sudah ditampilkan
  tidak diulang, kecuali galat.

  Dengan --all laporan semua instansi di dalam FOLDER disusun, beberapa
  sekaligus; yang gagal tidak menghentikan yang lain.

  Contoh:
    lkj build 2025
    lkj build --watch
    lkj -C provinsi build --all 2025

Pilihan:
  --all         Semua instansi di dalam FOLDER, semua tahun atau TAHUN.
  -j, --jobs N  Dengan --all: paling banyak N sekaligus.
  --json        Dengan --all: tulis ringkasannya sebagai JSON.
  --watch       Susun lagi setiap kali berkas disimpan, sampai Ctrl+C ditekan.
  -h, --help    Tampilkan bantuan ini.
"""

HELP_CHECK = """\
Pemakaian: lkj check [PILIHAN] [TAHUN]

  Periksa data TAHUN (tanpa TAHUN: yang terbaru); tidak menulis apa pun dalam
  proyek.

  Dalam GitHub Actions temuan juga ditampilkan pada barisnya, kecuali FORMAT
  disebut.

  Dengan --all data semua instansi di dalam FOLDER diperiksa, beberapa
  sekaligus; yang gagal tidak menghentikan yang lain.

  Contoh:
    lkj check 2025
    lkj check --strict
    lkj check --format sarif > lkj.sarif
    lkj -C provinsi check --all 2025

Pilihan:
  --format FORMAT  Bentuk temuan: text (bawaan), json, github, sarif, atau
                   gitlab.
  --strict         Peringatan juga membuat kode keluar 1.
  --all            Semua instansi di dalam FOLDER, semua tahun atau TAHUN.
  -j, --jobs N     Dengan --all: paling banyak N sekaligus.
  --json           Dengan --all: tulis ringkasannya sebagai JSON.
  -h, --help       Tampilkan bantuan ini.
"""

HELP_RULES = """\
Pemakaian: lkj rules [PILIHAN] [ATURAN]

  Jelaskan ATURAN, disebut dengan kode atau namanya; tanpa ATURAN: daftar
  semua aturan.

  Contoh:
    lkj rules
    lkj rules LKJ109
    lkj rules target_nol

Pilihan:
  -h, --help  Tampilkan bantuan ini.
"""

HELP_SCHEMA = """\
Pemakaian: lkj schema [PILIHAN] [FOLDER|NAMA]

  Tulis skema JSON setiap berkas data ke FOLDER (bawaan: skema).

  Dengan skema itu penyunting seperti VS Code melengkapi kunci,
  menerangkannya, dan menandai yang salah.

  Contoh:
    lkj schema
    lkj schema --check
    lkj schema target --stdout

Pilihan:
  --check     Periksa saja; kode keluar 1 bila ada yang tidak sesuai.
  --stdout    Tampilkan skema berkas NAMA saja, misalnya target.
  -h, --help  Tampilkan bantuan ini.
"""

HELP_NARROW = """\
Pemakaian: lkj build [PILIHAN] [TAHUN]

  Periksa data TAHUN (tanpa TAHUN: yang terbaru)
  dan tulis laporan ke build/TAHUN/.

  Bila data salah, kesalahannya ditampilkan dan
  berkas yang lama tidak berubah.

  Dengan --watch laporan disusun lagi setiap kali
  isi berkas dalam data/TAHUN, data tahun
  sebelumnya atau templates/ berubah. Temuan yang
  sudah ditampilkan tidak diulang, kecuali galat.

  Dengan --all laporan semua instansi di dalam
  FOLDER disusun, beberapa sekaligus; yang gagal
  tidak menghentikan yang lain.

  Contoh:
    lkj build 2025
    lkj build --watch
    lkj -C provinsi build --all 2025

Pilihan:
  --all         Semua instansi di dalam FOLDER,
                semua tahun atau TAHUN.
  -j, --jobs N  Dengan --all: paling banyak N
                sekaligus.
  --json        Dengan --all: tulis ringkasannya
                sebagai JSON.
  --watch       Susun lagi setiap kali berkas
                disimpan, sampai Ctrl+C ditekan.
  -h, --help    Tampilkan bantuan ini.
"""


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--help"], HELP),
        (["-h"], HELP),
        (["build", "--help"], HELP_BUILD),
        (["-C", "di mana saja", "build", "-h"], HELP_BUILD),
        (["check", "--help"], HELP_CHECK),
        (["rules", "--help"], HELP_RULES),
        (["schema", "--help"], HELP_SCHEMA),
    ],
)
def test_help(jalankan: Jalankan, arguments: list[str], text: str) -> None:
    assert jalankan(*arguments) == Keluaran(0, text, "")


def test_help_on_a_narrow_terminal(jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert jalankan("build", "--help") == Keluaran(0, HELP_NARROW, "")


def test_every_command_has_indonesian_help(jalankan: Jalankan) -> None:
    english = re.compile(
        r"\b(usage|options?|commands?|arguments?|positional|show|this|message|exit|try|for|help\.|the|and|default"
        r"|required|version\.)\b",
        re.IGNORECASE,
    )
    for name in ("", *cli.commands):
        shown = jalankan(*filter(None, (name, "--help"))).out
        # Names of commands and options are English, as on every command line.
        assert english.findall(re.sub(r"--[a-z-]+|\blkj [a-z]+|^  [a-z]+ ", "", shown, flags=re.MULTILINE)) == []
        assert "Contoh:" in shown


def test_without_a_command_the_help_is_shown(jalankan: Jalankan) -> None:
    assert jalankan() == Keluaran(2, "", HELP)
    assert jalankan("-C", "x") == Keluaran(2, "", HELP)


def test_a_command_without_a_help_option() -> None:
    perintah = Perintah("x", add_help_option=False)
    assert perintah.get_help_option(click.Context(perintah)) is None


def test_version(jalankan: Jalankan) -> None:
    assert jalankan("--version") == Keluaran(0, f"lkj {lkj.__version__}\n", "")


# What was mistyped.


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["susun"], f"Perintah susun tidak ada. Yang ada: {PERINTAH}."),
        (["biuld", "2025"], "Perintah biuld tidak ada. Maksud Anda build?"),
        (["--", "-x"], f"Perintah -x tidak ada. Yang ada: {PERINTAH}."),
        (["--folder", "x", "build"], "Pilihan --folder tidak ada."),
        (["build", "--json"], "Pilihan --json hanya dipakai bersama --all."),
        (["build", "-q"], "Pilihan -q tidak ada."),
        (["-C"], "Pilihan -C tidak ditulis dengan benar."),
        (["--version=1", "build"], "Pilihan --version tidak ditulis dengan benar."),
        (["build", "2025", "2024"], "Argumen berlebih: 2024."),
        (["check", "2025", "a", "b"], "Argumen berlebih: a b."),
        (["check", "--format", "srif"], "Format srif tidak ada. Maksud Anda sarif?"),
        (["check", "--format", "xml"], "Format xml tidak ada. Yang ada: text, json, github, sarif, gitlab."),
        (["check", "--format", ""], "Format  tidak ada. Yang ada: text, json, github, sarif, gitlab."),
        (["check", "--format"], "Pilihan --format tidak ditulis dengan benar."),
        (["build", "--strict"], "Pilihan --strict tidak ada."),
        (["check", "--format", "json", "2023"], "Tidak ada data tahun 2023. Tahun yang ada: 2024, 2025."),
        (["rules", "lkj1090"], "Aturan lkj1090 tidak ada. Maksud Anda LKJ109?"),
        (["rules", "LKJ999"], "Aturan LKJ999 tidak ada. Lihat daftarnya dengan `lkj rules`."),
        (["rules", "target_0"], "Aturan target_0 tidak ada. Maksud Anda target_nol?"),
        (["rules", "x"], "Aturan x tidak ada. Lihat daftarnya dengan `lkj rules`."),
        (["rules", "LKJ109", "LKJ110"], "Argumen berlebih: LKJ110."),
        (["build", "2023"], "Tidak ada data tahun 2023. Tahun yang ada: 2024, 2025."),
        (["check", "lama"], "Tidak ada data tahun lama. Tahun yang ada: 2024, 2025."),
        (["build", "../2025"], "Tidak ada data tahun ../2025. Tahun yang ada: 2024, 2025."),
        (["-C", "tidak/ada", "build"], "Tidak ada data di tidak/ada/data: folder data/TAHUN tidak ditemukan."),
        (["-C", "data", "check"], "Tidak ada data di data/data: folder data/TAHUN tidak ditemukan."),
        (["-C", "kosong", "check"], "Tidak ada data di kosong/data: folder data/TAHUN tidak ditemukan."),
    ],
)
def test_usage_errors(jalankan: Jalankan, tahun: Path, arguments: list[str], message: str) -> None:
    (tahun / "kosong/data/lama").mkdir(parents=True)
    assert jalankan(*arguments) == Keluaran(2, "", f"Salah pakai: {message}\n")


# What commands answer.


def test_check_of_good_data(jalankan: Jalankan, tahun: Path, hasil: Hasil) -> None:
    asked = hasil(HasilBuild())
    assert jalankan("check") == Keluaran(0, "", "Tidak ada temuan.\n")
    assert jalankan("check", "2024") == Keluaran(0, "", "Tidak ada temuan.\n")
    assert jalankan("-C", str(tahun), "check") == Keluaran(0, "", "Tidak ada temuan.\n")
    assert asked == [(Path(), 2025), (Path(), 2024), (tahun, 2025)]


@pytest.mark.usefixtures("tahun")
def test_check_of_wrong_data(jalankan: Jalankan, hasil: Hasil) -> None:
    hasil(HasilBuild(FINDINGS, SOURCES))
    assert jalankan("check") == Keluaran(1, "", SHOWN)


@pytest.mark.usefixtures("tahun")
def test_check_of_data_with_warnings(jalankan: Jalankan, hasil: Hasil) -> None:
    hasil(HasilBuild(FINDINGS[1:2]))
    assert jalankan("check") == Keluaran(0, "", WARNED)
    assert jalankan("check", "--strict") == Keluaran(1, "", WARNED)


@pytest.mark.usefixtures("tahun")
@pytest.mark.parametrize(
    ("findings", "code", "strict"), [([], 0, 0), (FINDINGS[2:], 0, 0), (FINDINGS[1:], 0, 1), (FINDINGS[:1], 1, 1)]
)
@pytest.mark.parametrize("bentuk", ["text", "json", "github", "sarif", "gitlab"])
def test_the_exit_code_is_that_of_the_findings_in_every_format(
    jalankan: Jalankan, hasil: Hasil, findings: list[Finding], code: int, strict: int, bentuk: str
) -> None:
    hasil(HasilBuild(findings))
    assert jalankan("check", "--format", bentuk).code == code
    assert jalankan("check", "--format", bentuk, "--strict").code == strict


@pytest.mark.usefixtures("tahun")
def test_formats_for_machines_stand_alone(jalankan: Jalankan, hasil: Hasil) -> None:
    hasil(HasilBuild(FINDINGS, SOURCES))
    for bentuk in ("json", "sarif", "gitlab"):
        code, out, err = jalankan("check", "--format", bentuk)
        assert (code, err) == (1, "")
        assert out.isascii()
        assert json.loads(out)
    assert json.loads(jalankan("check", "2024", "--format", "json").out)["tahun"] == 2024
    assert jalankan("check", "--format", "github") == Keluaran(1, ANNOTATED, "")
    assert jalankan("check", "--format", "text") == Keluaran(1, "", SHOWN)


@pytest.mark.usefixtures("tahun")
def test_nothing_found_in_a_format_for_machines(jalankan: Jalankan, hasil: Hasil) -> None:
    hasil(HasilBuild())
    assert jalankan("check", "--format", "text") == Keluaran(0, "", "Tidak ada temuan.\n")
    assert jalankan("check", "--format", "github") == Keluaran(0, "", "")
    assert jalankan("check", "--format", "gitlab") == Keluaran(0, "[]\n", "")


@pytest.mark.usefixtures("tahun")
def test_github_actions_annotates_without_being_asked(
    jalankan: Jalankan, hasil: Hasil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    hasil(HasilBuild(FINDINGS, SOURCES))
    assert jalankan("check") == Keluaran(1, ANNOTATED, SHOWN)
    assert jalankan("build") == Keluaran(1, ANNOTATED, f"Memeriksa data 2025\n{SHOWN}")
    assert jalankan("check", "--format", "text") == Keluaran(1, "", SHOWN)
    assert jalankan("check", "--format", "github") == Keluaran(1, ANNOTATED, "")
    assert jalankan("check", "--format", "gitlab").out.startswith("[\n")


@pytest.mark.usefixtures("tahun")
def test_others_do_not_annotate(jalankan: Jalankan, hasil: Hasil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    hasil(HasilBuild(FINDINGS, SOURCES))
    assert jalankan("check") == Keluaran(1, "", SHOWN)


def test_files_are_named_within_the_repository(jalankan: Jalankan, tahun: Path, hasil: Hasil) -> None:
    (tahun / ".git").mkdir()
    (tahun / "dinas/data/2025").mkdir(parents=True)
    hasil(HasilBuild(FINDINGS[1:2]))
    shown = {name: jalankan("-C", "dinas", "check", "--format", name).out for name in ("github", "gitlab", "json")}
    assert shown["github"].startswith("::warning file=dinas/data/2025/sdm.yaml,")
    assert json.loads(shown["gitlab"])[0]["location"]["path"] == "dinas/data/2025/sdm.yaml"
    assert json.loads(shown["json"])["temuan"][0]["berkas"] == "data/2025/sdm.yaml"


def test_the_list_of_rules(jalankan: Jalankan) -> None:
    code, out, err = jalankan("rules")
    assert (code, err) == (0, "")
    assert "\n  LKJ109  peringatan  Target bernilai nol.\n" in out


@pytest.mark.parametrize("nama", ["LKJ109", "lkj109", "target_nol"])
def test_the_page_of_a_rule(jalankan: Jalankan, nama: str) -> None:
    code, out, err = jalankan("rules", nama)
    assert (code, err) == (0, "")
    assert out.startswith("LKJ109 target_nol\nSusunan dan rujukan; peringatan; ")
    assert "\n\nSalah\n  # target.yaml\n" in out


def test_build_of_good_data(jalankan: Jalankan, tahun: Path, hasil: Hasil) -> None:
    berkas = (tahun / "build/2025/lkj-2025.docx", tahun / "build/2025/lkj-2025.md")
    asked = hasil(HasilBuild(FINDINGS[1:2], berkas=berkas, jumlah_angka=1036))
    assert jalankan("-C", str(tahun), "build", "2025") == Keluaran(
        0,
        "build/2025/lkj-2025.docx\nbuild/2025/lkj-2025.md\n",
        f"Memeriksa data 2025\n{WARNED}Selesai: 1036 angka dalam laporan terlacak sampai ke data\n",
    )
    assert asked == [(tahun, 2025)]


@pytest.mark.usefixtures("tahun")
def test_build_of_wrong_data(jalankan: Jalankan, hasil: Hasil) -> None:
    hasil(HasilBuild(FINDINGS, SOURCES))
    assert jalankan("build") == Keluaran(1, "", f"Memeriksa data 2025\n{SHOWN}")


@pytest.mark.usefixtures("tahun")
@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            ConvertError("Pandoc tidak dapat mengubah naskah:\nx"),
            "Program gagal: Pandoc tidak dapat mengubah naskah:\nx",
        ),
        (RuntimeError("tak terduga"), "Program gagal: tak terduga"),
        (ZeroDivisionError(), "Program gagal: ZeroDivisionError"),
        (PermissionError(13, "ditolak", "build/2025"), "Program gagal: build/2025: tidak ada hak akses."),
        (
            OSError(28, "No space left on device", "build/2025"),
            "Program gagal: build/2025: tempat penyimpanan penuh; hapus berkas yang tidak diperlukan, lalu ulangi.",
        ),
        (OSError(9999, "aneh", "a"), "Program gagal: a: aneh."),
        (OSError(), "Program gagal: OSError."),
        (KeyboardInterrupt(), "\nDihentikan."),
        (click.ClickException("rusak"), "Program gagal: rusak"),
    ],
)
def test_no_failure_shows_a_traceback(
    jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch, error: BaseException, message: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("lkj.build.build", fail)
    assert jalankan("build") == Keluaran(3, "", f"{message}\n")


# Colours.


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def layar(jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run the program with a terminal for one of its streams, and give what that shows."""

    def layar(*arguments: str, code: int = 1, stream: str = "stderr") -> str:
        shown = io.BytesIO()
        # Here and not in the fixture: between fixtures and test, pytest puts its own stream back.
        terminal = Terminal(shown, encoding="utf-8", newline="\n")
        monkeypatch.setattr(sys, stream, terminal)
        assert jalankan(*arguments) == Keluaran(code, "", "")
        terminal.flush()
        return shown.getvalue().decode()

    return layar


@pytest.mark.usefixtures("tahun")
def test_colours_on_a_terminal(layar: Callable[..., str], hasil: Hasil) -> None:
    hasil(HasilBuild(FINDINGS, SOURCES))
    shown = layar("check")
    assert shown.splitlines()[0] == "\x1b[1m\x1b[4mdata/2025/target.yaml\x1b[0m (1 galat)"
    assert re.findall(r"\x1b\[(3\d)m\x1b\[1m(\w+)", shown) == [("31", "galat"), ("33", "peringatan"), ("36", "catatan")]
    assert re.sub(r"\x1b\[\d+m", "", shown) == SHOWN


@pytest.mark.usefixtures("tahun")
def test_no_colours_where_nobody_wants_them(
    layar: Callable[..., str], hasil: Hasil, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasil(HasilBuild(FINDINGS, SOURCES))
    monkeypatch.setenv("NO_COLOR", "1")
    assert layar("check") == SHOWN


@pytest.mark.usefixtures("tahun")
@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("140", 140), ("", 80)])
def test_sentences_fit_the_terminal(
    layar: Callable[..., str], hasil: Hasil, monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    hasil(HasilBuild([Finding(Position("data/2025/sdm.yaml"), "LKJ106", "kata " * 99)]))
    lines = re.sub(r"\x1b\[\d+m", "", layar("check")).splitlines()
    assert width - 5 <= max(map(len, lines)) <= width


def test_the_rules_on_a_terminal(layar: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = layar("rules", code=0, stream="stdout")
    assert "\x1b[33mperingatan\x1b[0m  Target bernilai nol.\n" in shown
    assert max(map(len, re.sub(r"\x1b\[\d+m", "", shown).splitlines())) <= 60
    assert layar("rules", "LKJ109", code=0, stream="stdout").startswith("\x1b[1mLKJ109\x1b[0m target_nol\n")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo terminals here")
def test_the_width_is_that_of_the_terminal_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = os.openpty()
    with os.fdopen(slave, "w", encoding="utf-8") as stream:
        monkeypatch.setattr("os.get_terminal_size", lambda number: os.terminal_size((70 if number == slave else 10, 5)))
        assert _measure(stream) == 70
        monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((0, 0)))
        assert _measure(stream) == 80
    os.close(master)
    assert _measure(None) is None


# The program as it is started.


def start(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    root = Path(lkj.__file__).parents[1]
    return subprocess.run(
        [sys.executable, "-m", "lkj", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root), **environment},
        capture_output=True,
        check=False,
    )


def test_started_as_a_module(tmp_path: Path) -> None:
    done = start("--help", folder=tmp_path)
    assert (done.returncode, done.stdout.decode().replace("\r\n", "\n"), done.stderr) == (0, HELP, b"")


def test_the_module_does_nothing_when_imported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["lkj", "--version"])
    runpy.run_module("lkj", run_name="lkj.__main__")
    assert capsys.readouterr() == ("", "")
    with pytest.raises(SystemExit, match=r"^0$"):
        runpy.run_module("lkj", run_name="__main__")
    assert capsys.readouterr() == (f"lkj {lkj.__version__}\n", "")


def test_a_console_of_another_code_page(kecil: dict[str, Any], tulis: Tulis) -> None:
    kecil["target"]["perjanjian"][0]["pihak_kedua"] = "wali_kata"
    done = start("check", folder=tulis(kecil), PYTHONIOENCODING="cp437")
    lines = done.stderr.decode("cp437").splitlines()
    assert done.returncode == 1
    assert done.stdout == b""
    [line] = [line for line in lines if line.startswith("data/2025/target.yaml:8:16: galat LKJ")]
    assert line.endswith("Kode pejabat ?wali_kata? tidak ada.")
    assert lines[-2].startswith("Ditemukan 1 galat")


def test_formats_for_machines_are_the_same_on_every_console(kecil: dict[str, Any], tulis: Tulis) -> None:
    kecil["target"]["perjanjian"][0]["pihak_kedua"] = "wali_kata"
    folder = tulis(kecil)
    for bentuk in ("json", "github", "sarif", "gitlab"):
        done = start("check", "--format", bentuk, folder=folder, PYTHONIOENCODING="cp437")
        assert (done.returncode, done.stderr) == (1, b"")
        assert done.stdout.decode().endswith("\n")
        assert b"\r" not in done.stdout
        assert ("“wali_kata”" if bentuk == "github" else "\\u201cwali_kata\\u201d") in done.stdout.decode()


def test_a_whole_check_of_2025(akar: Path) -> None:
    done = start("check", folder=akar)
    assert (done.returncode, done.stdout) == (0, b"")
    lines = done.stderr.decode().splitlines()
    end = lines.index("Kelengkapan analisis tiap sasaran (PermenPANRB 53/2014)")
    assert re.fullmatch(r"Ditemukan \d+ peringatan(, \d+ catatan)? dalam \d+ berkas\.", lines[end - 3])
    assert re.fullmatch(r"Penjelasan aturan beserta contohnya: lkj rules LKJ\d{3}", lines[end - 2])
    assert [line[-3:] for line in lines[end + 3 : end + 7]] == ["6/7", "6/7", "6/7", "2/7"]


def test_start_does_not_load_converters(tmp_path: Path) -> None:
    """Help and completion have to be quick."""
    root = Path(lkj.__file__).parents[1]
    slow = {"typst", "pypandoc", "pydantic", "jinja2"}
    script = f"import sys; import lkj.cli; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=True,
    )
    assert done.stdout.split() == [b"[]"]


def test_completion() -> None:
    complete = ShellComplete(cli, {}, "lkj", "_LKJ_COMPLETE")
    commands = PERINTAH.split(", ")
    assert [item.value for item in complete.get_completions([], "")] == commands
    assert [item.value for item in complete.get_completions(["build", "2025", "2024"], "--")] == [
        "--all",
        "--jobs",
        "--json",
        "--watch",
        "--help",
    ]
    assert [item.value for item in complete.get_completions(["check", "--format"], "g")] == ["github", "gitlab"]
    assert [item.value for item in complete.get_completions(["rules"], "lkj10")][:2] == ["LKJ101", "LKJ102"]
    assert [item.value for item in complete.get_completions(["rules"], "target_n")] == ["target_nol", "target_negatif"]
    assert [item.value for item in complete.get_completions(["susun"], "")] == commands


def test_a_closed_stream_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.argv", ["lkj", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0


def test_garbage_is_collected_only_where_the_program_runs_on(monkeypatch: pytest.MonkeyPatch, proyek: Path) -> None:
    seen: list[bool] = []

    def watch(*_: object) -> list[object]:
        seen.append(gc.isenabled())
        return []

    def check(*_: object) -> HasilPeriksa:
        seen.append(gc.isenabled())
        return HasilPeriksa()

    monkeypatch.setattr("lkj.pantau.watch", watch)
    monkeypatch.setattr("lkj.periksa.check_tahun", check)
    for arguments in (["build", "2025", "--watch"], ["check", "2025"]):
        monkeypatch.setattr("sys.argv", ["lkj", "-C", str(proyek), *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        assert (ended.value.code, gc.isenabled()) == (0, True)
    assert seen == [True, False]
