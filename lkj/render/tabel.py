"""Tables as templates build them: rows of values, merged with `atas` and `kiri`."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from lkj.render.jejak import Sel, strip_marks
from lkj.render.susunan import JENIS_TABEL
from lkj.table import ATAS, Gabung, format_grid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
        self,
        write: Callable[[Any], Markup],
        susunan: Susunan,
        rata: str,
        lebar: Lebar,
        minimal: Sequence[int],
        *,
        susun: bool = True,
        catat: Callable[[str, Sel], None] | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            write: writes a value of a cell.
            susunan: the outline, which numbers the table.
            rata: the alignment of each column, a letter each.
            lebar: how wide it is.
            minimal: the least width of each column.
            susun: lay it out; without, it stays empty.
            catat: told what is written in each cell.
        """
        self._write = write
        self._susunan = susunan
        self._rata = rata
        self._lebar = lebar
        self._minimal = minimal
        self._susun = susun
        self._catat = catat
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
        return self._print(str(kode), f": {butir.teks} {{#{kode}}}")

    def polos(self) -> Markup:
        """Print the table without number or title."""
        return self._print()

    def _print(self, kode: str = "", judul: str = "") -> Markup:
        grid = self._grid(kode)
        text = "\n\n".join(filter(None, (grid, judul)))
        # A long table comes in parts, and the filter `sambung` joins them.
        return Markup(f"::: sambung\n{text}\n:::\n" if "\n\n" in grid else f"{text}\n")  # Markdown, not HTML

    def _grid(self, kode: str = "") -> str:
        if not self._susun:
            return ""
        grid = format_grid(
            self._kepala,
            self._badan,
            self._kaki,
            align=self._rata,
            width=self._lebar.markdown,
            page=self._lebar.cetak,
            least=self._minimal,
            visible=strip_marks,
        )
        if self._catat:
            for text, sel in self._cells(kode):
                self._catat(text, sel)
        return grid

    def _cells(self, kode: str) -> Iterator[tuple[str, Sel]]:
        """Give each cell with its place, rows counted below the head."""
        foot = len(self._badan) + 1
        numbered = ((self._kepala, [0] * len(self._kepala)), (self._badan, range(1, foot)))
        for rows, numbers in (*numbered, (self._kaki, range(foot, foot + len(self._kaki)))):
            for (row, column), (last_row, last_column) in _spans(rows).items():
                sel = Sel(kode, numbers[row], column + 1, numbers[last_row], last_column + 1)
                yield str(rows[row][column]), sel

    def _row(self, cells: tuple[Any, ...]) -> list[str | Gabung]:
        flat = chain.from_iterable(cell if isinstance(cell, (list, tuple)) else (cell,) for cell in cells)
        return [cell if isinstance(cell, Gabung) else str(self._write(cell)) for cell in flat]


def _spans(rows: list[list[str | Gabung]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Give the first and the last place of each cell, by row and column from 0."""
    first: dict[tuple[int, int], tuple[int, int]] = {}
    spans = {}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = (row, column)
            if isinstance(cell, Gabung):
                place = first[(row - 1, column) if cell is ATAS else (row, column - 1)]
            first[row, column] = place
            spans[place] = (row, column)
    return spans


def _bold(text: str) -> str:
    return f"**{text}**" if text else text
