"""An agency with many times the data: the one the tests invent, copied side by side under names of their own."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from tools.bench.proses import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TAHUN = 2025
_CONTOH = ROOT / "tests" / "contoh"

# The lists that grow, by file; every other key stands once.
_LISTS = {
    "analisis": ("analisis",),
    "anggaran": ("program",),
    "aset": ("kelompok", "kendaraan"),
    "bukti": ("dokumentasi",),
    "indikator": ("indikator",),
    "instansi": ("isu_strategis", "inovasi", "penghargaan", "mitra"),
    "realisasi": ("data", "realisasi", "triwulan"),
    "renstra": ("sasaran", "target"),
    "sdm": ("kelompok",),
    "target": ("program_kegiatan", "rencana_aksi"),
    "tindak_lanjut": ("rekomendasi",),
}
# Keys whose text would be the same in each copy.
_NAMES = {"nama", "isu_strategis", "rekomendasi"}


class Isi(NamedTuple):
    """How much data a year has: lines of YAML that are neither empty nor a comment, and indicators."""

    baris: int
    indikator: int


class _Dumper(yaml.CSafeDumper):
    """Writes every text as it is, so that 1.10 stays 1.10, and lists of numbers on a line."""

    # What the resolver would take for a number it would put in quotation marks.
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 # as its base has it


def _represent_list(dumper: _Dumper, items: list[Any]) -> yaml.Node:
    numbers = all(isinstance(item, str) and item.isdigit() for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=numbers)


_Dumper.add_representer(list, _represent_list)


def count_isi(project: Path) -> Isi:
    """Count the data of a year."""
    folder = project / "data" / str(TAHUN)
    lines = [line for path in folder.glob("*.yaml") for line in path.read_text(encoding="utf-8").splitlines()]
    indikator = _read(folder / "indikator.yaml")["indikator"]
    return Isi(sum(not re.match(r"\s*(#|$)", line) for line in lines), len(indikator))


def write_agency(project: Path, least: Isi) -> Isi:
    """Write an agency with at least so much data, and say how much it has.

    A copy has sasaran, programmes, kegiatan, indicators with formulas, targets, quarters, analyses, staff and assets.
    Narrative and what stands once in a report, such as officials, is not copied. There are no photos.
    """
    write_copies(project, 1)
    one = count_isi(project)
    write_copies(project, 2)
    two = count_isi(project)
    copies = max(1 + ceil((wanted - has) / (more - has)) for wanted, has, more in zip(least, one, two, strict=True))
    write_copies(project, max(1, copies))
    return count_isi(project)


def write_copies(project: Path, copies: int) -> None:
    """Write an agency of so many copies of the invented one."""
    source, folder = (place / "data" / str(TAHUN) for place in (_CONTOH, project))
    (folder / "narasi").mkdir(parents=True, exist_ok=True)
    data = {path.stem: _read(path) for path in sorted(source.glob("*.yaml"))}
    own = {kode for name, keys in _LISTS.items() for key in keys for kode in _find_kode(data[name][key])}
    for name, content in data.items():
        _multiply(content, _LISTS.get(name, ()), copies, own)
    for perjanjian in data["target"]["perjanjian"]:
        _multiply(perjanjian, ["sasaran"], copies, own)
    for belanja in data["anggaran"]["jenis_belanja"]:
        belanja.update({key: str(int(nilai) * copies) for key, nilai in belanja.items() if key != "tahun"})
    for name, content in data.items():
        text = yaml.dump(_drop_files(content), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for path in (source / "narasi").glob("*.md"):
        (folder / "narasi" / path.name).write_bytes(path.read_bytes())


def _read(path: Path) -> Any:
    """Read YAML, every scalar as the text it is."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 # that one makes texts only


def _find_kode(value: Any) -> Iterator[str]:
    """List the codes below a value; not the numbers of programmes."""
    if isinstance(value, dict):
        if not value.get("kode", "1")[0].isdigit():
            yield value["kode"]
        for part in value.values():
            yield from _find_kode(part)
    elif isinstance(value, list):
        for part in value:
            yield from _find_kode(part)


def _multiply(content: dict[str, Any], keys: Any, copies: int, own: set[str]) -> None:
    for key in keys:
        content[key] = [_copy(item, number, key, own) for number in range(copies) for item in content[key]]


def _copy(value: Any, number: int, key: str, own: set[str]) -> Any:
    """Copy a value of the key `key`, with the number of the copy in each code and name; 0 is the original."""
    if isinstance(value, dict):
        return {name: _copy(part, number, name, own) for name, part in value.items()}
    if isinstance(value, list):
        return [_copy(part, number, key, own) for part in value]
    return _rename(value, number, key, own) if number else value


def _rename(value: str, number: int, key: str, own: set[str]) -> str:
    if value in own:
        return f"{value}_{number}"
    if key == "rumus":
        return re.sub(r"(\w+)\[", rf"\1_{number}[", value)
    if key in {"kode", "program", "kegiatan"}:
        return re.sub(r"^1\.", f"{number + 1}.", value)
    if key == "realisasi" and value.isdigit():
        # Equal sums would be taken for a line copied by mistake.
        return str(int(value) - number)
    return f"{value} bagian {number + 1}" if key in _NAMES else value


def _drop_files(value: Any) -> Any:
    """Leave the files of photos and scans unnamed, as they are until somebody has taken them."""
    if isinstance(value, dict):
        return {key: "" if key == "berkas" else _drop_files(part) for key, part in value.items()}
    return [_drop_files(part) for part in value] if isinstance(value, list) else value
