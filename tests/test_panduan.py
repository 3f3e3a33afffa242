"""The guide for planners: what it shows is what happens, and what it tells to type can be typed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import docx
import pytest
from pypdfium2 import PdfDocument

from lkj.finding import Severity
from lkj.periksa import check_tahun
from tests.perintah import find_baris, read_baris
from tools import make_docs, panduan

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.keluaran import Keluaran
    from tools.panduan import Meja

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / panduan.HALAMAN).read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
BARIS = find_baris(PAGE)


@pytest.fixture(scope="module")
def meja(tmp_path_factory: pytest.TempPathFactory) -> Meja:
    """The desk of the planner after the year, its last edit taken back; not to be changed."""
    meja = panduan.perform_in(tmp_path_factory.mktemp("panduan"))
    meja.edit("realisasi.yaml", "2026: 4368", "2026: 4452")
    return meja


def part(name: str) -> str:
    found = re.search(rf"<!-- mulai: {name} -->\n(.*?)<!-- selesai: {name} -->", PAGE, re.DOTALL)
    assert found
    return found[1]


# What it shows


def test_the_page_shows_what_happened(meja: Meja) -> None:
    assert make_docs.fill(PAGE, {name: make_docs.code(*part) for name, part in meja.bagian.items()}) == PAGE


def test_what_it_shows_is_the_same_everywhere(meja: Meja, monkeypatch: pytest.MonkeyPatch) -> None:
    before = meja.run_lkj("show", "2026")
    for name, value in {"COLUMNS": "30", "GITHUB_ACTIONS": "true", "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "0"}.items():
        monkeypatch.setenv(name, value)
    assert meja.run_lkj("show", "2026") == before
    for text, _ in meja.bagian.values():
        assert meja.folder.as_posix() not in text
        assert "\x1b" not in text
        assert not re.search(r"\d\d[:.]\d\d[:.]\d\d ", text), "the time of day"


def test_what_is_found_fits_a_terminal(meja: Meja) -> None:
    findings = [text for text, language in meja.bagian.values() if language == "text" and "LKJ" in text]
    assert len(findings) > 5
    assert all(len(line) <= panduan.LEBAR for text in findings for line in text.splitlines() if "Langkah" not in text)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("salah-angka", "`52%`"),
        ("salah-kode", "`anggota_aktif`"),
        ("salah-ribuan", "`8.400`"),
        ("narasi-salah", "`lkj explain 53,00%`"),
        ("asal", "`lkj explain 101,92%`"),
        ("beda", "ternyata 4.368, bukan 4.452"),
    ],
)
def test_what_the_text_says_of_an_output_is_in_it(name: str, said: str) -> None:
    assert said in PAGE
    for text in re.findall(r"\d[\d.,]*\d%?|\w+_\w+", said):
        assert text in part(name) or text.replace(".", "") in part(name), text


def test_mistakes_are_taken_back_and_the_rest_is_accepted_with_a_reason(meja: Meja) -> None:
    def codes() -> set[str]:
        return {finding["kode"] for finding in json.loads(meja.run_lkj("check", "2026", "--format", "json"))["temuan"]}

    assert codes() == set()
    waived = meja.read("pemeriksaan.yaml")
    (meja.data / "pemeriksaan.yaml").unlink()
    assert codes() == {"LKJ203"}
    meja.write("pemeriksaan.yaml", waived)


def test_an_output_that_is_not_as_told_is_an_error(tmp_path: Path) -> None:
    leer = panduan.Meja(tmp_path)
    (tmp_path / "data" / "2026").mkdir(parents=True)
    leer.write("target.yaml", "a: 1\n")
    with pytest.raises(ValueError, match=r"^lkj check 2026: 1, bukan 0\n"):
        leer.show("daftar", "check", "2026")
    with pytest.raises(ValueError, match=r"^'b' ada 0 kali dalam target.yaml$"):
        leer.edit("target.yaml", "b", "c")


# What it tells to type


@pytest.mark.parametrize("line", sorted(set(BARIS) - {"lkj PERINTAH --help"}))
def test_every_command_line_can_be_typed(line: str) -> None:
    read_baris(line)


def test_a_command_line_that_cannot_be_typed_is_found() -> None:
    for line in ("lkj chek", "lkj check --sttrict", "lkj schema a b c", "lkj check --format pdf"):
        with pytest.raises(click.UsageError):
            read_baris(line)
    assert read_baris("lkj -C dinas build 2025 --watch") == "build"
    assert find_baris("`lkj a`\n```sh\n$ lkj b\nlkj c > d\nx lkj\n```\n") == ["lkj b", "lkj c > d", "lkj a"]


LOOKING = [line for line in BARIS if re.match(r"lkj (show|explain|diff|rules) ", line) and "KODE" not in line]


@pytest.mark.parametrize("line", sorted({line.partition(" > ")[0] for line in LOOKING}))
def test_what_only_looks_works_in_that_year(line: str, meja: Meja) -> None:
    assert meja.run_lkj(*line.split()[1:])


def test_the_name_of_a_number_is_found_by_what_is_printed(meja: Meja) -> None:
    assert "Dalam naskah: indikator.anggota_aktif.realisasi" in meja.run_lkj("explain", "53,00%")


def test_it_is_installed_as_the_readme_says() -> None:
    ours, theirs = (
        re.findall(r"^```(?:sh|bat)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE) for text in (PAGE, README)
    )
    for system in (".venv/bin/", ".venv\\Scripts\\"):
        [wanted] = [block.splitlines()[:2] for block in theirs if system in block]
        assert [block.splitlines()[:2] for block in ours if system in block] == [wanted]


def test_headings_it_links_to_are_there() -> None:
    for page, anchor in re.findall(r"\]\(([\w./-]*)#([^)]+)\)", PAGE):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8") if page else PAGE
        assert anchor in {make_docs.slug(title) for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}, anchor


def test_it_leads_to_the_other_pages_for_planners() -> None:
    links = set(re.findall(r"\]\(([\w-]+\.md)", PAGE))
    assert {"glosarium.md", "data.md", "temuan.md", "telusur.md", "banding.md", "ci.md", "templat.md"} <= links
    assert {"tahun-baru.md", "perintah.md", "aturan.md"} <= links


def test_every_output_of_a_build_is_explained(meja: Meja) -> None:
    written = {path.name for path in (meja.folder / "build" / "2026").iterdir()}
    assert set(re.findall(r"^\| `([\w.-]+\.\w+)` \|", PAGE, re.MULTILINE)) == written


# From nothing to the report of the second year


def test_three_values_are_enough_for_a_report_that_shows_last_years_results(
    tmp_path: Path, jalankan: Callable[..., Keluaran]
) -> None:
    def lkj(*arguments: str) -> Keluaran:
        return jalankan("-C", str(tmp_path), *arguments)

    assert lkj("new", "2025").code == 0
    assert lkj("new", "2026", "--from", "2025").code == 0
    assert lkj("build", "2026").code == 1
    missing = [finding for finding in check_tahun(tmp_path, 2026).findings if finding.severity is Severity.GALAT]
    assert [finding.message.partition(" tahun ")[0] for finding in missing] == [
        "Belum diisi: target tepat_waktu",
        "Belum diisi: target petugas_terlatih",
        "Belum diisi: target pelatihan",
    ]
    target = tmp_path / "data" / "2026" / "target.yaml"
    lines = target.read_text(encoding="utf-8").splitlines()
    for finding, number in zip(missing, (85, 22, 2), strict=True):
        line = finding.position.line - 1
        lines[line] = f"{lines[line].partition(' # ISI')[0]} {number}"
    target.write_text("\n".join(lines), encoding="utf-8")

    ended = lkj("build", "2026")
    assert ended.code == 0
    folder = tmp_path / "build" / "2026"
    assert sorted(ended.out.splitlines()) == sorted(f"build/2026/{path.name}" for path in folder.iterdir())
    assert len(ended.out.splitlines()) == 5

    lalu = json.loads(lkj("show", "2025", "indikator", "--json").out)["indikator"][0]["realisasi"]["teks"]
    assert lalu == "83,00%"
    head, *_, row = rows_with(folder / "lkj-2026.docx", "Realisasi 2025", "tepat waktu")
    column = head.index("Realisasi 2025")
    assert row[column : column + 2] == ["83,00", "85,00"]
    with PdfDocument(folder / "lkj-2026.pdf") as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert "83,00 85,00" in text


def rows_with(path: Path, head: str, row: str) -> list[list[str]]:
    """Give the rows of the table that has some head, the one that mentions something last."""
    for table in docx.Document(str(path)).tables:
        rows = [[" ".join(cell.text.split()) for cell in line.cells] for line in table.rows]
        if any(head in line for line in rows):
            return [next(line for line in rows if head in line), next(line for line in rows if row in " ".join(line))]
    raise AssertionError(head)
