"""The parts of docs/kinerja.md that hold figures: all of them come from the JSON of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.bench.hasil import JOROK, KEPALA, PUTARAN, Hasil, iter_baris, list_gagal, write_desimal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tools.bench.hasil import Baris, Kelompok

    Table = Callable[[Sequence[str], Iterable[Sequence[str]]], str]

HALAMAN = "docs/kinerja.md"
ANGKA = "docs/kinerja.json"


def write_bagian(text: str, table: Table) -> dict[str, str]:
    """Write the parts of the page by name.

    Args:
        text: the JSON of a run.
        table: writes a table in Markdown.
    """
    hasil = Hasil.model_validate_json(text)
    return {
        "mesin": table(("Mesin", ""), _list_mesin(hasil)),
        "belum": _write_belum(hasil, table),
        "angka": "\n\n".join(_write_kelompok(kelompok, hasil.putaran, table) for kelompok in hasil.kelompok),
    }


def _list_mesin(hasil: Hasil) -> Iterator[tuple[str, str]]:
    mesin = hasil.mesin
    yield "Prosesor", f"{mesin.prosesor}, {mesin.inti} inti"
    yield "Memori", f"{write_desimal(mesin.memori / 1024, 1)} GB"
    yield "Sistem", mesin.sistem
    yield "Alat", ", ".join([f"Python {mesin.python}", *(f"{nama} {versi}" for nama, versi in mesin.alat.items())])
    beban = "; ".join(write_desimal(nilai, 2) for nilai in mesin.beban)
    yield "Beban sebelum diukur", f"{beban} (rata-rata 1, 5 dan 15 menit)"
    yield "Tanggal", hasil.tanggal


def _write_belum(hasil: Hasil, table: Table) -> str:
    rows = [
        (kelompok.find(banding.dari).nama, banding.nama, _or_gagal(kelompok.compute_rasio(banding)), batas)
        for kelompok in hasil.kelompok
        for banding in kelompok.banding
        if kelompok.is_terpenuhi(banding) is False
        for batas in [write_desimal(banding.batas or 0, 2)]
    ]
    return table(("Yang diukur", "Perbandingan", "Rasio", "Batas"), rows) if rows else "Semua batas terpenuhi."


def _or_gagal(rasio: float | None) -> str:
    return "gagal diukur" if rasio is None else write_desimal(rasio, 2)


def _write_kelompok(kelompok: Kelompok, putaran: int, table: Table) -> str:
    rounds = "" if putaran == PUTARAN else f" --rounds {putaran}"
    rows = [row._replace(nama=_stress(row)) for row in iter_baris(kelompok)]
    command = f'```sh\nmake bench ARGS="--only {kelompok.nama}{rounds}"\n```'
    parts = [f"### {kelompok.judul}", kelompok.keterangan, command, table(KEPALA, rows), *list_gagal(kelompok)]
    return "\n\n".join(parts)


def _stress(row: Baris) -> str:
    """Make what is measured stand out from what it is compared with, for a page keeps no spaces before a cell."""
    return row.nama.strip() if row.nama.startswith(JOROK) else f"**{row.nama}**"
