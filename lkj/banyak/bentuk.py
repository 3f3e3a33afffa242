"""The list of jobs: for people, and for engines that run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.banyak.makefile import write_makefile
from lkj.banyak.mesin import MAKS_MATRIKS, write_matriks
from lkj.banyak.snakefile import write_snakefile
from lkj.tampilan.layar import Baris, Kolom, Sel, break_text, write_tabel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lkj.banyak import Kerja
    from lkj.banyak.daftar import Daftar

MESIN: Mapping[str, Callable[[Sequence[Kerja]], str]] = {
    "github-matrix": write_matriks,
    "make": write_makefile,
    "snakemake": write_snakefile,
}
"""What writes the jobs for each engine."""


def write_daftar(daftar: Daftar, width: int | None) -> str:
    """Write the jobs as a table, and the agencies that do not have the year asked for.

    Args:
        daftar: the jobs.
        width: of the terminal; None where there is none.
    """
    rows = [Baris(kerja.nama, (Sel(str(kerja.tahun)),)) for kerja in daftar.kerja]
    parts = [write_tabel("Instansi", [Kolom("Tahun")], rows, width), f"{len(daftar.kerja)} pekerjaan."]
    if daftar.tanpa:
        without = ", ".join(kerja.nama for kerja in daftar.tanpa)
        parts.append("\n".join(break_text(f"Tanpa data {daftar.tanpa[0].tahun}: {without}.", width)))
    return "\n\n".join(parts) + "\n"


def warn_banyak(bentuk: str, daftar: Sequence[Kerja]) -> str:
    """Say what an engine would refuse; nothing if it takes all jobs."""
    if bentuk != "github-matrix" or len(daftar) <= MAKS_MATRIKS:
        return ""
    return (
        f"GitHub Actions menjalankan paling banyak {MAKS_MATRIKS} job dari satu matriks, sedangkan daftar ini memuat "
        f"{len(daftar)}: sebutkan TAHUN, atau buat satu matriks untuk setiap subfolder dengan lkj -C FOLDER jobs."
    )
