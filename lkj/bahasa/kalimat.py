"""Narrative as rules read it: sentences and clauses, references by their names, and blanks for what is no prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from lkj.finding import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ISI = "\ue000"
"""Stands for each sign of a reference; no text that was read holds it (see `lkj.source`)."""

_BUKAN_PROSA = re.compile(
    r"\{%\#.*?\#\}"
    r"|(?P<rujukan>\{\{.*?\}\})"
    r"|<!--.*?-->"
    r"|^(?:```|~~~).*?^(?:```|~~~)[^\n]*$"
    r"|(?<!`)(?P<kode>`{1,10})(?!`).*?(?<!`)(?P=kode)(?!`)"
    r"|(?<![\\$])\$(?=\S)[^$\n]+?(?<=\S)\$(?!\d)"
    r"|!?\[[^\[\]\n]*\]\([^()\n]*\)"
    r"|(?<=[\])}`*])\{[^{}\n]*\}"
    r"|\[\^[^\]\n]+\]:?"
    r"|<[^<>\s]+>"
    r"|\b(?:https?://|www\.)\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:id|com|org|net|info)\b(?:/\S*)?",
    re.DOTALL | re.MULTILINE,
)
# What opens something that has to be closed; one that is not closed would be looked for up to the end each time.
_PASANGAN = (("{%#", "#}"), ("{{", "}}"), ("<!--", "-->"))
_NAMA_RUJUKAN = re.compile(r"\{\{-?\s*([A-Za-z_]\w*(?:\.\w+)*)\s*(?:\|\s*(\w+)\s*)?-?\}\}")
_BUTIR = re.compile(r"^[ \t>]*(?:[*+-]|\d{1,3}[.)]|[a-z][.)])[ \t]+", re.MULTILINE)
_PENEKANAN = re.compile(r"\*|(?<!\w)_|_(?!\w)")
_AKHIR = re.compile(r"(?P<tanda>[.!?…])[\"”’)\]]*(?=\s)|\n[ \t]*\n")
_SINGKATAN = re.compile(
    r"(?:^|[\s(“\"])(?:[A-Za-z]|no|jl|dll|dsb|dkk|dst|hlm|hal|s\.?d|a\.?n|u\.?p|plt|plh|pj|drs?|ir|prof|rp|tel[fp]|tk)$",
    re.IGNORECASE,
)
_PISAH = re.compile(
    r"[;:—]|,(?!\d)|\s[–-]\s|\b(?:sedangkan|tetapi|namun|meskipun|walaupun|meski|walau|sementara|padahal|sehingga|karena|"
    r"sebab|kecuali)\b",
    re.IGNORECASE,
)


class Placed(Protocol):
    """Something that starts at a place in a text."""

    @property
    def start(self) -> int:
        """Where it starts."""


P = TypeVar("P", bound=Placed)


def between(things: Sequence[P], start: int, end: int) -> Sequence[P]:
    """List the things that start between two places, of some that are in their order."""
    first, last = (bisect_left(things, at, key=lambda thing: thing.start) for at in (start, end))
    return things[first:last]


class Rujukan(NamedTuple):
    """A reference to a number or a text: where it stands in its text, its dotted name and its filter."""

    start: int
    end: int
    nama: str
    filter: str

    @property
    def induk(self) -> str:
        """What it is about: `indikator.KODE` for a number of an indicator, `anggaran` for one of the budget."""
        parts = self.nama.split(".")
        whole = parts[0] in {"anggaran", "sdm", "aset", "instansi", "renstra"}
        return parts[0] if whole else ".".join(parts[:2])


class Klausa(NamedTuple):
    """A part of a sentence between commas and conjunctions; `pemisah` is what it is parted by from what is before."""

    start: int
    end: int
    pemisah: str


class Kalimat(NamedTuple):
    """A sentence, by its place in its text."""

    start: int
    end: int
    klausa: tuple[Klausa, ...]


class Teks(NamedTuple):
    """A narrative text.

    Attributes:
        asli: as it was written.
        polos: as long, but a reference is made of `ISI`, and blanks stand for what is no prose.
        position: where it starts.
        indikator: the code of the indicator it analyses; empty if it analyses none.
        rujukan: the references in it.
        kalimat: its sentences.
    """

    asli: str
    polos: str
    position: Position
    indikator: str
    rujukan: tuple[Rujukan, ...]
    kalimat: tuple[Kalimat, ...]

    @property
    def tepat(self) -> bool:
        """Whether places in it are known: the lines of a YAML value are not those of its file."""
        return self.position.file.endswith(".md")

    def place(self, at: int) -> Position:
        """Give the position of a sign; of a value in a YAML file, the position of the value."""
        if not self.tepat:
            return self.position
        line = self.position.line + self.asli.count("\n", 0, at)
        return Position(self.position.file, line, at - self.asli.rfind("\n", 0, at))

    def quote(self, start: int, end: int) -> str:
        """Give a part as it was written, on one line."""
        return " ".join(self.asli[start:end].split())

    def rujukan_in(self, start: int, end: int) -> Sequence[Rujukan]:
        """List the references between two places."""
        return between(self.rujukan, start, end)


def read_teks(text: str, position: Position, indikator: str = "") -> Teks:
    """Read a text.

    Args:
        text: Markdown with references.
        position: where it starts.
        indikator: the code of the indicator it analyses.
    """
    rujukan: list[Rujukan] = []

    def blank(found: re.Match[str]) -> str:
        named = _NAMA_RUJUKAN.fullmatch(found["rujukan"] or "")
        if named:
            rujukan.append(Rujukan(found.start(), found.end(), named[1], named[2] or ""))
        return re.sub(r"[^\n]", ISI if found["rujukan"] else " ", found[0])

    polos = _BUKAN_PROSA.sub(blank, _blank_unclosed(text))
    items = [found.start() for found in _BUTIR.finditer(polos)]
    polos = _BUTIR.sub(lambda found: " " * len(found[0]), polos)
    polos = _PENEKANAN.sub(" ", polos)
    return Teks(text, polos, position, indikator, tuple(rujukan), tuple(_split(polos, items)))


def _blank_unclosed(text: str) -> str:
    for opened, closed in _PASANGAN:
        last = text.rfind(closed) + 1
        text = text[:last] + text[last:].replace(opened, " " * len(opened))
    return text


def _split(polos: str, items: list[int]) -> Iterator[Kalimat]:
    ends = {found.end() for found in _AKHIR.finditer(polos) if not found["tanda"] or _ends(polos, found)}
    for start, end in pairwise(sorted({0, len(polos), *items, *ends})):
        if polos[start:end].strip():
            yield Kalimat(start, end, tuple(_split_clauses(polos, start, end)))


def _ends(polos: str, found: re.Match[str]) -> bool:
    """Tell whether a full stop ends a sentence: not within one, and not after an abbreviation."""
    after = polos[found.end() : found.end() + 40].lstrip()
    if after[:1].islower():
        return False
    return found["tanda"] != "." or not _SINGKATAN.search(polos[max(0, found.start() - 8) : found.start()])


def _split_clauses(polos: str, start: int, end: int) -> Iterator[Klausa]:
    pemisah = ""
    for found in _PISAH.finditer(polos, start, end):
        if polos[start : found.start()].strip():
            yield Klausa(start, found.start(), pemisah)
        start, pemisah = found.end(), found[0].strip().lower()
    if polos[start:end].strip():
        yield Klausa(start, end, pemisah)
