"""Formulas of indicators as data: `(koperasi[t] - koperasi[t-1]) / koperasi[t-1] * 100`.

One parser gives the value, the operands and both ways a formula is shown, so that they cannot differ:

    jumlah   = kali { ("+" | "-") kali }
    kali     = operand { ("*" | "/") operand }
    operand  = "-" operand | "(" jumlah ")" | angka | kode "[t]" | kode "[t-1]" | kode "[t-2]"
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lkj.angka import Angka, constant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lkj.compute import N

PANJANG_TERBESAR = 500
TINGKAT_TERBESAR = 50
ANGKA_TERPANJANG = 30


class RumusError(ValueError):
    """A formula that cannot be read.

    Attributes:
        message: what is wrong, one Indonesian sentence.
        advice: what to write instead.
        offset: index of the culprit in the text, from 0.
    """

    def __init__(self, message: str, advice: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Variabel:
    """A quantity of the data, as it was `mundur` years before the reporting year (0, 1 or 2)."""

    kode: str
    mundur: int


@dataclass(frozen=True, slots=True)
class _Konstanta:
    nilai: Decimal


@dataclass(frozen=True, slots=True)
class _Minus:
    isi: _Bagian


@dataclass(frozen=True, slots=True)
class _Operasi:
    tanda: str
    kiri: _Bagian
    kanan: _Bagian


_Bagian: TypeAlias = "Variabel | _Konstanta | _Minus | _Operasi"


@dataclass(frozen=True, slots=True)
class Rumus:
    """A formula that was read.

    Attributes:
        teks: as it was written.
        daftar_variabel: what it is made of, each once, in order of appearance; never empty.
        isi: its syntax tree.
    """

    teks: str
    daftar_variabel: tuple[Variabel, ...]
    isi: _Bagian

    def evaluate(self, lookup: Callable[[Variabel], N]) -> N:
        """Calculate with the values that `lookup` gives; it is asked once for each variable."""
        values = [lookup(variabel) for variabel in self.daftar_variabel]
        return _evaluate(self.isi, dict(zip(self.daftar_variabel, values, strict=True)), values[0])

    def to_text(self, label: Callable[[Variabel], str], satuan: str) -> str:
        """Write the formula as one line with the names of its variables, and a percent sign as `to_latex` does."""
        text = _write(self.isi, label, _TEKS)
        return f"{text}%" if self._shows_percent(satuan) else text

    def to_latex(self, label: Callable[[Variabel], str], satuan: str) -> str:
        """Write the formula as LaTeX mathematics; a last `* 100` shows a percent sign if that is the unit."""
        latex = _write(self.isi, lambda variabel: _write_latex_text(label(variabel)), _LATEX)
        return rf"{latex}\%" if self._shows_percent(satuan) else latex

    def _shows_percent(self, satuan: str) -> bool:
        isi = self.isi
        times_hundred = isinstance(isi, _Operasi) and isi.tanda == "*" and isi.kanan == _Konstanta(Decimal(100))
        return satuan == "%" and times_hundred


def parse_rumus(text: str) -> Rumus:
    """Read a formula.

    Raises:
        RumusError: it cannot be read.
    """
    return _parse(text)


@cache  # the same few formulas are asked for again and again
def _parse(text: str) -> Rumus:
    if not text.strip():
        raise RumusError("Rumus kosong.", f"tulis rumusnya, misalnya {_CONTOH_RUMUS}", 0)
    if len(text) > PANJANG_TERBESAR:
        message = f"Rumus terlalu panjang: {len(text)} tanda, paling banyak {PANJANG_TERBESAR}."
        raise RumusError(message, "bagi rumus menjadi beberapa indikator", PANJANG_TERBESAR)
    tokens = _tokenize(text)
    isi, at = _parse_chain(tokens, 0, 0)
    if tokens[at].teks == ")":
        raise RumusError("Kurung “)” tidak punya pasangan.", "hapus atau tambahkan “(” di depannya", tokens[at].offset)
    if tokens[at].teks:
        raise _missing_operator(tokens[at])
    operands = (token.operand for token in tokens)
    daftar_variabel = tuple(dict.fromkeys(operand for operand in operands if isinstance(operand, Variabel)))
    if not daftar_variabel:
        raise RumusError("Rumus tidak memuat variabel.", "tulis paling sedikit satu, misalnya koperasi[t]", 0)
    return Rumus(text, daftar_variabel, isi)


# Reading


class _Token(NamedTuple):
    offset: int
    teks: str
    operand: Variabel | _Konstanta | None = None


_CONTOH_RUMUS = "(koperasi[t] - koperasi[t-1]) / koperasi[t-1] * 100"
_ANGKA = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_TANDA = re.compile(r"[-+*/()]")
_KATA = re.compile(r"[^\W\d]\w*")
_KODE = re.compile(r"[a-z][a-z0-9_]*")
_TAHUN = re.compile(r"\s*(?P<penunjuk>\[(?P<isi>[^\[\]]*)(?P<tutup>\]?))")
_MUNDUR = re.compile(r"t(?:\s*-\s*(?P<mundur>[12]))?")
_SARAN_TAHUN = "tulis [t], [t-1] atau [t-2]"
_SARAN_KALI = "tulis * untuk perkalian"
_SARAN_BAGI = "tulis / untuk pembagian"
_SARAN_KURANG = "tulis - (tanda hubung) untuk pengurangan"
_SARAN_TANDA = {
    "×": _SARAN_KALI,
    "·": _SARAN_KALI,
    "÷": _SARAN_BAGI,
    ":": _SARAN_BAGI,
    "−": _SARAN_KURANG,
    "–": _SARAN_KURANG,
    "^": "tulis pangkat sebagai perkalian berulang",
    "%": "tulis * 100 untuk menyatakan persen, tanpa tanda persen",
    ",": "tulis tanda desimal dengan titik, misalnya 7.25",
    ".": "tulis angka di kedua sisi titik, misalnya 0.5",
    "=": "tulis ruas kanannya saja",
}


def _tokenize(text: str) -> list[_Token]:
    """Cut the text into tokens; an empty one, at the offset of the last, stands for the end."""
    tokens: list[_Token] = []
    at = 0
    while text[at:].strip():
        if text[at].isspace():
            at += 1
            continue
        tokens.append(_read_token(text, at))
        at += len(tokens[-1].teks)
    return [*tokens, _Token(tokens[-1].offset, "")]


def _read_token(text: str, at: int) -> _Token:
    if angka := _ANGKA.match(text, at):
        if len(angka[0]) > ANGKA_TERPANJANG:
            message = f"Angka ini lebih panjang daripada {ANGKA_TERPANJANG} tanda."
            raise RumusError(message, "ringkaskan, atau catat sebagai data", at)
        return _Token(at, angka[0], _Konstanta(Decimal(angka[0])))
    if tanda := _TANDA.match(text, at):
        return _Token(at, tanda[0])
    if kata := _KATA.match(text, at):
        return _read_variabel(text, at, kata[0])
    raise _unknown_sign(text[at], at)


def _read_variabel(text: str, at: int, kode: str) -> _Token:
    tahun = _TAHUN.match(text, at + len(kode))
    if not tahun and kode in {"x", "X"}:
        raise _unknown_sign(kode, at, _SARAN_KALI)
    if not _KODE.fullmatch(kode):
        saran = "kode memakai huruf kecil, angka dan garis bawah, diawali huruf, misalnya usaha_kecil[t]"
        raise RumusError(f"“{kode}” bukan kode variabel.", saran, at)
    if not tahun:
        saran = f"tulis {kode}[t] untuk tahun laporan atau {kode}[t-1] untuk tahun sebelumnya"
        raise RumusError(f"Variabel “{kode}” belum menyebut tahunnya.", saran, at)
    offset = tahun.start("penunjuk")
    if not tahun["tutup"]:
        raise RumusError("Kurung “[” tidak ditutup.", _SARAN_TAHUN, offset)
    mundur = _MUNDUR.fullmatch(tahun["isi"].strip())
    if not mundur:
        later = re.fullmatch(r"\s*t\s*\+.*", tahun["isi"])
        message = "adalah tahun sesudah tahun laporan." if later else "bukan penunjuk tahun."
        raise RumusError(f"“{tahun['penunjuk']}” {message}", _SARAN_TAHUN, offset)
    return _Token(at, text[at : tahun.end()], Variabel(kode, int(mundur["mundur"] or 0)))


def _unknown_sign(sign: str, at: int, saran: str = "") -> RumusError:
    usual = "rumus hanya memuat angka, variabel seperti koperasi[t], tanda + - * / dan kurung ( )"
    return RumusError(f"Tanda “{sign}” tidak dikenal dalam rumus.", saran or _SARAN_TANDA.get(sign, usual), at)


_URUTAN = (frozenset("+-"), frozenset("*/"))


def _parse_chain(tokens: Sequence[_Token], at: int, tingkat: int, urutan: int = 0) -> tuple[_Bagian, int]:
    """Read operands joined by the signs of one rank, from the left; give the part and the index after it."""
    if urutan == len(_URUTAN):
        return _parse_operand(tokens, at, tingkat)
    bagian, at = _parse_chain(tokens, at, tingkat, urutan + 1)
    while tokens[at].teks in _URUTAN[urutan]:
        tanda = tokens[at].teks
        kanan, at = _parse_chain(tokens, at + 1, tingkat, urutan + 1)
        bagian = _Operasi(tanda, bagian, kanan)
    return bagian, at


def _parse_operand(tokens: Sequence[_Token], at: int, tingkat: int) -> tuple[_Bagian, int]:
    token = tokens[at]
    if token.operand is not None:
        return token.operand, at + 1
    if token.teks not in {"-", "("}:
        where = f"Sebelum “{token.teks}”" if token.teks else f"Sesudah “{tokens[at - 1].teks}”"
        raise RumusError(f"{where} belum ada angka atau variabel.", "lengkapi atau hapus tandanya", token.offset)
    if tingkat == TINGKAT_TERBESAR:
        message = f"Kurung dan tanda minus bersusun lebih dari {TINGKAT_TERBESAR} tingkat."
        raise RumusError(message, "sederhanakan rumusnya", token.offset)
    if token.teks == "-":
        isi, after = _parse_operand(tokens, at + 1, tingkat + 1)
        return _Minus(isi), after
    isi, after = _parse_chain(tokens, at + 1, tingkat + 1)
    if not tokens[after].teks:
        raise RumusError("Kurung “(” tidak ditutup.", "tambahkan “)” pada tempatnya", token.offset)
    if tokens[after].teks != ")":
        raise _missing_operator(tokens[after])
    return isi, after + 1


def _missing_operator(token: _Token) -> RumusError:
    return RumusError(f"Sebelum “{token.teks}” belum ada operator.", "tulis +, -, * atau / di antaranya", token.offset)


# Calculating

_HITUNG = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def _evaluate(bagian: _Bagian, values: Mapping[Variabel, N], contoh: N) -> N:
    """Calculate a part of a formula; constants become numbers of the kind of `contoh`."""
    if isinstance(bagian, Variabel):
        return values[bagian]
    if isinstance(bagian, _Konstanta):
        return constant(bagian.nilai) if isinstance(contoh, Angka) else bagian.nilai
    if isinstance(bagian, _Minus):
        return -_evaluate(bagian.isi, values, contoh)
    kiri, kanan = (_evaluate(sisi, values, contoh) for sisi in (bagian.kiri, bagian.kanan))
    hasil: N = _HITUNG[bagian.tanda](kiri, kanan)
    return hasil


# Writing


class _Gaya(NamedTuple):
    """How a formula is written; without a sign for `/`, divisions are fractions."""

    tanda: Mapping[str, str]
    buka: str
    tutup: str
    koma: str


_TEKS = _Gaya({"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}, "(", ")", ",")
# The comma as text: in mathematics it separates the items of a list, with a gap after it.
_LATEX = _Gaya({"+": " + ", "-": " - ", "*": r" \times "}, r"\left(", r"\right)", r"\text{,}")

_KUAT = {"+": 1, "-": 1, "*": 2, "/": 2}


def _write(bagian: _Bagian, label: Callable[[Variabel], str], gaya: _Gaya) -> str:
    """Write a part of a formula with no more brackets than its meaning and two signs in a row ask for."""
    minus = gaya.tanda["-"].strip()
    if isinstance(bagian, Variabel):
        return label(bagian)
    if isinstance(bagian, _Konstanta):
        return f"{bagian.nilai:f}".replace(".", gaya.koma)
    if isinstance(bagian, _Minus):
        isi = _write(bagian.isi, label, gaya)
        return minus + _bracket(isi, gaya, needed=_kuat(bagian.isi, gaya) == 1 or isi.startswith(minus))
    kiri, kanan = _write(bagian.kiri, label, gaya), _write(bagian.kanan, label, gaya)
    if bagian.tanda not in gaya.tanda:
        return rf"\frac{{{kiri}}}{{{kanan}}}"
    kuat, kuat_kanan = _KUAT[bagian.tanda], _kuat(bagian.kanan, gaya)
    loose = kuat_kanan < kuat or (kuat_kanan == kuat and bagian.tanda in "-/")
    before = _bracket(kiri, gaya, needed=_kuat(bagian.kiri, gaya) < kuat)
    after = _bracket(kanan, gaya, needed=loose or kanan.startswith(minus))
    return before + gaya.tanda[bagian.tanda] + after


def _kuat(bagian: _Bagian, gaya: _Gaya) -> int:
    """How tightly a part holds together: sums 1, products 2, operands and fractions 3."""
    return _KUAT[bagian.tanda] if isinstance(bagian, _Operasi) and bagian.tanda in gaya.tanda else 3


def _bracket(text: str, gaya: _Gaya, *, needed: bool) -> str:
    return f"{gaya.buka}{text}{gaya.tutup}" if needed else text


# The empty group keeps the blank after a sign, which would end its command.
_LATEX_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{sign: f"\\{sign}{{}}" for sign in "{}$&#_%"},
    }
)


def _write_latex_text(text: str) -> str:
    return rf"\text{{{text.translate(_LATEX_SIGNS)}}}"
