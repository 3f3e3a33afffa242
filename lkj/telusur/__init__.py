"""Where a number of the report comes from: found by what the user knows of it, told to people and to machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj.periksa import examine
from lkj.telusur.peta import Peta, build_peta

if TYPE_CHECKING:
    from pathlib import Path

    from lkj.periksa import HasilPeriksa


@dataclass(frozen=True, slots=True)
class HasilTelusur:
    """The numbers of a year.

    Attributes:
        hasil: what was found in the data.
        peta: the numbers; None where the data are too wrong to compute a report from.
    """

    hasil: HasilPeriksa
    peta: Peta | None


def trace_tahun(project: Path, tahun: int) -> HasilTelusur:
    """Load, check, compute and print a year in memory, as a build does but for figures and documents.

    Args:
        project: the folder that holds `data/`, and perhaps `templates/`.
        tahun: the year.
    """
    telaah = examine(project, tahun, halaman=False)
    rendered, hasil = telaah.render()
    if telaah.siap is None or rendered is None:
        return HasilTelusur(hasil, None)
    return HasilTelusur(hasil, build_peta(telaah.siap.laporan, rendered, hasil.sources))
