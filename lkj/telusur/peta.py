"""The numbers of a report with all that is known of each: its names, its places, what it is made of and used for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from lkj.angka import Angka
from lkj.format import format_penuh
from lkj.laporan.acuan import build_acuan
from lkj.render.jejak import name_simpul

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lkj.finding import Position
    from lkj.laporan import Laporan
    from lkj.render import Hasil
    from lkj.render.jejak import Sel
    from lkj.render.susunan import Butir


@dataclass(frozen=True, slots=True)
class Tempat:
    """A place of the report that shows a number.

    Attributes:
        nomor: its number in `jejak.json`.
        angka: what stands there.
        teks: how it is written there.
        baris: its line in the Markdown.
        bagian: the table, figure or section it is in; None before the first heading.
        sel: its cell, in a table.
    """

    nomor: int
    angka: Angka
    teks: str
    baris: int
    bagian: Butir | None
    sel: Sel | None


@dataclass(frozen=True, slots=True, eq=False)
class Asal:
    """A number, and what is known of it.

    Attributes:
        angka: the number; label and operator are empty for a constant.
        simpul: its name in `jejak.json`; empty for one that is neither printed nor part of one that is.
        nama: what narrative may refer to it by.
        tempat: the places that show it.
        operan: the named numbers it is computed from.
        pemakai: the named numbers that are computed from it.
        letak_rumus: where its formula is written, if it is that of an indicator.
    """

    angka: Angka
    simpul: str
    nama: tuple[str, ...]
    tempat: tuple[Tempat, ...]
    operan: tuple[Angka, ...]
    pemakai: tuple[Angka, ...]
    letak_rumus: Position | None

    @property
    def label(self) -> str:
        """What it is."""
        return self.angka.label or ("Tetapan" if self.angka.ada else next(iter(self.nama), "Angka tanpa nama"))

    @property
    def rumus(self) -> str:
        """The calculation with labels; empty for what is not calculated."""
        if self.angka.operator == "sama":
            return self.angka.operan[0].label
        return self.angka.formula()

    @property
    def hitungan(self) -> str:
        """The calculation with unrounded numbers; empty for what is not calculated."""
        if self.angka.operator == "sama":
            return write_operan(self.angka.operan[0])
        return self.angka.formula(write_operan)


@dataclass(frozen=True, slots=True, eq=False)
class Peta:
    """All numbers of a report.

    Attributes:
        tahun: the year.
        asal: what is known of each number: first those printed, in order, then the others.
        tempat: every place that shows one, in order.
        nama: the numbers narrative may refer to, by name.
        simpul: the numbers described in `jejak.json`, by their names there.
        susunan: the parts of the report, in order.
        baris_bagian: the lines of each chapter, section, appendix and figure, by its id.
        sources: the lines of the files that were read.
    """

    tahun: int
    asal: Mapping[Angka, Asal]
    tempat: tuple[Tempat, ...]
    nama: Mapping[str, Angka]
    simpul: Mapping[str, Angka]
    susunan: tuple[Butir, ...]
    baris_bagian: Mapping[str, range]
    sources: Mapping[str, Sequence[str]]

    def list_isi(self, butir: Butir) -> tuple[Tempat, ...]:
        """List the places within a part of the report, those in the parts below it included."""
        lines = self.baris_bagian.get(butir.id, range(0))
        return tuple(tempat for tempat in self.tempat if tempat.bagian == butir or tempat.baris in lines)

    def read_line(self, position: Position) -> str:
        """Give the line a position is in; empty if it was not read."""
        lines = self.sources.get(position.file, ())
        return lines[position.line - 1].strip() if 0 < position.line <= len(lines) else ""


class _Sama:
    """Makes one of numbers that are the same in everything: a fact may have been read more than once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Angka] = {}
        self._found: dict[Angka, Angka] = {}

    def find(self, angka: Angka) -> Angka:
        """Give the first number that was the same as this one."""
        if angka not in self._found:
            operan = map(self.find, angka.operan)
            known = (angka.label, angka.nilai, angka.satuan, angka.desimal, angka.position, angka.alasan)
            content = (*known, angka.operator, *operan)
            self._found[angka] = self._known.setdefault(content, angka)
        return self._found[angka]


def name_bagian(butir: Butir | None) -> str:
    """Give number and title of a part as they are read; what stands before all parts is the cover."""
    return strip_escapes(butir.teks) if butir else "Sampul"


def strip_escapes(markdown: str) -> str:
    """Give a title as it is read."""
    return re.sub(r"\\(.)", r"\1", markdown)


