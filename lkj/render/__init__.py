"""Jinja -> Markdown. Templates lay out, they do not calculate; every number they print is recorded in the trace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj.media.bukti import Media
from lkj.render.naskah import PenulisNaskah
from lkj.render.rupa import Rupa, name_gambar
from lkj.render.templat import GAYA, Templat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lkj.finding import Finding
    from lkj.gambar.kanvas import Gambar
    from lkj.laporan import Laporan
    from lkj.load import Naskah
    from lkj.render.jejak import Cetakan
    from lkj.render.susunan import Butir

__all__ = ["Hasil", "check_narasi", "name_gambar", "render_laporan"]


@dataclass(frozen=True, slots=True)
class Hasil:
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
    ilustrasi: Mapping[str, tuple[Gambar, ...]] | None = None,
) -> Hasil:
    """Render the report with the templates of the first folder that has them.

    Args:
        laporan: what to print.
        templates: folders to look in, the project's own before those that ship with the program.
        media: the evidence, prepared.
        ilustrasi: the figures drawn from data, by name; those that have no name are left out.
    """
    gambar = Rupa(media or Media(), ilustrasi or {})
    first = Templat(laporan, templates, gambar, {})
    first.render()
    second = Templat(laporan, templates, gambar, first.susunan.daftar)
    markdown, cetakan = second.pencatat.read(second.render())
    findings = sorted({*second.naskah.findings, *second.find_unused()})
    return Hasil(markdown, cetakan, tuple(second.susunan.daftar.values()), findings)


def check_narasi(narasi: Mapping[str, Naskah]) -> list[Finding]:
    """Find narrative that is written wrongly, where there are no numbers yet to put into it."""
    penulis = PenulisNaskah({}, str, GAYA, str)
    return sorted(finding for naskah in narasi.values() for finding in penulis.check(naskah.teks, naskah.position))
