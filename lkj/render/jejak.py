"""The trace: which number stands where in the report, and what it was made of.

While a template runs, each number is written between marker characters that no data file can hold (the loader refuses
private-use characters). Reading the markers back from the finished text gives exactly the numbers that were printed, in
their order, whatever templates did in between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lkj.angka import Angka

_MARKED = re.compile("\ue000(\\d+)\ue001([^\ue002]*)\ue002")

_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Cetakan:
    """A number as printed: the text, its line in the Markdown, and the number itself."""

    teks: str
    baris: int
    angka: Angka


def strip_marks(text: str) -> str:
    """Take the markers off, leaving what is printed."""
    return _MARKED.sub(r"\2", text)


class Pencatat:
    """Marks numbers while text is made, and reads them back from it."""

    def __init__(self) -> None:
        self._numbers: list[Angka] = []

    def mark(self, angka: Angka, text: str) -> str:
        """Wrap the text of a number so that it can be found again."""
        self._numbers.append(angka)
        return f"\ue000{len(self._numbers) - 1}\ue001{text}\ue002"

    def read(self, marked: str) -> tuple[str, tuple[Cetakan, ...]]:
        """Split marked text into what is printed and the numbers in it, in order."""
        printed = tuple(
            Cetakan(_ESCAPED.sub(r"\1", found[2]), line, self._numbers[int(found[1])])
            for line, text in enumerate(marked.split("\n"), start=1)
            for found in _MARKED.finditer(text)
        )
        return strip_marks(marked), printed


def build_jejak(tahun: int, printed: tuple[Cetakan, ...]) -> dict[str, Any]:
    """Describe every printed number for `jejak.json`.

    `angka` lists them in the order of the report. Each names its node in `simpul`, which holds the unrounded value, the
    formula, the nodes it is made of, and the YAML positions at the end of them.
    """
    nodes: dict[Angka, str] = {}
    entries = [
        {
            "nomor": number,
            "teks": cetakan.teks,
            "baris": cetakan.baris,
            "label": cetakan.angka.label,
            "rumus": cetakan.angka.formula(),
            "operan": [operand.label for operand in cetakan.angka.operands()],
            "posisi": [str(position) for position in cetakan.angka.positions()],
            "simpul": _visit(cetakan.angka, nodes),
        }
        for number, cetakan in enumerate(printed, start=1)
    ]
    simpul = {name: _describe(angka, nodes) for angka, name in nodes.items()}
    return {"versi": 1, "tahun": tahun, "jumlah": len(entries), "angka": entries, "simpul": simpul}


def _visit(angka: Angka, nodes: dict[Angka, str]) -> str:
    if angka not in nodes:
        nodes[angka] = f"n{len(nodes) + 1}"
        for operand in angka.operands():
            _visit(operand, nodes)
    return nodes[angka]


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
