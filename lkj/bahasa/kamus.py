"""What narrative could have referred to: the numbers of the report by name and value, and names typed into text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from lkj.angka import Angka
from lkj.format import round_half_up
from lkj.laporan.acuan import build_acuan
from lkj.laporan.kinerja import Kinerja, Rentang
from lkj.load import PELENGKAP, WAJIB
from lkj.model.dasar import Model, iter_models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lkj.finding import Position
    from lkj.laporan import Laporan
    from lkj.load import DataTahun

_KATA = re.compile(r"[^\W_]+")
_KURUNG = re.compile(r"\s*[*_]*\([^)]*\)[*_]*")
_AWAL = ("persentase", "jumlah", "nilai", "indeks", "angka", "tingkat", "rasio", "cakupan")
"""What the names of indicators begin with, and sentences leave out."""


class Dikenal(NamedTuple):
    """A number of the report that has a name; `induk` is what it is about, such as `indikator.KODE`."""

    nama: str
    induk: str
    angka: Angka

    @property
    def tercetak(self) -> Decimal:
        """The value as the report prints it, without its sign."""
        return round_half_up(self.angka.pasti, self.angka.desimal).copy_abs()

    @property
    def kata(self) -> set[str]:
        """The words that tell what it is."""
        return split_words(f"{self.angka.label} {self.nama}")


class Sebutan(NamedTuple):
    """A name that stands in a text; `lengkap` unless its first word was left out."""

    start: int
    end: int
    induk: str
    lengkap: bool


class Kamus:
    """The numbers of a report and the names of what they are about.

    Args:
        laporan: the report.
    """

    def __init__(self, laporan: Laporan) -> None:
        self.nama: dict[str, Dikenal] = {}
        self.nilai: dict[Decimal, list[Dikenal]] = {}
        self.induk: dict[str, list[Dikenal]] = {}
        self.laporan = laporan
        for nama, induk, angka in _walk(build_acuan(laporan)):
            known = Dikenal(nama, induk, angka)
            self.nama[nama] = known
            if angka.ada:
                self.nilai.setdefault(known.tercetak, []).append(known)
                self.induk.setdefault(induk, []).append(known)
        self._names = _Pohon(laporan)
        self._tercatat: dict[Decimal, Position] | None = None
        self._tanpa_nama: dict[Decimal, list[Angka]] | None = None

    def find_names(self, polos: str) -> list[Sebutan]:
        """List the names of indicators, sasaran, data and single figures that stand in a text."""
        return self._names.find(polos)

    def find_recorded(self, nilai: Decimal) -> Position | None:
        """Find the place of a number that was typed somewhere in the data, with a name or without one."""
        if self._tercatat is None:
            self._tercatat = {}
            for number, position in _iter_numbers(self.laporan.data):
                self._tercatat.setdefault(number.copy_abs(), position)
        return self._tercatat.get(nilai)

    def find_unnamed(self, nilai: Decimal) -> list[Angka]:
        """List the numbers tables print that have a value; most of them narrative cannot refer to."""
        if self._tanpa_nama is None:
            self._tanpa_nama = {}
            laporan = self.laporan
            for angka in _iter_angka((laporan.sdm, laporan.aset, laporan.anggaran, tuple(laporan.program.values()))):
                self._tanpa_nama.setdefault(round_half_up(angka.pasti, angka.desimal).copy_abs(), []).append(angka)
        return self._tanpa_nama.get(nilai, [])


def split_words(text: str) -> set[str]:
    """Give the words of a text that tell what it is about, in small letters."""
    return {word.lower() for word in _KATA.findall(text) if len(word) >= _MIN and word.lower() not in _UMUM}


_MIN = 3
_UMUM = frozenset(
    """
    yang dengan untuk dari pada dan atau dalam oleh para itu ini tahun jumlah persentase porsi nilai banyak seluruh data
    indikator fakta sasaran kinerja program kegiatan daerah sebesar sebanyak adalah telah per menjadi sudah lebih kurang
    menurut yaitu yakni maupun serta sampai hingga namun tetapi karena sehingga masih saja secara antara ialah tersebut
    """.split()  # noqa: SIM905 # a list would be longer than what it says
)


def _walk(acuan: Mapping[str, Any]) -> Iterator[tuple[str, str, Angka]]:
    for name, value in acuan.items():
        if isinstance(value, Mapping):
            for kode, entry in value.items():
                induk = f"{name}.{kode}"
                yield from ((nama, induk, angka) for nama, angka in _numbers_of(induk, entry))
        else:
            yield from ((nama, name, angka) for nama, angka in _numbers_of(name, value))


def _numbers_of(nama: str, value: Any) -> Iterator[tuple[str, Angka]]:
    if isinstance(value, Angka):
        yield nama, value
    elif isinstance(value, Rentang):
        yield f"{nama}.bawah", value.bawah
        yield f"{nama}.atas", value.atas
    elif is_dataclass(value):
        kind = type(value)
        computed = [name for name, member in vars(kind).items() if isinstance(member, property)]
        for name in (*(entry.name for entry in fields(value)), *computed):
            member = getattr(value, name)
            if isinstance(member, (Angka, Rentang)):
                yield from _numbers_of(f"{nama}.{name}", member)


def _iter_angka(value: Any) -> Iterator[Angka]:
    if isinstance(value, Angka):
        if value.ada:
            yield value
    elif isinstance(value, (tuple, Mapping)):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _iter_angka(item)
    elif is_dataclass(value) and not isinstance(value, (type, Kinerja)):
        for entry in fields(value):
            yield from _iter_angka(getattr(value, entry.name))


def _iter_numbers(data: DataTahun) -> Iterator[tuple[Decimal, Position]]:
    """List every number of the data with its place."""
    for model in iter_models([getattr(data, name) for name in (*WAJIB, *PELENGKAP)]):
        for name in type(model).model_fields:
            for path, value in _items_of(getattr(model, name)):
                if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
                    yield Decimal(value), model.at(name, *path)


def _items_of(value: Any) -> Iterable[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        return (((key,), item) for key, item in value.items())
    if isinstance(value, tuple) and not isinstance(next(iter(value), None), Model):
        return (((index,), item) for index, item in enumerate(value))
    return [((), value)]


class _Pohon:
    """Finds names in a text word by word, so that a long list of them costs no more than a short one."""

    def __init__(self, laporan: Laporan) -> None:
        self._root: dict[str, Any] = {}
        data = laporan.data
        indikator = [(f"indikator.{entry.kode}", entry.nama) for entry in data.indikator.indikator]
        for induk, name in indikator:
            self._add(name.lower(), induk, lengkap=True)
        for induk, name in indikator:
            plain = _KURUNG.sub("", name.lower())
            if plain != name.lower():
                self._add(plain, induk, lengkap=True)
            first, _, rest = plain.partition(" ")
            if first in _AWAL and " " in rest:
                self._add(rest, induk, lengkap=False)
        for sasaran in data.renstra.sasaran:
            self._add(sasaran.nama.lower(), f"sasaran.{sasaran.kode}", lengkap=True)
        for seri in data.realisasi.data:
            self._add(seri.nama.lower(), f"data.{seri.kode}", lengkap=True)
        for fakta in data.iter_fakta():
            self._add(fakta.nama.lower(), f"fakta.{fakta.kode}", lengkap=True)

    def _add(self, name: str, induk: str, *, lengkap: bool) -> None:
        words = _KATA.findall(name)
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        # What two things are called tells neither.
        if words:
            node[""] = (induk, lengkap) if "" not in node else None

    def find(self, polos: str) -> list[Sebutan]:
        words = [(found[0].lower(), found.start(), found.end()) for found in _KATA.finditer(polos)]
        found: list[Sebutan] = []
        index = 0
        while index < len(words):
            length, named = self._match(words, index)
            if named:
                induk, lengkap = named
                found.append(Sebutan(words[index][1], words[index + length - 1][2], induk, lengkap))
            index += length or 1
        return found

    def _match(self, words: list[tuple[str, int, int]], index: int) -> tuple[int, tuple[str, bool] | None]:
        """Give the length of the longest name that starts at a word, and what it is the name of."""
        node, length, named = self._root, 0, None
        for at in range(index, len(words)):
            if words[at][0] not in node:
                break
            node = node[words[at][0]]
            if "" in node:
                length, named = at - index + 1, node[""]
        # “Jumlah X” is not the “Persentase X” that would be called X.
        if named and not named[1] and index and words[index - 1][0] in _AWAL:
            return length, None
        return length, named
