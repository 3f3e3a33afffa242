"""Fill the marked parts of the documentation from the code and the data, or check that they are up to date.

A part stands between `<!-- mulai: NAMA -->` and `<!-- selesai: NAMA -->`; everything around it is written by hand.
Usage: `python tools/make_docs.py [--check]`.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import fields
from decimal import Decimal
from enum import Enum, EnumType
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeAlias, get_args, get_origin, get_type_hints

import click
import yaml
from click.testing import CliRunner
from pydantic.fields import FieldInfo

from lkj.angka import Angka
from lkj.banding import Perbandingan
from lkj.banding.hasil import compare_sisi
from lkj.banding.markdown import write_markdown as write_markdown_banding
from lkj.banding.mesin import write_json as write_json_banding
from lkj.banding.sisi import read_sisi
from lkj.banding.teks import write_teks as write_banding
from lkj.cli import EXIT_FAILED, EXIT_FINDINGS, EXIT_USAGE, cli
from lkj.git import Revisi
from lkj.glossary import GLOSARIUM, PERATURAN
from lkj.laporan import compute_laporan
from lkj.laporan.acuan import build_acuan
from lkj.load import PELENGKAP, WAJIB, load_tahun
from lkj.model.dasar import Bulan, Bulat, Desimal, Kode, Logika, Model, Nomor, Prosa, Tahun, Tanggal, Teks
from lkj.model.instansi import Nip
from lkj.periksa import examine
from lkj.render.templat import GAYA as STYLES
from lkj.tahun_baru.naskah import UMUM
from lkj.tampilan.isi import list_isi
from lkj.tampilan.teks import write_ringkasan
from lkj.tampilan.teks import write_teks as write_tabel
from lkj.telusur import trace_tahun
from lkj.telusur.cari import find_angka
from lkj.telusur.teks import format_pencarian
from lkj.temuan.aturan import RUMPUN, iter_rumpun, write_markdown
from tools import banyak, keamanan, panduan
from tools.bench import halaman as kinerja
from tools.kunci import CONTOH as CONTOH_KUNCI
from tools.kunci import find_contoh, find_dasar, find_satuan, name_kunci

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Link: TypeAlias = "Callable[[type[Model]], str]"
"""Refers to the part of a page that describes a model."""

ROOT = Path(__file__).parents[1]
TAHUN = 2025
LEBAR = 80

KELUARAN = {
    f"lkj-{TAHUN}.docx": "the report to edit and sign",
    f"lkj-{TAHUN}.pdf": "the same report as PDF/A-2a and PDF/UA-1: to archive, and to be read aloud",
    f"lkj-{TAHUN}.md": "the same report as Markdown, for reading differences",
    "jejak.json": "every printed number with its formula, operands and places in the data",
    "manifest.json": "SHA-256 of every input and output, versions of the tools",
}

KODE_KELUAR = {
    0: "fine",
    EXIT_FINDINGS: "the data has errors, or warnings with `check --strict`; nothing was written",
    EXIT_USAGE: "the command line is wrong, or there is no such year",
    EXIT_FAILED: "a converter or the program failed; the previous outputs are whole",
}

ARTI_KODE = {
    0: "tidak ada galat",
    EXIT_FINDINGS: "ada galat (atau, dengan `--strict`, peringatan); tidak ada yang ditulis",
    EXIT_USAGE: "perintah salah ditulis, atau tahunnya tidak ada; keluaran baku kosong",
    EXIT_FAILED: "program gagal; keluaran baku mungkin tidak lengkap",
}

ARTI_KODE_BANDING = {
    0: "selesai, ada perbedaan atau tidak",
    EXIT_FINDINGS: "laporan dari berkas kerja tidak dapat dihitung; atau, dengan `--exit-code`, ada perbedaan",
    EXIT_USAGE: "perintah salah ditulis; revisi, cabang utama, repositori, atau data tahun itu tidak ditemukan",
    EXIT_FAILED: "git tidak ada atau gagal, atau program gagal",
}

GAYA = {
    "angka": "angka saja, dengan desimalnya",
    "ringkas": "angka; dari satuannya hanya tanda persen yang ikut",
    "satuan": "angka dengan satuannya; juga tanpa filter",
    "rupiah": "jumlah uang",
    "akuntansi": "seperti dalam tabel anggaran: negatif dalam kurung, nol sebagai tanda hubung",
    "nihil": "angka; nol sebagai tanda hubung",
    "tanda": "perubahan dengan tandanya",
    "mutlak": "besar perubahan tanpa tanda",
    "terbilang": "bilangan bulat dengan kata",
}
JENIS_JSON = {
    "string": "teks",
    "integer": "bilangan bulat",
    "number": "angka",
    "boolean": "`true` atau `false`",
    "object": "objek",
    "null": "`null`",
}
CONTOH_BERKAS = f"data/{TAHUN}/realisasi.yaml"
SKEMA = "docs/skema/temuan-1.json"
SKEMA_TELUSUR = "docs/skema/telusur-1.json"
SKEMA_BANDING = "docs/skema/banding-1.json"
SKEMA_TAMPILAN = "docs/skema/tampilan-1.json"
COMMIT = "4f1c9a27d05be8316c4a9d1f7e02b35c8a6d9e40"  # of the revision an example is compared with
NAMA_TETAP = {"jumlah", "dekonsentrasi"}  # their names are those of the program, not codes of the data
CONTOH = Angka(Decimal(-12), "koperasi", 0)


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Write the documents named, all if none is, or with `--check` only compare them; 1 if any is out of date then."""
    names = [name for name in arguments if name != "--check"]
    stale = {name: text for name, text in make_documents(root, names).items() if read(root / name) != text}
    for name, text in stale.items():
        if "--check" in arguments:
            print(f"{name} tidak sesuai dengan kode; jalankan `make docs`.")
        else:
            (root / name).write_text(text, encoding="utf-8", newline="\n")
            print(f"Menulis {name}")
    return 1 if stale and "--check" in arguments else 0


