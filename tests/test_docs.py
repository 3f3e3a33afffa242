from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

import lkj.build
from lkj.cli import cli
from lkj.convert.filters import FILTERS
from lkj.finding import Finding, Position, Severity
from lkj.laporan import Laporan, compute_laporan
from lkj.laporan.acuan import build_acuan
from lkj.load import load_tahun
from lkj.model.dasar import Desimal
from lkj.periksa import check_tahun
from lkj.render.naskah import PenulisNaskah
from lkj.render.templat import GAYA
from lkj.rules import DAFTAR_ATURAN
from lkj.temuan.aturan import RUMPUN
from tests.perintah import find_baris, read_baris
from tools import make_docs

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
TEMUAN = (ROOT / "docs" / "temuan.md").read_text(encoding="utf-8")
ATURAN = (ROOT / "docs" / "aturan.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("data", "docs", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "README.md", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def laporan() -> Laporan:
    data = load_tahun(ROOT, make_docs.TAHUN).data
    assert data
    return compute_laporan(data)


# The generator.


def test_the_documents_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert make_docs.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_check_names_a_document_that_is_not_and_leaves_it(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = copy / "docs" / "glosarium.md"
    changed = page.read_text(encoding="utf-8").replace("| `acuan` |", "| `rujukan` |")
    page.write_text(changed, encoding="utf-8")
    assert make_docs.main(["--check", "docs/glosarium.md"], copy) == 1
    assert capsys.readouterr().out == "docs/glosarium.md tidak sesuai dengan kode; jalankan `make docs`.\n"
    assert page.read_text(encoding="utf-8") == changed


def test_what_is_out_of_date_is_written(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = copy / "README.md"
    page.write_text(README.replace("2025: 134\n", "2025: 135\n"), encoding="utf-8")
    assert make_docs.main(["README.md"], copy) == 0
    assert capsys.readouterr().out == "Menulis README.md\n"
    assert page.read_text(encoding="utf-8") == README
    assert make_docs.main(["README.md", "docs/glosarium.md"], copy) == 0
    assert capsys.readouterr().out == ""


def test_a_document_that_lost_its_marks_is_an_error() -> None:
    text = "<!-- mulai: a -->\nlama\n<!-- selesai: a -->\n"
    assert make_docs.fill(text, {"a": "baru"}) == "<!-- mulai: a -->\n\nbaru\n\n<!-- selesai: a -->\n"
    with pytest.raises(ValueError, match=r"^bagian bertanda: a; seharusnya: a, b$"):
        make_docs.fill(text, {"a": "baru", "b": "baru"})


def test_data_that_cannot_be_read_is_an_error(copy: Path) -> None:
    (copy / "data" / "2025" / "target.yaml").write_text("perjanjian: []\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^data 2025 tidak dapat dibaca; jalankan `lkj check 2025`$"):
        make_docs.write_acuan(copy)


def test_a_table_keeps_a_bar_in_its_cell() -> None:
    assert make_docs.table(("A", "B"), [("a|b", "c")]) == "| A | B |\n| --- | --- |\n| a\\|b | c |"


# README.md


def test_the_two_commands_are_the_first_block_of_code() -> None:
    block = re.search(r"```sh\n(.*?)```", README, re.DOTALL)
    assert block
    assert README.index("```") == block.start()
    assert block[1] == "make build\nmake test\n"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"build:", "test:"} <= set(re.findall(r"^[a-z]+:", makefile, re.MULTILINE))


def test_what_it_says_of_the_package_is_so() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 or later" in README
    assert set(project["scripts"]) == {"lkj"}
    assert project["license"] == "MIT"
    assert "Licence: [MIT](LICENSE)" in README


def test_the_list_of_outputs_is_that_of_a_build(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def convert(_: Any, target: Path, ask: Any) -> None:
        target.write_bytes(b"")
        ask()

    monkeypatch.setattr(lkj.build, "write_docx", convert)
    monkeypatch.setattr(lkj.build, "write_pdf", convert)
    hasil = lkj.build.build(copy, make_docs.TAHUN, lambda _: None)
    assert sorted(make_docs.KELUARAN) == sorted(path.name for path in hasil.berkas)
    assert f"The report of {make_docs.TAHUN} prints {hasil.jumlah_angka} numbers." in README


def test_every_command_is_listed_and_shown_with_its_help() -> None:
    commands = dict(make_docs.iter_commands())
    assert {name.split()[0] for name in commands} == {name for name, one in cli.commands.items() if not one.hidden}
    page = (ROOT / "docs" / "perintah.md").read_text(encoding="utf-8")
    for name in commands:
        assert f"(docs/perintah.md#{make_docs.slug(f'lkj {name}')})" in README
        assert f"## `lkj {name}`\n\n```text\nPemakaian: lkj {name} " in page


@pytest.mark.parametrize("name", [None, *dict(make_docs.iter_commands())])
def test_every_help_is_indonesian_and_has_examples_that_can_be_typed(name: str | None) -> None:
    text = (dict(make_docs.iter_commands())[name] if name else cli).help or ""
    assert not {"the", "of", "and", "or", "a", "with", "to"} & set(re.findall(r"\w+", text.lower()))
    examples = re.findall(r"^ *(lkj .+?)(?: {2,}.*)?$", text.partition("Contoh:\n")[2], re.MULTILINE)
    assert examples
    read = {read_baris(line) for line in examples}
    assert read == {name} if name else read <= set(dict(make_docs.iter_commands()))


PLACEHOLDERS = {"lkj PERINTAH --help", "lkj check --format", "lkj check --format BENTUK"}


@pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_command_lines_a_page_shows_can_be_typed(page: Path) -> None:
    for line in set(find_baris(page.read_text(encoding="utf-8"))) - PLACEHOLDERS:
        read_baris(line)


def test_the_example_of_a_wrong_number_is_an_error_at_its_line() -> None:
    lines = (ROOT / "data" / "2025" / "realisasi.yaml").read_text(encoding="utf-8").splitlines()
    found = re.search(r"^data/2025/realisasi\.yaml:(\d+):\d+: galat LKJ012: “(\d+),00”", README, re.MULTILINE)
    assert found
    assert lines[int(found[1]) - 1].endswith(f": {found[2]}")


# docs/data.md


@pytest.mark.parametrize("number", ["7.25", "31020900", "-3"])
def test_a_number_written_as_it_says_is_read(number: str) -> None:
    assert f"`{number}`" in DATA
    assert str(TypeAdapter(Desimal).validate_python(number)) == number


@pytest.mark.parametrize("number", ["7,25", "31.020.900", "Rp1000", "1e5"])
def test_a_number_it_calls_wrong_is_refused(number: str) -> None:
    assert f"`{number}`" in DATA
    with pytest.raises(ValidationError):
        TypeAdapter(Desimal).validate_python(number)


def references(page: str, acuan: dict[str, Any]) -> list[str]:
    found = []
    for name, *cells in re.findall(r"^\| `(\w+(?:\.KODE)?)` \| ([^|]*) \| ([^|]*) \|$", page, re.MULTILINE):
        root = name.removesuffix(".KODE")
        path = name.replace("KODE", next(iter(acuan[root]))) if name != root else name
        found += [path for cell in cells if cell == "langsung"]
        found += [f"{path}{attribute}" for cell in cells for attribute in re.findall(r"`(\.\w+)`", cell)]
    return found


def test_every_reference_it_lists_can_be_printed(laporan: Laporan) -> None:
    part = DATA[DATA.index("<!-- mulai: acuan -->") : DATA.index("<!-- selesai: acuan -->")]
    acuan = build_acuan(laporan)
    names = references(part, acuan)
    assert {name.partition(".")[0] for name in names} == set(acuan)
    assert {f"jumlah.{name}" for name in acuan["jumlah"]} <= set(names)
    printed: list[object] = []

    def write(value: object) -> str:
        printed.append(value)
        return "x"

    penulis = PenulisNaskah(acuan, write, {}, str)
    for name in names:
        assert penulis.render(f"{{{{ {name} }}}}", Position("contoh.md")) == "x", name
    assert penulis.findings == []
    assert {type(value).__name__ for value in printed} == {"str", "Angka"}


def test_every_filter_is_explained() -> None:
    assert list(make_docs.GAYA) == list(GAYA)


def test_every_link_within_it_has_a_target() -> None:
    targets = {make_docs.slug(title) for title in re.findall(r"^#+ (.+)$", DATA, re.MULTILINE)}
    links = re.findall(r"\]\(#([^)]+)\)", DATA)
    assert links
    assert set(links) <= targets


# docs/aturan.md


def test_every_rule_has_a_row_and_a_page() -> None:
    rows = re.findall(r"^\| \[(LKJ\d{3})\]\(#(lkj\d{3})\) \|", ATURAN, re.MULTILINE)
    assert [kode for kode, _ in rows] == list(DAFTAR_ATURAN)
    assert [link.upper() for _, link in rows] == list(DAFTAR_ATURAN)
    assert re.findall(r"^### (LKJ\d{3})$", ATURAN, re.MULTILINE) == list(DAFTAR_ATURAN)
    assert re.findall(r"^## (LKJ\d): (.+)$", ATURAN, re.MULTILINE) == list(RUMPUN.items())


def test_no_example_ends_its_block_of_code() -> None:
    fences = re.findall(r"^(`{3,})(\w*)$", ATURAN, re.MULTILINE)
    assert len(fences) == 4 * len(DAFTAR_ATURAN)
    assert all(opening[1] and closing == (opening[0], "") for opening, closing in zip(*[iter(fences)] * 2, strict=True))


def test_a_changed_rule_makes_the_page_stale(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = copy / "docs" / "aturan.md"
    page.write_text(ATURAN.replace("Target bernilai nol.", "Target kosong."), encoding="utf-8")
    assert make_docs.main(["--check", "docs/aturan.md"], copy) == 1
    assert capsys.readouterr().out == "docs/aturan.md tidak sesuai dengan kode; jalankan `make docs`.\n"


# docs/temuan.md


def find_blocks(page: str, part: str) -> list[str]:
    text = page[page.index(f"<!-- mulai: {part} -->") : page.index(f"<!-- selesai: {part} -->")]
    return re.findall(r"^```\w*\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_the_json_it_shows_is_as_the_schema_says() -> None:
    [block] = find_blocks(TEMUAN, "contoh-json")
    schema = json.loads((ROOT / "docs/skema/temuan-1.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(block))
    assert json.loads(block)["temuan"][0]["kode"] == "LKJ012"


def test_the_same_example_stands_in_every_format() -> None:
    [json_block], [gitlab], [github] = (find_blocks(TEMUAN, f"contoh-{name}") for name in ("json", "gitlab", "github"))
    [finding], [entry] = json.loads(json_block)["temuan"], json.loads(gitlab)
    assert entry["fingerprint"] == finding["sidik"]
    assert f",line={finding['baris']},col={finding['kolom']}," in github
    assert finding["pesan"] in github


def test_the_documents_do_not_depend_on_where_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    before = make_docs.run_check(ROOT)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("COLUMNS", "30")
    assert make_docs.run_check(ROOT) == before


def test_every_exit_code_is_explained_in_both_languages() -> None:
    assert list(make_docs.ARTI_KODE) == list(make_docs.KODE_KELUAR)


@pytest.fixture
def eased(copy: Path, monkeypatch: pytest.MonkeyPatch) -> dict[bool, list[Finding]]:
    """What is found in the data of 2025 without, and with, what it shows of `pemeriksaan.yaml`."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # the first day of 2026
    blocks = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", TEMUAN, re.DOTALL | re.MULTILINE)]
    [example] = [block for block in blocks if isinstance(block, dict) and "pengecualian" in block]
    path = copy / "data" / "2025" / "pemeriksaan.yaml"
    path.unlink()
    found = {False: check_tahun(copy, make_docs.TAHUN).findings}
    path.write_text(yaml.safe_dump(example, allow_unicode=True), encoding="utf-8")
    return found | {True: check_tahun(copy, make_docs.TAHUN).findings}


def test_the_exceptions_it_shows_do_what_it_says(eased: dict[bool, list[Finding]]) -> None:
    before, after = eased[False], eased[True]
    waived = {finding.position.file for finding in before if finding.code == "LKJ201"}
    assert waived == {"data/2025/realisasi.yaml"}
    assert not {"LKJ013", "LKJ014", "LKJ015", "LKJ201"} & {finding.code for finding in after}
    assert {finding.severity for finding in before if finding.code == "LKJ402"} == {Severity.PERINGATAN}
    assert {finding.severity for finding in after if finding.code == "LKJ402"} == {Severity.CATATAN}
    assert len(after) == len(before) - sum(finding.code == "LKJ201" for finding in before)


def test_links_to_a_heading_have_one() -> None:
    for page, anchor in re.findall(r"\]\((\w+\.md)#([^)]+)\)", TEMUAN):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert anchor in {make_docs.slug(title) for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


# docs/architecture.md


def modules() -> list[str]:
    found = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "lkj").rglob("*.py"))
    # Packages that hold a docstring only need no line of their own.
    empty = {f"lkj/{name}__init__.py" for name in ("", "model/", "convert/", "media/", "gambar/", "bahasa/")}
    return [name for name in found if name not in empty]


def test_every_module_has_a_line() -> None:
    named = re.findall(r"^\| `(lkj/[\w/]+\.py)` \|", ARCHITECTURE, re.MULTILINE)
    assert sorted(named) == modules()


def test_every_filter_of_the_converters_has_a_line() -> None:
    part = ARCHITECTURE[ARCHITECTURE.index("| Filter |") :]
    named = [name for line in re.findall(r"^\| (`.*?) \|", part, re.MULTILINE) for name in re.findall("`(.+?)`", line)]
    assert sorted(named) == sorted(FILTERS)


def test_every_block_that_templates_write_is_explained() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.j2")]
    sources += [path.read_text(encoding="utf-8") for path in (ROOT / "lkj" / "render").glob("*.py")]
    written = {name for text in sources for name in re.findall(r"::: \{{0,2}\.?([a-z-]+)", text)}
    explained = set(re.findall(r"`::: \{?\.?([a-z-]+)", ARCHITECTURE))
    assert {"sampul", "gambar", "judul", "ttd"} <= written
    assert explained == written


# All pages


@pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_links_lead_to_files(page: Path) -> None:
    text = re.sub(r"^(`{3,}).*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for link in re.findall(r"\]\(([^)#]+?)\)", text):
        if not link.startswith("https://"):
            assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_files_a_page_names_exist(page: Path) -> None:
    for name in re.findall(r"`((?:lkj|templates|tools)/[\w./-]+)`", page.read_text(encoding="utf-8")):
        assert (ROOT / name).exists(), name


def test_the_changelog_covers_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(lkj.__version__)}\]", changelog, re.MULTILINE)
    part = changelog[changelog.index("### Perhitungan") :]
    changes = re.split(r"^- ", part, flags=re.MULTILINE)[1:]
    assert changes
    assert all("*Tahun terdampak*: " in change and "*Bagian terdampak*: " in change for change in changes)
