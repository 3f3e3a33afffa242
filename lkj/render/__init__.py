"""Jinja -> Markdown. Templates lay out, they do not calculate; every number they print is recorded in the trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lkj.finding import Finding, Position
from lkj.media.bukti import Media
from lkj.render.naskah import PenulisNaskah
from lkj.render.rupa import Rupa
from lkj.render.templat import GAYA, Templat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from lkj.laporan import Laporan
    from lkj.load import Naskah
    from lkj.render.jejak import Cetakan
    from lkj.render.rupa import Ilustrasi
    from lkj.render.susunan import Butir

__all__ = ["Hasil", "check_naskah", "check_tulisan", "render_laporan"]


class Hasil(NamedTuple):
    """A rendered report.

    Attributes:
        markdown: the whole text.
        cetakan: the numbers in it, in order.
        susunan: its chapters, sections, tables, figures and appendices, in order.
        findings: flaws in narrative; with any, the text is not complete.
    """

    markdown: str
    cetakan: tuple[Cetakan, ...]
    susunan: tuple[Butir, ...]
    findings: list[Finding]


def render_laporan(
    laporan: Laporan,
    templates: Sequence[Path],
    media: Media | None = None,
    ilustrasi: Ilustrasi | None = None,
    draw: Callable[[], Ilustrasi] | None = None,
) -> Hasil:
    """Render the report with the templates of the first folder that has them.

    Args:
        laporan: what to print.
        templates: folders to look in, the project's own before those that ship with the program.
        media: the evidence, prepared.
        ilustrasi: the figures drawn from data, by name; those that have no name are left out.
        draw: gives the same figures, where those of `ilustrasi` are not drawn yet; asked in the middle of the work.
    """
    gambar = Rupa(media or Media(), ilustrasi or {})
    # Numbers its parts only, which do not depend on what a figure looks like.
    first = Templat(laporan, templates, gambar, {}, susun_tabel=False)
    first.render()
    drawn = gambar._replace(ilustrasi=draw()) if draw else gambar
    second = Templat(laporan, templates, drawn, first.susunan.daftar)
    markdown, cetakan = second.pencatat.read(second.render())
    findings = sorted({*second.naskah.findings, *second.find_unused()})
    if not findings and not cetakan:
        findings.append(_untraced(laporan))
    return Hasil(markdown, cetakan, tuple(second.susunan.daftar.values()), findings)


def check_naskah(laporan: Laporan, templates: Sequence[Path], media: Media, ilustrasi: Ilustrasi) -> list[Finding]:
    """Find what `render_laporan` would find, in a fraction of its time; see there."""
    rendering = Templat(laporan, templates, Rupa(media, ilustrasi), {}, susun_tabel=False)
    findings = rendering.check()
    return findings if findings or rendering.pencatat.numbers else [_untraced(laporan)]


def _untraced(laporan: Laporan) -> Finding:
    message = "Laporan tidak memuat satu pun angka yang terlacak."
    advice = "periksa templat laporan: setiap angka harus berasal dari data"
    return Finding(Position(laporan.data.folder), "LKJ503", message, advice)


def check_tulisan(narasi: Mapping[str, Naskah]) -> list[Finding]:
    """Find narrative that is written wrongly, where there are no numbers yet to put into it."""
    penulis = PenulisNaskah({}, str, GAYA, str)
    return sorted(finding for naskah in narasi.values() for finding in penulis.check(naskah.teks, naskah.position))