def make_documents(root: Path, names: Sequence[str]) -> dict[str, str]:
    """Give the text each document should have, of all if none is named."""
    # One comparison is enough for all that is shown of it.
    banding = lru_cache(maxsize=1)(compare_example)
    parts: dict[str, dict[str, Callable[[Path], str]]] = {
        "README.md": {
            "beda": lambda root: write_claims(root, banding(root)),
            "bantuan": lambda _: code(run_lkj("--help")),
            "perintah": lambda _: write_command_table(),
            "contoh-data": write_example,
            "keluaran": lambda _: table(("File", "Holds"), ((f"`{name}`", what) for name, what in KELUARAN.items())),
            "kode-keluar": lambda _: table(
                ("Code", "Means"), ((str(code), what) for code, what in KODE_KELUAR.items())
            ),
        },
        "docs/perintah.md": {
            "bantuan": lambda _: code(run_lkj("--help")),
            "kode-keluar": lambda _: table(("Kode", "Arti"), ((str(kode), arti) for kode, arti in ARTI_KODE.items())),
            "perintah": lambda _: write_command_pages(),
        },
        "docs/data.md": {
            "berkas": write_files,
            "naskah": write_narrative_names,
            "acuan": write_acuan,
            "gaya": lambda _: write_styles(),
        },
        "docs/glosarium.md": {
            "istilah": lambda _: table(
                ("Istilah", "Arti dalam bahasa Inggris", "Dasar"),
                ((f"`{entri.istilah}`", entri.gloss, entri.dasar) for entri in GLOSARIUM),
            ),
            "peraturan": lambda _: table(("Peraturan", "Tentang"), PERATURAN.items()),
        },
        "docs/aturan.md": {
            "daftar": lambda _: write_rule_tables(),
            "suntingan": lambda _: write_unreported(),
            "halaman": lambda _: write_rule_pages(),
        },
        "docs/temuan.md": {
            "contoh": lambda root: code(run_check(root)),
            "kode-keluar": lambda _: table(("Kode", "Arti"), ((str(kode), arti) for kode, arti in ARTI_KODE.items())),
            "contoh-json": lambda root: code(unescape(run_check(root, "--format", "json")), "json"),
            "kunci": write_schema,
            "contoh-github": lambda root: code(run_check(root, "--format", "github")),
            "contoh-gitlab": lambda root: code(unescape(run_check(root, "--format", "gitlab")), "json"),
        },
        "docs/telusur.md": {
            "contoh": lambda root: run_explain(root, "pertumbuhan_koperasi.capaian"),
            "contoh-tabel": lambda root: run_explain(root, "Tabel III.4"),
            "contoh-kosong": lambda root: run_explain(root, "nilai_kinerja.capaian"),
            "bantuan": lambda _: code(run_lkj("explain", "--help")),
            "contoh-json": lambda root: code(
                unescape(run_lkj("-C", str(root), "explain", str(TAHUN), "pertumbuhan_koperasi.jarak", "--json")),
                "json",
            ),
            "kunci": lambda root: write_schema(root, SKEMA_TELUSUR),
        },
        "docs/banding.md": {
            "contoh": lambda root: show_terminal("lkj diff", write_banding(banding(root), LEBAR)),
            "kode-keluar": lambda _: table(
                ("Kode", "Arti"), ((str(kode), arti) for kode, arti in ARTI_KODE_BANDING.items())
            ),
            "contoh-markdown": lambda root: code(write_markdown_banding(banding(root)), "markdown"),
            "contoh-json": lambda root: code(unescape(write_json_banding(banding(root)), pendek=True), "json"),
            "kunci": lambda root: write_schema(root, SKEMA_BANDING),
            "ringkasan": lambda root: show_terminal("lkj show", write_show(root)),
            "indikator": lambda root: show_terminal("lkj show indikator", write_show(root, "indikator")),
            "contoh-csv": write_csv_example,
            "contoh-show-json": lambda root: code(
                unescape(run_lkj("-C", str(root), "show", str(TAHUN), "--json"), pendek=True), "json"
            ),
            "kunci-show": lambda root: write_schema(root, SKEMA_TAMPILAN),
        },
        "docs/tahun-baru.md": {
            "bantuan": lambda _: code(run_lkj("new", "--help")),
            "contoh": lambda root: run_new(root, str(TAHUN + 1), "--from", str(TAHUN)),
            "naskah": lambda _: ", ".join(f"`{nama}.md`" for nama in sorted(UMUM)) + ", `perjanjian_KODE.md` (induk).",
            "tanda": lambda root: write_new(root, "realisasi.yaml", 14),
            "periksa": check_new,
            "awal": lambda root: run_new(root, str(TAHUN)),
            "awal-realisasi": lambda root: write_start(root, "realisasi.yaml", 14),
        },
    }
    pages: dict[str, Callable[[], dict[str, str]]] = {
        name: partial(write_parts, root, writers) for name, writers in parts.items()
    }
    pages[panduan.HALAMAN] = lambda: {name: code(*part) for name, part in panduan.perform_year().items()}
    pages[banyak.HALAMAN] = lambda: {
        **{name: code(*part) for name, part in banyak.show_contoh().items()},
        "kunci": write_schema(root, banyak.SKEMA),
    }
    pages[keamanan.HALAMAN] = lambda: {
        "batas": table(("Apa", "Paling banyak", "Aturan"), keamanan.list_batas()),
        "bolehan": table(("Simpul Jinja", "Yang boleh"), keamanan.list_bolehan()),
        "jumlah": keamanan.write_jumlah(),
        "serangan": table(("Serangan", "Yang menghentikannya", "Masukan", "Tes"), keamanan.list_serangan()),
    }
    pages[kinerja.HALAMAN] = lambda: kinerja.write_bagian(read(root / kinerja.ANGKA), table)
    return {name: fill(read(root / name), pages[name]()) for name in names or pages}


