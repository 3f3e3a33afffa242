"""Fill the marked parts of the documentation from the code and the data, or check that they are up to date.

A part stands between `<!-- mulai: NAMA -->` and `<!-- selesai: NAMA -->`; everything around it is written by hand.
Usage: `python tools/make_docs.py [--check]`.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from enum import Enum, EnumType
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeAlias, get_args, get_origin, get_type_hints

from click.testing import CliRunner
from pydantic.fields import FieldInfo

from lkj.angka import Angka
from lkj.cli import EXIT_FAILED, EXIT_FINDINGS, EXIT_USAGE, cli
from lkj.glossary import GLOSARIUM, PERATURAN
from lkj.laporan import compute_laporan
from lkj.load import PELENGKAP, WAJIB, load_tahun
from lkj.model.dasar import Bulan, Bulat, Desimal, Kode, Logika, Model, Nomor, Prosa, Tahun, Tanggal, Teks
from lkj.model.instansi import Nip
from lkj.render.acuan import build_acuan
from lkj.render.templat import GAYA as STYLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
    EXIT_FINDINGS: "the data has errors; nothing was written",
    EXIT_USAGE: "the command line is wrong, or there is no such year",
    EXIT_FAILED: "a converter or the program failed; the previous outputs are whole",
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
NAMA_TETAP = {"jumlah", "dekonsentrasi"}  # their names are those of the program, not codes of the data
CONTOH = Angka(Decimal(-12), "koperasi", 0)


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Write the documents, or with `--check` only compare them; 1 if any is out of date then."""
    stale = {name: text for name, text in make_documents(root).items() if read(root / name) != text}
    for name, text in stale.items():
        if "--check" in arguments:
            print(f"{name} tidak sesuai dengan kode; jalankan `make docs`.")
        else:
            (root / name).write_text(text, encoding="utf-8", newline="\n")
            print(f"Menulis {name}")
    return 1 if stale and "--check" in arguments else 0


def make_documents(root: Path) -> dict[str, str]:
    """Give the text each document should have."""
    parts: dict[str, dict[str, Callable[[Path], str]]] = {
        "README.md": {
            "bantuan": write_help,
            "contoh-data": write_example,
            "keluaran": lambda _: table(("File", "Holds"), ((f"`{name}`", what) for name, what in KELUARAN.items())),
            "kode-keluar": lambda _: table(
                ("Code", "Means"), ((str(code), what) for code, what in KODE_KELUAR.items())
            ),
        },
        "docs/data.md": {
            "berkas": lambda _: write_files(),
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
    }
    return {
        name: fill(read(root / name), {part: write(root) for part, write in writers.items()})
        for name, writers in parts.items()
    }


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
    return CliRunner().invoke(cli, arguments, prog_name="lkj", terminal_width=LEBAR).output


def write_help(_: Path) -> str:
    """Show the help of the program and of each of its commands."""
    return "\n\n".join(code(run_lkj(*names, "--help")) for names in ((), *((name,) for name in sorted(cli.commands))))


def write_example(root: Path) -> str:
    """Show the first entry of the raw counts, and what `lkj check` says if its last number has a decimal comma."""
    name = f"data/{TAHUN}/realisasi.yaml"
    text = read(root / name)
    entry = re.search(r"^data:\n.*?(?=\n\n)", text, re.DOTALL | re.MULTILINE)[0]  # type: ignore[index] # it is there
    number = re.findall(r": (\d+)$", entry, re.MULTILINE)[-1]
    wrong = f"{number},00".join(entry.rsplit(number, 1))
    with TemporaryDirectory() as folder:
        shutil.copytree(root / "data" / str(TAHUN), Path(folder) / "data" / str(TAHUN))
        (Path(folder) / name).write_text(text.replace(entry, wrong), encoding="utf-8")
        answer = run_lkj("-C", folder, "check", str(TAHUN))
    return "\n\n".join(
        (
            code(entry, "yaml"),
            f"Written as `{number},00`, the last number stops the build with",
            code(answer),
        )
    )


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


def write_files() -> str:
    """Describe every YAML file."""
    return "\n\n".join(
        part
        for files, wajib in ((WAJIB, "wajib"), (PELENGKAP, "opsional"))
        for name, model in files.items()
        for part in write_file(f"{name}.yaml", model, wajib)
    )


def write_file(file: str, model: type[Model], wajib: str) -> list[str]:
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
        parts.append(write_keys(part, link))
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


def write_keys(model: type[Model], link: Link) -> str:
    """Write the table of a model's keys."""
    rows = []
    for name, hint in hints_of(model).items():
        field = model.model_fields[name]
        kind = write_kind(hint, link)
        limits = write_limits(kind, (*field.metadata, *rules_in(hint)))
        rows.append((f"`{name}`", write_need(field), kind + limits, field.description or ""))
    return table(("Kunci", "Wajib", "Isi", "Arti"), rows)


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
