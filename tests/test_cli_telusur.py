"""`lkj explain`: arguments, exit codes, terminals."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import lkj
from lkj.cli import cli
from lkj.periksa import HasilPeriksa
from lkj.telusur import HasilTelusur, trace_tahun
from lkj.telusur.cari import find_angka
from tests.keluaran import Keluaran

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.telusur.peta import Peta

    Jalankan = Callable[..., "Keluaran"]
    Tulis = Callable[[Mapping[str, Any]], Path]

AKAR = Path(__file__).parents[1]
HALAMAN = (AKAR / "docs/telusur.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget where the tests run: what is shown depends on it."""
    for name in ("GITHUB_ACTIONS", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def proyek_kecil(kecil: dict[str, Any], tulis: Tulis, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a small project of one year."""
    folder = tulis(kecil)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="module")
def peta() -> Peta:
    peta = trace_tahun(AKAR, 2025).peta
    assert peta
    return peta


CAPAIAN = """\
Capaian Pengunjung 2025 = 95,00% [n3]
│ rumus      Pengunjung 2025 ÷ Target Pengunjung 2025 × 100
│ hitungan   190 ÷ 200 × 100
├─ Pengunjung 2025 = 190\N{NO-BREAK SPACE}orang [n2]
│    ditulis di data/2025/realisasi.yaml:5:13
│               '2025': 190
└─ Target Pengunjung 2025 = 200\N{NO-BREAK SPACE}orang [n1]
     ditulis di data/2025/target.yaml:13:15
                target: 200
Dalam naskah: indikator.pengunjung.capaian
Dicetak 8 kali dalam lkj-2025.md:
  Ikhtisar Eksekutif: """


@pytest.mark.usefixtures("proyek_kecil")
@pytest.mark.parametrize(
    "apa",
    [
        ["indikator.pengunjung.capaian"],
        ["pengunjung.capaian"],
        ["2025", "pengunjung.capaian"],
        ["95,00%"],
        ["2025", "95,00%"],
    ],
)
def test_a_number_is_explained(jalankan: Jalankan, apa: list[str]) -> None:
    code, out, err = jalankan("explain", *apa)
    assert (code, err) == (0, "")
    assert out.startswith(CAPAIAN)


def test_words_need_no_quotation_marks(jalankan: Jalankan, proyek_kecil: Path) -> None:
    for words, label in (
        (("Tabel", "III.2:1:9"), "Capaian Pengunjung 2025"),
        (("Tabel", "III.2", ":", "1:9"), "Capaian Pengunjung 2025"),
        (("190", "orang"), "Pengunjung 2025"),
    ):
        code, out, err = jalankan("-C", str(proyek_kecil), "explain", "2025", *words)
        assert (code, err) == (0, "")
        assert f"{label} = " in out.splitlines()[0 if words[1] == "orang" else 2]


@pytest.mark.usefixtures("proyek_kecil")
def test_a_negative_number_is_no_option(jalankan: Jalankan) -> None:
    for apa in ("-5,00", "-Rp5", "-5"):
        code, out, err = jalankan("explain", apa)
        assert (code, out) == (2, "")
        assert err.startswith(f"Salah pakai: Angka “-{apa[1:]}” tidak ada. ")
    assert jalankan("explain", "-x") == Keluaran(2, "", "Salah pakai: Pilihan -x tidak ada.\n")


@pytest.mark.usefixtures("proyek_kecil")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "APA yang ditelusuri belum disebut, misalnya: lkj explain pertumbuhan_koperasi."),
        (["2025"], "APA yang ditelusuri belum disebut, misalnya: lkj explain pertumbuhan_koperasi."),
        (["--json"], "APA yang ditelusuri belum disebut, misalnya: lkj explain pertumbuhan_koperasi."),
        (["2024", "pengunjung"], "Tidak ada data tahun 2024. Tahun yang ada: 2025."),
        (
            ["pengunjng"],
            "Angka “pengunjng” tidak ada. Maksud Anda pengunjung, pengunjung.jarak atau pengunjung.target?",
        ),
        (["Tabel", "III.2:1:2"], "Angka “Tabel III.2:1:2” tidak ada. Sel itu tidak memuat angka; yang memuat angka"),
        (["#999"], "Angka “#999” tidak ada. Laporan memuat "),
        (["--jsn", "x"], "Pilihan --jsn tidak ada."),
    ],
)
def test_usage_errors(jalankan: Jalankan, arguments: list[str], message: str) -> None:
    code, out, err = jalankan("explain", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"Salah pakai: {message}")


def test_four_digits_are_a_year_only_if_there_is_one(jalankan: Jalankan, tmp_path: Path) -> None:
    (tmp_path / "data/2025").mkdir(parents=True)
    code, _, err = jalankan("-C", str(tmp_path), "explain", "2031")
    assert (code, "Berkas wajib" in err) == (1, True)  # 2031 is what is looked for, in the year there is
    assert jalankan("-C", str(tmp_path), "explain", "2031", "x").err == (
        "Salah pakai: Tidak ada data tahun 2031. Tahun yang ada: 2025.\n"
    )
    assert jalankan("-C", str(tmp_path / "data"), "explain", "x").code == 2


def test_json(jalankan: Jalankan, proyek_kecil: Path) -> None:
    code, out, err = jalankan("explain", "pengunjung.capaian", "--json")
    assert (code, err) == (0, "")
    assert out.isascii()
    assert out.endswith("}\n")
    value = json.loads(out)
    assert (value["versi"], value["tahun"], value["apa"], value["galat"]) == (1, 2025, "pengunjung.capaian", 0)
    assert jalankan("-C", str(proyek_kecil), "explain", "--json", "2025", "pengunjung.capaian").out == out


def test_wrong_data_a_report_can_be_computed_from(jalankan: Jalankan, proyek_kecil: Path) -> None:
    (proyek_kecil / "data/2025/narasi").mkdir()
    (proyek_kecil / "data/2025/narasi/kesimpulan.md").write_text("{{ anggaran.pago }}", encoding="utf-8")
    code, out, err = jalankan("explain", "pengunjung.capaian")
    assert (code, err) == (
        1,
        "Data 2025 memuat galat (lihat lkj check 2025); angka berikut dihitung dari data apa adanya.\n",
    )
    assert out.startswith(CAPAIAN)
    code, out, _ = jalankan("explain", "pengunjung.capaian", "--json")
    assert (code, json.loads(out)["galat"]) == (1, 1)


def test_wrong_data_nothing_can_be_computed_from(jalankan: Jalankan, proyek_kecil: Path) -> None:
    path = proyek_kecil / "data/2025/realisasi.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("190", "1,90"), encoding="utf-8")
    for more in ((), ("--json",)):
        code, out, err = jalankan("explain", "pengunjung.capaian", *more)
        assert (code, out) == (1, "")
        assert "\ndata/2025/realisasi.yaml:5:13: galat LKJ012: " in err
        assert err.endswith("\nLaporan belum dapat dihitung, sehingga angkanya belum dapat ditelusuri.\n")


def test_warnings_do_not_matter(jalankan: Jalankan, proyek_kecil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    telusur = trace_tahun(proyek_kecil, 2025)
    monkeypatch.setattr("lkj.telusur.trace_tahun", lambda *_: HasilTelusur(HasilPeriksa(), telusur.peta))
    assert jalankan("explain", "pengunjung.capaian").code == 0


# The terminal.


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def layar(jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run the program with a terminal for what it answers, and give what that shows."""

    def layar(*arguments: str) -> str:
        shown = io.BytesIO()
        terminal = Terminal(shown, encoding="utf-8", newline="\n")
        monkeypatch.setattr(sys, "stdout", terminal)
        assert jalankan(*arguments) == Keluaran(0, "", "")
        terminal.flush()
        return shown.getvalue().decode()

    return layar


@pytest.mark.usefixtures("proyek_kecil")
@pytest.mark.parametrize("width", [60, 140])
def test_it_fits_the_terminal(layar: Callable[..., str], monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = re.sub(r"\x1b\[\d+m", "", layar("explain", "anggaran")).splitlines()
    assert max(map(len, lines)) <= width
    assert (max(map(len, lines)) > 60) == (width == 140)


@pytest.mark.usefixtures("proyek_kecil")
def test_colours_unless_nobody_wants_them(layar: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    shown = layar("explain", "pengunjung.capaian")
    assert shown.startswith("\x1b[1mCapaian Pengunjung 2025 = 95,00% [n3]\x1b[0m\n")
    assert re.sub(r"\x1b\[\d+m", "", shown).startswith(CAPAIAN)
    monkeypatch.setenv("NO_COLOR", "1")
    assert layar("explain", "pengunjung.capaian").startswith(CAPAIAN)


def test_a_console_of_another_code_page(proyek_kecil: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lkj", "explain", "pengunjung.capaian"],
        cwd=proyek_kecil,
        env={**os.environ, "PYTHONPATH": str(Path(lkj.__file__).parents[1]), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Capaian Pengunjung 2025 = 95,00% [n3]")


def test_neither_figures_nor_converters_are_loaded(proyek_kecil: Path) -> None:
    """What takes a second to import is not needed to explain a number."""
    script = (
        "import sys; sys.argv = ['lkj', 'explain', 'pengunjung.capaian']\n"
        "from lkj.cli import main\n"
        "try: main()\n"
        "finally: print(sorted({'pypandoc', 'docx', 'pypdfium2'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=proyek_kecil,
        env={**os.environ, "PYTHONPATH": str(Path(lkj.__file__).parents[1])},
        capture_output=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == b"[]"


# What is promised.


def list_commands(text: str) -> list[list[str]]:
    return [shlex.split(command)[2:] for command in re.findall(r"lkj explain (?!APA|\[)[^`\n]+", text)]


def test_every_example_of_help_and_page_finds_something(peta: Peta) -> None:
    help_text = cli.commands["explain"].help or ""
    examples = [*list_commands(help_text), *list_commands(HALAMAN)]
    assert len(examples) > 15
    for words in examples:
        apa = [word for word in words if word not in {"2025", "--json", "$"}]
        assert find_angka(peta, " ".join(apa)).maksud, words


def test_the_page_explains_every_function(peta: Peta) -> None:
    used = {asal.angka.operator for asal in peta.asal.values()} | {"min", "dalam_rentang"}
    explained = set(re.findall(r"^\| `(\w+)\(", HALAMAN, re.MULTILINE))
    assert explained == used - {"", "+", "-", "*", "/", "sama"}
