"""How complete the report of each sasaran is, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.finding import display_width
from lkj.tampilan.layar import break_text, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lkj.rules.kelengkapan import Banding, SkorSasaran

_JUDUL = "Kelengkapan analisis tiap sasaran (PermenPANRB 53/2014)"
_ARTI = "ya: lengkap; –: tidak ada; 1/2: ada untuk satu dari dua indikator atau program"
_ANTARA = "  "
# So much room names of sasaran need beside spelt headings; with less, the columns are numbered.
_NAMA = 30


def write_skor(skor: Sequence[SkorSasaran], width: int | None = None) -> str:
    """Write the score of each sasaran as a table; empty without any sasaran.

    Args:
        skor: the scores, each of the same comparisons.
        width: of the terminal; None where there is none: nothing is broken then.
    """
    if not skor:
        return ""
    names = [banding.nama for banding in skor[0].banding]
    notes = [_ARTI]
    columns = _write_columns(names, skor)
    if width is not None and width - display_width(columns[0]) < _NAMA:
        numbers = [str(nomor) for nomor in range(1, len(names) + 1)]
        notes = ["; ".join(f"{nomor}={nama}" for nomor, nama in zip(numbers, names, strict=True)), _ARTI]
        columns = _write_columns(numbers, skor)
    room = None if width is None else width - display_width(columns[0])
    labels = [break_text(label, room) for label in ("Sasaran", *(entry.nama for entry in skor))]
    longest = max(display_width(line) for lines in labels for line in lines)
    table = []
    for (first, *more), figures in zip(labels, columns, strict=True):
        table += [f"{pad(first, longest)}{figures}", *more]
    return "\n".join(
        [*break_text(_JUDUL, width), "", *table, "", *(line for note in notes for line in break_text(note, width))]
    )


def _write_columns(heads: Sequence[str], skor: Sequence[SkorSasaran]) -> list[str]:
    """Write what stands to the right of the names, first the headings."""
    cells = ([*map(_write_cell, entry.banding), f"{entry.skor}/{len(entry.banding)}"] for entry in skor)
    rows = [[*heads, "Skor"], *cells]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return ["".join(_ANTARA + pad(*pair) for pair in zip(row, widths, strict=True)).rstrip() for row in rows]


def _write_cell(banding: Banding) -> str:
    if banding.lengkap:
        return "ya"
    return f"{banding.ada}/{banding.dari}" if banding.ada else "–"
