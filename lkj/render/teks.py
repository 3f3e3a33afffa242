"""Values to Markdown: escaping, numbers with their marks, formulas."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined
from markupsafe import Markup

from lkj.angka import Angka
from lkj.format import format_angka, format_bulan, format_ringkas, format_rupiah, format_satuan
from lkj.laporan import Rentang
from lkj.model.instansi import Peraturan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lkj.compute.rumus import Variabel
    from lkj.laporan import Kinerja
    from lkj.render.jejak import Pencatat

# The quotation marks, dashes and dots are those pandoc would make typographic.
_SPECIAL = re.compile(r"""([\\`*_{}\[\]<>#~^$|&'"]|-(?=-)|\.(?=\.\.))""")
# What would begin a list, a definition or a div: "- ", "(2)", ":::", and "1. ", "iv) ", "@a. " of a list.
_AT_START = re.compile(
    r"^([-+:](?=\s|$)|:(?=::)|\((?=@?[\w-]*\)(?:\s|$)))"
    r"|^(\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+|@[\w-]*)([.)])(?=\s|$)"
)
# How every number starts that is not missing.
_ANGKA = r"-?(?:Rp)?\d(?:[\d.,]*\d)?"
# All white space but the no-break space, which a number may hold.
_BLANKS = re.compile(r"[^\S\u00a0]+")


def _reads(text: str, start: int, what: str) -> bool:
    """Tell whether a text reads so at a place, and the word ends there."""
    end = start + len(what)
    return text.startswith(what, start) and not re.match(r"\w", text[end : end + 1])


@lru_cache(10_000)  # a report is rendered twice, and says many things more than once
def escape_markdown(text: str) -> str:
    """Write plain text so that no character of it is taken for Markdown; runs of white space become one space."""
    escaped = _SPECIAL.sub(r"\\\1", _BLANKS.sub(" ", text).strip(" "))
    return _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", escaped)


class Penulis:
    """Writes the values templates print; numbers go through the trace."""

    def __init__(self, pencatat: Pencatat) -> None:
        self.pencatat = pencatat

    def write(self, value: Any) -> Markup:
        """Write a value as running text wants it, numbers with their unit.

        Raises:
            TypeError: the value is not one that can be printed.
        """
        return self._write(value, format_satuan)

    def write_cell(self, value: Any) -> Markup:
        """Write a value as a table cell wants it, numbers bare."""
        return self._write(value, format_angka)

    def write_angka(self, angka: Angka | Rentang | Undefined, style: Callable[[Angka], str]) -> Markup:
        """Write a number, or both ends of a range, in one of the styles of `lkj.format`.

        Raises:
            TypeError: it is neither.
        """
        if isinstance(angka, Rentang):
            return Markup(f"{self._mark(angka.bawah, style)}–{self._mark(angka.atas, style)}")  # Markdown
        if isinstance(angka, Undefined):
            str(angka)  # raises, with the name that is not there
        if not isinstance(angka, Angka):
            raise TypeError(f"{type(angka).__name__} is not a number of the report")
        return Markup(self._mark(angka, style))  # Markdown, not HTML

    def alt_writer(self, numbers: Iterable[Angka]) -> Callable[[str], str]:
        """Give what writes the words of a figure, part by part; the numbers in them go through the trace.

        Args:
            numbers: what it was drawn from, in order; of those that read alike the first comes first.
        """
        known: dict[str, list[Angka]] = {}
        for angka in numbers:
            for style in (format_satuan, format_ringkas, format_rupiah):
                queue = known.setdefault(escape_markdown(style(angka)), [])
                if angka not in queue:
                    queue.append(angka)
        # What a text starts with finds the few that it may be, longest first: of numbers there may be thousands.
        choices: dict[str, list[str]] = {}
        for teks in sorted(known, key=len, reverse=True):
            angka_depan = re.match(_ANGKA, teks)
            choices.setdefault(angka_depan[0] if angka_depan else teks, []).append(teks)
        words = (re.escape(start) for start in choices if not re.match(_ANGKA, start))
        starts = re.compile(rf"(?<![\w.,])(?:{'|'.join([_ANGKA, *words])})")

        def write(text: str) -> str:
            escaped = escape_markdown(text)
            parts, end = [], 0
            for start in starts.finditer(escaped):
                found = next((teks for teks in choices.get(start[0], ()) if _reads(escaped, start.start(), teks)), None)
                if found and start.start() >= end:
                    queue = known[found]
                    angka = queue.pop(0) if len(queue) > 1 else queue[0]
                    parts += [escaped[end : start.start()], self.pencatat.mark(angka, found)]
                    end = start.start() + len(found)
            return "".join([*parts, escaped[end:]])

        return write

    def _mark(self, angka: Angka, style: Callable[[Angka], str]) -> str:
        return self.pencatat.mark(angka, escape_markdown(style(angka)))

    def _write(self, value: Any, style: Callable[[Angka], str]) -> Markup:
        if isinstance(value, Markup):
            return value
        if isinstance(value, (Angka, Rentang, Undefined)):
            return self.write_angka(value, style)
        if isinstance(value, date):
            value = format_bulan(value)
        elif isinstance(value, bool) or not isinstance(value, (str, int)):
            if not isinstance(value, Peraturan):
                raise TypeError(f"{type(value).__name__} cannot be printed")
            value = f"{value.nama} tentang {value.tentang}" if value.tentang else value.nama
        return Markup(escape_markdown(str(value)))  # Markdown, not HTML

    def write_rumus(self, kinerja: Kinerja, tahun: int) -> Markup:
        """Write an indicator's formula with the names of its data and their years, or its description in words."""

        def label(variabel: Variabel) -> str:
            return f"{kinerja.nama_data[variabel.kode]} tahun {tahun - variabel.mundur}"

        return self._formula(kinerja, label)

    def write_rumus_umum(self, kinerja: Kinerja) -> Markup:
        """Write an indicator's formula for any year: `(t)` and `(t-1)` in place of years."""
        return self._formula(kinerja, partial(_label_umum, kinerja))

    def write_rumus_teks(self, kinerja: Kinerja) -> Markup:
        """Write the formula for any year as text, for cells too narrow for a fraction."""
        if kinerja.rumus is None:
            return self._formula(kinerja, partial(_label_umum, kinerja))
        return self.write(kinerja.rumus.to_text(partial(_label_umum, kinerja), kinerja.satuan))

    def _formula(self, kinerja: Kinerja, label: Callable[[Variabel], str]) -> Markup:
        if kinerja.rumus is None:
            return self.write(kinerja.indikator.uraian_rumus or "–")
        return Markup(f"${kinerja.rumus.to_latex(label, kinerja.satuan)}$")  # Markdown, not HTML

    def write_hitungan(self, kinerja: Kinerja) -> Markup:
        """Write an indicator's formula with the numbers of the year put in, and its result."""
        if kinerja.rumus is None:
            return self.write(kinerja.realisasi)

        def label(variabel: Variabel) -> str:
            return self._mark(kinerja.variabel[variabel], format_angka)

        latex = kinerja.rumus.to_latex(label, kinerja.satuan)
        result = self._mark(kinerja.realisasi, format_angka)
        unit = r"\%" if kinerja.satuan == "%" else ""
        return Markup(rf"${latex} = \text{{{result}{unit}}}$")  # Markdown, not HTML


def _label_umum(kinerja: Kinerja, variabel: Variabel) -> str:
    return f"{kinerja.nama_data[variabel.kode]} (t{f'-{variabel.mundur}' if variabel.mundur else ''})"
