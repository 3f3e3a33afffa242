"""What was measured, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.bench.hasil import JOROK, KEPALA, iter_baris, list_gagal, write_desimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.bench.hasil import Baris, Kelompok, Mesin


def write_mesin(mesin: Mesin) -> str:
    """Write what is measured on, a line for each thing."""
    alat = ", ".join(f"{nama} {versi}" for nama, versi in mesin.alat.items())
    beban = " ".join(write_desimal(nilai, 2) for nilai in mesin.beban)
    return (
        f"Mesin   {mesin.prosesor}, {mesin.inti} inti, {write_desimal(mesin.memori / 1024, 1)} GB\n"
        f"Sistem  {mesin.sistem}\n"
        f"Alat    Python {mesin.python}, {alat}\n"
        f"Beban   {beban} (rata-rata 1, 5 dan 15 menit sebelum diukur)\n"
    )


def write_kelompok(kelompok: Kelompok) -> str:
    """Write the table of a group and what was run; columns are aligned, figures to the right."""
    rows = [KEPALA, *iter_baris(kelompok)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = "─" * (sum(widths) + len(JOROK) * (len(widths) - 1))
    table = list(_align(rows, widths))
    notes = [f"{JOROK}{line}" for line in [*list_gagal(kelompok), *kelompok.keterangan.splitlines()]]
    return "\n".join([f"{kelompok.judul} ({kelompok.nama})", rule, table[0], rule, *table[1:], rule, *notes, ""])


def _align(rows: list[Baris], widths: list[int]) -> Iterator[str]:
    for row in rows:
        first, *others = (
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield JOROK.join([first, *others]).rstrip()
