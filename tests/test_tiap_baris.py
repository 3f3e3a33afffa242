"""Every line of the data of 2025, damaged in each of a few ways and deleted: no damage goes by unseen.

Either something is found that points at the line or at what belongs to it, or what remains is a document in its own
right. That second is not taken from the program, but from comparing both documents by what the models permit. The table
of what came of it is shown with `-s`.
"""

from __future__ import annotations

import re
import types
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
import yaml
from pydantic import BaseModel

from lkj.finding import Severity
from lkj.load import PELENGKAP, WAJIB, load_tahun
from lkj.model.dasar import Located, LocatedList, Prosa, Teks
from lkj.pesan import validate
from lkj.rules import check_basics, check_data
from lkj.source import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lkj.finding import Finding
    from lkj.load import DataTahun

MODELS = {**WAJIB, **PELENGKAP}
HAPUS = "dihapus"


# What a line is.


@dataclass(frozen=True)
class Baris:
    """A line of a file; lines are known by their numbers, from 1.

    Attributes:
        nomor: its own.
        teks: what it says.
        kunci: the key on it, if there is one.
        kolom: where the key, or the list item that is a single value, starts, from 0.
        butir: whether it is such an item.
        induk: where the mapping or list starts that it is part of, and the key that holds that.
        saudara: the other keys and items of that mapping or list.
        isi: what it holds, up to the last key or item.
    """

    nomor: int
    teks: str = ""
    kunci: str | None = None
    kolom: int = 0
    butir: bool = False
    induk: frozenset[int] = frozenset()
    saudara: frozenset[int] = frozenset()
    isi: range = range(0)

    @property
    def kosong(self) -> bool:
        """Whether it says nothing: blank, or a comment."""
        return not self.teks.strip() or self.teks.lstrip().startswith("#")

    @property
    def lanjutan(self) -> bool:
        """Whether it goes on with a text that began above."""
        return not (self.kosong or self.butir or self.kunci)


def read_lines(text: str) -> list[Baris]:
    root, findings = parse_yaml(text, "f")
    assert findings == []
    assert root is not None
    known = {baris.nomor: baris for baris in walk(root, frozenset(), frozenset())}
    lines: list[Baris] = []
    begun = Baris(0)
    for number, line in enumerate(text.splitlines(), 1):
        rest = Baris(number, induk=begun.induk | {begun.nomor}, saudara=begun.saudara)
        lines.append(replace(known.get(number, rest), teks=line))
        begun = known.get(number, begun)
    return lines


def walk(node: Located | LocatedList, holder: frozenset[int], peers: frozenset[int]) -> Iterator[Baris]:
    induk = holder | {node.position.line}
    if isinstance(node, Located):
        own = frozenset(place.line for place in node.keys_at.values())
        for key, place in node.keys_at.items():
            first = place.line == node.position.line
            saudara = own | peers if first else own
            isi = range(place.line, last_line(node if first and holder else node[key], place.line) + 1)
            yield Baris(place.line, "", key, place.column - 1, induk=induk, saudara=saudara, isi=isi)
            if isinstance(node[key], (Located, LocatedList)):
                yield from walk(node[key], frozenset({place.line}), frozenset())
    else:
        own = frozenset(lines_of(node))
        for value, place in zip(node, node.values_at, strict=True):
            if isinstance(value, (Located, LocatedList)):
                yield from walk(value, induk, own)
            elif place.line not in holder:  # not one of `[a, b]`
                yield Baris(place.line, "", None, place.column - 1, butir=True, induk=induk, saudara=own)


def last_line(node: Any, line: int) -> int:
    if isinstance(node, Located):
        return max((last_line(node[key], place.line) for key, place in node.keys_at.items()), default=line)
    if isinstance(node, LocatedList):
        return max((last_line(*item) for item in zip(node, lines_of(node), strict=True)), default=line)
    return line


def lines_of(node: LocatedList) -> list[int]:
    return [place.line for place in node.values_at]


# What is done to it.


def begin_of_value(baris: Baris) -> int:
    if baris.kunci is not None:
        return baris.kolom + len(baris.kunci) + 1
    return baris.kolom if baris.butir else len(baris.teks) - len(baris.teks.lstrip())


def with_value(baris: Baris, value: str) -> str:
    return f"{baris.teks[: begin_of_value(baris)]}{' ' if baris.kunci else ''}{value}"


def rename_key(baris: Baris) -> str | None:
    last = begin_of_value(baris) - 2
    letter = "y" if baris.teks[last] == "x" else "x"
    return f"{baris.teks[:last]}{letter}{baris.teks[last + 1 :]}" if baris.kunci else None


def replace_value(baris: Baris) -> str:
    return with_value(baris, "@@@")


def open_quote(baris: Baris) -> str:
    return with_value(baris, f'"{baris.teks[begin_of_value(baris) :].strip()}')


def drop_colon(baris: Baris) -> str | None:
    end = begin_of_value(baris)
    return baris.teks[: end - 1] + baris.teks[end:] if baris.kunci else None


