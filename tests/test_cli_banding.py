"""`lkj show` and `lkj diff`: arguments, exit codes, terminals, and a change in a real repository."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from lkj.cli import cli
from tests.keluaran import Keluaran
from tests.repo import run_git

if TYPE_CHECKING:
    from collections.abc import Callable

    Jalankan = Callable[..., "Keluaran"]

AKAR = Path(__file__).parents[1]
CONTOH = Path(__file__).parent / "contoh"

pytestmark = pytest.mark.usefixtures("tanpa_setelan_git")


def git(*arguments: str) -> None:
    """Run git in the folder the test is in."""
    run_git(Path.cwd(), *arguments)


def start(asal: Path, folder: Path) -> None:
    """Go to a repository that holds a project, on a branch that has left the main one."""
    shutil.copytree(asal / "data", folder / "data")
    os.chdir(folder)
    git("init", "--quiet", "--initial-branch", "main", "--template", "")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Data")
    git("checkout", "--quiet", "-b", "cabang")


@pytest.fixture
def contoh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    start(CONTOH, tmp_path / "contoh")
    return tmp_path / "contoh"


def edit(nama: str, old: str, new: str) -> None:
    path = Path("data/2025", nama)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


# lkj diff


def test_one_more_koperasi_moves_its_numbers_and_nothing_else(
    jalankan: Jalankan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start(AKAR, tmp_path / "dinas")
    edit("realisasi.yaml", "2025: 134\n", "2025: 135\n")
    edit("realisasi.yaml", "# Subbab yang disebut", "# Setiap subbab yang disebut")
    git("commit", "--quiet", "--all", "--message", "Satu koperasi lagi")
    git("checkout", "--quiet", "main")
    git("commit", "--quiet", "--allow-empty", "--message", "Yang lain")
    git("checkout", "--quiet", "cabang")
    code, out, err = jalankan("diff")
    assert (code, err) == (0, "")
    lines = out.replace("\N{NO-BREAK SPACE}", " ").split("\n")
    assert re.fullmatch(r"Laporan 2025 dibandingkan dengan pangkal cabang dari main \([0-9a-f]{7}\)", lines[0])
    assert lines[1:9] == [
        "1 data berubah, 14 angka laporan berubah (di 41 tempat), 2 temuan baru.",
        "",
        "Data yang berubah",
        "",
        "[1] data/2025/realisasi.yaml:13 data/koperasi/nilai/2025",
        "    134 → 135",
        "",
        "Akibat [1]",
    ]
    koperasi, diawasi, dibina = (
        "Persentase pertumbuhan koperasi",
        "Persentase koperasi yang diawasi dan diperiksa",
        "Persentase koperasi yang diberdayakan",
    )
    assert [re.split("  +", line) for line in lines if "  →  " in line] == [
        [f"{koperasi} 2025", "8,06%", "→", "8,87%"],
        [f"Capaian {koperasi} 2025", "111,23%", "→", "122,36%"],
        [f"Perubahan {koperasi} terhadap 2024", "4,73 poin persen", "→", "5,54 poin persen"],
        [f"Perubahan relatif {koperasi} terhadap 2024", "141,94%", "→", "166,13%"],
        ["Jumlah Koperasi 2025", "134 koperasi", "→", "135 koperasi"],
        [f"Jarak {koperasi} ke target akhir Renstra", "9,59 poin persen", "→", "8,78 poin persen"],
        [f"{diawasi} 2025", "25,37%", "→", "25,19%"],
        [f"Target {diawasi} 2025", "24,63%", "→", "24,44%"],
        [f"Perubahan {diawasi} terhadap 2024", "2,98 poin persen", "→", "2,80 poin persen"],
        [f"Perubahan relatif {diawasi} terhadap 2024", "13,32%", "→", "12,48%"],
        [f"{dibina} 2025", "8,21%", "→", "8,15%"],
        [f"Target {dibina} 2025", "6,72%", "→", "6,67%"],
        [f"Perubahan {dibina} terhadap 2024", "1,49 poin persen", "→", "1,43 poin persen"],
        [f"Perubahan relatif {dibina} terhadap 2024", "22,16%", "→", "21,25%"],
    ]
    assert "  Ikhtisar Eksekutif; Tabel III.2; 3.1.1; Tabel III.4; Grafik III.2; Tabel III.9; Lampiran 5" in lines
    assert [line for line in lines if line[:1] in "+-~" and line] == [
        "+ baru: data/2025/realisasi.yaml:229: peringatan LKJ211",
        "+ baru: data/2025/target.yaml:92: peringatan LKJ204",
    ]
    assert {line for line in lines if line.startswith("Akibat")} == {"Akibat [1]"}


def test_comments_and_moved_lines_are_no_difference(jalankan: Jalankan, contoh: Path) -> None:
    edit("realisasi.yaml", "data:\n", "# Data mentah.\n\ndata:\n")
    code, out, err = jalankan("diff", "--exit-code")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"Laporan 2025 dibandingkan dengan main \(\w{7}\)\nTidak ada perbedaan\.\n", out)
    assert sorted(path.name for path in contoh.iterdir()) == [".git", "data"]


@pytest.mark.usefixtures("contoh")
def test_what_diff_answers(jalankan: Jalankan) -> None:
    edit("realisasi.yaml", "2025: 3960", "2025: 3961")
    code, out, err = jalankan("diff", "2025", "HEAD", "--exit-code", "--json")
    assert (code, err, out.isascii()) == (1, "", True)
    schema = json.loads((AKAR / "docs/skema/banding-1.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(out))
    assert json.loads(out)["revisi"]["nama"] == "HEAD"
    code, out, err = jalankan("diff", "main", "--format", "markdown")
    assert (code, err) == (0, "")
    assert out.startswith("### Laporan 2025 dibandingkan dengan main (")
    assert "| 3960 | 3961 |" in out


@pytest.mark.usefixtures("contoh")
def test_diff_of_data_that_cannot_be_computed(jalankan: Jalankan) -> None:
    edit("realisasi.yaml", "2025: 3960", "2025: 3960,5")
    code, out, err = jalankan("diff")
    assert (code, err) == (1, "Laporan 2025 belum dapat dihitung; lihat lkj check 2025.\n")
    assert "\n    3960 → 3960,5\n" in out
    assert "+ baru: data/2025/realisasi.yaml:15: galat LKJ012\n" in out
    git("commit", "--quiet", "--all", "--message", "Salah")
    edit("realisasi.yaml", "2025: 3960,5", "2025: 3960")
    code, out, err = jalankan("diff", "HEAD")
    assert (code, err) == (0, "")
    assert "tidak dapat dihitung karena datanya salah, sehingga angkanya tidak dibandingkan.\n" in out
    assert re.search(r"\n- hilang: data/2025/realisasi\.yaml:15 \(HEAD\): galat LKJ012\n", out)


@pytest.mark.usefixtures("contoh")
def test_diff_says_what_is_wrong(jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, message in (
        (["diff", "tidak"], "Revisi tidak tidak ada dalam repositori ini."),
        (["diff", "2031"], "Revisi 2031 tidak ada dalam repositori ini."),
        (["diff", "2031", "main"], "Tidak ada data tahun 2031. Tahun yang ada: 2024, 2025."),
        (["diff", "--", "-x"], "“-x” bukan nama revisi."),
        (["diff", "-x"], "Pilihan -x tidak ada."),
        (["diff", "2025", "main", "HEAD"], "Argumen berlebih: HEAD."),
        (["diff", "--format", "mardown"], "Format mardown tidak ada. Maksud Anda markdown?"),
        (["diff", "--json", "--format", "text"], "Pilihan --json tidak dipakai bersama --format text."),
    ):
        assert jalankan(*arguments) == Keluaran(2, "", f"Salah pakai: {message}\n")
    Path("data/2025").rename("data/2026")
    code, out, err = jalankan("diff", "main")
    assert (code, out) == (2, "")
    assert re.fullmatch(r"Salah pakai: main \(\w{7}\) tidak memuat data/2026, jadi tidak ada pembandingnya\.\n", err)
    shutil.rmtree(".git")
    code, out, err = jalankan("diff")
    assert (code, out) == (2, "")
    assert err.endswith("contoh tidak berada dalam repositori git.\n")
    monkeypatch.setenv("PATH", "")
    code, out, err = jalankan("diff")
    assert (code, out) == (3, "")
    assert err.startswith("Program gagal: git tidak ditemukan: pasang git")


def test_a_project_in_a_folder_of_a_repository(
    jalankan: Jalankan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start(CONTOH, tmp_path / "repo")
    git("mv", "data", "dinas")
    (tmp_path / "repo/dinas").rename(tmp_path / "repo/data")
    (tmp_path / "repo/dinas").mkdir()
    (tmp_path / "repo/data").rename(tmp_path / "repo/dinas/data")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Pindah")
    monkeypatch.chdir(tmp_path / "repo/dinas")
    edit("anggaran.yaml", "  - Efisiensi belanja perjalanan dinas\n", "  - Efisiensi perjalanan dinas\n")
    monkeypatch.chdir(tmp_path / "repo")
    code, out, err = jalankan("-C", "dinas", "diff", "HEAD")
    assert (code, err) == (0, "")
    assert "[1] data/2025/anggaran.yaml:41 sumber_efisiensi/1\n    - Efisiensi belanja perjalanan dinas\n" in out
    assert jalankan("-C", "dinas", "diff").err.endswith(" tidak memuat data/2025, jadi tidak ada pembandingnya.\n")


def test_the_json_that_the_page_shows_is_as_the_schemas_say() -> None:
    page = (AKAR / "docs/banding.md").read_text(encoding="utf-8")
    blocks = [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)]
    assert len(blocks) == 2
    for block, name in zip(blocks, ("banding", "tampilan"), strict=True):
        schema = json.loads((AKAR / f"docs/skema/{name}-1.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        assert [error.validator for error in Draft202012Validator(schema).iter_errors(block)] in ([], ["minItems"])


# lkj show


@pytest.fixture
def proyek(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(CONTOH / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("proyek")
def test_what_show_answers(jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, err = jalankan("show")
    assert (code, err) == (0, "")
    assert out.startswith("Dinas Perpustakaan, Laporan Kinerja 2025\n\nSasaran strategis: 2; ")
    code, out, err = jalankan("show", "2025", "kelengkapan", "--json")
    assert (code, err, out.isascii()) == (0, "", True)
    assert list(json.loads(out)) == ["versi", "tahun", "galat", "kelengkapan"]
    code, out, err = jalankan("show", "triwulan", "--csv")
    assert (code, err, out[0]) == (0, "", "\ufeff")
    assert ";Triwulan;Target;" in out
    edit("realisasi.yaml", "triwulan: [6, 9, 10, 12]", "triwulan: [6, 9, 10, 13]")
    edit("indikator.yaml", "satuan: titik", "satuan: titik # pos")
    monkeypatch.setattr("lkj.cli._measure", lambda _: 60)
    code, out, err = jalankan("show", "indikator")
    assert code == 0
    assert all(len(line) <= 60 for line in out.split("\n"))


@pytest.mark.usefixtures("proyek")
def test_show_of_wrong_data(jalankan: Jalankan) -> None:
    edit("anggaran.yaml", "pagu_perubahan: 450000000", "pagu_perubahan: 460000000")
    code, out, err = jalankan("show", "anggaran")
    assert (code, err) == (
        0,
        "Data 2025 memuat galat (lihat lkj check 2025); angka berikut dihitung dari data apa adanya.\n",
    )
    assert "710.000.000" in out
    edit("realisasi.yaml", "2025: 3960", "2025: 3960,5")
    code, out, err = jalankan("show", "--json")
    assert (code, out) == (1, "")
    assert "galat LKJ012" in err
    assert err.endswith("Laporan belum dapat dihitung, sehingga belum ada yang ditampilkan.\n")


@pytest.mark.usefixtures("proyek")
def test_show_says_what_is_wrong(jalankan: Jalankan) -> None:
    csv = "Pilihan --csv memerlukan TABEL, dan tidak dipakai bersama --json."
    for arguments, message in (
        (["anggran"], "Tabel anggran tidak ada. Maksud Anda anggaran?"),
        (["x"], "Tabel x tidak ada. Yang ada: indikator, anggaran, triwulan, kelengkapan."),
        (["2031", "anggaran"], "Tidak ada data tahun 2031. Tahun yang ada: 2024, 2025."),
        (["2025", "anggaran", "triwulan"], "Argumen berlebih: triwulan."),
        (["--csv"], csv),
        (["anggaran", "--csv", "--json"], csv),
    ):
        assert jalankan("show", *arguments) == Keluaran(2, "", f"Salah pakai: {message}\n")


@pytest.mark.usefixtures("proyek")
def test_colours_are_for_terminals_that_want_them() -> None:
    run = CliRunner(env={"NO_COLOR": ""}).invoke
    coloured = run(cli, ["show", "indikator"], color=True).output
    assert click.style("Tinggi", fg="green") in coloured
    plain = run(cli, ["show", "indikator"], color=True, env={"NO_COLOR": "1"}).output
    assert plain == click.unstyle(coloured)
    assert "Tinggi" in plain


def test_completion() -> None:
    complete = ShellComplete(cli, {}, "lkj", "_LKJ_COMPLETE").get_completions
    assert [item.value for item in complete(["show"], "")] == ["indikator", "anggaran", "triwulan", "kelengkapan"]
    assert [item.value for item in complete(["show"], "tri")] == ["triwulan"]
    assert [item.value for item in complete(["diff", "--format"], "m")] == ["markdown"]
