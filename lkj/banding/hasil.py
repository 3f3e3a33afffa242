"""The comparison of two states of a year, as values. Pure: nothing is read, nothing is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lkj.banding.angka import UbahanAngka, UbahanPenilaian, compare_cetak, list_kode
from lkj.banding.data import Jenis, Ubahan, compare_data
from lkj.banding.naskah import is_same
from lkj.temuan.butir import list_butir

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lkj.banding.angka import Sebab
    from lkj.banding.data import BedaData
    from lkj.banding.sisi import Sisi
    from lkj.finding import Severity
    from lkj.render.susunan import Butir as Bagian
    from lkj.temuan.butir import Butir


@dataclass(frozen=True, slots=True, eq=False)
class UbahanTemuan:
    """A finding that is new, gone, or more or less serious than it was.

    Attributes:
        butir: the finding as it is, or as it was if it is gone.
        tingkat_lama: how serious it was; None if it is new.
        tingkat_baru: how serious it is; None if it is gone.
        sebab: why, as far as its own places tell.
    """

    butir: Butir
    tingkat_lama: Severity | None
    tingkat_baru: Severity | None
    sebab: Sebab

    @property
    def jenis(self) -> Jenis:
        """What happened to it."""
        return Jenis.TAMBAH if self.tingkat_lama is None else Jenis.HAPUS if self.tingkat_baru is None else Jenis.UBAH


@dataclass(frozen=True, slots=True)
class UbahanBagian:
    """A part of the report, such as a table, that is new or gone."""

    jenis: Jenis
    bagian: Bagian


@dataclass(frozen=True, slots=True)
class Kelompok:
    """What follows from the same changes, by their numbers from 1; no numbers where the reason cannot be told."""

    sebab: tuple[int, ...]
    penilaian: tuple[UbahanPenilaian, ...]
    angka: tuple[UbahanAngka, ...]


@dataclass(frozen=True)
class Beda:
    """How two states of a year differ.

    Attributes:
        data: the changes of the data, by file and line.
        angka: the numbers of the report that read otherwise, in its order.
        penilaian: the verdicts that are otherwise.
        bagian: the parts of the report that are new or gone.
        temuan: the findings that are new or gone, by place.
        terhitung_lama: whether there was a report.
        terhitung_baru: whether there is a report.
        teks: whether there was a report and is another, be it in its words or in its numbers.
    """

    data: tuple[Ubahan, ...]
    angka: tuple[UbahanAngka, ...]
    penilaian: tuple[UbahanPenilaian, ...]
    bagian: tuple[UbahanBagian, ...]
    temuan: tuple[UbahanTemuan, ...]
    terhitung_lama: bool
    terhitung_baru: bool
    teks: bool

    @property
    def ada(self) -> bool:
        """Whether there is any difference."""
        return bool(self.data or self.angka or self.penilaian or self.bagian or self.temuan or self.teks)

    @property
    def lengkap(self) -> bool:
        """Whether the numbers could be compared."""
        return self.terhitung_lama and self.terhitung_baru

    def number(self, sebab: Sebab) -> tuple[int, ...]:
        """Give the numbers of some changes, from 1."""
        return tuple(sorted(self._nomor[ubahan] for ubahan in sebab if ubahan in self._nomor))

    @cached_property
    def _nomor(self) -> dict[Ubahan, int]:
        return {ubahan: nomor for nomor, ubahan in enumerate(self.data, start=1)}

    def list_kelompok(self) -> tuple[Kelompok, ...]:
        """Group what follows by the changes it follows from."""
        groups: dict[tuple[int, ...], tuple[list[UbahanPenilaian], list[UbahanAngka]]] = {}
        for satu in self.penilaian:
            groups.setdefault(self.number(satu.sebab), ([], []))[0].append(satu)
        for angka in self.angka:
            groups.setdefault(self.number(angka.sebab), ([], []))[1].append(angka)
        return tuple(
            Kelompok(sebab, tuple(penilaian), tuple(angka))
            for sebab, (penilaian, angka) in sorted(groups.items(), key=lambda group: (not group[0], group[0]))
        )


def compare_sisi(lama: Sisi, baru: Sisi) -> Beda:
    """Compare two states of a year."""
    before, after = lama.cetak, baru.cetak
    teks = before is not None and after is not None and not is_same(before.markdown, after.markdown)
    data = compare_data(lama, baru)
    angka, penilaian = compare_cetak(before, after, data) if before and after else ((), ())
    return Beda(
        # What leaves the report as it was, word by word, is not worth a reviewer's time.
        tuple(ubahan for ubahan in data.daftar if teks or not (before and after) or not _is_mute(ubahan)),
        angka,
        penilaian,
        tuple(_compare_bagian(lama, baru)),
        tuple(sorted(_compare_temuan(lama, baru, data, angka), key=lambda satu: satu.butir.finding.position)),
        before is not None,
        after is not None,
        teks,
    )


def _is_mute(ubahan: Ubahan) -> bool:
    """Tell whether a change need not show: of an order, or of a template, where comments are."""
    return ubahan.jenis is Jenis.URUTAN or (
        ubahan.posisi.file.startswith("templates/") and ubahan.posisi.file.endswith(".j2")
    )


def _compare_bagian(lama: Sisi, baru: Sisi) -> Iterator[UbahanBagian]:
    if lama.cetak is None or baru.cetak is None:
        return
    before, after = ({bagian.id: bagian for bagian in cetak.peta.susunan} for cetak in (lama.cetak, baru.cetak))
    yield from (UbahanBagian(Jenis.TAMBAH, bagian) for kode, bagian in after.items() if kode not in before)
    yield from (UbahanBagian(Jenis.HAPUS, bagian) for kode, bagian in before.items() if kode not in after)


def _compare_temuan(lama: Sisi, baru: Sisi, data: BedaData, angka: Sequence[UbahanAngka]) -> Iterator[UbahanTemuan]:
    before, after = ({butir.sidik: butir for butir in list_butir(sisi.hasil)} for sisi in (lama, baru))
    find = _Penyebab(data, angka).find
    for sidik, butir in after.items():
        tingkat = butir.finding.severity
        old = before[sidik].finding.severity if sidik in before else None
        if old is not tingkat:
            yield UbahanTemuan(butir, old, tingkat, find(butir, baru=True))
    for sidik, butir in before.items():
        if sidik not in after:
            yield UbahanTemuan(butir, butir.finding.severity, None, find(butir, baru=False))


class _Penyebab:
    """Finds the changes that are the reason for a finding."""

    def __init__(self, data: BedaData, angka: Sequence[UbahanAngka]) -> None:
        self._data = data
        self._sebab: dict[str, set[Ubahan]] = defaultdict(set)
        for ubahan in angka:
            for kode in list_kode(ubahan.asal):
                self._sebab[kode] |= ubahan.sebab

    def find(self, butir: Butir, *, baru: bool) -> Sebab:
        """Give the changes of what a finding points at, or else those of the same entry and of its numbers."""
        data, finding = self._data, butir.finding
        places = (finding.position, *(related.position for related in finding.related))
        sebab, entri = (data.sebab_baru, data.entri_baru) if baru else (data.sebab_lama, data.entri_lama)
        lines = {(place.file, place.line) for place in places}
        found = {ubahan for place in places for ubahan in sebab.get(place, ())} | {
            ubahan
            for ubahan in data.daftar
            for posisi in (ubahan.posisi_baru if baru else ubahan.posisi_lama,)
            if posisi and (posisi.file, posisi.line) in lines
        }
        # A file that was added or removed as a whole.
        files = {place.file for place in places}
        found |= {ubahan for ubahan in data.daftar if ubahan.wadah and not ubahan.jalur and ubahan.posisi.file in files}
        if not found:
            names = {entri[place][-1] for place in places if entri.get(place)}
            found = {ubahan for name in names for ubahan in self._sebab.get(name, ())}
            found |= {ubahan for ubahan in data.daftar if ubahan.wadah and not names.isdisjoint(ubahan.entri)}
        return frozenset(data.daftar if not found and len(data.daftar) == 1 else found)