def glue_value(baris: Baris) -> str | None:
    end = begin_of_value(baris)
    value = baris.teks[end:].strip()
    return baris.teks[:end] + value if baris.kunci and value else None


def glue_dash(baris: Baris) -> str | None:
    return re.sub("- ", "-", baris.teks, count=1) if baris.teks.lstrip().startswith("- ") else None


def indent_more(baris: Baris) -> str:
    return f" {baris.teks}"


def indent_less(baris: Baris) -> str | None:
    return baris.teks[1:] if baris.teks.startswith(" ") else None


def indent_with_tab(baris: Baris) -> str | None:
    return re.sub("^ +", "\t", baris.teks) if baris.teks.startswith(" ") else None


RUSAK: dict[str, Callable[[Baris], str | None]] = {
    "nama kunci salah satu huruf": rename_key,
    "nilai menjadi @@@": replace_value,
    "kutip tidak ditutup": open_quote,
    "titik dua hilang": drop_colon,
    "spasi sesudah titik dua hilang": glue_value,
    "spasi sesudah - hilang": glue_dash,
    "menjorok satu spasi lebih": indent_more,
    "menjorok satu spasi kurang": indent_less,
    "menjorok dengan tab": indent_with_tab,
}


# What is found then.


def find(nama: str, text: str, data: DataTahun) -> list[Finding]:
    """Find what is wrong with the year when one of its files reads like this."""
    node, findings = parse_yaml(text, file_of(nama))
    model, more = validate(MODELS[nama], node, file_of(nama))
    changed: dict[str, Any] = {nama: model}
    if findings or model is None:
        return [*findings, *more]
    found = replace(data, **changed)
    return [
        finding for finding in sorted(check_basics(found) | check_data(found)) if finding.severity is Severity.GALAT
    ]


def file_of(nama: str) -> str:
    return f"data/2025/{nama}.yaml"


def lines_named(nama: str, findings: Sequence[Finding]) -> set[int]:
    """Give the numbers of the lines that findings point at or speak of."""
    lines = set()
    for finding in findings:
        text = f"{finding.message} {finding.advice}"
        lines |= {int(number) for number in re.findall(rf"{re.escape(file_of(nama))}:(\d+)", text)}
        if finding.position.file == file_of(nama):
            lines |= {finding.position.line, *map(int, re.findall(r"\bbaris (\d+)", text))}
    return lines


def place_of(lines: set[int], baris: Baris, near: range) -> str | None:
    """Tell how near to the line the nearest of some lines is; None where none has to do with it."""
    places = {
        "baris itu": {baris.nomor},
        "baris di sebelahnya": near,
        "induknya": baris.induk,
        "saudaranya": baris.saudara,
        "isinya": baris.isi,
    }
    return next((place for place, numbers in places.items() if not lines.isdisjoint(numbers)), None)


def near(lines: Sequence[Baris], nomor: int) -> range:
    """Give the numbers from the last line before that says something to the first one after."""
    before = next((baris.nomor for baris in reversed(lines[: nomor - 1]) if not baris.kosong), 1)
    after = next((baris.nomor for baris in lines[nomor:] if not baris.kosong), len(lines))
    return range(before, after + 1)


# What remains where nothing is found.


