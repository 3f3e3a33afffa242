"""The outline of the report: numbers of chapters, sections, tables, figures and appendices, and references to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lkj.finding import suggest_name
from lkj.format import romawi

JENIS_TABEL = "Tabel"
JENIS_GAMBAR = "Gambar"
JENIS_GRAFIK = "Grafik"


class Butir(NamedTuple):
    """An entry of the outline.

    Attributes:
        id: link target.
        jenis: `depan`, `bab`, `subbab`, `lampiran`, `Tabel`, `Gambar` or `Grafik`.
        nomor: as printed, such as `BAB I`, `3.1.1` or `Tabel III.2`; empty for front matter.
        judul: title, Markdown.
        tingkat: heading level, 1 to 4; 0 for tables and figures.
    """

    id: str
    jenis: str
    nomor: str
    judul: str
    tingkat: int = 0

    @property
    def teks(self) -> str:
        """Number and title, as lists show it."""
        return f"{self.nomor} {self.judul}".strip()


class AcuanTidakAdaError(LookupError):
    """A reference to a part of the report that is not there; `saran` names the nearest one."""

    def __init__(self, kode: str, known: list[str]) -> None:
        self.message = f"Bagian “{kode}” tidak ada dalam laporan."
        self.saran = suggest_name(kode, known, f"bagian yang ada: {', '.join(known)}")
        super().__init__(self.message)


@dataclass(slots=True)
class Susunan:
    """Numbers the parts of the report in the order templates print them.

    The report is rendered twice: the first pass finds out what there is, the second can refer forward to it.

    Attributes:
        dikenal: the entries of the pass before, by id; empty in the first pass.
        daftar: the entries of this pass.
    """

    dikenal: dict[str, Butir] = field(default_factory=dict)
    daftar: dict[str, Butir] = field(default_factory=dict)
    _bab: int = 0
    _lampiran: int = 0
    _bagian: list[int] = field(default_factory=list)
    _terhitung: dict[str, int] = field(default_factory=dict)

    def add_depan(self, kode: str, judul: str) -> Butir:
        """Add a part of the front matter; it has no number."""
        return self._add(Butir(kode, "depan", "", judul, 1))

    def add_bab(self, kode: str, judul: str) -> Butir:
        """Add a chapter; tables and figures count from one again."""
        self._bab += 1
        self._bagian = []
        self._terhitung = {}
        return self._add(Butir(kode, "bab", f"BAB {romawi(self._bab)}", judul, 1))

    def add_subbab(self, kode: str, judul: str, tingkat: int = 2) -> Butir:
        """Add a section of level 2 to 4: `3.1`, `3.1.1`, `3.1.1.1`."""
        depth = tingkat - 1
        self._bagian = [*self._bagian, 0, 0, 0][:depth]
        self._bagian[-1] += 1
        nomor = ".".join(str(part) for part in (self._bab, *self._bagian))
        return self._add(Butir(kode, "subbab", nomor, judul, tingkat))

    def add_lampiran(self, kode: str, judul: str) -> Butir:
        """Add an appendix."""
        self._lampiran += 1
        return self._add(Butir(kode, "lampiran", f"Lampiran {self._lampiran}", judul, 1))

    def add_berjudul(self, jenis: str, kode: str, judul: str) -> Butir:
        """Add a table or a figure, numbered within its chapter: `Tabel III.2`."""
        self._terhitung[jenis] = self._terhitung.get(jenis, 0) + 1
        return self._add(Butir(kode, jenis, f"{jenis} {romawi(self._bab)}.{self._terhitung[jenis]}", judul))

    def refer(self, kode: str) -> Butir:
        """Find the part a reference means; in the first pass, a stand-in.

        Raises:
            AcuanTidakAdaError: there is no such part.
        """
        if not self.dikenal:
            return Butir(kode, "", "?", "")
        if kode not in self.dikenal:
            raise AcuanTidakAdaError(kode, sorted(self.dikenal))
        return self.dikenal[kode]

    def sections_of(self, kode: str) -> list[Butir]:
        """List the sections directly below a chapter, as the pass before found them."""
        found: list[Butir] = []
        inside = False
        for butir in self.dikenal.values():
            if butir.tingkat == 1:
                inside = butir.id == kode
            elif inside and butir.tingkat == 2:  # noqa: PLR2004 # the level below a chapter
                found.append(butir)
        return found

    def _add(self, butir: Butir) -> Butir:
        if butir.id in self.daftar:
            raise ValueError(f"the template prints “{butir.id}” twice")
        self.daftar[butir.id] = butir
        return butir
