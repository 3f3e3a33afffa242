"""Which numbers and verdicts of the report differ, and which changes of the data are the reason."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from lkj.banding.data import Jenis
from lkj.format import format_satuan

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from lkj.banding.data import BedaData, Ubahan
    from lkj.banding.sisi import Cetak
    from lkj.finding import Position
    from lkj.laporan import Kinerja
    from lkj.telusur.peta import Asal, Peta

Sebab: TypeAlias = "frozenset[Ubahan]"
"""The changes of the data that are the reason for something; empty if none can be told."""


@dataclass(frozen=True, slots=True, eq=False)
class UbahanAngka:
    """A number of the report that reads otherwise, is printed for the first time, or is no longer printed.

    Attributes:
        lama: the number as it was; None if it was not printed.
        baru: the number as it is; None if it is no longer printed.
        sebab: why.
    """

    lama: Asal | None
    baru: Asal | None
    sebab: Sebab

    @property
    def jenis(self) -> Jenis:
        """What happened to it."""
        return Jenis.TAMBAH if self.lama is None else Jenis.HAPUS if self.baru is None else Jenis.UBAH

    @property
    def asal(self) -> Asal:
        """The number as it is, or as it was if it is no longer printed."""
        asal = self.baru or self.lama
        assert asal  # noqa: S101 # it is or was
        return asal


@dataclass(frozen=True, slots=True, eq=False)
class UbahanPenilaian:
    """What the report concludes about an indicator, where that is otherwise now.

    Attributes:
        kode: the indicator.
        nama: its name.
        apa: what is concluded, a key of `PENILAIAN`.
        lama: the conclusion as it was.
        baru: the conclusion as it is.
        sebab: why.
    """

    kode: str
    nama: str
    apa: str
    lama: str
    baru: str
    sebab: Sebab


@dataclass(frozen=True, slots=True)
class Penilaian:
    """A conclusion: what it is drawn from, by the name in narrative, and what it says."""

    angka: str
    tell: Callable[[Kinerja], str]


def _tell_reached(*, ada: bool, tercapai: bool) -> str:
    return ("tercapai" if tercapai else "belum tercapai") if ada else "belum dapat dinilai"


def _tell_direction(kinerja: Kinerja) -> str:
    if not kinerja.perubahan.ada:
        return "tidak dapat dibandingkan"
    return "meningkat" if kinerja.meningkat else "menurun" if kinerja.menurun else "tetap"


PENILAIAN: Mapping[str, Penilaian] = {
    "kriteria": Penilaian("capaian", lambda k: k.kriteria.nama if k.kriteria else "belum dapat dinilai"),
    "target": Penilaian("capaian", lambda k: _tell_reached(ada=k.capaian.ada, tercapai=k.tercapai)),
    "tahun lalu": Penilaian("perubahan", _tell_direction),
    "target akhir Renstra": Penilaian("jarak", lambda k: _tell_reached(ada=k.jarak.ada, tercapai=k.akhir_tercapai)),
}
"""What the report concludes about an indicator."""


def compare_cetak(
    lama: Cetak, baru: Cetak, data: BedaData
) -> tuple[tuple[UbahanAngka, ...], tuple[UbahanPenilaian, ...]]:
    """Find the numbers and the verdicts that differ, in the order of the report.

    Args:
        lama: the report as it was.
        baru: the report as it is.
        data: what was changed in the data.
    """
    penyebab = _Penyebab(lama.peta, baru.peta, data)
    penilaian = tuple(_compare_penilaian(lama, baru, penyebab))
    angka = tuple(_compare_angka(lama.peta, baru.peta, data, penyebab))
    return tuple(_follow(angka, penilaian, penyebab)), penilaian


def _compare_penilaian(lama: Cetak, baru: Cetak, penyebab: _Penyebab) -> Iterator[UbahanPenilaian]:
    for kode, after in baru.laporan.indikator.items():
        before = lama.laporan.indikator.get(kode)
        if before is None:
            continue
        for apa, satu in PENILAIAN.items():
            old, new = satu.tell(before), satu.tell(after)
            if old != new:
                name = f"indikator.{kode}.{satu.angka}"
                sebab = penyebab.find(*(peta.asal[peta.nama[name]] for peta in (lama.peta, baru.peta)))
                if apa == "kriteria":
                    sebab |= penyebab.find_skala()
                yield UbahanPenilaian(kode, after.nama, apa, old, new, sebab)


def _compare_angka(lama: Peta, baru: Peta, data: BedaData, penyebab: _Penyebab) -> Iterator[UbahanAngka]:
    found: list[tuple[Asal | None, Asal | None]] = []
    shown: set[Asal] = set()
    for old, new in _Pasangan(lama, baru, data).find():
        if old.tempat and new.tempat:
            shown |= {old, new}
            if format_satuan(old.angka) != format_satuan(new.angka):
                found.append((old, new))
    found += [(None, asal) for asal in baru.asal.values() if _is_printed(asal) and asal not in shown]
    found += [(asal, None) for asal in lama.asal.values() if _is_printed(asal) and asal not in shown]
    daftar = [UbahanAngka(old, new, penyebab.find(old, new)) for old, new in found]
    return iter(sorted(daftar, key=lambda ubahan: (ubahan.baru is None, ubahan.asal.tempat[0].nomor)))


def _is_printed(asal: Asal) -> bool:
    return bool(asal.tempat and asal.angka.label)


def _follow(
    angka: Sequence[UbahanAngka], penilaian: Sequence[UbahanPenilaian], penyebab: _Penyebab
) -> Iterator[UbahanAngka]:
    """Give numbers that only follow others the reasons of those.

    Such are counts of indicators, and what is printed only while something else is known.
    """
    measured = [
        ubahan.sebab
        for ubahan in angka
        if ubahan.lama and ubahan.baru and ubahan.lama.angka.ada != ubahan.baru.angka.ada
    ]
    followed = {
        "jumlah.indikator_tercapai": [ubahan.sebab for ubahan in penilaian if ubahan.apa == "target"],
        "jumlah.indikator_terukur": measured,
    }
    about: dict[str, set[Ubahan]] = defaultdict(set)
    for ubahan in angka:
        for kode in list_kode(ubahan.asal):
            about[kode] |= ubahan.sebab
    for ubahan in angka:
        sebab = ubahan.sebab.union(*chain.from_iterable(followed.get(name, ()) for name in ubahan.asal.nama))
        words = () if sebab else penyebab.list_words(ubahan.lama, ubahan.baru)
        yield UbahanAngka(ubahan.lama, ubahan.baru, sebab.union(*(about[word] for word in words if word in about)))


def list_kode(asal: Asal) -> Iterator[str]:
    """List the codes of the data in the names of a number."""
    for name in asal.nama:
        yield from name.split(".")[1:-1]


class _Pasangan:
    """Finds which number of one report is which of the other.

    They are told by their names in narrative; those without by where they are written, what they are called, and what
    they are made of.
    """

    def __init__(self, lama: Peta, baru: Peta, data: BedaData) -> None:
        self._lama = lama
        self._baru = baru
        self._padanan = data.padanan
        self._nama = {
            ubahan.lama: ubahan.baru
            for ubahan in data.daftar
            if ubahan.jenis is Jenis.UBAH and ubahan.jalur[-1:] in {("nama",), ("judul",)}
        }
        # The longest first: one name may be part of another.
        self._pola = re.compile("|".join(map(re.escape, sorted(self._nama, key=len, reverse=True))))
        self._fakta: dict[Asal, frozenset[Hashable]] = {}

    def find(self) -> Iterator[tuple[Asal, Asal]]:
        """Give every pair; a number that has several names may be in more than one."""
        shared = [name for name in self._lama.nama if name in self._baru.nama]
        named = dict.fromkeys((_get(self._lama, name), _get(self._baru, name)) for name in shared)
        yield from named
        done = set(chain.from_iterable(named))
        for key, only in (
            (self._by_place_and_label, False),
            (self._by_label_and_facts, False),
            (self._by_place, True),
            (self._by_label, False),
        ):
            before, after = (
                _group((key(asal, lama=lama), asal) for asal in peta.asal.values() if asal not in done)
                for peta, lama in ((self._lama, True), (self._baru, False))
            )
            for known, group in before.items():
                others = after.get(known, ())
                if not only or len(group) == len(others) == 1:
                    pairs = list(zip(group, others, strict=False))
                    yield from pairs
                    done.update(chain.from_iterable(pairs))

    def _by_place_and_label(self, asal: Asal, *, lama: bool) -> Hashable:
        place = self._by_place(asal, lama=lama)
        return place and (place, self._by_label(asal, lama=lama))

    def _by_label_and_facts(self, asal: Asal, *, lama: bool) -> Hashable:
        label = self._by_label(asal, lama=lama)
        return label and (label, self._list_facts(asal, lama=lama))

    def _by_place(self, asal: Asal, *, lama: bool) -> Hashable:
        position = asal.angka.position
        return position and (self._padanan.get(position) if lama else position)

    def _by_label(self, asal: Asal, *, lama: bool) -> Hashable:
        label = asal.angka.label
        return self._pola.sub(lambda found: self._nama[found[0]], label) if lama and self._nama else label

    def _list_facts(self, asal: Asal, *, lama: bool) -> frozenset[Hashable]:
        """List the places of the facts a number is made of."""
        if asal not in self._fakta:
            peta = self._lama if lama else self._baru
            own = self._by_place(asal, lama=lama)
            below = (self._list_facts(peta.asal[operan], lama=lama) for operan in asal.operan)
            self._fakta[asal] = frozenset({own} if own else ()).union(*below)
        return self._fakta[asal]


def _get(peta: Peta, name: str) -> Asal:
    return peta.asal[peta.nama[name]]


def _group(pairs: Iterable[tuple[Hashable, Asal]]) -> dict[Hashable, list[Asal]]:
    """Group numbers by what they are known by; those not known by it are left out."""
    groups: dict[Hashable, list[Asal]] = defaultdict(list)
    for key, asal in pairs:
        if key:
            groups[key].append(asal)
    return groups


# Values that say how a number is computed or written; a change of other texts moves no number.
_CARA = {"satuan", "rumus"}


class _Penyebab:
    """Finds the changes that are the reason for a number."""

    def __init__(self, lama: Peta, baru: Peta, data: BedaData) -> None:
        self._data = data
        self._sisi = ((lama, data.sebab_lama, data.entri_lama), (baru, data.sebab_baru, data.entri_baru))
        self._sebab: dict[Asal, Sebab] = {}
        self._letak: dict[Asal, frozenset[Position]] = {}
        templat = [ubahan for ubahan in data.daftar if ubahan.posisi.file.startswith("templates/")]
        # What follows from nothing else follows from a template; and all follows from the only change there is.
        self._rest = frozenset(data.daftar if len(data.daftar) == 1 else templat)

    def find(self, lama: Asal | None, baru: Asal | None) -> Sebab:
        """Give the changes of what a number was or is made of; where there are none, those that are likely."""
        found: Sebab = frozenset()
        for asal, (peta, sebab, _) in zip((lama, baru), self._sisi, strict=True):
            found |= self._trace(asal, peta, sebab) if asal else frozenset()
        if not (found or (lama and baru)):
            found = self._find_cited(lama or baru)
        return found or self._find_related(lama, baru) or self._rest

    def find_skala(self) -> Sebab:
        """Give the changes of the rating scale."""
        return frozenset(ubahan for ubahan in self._data.daftar if ubahan.jalur[:1] == ("skala",))

    def _trace(self, asal: Asal, peta: Peta, sebab: Mapping[Position, Sequence[Ubahan]]) -> Sebab:
        """Give the changes of the facts and formulas below a number."""
        if asal not in self._sebab:
            own = chain.from_iterable(
                sebab.get(position, ()) for position in (asal.angka.position, asal.letak_rumus) if position
            )
            below = (self._trace(peta.asal[operan], peta, sebab) for operan in asal.operan)
            self._sebab[asal] = frozenset(own).union(*below)
        return self._sebab[asal]

    def _find_cited(self, asal: Asal | None) -> Sebab:
        """Give the changes of texts that refer to a number."""
        names = "|".join(map(re.escape, asal.nama)) if asal else ""
        pattern = re.compile(rf"\{{\{{\s*(?:{names})\s*(?:\||\}}\}})")
        return frozenset(
            ubahan for ubahan in self._data.daftar if names and any(map(pattern.search, (ubahan.lama, ubahan.baru)))
        )

    def _find_related(self, lama: Asal | None, baru: Asal | None) -> Sebab:
        """Give the changes that say how a number is made, by what it is about, and what it lost or gained."""
        facts = [
            {(position, entri.get(position, ())) for position in self._list_positions(asal, peta)} if asal else set()
            for asal, (peta, _, entri) in zip((lama, baru), self._sisi, strict=True)
        ]
        # A fact that is there on both sides stands at two positions, in entries of the same names.
        names = [{entri for _, entri in found} for found in facts]
        words = set(chain.from_iterable(names[0] ^ names[1]))
        if not words:
            words = set(chain.from_iterable(map(list_kode, filter(None, (lama, baru)))))
            words |= {entri[-1] for entri in names[0] & names[1] if entri}
        return frozenset(
            ubahan for ubahan in self._data.daftar if not words.isdisjoint(ubahan.entri) and _is_telling(ubahan)
        )

    def list_words(self, lama: Asal | None, baru: Asal | None) -> set[str]:
        """List the codes of what a number is about, and of what is made of it."""
        words: set[str] = set()
        for asal, (peta, _, entri) in zip((lama, baru), self._sisi, strict=True):
            if asal:
                position = asal.angka.position
                words.update(entri.get(position, ())[-1:] if position else ())
                words.update(*map(list_kode, (asal, *(peta.asal[angka] for angka in asal.pemakai))))
        return words

    def _list_positions(self, asal: Asal, peta: Peta) -> frozenset[Position]:
        if asal not in self._letak:
            own = (asal.angka.position,) if asal.angka.position else ()
            self._letak[asal] = frozenset(own).union(*(self._list_positions(peta.asal[o], peta) for o in asal.operan))
        return self._letak[asal]


def _is_telling(ubahan: Ubahan) -> bool:
    """Tell whether a change may move numbers: it is not of a text that is only printed."""
    key = ubahan.jalur[-1]
    if ubahan.wadah or key in _CARA:
        return True
    return key not in {"nama", "judul"} and " " not in f"{ubahan.lama}{ubahan.baru}"
