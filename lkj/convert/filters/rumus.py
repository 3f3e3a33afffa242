"""Formulas: one line again where the layout of a table broke them, and in Typst with the sentence one would say.

Word's formulas can be read aloud as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lkj.convert.unsur import get_attribute, list_all, quote_typst, raw_inline, walk, walk_down

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.convert.dokumen import Dokumen
    from lkj.convert.unsur import Unsur

# What an operator is called, and how tightly it holds: sums 1, products and divisions 2, operands 3.
_TANDA = {
    "+": ("ditambah", 1),
    "-": ("dikurangi", 1),
    "\\times": ("dikali", 2),
    "\\cdot": ("dikali", 2),
    "/": ("dibagi", 2),
    "\\div": ("dibagi", 2),
}
_KUAT = 3

_TEKS = re.compile(r"\\text\s*(?=\{)")
_SATUAN = re.compile(r"\\[A-Za-z]+|\\.|[0-9.,]+|[A-Za-z]+|.", re.DOTALL)
_ANGKA_ATAU_NAMA = re.compile(r"[A-Za-z0-9.,]+|[^\x00-\x7f]")


class _TakTerbacaError(Exception):
    """A part of a formula that cannot be said."""


def rumus(dokumen: Dokumen) -> None:
    """Join the lines of formulas; in Typst put them into calls that have their sentence."""
    if not dokumen.typst:
        walk(dokumen.blocks, {"Math": _join})
        return

    def say(satu: Unsur) -> list[Unsur]:
        _join(satu)
        teks = satu["c"][1]
        try:
            sebutan = _Pembaca(teks).read()
        except _TakTerbacaError as error:
            saran = 'tulis kalimatnya, misalnya [$x$]{alt="x"}'
            bagian = str(error).replace("\1", "\\{").replace("\2", "\\}")
            dokumen.keluhan.append(f"Rumus “{teks}” memuat “{bagian}”, yang belum dapat dibacakan; {saran}.")
            sebutan = ""
        return _call(satu, sebutan)

    walk_down(dokumen.blocks, {"Link": _keep_on_line, "Span": _say_stated, "Math": say})


def _join(satu: Unsur) -> None:
    satu["c"][1] = re.sub(r"\s*\n\s*", " ", satu["c"][1], flags=re.ASCII)


def _keep_on_line(tautan: Unsur) -> None:
    """A formula on a line of its own would split the link around it, which a tagged PDF may not."""
    for satu in list_all(tautan["c"][1], "Math"):
        satu["c"][0] = {"t": "InlineMath"}


def _say_stated(span: Unsur) -> list[Unsur] | None:
    """Take the sentence that somebody wrote for a formula."""
    isi, alt = span["c"][1], get_attribute(span, "alt")
    if alt is None or len(isi) != 1 or isi[0]["t"] != "Math":
        return None
    _join(isi[0])
    return _call(isi[0], alt)


def _call(satu: Unsur, sebutan: str) -> list[Unsur]:
    return [raw_inline("typst", f"#rumus({quote_typst(sebutan)}, "), satu, raw_inline("typst", ");")]


def _split(teks: str) -> list[str]:
    # Brackets that are text must not be counted as brackets of the formula.
    teks = teks.replace("\\{", "\1").replace("\\}", "\2")
    daftar, tempat = [], 0
    while tempat < len(teks):
        satu = _take_label(teks, tempat)
        if not satu:
            found = _SATUAN.match(teks, tempat)
            satu = found[0] if found else teks[tempat]
        tempat += len(satu)
        if satu not in " \t\r\n\f\v":
            daftar.append(satu)
    return daftar


def _take_label(teks: str, tempat: int) -> str:
    awal = _TEKS.match(teks, tempat)
    if awal:
        dalam = 0
        for akhir in range(awal.end(), len(teks)):
            dalam += {"{": 1, "}": -1}.get(teks[akhir], 0)
            if not dalam:
                return teks[tempat : akhir + 1]
    return ""


def _read_label(satu: str) -> str:
    isi = satu[satu.index("{") + 1 : -1]
    for kode, tanda in (("\\textbackslash{}", "\\"), ("\\textasciicircum{}", "^"), ("\\textasciitilde{}", "~")):
        isi = isi.replace(kode, tanda)
    isi = re.sub(r"\\([$&#_%])", r"\1", isi).replace("{}", "")
    isi = re.sub(r"([0-9])\s*%", r"\1 persen", isi, flags=re.ASCII)
    return isi.replace("\1", "{").replace("\2", "}")


def _bracket(teks: str) -> str:
    return f"kurung buka {teks} kurung tutup"


class _Pembaca:
    """A reader of tokens from the left. Each method gives what to say, and how tightly it holds together."""

    def __init__(self, rumus: str) -> None:
        self._daftar = _split(rumus)
        self._kini = 0

    def read(self) -> str:
        """Say the formula.

        Raises:
            _TakTerbacaError: it cannot be said.
        """
        try:
            teks, _ = self._read_hubungan()
        except RecursionError as error:
            raise _TakTerbacaError("terlalu banyak kurung") from error
        if self._next:
            raise _TakTerbacaError(self._next)
        return teks

    @property
    def _next(self) -> str:
        return self._daftar[self._kini] if self._kini < len(self._daftar) else ""

    def _take(self, harus: str = "") -> str:
        satu = self._next
        if not satu or (harus and satu != harus):
            raise _TakTerbacaError(satu or "bagian yang belum selesai")
        self._kini += 1
        return satu

    def _read_hubungan(self) -> tuple[str, int]:
        teks, kuat = self._read_rangkaian(1, self._read_kali)
        while self._next == "=":
            self._take()
            kanan, _ = self._read_rangkaian(1, self._read_kali)
            teks, kuat = f"{teks} sama dengan {kanan}", 1
        return teks, kuat

    def _read_kali(self) -> tuple[str, int]:
        return self._read_rangkaian(2, self._read_deret)

    def _read_rangkaian(self, kuat: int, read: Callable[[], tuple[str, int]]) -> tuple[str, int]:
        teks, hasil = read()
        while self._next in _TANDA and _TANDA[self._next][1] == kuat:
            kata, _ = _TANDA[self._take()]
            kanan, kuat_kanan = read()
            kanan = _bracket(kanan) if kata == "dibagi" and kuat_kanan < _KUAT else kanan
            teks, hasil = f"{teks} {kata} {kanan}", kuat
        return teks, hasil

    def _read_deret(self) -> tuple[str, int]:
        """Read what stands side by side: the digits of a number, its percent sign, the letters of a name."""
        if self._next == "-":
            self._take()
            teks, kuat = self._read_deret()
            return f"minus {teks}", kuat
        teks, kuat = self._read_satuan()
        while self._next and self._next not in {*_TANDA, "=", "}", ")", "\\right"}:
            lanjut, _ = self._read_satuan()
            angka = re.search(r"[0-9,]\Z", teks) and re.match(r"[0-9,]", lanjut)
            teks = teks + ("" if angka else " ") + lanjut
        return teks, kuat

    def _read_satuan(self) -> tuple[str, int]:
        satu = self._take()
        if satu == "\\frac":
            return self._read_pecahan()
        if satu in {"\\left", "("}:
            if satu == "\\left":
                self._take("(")
            isi, _ = self._read_hubungan()
            if satu == "\\left":
                self._take("\\right")
            self._take(")")
            return _bracket(isi), _KUAT
        if satu.startswith("\\text") and satu.endswith("}"):
            return _read_label(satu), _KUAT
        if satu == "\\%":
            return "persen", _KUAT
        if _ANGKA_ATAU_NAMA.fullmatch(satu):
            return satu, _KUAT
        raise _TakTerbacaError(satu)

    def _read_pecahan(self) -> tuple[str, int]:
        atas, kuat_atas = self._read_kelompok()
        bawah, kuat_bawah = self._read_kelompok()
        atas = _bracket(atas) if kuat_atas < 2 else atas  # noqa: PLR2004 - a sum
        bawah = _bracket(bawah) if kuat_bawah < _KUAT else bawah
        return f"{atas} dibagi {bawah}", 2

    def _read_kelompok(self) -> tuple[str, int]:
        self._take("{")
        hasil = self._read_hubungan()
        self._take("}")
        return hasil