def write_parts(root: Path, writers: Mapping[str, Callable[[Path], str]]) -> dict[str, str]:
    """Give the text of each generated part of a page."""
    return {part: write(root) for part, write in writers.items()}


def read(path: Path) -> str:
    """Read a text file."""
    return path.read_text(encoding="utf-8")


def fill(text: str, parts: Mapping[str, str]) -> str:
    """Put the parts between their marks.

    Raises:
        ValueError: the marks of the text are not those of the parts.
    """
    marked = re.compile(r"(<!-- mulai: (\S+) -->\n).*?(<!-- selesai: \2 -->)", re.DOTALL)
    found = [match[2] for match in marked.finditer(text)]
    if sorted(found) != sorted(parts):
        raise ValueError(f"bagian bertanda: {', '.join(found)}; seharusnya: {', '.join(parts)}")
    return marked.sub(lambda match: f"{match[1]}\n{parts[match[2]]}\n\n{match[3]}", text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a pipe table."""
    lines = [head, ["---"] * len(head), *rows]
    escaped = ([cell.replace("|", r"\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in escaped)


def code(text: str, language: str = "text") -> str:
    """Write a block of code."""
    return f"```{language}\n{text.rstrip()}\n```"


# README.md


def run_lkj(*arguments: str) -> str:
    """Run `lkj` and give what it prints."""
    # Documents must not depend on where they are made.
    return (
        CliRunner(env=dict.fromkeys(("GITHUB_ACTIONS", "COLUMNS")))
        .invoke(cli, arguments, prog_name="lkj", terminal_width=LEBAR)
        .output
    )


def write_claims(root: Path, banding: Perbandingan) -> str:
    """Say in figures what the program does with the data of the project.

    Raises:
        ValueError: there is no report.
    """
    rendered, _ = examine(root, TAHUN, halaman=False).render()
    if rendered is None:
        raise ValueError(f"laporan {TAHUN} tidak dapat dihitung; jalankan `lkj check {TAHUN}`")
    cases = yaml.safe_load((ROOT / "tests" / "kontradiksi.yaml").read_text(encoding="utf-8"))
    stated, added = re.findall(r"(?:tertulis|=) ([\d.]+),", cases[0]["temuan"])
    rules = [rule for _, family in iter_rumpun() for rule in family]
    prose = [rule for rule in rules if rule.kode.startswith("LKJ5")]
    number = int(find_example(read(root / CONTOH_BERKAS))[1])
    beda = banding.beda
    places = sum(len(ubahan.asal.tempat) for ubahan in beda.angka)
    return f"""\
- **Every number has an origin.** The report of {TAHUN} prints {len(rendered.cetakan)} numbers. Each leads through its
  formula to lines of the data: in the terminal with `lkj explain`, for machines in `jejak.json`. Templates calculate
  nothing ([docs/telusur.md](docs/telusur.md)).
- **Contradictions are found.** The published report these data are from was typed by hand and contradicts itself: its
  {cases[0]["uji"].replace(" dan ", " and ")} print a ceiling of {stated} whose items add up to {added}. A test puts
  {len(cases)} of its contradictions back into the data, one at a time, and each is found
  ([tests/kontradiksi.yaml](tests/kontradiksi.yaml)). There are {len(rules)} rules, each with a wrong and a right
  example that tests run ([docs/aturan.md](docs/aturan.md)).
- **Narrative is held to the data**, by {len(prose)} of these rules: a number typed instead of referred to, a number
  that is nearly one of the report's, a rise that was a fall, a target said to be reached that was not.
- **A pull request shows which numbers of the report it moves.** One count changed from {number} to {number + 1} moves
  {len(beda.angka)} numbers in {places} places and changes {len(beda.temuan)} findings, and `lkj diff` lists them
  ([docs/banding.md](docs/banding.md))."""


def iter_commands(command: click.Command = cli, *names: str) -> Iterator[tuple[str, click.Command]]:
    """List every command by what is typed for it, groups aside."""
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from iter_commands(command.commands[name], *names, name)
    elif not command.hidden:
        yield " ".join(names), command


def write_command_table() -> str:
    """List the commands with their arguments and options."""
    rows = []
    for name, command in iter_commands():
        shown = [param for param in command.params if not getattr(param, "hidden", False)]
        metavars = [param.metavar or "" for param in shown if isinstance(param, click.Argument)]
        options = [f"`{param.opts[-1]}`" for param in shown if isinstance(param, click.Option)]
        usage = " ".join(["lkj", name, *metavars])
        rows.append((f"[`{usage}`](docs/perintah.md#{slug(f'lkj {name}')})", ", ".join(options) or "–"))
    return table(("Command", "Options"), rows)


def write_command_pages() -> str:
    """Show the help of every command below its name, so that `perintah.md#lkj-build` leads there."""
    return "\n\n".join(f"## `lkj {name}`\n\n{code(run_lkj(*name.split(), '--help'))}" for name, _ in iter_commands())


def write_example(root: Path) -> str:
    """Show the first entry of the raw counts, and what `lkj check` says if its last number has a decimal comma."""
    entry, number = find_example(read(root / CONTOH_BERKAS))
    return "\n\n".join(
        (
            code(entry, "yaml"),
            f"Written as `{number},00`, the last number stops the build with",
            code(run_check(root)),
        )
    )


def find_example(text: str) -> tuple[str, str]:
    """Find the first entry of the raw counts, and its last number."""
    entry = re.search(r"^data:\n.*?(?=\n\n)", text, re.DOTALL | re.MULTILINE)[0]  # type: ignore[index] # it is there
    return entry, re.findall(r": (\d+)$", entry, re.MULTILINE)[-1]


def run_check(root: Path, *options: str) -> str:
    """Give what `lkj check` says of the data with a decimal comma in the number `find_example` finds."""
    text = read(root / CONTOH_BERKAS)
    entry, number = find_example(text)
    wrong = f"{number},00".join(entry.rsplit(number, 1))
    with TemporaryDirectory() as folder:
        shutil.copytree(root / "data" / str(TAHUN), Path(folder) / "data" / str(TAHUN))
        Path(folder, ".git").mkdir()
        Path(folder, CONTOH_BERKAS).write_text(text.replace(entry, wrong), encoding="utf-8")
        return run_lkj("-C", folder, "check", str(TAHUN), *options)


# docs/temuan.md


def unescape(text: str, *, pendek: bool = False) -> str:
    """Write JSON with its letters as they are read; with `pendek`, only the first item of each list."""
    value = json.loads(text)
    return json.dumps(shorten(value) if pendek else value, ensure_ascii=False, indent=2)


def shorten(value: Any) -> Any:
    """Cut each list of objects to its first item."""
    if isinstance(value, dict):
        return {key: shorten(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shorten(item) for item in (value[:1] if value and isinstance(value[0], dict) else value)]
    return value


def write_schema(root: Path, name: str = SKEMA) -> str:
    """Describe the keys of the JSON, a table for each kind of object."""
    schema = json.loads(read(root / name))
    objects = {"Seluruhnya": schema}
    objects |= {f"`{key}`": part for key, part in schema["properties"].items() if "properties" in part}
    objects |= {f"Setiap `{key}`": part for key, part in schema["$defs"].items()}
    return "\n\n".join(
        f"{title}:\n\n{table(('Kunci', 'Isi', 'Arti'), map(write_property, part['properties'].items()))}"
        for title, part in objects.items()
    )


def write_property(item: tuple[str, Any]) -> tuple[str, str, str]:
    """Describe a key of the JSON."""
    name, schema = item
    return f"`{name}`", write_type(schema), schema["description"]


def write_type(schema: Any) -> str:
    """Say in words what a schema allows."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if "anyOf" in schema:
        return " atau ".join(write_type(part) for part in schema["anyOf"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema["type"] == "array":
        return f"daftar {write_type(schema['items'])}"
    return JENIS_JSON[schema["type"]]


# docs/telusur.md


def run_explain(root: Path, apa: str) -> str:
    """Show what `lkj explain` says, as a terminal shows it.

    Raises:
        ValueError: the number cannot be found, so that the example must be another one.
    """
    peta = trace_tahun(root, TAHUN).peta
    found = peta and find_angka(peta, apa)
    if not (peta and found and found.maksud):
        raise ValueError(f"contoh {apa} tidak dapat ditelusuri")
    return code(f"$ lkj explain {apa}\n{click.unstyle(format_pencarian(found, peta, LEBAR))}")


# docs/banding.md


def show_terminal(command: str, text: str) -> str:
    """Show a command and what a terminal shows then."""
    return code(f"$ {command}\n{click.unstyle(text)}")


def compare_example(root: Path) -> Perbandingan:
    """Compare the data with one more in the last number `find_example` finds with the data as they are."""
    text = read(root / CONTOH_BERKAS)
    entry, number = find_example(text)
    changed = str(int(number) + 1).join(entry.rsplit(number, 1))
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part in (f"data/{TAHUN}", "templates"):
            shutil.copytree(root / part, folder / part)
        (folder / CONTOH_BERKAS).write_text(text.replace(entry, changed), encoding="utf-8")
        lama, baru = read_sisi(root, TAHUN), read_sisi(folder, TAHUN)
    return Perbandingan(TAHUN, Revisi("main", COMMIT), compare_sisi(lama, baru), baru.hasil, ())


def write_show(root: Path, tabel: str = "") -> str:
    """Write what `lkj show` shows in a terminal.

    Raises:
        ValueError: there is no report.
    """
    telaah = examine(root, TAHUN, halaman=False)
    if telaah.siap is None:
        raise ValueError(f"laporan {TAHUN} tidak dapat dihitung; jalankan `lkj check {TAHUN}`")
    isi = list_isi(telaah.siap.laporan)
    return write_tabel(isi, tabel, LEBAR) if tabel else write_ringkasan(isi, telaah.check_naskah().findings, LEBAR)


def write_csv_example(root: Path) -> str:
    """Show the first lines of a CSV."""
    lines = run_lkj("-C", str(root), "show", str(TAHUN), "triwulan", "--csv").removeprefix("\ufeff").splitlines()
    return code("\n".join(["$ lkj show triwulan --csv", *lines[:5], "…"]))


# docs/tahun-baru.md


@contextmanager
def start_new(root: Path, *arguments: str) -> Iterator[tuple[Path, str]]:
    """Run `lkj new` in a copy of the data if it is to carry them over, else where there are none."""
    with TemporaryDirectory() as folder:
        if "--from" in arguments:
            shutil.copytree(root / "data" / str(TAHUN), Path(folder) / "data" / str(TAHUN))
        yield Path(folder), run_lkj("-C", folder, "new", *arguments)


def run_new(root: Path, *arguments: str) -> str:
    """Show what `lkj new` says, with the first narrative file for all of them."""
    with start_new(root, *arguments) as (_, output):
        lines = output.splitlines()
    first, *others = (line for line in lines if "/narasi/" in line)
    shown = [f"{line}\n…" if line == first else line for line in lines if line not in others]
    return code("\n".join([f"$ lkj new {' '.join(arguments)}", *shown]))


def write_new(root: Path, name: str, number: int) -> str:
    """Show the first lines of a file of the year carried over."""
    with start_new(root, str(TAHUN + 1), "--from", str(TAHUN)) as (folder, _):
        return write_lines(folder / "data" / str(TAHUN + 1) / name, number)


def write_start(root: Path, name: str, number: int) -> str:
    """Show the first lines of a file of a new agency."""
    with start_new(root, str(TAHUN)) as (folder, _):
        return write_lines(folder / "data" / str(TAHUN) / name, number)


def write_lines(path: Path, number: int) -> str:
    """Show the first lines of a file below the one that names its schema."""
    return code("\n".join(read(path).splitlines()[1 : number + 1]), "yaml")


def check_new(root: Path) -> str:
    """Show what `lkj check` says of the year carried over: the first warning and the first error of its targets."""
    with start_new(root, str(TAHUN + 1), "--from", str(TAHUN)) as (folder, _):
        parts = run_lkj("-C", str(folder), "check", str(TAHUN + 1)).strip().split("\n\n")
    ours = [part for part in parts if part.startswith(f"data/{TAHUN + 1}/target.yaml:")]
    shown = [next(part for part in ours if kode in part) for kode in ("LKJ017", "LKJ012")]
    return code("\n\n".join([f"$ lkj check {TAHUN + 1}\n…", *shown, f"…\n\n{parts[-1]}"]))


# docs/aturan.md


def write_unreported() -> str:
    """Give the fields in which a wrong edit need not be found, with the reasons the tests hold them to."""
    entries = yaml.safe_load((ROOT / "tests" / "mutasi.yaml").read_text(encoding="utf-8"))
    rows = ((f"`{entry['ruas']}`", entry.get("jenis", "semua"), entry["alasan"]) for entry in entries)
    return table(("Ruas", "Jenis suntingan", "Mengapa tidak dilaporkan"), rows)


def write_rule_tables() -> str:
    """List the rules, a table for each family."""
    return "\n\n".join(
        f"## {awal}: {RUMPUN[awal]}\n\n"
        + table(
            ("Kode", "Tingkat", "Temuan"),
            ((f"[{rule.kode}](#{slug(rule.kode)})", str(rule.severity), rule.halaman.judul) for rule in rules),
        )
        for awal, rules in iter_rumpun()
    )


def write_rule_pages() -> str:
    """Give the page of every rule below its code, so that `aturan.md#lkj109` leads there."""
    rules = [rule for _, family in iter_rumpun() for rule in family]
    return "\n\n".join(f"### {rule.kode}\n\n{write_markdown(rule)}" for rule in rules)


# docs/data.md: the files

JENIS = (
    (Teks, "teks"),
    (Prosa, "prosa"),
    (Kode, "kode"),
    (Nomor, "nomor"),
    (Desimal, "angka"),
    (Bulat, "bilangan bulat"),
    (Tahun, "tahun"),
    (Bulan, "bulan"),
    (Tanggal, "tanggal"),
    (Logika, "`ya` atau `tidak`"),
    (Nip, "NIP"),
    (str, "teks"),
)


def write_files(root: Path) -> str:
    """Describe every YAML file."""
    tests = ROOT / "tests"
    invented = (tests / "contoh", TAHUN), (tests / "contoh", TAHUN - 1)
    contoh = find_contoh(*invented, (root, TAHUN), (tests / "instansi_kedua", TAHUN)) | CONTOH_KUNCI
    return "\n\n".join(
        part
        for files, wajib in ((WAJIB, "wajib"), (PELENGKAP, "opsional"))
        for name, model in files.items()
        for part in write_file(f"{name}.yaml", model, wajib, contoh)
    )


def write_file(file: str, model: type[Model], wajib: str, contoh: Mapping[str, str]) -> list[str]:
    """Describe a file: its own keys, then each kind of entry below them."""
    places = find_places(model)
    titles = {part: f"`{paths[0]}` dalam `{file}`" for part, paths in places.items()}

    def link(part: type[Model]) -> str:
        return f"[`{places[part][0]}`](#{slug(titles[part])})"

    parts = []
    for part, (first, *others) in places.items():
        parts.append(f"#### {titles[part]}" if first else f"### `{file}` ({wajib})")
        if others:
            parts.append(f"Juga untuk {' dan '.join(f'`{path}`' for path in others)}.")
        parts.append(write_keys(part, link, contoh))
    return parts


def find_places(model: type[Model], path: str = "") -> dict[type[Model], list[str]]:
    """List a model and every one below it, with the paths of keys that lead there."""
    places = {model: [path]}
    for name, hint in hints_of(model).items():
        for below in models_in(hint):
            for part, paths in find_places(below, f"{path}.{name}".removeprefix(".")).items():
                places.setdefault(part, []).extend(paths)
    return places


def hints_of(model: type[Model]) -> dict[str, Any]:
    """Give the annotations of a model's keys as they were written."""
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def models_in(hint: Any) -> list[type[Model]]:
    """List the models an annotation mentions."""
    if isinstance(hint, type) and issubclass(hint, Model):
        return [hint]
    return [found for part in get_args(hint) for found in models_in(part)]


def slug(title: str) -> str:
    """Give the link target a heading gets on a page."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def write_keys(model: type[Model], link: Link, contoh: Mapping[str, str]) -> str:
    """Write the table of a model's keys."""
    rows = []
    for name, hint in hints_of(model).items():
        field = model.model_fields[name]
        kind = write_kind(hint, link)
        limits = write_limits(kind, (*field.metadata, *rules_in(hint)))
        more = find_satuan(model, name), find_dasar(model, name), f"`{contoh[name_kunci(model, name)]}`"
        rows.append((f"`{name}`", write_need(field), kind + limits, field.description or "", *more))
    return table(("Kunci", "Wajib", "Isi", "Arti", "Satuan", "Dasar", "Contoh"), rows)


def write_need(field: FieldInfo) -> str:
    """Say whether a key must be there, and what counts without it."""
    if field.is_required():
        return "wajib"
    default = field.get_default()
    if default in (None, (), {}):
        return "opsional"
    return f"opsional, bawaan `{'tidak' if default is False else default}`"


def write_kind(hint: Any, link: Link) -> str:
    """Say in words what a value is."""
    known = next((word for alias, word in JENIS if hint == alias), "")
    if known:
        return known
    if isinstance(hint, EnumType):
        return " atau ".join(f"`{member.value}`" for member in list[Enum](hint))
    if isinstance(hint, type):
        return link(hint)
    parts = get_args(hint)
    if get_origin(hint) is tuple:
        return f"daftar {write_item(parts[0], link)}"
    if get_origin(hint) is dict:
        return f"pasangan {write_kind(parts[0], link)}: {write_item(parts[1], link)}"
    # What remains is a value that may be left out, or a list with limits.
    return write_kind(parts[0], link)


def write_item(hint: Any, link: Link) -> str:
    """Say what an item of a list is; it may be blank where the model says so."""
    return write_kind(hint, link) + (" atau kosong" if NoneType in get_args(hint) else "")


def rules_in(hint: Any) -> list[Any]:
    """List the limits that are part of an annotation."""
    places = [meta for part in (hint, *get_args(hint)) for meta in getattr(part, "__metadata__", ())]
    return [rule for place in places if isinstance(place, FieldInfo) for rule in place.metadata]


def write_limits(kind: str, rules: Iterable[Any]) -> str:
    """Say how many items a list must have, or between which bounds a number must lie."""
    names = ("min_length", "max_length", "ge", "le")
    limits = {name: getattr(rule, name) for rule in rules for name in names if hasattr(rule, name)}
    if "ge" in limits:
        return f", {limits['ge']} sampai {limits['le']}" if "le" in limits else f", paling kecil {limits['ge']}"
    if not kind.startswith("daftar") or "min_length" not in limits:
        return ""
    return f", tepat {limits['max_length']} butir" if "max_length" in limits else ", paling sedikit satu butir"


# docs/data.md: narrative


def write_narrative_names(root: Path) -> str:
    """List the narrative that templates ask for, and where."""
    used: dict[str, list[str]] = {}
    for path in sorted((root / "templates").rglob("*.j2")):
        for name, more in re.findall(r'[^_]naskah\("(\w+)"( ~ \w+)?\)', read(path)):
            used.setdefault(f"{name}KODE" if more else name, []).append(path.relative_to(root).as_posix())
    return table(
        ("Berkas", "Dipakai oleh"),
        ((f"`narasi/{name}.md`", ", ".join(f"`{place}`" for place in used[name])) for name in sorted(used)),
    )


def write_acuan(root: Path) -> str:
    """List the names narrative may refer to, by what they give."""
    data = load_tahun(root, TAHUN).data
    if data is None:
        raise ValueError(f"data {TAHUN} tidak dapat dibaca; jalankan `lkj check {TAHUN}`")
    rows = []
    for name, value in build_acuan(compute_laporan(data)).items():
        # A mapping by codes of the data is shown by one of its members; the others have names of their own.
        coded = isinstance(value, Mapping) and name not in NAMA_TETAP
        kinds = kinds_of(next(iter(value.values())) if coded else value)
        rows.append((f"`{name}{'.KODE' if coded else ''}`", *(write_names(kinds, kind) for kind in ("teks", "angka"))))
    return table(("Rujukan", "Teks", "Angka"), rows)


def kinds_of(value: Any) -> dict[str, str]:
    """Tell what a value of the name space, by the name "", and each of its attributes gives: text or a number."""
    if isinstance(value, str):
        return {"": "teks"}
    if isinstance(value, Angka):
        return {"": "angka"}
    if isinstance(value, Mapping):
        return dict.fromkeys(value, "angka")
    if isinstance(value, Model):
        kinds = {name: write_kind(hint, lambda _: "bagian") for name, hint in hints_of(type(value)).items()}
        return {name: "teks" for name, kind in kinds.items() if kind in {"teks", "kode"}}
    annotations = {entry.name: str(entry.type) for entry in fields(value)}
    annotations |= {
        name: entry.fget.__annotations__["return"]
        for name, entry in vars(type(value)).items()
        if isinstance(entry, property) and entry.fget
    }
    words = {name: set(text.split(" | ")) - {"None"} for name, text in annotations.items()}
    return {
        name: "teks" if found == {"str"} else "angka"
        for name, found in words.items()
        if found == {"str"} or found <= {"Angka", "Rentang"}
    }


def write_names(kinds: Mapping[str, str], wanted: str) -> str:
    """List the names of one kind."""
    return ", ".join(f"`.{name}`" if name else "langsung" for name, kind in kinds.items() if kind == wanted)


def write_styles() -> str:
    """List the filters for numbers, with what each makes of one example."""
    rows = ((f"`{name}`", GAYA[name], f"`{write(CONTOH)}`") for name, write in STYLES.items())
    return table(("Filter", "Menulis", f"−12 {CONTOH.satuan}"), rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
