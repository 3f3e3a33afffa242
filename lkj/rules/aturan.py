"""A rule: one function, with its code, its severity, and the docstring that is its page and its test."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from lkj.finding import Edit, Finding, Position, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

S_contra = TypeVar("S_contra", contravariant=True)

BAGIAN = ("Mengapa", "Dasar hukum", "Salah", "Benar")
"""The parts every page of a rule has, in their order."""

_HEADING = re.compile(rf"^({'|'.join(BAGIAN)}):$", re.MULTILINE)


class Flaw(NamedTuple):
    """What a rule finds; the rule itself adds its code and its severity. See `lkj.finding.Finding`."""

    position: Position
    message: str
    advice: str = ""
    related: tuple[Related, ...] = ()
    edit: Edit | None = None


class Halaman(NamedTuple):
    """The page of a rule, in Indonesian.

    Attributes:
        judul: the flaw, in one sentence.
        mengapa: why it matters.
        dasar_hukum: what demands it.
        salah: data that have the flaw; see `tests/contoh.py` for how they are put to the test.
        benar: the same data without it.
    """

    judul: str
    mengapa: str
    dasar_hukum: str
    salah: str
    benar: str


@dataclass(frozen=True)
class Aturan(Generic[S_contra]):
    """A rule on a subject: the data of a year, or the report computed from it.

    Attributes:
        kode: `LKJnnn`; the first digit is the family.
        nama: the flaw in snake case.
        severity: how serious it is unless `pemeriksaan.yaml` says otherwise.
        periksa: gives the flaws of a subject; None for what is found while files are read.
        uraian: the page as it stands in the docstring.
    """

    kode: str
    nama: str
    severity: Severity
    periksa: Callable[[S_contra], Iterator[Flaw]] | None
    uraian: str

    def __call__(self, subject: S_contra) -> Iterator[Finding]:
        """Run the rule."""
        for flaw in self.periksa(subject) if self.periksa else ():
            yield Finding(
                flaw.position, self.kode, flaw.message, flaw.advice, self.severity, flaw.related, edit=flaw.edit
            )

    @property
    def halaman(self) -> Halaman:
        """The page of the rule.

        Raises:
            ValueError: the docstring lacks a part, or has them in another order.
        """
        judul, *parts = _HEADING.split(inspect.cleandoc(self.uraian))
        if tuple(parts[::2]) != BAGIAN:
            raise ValueError(f"{self.nama}: the docstring needs {', '.join(BAGIAN)}")
        mengapa, dasar_hukum, salah, benar = (inspect.cleandoc(part) for part in parts[1::2])
        return Halaman(judul.strip(), mengapa, dasar_hukum, salah, benar)


def aturan(
    kode: str, severity: Severity = Severity.GALAT
) -> Callable[[Callable[[S_contra], Iterator[Flaw]]], Aturan[S_contra]]:
    """Make a rule of a function.

    Args:
        kode: its code.
        severity: how serious what it finds is.
    """

    def make(periksa: Callable[[S_contra], Iterator[Flaw]]) -> Aturan[S_contra]:
        return Aturan(kode, periksa.__name__, severity, periksa, periksa.__doc__ or "")

    return make


def bacaan(kode: str, nama: str, uraian: str, severity: Severity = Severity.GALAT) -> Aturan[object]:
    """Describe what is found while files are read, before there are data a rule could take."""
    return Aturan(kode, nama, severity, None, uraian)
