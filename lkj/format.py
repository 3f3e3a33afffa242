"""Rounding and the Indonesian text of numbers and dates; no other module rounds or writes a number.

Every function is pure and gives plain text: no Markdown, nothing escaped.
"""

from __future__ import annotations

from decimal import MAX_PREC, ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lkj.angka import Angka

# An own context: what a caller set as the thread's decimal context must not move a figure.
_CONTEXT = Context(prec=MAX_PREC, rounding=ROUND_HALF_UP)

_INDONESIAN = str.maketrans(",.", ".,")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_RUPIAH = "Rp"

TANPA_NILAI = "–"
"""Stands in a table where a number is not known."""

BELUM_TERSEDIA = "belum tersedia"
"""Stands in running text where a number is not known."""

NIHIL = "-"
"""Stands in a table for a value of exactly zero."""


def round_half_up(nilai: Decimal, desimal: int) -> Decimal:
    """Round to `desimal` decimals; a half goes away from zero, and a zero has no sign."""
    rounded = _CONTEXT.quantize(nilai, Decimal(1).scaleb(-desimal))
    return _CONTEXT.add(rounded, Decimal(0))


def format_desimal(nilai: Decimal, desimal: int) -> str:
    """Write a rounded number: `22.029.055.504`, `8,06`, `-0,17`."""
    return f"{round_half_up(nilai, desimal):,f}".translate(_INDONESIAN)


_PENUH = 10


def format_penuh(nilai: Decimal) -> str:
    """Write a number unrounded: `8,0645161290…`, cut at ten decimals where it has more; `…` tells so."""
    cut = nilai.quantize(Decimal(1).scaleb(-_PENUH), ROUND_DOWN, _CONTEXT)
    if cut != nilai:
        return f"{cut:,f}…".translate(_INDONESIAN)
    return f"{_CONTEXT.add(cut, Decimal(0)):,f}".rstrip("0").removesuffix(".").translate(_INDONESIAN)


def format_angka(angka: Angka) -> str:
    """Write the bare number with its own decimals, for a table."""
    return format_desimal(angka.pasti, angka.desimal) if angka.ada else TANPA_NILAI


def format_ringkas(angka: Angka) -> str:
    """Write the number for a table without a column of units: only a percent sign goes with it."""
    text = format_angka(angka)
    return f"{text}%" if angka.ada and angka.satuan == "%" else text


def format_satuan(angka: Angka) -> str:
    """Write the number with its unit, for running text: `8,06%`, `Rp22.029.055.504`, `134 koperasi`."""
    if not angka.ada:
        return BELUM_TERSEDIA
    text = format_angka(angka)
    match angka.satuan:
        case "" | "Nilai" | "Indeks" | "Skor":  # what the number is, not what is counted
            return text
        case "%":
            return f"{text}%"
        case "Rp":
            return format_rupiah(angka)
        case satuan:
            return f"{text}{_NO_BREAK_SPACE}{satuan}"


def format_rupiah(angka: Angka) -> str:
    """Write an amount of money for running text: `Rp31.020.900`, `-Rp18.877.450`."""
    if not angka.ada:
        return BELUM_TERSEDIA
    text = format_angka(angka)
    return f"-{_RUPIAH}{text[1:]}" if text.startswith("-") else f"{_RUPIAH}{text}"


def format_akuntansi(angka: Angka) -> str:
    """Write an amount as budget tables do: a negative one in parentheses, zero as a dash."""
    text = format_nihil(angka)
    return f"({text[1:]})" if text.startswith("-") and text != NIHIL else text


def format_nihil(angka: Angka) -> str:
    """Write the number for a table, zero as a dash.

    Only a value of exactly zero is nil; one that merely rounds to zero is written out.
    """
    return NIHIL if angka.nilai == 0 else format_angka(angka)


def format_bertanda(angka: Angka) -> str:
    """Write a change with its sign, `+4,73` or `−0,17`; a change that rounds to zero has none."""
    if not angka.ada:
        return TANPA_NILAI
    rounded = round_half_up(angka.pasti, angka.desimal)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + format_desimal(rounded.copy_abs(), angka.desimal)


def format_mutlak(angka: Angka) -> str:
    """Write the size of a change, where the sentence says which way it went: `4,73`."""
    return format_angka(angka).removeprefix("-")


def format_terbilang(angka: Angka) -> str:
    """Write a whole number with its words for running text: `4 (empat)`.

    Raises:
        ValueError: the number as shown is not whole.
    """
    if not angka.ada:
        return BELUM_TERSEDIA
    rounded = round_half_up(angka.pasti, angka.desimal)
    if rounded != int(rounded):
        raise ValueError(f"only whole numbers are put into words: {rounded}")
    return f"{format_angka(angka)} ({terbilang(int(rounded))})"


_SATUAN = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SKALA = (
    (10**15, "kuadriliun"),
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (10**3, "ribu"),
    (10**2, "ratus"),
    (10, "puluh"),
)
_TERBESAR = 10**18
# Before these words "satu" shrinks to a prefix: seribu, but satu juta.
_SE = ("ribu", "ratus", "puluh", "belas")


def terbilang(n: int) -> str:
    """Put a whole number into words: `seratus tiga puluh empat`, `minus dua`.

    Raises:
        ValueError: the number has more than eighteen digits.
    """
    if abs(n) >= _TERBESAR:
        raise ValueError(f"too large to be put into words: {n}")
    return f"minus {_write_words(-n)}" if n < 0 else _write_words(n)


def _write_words(n: int) -> str:
    if n < len(_SATUAN):
        return _SATUAN[n]
    if 10 < n < 20:  # noqa: PLR2004 -- eleven to nineteen
        return _write_scale(n - 10, "belas")
    size, name = next((size, name) for size, name in _SKALA if n >= size)
    words = _write_scale(n // size, name)
    return f"{words} {_write_words(n % size)}" if n % size else words


def _write_scale(n: int, name: str) -> str:
    return f"se{name}" if n == 1 and name in _SE else f"{_write_words(n)} {name}"


def ordinal(n: int) -> str:
    """Write a place in an order, from 1: `kesatu`, `kedua`, `ketiga`."""
    return f"ke{terbilang(_require_positive(n))}"


_ROMAWI = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def romawi(n: int) -> str:
    """Write a number, from 1, in Roman numerals."""
    rest = _require_positive(n)
    text = ""
    for size, sign in _ROMAWI:
        text += sign * (rest // size)
        rest %= size
    return text


def huruf(n: int) -> str:
    """Write a number, from 1, as the letters of a list: `a`, `b`, …, `z`, `aa`, `ab`."""
    rest = _require_positive(n)
    text = ""
    while rest:
        rest, letter = divmod(rest - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def _require_positive(n: int) -> int:
    if n < 1:
        raise ValueError(f"counting starts at 1: {n}")
    return n


_BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def format_tanggal(tanggal: date) -> str:
    """Write a day: `3 September 2024`."""
    return f"{tanggal.day} {format_bulan(tanggal)}"


def format_bulan(bulan: date) -> str:
    """Write the month of a day: `November 2025`."""
    return f"{_BULAN[bulan.month - 1]} {bulan.year}"


def join_dan(words: Sequence[str]) -> str:
    """Join a list as a sentence does: `a`, `a dan b`, `a, b, dan c`."""
    if len(words) <= 2:  # noqa: PLR2004 -- two need no comma
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"
