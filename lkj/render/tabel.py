"""Tables as templates build them: rows of values, merged with `atas` and `kiri`."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from lkj.render.jejak import strip_marks
from lkj.render.susunan import JENIS_TABEL
from lkj.table import Gabung, format_grid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lkj.render.susunan import Susunan


class Lebar(NamedTuple):
    """How wide a table is: characters a line in Markdown, and characters of its font across the printed page."""

    markdown: int
    cetak: int


TEGAK = Lebar(140, 96)
LANSKAP = Lebar(210, 145)


class Tabel:
    """A table in the making. Cells are values, and lists of them stand for as many cells.

    `atas` and `kiri` merge a cell with its neighbour.
    """

    def __init__(
        self, write: Callable[[Any], Markup], susunan: Susunan, rata: str, lebar: Lebar, minimal: Sequence[int]
    ) -> None:
        self._write = write
        self._susunan = susunan
        self._rata = rata
        self._lebar = lebar
        self._minimal = minimal
        self._kepala: list[list[str | Gabung]] = []
        self._badan: list[list[str | Gabung]] = []
        self._kaki: list[list[str | Gabung]] = []

    def kepala(self, *cells: Any) -> None:
        """Add a head row."""
        self._kepala.append(self._row(cells))

    def baris(self, *cells: Any) -> None:
        """Add a body row."""
        self._badan.append(self._row(cells))

    def baris_tebal(self, *cells: Any) -> None:
        """Add a body row in bold."""
        self._badan.append([cell if isinstance(cell, Gabung) else _bold(cell) for cell in self._row(cells)])

    def kaki(self, *cells: Any) -> None:
        """Add a foot row, in bold."""
        self._kaki.append([cell if isinstance(cell, Gabung) else _bold(cell) for cell in self._row(cells)])

    def nomor_kolom(self) -> None:
        """Add a head row of column numbers in parentheses."""
        self._kepala.append([f"\\({number}\\)" for number in range(1, len(self._rata) + 1)])

    def cetak(self, kode: str, judul: str) -> Markup:
        """Print the table with its number and title."""
        butir = self._susunan.add_berjudul(JENIS_TABEL, kode, self._write(judul))
        return Markup(f"{self._grid()}\n\n: {butir.teks} {{#{kode}}}\n")  # Markdown, not HTML

    def polos(self) -> Markup:
        """Print the table without number or title."""
        return Markup(self._grid() + "\n")  # Markdown, not HTML

    def _grid(self) -> str:
        return format_grid(
            self._kepala,
            self._badan,
            self._kaki,
            align=self._rata,
            width=self._lebar.markdown,
            page=self._lebar.cetak,
            least=self._minimal,
            visible=strip_marks,
        )

    def _row(self, cells: tuple[Any, ...]) -> list[str | Gabung]:
        flat = chain.from_iterable(cell if isinstance(cell, (list, tuple)) else (cell,) for cell in cells)
        return [cell if isinstance(cell, Gabung) else str(self._write(cell)) for cell in flat]


def _bold(text: str) -> str:
    return f"**{text}**" if text else text
