"""The trace: which number stands where in the report, and what it was made of.

While a template runs, each number is written between marker characters that no data file can hold (the loader refuses
private-use characters). Reading the markers back from the finished text gives exactly the numbers that were printed, in
their order, whatever templates did in between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lkj.angka import Angka

_MARKED = re.compile("\ue000(\\d+)\ue001([^\ue002]*)\ue002")

_ESCAPED = re.compile(r"\\(.)")


class Sel(NamedTuple):
    """A cell of a table.

    Attributes:
        tabel: what its table is referred to by; empty for one without number.
        baris: its row, from 1 below the head; 0 in the head.
        kolom: its column, from 1.
        baris_akhir: the last row it fills; another one where cells are merged.
        kolom_akhir: the last column it fills.
    """

    tabel: str
    baris: int
    kolom: int
    baris_akhir: int
    kolom_akhir: int


class Cetakan(NamedTuple):
    """A number as printed: the text, its line in the Markdown, the number itself, and its cell if it is in a table."""

    teks: str
    baris: int
    angka: Angka
    sel: Sel | None = None


def strip_marks(text: str) -> str:
    """Take the markers off, leaving what is printed."""
    # Most texts have none, and are asked for again and again while a table is fitted.
    return _MARKED.sub(r"\2", text) if "\ue000" in text else text


class Pencatat:
    """Marks numbers while text is made, and reads them back from it.

    Attributes:
        numbers: the numbers marked so far.
    """

    def __init__(self) -> None:
        self.numbers: list[Angka] = []
        self._sel: dict[int, Sel] = {}

    def mark(self, angka: Angka, text: str) -> str:
        """Wrap the text of a number so that it can be found again."""
        self.numbers.append(angka)
        return f"\ue000{len(self.numbers) - 1}\ue001{text}\ue002"

    def place(self, marked: str, sel: Sel) -> None:
        """Keep in mind which cell the numbers of a text stand in."""
        for found in _MARKED.finditer(marked):
            self._sel[int(found[1])] = sel

    def read(self, marked: str) -> tuple[str, tuple[Cetakan, ...]]:
        """Split marked text into what is printed and the numbers in it, in order."""
        printed = tuple(
            Cetakan(_ESCAPED.sub(r"\1", found[2]), line, self.numbers[int(found[1])], self._sel.get(int(found[1])))
            for line, text in enumerate(marked.split("\n"), start=1)
            for found in _MARKED.finditer(text)
        )
        return strip_marks(marked), printed


def build_jejak(tahun: int, printed: tuple[Cetakan, ...]) -> dict[str, Any]:
    """Describe every printed number for `jejak.json`.

    `angka` lists them in the order of the report. Each names its node in `simpul`, which holds the unrounded value, the
    formula, the nodes it is made of, and the YAML positions at the end of them.
    """
    nodes = name_simpul(printed)
    entries = [
        {
            "nomor": number,
            "teks": cetakan.teks,
            "baris": cetakan.baris,
            "label": cetakan.angka.label,
            "rumus": cetakan.angka.formula(),
            "operan": [operand.label for operand in cetakan.angka.operands()],
            "posisi": [str(position) for position in cetakan.angka.positions()],
            "simpul": nodes[cetakan.angka],
        }
        for number, cetakan in enumerate(printed, start=1)
    ]
    simpul = {name: _describe(angka, nodes) for angka, name in nodes.items()}
    return {"versi": 1, "tahun": tahun, "jumlah": len(entries), "angka": entries, "simpul": simpul}


def name_simpul(printed: tuple[Cetakan, ...]) -> dict[Angka, str]:
    """Name every number that is printed or has a part in one, as `jejak.json` does."""
    nodes: dict[Angka, str] = {}
    for cetakan in printed:
        _visit(cetakan.angka, nodes)
    return nodes


def _visit(angka: Angka, nodes: dict[Angka, str]) -> None:
    if angka not in nodes:
        nodes[angka] = f"n{len(nodes) + 1}"
        for operand in angka.operands():
            _visit(operand, nodes)


def _describe(angka: Angka, nodes: dict[Angka, str]) -> dict[str, Any]:
    return {
        "label": angka.label,
        "nilai": None if angka.nilai is None else f"{angka.nilai:f}",
        "satuan": angka.satuan,
        "desimal": angka.desimal,
        "alasan": angka.alasan if angka.nilai is None else "",
        "rumus": angka.formula(),
        "operan": [nodes[operand] for operand in angka.operands()],
        "posisi": str(angka.position) if angka.position else None,
    }
