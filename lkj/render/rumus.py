r"""The formulas narrative may hold: what the converters read, and the PDF can say in words.

    rangkai  = bagian+ { ("+" | "-" | "=" | "/" | "\times" | "\cdot" | "\div") bagian+ }
    bagian   = angka | nama | "\text{…}" | "\frac{rangkai}{rangkai}" | "(rangkai)" | "\left(rangkai\right)" | "\%"

A formula whose words the author gives, `[$x^2$]{alt="x kuadrat"}`, may also hold powers, indices, roots and the signs
below, in any order. `lkj/convert/filters/rumus.py` says the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_TANDA = {"+", "-", "=", "/", r"\times", r"\cdot", r"\div"}
_KELOMPOK = {r"\frac": 2, r"\sqrt": 1, r"\bar": 1, r"\hat": 1, r"\overline": 1}
_LAIN = {*"<>![]|:;'*~", *(rf"\{tanda}" for tanda in ",;:! "), r"\quad"}
_NAMA = re.compile(
    r"\\(?:sum|prod|int|leq?|geq?|neq?|approx|pm|infty|to|rightarrow|[lc]?dots|max|min|log|ln|alpha|beta|gamma|delta|"
    r"epsilon|theta|lambda|mu|pi|rho|sigma|tau|phi|chi|omega|Delta|Sigma|Omega)"
)
# In text, what is not plain has a backslash before it; brackets within it and formulas are not read by every converter.
_TEKS = r"\\text\s*\{(?:[^\\{}$]|\\[&%$#_{} ])*\}"
_SATUAN = re.compile(rf"{_TEKS}|\\[^\W\d_]+|\\.|[0-9.,]+|[A-Za-z]+|\S", re.DOTALL)
# Letters with accents, Greek ones, and signs that are read as letters are.
_HURUF = re.compile(r"[0-9.,]+|[A-Za-z]+|\\text\s*\{.*\w.*\}|\\%|[À-ĦĨ-ɏΆ-ώ−±·≤≥≠≈∑∏∞°→–‰½²³]", re.DOTALL)
_PALING_DALAM = 20


class SalahRumus(NamedTuple):
    """What is wrong in a formula: at which sign, and what to write instead."""

    at: int
    message: str
    advice: str


class _BerhentiError(Exception):
    """Reading a formula came to a sign that it may not hold there."""


def find_salah(rumus: str, *, ada_kata: bool) -> SalahRumus | None:
    """Find what the converters would not read in a formula, or could not say.

    Args:
        rumus: the TeX between the dollar signs.
        ada_kata: whether the author gives its words.
    """
    satuan = [(found.start(), found[0]) for found in _SATUAN.finditer(rumus)]
    pembaca = _Pembaca([teks for _, teks in satuan], bebas=ada_kata)
    try:
        pembaca.read()
    except _BerhentiError:
        pass
    else:
        return None
    if pembaca.kini >= len(satuan):
        return SalahRumus(len(rumus), "Rumus ini belum selesai.", "lengkapi, atau hapus tandanya yang terakhir")
    at, teks = satuan[pembaca.kini]
    if teks == r"\text":
        return SalahRumus(at, r"Isi \text{…} di sini tidak dapat dibaca.", "hapus perintah dan kurung di dalamnya")
    if ada_kata or not (_is_free(teks) or teks in {"^", "_", *_KELOMPOK}):
        return SalahRumus(at, f"Rumus tidak dapat memuat “{teks[:20]}” di sini.", "tulis rumusnya tanpa tanda itu")
    message = f"Rumus ini memuat “{teks}”, yang belum dapat dibacakan."
    return SalahRumus(at, message, 'tulis kalimatnya juga, misalnya [$x^2$]{alt="x kuadrat"}')


def _is_free(satu: str) -> bool:
    return satu in _LAIN or _NAMA.fullmatch(satu) is not None


class _Pembaca:
    """A reader of the signs of a formula from the left; where it stops, `kini` is the one it cannot take."""

    def __init__(self, satuan: Sequence[str], *, bebas: bool) -> None:
        self._satuan = satuan
        self._bebas = bebas
        self._dalam = 0
        self.kini = 0

    def read(self) -> None:
        self._read_rangkai("")

    def _look(self) -> str:
        return self._satuan[self.kini] if self.kini < len(self._satuan) else ""

    def _take(self, *harus: str) -> None:
        for satu in harus:
            if self._look() != satu:
                raise _BerhentiError
            self.kini += 1

    def _read_rangkai(self, tutup: str) -> None:
        """Read up to the sign that closes it."""
        self._dalam += 1
        if self._dalam > _PALING_DALAM:
            raise _BerhentiError
        awal, kurang = self.kini, True
        while self._look() != tutup:
            satu = self._look()
            if satu in _TANDA:
                if kurang and satu != "-" and not self._bebas:
                    raise _BerhentiError
                self.kini += 1
                kurang = True
            else:
                self._read_bagian(satu)
                kurang = False
        if self.kini == awal or (kurang and not self._bebas):
            raise _BerhentiError
        self._dalam -= 1

    def _read_bagian(self, satu: str) -> None:
        if satu == r"\frac" or (self._bebas and satu in _KELOMPOK):
            self.kini += 1
            for _ in range(_KELOMPOK[satu]):
                self._read_kelompok()
        elif satu == r"\left":
            self._take(r"\left", "(")
            self._read_rangkai(r"\right")
            self._take(r"\right", ")")
        elif satu == "(":
            self._take("(")
            self._read_rangkai(")")
            self._take(")")
        elif satu in {"^", "_"} and self._bebas:
            self.kini += 1
            if self._look() == "{":
                self._read_kelompok()
            elif _HURUF.fullmatch(self._look()):
                self.kini += 1
            else:
                raise _BerhentiError
        elif self._bebas and satu == "{":
            self._read_kelompok()
        elif _HURUF.fullmatch(satu) or (self._bebas and _is_free(satu)):
            self.kini += 1
        else:
            raise _BerhentiError

    def _read_kelompok(self) -> None:
        self._take("{")
        self._read_rangkai("}")
        self._take("}")
