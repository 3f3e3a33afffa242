"""LKJ2xx: what is to be known about performance before it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.load import DataTahun
    from lkj.model.realisasi import Data, Realisasi


def realisasi_kosong(data: DataTahun) -> Iterator[Finding]:
    """LKJ201: a value of the year is left blank, with a reason; the report prints the reason in its place."""
    daftar: tuple[Realisasi | Data, ...] = (*data.realisasi.realisasi, *data.realisasi.data)
    for entry in daftar:
        if data.tahun in entry.nilai and entry.nilai[data.tahun] is None:
            yield Finding(
                entry.at_key("nilai", data.tahun),
                "LKJ201",
                f"Nilai {data.tahun} belum ada: {entry.alasan}.",
                "isi nilainya setelah diketahui; sampai saat itu laporan mencetak alasannya",
                Severity.PERINGATAN,
            )
