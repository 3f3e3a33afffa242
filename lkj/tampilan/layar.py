"""Tables for a terminal: figures to the right of names where there is room, else below them."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from lkj.finding import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ANTARA = "  "
_TAKUK = "  "
# So much room long names need beside figures; with less, figures stand below them.
_NAMA = 30
# Broken more narrowly than this, names cannot be read.
_TERSEMPIT = 12


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of figures or words.

    Attributes:
        judul: its heading.
        kiri: it is words, which begin at the left.
        opsional: it is left out where there is no room for it.
    """

    judul: str
    kiri: bool = False
    opsional: bool = False


@dataclass(frozen=True, slots=True)
class Sel:
    """What stands in a cell, and the colour it is shown in; the colour says nothing that the text does not."""

    teks: str
    warna: str = ""


@dataclass(frozen=True, slots=True)
class Baris:
    """A row.

    Attributes:
        nama: what it is about.
        sel: its cells; none for a heading above other rows.
        tingkat: how far it is indented.
        tebal: it is shown in bold.
        catatan: what is said below it.
    """

    nama: str
    sel: tuple[Sel, ...] = ()
    tingkat: int = 0
    tebal: bool = False
    catatan: str = ""


def write_tabel(nama: str, kolom: Sequence[Kolom], baris: Sequence[Baris], width: int | None = None) -> str:
    """Write a table as well as the terminal allows; it says which columns were left out.

    Args:
        nama: the heading of the names.
        kolom: the other columns.
        baris: the rows, each with as many cells as there are columns, or none.
        width: of the terminal; None where there is none: nothing is broken or left out then.
    """
    for tampak in dict.fromkeys((tuple(range(len(kolom))), _list_needed(kolom))):
        tabel = _Tabel(nama, kolom, baris, tampak, width)
        lines = tabel.lay_wide() or tabel.lay_below()
        if lines:
            return "\n".join([*lines, *_tell_left_out(kolom, tampak, width)])
    return "\n".join(_Tabel(nama, kolom, baris, tuple(range(len(kolom))), width).lay_list())


def _list_needed(kolom: Sequence[Kolom]) -> tuple[int, ...]:
    return tuple(index for index, satu in enumerate(kolom) if not satu.opsional)


def _tell_left_out(kolom: Sequence[Kolom], tampak: Sequence[int], width: int | None) -> list[str]:
    judul = [satu.judul for index, satu in enumerate(kolom) if index not in tampak]
    return ["", *break_text(f"Tidak muat, jadi tidak ditampilkan: {', '.join(judul)}.", width)] if judul else []


class _Tabel:
    """One way to choose the columns of a table."""

    def __init__(
        self, nama: str, kolom: Sequence[Kolom], baris: Sequence[Baris], tampak: Sequence[int], width: int | None
    ) -> None:
        self._nama = nama
        self._kolom = [kolom[index] for index in tampak]
        self._baris = [(row, [row.sel[index] for index in tampak] if row.sel else []) for row in baris]
        self._width = width
        rows = [[Sel(satu.judul) for satu in self._kolom], *(cells for _, cells in self._baris if cells)]
        self._lebar = [max(display_width(cell.teks) for cell in column) for column in zip(*rows, strict=True)]

    def lay_wide(self) -> list[str]:
        """Put figures beside names; nothing if there is no room."""
        longest = max(
            (display_width(row.nama) + len(_TAKUK) * row.tingkat for row, cells in self._baris if cells), default=0
        )
        longest = max(longest, display_width(self._nama))
        room = longest
        if self._width is not None:
            room = min(longest, self._width - sum(self._lebar) - len(_ANTARA) * len(self._lebar))
            if room < min(longest, _NAMA):
                return []
        lines = [pad(self._nama, room) + self._head()]
        for row, cells in self._baris:
            if cells:
                first, *more = break_text(row.nama, room, _TAKUK * row.tingkat)
                lines.append((_style(pad(first, room), row) + self._cells(cells)).rstrip())
                lines += [_style(line, row) for line in more]
                lines += self._note(row)
            else:
                lines += self._heading(row)
        return lines

    def lay_below(self) -> list[str]:
        """Put figures below names; nothing if there is no room."""
        if self._width is not None and len(_TAKUK) + sum(self._lebar) + len(_ANTARA) * len(self._lebar) > self._width:
            return []
        lines = [self._nama, _TAKUK + self._head()]
        for row, cells in self._baris:
            if cells:
                lines += [_style(line, row) for line in break_text(row.nama, self._width, _TAKUK * row.tingkat)]
                lines.append((_TAKUK + self._cells(cells)).rstrip())
                lines += self._note(row)
            else:
                lines += self._heading(row)
        return lines

    def lay_list(self) -> list[str]:
        """Put each figure on a line of its own."""
        longest = max(display_width(satu.judul) for satu in self._kolom)
        lines = [self._nama] if self._nama else []
        for row, cells in self._baris:
            if not cells:
                lines += self._heading(row)
                continue
            lines += [_style(line, row) for line in break_text(row.nama, self._width)]
            lines += [
                f"{_TAKUK}{pad(satu.judul, longest)}{_ANTARA}{_colour(cell)}"
                for satu, cell in zip(self._kolom, cells, strict=True)
                if cell.teks
            ]
            lines += self._note(row)
        return lines

    def _head(self) -> str:
        return "".join(
            _ANTARA + _align(Sel(satu.judul), satu, lebar) for satu, lebar in zip(self._kolom, self._lebar, strict=True)
        ).rstrip()

    def _cells(self, cells: Sequence[Sel]) -> str:
        return "".join(
            _ANTARA + _align(cell, satu, lebar)
            for cell, satu, lebar in zip(cells, self._kolom, self._lebar, strict=True)
        )

    def _note(self, row: Baris) -> list[str]:
        lines = break_text(row.catatan, self._width, _TAKUK * (row.tingkat + 1)) if row.catatan else []
        return [click.style(line, dim=True) for line in lines]

    def _heading(self, row: Baris) -> Iterator[str]:
        yield ""
        for line in break_text(row.nama, self._width, _TAKUK * row.tingkat):
            yield _style(line, row)


def _align(sel: Sel, kolom: Kolom, lebar: int) -> str:
    blank = " " * (lebar - display_width(sel.teks))
    return _colour(sel) + blank if kolom.kiri else blank + _colour(sel)


def _colour(sel: Sel) -> str:
    return click.style(sel.teks, fg=sel.warna) if sel.warna and sel.teks else sel.teks


def _style(text: str, baris: Baris) -> str:
    return click.style(text, bold=True) if baris.tebal and text.strip() else text


def pad(text: str, width: int) -> str:
    """Fill a text up with blanks."""
    return text + " " * (width - display_width(text))


def break_text(text: str, width: int | None, indent: str = "", **more: Any) -> list[str]:
    """Break a text into lines, at least one.

    Args:
        text: the text.
        width: of the lines; None to leave it on one.
        indent: what each line begins with.
        more: other wishes of `textwrap`.
    """
    if width is None:
        return [indent + text]
    room = max(width, len(indent) + _TERSEMPIT)
    wishes = {"break_long_words": False, "break_on_hyphens": False, "subsequent_indent": indent, **more}
    return textwrap.wrap(text, room, initial_indent=indent, **wishes) or [indent]
