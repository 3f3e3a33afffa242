"""Where a number of the report comes from: found by what the user knows of it, told to people and to machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj.periksa import examine, template_folders
from lkj.render import render_laporan
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
    siap = telaah.siap
    if siap is None:
        return HasilTelusur(telaah.check_naskah(), None)
    # How figures look makes no difference; their words have numbers, and lines of the text.
    ilustrasi = {nama: draw(lukis=False) for nama, draw in siap.plan.items()}
    rendered = render_laporan(siap.laporan, template_folders(project), siap.media, ilustrasi)
    return HasilTelusur(telaah.end(rendered.findings), build_peta(siap.laporan, rendered, telaah.muatan.sources))
