"""How the jobs ended, in a terminal: one table, then where to look."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from lkj.banyak import Akhir
from lkj.finding import Severity
from lkj.format import format_desimal
from lkj.nama import show_nama
from lkj.tampilan.layar import Baris, Kolom, Sel, break_text, write_tabel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lkj.banyak import Hasil

_KOLOM = (
    Kolom("Tahun"),
    Kolom("Hasil", kiri=True),
    Kolom("Galat"),
    Kolom("Peringatan"),
    Kolom("Catatan", opsional=True),
    Kolom("Detik", opsional=True),
)
_WARNA = {Akhir.SELESAI: "green", Akhir.PERINGATAN: "yellow", Akhir.GALAT: "red", Akhir.GAGAL: "red"}
_PENTING = (Akhir.GAGAL, Akhir.GALAT, Akhir.PERINGATAN)


def write_teks(perintah: str, daftar: Sequence[Hasil], detik: float, sekaligus: int, width: int | None) -> str:
    """Write a summary of the jobs.

    Args:
        perintah: the command that was run for each.
        daftar: how they ended.
        detik: how long all took, in seconds.
        sekaligus: how many ran at once.
        width: of the terminal; None where there is none.
    """
    tabel = write_tabel("Instansi", _KOLOM, [_write_baris(hasil) for hasil in daftar], width)
    parts = [tabel, "\n".join(break_text(_count(daftar, detik, sekaligus), width))]
    look = [hasil for hasil in daftar if hasil.akhir in _PENTING]
    if look:
        parts.append("\n".join(line for hasil in look for line in _point(perintah, hasil, width)))
    return "\n\n".join(parts) + "\n"


def write_kemajuan(hasil: Hasil, selesai: int, semua: int) -> str:
    """Say in a line that a job ended.

    Args:
        hasil: how it ended.
        selesai: how many have ended so far.
        semua: how many there are.
    """
    head = f"[{selesai:>{len(str(semua))}}/{semua}] {hasil.kerja.nama} {hasil.kerja.tahun}: {hasil.akhir}"
    return f"{head} ({_seconds(hasil.detik)} detik)"


def _write_baris(hasil: Hasil) -> Baris:
    cells = (
        Sel(str(hasil.kerja.tahun)),
        Sel(hasil.akhir, _WARNA.get(hasil.akhir, "")),
        *(Sel(str(hasil.jumlah.get(severity, "–"))) for severity in Severity),
        Sel("–" if hasil.akhir is Akhir.KOSONG else _seconds(hasil.detik)),
    )
    return Baris(hasil.kerja.nama, cells)


def _count(daftar: Sequence[Hasil], detik: float, sekaligus: int) -> str:
    ends = Counter(hasil.akhir for hasil in daftar)
    counts = ", ".join(f"{ends[akhir]} {akhir}" for akhir in Akhir if ends[akhir])
    return f"{len(daftar)} pekerjaan: {counts}. {_seconds(detik)} detik, paling banyak {sekaligus} proses sekaligus."


def _point(perintah: str, hasil: Hasil, width: int | None) -> Iterator[str]:
    """Name the first thing that is wrong, and the command that shows the rest."""
    if hasil.akhir is Akhir.GAGAL:
        yield from break_text(f"{hasil.kerja.nama} {hasil.kerja.tahun}: {hasil.sebab}", width, subsequent_indent="  ")
        yield f"  {hasil.kerja.write_perintah(perintah)}"
    elif hasil.pertama:
        finding, place = hasil.pertama, hasil.pertama.position
        where = f"{(hasil.kerja.folder / place.file).as_posix()}:{place.line}:{place.column}"
        text = show_nama(f"{where}: {finding.severity} {finding.code}: {finding.message}")
        yield from break_text(text, width, subsequent_indent="  ")
        yield click.style(f"  {hasil.kerja.write_perintah('check')}", dim=True)


def _seconds(detik: float) -> str:
    return format_desimal(Decimal(detik), 1)
