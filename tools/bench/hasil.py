"""What was measured, how it compares, and whether it meets its bar."""

from __future__ import annotations

import statistics
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from lkj.format import format_desimal

if TYPE_CHECKING:
    from collections.abc import Iterator

PUTARAN = 7
"""How many runs there are if nobody asks for another number."""


class _Nilai(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Langkah(_Nilai):
    """A step of what is measured, and its seconds, run by run."""

    nama: str
    detik: tuple[float, ...]


class Ukuran(_Nilai):
    """Something measured.

    Attributes:
        kode: its name in comparisons.
        nama: what it is, in Indonesian.
        langkah: its steps, one after another, each with as many runs.
        memori: the most memory of all its processes together, in megabytes (2**20 bytes).
        gagal: why it could not be measured.
    """

    kode: str
    nama: str
    langkah: tuple[Langkah, ...] = ()
    memori: float = 0
    gagal: str = ""

    @property
    def detik(self) -> list[float]:
        """The seconds of all steps together, run by run."""
        return [sum(satu) for satu in zip(*(langkah.detik for langkah in self.langkah), strict=True)]


class Banding(_Nilai):
    """A comparison of two of a group.

    Attributes:
        dari: code of what is compared.
        terhadap: code of what it is compared with.
        nama: with what, in Indonesian.
        batas: the ratio should be at most that; None if nothing was promised.
        kali: how many times the data of the other it has; the ratio is for the same data.
        apa: what is compared.
        balik: tell how many times less `dari` takes.
    """

    dari: str
    terhadap: str
    nama: str
    batas: float | None = None
    kali: float = 1
    apa: Literal["waktu", "memori"] = "waktu"
    balik: bool = False


class Kelompok(_Nilai):
    """What was measured in turns.

    Attributes:
        nama: what `--only` calls it.
        judul: what it is about, in Indonesian.
        keterangan: what exactly is run, in lines.
    """

    nama: str
    judul: str
    keterangan: str
    ukuran: tuple[Ukuran, ...]
    banding: tuple[Banding, ...]

    def find(self, kode: str) -> Ukuran:
        """Give what was measured by its code.

        Raises:
            KeyError: it is not of this group.
        """
        return {ukuran.kode: ukuran for ukuran in self.ukuran}[kode]

    def compute_rasio(self, banding: Banding) -> float | None:
        """Compare medians, or memory; None if one of both could not be measured."""
        dari, terhadap = self.find(banding.dari), self.find(banding.terhadap)
        if dari.gagal or terhadap.gagal:
            return None
        if banding.apa == "memori":
            rasio = dari.memori / terhadap.memori
        else:
            rasio = statistics.median(dari.detik) / statistics.median(terhadap.detik)
        return 1 / rasio if banding.balik else rasio / banding.kali

    def is_terpenuhi(self, banding: Banding) -> bool | None:
        """Tell whether a comparison meets its bar; None if it has none."""
        rasio = self.compute_rasio(banding)
        return None if banding.batas is None else rasio is not None and rasio <= banding.batas


class Mesin(_Nilai):
    """What was measured on. Memory in megabytes; the load is that of 1, 5 and 15 minutes before."""

    prosesor: str
    inti: int
    memori: int
    sistem: str
    python: str
    alat: dict[str, str]
    beban: tuple[float, float, float]


class Hasil(_Nilai):
    """A run of the bench.

    Attributes:
        tanggal: when, in ISO format.
        putaran: how many runs were asked for.
    """

    mesin: Mesin
    tanggal: str
    putaran: int
    kelompok: tuple[Kelompok, ...]


class Baris(NamedTuple):
    """A row of the table of a group, in Indonesian; cells that do not apply are empty."""

    nama: str
    median: str = ""
    rentang: str = ""
    rasio: str = ""
    batas: str = ""
    terpenuhi: str = ""
    memori: str = ""


KEPALA = Baris("Yang diukur", "Median (s)", "Rentang (s)", "Rasio", "Batas", "Terpenuhi", "Memori (MB)")
JOROK = "  "
"""Leads a row that belongs to the one above."""


def iter_baris(kelompok: Kelompok) -> Iterator[Baris]:
    """Write a group: each thing measured, its steps, and below it what it is compared with."""
    dasar = {banding.terhadap for banding in kelompok.banding} - {banding.dari for banding in kelompok.banding}
    for ukuran in kelompok.ukuran:
        if ukuran.kode in dasar:
            continue
        yield _describe(ukuran)._replace(nama=ukuran.nama)
        yield from _iter_langkah(ukuran, JOROK)
        for banding in kelompok.banding:
            if banding.dari == ukuran.kode:
                yield _compare(kelompok, banding)
                if banding.terhadap in dasar:
                    yield from _iter_langkah(kelompok.find(banding.terhadap), JOROK * 2)


def list_gagal(kelompok: Kelompok) -> list[str]:
    """Say of each thing that could not be measured why."""
    return [f"{ukuran.nama} gagal: {ukuran.gagal}" for ukuran in kelompok.ukuran if ukuran.gagal]


def _describe(ukuran: Ukuran) -> Baris:
    if ukuran.gagal:
        return Baris(ukuran.nama, rentang="gagal")
    detik = ukuran.detik
    return Baris(ukuran.nama, write_detik(statistics.median(detik)), _spread(detik), memori=f"{ukuran.memori:.0f}")


def _iter_langkah(ukuran: Ukuran, jorok: str) -> Iterator[Baris]:
    if len(ukuran.langkah) > 1:
        for langkah in ukuran.langkah:
            median = write_detik(statistics.median(langkah.detik))
            yield Baris(f"{jorok}· {langkah.nama}", median, _spread(langkah.detik))


def _compare(kelompok: Kelompok, banding: Banding) -> Baris:
    rasio, terpenuhi = kelompok.compute_rasio(banding), kelompok.is_terpenuhi(banding)
    return _describe(kelompok.find(banding.terhadap))._replace(
        nama=f"{JOROK}{banding.nama}",
        rasio="" if rasio is None else write_desimal(rasio, 2),
        batas="" if banding.batas is None else f"≤ {write_desimal(banding.batas, 2)}",
        terpenuhi="" if terpenuhi is None else "ya" if terpenuhi else "tidak",
    )


def _spread(detik: list[float] | tuple[float, ...]) -> str:
    return "sekali" if len(detik) == 1 else f"{write_detik(min(detik))}–{write_detik(max(detik))}"


def write_detik(detik: float) -> str:
    """Write seconds, with three digits or so."""
    return write_desimal(detik, 3 if detik < 1 else 2 if detik < 10 else 1)  # noqa: PLR2004 # digits


def write_desimal(nilai: float, desimal: int) -> str:
    """Write a number the Indonesian way."""
    return format_desimal(Decimal(nilai), desimal)