def compare(hint: Any, old: Any, new: Any) -> Iterator[str]:
    """Name the differences of two documents, as the models have it."""
    hint = strip(hint)
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from compare_keys(hint, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from compare_items(get_args(hint)[0], old, new)
    else:
        both_text = isinstance(old, str) and isinstance(new, str) and hint in (Teks, Prosa)
        yield "teks lain" if both_text else "nilai lain"


def compare_keys(hint: Any, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    fields = hint.model_fields if isinstance(hint, type) and issubclass(hint, BaseModel) else None
    for key in {**old, **new}:
        if key not in old:
            yield "kunci baru"
        elif key in new:
            yield from compare(hints_of(hint)[key] if fields else get_args(hint)[1], old[key], new[key])
        elif fields is None:
            yield "anggota hilang"
        else:
            yield "kunci wajib hilang" if fields[key].is_required() else "kunci pilihan hilang"


def compare_items(hint: Any, old: list[Any], new: list[Any]) -> Iterator[str]:
    if len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield from compare(hint, one, other)
        return
    whole = [i for i in range(len(old)) if new == old[:i] + old[i + 1 :]]
    joined = [i for i in range(1, len(old)) if new[: i - 1] == old[: i - 1] and new[i:] == old[i + 1 :]]
    grown = len(new) > len(old) and new[: len(old)] == old
    found = {"butir hilang": whole, "butir bergabung": joined, "butir bertambah": grown}
    yield next((name for name, holds in found.items() if holds), "daftar lain")


def strip(hint: Any) -> Any:
    """Take `Annotated` and `| None` off, except of the kinds of text."""
    while hint not in (Teks, Prosa) and get_origin(hint) in {Annotated, Union, types.UnionType}:
        hint = next(part for part in get_args(hint) if part is not type(None))
    return hint


@cache
def hints_of(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


SAH = {
    frozenset[str](): "sah: isi tidak berubah",
    frozenset({"teks lain"}): "sah: teks lain",
    frozenset({"kunci pilihan hilang"}): "sah: tanpa kunci pilihan",
    frozenset({"anggota hilang"}): "sah: tanpa satu anggota",
    frozenset({"butir hilang"}): "sah: tanpa satu butir",
    # What a deleted line held went to the line above it. Only the reader can tell that this was not meant.
    frozenset({"butir bergabung"}): "sah: butir bergabung dengan butir sebelumnya",
    frozenset({"kunci pilihan hilang", "butir bertambah"}): "sah: butir pindah ke daftar sebelumnya",
    frozenset({"kunci pilihan hilang", "teks lain"}): "sah: teks bergabung dengan teks sebelumnya",
}


# The tests.


@pytest.fixture(scope="module")
def data(akar: Path) -> DataTahun:
    found = load_tahun(akar, 2025).data
    assert found is not None
    return found


@pytest.fixture(scope="module")
def jumlah() -> Iterator[Counter[tuple[str, str]]]:
    """What came of how many lines, by kind of damage."""
    counted: Counter[tuple[str, str]] = Counter()
    yield counted
    kinds = dict.fromkeys(kind for kind, _ in counted)
    print()  # noqa: T201 # shown on demand
    for kind in kinds:
        outcomes = {outcome: number for (other, outcome), number in sorted(counted.items()) if other == kind}
        print(f"{kind}: {outcomes}")  # noqa: T201 # shown on demand


@dataclass(frozen=True)
class Berkas:
    """A file of the data, and what it says."""

    nama: str
    text: str
    lines: Sequence[Baris]
    document: Any

    def without(self, nomor: int, instead: Sequence[str]) -> str:
        """Give the file with other lines in the place of one."""
        lines = self.text.splitlines()
        return "\n".join([*lines[: nomor - 1], *instead, *lines[nomor:], ""])

    def classify(self, text: str) -> str | None:
        """Say in what way another text of the file is a document in its own right, if it is."""
        document = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 # gives nothing but text
        return SAH.get(frozenset(compare(MODELS[self.nama], self.document, document)))


@pytest.fixture(params=MODELS)
def berkas(request: pytest.FixtureRequest, akar: Path) -> Berkas:
    text = (akar / file_of(request.param)).read_text(encoding="utf-8")
    document = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 # gives nothing but text
    return Berkas(request.param, text, read_lines(text), document)


def test_every_line_is_known(berkas: Berkas) -> None:
    assert berkas.without(1, berkas.text.splitlines()[:1]) == berkas.text
    assert [baris.nomor for baris in berkas.lines] == list(range(1, len(berkas.lines) + 1))
    for baris in berkas.lines:
        assert baris.kunci is None or baris.teks[baris.kolom :].startswith(f"{baris.kunci}:")
        assert not baris.butir or baris.teks[: baris.kolom].strip() == "-"


def test_a_damaged_line_is_found(berkas: Berkas, data: DataTahun, jumlah: Counter[tuple[str, str]]) -> None:
    unseen = []
    for baris in berkas.lines:
        for kind, damage in RUSAK.items():
            line = None if baris.kosong else damage(baris)
            if line is None:
                continue
            text = berkas.without(baris.nomor, [line])
            findings = find(berkas.nama, text, data)
            if findings:
                outcome = place_of(lines_named(berkas.nama, findings), baris, near(berkas.lines, baris.nomor))
            else:
                outcome = berkas.classify(text)
            jumlah[kind, outcome or "TERLEWAT"] += 1
            if outcome is None or not may_be(outcome, kind, baris):
                unseen.append((kind, outcome, baris.nomor, baris.teks))
    assert unseen == []


def may_be(outcome: str, kind: str, baris: Baris) -> bool:
    """Tell whether a line may be damaged like this without a finding, if it was."""
    if outcome == "sah: teks lain":
        return baris.lanjutan
    if outcome == "sah: isi tidak berubah":
        return kind.startswith("menjorok")
    return not outcome.startswith("sah")


def test_a_deleted_line_is_found(berkas: Berkas, data: DataTahun, jumlah: Counter[tuple[str, str]]) -> None:
    unseen = []
    for baris in berkas.lines:
        text = berkas.without(baris.nomor, [])
        findings = find(berkas.nama, text, data)
        # As they were numbered before.
        lines = {line + (line >= baris.nomor) for line in lines_named(berkas.nama, findings)}
        outcome = place_of(lines, baris, near(berkas.lines, baris.nomor)) if findings else None
        if outcome is None:
            outcome = berkas.classify(text)
            if findings and outcome:
                outcome = f"{outcome}, tetapi yang memakainya dilaporkan"
        jumlah[HAPUS, outcome or "TERLEWAT"] += 1
        if outcome is None or baris.kosong != (outcome == "sah: isi tidak berubah"):
            unseen.append((outcome, baris.nomor, baris.teks, findings[:2]))
    assert unseen == []
