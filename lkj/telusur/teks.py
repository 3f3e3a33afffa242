"""Numbers as people read them: what each is made of, as a tree down to the lines of the data, and where it stands."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from lkj.finding import display_width
from lkj.format import format_penuh, format_satuan, round_half_up
from lkj.telusur.peta import name_bagian, write_operan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lkj.angka import Angka
    from lkj.telusur.cari import Pencarian
    from lkj.telusur.peta import Asal, Peta, Tempat

# More numbers than this are listed and not taken apart.
_BANYAK = 12
# What is broken into less than this cannot be read.
_TERSEMPIT = 20
_KUNCI = 11
_TEBAL = {"bold": True}
_LETAK = {"fg": "cyan"}


def format_pencarian(pencarian: Pencarian, peta: Peta, width: int | None = None) -> str:
    """Write the numbers that were found.

    Args:
        pencarian: what was found, at least one number.
        peta: all numbers of the report.
        width: of the terminal; None where there is none: nothing is broken or cut then.
    """
    penulis = _Penulis(peta, width)
    asal = pencarian.asal
    if pencarian.maksud == "bagian":
        parts = [penulis.list_isi(pencarian.tempat)]
    elif len(asal) > _BANYAK:
        parts = [penulis.list_angka(each) for each in asal]
    else:
        parts = [penulis.explain(each) for each in asal]
    head, foot = (penulis.say(text) for text in (_tell_head(pencarian), _tell_foot(pencarian)))
    return "\n\n".join("\n".join(lines) for part in (head, *parts, foot) if (lines := list(part)))


def _tell_head(pencarian: Pencarian) -> str:
    banyak = len(pencarian.tempat if pencarian.maksud == "bagian" else pencarian.asal)
    if pencarian.bagian is None:
        return f"{banyak} angka untuk “{pencarian.apa}”:" if banyak > 1 else ""
    title = name_bagian(pencarian.bagian)
    if pencarian.maksud == "bagian":
        return f"{title}: {banyak} angka"
    sel = ":".join(pencarian.apa.rsplit(":", 2)[1:])
    return f"{title}, sel {sel.replace(' ', '')}:"


def _tell_foot(pencarian: Pencarian) -> str:
    if pencarian.maksud == "bagian":
        return f"Untuk menelusuri satu di antaranya: lkj explain '#{pencarian.tempat[0].nomor}'"
    if len(pencarian.asal) > _BANYAK:
        simpul = next((asal.simpul for asal in pencarian.asal if asal.simpul), "")
        return f"Untuk menelusuri satu di antaranya: lkj explain {simpul}" if simpul else ""
    return f"{pencarian.catatan[:1].upper()}{pencarian.catatan[1:]}"


class _Penulis:
    """Writes numbers for one terminal; what was taken apart once is not taken apart again."""

    def __init__(self, peta: Peta, width: int | None) -> None:
        self._peta = peta
        self._width = width
        self._told: set[Angka] = set()

    def explain(self, asal: Asal) -> Iterator[str]:
        """Write a number with all it is made of, its names and its places."""
        yield from self._tree(asal, "", "")
        if asal.nama:
            yield from self._fill(f"Dalam naskah: {', '.join(asal.nama)}", "", "  ")
        yield from self._places(asal)

    def list_angka(self, asal: Asal) -> Iterator[str]:
        """Write a number with its places, the position it was written at, or why it is not known."""
        yield from self._fill(_name(asal), "", "  ", _TEBAL)
        if not asal.angka.ada:
            yield from self._row("  ", "alasan", asal.angka.alasan, {})
        if asal.angka.position:
            yield from self._row("  ", "ditulis di", str(asal.angka.position), _LETAK)
        if asal.tempat:
            yield from self._list_places(asal)
        else:
            yield "  tidak dicetak sebagai angka tersendiri"

    def list_isi(self, tempat: Sequence[Tempat]) -> Iterator[str]:
        """List what is printed in a part of the report, a number a line."""
        rows = [
            (f"#{place.nomor}", f"{place.sel.baris}:{place.sel.kolom}" if place.sel else "", place.teks)
            for place in tempat
        ]
        widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
        for place, row in zip(tempat, rows, strict=True):
            cells = (
                " " * (width - display_width(cell)) + cell for cell, width in zip(row, widths, strict=True) if width
            )
            first = f"{'  '.join(cells)}  "
            yield from self._fill(_add_simpul(self._peta.asal[place.angka]), first, " " * len(first))

    def say(self, text: str) -> Iterator[str]:
        """Write a sentence, if there is one."""
        yield from self._fill(text) if text else ()

    def _tree(self, asal: Asal, first: str, rest: str) -> Iterator[str]:
        if asal.operan and asal.angka in self._told:
            yield from self._fill(f"{_name(asal)} (diuraikan di atas)", first, rest, _TEBAL)
            return
        self._told.add(asal.angka)
        lead = f"{rest}{'│' if asal.operan else ' '} "
        yield from self._fill(_name(asal), first, f"{lead}  ", _TEBAL)
        for key, text, style in self._details(asal):
            yield from self._row(lead, key, text, style)
        for operan in asal.operan:
            last = operan is asal.operan[-1]
            yield from self._tree(
                self._peta.asal[operan], f"{rest}{'└' if last else '├'}─ ", f"{rest}{' ' if last else '│'}  "
            )

    def _details(self, asal: Asal) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Give what is said of a number below its name."""
        angka = asal.angka
        if angka.nilai is None:
            yield "alasan", angka.alasan, {}
        elif round_half_up(angka.nilai, angka.desimal) != angka.nilai:
            yield "tepatnya", format_penuh(angka.nilai), {}
        if asal.rumus:
            rumus, hitungan = _tell_sum(angka) if angka.operator == "jumlah" else (asal.rumus, asal.hitungan)
            yield "rumus", rumus, {}
            yield "hitungan", hitungan, {}
        if asal.letak_rumus:
            yield "rumus di", str(asal.letak_rumus), _LETAK
        if angka.position:
            yield "ditulis di", str(angka.position), _LETAK
            yield "", self._peta.read_line(angka.position), {}

    def _places(self, asal: Asal) -> Iterator[str]:
        if asal.tempat:
            yield f"Dicetak {len(asal.tempat)} kali dalam lkj-{self._peta.tahun}.md:"
            yield from self._list_places(asal)
        else:
            yield "Tidak dicetak sebagai angka tersendiri."
            yield from self._users([self._peta.asal[angka] for angka in asal.pemakai])

    def _list_places(self, asal: Asal) -> Iterator[str]:
        """Write the places of a number, a line for each part of the report."""
        groups: dict[str, list[Tempat]] = {}
        for place in asal.tempat:
            groups.setdefault(name_bagian(place.bagian), []).append(place)
        for title, places in groups.items():
            yield from self._fill(f"{title}: {'; '.join(map(_tell_place, places))}", "  ", "    ")

    def _users(self, users: Sequence[Asal]) -> Iterator[str]:
        """Write what a number is used for that is not printed itself."""
        named = [asal for asal in users if asal.simpul]
        if len(named) > _BANYAK:
            told = [", ".join(asal.simpul for asal in named)]
        else:
            told = [_add_simpul(asal) for asal in named]
        if len(users) > len(named):
            told.append(f"dan {len(users) - len(named)} hitungan yang tidak ikut dicetak")
        if users:
            yield from self._fill(f"Dipakai dalam {len(users)} hitungan: {'; '.join(told)}", "", "  ")

    def _row(self, lead: str, key: str, text: str, style: dict[str, Any]) -> Iterator[str]:
        first, rest = f"{lead}{key:<{_KUNCI}}", lead + " " * _KUNCI
        if key:
            yield from self._fill(text, first, rest, style)
        else:  # a line of a file is shown as it is
            room = None if self._width is None else max(self._width - display_width(first), _TERSEMPIT)
            yield first + (text if room is None or len(text) <= room else f"{text[: room - 1]}…")

    def _fill(self, text: str, first: str = "", rest: str = "", style: dict[str, Any] | None = None) -> Iterator[str]:
        """Break a text into lines.

        Args:
            text: the text.
            first: what its first line begins with.
            rest: what the others begin with.
            style: how it is shown, without what lines begin with.
        """
        lines = [first + text]
        if self._width is not None:
            room = max(self._width, len(first) + _TERSEMPIT, len(rest) + _TERSEMPIT)
            lines = wrap(
                text,
                room,
                initial_indent=first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
        for index, line in enumerate(lines):
            lead = rest if index else first
            yield lead + click.style(line[len(lead) :], **style) if style else line


def _name(asal: Asal) -> str:
    simpul = f" [{asal.simpul}]" if asal.simpul else ""
    return f"{asal.label} = {format_satuan(asal.angka)}{simpul}"


def _add_simpul(asal: Asal) -> str:
    return f"{asal.label} [{asal.simpul}]" if asal.simpul else asal.label


def _tell_place(tempat: Tempat) -> str:
    sel = f"sel {tempat.sel.baris}:{tempat.sel.kolom}, " if tempat.sel else ""
    return f"{sel}baris {tempat.baris} (#{tempat.nomor})"


def _tell_sum(angka: Angka) -> tuple[str, str]:
    """Tell a sum in short: what is added stands right below it."""
    banyak = len(angka.operan)
    return f"jumlah {banyak} angka di bawah ini", " + ".join(map(write_operan, angka.operan)) or "0"