def build_peta(laporan: Laporan, hasil: Hasil, sources: Mapping[str, Sequence[str]]) -> Peta:
    """Gather what is known of the numbers of a report.

    Args:
        laporan: the numbers.
        hasil: the report as printed.
        sources: the lines of the files it was made from.
    """
    sama = _Sama()
    lines = _locate(hasil)
    tempat = tuple(_list_tempat(hasil, lines, sama))
    nama = {name: sama.find(angka) for name, angka in _list_named("", build_acuan(laporan))}
    parts: dict[Angka, tuple[Angka, ...]] = {}
    for angka in (*(place.angka for place in tempat), *nama.values()):
        _gather(angka, sama, parts)
    simpul = {name: sama.find(angka) for angka, name in name_simpul(hasil.cetakan).items()}
    names, nodes = (_group((angka, name) for name, angka in known.items()) for known in (nama, simpul))
    places = _group((place.angka, place) for place in tempat)
    users = _group((part, angka) for angka, found in parts.items() for part in found)
    rumus = _locate_rumus(laporan, sama)
    asal = {
        angka: Asal(
            angka,
            next(iter(nodes.get(angka, ())), ""),
            tuple(names.get(angka, ())),
            tuple(places.get(angka, ())),
            tuple(part for part in parts[angka] if part.label),
            tuple(users.get(angka, ())),
            rumus.get(angka),
        )
        for angka in (*places, *(angka for angka in parts if angka not in places))
    }
    return Peta(laporan.tahun, asal, tempat, nama, simpul, hasil.susunan, lines, sources)


K = TypeVar("K")
V = TypeVar("V")


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _gather(angka: Angka, sama: _Sama, parts: dict[Angka, tuple[Angka, ...]]) -> None:
    """Find the named numbers and constants a number is directly made of, and those they are made of."""
    if angka in parts:
        return
    parts[angka] = tuple(dict.fromkeys(map(sama.find, _list_parts(angka))))
    for part in parts[angka]:
        _gather(part, sama, parts)


def _list_parts(angka: Angka) -> Iterator[Angka]:
    for part in angka.operan:
        if part.label or not part.operator:
            yield part
        else:
            yield from _list_parts(part)


def _list_named(name: str, value: Any) -> Iterator[tuple[str, Angka]]:
    """List the numbers below a value of the name space, with their names."""
    if isinstance(value, Angka):
        yield name, value
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield from _list_named(f"{name}.{key}".removeprefix("."), below)
    elif is_dataclass(value):
        own = [field.name for field in fields(value)]
        own += [key for key, entry in vars(type(value)).items() if isinstance(entry, property)]
        for key in own:
            yield from _list_named(f"{name}.{key}", getattr(value, key))


def _locate_rumus(laporan: Laporan, sama: _Sama) -> dict[Angka, Position]:
    """Find where the formula of each number is written that was computed by that of an indicator."""
    found = {}
    for kinerja in laporan.indikator.values():
        if kinerja.rumus is not None:
            numbers = (kinerja.target, kinerja.target_induk, kinerja.realisasi, *kinerja.riwayat.values())
            for angka in (*numbers, kinerja.realisasi_lalu):
                if isinstance(angka, Angka) and angka.operator:
                    found[sama.find(angka)] = kinerja.indikator.at("rumus")
    return found


_JUDUL = re.compile(r"#{1,4} .*\{#([^\s}]+)[^}]*\}")
_GAMBAR = re.compile(r"::: \{\.gambar #([^\s}]+)\}")


def _locate(hasil: Hasil) -> dict[str, range]:
    """Find the lines of each part that has lines of its own; what is in a table is told by its cells."""
    lines = hasil.markdown.split("\n")
    found = {}
    headings = [
        (number, butir)
        for number, butir in _list_opened(_JUDUL, lines, hasil.susunan)
        if butir.tingkat  # a figure has none
    ]
    for index, (start, butir) in enumerate(headings, start=1):
        later = (number for number, other in headings[index:] if other.tingkat <= butir.tingkat)
        found[butir.id] = range(start, next(later, len(lines) + 1))
    for start, butir in _list_opened(_GAMBAR, lines, hasil.susunan):
        found[butir.id] = range(start, _find_end(lines, start))
    return found


def _list_opened(
    pattern: re.Pattern[str], lines: Sequence[str], susunan: Iterable[Butir]
) -> Iterator[tuple[int, Butir]]:
    """List the parts whose first line matches, with its number."""
    parts = {butir.id: butir for butir in susunan}
    for number, line in enumerate(lines, start=1):
        opened = pattern.fullmatch(line)
        if opened and opened[1] in parts:
            yield number, parts[opened[1]]


def _find_end(lines: Sequence[str], start: int) -> int:
    """Find the line that closes the block opened by one."""
    depth = 1
    for number, line in enumerate(lines[start:], start=start + 1):
        if line.startswith(":::"):
            depth += -1 if line == ":::" else 1
        if not depth:
            return number
    return len(lines)


def _list_tempat(hasil: Hasil, lines: Mapping[str, range], sama: _Sama) -> Iterator[Tempat]:
    parts = {butir.id: butir for butir in hasil.susunan}
    # Of the parts a line is in, the one that begins last.
    starts = sorted((found.start, kode) for kode, found in lines.items())
    for nomor, cetakan in enumerate(hasil.cetakan, start=1):
        before = bisect_right(starts, (cetakan.baris, "\U0010ffff"))
        around = next((kode for _, kode in reversed(starts[:before]) if cetakan.baris in lines[kode]), "")
        kode = cetakan.sel.tabel if cetakan.sel and cetakan.sel.tabel else around
        yield Tempat(nomor, sama.find(cetakan.angka), cetakan.teks, cetakan.baris, parts.get(kode), cetakan.sel)


def write_operan(angka: Angka) -> str:
    """Write a number unrounded, as it stands in a calculation."""
    if angka.nilai is None:
        return "?"
    text = format_penuh(angka.nilai)
    # A minus sign right after an operator would read as two operators.
    return f"(−{text[1:]})" if text.startswith("-") else text
