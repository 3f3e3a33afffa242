"""What depends on the width of a cell.

Neither Typst nor Word hyphenates Indonesian: words too long for their cell get breaking points here, and words that fit
stay as they are, so that they can be searched and copied. In Typst a row that surely fits a page stays on one.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from lkj.convert.tata_letak import load_tata_letak
from lkj.convert.unsur import kelas, list_all, read_teks, teks, walk, walk_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.convert.dokumen import Dokumen
    from lkj.convert.unsur import Unsur

# Shares of the font size: the width of a letter on an average, the height of a line. The padding of a cell takes the
# room of one letter and a half.
_LEBAR_HURUF = 0.54
_TINGGI_BARIS = 1.16
_JARAK = 1.5
_SENTIMETER = 72 / 2.54  # points

# What a capital takes, with the width of a small letter for 1.
_LEBAR_KAPITAL = 1.4

# More than that share of a page may be more than a page in truth; Typst would print it over the margin.
_BAGIAN_HALAMAN = 0.7
# Rows that are joined stay together if that leaves no great gap on a page.
_BAGIAN_GABUNGAN = 0.25

# A cell that stays on one page. Markdown knows no attributes of cells that could be lost.
_UTUH = ["", [], [["typst:breakable", "false"]]]

_KATA = re.compile(r"\S+", re.ASCII)
_BUNYI = re.compile(r"ng|ny|sy|kh|.", re.IGNORECASE)
_LENTUR = "\u00ad"
_JEDA = "\u200b"


class _Ruang(NamedTuple):
    """A page: letters on a line across it, lines of a table on it, and lines that a photo covers."""

    huruf: float
    baris: float
    foto: float


class _Sel(NamedTuple):
    """A cell of rows that may be joined downwards.

    Attributes:
        isi: the cell, as pandoc has it.
        teks: its text.
        awal: its first row, from 0.
        akhir: its last row.
        muat: letters that fit on a line.
    """

    isi: Any
    teks: str
    awal: int
    akhir: int
    muat: float


def sel(dokumen: Dokumen) -> None:
    """Break what is too long for its cell, and keep rows on a page."""
    tata = load_tata_letak(dokumen.layout)
    lebar, tinggi = tata["kertas"]["lebar"], tata["kertas"]["tinggi"]
    tegak, datar = _measure(tata, lebar, tinggi), _measure(tata, tinggi, lebar)

    def fit(tabel: Unsur, ruang: _Ruang) -> list[Unsur]:
        _fit(tabel["c"], ruang, rows_stay=dokumen.typst)
        return [tabel]

    def turn(satu: Unsur) -> list[Unsur] | None:
        if kelas(satu) != "lanskap":
            return None
        walk_down(satu["c"][1], {"Table": lambda tabel: fit(tabel, datar)})
        return [satu]

    walk_down(dokumen.blocks, {"Div": turn, "Table": lambda tabel: fit(tabel, tegak)})


def _measure(tata: dict[str, Any], lebar: float, tinggi: float) -> _Ruang:
    """Give the room between the margins of a page of so many centimetres."""
    tepi, huruf = tata["tepi"], tata["ukuran"]["tabel"]
    datar = lebar - tepi["kiri"] - tepi["kanan"]
    tegak = tinggi - tepi["atas"] - tepi["bawah"]
    return _Ruang(
        datar * _SENTIMETER / huruf / _LEBAR_HURUF,
        tegak * _SENTIMETER / huruf / _TINGGI_BARIS,
        tata["tinggi_foto"] * _SENTIMETER / huruf / _TINGGI_BARIS,
    )


def _fit(tabel: Any, ruang: _Ruang, *, rows_stay: bool) -> None:
    _, _, kolom, kepala, bodies, _ = tabel
    lebar = [satu.get("c", 0) for _, satu in kolom]
    flows = rows_stay and _flows(tabel)
    _break_all(list(_list_cells(kepala[1], lebar, ruang)))
    for _, _, _, rows in bodies:
        cells = list(_list_cells(rows, lebar, ruang))
        if rows_stay:
            _bind(cells, len(rows), ruang, flows=flows)
        _break_all(cells)


def _list_cells(rows: Any, lebar: list[float], ruang: _Ruang) -> Iterator[_Sel]:
    taken = [0] * len(lebar)  # rows that a cell above still covers, by column
    for nomor, (_, cells) in enumerate(rows):
        kolom = 0
        for isi in cells:
            _, _, ke_bawah, ke_samping, blocks = isi
            while kolom < len(taken) and taken[kolom]:
                taken[kolom] -= 1
                kolom += 1
            bagian = 0.0
            for satu in range(kolom, min(kolom + ke_samping, len(lebar))):
                bagian += lebar[satu]
                taken[satu] = ke_bawah - 1
            kolom += ke_samping
            yield _Sel(isi, read_teks(blocks), nomor, nomor + ke_bawah - 1, bagian * ruang.huruf - _JARAK)
        for satu in range(kolom, len(taken)):
            taken[satu] = max(0, taken[satu] - 1)


def _break_all(cells: list[_Sel]) -> None:
    for satu in cells:
        batas = satu.muat
        if any(_is_long(kata, batas) for kata in _KATA.findall(satu.teks)):
            walk(satu.isi[4], {"Str": lambda kata, batas=batas: _break(kata, batas)})  # type: ignore[misc]


def _is_long(kata: str, batas: float) -> bool:
    # Most words are so short that nothing needs to be counted.
    if _LEBAR_KAPITAL * len(kata) <= batas:
        return False
    besar = sum("A" <= huruf <= "Z" for huruf in kata)
    return len(kata) + (_LEBAR_KAPITAL - 1) * besar > batas


def _break(kata: Unsur, batas: float) -> list[Unsur] | None:
    if not _is_long(kata["c"], batas):
        return None
    pisah = re.sub(r"[/._-]", rf"\g<0>{_JEDA}", kata["c"])
    return [teks(re.sub(r"[A-Za-z]+", lambda found: _hyphenate(found[0]), pisah))]


def _hyphenate(kata: str) -> str:
    """Put breaking points between two vowels: a-ka, ak-ta, ak-stra."""
    bunyi = _BUNYI.findall(kata)
    titik, terakhir = set(), None
    for nomor, satu in enumerate(bunyi):
        if satu in "AIUEOaiueo":
            if terakhir is not None and nomor - terakhir > 1:
                potong = terakhir + (1 if nomor - terakhir == 2 else 2)  # noqa: PLR2004 - one consonant between
                if potong > 1:
                    titik.add(potong)
            terakhir = nomor
    return "".join((_LENTUR if nomor in titik else "") + satu for nomor, satu in enumerate(bunyi))


def _flows(tabel: Any) -> bool:
    """Tell whether every line of a table begins because the one before is full."""
    return not any(list_all([{"t": "Table", "c": tabel}], "LineBreak", "RawInline"))


def _bind(cells: list[_Sel], banyak: int, ruang: _Ruang, *, flows: bool) -> None:
    """Keep cells on one page; one joined downwards adds what it has too much to its last row."""
    rows = [0.0] * banyak
    for satu in cells:
        akhir = min(satu.akhir, banyak - 1)
        rows[akhir] = max(rows[akhir], _count_lines(satu, ruang.foto, flows=flows))
    for satu in cells:
        jumlah = 0.0
        for tinggi in rows[satu.awal : satu.akhir + 1]:
            jumlah += tinggi
        if jumlah <= ruang.baris * (_BAGIAN_HALAMAN if satu.awal == satu.akhir else _BAGIAN_GABUNGAN):
            satu.isi[0] = _UTUH


def _count_lines(satu: _Sel, foto: float, *, flows: bool) -> float:
    """Count the lines a cell fills, a photo among them as the lines it covers."""
    blocks, muat = satu.isi[4], max(1, satu.muat)
    if not blocks:
        return 0
    if flows and len(blocks) == 1 and blocks[0]["t"] in {"Plain", "Para"}:
        return _count_wrapped(satu.teks, muat)
    jumlah = 0.0
    for unsur in list_all(blocks, "Plain", "Para", "LineBreak", "RawInline"):
        match unsur["t"]:
            case "Plain" | "Para":
                jumlah += _count_wrapped(read_teks([unsur]), muat)
            case "LineBreak":
                jumlah += 1
            case "RawInline" if unsur["c"][1].startswith("#foto("):
                jumlah += foto
    return jumlah


def _count_wrapped(isi: str, muat: float) -> int:
    if len(isi) <= muat:
        return 1
    jumlah, terisi = 1, 0.0
    for kata in _KATA.findall(isi):
        panjang = len(kata)
        if terisi > 0 and terisi + 1 + panjang > muat:
            jumlah, terisi = jumlah + 1, 0
        jumlah += max(0, ceil(panjang / muat) - 1)
        terisi = (terisi + 1 if terisi > 0 else 0) + panjang % muat
    return jumlah
